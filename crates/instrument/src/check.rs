//! Checks of an instrument that could be read: trees without circles, clauses
//! that can begin, limits that bind at some time.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;
use detente_syntax::tables::findings::Findings;

use crate::codes;
use crate::model::{Instrument, Limit, Trigger};
use crate::moment::{Moment, Onset};
use crate::period::Date;

/// Adds what is wrong or doubtful.
pub(crate) fn check(findings: &Findings, instrument: &Instrument) {
    tree(findings, "thing", &instrument.things, |thing| (thing.of, &thing.id, thing.span));
    tree(findings, "zone", &instrument.zones, |zone| (zone.within, &zone.id, zone.span));
    tree(findings, "quota", &instrument.quotas, |quota| (quota.within, &quota.id, quota.span));
    starts(findings, instrument);
    for limit in &instrument.limits {
        binds(findings, instrument, limit);
    }
    entry(findings, instrument);
}

/// Reports every element that is a part of itself.
fn tree<T>(
    findings: &Findings,
    what: &str,
    list: &[T],
    parts: impl Fn(&T) -> (Option<usize>, &String, Span),
) {
    for (position, element) in list.iter().enumerate() {
        let (mut above, id, span) = parts(element);
        // A path without a circle is shorter than the list.
        for _ in 0..list.len() {
            match above {
                Some(here) if here == position => {
                    findings.error(|| {
                        Diagnostic::error(
                            codes::CIRCULAR_TREE,
                            span,
                            format!("the {what} `{id}` is a part of itself"),
                        )
                    });
                    break;
                }
                Some(here) => above = list.get(here).and_then(|element| parts(element).0),
                None => break,
            }
        }
    }
}

/// A clause that others may wait for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clause {
    Duty(usize),
    Limit(usize),
}

/// What a moment waits for.
fn awaited(moment: &Moment) -> Option<Clause> {
    match moment {
        Moment::After(Onset::Duty { duty, .. }, _) => Some(Clause::Duty(*duty)),
        Moment::After(Onset::Breach { limit, .. }, _) => Some(Clause::Limit(*limit)),
        _ => None,
    }
}

/// What the beginning of a clause waits for.
fn awaits(instrument: &Instrument, clause: Clause) -> Vec<Clause> {
    match clause {
        Clause::Duty(duty) => {
            let moment = instrument.duties.get(duty).and_then(|duty| match &duty.trigger {
                Trigger::Once(moment) | Trigger::Every { first: moment, .. } => Some(moment),
                Trigger::On { .. } => None,
            });
            moment.and_then(awaited).into_iter().collect()
        }
        Clause::Limit(limit) => {
            let phases = instrument.limits.get(limit).map_or(&[][..], |limit| &limit.phases);
            // A later phase may wait for the limit itself: a snap-back after a breach of the first.
            phases.iter().take(1).filter_map(|phase| awaited(&phase.from)).collect()
        }
    }
}

/// Reports clauses whose beginning waits for themselves.
fn starts(findings: &Findings, instrument: &Instrument) {
    let duties = (0..instrument.duties.len()).map(Clause::Duty);
    let limits = (0..instrument.limits.len()).map(Clause::Limit);
    for clause in duties.chain(limits) {
        let mut seen = Vec::new();
        let mut open = awaits(instrument, clause);
        while let Some(next) = open.pop() {
            if next == clause {
                let (id, span) = match clause {
                    Clause::Duty(duty) => instrument.duties.get(duty).map(|duty| (&duty.id, duty.span)),
                    Clause::Limit(limit) => instrument.limits.get(limit).map(|limit| (&limit.id, limit.span)),
                }
                .unzip();
                if let (Some(id), Some(span)) = (id, span) {
                    findings.error(|| {
                        Diagnostic::error(codes::CIRCULAR_START, span, format!("`{id}` waits for itself"))
                            .note("it begins after something that begins after it")
                    });
                }
                break;
            }
            if !seen.contains(&next) {
                seen.push(next);
                open.extend(awaits(instrument, next));
            }
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
            Trigger::Once(moment) | Trigger::Every { first: moment, .. } => Some(moment),
            Trigger::On { .. } => None,
        };
        first.into_iter().chain(&duty.until).map(|moment| (moment, duty.span))
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
