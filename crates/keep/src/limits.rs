//! The state of a limit for a subject on a day, and since when.

mod known;

use detente_instrument::model::{Limit, Phase};
use detente_instrument::period::Date;
use detente_instrument::scope::Subject;
use detente_instrument::waiting::Clause;

use crate::book::Book;
use crate::onset::{Look, Place};
use crate::tally::{Counter, Tally};

pub(crate) use self::known::breach_known;

/// How a number stands to a bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The limit does not bind on that day; nothing is a breach of it.
    NotBinding {
        /// When it begins, where that is known.
        begins: Option<Date>,
    },
    /// It has ceased to bind.
    Ended {
        /// The first day on which it no longer binds.
        since: Date,
    },
    /// Within the bounds: the number is known as a whole, or what is known of it
    /// reaches a bound below and there is none above.
    Within {
        /// How many more there could be; absent where there is no upper bound.
        above: Option<i64>,
        /// How many fewer there could be; absent where there is no lower bound.
        below: Option<i64>,
    },
    /// Beyond a bound for certain.
    Beyond {
        /// By how many: above zero.
        by: i64,
        /// Since when, without interruption.
        since: Date,
    },
    /// Parts are missing on which it depends.
    Open,
}

/// A limit for one subject on one day under one reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitState {
    /// Position of the limit.
    pub limit: usize,
    /// Who is bound.
    pub subject: Subject,
    /// The reading that is counted under.
    pub reading: Option<usize>,
    /// How many there are.
    pub tally: Tally,
    /// The least number allowed on that day, if there is one.
    pub at_least: Option<i64>,
    /// The greatest number allowed on that day, if there is one.
    pub at_most: Option<i64>,
    /// How the one stands to the other.
    pub standing: Standing,
    /// The first day ever on which the number was beyond a bound in force.
    pub first_breach: Option<Date>,
}

/// One day in the history of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The day.
    pub on: Date,
    /// How many there are from then on.
    pub tally: Tally,
    /// The bound above in force on that day.
    pub at_most: Option<i64>,
    /// The bound above of the phase that is next, where none is in force yet.
    pub to_come: Option<i64>,
    /// The bound below in force on that day.
    pub at_least: Option<i64>,
    /// How the number stands to the bounds in force.
    pub standing: Standing,
}

/// The state of a limit at the end of a day.
#[must_use]
pub fn state(
    book: &Book<'_>,
    limit: usize,
    subject: Subject,
    reading: Option<usize>,
    on: Date,
) -> Option<LimitState> {
    state_in(&Look::new(book, reading, on), limit, subject)
}

pub(crate) fn state_in(look: &Look<'_, '_>, limit: usize, subject: Subject) -> Option<LimitState> {
    let on = look.on;
    let of = Of::new(look, limit, subject)?;
    let tally = of.tally(on);
    let phase = of.phase(on);
    let (first_breach, since) = of.breaches(on);
    let standing = match of.standing(on, &tally) {
        Standing::Beyond { by, .. } => Standing::Beyond { by, since: since.unwrap_or(on) },
        other => other,
    };
    Some(LimitState {
        limit,
        subject,
        reading: look.reading,
        at_least: phase.and_then(|phase| phase.at_least),
        at_most: phase.and_then(|phase| phase.at_most),
        standing,
        first_breach,
        tally,
    })
}

/// Every day on which the number of a subject changed, until the end of a day.
#[must_use]
pub fn history(
    book: &Book<'_>,
    limit: usize,
    subject: Subject,
    reading: Option<usize>,
    on: Date,
) -> Vec<Step> {
    let Some(of) = Of::new(&Look::new(book, reading, on), limit, subject) else { return Vec::new() };
    let days = of.days.iter().copied().filter(|day| *day <= on);
    let mut beyond_since = None;
    let step = |day: Date| {
        let tally = of.tally(day);
        let phase = of.phase(day);
        let standing = match of.standing(day, &tally) {
            Standing::Beyond { by, since } => {
                Standing::Beyond { by, since: *beyond_since.get_or_insert(since) }
            }
            other => {
                beyond_since = None;
                other
            }
        };
        let next = || {
            of.begins.iter().zip(&of.limit.phases).find(|(begin, _)| begin.is_some_and(|begin| begin > day))
        };
        Step {
            on: day,
            at_most: phase.and_then(|phase| phase.at_most),
            to_come: if phase.is_none() { next().and_then(|(_, phase)| phase.at_most) } else { None },
            at_least: phase.and_then(|phase| phase.at_least),
            standing,
            tally,
        }
    };
    days.map(step).collect()
}

