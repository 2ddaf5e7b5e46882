//! The frontier against enumeration.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};

use detente_case::package::Package;
use detente_settle::frontier::{Frontier, Request, Status, frontier};
use detente_space::control::Control;
use detente_space::diagram::Diagram;
use detente_space::valuation::{Coordinate, Valuation};
use num_bigint::BigUint;
use proptest::prelude::*;
use rand::RngExt;

use crate::diagrams::{
    Outcome, Shape, dominates, meets, outcomes, product, random, random_diagram, random_floors,
    random_valuation,
};

type Expected = BTreeMap<Vec<i64>, (u32, u128, Package)>;

/// Undominated vectors of the packages that meet the floors, with their number and the one of least tie sum.
fn by_definition(all: &[Outcome], request: &Request) -> Expected {
    let met: Vec<&Outcome> = all.iter().filter(|outcome| meets(outcome, &request.floors)).collect();
    let mut expected = Expected::new();
    for outcome in &met {
        if met.iter().any(|other| dominates(&other.vector, &outcome.vector)) {
            continue;
        }
        let keys = outcome.package.iter().enumerate();
        let sum = keys.map(|(issue, &choice)| u128::from(request.tie_keys[issue][usize::from(choice)])).sum();
        let entry = expected.entry(outcome.vector.clone()).or_insert((0, u128::MAX, Vec::new()));
        entry.0 += 1;
        if sum < entry.1 {
            (entry.1, entry.2) = (sum, outcome.package.clone());
        }
    }
    expected
}

fn as_map(frontier: &Frontier) -> BTreeMap<Vec<i64>, (BigUint, Package)> {
    let points = frontier.points.iter();
    points.map(|point| (point.vector.clone(), (point.packages.clone(), point.witness.clone()))).collect()
}

fn keys(issues: usize, rng: &mut impl rand::Rng) -> Vec<Vec<u64>> {
    (0..issues).map(|_| (0..4).map(|_| rng.random()).collect()).collect()
}

