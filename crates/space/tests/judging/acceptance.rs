//! Counts of what is accepted against looking at every package.

use std::cmp::Reverse;

use detente_case::formula::Formula;
use detente_case::model::{Case, Consent, Issue, Rule, RuleKind};
use detente_case::package::Package;
use detente_case::preference::{Form, Levels, Preference, Priority, Range, Reservation, Weights};
use detente_space::acceptance::{Count, Effort, Tallies, each_package, profiles, tally};
use detente_space::compile::{Limits, Request, compile};
use detente_space::control::Control;
use detente_space::diagram::Diagram;
use detente_space::points::point_valuation;
use detente_space::worth::{Acceptance, Judge};
use num_bigint::BigUint;
use proptest::prelude::*;

use crate::vague::*;

fn judges(case: &Case) -> Vec<Judge<'_>> {
    (0..case.parties.len()).map(|party| Judge::new(case, party).expect("small numbers")).collect()
}

fn diagram(case: &Case, hard: &[Formula], tracked: &[Formula]) -> Diagram {
    let request = Request { hard, tracked, split: &[] };
    compile(case, &request, &Limits::default(), &Control::unlimited()).expect("small")
}

/// No red line of any party is crossed.
fn respected(case: &Case) -> Vec<Formula> {
    let where_asked = |party: usize, respected: Formula| match &case.parties[party].consents {
        Consent::Always => respected,
        Consent::When(clause) => clause.formula.clone().implies(respected),
        Consent::Never => Formula::True,
    };
    let lines = case.preferences.iter().enumerate().flat_map(|(party, preference)| {
        preference.red_lines.iter().map(move |line| (party, line.refuse.formula.clone().not()))
    });
    lines.map(|(party, respected)| where_asked(party, respected)).collect()
}

fn tracked(case: &Case) -> Vec<Formula> {
    let parties: Vec<_> = (0..case.parties.len()).collect();
    point_valuation(case, &parties).expect("small numbers").tracked
}

fn big(count: usize) -> BigUint {
    BigUint::from(count)
}

/// The counts by definition.
struct Naive {
    packages: usize,
    parties: Vec<[usize; 2]>,
    all: [usize; 2],
    unknown: usize,
}

fn naive(case: &Case) -> Naive {
    let (judges, hard) = (judges(case), respected(case));
    let mut found = Naive { packages: 0, parties: vec![[0; 2]; judges.len()], all: [0; 2], unknown: 0 };
    for package in packages(case) {
        if !case.is_allowed(&package) || hard.iter().any(|line| !line.holds(&package)) {
            continue;
        }
        found.packages += 1;
        let said: Vec<_> = judges.iter().map(|judge| judge.threshold(&package)).collect();
        for (counts, accepts) in found.parties.iter_mut().zip(&said) {
            counts[0] += usize::from(*accepts == Acceptance::Surely);
            counts[1] += usize::from(*accepts != Acceptance::Never);
        }
        let asked = || said.iter().enumerate().filter(|(party, _)| case.is_asked(*party, &package));
        if case.no_agreement().as_ref() == Some(&package) {
            continue;
        }
        found.all[0] += usize::from(asked().all(|(_, accepts)| *accepts == Acceptance::Surely));
        let nobody_refuses = asked().all(|(_, accepts)| *accepts != Acceptance::Never);
        found.all[1] += usize::from(nobody_refuses);
        found.unknown +=
            usize::from(nobody_refuses && asked().any(|(_, accepts)| *accepts == Acceptance::Unknown));
    }
    found
}

/// Two to four parties, the last perhaps without values; rules, red lines,
/// parties asked on condition or not at all.
fn any_dispute() -> BoxedStrategy<Case> {
    any_case(4, 2..=3)
        .prop_flat_map(|case| {
            let counts: Vec<_> = case.issues.iter().map(Issue::choices).collect();
            let atom = || any_atom(counts.clone());
            let parties = case.parties.len();
            let consents = prop::collection::vec((0..6_u8, atom()), parties);
            let lines = prop::collection::vec(prop::collection::vec((atom(), atom()), 0..3), parties);
            let rules = prop::collection::vec((atom(), atom()), 0..2);
            let last = prop::option::of((prop::collection::vec(atom(), 0..4), any::<bool>()));
            (Just(case), consents, lines, rules, last)
        })
        .prop_map(|(mut case, consents, lines, rules, last)| {
            for (party, (kind, atom)) in case.parties.iter_mut().zip(consents) {
                party.consents = match kind {
                    0 => Consent::Never,
                    1 | 2 => Consent::When(clause(atom)),
                    _ => Consent::Always,
                };
            }
            for (preference, lines) in case.preferences.iter_mut().zip(lines) {
                preference.red_lines =
                    lines.into_iter().map(|(a, b)| red_line(Formula::and([a, b]))).collect();
            }
            case.rules = rules.into_iter().map(|(a, b)| rule(a.implies(b))).collect();
            if let (Some((wants, known)), Some(preference)) = (last, case.preferences.last_mut()) {
                let statements =
                    wants.into_iter().map(|atom| Priority { clause: clause(atom), strong: false });
                preference.form = if known { Form::Priorities(statements.collect()) } else { Form::Unknown };
                preference.adjustments.clear();
            }
            case
        })
        .boxed()
}

