//! Whether a set of demands can be met together: from profiles where packages
//! were looked at one by one, from diagrams where there are too many.

use std::convert::Infallible;

use detente_case::formula::Formula;
use detente_case::model::Case;
use detente_case::package::Package;
use detente_space::acceptance::Profiles;
use detente_space::compile::{Request, Stopped, compile};
use detente_space::points::PointValuation;
use detente_space::worth::Acceptance;
use fixedbitset::FixedBitSet;

use super::Feasibility;
use crate::budget::Budget;
use crate::demand::{Demand, where_asked};
use crate::frontier;
use crate::on_record::is_an_agreement;
use crate::terminals;

/// Answers from the profiles of all packages.
#[derive(Clone, Debug)]
pub struct ProfileOracle {
    /// For each profile the demands that it breaks, and an example.
    broken: Vec<(FixedBitSet, Package)>,
}

impl ProfileOracle {
    /// An oracle over `demands`.
    #[must_use]
    pub fn new(profiles: &Profiles, demands: &[Demand]) -> Self {
        let deals = profiles.profiles.iter().filter(|profile| !profile.no_agreement);
        let broken = deals.map(|profile| {
            let breaks = |demand: &Demand| {
                profile.asked.contains(demand.party())
                    && match *demand {
                        Demand::Reservation { party } => profile.accepts[party] == Acceptance::Never,
                        Demand::RedLine { party, line } => {
                            let bit = profiles.red_lines.iter().position(|each| *each == (party, line));
                            bit.is_some_and(|bit| profile.crossed.contains(bit))
                        }
                    }
            };
            let mut set = FixedBitSet::with_capacity(demands.len());
            set.extend(demands.iter().enumerate().filter(|(_, demand)| breaks(demand)).map(|(at, _)| at));
            (set, profile.example.clone())
        });
        Self { broken: broken.collect() }
    }
}

impl Feasibility for ProfileOracle {
    type Stopped = Infallible;

    fn feasible(&mut self, demands: &FixedBitSet) -> Result<Option<Package>, Infallible> {
        Ok(self
            .broken
            .iter()
            .find(|(broken, _)| broken.is_disjoint(demands))
            .map(|(_, example)| example.clone()))
    }
}

/// Answers by compiling red lines and searching for a package that reaches the
/// reservation values, which must be points.
#[derive(Debug)]
pub struct DiagramOracle<'a> {
    /// The case.
    pub case: &'a Case,
    /// The demands.
    pub demands: &'a [Demand],
    /// Values by points; its coordinates are `parties`.
    pub points: &'a PointValuation,
    /// Parties of the coordinates.
    pub parties: &'a [usize],
    /// Keys by which examples are chosen.
    pub tie_keys: &'a [Vec<u64>],
    /// Limits.
    pub budget: &'a Budget<'a>,
}

impl Feasibility for DiagramOracle<'_> {
    type Stopped = Stopped;

    fn feasible(&mut self, demands: &FixedBitSet) -> Result<Option<Package>, Stopped> {
        let mut hard = vec![is_an_agreement(self.case)];
        let mut floors = vec![None; self.parties.len()];
        for at in demands.ones() {
            match self.demands[at] {
                Demand::RedLine { party, line } => {
                    let refused: Formula =
                        self.case.preferences[party].red_lines[line].refuse.formula.clone();
                    hard.push(where_asked(self.case, party, refused.not()));
                }
                Demand::Reservation { party } => {
                    if let Some(coordinate) = self.parties.iter().position(|each| *each == party) {
                        floors[coordinate] = self.points.reservations[coordinate];
                    }
                }
            }
        }
        let split = terminals::split(self.case, self.parties);
        let request = Request { hard: &hard, tracked: &self.points.tracked, split: &split };
        let diagram = compile(self.case, &request, &self.budget.limits, &self.budget.control)?;
        let request = frontier::Request {
            floors: terminals::floors(self.case, self.parties, &diagram, &floors),
            tie_keys: self.tie_keys.to_vec(),
            max_labels: self.budget.labels,
            max_points: 1,
        };
        let found = frontier::frontier(&diagram, &self.points.valuation, &request, &self.budget.control);
        if found.points.is_empty()
            && let frontier::Status::Stopped { .. } = found.status
        {
            // Either the user stopped it, or so many partial packages had to be
            // dropped that none found says nothing.
            let layers = diagram.layers.len();
            let full = Stopped::Nodes { layer: layers, layers };
            return Err(if self.budget.control.is_stopped() { Stopped::Cancelled } else { full });
        }
        Ok(found.points.into_iter().next().map(|point| point.witness))
    }
}
