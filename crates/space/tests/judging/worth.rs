//! Judges against every extreme point of what is not known.

use detente_case::evidence::{Basis, Ground};
use detente_case::formula::Formula;
use detente_case::model::Case;
use detente_case::package::Package;
use detente_case::preference::{Form, Levels, Preference, Priority, Range, Reservation, Values, Weights};
use detente_space::fraction::Fraction;
use detente_space::worth::{Acceptance, Extent, Interval, Judge};
use proptest::prelude::*;

use crate::vague::*;

fn from_signs(signs: &[i128]) -> Acceptance {
    if signs.iter().all(|sign| *sign >= 0) {
        Acceptance::Surely
    } else if signs.iter().any(|sign| *sign >= 0) {
        Acceptance::Possibly
    } else {
        Acceptance::Never
    }
}

fn extent(of: impl Iterator<Item = bool>) -> Extent {
    let (mut always, mut ever) = (true, false);
    of.for_each(|holds| {
        always &= holds;
        ever |= holds;
    });
    match (always, ever) {
        (true, _) => Extent::Always,
        (false, true) => Extent::Sometimes,
        (false, false) => Extent::Never,
    }
}

/// Acceptance by definition, at each extreme point.
fn acceptance(case: &Case, preference: &Preference, worlds: &[World], x: &Package) -> Acceptance {
    let value = |world: &World, package: &Package| world.value(case, preference, package);
    let over = |y: &Package| worlds.iter().map(|world| value(world, x) - value(world, y)).collect::<Vec<_>>();
    match &preference.reservation {
        Reservation::Unknown => Acceptance::Unknown,
        Reservation::Nothing => Acceptance::Surely,
        Reservation::Value(range) => {
            let ends = [units(range.low), units(range.high)];
            let each = |world: &World| ends.map(|end| value(world, x) - world.divisor * end);
            from_signs(&worlds.iter().flat_map(each).collect::<Vec<_>>())
        }
        Reservation::Package { package, .. } => from_signs(&over(package)),
        Reservation::Between { at_least: Some(at_least), below: Some(below), .. }
            if worlds.iter().all(|world| value(world, below) <= value(world, at_least)) =>
        {
            Acceptance::Unknown
        }
        Reservation::Between { at_least, below, .. } => {
            if below.as_ref().is_some_and(|below| over(below).iter().all(|sign| *sign >= 0)) {
                Acceptance::Surely
            } else if at_least.as_ref().is_none_or(|from| over(from).iter().any(|sign| *sign >= 0)) {
                Acceptance::Possibly
            } else {
                Acceptance::Never
            }
        }
    }
}

fn has_cap(preference: &Preference) -> bool {
    matches!(&preference.form, Form::Values(values) if values.cap.is_some())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn verdicts_hold_over_the_whole_region(case in any_case(3, 1..=1)) {
        let preference = &case.preferences[0];
        let judge = Judge::new(&case, 0).expect("small numbers");
        let worlds = worlds(&case, preference, 1);
        for package in packages(&case) {
            let expected = acceptance(&case, preference, &worlds, &package);
            let found = judge.assess(&package).accepts;
            let against_package =
                matches!(preference.reservation, Reservation::Package { .. } | Reservation::Between { .. });
            if has_cap(preference) && against_package && worlds.len() > 1 {
                // Under a cap the answer may be vaguer than need be, never wrong.
                let vaguer = matches!(found, Acceptance::Possibly | Acceptance::Unknown);
                prop_assert!(found == expected || vaguer || expected == Acceptance::Unknown, "{package:?}");
            } else {
                prop_assert_eq!(found, expected, "{:?}", package);
            }
        }
    }

    #[test]
    fn values_span_the_whole_region(case in any_case(3, 1..=1)) {
        let preference = &case.preferences[0];
        let judge = Judge::new(&case, 0).expect("small numbers");
        let worlds = worlds(&case, preference, 0);
        for package in packages(&case) {
            let values = worlds.iter().map(|world| {
                Fraction::new(world.value(&case, preference, &package), world.divisor * UNIT).expect("small numbers")
            });
            let expected = Interval {
                least: values.clone().min().expect("a world"),
                greatest: values.max().expect("a world"),
            };
            prop_assert_eq!(judge.assess(&package).value, Some(expected), "{:?}", package);
        }
    }

    #[test]
    fn comparisons_hold_over_the_whole_region(case in any_case(3, 1..=1)) {
        let preference = &case.preferences[0];
        prop_assume!(!has_cap(preference));
        let judge = Judge::new(&case, 0).expect("small numbers");
        let worlds = worlds(&case, preference, 1);
        let packages = packages(&case);
        for x in packages.iter().step_by(2) {
            for y in packages.iter().step_by(3) {
                let signs = || worlds.iter().map(|world| {
                    world.value(&case, preference, x) - world.value(&case, preference, y)
                });
                let found = judge.compare(x, y).expect("values");
                prop_assert_eq!(found.better, extent(signs().map(|sign| sign > 0)), "{:?} {:?}", x, y);
                prop_assert_eq!(found.at_least, extent(signs().map(|sign| sign >= 0)), "{:?} {:?}", x, y);
            }
        }
    }
}

