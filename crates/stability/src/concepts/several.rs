//! The concepts for several parties that gain or lose together.
//!
//! Such an actor leaves a state for one that is better for all its parties and
//! is deterred by one that is not better for some of them, so that a single
//! number a state does not do. States with the same ranks for all its parties
//! are asked together: which states are better than they is then one set, and
//! each concept is a chain of backward searches from sets.

use std::cmp::Ordering;

use detente_case::package::PartyIndex;
use detente_space::control::Control;
use fixedbitset::FixedBitSet;

use super::{Asked, Concept, Verdicts};
use crate::coalition::Together;
use crate::model::{Limits, Model, ModelError, State};
use crate::sets::{Steps, leading_to};

/// Parties that gain or lose together.
pub(crate) struct Actor<'a> {
    /// The parties.
    pub(crate) parties: &'a [PartyIndex],
    /// The decision makers whose moves are its own.
    pub(crate) own: Vec<usize>,
    /// The decision makers whose moves may deter it.
    pub(crate) others: Vec<usize>,
    /// Joint improvements of the others, beside those of each alone.
    pub(crate) together: Option<Together>,
}

impl<'a> Actor<'a> {
    /// Parties as one decision maker: its own joint moves alone.
    pub(super) fn joint(model: &Model, at: usize, parties: &'a [PartyIndex]) -> Self {
        Self { parties, own: vec![at], others: model.others(parties), together: None }
    }
}

pub(crate) fn verdicts(
    model: &Model,
    actor: &Actor<'_>,
    asked: Asked,
    limits: &Limits,
    control: &Control<'_>,
) -> Result<Verdicts, ModelError> {
    let mut verdicts = Verdicts::all_stable(model.states(), asked);
    let ranks: Vec<&[u32]> = actor
        .parties
        .iter()
        .filter_map(|&party| model.ranks(party))
        .map(|ranks| ranks.of.as_slice())
        .collect();
    let compare = |one: State, other: State| {
        let pairs = ranks.iter().map(|ranks| ranks[one as usize].cmp(&ranks[other as usize]));
        pairs.fold(Ordering::Equal, Ordering::then)
    };
    let mut order: Vec<State> = model.all().collect();
    order.sort_unstable_by(|&one, &other| compare(one, other).then(one.cmp(&other)));
    let levels = || order.chunk_by(|&one, &other| compare(one, other) == Ordering::Equal);
    let each = (model.states() as u64).saturating_mul(8 * (actor.own.len() + actor.others.len()) as u64);
    let steps = each.saturating_mul(levels().count() as u64);
    if steps > limits.steps {
        let what = "judging moves that several parties make together";
        return Err(ModelError::TooMuchWork { what, steps, limit: limits.steps });
    }
    for level in levels() {
        ModelError::if_stopped(control)?;
        judge(model, actor, asked, &ranks, level, &mut verdicts);
    }
    Ok(verdicts)
}

/// Judges the states of one rank vector.
fn judge(
    model: &Model,
    actor: &Actor<'_>,
    asked: Asked,
    ranks: &[&[u32]],
    level: &[State],
    verdicts: &mut Verdicts,
) {
    let Some(&here) = level.first() else { return };
    let better_than_here = |state: &usize| ranks.iter().all(|ranks| ranks[*state] > ranks[here as usize]);
    let mut better = FixedBitSet::with_capacity(model.states());
    better.extend((0..model.states()).filter(better_than_here));
    if better.is_clear() {
        return;
    }
    // From where the actor can get to something better.
    let gainful = leading_to(model, &actor.own, &better, Steps::Moves, None);
    if !level.iter().any(|&state| gainful.contains(state as usize)) {
        return;
    }
    let mut bad = better.clone();
    bad.toggle_range(..);
    for concept in Concept::ALL.into_iter().filter(|concept| asked.has(*concept)) {
        let leaving = if concept == Concept::Nash {
            gainful.clone()
        } else {
            let mut sanctions = bad.clone();
            if concept.is_symmetric() {
                sanctions.difference_with(&gainful);
            }
            let (steps, together) = match concept.is_credible() {
                true => (Steps::Improvements, actor.together.as_ref()),
                false => (Steps::Moves, None),
            };
            let deterred = leading_to(model, &actor.others, &sanctions, steps, together);
            let mut safe = better.clone();
            safe.difference_with(&deterred);
            leading_to(model, &actor.own, &safe, Steps::Moves, None)
        };
        for &state in level.iter().filter(|&&state| leaving.contains(state as usize)) {
            verdicts.set_unstable(state as usize, concept);
        }
    }
}
