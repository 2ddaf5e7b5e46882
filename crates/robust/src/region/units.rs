//! In which whole units the numbers of a party are counted, so that what is
//! stated stays exact, what is drawn is fine, and sums fit 62 bits.

use detente_case::decimal::Decimal;
use detente_case::preference::Preference;
use detente_case::preference::{Levels, Range, Reservation, Values, Weights};

use super::shapes::Bounded;

/// Units in one, for weights and for values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Units {
    /// Units in a weight of 1.
    pub(super) weight: Unit,
    /// Units in a value of 1.
    pub(super) value: Unit,
    /// Units in the sum of weights that are drawn from an order or from nothing.
    pub(super) whole: i64,
}

/// A decimal unit, divided further by a power of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    places: u8,
    shift: u32,
}

/// How fine the sum of weights is divided where weights are drawn, if there is room.
const FINE_WEIGHT: i128 = 1 << 26;
/// How fine it is at least.
const COARSE_WEIGHT: i128 = 1 << 16;
/// How fine 100 points are divided where values are drawn, if there is room.
const FINE_VALUE: i128 = 1 << 28;
/// What every total stays below in magnitude: sums and differences of two fit 62 bits.
const ROOM: i128 = 1 << 60;

impl Unit {
    /// Units in one.
    pub(super) fn per_one(self) -> i128 {
        10_i128.pow(u32::from(self.places)) << self.shift
    }

    /// A decimal in units.
    pub(super) fn count(self, number: Decimal) -> i64 {
        i64::try_from(number.scaled(self.places) << self.shift).unwrap_or(i64::MAX)
    }

    /// A range in units, to be drawn from this variable where it is no single number.
    pub(super) fn bounded(self, range: &Range, next: &mut usize) -> Bounded {
        let variable = (!range.is_exact()).then(|| {
            *next += 1;
            *next - 1
        });
        Bounded {
            low: self.count(range.low),
            mode: range.mode.map(|mode| self.count(mode)),
            high: self.count(range.high),
            variable,
        }
    }

    /// A unit in which numbers of so many places are whole. Where something is
    /// drawn it is divided until `typical` (in units of those places) comes to
    /// `fine`, as long as `largest` stays within `room`.
    fn new(places: u8, typical: i128, largest: i128, fine: Option<i128>, room: i128) -> Self {
        let mut shift = 0;
        if let Some(fine) = fine {
            while typical << shift < fine && largest << (shift + 1) <= room && shift < 40 {
                shift += 1;
            }
        }
        Self { places, shift }
    }
}

impl Units {
    /// `None` where totals would not fit.
    pub(super) fn new(preference: &Preference, values: &Values) -> Option<Self> {
        let weights: &[Range] = match &values.weights {
            Weights::Ranges(ranges) => ranges,
            Weights::Free | Weights::Order { .. } => &[],
        };
        let weight_places =
            weights.iter().map(range_places).chain(values.divisor.map(Decimal::places)).max().unwrap_or(0);
        let sum: i128 = weights.iter().map(|range| range.high.scaled(weight_places).abs()).sum();
        let weight_size = sum.max(values.divisor.map_or(0, |divisor| divisor.scaled(weight_places))).max(1);
        let draws_weights = match &values.weights {
            Weights::Ranges(ranges) => ranges.iter().any(|range| !range.is_exact()),
            Weights::Free | Weights::Order { .. } => true,
        };

        let mut levels: Vec<&Range> = Vec::new();
        for each in &values.issues {
            if let Levels::Ranges(own) = each {
                levels.extend(own);
            }
        }
        let mut beside: Vec<&Range> =
            preference.adjustments.iter().map(|adjustment| &adjustment.by).collect();
        if let Reservation::Value(range) = &preference.reservation {
            beside.push(range);
        }
        let all = || levels.iter().chain(&beside);
        let places =
            all().map(|range| range_places(range)).chain(values.cap.map(Decimal::places)).max().unwrap_or(0);
        let size = |range: &&Range| range.low.scaled(places).abs().max(range.high.scaled(places).abs());
        let orders = values.issues.iter().any(|levels| matches!(levels, Levels::Order { .. }));
        let mut typical = levels.iter().map(size).max().unwrap_or(0);
        if orders || typical == 0 {
            typical = typical.max(Decimal::HUNDRED.scaled(places));
        }
        let largest = typical
            + beside.iter().map(size).sum::<i128>()
            + values.cap.map_or(0, |cap| cap.scaled(places).abs());
        let draws_values = orders || all().any(|range| !range.is_exact());

        let room = ROOM / weight_size.max(if draws_weights { COARSE_WEIGHT } else { 1 });
        if largest > room {
            return None;
        }
        let value = Unit::new(places, typical, largest, draws_values.then_some(FINE_VALUE), room);
        let room = ROOM / (largest << value.shift).max(1);
        let fine = FINE_WEIGHT.min(room / 2);
        let weight = Unit::new(weight_places, weight_size, weight_size, draws_weights.then_some(fine), room);
        // A power of two, so that shares that are one stay exact.
        let whole = 1_i64 << fine.max(1).ilog2();
        Some(Self { weight, value, whole })
    }
}

fn range_places(range: &Range) -> u8 {
    range.low.places().max(range.high.places()).max(range.mode.map_or(0, Decimal::places))
}

#[cfg(test)]
mod tests {
    use detente_case::load::{MemoryFiles, load};
    use detente_case::preference::Form;

    use super::*;

    fn units(weights: &str, values: &str) -> Option<Units> {
        let text = format!(
            "detente = 1\n[case]\ntitle = \"T\"\n[parties.a]\nname = \"A\"\n[issues.i]\ntitle = \"I\"\n\
             options = {{ x = \"X\", y = \"Y\" }}\nno-deal = \"x\"\n[issues.j]\ntitle = \"J\"\n\
             options = {{ x = \"X\", y = \"Y\" }}\nno-deal = \"x\"\n[preferences.a]\nbecause = \"B\"\n\
             weights = {weights}\nvalues.i = {values}\nvalues.j = [\"x\", \"y\"]\n"
        );
        let loaded = load(&MemoryFiles::of("case.toml", text), "case.toml", &[]);
        let case = loaded.case.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
        let Form::Values(values) = &case.preferences[0].form else { panic!("no values") };
        Units::new(&case.preferences[0], values)
    }

    #[test]
    fn there_is_room_for_numbers_of_many_places() {
        let few = units("[\"i\", \"j\"]", "{ x = 0, y = 70 }").expect("units");
        assert_eq!(few.whole, 1 << 26);
        assert!(few.value.per_one() * 100 >= FINE_VALUE);
        // A third of 200 to nine places takes room from the weights.
        let many = units("[\"i\", \"j\"]", "{ x = 0, y = 66.666666667 }").expect("units");
        assert!(many.whole >= 1 << 20, "{many:?}");
        assert_eq!(many.value.count(Decimal::new(66_666_666_667, 9)) % 66_666_666_667, 0);
        // Weights of nine places take room from the values, which are drawn no less.
        let weights =
            units("{ i = 33.333333333, j = 66.666666667 }", "{ x = 0, y = { low = 0, high = 50 } }");
        let weights = weights.expect("units");
        assert!(weights.value.per_one() * 100 >= 1 << 20, "{weights:?}");
    }
}
