//! Stability by simultaneity (Fraser and Hipel 1984), from the definition.
//!
//! An improvement of one is deterred by an improvement of the other from the same
//! package if both, made at once, lead to an allowed package that is not better
//! for the first.

use std::collections::BTreeMap;

use detente_case::package::{Package, PartyIndex};

use super::walk::{Maker, Walker, makers_of};
use super::{Flaw, Leg, Proof};
use crate::meaning::objection;

/// Checks a verdict for one of two decision makers.
pub(super) fn check(
    walker: &mut Walker<'_>,
    makers: [&Maker; 2],
    mover: usize,
    package: &Package,
    proof: &Proof,
) -> Result<(), Flaw> {
    let both = |issue: &_| makers.iter().all(|&maker| makers_of(walker.case(), issue).contains(maker));
    if walker.case().issues.iter().any(both) {
        return Err(Flaw::NotDefined);
    }
    let mut gains = [Vec::new(), Vec::new()];
    for (gains, maker) in gains.iter_mut().zip(makers) {
        for to in walker.moves(maker, package)? {
            if walker.gain(maker, package, &to)? {
                gains.push(to);
            }
        }
    }
    let (own, others) = (&gains[mover], &gains[1 - mover]);
    match proof {
        Proof::Stable(answers) => {
            let answers: BTreeMap<&Package, &Vec<Leg>> =
                answers.iter().map(|(to, legs)| (to, legs)).collect();
            for to in own {
                let Some([leg]) = answers.get(to).map(|legs| legs.as_slice()) else {
                    return Err(Flaw::Undeterred(to.clone()));
                };
                let comes_of = |other: &Package| at_once(package, to, other) == leg.to;
                if leg.coalition || leg.parties != *makers[1 - mover] || !others.iter().any(comes_of) {
                    return Err(Flaw::NotAStep { improvement: to.clone(), step: 0 });
                }
                if !deters(walker, makers[mover], package, &leg.to)? {
                    return Err(Flaw::NotASanction(to.clone()));
                }
            }
            Ok(())
        }
        Proof::Unstable(to) if own.contains(to) => {
            for other in others {
                walker.spend(1)?;
                let both = at_once(package, to, other);
                if deters(walker, makers[mover], package, &both)? {
                    return Err(Flaw::Deterred(both));
                }
            }
            Ok(())
        }
        Proof::Unstable(to) => Err(Flaw::NotAnImprovement(to.clone())),
    }
}

/// What two changes of one package lead to, made at once: they are of different issues.
fn at_once(package: &Package, one: &Package, other: &Package) -> Package {
    let changes = package.iter().zip(one).zip(other);
    changes.map(|((before, one), other)| if one == before { *other } else { *one }).collect()
}

/// Whether a package is allowed and not better for the first.
fn deters(
    walker: &Walker<'_>,
    parties: &[PartyIndex],
    package: &Package,
    both: &Package,
) -> Result<bool, Flaw> {
    Ok(objection(walker.case(), both).is_none() && !walker.gain(parties, package, both)?)
}
