//! Any text is read without a panic, and all places lie in it.

#![no_main]

use detente_syntax::reader::read;
use detente_syntax::render::{Style, human, json};
use detente_syntax::span::{Sources, Span};
use detente_syntax::value::{Kind, Value};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut sources = Sources::new();
    let file = sources.add("fuzz", text);
    let (table, diagnostics) = read(file, text);
    for diagnostic in &diagnostics {
        for label in diagnostic.primary.iter().chain(&diagnostic.related) {
            inside(text, label.span);
        }
    }
    let _ = human(&diagnostics, &sources, Style { color: false, width: 80 });
    let _ = json(&diagnostics, &sources);
    for (key, value) in table.iter() {
        inside(text, key.span);
        walk(text, value);
    }
});

fn walk(text: &str, value: &Value) {
    inside(text, value.span);
    match &value.kind {
        Kind::Table(table) => {
            for (key, value) in table.iter() {
                inside(text, key.span);
                walk(text, value);
            }
        }
        Kind::Array(values) => values.iter().for_each(|value| walk(text, value)),
        Kind::Text(string) => {
            for (start, character) in string.as_str().char_indices() {
                inside(text, string.span_of(start..start + character.len_utf8()));
            }
        }
        Kind::Number(_) | Kind::Boolean(_) | Kind::Date(_) => {}
    }
}

fn inside(text: &str, span: Span) {
    assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} is not in the text");
}
