//! What the definitions say of a case, by enumeration.
//!
//! Everything here is a function of a [`Case`] as the reader hands it on. A
//! condition is read once more from its text and becomes the [`Set`] of the
//! packages that meet it, out of all combinations of choices; the formulas that
//! the solver works on are not used. Nothing is clever: sets are lists of
//! truth values, regions are lists of extreme points, numbers are exact.

mod blockers;
mod concepts;
mod condition;
mod points;
mod record;
mod region;
mod set;
mod worth;

pub use blockers::{Demand, Opening};
pub use concepts::{Concepts, Standards, concepts, nondominated};
pub use points::{Measure, PartyPoints};
pub use record::{Entry, Reading, Record, State, Tally, View};
pub use set::Set;
pub use worth::{Acceptance, Bounds};

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use detente_case::model::{Case, Clause, Consent};
use detente_case::package::{Choice, IssueIndex, Package, PartyIndex};
use num_rational::BigRational;

use condition::Meaning;

/// An exact number.
pub type Number = BigRational;

/// A case with all its packages.
#[derive(Debug)]
pub struct Oracle<'case> {
    case: &'case Case,
    packages: Vec<Package>,
    read: RefCell<BTreeMap<String, (Set, BTreeSet<IssueIndex>)>>,
    allowed: OnceCell<Set>,
    thresholds: RefCell<BTreeMap<PartyIndex, Vec<Acceptance>>>,
}

impl<'case> Oracle<'case> {
    /// Writes out every combination of choices.
    #[must_use]
    pub fn new(case: &'case Case) -> Self {
        let packages = case.issues.iter().fold(vec![Package::new()], |heads, issue| {
            let choices = 0..Choice::try_from(condition::choices(&issue.domain)).expect("few choices");
            let longer = |head: Package| {
                choices.clone().map(move |choice| head.iter().copied().chain([choice]).collect())
            };
            heads.into_iter().flat_map(longer).collect()
        });
        let (read, allowed, thresholds) = Default::default();
        Self { case, packages, read, allowed, thresholds }
    }

    /// The case.
    #[must_use]
    pub fn case(&self) -> &'case Case {
        self.case
    }

    /// Every combination of choices, allowed or not, in lexicographic order.
    #[must_use]
    pub fn packages(&self) -> &[Package] {
        &self.packages
    }

    /// The combinations of which something is true.
    #[must_use]
    pub fn such_that(&self, test: impl Fn(&Package) -> bool) -> Set {
        self.packages.iter().map(test).collect()
    }

    /// The combinations that meet a condition.
    ///
    /// # Panics
    ///
    /// When the text of the condition cannot be read, which the reader has made sure of.
    #[must_use]
    pub fn meet(&self, clause: &Clause) -> Set {
        self.read(clause).0
    }

    /// The issues that a condition names.
    #[must_use]
    pub fn named(&self, clause: &Clause) -> BTreeSet<IssueIndex> {
        self.read(clause).1
    }

    fn read(&self, clause: &Clause) -> (Set, BTreeSet<IssueIndex>) {
        let mut known = self.read.borrow_mut();
        let read = known.entry(clause.text.clone()).or_insert_with(|| {
            let meaning = Meaning::of(self.case, &clause.text);
            let meet = self.packages.iter().map(|package| meaning.holds(package)).collect();
            (meet, meaning.issues())
        });
        read.clone()
    }

    /// All combinations, or none.
    fn every(&self, yes: bool) -> Set {
        self.such_that(|_| yes)
    }

    /// Where a condition holds, or everywhere where there is none.
    fn if_any(&self, clause: Option<&Clause>) -> Set {
        clause.map_or_else(|| self.every(true), |clause| self.meet(clause))
    }

    /// Where an issue arises.
    #[must_use]
    pub fn arises(&self, issue: IssueIndex) -> Set {
        self.if_any(self.case.issues[issue].when.as_ref())
    }

    /// Where every issue that does not arise sits at its no-deal choice.
    #[must_use]
    pub fn settled(&self) -> Set {
        (0..self.case.issues.len()).fold(self.every(true), |settled, issue| {
            let no_deal = self.case.issues[issue].no_deal;
            let at_no_deal = self.such_that(|package| no_deal == Some(package[issue]));
            settled.and(&self.arises(issue).or(&at_no_deal))
        })
    }

    /// The allowed packages: settled, and every rule holds.
    #[must_use]
    pub fn allowed(&self) -> Set {
        self.allowed.get_or_init(|| self.allowed_without(None)).clone()
    }

    /// The packages that rule `rule` alone removes.
    #[must_use]
    pub fn removed_alone(&self, rule: usize) -> Set {
        self.allowed_without(Some(rule)).minus(&self.allowed())
    }

    fn allowed_without(&self, left_out: Option<usize>) -> Set {
        let rules = self.case.rules.iter().enumerate().filter(|(at, _)| Some(*at) != left_out);
        rules.fold(self.settled(), |allowed, (_, rule)| allowed.and(&self.meet(&rule.require)))
    }

    /// The package of no agreement alone, or none where issues lack their no-deal choice.
    #[must_use]
    pub fn no_agreement(&self) -> Set {
        let choices: Option<Package> = self.case.issues.iter().map(|issue| issue.no_deal).collect();
        self.such_that(|package| Some(package) == choices.as_ref())
    }

    /// The allowed packages that can be agreements: not no agreement, and
    /// somebody is asked.
    #[must_use]
    pub fn agreements(&self) -> Set {
        self.allowed().minus(&self.no_agreement()).and(&self.somebody_asked())
    }

    /// The packages of which somebody is asked.
    #[must_use]
    pub fn somebody_asked(&self) -> Set {
        let asked = (0..self.case.parties.len()).map(|party| self.asked(party));
        asked.fold(self.every(false), |any, one| any.or(&one))
    }

    /// The packages of which a party is asked.
    #[must_use]
    pub fn asked(&self, party: PartyIndex) -> Set {
        match &self.case.parties[party].consents {
            Consent::Always => self.every(true),
            Consent::When(clause) => self.meet(clause),
            Consent::Never => self.every(false),
        }
    }

    /// The packages that cross a red line of a party, line by line.
    #[must_use]
    pub fn crossings(&self, party: PartyIndex) -> Vec<Set> {
        self.case.preferences[party].red_lines.iter().map(|line| self.meet(&line.refuse)).collect()
    }

    /// The packages that cross any red line of a party.
    #[must_use]
    pub fn crossing(&self, party: PartyIndex) -> Set {
        self.crossings(party).iter().fold(self.every(false), |any, line| any.or(line))
    }

    /// For each issue the choices that some package of the set has.
    #[must_use]
    pub fn survivors(&self, set: &Set) -> Vec<BTreeSet<Choice>> {
        let members = set.members();
        let on = |issue| members.iter().map(|&at| self.packages[at][issue]).collect();
        (0..self.case.issues.len()).map(on).collect()
    }
}
