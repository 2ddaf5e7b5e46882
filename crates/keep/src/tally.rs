//! How many count towards a thing, on a day, under a reading.
//!
//! A party's number of a thing is what it declared, or what its parts make if they
//! were told later and make more; where it declared none, the sum over its kinds,
//! or over the zones within. What is in a status comes on top. A sum is whole only if every
//! part is known: a part of which nothing was entered is missing and not zero,
//! and zones are all of it only where the instrument says that it is divided.
//! What the holders of a reading observed stands in where the owner's own
//! figures leave a number open. Counting rules give weights; a kind that belongs
//! by a measured value counts as its value lies. Whatever is missing leaves a
//! number open above.

mod asked;
pub(crate) mod held;
mod later;
mod number;
mod roots;
mod sum;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use detente_instrument::model::{CountingRule, Instrument};
use detente_instrument::period::{Date, Period};

use self::asked::Asked;
use self::held::{Held, Parts, Place};
pub use self::number::{Missing, OnWordOf, Tally, Why};
use self::roots::{Belongs, apart, by_value};
use self::sum::Sum;
use crate::act::Quantity;
use crate::book::{Account, Book, narrow};
use crate::series::{Series, Walk};

/// Everything that counts towards one thing under one reading.
#[derive(Clone, Debug)]
pub struct Counter<'b, 'i> {
    book: &'b Book<'i>,
    instrument: &'i Instrument,
    towards: usize,
    /// Roots of what counts, none of which is a kind of another.
    roots: Vec<(usize, Belongs)>,
    rules: Vec<&'i CountingRule>,
    /// Whose word stands in where a party declared nothing.
    witnesses: Vec<u32>,
    /// Kinds of each thing that are missed where nothing was entered of them.
    kinds: Vec<Vec<usize>>,
    /// How many zones lie in each zone, and how many in no other.
    parts: Vec<usize>,
    outermost: usize,
    /// Whether a thing, or a kind of it, can count at all: what cannot is not missed.
    missed: Vec<bool>,
    /// What was asked of each party last.
    asked: RefCell<BTreeMap<u32, Asked>>,
    /// How far each account is followed for which it matters who came when: by the
    /// witness whose word it is, if it is one's.
    walks: RefCell<BTreeMap<(Option<u32>, Account), Walk>>,
}

impl<'b, 'i> Counter<'b, 'i> {
    /// A counter of what counts towards a thing.
    #[must_use]
    pub fn new(book: &'b Book<'i>, towards: usize, reading: Option<usize>) -> Self {
        let instrument = book.instrument();
        let holds = |of: Option<usize>| of.is_none() || of == reading;
        let rules: Vec<_> = instrument
            .counting
            .iter()
            .filter(|rule| rule.towards == towards && holds(rule.reading))
            .collect();
        let mut roots = vec![(towards, Belongs::Yes)];
        roots.extend(rules.iter().map(|rule| (rule.thing, Belongs::Yes)));
        roots.extend(by_value(instrument, towards, reading));
        let roots = apart(instrument, &roots);
        let held_by = reading.and_then(|reading| instrument.readings.get(reading));
        let witnesses = held_by.map_or_else(Vec::new, |reading| {
            reading.held_by.iter().filter_map(|party| narrow(Some(*party))).collect()
        });
        let mut parts = vec![0; instrument.zones.len()];
        let mut outermost = 0;
        for zone in &instrument.zones {
            let count = zone.within.map_or(Some(&mut outermost), |within| parts.get_mut(within));
            count.into_iter().for_each(|count| *count += 1);
        }
        let (kinds, missed) = (vec![Vec::new(); instrument.things.len()], Vec::new());
        let (asked, walks) = (RefCell::default(), RefCell::default());
        let mut counter = Self {
            book,
            instrument,
            towards,
            roots,
            rules,
            witnesses,
            kinds,
            parts,
            outermost,
            missed,
            asked,
            walks,
        };
        counter.missed = counter.what_is_missed();
        for (position, thing) in instrument.things.iter().enumerate() {
            if counter.is_missed(position)
                && let Some(kinds) = thing.of.and_then(|of| counter.kinds.get_mut(of))
            {
                kinds.push(position);
            }
        }
        counter
    }

