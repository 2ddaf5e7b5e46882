//! Small cases with vague preferences, and every extreme point of what is not
//! known of them: the definition, by enumeration, that the tests hold the
//! crate's answers against.

use detente_case::decimal::Decimal;
use detente_case::evidence::{Basis, Ground};
use detente_case::formula::Formula;
use detente_case::model::{Case, Clause, Consent, Domain, Issue, IssueOption, Party};
use detente_case::package::{Choice, Package};
use detente_case::preference::{
    Adjustment, Form, Levels, Preference, Range, RedLine, Reservation, Values, Weights,
};
use detente_syntax::span::{Sources, Span};
use proptest::prelude::*;
use proptest::sample::select;

pub(crate) fn span() -> Span {
    Span::new(Sources::default().add("", ""), 0, 0)
}

pub(crate) fn clause(formula: Formula) -> Clause {
    Clause { text: String::new(), span: span(), formula, names: Vec::new() }
}

pub(crate) fn range(low: i32, high: i32) -> Range {
    Range {
        low: Decimal::integer(low),
        mode: None,
        high: Decimal::integer(high),
        basis: Basis::Stated,
        ground: Ground::default(),
    }
}

pub(crate) fn exactly(value: i32) -> Range {
    range(value, value)
}

/// An issue with so many options and no agreement at the first.
pub(crate) fn issue(at: usize, choices: usize) -> Issue {
    let option = |choice| IssueOption {
        id: format!("o{choice}"),
        span: span(),
        title: String::new(),
        form: None,
        ground: Ground::default(),
    };
    Issue {
        id: format!("i{at}"),
        span: span(),
        title: String::new(),
        domain: Domain::OneOf((0..choices).map(option).collect()),
        when: None,
        no_deal: Some(0),
        disposes_of: Vec::new(),
        topics: Vec::new(),
        due: None,
        control: Vec::new(),
        jointly: Vec::new(),
        moves: None,
        words: Vec::new(),
        ground: Ground::default(),
    }
}

pub(crate) fn party(at: usize) -> Party {
    Party {
        id: format!("p{at}"),
        span: span(),
        name: String::new(),
        aliases: Vec::new(),
        consents: Consent::Always,
        concerns: Vec::new(),
        ground: Ground::default(),
    }
}

/// A case with one preference a party.
pub(crate) fn case(issues: Vec<Issue>, preferences: Vec<Preference>) -> Case {
    let parties = (0..preferences.len()).map(party).collect();
    let preferences = preferences
        .into_iter()
        .enumerate()
        .map(|(at, preference)| Preference { party: at, ..preference })
        .collect();
    Case { issues, parties, preferences, ..Case::default() }
}

pub(crate) fn preference(form: Form, reservation: Reservation) -> Preference {
    Preference { basis: Basis::Stated, form, reservation, ..Preference::none(0) }
}

pub(crate) fn values(weights: Weights, issues: Vec<Levels>) -> Values {
    Values { weights, issues, divisor: None, cap: None }
}

pub(crate) fn level_order(groups: &[&[Choice]]) -> Levels {
    Levels::Order {
        groups: groups.iter().map(|group| group.to_vec()).collect(),
        unplaced: Vec::new(),
        basis: Basis::Stated,
        ground: Ground::default(),
    }
}

pub(crate) fn weight_order(groups: &[&[usize]]) -> Weights {
    Weights::Order {
        groups: groups.iter().map(|group| group.to_vec()).collect(),
        basis: Basis::Stated,
        ground: Ground::default(),
    }
}

pub(crate) fn red_line(refuse: Formula) -> RedLine {
    RedLine {
        id: String::new(),
        span: span(),
        refuse: clause(refuse),
        rests_on: Vec::new(),
        assumed: true,
        ground: Ground::default(),
    }
}

/// Every package, allowed or not.
pub(crate) fn packages(case: &Case) -> Vec<Package> {
    case.issues.iter().fold(vec![Vec::new()], |heads, issue| {
        let each = |head: Package| {
            (0..issue.choices() as Choice).map(move |choice| head.iter().copied().chain([choice]).collect())
        };
        heads.into_iter().flat_map(each).collect()
    })
}

fn any_range(least: i32, most: i32, step: i32) -> impl Strategy<Value = Range> {
    let ends = (0..=(most - least) / step, 0..=(most - least) / step);
    (ends, any::<bool>(), any::<bool>()).prop_map(move |((a, b), exact, has_mode)| {
        let (low, high) = if exact { (a, a) } else { (a.min(b), a.max(b)) };
        let (low, high) = (least + low * step, least + high * step);
        Range { mode: has_mode.then_some(Decimal::integer((low + 2 * high) / 3)), ..range(low, high) }
    })
}

/// Splits a shuffled list into groups, none of them empty.
fn any_groups<T: Clone + std::fmt::Debug + 'static>(items: Vec<T>) -> BoxedStrategy<Vec<Vec<T>>> {
    let count = items.len();
    (Just(items).prop_shuffle(), prop::collection::vec(any::<bool>(), count))
        .prop_map(|(items, starts)| {
            let mut groups: Vec<Vec<T>> = Vec::new();
            for (item, starts) in items.into_iter().zip(starts) {
                match groups.last_mut() {
                    Some(group) if !starts => group.push(item),
                    _ => groups.push(vec![item]),
                }
            }
            groups
        })
        .boxed()
}

