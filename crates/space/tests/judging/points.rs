//! Points against a plain evaluation in fractions.

use std::ops::{Add, Div, Mul};

use detente_case::decimal::Decimal;
use detente_case::evidence::{Basis, Ground};
use detente_case::formula::Formula;
use detente_case::model::Case;
use detente_case::package::Choice;
use detente_case::preference::{
    Adjustment, Form, Levels, Preference, Priority, Range, Reservation, Values, Weights,
};
use detente_space::points::{
    Input, PointError, PointNote, PointRemark, PointValuation, Unstated, is_stated, point_valuation,
    unstated_inputs,
};
use proptest::prelude::*;

use crate::vague::*;

/// A fraction whose parts stay small in these tests.
#[derive(Clone, Copy, Debug)]
struct Ratio(i128, i128);

impl Ratio {
    fn of(number: Decimal) -> Self {
        Self(number.scaled(9), 1_000_000_000).reduced()
    }

    fn reduced(self) -> Self {
        let (mut left, mut right) = (self.0.abs(), self.1.abs());
        while right != 0 {
            (left, right) = (right, left % right);
        }
        Self(self.0 / left * self.1.signum(), self.1 / left * self.1.signum())
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.0 * other.1 == other.0 * self.1
    }
}

impl Add for Ratio {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 * other.1 + other.0 * self.1, self.1 * other.1).reduced()
    }
}

impl Mul for Ratio {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self(self.0 * other.0, self.1 * other.1).reduced()
    }
}

impl Div for Ratio {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        Self(self.0 * other.1, self.1 * other.0).reduced()
    }
}

fn sum(of: impl Iterator<Item = Ratio>) -> Ratio {
    of.fold(Ratio(0, 1), Ratio::add)
}

fn mean(range: &Range) -> Ratio {
    let ends = Ratio::of(range.low) + Ratio::of(range.high);
    range.mode.map_or(ends / Ratio(2, 1), |mode| (ends + Ratio::of(mode)) / Ratio(3, 1))
}

fn level(levels: &Levels, choice: Choice) -> Ratio {
    match levels {
        Levels::Ranges(ranges) => mean(&ranges[usize::from(choice)]),
        Levels::Order { groups, .. } => match groups.iter().position(|group| group.contains(&choice)) {
            None => Ratio(50, 1),
            Some(0) => Ratio(100, 1),
            Some(rank) => Ratio(100 * (groups.len() - 1 - rank) as i128, groups.len() as i128 - 1),
        },
    }
}

fn weight(weights: &Weights, issue: usize, issues: usize) -> Ratio {
    let centroid =
        |position: usize| sum((position..=issues).map(|at| Ratio(1, at as i128))) / Ratio(issues as i128, 1);
    match weights {
        Weights::Free => Ratio(1, 1),
        Weights::Ranges(ranges) => mean(&ranges[issue]),
        Weights::Order { groups, .. } => {
            let rank = groups.iter().position(|group| group.contains(&issue)).expect("every issue");
            let before: usize = groups[..rank].iter().map(Vec::len).sum();
            let size = groups[rank].len();
            sum((before + 1..=before + size).map(centroid)) / Ratio(size as i128, 1)
        }
    }
}

/// Value in points, as the definition says it.
fn value(case: &Case, preference: &Preference, package: &[Choice]) -> Ratio {
    let Form::Values(values) = &preference.form else { return Ratio(0, 1) };
    let issues = case.issues.len();
    let weights: Vec<_> = (0..issues).map(|issue| weight(&values.weights, issue, issues)).collect();
    let arising = (0..issues).filter(|&issue| case.arises(issue, package));
    let terms = arising.map(|issue| weights[issue] * level(&values.issues[issue], package[issue]));
    let divisor = values.divisor.map_or(sum(weights.iter().copied()), Ratio::of);
    let applied = preference.adjustments.iter().filter(|each| each.when.formula.holds(package));
    let total = sum(terms) / divisor + sum(applied.map(|each| mean(&each.by)));
    match values.cap.map(Ratio::of) {
        Some(cap) if total.0 * cap.1 > cap.0 * total.1 => cap,
        _ => total,
    }
}

