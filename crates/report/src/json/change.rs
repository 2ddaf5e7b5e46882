//! `stability --inverse` as JSON.

use std::collections::BTreeMap;

use detente_stability::model::State;
use schemars::JsonSchema;
use serde::Serialize;

use super::common::{self, Head};
use super::stability::{ModelShape, model_shape, number, options};
use crate::provenance::Provenance;
use crate::stability::{Change, Subject, mover_id};

/// What would have to change for a state to hold.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct InverseShape {
    /// The case and the day.
    #[serde(flatten)]
    pub head: Head,
    /// The model.
    pub model: ModelShape,
    /// Number of the state.
    pub target: String,
    /// Its choices.
    pub options: BTreeMap<String, String>,
    /// One entry a concept and party.
    pub changes: Vec<ChangeShape>,
    /// Concepts, each with parties that would leave the state together and for which no change is looked for.
    pub together: BTreeMap<String, Vec<String>>,
    /// What it was made with and from.
    pub made_with: Provenance,
}

/// Smallest changes of one party's order.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangeShape {
    /// The concept.
    pub concept: String,
    /// The party.
    pub party: String,
    /// Whether the state is stable for it as it is.
    pub stable: bool,
    /// Each a set of states, by number, that would have to be no better for the party than the target;
    /// none can be left out.
    pub changes: Vec<Vec<String>>,
    /// Whether these are all such sets.
    pub complete: bool,
}

/// The shape of `stability --inverse --format json`.
#[must_use]
pub fn inverse(
    subject: Subject<'_>,
    target: State,
    found: &[Change],
    made_with: &Provenance,
) -> InverseShape {
    let Subject { case, model, view } = subject;
    let numbers = |set: &Vec<State>| set.iter().map(|&state| number(subject, state)).collect();
    let changes = found.iter().flat_map(|of| of.parties.iter().map(move |each| (of.concept, each)));
    InverseShape {
        head: common::head(case, view, "stability-inverse"),
        model: model_shape(subject),
        target: number(subject, target),
        options: options(subject, target),
        changes: changes
            .map(|(concept, each)| {
                let stable = each.changes.found.iter().any(Vec::is_empty);
                ChangeShape {
                    concept: concept.id().to_owned(),
                    party: case.parties[each.party].id.clone(),
                    stable,
                    changes: each.changes.found.iter().filter(|set| !set.is_empty()).map(numbers).collect(),
                    complete: each.changes.complete,
                }
            })
            .collect(),
        together: found
            .iter()
            .map(|of| {
                let ids = of.together.iter().map(|&maker| mover_id(case, &model.decision_makers()[maker]));
                (of.concept.id().to_owned(), ids.collect())
            })
            .collect(),
        made_with: made_with.clone(),
    }
}
