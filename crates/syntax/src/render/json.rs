//! Diagnostics as data, shaped like those of the Language Server Protocol 3.17.

use serde_json::{Value, json};

use super::in_order;
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::span::{Sources, Span};

/// An array of objects, in the order in which people see them: `file` (null
/// where there is no place), `range` (zero-based lines and UTF-16 columns),
/// `severity` ("error" or "warning"), `code`, `codeDescription` (the page on
/// the code), `message`, `label`, `related`, `notes`, `help` and `fix` (null,
/// or the file and range to replace and the text to put there).
#[must_use]
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> Value {
    in_order(diagnostics).into_iter().map(|diagnostic| object(diagnostic, sources)).collect()
}

fn object(diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let primary = diagnostic.primary.as_ref();
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    json!({
        "file": primary.map(|label| file(label.span, sources)),
        "range": primary.map(|label| range(label.span, sources)),
        "severity": severity,
        "code": diagnostic.code,
        "codeDescription": format!("docs/errors/{}.md", diagnostic.code),
        "message": diagnostic.message,
        "label": primary.map(|label| label.text.as_str()).filter(|text| !text.is_empty()),
        "related": diagnostic.related.iter().map(|label| related(label, sources)).collect::<Value>(),
        "notes": diagnostic.notes,
        "help": diagnostic.help,
        "fix": diagnostic.fix.as_ref().map(|fix| json!({
            "file": file(fix.span, sources),
            "range": range(fix.span, sources),
            "replacement": fix.replacement,
        })),
    })
}

fn related(label: &Label, sources: &Sources) -> Value {
    json!({
        "file": file(label.span, sources),
        "range": range(label.span, sources),
        "message": label.text,
    })
}

fn file(span: Span, sources: &Sources) -> &str {
    sources.get(span.file).name()
}

fn range(span: Span, sources: &Sources) -> Value {
    let source = sources.get(span.file);
    let position = |offset: u32| {
        let (line, character) = source.line_column(offset);
        json!({ "line": line, "character": character })
    };
    json!({ "start": position(span.start), "end": position(span.end) })
}
