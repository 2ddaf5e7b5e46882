//! How many count towards a thing, on a day, under a reading.
//!
//! A party's number of a thing is what it declared; where it declared none, the
//! sum over its kinds; where none of these is known, the sum over the zones
//! within. Counting rules give weights; a kind that belongs by a measured value
//! counts as its value lies. What was not provided or is not known leaves a
//! number open above.

use std::collections::BTreeSet;

use detente_instrument::model::{CountingRule, Instrument};
use detente_instrument::period::{Date, Period};

use crate::act::Quantity;
use crate::book::{Account, Book, narrow};
use crate::series::Series;

/// Why a part of a number is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The party did not provide it.
    NotProvided,
    /// It may have been provided; the ledger does not know it.
    Unknown,
    /// Nothing was ever entered.
    NothingEntered,
    /// Whether it belongs depends on a measured value that is not settled.
    Undetermined,
}

/// A part that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// Whose.
    pub party: u32,
    /// Of what.
    pub thing: u32,
    /// Why.
    pub why: Why,
}

/// A number that stands on what another party says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OnWordOf {
    /// Who says it.
    pub by: u32,
    /// Of whom.
    pub party: u32,
    /// Of what.
    pub thing: u32,
    /// How many, as counted.
    pub number: i64,
}

/// A number with what is not known of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// What is known, added up; no more than this where nothing is missing.
    pub number: i64,
    /// What is missing.
    pub missing: BTreeSet<Missing>,
    /// Parts that rest on another party's word.
    pub on_word_of: BTreeSet<OnWordOf>,
    /// The earliest day of a declaration that it rests on.
    pub declared: Option<Date>,
    /// Whether anything at all is known.
    pub known: bool,
}

impl Tally {
    /// Whether the number is the whole.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }

    /// The two together.
    #[must_use]
    pub fn plus(mut self, other: Self) -> Self {
        self.add(other);
        self
    }

    fn add(&mut self, other: Self) {
        self.number = self.number.saturating_add(other.number);
        self.missing.extend(other.missing);
        self.on_word_of.extend(other.on_word_of);
        self.declared = match (self.declared, other.declared) {
            (Some(mine), Some(theirs)) => Some(mine.min(theirs)),
            (mine, theirs) => mine.or(theirs),
        };
        self.known |= other.known;
    }
}

