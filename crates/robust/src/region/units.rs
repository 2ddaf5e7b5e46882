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
}

/// A decimal unit, divided further by a power of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    places: u8,
    shift: u32,
}

/// What the sum of drawn weights comes to at least, where drawn from an order or from nothing.
pub(super) const WHOLE: i64 = 1 << 26;
/// What 100 points are divided into at least, where anything is drawn.
const FINE: i128 = 1 << 28;
/// What every total stays below in magnitude.
const HEADROOM: i128 = 1 << 62;

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

    /// The coarsest unit in which numbers of so many places are whole and
    /// `largest` (in units of those places) comes to at least `fine` where `vague`.
    fn new(places: u8, largest: i128, vague: bool, fine: i128) -> Self {
        let mut shift = 0;
        while vague && largest > 0 && (largest << shift) < fine {
            shift += 1;
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
        let places = |ranges: &[&Range]| ranges.iter().map(|range| range_places(range)).max().unwrap_or(0);
        let weight_ranges: Vec<_> = weights.iter().collect();
        let weight_places = places(&weight_ranges).max(values.divisor.map_or(0, Decimal::places));
        let sum: i128 = weights.iter().map(|range| range.high.scaled(weight_places).abs()).sum();
        let divisor = values.divisor.map_or(0, |divisor| divisor.scaled(weight_places));
        let vague = weights.iter().any(|range| !range.is_exact());
        let weight = Unit::new(weight_places, sum.max(divisor), vague, i128::from(WHOLE));
        let whole = match values.weights {
            Weights::Ranges(_) => sum.max(divisor).max(1) << weight.shift,
            // Rounding each share may add half a unit.
            Weights::Free | Weights::Order { .. } => 2 * i128::from(WHOLE),
        };

        let mut ranges: Vec<&Range> = Vec::new();
        for levels in &values.issues {
            if let Levels::Ranges(own) = levels {
                ranges.extend(own);
            }
        }
        let levels = ranges.len();
        ranges.extend(preference.adjustments.iter().map(|adjustment| &adjustment.by));
        let adjustments = ranges.len();
        if let Reservation::Value(range) = &preference.reservation {
            ranges.push(range);
        }
        let value_places = places(&ranges).max(values.cap.map_or(0, Decimal::places));
        let size =
            |range: &&Range| range.low.scaled(value_places).abs().max(range.high.scaled(value_places).abs());
        let hundred = Decimal::HUNDRED.scaled(value_places);
        let orders = values.issues.iter().any(|levels| matches!(levels, Levels::Order { .. }));
        let mut largest = ranges[..levels].iter().map(size).max().unwrap_or(0);
        if orders || largest == 0 {
            largest = largest.max(hundred);
        }
        let vague = orders || ranges.iter().any(|range| !range.is_exact());
        let value = Unit::new(value_places, largest, vague, FINE);
        let beside: i128 = ranges[levels..].iter().map(size).sum::<i128>()
            + values.cap.map_or(0, |cap| cap.scaled(value_places).abs());
        debug_assert!(levels <= adjustments);
        let total = whole.checked_mul((largest + beside).checked_mul(1 << value.shift)?)?;
        // A middle of two totals and a difference must fit as well.
        (total < HEADROOM / 2).then_some(Self { weight, value })
    }
}

fn range_places(range: &Range) -> u8 {
    range.low.places().max(range.high.places()).max(range.mode.map_or(0, Decimal::places))
}
