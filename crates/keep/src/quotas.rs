//! What is left of quotas in their year.

use std::collections::BTreeSet;

use detente_instrument::model::{Quota, QuotaYear, Role};
use detente_instrument::period::{Date, Period};
use detente_instrument::scope::{ActKind, Subject};

use crate::act::{About, Act, Quantity};
use crate::book::{Book, narrow};
use crate::onset::Look;

/// So many years are looked back for what may be carried over.
const MAX_YEARS: usize = 400;

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
    /// How often in a year.
    pub number: i64,
    /// How often it was used in this one.
    pub used: i64,
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
    let (month, day) = match quota.year {
        QuotaYear::On { month, day } => (month, day),
        QuotaYear::Anniversary => in_force.map(|day| (day.month(), day.day().min(28)))?,
    };
    let this = Date::new(on.year(), month, day).ok()?;
    let year = Period::parse("P1Y").ok()?;
    let first = if this <= on { this } else { year.before(this)? };
    Some((first, year.after(first, 1)))
}

/// The state of a quota for a subject at the end of a day; absent where it
/// cannot be used then.
#[must_use]
pub fn state(book: &Book<'_>, quota: usize, subject: Subject, on: Date) -> Option<QuotaState> {
    Years::new(book, quota, on)?.state(subject, on)
}

/// Every year of a quota in which it was used more often than it could be, by
/// the end of a day: its state at the end of that year.
#[must_use]
pub fn overused(book: &Book<'_>, quota: usize, on: Date) -> Vec<QuotaState> {
    let Some(years) = Years::new(book, quota, on) else { return Vec::new() };
    let in_force = book.instrument().in_force;
    let mut found = Vec::new();
    for (subject, _) in &years.quota.numbers {
        let members = book.instrument().members(*subject);
        let ours = years.uses.iter().filter(|(act, _)| act.on <= on && years.is_of(act, &members));
        let starts: BTreeSet<(Date, Option<Date>)> =
            ours.filter_map(|(act, _)| year_of(years.quota, in_force, act.on)).collect();
        for (_, next) in starts {
            let last = next.and_then(|next| next.yesterday().ok()).map_or(on, |last| last.min(on));
            found.extend(years.state(*subject, last).filter(|state| state.left() < 0));
        }
    }
    found
}

/// The numbers between two subjects at the end of a day.
#[must_use]
pub fn pairs(book: &Book<'_>, quota: usize, on: Date) -> Vec<PairState> {
    let Some(years) = Years::new(book, quota, on) else { return Vec::new() };
    let Some((first, next)) = year_of(years.quota, book.instrument().in_force, on) else { return Vec::new() };
    let members = |subject| book.instrument().members(subject);
    let pair = |(by, over, number): &(Subject, Subject, i64)| {
        let users = members(*by);
        let observed = members(*over);
        let of = |party: Option<u32>, parties: &[usize]| {
            party.is_some_and(|party| parties.contains(&(party as usize)))
        };
        let uses = years.uses.iter().filter(|(act, _)| {
            in_year(act.on, first, next, on) && of(Some(act.by), &users) && of(act.of, &observed)
        });
        PairState { quota, by: *by, over: *over, number: *number, used: uses.map(|(_, count)| count).sum() }
    };
    years.quota.pairs.iter().map(pair).collect()
}

