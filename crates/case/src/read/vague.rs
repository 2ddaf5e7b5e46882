//! Numbers that are not known exactly: `5`, `{ low, high }`, `{ low, mode, high }`.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;
use detente_syntax::value::{Kind, Table, Value};

use super::fields::Fields;
use super::scalar;
use super::shared::{Marks, Reading, marks};
use crate::codes;
use crate::decimal::Decimal;
use crate::evidence::{Basis, Ground};
use crate::preference::Range;

/// Where a number may lie.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    pub(super) least: Option<Decimal>,
    pub(super) most: Option<Decimal>,
    /// What the number is, for messages: "a value".
    pub(super) what: &'static str,
}

impl Bounds {
    /// Any number.
    pub(super) fn none(what: &'static str) -> Self {
        Self { least: None, most: None, what }
    }

    /// Nothing below zero.
    pub(super) fn from_zero(what: &'static str) -> Self {
        Self { least: Some(Decimal::ZERO), most: None, what }
    }

    /// From 0 worst to 100 best.
    pub(super) fn percent(what: &'static str) -> Self {
        Self { least: Some(Decimal::ZERO), most: Some(Decimal::HUNDRED), what }
    }

    pub(super) fn check(self, reading: Reading<'_>, number: Decimal, span: Span) {
        let below = self.least.is_some_and(|least| number < least);
        let above = self.most.is_some_and(|most| number > most);
        if !below && !above {
            return;
        }
        reading.findings.error(|| {
            let allowed = match (self.least, self.most) {
                (Some(least), Some(most)) => format!("from {least} to {most}"),
                (Some(least), None) => format!("at least {least}"),
                (None, Some(most)) => format!("at most {most}"),
                (None, None) => "any number".to_owned(),
            };
            let diagnostic = Diagnostic::error(
                codes::OUT_OF_RANGE,
                span,
                format!("{number} is out of range for {}", self.what),
            )
            .label(format!("expected {allowed}"));
            if self.most.is_some() {
                diagnostic.help("values run from 0 worst to 100 best; for another tool's scale set `scale`")
            } else {
                diagnostic
            }
        });
    }
}

/// A number or a range, with the marks of its own or of what is around it.
pub(super) fn read(reading: Reading<'_>, value: &Value, around: &Marks, bounds: Bounds) -> Option<Range> {
    if let Kind::Table(table) = &value.kind {
        return of_table(reading, table, value.span, around, bounds);
    }
    if !matches!(value.kind, Kind::Number(_)) {
        scalar::wrong_type(reading.findings, value, "a number or `{ low = ..., high = ... }`");
        return None;
    }
    let number = scalar::decimal(reading.findings, value)?;
    bounds.check(reading, number, value.span);
    let ground = around.ground_at(reading.findings, value.span);
    Some(Range { low: number, mode: None, high: number, basis: around.basis, ground })
}

fn of_table(
    reading: Reading<'_>,
    table: &Table,
    place: Span,
    around: &Marks,
    bounds: Bounds,
) -> Option<Range> {
    let mut fields = Fields::new(reading.findings, table, place, "a vague number");
    let range = fields_of(reading, &mut fields, around, bounds, table);
    fields.finish();
    range
}

/// The keys of a range inside a table that may have others.
pub(super) fn fields_of(
    reading: Reading<'_>,
    fields: &mut Fields<'_, '_>,
    around: &Marks,
    bounds: Bounds,
    table: &Table,
) -> Option<Range> {
    let place = fields.place();
    let own = marks(reading.names, fields, around, false);
    let ground = own.ground;
    let mut number = |key: &'static str, required: bool| {
        let read = |findings, value| {
            let number = scalar::decimal(findings, value)?;
            bounds.check(reading, number, value.span);
            Some(number)
        };
        if required { fields.required(key, read) } else { fields.optional(key, read) }
    };
    if table.contains_key("value") {
        let exact = number("value", true)?;
        return Some(Range { low: exact, mode: None, high: exact, basis: own.basis, ground });
    }
    let (low, mode, high) = (number("low", true), number("mode", false), number("high", true));
    let range = Range { low: low?, mode, high: high?, basis: own.basis, ground };
    let rising =
        range.low <= range.high && range.mode.is_none_or(|mode| range.low <= mode && mode <= range.high);
    if !rising {
        reading.findings.error(|| {
            let message = match range.mode {
                Some(mode) => format!("{}, {mode} and {} are not in rising order", range.low, range.high),
                None => format!("the range starts at {} and ends at {}", range.low, range.high),
            };
            Diagnostic::error(codes::LOW_ABOVE_HIGH, place, message).label("expected low <= mode <= high")
        });
        return None;
    }
    Some(range)
}

/// Nothing known of a value: 0 to 100, assumed.
pub(super) fn anything() -> Range {
    Range {
        low: Decimal::ZERO,
        mode: None,
        high: Decimal::HUNDRED,
        basis: Basis::Assumed,
        ground: Ground::default(),
    }
}
