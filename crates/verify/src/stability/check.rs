//! Whether a claim is proved, from the definitions, package by package.

use std::collections::BTreeMap;

use detente_case::model::Case;
use detente_case::package::{Package, PartyIndex};

use super::walk::{Maker, Walker};
use super::{Claim, Concept, Flaw, Leg, Proof};
use crate::meaning::objection;

/// Checks a claim against the case, looking at no more than `most` packages.
/// Sanctions against coalitions are those of single decision makers.
///
/// # Errors
///
/// The first [`Flaw`].
pub fn check(case: &Case, claim: &Claim, most: u64) -> Result<(), Flaw> {
    let mut walker = Walker::new(case, most);
    let Claim { parties, coalition, concept, package, proof } = claim;
    if package.len() != case.issues.len() || objection(case, package).is_some() {
        return Err(Flaw::NotAState(package.clone()));
    }
    if let Some(&party) = parties.iter().find(|&&party| !walker.is_ordered(party)) {
        return Err(Flaw::NoPreference(party));
    }
    let makers = walker.makers();
    let is_own = |maker: &&Maker| match coalition {
        true => maker.iter().all(|party| parties.contains(party)),
        false => *maker == parties,
    };
    let own: Vec<Maker> = makers.iter().filter(is_own).cloned().collect();
    let apart = |maker: &&Maker| maker.iter().all(|party| !parties.contains(party));
    let others: Vec<Maker> = makers.iter().filter(apart).cloned().collect();
    let mut actor = Actor { walker: &mut walker, parties, own, others, concept: *concept, package };
    let mut improvements = Vec::new();
    let own = actor.own.clone();
    for to in actor.walker.reached(&own, package, false)? {
        if actor.walker.gain(parties, package, &to)? {
            improvements.push(to);
        }
    }
    match proof {
        Proof::Stable(sanctions) => {
            let sanctions: BTreeMap<&Package, &Vec<Leg>> =
                sanctions.iter().map(|(to, legs)| (to, legs)).collect();
            for to in &improvements {
                let legs = sanctions.get(to).ok_or_else(|| Flaw::Undeterred(to.clone()))?;
                actor.check_sanction(to, legs)?;
            }
            Ok(())
        }
        Proof::Unstable(to) if improvements.contains(to) => actor.check_undeterred(to),
        Proof::Unstable(to) => Err(Flaw::NotAnImprovement(to.clone())),
    }
}

/// Whose stability is claimed.
struct Actor<'a, 'w> {
    walker: &'w mut Walker<'a>,
    parties: &'w [PartyIndex],
    own: Vec<Maker>,
    others: Vec<Maker>,
    concept: Concept,
    package: &'w Package,
}

impl Actor<'_, '_> {
    /// Follows a sanction step by step.
    fn check_sanction(&mut self, improvement: &Package, legs: &[Leg]) -> Result<(), Flaw> {
        if legs.is_empty() || self.concept == Concept::Nash {
            return Err(Flaw::Undeterred(improvement.clone()));
        }
        let mut at = improvement;
        let mut last: Option<&Maker> = None;
        for (step, leg) in legs.iter().enumerate() {
            let flaw = || Flaw::NotAStep { improvement: improvement.clone(), step };
            if last == Some(&leg.parties) || !self.others.contains(&leg.parties) {
                return Err(flaw());
            }
            let can = self.walker.moves(&leg.parties, at)?.contains(&leg.to);
            let would = !self.concept.is_credible() || self.walker.gain(&leg.parties, at, &leg.to)?;
            if !can || !would {
                return Err(flaw());
            }
            (at, last) = (&leg.to, Some(&leg.parties));
        }
        if self.walker.gain(self.parties, self.package, at)? {
            return Err(Flaw::NotASanction(improvement.clone()));
        }
        match self.escape(at)? {
            Some(escape) => Err(Flaw::Escape(improvement.clone(), escape)),
            None => Ok(()),
        }
    }

    /// Something better that can be reached from a sanction, where the concept asks.
    fn escape(&mut self, from: &Package) -> Result<Option<Package>, Flaw> {
        if !self.concept.is_symmetric() {
            return Ok(None);
        }
        for to in self.walker.reached(&self.own, from, false)? {
            if self.walker.gain(self.parties, self.package, &to)? {
                return Ok(Some(to));
            }
        }
        Ok(None)
    }

    /// Walks through everything that the others can bring about.
    fn check_undeterred(&mut self, improvement: &Package) -> Result<(), Flaw> {
        if self.concept == Concept::Nash {
            return Ok(());
        }
        let credible = self.concept.is_credible();
        for to in self.walker.reached(&self.others, improvement, credible)? {
            if !self.walker.gain(self.parties, self.package, &to)? && self.escape(&to)?.is_none() {
                return Err(Flaw::Deterred(to));
            }
        }
        Ok(())
    }
}
