//! What a screen asks: what can be chosen, a package while it is put together, and
//! many packages as points.

use std::collections::{BTreeMap, BTreeSet};

use detente_case::formula::Formula;
use detente_case::model::Case;
use detente_case::package::{Choice, Package};
use detente_case::preference::Reservation;
use detente_report::json::SolveShape;
use detente_report::json::workbench::{
    BuildBetterShape, BuildNearestShape, BuildShape, ModelRuleShape, PointShape, PointsShape, accepted,
    built, changes, drawn, package as package_shape, point,
};
use detente_settle::budget::Budget;
use detente_settle::demand::verdict_of_all;
use detente_settle::explain::nearest;
use detente_settle::trades::{Step, take};
use detente_space::compile::{Request, compile};
use detente_space::worth::{Extent, Judge};
use num_bigint::BigUint;

use super::stopped;
use crate::failure::Failure;
use crate::opened::Opened;
use crate::package::{self, choice_of};

/// Most packages that are compared with the one that is put together.
const COMPARED: usize = 20_000;
/// Choices of an issue that are tried one by one.
const TRIED: usize = 64;

/// The judges of all parties.
fn judges(case: &Case) -> Result<Vec<Judge<'_>>, Failure> {
    let judge = |party| Judge::new(case, party).map_err(|error| Failure::Input(error.to_string()));
    (0..case.parties.len()).map(judge).collect()
}

/// A package while it is put together: `chosen` are `issue=option` texts, issues left out
/// sit at their no-deal option. Fast: what is near is looked for among few packages.
///
/// # Errors
/// Where the package cannot be read, values cannot be computed, or the work was stopped.
pub fn build(opened: &Opened, chosen: &[String], budget: &Budget<'_>) -> Result<BuildShape, Failure> {
    let case = &opened.case;
    let package = package::put_together(case, chosen)?;
    let judges = judges(case)?;
    let assessed: Vec<_> = judges.iter().map(|judge| judge.assess(&package)).collect();
    let broken = case.rules.iter().filter(|rule| !rule.require.formula.holds(&package));
    let breaks =
        broken.map(|rule| ModelRuleShape { id: rule.id.clone(), requires: rule.require.text.clone() });
    let near = nearest(case, &judges, &package, budget).map_err(stopped)?;
    let nearest = near.packages.first().map(|found| BuildNearestShape {
        surely: near.surely,
        package: package_shape(case, found),
        changes: changes(case, &package, found),
    });
    let parties = assessed.iter().enumerate();
    let parties =
        parties.map(|(party, each)| built(case, party, &package, each, without(case, &judges[party], party)));
    Ok(BuildShape {
        format: "detente/build/1".to_owned(),
        package: package_shape(case, &package),
        does_not_arise: (0..case.issues.len())
            .filter(|&issue| !case.arises(issue, &package))
            .map(|issue| case.issues[issue].id.clone())
            .collect(),
        breaks: breaks.collect(),
        is_no_agreement: case.no_agreement().is_some_and(|nothing| nothing == package),
        all: accepted(verdict_of_all(case, &package, |party| assessed[party].accepts)),
        parties: parties.collect(),
        blocked: blocked(case, &package),
        nearest,
        better: better(case, &judges, &package),
        complete: near.complete,
    })
}

/// The value of no agreement to a party, least and greatest, to draw.
fn without(case: &Case, judge: &Judge<'_>, party: usize) -> Option<[f64; 2]> {
    let value = |package: &Package| judge.assess(package).value.as_ref().map(drawn);
    match &case.preferences[party].reservation {
        Reservation::Unknown | Reservation::Nothing => None,
        Reservation::Value(range) => {
            let number = |decimal: detente_case::decimal::Decimal| decimal.to_string().parse().ok();
            Some([number(range.low)?, number(range.high)?])
        }
        Reservation::Package { package, .. } => value(package),
        Reservation::Between { at_least, below, .. } => {
            let low = at_least.as_ref().and_then(value).map_or(0.0, |[least, _]| least);
            let high = below.as_ref().and_then(value).map_or(100.0, |[_, greatest]| greatest);
            Some([low, high])
        }
    }
}

/// By issue, the choices that break a rule beside the others chosen, where the package
/// breaks none itself.
fn blocked(case: &Case, package: &[Choice]) -> BTreeMap<String, Vec<String>> {
    let mut blocked = BTreeMap::new();
    for (at, issue) in case.issues.iter().enumerate() {
        if issue.choices() > TRIED || !case.arises(at, package) {
            continue;
        }
        let choices = (0..issue.choices()).filter_map(|choice| Choice::try_from(choice).ok());
        let breaks = |to: &Choice| {
            !case.is_allowed(&take(case, package, &[Step { issue: at, from: package[at], to: *to }]))
        };
        let ids: Vec<_> = choices.filter(breaks).map(|choice| issue.choice_id(choice)).collect();
        if !ids.is_empty() {
            blocked.insert(issue.id.clone(), ids);
        }
    }
    blocked
}

