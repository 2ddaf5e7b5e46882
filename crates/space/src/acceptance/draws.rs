//! Estimates from packages drawn at random, each as likely as any other.

use num_bigint::BigUint;

use super::Count;

/// What `hits` of `draws` say of a number out of `total`: a 95 per cent interval
/// (Wilson 1927), rounded outwards.
pub(super) fn estimate(hits: u32, draws: u32, total: &BigUint) -> Count {
    if draws == 0 {
        return Count::between((BigUint::ZERO, total.clone()));
    }
    // With z = 1.96 and z^2 = SQUARE / UNIT, the bounds are (middle -+ half) / whole.
    const UNIT: u128 = 10_000;
    const SQUARE: u128 = 38_416;
    let (of, hit) = (u128::from(draws), u128::from(hits.min(draws)));
    let middle = 2 * hit * UNIT + SQUARE;
    let whole = 2 * (of * UNIT + SQUARE);
    let variance = SQUARE * (4 * hit * (of - hit) * UNIT + of * SQUARE);
    let half = (variance / of).isqrt() + 1;
    let low = total * middle.saturating_sub(half) / whole;
    let high = (total * (middle + half) + (whole - 1)) / whole;
    // What was drawn exists.
    let least = BigUint::from(u8::from(hits > 0));
    let most = total - BigUint::from(u8::from(hits < draws));
    Count::Sampled { low: low.max(least), high: high.min(most), hits, draws }
}