/// Value in points, as the coordinate has it.
fn found(case: &Case, points: &PointValuation, at: usize, package: &[Choice]) -> Ratio {
    let coordinate = &points.valuation.coordinates[at];
    let arising = (0..package.len()).filter(|&issue| case.arises(issue, package));
    let own: i64 = arising.map(|issue| coordinate.table[issue][usize::from(package[issue])]).sum();
    let met = points.tracked.iter().zip(&coordinate.bonus).filter(|(formula, _)| formula.holds(package));
    let total = own + met.map(|(_, bonus)| bonus).sum::<i64>();
    in_points(points, at, points.caps[at].map_or(total, |cap| total.min(cap)))
}

fn in_points(points: &PointValuation, at: usize, units: i64) -> Ratio {
    Ratio(i128::from(units), i128::from(points.valuation.coordinates[at].denominator))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn coordinates_are_exact(case in any_case(3, 1..=3)) {
        let parties: Vec<_> = (0..case.parties.len()).rev().collect();
        let points = point_valuation(&case, &parties).expect("small numbers");
        for (at, &party) in parties.iter().enumerate() {
            let preference = &case.preferences[party];
            let value = |package: &[Choice]| value(&case, preference, package);
            for package in packages(&case) {
                prop_assert_eq!(found(&case, &points, at, &package), value(&package), "{} {:?}", party, package);
            }
            let expected = match &preference.reservation {
                Reservation::Unknown | Reservation::Nothing => None,
                Reservation::Value(range) => Some(mean(range)),
                Reservation::Package { package, .. } => Some(value(package)),
                Reservation::Between { at_least: Some(from), below: Some(to), .. } => {
                    Some((value(from) + value(to)) / Ratio(2, 1))
                }
                Reservation::Between { at_least, below, .. } => {
                    at_least.as_ref().or(below.as_ref()).map(|bound| value(bound))
                }
            };
            prop_assert_eq!(points.reservations[at].map(|units| in_points(&points, at, units)), expected);
        }
    }
}

fn plain(weights: Weights, levels: Vec<Levels>) -> Case {
    let issues = levels
        .iter()
        .enumerate()
        .map(|(at, levels)| match levels {
            Levels::Ranges(ranges) => issue(at, ranges.len()),
            Levels::Order { groups, unplaced, .. } => {
                issue(at, groups.iter().map(Vec::len).sum::<usize>() + unplaced.len())
            }
        })
        .collect();
    case(issues, vec![preference(Form::Values(values(weights, levels)), Reservation::Unknown)])
}

#[test]
fn three_weights_in_order_are_eleven_five_and_two() {
    let case =
        plain(weight_order(&[&[2], &[0], &[1]]), vec![Levels::Ranges(vec![exactly(0), exactly(100)]); 3]);
    let points = point_valuation(&case, &[0]).expect("small numbers");
    let coordinate = &points.valuation.coordinates[0];
    let best: Vec<_> = coordinate.table.iter().map(|row| row[1]).collect();
    assert_eq!(
        (best.as_slice(), coordinate.denominator, coordinate.ordinal),
        ([250, 100, 550].as_slice(), 9, false)
    );
    assert_eq!(points.notes, []);
}

#[test]
fn many_weights_in_order_are_rounded_and_said_to_be() {
    let groups: Vec<_> = (0..60).map(|issue| vec![issue]).collect();
    let weights = Weights::Order { groups, basis: Basis::Stated, ground: Ground::default() };
    let case = plain(weights, vec![level_order(&[&[0], &[1], &[2]]); 60]);
    let points = point_valuation(&case, &[0]).expect("rounded");
    let remark = PointRemark::RoundedWeights(1_000_000_000);
    assert_eq!(points.notes, [PointNote { party: 0, remark }]);
    let coordinate = &points.valuation.coordinates[0];
    let best: i64 = coordinate.table.iter().map(|row| row[0]).sum();
    assert_eq!(best, 100 * coordinate.denominator, "the best of everything is worth 100");
    assert!(coordinate.table.windows(2).all(|rows| rows[0][0] > rows[1][0]));
    assert!(coordinate.table.iter().all(|row| row[0] == 2 * row[1] && row[2] == 0));
    let first = sum((1..=20).map(|at| Ratio(1, at)));
    let exact =
        (first.0 as f64 / first.1 as f64 + (21..=60).map(|at| 1.0 / f64::from(at)).sum::<f64>()) / 60.0;
    let share = coordinate.table[0][0] as f64 / best as f64;
    assert!((share - exact).abs() < 1e-9, "{share} {exact}");
}

