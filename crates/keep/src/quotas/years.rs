//! A quota with all of its uses and transfers, year by year.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use detente_instrument::model::{Quota, Role};
use detente_instrument::period::Date;
use detente_instrument::scope::{ActKind, Subject};
use detente_instrument::waiting::Clause;

use super::{Overuse, PairState, QuotaState, year_of};
use crate::act::{About, Act, Quantity};
use crate::book::narrow;
use crate::onset::{Look, Place};

/// So many years are looked back for what may be carried over.
const MAX_YEARS: usize = 400;

/// Whether a quota is another one or lies within it.
pub(super) fn within(quotas: &[Quota], quota: usize, outer: usize) -> bool {
    let mut at = Some(quota);
    while let Some(here) = at {
        if here == outer {
            return true;
        }
        at = quotas.get(here).and_then(|quota| quota.within);
    }
    false
}

/// Whether one of two parties is out on a day.
pub(super) fn is_out(look: &Look<'_, '_>, by: u32, of: Option<u32>, on: Date) -> bool {
    std::iter::once(by).chain(of).any(|party| look.term().is_out(party, on))
}

pub(super) fn in_year(day: Date, first: Date, next: Option<Date>, on: Date) -> bool {
    day >= first && day <= on && next.is_none_or(|next| day < next)
}

/// A use or a transfer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) on: Date,
    pub(super) act: u32,
    pub(super) by: u32,
    pub(super) of: Option<u32>,
    /// How often; absent where that was withheld or is not known.
    count: Option<i64>,
}

impl Part {
    /// How often, as far as it is known.
    pub(super) fn known(&self) -> i64 {
        self.count.unwrap_or(0)
    }
}

/// A quota with all of its uses and transfers.
pub(super) struct Years<'b, 'i> {
    pub(super) look: Look<'b, 'i>,
    position: usize,
    pub(super) quota: &'i Quota,
    /// Uses by the party whose number they count against, by day.
    uses: BTreeMap<u32, Vec<Part>>,
    transfers: Vec<Part>,
    /// Parties without a number in the text to which a part was passed, and since when.
    received: BTreeMap<usize, Date>,
}

impl<'b, 'i> Years<'b, 'i> {
    pub(super) fn new(look: &Look<'b, 'i>, position: usize) -> Option<Self> {
        let book = look.book;
        let instrument = book.instrument();
        let quota = instrument.quotas.get(position)?;
        let inside: Vec<bool> =
            (0..instrument.quotas.len()).map(|at| within(&instrument.quotas, at, position)).collect();
        let part = |(act, it): (u32, Cow<'_, Act>), counts: &dyn Fn(usize) -> bool| {
            let Some(About::Quota(at)) = it.about else { return None };
            let count = match it.number {
                Some(Quantity::Number(number)) => Some(number),
                None => Some(1),
                Some(Quantity::NotProvided | Quantity::Unknown) => None,
            };
            // What is done by or to whoever is out is nothing under the instrument.
            let counts = counts(at as usize) && !is_out(look, it.by, it.of, it.on);
            counts.then_some(Part { on: it.on, act, by: it.by, of: it.of, count })
        };
        let mut uses: BTreeMap<u32, Vec<Part>> = BTreeMap::new();
        let counts = |at: usize| inside.get(at).is_some_and(|inside| *inside);
        for part in book.of_kind(ActKind::Use).filter_map(|each| part(each, &counts)) {
            let whose = match quota.role {
                Role::Active => Some(part.by),
                Role::Passive => part.of,
            };
            if let Some(party) = whose {
                uses.entry(party).or_default().push(part);
            }
        }
        uses.values_mut().for_each(|uses| uses.sort_by_key(|part| (part.on, part.act)));
        let transfers = if quota.transfers {
            let passed = book.of_kind(ActKind::Transfer).filter_map(|each| part(each, &|at| at == position));
            passed.filter(|part| part.of != Some(part.by)).collect()
        } else {
            Vec::new()
        };
        let mut received: BTreeMap<usize, Date> = BTreeMap::new();
        for (party, on) in transfers.iter().filter_map(|part: &Part| Some((part.of? as usize, part.on))) {
            if !quota.numbers.iter().any(|(subject, _)| instrument.members(*subject).contains(&party)) {
                let first = received.entry(party).or_insert(on);
                *first = on.min(*first);
            }
        }
        Some(Self { look: look.clone(), position, quota, uses, transfers, received })
    }

