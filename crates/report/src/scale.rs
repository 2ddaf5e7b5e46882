//! To how many places the values of a party are shown.

use detente_case::decimal::Decimal;
use detente_case::model::Case;
use detente_case::package::PartyIndex;
use detente_case::preference::{Form, Levels, Range, Values, Weights};
use detente_space::points::is_stated;

/// Places of a decimal in which magnitudes are computed.
const UNIT: i128 = 10_i128.pow(Decimal::MAX_PLACES as u32);

/// Places after the point: two on a scale of 0 to 100 whose every number is
/// stated, none where any is assumed, and more on a smaller scale, such as the
/// 0 to 1 of other tools, so that the steps shown stay the same part of it.
pub(crate) fn places(case: &Case, party: PartyIndex) -> u8 {
    let stated = if is_stated(case, party) { 2 } else { 0 };
    let Form::Values(values) = &case.preferences[party].form else { return stated };
    if values.divisor.is_none() {
        return stated;
    }
    let mut reach = greatest(case, party, values);
    let mut places = stated;
    // Ten times smaller, one place more.
    while reach < 20 * UNIT && places < stated + 7 && reach > 0 {
        reach *= 10;
        places += 1;
    }
    places
}

/// About the greatest magnitude that a package can be worth to the party, in
/// units of ten to the minus nine.
fn greatest(case: &Case, party: PartyIndex, values: &Values) -> i128 {
    let magnitude = |range: &Range| range.low.scaled(9).abs().max(range.high.scaled(9).abs());
    let level = |levels: &Levels| match levels {
        Levels::Ranges(ranges) => ranges.iter().map(magnitude).max().unwrap_or(0),
        Levels::Order { .. } => 100 * UNIT,
    };
    let weight = |issue: usize| match &values.weights {
        Weights::Ranges(ranges) => ranges.get(issue).map_or(0, magnitude),
        Weights::Free | Weights::Order { .. } => UNIT,
    };
    let issues = values.issues.iter().enumerate();
    let sum = issues.fold(0_i128, |sum, (issue, levels)| {
        sum.saturating_add(weight(issue).saturating_mul(level(levels)) / UNIT)
    });
    let divisor = values.divisor.map_or(UNIT, |divisor| divisor.scaled(9)).max(1);
    let added: i128 = case.preferences[party].adjustments.iter().map(|each| magnitude(&each.by)).sum();
    let total = (sum.saturating_mul(UNIT) / divisor).saturating_add(added);
    values.cap.map_or(total, |cap| total.min(cap.scaled(9).abs().max(1)))
}
