//! Points of a frontier: their values, whether they belong there, and whether
//! they are all.

use std::collections::BTreeMap;

use num_rational::BigRational;

use crate::certificate::{FrontierClaim, PointClaim, count, fraction};
use crate::check::{Context, words};
use crate::finding::{Outcome, Report};
use crate::listing::{Coordinates, Listing, crossed_of_asked};
use crate::meaning::{is_no_agreement, named_and_allowed};

pub(super) fn check(
    context: &Context<'_>,
    claim: &FrontierClaim,
    coordinates: &Coordinates<'_>,
    listing: Option<&Listing>,
    report: &mut Report,
) {
    let parties: Vec<_> =
        coordinates.parties.iter().map(|&party| context.case.parties[party].id.as_str()).collect();
    let title = format!("the frontier compares {}", claim.parties.join(", "));
    if claim.parties != parties {
        report.add_result(title, Err(format!("parties to compare are {}", parties.join(", "))));
        let why = "its parties are not those of the case".to_owned();
        report.add("the points of the frontier", Outcome::NotChecked(why));
        return;
    }
    report.add(title, Outcome::Verified);
    for (at, point) in claim.points.iter().enumerate() {
        let title = format!("point {} at {}: {}", at + 1, point.values.join(" "), words(&point.options));
        report.add_result(title, belongs(context, coordinates, point));
    }
    report.add_result("no point of the frontier is at least as good as another for all", apart(claim));
    if claim.exact {
        let title =
            format!("these {} points and numbers of packages are the whole frontier", claim.points.len());
        let outcome = match listing.map(|listing| listing.frontier.as_ref()) {
            None => Outcome::NotChecked(context.too_many()),
            Some(None) => Outcome::NotChecked("some values are too large for this program".to_owned()),
            Some(Some(found)) => {
                whole(claim, coordinates, found).map_or_else(Outcome::Wrong, |()| Outcome::Verified)
            }
        };
        report.add(title, outcome);
    } else if !claim.points.is_empty() {
        let why = "they are not claimed to be exact".to_owned();
        report.add("the numbers of packages behind the points", Outcome::NotChecked(why));
    }
}

fn belongs(context: &Context<'_>, coordinates: &Coordinates<'_>, point: &PointClaim) -> Result<(), String> {
    let Context { case, without, .. } = context;
    let package = named_and_allowed(case, &point.options)?;
    let too_large = || "its values are too large for this program".to_owned();
    let vector = coordinates.vector(&package).ok_or_else(too_large)?;
    for (at, claimed) in point.values.iter().enumerate() {
        let found = coordinates.points[at].fraction(vector[at]);
        if fraction(claimed)? != found {
            let party = &case.parties[coordinates.parties[at]].id;
            return Err(format!("the package is worth {found} to {party}"));
        }
    }
    if is_no_agreement(case, &package) {
        return Err("it is the package of no agreement".to_owned());
    }
    if coordinates.all {
        return Ok(());
    }
    if let Some((party, line)) = crossed_of_asked(case, without, &package) {
        let line = &case.preferences[party].red_lines[line].id;
        return Err(format!("it crosses the red line {}/{line}", case.parties[party].id));
    }
    match coordinates.short_of(case, without, &package, &vector) {
        None => Ok(()),
        Some(at) => {
            let bound =
                coordinates.points[at].reservation().map(|bound| bound.to_string()).unwrap_or_default();
            let party = &case.parties[coordinates.parties[at]].id;
            Err(format!("to {party} it is worth less than no agreement, which is worth {bound}"))
        }
    }
}

fn values(point: &PointClaim) -> Result<Vec<BigRational>, String> {
    point.values.iter().map(|value| fraction(value)).collect()
}

/// Whether no claimed point dominates or repeats another.
fn apart(claim: &FrontierClaim) -> Result<(), String> {
    let points = claim.points.iter().map(values).collect::<Result<Vec<_>, _>>()?;
    for (one, better) in points.iter().enumerate() {
        for (two, worse) in points.iter().enumerate() {
            if one != two && better.iter().zip(worse).all(|(better, worse)| better >= worse) {
                return Err(format!("point {} is at least as good as point {}", one + 1, two + 1));
            }
        }
    }
    Ok(())
}

fn whole(
    claim: &FrontierClaim,
    coordinates: &Coordinates<'_>,
    found: &[(Vec<i128>, u64)],
) -> Result<(), String> {
    let exact = |vector: &Vec<i128>| -> Vec<_> {
        vector.iter().zip(&coordinates.points).map(|(value, points)| points.fraction(*value)).collect()
    };
    let mut missing: BTreeMap<_, _> =
        found.iter().map(|(vector, packages)| (exact(vector), *packages)).collect();
    for (at, point) in claim.points.iter().enumerate() {
        match missing.remove(&values(point)?) {
            None => return Err(format!("point {} is not on it", at + 1)),
            Some(packages) if count(&point.packages)? != packages.into() => {
                return Err(format!("behind point {} are {packages} packages", at + 1));
            }
            Some(_) => {}
        }
    }
    match missing.first_key_value() {
        None => Ok(()),
        Some((vector, _)) => {
            let at: Vec<_> = vector.iter().map(ToString::to_string).collect();
            Err(format!("{} points are missing, one of them at {}", missing.len(), at.join(" ")))
        }
    }
}
