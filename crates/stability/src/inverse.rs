//! What would have to change for a state to hold (the inverse approach, Kinsara,
//! Kilgour and Hipel 2015).
//!
//! For one party's stability at a state only one thing of its ranking matters:
//! which states are better than it. Fewer of them never make a stable state
//! unstable, so that a smallest change is a set of states to be put no higher than
//! the target, none of which can be left out. The source goes through all
//! rankings instead; here every improvement that nothing deters is a demand to be
//! met (put the improvement itself lower, or a state that the others can bring
//! about from it, with what could be reached from there where the concept asks),
//! and the smallest sets that meet all demands are listed by size.
//!
//! Sanctions by improvements are those of the others' *present* preferences: where
//! several parties change, each is answered as if it alone did.

use std::collections::BTreeSet;

use detente_case::package::PartyIndex;
use detente_space::compile::Stopped;
use detente_space::control::Control;

use crate::concepts::Concept;
use crate::model::{Limits, Model, ModelError, State};
use crate::paths::Found;
use crate::sets::reached_from;

/// Smallest changes of one party's ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inverse {
    /// The party.
    pub party: PartyIndex,
    /// Its decision maker.
    pub decision_maker: usize,
    /// Each a set of states, ascending, that are now better than the target and
    /// would have to be no better: together they make it stable, and none can be
    /// left out. Smaller ones first; one empty set where it is stable as it is.
    pub changes: Found<Vec<State>>,
}

/// The smallest changes that make `target` stable for one party alone, at most
/// `most` of them. `None` where it moves nothing alone, or has no preference.
///
/// # Errors
///
/// [`ModelError::TooMuchWork`] where following the others' improvements takes
/// more than [`Limits::steps`], [`ModelError::Stopped`] where the control says so.
pub fn inverse(
    model: &Model,
    party: PartyIndex,
    target: State,
    concept: Concept,
    most: usize,
    limits: &Limits,
    control: &Control<'_>,
) -> Result<Option<Inverse>, ModelError> {
    let alone = |maker: &crate::model::DecisionMaker| maker.parties == [party];
    let Some(decision_maker) = model.decision_makers().iter().position(alone) else { return Ok(None) };
    if !model.is_ranked(party) {
        return Ok(None);
    }
    let others = model.others(&[party]);
    let is_better = |to: &State| model.gains(&[party], target, *to);
    let better = |to: &[State]| -> BTreeSet<State> { to.iter().copied().filter(is_better).collect() };
    let mut demands: Vec<Vec<BTreeSet<State>>> = Vec::new();
    let mut steps = 0_u64;
    for to in model.improvements(decision_maker, target) {
        let mut ways: BTreeSet<BTreeSet<State>> = BTreeSet::from([BTreeSet::from([to])]);
        if concept != Concept::Nash {
            let sanctions = if concept.is_credible() {
                improved_from(model, &others, to, limits, &mut steps)?
            } else {
                reached_from(model, &others, to)
                    .ones()
                    .filter_map(|state| State::try_from(state).ok())
                    .collect()
            };
            for sanction in sanctions.into_iter().filter(|&sanction| sanction != to) {
                let mut lower = better(&[sanction]);
                if concept.is_symmetric() {
                    let escapes = model.moves(decision_maker, sanction);
                    steps += escapes.len() as u64;
                    lower.extend(better(&escapes));
                }
                ways.insert(lower);
            }
        }
        if steps > limits.steps {
            let what = "following what would deter each improvement";
            return Err(ModelError::TooMuchWork { what, steps, limit: limits.steps });
        }
        if !ways.contains(&BTreeSet::new()) {
            demands.push(minimal(ways));
        }
    }
    demands.sort_by_key(|ways| (ways.len(), ways.clone()));
    demands.dedup();
    let changes = smallest(&demands, most, control)?;
    Ok(Some(Inverse { party, decision_maker, changes }))
}

/// The same for every party that moves something alone and has a preference, in
/// the order of decision makers.
///
/// # Errors
///
/// As [`inverse`].
pub fn inverse_for_all(
    model: &Model,
    target: State,
    concept: Concept,
    most: usize,
    limits: &Limits,
    control: &Control<'_>,
) -> Result<Vec<Inverse>, ModelError> {
    let mut all = Vec::new();
    for party in 0..model.parties() {
        all.extend(inverse(model, party, target, concept, most, limits, control)?);
    }
    Ok(all)
}

/// What the others can bring about from a state by improvements.
fn improved_from(
    model: &Model,
    movers: &[usize],
    from: State,
    limits: &Limits,
    steps: &mut u64,
) -> Result<BTreeSet<State>, ModelError> {
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(state) = open.pop() {
        for &mover in movers {
            let to = model.improvements(mover, state);
            *steps += 1 + to.len() as u64;
            open.extend(to.into_iter().filter(|&to| found.insert(to)));
        }
        if *steps > limits.steps {
            let what = "following improvements of the others";
            return Err(ModelError::TooMuchWork { what, steps: *steps, limit: limits.steps });
        }
    }
    Ok(found)
}

/// The sets none of which holds another, smaller ones first.
fn minimal(sets: impl IntoIterator<Item = BTreeSet<State>>) -> Vec<BTreeSet<State>> {
    let mut sorted: Vec<BTreeSet<State>> = sets.into_iter().collect();
    sorted.sort_by_key(|set| (set.len(), set.clone()));
    sorted.dedup();
    let mut kept: Vec<BTreeSet<State>> = Vec::new();
    for set in sorted {
        if !kept.iter().any(|smaller| smaller.is_subset(&set)) {
            kept.push(set);
        }
    }
    kept
}

/// Unions of one way to meet each demand that are minimal by inclusion, found by
/// joining demand after demand. More than four times `most` of them are not
/// carried along: then the larger ones are dropped, and the answer is not complete.
fn smallest(
    demands: &[Vec<BTreeSet<State>>],
    most: usize,
    control: &Control<'_>,
) -> Result<Found<Vec<State>>, ModelError> {
    let room = most.saturating_mul(4).max(1);
    let mut under_way = vec![BTreeSet::new()];
    let mut complete = true;
    for ways in demands {
        if control.is_stopped() {
            return Err(ModelError::Stopped(Stopped::Cancelled));
        }
        complete &= ways.len() <= room;
        let mut joined: Vec<BTreeSet<State>> = Vec::new();
        for set in &under_way {
            match meets(set, ways) {
                true => joined.push(set.clone()),
                false => joined.extend(ways.iter().take(room).map(|way| set | way)),
            }
        }
        joined.sort_by_key(|set| (set.len(), set.clone()));
        joined.dedup();
        if joined.len() > room {
            joined.truncate(room);
            complete = false;
        }
        under_way = minimal(joined);
    }
    if !complete {
        // What was dropped may have been a part of what was kept.
        under_way = minimal(under_way.into_iter().map(|set| without_the_needless(set, demands)));
    }
    complete &= under_way.len() <= most;
    under_way.truncate(most);
    Ok(Found { found: under_way.into_iter().map(|set| set.into_iter().collect()).collect(), complete })
}

fn meets(set: &BTreeSet<State>, ways: &[BTreeSet<State>]) -> bool {
    ways.iter().any(|way| way.is_subset(set))
}

/// The set without elements that it can do without, the greatest left out first.
fn without_the_needless(mut set: BTreeSet<State>, demands: &[Vec<BTreeSet<State>>]) -> BTreeSet<State> {
    for state in set.clone().into_iter().rev() {
        set.remove(&state);
        if !demands.iter().all(|ways| meets(&set, ways)) {
            set.insert(state);
        }
    }
    set
}
