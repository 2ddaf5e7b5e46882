//! Sums of fractions, compared over their common denominator.

use std::cmp::Ordering;

use detente_space::fraction::greatest_common_divisor;
use num_bigint::BigInt;

/// Positions of the vectors with the largest sum of `numerator(vector, k) / denominators[k]`;
/// the denominators are positive, the numerators differences of two `i64`.
pub(super) fn largest(
    vectors: &[&[i64]],
    denominators: &[i128],
    numerator: impl Fn(&[i64], usize) -> i128,
) -> Vec<usize> {
    let common = denominators.iter().copied().reduce(greatest_common_divisor).unwrap_or(1);
    let others = |k: usize| {
        let others = denominators.iter().enumerate().filter(move |&(other, _)| other != k);
        others.map(move |(_, &denominator)| denominator / common)
    };
    let narrow: Option<Vec<i128>> =
        (0..denominators.len()).map(|k| others(k).try_fold(1, i128::checked_mul)).collect();
    // Two words hold the sums of most cases: what 64 bits and a sign can say, times each factor.
    let fits = |factors: &Vec<i128>| {
        let sum = factors.iter().try_fold(0, |sum: i128, &factor| sum.checked_add(factor));
        sum.is_some_and(|sum| sum < 1 << 61)
    };
    if let Some(factors) = narrow.filter(fits) {
        let part = |vector: &[i64], (k, factor): (usize, &i128)| factor * numerator(vector, k);
        let sum = |vector: &&[i64]| factors.iter().enumerate().map(|each| part(vector, each)).sum::<i128>();
        return maximisers(vectors.iter().map(sum));
    }
    let factors: Vec<BigInt> =
        (0..denominators.len()).map(|k| others(k).map(BigInt::from).product()).collect();
    maximisers(vectors.iter().map(|vector| -> BigInt {
        factors.iter().enumerate().map(|(k, factor)| factor * numerator(vector, k)).sum()
    }))
}

/// Positions of the largest.
fn maximisers<T: Ord>(sums: impl IntoIterator<Item = T>) -> Vec<usize> {
    let mut best: Option<T> = None;
    let mut winners: Vec<usize> = Vec::new();
    for (position, sum) in sums.into_iter().enumerate() {
        match best.as_ref().map(|best| sum.cmp(best)) {
            Some(Ordering::Less) => {}
            Some(Ordering::Equal) => winners.push(position),
            Some(Ordering::Greater) | None => {
                best = Some(sum);
                winners.clear();
                winners.push(position);
            }
        }
    }
    winners
}