    /// Which things can count, without a status or ever after some time.
    fn what_is_missed(&self) -> Vec<bool> {
        let mut missed = vec![false; self.instrument.things.len()];
        let aggregate =
            self.instrument.things.get(self.towards).is_some_and(|thing| thing.measured.is_some())
                && !self.instrument.things.iter().any(|thing| thing.of == Some(self.towards));
        for thing in self.concerned() {
            let counts = [true, false].into_iter().any(|lapsed| self.weight(thing, None, |_| lapsed) != 0);
            if !counts || (aggregate && thing == self.towards) {
                continue;
            }
            let mut at = Some(thing);
            while let Some(here) = at {
                at = match missed.get_mut(here) {
                    Some(seen) if !*seen => {
                        *seen = true;
                        self.instrument.things.get(here).and_then(|thing| thing.of)
                    }
                    _ => None,
                };
            }
        }
        missed
    }

    fn is_missed(&self, thing: usize) -> bool {
        self.missed.get(thing).is_some_and(|missed| *missed)
    }

    /// How many of a party count, in a zone or everywhere, at the end of a day.
    #[must_use]
    pub fn count(&self, party: usize, zone: Option<usize>, on: Date) -> Tally {
        let Some(party) = narrow(Some(party)) else { return Tally::default() };
        let asked = self.asked(party, on);
        let missing =
            |thing: usize, why| Missing { party, thing: narrow(Some(thing)).unwrap_or_default(), why };
        let mut sum = Sum::default();
        let mut blank = Vec::new();
        for (root, belongs) in &self.roots {
            let part = self.of_thing(&asked, *root, zone);
            match belongs {
                Belongs::Yes if part.is_blank() => blank.push(*root),
                Belongs::Yes => sum.add(&part),
                // None of it is none, whether it belongs or not.
                Belongs::Perhaps if part.complete && part.number == 0 => sum.add(&part),
                Belongs::Perhaps => sum.miss(vec![missing(*root, Why::Undetermined)]),
            }
        }
        if sum.is_blank() {
            sum.miss(vec![missing(self.towards, Why::NothingEntered)]);
        } else {
            let missed = blank.into_iter().filter(|root| self.is_missed(*root));
            sum.miss(missed.map(|root| missing(root, Why::NothingEntered)).collect());
        }
        self.asked.borrow_mut().insert(party, asked);
        sum.into_tally()
    }

    /// What was asked of a party last, on another day.
    fn asked(&self, party: u32, on: Date) -> Asked {
        let known = self.asked.borrow_mut().remove(&party);
        let mut asked = known.unwrap_or_else(|| {
            let timed = |account: Account| self.is_timed(account.thing as usize, account.status);
            let mut held = Held::new(self.instrument, self.accounts(party).map(|(account, _)| account));
            held.follow(self.accounts(party), timed);
            let (found, since) = (RefCell::default(), RefCell::default());
            Asked { party, on: Date::MIN, held: Rc::new(held), passed: 0, found, since }
        });
        asked.go(self.instrument, on);
        asked
    }

    /// Every account of a party that may count, with what was entered of it: by
    /// the party itself or by a witness.
    fn accounts(&self, party: u32) -> impl Iterator<Item = (Account, &'b Series)> {
        let own = self.concerned().filter_map(|thing| narrow(Some(thing)));
        let own = own.flat_map(move |thing| self.book.accounts(party, thing));
        let seen = self.book.observations().filter(move |(by, account, _)| {
            account.party == party && self.witnesses.contains(by) && self.concerns(account.thing as usize)
        });
        own.chain(seen.map(|(_, account, series)| (account, series)))
    }

