//! Decimal places that make all numbers of a party whole.

use detente_case::decimal::Decimal;
use detente_case::preference::{Levels, Preference, Range, Reservation, Values, Weights};

/// Decimal places that all numbers on the value scale need.
pub(super) fn value_places(preference: &Preference, values: &Values) -> u8 {
    let levels = values.issues.iter().flat_map(|levels| match levels {
        Levels::Ranges(ranges) => ranges.as_slice(),
        Levels::Order { .. } => &[],
    });
    let bar = match &preference.reservation {
        Reservation::Value(range) => Some(range),
        _ => None,
    };
    let adjustments = preference.adjustments.iter().map(|adjustment| &adjustment.by);
    levels
        .chain(adjustments)
        .chain(bar)
        .map(range_places)
        .max()
        .unwrap_or(0)
        .max(values.cap.map_or(0, Decimal::places))
}

/// Decimal places that all weights and the divisor need.
pub(super) fn weight_places(values: &Values) -> u8 {
    let ranges = match &values.weights {
        Weights::Ranges(ranges) => ranges.as_slice(),
        Weights::Free | Weights::Order { .. } => &[],
    };
    ranges.iter().map(range_places).max().unwrap_or(0).max(values.divisor.map_or(0, Decimal::places))
}

fn range_places(range: &Range) -> u8 {
    range.low.places().max(range.high.places())
}
