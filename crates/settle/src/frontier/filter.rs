//! The non-dominated filter.
//!
//! Vectors are taken in descending lexicographic order, so that only an earlier
//! one can dominate a later one and the first coordinate needs no comparison
//! (Kung, Luccio and Preparata 1975). Two coordinates then take one running
//! maximum. Three take a [`Staircase`] of the second and third coordinate, in
//! O(n log n). From four on a [`tree`](super::tree) of bounding corners is
//! searched for a dominator of each vector.

use super::staircase::Staircase;
use super::tree::Tree;
use super::vector::Vector;

/// Below this many vectors pairwise comparison beats building a tree.
const SMALL: usize = 96;

/// Positions, ascending, of the points that no other point dominates.
///
/// `points` holds one point after the other, `dimension` coordinates each, and
/// a point dominates another that it equals or exceeds in every coordinate and
/// exceeds in one. Equal points do not dominate each other: all copies stay. A
/// remainder shorter than one point is ignored, and without coordinates there
/// are no points.
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

fn positions<V: Vector>(points: &[i64], dimension: usize) -> Vec<usize> {
    let mut order: Vec<(V, usize)> =
        points.chunks_exact(dimension).map(|point| V::build(dimension, |p| point[p])).zip(0..).collect();
    order.sort_unstable_by(|a, b| a.0.descending(&b.0).then(a.1.cmp(&b.1)));
    let mut distinct: Vec<V> = Vec::with_capacity(order.len());
    let mut group = Vec::with_capacity(order.len());
    for (vector, _) in &order {
        if distinct.last() != Some(vector) {
            distinct.push(vector.clone());
        }
        group.push(distinct.len() - 1);
    }
    let mut keep = Vec::new();
    undominated(&distinct, dimension, &mut keep);
    let mut kept: Vec<usize> = order
        .iter()
        .zip(group)
        .filter(|&(_, group)| keep[group])
        .map(|((_, position), _)| *position)
        .collect();
    kept.sort_unstable();
    kept
}

/// Marks in `keep` which of distinct vectors in descending lexicographic order no other dominates.
pub(crate) fn undominated<V: Vector>(sorted: &[V], dimension: usize, keep: &mut Vec<bool>) {
    keep.clear();
    match dimension {
        0 | 1 => keep.extend((0..sorted.len()).map(|position| position == 0)),
        2 => {
            let mut best = None;
            keep.extend(sorted.iter().map(|vector| {
                let second = vector.coordinates()[1];
                let kept = best.is_none_or(|best| second > best);
                if kept {
                    best = Some(second);
                }
                kept
            }));
        }
        3 => {
            let mut staircase = Staircase::default();
            keep.extend(sorted.iter().map(|vector| {
                let coordinates = vector.coordinates();
                staircase.insert(coordinates[1], coordinates[2])
            }));
        }
        _ if sorted.len() <= SMALL => {
            for (position, vector) in sorted.iter().enumerate() {
                let dominated = sorted[..position]
                    .iter()
                    .zip(keep.iter())
                    .any(|(earlier, &kept)| kept && earlier.covers(vector));
                keep.push(!dominated);
            }
        }
        _ => {
            let tree = Tree::new(sorted, dimension);
            keep.extend(sorted.iter().map(|vector| !tree.dominates(vector)));
        }
    }
}