/// Two issues of three options, each ordered 0, 1, 2 from the best, against a package.
fn ordered(weights: Weights, against: Package) -> Case {
    let levels = vec![level_order(&[&[0], &[1], &[2]]); 2];
    let reservation = Reservation::Package { package: against, given: true };
    case(vec![issue(0, 3), issue(1, 3)], vec![preference(Form::Values(values(weights, levels)), reservation)])
}

fn verdict(case: &Case, package: &[u16]) -> Acceptance {
    Judge::new(case, 0).expect("small numbers").threshold(package)
}

#[test]
fn worse_on_every_issue_is_never_accepted_though_it_may_come_near() {
    for weights in
        [Weights::Free, weight_order(&[&[0], &[1]]), Weights::Ranges(vec![range(0, 5), range(0, 5)])]
    {
        let case = ordered(weights, vec![0, 0]);
        assert_eq!(verdict(&case, &[1, 1]), Acceptance::Never);
        assert_eq!(verdict(&case, &[2, 2]), Acceptance::Never);
    }
}

#[test]
fn an_issue_on_which_it_is_worse_may_weigh_nothing() {
    let free = ordered(Weights::Free, vec![0, 0]);
    assert_eq!(verdict(&free, &[0, 1]), Acceptance::Possibly);
    assert_eq!(verdict(&free, &[1, 0]), Acceptance::Possibly);
    let first_matters_most = ordered(weight_order(&[&[0], &[1]]), vec![0, 0]);
    assert_eq!(verdict(&first_matters_most, &[0, 1]), Acceptance::Possibly);
    assert_eq!(verdict(&first_matters_most, &[1, 0]), Acceptance::Never);
    let tied = ordered(weight_order(&[&[0, 1]]), vec![0, 0]);
    assert_eq!(verdict(&tied, &[0, 1]), Acceptance::Never);
    let both_weigh = ordered(Weights::Ranges(vec![range(1, 5), range(1, 5)]), vec![0, 0]);
    assert_eq!(verdict(&both_weigh, &[0, 1]), Acceptance::Never);
}

#[test]
fn better_on_every_issue_is_surely_accepted_though_it_may_come_near() {
    for weights in
        [Weights::Free, weight_order(&[&[0], &[1]]), Weights::Ranges(vec![range(1, 5), range(1, 5)])]
    {
        let case = ordered(weights, vec![1, 1]);
        assert_eq!(verdict(&case, &[0, 0]), Acceptance::Surely);
        let judge = Judge::new(&case, 0).expect("small numbers");
        assert_eq!(judge.compare(&[0, 0], &[1, 1]).map(|found| found.better), Some(Extent::Always));
    }
}

