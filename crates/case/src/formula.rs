//! Conditions on packages, resolved from expressions to issues and choices.

use fixedbitset::FixedBitSet;

use crate::package::{Choice, IssueIndex};

/// A set of the choices of one issue; its length is the number of choices.
pub type ChoiceSet = FixedBitSet;

/// A condition that a package meets or does not.
///
/// Built through the associated functions, which simplify constants away.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Formula {
    /// Always met.
    True,
    /// Never met.
    False,
    /// The issue's choice is one of the set.
    Is {
        /// The issue.
        issue: IssueIndex,
        /// The choices that meet the condition.
        choices: ChoiceSet,
    },
    /// A sum over numeric issues is within a bound.
    Linear(Linear),
    /// The part is not met.
    Not(Box<Formula>),
    /// Every part is met.
    And(Vec<Formula>),
    /// At least one part is met.
    Or(Vec<Formula>),
    /// At least `count` of the parts are met.
    AtLeast {
        /// How many.
        count: usize,
        /// The parts.
        of: Vec<Formula>,
    },
}

/// `sum of numbers <= bound`; not met where an issue sits at a choice that is
/// no number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Linear {
    /// The summands, one an issue, in ascending order of issue.
    pub terms: Vec<LinearTerm>,
    /// The bound, in the same integer unit as the numbers.
    pub bound: i64,
}

/// What an issue adds to a [`Linear`] sum.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LinearTerm {
    /// The issue.
    pub issue: IssueIndex,
    /// Its number at each choice, coefficient included; `None` where the choice is no number.
    pub numbers: Vec<Option<i64>>,
}

impl Formula {
    /// The issue's choice is one of `choices`.
    #[must_use]
    pub fn is(issue: IssueIndex, choices: ChoiceSet) -> Self {
        if choices.is_clear() {
            Self::False
        } else if choices.count_ones(..) == choices.len() {
            Self::True
        } else {
            Self::Is { issue, choices }
        }
    }

    /// The issue's choice is `choice` of `count` choices.
    #[must_use]
    pub fn chooses(issue: IssueIndex, choice: Choice, count: usize) -> Self {
        let mut choices = ChoiceSet::with_capacity(count);
        choices.insert(usize::from(choice));
        Self::is(issue, choices)
    }

    /// The opposite.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "reads like the other constructors")]
    pub fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Not(inner) => *inner,
            Self::Is { issue, mut choices } => {
                choices.toggle_range(..);
                Self::is(issue, choices)
            }
            other => Self::Not(Box::new(other)),
        }
    }

    /// Every part.
    #[must_use]
    pub fn and(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut kept = Vec::new();
        for part in parts {
            match part {
                Self::True => {}
                Self::False => return Self::False,
                Self::And(inner) => kept.extend(inner),
                other => kept.push(other),
            }
        }
        match kept.len() {
            0 => Self::True,
            1 => kept.swap_remove(0),
            _ => Self::And(kept),
        }
    }

    /// At least one part.
    #[must_use]
    pub fn or(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut kept = Vec::new();
        for part in parts {
            match part {
                Self::False => {}
                Self::True => return Self::True,
                Self::Or(inner) => kept.extend(inner),
                other => kept.push(other),
            }
        }
        match kept.len() {
            0 => Self::False,
            1 => kept.swap_remove(0),
            _ => Self::Or(kept),
        }
    }

    /// `self -> consequence`.
    #[must_use]
    pub fn implies(self, consequence: Self) -> Self {
        Self::or([self.not(), consequence])
    }

    /// `self <-> other`.
    #[must_use]
    pub fn equivalent(self, other: Self) -> Self {
        Self::or([Self::and([self.clone(), other.clone()]), Self::and([self.not(), other.not()])])
    }

    /// At least `count` of `of`.
    #[must_use]
    pub fn at_least(count: usize, of: Vec<Self>) -> Self {
        let settled = of.iter().filter(|part| **part == Self::True).count();
        let open: Vec<_> = of.into_iter().filter(|part| !matches!(part, Self::True | Self::False)).collect();
        let missing = count.saturating_sub(settled);
        match missing {
            0 => Self::True,
            1 => Self::or(open),
            _ if missing > open.len() => Self::False,
            _ if missing == open.len() => Self::and(open),
            _ => Self::AtLeast { count: missing, of: open },
        }
    }

    /// Whether a package, one choice an issue in case order, meets the condition.
    #[must_use]
    pub fn holds(&self, package: &[Choice]) -> bool {
        match self {
            Self::True => true,
            Self::False => false,
            Self::Is { issue, choices } => choices.contains(usize::from(package[*issue])),
            Self::Linear(linear) => linear
                .terms
                .iter()
                .try_fold(0_i64, |sum, term| Some(sum + term.numbers[usize::from(package[term.issue])]?))
                .is_some_and(|sum| sum <= linear.bound),
            Self::Not(inner) => !inner.holds(package),
            Self::And(parts) => parts.iter().all(|part| part.holds(package)),
            Self::Or(parts) => parts.iter().any(|part| part.holds(package)),
            Self::AtLeast { count, of } => of.iter().filter(|part| part.holds(package)).count() >= *count,
        }
    }

    /// Marks every issue that the condition mentions.
    pub fn mark_issues(&self, marked: &mut FixedBitSet) {
        match self {
            Self::True | Self::False => {}
            Self::Is { issue, .. } => marked.insert(*issue),
            Self::Linear(linear) => linear.terms.iter().for_each(|term| marked.insert(term.issue)),
            Self::Not(inner) => inner.mark_issues(marked),
            Self::And(parts) | Self::Or(parts) | Self::AtLeast { of: parts, .. } => {
                parts.iter().for_each(|part| part.mark_issues(marked));
            }
        }
    }
}
