//! When a breach was first known.
//!
//! What becomes known of the past changes what one knows of it, not what followed
//! from what was known: a clause that waits for a breach comes when somebody who knew
//! all that was told by then could see it. The numbers of the past are therefore
//! followed as they were known, from one late act to the next.

use detente_instrument::period::Date;
use detente_instrument::scope::{ActKind, Subject};

use super::Of;
use crate::act::Act;
use crate::book::{Book, narrow};
use crate::onset::Look;
use crate::tally::Counter;

/// Acts that say something of a number.
const OF_NUMBERS: [ActKind; 4] =
    [ActKind::Declaration, ActKind::Notification, ActKind::Observation, ActKind::Correction];

/// The first day at whose end it was known that a subject was, or had been, certainly
/// beyond a bound in force.
pub(crate) fn breach_known(look: &Look<'_, '_>, limit: usize, subject: Subject) -> Option<Date> {
    let of = Of::new(look, limit, subject)?;
    let members: Vec<u32> = of.members.iter().filter_map(|(party, _)| narrow(Some(*party))).collect();
    let is_of = |act: &Act| members.contains(&act.by) || act.of.is_some_and(|of| members.contains(&of));
    let acts = OF_NUMBERS.into_iter().flat_map(|kind| look.book.entered(kind));
    let acts = acts.filter(|(_, act)| is_of(act));
    let is_late = |act: &Act| act.kind == ActKind::Correction || act.known > act.on;
    let (mut late, in_time): (Vec<_>, Vec<_>) = acts.partition(|(_, act)| is_late(act));
    let mut days = of.days.clone();
    if late.is_empty() {
        days.retain(|day| *day <= look.on);
        return days.into_iter().find(|day| of.is_beyond(&of.counter, *day));
    }
    late.retain(|(_, act)| act.known <= look.on);
    late.sort_by_key(|(sequence, act)| (act.known, *sequence));
    // What was told by its day says nothing of the days before.
    let mut known = Book::new(look.book.instrument());
    let in_time = in_time.into_iter().filter(|(_, act)| act.known <= look.on);
    known.together(|known| in_time.for_each(|(at, act)| known.add_at(at, act.clone())));
    let (counts, reading) = (of.limit.counts, look.reading);
    // A correction may have taken days away on which something had come.
    let counter = Counter::new(&known, counts, reading);
    days.extend(of.members.iter().flat_map(|(party, _)| counter.days(*party)));
    drop(counter);
    days.extend(late.iter().flat_map(|(_, act)| [act.on, act.known]));
    days.retain(|day| *day <= look.on);
    days.sort_unstable();
    days.dedup();
    let seen = |known: &Book<'_>, from: Date, to: Option<Date>| {
        let counter = Counter::new(known, counts, reading);
        let first = days.partition_point(|day| *day < from);
        let mut days = days.iter().skip(first).take_while(|day| to.is_none_or(|to| **day < to));
        days.find(|day| of.is_beyond(&counter, **day)).copied()
    };
    let mut reached = Date::MIN;
    for told in late.chunk_by(|(_, one), (_, other)| one.known == other.known) {
        let Some(day) = told.first().map(|(_, act)| act.known) else { continue };
        if let Some(found) = seen(&known, reached, Some(day)) {
            return Some(found);
        }
        let mut from = day;
        for (sequence, act) in told {
            let corrects = act.refers_to().and_then(|first| look.book.act(first));
            from = corrects.map_or(from, |first| first.on.min(from)).min(act.on);
            known.add_at(*sequence, (*act).clone());
        }
        if let Some(found) = seen(&known, from, day.tomorrow().ok()) {
            return Some(found.max(day));
        }
        reached = day.tomorrow().unwrap_or(day);
    }
    seen(&known, reached, None)
}