fn rule(require: Formula) -> Rule {
    Rule {
        id: String::new(),
        span: span(),
        kind: RuleKind::Logic,
        according_to: Vec::new(),
        require: clause(require),
        ground: detente_case::evidence::Ground::default(),
    }
}

fn exact(found: &Tallies, expected: &Naive) -> Result<(), TestCaseError> {
    prop_assert_eq!(&found.packages, &big(expected.packages));
    for (found, [at_least, at_most]) in found.parties.iter().zip(&expected.parties) {
        prop_assert_eq!(&found.at_least, &Count::Exact(big(*at_least)));
        prop_assert_eq!(&found.at_most, &Count::Exact(big(*at_most)));
    }
    prop_assert_eq!(&found.all.at_least, &Count::Exact(big(expected.all[0])));
    prop_assert_eq!(&found.all.at_most, &Count::Exact(big(expected.all[1])));
    prop_assert_eq!(&found.unknown_to_some, &Count::Exact(big(expected.unknown)));
    Ok(())
}

fn brackets(count: &Count, expected: usize) -> bool {
    *count.low() <= big(expected) && big(expected) <= *count.high()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn judging_every_package_counts_them(case in any_dispute()) {
        let judges = judges(&case);
        let diagram = diagram(&case, &respected(&case), &[]);
        let found = tally(&case, &judges, &diagram, &[], &Effort::default(), &Control::unlimited());
        exact(&found.expect("not stopped"), &naive(&case))?;
    }

    #[test]
    fn a_walk_shows_every_package_with_what_is_said_of_it(case in any_dispute()) {
        let judges = judges(&case);
        let tie: Vec<Vec<i64>> = (case.issues.iter().enumerate())
            .map(|(at, issue)| (0..issue.choices()).map(|choice| 7 * at as i64 - 3 * choice as i64).collect())
            .collect();
        let diagram = diagram(&case, &[], &[]);
        let expected: Vec<_> = diagram
            .packages()
            .map(|package| {
                let key = package.iter().zip(&tie).map(|(&choice, row)| i128::from(row[usize::from(choice)])).sum();
                let accepts = judges.iter().map(|judge| judge.threshold(&package)).collect();
                (package, key, accepts)
            })
            .collect();
        let mut found: Vec<(Package, i128, Vec<Acceptance>)> = Vec::new();
        let walked = each_package(&judges, &diagram, &tie, &Control::unlimited(), |package, key, accepts, changed| {
            assert_eq!(changed, found.last().is_none_or(|(_, _, before)| before != accepts));
            found.push((package.to_vec(), key, accepts.to_vec()));
        });
        prop_assert_eq!(walked, Ok(()));
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn profiles_group_every_allowed_package(case in any_dispute(), ties in prop::collection::vec(0..3_i64, 12)) {
        let judges = judges(&case);
        let tie: Vec<Vec<i64>> = (case.issues.iter().enumerate())
            .map(|(at, issue)| (0..issue.choices()).map(|choice| ties[(3 * at + choice) % ties.len()]).collect())
            .collect();
        let diagram = diagram(&case, &[], &[]);
        let found = profiles(&case, &judges, &diagram, &tie, &Control::unlimited()).expect("not stopped");
        exact(&found.tallies(), &naive(&case))?;
        let says = |package: &Package| {
            let crossed: Vec<_> = found.red_lines.iter().enumerate()
                .filter(|(_, (party, line))| {
                    case.preferences[*party].red_lines[*line].refuse.formula.holds(package)
                })
                .map(|(bit, _)| bit)
                .collect();
            let accepts: Vec<_> = judges.iter().map(|judge| judge.threshold(package)).collect();
            let asked: Vec<_> = (0..judges.len()).filter(|party| case.is_asked(*party, package)).collect();
            (case.no_agreement().as_ref() == Some(package), crossed, accepts, asked)
        };
        let key = |package: &Package| {
            let tie: i64 = package.iter().zip(&tie).map(|(&choice, row)| row[usize::from(choice)]).sum();
            (tie, package.clone())
        };
        let allowed: Vec<_> = packages(&case).into_iter().filter(|package| case.is_allowed(package)).collect();
        let mut grouped = 0;
        for profile in &found.profiles {
            let group = || allowed.iter().filter(|package| says(package) == says(&profile.example));
            let said = (
                profile.no_agreement,
                profile.crossed.ones().collect(),
                profile.accepts.clone(),
                profile.asked.ones().collect(),
            );
            prop_assert_eq!(says(&profile.example), said);
            prop_assert_eq!(profile.count, group().count() as u64);
            prop_assert_eq!(group().min_by_key(|package| key(package)), Some(&profile.example));
            grouped += group().count();
        }
        prop_assert_eq!(grouped, allowed.len(), "each package in one profile");
    }

    #[test]
    fn partial_sums_count_what_one_party_accepts(case in any_dispute(), cells in 1..40_usize) {
        let expected = naive(&case);
        prop_assume!(expected.packages > 0);
        let judges = judges(&case);
        let tracked = tracked(&case);
        let diagram = diagram(&case, &respected(&case), &tracked);
        let labels = Effort { most_packages: 0, draws: 0, ..Effort::default() };
        let buckets = Effort { most_labels: 0, cells, ..labels };
        for (effort, is_exact) in [(labels, true), (buckets, false)] {
            let found = tally(&case, &judges, &diagram, &tracked, &effort, &Control::unlimited()).expect("not stopped");
            for (party, (found, [at_least, at_most])) in found.parties.iter().zip(&expected.parties).enumerate() {
                prop_assert!(brackets(&found.at_least, *at_least) && brackets(&found.at_most, *at_most), "{found:?}");
                if is_exact && is_a_sum(&case.preferences[party]) {
                    prop_assert_eq!(&found.at_least, &Count::Exact(big(*at_least)));
                    prop_assert_eq!(&found.at_most, &Count::Exact(big(*at_most)));
                }
            }
            prop_assert!(brackets(&found.all.at_least, expected.all[0]) && brackets(&found.all.at_most, expected.all[1]));
            prop_assert!(brackets(&found.unknown_to_some, expected.unknown));
        }
    }
}

/// Weights that are given by positive ranges, no cap, and vague weights only without adjustments.
fn is_a_sum(preference: &Preference) -> bool {
    let Form::Values(values) = &preference.form else { return false };
    let Weights::Ranges(ranges) = &values.weights else { return false };
    let additive = preference.adjustments.is_empty() || ranges.iter().all(Range::is_exact);
    values.cap.is_none()
        && additive
        && ranges.iter().all(|range| range.low > detente_case::decimal::Decimal::ZERO)
}

/// So many issues of so many options whose values follow a simple recurrence.
fn large(issues: usize, choices: usize, parties: usize, threshold: i32) -> Case {
    let mut state = 12_345_u64;
    let mut number = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        detente_case::decimal::Decimal::new(i64::try_from(state >> 40).expect("24 bits") * 6 % 100_000_000, 6)
    };
    let preferences = (0..parties)
        .map(|_| {
            let mut exactly = || Range { low: number(), ..exactly(0) };
            let mut point = || {
                let range = exactly();
                Range { high: range.low, ..range }
            };
            let weights = Weights::Ranges((0..issues).map(|_| point()).collect());
            let levels =
                (0..issues).map(|_| Levels::Ranges((0..choices).map(|_| point()).collect())).collect();
            preference(Form::Values(values(weights, levels)), Reservation::Value(range(threshold, threshold)))
        })
        .collect();
    case((0..issues).map(|at| issue(at, choices)).collect(), preferences)
}

