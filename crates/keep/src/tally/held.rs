//! Of which places anything was entered, so that no others are walked: an
//! instrument has kinds times zones times statuses of them.

use std::collections::BTreeMap;

use detente_instrument::model::Instrument;
use detente_instrument::period::Date;

use crate::book::Account;
use crate::series::Series;

/// A thing in a zone or everywhere, in a status or in none.
pub(crate) type Place = (usize, Option<usize>, Option<u32>);

fn place_of(account: Account) -> Place {
    (account.thing as usize, account.zone.map(|zone| zone as usize), account.status)
}

/// The parts of a place of which anything was entered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts {
    /// Kinds of the thing.
    pub(crate) kinds: Vec<usize>,
    /// Zones within the zone, or in no other.
    pub(crate) zones: Vec<usize>,
}

/// Every place with an account, and every place that one is a part of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Held {
    places: BTreeMap<Place, Parts>,
    /// Of which thing and zone something changed on which day, in order.
    pub(crate) changes: Vec<(Date, usize, Option<usize>)>,
    /// Things and zones of which it matters how long each was there.
    pub(crate) timed: Vec<(usize, Option<usize>)>,
}

impl Held {
    /// The places of some accounts of one party.
    pub(crate) fn new(instrument: &Instrument, accounts: impl Iterator<Item = Account>) -> Self {
        let mut held = Self::default();
        let mut open: Vec<Place> = accounts.map(place_of).collect();
        while let Some(place) = open.pop() {
            if held.places.contains_key(&place) {
                continue;
            }
            held.places.insert(place, Parts::default());
            let (thing, zone, status) = place;
            if let Some(of) = instrument.things.get(thing).and_then(|thing| thing.of) {
                open.push((of, zone, status));
            }
            if let Some(zone) = zone {
                let within = instrument.zones.get(zone).and_then(|zone| zone.within);
                open.push((thing, within, status));
            }
        }
        let places: Vec<Place> = held.places.keys().copied().collect();
        for (thing, zone, status) in places {
            let of = instrument.things.get(thing).and_then(|thing| thing.of);
            if let Some(whole) = of.and_then(|of| held.places.get_mut(&(of, zone, status))) {
                whole.kinds.push(thing);
            }
            let Some(zone) = zone else { continue };
            let within = instrument.zones.get(zone).and_then(|zone| zone.within);
            if let Some(whole) = held.places.get_mut(&(thing, within, status)) {
                whole.zones.push(zone);
            }
        }
        held
    }

    /// Notes when anything was entered of some accounts; `timed` says of which it
    /// matters how long each was there.
    pub(crate) fn follow<'s>(
        &mut self,
        accounts: impl Iterator<Item = (Account, &'s Series)>,
        timed: impl Fn(Account) -> bool,
    ) {
        for (account, series) in accounts {
            let (thing, zone, _) = place_of(account);
            self.changes.extend(series.days().map(|day| (day, thing, zone)));
            self.timed.extend(timed(account).then_some((thing, zone)));
        }
        self.changes.sort_unstable();
        self.changes.dedup();
        self.timed.sort_unstable();
        self.timed.dedup();
    }

    /// The parts of a place, if anything was entered of it or of them.
    pub(crate) fn parts(&self, place: Place) -> Option<&Parts> {
        self.places.get(&place)
    }

    /// The statuses in which anything was entered of a thing in a zone.
    pub(crate) fn statuses(&self, thing: usize, zone: Option<usize>) -> impl Iterator<Item = u32> {
        let all = self.places.range((thing, zone, None)..=(thing, zone, Some(u32::MAX)));
        all.filter_map(|((.., status), _)| *status)
    }
}