    /// One thing with its kinds, in every status; unknown (and nothing missing)
    /// where nobody entered anything. What is in a status comes on top of what is
    /// in none, and says nothing of that.
    fn of_thing(&self, asked: &Asked, thing: usize, zone: Option<usize>) -> Sum {
        let mut sum = Sum::clone(&self.of_place(asked, (thing, zone, None), true));
        let rest_is_blank = sum.is_blank();
        for status in asked.held.statuses(thing, zone) {
            sum.add(&self.of_place(asked, (thing, zone, Some(status)), true));
        }
        if rest_is_blank && !sum.is_blank() && self.is_missed(thing) {
            sum.miss(missing(asked, thing, Why::NothingEntered));
        }
        sum
    }

    fn of_place(&self, asked: &Asked, place: Place, words: bool) -> Rc<Sum> {
        let Some(parts) = asked.held.parts(place) else { return Rc::default() };
        let (thing, zone, status) = place;
        // What others saw in a status is added to no number that the party gave or withheld.
        let words =
            words && (status.is_none() || !self.of_place(asked, (thing, zone, None), true).is_settled());
        if let Some(found) = asked.found.borrow().get(&(place, words)) {
            return Rc::clone(found);
        }
        let found = Rc::new(self.find(asked, place, parts, words));
        asked.found.borrow_mut().insert((place, words), Rc::clone(&found));
        found
    }

    /// What the party declared of a place; else the sum of its parts, or what the
    /// witnesses say.
    fn find(&self, asked: &Asked, (thing, zone, status): Place, parts: &Parts, words: bool) -> Sum {
        let number = narrow(Some(thing)).unwrap_or_default();
        let account = Account { party: asked.party, thing: number, zone: narrow(zone), status };
        if let Some(series) = self.book.series(account)
            && let (Some(level), Some((own, _))) =
                (series.at(asked.on), self.part(None, series, account, asked.on))
        {
            let own = self.outgrown(asked, (thing, zone, status), level, Sum::of(own, true));
            // What came on top of a number that is not known is there.
            let gained = self.gained(series, account, asked.on);
            return if gained > own.number { own.raised_to(gained) } else { own };
        }
        let (mut by_kinds, mut known) = (Sum::default(), BTreeSet::new());
        for kind in &parts.kinds {
            let part = self.of_place(asked, (*kind, zone, status), words);
            if !part.is_blank() {
                known.insert(*kind);
                by_kinds.add(&part);
            }
        }
        let (mut by_zones, mut among) = (Sum::default(), 0);
        for part in &parts.zones {
            let part = self.of_place(asked, (thing, Some(*part), status), words);
            if !part.is_blank() {
                among += 1;
                by_zones.add(&part);
            }
        }
        // Nobody has to say that none are in a status.
        let rest = status.is_none();
        let mut blank =
            self.kinds.get(thing).into_iter().flatten().filter(|kind| !known.contains(kind)).peekable();
        let kinds_miss = rest && !by_kinds.is_blank() && blank.peek().is_some();
        let zones_given = rest && !by_zones.is_blank();
        let all = zone.map_or(Some(&self.outermost), |zone| self.parts.get(zone));
        let zones_miss = zones_given && all.is_some_and(|all| among < *all) && self.is_missed(thing);
        // What lies beside the zones within is not said by them.
        let elsewhere = zones_given && !is_divided(self.instrument, zone);
        by_kinds.complete &= !kinds_miss;
        by_zones.complete &= !zones_miss && !elsewhere;
        let sum = if by_zones.says_more(&by_kinds) {
            let reasons = [(zones_miss, Why::NothingEntered), (elsewhere, Why::Elsewhere)];
            for (_, why) in reasons.into_iter().filter(|(holds, _)| *holds) {
                by_zones.miss(missing(asked, thing, why));
            }
            by_zones
        } else {
            if kinds_miss {
                by_kinds.miss(blank.flat_map(|kind| missing(asked, *kind, Why::NothingEntered)).collect());
            }
            by_kinds
        };
        let sum = match self.book.series(account) {
            Some(series) => self.with_changes(asked, account, series, sum),
            None => sum,
        };
        let on_word = if words { self.on_word(account, asked.on) } else { Tally::default() };
        sum.or_word(Sum::of(on_word, false))
    }

