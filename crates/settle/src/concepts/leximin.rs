//! Lexicographic max-min.

use super::Ratio;

/// Positions of the vectors whose sorted measures, smallest first, are
/// lexicographically largest. `measures` fills the list that it is given, which is
/// empty, with equally many of each vector.
pub(super) fn leximin(vectors: &[&[i64]], measures: impl Fn(&[i64], &mut Vec<Ratio>)) -> Vec<usize> {
    let mut best: Vec<Ratio> = Vec::new();
    let mut own: Vec<Ratio> = Vec::new();
    let mut winners: Vec<usize> = Vec::new();
    for (position, vector) in vectors.iter().enumerate() {
        own.clear();
        measures(vector, &mut own);
        // Most fall behind by their smallest measure: no need to sort those.
        if !winners.is_empty()
            && let Some(smallest) = best.first()
            && own.iter().any(|measure| measure < smallest)
        {
            continue;
        }
        own.sort_unstable();
        if winners.is_empty() || own > best {
            std::mem::swap(&mut best, &mut own);
            winners.clear();
            winners.push(position);
        } else if own == best {
            winners.push(position);
        }
    }
    winners
}
