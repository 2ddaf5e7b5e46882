//! `detente explain`: one package, or the terms of a statement.

use detente_desk::questions::explain::{What, explain};
use detente_space::worth::Acceptance;

use crate::arguments::{CaseArguments, ColorChoice, LimitArguments, TextFormat, ViewArguments};
use crate::exit;
use crate::failure::Failure;
use crate::limits::with_budget;
use crate::open;
use crate::output;

/// Explains it.
pub(crate) fn run(
    arguments: &CaseArguments,
    view: ViewArguments,
    what: What<'_>,
    limits: LimitArguments,
    format: TextFormat,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let opened = open::open(arguments, color)?;
    let answer =
        with_budget(Some(limits), |budget| explain(opened, what, view.into(), limits.into(), budget))?;
    output::answer(format, &answer)?;
    let found = &answer.found;
    let deal = found.broken_rules.is_empty() && !found.is_no_agreement && found.all == Acceptance::Surely;
    Ok(if deal { exit::DEAL } else { exit::NO_DEAL })
}
