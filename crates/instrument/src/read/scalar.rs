//! Readers of single values of an instrument: numbers, days, periods, keys.
//!
//! Each returns `None` after having said what was expected and what was found.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::tables::findings::Findings;
pub(crate) use detente_syntax::tables::scalar::*;
use detente_syntax::value::{Kind, Value};

use crate::codes;
use crate::model::MAX_NUMBER;
use crate::period::{Date, Period, PeriodError};

/// A whole number of at most twelve digits.
pub(crate) fn number(findings: &Findings, value: &Value) -> Option<i64> {
    let Kind::Number(number) = &value.kind else {
        wrong_type(findings, value, "a whole number");
        return None;
    };
    let read = number.text.parse::<i64>().ok().filter(|_| number.integer);
    let read = read.filter(|number| (-MAX_NUMBER..=MAX_NUMBER).contains(number));
    if read.is_none() {
        findings.error(|| {
            Diagnostic::error(codes::BAD_NUMBER, value.span, "expected a whole number of at most 12 digits")
                .help("count in a larger unit where numbers are not whole")
        });
    }
    read
}

/// A whole number from 0.
pub(crate) fn count(findings: &Findings, value: &Value) -> Option<i64> {
    let read = number(findings, value)?;
    if read < 0 {
        findings.error(|| Diagnostic::error(codes::OUT_OF_RANGE, value.span, "expected a number from 0"));
        return None;
    }
    Some(read)
}

/// One day.
pub(crate) fn day(findings: &Findings, value: &Value) -> Option<Date> {
    let written = match &value.kind {
        Kind::Date(date) => date.as_str(),
        Kind::Text(text) => text.as_str(),
        _ => {
            wrong_type(findings, value, "a day");
            return None;
        }
    };
    let shape =
        |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    let day = written.parse().ok().filter(|_| written.len() == 10 && written.bytes().enumerate().all(shape));
    if day.is_none() {
        findings.error(|| {
            Diagnostic::error(codes::BAD_DATE, value.span, "expected one exact day")
                .help("write it as `2020-11-25`")
        });
    }
    day
}

/// Days, sorted.
pub(crate) fn days(findings: &Findings, value: &Value) -> Option<Vec<Date>> {
    let mut days: Vec<_> = array(findings, value)?.iter().filter_map(|value| day(findings, value)).collect();
    days.sort_unstable();
    Some(days)
}

/// A period in ISO 8601.
pub(crate) fn period(findings: &Findings, value: &Value) -> Option<Period> {
    let text = text(findings, value)?;
    match Period::parse(text.as_str()) {
        Ok(period) => Some(period),
        Err(error) => {
            findings.error(|| {
                let message = match error {
                    PeriodError::Notation => "this is no period in the notation of ISO 8601",
                    PeriodError::NotOfDays => "a period here counts days, weeks, months and years",
                };
                Diagnostic::error(codes::BAD_PERIOD, value.span, message)
                    .help("write `P45D` for 45 days, `P6M` for six months, `P10Y` for ten years")
            });
            None
        }
    }
}

/// An Ed25519 public key as 64 hexadecimal digits.
pub(crate) fn key(findings: &Findings, value: &Value) -> Option<[u8; 32]> {
    let text = text(findings, value)?.as_str();
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let mut bytes = [0; 32];
    let mut whole = text.len() == 64;
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
        match pair {
            [high, low] => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => *byte = high << 4 | low,
                _ => whole = false,
            },
            _ => whole = false,
        }
    }
    if !whole {
        findings.error(|| {
            Diagnostic::error(codes::BAD_KEY, value.span, "expected 64 lower-case hexadecimal digits")
                .help("`detente keep key` makes a key and prints its public half")
        });
    }
    whole.then_some(bytes)
}