/// How a thing counts towards another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Belongs {
    /// By the tree or a rule, with rules for weights.
    Yes,
    /// By a measured value that may lie on either side.
    Perhaps,
}

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
    kinds: Vec<Vec<usize>>,
    parts: Vec<Vec<usize>>,
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
        for rule in &rules {
            let inside = roots.iter().any(|(root, _)| instrument.is_kind_of(rule.thing, *root));
            if !inside {
                roots.push((rule.thing, Belongs::Yes));
            }
        }
        if let Some(measured) = instrument.things.get(towards).and_then(|thing| thing.measured.as_ref()) {
            for thing in 0..instrument.things.len() {
                let values =
                    measured.values.iter().filter(|value| value.thing == thing && holds(value.reading));
                let (mut inside, mut outside) = (false, false);
                for value in values {
                    let within = value.from >= measured.from && value.to <= measured.to;
                    let apart = value.to < measured.from || value.from > measured.to;
                    inside |= !apart;
                    outside |= !within;
                }
                match (inside, outside) {
                    (true, false) => roots.push((thing, Belongs::Yes)),
                    (true, true) => roots.push((thing, Belongs::Perhaps)),
                    (false, _) => {}
                }
            }
        }
        let held_by = reading.and_then(|reading| instrument.readings.get(reading));
        let witnesses = held_by.map_or_else(Vec::new, |reading| {
            reading.held_by.iter().filter_map(|party| narrow(Some(*party))).collect()
        });
        let mut kinds = vec![Vec::new(); instrument.things.len()];
        for (position, thing) in instrument.things.iter().enumerate() {
            if let Some(kinds) = thing.of.and_then(|of| kinds.get_mut(of)) {
                kinds.push(position);
            }
        }
        let mut parts = vec![Vec::new(); instrument.zones.len()];
        for (position, zone) in instrument.zones.iter().enumerate() {
            if let Some(parts) = zone.within.and_then(|within| parts.get_mut(within)) {
                parts.push(position);
            }
        }
        Self { book, instrument, towards, roots, rules, witnesses, kinds, parts }
    }

    /// How many of a party count, in a zone or everywhere, at the end of a day.
    #[must_use]
    pub fn count(&self, party: usize, zone: Option<usize>, on: Date) -> Tally {
        let Some(party) = narrow(Some(party)) else { return Tally::default() };
        let mut tally = Tally::default();
        for (root, belongs) in &self.roots {
            let part = self.of_thing(party, *root, zone, on);
            match belongs {
                Belongs::Yes => tally.add(part),
                Belongs::Perhaps if part.known => {
                    let thing = narrow(Some(*root)).unwrap_or_default();
                    tally.missing.insert(Missing { party, thing, why: Why::Undetermined });
                }
                Belongs::Perhaps => {}
            }
        }
        if !tally.known && tally.missing.is_empty() {
            let thing = narrow(Some(self.towards)).unwrap_or_default();
            tally.missing.insert(Missing { party, thing, why: Why::NothingEntered });
        }
        tally
    }

    /// One thing with its kinds; unknown (and nothing missing) where nobody
    /// entered anything.
    fn of_thing(&self, party: u32, thing: usize, zone: Option<usize>, on: Date) -> Tally {
        let mut tally = self.own(party, thing, zone, on);
        if tally.known || !tally.missing.is_empty() {
            return tally;
        }
        for kind in self.kinds.get(thing).into_iter().flatten() {
            tally.add(self.of_thing(party, *kind, zone, on));
        }
        if tally.known || !tally.missing.is_empty() {
            return tally;
        }
        let whole = (0..self.instrument.zones.len())
            .filter(|zone| self.instrument.zones.get(*zone).is_some_and(|zone| zone.within.is_none()));
        let parts: Vec<usize> = match zone {
            None => whole.collect(),
            Some(zone) => self.parts.get(zone).cloned().unwrap_or_default(),
        };
        for part in parts {
            // Kinds have been asked for; in a zone within they may be known.
            tally.add(self.of_thing(party, thing, Some(part), on));
        }
        tally
    }

    /// What was declared of the thing itself, in every status.
    fn own(&self, party: u32, thing: usize, zone: Option<usize>, on: Date) -> Tally {
        let mut tally = Tally::default();
        let (Some(number), zone) = (narrow(Some(thing)), narrow(zone)) else { return tally };
        let statuses = (0..self.instrument.statuses.len()).map(|status| narrow(Some(status)));
        for status in std::iter::once(None).chain(statuses) {
            let account = Account { party, thing: number, zone, status };
            if let Some(level) = self.book.series(account).and_then(|series| series.at(on)) {
                let weight = self.weight(thing, status, level.declared, on);
                tally.add(part(account, level.quantity, level.declared, weight, None));
                continue;
            }
            let seen = self.witnesses.iter().find_map(|by| {
                let level = self.book.observed(*by, account)?.at(on)?;
                Some((*by, level))
            });
            if let Some((by, level)) = seen.filter(|(by, _)| *by != party) {
                let weight = self.weight(thing, status, level.declared, on);
                tally.add(part(account, level.quantity, level.declared, weight, Some(by)));
            }
        }
        tally
    }

    /// As how many an item counts: the last rule that fits, else one for
    /// whatever belongs by the tree or by a measured value.
    fn weight(&self, thing: usize, status: Option<u32>, declared: Date, on: Date) -> i64 {
        let fits = |rule: &&&CountingRule| {
            let of_status = rule.status.is_none() || narrow(rule.status) == status;
            let lapsed = |period: Period| period.after(declared, 1).is_some_and(|end| on > end);
            self.instrument.is_kind_of(thing, rule.thing) && of_status && !rule.at_most.is_some_and(lapsed)
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
        for thing in self.concerned() {
            let Some(number) = narrow(Some(thing)) else { continue };
            self.book.accounts(party, number).for_each(|(_, series)| note(series));
        }
        for (by, account, series) in self.book.observations() {
            if account.party == party && self.witnesses.contains(&by) && self.concerns(account.thing as usize)
            {
                note(series);
            }
        }
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

/// A number of one account as it counts.
fn part(account: Account, quantity: Quantity, declared: Date, weight: i64, by: Option<u32>) -> Tally {
    let missing = |why| Missing { party: account.party, thing: account.thing, why };
    let mut tally = Tally { declared: Some(declared), ..Tally::default() };
    match quantity {
        Quantity::Number(number) => {
            tally.number = number.saturating_mul(weight);
            tally.known = true;
            let word = by.map(|by| OnWordOf {
                by,
                party: account.party,
                thing: account.thing,
                number: tally.number,
            });
            tally.on_word_of.extend(word.filter(|_| weight != 0));
        }
        // What does not count is not missed.
        _ if weight == 0 => tally.known = true,
        Quantity::NotProvided => {
            tally.missing.insert(missing(Why::NotProvided));
        }
        Quantity::Unknown => {
            tally.missing.insert(missing(Why::Unknown));
        }
    }
    tally
}
