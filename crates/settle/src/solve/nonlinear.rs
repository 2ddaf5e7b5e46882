//! The frontier where a diagram that tracks all adjustments would be too wide:
//! see [`crate::boxes`].

use detente_case::formula::Formula;
use detente_case::model::Consent;
use detente_case::package::PartyIndex;
use detente_space::acceptance::{Count, Tally};
use detente_space::compile::{Limits, Request as Compile, Stopped, compile};
use detente_space::diagram::Diagram;
use detente_space::points::PointValuation;
use detente_space::valuation::Valuation;

use num_bigint::BigUint;

use super::{Answer, Solver};
use crate::boxes::{self, Outcome};
use crate::frontier::Status;

/// How large a diagram with adjustments may grow where there is another way.
const NARROW: Limits = Limits { max_nodes: 100_000, max_arcs: 1_000_000 };

impl Solver<'_> {
    /// A diagram that tracks formulas. `None` where it would be wide and the
    /// case can be searched without.
    pub(super) fn unless_wide(
        &self,
        parties: &[PartyIndex],
        request: &Compile<'_>,
    ) -> Result<Option<Diagram>, Stopped> {
        let Limits { max_nodes, max_arcs } = self.budget.limits;
        let mut limits = self.budget.limits;
        let searchable = !request.tracked.is_empty() && self.is_plain(parties);
        if searchable {
            limits = Limits {
                max_nodes: max_nodes.min(NARROW.max_nodes),
                max_arcs: max_arcs.min(NARROW.max_arcs),
            };
        }
        match compile(self.case, request, &limits, &self.budget.control) {
            Err(Stopped::Nodes { .. } | Stopped::Arcs { .. }) if searchable => Ok(None),
            compiled => compiled.map(Some),
        }
    }

    /// Whether all issues arise in every package and all of `parties` are asked of every one.
    fn is_plain(&self, parties: &[PartyIndex]) -> bool {
        self.case.issues.iter().all(|issue| issue.when.is_none())
            && parties.iter().all(|&party| matches!(self.case.parties[party].consents, Consent::Always))
    }

    /// The frontier without a diagram; `None` where that does not fit the case.
    pub(super) fn by_boxes(
        &self,
        valuation: &Valuation,
        points: &PointValuation,
        hard: &[Formula],
        floors: Vec<Option<i64>>,
    ) -> Option<Outcome> {
        let sizes: Vec<usize> = self.case.issues.iter().map(|issue| issue.choices()).collect();
        let rules = self.case.rules.iter().map(|rule| rule.require.formula.clone());
        let hard: Vec<Formula> = rules.chain(hard.iter().cloned()).collect();
        let request = boxes::Request { floors, tie_keys: self.tie_keys.clone(), ..boxes::Request::default() };
        boxes::frontier(&sizes, valuation, &points.tracked, &hard, &request, &self.budget.control)
    }

    /// What the frontier proves of the packages that all accept, where it was
    /// found without a diagram and those were only estimated.
    pub(super) fn learn_from_frontier(&self, answer: &mut Answer) {
        let Some(frontier) = answer.frontier.as_ref().filter(|each| !each.counted && !each.all) else {
            return;
        };
        if frontier.parties != self.asked || self.exact_points().is_none() {
            return;
        }
        if frontier.points.is_empty() && frontier.status == Status::Exact {
            let nothing = Count::Exact(BigUint::ZERO);
            answer.zone = Tally { at_least: nothing.clone(), at_most: nothing };
            return;
        }
        let found: BigUint = frontier.points.iter().map(|point| &point.packages).sum();
        for count in [&mut answer.zone.at_least, &mut answer.zone.at_most] {
            if let Count::Bounded { low, high } | Count::Sampled { low, high, .. } = count {
                *low = (*low).clone().max(found.clone());
                *high = (*high).clone().max(found.clone());
            }
        }
    }

    /// The reservation values; where one is not known, the party's least value
    /// over the packages in question stands in.
    pub(super) fn reservations_by_boxes(
        &self,
        points: &PointValuation,
        hard: &[Formula],
    ) -> Option<Vec<i64>> {
        let coordinates = points.valuation.coordinates.iter().zip(&points.reservations);
        coordinates
            .map(|(coordinate, known)| {
                if let Some(known) = known {
                    return Some(*known);
                }
                let mut against = coordinate.clone();
                let numbers = against.table.iter_mut().flatten().chain(&mut against.bonus);
                numbers.for_each(|number| *number = -*number);
                let valuation = Valuation { coordinates: vec![against] };
                let found = self.by_boxes(&valuation, points, hard, Vec::new())?.frontier;
                let most = match &found.status {
                    Status::Exact => found.points.first().map(|point| point.vector[0]),
                    Status::Cover { epsilon } => found
                        .points
                        .first()
                        .zip(epsilon.first())
                        .map(|(point, epsilon)| point.vector[0].saturating_add(*epsilon)),
                    Status::Stopped { upper } => upper.first().copied(),
                };
                Some(most.map_or(0, |most| -most))
            })
            .collect()
    }
}
