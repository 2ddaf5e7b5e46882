//! `detente compare`: two packages, party by party.

use detente_desk::questions::compare::compare;

use crate::arguments::{CaseArguments, ColorChoice, TextFormat, ViewArguments};
use crate::exit;
use crate::failure::Failure;
use crate::limits::with_budget;
use crate::open;
use crate::output;

/// Compares packages given as `issue=option issue=option ...`.
pub(crate) fn run(
    arguments: &CaseArguments,
    view: ViewArguments,
    packages: &[String],
    format: TextFormat,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let opened = open::open(arguments, color)?;
    let [first, second] = packages else {
        return Err(Failure::Input("name two packages, each in quotes".to_owned()));
    };
    let answer = with_budget(None, |budget| compare(opened, [first, second], view.into(), budget))?;
    output::answer(format, &answer)?;
    Ok(exit::DEAL)
}
