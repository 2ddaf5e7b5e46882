//! A search tree over vectors that answers whether any of them dominates another.
//!
//! The points of an antichain lie on a surface, and only few boxes around
//! neighbouring points reach above a point of that surface in every coordinate.
//! Like the ND-tree of Jaszkiewicz and Lust (2018) the search therefore skips
//! every subtree whose best corner does not cover the vector asked about; unlike
//! it the tree is built at once by median splits (Bentley 1975), since all
//! vectors are known before the first question.

use super::vector::Vector;

/// Vectors in one leaf, at most.
const LEAF: usize = 8;
/// Deep enough for `u32::MAX` vectors: one entry a level below the root, and one more.
const DEPTH: usize = 34;

/// A balanced tree over a fixed set of vectors.
#[derive(Debug)]
pub(crate) struct Tree<V> {
    /// Vectors, leaf by leaf.
    points: Vec<V>,
    /// Number of leaves, a power of two; leaf `k` holds points `bound(k)..bound(k + 1)`.
    leaves: usize,
    /// Coordinatewise maximum below each node: the root at 1, the children of `n` at `2n` and `2n + 1`.
    corners: Vec<V>,
}

impl<V: Vector> Tree<V> {
    /// A tree over the vectors.
    pub(crate) fn new(vectors: &[V], dimension: usize) -> Self {
        let leaves = vectors.len().div_ceil(LEAF).next_power_of_two();
        let mut points = vectors.to_vec();
        let bound = |leaf: usize| bound(vectors.len(), leaves, leaf);
        // Level by level from the root: ranges of leaves are split at their middle.
        let mut width = leaves;
        let mut axis = 0;
        while width > 1 {
            for first in (0..leaves).step_by(width) {
                let (start, end) = (bound(first), bound(first + width));
                let middle = bound(first + width / 2);
                if middle > start && middle < end {
                    points[start..end].select_nth_unstable_by(middle - start, |a, b| {
                        b.coordinates()[axis].cmp(&a.coordinates()[axis])
                    });
                }
            }
            width /= 2;
            axis = (axis + 1) % dimension;
        }
        let lowest = V::build(dimension, |_| i64::MIN);
        let mut corners = vec![lowest; 2 * leaves];
        for leaf in 0..leaves {
            for point in &points[bound(leaf)..bound(leaf + 1)] {
                corners[leaves + leaf].raise(point);
            }
        }
        for node in (1..leaves).rev() {
            let (parents, children) = corners.split_at_mut(2 * node);
            parents[node].raise(&children[0]);
            parents[node].raise(&children[1]);
        }
        Tree { points, leaves, corners }
    }

    /// Whether some vector of the tree other than `vector` itself covers it.
    pub(crate) fn dominates(&self, vector: &V) -> bool {
        if !self.corners[1].covers(vector) {
            return false;
        }
        let mut open = [0_usize; DEPTH];
        open[0] = 1;
        let mut depth = 1;
        while depth > 0 {
            depth -= 1;
            let mut node = open[depth];
            loop {
                if node >= self.leaves {
                    let leaf = node - self.leaves;
                    let (start, end) = (
                        bound(self.points.len(), self.leaves, leaf),
                        bound(self.points.len(), self.leaves, leaf + 1),
                    );
                    if self.points[start..end].iter().any(|point| point.covers(vector) && point != vector) {
                        return true;
                    }
                    break;
                }
                let upper = self.corners[2 * node].covers(vector);
                let lower = self.corners[2 * node + 1].covers(vector);
                match (upper, lower) {
                    (true, true) => {
                        open[depth] = 2 * node + 1;
                        depth += 1;
                        node *= 2;
                    }
                    (true, false) => node *= 2,
                    (false, true) => node = 2 * node + 1,
                    (false, false) => break,
                }
            }
        }
        false
    }
}

/// First of `points` points that belongs to a leaf.
fn bound(points: usize, leaves: usize, leaf: usize) -> usize {
    let (share, extra) = (points / leaves, points % leaves);
    leaf * share + leaf * extra / leaves
}
