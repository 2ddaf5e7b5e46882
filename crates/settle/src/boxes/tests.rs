//! Held against every package one by one.

use std::sync::atomic::{AtomicU64, Ordering};

use detente_case::formula::{ChoiceSet, Formula};
use detente_case::package::Choice;
use detente_space::control::Control;
use detente_space::valuation::{Coordinate, Valuation};
use num_bigint::{BigInt, BigUint};
use proptest::prelude::*;

use super::*;
use crate::concepts::Scale;

/// A small instance of any kind.
#[derive(Clone, Debug)]
struct Instance {
    sizes: Vec<usize>,
    valuation: Valuation,
    tracked: Vec<Formula>,
    hard: Vec<Formula>,
    request: Request,
}

impl Instance {
    fn solve(&self) -> Outcome {
        self.solve_within(u64::MAX)
    }

    fn solve_within(&self, max_nodes: u64) -> Outcome {
        let request = Request { max_nodes, ..self.request.clone() };
        let control = Control::unlimited();
        frontier(&self.sizes, &self.valuation, &self.tracked, &self.hard, &request, &control)
            .expect("small instances fit")
    }

    fn value(&self, package: &[Choice]) -> Vec<i64> {
        let one = |coordinate: &Coordinate| {
            let rows = coordinate.table.iter().zip(package);
            let plain: i64 = rows.map(|(row, &choice)| row[usize::from(choice)]).sum();
            let met =
                self.tracked.iter().zip(&coordinate.bonus).filter(|(formula, _)| formula.holds(package));
            plain + met.map(|(_, bonus)| bonus).sum::<i64>()
        };
        self.valuation.coordinates.iter().map(one).collect()
    }

    fn counts(&self, package: &[Choice], vector: &[i64]) -> bool {
        let floors = self.request.floors.iter().zip(vector);
        self.hard.iter().all(|formula| formula.holds(package))
            && floors.into_iter().all(|(floor, value)| floor.is_none_or(|floor| *value >= floor))
    }

    /// Vectors of all packages that count.
    fn vectors(&self) -> Vec<Vec<i64>> {
        let mut package = vec![0; self.sizes.len()];
        let mut vectors = Vec::new();
        loop {
            let vector = self.value(&package);
            if self.counts(&package, &vector) {
                vectors.push(vector);
            }
            let Some(issue) =
                (0..self.sizes.len()).find(|&issue| usize::from(package[issue]) + 1 < self.sizes[issue])
            else {
                return vectors;
            };
            package[..issue].fill(0);
            package[issue] += 1;
        }
    }

    /// The undominated ones, in descending order.
    fn undominated(&self) -> Vec<Vec<i64>> {
        let all = self.vectors();
        let covers = |one: &[i64], other: &[i64]| one.iter().zip(other).all(|(one, other)| one >= other);
        let mut kept: Vec<_> = all
            .iter()
            .filter(|vector| !all.iter().any(|other| other != *vector && covers(other, vector)))
            .cloned()
            .collect();
        kept.sort_by(|one, other| other.cmp(one));
        kept.dedup();
        kept
    }
}

fn set(size: usize) -> impl Strategy<Value = ChoiceSet> {
    proptest::collection::vec(any::<bool>(), size).prop_map(move |bits| {
        let mut set = ChoiceSet::with_capacity(size);
        set.extend((0..size).filter(|&choice| bits[choice]));
        set
    })
}

/// A conjunction of sets, seldom of all issues.
fn conjunction(sizes: Vec<usize>) -> impl Strategy<Value = Formula> {
    let sides: Vec<_> = sizes.iter().map(|&size| proptest::option::weighted(0.5, set(size))).collect();
    sides.prop_map(|sides| {
        Formula::and(
            sides.into_iter().enumerate().filter_map(|(issue, set)| set.map(|set| Formula::is(issue, set))),
        )
    })
}

fn condition(sizes: Vec<usize>) -> impl Strategy<Value = Formula> {
    let one = conjunction(sizes);
    let one = one.boxed();
    let two = (one.clone(), one.clone());
    prop_oneof![
        6 => one.clone(),
        2 => one.prop_map(Formula::not),
        1 => two.prop_map(|(one, other)| Formula::or([one, other])),
    ]
}