/// A package, one or two changes away, that is surely better for somebody who is asked
/// and surely no worse for anybody who is.
fn better(case: &Case, judges: &[Judge<'_>], package: &[Choice]) -> Option<BuildBetterShape> {
    let steps = steps(case, package);
    let found = |moved: &[Choice], gainers: Vec<usize>| BuildBetterShape {
        package: package_shape(case, moved),
        changes: changes(case, package, moved),
        better: gainers.iter().map(|&party| case.parties[party].id.clone()).collect(),
    };
    for step in &steps {
        let moved = take(case, package, &[*step]);
        if let Some(gainers) = gainers(case, judges, package, &moved) {
            return Some(found(&moved, gainers));
        }
    }
    let pairs = steps.iter().enumerate().flat_map(|(at, first)| {
        steps[at + 1..]
            .iter()
            .filter(|second| second.issue != first.issue)
            .map(move |second| [*first, *second])
    });
    pairs.take(COMPARED).find_map(|pair| {
        let moved = take(case, package, &pair);
        gainers(case, judges, package, &moved).map(|gainers| found(&moved, gainers))
    })
}

/// Every change of one issue that arises.
fn steps(case: &Case, package: &[Choice]) -> Vec<Step> {
    let mut steps = Vec::new();
    for (issue, each) in case.issues.iter().enumerate() {
        if !case.arises(issue, package) || each.choices() > TRIED {
            continue;
        }
        let choices = (0..each.choices()).filter_map(|choice| Choice::try_from(choice).ok());
        let others = choices.filter(|to| *to != package[issue]);
        steps.extend(others.map(|to| Step { issue, from: package[issue], to }));
    }
    steps
}

/// Who gains surely, where nobody who is asked can lose, no rule is broken and no red line
/// newly crossed.
fn gainers(case: &Case, judges: &[Judge<'_>], from: &[Choice], to: &[Choice]) -> Option<Vec<usize>> {
    if !case.is_allowed(to) {
        return None;
    }
    let mut gainers = Vec::new();
    for (party, judge) in judges.iter().enumerate() {
        if !case.is_asked(party, to) && !case.is_asked(party, from) {
            continue;
        }
        let before: BTreeSet<_> = judge.crossed(from).collect();
        if judge.crossed(to).any(|line| !before.contains(&line)) {
            return None;
        }
        let comparison = judge.compare(to, from)?;
        if comparison.at_least != Extent::Always {
            return None;
        }
        if comparison.better == Extent::Always {
            gainers.push(party);
        }
    }
    (!gainers.is_empty()).then_some(gainers)
}

/// Many packages as points: all of them where there are at most `most`, else `most` drawn
/// evenly by `seed`; with the packages of a solved frontier marked, and added. `chosen` are
/// `issue=option` texts; several of one issue leave each of them open.
///
/// # Errors
/// Where a choice cannot be read, values cannot be computed, or the work was stopped.
pub fn points(
    opened: &Opened,
    chosen: &[String],
    (most, seed): (usize, u64),
    solved: Option<&SolveShape>,
    budget: &Budget<'_>,
) -> Result<PointsShape, Failure> {
    let case = &opened.case;
    let judges = judges(case)?;
    let filter = filter(case, chosen)?;
    let hard = [filter.clone()];
    let diagram =
        compile(case, &Request { hard: &hard, ..Request::default() }, &budget.limits, &budget.control)
            .map_err(stopped)?;
    let total = diagram.count();
    let all = total <= BigUint::from(most);
    let packages: BTreeSet<Package> =
        if all { diagram.packages().collect() } else { diagram.sampler(seed).take(most).collect() };
    let shape = |package: &Package| {
        let assessed: Vec<_> = judges.iter().map(|judge| judge.assess(package)).collect();
        let verdict = verdict_of_all(case, package, |party| assessed[party].accepts);
        point(case, package, &assessed, verdict)
    };
    let mut points: Vec<PointShape> = packages.iter().map(shape).collect();
    if let Some(nothing) = case.no_agreement().filter(|nothing| !packages.contains(nothing)) {
        points.push(shape(&nothing));
    }
    if let Some(frontier) = solved.and_then(|solved| solved.frontier.as_ref()) {
        for (at, each) in frontier.points.iter().enumerate() {
            let known = points.iter().position(|point| point.options == each.witness.options);
            let known = match known {
                Some(known) => known,
                None => {
                    let words: Vec<_> = each
                        .witness
                        .options
                        .iter()
                        .map(|(issue, option)| format!("{issue}={option}"))
                        .collect();
                    let package = package::read(case, &words)?.package;
                    if !filter.holds(&package) {
                        continue;
                    }
                    points.push(shape(&package));
                    points.len() - 1
                }
            };
            let Some(point) = points.get_mut(known) else { continue };
            point.frontier = true;
            let picks = frontier.concepts.iter().filter(|concept| concept.points.contains(&at));
            point.concepts = picks.map(|concept| concept.concept.clone()).collect();
        }
    }
    Ok(PointsShape {
        format: "detente/points/1".to_owned(),
        all,
        total: total.to_string(),
        parties: case.parties.iter().map(|party| party.id.clone()).collect(),
        points,
    })
}

/// Packages with one of the choices named, of every issue that is named.
fn filter(case: &Case, chosen: &[String]) -> Result<Formula, Failure> {
    let mut by_issue: BTreeMap<usize, Vec<Formula>> = BTreeMap::new();
    for text in chosen {
        let (issue, choice) = choice_of(case, text)?;
        let count = case.issues[issue].choices();
        by_issue.entry(issue).or_default().push(Formula::chooses(issue, choice, count));
    }
    let arises = |issue: usize| match &case.issues[issue].when {
        Some(when) => when.formula.clone(),
        None => Formula::True,
    };
    Ok(Formula::and(
        by_issue.into_iter().map(|(issue, choices)| Formula::and([arises(issue), Formula::or(choices)])),
    ))
}
