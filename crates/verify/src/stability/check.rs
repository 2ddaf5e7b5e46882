//! Whether a claim is proved, from the definitions, package by package.

use std::collections::{BTreeMap, BTreeSet};

use detente_case::model::Case;
use detente_case::package::{Package, PartyIndex};

use super::strength::strongly_worse;
use super::walk::{Maker, Walker};
use super::{Claim, Concept, Flaw, Foresight, Leg, Proof, Reading, Strength, limited, simultaneous};
use crate::meaning::objection;

/// Checks a claim against the case, looking at no more than `most` packages.
///
/// # Errors
///
/// The first [`Flaw`].
pub fn check(case: &Case, claim: &Claim, most: u64) -> Result<(), Flaw> {
    checked(&mut Walker::new(case), claim, most)
}

/// The same, with what was found out for other claims on the case.
pub(super) fn checked(walker: &mut Walker<'_>, claim: &Claim, most: u64) -> Result<(), Flaw> {
    walker.allow(most);
    let Claim { parties, coalition, foresight, joint, package, .. } = claim;
    let case = walker.case();
    if package.len() != case.issues.len() || objection(case, package).is_some() {
        return Err(Flaw::NotAState(package.clone()));
    }
    // What is known in part may be nothing at all.
    let unknown = parties.iter().find(|&&party| !walker.is_ordered(party));
    if let (Some(&party), false) = (unknown, matches!(foresight, Foresight::InPart(..))) {
        return Err(Flaw::NoPreference(party));
    }
    let makers = walker.makers();
    let is_own = |maker: &&Maker| match coalition {
        true => maker.iter().all(|party| parties.contains(party)),
        false => *maker == parties,
    };
    let own: Vec<Maker> = makers.iter().filter(is_own).cloned().collect();
    if own.is_empty() {
        return Err(Flaw::MovesNothing);
    }
    if *joint && !coalition {
        return Err(Flaw::JointForOne);
    }
    let (standard, concept) = match *foresight {
        Foresight::Known(concept) => (Standard::Known, concept),
        _ if *coalition => return Err(Flaw::NotDefined),
        Foresight::InPart(reading, concept) => (Standard::InPart(reading), concept),
        Foresight::Strong(strength, concept) => (Standard::Strong(strength), concept),
        Foresight::Limited(_) | Foresight::Simultaneous => return of_two(walker, &makers, claim),
    };
    let apart = |maker: &&Maker| maker.iter().all(|party| !parties.contains(party));
    let others: Vec<Maker> = makers.iter().filter(apart).cloned().collect();
    let coalitions = match *joint && concept.is_credible() {
        true => coalitions_outside(walker, &makers, parties)?,
        false => Vec::new(),
    };
    Actor { walker, parties, own, others, coalitions, concept, standard, package }.check(&claim.proof)
}

/// Checks what is defined for two decision makers of one party each alone.
fn of_two(walker: &mut Walker<'_>, makers: &[Maker], claim: &Claim) -> Result<(), Flaw> {
    let [one, other] = makers else { return Err(Flaw::NotDefined) };
    for maker in [one, other] {
        match *maker.as_slice() {
            [party] if walker.is_ordered(party) => {}
            [party] => return Err(Flaw::NoPreference(party)),
            _ => return Err(Flaw::NotDefined),
        }
    }
    let mover = usize::from(*other == claim.parties);
    match claim.foresight {
        Foresight::Limited(horizon) => {
            limited::check(walker, [one, other], mover, horizon, &claim.package, &claim.proof)
        }
        _ => simultaneous::check(walker, [one, other], mover, &claim.package, &claim.proof),
    }
}

/// What counts as an improvement, and what as something that deters from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standard {
    /// What is better, and what is not.
    Known,
    /// What is known of that, in a reading of what is not.
    InPart(Reading),
    /// What is better, and what is strongly worse.
    Strong(Strength),
}

/// A coalition, and the decision makers among it.
type Coalition = (Vec<PartyIndex>, Vec<Maker>);

/// Most parties of which all coalitions are formed.
const MOST_PARTIES: usize = 12;

/// The coalitions of two or more parties, none among `parties`, that can move
/// something and have orders.
fn coalitions_outside(
    walker: &Walker<'_>,
    makers: &[Maker],
    parties: &[PartyIndex],
) -> Result<Vec<Coalition>, Flaw> {
    let outside: BTreeSet<PartyIndex> = makers.iter().flatten().copied().collect();
    let apart = |party: &PartyIndex| !parties.contains(party) && walker.is_ordered(*party);
    let outside: Vec<PartyIndex> = outside.into_iter().filter(apart).collect();
    if outside.len() > MOST_PARTIES {
        return Err(Flaw::TooLong);
    }
    let coalition = |bits: u32| -> Coalition {
        let chosen = outside.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
        let members: Vec<PartyIndex> = chosen.map(|(_, &party)| party).collect();
        let own = makers.iter().filter(|maker| maker.iter().all(|party| members.contains(party)));
        let own = own.cloned().collect();
        (members, own)
    };
    let all = (0..1_u32 << outside.len()).filter(|bits| bits.count_ones() > 1).map(coalition);
    Ok(all.filter(|(_, own)| !own.is_empty()).collect())
}

/// Whose stability is claimed.
struct Actor<'a, 'w> {
    walker: &'w mut Walker<'a>,
    parties: &'w [PartyIndex],
    own: Vec<Maker>,
    others: Vec<Maker>,
    /// Coalitions that sanction too.
    coalitions: Vec<Coalition>,
    concept: Concept,
    standard: Standard,
    package: &'w Package,
}

