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
//! Parties that move together leave for what is better for all of them, so that it is
//! enough that one of them ranks a state no higher: a change then says whose
//! ranking, too.
//!
//! Sanctions by improvements are those of the others' *present* preferences: where
//! several decision makers change, each is answered as if it alone did.

use std::collections::BTreeSet;

use detente_case::package::PartyIndex;
use detente_space::control::Control;

use crate::concepts::Concept;
use crate::model::{Limits, Model, ModelError, State};
use crate::paths::Found;
use crate::sets::reached_from;

/// A state that a party would have to rank no higher than the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lowered {
    /// The party.
    pub party: PartyIndex,
    /// The state, now better for it.
    pub state: State,
}

/// Smallest changes of the rankings of a decision maker's parties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inverse {
    /// The decision maker.
    pub decision_maker: usize,
    /// Each a set of states, ascending by party, that are now better than the target
    /// and would have to be no better for that party: together they make it stable,
    /// and none can be left out. Smaller ones first; one empty set where it is
    /// stable as it is.
    pub changes: Found<Vec<Lowered>>,
}

/// The smallest changes that make `target` stable for a decision maker, of one
/// party or of several that move together, at most `most` of them. `None` where a
/// party of it has no preference.
///
/// # Errors
///
/// [`ModelError::TooMuchWork`] where what would deter the improvements takes
/// more than [`Limits::steps`] to follow or more than [`Limits::bytes`] to keep,
/// [`ModelError::Stopped`] where the control says so.
pub fn inverse(
    model: &Model,
    decision_maker: usize,
    target: State,
    concept: Concept,
    most: usize,
    limits: &Limits,
    control: &Control<'_>,
) -> Result<Option<Inverse>, ModelError> {
    let parties = model.decision_makers()[decision_maker].parties.as_slice();
    if parties.iter().any(|&party| !model.is_ranked(party)) {
        return Ok(None);
    }
    let others = model.others(parties);
    let is_better = |to: &State| model.gains(parties, target, *to);
    let room = most.saturating_mul(4).max(1);
    let mut work = Work { steps: 0, kept: 0, limits };
    let mut complete = true;
    let mut demands: Vec<Vec<Change>> = Vec::new();
    for to in model.improvements(decision_maker, target) {
        ModelError::if_stopped(control)?;
        let mut ways: BTreeSet<Change> = BTreeSet::new();
        complete &= lower(parties, &BTreeSet::from([to]), room, &mut ways);
        if concept != Concept::Nash {
            let sanctions = if concept.is_credible() {
                improved_from(model, &others, to, &mut work)?
            } else {
                let reached = reached_from(model, &others, to);
                reached.ones().filter_map(|state| State::try_from(state).ok()).collect()
            };
            for sanction in sanctions.into_iter().filter(|&sanction| sanction != to) {
                let mut lowered: BTreeSet<State> = Some(sanction).filter(is_better).into_iter().collect();
                if concept.is_symmetric() {
                    let escapes = model.moves(decision_maker, sanction);
                    work.step(escapes.len())?;
                    lowered.extend(escapes.into_iter().filter(is_better));
                }
                complete &= lower(parties, &lowered, room, &mut ways);
                work.step(1)?;
                if lowered.is_empty() {
                    // Deterred as it is.
                    break;
                }
                work.keep(lowered.len())?;
            }
        }
        if !ways.contains(&Change::new()) {
            demands.push(minimal(ways, &mut work)?);
        }
    }
    demands.sort_by(|one, other| one.len().cmp(&other.len()).then_with(|| one.cmp(other)));
    demands.dedup();
    let changes = smallest(&demands, most, complete, &mut work, control)?;
    Ok(Some(Inverse { decision_maker, changes }))
}

/// What is lowered, and for whom.
type Change = BTreeSet<Lowered>;

/// What is held against the limits.
struct Work<'a> {
    steps: u64,
    kept: u64,
    limits: &'a Limits,
}

impl Work<'_> {
    const WHAT: &'static str = "following what would deter each improvement";
    /// Bytes of one element in sets of sets, an upper bound.
    const EACH: u64 = 400;

    fn step(&mut self, more: usize) -> Result<(), ModelError> {
        self.steps = self.steps.saturating_add(more as u64);
        let (steps, limit) = (self.steps, self.limits.steps);
        if steps > limit { Err(ModelError::TooMuchWork { what: Self::WHAT, steps, limit }) } else { Ok(()) }
    }

    fn keep(&mut self, more: usize) -> Result<(), ModelError> {
        self.kept = self.kept.saturating_add(more as u64);
        let (steps, limit) = (self.kept, self.limits.bytes / Self::EACH);
        if steps > limit { Err(ModelError::TooMuchWork { what: Self::WHAT, steps, limit }) } else { Ok(()) }
    }
}

