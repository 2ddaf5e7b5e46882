//! `detente ask`: the unknowns that matter most, as questions.

use detente_desk::questions::draws::ask;

use super::robust::{drawn, request};
use crate::arguments::{AskArguments, ColorChoice};
use crate::exit;
use crate::failure::Failure;
use crate::limits::with_budget;
use crate::output;

/// Draws, and ranks the unknowns.
pub(crate) fn run(arguments: &AskArguments, color: ColorChoice) -> Result<u8, Failure> {
    let across = drawn(&arguments.case, arguments.view, &arguments.draw, color)?;
    let request = request(&arguments.draw, arguments.limits.seed, Vec::new());
    with_budget(Some(arguments.limits), |budget| {
        let model = across.model(arguments.draw.disputed.unwrap_or(1.0), budget)?;
        let answer = ask(&across, &model, &request, arguments.limits.into(), budget)?;
        output::answer(arguments.format, &answer)?;
        Ok(if answer.found.stopped { exit::STOPPED } else { exit::DEAL })
    })
}