fn any_levels(choices: usize) -> BoxedStrategy<Levels> {
    let ranges = prop::collection::vec(any_range(0, 100, 25), choices).prop_map(Levels::Ranges);
    let all: Vec<Choice> = (0..choices as Choice).collect();
    let order = (any_groups(all), any::<bool>()).prop_map(|(mut groups, leave_out)| {
        let unplaced =
            if leave_out && groups.len() > 1 { groups.pop().unwrap_or_default() } else { Vec::new() };
        Levels::Order { groups, unplaced, basis: Basis::Assumed, ground: Ground::default() }
    });
    prop_oneof![ranges, order].boxed()
}

fn any_weights(issues: usize) -> BoxedStrategy<Weights> {
    let some_weight = |ranges: &Vec<Range>| ranges.iter().any(|range| range.high > Decimal::ZERO);
    let ranges = prop::collection::vec(any_range(0, 4, 1), issues).prop_filter("weight", some_weight);
    let order = any_groups((0..issues).collect());
    let order =
        order.prop_map(|groups| Weights::Order { groups, basis: Basis::Assumed, ground: Ground::default() });
    prop_oneof![ranges.prop_map(Weights::Ranges), order, Just(Weights::Free)].boxed()
}

pub(crate) fn any_atom(counts: Vec<usize>) -> BoxedStrategy<Formula> {
    (0..counts.len(), any::<u16>(), any::<bool>())
        .prop_map(move |(issue, choice, opposite)| {
            let atom = Formula::chooses(issue, choice % counts[issue] as Choice, counts[issue]);
            if opposite { atom.not() } else { atom }
        })
        .boxed()
}

fn any_package(counts: Vec<usize>) -> BoxedStrategy<Package> {
    counts.into_iter().map(|count| 0..count as Choice).collect::<Vec<_>>().boxed()
}

fn any_reservation(counts: Vec<usize>) -> BoxedStrategy<Reservation> {
    let package = || any_package(counts.clone());
    let between = (prop::option::of(package()), prop::option::of(package()));
    prop_oneof![
        1 => Just(Reservation::Unknown),
        1 => Just(Reservation::Nothing),
        4 => any_range(0, 100, 10).prop_map(Reservation::Value),
        4 => package().prop_map(|package| Reservation::Package { package, given: true }),
        2 => between.prop_map(|(at_least, below)| Reservation::Between {
            at_least,
            below,
            basis: Basis::Assumed,
            ground: Ground::default(),
        }),
    ]
    .boxed()
}

/// A preference with values, whose numbers are small and whole.
pub(crate) fn any_values(counts: Vec<usize>) -> BoxedStrategy<Preference> {
    let issues = counts.len();
    let levels = counts.iter().map(|&count| any_levels(count)).collect::<Vec<_>>();
    let adjustments = prop::collection::vec((any_atom(counts.clone()), any_range(-20, 20, 10)), 0..3);
    let divisor = prop::option::weighted(0.2, select(vec![1, 3, 7]));
    let cap = prop::option::weighted(0.2, select(vec![20, 50, 80]));
    (any_weights(issues), levels, adjustments, any_reservation(counts.clone()), divisor, cap)
        .prop_map(|(weights, issues, adjustments, reservation, divisor, cap)| {
            let divisor = divisor.filter(|_| matches!(weights, Weights::Ranges(_))).map(Decimal::integer);
            let cap = cap.map(Decimal::integer);
            let mut preference =
                preference(Form::Values(Values { weights, issues, divisor, cap }), reservation);
            preference.adjustments = adjustments
                .into_iter()
                .map(|(when, by)| Adjustment { id: String::new(), span: span(), when: clause(when), by })
                .collect();
            preference
        })
        .boxed()
}

/// Issues of two or three options; the last may arise on condition of the first.
pub(crate) fn any_issues(most: usize) -> BoxedStrategy<Vec<Issue>> {
    (prop::collection::vec(2..=3_usize, 1..=most), any::<bool>())
        .prop_map(|(counts, conditional)| {
            let mut issues: Vec<_> = counts.iter().enumerate().map(|(at, &count)| issue(at, count)).collect();
            if conditional && issues.len() > 1 {
                let when = clause(Formula::chooses(0, 0, counts[0]).not());
                issues.last_mut().expect("more than one").when = Some(when);
            }
            issues
        })
        .boxed()
}

/// A case with so many parties that have values.
pub(crate) fn any_case(most_issues: usize, parties: std::ops::RangeInclusive<usize>) -> BoxedStrategy<Case> {
    (any_issues(most_issues), parties)
        .prop_flat_map(|(issues, parties)| {
            let counts: Vec<_> = issues.iter().map(Issue::choices).collect();
            (Just(issues), prop::collection::vec(any_values(counts), parties))
        })
        .prop_map(|(issues, preferences)| case(issues, preferences))
        .boxed()
}

