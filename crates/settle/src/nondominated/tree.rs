//! A search tree over vectors that tells which of them no other dominates.
//!
//! The points of an antichain lie on a surface, and only few boxes around
//! neighbouring points reach above a point of that surface in every coordinate.
//! Like the ND-tree of Jaszkiewicz and Lust (2018) the search therefore skips
//! every subtree whose best corner does not cover the vector asked about; unlike
//! it the tree is built at once by median splits (Bentley 1975), since all
//! vectors are known before the first question.
//!
//! Nodes have eight children, and a block holds the best corners of the eight
//! coordinate by coordinate, so that the compiler compares a vector with all of
//! them at once. A leaf is the same kind of block, of eight vectors.

use super::vector::Vector;

/// Children of a node, and vectors of a leaf, at most.
const WIDTH: usize = 8;
/// Stands where a leaf has no vector.
const NOBODY: usize = usize::MAX;

/// A balanced tree over a fixed set of vectors.
#[derive(Debug)]
pub(crate) struct Tree {
    dimension: usize,
    /// Leaves, then their parents and so on up to the root: of each block the
    /// first coordinate of the eight, then the second.
    ///
    /// Coordinates are halved (rounding down) where differences would not fit an
    /// `i64` otherwise: who covers a vector still covers it, and the few who do so
    /// only after rounding are told apart by the vectors themselves.
    lanes: Vec<[i64; WIDTH]>,
    /// First block of each height and the number of blocks; leaves have height 0.
    starts: Vec<usize>,
    /// Position of each vector of each leaf, or [`NOBODY`].
    members: Vec<usize>,
}

impl Tree {
    /// A tree over the vectors.
    pub(crate) fn new<V: Vector>(vectors: &[V], dimension: usize) -> Self {
        let leaves = vectors.len().div_ceil(WIDTH).next_power_of_two();
        let points = arrange(vectors, leaves, dimension);
        let halving = u32::from((0..dimension).any(|axis| {
            let least = vectors.iter().map(|vector| vector.coordinates()[axis]).min().unwrap_or(0);
            let most = vectors.iter().map(|vector| vector.coordinates()[axis]).max().unwrap_or(0);
            most.checked_sub(least).is_none()
        }));
        let mut starts = vec![0, leaves];
        let mut height = leaves;
        while height > 1 {
            height = height.div_ceil(WIDTH);
            starts.push(starts[starts.len() - 1] + height);
        }
        let blocks = starts[starts.len() - 1];
        let mut tree = Tree {
            dimension,
            lanes: vec![[i64::MIN; WIDTH]; blocks * dimension],
            starts,
            members: vec![NOBODY; leaves * WIDTH],
        };
        for leaf in 0..leaves {
            let range = bound(points.len(), leaves, leaf)..bound(points.len(), leaves, leaf + 1);
            for (lane, (vector, position)) in points[range].iter().enumerate() {
                tree.members[leaf * WIDTH + lane] = *position;
                for (axis, &own) in vector.coordinates().iter().enumerate() {
                    tree.lanes[leaf * dimension + axis][lane] = own >> halving;
                }
            }
        }
        for height in 1..tree.starts.len() - 1 {
            let (below, own) = (tree.starts[height - 1], tree.starts[height]);
            for child in 0..own - below {
                let parent = own + child / WIDTH;
                for axis in 0..dimension {
                    let corner = tree.lanes[(below + child) * dimension + axis].into_iter().max();
                    tree.lanes[parent * dimension + axis][child % WIDTH] = corner.unwrap_or(i64::MIN);
                }
            }
        }
        tree
    }

    /// Marks in `keep` which of the vectors no other dominates; they are those the
    /// tree was made from, and distinct.
    pub(crate) fn undominated<V: Vector>(&self, vectors: &[V], keep: &mut Vec<bool>) {
        keep.resize(vectors.len(), true);
        let mut open = Vec::new();
        // Neighbours are asked about one after the other: they visit the same blocks.
        for (slot, &position) in self.members.iter().enumerate() {
            if position == NOBODY {
                continue;
            }
            let lanes = self.block(slot / WIDTH, self.dimension);
            let own = V::build(self.dimension, |axis| lanes[axis][slot % WIDTH]);
            keep[position] = !self.dominates(vectors, position, &own, &mut open);
        }
    }

    /// Whether another vector covers that at `position`, whose coordinates as the tree has them are `own`.
    fn dominates<V: Vector>(
        &self,
        vectors: &[V],
        position: usize,
        own: &V,
        open: &mut Vec<(usize, usize)>,
    ) -> bool {
        open.clear();
        open.push((self.starts.len() - 2, 0));
        while let Some((height, block)) = open.pop() {
            let lanes = self.block(self.starts[height] + block, own.coordinates().len());
            let mut covering = covering(lanes, own.coordinates());
            if height == 0 {
                while covering != 0 {
                    let member = self.members[block * WIDTH + covering.trailing_zeros() as usize];
                    if member != position && member != NOBODY && vectors[member].covers(&vectors[position]) {
                        return true;
                    }
                    covering &= covering - 1;
                }
            } else {
                let children = self.starts[height] - self.starts[height - 1];
                while covering != 0 {
                    // The last child first, so that the first comes off the stack first.
                    let lane = covering.ilog2();
                    let child = block * WIDTH + lane as usize;
                    if child < children {
                        open.push((height - 1, child));
                    }
                    covering ^= 1 << lane;
                }
            }
        }
        false
    }

    /// A block; the dimension is passed in because the compiler knows that of an array.
    #[inline]
    fn block(&self, block: usize, dimension: usize) -> &[[i64; WIDTH]] {
        &self.lanes[block * dimension..][..dimension]
    }
}

/// A bit for each lane of a block that is at least `own` in every coordinate.
#[inline]
fn covering(block: &[[i64; WIDTH]], own: &[i64]) -> u32 {
    // No difference overflows but those of lanes without content: a sign bit tells a shortfall.
    let mut shortfalls = [0_i64; WIDTH];
    for (lanes, &own) in block.iter().zip(own) {
        for (shortfall, lane) in shortfalls.iter_mut().zip(lanes) {
            *shortfall |= lane.wrapping_sub(own);
        }
    }
    shortfalls.iter().zip(0..).fold(0, |bits, (&shortfall, lane)| bits | u32::from(shortfall >= 0) << lane)
}

/// The vectors leaf by leaf with their positions: ranges of leaves are split at
/// their middle, by one coordinate after the other.
fn arrange<V: Vector>(vectors: &[V], leaves: usize, dimension: usize) -> Vec<(V, usize)> {
    let mut points: Vec<(V, usize)> = vectors.iter().cloned().zip(0..).collect();
    let bound = |leaf: usize| bound(vectors.len(), leaves, leaf);
    let mut open = vec![(0, leaves, 0)];
    while let Some((first, width, axis)) = open.pop() {
        if width == 1 {
            continue;
        }
        let (start, middle, end) = (bound(first), bound(first + width / 2), bound(first + width));
        if start < middle && middle < end {
            points[start..end].select_nth_unstable_by(middle - start, |a, b| {
                b.0.coordinates()[axis].cmp(&a.0.coordinates()[axis])
            });
        }
        let next = (axis + 1) % dimension;
        open.push((first + width / 2, width / 2, next));
        open.push((first, width / 2, next));
    }
    points
}

/// First of `points` points that belongs to a leaf.
fn bound(points: usize, leaves: usize, leaf: usize) -> usize {
    let (share, extra) = (points / leaves, points % leaves);
    leaf * share + leaf * extra / leaves
}
