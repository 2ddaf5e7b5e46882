//! Sources and citations.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::value::{Key, Table};

use super::fields::Fields;
use super::findings::Findings;
use super::names::Names;
use super::scalar::{self, entries};
use crate::codes;
use crate::model::{Citation, Source};

pub(super) fn sources(findings: &Findings, root: &Table) -> Vec<Source> {
    let read = |(id, table): (&Key, &Table)| {
        let mut fields = Fields::new(findings, table, id.span, "a source");
        let source = Source {
            id: id.text.clone(),
            span: id.span,
            title: fields.required("title", scalar::string).unwrap_or_default(),
            author: fields.optional("author", scalar::strings).unwrap_or_default(),
            publisher: fields.optional("publisher", scalar::string),
            date: fields.optional("date", scalar::vague_date),
            url: fields.optional("url", scalar::string),
            sha256: fields.optional("sha256", scalar::sha256),
            text_sha256: fields.optional("text-sha256", scalar::sha256),
            file: fields.optional("file", scalar::string),
            note: fields.optional("note", scalar::string),
        };
        fields.finish();
        source
    };
    entries(root, "sources").into_iter().map(read).collect()
}

pub(super) fn citations(findings: &Findings, names: &Names, root: &Table) -> Vec<Citation> {
    let read = |(id, table): (&Key, &Table)| {
        let mut fields = Fields::new(findings, table, id.span, "a citation");
        let citation = Citation {
            id: id.text.clone(),
            span: id.span,
            source: fields
                .required("source", |findings, value| names.sources.one(findings, value))
                .unwrap_or_default(),
            says: fields.required("says", scalar::string).unwrap_or_default(),
            start: fields.optional("start", scalar::position),
            end: fields.optional("end", scalar::position),
            sha256: fields.optional("sha256", scalar::sha256),
        };
        let given = ["start", "end", "sha256"].map(|key| table.contains_key(key));
        if given.contains(&true) && given.contains(&false) {
            findings.error(|| incomplete(id, "an anchor consists of `start`, `end` and `sha256`"));
        }
        if let (Some(start), Some(end)) = (citation.start, citation.end)
            && start >= end
        {
            findings.error(|| incomplete(id, "the anchor ends before it starts"));
        }
        fields.finish();
        citation
    };
    entries(root, "citations").into_iter().map(read).collect()
}

fn incomplete(id: &Key, message: &str) -> Diagnostic {
    Diagnostic::error(codes::INCOMPLETE_ANCHOR, id.span, message)
        .help("`start` and `end` count Unicode characters of the source's text from 0; `sha256` is that of the passage with white space folded")
}