/// Units in one point of the numbers of a [`World`].
pub(crate) const UNIT: i128 = 1_000_000;

/// One full choice of everything that is not known, in whole numbers of
/// `1 / UNIT` points; weights are whole.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) weights: Vec<i128>,
    pub(crate) divisor: i128,
    pub(crate) levels: Vec<Vec<i128>>,
    pub(crate) adjustments: Vec<i128>,
    pub(crate) cap: Option<i128>,
}

impl World {
    /// `divisor` times the value of a package.
    pub(crate) fn value(&self, case: &Case, preference: &Preference, package: &[Choice]) -> i128 {
        let arising = (0..package.len()).filter(|&issue| case.arises(issue, package));
        let sum: i128 = arising.map(|at| self.weights[at] * self.levels[at][usize::from(package[at])]).sum();
        let added = preference.adjustments.iter().zip(&self.adjustments);
        let added: i128 = added.filter(|(each, _)| each.when.formula.holds(package)).map(|(_, by)| by).sum();
        let total = sum + self.divisor * added;
        self.cap.map_or(total, |cap| total.min(self.divisor * cap))
    }
}

pub(crate) fn units(number: Decimal) -> i128 {
    number.scaled(6)
}

/// Every combination of one entry of each list.
pub(crate) fn product<T: Clone>(lists: &[Vec<T>]) -> Vec<Vec<T>> {
    lists.iter().fold(vec![Vec::new()], |heads, list| {
        let each =
            |head: Vec<T>| list.iter().map(move |item| head.iter().cloned().chain([item.clone()]).collect());
        heads.iter().cloned().flat_map(each).collect()
    })
}

fn ends(range: &Range) -> Vec<i128> {
    vec![units(range.low), units(range.high)]
}

fn level_vertices(levels: &Levels, choices: usize, gap: i128) -> Vec<Vec<i128>> {
    match levels {
        Levels::Ranges(ranges) => product(&ranges.iter().map(ends).collect::<Vec<_>>()),
        Levels::Order { groups, unplaced, .. } => {
            let (last, hundred) = (groups.len() as i128 - 1, 100 * UNIT);
            // So many groups sit as high as they can, the rest as low as they can.
            let tops = if last > 0 { 1..=last } else { 1..=1 };
            let chains = tops.map(|high| {
                let mut levels = vec![0; choices];
                for (rank, group) in groups.iter().enumerate() {
                    let rank = rank as i128;
                    let level = if rank < high { hundred - gap * rank } else { gap * (last - rank) };
                    group.iter().for_each(|&choice| levels[usize::from(choice)] = level);
                }
                levels
            });
            let corners = product(&vec![vec![0, hundred]; unplaced.len()]);
            let with = |chain: Vec<i128>| {
                corners.iter().map(move |corner| {
                    let mut levels = chain.clone();
                    unplaced
                        .iter()
                        .zip(corner)
                        .for_each(|(&choice, level)| levels[usize::from(choice)] = *level);
                    levels
                })
            };
            chains.flat_map(with).collect()
        }
    }
}

/// Extreme weights: the corners of the box, or all weights of zero and one
/// that keep the order.
fn weight_vertices(weights: &Weights, issues: usize) -> Vec<Vec<i128>> {
    let zero_or_one = product(&vec![vec![0, 1]; issues]);
    match weights {
        Weights::Ranges(ranges) => product(
            &ranges.iter().map(|range| vec![range.low.scaled(0), range.high.scaled(0)]).collect::<Vec<_>>(),
        ),
        Weights::Free => zero_or_one,
        Weights::Order { groups, .. } => {
            let rank = |issue: usize| groups.iter().position(|group| group.contains(&issue));
            let keeps = |weights: &Vec<i128>| {
                (0..issues).all(|a| (0..issues).all(|b| rank(a) > rank(b) || weights[a] >= weights[b]))
            };
            zero_or_one.into_iter().filter(keeps).collect()
        }
    }
}

/// Every extreme point of the region, where neighbouring groups of an order of
/// options are at least `gap` apart.
pub(crate) fn worlds(case: &Case, preference: &Preference, gap: i128) -> Vec<World> {
    let Form::Values(values) = &preference.form else { return Vec::new() };
    let levels: Vec<_> = (values.issues.iter().zip(&case.issues))
        .map(|(levels, issue)| level_vertices(levels, issue.choices(), gap))
        .collect();
    let levels = product(&levels);
    let adjustments = product(&preference.adjustments.iter().map(|each| ends(&each.by)).collect::<Vec<_>>());
    let mut worlds = Vec::new();
    for weights in weight_vertices(&values.weights, case.issues.len()) {
        let divisor = values.divisor.map_or(weights.iter().sum(), |divisor| divisor.scaled(0));
        if divisor == 0 {
            continue;
        }
        for levels in &levels {
            for adjustments in &adjustments {
                worlds.push(World {
                    weights: weights.clone(),
                    divisor,
                    levels: levels.clone(),
                    adjustments: adjustments.clone(),
                    cap: values.cap.map(units),
                });
            }
        }
    }
    worlds
}
