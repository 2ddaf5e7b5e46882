//! `detente stability`: which states would hold, for whom and under which foresight.

mod draws;
mod grid;
mod inverse;
mod request;
pub(crate) mod subject;

use detente_case::model::Case;
use detente_report::document::{Document, human, markdown};
use detente_report::provenance::Provenance;
use detente_report::stability::{LISTED, Subject, Why};
use detente_report::{certificate, csv, json, stability as words};
use detente_settle::budget::Notify;
use detente_space::control::Control;
use detente_stability::answer::Answer;
use detente_stability::model::{Limits, State};
use detente_stability::reasons::{Answered, Reasons};

use crate::arguments::{ColorChoice, Format, StabilityArguments};
use crate::exit;
use crate::failure::Failure;
use crate::limits::with_control;
use crate::open::{self, Opened};
use crate::output;

/// States that JSON lists unless asked otherwise.
const LISTED_AS_JSON: usize = 1000;
/// Equilibria whose verdicts are proved in a certificate.
const CERTIFIED: usize = 200;
/// Improvements of one decision maker from one state that a certificate answers.
const CERTIFIED_IMPROVEMENTS: usize = 10_000;

/// Answers.
pub(crate) fn run(arguments: &StabilityArguments, color: ColorChoice) -> Result<u8, Failure> {
    let mut opened = open::open(&arguments.case, color)?;
    let view = open::to_day(&mut opened, arguments.view)?;
    let asked = request::read(&opened.case, arguments)?;
    let limits = subject::limits(arguments.limits);
    if arguments.grid {
        return grid::run(arguments, asked.concepts(), &opened, view, &limits, color);
    }
    with_control(arguments.limits.time, |control, notify| {
        notify.say("making the states");
        let model = subject::build(&opened, &limits, &control, color)?;
        let subject = Subject { case: &opened.case, model: &model, view };
        of_model(arguments, &asked, &opened, subject, &limits, control, notify)
    })
}

fn of_model(
    arguments: &StabilityArguments,
    asked: &request::Asked,
    opened: &Opened,
    subject: Subject<'_>,
    limits: &Limits,
    control: Control<'_>,
    notify: Notify<'_>,
) -> Result<u8, Failure> {
    let Subject { case, model, .. } = subject;
    if let Some(text) = &arguments.inverse {
        let target = subject::state(case, model, text)?;
        return inverse::run(arguments, asked.concepts(), opened, subject, target, limits, &control);
    }
    if let Some(count) = arguments.draws {
        notify.say("answering draw after draw");
        return draws::run(arguments, count, asked.concepts(), opened, subject, limits, &control);
    }
    let request = asked.of_model(case, model)?;
    let state = arguments.state.as_ref().map(|text| subject::state(case, model, text)).transpose()?;
    let answer = Answer::of(case, model, &request, limits, &control, &|what| notify.say(what))
        .map_err(|error| subject::failure(&error))?;
    let answered = Answered { case, model, request: &request, answer: &answer };
    let explained = |states: &[State], most: usize| {
        Reasons::of(answered, states, most, limits, &control).map_err(|error| subject::failure(&error))
    };
    let told = arguments.list.unwrap_or(LISTED_AS_JSON);
    let why = match state {
        Some(state) => Some(Why { state, reasons: explained(&[state], told)? }),
        None => None,
    };
    let made_with = open::made_with(opened, subject::named(arguments.limits), 0);
    if let Some(path) = &arguments.certificate {
        notify.say("writing down what proves the verdicts");
        let all = state.map_or_else(|| answer.equilibria(), |state| vec![state]);
        let shown = &all[..all.len().min(CERTIFIED)];
        let reasons = explained(shown, CERTIFIED_IMPROVEMENTS)?;
        let left_out = all.len() - shown.len();
        let claims = certificate::stability(subject, &reasons, left_out, &made_with);
        let text = json::text(&claims);
        output::to(Some(path), &text)?;
    }
    let text = match arguments.format {
        Format::Json => {
            let listed = arguments.list.unwrap_or(LISTED_AS_JSON);
            json::text(&json::stability(subject, &answer, why.as_ref(), listed, &made_with))
        }
        Format::Csv => csv::stability(subject, &answer, arguments.list.unwrap_or(usize::MAX)),
        format @ (Format::Human | Format::Markdown) => {
            let listed = arguments.list.unwrap_or(LISTED);
            lay_out(words::stability(subject, &answer, why.as_ref(), listed), format, &made_with)
        }
    };
    output::to(arguments.output.as_deref(), &text)?;
    let holds = match state {
        // Nothing is said of a foresight that has no answer.
        Some(state) => {
            answer.is_answered() && answer.columns.iter().all(|column| column.is_equilibrium(state))
        }
        None => answer.columns.iter().any(|column| column.count_equilibria() > 0),
    };
    Ok(match (answer.is_cut_short(), holds) {
        (true, _) => exit::STOPPED,
        (false, true) => exit::DEAL,
        (false, false) => exit::NO_DEAL,
    })
}

fn lay_out(mut document: Document, format: Format, made_with: &Provenance) -> String {
    made_with.close(&mut document);
    if format == Format::Markdown { markdown(&document) } else { human(&document, output::width()) }
}

/// Parties joined by `+`, ascending.
fn parties(case: &Case, text: &str) -> Result<Vec<usize>, Failure> {
    let mut parties =
        text.split('+').map(|id| open::party(case, id.trim())).collect::<Result<Vec<_>, _>>()?;
    parties.sort_unstable();
    parties.dedup();
    Ok(parties)
}
