//! Why no package suits everybody, and what would have to move.
//!
//! Demands are the red lines and the reservation values of the parties that are
//! asked; rules are not negotiable. A reservation value counts as broken only
//! where the party accepts for no value of what is not known, so that a conflict
//! found here holds whatever those values are.

mod collisions;
mod oracle;
mod transversal;

use detente_case::model::Case;
use detente_case::package::{Package, PartyIndex};
use detente_space::worth::Interval;
use fixedbitset::FixedBitSet;

use crate::demand::{Demand, demands};
pub use collisions::{Collisions, Correction, Feasibility, collisions};
pub use oracle::{DiagramOracle, ProfileOracle};

/// What stands between the parties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blockers {
    /// Minimal sets of demands that no package meets together, small ones first.
    pub conflicts: Vec<Vec<Demand>>,
    /// Minimal sets of demands whose removal opens a deal, each with a package that it opens.
    pub corrections: Vec<Opening>,
    /// Whether both lists are complete.
    pub complete: bool,
    /// For every party to a conflict, in case order, what it could do alone.
    pub movements: Vec<Movement>,
    /// Largest groups of parties that could agree without the others, in case order.
    pub coalitions: Vec<Vec<PartyIndex>>,
}

/// Demands given up, and a package that meets all the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The demands.
    pub demands: Vec<Demand>,
    /// The package.
    pub package: Package,
    /// What the one party that moves would get, where it gives up its value of
    /// no agreement and both can be told.
    pub stake: Option<Stake>,
}

/// What a party would get, and what it would leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stake {
    /// What the package is worth to it, over all that is not known.
    pub value: Interval,
    /// What no agreement is worth to it.
    pub no_agreement: Interval,
}

/// What one party could do alone to open a deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    /// The party.
    pub party: PartyIndex,
    /// Each smallest set of its own demands that would have to move; empty
    /// where no movement of its own opens anything.
    pub ways: Vec<Opening>,
}

/// Most parties whose groups are all tried; with more, [`Blockers::coalitions`] is empty.
pub const MOST_IN_GROUPS: usize = 12;

/// Finds what blocks, up to `limit` conflicts and corrections; `None` when all
/// demands can be met together.
///
/// # Errors
/// Passes on what stopped `oracle`.
pub fn blockers<F: Feasibility>(
    case: &Case,
    asked: &[PartyIndex],
    oracle: &mut F,
    limit: usize,
) -> Result<Option<Blockers>, F::Stopped> {
    let demands = demands(case, asked);
    let found = collisions(oracle, demands.len(), limit)?;
    if found.conflicts.is_empty() {
        return Ok(None);
    }
    let named = |set: &FixedBitSet| set.ones().map(|at| demands[at]).collect::<Vec<_>>();
    let corrections: Vec<_> = found
        .corrections
        .iter()
        .map(|each| Opening { demands: named(&each.demands), package: each.opens.clone(), stake: None })
        .collect();
    let conflicts: Vec<_> = found.conflicts.iter().map(named).collect();
    let to_a_conflict =
        |party: &PartyIndex| conflicts.iter().flatten().any(|demand| demand.party() == *party);
    let mut movements = Vec::new();
    for party in asked.iter().copied().filter(to_a_conflict) {
        movements.push(Movement {
            party,
            ways: alone(&demands, party, &corrections, found.complete, oracle, limit)?,
        });
    }
    Ok(Some(Blockers {
        coalitions: coalitions(&demands, asked, oracle)?,
        conflicts,
        corrections,
        complete: found.complete,
        movements,
    }))
}

/// Corrections that lie within one party's demands. Where the list of
/// corrections was cut they are looked for with the other parties' demands fixed.
fn alone<F: Feasibility>(
    demands: &[Demand],
    party: PartyIndex,
    corrections: &[Opening],
    complete: bool,
    oracle: &mut F,
    limit: usize,
) -> Result<Vec<Opening>, F::Stopped> {
    let own = |opening: &&Opening| opening.demands.iter().all(|demand| demand.party() == party);
    if complete {
        return Ok(corrections.iter().filter(own).cloned().collect());
    }
    let mut fixed = FixedBitSet::with_capacity(demands.len());
    fixed.extend((0..demands.len()).filter(|&at| demands[at].party() != party));
    let movable: Vec<_> = (0..demands.len()).filter(|&at| demands[at].party() == party).collect();
    let mut inner = Within { oracle, fixed, movable: &movable };
    let found = collisions(&mut inner, movable.len(), limit)?;
    let named = |set: &FixedBitSet| set.ones().map(|at| demands[movable[at]]).collect();
    Ok(found
        .corrections
        .iter()
        .map(|each| Opening { demands: named(&each.demands), package: each.opens.clone(), stake: None })
        .collect())
}

/// An oracle for some of the demands, the others fixed.
struct Within<'a, F> {
    oracle: &'a mut F,
    fixed: FixedBitSet,
    movable: &'a [usize],
}

impl<F: Feasibility> Feasibility for Within<'_, F> {
    type Stopped = F::Stopped;

    fn feasible(&mut self, demands: &FixedBitSet) -> Result<Option<Package>, F::Stopped> {
        let mut all = self.fixed.clone();
        all.extend(demands.ones().map(|at| self.movable[at]));
        self.oracle.feasible(&all)
    }
}

/// Inclusion-maximal groups whose demands can be met together.
fn coalitions<F: Feasibility>(
    demands: &[Demand],
    asked: &[PartyIndex],
    oracle: &mut F,
) -> Result<Vec<Vec<PartyIndex>>, F::Stopped> {
    if asked.len() > MOST_IN_GROUPS {
        return Ok(Vec::new());
    }
    let mut groups: Vec<u32> = (1..1_u32 << asked.len()).collect();
    groups.sort_by_key(|group| (std::cmp::Reverse(group.count_ones()), group.reverse_bits()));
    let mut found: Vec<u32> = Vec::new();
    for group in groups {
        if found.iter().any(|larger| larger & group == group) {
            continue;
        }
        let member = |party: PartyIndex| {
            asked.iter().position(|each| *each == party).is_some_and(|at| group >> at & 1 == 1)
        };
        let mut set = FixedBitSet::with_capacity(demands.len());
        set.extend((0..demands.len()).filter(|&at| member(demands[at].party())));
        if oracle.feasible(&set)?.is_some() {
            found.push(group);
        }
    }
    let members = |group: u32| {
        asked.iter().enumerate().filter(move |(at, _)| group >> at & 1 == 1).map(|(_, party)| *party)
    };
    let mut named: Vec<Vec<_>> = found.into_iter().map(|group| members(group).collect()).collect();
    named.sort();
    Ok(named)
}
