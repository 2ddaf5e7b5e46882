//! The non-dominated filter against its definition.

use detente_settle::nondominated::{NotFinite, nondominated, nondominated_f64};
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
        prop_assert_eq!(nondominated(&points.concat(), dimension), by_definition(&points));
    }

    #[test]
    fn equals_pairwise_comparison_at_the_ends_of_the_range(
        dimension in 1_usize..=7,
        number in 0_usize..300,
        seed in any::<u64>(),
    ) {
        // Differences of such coordinates do not fit, and neighbours differ in the last bit alone.
        let mut rng = random(seed);
        let mut coordinate = || match rng.random_range(0..3) {
            0 => i64::MIN + rng.random_range(0..3),
            1 => i64::MAX - rng.random_range(0..3),
            _ => rng.random_range(-2..=2),
        };
        let points: Vec<Vec<i64>> =
            (0..number).map(|_| (0..dimension).map(|_| coordinate()).collect()).collect();
        prop_assert_eq!(nondominated(&points.concat(), dimension), by_definition(&points));
    }

    #[test]
    fn floats_compare_as_numbers(
        dimension in 1_usize..=5,
        numbers in prop::collection::vec(
            prop_oneof![prop::num::f64::NORMAL, prop::num::f64::SUBNORMAL, (-3..=3).prop_map(f64::from), Just(-0.0)],
            0..400,
        ),
    ) {
        let points: Vec<&[f64]> = numbers.chunks_exact(dimension).collect();
        let beats = |a: &[f64], b: &[f64]| {
            a.iter().zip(b).all(|(a, b)| a >= b) && a.iter().zip(b).any(|(a, b)| a > b)
        };
        let expected = (0..points.len()).filter(|&own| !points.iter().any(|other| beats(other, points[own])));
        prop_assert_eq!(nondominated_f64(&numbers, dimension), Ok(expected.collect()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn clouds_lose_nothing_to_their_strongest_points(
        dimension in 1_usize..=7,
        number in 2000_usize..5000,
        spread in prop_oneof![Just(2_i64), Just(20), Just(1_000_000_000)],
        copies in any::<bool>(),
        seed in any::<u64>(),
    ) {
        let mut rng = random(seed);
        let mut points: Vec<Vec<i64>> =
            (0..number).map(|_| (0..dimension).map(|_| rng.random_range(0..=spread)).collect()).collect();
        if copies {
            points.extend_from_within(..);
        }
        prop_assert_eq!(nondominated(&points.concat(), dimension), by_definition(&points));
    }
}

/// Positions of the points that no other dominates.
fn by_definition(points: &[Vec<i64>]) -> Vec<usize> {
    let undominated = |own: &Vec<i64>| !points.iter().any(|other| dominates(other, own));
    (0..points.len()).filter(|&position| undominated(&points[position])).collect()
}

#[test]
fn equal_points_all_stay() {
    for dimension in 1..=8 {
        assert_eq!(nondominated(&vec![7; dimension * 5000], dimension), (0..5000).collect::<Vec<_>>());
        assert_eq!(nondominated(&vec![i64::MIN; dimension * 100], dimension).len(), 100);
        assert_eq!(nondominated(&vec![i64::MAX; dimension * 100], dimension).len(), 100);
    }
}

#[test]
fn chains_leave_their_top() {
    for dimension in 1..=8 {
        let rising: Vec<i64> = (0..5000).flat_map(|k| vec![k; dimension]).collect();
        assert_eq!(nondominated(&rising, dimension), [4999]);
        let falling: Vec<i64> = (0..5000).flat_map(|k| vec![-k; dimension]).collect();
        assert_eq!(nondominated(&falling, dimension), [0]);
    }
}

#[test]
fn antichains_stay_and_their_shadows_go() {
    for dimension in 2..=8 {
        // Coordinates that sum to zero: nothing dominates anything.
        let mut rng = random(dimension as u64);
        let antichain: Vec<i64> = (0..5000)
            .flat_map(|_| {
                let mut point: Vec<i64> = (0..dimension).map(|_| rng.random_range(0..1_000_000)).collect();
                point[0] -= point.iter().sum::<i64>();
                point
            })
            .collect();
        assert_eq!(nondominated(&antichain, dimension).len(), 5000);
        // A shadow falls short of its point by one, in the last coordinate alone.
        let mut both = antichain.clone();
        for point in both.chunks_exact_mut(dimension) {
            point[dimension - 1] -= 1;
        }
        both.extend(antichain);
        assert_eq!(nondominated(&both, dimension), (5000..10_000).collect::<Vec<_>>());
    }
}

#[test]
fn nothing_and_remainders() {
    assert!(nondominated(&[], 3).is_empty());
    assert!(nondominated(&[1, 2, 3], 0).is_empty());
    assert_eq!(nondominated(&[1, 2, 3], 2), [0]);
    assert_eq!(nondominated_f64(&[], 3), Ok(vec![]));
    assert_eq!(nondominated_f64(&[1.0], 0), Ok(vec![]));
}

#[test]
fn what_is_not_finite_is_refused() {
    for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let refused = nondominated_f64(&[1.0, 2.0, 3.0, 4.0, 5.0, odd, odd, 0.0], 2).unwrap_err();
        assert_eq!(refused, NotFinite { point: 2, coordinate: 1 });
        assert_eq!(refused.to_string(), "coordinate 1 of point 2 is not a finite number");
        // What does not belong to a point is not looked at.
        assert_eq!(nondominated_f64(&[1.0, 2.0, odd], 2), Ok(vec![0]));
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