fn instance() -> impl Strategy<Value = Instance> {
    let shape = (proptest::collection::vec(1..5_usize, 1..5), 1..5_usize, 0..9_usize, 0..3_usize);
    shape.prop_flat_map(|(sizes, dimension, boxes, rules)| {
        let table = sizes.iter().map(|&size| proptest::collection::vec(-3..4_i64, size)).collect::<Vec<_>>();
        let plain = proptest::option::of(table);
        let coordinate = (plain, proptest::collection::vec(-9..20_i64, boxes));
        let keys = sizes.iter().map(|&size| proptest::collection::vec(0..40_u64, size)).collect::<Vec<_>>();
        (
            proptest::collection::vec(coordinate, dimension),
            proptest::collection::vec(condition(sizes.clone()), boxes),
            proptest::collection::vec(condition(sizes.clone()), rules),
            proptest::collection::vec(proptest::option::of(-5..30_i64), dimension),
            keys,
            Just(sizes),
        )
            .prop_map(|(coordinates, tracked, hard, floors, tie_keys, sizes)| {
                let coordinate = |(table, bonus): (Option<Vec<Vec<i64>>>, Vec<i64>)| Coordinate {
                    table: table.unwrap_or_else(|| sizes.iter().map(|&size| vec![0; size]).collect()),
                    bonus,
                    denominator: 1,
                    ordinal: false,
                };
                let coordinates = coordinates.into_iter().map(coordinate).collect();
                let request = Request { floors, tie_keys, ..Request::default() };
                Instance { valuation: Valuation { coordinates }, sizes, tracked, hard, request }
            })
    })
}

/// The coordinates the other way round.
fn reversed(instance: &Instance) -> Instance {
    let mut reversed = instance.clone();
    reversed.valuation.coordinates.reverse();
    reversed.request.floors.reverse();
    reversed
}