fn shapes() -> impl Strategy<Value = (Shape, u64)> {
    let spread = prop_oneof![Just(0_i64), Just(1), Just(3), Just(1_000_000_000)];
    (0_usize..=7, 1_usize..=6, 1_usize..=4, 1_usize..=12, spread, any::<u64>()).prop_map(
        |(dimension, issues, nodes, terminals, spread, seed)| {
            (Shape { dimension, issues, nodes, terminals, spread }, seed)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn equals_enumeration((shape, seed) in shapes(), with_floors in any::<bool>()) {
        let mut rng = random(seed);
        let diagram = random_diagram(shape, &mut rng);
        let valuation = random_valuation(shape, &mut rng);
        let floors = if with_floors { random_floors(shape, &mut rng) } else { Vec::new() };
        let request = Request { floors, tie_keys: keys(shape.issues, &mut rng), ..Request::default() };
        let answer = frontier(&diagram, &valuation, &request, &Control::unlimited());
        let all = outcomes(&diagram, &valuation);
        prop_assert_eq!(&answer.status, &Status::Exact);
        prop_assert!(answer.points.is_sorted_by(|a, b| a.vector > b.vector));
        let expected: BTreeMap<_, _> = by_definition(&all, &request)
            .into_iter()
            .map(|(vector, (packages, _, witness))| (vector, (BigUint::from(packages), witness)))
            .collect();
        prop_assert_eq!(as_map(&answer), expected);
    }

    #[test]
    fn stopping_returns_real_packages_and_a_bound((shape, seed) in shapes(), patience in 0_u32..12) {
        let mut rng = random(seed);
        let diagram = random_diagram(shape, &mut rng);
        let valuation = random_valuation(shape, &mut rng);
        let floors = random_floors(shape, &mut rng);
        let request = Request { floors, tie_keys: keys(shape.issues, &mut rng), ..Request::default() };
        let asked = AtomicU32::new(0);
        let stop = || asked.fetch_add(1, Ordering::Relaxed) >= patience;
        let answer = frontier(&diagram, &valuation, &request, &Control::new(&stop));
        let all = outcomes(&diagram, &valuation);
        let expected = by_definition(&all, &request);
        match &answer.status {
            Status::Stopped { upper } => {
                for vector in expected.keys() {
                    prop_assert!(vector.iter().zip(upper).all(|(value, upper)| value <= upper));
                }
                for point in &answer.points {
                    prop_assert!(all.iter().any(|outcome| outcome.package == point.witness
                        && outcome.vector == point.vector && meets(outcome, &request.floors)));
                    prop_assert!(!answer.points.iter().any(|other| dominates(&other.vector, &point.vector)));
                }
            }
            _ => prop_assert_eq!(as_map(&answer).into_keys().collect::<Vec<_>>(), expected.into_keys().collect::<Vec<_>>()),
        }
    }

    #[test]
    fn order_of_coordinates_issues_and_options_does_not_matter((shape, seed) in shapes()) {
        let mut rng = random(seed);
        let options: Vec<usize> = (0..shape.issues).map(|_| rng.random_range(1..=4)).collect();
        let valuation = random_valuation(shape, &mut rng);
        let request = Request { tie_keys: keys(shape.issues, &mut rng), ..Request::default() };
        let answer = frontier(&product(&options), &valuation, &request, &Control::unlimited());

        let coordinates = shuffled(shape.dimension, &mut rng);
        let issues = shuffled(shape.issues, &mut rng);
        let choices: Vec<Vec<usize>> = options.iter().map(|&options| shuffled(options, &mut rng)).collect();
        let permuted = Valuation {
            coordinates: coordinates.iter().map(|&p| {
                let own = &valuation.coordinates[p];
                let table = issues.iter().map(|&i| choices[i].iter().map(|&o| own.table[i][o]).collect()).collect();
                Coordinate { table, ..own.clone() }
            }).collect(),
        };
        let tie_keys = issues.iter().map(|&i| choices[i].iter().map(|&o| request.tie_keys[i][o]).collect()).collect();
        let options: Vec<usize> = issues.iter().map(|&i| options[i]).collect();
        let other = frontier(&product(&options), &permuted, &Request { tie_keys, ..Request::default() }, &Control::unlimited());
        let back: BTreeMap<Vec<i64>, (BigUint, Package)> = other.points.iter().map(|point| {
            let mut vector = vec![0; shape.dimension];
            for (value, &p) in point.vector.iter().zip(&coordinates) {
                vector[p] = *value;
            }
            let mut witness = vec![0; shape.issues];
            for (&choice, &i) in point.witness.iter().zip(&issues) {
                witness[i] = choices[i][usize::from(choice)] as u16;
            }
            (vector, (point.packages.clone(), witness))
        }).collect();
        prop_assert_eq!(as_map(&answer), back);
    }
}

fn shuffled(length: usize, rng: &mut impl rand::Rng) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    for position in (1..length).rev() {
        order.swap(position, rng.random_range(0..=position));
    }
    order
}

/// Two coordinates over a product of issues.
fn plain(tables: [Vec<Vec<i64>>; 2]) -> Valuation {
    let coordinate = |table| Coordinate { table, bonus: Vec::new(), denominator: 1, ordinal: false };
    Valuation { coordinates: tables.into_iter().map(coordinate).collect() }
}

#[test]
fn counts_outgrow_machine_integers() {
    // 200 issues of 5 options that nobody values, and one on which the two disagree.
    let mut table = vec![vec![0; 5]; 200];
    table.push(vec![0, 1, 2, 3, 4]);
    let mut other = table.clone();
    other[200].reverse();
    let answer =
        frontier(&product(&[5; 201]), &plain([table, other]), &Request::default(), &Control::unlimited());
    assert_eq!(answer.points.len(), 5);
    for point in &answer.points {
        assert_eq!(point.packages, BigUint::from(5_u32).pow(200));
    }
}

#[test]
fn counts_add_up_across_paths_beyond_machine_integers() {
    // A vector is reached on C(n, k) paths; both coordinates count the same options, against each other.
    let issues = 300;
    let answer = frontier(
        &product(&[2; 300]),
        &plain([vec![vec![0, 1]; issues], vec![vec![0, -1]; issues]]),
        &Request::default(),
        &Control::unlimited(),
    );
    let mut binomial = BigUint::from(1_u32);
    for (k, point) in answer.points.iter().rev().enumerate() {
        assert_eq!(point.vector, [k as i64, -(k as i64)]);
        assert_eq!(point.packages, binomial);
        binomial = binomial * (issues - k) / (k + 1);
    }
    assert_eq!(answer.points.len(), issues + 1);
}

#[test]
fn issues_of_many_options_are_merged_in_batches() {
    // What one gains the other loses: every sum stays, and has as many packages as ways to make it.
    for dimension in [2, 3] {
        let options = [2500_usize, 2500, 2];
        let table: Vec<Vec<i64>> = options.iter().map(|&number| (0..number as i64).collect()).collect();
        let opposed = table.iter().map(|row| row.iter().map(|value| -value).collect()).collect();
        let mut valuation = plain([table, opposed]);
        valuation.coordinates.resize(dimension, valuation.coordinates[1].clone());
        let answer = frontier(&product(&options), &valuation, &Request::default(), &Control::unlimited());
        let mut ways = vec![0_u32; 5000];
        for first in 0..2500 {
            for second in 0..2500 {
                ways[first + second] += 1;
                ways[first + second + 1] += 1;
            }
        }
        assert_eq!(answer.points.len(), 5000);
        for (point, (sum, ways)) in answer.points.iter().rev().zip((0..).zip(ways)) {
            assert_eq!((point.vector[0], point.packages.clone()), (sum, BigUint::from(ways)));
            assert_eq!(point.witness.iter().map(|&choice| i64::from(choice)).sum::<i64>(), sum);
        }
    }
}

#[test]
fn nothing_in_an_empty_diagram() {
    let answer =
        frontier(&Diagram::default(), &plain([vec![], vec![]]), &Request::default(), &Control::unlimited());
    assert_eq!((answer.points.len(), answer.status), (0, Status::Exact));
}

#[test]
fn a_floor_may_hold_at_one_terminal_only() {
    // Option 0 is worth more to the first and asks for the second's consent; option 1 does not.
    let mut diagram = product(&[2]);
    diagram.terminals.push(detente_space::diagram::Terminal { holds: vec![true] });
    diagram.layers[0].arcs[1].child = 1;
    let valuation = plain([vec![vec![10, 5]], vec![vec![3, 2]]]);
    let ask = |floors| {
        let request = Request { floors, ..Request::default() };
        let answer = frontier(&diagram, &valuation, &request, &Control::unlimited());
        answer.points.into_iter().map(|point| point.vector).collect::<Vec<_>>()
    };
    assert_eq!(ask(vec![]), [[10, 3]]);
    assert_eq!(ask(vec![vec![None, Some(4)]]), [[5, 2]]);
    assert_eq!(ask(vec![vec![None, Some(4)], vec![Some(6), None]]), Vec::<Vec<i64>>::new());
    assert_eq!(ask(vec![vec![Some(i64::MAX), None], vec![Some(i64::MIN)]]), [[5, 2]]);
}
