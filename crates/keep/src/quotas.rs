//! What is left of quotas in their year.

mod years;

use std::collections::BTreeMap;

use detente_instrument::model::{Quota, QuotaYear, Role};
use detente_instrument::period::{Date, Period};
use detente_instrument::scope::{ActKind, Subject};
use detente_instrument::waiting::Clause;

use self::years::{Years, is_out, within};
use crate::act::{About, Act};
use crate::book::{Book, narrow};
use crate::onset::{Look, Place};

/// A quota of one subject in the year of some day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotaState {
    /// Position of the quota.
    pub quota: usize,
    /// Whose.
    pub subject: Subject,
    /// The first day of the year.
    pub year: Date,
    /// The first day of the next one.
    pub next: Option<Date>,
    /// How often in this year, with what was carried over and transferred.
    pub number: i64,
    /// How much of that came from the year before.
    pub carried: i64,
    /// What others passed on, less what was passed on to others.
    pub transferred: i64,
    /// How often it was used by the end of the day.
    pub used: i64,
    /// Whether the number of some use or transfer was withheld or is not known, so
    /// that it was used that often or more.
    pub open: bool,
}

impl QuotaState {
    /// How often it can still be used; below zero where it was used too often.
    #[must_use]
    pub fn left(&self) -> i64 {
        self.number.saturating_sub(self.used)
    }
}

/// A number between two subjects in the year of some day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairState {
    /// Position of the quota.
    pub quota: usize,
    /// Who uses it.
    pub by: Subject,
    /// Over whom.
    pub over: Subject,
    /// The first day of the year.
    pub year: Date,
    /// How often in a year.
    pub number: i64,
    /// How often it was used in this one.
    pub used: i64,
    /// Whether the number of some use is not known, so that it was used that often or more.
    pub open: bool,
}

/// A use or a transfer that no number is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Idle {
    /// Position of the quota.
    pub quota: usize,
    /// Sequence number of the act.
    pub act: u32,
    /// Why.
    pub why: Unusable,
}

/// Why an act counts against no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unusable {
    /// The text gives none to the party whose number it would count against, or
    /// nobody said which party that is.
    Nobodys,
    /// The quota could not be used yet.
    Before,
    /// It could no longer be used.
    After,
    /// Whoever used it or passed it on, or over or to whom, is out.
    Out,
    /// A part of it was passed to whoever passed it on.
    ToItself,
}

/// A use that measured more than is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excess {
    /// Position of the quota.
    pub quota: usize,
    /// Position of the bound in the quota.
    pub bound: usize,
    /// Sequence number of the use.
    pub act: u32,
    /// What it measured.
    pub measured: i64,
}

/// The first day of the year of a quota that a day lies in, and that of the next.
#[must_use]
pub fn year_of(quota: &Quota, in_force: Option<Date>, on: Date) -> Option<(Date, Option<Date>)> {
    let year = Period::parse("P1Y").ok()?;
    match quota.year {
        QuotaYear::On { month, day } => {
            let this = Date::new(on.year(), month, day).ok()?;
            let first = if this <= on { this } else { year.before(this)? };
            Some((first, year.after(first, 1)))
        }
        QuotaYear::Anniversary => {
            // Counted from entry into force at once, so that 29 February does not drift.
            let entry = in_force?;
            let mut number = i64::from(on.year()) - i64::from(entry.year());
            let mut first = year.after(entry, number)?;
            if first > on {
                number -= 1;
                first = year.after(entry, number)?;
            }
            Some((first, year.after(entry, number + 1)))
        }
    }
}

/// The state of a quota for a subject at the end of a day; absent where it
/// cannot be used then.
#[must_use]
pub fn state(
    book: &Book<'_>,
    quota: usize,
    subject: Subject,
    reading: Option<usize>,
    on: Date,
) -> Option<QuotaState> {
    Years::new(&Look::new(book, reading, on), quota)?.state(subject, on)
}

