//! Conditions on packages by keys, as text and as truth.

use super::{Choices, Domain, Draft, IssueKey, Number, OptionKey, Pick};

/// A condition. `If` and `Iff` stand at the top of priorities only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// `true` or `false`
    Constant(bool),
    /// `issue = choice`, or `!=`
    Is(IssueKey, bool, Pick),
    /// `issue in {a, b}`
    In(IssueKey, Vec<Pick>),
    /// `issue has option`
    Has(IssueKey, OptionKey),
    /// `issue is none`
    IsNone(IssueKey),
    /// `a + b <= 5`
    Compare(Vec<Term>, Comparison, Vec<Term>),
    /// `not e`
    Not(Box<Self>),
    /// `e and e`
    And(Vec<Self>),
    /// `e or e`
    Or(Vec<Self>),
    /// `e -> e`
    Implies(Box<Self>, Box<Self>),
    /// `e <-> e`
    Equivalent(Box<Self>, Box<Self>),
    /// `at least n of (e, e)` and the like
    Count(Quantity, usize, Vec<Self>),
    /// `e if e`
    If(Box<Self>, Box<Self>),
    /// `e iff e`
    Iff(Box<Self>, Box<Self>),
}

/// A summand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// What a numeric issue is set to.
    Issue(IssueKey),
    /// A number.
    Number(Number),
}

/// How sums are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

/// How many must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// `at least`
    AtLeast,
    /// `at most`
    AtMost,
    /// `exactly`
    Exactly,
}

impl Condition {
    /// The condition in the expression language, with no more parentheses than
    /// its precedence asks for: comparison, `not`, `and`, `or`, `->` from the
    /// right, `<->` from the left, then `if` and `iff`.
    #[must_use]
    pub fn text(&self, draft: &Draft) -> String {
        self.bound(draft, 0)
    }

    /// The text, in parentheses where it binds less tightly than `least`.
    fn bound(&self, draft: &Draft, least: u8) -> String {
        let id = |key: &IssueKey| draft.issue(*key).id.as_str();
        let pick = |key: &IssueKey, pick: &Pick| draft.issue(*key).text(pick);
        let list = |parts: &[Self], least, between: &str| {
            parts.iter().map(|part| part.bound(draft, least)).collect::<Vec<_>>().join(between)
        };
        let sum = |terms: &[Term]| {
            let text = |term: &Term| match term {
                Term::Issue(key) => id(key).to_owned(),
                Term::Number(number) => number.to_string(),
            };
            terms.iter().map(text).collect::<Vec<_>>().join(" + ")
        };
        let (binding, text) = match self {
            Self::Constant(value) => (6, value.to_string()),
            Self::Is(issue, equal, choice) => {
                (6, format!("{} {} {}", id(issue), if *equal { "=" } else { "!=" }, pick(issue, choice)))
            }
            Self::In(issue, choices) => {
                let choices: Vec<_> = choices.iter().map(|choice| pick(issue, choice)).collect();
                (6, format!("{} in {{{}}}", id(issue), choices.join(", ")))
            }
            Self::Has(issue, option) => {
                (6, format!("{} has {}", id(issue), pick(issue, &Pick::Option(*option))))
            }
            Self::IsNone(issue) => (6, format!("{} is none", id(issue))),
            Self::Compare(left, order, right) => {
                let order = match order {
                    Comparison::Less => "<",
                    Comparison::AtMost => "<=",
                    Comparison::Greater => ">",
                    Comparison::AtLeast => ">=",
                };
                (6, format!("{} {order} {}", sum(left), sum(right)))
            }
            Self::Count(quantity, count, of) => {
                let quantity = match quantity {
                    Quantity::AtLeast => "at least",
                    Quantity::AtMost => "at most",
                    Quantity::Exactly => "exactly",
                };
                (6, format!("{quantity} {count} of ({})", list(of, 1, ", ")))
            }
            Self::Not(inner) => (5, format!("not {}", inner.bound(draft, 5))),
            Self::And(parts) => (4, list(parts, 5, " and ")),
            Self::Or(parts) => (3, list(parts, 4, " or ")),
            Self::Implies(left, right) => {
                (2, format!("{} -> {}", left.bound(draft, 3), right.bound(draft, 2)))
            }
            Self::Equivalent(left, right) => {
                (1, format!("{} <-> {}", left.bound(draft, 1), right.bound(draft, 2)))
            }
            Self::If(left, right) => (0, format!("{} if {}", left.bound(draft, 1), right.bound(draft, 1))),
            Self::Iff(left, right) => (0, format!("{} iff {}", left.bound(draft, 1), right.bound(draft, 1))),
        };
        if binding < least { format!("({text})") } else { text }
    }