/// Uses until the end of a day that measured more than a bound that holds under
/// a reading.
#[must_use]
pub fn excesses(book: &Book<'_>, quota: usize, reading: Option<usize>, on: Date) -> Vec<Excess> {
    let instrument = book.instrument();
    let Some(text) = instrument.quotas.get(quota) else { return Vec::new() };
    let mut found = Vec::new();
    for (sequence, act) in book.others().filter(|(_, act)| act.kind == ActKind::Use && act.on <= on) {
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
    found
}

/// Whether a quota is another one or lies within it.
fn within(quotas: &[Quota], quota: usize, outer: usize) -> bool {
    let mut at = Some(quota);
    while let Some(here) = at {
        if here == outer {
            return true;
        }
        at = quotas.get(here).and_then(|quota| quota.within);
    }
    false
}

fn in_year(day: Date, first: Date, next: Option<Date>, on: Date) -> bool {
    day >= first && day <= on && next.is_none_or(|next| day < next)
}

/// A quota with all of its uses and transfers.
struct Years<'b, 'i> {
    look: Look<'b, 'i>,
    position: usize,
    quota: &'i Quota,
    uses: Vec<(Act, i64)>,
    transfers: Vec<(Act, i64)>,
}

impl<'b, 'i> Years<'b, 'i> {
    fn new(book: &'b Book<'i>, position: usize, on: Date) -> Option<Self> {
        let instrument = book.instrument();
        let quota = instrument.quotas.get(position)?;
        let mut uses = Vec::new();
        let mut transfers = Vec::new();
        for (_, act) in book.others() {
            let Some(About::Quota(at)) = act.about else { continue };
            let count = match act.number {
                Some(Quantity::Number(number)) => number,
                None => 1,
                _ => continue,
            };
            match act.kind {
                ActKind::Use if within(&instrument.quotas, at as usize, position) => {
                    uses.push((act.into_owned(), count))
                }
                ActKind::Transfer if at as usize == position => transfers.push((act.into_owned(), count)),
                _ => {}
            }
        }
        Some(Self { look: Look::new(book, None, on), position, quota, uses, transfers })
    }

    fn state(&self, subject: Subject, on: Date) -> Option<QuotaState> {
        let instrument = self.look.book.instrument();
        let from = self.look.day(&self.quota.from, Some(subject))?;
        let until = self.quota.until.as_ref().and_then(|until| self.look.day(until, Some(subject)));
        if on < from || until.is_some_and(|until| on >= until) {
            return None;
        }
        let (year, next) = year_of(self.quota, instrument.in_force, on)?;
        let members = instrument.members(subject);
        // Years in order, from the first of the quota, for what is carried over.
        let mut starts = vec![year];
        let mut at = year;
        while self.quota.carry_over > 0 && at > from && starts.len() < MAX_YEARS {
            let Some((before, _)) =
                at.yesterday().ok().and_then(|day| year_of(self.quota, instrument.in_force, day))
            else {
                break;
            };
            starts.push(before);
            at = before;
        }
        let mut carried = 0;
        let mut state = None;
        for first in starts.into_iter().rev() {
            let next = if first == year { next } else { Period::parse("P1Y").ok()?.after(first, 1) };
            let base = self.base(subject, first);
            let transferred = self.transferred(&members, first, next, on);
            let number = base.saturating_add(carried).saturating_add(transferred);
            let used = self.used(&members, first, next, on);
            state = Some(QuotaState {
                quota: self.position,
                subject,
                year: first,
                next,
                number,
                carried,
                transferred,
                used,
            });
            carried = number.saturating_sub(used).clamp(0, self.quota.carry_over);
        }
        state
    }

    /// The number of a year, or the share of it in force as the year begins.
    fn base(&self, subject: Subject, first: Date) -> i64 {
        let number = self.quota.numbers.iter().find(|(whose, _)| *whose == subject).map_or(0, |(_, n)| *n);
        let share = self
            .quota
            .shares
            .iter()
            .find(|share| self.look.day(&share.until, Some(subject)).is_none_or(|until| first < until));
        share.map_or(number, |share| {
            number.saturating_mul(share.numerator).checked_div(share.denominator).unwrap_or(0)
        })
    }

    /// Whether a use counts for these parties.
    fn is_of(&self, act: &Act, members: &[usize]) -> bool {
        let whose = match self.quota.role {
            Role::Active => Some(act.by),
            Role::Passive => act.of,
        };
        whose.is_some_and(|party| members.contains(&(party as usize)))
    }

    fn used(&self, members: &[usize], first: Date, next: Option<Date>, on: Date) -> i64 {
        let ours =
            self.uses.iter().filter(|(act, _)| in_year(act.on, first, next, on) && self.is_of(act, members));
        ours.map(|(_, count)| count).sum()
    }

    fn transferred(&self, members: &[usize], first: Date, next: Option<Date>, on: Date) -> i64 {
        let mut sum: i64 = 0;
        for (act, count) in self.transfers.iter().filter(|(act, _)| in_year(act.on, first, next, on)) {
            if members.contains(&(act.by as usize)) {
                sum = sum.saturating_sub(*count);
            }
            if act.of.is_some_and(|party| members.contains(&(party as usize))) {
                sum = sum.saturating_add(*count);
            }
        }
        sum
    }
}
