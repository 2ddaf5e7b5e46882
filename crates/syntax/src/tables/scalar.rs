//! Readers of single values: strings, words of a list, tables, lists of them.
//!
//! Each returns `None` after having said what was expected and what was found.

use super::findings::Findings;
use crate::diagnostic::Diagnostic;
use crate::ids::did_you_mean;
use crate::span::Span;
use crate::value::{Key, Kind, Table, Text, Value};

/// Says that a value is of the wrong kind.
pub fn wrong_type(findings: &Findings, value: &Value, expected: &str) {
    findings.error(|| {
        let found = value.kind.description();
        Diagnostic::error("wrong-type", value.span, format!("expected {expected}, found {found}"))
            .label(format!("expected {expected}"))
    });
}

/// A string with its places.
pub fn text<'t>(findings: &Findings, value: &'t Value) -> Option<&'t Text> {
    if let Kind::Text(text) = &value.kind {
        return Some(text);
    }
    wrong_type(findings, value, "a string");
    None
}

/// A string for readers: free of control characters. White space around it is
/// removed where it has several lines, or nothing else; in one line it may be
/// part of a name that another tool has given.
pub fn string(findings: &Findings, value: &Value) -> Option<String> {
    let text = text(findings, value)?;
    let disturbing = |character: char| character.is_control() && !matches!(character, '\n' | '\r' | '\t');
    if let Some((at, character)) = text.as_str().char_indices().find(|(_, character)| disturbing(*character))
    {
        findings.error(|| {
            let place = text.span_of(at..at + character.len_utf8());
            let message = format!("a control character, U+{:04X}, in a text", u32::from(character));
            Diagnostic::error("control-character", place, message)
                .help("remove it; line breaks and tabs are fine")
        });
        return None;
    }
    let trimmed = text.as_str().trim();
    let lines = text.as_str().contains(['\n', '\r']);
    Some(if lines || trimmed.is_empty() { trimmed } else { text.as_str() }.to_owned())
}

/// A string, or a list of strings.
pub fn texts<'t>(findings: &Findings, value: &'t Value) -> Option<Vec<&'t Text>> {
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
pub fn strings(findings: &Findings, value: &Value) -> Option<Vec<String>> {
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
pub fn boolean(findings: &Findings, value: &Value) -> Option<bool> {
    if let Kind::Boolean(boolean) = value.kind {
        return Some(boolean);
    }
    wrong_type(findings, value, "`true` or `false`");
    None
}

/// A table.
pub fn table<'t>(findings: &Findings, value: &'t Value) -> Option<&'t Table> {
    if let Kind::Table(table) = &value.kind {
        return Some(table);
    }
    wrong_type(findings, value, "a table");
    None
}

/// A list.
pub fn array<'t>(findings: &Findings, value: &'t Value) -> Option<&'t [Value]> {
    if let Kind::Array(values) = &value.kind {
        return Some(values);
    }
    wrong_type(findings, value, "a list");
    None
}

/// A list of tables, of which those that are tables are returned.
pub fn tables<'t>(findings: &Findings, value: &'t Value) -> Option<Vec<(&'t Table, Span)>> {
    let values = array(findings, value)?;
    Some(values.iter().filter_map(|value| Some((table(findings, value)?, value.span))).collect())
}

/// One word of a list.
pub fn one_of<T: Copy>(findings: &Findings, value: &Value, words: &[(&str, T)]) -> Option<T> {
    let text = text(findings, value)?;
    let found = words.iter().find(|(word, _)| *word == text.as_str()).map(|(_, meaning)| *meaning);
    if found.is_none() {
        findings.error(|| {
            let known = words.iter().map(|(word, _)| *word);
            let listed = known.clone().collect::<Vec<_>>().join(", ");
            let message = format!("`{}` is none of the words that may stand here", shown(text.as_str()));
            let diagnostic = Diagnostic::error("not-one-of", value.span, message)
                .label(format!("expected one of: {listed}"));
            suggest(diagnostic, text.as_str(), text.span(), known)
        });
    }
    found
}

/// The SHA-256 of something.
pub fn sha256(findings: &Findings, value: &Value) -> Option<String> {
    let text = text(findings, value)?.as_str();
    if text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return Some(text.to_owned());
    }
    findings.error(|| {
        Diagnostic::error("bad-hash", value.span, "expected 64 lower-case hexadecimal digits")
            .help("`sha256sum FILE` prints them")
    });
    None
}

/// A name as it can be shown: shortened where it is long.
#[must_use]
pub fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut characters = text.chars().map(|character| if character.is_control() { ' ' } else { character });
    let start: String = characters.by_ref().take(LONGEST).collect();
    if characters.next().is_some() { start + "..." } else { start }
}

/// Adds the nearest known name, as help and as a fix.
#[must_use]
pub fn suggest<'a>(
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
/// table is left out, having been reported by [`super::names::Ids`].
#[must_use]
pub fn entries<'t>(root: &'t Table, key: &str) -> Vec<(&'t Key, &'t Table)> {
    let Some(Value { kind: Kind::Table(table), .. }) = root.get(key) else { return Vec::new() };
    let only_tables = |(key, value): (&'t Key, &'t Value)| match &value.kind {
        Kind::Table(table) => Some((key, table)),
        _ => None,
    };
    table.iter().filter_map(only_tables).collect()
}

/// The tables of a list of tables, in order of writing; what is no table is
/// left out, having been reported by [`super::names::Ids`].
#[must_use]
pub fn items<'t>(root: &'t Table, key: &str) -> Vec<(&'t Table, Span)> {
    let Some(Value { kind: Kind::Array(values), .. }) = root.get(key) else { return Vec::new() };
    let only_tables = |value: &'t Value| match &value.kind {
        Kind::Table(table) => Some((table, value.span)),
        _ => None,
    };
    values.iter().filter_map(only_tables).collect()
}
