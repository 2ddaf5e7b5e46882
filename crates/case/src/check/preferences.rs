//! Red lines and what they rest on; numbers that exact arithmetic can hold.

use detente_syntax::diagnostic::Diagnostic;

use crate::codes;
use crate::decimal::Decimal;
use crate::model::Case;
use crate::preference::{Form, Levels, Preference, Range, RedLine, Reservation, Values, Weights};
use crate::read::findings::Findings;

/// Values of packages are integers below this, with room for sums and differences.
const LIMIT: i128 = 1 << 62;

pub(super) fn check(findings: &Findings, case: &Case) {
    for preference in &case.preferences {
        preference.red_lines.iter().for_each(|line| red_line(findings, case, preference, line));
        if let Form::Values(values) = &preference.form {
            magnitude(findings, case, preference, values);
        }
    }
}

/// A red line is a party's word, or is marked as assumed.
fn red_line(findings: &Findings, case: &Case, preference: &Preference, line: &RedLine) {
    let party = &case.parties[preference.party];
    if line.rests_on.is_empty() && !line.assumed {
        findings.error(|| {
            let message = format!("the red line `{}` rests on no statement", line.id);
            Diagnostic::error(codes::RED_LINE_WITHOUT_GROUND, line.span, message)
                .help("add `rests-on = [...]` with statements of the party, or `assumed = true`")
        });
    }
    for &statement in &line.rests_on {
        let statement = &case.statements[statement];
        if !statement.about.contains(&preference.party) {
            findings.error(|| {
                let message = format!(
                    "the red line `{}` of `{}` rests on `{}`, which is not about it",
                    line.id, party.id, statement.id
                );
                let about = statement.about.iter().map(|&party| case.parties[party].id.as_str());
                Diagnostic::error(codes::RED_LINE_OF_ANOTHER, line.span, message)
                    .related(statement.span, format!("about {}", about.collect::<Vec<_>>().join(", ")))
            });
        }
    }
}

/// The largest value of a package in integer units, as the analyses will use them.
fn magnitude(findings: &Findings, case: &Case, preference: &Preference, values: &Values) {
    let levels = values.issues.iter().flat_map(|levels| match levels {
        Levels::Ranges(ranges) => ranges.as_slice(),
        Levels::Order { .. } => &[],
    });
    let adjustments: Vec<&Range> = preference.adjustments.iter().map(|adjustment| &adjustment.by).collect();
    let reservation = match &preference.reservation {
        Reservation::Value(range) => Some(range),
        _ => None,
    };
    let ends = |range: &Range| [Some(range.low), range.mode, Some(range.high)].into_iter().flatten();
    let numbers = levels.clone().chain(adjustments.iter().copied()).chain(reservation).flat_map(ends);
    let places = numbers.chain([Decimal::HUNDRED]).map(Decimal::places).max().unwrap_or_default();
    let greatest = |ranges: &mut dyn Iterator<Item = &Range>| {
        ranges.flat_map(ends).map(|number| number.scaled(places).abs()).max().unwrap_or_default()
    };
    let hundred = Decimal::HUNDRED.scaled(places);
    let value = greatest(&mut levels.into_iter()).max(hundred);
    let added: i128 = adjustments.iter().map(|range| greatest(&mut std::iter::once(*range))).sum();
    let reserved = greatest(&mut reservation.into_iter());

    let total = (value + added).max(reserved).saturating_mul(total_weight(values));
    if total >= LIMIT {
        findings.error(|| {
            let party = &case.parties[preference.party];
            let message = format!("the numbers of `{}` are too large or too precise together", party.id);
            Diagnostic::error(codes::OVERFLOW, preference.span.unwrap_or(party.span), message)
                .note("the sum of the weights times the largest value, in units of the last place given, must stay below 2^62")
                .help("use fewer places after the point in weights or values")
        });
    }
}

/// The greatest sum of weights, or the divisor, in units of the last place given.
fn total_weight(values: &Values) -> i128 {
    let ranges = match &values.weights {
        Weights::Ranges(ranges) => ranges.as_slice(),
        Weights::Free | Weights::Order { .. } => &[],
    };
    let ends =
        ranges.iter().flat_map(|range| [Some(range.low), range.mode, Some(range.high)].into_iter().flatten());
    let places = ends.chain(values.divisor).map(Decimal::places).max().unwrap_or_default();
    let sum: i128 = ranges.iter().map(|range| range.high.scaled(places)).sum();
    let divisor = values.divisor.map_or(1, |divisor| divisor.scaled(places));
    sum.max(divisor)
}
