//! Conditions of a case as hyper-rectangles.

use std::fmt::Write as _;

use detente_case::formula::Formula;
use detente_case::model::{Case, Domain};
use detente_case::package::{Choice, IssueIndex};
use fixedbitset::FixedBitSet;

use crate::rational::Rational;
use crate::worth::digits;

/// Numbers, by position, from the first to the second.
type Bound = (IssueIndex, usize, usize);

/// Where a hyper-rectangle lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rectangle {
    /// Whether it holds outside its bounds.
    excludes: bool,
    bounds: Vec<Bound>,
    /// An issue whose bounds no number meets.
    never: Option<IssueIndex>,
}

impl Rectangle {
    /// The hyper-rectangle that holds where a formula does; `None` where none does.
    pub(super) fn of(case: &Case, formula: &Formula) -> Option<Self> {
        match formula {
            Formula::Not(inner) => {
                let inner = Self::of(case, inner)?;
                (!inner.excludes && inner.never.is_none() && !inner.bounds.is_empty())
                    .then_some(Self { excludes: true, ..inner })
            }
            Formula::True => Some(Self { excludes: false, bounds: Vec::new(), never: None }),
            Formula::False => {
                let number =
                    |issue: &detente_case::model::Issue| matches!(issue.domain, Domain::Number { .. });
                let never = Some(case.issues.iter().position(number)?);
                Some(Self { excludes: false, bounds: Vec::new(), never })
            }
            Formula::And(parts) => {
                let mut sets: Vec<(IssueIndex, FixedBitSet)> = Vec::new();
                for part in parts {
                    let (issue, set) = choices(case, part)?;
                    match sets.iter_mut().find(|(known, _)| *known == issue) {
                        Some((_, known)) => known.intersect_with(&set),
                        None => sets.push((issue, set)),
                    }
                }
                sets.sort_by_key(|(issue, _)| *issue);
                let bounds = sets.iter().map(|(issue, set)| between(*issue, set)).collect::<Option<_>>()?;
                Some(Self { excludes: false, bounds, never: None })
            }
            single => {
                let (issue, mut set) = choices(case, single)?;
                if let Some(bound) = between(issue, &set) {
                    return Some(Self { excludes: false, bounds: vec![bound], never: None });
                }
                set.toggle_range(..);
                Some(Self { excludes: true, bounds: vec![between(issue, &set)?], never: None })
            }
        }
    }

    /// The issues that it is about.
    pub(super) fn issues(&self) -> impl Iterator<Item = IssueIndex> {
        self.bounds.iter().map(|(issue, ..)| *issue).chain(self.never)
    }

    /// Writes it with its utility.
    pub(super) fn write(&self, out: &mut String, case: &Case, utility: &Rational) {
        let name = if self.excludes { "EXCLUDES" } else { "INCLUDES" };
        let _ = writeln!(out, "<hyperRectangle utility=\"{}\">", digits(utility));
        let mut bound = |issue: IssueIndex, low: i128, high: i128| {
            let _ = writeln!(out, "<{name} index=\"{}\" min=\"{low}\" max=\"{high}\"/>", issue + 1);
        };
        for &(issue, from, to) in &self.bounds {
            if let (Some(low), Some(high)) = (number(case, issue, from), number(case, issue, to)) {
                bound(issue, low, high);
            }
        }
        if let Some(issue) = self.never {
            let low = number(case, issue, 0).unwrap_or(0);
            bound(issue, low - 1, low - 1);
        }
        out.push_str("</hyperRectangle>\n");
    }
}

fn number(case: &Case, issue: IssueIndex, at: usize) -> Option<i128> {
    match &case.issues.get(issue)?.domain {
        Domain::Number { numbers, .. } => numbers.get(at).map(|number| number.scaled(0)),
        _ => None,
    }
}

/// The choices that meet a formula about one numeric issue alone.
fn choices(case: &Case, formula: &Formula) -> Option<(IssueIndex, FixedBitSet)> {
    let mut marked = FixedBitSet::with_capacity(case.issues.len());
    formula.mark_issues(&mut marked);
    let mut ones = marked.ones();
    let (Some(issue), None) = (ones.next(), ones.next()) else { return None };
    let of = case.issues.get(issue)?;
    if !matches!(of.domain, Domain::Number { none: None, unknown: None, .. }) {
        return None;
    }
    let mut package: Vec<Choice> = vec![0; case.issues.len()];
    let mut set = FixedBitSet::with_capacity(of.choices());
    for at in 0..of.choices() {
        *package.get_mut(issue)? = Choice::try_from(at).ok()?;
        set.set(at, formula.holds(&package));
    }
    Some((issue, set))
}

/// The bound that a set is, if it is one.
fn between(issue: IssueIndex, set: &FixedBitSet) -> Option<Bound> {
    let (first, last) = (set.minimum()?, set.maximum()?);
    (set.count_ones(..) == last - first + 1).then_some((issue, first, last))
}
