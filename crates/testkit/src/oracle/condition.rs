//! Conditions, read from their text.

use std::collections::BTreeSet;

use detente_case::model::{Case, Domain};
use detente_case::package::{Choice, IssueIndex};
use detente_syntax::ast::{Expression, ExpressionKind, Name, Order, Quantity, Sum};
use detente_syntax::expression::{Mode, parse};
use detente_syntax::span::Sources;
use detente_syntax::value::Text;

/// Number of choices of an issue.
pub(super) fn choices(domain: &Domain) -> usize {
    match domain {
        Domain::OneOf(options) => options.len(),
        Domain::AnyOf(options) => 2_usize.pow(u32::try_from(options.len()).expect("few options")),
        Domain::Number { numbers, none, unknown, .. } => {
            numbers.len() + none.iter().count() + unknown.iter().count()
        }
    }
}

/// A condition with its names looked up.
#[derive(Debug)]
pub(super) enum Meaning {
    Constant(bool),
    /// Of one issue: whether each of its choices meets it.
    Choice(IssueIndex, Vec<bool>),
    Compare(Total, Order, Total),
    Not(Box<Self>),
    /// So many of the parts, by the numbers that will do.
    Count(BTreeSet<usize>, Vec<Self>),
    Equal(Box<Self>, Box<Self>),
}

/// A sum: issues with the number at each of their choices, and a constant, in billionths.
#[derive(Debug)]
pub(super) struct Total {
    issues: Vec<(IssueIndex, Vec<Option<i128>>)>,
    constant: i128,
}

impl Meaning {
    /// Reads a condition of a case.
    pub(super) fn of(case: &Case, text: &str) -> Self {
        let nowhere = Sources::new().add("", "");
        let parsed = parse(&Text::verbatim(nowhere, 0, text), Mode::Priority);
        Self::read(case, &parsed.unwrap_or_else(|errors| panic!("`{text}`: {errors:?}")))
    }

    fn read(case: &Case, expression: &Expression) -> Self {
        let part = |part: &Expression| Box::new(Self::read(case, part));
        let parts =
            |parts: &[Expression]| parts.iter().map(|part| Self::read(case, part)).collect::<Vec<_>>();
        match &expression.kind {
            ExpressionKind::Constant(value) => Self::Constant(*value),
            ExpressionKind::Is { issue, equal, option } => Self::choice(case, issue, |issue, choice| {
                stands_for(case, issue, choice, &option.text) == *equal
            }),
            ExpressionKind::In { issue, options } => Self::choice(case, issue, |issue, choice| {
                options.iter().any(|option| stands_for(case, issue, choice, &option.text))
            }),
            ExpressionKind::Has { issue, option } => Self::choice(case, issue, |issue, choice| {
                let bit =
                    case.issues[issue].domain.options().iter().position(|known| known.id == option.text);
                choice >> bit.expect("the reader knows the option") & 1 == 1
            }),
            ExpressionKind::IsNone { issue } => {
                Self::choice(case, issue, |issue, choice| stands_for(case, issue, choice, "none"))
            }
            ExpressionKind::Compare { left, order, right } => {
                Self::Compare(Total::read(case, left), *order, Total::read(case, right))
            }
            ExpressionKind::Not(inner) => Self::Not(part(inner)),
            ExpressionKind::And(all) => Self::Count(BTreeSet::from([all.len()]), parts(all)),
            ExpressionKind::Or(any) => Self::Count((1..=any.len()).collect(), parts(any)),
            ExpressionKind::Implies(left, right) | ExpressionKind::If(right, left) => {
                Self::Count(BTreeSet::from([1, 2]), vec![Self::Not(part(left)), Self::read(case, right)])
            }
            ExpressionKind::Equivalent(left, right) | ExpressionKind::IfAndOnlyIf(left, right) => {
                Self::Equal(part(left), part(right))
            }
            ExpressionKind::Count { quantity, count, of } => {
                let count = *count as usize;
                let enough = |met: &usize| match quantity {
                    Quantity::AtLeast => *met >= count,
                    Quantity::AtMost => *met <= count,
                    Quantity::Exactly => *met == count,
                };
                Self::Count((0..=of.len()).filter(enough).collect(), parts(of))
            }
        }
    }

