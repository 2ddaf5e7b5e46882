//! Large nonlinear domains: the frontier where values are sums of many boxes.
//!
//! Where what a package is worth hangs on a hundred conditions over several
//! issues each ("a is at least 2 and b is x or y": an axis-aligned box of the
//! space of packages; hyper-rectangles in the literature on nonlinear negotiation,
//! Ito, Hattori and Klein 2007), a diagram that tracks them all is too wide. This
//! is an exact branch-and-bound that needs no diagram.
//!
//! **Bounds.** Axis-aligned boxes that meet pairwise have a package in common
//! (Helly's theorem, issue by issue, for intervals), so that the best package is
//! much like a heaviest family of boxes that meet pairwise. Nothing here rests on
//! that: sets are any sets, and the relaxation, solved approximately by splitting
//! each box's gain over its sides (see `splits`), holds for them all.
//! **Trees** split domains and inherit the splits: see `search`. **Two
//! coordinates** are taken in two phases: see `plan`. What decides is integers
//! throughout; bounds are rounded up.
//!
//! **Answer.** Finished, it is the frontier, [`Status::Exact`]. Stopped, it is a
//! cover with the distance that the open zones allow, and [`Open`] bounds what
//! the solution concepts could still reach. The packages behind a point are
//! counted at least: those that differ from the one found by choices that change
//! nothing. That one is shown whose choices come first by the tie keys among
//! these; which one is found does not depend on the order of writing, because the
//! search sees the case in an order of its own (see `model`).
//!
//! Sources: Ito, Hattori and Klein, Multi-issue negotiation protocol for agents:
//! exploring nonlinear utility spaces, IJCAI 2007. Cooper, de Givry, Sanchez,
//! Schiex, Zytnicki and Werner, Soft arc consistency revisited, Artificial
//! Intelligence 174 (2010). Globerson and Jaakkola, Fixing max-product: convergent
//! message passing algorithms for MAP LP-relaxations, NIPS 2007. Ulungu and
//! Teghem, The two phases method: an efficient procedure to solve bi-objective
//! combinatorial optimization problems, Found. Comput. Decis. Sci. 20 (1995).
//! Klamroth, Lacour and Vanderpooten, On the representation of the search region
//! in multi-objective optimization, Eur. J. Oper. Res. 245 (2015).

mod archive;
mod bounds;
mod cell;
mod model;
mod plan;
mod rules;
mod search;
mod splits;
mod terms;
#[cfg(test)]
mod tests;
mod weighting;

use detente_case::formula::Formula;
use detente_space::control::Control;
use detente_space::valuation::Valuation;

pub use bounds::{Bound, ConceptBounds, Open};

use crate::frontier::{Frontier, Point, Status};
use model::Model;
use plan::Plan;
use search::Search;

/// What is asked of [`frontier`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Reservation values by coordinate of the valuation, in its own units: a
    /// package counts only where it is worth at least that much. Where an entry
    /// is `None` or missing, nothing is required.
    pub floors: Vec<Option<i64>>,
    /// A key for each issue and choice, as in [`crate::frontier::Request`].
    pub tie_keys: Vec<Vec<u64>>,
    /// Nodes looked at, in all trees together, before the search stops.
    pub max_nodes: u64,
}

impl Default for Request {
    /// No floors, no keys, any number of nodes.
    fn default() -> Self {
        Request { floors: Vec::new(), tie_keys: Vec::new(), max_nodes: u64::MAX }
    }
}

/// Undominated vectors, and what can still be beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The points. The packages behind each are counted at least, whatever the
    /// status; [`Frontier::labels`] is the number of nodes looked at.
    pub frontier: Frontier,
    /// Where undiscovered vectors can lie.
    pub open: Open,
}

/// The undominated vectors over the packages that meet `hard` and the floors.
///
/// A package is any combination of choices, `sizes` of them an issue; its value
/// is that of the valuation, every issue arising and every formula of `tracked`
/// that it meets adding its bonus. `None` where this search does not fit: a
/// tracked formula that is no short sum of boxes, very many choices, sums that
/// may not fit 62 bits.
///
/// # Panics
///
/// May panic when valuation and formulas do not belong to the sizes.
#[must_use]
pub fn frontier(
    sizes: &[usize],
    valuation: &Valuation,
    tracked: &[Formula],
    hard: &[Formula],
    request: &Request,
    control: &Control<'_>,
) -> Option<Outcome> {
    let model = Model::new(sizes, valuation, tracked, hard, request)?;
    let mut plan = Plan::new(&model, Search::new(&model, control, request.max_nodes));
    plan.run();
    let archive = &plan.search.archive;
    let open = Open::new(&model, &archive.corners, &plan.cuts);
    let mut points: Vec<Point> = archive
        .found
        .iter()
        .map(|found| {
            let (places, packages) = cell::settle(&model, &found.places);
            Point { vector: model.outward(&found.vector), packages, witness: model.layout.package(&places) }
        })
        .collect();
    points.sort_unstable_by(|one, other| other.vector.cmp(&one.vector));
    let epsilon = open.epsilon(&points, &model.outward(&model.ranges));
    let status = if open.is_empty() {
        Status::Exact
    } else if points.is_empty() {
        Status::Stopped { upper: open.upper() }
    } else {
        Status::Cover { epsilon }
    };
    let frontier = Frontier { points, status, labels: plan.search.nodes };
    Some(Outcome { frontier, open })
}
