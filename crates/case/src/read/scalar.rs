//! Readers of single values of a case: numbers and dates, beside those of any table.
//!
//! Each returns `None` after having said what was expected and what was found.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;
use detente_syntax::value::{Kind, Value};

pub(crate) use detente_syntax::tables::scalar::*;

use super::findings::Findings;
use crate::codes;
use crate::date::{Date, DateError, VagueDate};
use crate::decimal::{Decimal, DecimalError};

/// An exact decimal number.
pub(crate) fn decimal(findings: &Findings, value: &Value) -> Option<Decimal> {
    let Kind::Number(number) = &value.kind else {
        wrong_type(findings, value, "a number");
        return None;
    };
    match number.text.parse() {
        Ok(number) => Some(number),
        Err(error) => {
            findings.error(|| bad_number(value.span, error));
            None
        }
    }
}

/// Why a number cannot be held.
pub(crate) fn bad_number(span: Span, error: DecimalError) -> Diagnostic {
    match error {
        DecimalError::NotANumber => {
            Diagnostic::error(codes::BAD_NUMBER, span, "expected a plain decimal number")
                .help("write digits with a point where needed, without an exponent: `1500`, `-0.5`")
        }
        DecimalError::TooLarge => {
            Diagnostic::error(codes::BAD_NUMBER, span, "the number is too large to be held exactly")
                .note(format!("numbers have at most {} digits", Decimal::MAX_DIGITS))
                .help("use a larger unit, such as thousands or millions")
        }
        DecimalError::TooPrecise => {
            Diagnostic::error(codes::BAD_NUMBER, span, "the number has too many digits to be held exactly")
                .note(format!(
                    "numbers have at most {} digits, {} of them after the point",
                    Decimal::MAX_DIGITS,
                    Decimal::MAX_PLACES
                ))
        }
    }
}

/// A position in a text: a whole number from 0.
pub(crate) fn position(findings: &Findings, value: &Value) -> Option<usize> {
    if let Kind::Number(number) = &value.kind
        && number.integer
        && let Ok(position) = number.text.parse::<u32>()
    {
        return usize::try_from(position).ok();
    }
    wrong_type(findings, value, "a whole number from 0");
    None
}

/// One day.
pub(crate) fn day(findings: &Findings, value: &Value) -> Option<Date> {
    let date = vague_date(findings, value)?;
    match (date.earliest, date.latest) {
        (Some(first), Some(last)) if first == last && !date.approximate => Some(first),
        _ => {
            findings.error(|| {
                Diagnostic::error(codes::BAD_DATE, value.span, "expected one exact day")
                    .help("write it as `2020-11-25`")
            });
            None
        }
    }
}

/// A date as its source gives it.
pub(crate) fn vague_date(findings: &Findings, value: &Value) -> Option<VagueDate> {
    let written = match &value.kind {
        Kind::Date(date) => date.as_str(),
        Kind::Text(text) => text.as_str(),
        _ => {
            wrong_type(findings, value, "a date");
            return None;
        }
    };
    match VagueDate::parse(written) {
        Ok(date) => Some(date),
        Err(error) => {
            findings.error(|| bad_date(value.span, &error));
            None
        }
    }
}

fn bad_date(span: Span, error: &DateError) -> Diagnostic {
    let message = match error {
        DateError::Notation => "this is no date in the notation of the language",
        DateError::NoSuchDay => "there is no such day",
        DateError::Reversed => "the period ends before it starts",
    };
    Diagnostic::error(codes::BAD_DATE, span, message).help(
        "write a day `2020-11-09`, a month `2020-10`, a year `2020`, about `2020-10~`, a period `2022-03/2022-04`, or an open one `../2020-10`",
    )
}
