//! Checks of an instrument that could be read: trees without circles and not too deep,
//! clauses that can begin, limits that bind at some time.

use std::collections::BTreeMap;

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;
use detente_syntax::tables::findings::Findings;

use crate::codes;
use crate::model::{Instrument, Limit, Trigger};
use crate::moment::Moment;
use crate::period::Date;
use crate::waiting::{Clause, MAX_AWAITED};

/// Adds what is wrong or doubtful.
pub(crate) fn check(findings: &Findings, instrument: &Instrument) {
    tree(findings, "thing", &instrument.things, |thing| (thing.of, &thing.id, thing.span));
    tree(findings, "zone", &instrument.zones, |zone| (zone.within, &zone.id, zone.span));
    tree(findings, "quota", &instrument.quotas, |quota| (quota.within, &quota.id, quota.span));
    if !findings.has_errors() {
        values(findings, instrument);
    }
    starts(findings, instrument);
    for limit in &instrument.limits {
        binds(findings, instrument, limit);
    }
    entry(findings, instrument);
}

/// So deep things, zones and quotas may lie in each other.
const MAX_DEPTH: usize = 64;

/// Reports every element that is a part of itself, and what lies too deep.
fn tree<T>(
    findings: &Findings,
    what: &str,
    list: &[T],
    parts: impl Fn(&T) -> (Option<usize>, &String, Span),
) {
    let above = |at: usize| list.get(at).and_then(|element| parts(element).0);
    // On how many elements above each is, where that is known: none for a part of a circle.
    let mut depths: Vec<Option<Option<usize>>> = vec![None; list.len()];
    for (position, element) in list.iter().enumerate() {
        let mut path = Vec::new();
        let mut at = Some(position);
        let mut met = None;
        while let Some(here) = at {
            if let Some(Some(depth)) = depths.get(here).copied() {
                met = Some(depth);
                break;
            }
            if let Some(slot) = depths.get_mut(here) {
                // In a circle the path comes back to what it has marked.
                *slot = Some(None);
            }
            path.push(here);
            at = above(here);
        }
        let circle = at.and_then(|here| path.iter().position(|each| *each == here));
        let first = met.flatten().map_or(0, |depth| depth + 1);
        let broken = met == Some(None);
        for (depth, here) in (first..).zip(path.iter().rev()) {
            if let Some(slot) = depths.get_mut(*here) {
                *slot = Some((!broken).then_some(depth));
            }
        }
        for here in circle.map_or(&[][..], |start| path.get(start..).unwrap_or_default()) {
            let Some((_, id, span)) = list.get(*here).map(&parts) else { continue };
            findings.error(|| {
                Diagnostic::error(
                    codes::CIRCULAR_TREE,
                    span,
                    format!("the {what} `{id}` is a part of itself"),
                )
            });
        }
        let (_, id, span) = parts(element);
        let deep = depths.get(position).copied().flatten().flatten();
        if deep == Some(MAX_DEPTH) {
            findings.error(|| {
                Diagnostic::error(
                    codes::TOO_DEEP,
                    span,
                    format!("the {what} `{id}` lies deeper than {MAX_DEPTH} others"),
                )
            });
        }
    }
}

/// Reports values of something whose kinds have a value of their own, or that
/// belongs by the tree: it would not be said which counts.
fn values(findings: &Findings, instrument: &Instrument) {
    for (position, thing) in instrument.things.iter().enumerate() {
        let Some(measured) = &thing.measured else { continue };
        // By each thing with a value, the readings under which it holds.
        let mut given: BTreeMap<usize, Vec<Option<usize>>> = BTreeMap::new();
        for value in &measured.values {
            given.entry(value.thing).or_default().push(value.reading);
        }
        for (kind, readings) in &given {
            let mut above = Some(*kind);
            let meet = |others: &Vec<Option<usize>>| {
                let both = |mine: &Option<usize>, theirs: &Option<usize>| {
                    mine.is_none() || theirs.is_none() || mine == theirs
                };
                readings.iter().any(|mine| others.iter().any(|theirs| both(mine, theirs)))
            };
            while let Some(here) = above {
                if here == position || (here != *kind && given.get(&here).is_some_and(meet)) {
                    let name = |at: usize| instrument.things.get(at).map_or("", |thing| thing.id.as_str());
                    let why = if here == position {
                        format!("`{}` is a kind of it by the tree, whatever it measures", name(*kind))
                    } else {
                        format!("`{}` is a kind of `{}`, which has a value too", name(*kind), name(here))
                    };
                    findings.error(|| {
                        Diagnostic::error(
                            codes::MEASURED_TWICE,
                            thing.span,
                            format!("what belongs to `{}` is said twice", thing.id),
                        )
                        .note(why)
                        .help("give values of the kinds alone, or of the whole alone")
                    });
                    break;
                }
                above = instrument.things.get(here).and_then(|thing| thing.of);
            }
        }
    }
}