/// The states of a quota for every subject that can use it at the end of a day.
pub(crate) fn states(look: &Look<'_, '_>, quota: usize) -> Vec<QuotaState> {
    let Some(years) = Years::new(look, quota) else { return Vec::new() };
    let of_text = years.quota.numbers.len();
    let states = years.subjects().into_iter().enumerate().filter_map(|(at, subject)| {
        let state = years.state(subject, look.on)?;
        // Who has none by the text is shown as long as there is something to show.
        (at < of_text || state.number != 0 || state.used != 0 || state.open).then_some(state)
    });
    states.collect()
}

/// A quota, or a pair of it, that was used too often, with the uses of that year
/// and what was passed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overuse<T> {
    /// How often it could be used and was.
    pub state: T,
    /// Sequence numbers of the uses, in order.
    pub acts: Vec<u32>,
}

/// Every year of a quota in which it was used more often than it could be, or more
/// of it passed on than there was, by the end of a day: its state on the last day of
/// that year on which it could be used.
#[must_use]
pub fn overused(book: &Book<'_>, quota: usize, reading: Option<usize>, on: Date) -> Vec<Overuse<QuotaState>> {
    let Some(years) = Years::new(&Look::new(book, reading, on), quota) else { return Vec::new() };
    let mut found = Vec::new();
    for subject in years.subjects() {
        let until = years.until(subject).and_then(|until| until.yesterday().ok());
        let members = book.instrument().members(subject);
        for (first, next) in years.starts(&members, on) {
            let last = next.and_then(|next| next.yesterday().ok());
            let last = [last, until, Some(on)].into_iter().flatten().min().unwrap_or(on);
            if let Some(state) = years.state(subject, last).filter(|state| state.left() < 0) {
                let acts = years.acts(&members, first, next, last);
                found.push(Overuse { state, acts });
            }
        }
    }
    found
}

/// Uses of a quota itself by the end of a day, and parts of it passed on, that no
/// number is there for.
#[must_use]
pub fn idle(book: &Book<'_>, quota: usize, reading: Option<usize>, on: Date) -> Vec<Idle> {
    let Some(years) = Years::new(&Look::new(book, reading, on), quota) else { return Vec::new() };
    // When each subject can use it, by the parties whose uses are its own.
    type Span = (Option<Date>, Option<Date>);
    let mut times: BTreeMap<u32, Vec<Span>> = BTreeMap::new();
    for subject in years.subjects() {
        let time = (years.from(subject), years.until(subject));
        for party in book.instrument().members(subject) {
            times.entry(narrow(Some(party)).unwrap_or_default()).or_default().push(time);
        }
    }
    let passed = book.of_kind(ActKind::Transfer).filter(|_| years.quota.transfers);
    let acts = book.of_kind(ActKind::Use).chain(passed).filter(|(_, act)| {
        act.on <= on && matches!(act.about, Some(About::Quota(at)) if at as usize == quota)
    });
    let why = |act: &Act| {
        if act.kind == ActKind::Transfer && act.of == Some(act.by) {
            return Some(Unusable::ToItself);
        }
        let whose = match years.quota.role {
            Role::Passive if act.kind == ActKind::Use => act.of,
            Role::Active | Role::Passive => Some(act.by),
        };
        let Some(times) = whose.and_then(|party| times.get(&party)) else { return Some(Unusable::Nobodys) };
        let begun = |from: &Option<Date>| from.is_some_and(|from| from <= act.on);
        let over = |until: &Option<Date>| until.is_some_and(|until| until <= act.on);
        if times.iter().any(|(from, until)| begun(from) && !over(until)) {
            is_out(&years.look, act.by, act.of, act.on).then_some(Unusable::Out)
        } else if times.iter().any(|(from, _)| begun(from)) {
            Some(Unusable::After)
        } else {
            Some(Unusable::Before)
        }
    };
    let mut found: Vec<Idle> =
        acts.filter_map(|(act, it)| Some(Idle { quota, act, why: why(&it)? })).collect();
    found.sort_unstable_by_key(|idle| idle.act);
    found
}

