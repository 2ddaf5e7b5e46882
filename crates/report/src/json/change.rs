//! `stability --inverse` as JSON.

use std::collections::BTreeMap;

use detente_stability::inverse::Lowered;
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
    /// One entry a concept and decision maker.
    pub changes: Vec<ChangeShape>,
    /// What it was made with and from.
    pub made_with: Provenance,
}

/// Smallest changes of the orders of one decision maker's parties.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangeShape {
    /// The concept.
    pub concept: String,
    /// The decision maker: ids of its parties, joined by `+`.
    pub who: String,
    /// Whether the state is stable for it as it is.
    pub stable: bool,
    /// Each a set of states that would have to be no better for a party than the target; none can be left out.
    pub changes: Vec<Vec<LoweredShape>>,
    /// Whether these are all such sets.
    pub complete: bool,
}

/// A state that would have to be no better for a party than the target.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LoweredShape {
    /// The party.
    pub party: String,
    /// Number of the state.
    pub state: String,
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
    let lowered = |each: &Lowered| LoweredShape {
        party: case.parties[each.party].id.clone(),
        state: number(subject, each.state),
    };
    let set = |set: &Vec<Lowered>| set.iter().map(lowered).collect();
    let changes = found.iter().flat_map(|of| of.changes.iter().map(move |each| (of.concept, each)));
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
                    who: mover_id(case, &model.decision_makers()[each.decision_maker]),
                    stable,
                    changes: each.changes.found.iter().filter(|set| !set.is_empty()).map(set).collect(),
                    complete: each.changes.complete,
                }
            })
            .collect(),
        made_with: made_with.clone(),
    }
}