/// Reports clauses whose beginning waits for themselves, and those that wait
/// for too many others.
fn starts(findings: &Findings, instrument: &Instrument) {
    let duties = (0..instrument.duties.len()).map(Clause::Duty);
    let limits = (0..instrument.limits.len()).map(Clause::Limit);
    let quotas = (0..instrument.quotas.len()).map(Clause::Quota);
    for clause in duties.chain(limits).chain(quotas) {
        let at = match clause {
            Clause::Duty(duty) => instrument.duties.get(duty).map(|duty| (&duty.id, duty.span)),
            Clause::Limit(limit) => instrument.limits.get(limit).map(|limit| (&limit.id, limit.span)),
            Clause::Quota(quota) => instrument.quotas.get(quota).map(|quota| (&quota.id, quota.span)),
        };
        let Some((id, span)) = at else { continue };
        if clause.reach(instrument).len() > MAX_AWAITED {
            findings.error(|| {
                Diagnostic::error(
                    codes::TOO_DEEP,
                    span,
                    format!("`{id}` waits for more than {MAX_AWAITED} other clauses"),
                )
                .help("give fixed days to some of them")
            });
            continue;
        }
        // Each has one beginning, so that the way is a line.
        let mut seen = Vec::new();
        let mut next = clause.beginning(instrument).and_then(Clause::awaited);
        while let Some(here) = next.filter(|here| !seen.contains(here)) {
            if here == clause {
                findings.error(|| {
                    Diagnostic::error(codes::CIRCULAR_START, span, format!("`{id}` waits for itself"))
                        .note("it begins after something that begins after it")
                });
                break;
            }
            seen.push(here);
            next = here.beginning(instrument).and_then(Clause::awaited);
        }
    }
}

/// The day of a moment that does not depend on what happens.
#[must_use]
pub(crate) fn fixed(instrument: &Instrument, moment: &Moment) -> Option<Date> {
    match moment {
        Moment::Day(day) => Some(*day),
        Moment::AfterEntry(period) => period.after(instrument.in_force?, 1),
        Moment::AfterSignature(period) => period.after(instrument.signed?, 1),
        Moment::After(..) => None,
    }
}

/// Warns of a limit that ends before it begins.
fn binds(findings: &Findings, instrument: &Instrument, limit: &Limit) {
    let first = limit.phases.iter().map(|phase| fixed(instrument, &phase.from)).min().flatten();
    let end = limit.until.as_ref().and_then(|until| fixed(instrument, until));
    if let (Some(first), Some(end)) = (first, end)
        && end <= first
    {
        findings.warning(|| {
            Diagnostic::warning(
                codes::NEVER_BINDS,
                limit.span,
                format!("the limit `{}` never binds", limit.id),
            )
            .note(format!("it begins on {first} and ends on {end}"))
        });
    }
}

/// Warns where times count from a day that is not given.
fn entry(findings: &Findings, instrument: &Instrument) {
    let limits = instrument.limits.iter().flat_map(|limit| {
        limit.phases.iter().map(|phase| &phase.from).chain(&limit.until).map(|moment| (moment, limit.span))
    });
    let duties = instrument.duties.iter().flat_map(|duty| {
        let first = match &duty.trigger {
            Trigger::Once(moment)
            | Trigger::Every { first: moment, .. }
            | Trigger::On { from: moment, .. } => moment,
        };
        std::iter::once(first).chain(&duty.until).map(|moment| (moment, duty.span))
    });
    let quotas = instrument.quotas.iter().flat_map(|quota| {
        std::iter::once(&quota.from).chain(&quota.until).map(|moment| (moment, quota.span))
    });
    for (moment, span) in limits.chain(duties).chain(quotas) {
        let without = match moment {
            Moment::AfterEntry(_) if instrument.in_force.is_none() => "in-force",
            Moment::AfterSignature(_) if instrument.signed.is_none() => "signed",
            _ => continue,
        };
        findings.warning(|| {
            Diagnostic::warning(
                codes::WITHOUT_ENTRY,
                span,
                format!("a time counts from a day that is not given: `{without}`"),
            )
            .help(format!("give `{without}` in `[instrument]` once it is known; nothing begins before"))
        });
    }
}
