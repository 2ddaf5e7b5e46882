//! `detente paths`: where the conflict goes from a state.

use detente_desk::questions::Answer as _;
use detente_desk::questions::paths::{Question, paths};
use detente_desk::questions::stability::Modelled;
use detente_report::document::{human, markdown};
use detente_report::json;
use detente_settle::budget::Budget;
use detente_stability::paths::By;

use crate::arguments::{ColorChoice, Going, PathsArguments, PathsFormat};
use crate::exit;
use crate::failure::Failure;
use crate::limits::with_control;
use crate::open;
use crate::output;

/// Answers.
pub(crate) fn run(arguments: &PathsArguments, color: ColorChoice) -> Result<u8, Failure> {
    let opened = open::open(&arguments.case, color)?;
    with_control(arguments.limits.time, |control, notify| {
        let budget = Budget { control, notify, ..Budget::default() };
        let modelled = Modelled::of(opened, arguments.view.into(), arguments.limits.into(), &budget)?;
        let question = Question {
            from: arguments.from.clone(),
            to: arguments.to.clone(),
            by: manners(arguments),
            longest: arguments.length,
            listed: arguments.list,
        };
        let answer = paths(&modelled, &question, &budget)?;
        let text = match arguments.format {
            PathsFormat::Json => json::text(&answer.shape()),
            PathsFormat::Human => human(&answer.document(), output::width()),
            PathsFormat::Markdown => markdown(&answer.document()),
            PathsFormat::Dot => answer.dot()?,
            PathsFormat::Svg => answer.svg()?,
        };
        output::to(arguments.output.as_deref(), &text)?;
        Ok(if answer.arrives() { exit::DEAL } else { exit::NO_DEAL })
    })
}

/// A drawing of both has any moves, with those marked from which the mover gains.
fn manners(arguments: &PathsArguments) -> Vec<By> {
    let drawn = matches!(arguments.format, PathsFormat::Dot | PathsFormat::Svg);
    match arguments.by {
        Going::Improvements => vec![By::Improvements],
        Going::Moves => vec![By::Moves],
        Going::Both if drawn => vec![By::Moves],
        Going::Both => vec![By::Improvements, By::Moves],
    }
}