/// Whether anybody can use a quota on a day, as known at the end of another.
pub(crate) fn usable(look: &Look<'_, '_>, quota: usize, day: Date) -> bool {
    let Some(text) = look.book.instrument().quotas.get(quota) else { return false };
    let clause = Clause::Quota(quota);
    text.numbers.iter().any(|(subject, _)| {
        let from = look.day(&text.from, Some(*subject), Place::begins(clause));
        let until = text.until.as_ref();
        let until = until.and_then(|until| look.day(until, Some(*subject), Place::later(clause)));
        let end = look.term().end_of(&look.book.instrument().members(*subject));
        from.is_some_and(|from| from <= day) && [until, end].into_iter().flatten().all(|end| day < end)
    })
}

/// The numbers between two subjects at the end of a day.
#[must_use]
pub fn pairs(book: &Book<'_>, quota: usize, on: Date) -> Vec<PairState> {
    let Some(years) = Years::new(&Look::new(book, None, on), quota) else { return Vec::new() };
    let Some((first, next)) = year_of(years.quota, book.instrument().in_force, on) else { return Vec::new() };
    let pairs = years.quota.pairs.iter();
    pairs.map(|pair| years.pair(pair, first, next, on).state).collect()
}

/// Every year in which one subject used a quota over another more often than it
/// could, by the end of a day.
#[must_use]
pub fn overused_pairs(book: &Book<'_>, quota: usize, on: Date) -> Vec<Overuse<PairState>> {
    let Some(years) = Years::new(&Look::new(book, None, on), quota) else { return Vec::new() };
    let everybody: Vec<usize> = (0..book.instrument().parties.len()).collect();
    let mut found = Vec::new();
    for pair in &years.quota.pairs {
        let starts = years.starts(&everybody, on).into_iter();
        let of_years = starts.map(|(first, next)| years.pair(pair, first, next, on));
        found.extend(of_years.filter(|overuse| overuse.state.used > overuse.state.number));
    }
    found
}

/// Transfers of a quota, by the end of a day, that the text does not let pass to
/// another; they are not counted.
#[must_use]
pub fn barred(book: &Book<'_>, quota: usize, on: Date) -> Vec<u32> {
    if book.instrument().quotas.get(quota).is_none_or(|text| text.transfers) {
        return Vec::new();
    }
    let transfers = book.of_kind(ActKind::Transfer).filter(|(_, act)| {
        act.on <= on && matches!(act.about, Some(About::Quota(at)) if at as usize == quota)
    });
    let mut acts: Vec<u32> = transfers.map(|(sequence, _)| sequence).collect();
    acts.sort_unstable();
    acts
}

/// Uses until the end of a day that measured more than a bound that holds under
/// a reading; what is done by or over whoever is out is nothing under it.
#[must_use]
pub fn excesses(book: &Book<'_>, quota: usize, reading: Option<usize>, on: Date) -> Vec<Excess> {
    let instrument = book.instrument();
    let Some(text) = instrument.quotas.get(quota) else { return Vec::new() };
    let mut found = Vec::new();
    if text.per_use.is_empty() {
        return found;
    }
    let look = Look::new(book, reading, on);
    let uses = book.of_kind(ActKind::Use).filter(|(_, act)| act.on <= on);
    for (sequence, act) in uses.filter(|(_, act)| !is_out(&look, act.by, act.of, act.on)) {
        if !matches!(act.about, Some(About::Quota(at)) if within(instrument.quotas.as_slice(), at as usize, quota))
        {
            continue;
        }
        for (bound, limit) in text.per_use.iter().enumerate() {
            let over = limit.over.is_none_or(|party| act.of == narrow(Some(party)));
            let there = limit
                .zone
                .is_none_or(|zone| act.zone.is_some_and(|place| instrument.is_within(place as usize, zone)));
            let holds = limit.reading.is_none() || limit.reading == reading;
            let measures = act.more.iter().flat_map(|more| &more.measures);
            let measured = measures.filter(|(name, _)| *name == limit.measure).map(|(_, value)| *value).max();
            if let Some(measured) = measured.filter(|value| *value > limit.at_most)
                && over
                && there
                && holds
            {
                found.push(Excess { quota, bound, act: sequence, measured });
            }
        }
    }
    found.sort_by_key(|excess| (excess.act, excess.bound));
    found
}
