//! Sums of fractions, compared over their common denominator.

use num_bigint::BigInt;

/// Positions of the vectors with the largest sum of `numerator(vector, k) / denominators[k]`.
pub(super) fn largest(
    vectors: &[&[i64]],
    denominators: &[i128],
    numerator: impl Fn(&[i64], usize) -> i128,
) -> Vec<usize> {
    let factors: Vec<BigInt> = (0..denominators.len())
        .map(|k| {
            let others = denominators.iter().enumerate().filter(|&(other, _)| other != k);
            others.map(|(_, &denominator)| BigInt::from(denominator)).product()
        })
        .collect();
    let mut best = BigInt::ZERO;
    let mut winners: Vec<usize> = Vec::new();
    for (position, vector) in vectors.iter().enumerate() {
        let sum: BigInt = factors.iter().enumerate().map(|(k, factor)| factor * numerator(vector, k)).sum();
        if winners.is_empty() || sum > best {
            best = sum;
            winners = vec![position];
        } else if sum == best {
            winners.push(position);
        }
    }
    winners
}
