//! Lexicographic max-min.

use super::Ratio;

/// Positions of the vectors whose sorted measures, smallest first, are lexicographically largest.
pub(super) fn leximin(vectors: &[&[i64]], measures: impl Fn(&[i64]) -> Vec<Ratio>) -> Vec<usize> {
    let mut best: Vec<Ratio> = Vec::new();
    let mut winners: Vec<usize> = Vec::new();
    for (position, vector) in vectors.iter().enumerate() {
        let mut own = measures(vector);
        own.sort_unstable();
        if winners.is_empty() || own > best {
            best = own;
            winners = vec![position];
        } else if own == best {
            winners.push(position);
        }
    }
    winners
}