#[test]
fn a_middle_option_comes_near_a_hundred_and_does_not_reach_it() {
    let levels = vec![level_order(&[&[0], &[1], &[2]])];
    let weights = Weights::Ranges(vec![exactly(1)]);
    let of = |reservation| {
        let form = Form::Values(values(weights.clone(), levels.clone()));
        case(vec![issue(0, 3)], vec![preference(form, Reservation::Value(reservation))])
    };
    assert_eq!(verdict(&of(exactly(100)), &[1]), Acceptance::Never);
    assert_eq!(verdict(&of(range(99, 100)), &[1]), Acceptance::Possibly);
    assert_eq!(verdict(&of(exactly(0)), &[1]), Acceptance::Surely);
    let case = of(exactly(0));
    let value = Judge::new(&case, 0).expect("small numbers").assess(&[1]).value.expect("values");
    assert_eq!((value.least, value.greatest.rounded(0)), (Fraction::ZERO, Some(100)));
}

#[test]
fn the_same_choice_and_the_same_adjustment_cancel() {
    let form = Form::Values(values(
        Weights::Ranges(vec![exactly(1), exactly(1)]),
        vec![
            Levels::Ranges(vec![range(0, 100), range(0, 100)]),
            Levels::Ranges(vec![exactly(0), exactly(1)]),
        ],
    ));
    let mut preference = preference(form, Reservation::Package { package: vec![1, 0], given: true });
    preference.adjustments = vec![detente_case::preference::Adjustment {
        id: String::new(),
        span: span(),
        when: clause(Formula::chooses(0, 1, 2)),
        by: range(-50, 50),
    }];
    let case = case(vec![issue(0, 2), issue(1, 2)], vec![preference]);
    assert_eq!(verdict(&case, &[1, 1]), Acceptance::Surely);
    assert_eq!(verdict(&case, &[0, 1]), Acceptance::Possibly);
}

#[test]
fn nothing_is_acceptable_for_want_of_information() {
    let mut unknown = Preference::none(0);
    unknown.red_lines = vec![red_line(Formula::chooses(0, 1, 2)), red_line(Formula::False)];
    let mut taker = Preference::none(0);
    taker.reservation = Reservation::Nothing;
    let case = case(vec![issue(0, 2)], vec![unknown, taker]);
    let judge = Judge::new(&case, 0).expect("nothing to sum");
    assert_eq!(judge.assess(&[0]).accepts, Acceptance::Unknown);
    assert_eq!((judge.assess(&[1]).accepts, judge.assess(&[1]).crossed), (Acceptance::Never, vec![0]));
    assert_eq!((judge.threshold(&[1]), judge.compare(&[0], &[1])), (Acceptance::Unknown, None));
    assert_eq!(Judge::new(&case, 1).expect("nothing to sum").assess(&[1]).accepts, Acceptance::Surely);
}

#[test]
fn priorities_compare_by_the_first_statement_on_which_packages_differ() {
    let wants =
        |issue, choice| Priority { clause: clause(Formula::chooses(issue, choice, 2)), strong: false };
    let form = Form::Priorities(vec![wants(0, 1), wants(1, 1), wants(2, 1)]);
    let case = case(
        (0..3).map(|at| issue(at, 2)).collect(),
        vec![preference(form, Reservation::Package { package: vec![0, 1, 1], given: true })],
    );
    let judge = Judge::new(&case, 0).expect("nothing to sum");
    assert_eq!(judge.threshold(&[1, 0, 0]), Acceptance::Surely);
    assert_eq!(judge.threshold(&[0, 1, 0]), Acceptance::Never);
    assert!(judge.assess(&[1, 0, 0]).rank > judge.assess(&[0, 1, 1]).rank);
    assert_eq!(judge.assess(&[1, 0, 0]).value, None);
    let tie = judge.compare(&[0, 1, 1], &[0, 1, 1]).expect("an order");
    assert_eq!((tie.better, tie.at_least), (Extent::Never, Extent::Always));
}