    /// Whether a package meets it.
    #[must_use]
    pub fn holds(&self, draft: &Draft, package: &Choices) -> bool {
        let each = |part: &Self| part.holds(draft, package);
        match self {
            Self::Constant(value) => *value,
            Self::Is(issue, equal, pick) => (package.of(*issue) == pick) == *equal,
            Self::In(issue, picks) => picks.contains(package.of(*issue)),
            Self::Has(issue, option) => {
                matches!(package.of(*issue), Pick::Set(taken) if taken.contains(option))
            }
            Self::IsNone(issue) => *package.of(*issue) == draft.issue(*issue).none(),
            Self::Compare(left, order, right) => match (total(left, package), total(right, package)) {
                (Some(left), Some(right)) => match order {
                    Comparison::Less => left < right,
                    Comparison::AtMost => left <= right,
                    Comparison::Greater => left > right,
                    Comparison::AtLeast => left >= right,
                },
                _ => false,
            },
            Self::Not(inner) => !each(inner),
            Self::And(parts) => parts.iter().all(each),
            Self::Or(parts) => parts.iter().any(each),
            Self::Implies(left, right) | Self::If(right, left) => !each(left) || each(right),
            Self::Equivalent(left, right) | Self::Iff(left, right) => each(left) == each(right),
            Self::Count(quantity, count, of) => {
                let met = of.iter().filter(|part| each(part)).count();
                match quantity {
                    Quantity::AtLeast => met >= *count,
                    Quantity::AtMost => met <= *count,
                    Quantity::Exactly => met == *count,
                }
            }
        }
    }

    /// Whether it speaks of an issue.
    #[must_use]
    pub fn names(&self, issue: IssueKey) -> bool {
        let of = |terms: &[Term]| terms.contains(&Term::Issue(issue));
        match self {
            Self::Constant(_) => false,
            Self::Is(key, ..) | Self::In(key, _) | Self::Has(key, _) | Self::IsNone(key) => *key == issue,
            Self::Compare(left, _, right) => of(left) || of(right),
            Self::Not(inner) => inner.names(issue),
            Self::And(parts) | Self::Or(parts) | Self::Count(_, _, parts) => {
                parts.iter().any(|part| part.names(issue))
            }
            Self::Implies(left, right)
            | Self::Equivalent(left, right)
            | Self::If(left, right)
            | Self::Iff(left, right) => left.names(issue) || right.names(issue),
        }
    }
}

/// The sum, unless an issue in it is at no number.
fn total(terms: &[Term], package: &Choices) -> Option<Number> {
    terms.iter().try_fold(Number(0), |sum, term| match term {
        Term::Number(number) => Some(sum.plus(*number)),
        Term::Issue(issue) => match package.of(*issue) {
            Pick::Number(number) => Some(sum.plus(*number)),
            _ => None,
        },
    })
}

impl super::Issue {
    /// What `is none` means here.
    fn none(&self) -> Pick {
        match &self.domain {
            Domain::AnyOf(_) => Pick::Set(Vec::new()),
            Domain::OneOf(options) => {
                let none = options.iter().find(|option| option.id == "none");
                none.map_or(Pick::None, |option| Pick::Option(option.key))
            }
            Domain::Numbers { .. } => Pick::None,
        }
    }
}
