//! What was asked of a party and found on the way, kept from day to day.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use detente_instrument::model::Instrument;
use detente_instrument::period::Date;

use super::held::{Held, Place};
use super::sum::Sum;

/// What is counted of one party on one day, with what was found on the way, so
/// that no part of two trees that cross is walked twice, and from day to day only
/// what changed.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) party: u32,
    pub(crate) on: Date,
    pub(crate) held: Rc<Held>,
    /// How many changes lie behind.
    pub(crate) passed: usize,
    /// With or without the word of others.
    pub(crate) found: RefCell<BTreeMap<(Place, bool), Rc<Sum>>>,
    /// What the parts of a place make by figures since a day.
    pub(crate) since: RefCell<BTreeMap<(Place, Date), Since>>,
}

impl Asked {
    /// Goes to the end of another day and forgets what changed until then, or all
    /// if that day is before.
    pub(crate) fn go(&mut self, instrument: &Instrument, on: Date) {
        let held = Rc::clone(&self.held);
        let reach = held.changes.partition_point(|(day, ..)| *day <= on);
        self.since.borrow_mut().clear();
        if on < self.on {
            self.found.borrow_mut().clear();
        } else if on > self.on {
            let changes = held.changes.get(self.passed..reach).unwrap_or_default().iter();
            let mut last = None;
            for (thing, zone) in
                changes.map(|(_, thing, zone)| (*thing, *zone)).chain(held.timed.iter().copied())
            {
                if last != Some((thing, zone)) {
                    self.forget(instrument, thing, zone);
                }
                last = Some((thing, zone));
            }
        }
        (self.on, self.passed) = (on, reach);
    }

    /// Forgets what was found of a thing in a zone, and of all that it is a part of.
    fn forget(&self, instrument: &Instrument, thing: usize, zone: Option<usize>) {
        let mut found = self.found.borrow_mut();
        let mut kind = Some(thing);
        while let Some(thing) = kind {
            let mut place = Some(zone);
            while let Some(zone) = place {
                let all = ((thing, zone, None), false)..=((thing, zone, Some(u32::MAX)), true);
                let gone: Vec<(Place, bool)> = found.range(all).map(|(key, _)| *key).collect();
                for key in gone {
                    found.remove(&key);
                }
                place = zone.map(|zone| instrument.zones.get(zone).and_then(|zone| zone.within));
            }
            kind = instrument.things.get(thing).and_then(|thing| thing.of);
        }
    }
}

/// What the parts of a place make by figures that are as of some day or later.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Since {
    /// How many there are.
    pub(crate) number: i64,
    /// How many of them count.
    pub(crate) counted: i64,
    /// Whether every part has such a figure.
    pub(crate) whole: bool,
    /// The latest day of these figures; absent where there are none.
    pub(crate) latest: Option<Date>,
}

impl Since {
    pub(crate) fn add(&mut self, other: Self) {
        self.number = self.number.saturating_add(other.number);
        self.counted = self.counted.saturating_add(other.counted);
        self.whole &= other.whole && other.latest.is_some();
        self.latest = self.latest.max(other.latest);
    }
}
