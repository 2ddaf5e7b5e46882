//! Wholes whose parts were told later and make more.

use detente_instrument::period::Date;

use super::asked::{Asked, Since};
use super::held::Place;
use super::number::Why;
use super::sum::Sum;
use super::{Counter, is_divided, missing};
use crate::act::Quantity;
use crate::book::{Account, narrow};
use crate::series::Level;

impl Counter<'_, '_> {
    /// A number that the party gave. Its parts, told later, may make more: then
    /// there are at least those. Where it gave none there are at least the parts
    /// of that day or later.
    pub(super) fn outgrown(&self, asked: &Asked, place: Place, level: Level, own: Sum) -> Sum {
        let is_number = matches!(level.quantity, Quantity::Number(number) if number >= 0);
        if is_number && !self.book.declares_between(asked.party, level.declared, asked.on) {
            return own;
        }
        let parts = self.since(asked, place, level.declared);
        let Some(latest) = parts.latest else { return own };
        let mut sum = own;
        match level.quantity {
            Quantity::Number(whole) if whole >= 0 => {
                if latest <= level.declared || parts.number <= whole {
                    return sum;
                }
                if !parts.whole || parts.counted < sum.number {
                    sum.miss(missing(asked, place.0, Why::Outgrown));
                }
                sum.number = sum.number.max(parts.counted);
            }
            _ => {
                sum.number = parts.counted;
                sum.known = true;
            }
        }
        sum
    }

    /// What the parts of a place make, by the party's own figures that are as of
    /// a day or later: its kinds or the zones within, whichever make more.
    fn since(&self, asked: &Asked, place: Place, day: Date) -> Since {
        let Some(parts) =
            asked.held.parts(place).filter(|parts| !parts.kinds.is_empty() || !parts.zones.is_empty())
        else {
            return Since::default();
        };
        if let Some(found) = asked.since.borrow().get(&(place, day)) {
            return *found;
        }
        let (thing, zone, status) = place;
        let all =
            self.kinds.get(thing).into_iter().flatten().all(|kind| parts.kinds.binary_search(kind).is_ok());
        let mut by_kinds = Since { whole: all, ..Since::default() };
        for kind in &parts.kinds {
            by_kinds.add(self.part_since(asked, (*kind, zone, status), day));
        }
        let count = zone.map_or(Some(&self.outermost), |zone| self.parts.get(zone));
        let all = is_divided(self.instrument, zone) && count == Some(&parts.zones.len());
        let mut by_zones = Since { whole: all, ..Since::default() };
        for part in &parts.zones {
            by_zones.add(self.part_since(asked, (thing, Some(*part), status), day));
        }
        let found = by_kinds.max(by_zones);
        asked.since.borrow_mut().insert((place, day), found);
        found
    }

    fn part_since(&self, asked: &Asked, place: Place, day: Date) -> Since {
        let (thing, zone, status) = place;
        let number = narrow(Some(thing)).unwrap_or_default();
        let account = Account { party: asked.party, thing: number, zone: narrow(zone), status };
        let series = self.book.series(account);
        let own = series
            .and_then(|series| Some((series.at(asked.on)?, self.part(None, series, account, asked.on)?)));
        let Some((level, (own, _))) = own.filter(|(level, _)| level.declared >= day) else {
            return self.since(asked, place, day);
        };
        let parts = self.since(asked, place, level.declared);
        match level.quantity {
            Quantity::Number(number) if number >= 0 => {
                let later = parts.latest.is_some_and(|latest| latest > level.declared);
                if later && parts.number > number {
                    return parts;
                }
                let whole = own.is_complete();
                Since { number, counted: own.number, whole, latest: Some(level.declared) }
            }
            _ => Since { whole: false, ..parts },
        }
    }
}
