//! Values of a numeric issue by points of a curve.
//!
//! Between two points the value runs on a straight line, before the first and
//! after the last it is constant. What does not end within nine places is
//! rounded there, halves away from zero; with `{ low, high }` at points both
//! ends run on lines of their own.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;
use detente_syntax::value::{Key, Kind, Table, Value};

use super::fields::Fields;
use super::levels::{Scale, left_out};
use super::scalar;
use super::shared::{Marks, Reading, marks};
use super::vague;
use super::weights::has_because;
use crate::codes;
use crate::decimal::Decimal;
use crate::evidence::Ground;
use crate::model::Domain;
use crate::package::IssueIndex;
use crate::preference::{Levels, Range};

pub(super) fn read(
    reading: Reading<'_>,
    issue: IssueIndex,
    key: &Key,
    table: &Table,
    scale: Scale<'_>,
) -> Option<Levels> {
    let Reading { findings, names, scope } = reading;
    let known = &scope.issues()[issue];
    let Domain::Number { numbers, none, unknown, .. } = &known.domain else {
        findings.error(|| {
            let message = format!("`{}` has options, not numbers, so its values have no points", known.id);
            Diagnostic::error(codes::NOT_NUMERIC, key.span, message).related(known.span, "the issue")
        });
        return None;
    };
    let mut fields = Fields::new(findings, table, key.span, "a table of values");
    let own = marks(names, &mut fields, scale.around, false);
    let points = fields.required("points", |findings, value| {
        let array = scalar::array(findings, value)?;
        let points: Vec<_> = array
            .iter()
            .map(|value| {
                let (at, range) = point(reading, value, &own, scale)?;
                scale.assumptions.note(range.basis, own.reasoned);
                Some((at, range))
            })
            .collect();
        curve(reading, value.span, points.into_iter().collect::<Option<Vec<_>>>()?)
    });
    let mut beside = |key: &'static str| {
        fields.optional(key, |_, value| {
            let range = vague::read(reading, value, &own, scale.bounds)?;
            scale.assumptions.note(range.basis, own.reasoned || has_because(value));
            Some(range)
        })
    };
    let (value_of_none, value_of_unknown) = (beside("none"), beside("unknown"));
    let mut placed = vec![true; numbers.len()];
    placed.extend(none.is_some().then(|| table.contains_key("none")));
    placed.extend(unknown.is_some().then(|| table.contains_key("unknown")));
    for (key, exists) in [("none", none.is_some()), ("unknown", unknown.is_some())] {
        if let Some((key, _)) = table.get_key_value(key)
            && !exists
        {
            scope.choice(findings, issue, &key.text, key.span);
        }
    }
    fields.finish();
    left_out(reading, issue, key, &placed, scale.bounds.most.is_some())?;

    let points = points?;
    let mut ranges = Vec::with_capacity(known.choices());
    for &number in numbers {
        let Some(range) = value_at(&points, number, &|| own.ground_at(findings, key.span)) else {
            findings.error(|| {
                Diagnostic::error(
                    codes::OVERFLOW,
                    key.span,
                    "the points are too large for exact interpolation",
                )
                .help("use a larger unit, or fewer places after the point")
            });
            return None;
        };
        ranges.push(range);
    }
    ranges.extend(none.is_some().then(|| value_of_none.unwrap_or_else(vague::anything)));
    ranges.extend(unknown.is_some().then(|| value_of_unknown.unwrap_or_else(vague::anything)));
    Some(Levels::Ranges(ranges))
}

/// `[number, value]`
fn point(reading: Reading<'_>, value: &Value, own: &Marks, scale: Scale<'_>) -> Option<(Decimal, Range)> {
    let Kind::Array(pair) = &value.kind else {
        scalar::wrong_type(reading.findings, value, "a pair `[number, value]`");
        return None;
    };
    let [at, worth] = pair.as_slice() else {
        bad_points(reading, value.span, "a point is a pair `[number, value]`");
        return None;
    };
    let at = scalar::decimal(reading.findings, at);
    let worth = vague::read(reading, worth, own, scale.bounds);
    Some((at?, worth?))
}

/// The points from lowest to highest.
fn curve(
    reading: Reading<'_>,
    span: Span,
    mut points: Vec<(Decimal, Range)>,
) -> Option<Vec<(Decimal, Range)>> {
    points.sort_by_key(|(at, _)| *at);
    if points.is_empty() {
        bad_points(reading, span, "a curve needs at least one point");
        return None;
    }
    if points.windows(2).any(|pair| pair[0].0 == pair[1].0) {
        bad_points(reading, span, "two points stand at the same number");
        return None;
    }
    Some(points)
}

fn bad_points(reading: Reading<'_>, span: Span, message: &str) {
    reading.findings.error(|| Diagnostic::error(codes::BAD_POINTS, span, message));
}

/// The value at a number; `None` where it cannot be computed exactly enough.
fn value_at(points: &[(Decimal, Range)], at: Decimal, ground: &dyn Fn() -> Ground) -> Option<Range> {
    let copy = |range: &Range| Range { ground: ground(), ..*range };
    let after = points.partition_point(|(x, _)| *x < at);
    let next = points.get(after);
    let before = after.checked_sub(1).and_then(|index| points.get(index));
    let (left, right) = match (before, next) {
        (_, Some((x, range))) if *x == at => return Some(copy(range)),
        (Some(left), Some(right)) => (left, right),
        (Some((_, range)), None) | (None, Some((_, range))) => return Some(copy(range)),
        (None, None) => return None,
    };
    let between = |from: Decimal, to: Decimal| interpolate((left.0, from), (right.0, to), at);
    let mode = match (left.1.mode, right.1.mode) {
        (Some(from), Some(to)) => Some(between(from, to)?),
        _ => None,
    };
    Some(Range {
        low: between(left.1.low, right.1.low)?,
        mode,
        high: between(left.1.high, right.1.high)?,
        basis: left.1.basis.max(right.1.basis),
        ground: ground(),
    })
}

/// The value at `at` on the line through two points.
fn interpolate(left: (Decimal, Decimal), right: (Decimal, Decimal), at: Decimal) -> Option<Decimal> {
    const PLACES: u8 = Decimal::MAX_PLACES;
    if left.1 == right.1 {
        return Some(left.1);
    }
    let places = left.0.places().max(right.0.places()).max(at.places());
    let run = right.0.scaled(places) - left.0.scaled(places);
    let part = at.scaled(places) - left.0.scaled(places);
    let rise = right.1.scaled(PLACES) - left.1.scaled(PLACES);
    let numerator = rise.checked_mul(part)?;
    let twice = numerator.checked_mul(2)?;
    let rounded = (twice + numerator.signum() * run) / (2 * run);
    Decimal::from_scaled(left.1.scaled(PLACES) + rounded, PLACES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        text.parse().unwrap_or_else(|error| panic!("{text}: {error:?}"))
    }

    #[test]
    fn lines_are_exact_or_rounded_to_nine_places() {
        for (left, right, at, value) in [
            (("1000", "100"), ("1550", "20"), "1275", "60"),
            (("0", "0"), ("3", "100"), "1", "33.333333333"),
            (("0", "0"), ("3", "100"), "2", "66.666666667"),
            (("0", "100"), ("3", "0"), "1", "66.666666667"),
            (("-1", "-5"), ("1", "5"), "0", "0"),
            (("0.5", "1"), ("1.5", "2"), "0.75", "1.25"),
        ] {
            let on = |(x, y): (&str, &str)| (number(x), number(y));
            assert_eq!(interpolate(on(left), on(right), number(at)), Some(number(value)));
        }
    }
}
