//! A case as JSON: the tree of its files, in the words of the language.
//!
//! What is written is what the files say, included ones joined and scenarios
//! laid over, before anything is made of it: the same keys as in the TOML, so
//! this can never say less or other than the language does. Numbers are JSON
//! numbers with the digits that the author wrote; who reads them as binary
//! floating point gets the nearest. Dates are texts.

use detente_syntax::value::{Kind, Table, Value};

use crate::export::{Exported, Output};
use crate::format::Format;
use crate::tree::Plain;

/// Writes the tree of a case, as `detente_case::load::tree` gives it.
pub(crate) fn write(tree: &Table) -> Exported {
    let Plain::Map(mut entries) = table(tree) else { return exported(&Plain::Null) };
    for (key, value) in &mut entries {
        if let (true, Plain::Map(case)) = (*key == "case".into(), value) {
            // What was included is here.
            case.retain(|(key, _)| *key != "include".into());
        }
    }
    exported(&Plain::Map(entries))
}

fn exported(plain: &Plain) -> Exported {
    let files = vec![Output { name: "case.json".to_owned(), bytes: plain.json().into_bytes() }];
    Exported { format: Format::Json, files, left_out: vec!["comments in the files of the case".to_owned()] }
}

fn table(table: &Table) -> Plain {
    Plain::Map(table.iter().map(|(key, value)| (key.text.as_str().into(), of(value))).collect())
}

fn of(value: &Value) -> Plain {
    match &value.kind {
        Kind::Table(inner) => table(inner),
        Kind::Array(items) => Plain::List(items.iter().map(of).collect()),
        Kind::Text(text) => text.as_str().into(),
        Kind::Number(number) => numeral(&number.text),
        Kind::Boolean(value) => Plain::Bool(*value),
        Kind::Date(date) => date.as_str().into(),
    }
}

/// A number of a case in the notation of JSON, which knows no sign before a
/// number above zero; what is no decimal number, which no case holds, as text.
fn numeral(text: &str) -> Plain {
    let plain = text.strip_prefix('+').unwrap_or(text);
    let digits = plain.strip_prefix('-').unwrap_or(plain);
    let decimal =
        digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-'));
    if decimal && !digits.is_empty() { Plain::Number(plain.to_owned()) } else { plain.into() }
}