    /// Those who have a number by the text, and behind them those who have one since
    /// a part of it was passed to them.
    pub(super) fn subjects(&self) -> Vec<Subject> {
        let by_text = self.quota.numbers.iter().map(|(subject, _)| *subject);
        by_text.chain(self.received.keys().map(|party| Subject::Party(*party))).collect()
    }

    /// The first day on which a subject can use it.
    pub(super) fn from(&self, subject: Subject) -> Option<Date> {
        let from =
            self.look.day(&self.quota.from, Some(subject), Place::begins(Clause::Quota(self.position)))?;
        let by_text = self.quota.numbers.iter().any(|(whose, _)| *whose == subject);
        let received = match subject {
            Subject::Party(party) if !by_text => self.received.get(&party).copied(),
            _ => None,
        };
        Some(received.map_or(from, |received| received.max(from)))
    }

    /// The first day on which a subject can no longer use it.
    pub(super) fn until(&self, subject: Subject) -> Option<Date> {
        let place = Place::later(Clause::Quota(self.position));
        let until = self.quota.until.as_ref();
        let until = until.and_then(|until| self.look.day(until, Some(subject), place));
        let members = self.look.book.instrument().members(subject);
        [until, self.look.term().end_of(&members)].into_iter().flatten().min()
    }

    pub(super) fn state(&self, subject: Subject, on: Date) -> Option<QuotaState> {
        let instrument = self.look.book.instrument();
        let from = self.from(subject)?;
        if on < from || self.until(subject).is_some_and(|until| on >= until) {
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
        let (mut carried, mut open) = (0, false);
        let mut state = None;
        for first in starts.into_iter().rev() {
            let next = if first == year { next } else { year_of(self.quota, instrument.in_force, first)?.1 };
            let base = self.base(subject, first);
            let transferred = self.transferred(&members, first, next, on);
            let number = base.saturating_add(carried).saturating_add(transferred);
            let used = self.used(&members, first, next, on);
            // Of what passes from a year of which not all is known, there may be less.
            open = (open && carried > 0) || self.is_open(&members, first, next, on);
            state = Some(QuotaState {
                quota: self.position,
                subject,
                year: first,
                next,
                number,
                carried,
                transferred,
                used,
                open,
            });
            carried = number.saturating_sub(used).clamp(0, self.quota.carry_over);
        }
        state
    }

    /// The number of a year, or the share of it in force as the year begins.
    pub(super) fn base(&self, subject: Subject, first: Date) -> i64 {
        let number = self.quota.numbers.iter().find(|(whose, _)| *whose == subject).map_or(0, |(_, n)| *n);
        let place = Place::later(Clause::Quota(self.position));
        let share = self.quota.shares.iter().find(|share| {
            self.look.day(&share.until, Some(subject), place).is_none_or(|until| first < until)
        });
        share.map_or(number, |share| {
            number.saturating_mul(share.numerator).checked_div(share.denominator).unwrap_or(0)
        })
    }

    /// Uses of some parties in a year by the end of a day.
    pub(super) fn of_year(
        &self,
        members: &[usize],
        first: Date,
        next: Option<Date>,
        on: Date,
    ) -> impl Iterator<Item = &Part> {
        let ours = members.iter().filter_map(|party| self.uses.get(&narrow(Some(*party))?));
        ours.flat_map(move |uses| {
            let start = uses.partition_point(|part| part.on < first);
            let inside = uses.get(start..).unwrap_or_default().iter();
            inside.take_while(move |part| in_year(part.on, first, next, on))
        })
    }

    pub(super) fn used(&self, members: &[usize], first: Date, next: Option<Date>, on: Date) -> i64 {
        self.of_year(members, first, next, on).fold(0, |sum: i64, part| sum.saturating_add(part.known()))
    }

    /// Whether the number of a use or transfer of a year is not known.
    pub(super) fn is_open(&self, members: &[usize], first: Date, next: Option<Date>, on: Date) -> bool {
        let of = |party: u32| members.contains(&(party as usize));
        let mut transfers = self.transfers.iter().filter(|act| in_year(act.on, first, next, on));
        transfers.any(|act| act.count.is_none() && (of(act.by) || act.of.is_some_and(of)))
            || self.of_year(members, first, next, on).any(|part| part.count.is_none())
    }

    pub(super) fn acts(&self, members: &[usize], first: Date, next: Option<Date>, on: Date) -> Vec<u32> {
        let passed = self
            .transfers
            .iter()
            .filter(|act| members.contains(&(act.by as usize)) && in_year(act.on, first, next, on));
        let uses = self.of_year(members, first, next, on);
        let mut acts: Vec<u32> = uses.chain(passed).map(|part| part.act).collect();
        acts.sort_unstable();
        acts
    }

    /// The years in which some parties used it, or passed parts of it on, by the
    /// end of a day.
    pub(super) fn starts(&self, members: &[usize], on: Date) -> BTreeSet<(Date, Option<Date>)> {
        let in_force = self.look.book.instrument().in_force;
        let ours = members.iter().filter_map(|party| self.uses.get(&narrow(Some(*party))?)).flatten();
        let passed = self.transfers.iter().filter(|act| members.contains(&(act.by as usize)));
        let mut starts = BTreeSet::new();
        let mut last: Option<(Date, Option<Date>)> = None;
        for part in ours.chain(passed).filter(|part| part.on <= on) {
            if !last.is_some_and(|(first, next)| in_year(part.on, first, next, on)) {
                last = year_of(self.quota, in_force, part.on);
                starts.extend(last);
            }
        }
        starts
    }

    /// How often one subject used it over another in a year by the end of a day.
    pub(super) fn pair(
        &self,
        (by, over, number): &(Subject, Subject, i64),
        first: Date,
        next: Option<Date>,
        on: Date,
    ) -> Overuse<PairState> {
        let instrument = self.look.book.instrument();
        let (users, observed) = (instrument.members(*by), instrument.members(*over));
        let owners = match self.quota.role {
            Role::Active => &users,
            Role::Passive => &observed,
        };
        let is_of = |party: Option<u32>, parties: &[usize]| {
            party.is_some_and(|party| parties.contains(&(party as usize)))
        };
        let uses = self.of_year(owners, first, next, on);
        let uses: Vec<&Part> =
            uses.filter(|part| is_of(Some(part.by), &users) && is_of(part.of, &observed)).collect();
        let used = uses.iter().fold(0_i64, |sum, part| sum.saturating_add(part.known()));
        let open = uses.iter().any(|part| part.count.is_none());
        let (quota, year) = (self.position, first);
        let state = PairState { quota, by: *by, over: *over, year, number: *number, used, open };
        let mut acts: Vec<u32> = uses.iter().map(|part| part.act).collect();
        acts.sort_unstable();
        Overuse { state, acts }
    }

    pub(super) fn transferred(&self, members: &[usize], first: Date, next: Option<Date>, on: Date) -> i64 {
        let mut sum: i64 = 0;
        for act in self.transfers.iter().filter(|act| in_year(act.on, first, next, on)) {
            if members.contains(&(act.by as usize)) {
                sum = sum.saturating_sub(act.known());
            }
            if act.of.is_some_and(|party| members.contains(&(party as usize))) {
                sum = sum.saturating_add(act.known());
            }
        }
        sum
    }
}