    /// What the witnesses say of an account. Where they say different numbers
    /// the least is counted, and that they disagree is said.
    fn on_word(&self, account: Account, on: Date) -> Tally {
        let seen = self.witnesses.iter().filter(|by| **by != account.party).filter_map(|by| {
            let part = self.part(Some(*by), self.book.observed(*by, account)?, account, on)?;
            Some((*by, part.0, part.1))
        });
        let mut seen: Vec<(u32, Tally, bool)> = seen.collect();
        // One that says that it does not know takes nothing from the word of another.
        if seen.iter().any(|(_, part, _)| part.known) {
            seen.retain(|(_, part, _)| part.known);
        }
        let least = seen.iter().map(|(_, part, _)| part).min_by_key(|part| part.number);
        let Some(mut tally) = least.cloned() else { return Tally::default() };
        let (party, thing) = (account.party, account.thing);
        for (by, part, counts) in seen.iter().filter(|(_, part, _)| part.known) {
            if part.number != tally.number {
                tally.missing.insert(Missing { party, thing, why: Why::Disagreement });
            }
            if part.number != 0 || *counts {
                tally.on_word_of.insert(OnWordOf { by: *by, party, thing, number: part.number });
            }
        }
        tally
    }

    /// A number of one account as it counts at the end of a day, and whether an item
    /// of it counts at all.
    fn part(&self, by: Option<u32>, series: &Series, account: Account, on: Date) -> Option<(Tally, bool)> {
        let level = series.at(on)?;
        let thing = account.thing as usize;
        let weight = |since: Date| {
            let lapsed = |period: Period| period.after(since, 1).is_some_and(|end| on > end);
            self.weight(thing, account.status, lapsed)
        };
        let missing = |why| Missing { party: account.party, thing: account.thing, why };
        let mut tally = Tally { declared: Some(level.declared), ..Tally::default() };
        let mut walks = self.walks.borrow_mut();
        let walk = self.is_timed(thing, account.status).then(|| {
            let ended = |since: Date, period: Period| period.after(since, 1).is_none_or(|end| on > end);
            let walk = walks.entry((by, account)).or_default();
            walk.go(series, on, |since| {
                self.rules.iter().filter_map(|rule| rule.at_most).all(|period| ended(since, period))
            });
            &*walk
        });
        let since = walk.and_then(Walk::since);
        let counts = weight(since.unwrap_or(level.declared)) != 0;
        match level.quantity {
            Quantity::Number(number) if number < 0 => {
                tally.missing.extend(counts.then(|| missing(Why::Impossible)));
            }
            Quantity::Number(number) => match walk {
                None => {
                    tally.number = number.saturating_mul(weight(level.declared));
                    tally.known = true;
                }
                Some(walk) => {
                    // Which items are left is not known where some have left: those
                    // that came first, or those that came last.
                    let counted = [true, false].map(|first_out| {
                        let each = walk.arrivals(first_out);
                        let each = each.map(|(since, number)| number.saturating_mul(weight(since)));
                        each.fold(0_i64, i64::saturating_add)
                    });
                    tally.number = counted[0].min(counted[1]);
                    tally.known = true;
                    if counted[0] != counted[1] {
                        tally.missing.insert(missing(Why::Undetermined));
                    }
                }
            },
            // What does not count is not missed.
            _ if !counts => tally.known = true,
            Quantity::NotProvided => {
                tally.missing.insert(missing(Why::NotProvided));
            }
            Quantity::Unknown => {
                tally.missing.insert(missing(Why::Unknown));
            }
        }
        Some((tally, counts))
    }

