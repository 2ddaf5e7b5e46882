//! The compiled space: what there is, what each party makes of it.

use detente_case::formula::Formula;
use detente_case::model::Case;
use detente_case::package::{Choice, Package};
use detente_space::acceptance::{Count, Effort, profiles, tally};
use detente_space::compile::{Limits, Request, compile};
use detente_space::control::Control;
use detente_space::diagram::{Arc, Diagram, Layer};
use detente_space::fraction::Fraction;
use detente_space::points::{PointRemark, point_valuation};
use detente_space::valuation::Coordinate;
use detente_space::worth::{self, Judge};
use detente_testkit::generate::{Size, drafts};
use detente_testkit::oracle::{Acceptance, Number, Oracle};
use num_bigint::{BigInt, BigUint};
use proptest::prelude::*;

use crate::support::cases;

fn compiled(case: &Case, request: &Request<'_>) -> Diagram {
    compile(case, request, &Limits::default(), &Control::unlimited()).expect("small enough")
}

fn acceptance(found: worth::Acceptance) -> Acceptance {
    match found {
        worth::Acceptance::Surely => Acceptance::Surely,
        worth::Acceptance::Possibly => Acceptance::Possibly,
        worth::Acceptance::Never => Acceptance::Never,
        worth::Acceptance::Unknown => Acceptance::Unknown,
    }
}

fn number(fraction: Fraction) -> Number {
    Number::new(BigInt::from(fraction.numerator()), BigInt::from(fraction.denominator()))
}