#[test]
fn bounds_close_in_on_five_to_the_hundredth() {
    let case = large(100, 5, 1, 50);
    let diagram = diagram(&case, &[], &[]);
    let judges = judges(&case);
    let gap = |cells| {
        let effort = Effort { cells, draws: 0, most_labels: 1000, ..Effort::default() };
        let found =
            tally(&case, &judges, &diagram, &[], &effort, &Control::unlimited()).expect("not stopped");
        let Tallies { parties, packages, .. } = found;
        assert_eq!(packages, BigUint::from(5_u8).pow(100));
        assert_eq!(parties[0].at_least, parties[0].at_most, "every number is exact");
        let (low, high) = (parties[0].at_least.low().clone(), parties[0].at_least.high().clone());
        assert!(low < high && high < packages);
        (&high - &low) * 10_000_u32 / low
    };
    let (coarse, fine) = (gap(10_000), gap(100_000));
    assert!(Reverse(coarse.clone()) < Reverse(fine.clone()), "{coarse} {fine}");
    assert!(fine < BigUint::from(400_u32), "{fine} of 10,000");
}

#[test]
fn bounds_bracket_an_exact_count() {
    let case = large(12, 3, 1, 55);
    let diagram = diagram(&case, &[], &[]);
    let judges = judges(&case);
    let count = |effort: Effort| {
        let found = tally(&case, &judges, &diagram, &[], &effort, &Control::unlimited());
        found.expect("not stopped").parties[0].at_least.clone()
    };
    let beyond = Effort { most_packages: 0, draws: 0, ..Effort::default() };
    let judged = count(Effort::default());
    assert!(matches!(judged, Count::Exact(_)));
    assert_eq!(judged, count(beyond), "partial sums");
    for cells in [10, 1_000, 100_000] {
        let bounded = count(Effort { most_labels: 0, cells, ..beyond });
        assert!(bounded.low() <= judged.low() && judged.low() <= bounded.high(), "{bounded:?}");
        assert!(matches!(bounded, Count::Bounded { .. }));
    }
}