    fn choice(case: &Case, issue: &Name, meets: impl Fn(IssueIndex, usize) -> bool) -> Self {
        let issue = position(case, &issue.text).expect("the reader knows the issue");
        Self::Choice(
            issue,
            (0..choices(&case.issues[issue].domain)).map(|choice| meets(issue, choice)).collect(),
        )
    }

    /// Whether a package meets it.
    pub(super) fn holds(&self, package: &[Choice]) -> bool {
        match self {
            Self::Constant(value) => *value,
            Self::Choice(issue, meets) => meets[usize::from(package[*issue])],
            Self::Compare(left, order, right) => match (left.at(package), right.at(package)) {
                (Some(left), Some(right)) => match order {
                    Order::Less => left < right,
                    Order::AtMost => left <= right,
                    Order::Greater => left > right,
                    Order::AtLeast => left >= right,
                },
                // Where an issue sits at no number nothing can be said of numbers.
                _ => false,
            },
            Self::Not(inner) => !inner.holds(package),
            Self::Count(enough, of) => enough.contains(&of.iter().filter(|part| part.holds(package)).count()),
            Self::Equal(left, right) => left.holds(package) == right.holds(package),
        }
    }

    /// The issues that it names.
    pub(super) fn issues(&self) -> BTreeSet<IssueIndex> {
        match self {
            Self::Constant(_) => BTreeSet::new(),
            Self::Choice(issue, _) => BTreeSet::from([*issue]),
            Self::Compare(left, _, right) => {
                left.issues.iter().chain(&right.issues).map(|(issue, _)| *issue).collect()
            }
            Self::Not(inner) => inner.issues(),
            Self::Count(_, of) => of.iter().flat_map(Self::issues).collect(),
            Self::Equal(left, right) => left.issues().into_iter().chain(right.issues()).collect(),
        }
    }
}

impl Total {
    fn read(case: &Case, sum: &Sum) -> Self {
        let mut total = Self { issues: Vec::new(), constant: 0 };
        for term in &sum.terms {
            match billionths(&term.text) {
                Some(number) => total.constant += number,
                None => {
                    let issue = position(case, &term.text).expect("the reader knows the issue");
                    let Domain::Number { numbers, .. } = &case.issues[issue].domain else {
                        panic!("`{}` has no numbers", term.text)
                    };
                    let mut column: Vec<_> =
                        numbers.iter().map(|number| billionths(&number.to_string())).collect();
                    column.resize(choices(&case.issues[issue].domain), None);
                    total.issues.push((issue, column));
                }
            }
        }
        total
    }

    fn at(&self, package: &[Choice]) -> Option<i128> {
        self.issues.iter().try_fold(self.constant, |sum, (issue, numbers)| {
            Some(sum + numbers[usize::from(package[*issue])]?)
        })
    }
}

fn position(case: &Case, id: &str) -> Option<IssueIndex> {
    case.issues.iter().position(|issue| issue.id == id)
}

/// Whether a word stands for a choice of an issue.
fn stands_for(case: &Case, issue: IssueIndex, choice: usize, word: &str) -> bool {
    match &case.issues[issue].domain {
        Domain::OneOf(options) => options[choice].id == word,
        Domain::AnyOf(_) if word == "none" => choice == 0,
        Domain::AnyOf(options) => {
            (0..options.len()).all(|bit| (choice >> bit & 1 == 1) == (options[bit].id == word))
        }
        Domain::Number { numbers, none, .. } => match numbers.get(choice) {
            Some(number) => billionths(word) == billionths(&number.to_string()),
            None => word == if none.is_some() && choice == numbers.len() { "none" } else { "unknown" },
        },
    }
}

/// A decimal number in billionths; `None` for a word.
fn billionths(text: &str) -> Option<i128> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole: i128 = whole.parse().ok()?;
    let fraction: i128 = format!("{fraction:0<9}").parse().ok()?;
    Some(sign * (1_000_000_000 * whole + fraction))
}
