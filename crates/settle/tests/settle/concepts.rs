//! The solution concepts against their definitions in rational numbers, over all packages.

use std::collections::BTreeSet;

use detente_settle::concepts::{Concepts, Scale, concepts, meeting, sensitivity};
use detente_settle::frontier::{Point, Request, frontier};
use detente_space::control::Control;
use num_rational::BigRational;
use num_traits::{One, Zero};
use proptest::prelude::*;
use rand::{Rng, RngExt};

use crate::diagrams::{Shape, dominates, meets, outcomes, product, random, random_diagram, random_valuation};

type Vectors = BTreeSet<Vec<i64>>;

/// Maximisers by the definitions, not reduced to the frontier.
#[derive(Debug, Default, PartialEq, Eq)]
struct Maximisers {
    nash: BTreeSet<(Vec<usize>, Vectors)>,
    kalai_smorodinsky: Vectors,
    egalitarian: Vectors,
    utilitarian: Vectors,
    raw_sum: Vectors,
}

fn rational(numerator: i64, denominator: i64) -> BigRational {
    BigRational::new(numerator.into(), denominator.into())
}

fn argmax<K: Ord>(vectors: &Vectors, key: impl Fn(&Vec<i64>) -> K) -> Vectors {
    let best = vectors.iter().map(&key).max();
    vectors.iter().filter(|vector| Some(key(vector)) == best).cloned().collect()
}

fn by_definition(acceptable: &Vectors, scales: &[Scale]) -> Maximisers {
    let cardinal: Vec<usize> = (0..scales.len()).filter(|&p| !scales[p].ordinal).collect();
    if cardinal.is_empty() || acceptable.is_empty() {
        return Maximisers::default();
    }
    let d = |p: usize| scales[p].reservation;
    let a = |p: usize| acceptable.iter().map(|vector| vector[p]).max().unwrap();
    let able: Vec<usize> = cardinal.iter().copied().filter(|&p| a(p) > d(p)).collect();
    let share = |vector: &[i64], p: usize| rational(vector[p] - d(p), a(p) - d(p));
    let sorted = |mut measures: Vec<BigRational>| {
        measures.sort();
        measures
    };
    let gainers = |vector: &[i64]| cardinal.iter().copied().filter(|&p| vector[p] > d(p)).collect::<Vec<_>>();
    let most = acceptable.iter().map(|vector| gainers(vector).len()).max().unwrap();
    let sets: BTreeSet<Vec<usize>> =
        acceptable.iter().map(|vector| gainers(vector)).filter(|set| set.len() == most).collect();
    let nash = sets
        .into_iter()
        .map(|set| {
            let members: Vectors =
                acceptable.iter().filter(|vector| gainers(vector) == set).cloned().collect();
            let best = argmax(&members, |vector| {
                set.iter().fold(BigRational::one(), |product, &p| product * rational(vector[p] - d(p), 1))
            });
            (set, best)
        })
        .collect();
    Maximisers {
        nash,
        kalai_smorodinsky: argmax(acceptable, |vector| {
            sorted(able.iter().map(|&p| share(vector, p)).collect())
        }),
        egalitarian: argmax(acceptable, |vector| {
            sorted(cardinal.iter().map(|&p| rational(vector[p] - d(p), scales[p].denominator)).collect())
        }),
        utilitarian: argmax(acceptable, |vector| {
            able.iter().fold(BigRational::zero(), |sum, &p| sum + share(vector, p))
        }),
        raw_sum: argmax(acceptable, |vector| {
            cardinal
                .iter()
                .fold(BigRational::zero(), |sum, &p| sum + rational(vector[p], scales[p].denominator))
        }),
    }
}

/// Of each concept's maximisers, those that no acceptable vector dominates.
fn undominated(all: Maximisers, acceptable: &Vectors) -> Maximisers {
    let keep = |vectors: Vectors| -> Vectors {
        vectors.into_iter().filter(|own| !acceptable.iter().any(|other| dominates(other, own))).collect()
    };
    Maximisers {
        nash: all.nash.into_iter().map(|(set, vectors)| (set, keep(vectors))).collect(),
        kalai_smorodinsky: keep(all.kalai_smorodinsky),
        egalitarian: keep(all.egalitarian),
        utilitarian: keep(all.utilitarian),
        raw_sum: keep(all.raw_sum),
    }
}

