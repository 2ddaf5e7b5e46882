//! Limits, cancellation, and diagrams that are bounds.

use detente_case::formula::Formula;
use detente_case::package::Package;
use detente_space::compile::{Limits, Request, Stopped, compile, compile_bounded};
use detente_space::control::Control;
use proptest::prelude::*;

use crate::builder::Builder;
use crate::compiled::{check_shape, exact};
use crate::generate::asked;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn bounded_diagrams_enclose_the_exact_one(asked in asked(1..7), max_nodes in 1_usize..40) {
        let limits = Limits { max_nodes, ..Limits::default() };
        let bounded = compile_bounded(&asked.case, &asked.request(), &limits, &Control::unlimited())
            .expect("arcs are few");
        let issues = asked.case.issues.len();
        check_shape(&bounded.relaxed, issues);
        check_shape(&bounded.restricted, issues);
        let width = (max_nodes / (issues + 1)).max(1);
        for layer in bounded.relaxed.layers.iter().chain(&bounded.restricted.layers) {
            prop_assert!(layer.nodes() <= width);
        }
        let packages = asked.packages();
        let diagram = exact(&asked.case, &asked.request());
        prop_assert!(packages.iter().all(|package| bounded.relaxed.contains(package)));
        for package in bounded.restricted.packages() {
            prop_assert!(packages.contains(&package));
            let (located, full) = (bounded.restricted.locate(&package), diagram.locate(&package));
            let (located, full) = (located.expect("a path"), full.expect("a path"));
            prop_assert_eq!(
                &bounded.restricted.terminals[located.terminal],
                &diagram.terminals[full.terminal]
            );
        }
        let (least, most) = bounded.count();
        prop_assert!(least <= diagram.count() && diagram.count() <= most);
        let relaxed: Vec<Package> = bounded.relaxed.packages().collect();
        prop_assert_eq!(most, relaxed.len().into());
    }

    #[test]
    fn enough_nodes_make_the_bounds_meet(asked in asked(1..6)) {
        let bounded =
            compile_bounded(&asked.case, &asked.request(), &Limits::default(), &Control::unlimited())
                .expect("within the limits");
        let (least, most) = bounded.count();
        prop_assert_eq!(&least, &most);
        prop_assert_eq!(bounded.restricted, exact(&asked.case, &asked.request()));
    }
}

/// Issues in pairs, and the formula that at least half of the pairs agree.
fn wide(pairs: usize) -> (Builder, Formula) {
    let mut builder = Builder::new();
    let issues: Vec<usize> = (0..2 * pairs).map(|_| builder.one_of(3)).collect();
    let equal =
        |pair: &[usize]| {
            Formula::or((0..3).map(|choice| {
                Formula::and([builder.chooses(pair[0], choice), builder.chooses(pair[1], choice)])
            }))
        };
    let many = Formula::at_least(pairs / 2, issues.chunks(2).map(equal).collect());
    (builder, many)
}

#[test]
fn the_node_limit_stops() {
    let (builder, many) = wide(6);
    let hard = [many];
    let request = Request { hard: &hard, ..Request::default() };
    let limits = Limits { max_nodes: 20, ..Limits::default() };
    let stopped = compile(&builder.case, &request, &limits, &Control::unlimited());
    assert!(matches!(stopped, Err(Stopped::Nodes { layer, layers: 12 }) if layer < 12), "{stopped:?}");
    let limits = Limits { max_arcs: 20, ..Limits::default() };
    let stopped = compile(&builder.case, &request, &limits, &Control::unlimited());
    assert!(matches!(stopped, Err(Stopped::Arcs { .. })), "{stopped:?}");
}

#[test]
fn the_control_stops() {
    let (builder, many) = wide(3);
    let hard = [many];
    let request = Request { hard: &hard, ..Request::default() };
    let stopped = compile(&builder.case, &request, &Limits::default(), &Control::new(&|| true));
    assert_eq!(stopped, Err(Stopped::Cancelled));
}
