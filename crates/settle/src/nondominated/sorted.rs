//! The filter of vectors that are sorted already.

use super::staircase::Staircase;
use super::tree::Tree;
use super::vector::Vector;

/// Below this many vectors pairwise comparison beats building a tree.
const SMALL: usize = 64;

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
        _ => Tree::new(sorted, dimension).undominated(sorted, keep),
    }
}