/// What a valuation gives a package, in points: from the diagram's arcs.
fn worth_of(diagram: &Diagram, coordinate: &Coordinate, package: &[Choice]) -> Number {
    let path = diagram.locate(package).expect("the package is in the diagram");
    let steps = diagram.layers.iter().zip(&path.arcs);
    let gain = |(layer, arc): (&Layer, &Arc)| {
        coordinate.gain(layer.issue, arc.choice, &diagram.effects[arc.effect as usize])
    };
    let units: i64 = steps.map(gain).sum();
    Number::new(BigInt::from(units), BigInt::from(coordinate.denominator))
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn the_diagram_holds_the_allowed_packages(draft in drafts(Size::EVERYTHING)) {
        let case = draft.case();
        let oracle = Oracle::new(&case);
        let diagram = compiled(&case, &Request::default());
        let allowed: Vec<_> = oracle.allowed().members().into_iter().map(|at| oracle.packages()[at].clone()).collect();
        let mut found: Vec<Package> = diagram.packages().collect();
        found.sort_unstable();
        prop_assert_eq!(&found, &allowed);
        prop_assert_eq!(diagram.count(), BigUint::from(allowed.len()));
        for (issue, (survival, choices)) in
            diagram.survivors(&case).iter().zip(oracle.survivors(&oracle.allowed())).enumerate()
        {
            prop_assert_eq!(survival.choices.ones().collect::<Vec<_>>(), choices.into_iter().map(usize::from).collect::<Vec<_>>());
            let arising = oracle.survivors(&oracle.allowed().and(&oracle.arises(issue)))[issue].clone();
            prop_assert_eq!(survival.arising.ones().collect::<Vec<_>>(), arising.into_iter().map(usize::from).collect::<Vec<_>>());
            prop_assert_eq!(survival.may_not_arise, !oracle.allowed().minus(&oracle.arises(issue)).is_empty());
        }
    }

    #[test]
    fn each_rule_alone_removes_what_it_removes(draft in drafts(Size::EVERYTHING)) {
        let case = draft.case();
        let oracle = Oracle::new(&case);
        for rule in 0..case.rules.len() {
            let mut others = case.clone();
            let removed = others.rules.remove(rule);
            let hard = [removed.require.formula.not()];
            let count = compiled(&others, &Request { hard: &hard, ..Request::default() }).count();
            prop_assert_eq!(count, BigUint::from(oracle.removed_alone(rule).count()));
        }
    }

    #[test]
    fn conditions_leave_what_they_leave(draft in drafts(Size { statements: 3, packages: 300, ..Size::EVERYTHING })) {
        let case = draft.case();
        let oracle = Oracle::new(&case);
        let clauses: Vec<_> = case.statements.iter().filter_map(|statement| statement.terms.as_ref()).collect();
        let hard: Vec<Formula> = clauses.iter().map(|clause| clause.formula.clone()).collect();
        let meet = clauses.iter().fold(oracle.allowed(), |set, clause| set.and(&oracle.meet(clause)));
        let diagram = compiled(&case, &Request { hard: &hard, ..Request::default() });
        prop_assert_eq!(diagram.count(), BigUint::from(meet.count()));
        let split = compiled(&case, &Request { split: &hard, ..Request::default() });
        prop_assert_eq!(split.count(), BigUint::from(oracle.allowed().count()));
        for &at in &oracle.allowed().members() {
            let terminal = split.locate(&oracle.packages()[at]).expect("allowed").terminal;
            let holds: Vec<_> = clauses.iter().map(|clause| oracle.meet(clause).has(at)).collect();
            prop_assert_eq!(&split.terminals[terminal].holds, &holds);
        }
    }

    #[test]
    fn parties_accept_what_they_accept(draft in drafts(Size::PREFERENCES)) {
        let case = draft.case();
        let oracle = Oracle::new(&case);
        let settled = oracle.settled();
        for party in 0..case.parties.len() {
            let judge = Judge::new(&case, party).expect("small numbers");
            let (accepts, threshold, bounds) = (oracle.accepts(party), oracle.threshold(party), oracle.bounds(party));
            let ranks = oracle.ranks(party);
            let mut ranked = Vec::new();
            for at in settled.members() {
                let package = &oracle.packages()[at];
                let found = judge.assess(package);
                let id = &case.parties[party].id;
                prop_assert_eq!(acceptance(judge.threshold(package)), threshold[at], "threshold of {} for {:?}", id, package);
                prop_assert_eq!(acceptance(found.accepts), accepts[at], "{} on {:?}", id, package);
                let crossed: Vec<_> =
                    oracle.crossings(party).iter().enumerate().filter(|(_, line)| line.has(at)).map(|(line, _)| line).collect();
                prop_assert_eq!(found.crossed, crossed);
                prop_assert_eq!(found.value.is_some(), bounds.is_some());
                if let (Some(found), Some(bounds)) = (found.value, &bounds) {
                    prop_assert_eq!(number(found.least), bounds[at].least.clone(), "least of {:?} to {}", package, id);
                    prop_assert_eq!(number(found.greatest), bounds[at].greatest.clone(), "greatest of {:?} to {}", package, id);
                }
                ranked.extend(found.rank.map(|rank| (rank, at)));
            }
            if let Some(ranks) = ranks {
                for (one, at) in &ranked {
                    for (other, beside) in &ranked {
                        prop_assert_eq!(one.cmp(other), ranks[*at].cmp(&ranks[*beside]));
                    }
                }
            }
        }
    }

    #[test]
    fn packages_are_counted_by_what_parties_say(draft in drafts(Size::PREFERENCES)) {
        let case = draft.case();
        let oracle = Oracle::new(&case);
        let judges: Vec<_> = (0..case.parties.len()).map(|party| Judge::new(&case, party).expect("small numbers")).collect();
        let no_tie: Vec<_> = case.issues.iter().map(|issue| vec![0; issue.choices()]).collect();
        let diagram = compiled(&case, &Request::default());
        let found = profiles(&case, &judges, &diagram, &no_tie, &Control::unlimited()).expect("never stopped");
        let total: u64 = found.profiles.iter().map(|profile| profile.count).sum();
        prop_assert_eq!(total, oracle.allowed().count() as u64);
        let thresholds: Vec<_> = (0..case.parties.len()).map(|party| oracle.threshold(party)).collect();
        let crossings: Vec<_> =
            found.red_lines.iter().map(|&(party, line)| oracle.crossings(party)[line].clone()).collect();
        for profile in &found.profiles {
            let same = |&at: &usize| {
                (0..case.parties.len()).all(|party| {
                    thresholds[party][at] == acceptance(profile.accepts[party])
                        && oracle.asked(party).has(at) == profile.asked.contains(party)
                }) && crossings.iter().enumerate().all(|(bit, line)| line.has(at) == profile.crossed.contains(bit))
                    && oracle.no_agreement().has(at) == profile.no_agreement
            };
            let members: Vec<_> = oracle.allowed().members().into_iter().filter(same).collect();
            prop_assert_eq!(members.len() as u64, profile.count);
            prop_assert!(members.contains(&oracle.position(&profile.example)));
        }
    }

    #[test]
    fn counts_without_looking_at_packages_hold_the_truth(draft in drafts(Size::PREFERENCES), cells in 4_usize..400) {
        let case = draft.case();
        let oracle = Oracle::new(&case);
        let parties = 0..case.parties.len();
        let judges: Vec<_> = parties.clone().map(|party| Judge::new(&case, party).expect("small numbers")).collect();
        let no_line_crossed: Vec<Formula> = case
            .preferences
            .iter()
            .flat_map(|preference| preference.red_lines.iter().map(|line| line.refuse.formula.clone().not()))
            .collect();
        let adjustments = case.preferences.iter().flat_map(|preference| &preference.adjustments);
        let tracked: Vec<_> = adjustments.map(|each| each.when.formula.clone()).collect();
        let diagram = compiled(&case, &Request { hard: &no_line_crossed, tracked: &tracked, ..Request::default() });
        let effort = Effort { most_packages: 0, most_labels: cells, cells, draws: 30, seed: cells as u64 };
        let found = tally(&case, &judges, &diagram, &tracked, &effort, &Control::unlimited()).expect("never stopped");
        let open = parties.clone().fold(oracle.allowed(), |open, party| open.minus(&oracle.crossing(party)));
        prop_assert_eq!(&found.packages, &BigUint::from(open.count()));
        let holds = |count: &Count, truth: usize| match count {
            Count::Exact(count) => *count == BigUint::from(truth),
            Count::Bounded { low, high } => (low..=high).contains(&&BigUint::from(truth)),
            // An estimate proves nothing.
            Count::Sampled { .. } => true,
        };
        for (party, tally) in found.parties.iter().enumerate() {
            let threshold = oracle.threshold(party);
            let says = |says: &dyn Fn(Acceptance) -> bool| open.members().into_iter().filter(|&at| says(threshold[at])).count();
            let (surely, possibly) = (says(&|one| one == Acceptance::Surely), says(&|one| one != Acceptance::Never));
            let id = &case.parties[party].id;
            prop_assert!(holds(&tally.at_least, surely), "{}: {:?} and not {}", id, tally.at_least, surely);
            prop_assert!(holds(&tally.at_most, possibly), "{}: {:?} and not {}", id, tally.at_most, possibly);
        }
    }

    #[test]
    fn points_are_what_the_methods_say(draft in drafts(Size::PREFERENCES)) {
        let case = draft.case();
        let oracle = Oracle::new(&case);
        let parties: Vec<_> = (0..case.parties.len()).collect();
        let found = point_valuation(&case, &parties).expect("small numbers");
        let diagram = compiled(&case, &Request { tracked: &found.tracked, ..Request::default() });
        let rounded = found.notes.iter().any(|note| {
            matches!(note.remark, PointRemark::RoundedWeights(_) | PointRemark::RoundedLevels(_))
        });
        prop_assert!(!rounded, "small cases need no rounding");
        for party in parties {
            let points = oracle.points(party);
            let coordinate = &found.valuation.coordinates[party];
            for at in oracle.allowed().members() {
                let package = &oracle.packages()[at];
                prop_assert_eq!(worth_of(&diagram, coordinate, package), points.uncapped[at].clone(), "{:?}", package);
            }
            let scale = |units: i64| Number::new(BigInt::from(units), BigInt::from(coordinate.denominator));
            prop_assert_eq!(found.caps[party].map(scale), points.cap.clone());
            let reservation = found.reservations[party].map(scale);
            prop_assert_eq!(reservation, points.reservation, "the reservation value of {}", &case.parties[party].id);
        }
    }
}
