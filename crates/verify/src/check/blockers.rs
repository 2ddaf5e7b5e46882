//! Conflicts: minimal sets of demands that nothing meets together. Corrections:
//! minimal sets of demands to give up.

use std::collections::{BTreeMap, BTreeSet};

use crate::certificate::CorrectionClaim;
use crate::check::{Context, words};
use crate::demand::{Demands, Set};
use crate::finding::{Outcome, Report};
use crate::listing::Listing;
use crate::meaning::{is_no_agreement, named_and_allowed};

/// Most demands of which every subset is tried.
const MOST: u32 = 20;

pub(super) fn check(
    context: &Context<'_>,
    demands: &Demands<'_>,
    listing: Option<&Listing>,
    report: &mut Report,
) {
    let certificate = context.certificate;
    let broken = match listing.map(|listing| listing.broken.as_ref()) {
        None => Err(context.too_many()),
        Some(None) => Err("this program cannot tell what some party makes of some package".to_owned()),
        Some(Some(broken)) => Ok(broken),
    };
    let settle = |check: &dyn Fn(&BTreeSet<Set>) -> Result<(), String>| match broken.as_ref() {
        Ok(broken) => check(broken).map_or_else(Outcome::Wrong, |()| Outcome::Verified),
        Err(why) => Outcome::NotChecked(why.clone()),
    };
    for names in &certificate.conflicts {
        let title = format!("in conflict: {}", names.join(" + "));
        let outcome = match demands.named(names) {
            Ok(set) => settle(&|broken| conflict(demands, set, broken)),
            Err(found) => Outcome::Wrong(found),
        };
        report.add(title, outcome);
    }
    for CorrectionClaim { without, opens } in &certificate.corrections {
        let title = without.join(" + ");
        let (opened, minimal) = match demands.named(without) {
            Ok(set) => {
                (opening(context, demands, set, opens), settle(&|broken| correction(demands, set, broken)))
            }
            Err(found) => (Outcome::Wrong(found.clone()), Outcome::Wrong(found)),
        };
        report.add(format!("without {title} all else is met by {}", words(opens)), opened);
        report.add(format!("without less than {title} all else is not met"), minimal);
    }
    if certificate.complete {
        let title = format!(
            "these {} conflicts and {} corrections are all there are",
            certificate.conflicts.len(),
            certificate.corrections.len()
        );
        let outcome = match broken {
            Err(why) => Outcome::NotChecked(why),
            Ok(broken) => complete(context, demands, broken),
        };
        report.add(title, outcome);
    }
}

/// No package meets all of the set, and some package meets each part without one.
fn conflict(demands: &Demands<'_>, set: Set, broken: &BTreeSet<Set>) -> Result<(), String> {
    let met = |part: Set| broken.iter().any(|broken| broken & part == 0);
    if met(set) {
        return Err("some package meets them all".to_owned());
    }
    match bits(set).find(|bit| !met(set & !bit)) {
        None => Ok(()),
        Some(bit) => Err(format!("they are in conflict without {} as well", demands.words(bit))),
    }
}

/// The opened package breaks nothing but what is given up.
fn opening(
    context: &Context<'_>,
    demands: &Demands<'_>,
    set: Set,
    opens: &BTreeMap<String, String>,
) -> Outcome {
    let package = match named_and_allowed(context.case, opens) {
        Ok(package) if is_no_agreement(context.case, &package) => {
            return Outcome::Wrong("it is the package of no agreement".to_owned());
        }
        Ok(package) => package,
        Err(found) => return Outcome::Wrong(found),
    };
    match demands.broken(&package) {
        None => Outcome::NotChecked("this program cannot tell what some party makes of it".to_owned()),
        Some(broken) if broken & !set == 0 => Outcome::Verified,
        Some(broken) => Outcome::Wrong(format!("it breaks {}", demands.words(broken & !set))),
    }
}

/// No package breaks only a proper part of the set.
fn correction(demands: &Demands<'_>, set: Set, broken: &BTreeSet<Set>) -> Result<(), String> {
    match broken.iter().find(|&&broken| broken & !set == 0 && broken != set) {
        None => Ok(()),
        Some(&less) => Err(format!("it is enough to give up {}", demands.words(less))),
    }
}

fn complete(context: &Context<'_>, demands: &Demands<'_>, broken: &BTreeSet<Set>) -> Outcome {
    // What the packages break, where no other package breaks only a part of it, is what must be given up.
    let least = |set: &Set| !broken.iter().any(|other| other != set && other & !set == 0);
    let corrections: BTreeSet<Set> = broken.iter().copied().filter(|set| *set != 0 && least(set)).collect();
    let together = corrections.iter().fold(0, |all, set| all | set);
    if together.count_ones() > MOST {
        return Outcome::NotChecked(format!("more than {MOST} demands take part"));
    }
    let conflicts = match (broken.is_empty(), corrections.is_empty()) {
        // Nothing to choose from: not even no demand at all can be met.
        (true, _) => BTreeSet::from([0]),
        (false, true) => BTreeSet::new(),
        (false, false) => hitting(&corrections, together),
    };
    let certificate = context.certificate;
    let result =
        same(demands, "corrections", &corrections, certificate.corrections.iter().map(|each| &each.without))
            .and_then(|()| same(demands, "conflicts", &conflicts, certificate.conflicts.iter()));
    result.map_or_else(Outcome::Wrong, |()| Outcome::Verified)
}

/// The minimal sets that share a member with every one of `sets`: by trying
/// every subset of their members.
fn hitting(sets: &BTreeSet<Set>, together: Set) -> BTreeSet<Set> {
    let members: Vec<Set> = bits(together).collect();
    let hits = |part: Set| sets.iter().all(|set| set & part != 0);
    let part = |chosen: u32| {
        let chosen = members.iter().enumerate().filter(move |(at, _)| chosen >> at & 1 == 1);
        chosen.fold(0, |part, (_, bit)| part | bit)
    };
    let parts = (0..1_u32 << members.len()).map(part);
    parts.filter(|&part| hits(part) && bits(part).all(|bit| !hits(part & !bit))).collect()
}

fn same<'a>(
    demands: &Demands<'_>,
    what: &str,
    found: &BTreeSet<Set>,
    claimed: impl Iterator<Item = &'a Vec<String>>,
) -> Result<(), String> {
    let mut missing = found.clone();
    for names in claimed {
        let set = demands.named(names)?;
        if !missing.remove(&set) {
            let again = if found.contains(&set) { "stands twice" } else { "is none" };
            return Err(format!("{} {again} among the {what}", demands.words(set)));
        }
    }
    match missing.first() {
        None => Ok(()),
        Some(first) => {
            Err(format!("{} {what} are missing, one of them {}", missing.len(), demands.words(*first)))
        }
    }
}

/// The members of a set, one by one.
fn bits(set: Set) -> impl Iterator<Item = Set> {
    (0..Set::BITS).map(|at| 1 << at).filter(move |bit| set & bit != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minimal_hitting_sets() {
        let sets = BTreeSet::from([0b011, 0b101]);
        assert_eq!(hitting(&sets, 0b111), BTreeSet::from([0b001, 0b110]));
    }
}
