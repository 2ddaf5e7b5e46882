//! How far a party would have to go below what no agreement is worth to it.

use detente_case::package::{Choice, Package, PartyIndex};
use detente_case::preference::Reservation;
use detente_space::compile::Stopped;
use detente_space::diagram::Diagram;
use detente_space::fraction::Fraction;
use detente_space::worth::{Acceptance, Interval};
use fixedbitset::FixedBitSet;

use super::Solver;
use crate::blockers::{Blockers, Stake};
use crate::demand::Demand;

/// Packages looked at between two questions whether to stop.
const PATIENCE: usize = 1024;

/// A movement of one party, and the best package for it that the movement opens.
struct Way {
    /// Demands that move.
    moving: FixedBitSet,
    party: PartyIndex,
    /// Its greatest value to the party, its tie key, and the package.
    best: Option<(Fraction, u64, Package)>,
}

impl Solver<'_> {
    /// For each movement in which a party would accept less than no agreement:
    /// the package that costs it least, and what is at stake. Packages are
    /// looked at one by one, so there must be few enough.
    pub(super) fn stakes(
        &self,
        blockers: &mut Blockers,
        demands: &[Demand],
        allowed: &Diagram,
    ) -> Result<(), Stopped> {
        let mut ways: Vec<Way> = Vec::new();
        for movement in &blockers.movements {
            for way in movement.ways.iter().filter(|way| gives_up_value(&way.demands)) {
                let mut set = FixedBitSet::with_capacity(demands.len());
                set.extend((0..demands.len()).filter(|&at| way.demands.contains(&demands[at])));
                ways.push(Way { moving: set, party: movement.party, best: None });
            }
        }
        if ways.is_empty() {
            return Ok(());
        }
        for (at, package) in allowed.packages().enumerate() {
            if at % PATIENCE == 0 && self.budget.control.is_stopped() {
                return Err(Stopped::Cancelled);
            }
            let broken = self.broken(demands, &package);
            for way in ways.iter_mut().filter(|way| broken.is_subset(&way.moving)) {
                let Some(value) = self.judges[way.party].assess(&package).value else { continue };
                let key = self.tie_key(&package);
                let better = way.best.as_ref().is_none_or(|(most, tie, _)| {
                    value.greatest > *most || (value.greatest == *most && key < *tie)
                });
                if better {
                    way.best = Some((value.greatest, key, package.clone()));
                }
            }
        }
        let mut found = ways.into_iter().map(|way| way.best);
        for movement in &mut blockers.movements {
            for way in movement.ways.iter_mut().filter(|way| gives_up_value(&way.demands)) {
                let Some((_, _, package)) = found.next().flatten() else { continue };
                way.stake = self.stake(movement.party, &package);
                way.package = package;
            }
        }
        Ok(())
    }

    /// Demands that a package breaks.
    fn broken(&self, demands: &[Demand], package: &[Choice]) -> FixedBitSet {
        let breaks = |demand: &Demand| {
            self.case.is_asked(demand.party(), package)
                && match *demand {
                    Demand::RedLine { party, line } => {
                        self.judges[party].crossed(package).any(|crossed| crossed == line)
                    }
                    Demand::Reservation { party } => {
                        self.judges[party].threshold(package) == Acceptance::Never
                    }
                }
        };
        let mut set = FixedBitSet::with_capacity(demands.len());
        set.extend((0..demands.len()).filter(|&at| breaks(&demands[at])));
        set
    }

    fn stake(&self, party: PartyIndex, package: &[Choice]) -> Option<Stake> {
        let value = self.judges[party].assess(package).value?;
        let no_agreement = match &self.case.preferences[party].reservation {
            Reservation::Value(range) => {
                Interval { least: Fraction::from(range.low), greatest: Fraction::from(range.high) }
            }
            Reservation::Package { package, .. } => self.judges[party].assess(package).value?,
            Reservation::Unknown | Reservation::Nothing | Reservation::Between { .. } => return None,
        };
        Some(Stake { value, no_agreement })
    }
}

fn gives_up_value(demands: &[Demand]) -> bool {
    demands.iter().any(|demand| matches!(demand, Demand::Reservation { .. }))
}
