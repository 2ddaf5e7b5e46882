//! `stability --draws` as JSON.

use std::collections::BTreeMap;

use detente_stability::concepts::Concept;
use schemars::JsonSchema;
use serde::Serialize;

use super::common::{self, Head};
use super::robust::{FigureShape, figure, method};
use super::stability::{ModelShape, model_shape, number, options};
use crate::provenance::Provenance;
use crate::stability::{Draws, Subject};

/// In how many of the draws from all that is vague a state is an equilibrium; no probabilities.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SharesShape {
    /// The case and the day.
    #[serde(flatten)]
    pub head: Head,
    /// The model.
    pub model: ModelShape,
    /// `sobol` or `chacha`.
    pub method: String,
    /// Seed of the draws.
    pub seed: u64,
    /// Draws made; 0 where nothing is vague, so that every share is certain.
    pub draws: u64,
    /// Numbers drawn.
    pub unknowns: usize,
    /// Whether a limit or the user stopped the work.
    pub stopped: bool,
    /// By concept: draws in which some state is an equilibrium.
    pub any: BTreeMap<String, FigureShape>,
    /// The states that are an equilibrium in some draw, greatest share first.
    pub states: Vec<StateShareShape>,
    /// How many such states are not listed.
    pub not_listed: usize,
    /// What it was made with and from.
    pub made_with: Provenance,
}

/// How often a state is an equilibrium.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StateShareShape {
    /// Its decimal number, the first issue the least significant digit.
    pub number: String,
    /// Issue to option; issues that do not arise are absent.
    pub options: BTreeMap<String, String>,
    /// By concept: the share of draws.
    pub shares: BTreeMap<String, FigureShape>,
}

/// The shape of `stability --draws --format json`, with at most `listed` states.
#[must_use]
pub fn shares(subject: Subject<'_>, draws: Draws<'_>, listed: usize, made_with: &Provenance) -> SharesShape {
    let Draws { request, found } = draws;
    let by_concept = |shares: &[_]| -> BTreeMap<String, FigureShape> {
        let pairs = request.concepts.iter().zip(shares);
        pairs.map(|(concept, share): (&Concept, _)| (concept.id().to_owned(), figure(*share))).collect()
    };
    SharesShape {
        head: common::head(subject.case, subject.view, "stability-draws"),
        model: model_shape(subject),
        method: method(request.method).to_owned(),
        seed: request.seed,
        draws: found.draws,
        unknowns: found.unknowns,
        stopped: found.stopped,
        any: by_concept(&found.any),
        states: found
            .states
            .iter()
            .take(listed)
            .map(|(state, shares)| StateShareShape {
                number: number(subject, *state),
                options: options(subject, *state),
                shares: by_concept(shares),
            })
            .collect(),
        not_listed: found.states.len().saturating_sub(listed),
        made_with: made_with.clone(),
    }
}
