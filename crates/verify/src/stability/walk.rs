//! Moves and preferences read from the case by their definitions, one package
//! at a time.

use std::collections::BTreeSet;

use detente_case::model::{Case, Issue};
use detente_case::package::{Choice, IssueIndex, Package, PartyIndex};

use super::Flaw;
use crate::meaning::{arises, objection};
use crate::points::Points;

/// The case, and what has been walked of it.
pub(super) struct Walker<'a> {
    case: &'a Case,
    /// The points of each party; `None` where it has none, or they do not fit.
    points: Vec<Option<Points<'a>>>,
    /// Packages that may still be looked at.
    left: u64,
}

/// Who moves: an issue is theirs if exactly these parties can move it.
pub(super) type Maker = Vec<PartyIndex>;

impl<'a> Walker<'a> {
    pub(super) fn new(case: &'a Case, most: u64) -> Self {
        let points = (0..case.parties.len()).map(|party| Points::of(case, party));
        Self { case, points: points.collect(), left: most }
    }

    /// Whether packages can be held against each other for a party.
    pub(super) fn is_ordered(&self, party: PartyIndex) -> bool {
        self.points[party].is_some()
    }

    /// Every decision maker of the case.
    pub(super) fn makers(&self) -> Vec<Maker> {
        let all: BTreeSet<Maker> =
            self.case.issues.iter().flat_map(|issue| makers_of(self.case, issue)).collect();
        all.into_iter().filter(|maker| !maker.is_empty()).collect()
    }

    /// Every package that a decision maker can go to: single changes, repeated.
    pub(super) fn moves(&mut self, maker: &Maker, from: &Package) -> Result<BTreeSet<Package>, Flaw> {
        let mut reached = BTreeSet::new();
        let mut open = vec![from.clone()];
        while let Some(at) = open.pop() {
            for to in self.changes(maker, &at)? {
                if to != *from && reached.insert(to.clone()) {
                    open.push(to);
                }
            }
        }
        Ok(reached)
    }

    /// Everything that several decision makers can bring about, by moves or, with
    /// `improving`, by moves from which each mover gains.
    pub(super) fn reached(
        &mut self,
        makers: &[Maker],
        from: &Package,
        improving: bool,
    ) -> Result<BTreeSet<Package>, Flaw> {
        let mut reached = BTreeSet::new();
        let mut open = vec![from.clone()];
        while let Some(at) = open.pop() {
            for maker in makers {
                for to in self.moves(maker, &at)? {
                    if (!improving || self.gain(maker, &at, &to)?) && reached.insert(to.clone()) {
                        open.push(to);
                    }
                }
            }
        }
        Ok(reached)
    }

    /// The allowed packages after one change of the maker's own issues.
    fn changes(&mut self, maker: &Maker, from: &Package) -> Result<Vec<Package>, Flaw> {
        let own: Vec<IssueIndex> = (0..self.case.issues.len())
            .filter(|&issue| makers_of(self.case, &self.case.issues[issue]).contains(maker))
            .collect();
        let mut all = vec![from.clone()];
        for &issue in &own {
            let count = self.case.issues[issue].choices();
            self.spend(all.len() as u64 * count as u64)?;
            let with = |package: &Package, choice: usize| {
                let mut package = package.clone();
                package[issue] = Choice::try_from(choice).unwrap_or(Choice::MAX);
                package
            };
            all =
                all.iter().flat_map(|package| (0..count).map(move |choice| with(package, choice))).collect();
        }
        for package in &mut all {
            // What does not arise goes to its no-deal choice; conditions are not circular.
            for _ in 0..self.case.issues.len() {
                for issue in 0..self.case.issues.len() {
                    if !arises(self.case, issue, package) {
                        package[issue] = self.case.issues[issue].no_deal.unwrap_or(package[issue]);
                    }
                }
            }
        }
        all.retain(|to| {
            let goes = |&issue: &IssueIndex| {
                !arises(self.case, issue, to) || permits(&self.case.issues[issue], from[issue], to[issue])
            };
            to != from && own.iter().all(goes) && objection(self.case, to).is_none()
        });
        Ok(all)
    }

    fn spend(&mut self, packages: u64) -> Result<(), Flaw> {
        self.left = self.left.checked_sub(packages).ok_or(Flaw::TooLong)?;
        Ok(())
    }

    /// Whether every one of the parties prefers `to`.
    pub(super) fn gain(&self, parties: &[PartyIndex], from: &Package, to: &Package) -> Result<bool, Flaw> {
        for &party in parties {
            if !self.prefers(party, from, to)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn prefers(&self, party: PartyIndex, from: &Package, to: &Package) -> Result<bool, Flaw> {
        // Whoever has no order gains by nothing.
        let Some(points) = &self.points[party] else { return Ok(false) };
        let value = |package: &Package| points.value(package).ok_or(Flaw::NoPreference(party));
        Ok(value(to)? > value(from)?)
    }
}

fn makers_of(case: &Case, issue: &Issue) -> Vec<Maker> {
    let sorted = |parties: &[PartyIndex]| {
        let parties: BTreeSet<PartyIndex> = parties.iter().copied().collect();
        parties.into_iter().collect::<Maker>()
    };
    match (issue.control.as_slice(), issue.jointly.as_slice()) {
        ([], []) => vec![(0..case.parties.len()).collect()],
        ([], together) => vec![sorted(together)],
        (alone, _) => alone.iter().map(|&party| vec![party]).collect(),
    }
}

/// Whether permitted changes lead from one choice to another.
fn permits(issue: &Issue, from: Choice, to: Choice) -> bool {
    let Some(moves) = &issue.moves else { return true };
    let mut reached = BTreeSet::from([from]);
    loop {
        let next: Vec<Choice> = moves
            .iter()
            .filter(|(before, after)| reached.contains(before) && !reached.contains(after))
            .map(|(_, after)| *after)
            .collect();
        if next.is_empty() {
            return reached.contains(&to);
        }
        reached.extend(next);
    }
}
