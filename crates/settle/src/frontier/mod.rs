//! The exact frontier: every value vector of an allowed package that no other dominates.
//!
//! **Recursion.** All completions from a node of the diagram are the same for
//! every path that reaches it, so a partial vector that another one dominates at
//! the same node can be dropped, and nothing else is lost. One forward pass keeps
//! the undominated partial vectors ("labels") of every node of a layer; those of
//! a node are the non-dominated part of the shifted lists that come in by its
//! arcs (Bergman and Cire 2016). On a diagram of one node a layer this is the
//! list merge of Nemhauser and Ullmann (1969).
//!
//! **Order.** Lists are kept in descending lexicographic order. Shifting keeps
//! that order, so that lists merge in linear time, equal vectors meet and the
//! filter (see [`nondominated`](crate::nondominated)) never sorts.
//!
//! **Floors.** One backward pass finds for each node how much a label must have
//! reached there for its best completion, coordinate by coordinate, to meet the
//! floors of some terminal. Labels below that are dropped on sight.
//!
//! **Witnesses and counts** are not carried along. The pass records for each
//! label the label and arc that it came from (several where vectors are equal):
//! eight bytes a label, and entries without surviving descendants are swept out
//! when they pile up. At the end only the ancestors of the frontier are left, and
//! counts (exact, as large as they get) and the smallest sums of tie keys are
//! computed on those alone. Recomputing witnesses backwards would save the eight
//! bytes at the price of a second pass over all labels.
//!
//! **Limits.** When labels exceed the limit a node's list is thinned on a grid
//! and the largest loss in each coordinate is added to the node's error, which
//! makes the result a certified cover (additive version of the covers of
//! Papadimitriou and Yannakakis 2000). When the caller says stop, the labels at
//! hand are completed along best paths to packages, with an upper bound beside.
//!
//! Sources: Nemhauser and Ullmann, Discrete dynamic programming and capital
//! allocation, Management Science 15 (1969). Papadimitriou and Yannakakis, On the
//! approximability of trade-offs and optimal access of web sources, FOCS 2000.
//! Bergman and Cire, Multiobjective optimization by decision diagrams, CP 2016.

mod bundle;
mod count;
mod cover;
mod floors;
mod history;
mod hull;
mod incumbent;
mod merge;
mod sweep;

use detente_case::package::Package;
use detente_space::control::Control;
use detente_space::diagram::Diagram;
use detente_space::valuation::Valuation;
use num_bigint::BigUint;

/// What is asked of [`frontier`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Reservation values by terminal of the diagram and coordinate of the
    /// valuation, in the coordinate's own units: a package that ends at the
    /// terminal counts only where it is worth at least that much. Where an entry
    /// is `None` or missing, nothing is required. `i64::MAX` excludes a terminal.
    pub floors: Vec<Vec<Option<i64>>>,
    /// A key for each issue and choice; missing keys are 0. Of the packages behind
    /// a point the witness is the one with the smallest sum of keys. Keys made
    /// from names, not positions, make it independent of the order of writing.
    pub tie_keys: Vec<Vec<u64>>,
    /// Partial vectors held for one layer; beyond it the answer becomes a cover. At least 1.
    pub max_labels: usize,
    /// Points in the answer; beyond it the answer becomes a cover. At least 1.
    pub max_points: usize,
}

impl Default for Request {
    /// No floors, no keys, 2^25 labels, any number of points.
    fn default() -> Self {
        Request { floors: Vec::new(), tie_keys: Vec::new(), max_labels: 1 << 25, max_points: usize::MAX }
    }
}

/// How much [`Frontier::points`] claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// The points are the frontier.
    Exact,
    /// The points are undominated among themselves, and for every vector of the
    /// frontier some point falls short of it by at most `epsilon` in each coordinate.
    Cover {
        /// By coordinate, in its own units, at least 0.
        epsilon: Vec<i64>,
    },
    /// The points are the best found, undominated among themselves; nothing is said of the rest.
    Stopped {
        /// No package that meets the floors is worth more, by coordinate.
        upper: Vec<i64>,
    },
}

/// One value vector and the packages behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Value by coordinate, in its own units.
    pub vector: Vec<i64>,
    /// Number of packages that meet the floors and have this vector: exact
    /// where the status is [`Status::Exact`], otherwise at least this many.
    pub packages: BigUint,
    /// One of them, by [`Request::tie_keys`] (where the answer is not exact: among those found).
    pub witness: Package,
}

impl AsRef<[i64]> for Point {
    fn as_ref(&self) -> &[i64] {
        &self.vector
    }
}

/// Undominated vectors of the packages that meet the floors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frontier {
    /// Distinct vectors in descending lexicographic order.
    pub points: Vec<Point>,
    /// What the points are.
    pub status: Status,
    /// Undominated partial vectors held, summed over layers: the work done.
    pub labels: u64,
}

/// The undominated vectors over the packages of the diagram that meet the floors.
///
/// A vector dominates another that it equals or exceeds in every coordinate and
/// exceeds in one. A package that no floor admits neither appears nor dominates.
///
/// # Panics
///
/// May panic when the valuation does not belong to the diagram: no value for an
/// issue, choice or tracked formula of an arc that is taken.
#[must_use]
pub fn frontier(
    diagram: &Diagram,
    valuation: &Valuation,
    request: &Request,
    control: &Control<'_>,
) -> Frontier {
    match valuation.coordinates.len() {
        0 => sweep::run::<[i64; 0]>(diagram, valuation, request, control),
        1 => sweep::run::<[i64; 1]>(diagram, valuation, request, control),
        2 => sweep::run::<[i64; 2]>(diagram, valuation, request, control),
        3 => sweep::run::<[i64; 3]>(diagram, valuation, request, control),
        4 => sweep::run::<[i64; 4]>(diagram, valuation, request, control),
        5 => sweep::run::<[i64; 5]>(diagram, valuation, request, control),
        6 => sweep::run::<[i64; 6]>(diagram, valuation, request, control),
        _ => sweep::run::<Box<[i64]>>(diagram, valuation, request, control),
    }
}
