//! The guarantee of covers, against the exact frontier.

use detente_settle::frontier::{Request, Status, frontier};
use detente_space::control::Control;
use proptest::prelude::*;
use rand::RngExt;

use crate::diagrams::{
    Shape, dominates, meets, outcomes, product, random, random_diagram, random_floors, random_valuation,
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8000))]

    #[test]
    fn every_frontier_vector_is_within_epsilon_of_a_point(
        dimension in 1_usize..=5,
        issues in 2_usize..=6,
        nodes in 1_usize..=3,
        terminals in 1_usize..=3,
        spread in prop_oneof![Just(3_i64), Just(1_000)],
        max_labels in 1_usize..60,
        max_points in 1_usize..30,
        with_floors in 0_u8..3,
        seed in any::<u64>(),
    ) {
        let shape = Shape { dimension, issues, nodes, terminals, spread };
        let mut rng = random(seed);
        let diagram = random_diagram(shape, &mut rng);
        let valuation = random_valuation(shape, &mut rng);
        let all = outcomes(&diagram, &valuation);
        let floors = match with_floors {
            0 => Vec::new(),
            1 => random_floors(shape, &mut rng),
            // Floors that some package just meets, so that a label that stands for another may miss them.
            _ => {
                let tight = &all[rng.random_range(0..all.len())].vector;
                vec![tight.iter().map(|&value| rng.random_bool(0.7).then_some(value)).collect(); terminals]
            }
        };
        let exact_request = Request { floors, ..Request::default() };
        let exact = frontier(&diagram, &valuation, &exact_request, &Control::unlimited());
        let request = Request { max_labels, max_points, ..exact_request };
        let answer = frontier(&diagram, &valuation, &request, &Control::unlimited());
        for point in &answer.points {
            prop_assert!(all.iter().any(|outcome| outcome.package == point.witness
                && outcome.vector == point.vector && meets(outcome, &request.floors)));
            prop_assert!(!answer.points.iter().any(|other| dominates(&other.vector, &point.vector)));
            let behind = all.iter().filter(|o| o.vector == point.vector && meets(o, &request.floors)).count();
            prop_assert!(point.packages <= behind.into() && point.packages >= 1_u32.into());
        }
        let vectors = |points: &[detente_settle::frontier::Point]| {
            points.iter().map(|point| point.vector.clone()).collect::<Vec<_>>()
        };
        match &answer.status {
            Status::Exact => prop_assert_eq!(vectors(&answer.points), vectors(&exact.points)),
            Status::Cover { epsilon } => for truth in &exact.points {
                prop_assert!(answer.points.iter().any(|point| {
                    (0..dimension).all(|p| point.vector[p] >= truth.vector[p] - epsilon[p])
                }), "{truth:?} {epsilon:?}");
            },
            Status::Stopped { upper } => {
                prop_assert!(answer.points.is_empty());
                for truth in &exact.points {
                    prop_assert!(truth.vector.iter().zip(upper).all(|(value, upper)| value <= upper));
                }
            }
        }
    }
}

#[test]
fn many_labels_end_in_a_close_cover() {
    let shape = Shape { dimension: 2, issues: 40, nodes: 1, terminals: 1, spread: 1_000_000 };
    let valuation = random_valuation(shape, &mut random(7));
    let diagram = product(&[4; 40]);
    let ask = |max_labels| {
        let request = Request { max_labels, ..Request::default() };
        frontier(&diagram, &valuation, &request, &Control::unlimited())
    };
    let exact = ask(1 << 25);
    let cover = ask(exact.points.len() / 2);
    let Status::Cover { epsilon } = cover.status else { panic!("{:?}", cover.status) };
    for (p, &epsilon) in epsilon.iter().enumerate() {
        let values = || exact.points.iter().map(|point| point.vector[p]);
        let range = values().max().unwrap() - values().min().unwrap();
        assert!(epsilon > 0 && epsilon < range / 25, "{epsilon} of {range}");
        // Best values survive thinning.
        assert_eq!(cover.points.iter().map(|point| point.vector[p]).max(), values().max());
    }
}
