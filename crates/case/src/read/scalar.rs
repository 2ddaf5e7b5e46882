//! Readers of single values: strings, numbers, dates, lists of them.
//!
//! Each returns `None` after having said what was expected and what was found.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::ids::did_you_mean;
use detente_syntax::span::Span;
use detente_syntax::value::{Key, Kind, Table, Text, Value};

use super::findings::Findings;
use crate::codes;
use crate::date::{Date, DateError, VagueDate};
use crate::decimal::{Decimal, DecimalError};

/// Says that a value is of the wrong kind.
pub(crate) fn wrong_type(findings: &Findings, value: &Value, expected: &str) {
    findings.error(|| {
        let found = value.kind.description();
        Diagnostic::error(codes::WRONG_TYPE, value.span, format!("expected {expected}, found {found}"))
            .label(format!("expected {expected}"))
    });
}

/// A string with its places.
pub(crate) fn text<'t>(findings: &Findings, value: &'t Value) -> Option<&'t Text> {
    if let Kind::Text(text) = &value.kind {
        return Some(text);
    }
    wrong_type(findings, value, "a string");
    None
}

/// A string for readers: free of control characters, white space around it removed.
pub(crate) fn string(findings: &Findings, value: &Value) -> Option<String> {
    let text = text(findings, value)?;
    let disturbing = |character: char| character.is_control() && !matches!(character, '\n' | '\r' | '\t');
    if let Some((at, character)) = text.as_str().char_indices().find(|(_, character)| disturbing(*character))
    {
        findings.error(|| {
            let place = text.span_of(at..at + character.len_utf8());
            let message = format!("a control character, U+{:04X}, in a text", u32::from(character));
            Diagnostic::error(codes::CONTROL_CHARACTER, place, message)
                .help("remove it; line breaks and tabs are fine")
        });
        return None;
    }
    Some(text.as_str().trim().to_owned())
}

/// A string, or a list of strings.
pub(crate) fn texts<'t>(findings: &Findings, value: &'t Value) -> Option<Vec<&'t Text>> {
    match &value.kind {
        Kind::Text(text) => Some(vec![text]),
        Kind::Array(values) => Some(values.iter().filter_map(|value| text(findings, value)).collect()),
        _ => {
            wrong_type(findings, value, "a string or a list of strings");
            None
        }
    }
}

/// A string or a list of strings for readers.
pub(crate) fn strings(findings: &Findings, value: &Value) -> Option<Vec<String>> {
    match &value.kind {
        Kind::Array(values) => Some(values.iter().filter_map(|value| string(findings, value)).collect()),
        Kind::Text(_) => string(findings, value).map(|text| vec![text]),
        _ => {
            wrong_type(findings, value, "a string or a list of strings");
            None
        }
    }
}

/// `true` or `false`.
pub(crate) fn boolean(findings: &Findings, value: &Value) -> Option<bool> {
    if let Kind::Boolean(boolean) = value.kind {
        return Some(boolean);
    }
    wrong_type(findings, value, "`true` or `false`");
    None
}

/// A table.
pub(crate) fn table<'t>(findings: &Findings, value: &'t Value) -> Option<&'t Table> {
    if let Kind::Table(table) = &value.kind {
        return Some(table);
    }
    wrong_type(findings, value, "a table");
    None
}

/// A list.
pub(crate) fn array<'t>(findings: &Findings, value: &'t Value) -> Option<&'t [Value]> {
    if let Kind::Array(values) = &value.kind {
        return Some(values);
    }
    wrong_type(findings, value, "a list");
    None
}

/// A list of tables, of which those that are tables are returned.
pub(crate) fn tables<'t>(findings: &Findings, value: &'t Value) -> Option<Vec<(&'t Table, Span)>> {
    let values = array(findings, value)?;
    Some(values.iter().filter_map(|value| Some((table(findings, value)?, value.span))).collect())
}

/// One word of a list.
pub(crate) fn one_of<T: Copy>(findings: &Findings, value: &Value, words: &[(&str, T)]) -> Option<T> {
    let text = text(findings, value)?;
    let found = words.iter().find(|(word, _)| *word == text.as_str()).map(|(_, meaning)| *meaning);
    if found.is_none() {
        findings.error(|| {
            let known = words.iter().map(|(word, _)| *word);
            let listed = known.clone().collect::<Vec<_>>().join(", ");
            let message = format!("`{}` is none of the words that may stand here", shown(text.as_str()));
            let diagnostic = Diagnostic::error(codes::NOT_ONE_OF, value.span, message)
                .label(format!("expected one of: {listed}"));
            suggest(diagnostic, text.as_str(), text.span(), known)
        });
    }
    found
}

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

/// The SHA-256 of something.
pub(crate) fn sha256(findings: &Findings, value: &Value) -> Option<String> {
    let text = text(findings, value)?.as_str();
    if text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return Some(text.to_owned());
    }
    findings.error(|| {
        Diagnostic::error(codes::BAD_HASH, value.span, "expected 64 lower-case hexadecimal digits")
            .help("`sha256sum FILE` prints them")
    });
    None
}

/// A name as it can be shown: shortened where it is long.
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut characters = text.chars().map(|character| if character.is_control() { ' ' } else { character });
    let start: String = characters.by_ref().take(LONGEST).collect();
    if characters.next().is_some() { start + "..." } else { start }
}

/// Adds the nearest known name, as help and as a fix.
pub(crate) fn suggest<'a>(
    diagnostic: Diagnostic,
    written: &str,
    place: Span,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    match did_you_mean(written, known) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")).fix(place, meant),
        None => diagnostic,
    }
}

/// The tables under a key that names things, in order of writing; what is no
/// table is left out, having been reported by [`super::names`].
pub(crate) fn entries<'t>(root: &'t Table, key: &str) -> Vec<(&'t Key, &'t Table)> {
    let Some(Value { kind: Kind::Table(table), .. }) = root.get(key) else { return Vec::new() };
    let only_tables = |(key, value): (&'t Key, &'t Value)| match &value.kind {
        Kind::Table(table) => Some((key, table)),
        _ => None,
    };
    table.iter().filter_map(only_tables).collect()
}

/// The tables of a list of tables, in order of writing; what is no table is
/// left out, having been reported by [`super::names`].
pub(crate) fn items<'t>(root: &'t Table, key: &str) -> Vec<(&'t Table, Span)> {
    let Some(Value { kind: Kind::Array(values), .. }) = root.get(key) else { return Vec::new() };
    let only_tables = |value: &'t Value| match &value.kind {
        Kind::Table(table) => Some((table, value.span)),
        _ => None,
    };
    values.iter().filter_map(only_tables).collect()
}
