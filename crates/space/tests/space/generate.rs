//! Random small cases, and their packages by brute force.

use detente_case::decimal::Decimal;
use detente_case::formula::{ChoiceSet, Formula, Linear, LinearTerm};
use detente_case::model::{Case, Domain};
use detente_case::package::{Choice, Package};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::builder::Builder;

/// A case with formulas to ask about.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) case: Case,
    pub(crate) hard: Vec<Formula>,
    pub(crate) tracked: Vec<Formula>,
    pub(crate) split: Vec<Formula>,
}

impl Asked {
    pub(crate) fn request(&self) -> detente_space::compile::Request<'_> {
        detente_space::compile::Request { hard: &self.hard, tracked: &self.tracked, split: &self.split }
    }

    /// All packages that the case allows and the hard formulas leave, ascending.
    pub(crate) fn packages(&self) -> Vec<Package> {
        let meets = |package: &Package| {
            self.case.is_allowed(package) && self.hard.iter().all(|formula| formula.holds(package))
        };
        every_package(&self.case).into_iter().filter(meets).collect()
    }
}

/// Every choice on every issue, allowed or not, ascending.
pub(crate) fn every_package(case: &Case) -> Vec<Package> {
    let mut packages: Vec<Package> = vec![Vec::new()];
    for issue in &case.issues {
        let choices = 0..Choice::try_from(issue.choices()).expect("choices are few");
        let extend = |package: Package| choices.clone().map(move |choice| [&package[..], &[choice]].concat());
        packages = packages.into_iter().flat_map(extend).collect();
    }
    packages
}

/// A formula before it is known which issues there are.
#[derive(Clone, Debug)]
enum Raw {
    Constant(bool),
    Is(usize, u8),
    Linear(Vec<(usize, [Option<i64>; 4])>, i64),
    Not(Box<Raw>),
    And(Vec<Raw>),
    Or(Vec<Raw>),
    AtLeast(usize, Vec<Raw>),
}

impl Raw {
    /// The formula over the first `choices.len()` issues.
    fn resolve(&self, choices: &[usize]) -> Formula {
        let all = |parts: &[Raw]| parts.iter().map(|part| part.resolve(choices)).collect::<Vec<_>>();
        match self {
            Self::Constant(value) => if_true(*value),
            _ if choices.is_empty() => Formula::True,
            Self::Is(issue, bits) => {
                let issue = issue % choices.len();
                let mut set = ChoiceSet::with_capacity(choices[issue]);
                (0..choices[issue]).for_each(|choice| set.set(choice, bits >> choice & 1 == 1));
                Formula::is(issue, set)
            }
            Self::Linear(terms, bound) => {
                let mut terms: Vec<LinearTerm> = terms
                    .iter()
                    .map(|(issue, numbers)| {
                        let issue = issue % choices.len();
                        LinearTerm { issue, numbers: numbers[..choices[issue]].to_vec() }
                    })
                    .collect();
                terms.sort_by_key(|term| term.issue);
                terms.dedup_by_key(|term| term.issue);
                Formula::Linear(Linear { terms, bound: *bound })
            }
            // Not through the simplifying constructors alone: readers may hand over any shape.
            Self::Not(inner) => Formula::Not(Box::new(inner.resolve(choices))),
            Self::And(parts) => Formula::And(all(parts)),
            Self::Or(parts) => Formula::or(all(parts)),
            Self::AtLeast(count, parts) => Formula::AtLeast { count: *count, of: all(parts) },
        }
    }
}

fn if_true(value: bool) -> Formula {
    if value { Formula::True } else { Formula::False }
}

fn raw_formula() -> impl Strategy<Value = Raw> {
    let number = prop_oneof![6 => (-3_i64..6).prop_map(Some), 1 => Just(None)];
    let term = (0_usize..6, [number.clone(), number.clone(), number.clone(), number]);
    let leaf = prop_oneof![
        1 => any::<bool>().prop_map(Raw::Constant),
        12 => (0_usize..6, any::<u8>()).prop_map(|(issue, bits)| Raw::Is(issue, bits)),
        3 => (vec(term, 1..4), -2_i64..10).prop_map(|(terms, bound)| Raw::Linear(terms, bound)),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            1 => inner.clone().prop_map(|inner| Raw::Not(Box::new(inner))),
            2 => vec(inner.clone(), 0..4).prop_map(Raw::And),
            3 => vec(inner.clone(), 0..4).prop_map(Raw::Or),
            1 => (0_usize..4, vec(inner, 0..4)).prop_map(|(count, parts)| Raw::AtLeast(count, parts)),
        ]
    })
}

/// An issue: its kind, its condition and its no-deal choice.
type RawIssue = (u8, Option<Raw>, u8);

fn raw_issue() -> impl Strategy<Value = RawIssue> {
    (0_u8..7, proptest::option::weighted(0.3, raw_formula()), any::<u8>())
}

/// Cases of `issues` issues with conditions, and formulas to ask about.
pub(crate) fn asked(issues: std::ops::Range<usize>) -> impl Strategy<Value = Asked> {
    let formulas = |most| vec(raw_formula(), 0..most);
    (vec(raw_issue(), issues), formulas(5), formulas(3), formulas(5), formulas(3)).prop_map(
        |(issues, rules, hard, tracked, split)| {
            let mut builder = Builder::new();
            let mut choices: Vec<usize> = Vec::new();
            // Ids in an order of their own, so that ties are not broken by position.
            for (at, (kind, when, no_deal)) in issues.iter().enumerate() {
                let issue = builder.issue(format!("issue-{}", at * 7 % 11), domain(&builder, *kind));
                let count = builder.case.issues[issue].choices();
                // Conditions look back alone, so that they are not circular.
                builder.case.issues[issue].when =
                    when.as_ref().map(|when| builder.clause(when.resolve(&choices)));
                builder.case.issues[issue].no_deal = Choice::try_from(usize::from(*no_deal) % (count + 1))
                    .ok()
                    .filter(|&choice| usize::from(choice) < count);
                choices.push(count);
            }
            let resolve = |raw: Vec<Raw>| raw.iter().map(|raw| raw.resolve(&choices)).collect::<Vec<_>>();
            resolve(rules).into_iter().for_each(|rule| builder.rule(rule));
            let (hard, tracked, split) = (resolve(hard), resolve(tracked), resolve(split));
            Asked { case: builder.case, hard, tracked, split }
        },
    )
}

/// Two to four choices, of every kind of issue.
fn domain(builder: &Builder, kind: u8) -> Domain {
    let numbers = |count: usize| ["1", "2", "3"][..count].iter().map(|text| decimal(text)).collect();
    match kind {
        0..=2 => Domain::OneOf(builder.options(usize::from(kind) + 2)),
        3 | 4 => Domain::AnyOf(builder.options(usize::from(kind) - 2)),
        5 => Domain::Number { numbers: numbers(3), unit: None, none: None, unknown: None },
        _ => Domain::Number {
            numbers: numbers(2),
            unit: None,
            none: Some("none".to_owned()),
            unknown: Some("unknown".to_owned()),
        },
    }
}

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}
