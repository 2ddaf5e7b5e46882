//! Small spaces worked out by hand, and large ones with known counts.

use detente_case::formula::{Formula, Linear, LinearTerm};
use detente_case::package::Package;
use detente_space::compile::Request;
use detente_space::diagram::Diagram;
use num_bigint::BigUint;

use crate::builder::Builder;
use crate::compiled::exact;

/// The issue on whose arcs a tracked formula is reported, if on those of one issue alone.
fn reported_on(diagram: &Diagram, tracked: u32) -> Vec<usize> {
    let reports = |effect: u32| diagram.effects[effect as usize].met.contains(&tracked);
    let layers = diagram.layers.iter().filter(|layer| layer.arcs.iter().any(|arc| reports(arc.effect)));
    layers.map(|layer| layer.issue).collect()
}

#[test]
fn no_issue_is_one_package() {
    let case = Builder::new().case;
    assert_eq!(exact(&case, &Request::default()).packages().collect::<Vec<_>>(), [Package::new()]);
    let never = Request { hard: &[Formula::False], ..Request::default() };
    assert!(exact(&case, &never).is_empty());
    assert_eq!(exact(&case, &never).count(), BigUint::ZERO);
}

#[test]
fn truth_is_reported_as_early_as_it_is_known() {
    let mut builder = Builder::new();
    let (one, two) = (builder.one_of(3), builder.one_of(3));
    let single = builder.chooses(two, 1);
    let both = Formula::and([builder.chooses(one, 0), builder.chooses(two, 0)]);
    let tracked = [Formula::True, single, both, Formula::False];
    let diagram = exact(&builder.case, &Request { tracked: &tracked, ..Request::default() });
    assert_eq!(reported_on(&diagram, 0), [diagram.layers[0].issue]);
    assert!(diagram.layers[0].arcs.iter().all(|arc| diagram.effects[arc.effect as usize].met.contains(&0)));
    assert_eq!(reported_on(&diagram, 1), [two]);
    assert_eq!(reported_on(&diagram, 2), [diagram.layers[1].issue]);
    assert_eq!(reported_on(&diagram, 3), [0; 0]);
}

#[test]
fn issues_follow_what_they_depend_on() {
    let mut builder = Builder::new();
    let issues: Vec<usize> = (0..12).map(|_| builder.one_of(3)).collect();
    // Each arises when the next one sits at its first choice: the last comes first.
    for pair in issues.windows(2) {
        let when = builder.chooses(pair[1], 0);
        builder.case.issues[pair[0]].when = Some(builder.clause(when));
        builder.case.issues[pair[0]].no_deal = Some(2);
    }
    let diagram = exact(&builder.case, &Request::default());
    let order: Vec<usize> = diagram.layers.iter().map(|layer| layer.issue).collect();
    assert_eq!(order, issues.iter().rev().copied().collect::<Vec<_>>());
    // An issue more adds two packages: those in which it arises and is not at its no-deal choice.
    assert_eq!(diagram.count(), BigUint::from(3_u8 + 2 * 11));
}

#[test]
fn sums_stay_narrow() {
    let mut builder = Builder::new();
    let issues: Vec<usize> = (0..20).map(|_| builder.one_of(10)).collect();
    let numbers: Vec<Option<i64>> = (0..10).map(Some).collect();
    let terms = issues.iter().map(|&issue| LinearTerm { issue, numbers: numbers.clone() }).collect();
    builder.rule(Formula::Linear(Linear { terms, bound: 89 }));
    let diagram = exact(&builder.case, &Request::default());
    // Sums at most 89 mirror sums of at least 91; 90 is the middle: half of the rest.
    let mut ways = vec![BigUint::from(1_u8)];
    for _ in 0..20 {
        ways = (0..ways.len() + 9)
            .map(|sum| (0..10).filter_map(|number| ways.get(usize::checked_sub(sum, number)?)).sum())
            .collect();
    }
    assert_eq!(diagram.count(), ways[..90].iter().sum());
    assert!(diagram.layers.iter().all(|layer| layer.nodes() <= 91));
}

#[test]
fn ten_thousand_issues_are_counted() {
    let mut builder = Builder::new();
    let issues: Vec<usize> = (0..10_000).map(|_| builder.one_of(4)).collect();
    for start in (0..300).map(|rule| rule * 30) {
        let premise =
            Formula::and([builder.chooses(issues[start], 1), builder.chooses(issues[start + 7], 2)]);
        let rule = premise.implies(builder.chooses(issues[start + 3], 0));
        builder.rule(rule);
    }
    let diagram = exact(&builder.case, &Request::default());
    // Each rule excludes 3 of the 64 combinations on its three issues.
    let expected = BigUint::from(61_u8).pow(300) * BigUint::from(4_u8).pow(10_000 - 900);
    assert_eq!(diagram.count(), expected);
    assert_eq!(diagram.sampler(1).take(2).filter(|package| diagram.contains(package)).count(), 2);
    let diverse = diagram.diverse(&[], 2);
    assert_eq!(diverse.packages.len(), 2);
}
