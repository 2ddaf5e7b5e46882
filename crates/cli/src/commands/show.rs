//! `detente show`: the case as read.

use detente_desk::questions::show::show;

use crate::arguments::{CaseArguments, ColorChoice, TextFormat, ViewArguments};
use crate::exit;
use crate::failure::Failure;
use crate::limits::with_budget;
use crate::open;
use crate::output;

/// Prints the case as read.
pub(crate) fn run(
    arguments: &CaseArguments,
    view: ViewArguments,
    format: TextFormat,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let opened = open::open(arguments, color)?;
    let answer = with_budget(None, |budget| show(&opened, view.into(), budget))?;
    output::answer(format, &answer)?;
    Ok(exit::DEAL)
}
