//! Positions over time: what a party held on an issue and on whose word, where
//! its statements contradict each other, how its offers changed, and how far
//! two people who coded the same documents agree.
//!
//! Which statements stand on a day is decided in `detente_case::record` and
//! nowhere else; here its answers for several days are put side by side. Whether
//! a package meets a formula is asked through [`Packages`], for this crate knows
//! no packages.

pub mod alpha;
pub mod coders;
pub mod conflicts;
pub mod offers;
pub mod scenarios;
pub mod timeline;

use std::collections::HashMap;

use detente_case::formula::Formula;
use detente_case::model::{Case, Clause, Statement};
use detente_case::package::IssueIndex;
use detente_case::record::{Readings, Standing, View, standing};

/// Asks whether an allowed package meets a formula, and remembers the answers.
pub struct Packages<'a> {
    some_meets: &'a mut dyn FnMut(&Formula) -> bool,
    known: HashMap<Formula, bool>,
}

impl<'a> Packages<'a> {
    /// Around the question itself.
    pub fn new(some_meets: &'a mut dyn FnMut(&Formula) -> bool) -> Self {
        Self { some_meets, known: HashMap::new() }
    }

    /// Whether an allowed package meets the formula.
    pub fn some_meets(&mut self, formula: &Formula) -> bool {
        if let Some(known) = self.known.get(formula) {
            return *known;
        }
        let meets = (self.some_meets)(formula);
        self.known.insert(formula.clone(), meets);
        meets
    }

    /// The record as seen in a view, as coded.
    pub fn standing(&mut self, case: &Case, view: View) -> Standing {
        standing(case, view, &Readings::as_coded(case), &mut |formula| self.some_meets(formula))
    }
}

/// The issues that a statement names in its terms, conditions and readings, ascending.
fn issues_of(statement: &Statement) -> Vec<IssueIndex> {
    named(coded(statement).chain(&statement.as_read))
}

/// The issues that a statement names as coded, ascending: what only another
/// reading names, nobody coded it to say.
fn issues_as_coded(statement: &Statement) -> Vec<IssueIndex> {
    named(coded(statement))
}

fn coded(statement: &Statement) -> impl Iterator<Item = &Clause> {
    [&statement.terms, &statement.only_if, &statement.if_, &statement.first].into_iter().flatten()
}

fn named<'s>(clauses: impl Iterator<Item = &'s Clause>) -> Vec<IssueIndex> {
    let mut issues: Vec<IssueIndex> = clauses.flat_map(|clause| clause.names.iter().copied()).collect();
    issues.sort_unstable();
    issues.dedup();
    issues
}
