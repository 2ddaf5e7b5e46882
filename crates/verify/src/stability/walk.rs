//! Moves and preferences read from the case by their definitions, one package
//! at a time.

use std::collections::{BTreeMap, BTreeSet};

use detente_case::model::{Case, Issue};
use detente_case::package::{Choice, IssueIndex, Package, PartyIndex};

use super::Flaw;
use crate::listing;
use crate::meaning::{arises, objection};
use crate::points::Points;
use crate::region::{Known, compared};

/// The case, and what has been walked of it.
pub(super) struct Walker<'a> {
    case: &'a Case,
    /// The points of each party; `None` where it has none, or they do not fit.
    points: Vec<Option<Points<'a>>>,
    /// Packages that may still be looked at.
    left: u64,
    /// For each party asked about, neighbours among what packages are worth to it.
    neighbours: BTreeMap<PartyIndex, Vec<(i128, i128)>>,
    /// Parties of which all packages were looked at for the claim in hand.
    listed: BTreeSet<PartyIndex>,
}

/// Who moves: an issue is theirs if exactly these parties can move it.
pub(super) type Maker = Vec<PartyIndex>;

impl<'a> Walker<'a> {
    /// May look at nothing before [`Self::allow`].
    pub(super) fn new(case: &'a Case) -> Self {
        let points = (0..case.parties.len()).map(|party| Points::of(case, party));
        Self { case, points: points.collect(), left: 0, neighbours: BTreeMap::new(), listed: BTreeSet::new() }
    }

    /// Lets so many packages be looked at from now on.
    pub(super) fn allow(&mut self, most: u64) {
        self.left = most;
        self.listed.clear();
    }

    pub(super) fn case(&self) -> &'a Case {
        self.case
    }

    /// The points of a party.
    pub(super) fn points(&self, party: PartyIndex) -> Result<&Points<'a>, Flaw> {
        self.points[party].as_ref().ok_or(Flaw::NoPreference(party))
    }

    /// What a package is worth to a party in its own order.
    pub(super) fn value(&self, party: PartyIndex, package: &Package) -> Result<i128, Flaw> {
        self.points(party)?.value(package).ok_or(Flaw::NoPreference(party))
    }

    /// Neighbours (lower, higher) among what allowed packages are worth to a party of
    /// which something holds that depends on the party alone, ascending. Lists every
    /// combination of choices, which counts once a claim.
    pub(super) fn neighbours(
        &mut self,
        party: PartyIndex,
        holds: &dyn Fn(i128, i128) -> bool,
    ) -> Result<&[(i128, i128)], Flaw> {
        let case = self.case;
        if self.listed.insert(party) {
            self.spend(listing::combinations(case, self.left).ok_or(Flaw::TooLong)?)?;
        }
        if !self.neighbours.contains_key(&party) {
            let mut worths = BTreeSet::new();
            let mut next = listing::first(case);
            while let Some(package) = next {
                if objection(case, &package).is_none() {
                    worths.insert(self.value(party, &package)?);
                }
                next = listing::after(case, package);
            }
            let pairs = worths.iter().copied().zip(worths.iter().copied().skip(1));
            let pairs = pairs.filter(|&(lower, higher)| holds(lower, higher)).collect();
            self.neighbours.insert(party, pairs);
        }
        Ok(self.neighbours.get(&party).map_or(&[], Vec::as_slice))
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

    /// Everything that several decision makers can bring about by steps, nobody
    /// twice in a row, that pass.
    pub(super) fn brought_about(
        &mut self,
        makers: &[Maker],
        from: &Package,
        passes: impl Fn(&Self, &Maker, &Package, &Package) -> Result<bool, Flaw>,
    ) -> Result<BTreeSet<Package>, Flaw> {
        let mut reached = BTreeSet::new();
        let mut known: BTreeSet<(Package, usize)> = BTreeSet::new();
        let mut open = vec![(from.clone(), None)];
        while let Some((at, last)) = open.pop() {
            for (mover, maker) in makers.iter().enumerate().filter(|(mover, _)| Some(*mover) != last) {
                for to in self.moves(maker, &at)? {
                    if passes(self, maker, &at, &to)? && known.insert((to.clone(), mover)) {
                        reached.insert(to.clone());
                        open.push((to, Some(mover)));
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

    /// Counts packages against what may be looked at.
    pub(super) fn spend(&mut self, packages: u64) -> Result<(), Flaw> {
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
        match &self.points[party] {
            Some(_) => Ok(self.value(party, to)? > self.value(party, from)?),
            None => Ok(false),
        }
    }

    /// Whether every one of the parties surely prefers `to`; with `or_unknown`,
    /// none surely does not.
    pub(super) fn gain_in_part(
        &self,
        parties: &[PartyIndex],
        from: &Package,
        to: &Package,
        or_unknown: bool,
    ) -> Result<bool, Flaw> {
        for &party in parties {
            let known = compared(self.case, party, from, to).ok_or(Flaw::NoPreference(party))?;
            let gains = if or_unknown { known != Known::NotBetter } else { known == Known::Better };
            if !gains {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Whoever can move an issue, by parties.
pub(super) fn makers_of(case: &Case, issue: &Issue) -> Vec<Maker> {
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