/// Every way in which each of these states is lowered for one of the parties;
/// where there are more than `room`, those in which it is always the same one, and false.
fn lower(parties: &[PartyIndex], states: &BTreeSet<State>, room: usize, ways: &mut BTreeSet<Change>) -> bool {
    let count = u32::try_from(states.len()).ok().and_then(|states| parties.len().checked_pow(states));
    let Some(count) = count.filter(|&count| count <= room.max(parties.len())) else {
        let by = |&party: &PartyIndex| states.iter().map(|&state| Lowered { party, state }).collect();
        ways.extend(parties.iter().map(by));
        return false;
    };
    ways.extend((0..count).map(|mut which| {
        let mut way = Change::new();
        for &state in states {
            way.insert(Lowered { party: parties[which % parties.len()], state });
            which /= parties.len();
        }
        way
    }));
    true
}

/// What the others can bring about from a state by improvements.
fn improved_from(
    model: &Model,
    movers: &[usize],
    from: State,
    work: &mut Work<'_>,
) -> Result<BTreeSet<State>, ModelError> {
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(state) = open.pop() {
        for &mover in movers {
            let to = model.improvements(mover, state);
            work.step(1 + to.len())?;
            open.extend(to.into_iter().filter(|&to| found.insert(to)));
        }
    }
    Ok(found)
}

/// The sets none of which holds another, smaller ones first.
fn minimal(sets: impl IntoIterator<Item = Change>, work: &mut Work<'_>) -> Result<Vec<Change>, ModelError> {
    let mut sorted: Vec<Change> = sets.into_iter().collect();
    sorted.sort_by(by_size);
    sorted.dedup();
    if sorted.first().is_some_and(Change::is_empty) {
        sorted.truncate(1);
    }
    // Sets of one, of which there may be many, are looked up, larger ones compared.
    let mut single = Change::new();
    let mut kept: Vec<Change> = Vec::new();
    for set in sorted {
        if set.len() == 1 {
            single.extend(set.iter().copied());
            kept.push(set);
            continue;
        }
        let larger = &kept[single.len()..];
        work.step(larger.len())?;
        if set.is_disjoint(&single) && !larger.iter().any(|smaller| smaller.is_subset(&set)) {
            kept.push(set);
        }
    }
    Ok(kept)
}

fn by_size(one: &Change, other: &Change) -> std::cmp::Ordering {
    one.len().cmp(&other.len()).then_with(|| one.cmp(other))
}

/// Unions of one way to meet each demand that are minimal by inclusion, found by
/// joining demand after demand. More than four times `most` of them are not
/// carried along: then the larger ones are dropped, and the answer is not complete.
fn smallest(
    demands: &[Vec<Change>],
    most: usize,
    mut complete: bool,
    work: &mut Work<'_>,
    control: &Control<'_>,
) -> Result<Found<Vec<Lowered>>, ModelError> {
    let room = most.saturating_mul(4).max(1);
    let mut under_way = vec![Change::new()];
    for ways in demands {
        ModelError::if_stopped(control)?;
        complete &= ways.len() <= room;
        let mut joined: Vec<Change> = Vec::new();
        for set in &under_way {
            work.step(ways.len())?;
            match meets(set, ways) {
                true => joined.push(set.clone()),
                false => joined.extend(ways.iter().take(room).map(|way| set | way)),
            }
        }
        joined.sort_by(by_size);
        joined.dedup();
        if joined.len() > room {
            joined.truncate(room);
            complete = false;
        }
        under_way = minimal(joined, work)?;
    }
    if !complete {
        // What was dropped may have been a part of what was kept.
        under_way = minimal(under_way.into_iter().map(|set| without_the_needless(set, demands)), work)?;
    }
    complete &= under_way.len() <= most;
    under_way.truncate(most);
    Ok(Found { found: under_way.into_iter().map(|set| set.into_iter().collect()).collect(), complete })
}

fn meets(set: &Change, ways: &[Change]) -> bool {
    ways.iter().any(|way| way.is_subset(set))
}

/// The set without elements that it can do without, the greatest left out first.
fn without_the_needless(mut set: Change, demands: &[Vec<Change>]) -> Change {
    for lowered in set.clone().into_iter().rev() {
        set.remove(&lowered);
        if !demands.iter().all(|ways| meets(&set, ways)) {
            set.insert(lowered);
        }
    }
    set
}
