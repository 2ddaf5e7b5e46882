//! `detente stability --inverse`: what would have to change for a state to hold.

use detente_desk::questions::foresight::parties;
use detente_desk::questions::stability::Modelled;
use detente_desk::questions::states::failure;
use detente_report::stability::{CHANGES, Change, Subject, change};
use detente_report::{csv, json};
use detente_settle::budget::Budget;
use detente_stability::concepts::Concept;
use detente_stability::inverse::{Inverse, inverse};
use detente_stability::model::State;

use super::{lay_out, made_with};
use crate::arguments::{Format, StabilityArguments};
use crate::exit;
use crate::failure::Failure;
use crate::output;

pub(super) fn run(
    arguments: &StabilityArguments,
    concepts: &[Concept],
    modelled: &Modelled,
    target: State,
    budget: &Budget<'_>,
) -> Result<u8, Failure> {
    let of = modelled.subject();
    let model = of.model;
    let limits = modelled.limits.of_model();
    let most = arguments.list.unwrap_or(CHANGES).max(1);
    let makers: Vec<usize> = match arguments.party.as_deref() {
        Some(text) => vec![decision_maker(of, text)?],
        None => (0..model.decision_makers().len()).collect(),
    };
    let mut found = Vec::new();
    for &concept in concepts {
        let mut changes = Vec::new();
        for &maker in &makers {
            let change = inverse(model, maker, target, concept, most, &limits, &budget.control);
            changes.extend(change.map_err(|error| failure(&error))?);
        }
        found.push(Change { concept, changes });
    }
    let made_with = made_with(&modelled.opened, arguments, 0);
    let text = match arguments.format {
        Format::Json => json::text(&json::inverse(of, target, &found, &made_with)),
        Format::Csv => csv::inverse(of, &found),
        format => lay_out(change(of, target, &found), format, &made_with),
    };
    output::to(arguments.output.as_deref(), &text)?;
    let is_stable = |each: &Inverse| each.changes.found.iter().any(Vec::is_empty);
    let holds = found.iter().all(|of| of.changes.iter().all(is_stable));
    Ok(if holds { exit::DEAL } else { exit::NO_DEAL })
}

/// The decision maker that a party, or parties joined by `+`, are.
fn decision_maker(of: Subject<'_>, text: &str) -> Result<usize, Failure> {
    let Subject { case, model, .. } = of;
    let parties = parties(case, text)?;
    let maker = model.decision_makers().iter().position(|each| each.parties == parties);
    let why = match maker {
        Some(maker) if parties.iter().all(|&party| model.is_ranked(party)) => return Ok(maker),
        Some(_) => "has no preference in this case, so that nothing can be said",
        None if parties.len() > 1 => "move no issue together, so that nothing is stable or unstable for them",
        None => "moves no issue alone, so that nothing is stable or unstable for it",
    };
    let ids: Vec<&str> = parties.iter().map(|&party| case.parties[party].id.as_str()).collect();
    Err(Failure::Input(format!("`{}` {why}", ids.join("+"))))
}
