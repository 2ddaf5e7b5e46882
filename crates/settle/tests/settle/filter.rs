//! The non-dominated filter against its definition.

use detente_settle::frontier::nondominated;
use proptest::prelude::*;
use rand::RngExt;

use crate::diagrams::{dominates, random};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn equals_pairwise_comparison(
        dimension in 1_usize..=8,
        number in 0_usize..700,
        spread in prop_oneof![Just(1_i64), Just(8), Just(1_000_000)],
        antichain in any::<bool>(),
        seed in any::<u64>(),
    ) {
        let mut rng = random(seed);
        let points: Vec<Vec<i64>> = (0..number).map(|_| {
            let mut point: Vec<i64> = (0..dimension).map(|_| rng.random_range(-spread..=spread)).collect();
            if antichain {
                // Near a plane most points are undominated.
                let rest: i64 = point[1..].iter().sum();
                point[0] = rng.random_range(0..=1) - rest;
            }
            point
        }).collect();
        let flat: Vec<i64> = points.concat();
        let expected: Vec<usize> = (0..number)
            .filter(|&own| !points.iter().any(|other| dominates(other, &points[own])))
            .collect();
        prop_assert_eq!(nondominated(&flat, dimension), expected);
    }
}

#[test]
fn long_staircases() {
    // Third against second coordinate, the first in scattered order: every block of the staircase is used.
    let number = 20_000_i64;
    let flat: Vec<i64> = (0..number).flat_map(|k| [k * 7919 % number, k, -k]).collect();
    assert_eq!(nondominated(&flat, 3).len(), 20_000);
    let below: Vec<i64> = (0..number).flat_map(|k| [k * 7919 % number - number, k, -k]).collect();
    let both: Vec<i64> = below.into_iter().chain(flat).collect();
    assert_eq!(nondominated(&both, 3), (20_000..40_000).collect::<Vec<_>>());
    // A wide step sweeps many blocks away.
    let sweeping: Vec<i64> = (0..number).flat_map(|k| [number - k, k, -k]).chain([-1, number, 1]).collect();
    assert_eq!(nondominated(&sweeping, 3).len(), 20_001);
    let after: Vec<i64> = sweeping.into_iter().chain([-2, 5, -5]).collect();
    assert_eq!(nondominated(&after, 3).len(), 20_001);
}