    /// The sum of the parts of a place of which no number is known, or what changes
    /// of it that were notified say: they are never nothing.
    fn with_changes(&self, asked: &Asked, account: Account, series: &Series, sum: Sum) -> Sum {
        let gained = self.gained(series, account, asked.on);
        let counts = self.weight(account.thing as usize, account.status, |_| false) != 0;
        let changed = counts && series.days().next().is_some_and(|day| day <= asked.on);
        if gained <= sum.number && !(sum.is_blank() && changed) {
            return sum;
        }
        let mut by_changes = Sum::of(Tally::default(), true);
        if gained > 0 {
            by_changes = by_changes.raised_to(gained);
        }
        by_changes.miss(missing(asked, account.thing as usize, Why::ChangesAlone));
        by_changes
    }

    /// How many of one account count for certain by changes that were notified of it,
    /// where no number is known.
    fn gained(&self, series: &Series, account: Account, on: Date) -> i64 {
        let gained = series.gained(on);
        if gained == 0 {
            return 0;
        }
        // When each came does not matter if it counts both before and after its time.
        let weights =
            [true, false].map(|lapsed| self.weight(account.thing as usize, account.status, |_| lapsed));
        gained.saturating_mul(weights[0].min(weights[1]))
    }

    /// Whether a rule looks at how long items of a thing and status have been there.
    fn is_timed(&self, thing: usize, status: Option<u32>) -> bool {
        self.rules.iter().any(|rule| {
            rule.at_most.is_some()
                && (rule.status.is_none() || narrow(rule.status) == status)
                && self.instrument.is_kind_of(thing, rule.thing)
        })
    }

    /// As how many an item counts: the last rule that fits, else one for
    /// whatever belongs by the tree or by a measured value.
    fn weight(&self, thing: usize, status: Option<u32>, lapsed: impl Fn(Period) -> bool) -> i64 {
        let fits = |rule: &&&CountingRule| {
            let of_status = rule.status.is_none() || narrow(rule.status) == status;
            self.instrument.is_kind_of(thing, rule.thing) && of_status && !rule.at_most.is_some_and(&lapsed)
        };
        match self.rules.iter().rev().find(fits) {
            Some(rule) => rule.each,
            None => {
                // A rule for something outside the tree may speak of one status alone.
                let by_itself = self.roots.iter().any(|(root, _)| {
                    self.instrument.is_kind_of(thing, *root)
                        && (*root == self.towards || !self.rules.iter().any(|rule| rule.thing == *root))
                });
                i64::from(by_itself)
            }
        }
    }

    /// The days on which the count of a party may change, sorted, each once.
    #[must_use]
    pub fn days(&self, party: usize) -> Vec<Date> {
        let mut days = BTreeSet::new();
        let Some(party) = narrow(Some(party)) else { return Vec::new() };
        let periods: Vec<Period> = self.rules.iter().filter_map(|rule| rule.at_most).collect();
        let mut note = |series: &Series| {
            for day in series.days() {
                days.insert(day);
                let ends = periods.iter().filter_map(|period| period.after(day, 1)?.tomorrow().ok());
                days.extend(ends);
            }
        };
        self.accounts(party).for_each(|(_, series)| note(series));
        days.into_iter().collect()
    }

    /// Every thing that may count.
    pub fn concerned(&self) -> impl Iterator<Item = usize> {
        (0..self.instrument.things.len()).filter(|thing| self.concerns(*thing))
    }

    /// Whether a thing may count.
    fn concerns(&self, thing: usize) -> bool {
        self.roots.iter().any(|(root, _)| self.instrument.is_kind_of(thing, *root))
    }
}

/// Whether the zones within a zone, or those in no other, are all of it.
pub(crate) fn is_divided(instrument: &Instrument, zone: Option<usize>) -> bool {
    match zone {
        None => instrument.divided,
        Some(zone) => instrument.zones.get(zone).is_some_and(|zone| zone.divided),
    }
}

/// That a part of what is asked for is missing.
fn missing(asked: &Asked, thing: usize, why: Why) -> Vec<Missing> {
    narrow(Some(thing)).map(|thing| Missing { party: asked.party, thing, why }).into_iter().collect()
}
