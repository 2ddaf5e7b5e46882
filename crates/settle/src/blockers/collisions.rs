//! Minimal sets of demands that collide, and minimal corrections.
//!
//! A conflict is a minimal unsatisfiable set of demands; a correction is a
//! minimal set whose removal leaves the rest satisfiable. The corrections are
//! the minimal hitting sets of the conflicts and the other way round (Reiter
//! 1987), so both are found together, as in the enumeration of Liffiton,
//! Previti, Malik and Marques-Silva (2016): guess a correction as a hitting set
//! of the conflicts known so far; if it fails, shrink what it leaves to a new
//! conflict with QuickXplain (Junker 2004).

use detente_case::package::Package;
use fixedbitset::FixedBitSet;

use super::transversal::{minimal_hitting_sets, order};

/// Tells whether a set of demands can be met together.
pub trait Feasibility {
    /// Why a question was not answered.
    type Stopped;

    /// A package that meets every demand of the set, if there is one.
    ///
    /// # Errors
    /// When a limit or the user stopped the search.
    fn feasible(&mut self, demands: &FixedBitSet) -> Result<Option<Package>, Self::Stopped>;
}

/// A minimal set of demands whose removal opens a deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The demands.
    pub demands: FixedBitSet,
    /// A package that meets all the others.
    pub opens: Package,
}

/// What [`collisions`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collisions {
    /// Minimal sets that collide, small ones first. One empty set: not even
    /// the rules can be met.
    pub conflicts: Vec<FixedBitSet>,
    /// Minimal corrections, small ones first.
    pub corrections: Vec<Correction>,
    /// Whether both lists are complete.
    pub complete: bool,
}

/// Finds the conflicts and corrections of demands `0..count`, up to `limit` of
/// each. All is empty when the demands can be met together.
///
/// # Errors
/// Passes on what stopped `oracle`.
pub fn collisions<F: Feasibility>(
    oracle: &mut F,
    count: usize,
    limit: usize,
) -> Result<Collisions, F::Stopped> {
    let mut all = FixedBitSet::with_capacity(count);
    all.insert_range(..);
    if oracle.feasible(&all)?.is_some() {
        return Ok(Collisions { complete: true, ..Collisions::default() });
    }
    if oracle.feasible(&FixedBitSet::with_capacity(count))?.is_none() {
        return Ok(Collisions {
            conflicts: vec![FixedBitSet::with_capacity(count)],
            complete: true,
            ..Collisions::default()
        });
    }
    let mut found = Collisions { conflicts: vec![shrink(oracle, &all)?], ..Collisions::default() };
    while found.conflicts.len() <= limit && found.corrections.len() <= limit {
        let Some(guesses) = minimal_hitting_sets(&found.conflicts, limit.saturating_mul(64)) else { break };
        let mut conflict = None;
        for guess in guesses {
            if found.corrections.iter().any(|known| order(&known.demands) == order(&guess)) {
                continue;
            }
            let mut rest = all.clone();
            rest.difference_with(&guess);
            match oracle.feasible(&rest)? {
                Some(opens) => found.corrections.push(Correction { demands: guess, opens }),
                None => {
                    conflict = Some(shrink(oracle, &rest)?);
                    break;
                }
            }
        }
        match conflict {
            Some(conflict) => found.conflicts.push(conflict),
            None => {
                found.complete = true;
                break;
            }
        }
    }
    if found.complete {
        // The conflicts met on the way suffice to find every correction; the rest follow from those.
        let family: Vec<_> = found.corrections.iter().map(|correction| correction.demands.clone()).collect();
        match minimal_hitting_sets(&family, limit.saturating_mul(64)) {
            Some(conflicts) => found.conflicts = conflicts,
            None => found.complete = false,
        }
    }
    found.conflicts.sort_by_key(order);
    found.corrections.sort_by_key(|correction| order(&correction.demands));
    if found.conflicts.len() > limit || found.corrections.len() > limit {
        found.complete = false;
    }
    found.conflicts.truncate(limit);
    found.corrections.truncate(limit);
    Ok(found)
}

/// A minimal conflict within an infeasible set (QuickXplain, Junker 2004).
fn shrink<F: Feasibility>(oracle: &mut F, set: &FixedBitSet) -> Result<FixedBitSet, F::Stopped> {
    let demands: Vec<_> = set.ones().collect();
    let background = FixedBitSet::with_capacity(set.len());
    let kept = explain(oracle, background, false, &demands)?;
    let mut conflict = FixedBitSet::with_capacity(set.len());
    conflict.extend(kept);
    Ok(conflict)
}

fn explain<F: Feasibility>(
    oracle: &mut F,
    background: FixedBitSet,
    grown: bool,
    demands: &[usize],
) -> Result<Vec<usize>, F::Stopped> {
    if grown && oracle.feasible(&background)?.is_none() {
        return Ok(Vec::new());
    }
    if demands.len() <= 1 {
        return Ok(demands.to_vec());
    }
    let (first, second) = demands.split_at(demands.len() / 2);
    let with = |extra: &[usize]| {
        let mut set = background.clone();
        set.extend(extra.iter().copied());
        set
    };
    let from_second = explain(oracle, with(first), true, second)?;
    let from_first = explain(oracle, with(&from_second), !from_second.is_empty(), first)?;
    Ok(from_first.into_iter().chain(from_second).collect())
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use proptest::prelude::*;

    use super::*;

    /// Packages given as the demands that each of them breaks.
    struct Broken(Vec<u32>);

    impl Feasibility for Broken {
        type Stopped = Infallible;

        fn feasible(&mut self, demands: &FixedBitSet) -> Result<Option<Package>, Infallible> {
            let mask = demands.ones().fold(0, |mask, bit| mask | 1 << bit);
            let package = self.0.iter().position(|broken| broken & mask == 0);
            Ok(package.map(|at| vec![u16::try_from(at).expect("few packages")]))
        }
    }

    fn sets(masks: impl Iterator<Item = u32>) -> Vec<(usize, Vec<usize>)> {
        let mut sets: Vec<_> = masks
            .map(|mask| (mask.count_ones() as usize, (0..5).filter(|bit| mask >> bit & 1 == 1).collect()))
            .collect();
        sets.sort();
        sets
    }

    proptest! {
        #[test]
        fn equal_brute_force(packages in prop::collection::vec(0_u32..32, 1..12)) {
            let meets = |mask: u32| packages.iter().any(|broken| broken & mask == 0);
            let drop_one = |mask: u32| (0..5).filter(move |bit| mask >> bit & 1 == 1).map(move |bit| mask & !(1 << bit));
            let is_conflict = |mask: u32| !meets(mask) && drop_one(mask).all(meets);
            let is_correction = |mask: u32| mask != 0 && meets(31 & !mask) && drop_one(mask).all(|less| !meets(31 & !less));
            let found = collisions(&mut Broken(packages.clone()), 5, 100).expect("never stops");
            prop_assert!(found.complete);
            if meets(31) {
                prop_assert_eq!(found, Collisions { complete: true, ..Collisions::default() });
            } else {
                prop_assert_eq!(found.conflicts.iter().map(order).collect::<Vec<_>>(), sets((0..32).filter(|&mask| is_conflict(mask))));
                let corrections: Vec<_> = found.corrections.iter().map(|each| order(&each.demands)).collect();
                prop_assert_eq!(corrections, sets((0..32).filter(|&mask| is_correction(mask))));
                for correction in &found.corrections {
                    let broken = packages[usize::from(correction.opens[0])];
                    prop_assert!((0..5).all(|bit| broken >> bit & 1 == 0 || correction.demands.contains(bit)));
                }
            }
        }
    }
}
