//! The non-dominated filter: which of many points no other point dominates.
//!
//! A point dominates another that it equals or exceeds in every coordinate and
//! exceeds in one. Larger is better; negate a coordinate of which less is better.
//! Equal points do not dominate each other, so that all copies of an undominated
//! point stay. Only comparisons of integers decide: nothing is rounded.
//!
//! **How.** Of a random cloud nearly every point is dominated, mostly by the same
//! few: a sample finds those and one pass drops what they dominate. What is left
//! is sorted in descending lexicographic order, so that only an earlier point can
//! dominate a later one and the first coordinate needs no comparison (Kung, Luccio
//! and Preparata 1975). Two coordinates then take one running maximum, three a
//! staircase of the second and third in O(n log n), and from four on a tree is
//! searched for a dominator of each point: O(n^(1 - 1/d)) nodes a point at worst
//! where coordinates do not repeat (Lee and Wong 1977), a few dozen in practice.
//! Divide and conquer over the coordinates, O(n log^(d - 2) n), was measured
//! against the tree and took several times as long on a million points of a sphere
//! in five dimensions, where nothing is dominated.
//!
//! Sources: Kung, Luccio and Preparata, On finding the maxima of a set of vectors,
//! J. ACM 22 (1975). Bentley, Multidimensional binary search trees used for
//! associative searching, Commun. ACM 18 (1975). Bentley, Clarkson and Levine,
//! Fast linear expected-time algorithms for computing maxima and convex hulls,
//! Algorithmica 9 (1993). Lee and Wong, Worst-case analysis for region and partial
//! region searches in multidimensional binary search trees and balanced quad
//! trees, Acta Informatica 9 (1977). Jaszkiewicz and Lust, ND-tree-based update: a fast
//! algorithm for the dynamic nondominance problem, IEEE Trans. Evol. Comput. 22
//! (2018).

mod dominators;
pub(crate) mod sorted;
mod staircase;
mod tree;
pub(crate) mod vector;

use std::error::Error;
use std::fmt;

use dominators::Dominators;
use fixedbitset::FixedBitSet;
use sorted::undominated;
use vector::Vector;

/// Positions, ascending, of the points that no other point dominates.
///
/// `points` holds one point after the other, `dimension` coordinates each. A
/// remainder shorter than one point is ignored, and without coordinates there
/// are no points.
///
/// ```
/// use detente_settle::nondominated::nondominated;
///
/// let points = [3, 1, 2, 2, 1, 2, 2, 2];
/// assert_eq!(nondominated(&points, 2), [0, 1, 3]);
/// ```
#[must_use]
pub fn nondominated(points: &[i64], dimension: usize) -> Vec<usize> {
    match dimension {
        0 => Vec::new(),
        1 => positions::<[i64; 1]>(points, dimension),
        2 => positions::<[i64; 2]>(points, dimension),
        3 => positions::<[i64; 3]>(points, dimension),
        4 => positions::<[i64; 4]>(points, dimension),
        5 => positions::<[i64; 5]>(points, dimension),
        6 => positions::<[i64; 6]>(points, dimension),
        _ => positions::<Box<[i64]>>(points, dimension),
    }
}

/// As [`nondominated`], of floating-point numbers.
///
/// They are compared as they are, without tolerance; the two zeros are equal.
///
/// # Errors
///
/// [`NotFinite`] for the first coordinate of a point that is infinite or not a number.
pub fn nondominated_f64(points: &[f64], dimension: usize) -> Result<Vec<usize>, NotFinite> {
    if dimension == 0 {
        return Ok(Vec::new());
    }
    let whole = points.len() - points.len() % dimension;
    let keys: Vec<i64> = points[..whole].iter().map(|&number| key(number)).collect();
    match points[..whole].iter().position(|number| !number.is_finite()) {
        Some(at) => Err(NotFinite { point: at / dimension, coordinate: at % dimension }),
        None => Ok(nondominated(&keys, dimension)),
    }
}

/// A coordinate that is infinite or not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotFinite {
    /// Position of the point.
    pub point: usize,
    /// Position of the coordinate within the point.
    pub coordinate: usize,
}

impl fmt::Display for NotFinite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "coordinate {} of point {} is not a finite number", self.coordinate, self.point)
    }
}

impl Error for NotFinite {}

/// An integer for each finite number, in the same order.
///
/// The bits of a floating-point number are sign and magnitude: flipping the
/// magnitude of negative numbers gives the two's complement order.
fn key(number: f64) -> i64 {
    // Adding zero makes the negative zero positive.
    let bits = (number + 0.0).to_bits().cast_signed();
    bits ^ ((bits >> 63) & i64::MAX)
}

fn positions<V: Vector>(points: &[i64], dimension: usize) -> Vec<usize> {
    let rows = points.chunks_exact(dimension);
    let number = rows.len();
    let vector = |row: &[i64]| V::build(dimension, |p| row[p]);
    let mut strong = Dominators::among(number, dimension, |at| vector(&points[at * dimension..]));
    let mut order: Vec<(V, usize)> = Vec::with_capacity(number);
    order.extend(rows.map(vector).zip(0..).filter(|(vector, _)| !strong.dominate(vector)));
    let mut before = number;
    while order.len() < before / 2 {
        before = order.len();
        strong = Dominators::among(order.len(), dimension, |at| order[at].0.clone());
        order.retain(|(vector, _)| !strong.dominate(vector));
    }
    order.sort_unstable_by(|a, b| a.0.descending(&b.0));
    let mut distinct: Vec<V> = Vec::with_capacity(order.len());
    distinct.extend(order.chunk_by(|a, b| a.0 == b.0).map(|equal| equal[0].0.clone()));
    let mut keep = Vec::new();
    undominated(&distinct, dimension, &mut keep);
    let mut kept = FixedBitSet::with_capacity(number);
    for (equal, _) in order.chunk_by(|a, b| a.0 == b.0).zip(keep).filter(|&(_, kept)| kept) {
        kept.extend(equal.iter().map(|entry| entry.1));
    }
    kept.ones().collect()
}
