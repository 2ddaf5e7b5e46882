//! `detente paths`: where the conflict goes from a state.

use detente_report::document::{human, markdown};
use detente_report::paths::{Drawn, LISTED};
use detente_report::stability::Subject;
use detente_report::{json, paths as words};
use detente_stability::concepts::Concept;
use detente_stability::course::{Course, Request, courses};
use detente_stability::model::State;
use detente_stability::paths::By;

use super::stability::subject;
use crate::arguments::{ColorChoice, Going, PathsArguments, PathsFormat};
use crate::exit;
use crate::failure::Failure;
use crate::limits::with_control;
use crate::open::{self, Opened};
use crate::output;

/// States and moves that JSON and DOT list unless asked otherwise.
const LISTED_AS_DATA: usize = 100_000;

/// Answers.
pub(crate) fn run(arguments: &PathsArguments, color: ColorChoice) -> Result<u8, Failure> {
    let mut opened = open::open(&arguments.case, color)?;
    let view = open::to_day(&mut opened, arguments.view)?;
    let limits = subject::limits(arguments.limits);
    with_control(arguments.limits.time, |control, notify| {
        notify.say("making the states");
        let model = subject::build(&opened, &limits, &control, color)?;
        let subject = Subject { case: &opened.case, model: &model, view };
        let state = |text: &String| subject::state(&opened.case, &model, text);
        let from = match (&arguments.from, model.status_quo()) {
            (Some(text), _) => state(text)?,
            (None, Some(state)) => state,
            (None, None) => {
                let why = "there is no status quo to start from; name a state with --from".to_owned();
                return Err(Failure::Input(why));
            }
        };
        let request = Request {
            from,
            to: arguments.to.as_ref().map(state).transpose()?,
            by: manners(arguments),
            concepts: Concept::ALL.to_vec(),
            longest: arguments.length,
            most: arguments.list.unwrap_or(LISTED),
        };
        notify.say("following the moves");
        let found = courses(&model, &request, &limits, &control).map_err(|error| subject::failure(&error))?;
        print(arguments, &opened, subject, from, &found)?;
        let arrives =
            request.to.is_none_or(|to| found.iter().any(|course| course.evolution.steps_to(to).is_some()));
        Ok(if arrives { exit::DEAL } else { exit::NO_DEAL })
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

fn print(
    arguments: &PathsArguments,
    opened: &Opened,
    subject: Subject<'_>,
    from: State,
    found: &[Course],
) -> Result<(), Failure> {
    let made_with = open::made_with(opened, subject::named(arguments.limits), 0);
    let text = match arguments.format {
        PathsFormat::Json => {
            let listed = arguments.list.unwrap_or(LISTED_AS_DATA);
            json::text(&json::paths(subject, from, found, listed, &made_with))
        }
        format @ (PathsFormat::Human | PathsFormat::Markdown) => {
            let listed = arguments.list.unwrap_or(LISTED);
            let mut document = words::paths(subject, from, found, arguments.length, listed);
            made_with.close(&mut document);
            if format == PathsFormat::Human { human(&document, output::width()) } else { markdown(&document) }
        }
        PathsFormat::Dot => {
            let course = one(found)?;
            let steps = words::steps(subject, course, arguments.list.unwrap_or(LISTED_AS_DATA));
            if !steps.complete && course.ways.is_none() {
                return Err(Failure::Input(format!(
                    "the diagram has more than {} moves; --list allows more",
                    steps.found.len()
                )));
            }
            words::dot(subject, from, &steps.found)
        }
        PathsFormat::Svg => {
            let course = one(found)?;
            let steps = words::steps(subject, course, LISTED_AS_DATA);
            match words::svg(subject, from, course, &steps.found) {
                Drawn::Svg(text) => text,
                Drawn::TooLarge { states, steps } => {
                    return Err(Failure::Input(format!(
                        "a drawing of {states} states and {steps} moves could not be read; --by improvements, --to STATE \
                         or --format dot make less of it"
                    )));
                }
            }
        }
    };
    output::to(arguments.output.as_deref(), &text)
}

fn one(found: &[Course]) -> Result<&Course, Failure> {
    found.first().ok_or_else(|| Failure::Input("there is nothing to draw".to_owned()))
}
