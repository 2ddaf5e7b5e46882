//! A few points that dominate many others.
//!
//! Points independent in their coordinates leave (ln n)^(d - 1) / (d - 1)! of n
//! undominated, and a few points near the top dominate most of the rest: one pass
//! against them is all that those others cost (Bentley, Clarkson and Levine 1993).

use super::sorted::undominated;
use super::vector::Vector;

/// Points looked at to find the strongest.
const SAMPLE: usize = 256;
/// Below this many points a pass costs more than it saves.
const WORTHWHILE: usize = 2048;
/// Points compared with every point, at most.
const MOST: usize = 16;

/// Points that dominate many of a set, strongest first; none where that would not pay.
#[derive(Debug)]
pub(crate) struct Dominators<V> {
    strongest: Vec<V>,
}

impl<V: Vector> Dominators<V> {
    /// Dominators among `number` points.
    pub(crate) fn among(number: usize, dimension: usize, point: impl Fn(usize) -> V) -> Self {
        let mut strongest = Vec::new();
        if number < WORTHWHILE {
            return Dominators { strongest };
        }
        // Multiples of the golden ratio fall evenly, and in step with no pattern of the points.
        let scatter = |k: usize| (k as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let position = |k: usize| ((u128::from(scatter(k)) * number as u128) >> 64) as usize;
        let mut left: Vec<V> = (0..SAMPLE).map(|k| point(position(k))).collect();
        left.sort_unstable_by(|a, b| a.descending(b));
        left.dedup();
        let mut keep = Vec::new();
        undominated(&left, dimension, &mut keep);
        let mut marks = keep.iter();
        let best: Vec<V> = left.extract_if(.., |_| marks.next().is_some_and(|&kept| kept)).collect();
        // Greedily the one that dominates most of what the others leave.
        while strongest.len() < MOST {
            let dominated = |by: &V| left.iter().filter(|vector| by.covers(vector)).count();
            let Some((count, next)) = best.iter().map(|by| (dominated(by), by)).max_by_key(|entry| entry.0)
            else {
                break;
            };
            if count < SAMPLE / 64 {
                break;
            }
            left.retain(|vector| !next.covers(vector));
            strongest.push(next.clone());
        }
        Dominators { strongest }
    }

    /// Whether one of them dominates the vector.
    #[inline]
    pub(crate) fn dominate(&self, vector: &V) -> bool {
        self.strongest.iter().any(|strong| strong.covers(vector) && strong != vector)
    }
}