#[test]
fn intervals_hold_the_true_count_as_often_as_they_say() {
    let case = large(9, 3, 2, 52);
    let expected = naive(&case);
    let diagram = diagram(&case, &[], &[]);
    let judges = judges(&case);
    let holds = (0..400).filter(|&seed| {
        let effort = Effort { most_packages: 0, draws: 500, seed, ..Effort::default() };
        let found =
            tally(&case, &judges, &diagram, &[], &effort, &Control::unlimited()).expect("not stopped");
        assert!(matches!(found.all.at_least, Count::Sampled { draws: 500, .. }));
        brackets(&found.all.at_least, expected.all[0])
    });
    let share = holds.count();
    assert!((370..=395).contains(&share), "{share} of 400");
}

#[test]
fn counting_stops_on_request() {
    let case = large(9, 3, 1, 50);
    let (judges, diagram) = (judges(&case), diagram(&case, &[], &[]));
    let control = Control::new(&|| true);
    let beyond = Effort { most_packages: 0, ..Effort::default() };
    for effort in [Effort::default(), beyond] {
        assert!(tally(&case, &judges, &diagram, &[], &effort, &control).is_err());
    }
}

#[test]
fn a_party_that_accepts_nothing_leaves_nothing_for_all() {
    let mut case = large(9, 3, 2, 50);
    case.preferences[0].reservation = Reservation::Value(exactly(100));
    let (judges, diagram) = (judges(&case), diagram(&case, &[], &[]));
    let beyond = Effort { most_packages: 0, draws: 100, ..Effort::default() };
    let found = tally(&case, &judges, &diagram, &[], &beyond, &Control::unlimited()).expect("not stopped");
    assert_eq!(found.all.at_most, Count::Exact(BigUint::ZERO), "proved, not estimated");
}

#[test]
fn what_parties_refuse_bounds_what_all_accept() {
    let count = |thresholds: [i32; 2]| {
        let mut case = large(9, 3, 2, 0);
        for (preference, threshold) in case.preferences.iter_mut().zip(thresholds) {
            preference.reservation = Reservation::Value(exactly(threshold));
        }
        let (judges, diagram) = (judges(&case), diagram(&case, &[], &[]));
        let beyond = Effort { most_packages: 0, draws: 100, ..Effort::default() };
        let found =
            tally(&case, &judges, &diagram, &[], &beyond, &Control::unlimited()).expect("not stopped");
        (found.all.at_least, naive(&case).all[0])
    };
    let (nobody_refuses, expected) = count([0, 0]);
    assert_eq!(nobody_refuses, Count::Exact(big(expected)), "what there is");
    let (one_refuses, expected) = count([52, 0]);
    assert_eq!(one_refuses, Count::Exact(big(expected)), "what one accepts, all accept");
    let (both_refuse, expected) = count([35, 35]);
    assert!(brackets(&both_refuse, expected) && *both_refuse.low() > BigUint::ZERO, "{both_refuse:?}");
}
