//! Every query against brute force.

use std::collections::{BTreeMap, BTreeSet};

use detente_case::package::{Choice, Package};
use detente_space::diverse::{distance, diverse_among};
use detente_space::valuation::Coordinate;
use proptest::prelude::*;

use crate::builder::Builder;
use crate::compiled::{check_shape, exact};
use crate::generate::{Asked, asked};

/// Gains by issue and choice, and for tracked formulas.
fn gains() -> impl Strategy<Value = ([[i64; 4]; 6], [i64; 5])> {
    let row = [-3_i64..8, -3_i64..8, -3_i64..8, -3_i64..8];
    (
        [row.clone(), row.clone(), row.clone(), row.clone(), row.clone(), row],
        [-5_i64..6, -5_i64..6, -5_i64..6, -5_i64..6, -5_i64..6],
    )
}

fn coordinate((table, bonus): &([[i64; 4]; 6], [i64; 5])) -> Coordinate {
    Coordinate {
        table: table.iter().map(|row| row.to_vec()).collect(),
        bonus: bonus.to_vec(),
        denominator: 1,
        ordinal: false,
    }
}

fn value(asked: &Asked, coordinate: &Coordinate, package: &Package) -> i64 {
    let arising = (0..package.len()).filter(|&issue| asked.case.arises(issue, package));
    let own: i64 = arising.map(|issue| coordinate.table[issue][usize::from(package[issue])]).sum();
    let met = asked.tracked.iter().zip(&coordinate.bonus).filter(|(formula, _)| formula.holds(package));
    own + met.map(|(_, bonus)| bonus).sum::<i64>()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn enumeration_gives_each_package_once(asked in asked(0..7)) {
        let diagram = exact(&asked.case, &asked.request());
        let mut packages: Vec<Package> = diagram.packages().collect();
        packages.sort();
        prop_assert_eq!(packages, asked.packages());
    }

    #[test]
    fn survivors_are_the_choices_of_some_package(asked in asked(1..6)) {
        let survivors = exact(&asked.case, &asked.request()).survivors(&asked.case);
        let packages = asked.packages();
        for (issue, survival) in survivors.iter().enumerate() {
            let choices: BTreeSet<Choice> = packages.iter().map(|package| package[issue]).collect();
            let (arising, resting): (Vec<&Package>, Vec<&Package>) =
                packages.iter().partition(|package| asked.case.arises(issue, package));
            let arising: BTreeSet<usize> = arising.iter().map(|package| usize::from(package[issue])).collect();
            prop_assert_eq!(survival.choices.ones().collect::<Vec<_>>(), choices.iter().map(|&choice| usize::from(choice)).collect::<Vec<_>>());
            prop_assert_eq!(survival.arising.ones().collect::<BTreeSet<_>>(), arising);
            prop_assert_eq!(survival.may_not_arise, !resting.is_empty());
            prop_assert_eq!(survival.settled(), if choices.len() == 1 { choices.first().copied() } else { None });
        }
    }

    #[test]
    fn the_best_are_the_best(asked in asked(1..6), gains in gains(), count in 1_usize..40) {
        let diagram = exact(&asked.case, &asked.request());
        let coordinate = coordinate(&gains);
        let best = diagram.best(&coordinate, count);
        let mut expected: Vec<i64> =
            asked.packages().iter().map(|package| value(&asked, &coordinate, package)).collect();
        expected.sort_unstable_by(|left, right| right.cmp(left));
        if let (Some(most), Some(least)) = (expected.first(), expected.last()) {
            let bounds = diagram.completion_bounds(&coordinate);
            prop_assert_eq!((&bounds.most[0][0], &bounds.least[0][0]), (most, least));
        }
        expected.truncate(count);
        prop_assert_eq!(best.iter().map(|best| best.value).collect::<Vec<_>>(), expected);
        let distinct: BTreeSet<&Package> = best.iter().map(|best| &best.package).collect();
        prop_assert_eq!(distinct.len(), best.len());
        for best in &best {
            prop_assert!(diagram.contains(&best.package));
            prop_assert_eq!(best.value, value(&asked, &coordinate, &best.package));
        }
    }

    #[test]
    fn each_diverse_package_is_the_farthest(asked in asked(1..7), given in 0_usize..3) {
        let diagram = exact(&asked.case, &asked.request());
        let packages = asked.packages();
        let mut near: Vec<Package> = packages.iter().step_by(packages.len() / 3 + 1).take(given).cloned().collect();
        let start = near.clone();
        let diverse = diagram.diverse(&start, 4);
        prop_assert!(diverse.proved);
        let column = |issue: usize| packages.iter().map(|package| package[issue]).collect();
        let columns: Vec<Vec<Choice>> = (0..asked.case.issues.len()).map(column).collect();
        let among = diverse_among(&columns, packages.len(), |one, other| one.cmp(&other), &start, 4);
        let among: Vec<Package> = among.into_iter().map(|at| packages[at].clone()).collect();
        let nearest = |package: &Package, near: &[Package]| near.iter().map(|each| distance(each, package)).min();
        for chosen in [&diverse.packages, &among] {
            near.clone_from(&start);
            for package in chosen {
                prop_assert!(packages.contains(package));
                let most = packages.iter().filter_map(|other| nearest(other, &near)).max();
                if most.is_some() {
                    prop_assert_eq!(nearest(package, &near), most);
                }
                near.push(package.clone());
            }
            let more = packages.iter().any(|other| nearest(other, &near) != Some(0));
            prop_assert!(chosen.len() == 4 || !more, "stopped early");
        }
    }

    #[test]
    fn restriction_keeps_what_passes(asked in asked(1..6), issue in 0_usize..6, bits in any::<u8>()) {
        let diagram = exact(&asked.case, &asked.request());
        let issue = issue % asked.case.issues.len();
        let passes = |choice: Choice| bits >> choice & 1 == 1;
        let restricted = diagram.restrict(
            |at, arc, _| at != issue || passes(arc.choice),
            |terminal| terminal.holds.first().copied().unwrap_or(true),
        );
        check_shape(&restricted, asked.case.issues.len());
        let mut packages: Vec<Package> = restricted.packages().collect();
        packages.sort();
        let mut expected = asked.packages();
        expected.retain(|package| {
            passes(package[issue]) && asked.split.first().is_none_or(|formula| formula.holds(package))
        });
        prop_assert_eq!(packages, expected);
    }

    #[test]
    fn samples_are_packages_and_repeat(asked in asked(0..6), seed in any::<u64>()) {
        let diagram = exact(&asked.case, &asked.request());
        let drawn: Vec<Package> = diagram.sampler(seed).take(20).collect();
        prop_assert_eq!(drawn.len(), if diagram.is_empty() { 0 } else { 20 });
        prop_assert!(drawn.iter().all(|package| diagram.contains(package)));
        prop_assert_eq!(drawn, diagram.sampler(seed).take(20).collect::<Vec<_>>());
    }
}

#[test]
fn sampling_is_uniform() {
    let mut builder = Builder::new();
    let issues: Vec<usize> = (0..4).map(|_| builder.one_of(3)).collect();
    let tied = builder.chooses(issues[0], 0).implies(builder.chooses(issues[2], 1));
    let barred = builder.chooses(issues[1], 2).implies(builder.chooses(issues[3], 0).not());
    builder.rule(tied);
    builder.rule(barred);
    let diagram = exact(&builder.case, &Default::default());
    let mut drawn: BTreeMap<Package, u32> = diagram.packages().map(|package| (package, 0)).collect();
    let packages = drawn.len();
    let draws = 1_000 * packages;
    for package in diagram.sampler(7).take(draws) {
        *drawn.get_mut(&package).expect("a package") += 1;
    }
    // Expected 1,000 of each; chi-square in units of 1/1000 with one degree of freedom fewer than packages.
    let chi_square: u64 = drawn.values().map(|&count| u64::from(count.abs_diff(1_000)).pow(2)).sum();
    assert_eq!(packages, 56);
    // The 99.9th percentile of chi-square with 55 degrees of freedom is 93.2.
    assert!(chi_square < 93_200, "{chi_square}");
}