fn chosen(points: &[Point], concepts: &Concepts) -> Maximisers {
    let vectors =
        |positions: &[usize]| positions.iter().map(|&at| points[at].vector.clone()).collect::<Vectors>();
    Maximisers {
        nash: concepts.nash.iter().map(|set| (set.gainers.clone(), vectors(&set.points))).collect(),
        kalai_smorodinsky: vectors(&concepts.kalai_smorodinsky),
        egalitarian: vectors(&concepts.egalitarian),
        utilitarian: vectors(&concepts.utilitarian),
        raw_sum: vectors(&concepts.raw_sum),
    }
}

fn scales(shape: Shape, ordinals: bool, rng: &mut impl Rng) -> Vec<Scale> {
    let reach = shape.spread * shape.issues as i64;
    (0..shape.dimension)
        .map(|_| Scale {
            reservation: rng.random_range(-reach..=reach / 4),
            denominator: rng.random_range(1..=5),
            ordinal: ordinals && rng.random_bool(0.3),
        })
        .collect()
}

/// Floors from reservation values; where `everywhere` is false a terminal asks only some.
fn floors(shape: Shape, scales: &[Scale], everywhere: bool, rng: &mut impl Rng) -> Vec<Vec<Option<i64>>> {
    (0..shape.terminals)
        .map(|_| {
            scales
                .iter()
                .map(|scale| (everywhere || rng.random_bool(0.6)).then_some(scale.reservation))
                .collect()
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn equal_their_definitions_over_all_packages(
        dimension in 1_usize..=5,
        issues in 1_usize..=5,
        nodes in 1_usize..=3,
        terminals in 1_usize..=3,
        spread in prop_oneof![Just(1_i64), Just(4), Just(1_000_000_000_000)],
        everywhere in any::<bool>(),
        ordinals in any::<bool>(),
        seed in any::<u64>(),
    ) {
        let shape = Shape { dimension, issues, nodes, terminals, spread };
        let mut rng = random(seed);
        let diagram = random_diagram(shape, &mut rng);
        let valuation = random_valuation(shape, &mut rng);
        let scales = scales(shape, ordinals, &mut rng);
        let request =
            Request { floors: floors(shape, &scales, everywhere, &mut rng), ..Request::default() };
        let answer = frontier(&diagram, &valuation, &request, &Control::unlimited());
        let acceptable: Vectors = outcomes(&diagram, &valuation)
            .into_iter()
            .filter(|outcome| meets(outcome, &request.floors))
            .map(|outcome| outcome.vector)
            .collect();
        let all = by_definition(&acceptable, &scales);
        let concepts = concepts(&answer.points, &scales);
        let found = chosen(&answer.points, &concepts);
        if everywhere && !ordinals {
            // Nothing dominated ties: the maximisers are the same before reduction to the frontier.
            prop_assert_eq!(&found.nash, &all.nash);
            prop_assert_eq!(&found.kalai_smorodinsky, &all.kalai_smorodinsky);
            prop_assert_eq!(&found.egalitarian, &all.egalitarian);
            prop_assert_eq!(&found.utilitarian, &all.utilitarian);
        }
        prop_assert_eq!(found, undominated(all, &acceptable));
        for point in &answer.points {
            for p in 0..dimension {
                let best = acceptable.iter().map(|vector| vector[p]).max().unwrap();
                let expected = (!scales[p].ordinal && best > scales[p].reservation)
                    .then(|| rational(point.vector[p] - scales[p].reservation, best - scales[p].reservation));
                let share = concepts.share(&point.vector, p)
                    .map(|share| BigRational::new(share.numerator().into(), share.denominator().into()));
                prop_assert_eq!(share, expected);
                prop_assert_eq!(concepts.left_out.contains(&p), !scales[p].ordinal && best <= scales[p].reservation);
            }
        }
    }

    #[test]
    fn filtering_the_frontier_equals_solving_again(
        dimension in 1_usize..=3,
        issues in 1_usize..=5,
        spread in prop_oneof![Just(2_i64), Just(50)],
        seed in any::<u64>(),
    ) {
        let shape = Shape { dimension, issues, nodes: 1, terminals: 1, spread };
        let mut rng = random(seed);
        let diagram = product(&vec![3; issues]);
        let valuation = random_valuation(shape, &mut rng);
        let scales = scales(shape, false, &mut rng);
        let coordinate = rng.random_range(0..dimension);
        let values: Vec<i64> = (-spread * 3..=spread * 3).collect();
        let open = frontier(&diagram, &valuation, &Request::default(), &Control::unlimited());
        let vectors = |points: Vec<Point>| points.into_iter().map(|point| point.vector).collect::<Vec<_>>();
        let filtered = sensitivity(&scales, coordinate, &values, |scales| {
            vectors(meeting(&open.points, scales))
        });
        let mut given = Vec::new();
        let again = sensitivity(&scales, coordinate, &values, |scales| {
            given.push(scales[coordinate].reservation);
            let floors = vec![scales.iter().map(|scale| Some(scale.reservation)).collect()];
            let request = Request { floors, ..Request::default() };
            vectors(frontier(&diagram, &valuation, &request, &Control::unlimited()).points)
        });
        prop_assert_eq!(&filtered, &again);
        prop_assert_eq!(&given, &values);
        for spans in [&filtered.nash, &filtered.kalai_smorodinsky, &filtered.egalitarian, &filtered.utilitarian] {
            prop_assert_eq!((spans[0].from, spans[spans.len() - 1].to), (values[0], values[values.len() - 1]));
            for pair in spans.windows(2) {
                prop_assert!(pair[0].to + 1 == pair[1].from && pair[0].points != pair[1].points);
            }
        }
    }
}

fn scale(reservation: i64, denominator: i64) -> Scale {
    Scale { reservation, denominator, ordinal: false }
}

#[test]
fn the_concepts_part_ways() {
    // Products 25 x 36 = 900, 40 x 24 = 960, 80 x 10 = 800; shares of 80 and 36.
    let vectors = [vec![25, 36], vec![40, 24], vec![80, 10]];
    let found = concepts(&vectors, &[scale(0, 1), scale(0, 1)]);
    assert_eq!(found.nash.len(), 1);
    assert_eq!((&*found.nash[0].gainers, &*found.nash[0].points), (&[0, 1][..], &[1][..]));
    assert_eq!(found.kalai_smorodinsky, [1]);
    assert_eq!(found.egalitarian, [0]);
    assert_eq!(found.utilitarian, [0]);
    assert_eq!(found.raw_sum, [2]);
    assert_eq!(found.best, [80, 36]);
}

#[test]
fn without_a_gain_for_all_sets_of_gainers_stay_apart() {
    let vectors = [vec![0, 7, 1], vec![0, 2, 5], vec![9, 0, 9], vec![8, 0, 8], vec![10, 0, 0]];
    let found = concepts(&vectors, &[scale(0, 1), scale(0, 1), scale(0, 1)]);
    let sets: Vec<_> = found.nash.into_iter().map(|set| (set.gainers, set.points)).collect();
    assert_eq!(sets, [(vec![0, 2], vec![2]), (vec![1, 2], vec![1])]);
}

#[test]
fn extreme_values_neither_overflow_nor_tie() {
    let vectors = [vec![i64::MAX, i64::MIN + 1], vec![i64::MAX - 1, i64::MIN + 2], vec![0, 0]];
    let found = concepts(&vectors, &[scale(i64::MIN, i64::MAX), scale(i64::MIN, 1)]);
    assert_eq!(found.nash[0].points, [2]);
    assert_eq!(found.kalai_smorodinsky, [2]);
    assert_eq!(found.egalitarian, [1]);
    assert_eq!(found.raw_sum, [2]);
}

#[test]
fn no_party_with_a_scale_means_no_points() {
    let ordinal = Scale { reservation: 0, denominator: 1, ordinal: true };
    let found = concepts(&[vec![3], vec![3]], &[ordinal]);
    assert!(found.nash.is_empty() && found.kalai_smorodinsky.is_empty() && found.raw_sum.is_empty());
    let nobody: [Vec<i64>; 0] = [];
    assert!(concepts(&nobody, &[scale(0, 1)]).best.is_empty());
}
