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
use detente_stability::answer::{Answer, Request};
use detente_stability::coalition::{Sanctions, Together};
use detente_stability::explain::{Explanation, Who};
use detente_stability::model::{Limits, Model, ModelError, State};

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
    let actors = if state.is_some() || arguments.certificate.is_some() {
        actors(model, &request, limits).map_err(|error| subject::failure(&error))?
    } else {
        Vec::new()
    };
    let told = arguments.list.unwrap_or(LISTED_AS_JSON);
    let why =
        state.map(|state| Why { state, explanations: explained(model, &request, &actors, state, told) });
    let made_with = open::made_with(opened, subject::named(arguments.limits), 0);
    if let Some(path) = &arguments.certificate {
        notify.say("writing down what proves the verdicts");
        let all = state.map_or_else(|| answer.equilibria(), |state| vec![state]);
        let shown = all.iter().take(CERTIFIED);
        let explanations: Vec<_> = shown
            .flat_map(|&state| explained(model, &request, &actors, state, CERTIFIED_IMPROVEMENTS))
            .collect();
        let left_out = all.len().saturating_sub(CERTIFIED);
        let text = json::text(&certificate::stability(subject, &explanations, left_out, &made_with));
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
        Some(state) => answer.columns.iter().all(|column| column.is_equilibrium(state)),
        None => answer.columns.iter().any(|column| column.count_equilibria() > 0),
    };
    Ok(match (answer.is_cut_short(), holds) {
        (true, _) => exit::STOPPED,
        (false, true) => exit::DEAL,
        (false, false) => exit::NO_DEAL,
    })
}

/// Whose verdicts are explained, and what coalitions outside do, where they sanction too.
type Actor = (Who, Option<Together>);

/// Decision makers, then the coalitions asked about.
fn actors(model: &Model, request: &Request, limits: &Limits) -> Result<Vec<Actor>, ModelError> {
    let mut actors: Vec<Actor> =
        (0..model.decision_makers().len()).map(|at| (Who::DecisionMaker(at), None)).collect();
    for coalition in &request.coalitions {
        let together = match request.sanctions {
            Sanctions::Coalitions => Together::outside(model, coalition, limits)?,
            Sanctions::DecisionMakers => None,
        };
        actors.push((Who::Coalition(coalition.clone()), together));
    }
    Ok(actors)
}

/// Why a state is stable or not for each of these, with at most so many improvements.
fn explained(
    model: &Model,
    request: &Request,
    actors: &[Actor],
    state: State,
    most: usize,
) -> Vec<Explanation> {
    let of_actor = |(who, together): &Actor| {
        Explanation::of(model, who, &request.concepts, state, together.as_ref(), most).unwrap_or_default()
    };
    actors.iter().flat_map(of_actor).collect()
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