/// A limit as it applies to one subject.
struct Of<'b, 'i> {
    counter: Counter<'b, 'i>,
    limit: &'i Limit,
    /// Who is counted, and the day from which a member is out.
    members: Vec<(usize, Option<Date>)>,
    /// When each phase begins.
    begins: Vec<Option<Date>>,
    end: Option<Date>,
    /// Days on which anything may change, sorted.
    days: Vec<Date>,
}

impl<'b, 'i> Of<'b, 'i> {
    fn new(look: &Look<'b, 'i>, position: usize, subject: Subject) -> Option<Self> {
        let instrument = look.book.instrument();
        let limit = instrument.limits.get(position)?;
        let members = instrument.members(subject);
        let clause = Clause::Limit(position);
        let begin = |(at, phase): (usize, &Phase)| {
            let place = if at == 0 { Place::begins(clause) } else { Place::later(clause) };
            look.day(&phase.from, Some(subject), place)
        };
        let begins: Vec<_> = limit.phases.iter().enumerate().map(begin).collect();
        let until = limit.until.as_ref();
        let until = until.and_then(|until| look.day(until, Some(subject), Place::later(clause)));
        let end = [until, look.term().end_of(&members)].into_iter().flatten().min();
        let members: Vec<_> = members.into_iter().map(|party| (party, look.term().end_for(party))).collect();
        let counter = Counter::new(look.book, limit.counts, look.reading);
        let mut days: Vec<Date> = members.iter().flat_map(|(party, _)| counter.days(*party)).collect();
        days.extend(members.iter().filter_map(|(_, out)| *out));
        days.extend(begins.iter().flatten());
        days.extend(end);
        days.sort_unstable();
        days.dedup();
        Some(Self { counter, limit, members, begins, end, days })
    }

    fn tally(&self, on: Date) -> Tally {
        self.tally_by(&self.counter, on)
    }

    fn tally_by(&self, counter: &Counter<'_, '_>, on: Date) -> Tally {
        // What members hold who are out does not count for those who are not; once all are out the
        // number is shown as it is.
        let gone = |out: Option<Date>| out.is_some_and(|out| on >= out);
        let all_gone = self.members.iter().all(|(_, out)| gone(*out));
        let bound = self.members.iter().filter(|(_, out)| all_gone || !gone(*out));
        let mut members = bound.map(|(party, _)| counter.count(*party, self.limit.zone, on));
        let mut sum = members.next().unwrap_or_default();
        for tally in members {
            sum = sum.plus(tally);
        }
        sum
    }

    /// The phase in force: the last in order of writing that has begun.
    fn phase(&self, on: Date) -> Option<&'i Phase> {
        if self.end.is_some_and(|end| on >= end) {
            return None;
        }
        let begun = self.limit.phases.iter().zip(&self.begins).rev();
        begun.filter(|(_, begin)| begin.is_some_and(|begin| begin <= on)).map(|(phase, _)| phase).next()
    }

    fn standing(&self, on: Date, tally: &Tally) -> Standing {
        if let Some(end) = self.end.filter(|end| on >= *end) {
            return Standing::Ended { since: end };
        }
        let Some(phase) = self.phase(on) else {
            return Standing::NotBinding { begins: self.begins.iter().flatten().min().copied() };
        };
        let above = phase.at_most.map(|most| most.saturating_sub(tally.number));
        let below = phase.at_least.map(|least| tally.number.saturating_sub(least));
        if let Some(over) = above.filter(|above| *above < 0) {
            // What is missing can only add.
            return Standing::Beyond { by: over.saturating_neg(), since: on };
        }
        match below.filter(|below| *below < 0) {
            _ if !tally.is_complete() && (above.is_some() || below.is_none_or(|below| below < 0)) => {
                Standing::Open
            }
            Some(under) => Standing::Beyond { by: under.saturating_neg(), since: on },
            None => Standing::Within { above, below },
        }
    }

    /// The first day on which it was beyond a bound by the end of a day, and since
    /// when it has been if it is: days are asked for in order.
    fn breaches(&self, on: Date) -> (Option<Date>, Option<Date>) {
        let (mut first, mut since) = (None, None);
        for day in self.days.iter().copied().filter(|day| *day <= on) {
            since = match self.standing(day, &self.tally(day)) {
                Standing::Beyond { .. } => since.or(Some(day)),
                _ => None,
            };
            first = first.or(since);
        }
        (first, since)
    }

    /// Whether it is beyond a bound for certain at the end of a day, as somebody counts.
    fn is_beyond(&self, counter: &Counter<'_, '_>, day: Date) -> bool {
        matches!(self.standing(day, &self.tally_by(counter, day)), Standing::Beyond { .. })
    }
}