#[test]
fn more_than_sixty_four_priorities_keep_their_order() {
    let wants = |choice| Priority { clause: clause(Formula::chooses(0, choice, 3)), strong: false };
    let never = Priority { clause: clause(Formula::False), strong: false };
    let mut statements = vec![never; 70];
    statements[63] = wants(1);
    statements[64] = wants(2);
    let case = case(vec![issue(0, 3)], vec![preference(Form::Priorities(statements), Reservation::Unknown)]);
    let judge = Judge::new(&case, 0).expect("nothing to sum");
    let rank = |choice| judge.assess(&[choice]).rank;
    assert!(rank(1) > rank(2) && rank(2) > rank(0));
    assert_eq!(judge.threshold(&[1]), Acceptance::Unknown);
}

#[test]
fn a_ranking_puts_what_it_leaves_out_last() {
    let group =
        |choices: &[u16]| choices.iter().map(|&choice| clause(Formula::chooses(0, choice, 4))).collect();
    let form = Form::Ranking(vec![group(&[2]), group(&[0, 1])]);
    let between = Reservation::Between {
        at_least: Some(vec![1]),
        below: Some(vec![2]),
        basis: Basis::Stated,
        ground: Ground::default(),
    };
    let case = case(vec![issue(0, 4)], vec![preference(form, between)]);
    let verdicts: Vec<_> = (0..4).map(|choice| verdict(&case, &[choice])).collect();
    assert_eq!(verdicts, [Acceptance::Possibly, Acceptance::Possibly, Acceptance::Surely, Acceptance::Never]);
}

#[test]
fn weights_of_zero_leave_the_adjustments() {
    let form =
        Form::Values(values(Weights::Ranges(vec![exactly(0)]), vec![Levels::Ranges(vec![exactly(9); 2])]));
    let case = case(vec![issue(0, 2)], vec![preference(form, Reservation::Value(exactly(0)))]);
    let found = Judge::new(&case, 0).expect("small numbers").assess(&[1]);
    let zero = Interval { least: Fraction::ZERO, greatest: Fraction::ZERO };
    assert_eq!((found.value, found.accepts), (Some(zero), Acceptance::Surely));
}

#[test]
fn the_widest_numbers_of_the_language_are_judged_exactly() {
    let number = |text: &str| text.parse().expect("a number");
    let wide = |low: &str, high: &str| Range { low: number(low), high: number(high), ..exactly(0) };
    let form = |weights: Range, level: Range| {
        Form::Values(Values {
            weights: Weights::Ranges(vec![weights.clone(), weights]),
            issues: vec![
                Levels::Ranges(vec![exactly(0), level]),
                Levels::Ranges(vec![exactly(0), exactly(100)]),
            ],
            divisor: None,
            cap: None,
        })
    };
    let ninety_nine = wide("99.999999999", "99.999999999");
    let weights = wide("0.000000001", "999999999");
    let reservation = Reservation::Value(ninety_nine.clone());
    let close =
        case(vec![issue(0, 2), issue(1, 2)], vec![preference(form(weights, ninety_nine), reservation)]);
    assert_eq!(verdict(&close, &[1, 1]), Acceptance::Surely);
    assert_eq!(verdict(&close, &[1, 0]), Acceptance::Never);
    let huge = wide("-999999999999", "999999999999");
    let fine = wide("0.000000001", "0.000000001");
    let mut beyond = preference(form(huge.clone(), fine), Reservation::Value(huge));
    let negative = case(vec![issue(0, 2), issue(1, 2)], vec![beyond.clone()]);
    assert!(Judge::new(&negative, 0).is_err(), "negative weights");
    let large = wide("0.000000001", "999999999999");
    beyond.form = form(large.clone(), large);
    let large = case(vec![issue(0, 2), issue(1, 2)], vec![beyond]);
    assert!(Judge::new(&large, 0).is_err(), "sums beyond 128 bits");
}