#[test]
fn levels_of_many_orders_are_rounded_before_totals_outgrow_the_coordinate() {
    let long = |count: Choice| {
        let groups: Vec<_> = (0..count).map(|choice| vec![choice]).collect();
        Levels::Order { groups, unplaced: Vec::new(), basis: Basis::Stated, ground: Ground::default() }
    };
    let levels: Vec<_> = [98, 90, 84, 80, 74, 72, 68, 62, 60].map(long).to_vec();
    let groups: Vec<_> = (0..levels.len()).map(|issue| vec![issue]).collect();
    let weights = Weights::Order { groups, basis: Basis::Stated, ground: Ground::default() };
    let case = plain(weights, levels);
    let points = point_valuation(&case, &[0]).expect("rounded");
    assert!(
        matches!(points.notes[..], [PointNote { remark: PointRemark::RoundedLevels(_), .. }]),
        "{:?}",
        points.notes
    );
    let falls = |row: &Vec<i64>| row.windows(2).all(|pair| pair[0] > pair[1]);
    assert!(points.valuation.coordinates[0].table.iter().all(falls));
}

#[test]
fn given_numbers_are_never_rounded() {
    let number = |text: &str| -> Decimal { text.parse().expect("a number") };
    let precise = |text: &str| Range { low: number(text), high: number(text), ..exactly(0) };
    let weights = Weights::Ranges(vec![precise("0.123456789"), precise("0.876543211")]);
    let level = Levels::Ranges(vec![exactly(0), precise("99.1234567")]);
    let fits = plain(weights.clone(), vec![level.clone(), level]);
    let points = point_valuation(&fits, &[0]).expect("below 62 bits");
    assert_eq!(found(&fits, &points, 0, &[1, 1]), Ratio(991_234_567, 10_000_000));
    let finer = Levels::Ranges(vec![exactly(0), precise("99.123456789")]);
    let beyond = plain(weights, vec![finer.clone(), finer]);
    assert_eq!(point_valuation(&beyond, &[0]), Err(PointError::TooManyDigits { party: 0 }));
}

#[test]
fn priorities_become_powers_of_two() {
    let wants =
        |issue, choice| Priority { clause: clause(Formula::chooses(issue, choice, 2)), strong: false };
    let form = Form::Priorities(vec![wants(1, 1), wants(0, 1), wants(1, 1)]);
    let case = case(
        vec![issue(0, 2), issue(1, 2)],
        vec![preference(form, Reservation::Package { package: vec![1, 0], given: true })],
    );
    let points = point_valuation(&case, &[0]).expect("few");
    assert_eq!(points.tracked, [Formula::chooses(1, 1, 2), Formula::chooses(0, 1, 2)]);
    let coordinate = &points.valuation.coordinates[0];
    assert_eq!(
        (coordinate.bonus.as_slice(), coordinate.ordinal, coordinate.denominator),
        ([5, 2].as_slice(), true, 1)
    );
    assert_eq!(points.reservations, [Some(2)]);
}

#[test]
fn sixty_priorities_fit_and_sixty_one_do_not() {
    let statement = Priority { clause: clause(Formula::chooses(0, 1, 2)), strong: false };
    let of = |count| {
        let form = Form::Priorities(vec![statement.clone(); count]);
        let case = case(vec![issue(0, 2)], vec![preference(form, Reservation::Unknown)]);
        point_valuation(&case, &[0])
    };
    assert_eq!(of(60).map(|points| points.valuation.coordinates[0].bonus.clone()), Ok(vec![(1 << 60) - 1]));
    assert_eq!(of(61), Err(PointError::TooManyPriorities { party: 0, count: 61 }));
}

#[test]
fn a_ranking_counts_places_from_below() {
    let group =
        |choices: &[u16]| choices.iter().map(|&choice| clause(Formula::chooses(0, choice, 4))).collect();
    let between = Reservation::Between {
        at_least: Some(vec![3]),
        below: Some(vec![0]),
        basis: Basis::Stated,
        ground: Ground::default(),
    };
    let form = Form::Ranking(vec![group(&[2]), group(&[0, 1])]);
    let case = case(vec![issue(0, 4)], vec![preference(form, between)]);
    let points = point_valuation(&case, &[0]).expect("few");
    let places: Vec<_> = (0..4).map(|choice| found(&case, &points, 0, &[choice]).0).collect();
    assert_eq!(places, [1, 1, 2, 0]);
    assert_eq!(points.reservations, [Some(1)], "a place above the lower bound");
    assert_eq!(points.notes, [PointNote { party: 0, remark: PointRemark::ReservationBetween }]);
}

