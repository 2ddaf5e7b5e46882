//! From the formulas of a case to stored ones.

use detente_case::formula::{Formula, Linear};
use detente_case::package::IssueIndex;
use fixedbitset::FixedBitSet;
use rustc_hash::FxHashMap;

use super::store::{Id, Store, constant};
use super::sum::Term;

/// The choices of each issue in classes that no formula tells apart.
pub(super) struct Classes {
    /// Class of each choice, by issue; classes are numbered by their first choice.
    pub(super) of: Vec<Vec<u32>>,
    /// Number of classes, by issue.
    pub(super) count: Vec<usize>,
}

impl Classes {
    /// Classes for issues with `choices` choices each under `formulas`.
    pub(super) fn new<'a>(choices: &[usize], formulas: impl IntoIterator<Item = &'a Formula>) -> Self {
        let of = choices.iter().map(|&choices| vec![0; choices]).collect();
        let count = choices.iter().map(|&choices| choices.min(1)).collect();
        let mut classes = Self { of, count };
        formulas.into_iter().for_each(|formula| classes.refine(formula));
        classes
    }

    fn refine(&mut self, formula: &Formula) {
        match formula {
            Formula::True | Formula::False => {}
            Formula::Is { issue, choices } => self.split(*issue, |choice| choices.contains(choice)),
            Formula::Linear(linear) => {
                for term in &linear.terms {
                    self.split(term.issue, |choice| term.numbers.get(choice).copied().flatten());
                }
            }
            Formula::Not(inner) => self.refine(inner),
            Formula::And(parts) | Formula::Or(parts) | Formula::AtLeast { of: parts, .. } => {
                parts.iter().for_each(|part| self.refine(part));
            }
        }
    }

    fn split<K: std::hash::Hash + Eq>(&mut self, issue: IssueIndex, key: impl Fn(usize) -> K) {
        let (of, count) = (&mut self.of[issue], &mut self.count[issue]);
        if *count == of.len() {
            return;
        }
        let mut numbers: FxHashMap<(u32, K), u32> = FxHashMap::default();
        for (choice, class) in of.iter_mut().enumerate() {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *class = *numbers.entry((*class, key(choice))).or_insert(next);
        }
        *count = numbers.len();
    }
}

/// Translates formulas, given where in the order each issue is decided.
pub(super) struct Translator<'a> {
    /// Position of each issue.
    pub(super) position: &'a [u32],
    /// Classes of choices, by issue.
    pub(super) classes: &'a Classes,
}

impl Translator<'_> {
    /// The stored formula that is met where `formula` is, or is not if `negated`.
    pub(super) fn store(&self, store: &mut Store, formula: &Formula, negated: bool) -> Id {
        match formula {
            Formula::True => constant(!negated),
            Formula::False => constant(negated),
            Formula::Is { issue, choices } => {
                let mut set = FixedBitSet::with_capacity(self.classes.count[*issue]);
                for (choice, &class) in self.classes.of[*issue].iter().enumerate() {
                    set.set(class as usize, choices.contains(choice) != negated);
                }
                store.is(self.position[*issue], set)
            }
            Formula::Linear(linear) => self.linear(store, linear, negated),
            Formula::Not(inner) => self.store(store, inner, !negated),
            Formula::And(parts) | Formula::Or(parts) => {
                let all = matches!(formula, Formula::And(_)) != negated;
                let parts = self.parts(store, parts, negated);
                if all { store.all(&parts) } else { store.any(&parts) }
            }
            Formula::AtLeast { count, of } => {
                let parts = self.parts(store, of, negated);
                // Fewer than `count` are met where more than the rest are missed.
                let count = if negated { (parts.len() + 1).saturating_sub(*count) } else { *count };
                store.at_least(count, &parts)
            }
        }
    }

    fn parts(&self, store: &mut Store, parts: &[Formula], negated: bool) -> Vec<Id> {
        parts.iter().map(|part| self.store(store, part, negated)).collect()
    }

    fn linear(&self, store: &mut Store, linear: &Linear, negated: bool) -> Id {
        let mut terms: Vec<Term> = linear
            .terms
            .iter()
            .map(|term| {
                let mut numbers = vec![None; self.classes.count[term.issue]];
                for (choice, &class) in self.classes.of[term.issue].iter().enumerate() {
                    numbers[class as usize] = term.numbers.get(choice).copied().flatten();
                }
                Term { at: self.position[term.issue], numbers }
            })
            .collect();
        terms.sort_by_key(|term| term.at);
        store.sum(terms, negated, i128::from(linear.bound))
    }
}