fn vectors(outcome: &Outcome) -> Vec<Vec<i64>> {
    outcome.frontier.points.iter().map(|point| point.vector.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_frontier_is_that_of_all_packages(instance in instance()) {
        let outcome = instance.solve();
        prop_assert_eq!(&outcome.frontier.status, &Status::Exact);
        prop_assert!(outcome.open.is_empty());
        prop_assert_eq!(vectors(&outcome), instance.undominated());
        let all = instance.vectors();
        for point in &outcome.frontier.points {
            prop_assert_eq!(&instance.value(&point.witness), &point.vector);
            prop_assert!(instance.counts(&point.witness, &point.vector));
            let equal = all.iter().filter(|vector| **vector == point.vector).count();
            prop_assert!(point.packages >= BigUint::from(1_u8) && point.packages <= BigUint::from(equal));
        }
    }

    #[test]
    fn stopped_at_any_node_it_says_what_is_true(instance in instance(), nodes in 0..20_u64) {
        let outcome = instance.solve_within(nodes);
        let exact = instance.undominated();
        for point in &outcome.frontier.points {
            prop_assert_eq!(&instance.value(&point.witness), &point.vector);
            prop_assert!(instance.counts(&point.witness, &point.vector));
        }
        match &outcome.frontier.status {
            Status::Exact => prop_assert_eq!(vectors(&outcome), exact),
            Status::Stopped { upper } => {
                prop_assert!(outcome.frontier.points.is_empty());
                for vector in &exact {
                    prop_assert!(vector.iter().zip(upper).all(|(value, upper)| value <= upper));
                }
            }
            Status::Cover { epsilon } => {
                for vector in &exact {
                    let near = |point: &Point| {
                        let pairs = vector.iter().zip(&point.vector).zip(epsilon);
                        pairs.into_iter().all(|((value, own), epsilon)| value - own <= *epsilon)
                    };
                    prop_assert!(outcome.frontier.points.iter().any(near), "{:?} {:?}", vector, outcome);
                }
            }
        }
    }

    #[test]
    fn no_package_exceeds_the_bounds_of_the_concepts(
        instance in instance(),
        nodes in 0..12_u64,
        reservations in proptest::collection::vec(-10..10_i64, 5),
        denominators in proptest::collection::vec(1..4_i64, 5),
    ) {
        let outcome = instance.solve_within(nodes);
        let points = &outcome.frontier.points;
        let dimension = instance.valuation.coordinates.len();
        let scales: Vec<Scale> = (0..dimension)
            .map(|p| Scale { reservation: reservations[p], denominator: denominators[p], ordinal: p == 2 })
            .collect();
        let Some(bounds) = outcome.open.concepts(points, &scales) else { return Ok(()) };
        let cardinal: Vec<usize> = (0..dimension).filter(|&p| p != 2).collect();
        let million = 1_000_000_i128;
        let below = |numerator: i128, denominator: i128, bound: &Bound| {
            BigInt::from(numerator) * million <= bound.most.clone() * denominator
        };
        let best = |p: usize| points.iter().map(|point| i128::from(point.vector[p])).max();
        for vector in instance.undominated() {
            let gain = |p: usize| i128::from(vector[p] - reservations[p]);
            let product: i128 = cardinal.iter().map(|&p| gain(p).max(0)).product();
            let units: i128 = cardinal.iter().map(|&p| i128::from(denominators[p])).product();
            prop_assert!(below(product, units, &bounds.nash));
            let in_points = |p: &usize| below(gain(*p), i128::from(denominators[*p]), &bounds.egalitarian);
            prop_assert!(cardinal.iter().any(in_points));
            let able: Vec<(usize, i128)> = cardinal
                .iter()
                .filter_map(|&p| Some((p, best(p)? - i128::from(reservations[p]))))
                .filter(|(_, possible)| *possible > 0)
                .collect();
            if !able.is_empty() {
                let shares = |(p, possible): &(usize, i128)| below(gain(*p), *possible, &bounds.kalai_smorodinsky);
                prop_assert!(able.iter().any(shares));
                let common: i128 = able.iter().map(|(_, possible)| possible).product();
                let sum = able.iter().map(|(p, possible)| gain(*p) * (common / possible)).sum();
                prop_assert!(below(sum, common, &bounds.utilitarian));
            }
        }
        for bound in [&bounds.nash, &bounds.egalitarian, &bounds.kalai_smorodinsky, &bounds.utilitarian] {
            prop_assert!(bound.found.as_ref().is_none_or(|found| *found <= bound.most));
        }
    }

    #[test]
    fn parties_the_other_way_round_get_the_same(instance in instance(), nodes in 0..40_u64) {
        let (one, other) = (instance.solve_within(nodes), reversed(&instance).solve_within(nodes));
        let turned = |outcome: &Outcome| {
            let mut points = outcome.frontier.points.clone();
            points.iter_mut().for_each(|point| point.vector.reverse());
            points.sort_by(|one, other| other.vector.cmp(&one.vector));
            points
        };
        prop_assert_eq!(&one.frontier.points, &turned(&other));
        prop_assert_eq!(one.frontier.labels, other.frontier.labels);
    }

    #[test]
    fn the_order_of_writing_changes_nothing(instance in instance(), nodes in 0..40_u64) {
        let mut keyed = instance;
        // Keys as different as those made from names.
        for (issue, row) in keyed.request.tie_keys.iter_mut().enumerate() {
            row.iter_mut().enumerate().for_each(|(choice, key)| *key = *key << 8 | (issue * 16 + choice) as u64);
        }
        let mut turned = keyed.clone();
        turned.sizes.reverse();
        turned.request.tie_keys.reverse();
        turned.valuation.coordinates.iter_mut().for_each(|coordinate| {
            coordinate.table.reverse();
            coordinate.bonus.reverse();
        });
        turned.tracked.reverse();
        turned.hard.reverse();
        let issues = keyed.sizes.len();
        turned.tracked.iter_mut().chain(&mut turned.hard).for_each(|formula| renumber(formula, issues));
        let (one, mut other) = (keyed.solve_within(nodes), turned.solve_within(nodes));
        other.frontier.points.iter_mut().for_each(|point| point.witness.reverse());
        prop_assert_eq!(one.frontier, other.frontier);
    }
}

fn renumber(formula: &mut Formula, issues: usize) {
    match formula {
        Formula::Is { issue, .. } => *issue = issues - 1 - *issue,
        Formula::Not(inner) => renumber(inner, issues),
        Formula::And(parts) | Formula::Or(parts) => {
            parts.iter_mut().for_each(|part| renumber(part, issues));
        }
        _ => {}
    }
}

#[test]
fn the_control_is_obeyed() {
    let size = 10;
    let side = |issue: usize, from: usize| {
        let mut set = ChoiceSet::with_capacity(size);
        set.insert_range(from..from + 3);
        Formula::is(issue, set)
    };
    let tracked: Vec<_> = (0..60)
        .map(|at| {
            Formula::and([
                side(at % 8, at % 7),
                side((at * 3 + 1) % 8, at * 5 % 7),
                side((at + 4) % 8, at / 9),
            ])
        })
        .collect();
    let coordinate = |shift: usize| Coordinate {
        table: vec![vec![0; size]; 8],
        bonus: (0..60)
            .map(|at| if (at + shift).is_multiple_of(2) { 5 + at as i64 % 11 } else { 0 })
            .collect(),
        denominator: 1,
        ordinal: false,
    };
    let valuation = Valuation { coordinates: vec![coordinate(0), coordinate(1)] };
    let count = AtomicU64::new(0);
    let stop = || count.fetch_add(1, Ordering::Relaxed) > 30;
    let stopped = frontier(&[size; 8], &valuation, &tracked, &[], &Request::default(), &Control::new(&stop))
        .expect("fits");
    assert!(!matches!(stopped.frontier.status, Status::Exact));
    assert!(stopped.frontier.labels < 40);
    let exact = frontier(&[size; 8], &valuation, &tracked, &[], &Request::default(), &Control::unlimited())
        .expect("fits");
    assert_eq!(exact.frontier.status, Status::Exact);
}