#[test]
fn parties_share_tracked_formulas() {
    let adjusted = |by: i32| {
        let form = Form::Values(values(
            Weights::Ranges(vec![exactly(1)]),
            vec![Levels::Ranges(vec![exactly(0); 2])],
        ));
        let when = clause(Formula::chooses(0, 1, 2));
        let adjustment = Adjustment { id: String::new(), span: span(), when, by: exactly(by) };
        Preference {
            adjustments: vec![adjustment.clone(), adjustment],
            ..preference(form, Reservation::Unknown)
        }
    };
    let case = case(vec![issue(0, 2)], vec![adjusted(3), Preference::none(0), adjusted(-4)]);
    let points = point_valuation(&case, &[0, 1, 2]).expect("small numbers");
    assert_eq!(points.tracked.len(), 1);
    let bonuses: Vec<_> = (0..3).map(|at| found(&case, &points, at, &[1])).collect();
    assert_eq!(bonuses, [Ratio(6, 1), Ratio(0, 1), Ratio(-8, 1)]);
    assert_eq!(points.notes, [PointNote { party: 1, remark: PointRemark::NothingKnown }]);
    assert_eq!(points.assumed, [true, true, true], "the reservation values are missing");
}

#[test]
fn what_nobody_stated_is_listed_with_its_basis() {
    let based = |basis: Basis| Range { basis, ..exactly(1) };
    let weights = Weights::Ranges(vec![based(Basis::Assumed), based(Basis::Stated), based(Basis::Inferred)]);
    let stated = Levels::Ranges(vec![exactly(0), exactly(1)]);
    let mixed = Levels::Ranges(vec![based(Basis::Inferred), based(Basis::Stated)]);
    let mut vague = preference(
        Form::Values(values(weights, vec![stated.clone(), mixed, stated.clone()])),
        Reservation::Unknown,
    );
    vague.red_lines = vec![red_line(Formula::False)];
    let weights = Weights::Ranges(vec![exactly(1); 3]);
    let from_issues = Reservation::Package { package: vec![0; 3], given: false };
    let mut firm = preference(Form::Values(values(weights, vec![stated; 3])), from_issues);
    firm.red_lines = vec![red_line(Formula::False)];
    let case = case((0..3).map(|at| issue(at, 2)).collect(), vec![vague, firm, Preference::none(0)]);
    let expected = [
        (0, Input::Weights(vec![2]), Basis::Inferred),
        (0, Input::Weights(vec![0]), Basis::Assumed),
        (0, Input::Values(vec![1]), Basis::Inferred),
        (0, Input::Reservation, Basis::Assumed),
        (0, Input::RedLine(0), Basis::Assumed),
        (1, Input::RedLine(0), Basis::Assumed),
        (2, Input::Preference, Basis::Assumed),
    ];
    let expected = expected.map(|(party, input, basis)| Unstated { party, input, basis });
    assert_eq!(unstated_inputs(&case), expected);
    assert_eq!([0, 1, 2].map(|party| is_stated(&case, party)), [false, true, false]);
}

#[test]
fn weights_of_zero_leave_the_adjustments() {
    let form = Form::Values(Values {
        weights: Weights::Ranges(vec![exactly(0)]),
        issues: vec![Levels::Ranges(vec![exactly(7); 2])],
        divisor: None,
        cap: None,
    });
    let mut bare = preference(form, Reservation::Unknown);
    let when = clause(Formula::chooses(0, 1, 2));
    bare.adjustments = vec![Adjustment { id: String::new(), span: span(), when, by: exactly(5) }];
    let case = case(vec![issue(0, 2)], vec![bare]);
    let points = point_valuation(&case, &[0]).expect("small numbers");
    assert_eq!([0, 1].map(|choice| found(&case, &points, 0, &[choice])), [Ratio(0, 1), Ratio(5, 1)]);
}
