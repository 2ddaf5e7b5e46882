//! Why nothing suits everybody, by trying every set of demands.

use std::collections::BTreeSet;

use detente_case::package::PartyIndex;

use super::{Acceptance, Oracle, Set};

/// Something that a party asks of a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Demand {
    /// That it does not cross a red line (by position).
    RedLine(PartyIndex, usize),
    /// That it is worth at least the reservation value.
    Reservation(PartyIndex),
}

/// Which demands collide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// Minimal sets of demands that no agreement meets together.
    pub conflicts: BTreeSet<BTreeSet<Demand>>,
    /// Minimal sets of demands without which some agreement meets all others.
    pub corrections: BTreeSet<BTreeSet<Demand>>,
}

impl Oracle<'_> {
    /// The demands of the parties that are asked of anything, with the packages
    /// that break each: those of which the party is asked, and which cross the
    /// line, or which it accepts nowhere in the region of what is not known.
    #[must_use]
    pub fn demands(&self) -> Vec<(Demand, Set)> {
        let mut demands = Vec::new();
        for party in 0..self.case.parties.len() {
            let asked = self.asked(party);
            for (line, crossing) in self.crossings(party).into_iter().enumerate() {
                demands.push((Demand::RedLine(party, line), crossing.and(&asked)));
            }
            let threshold = self.threshold(party);
            let never: Set = threshold.into_iter().map(|accepts| accepts == Acceptance::Never).collect();
            demands.push((Demand::Reservation(party), never.and(&asked)));
        }
        demands
    }

    /// Minimal conflicts and corrections among the demands, over the allowed
    /// agreements. Both are empty where some agreement breaks no demand; one
    /// empty conflict where there is no agreement at all.
    ///
    /// # Panics
    ///
    /// When there are more than 16 demands that anything breaks.
    #[must_use]
    pub fn collisions(&self) -> Opening {
        let agreements = self.agreements();
        let demands: Vec<_> =
            self.demands().into_iter().filter(|(_, broken)| !broken.and(&agreements).is_empty()).collect();
        assert!(demands.len() <= 16, "too many demands to try every set");
        let broken: BTreeSet<u32> = agreements
            .members()
            .into_iter()
            .map(|at| {
                let breaks = demands.iter().enumerate().filter(|(_, (_, broken))| broken.has(at));
                breaks.map(|(bit, _)| 1_u32 << bit).sum()
            })
            .collect();
        let meets = |set: u32| broken.iter().any(|broken| broken & set == 0);
        let all = (1_u32 << demands.len()) - 1;
        let without_one = |set: u32| {
            (0..demands.len())
                .map(|bit| 1 << bit)
                .filter(move |bit| set & bit != 0)
                .map(move |bit| set & !bit)
        };
        let named = |set: u32| {
            (0..demands.len())
                .filter(|bit| set >> bit & 1 == 1)
                .map(|bit| demands[bit].0)
                .collect::<BTreeSet<_>>()
        };
        if meets(all) {
            return Opening::default();
        }
        let conflicts = (0..=all).filter(|&set| !meets(set) && without_one(set).all(meets));
        let corrections =
            (0..=all).filter(|&set| meets(all & !set) && without_one(set).all(|less| !meets(all & !less)));
        Opening { conflicts: conflicts.map(named).collect(), corrections: corrections.map(named).collect() }
    }
}