impl Actor<'_, '_> {
    fn check(&mut self, proof: &Proof) -> Result<(), Flaw> {
        let mut improvements = Vec::new();
        for to in self.walker.reached(&self.own, self.package, false)? {
            if self.tempts(&to)? {
                improvements.push(to);
            }
        }
        match proof {
            Proof::Stable(sanctions) => {
                let sanctions: BTreeMap<&Package, &Vec<Leg>> =
                    sanctions.iter().map(|(to, legs)| (to, legs)).collect();
                for to in &improvements {
                    let legs = sanctions.get(to).ok_or_else(|| Flaw::Undeterred(to.clone()))?;
                    self.check_sanction(to, legs)?;
                }
                Ok(())
            }
            Proof::Unstable(to) if improvements.contains(to) => self.check_undeterred(to),
            Proof::Unstable(to) => Err(Flaw::NotAnImprovement(to.clone())),
        }
    }

    /// Whether a package is a reason to leave.
    fn tempts(&self, to: &Package) -> Result<bool, Flaw> {
        match self.standard {
            Standard::Known | Standard::Strong(_) => self.walker.gain(self.parties, self.package, to),
            Standard::InPart(reading) => {
                let unknown = reading.leaves_for_unknown();
                self.walker.gain_in_part(self.parties, self.package, to, unknown)
            }
        }
    }

    /// Whether a package is a reason to stay. Whatever is none is a way out.
    fn deters(&mut self, to: &Package) -> Result<bool, Flaw> {
        match self.standard {
            Standard::Known => Ok(!self.walker.gain(self.parties, self.package, to)?),
            Standard::Strong(strength) => {
                strongly_worse(self.walker, self.parties, strength, self.package, to)
            }
            Standard::InPart(reading) => {
                let unknown = !reading.is_deterred_by_unknown();
                Ok(!self.walker.gain_in_part(self.parties, self.package, to, unknown)?)
            }
        }
    }

    /// Whether somebody would make a step of a sanction by which it has to gain.
    fn would(&self, parties: &[PartyIndex], from: &Package, to: &Package) -> Result<bool, Flaw> {
        match self.standard {
            Standard::Known | Standard::Strong(_) => self.walker.gain(parties, from, to),
            Standard::InPart(_) => self.walker.gain_in_part(parties, from, to, true),
        }
    }

    /// Follows a sanction step by step.
    fn check_sanction(&mut self, improvement: &Package, legs: &[Leg]) -> Result<(), Flaw> {
        if legs.is_empty() || self.concept == Concept::Nash {
            return Err(Flaw::Undeterred(improvement.clone()));
        }
        let mut at = improvement;
        let mut last: Option<(&Maker, bool)> = None;
        for (step, leg) in legs.iter().enumerate() {
            let flaw = || Flaw::NotAStep { improvement: improvement.clone(), step };
            let mover = (&leg.parties, leg.coalition);
            if last == Some(mover) {
                return Err(flaw());
            }
            let can = if leg.coalition {
                let coalition = self.coalitions.iter().find(|(members, _)| *members == leg.parties);
                let Some((_, own)) = coalition else { return Err(flaw()) };
                self.walker.reached(own, at, false)?.contains(&leg.to)
            } else {
                self.others.contains(&leg.parties) && self.walker.moves(&leg.parties, at)?.contains(&leg.to)
            };
            let would = !self.concept.is_credible() || self.would(&leg.parties, at, &leg.to)?;
            if !can || !would {
                return Err(flaw());
            }
            (at, last) = (&leg.to, Some(mover));
        }
        if !self.deters(at)? {
            return Err(Flaw::NotASanction(improvement.clone()));
        }
        match self.escape(at)? {
            Some(escape) => Err(Flaw::Escape(improvement.clone(), escape)),
            None => Ok(()),
        }
    }

    /// Something that does not deter and can be reached from a sanction, where the concept asks.
    fn escape(&mut self, from: &Package) -> Result<Option<Package>, Flaw> {
        if !self.concept.is_symmetric() {
            return Ok(None);
        }
        for to in self.walker.reached(&self.own, from, false)? {
            if !self.deters(&to)? {
                return Ok(Some(to));
            }
        }
        Ok(None)
    }

    /// Everything that the others can bring about, with what coalitions among them do
    /// where they sanction too.
    fn answers(&mut self, from: &Package) -> Result<BTreeSet<Package>, Flaw> {
        let credible = self.concept.is_credible();
        if let Standard::InPart(_) = self.standard {
            // What may be better than what may be better need not be: who moved last matters.
            return self.walker.brought_about(&self.others, from, |walker, maker, at, to| {
                Ok(!credible || walker.gain_in_part(maker, at, to, true)?)
            });
        }
        let mut found = self.walker.reached(&self.others, from, credible)?;
        if self.coalitions.is_empty() {
            return Ok(found);
        }
        let mut open: Vec<Package> = found.iter().cloned().chain([from.clone()]).collect();
        while let Some(at) = open.pop() {
            let mut next = self.walker.reached(&self.others, &at, credible)?;
            for (members, own) in &self.coalitions {
                for to in self.walker.reached(own, &at, false)? {
                    if self.walker.gain(members, &at, &to)? {
                        next.insert(to);
                    }
                }
            }
            open.extend(next.into_iter().filter(|to| found.insert(to.clone())));
        }
        Ok(found)
    }

    /// Walks through everything that the others can bring about.
    fn check_undeterred(&mut self, improvement: &Package) -> Result<(), Flaw> {
        if self.concept == Concept::Nash {
            return Ok(());
        }
        for to in self.answers(improvement)? {
            if self.deters(&to)? && self.escape(&to)?.is_none() {
                return Err(Flaw::Deterred(to));
            }
        }
        Ok(())
    }
}
