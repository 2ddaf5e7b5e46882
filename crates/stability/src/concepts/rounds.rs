//! The least that improvements of the others bring about, in rounds.
//!
//! Within a class of a mover, whose members lie sorted by its ranks, one pass from
//! the top lowers the numbers of all members to the least of those above them. In a
//! round each mover passes over those of its classes of which a member was lowered
//! by somebody else since its last pass; when there are none, nothing can be
//! lowered any more. States are so visited class by class, neighbours after each
//! other, where a search in order of the numbers would jump about in memory. The
//! rounds are as many as the movers take turns on the longest way that lowers
//! something: few, as a rule, but no more than that can be said, and a model
//! that takes too many is left to the search.

use fixedbitset::FixedBitSet;

use super::numbers::Numbers;
use crate::model::{Model, Moves, State};

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Every number is the least.
    Lowered,
    /// Some could be lowered further: it would take more visits than allowed.
    GivenUp,
    /// Some mover is several parties, or has moves that cannot be taken back.
    NotForThese,
}

/// Lowers each of the `K` numbers of every state to the least over it and what
/// `movers` can bring about from it by improvements, unless that takes more than
/// so many visits of states.
pub(super) fn lower<const K: usize>(
    model: &Model,
    movers: &[usize],
    numbers: &mut Numbers<K>,
    visits: usize,
) -> Outcome {
    let sorted = |&mover: &usize| {
        let moves = model.moves_of(mover);
        Some((moves, moves.tied()?))
    };
    let Some(movers) = movers.iter().map(sorted).collect::<Option<Vec<_>>>() else {
        return Outcome::NotForThese;
    };
    let all = |(moves, _): &(&Moves, &FixedBitSet)| {
        let mut all = FixedBitSet::with_capacity(moves.classes());
        all.insert_range(..);
        all
    };
    // The classes that each mover has still to pass over.
    let mut open: Vec<FixedBitSet> = movers.iter().map(all).collect();
    let mut left = visits;
    let mut first = true;
    while open.iter().any(|classes| !classes.is_clear()) {
        for (at, &(moves, tied)) in movers.iter().enumerate() {
            let mut classes = std::mem::take(&mut open[at]);
            // In the first round those that come later pass over all their classes anyway.
            let told = if first { &movers[..at] } else { movers.as_slice() };
            for class in classes.ones() {
                let bounds = moves.bounds(class);
                let Some(rest) = left.checked_sub(bounds.len()) else { return Outcome::GivenUp };
                left = rest;
                pass(moves, tied, bounds, numbers, |state| {
                    for (other, (moves, _)) in told.iter().enumerate().filter(|(other, _)| *other != at) {
                        open[other].insert(moves.class(state));
                    }
                });
            }
            classes.clear();
            open[at] = classes;
        }
        first = false;
    }
    Outcome::Lowered
}

/// Members that one mask covers.
const MASK: usize = u64::BITS as usize;

/// Passes over one class, and calls `lowered` with every member that was.
fn pass<const K: usize>(
    moves: &Moves,
    tied: &FixedBitSet,
    bounds: std::ops::Range<usize>,
    numbers: &mut Numbers<K>,
    mut lowered: impl FnMut(State),
) {
    // The least over the members above, and over those and the ones of the same rank so far.
    let (mut above, mut so_far) = ([u32::MAX; K], [u32::MAX; K]);
    let mut end = bounds.end;
    while end > bounds.start {
        let start = bounds.start.max(end.saturating_sub(MASK));
        let members = moves.members_at(start..end);
        // What is lowered is told of afterwards: whether it is cannot be foreseen.
        let mut mask = 0_u64;
        for (at, &state) in members.iter().enumerate().rev() {
            let number = numbers.of_mut(state);
            let mut is_lower = false;
            for column in 0..K {
                is_lower |= above[column] < number[column];
                number[column] = number[column].min(above[column]);
                so_far[column] = so_far[column].min(number[column]);
            }
            mask = mask << 1 | u64::from(is_lower);
            if !tied.contains(start + at) {
                above = so_far;
            }
        }
        while mask != 0 {
            lowered(members[mask.trailing_zeros() as usize]);
            mask &= mask - 1;
        }
        end = start;
    }
}
