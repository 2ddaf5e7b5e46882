//! Verifies citations against the documents that they point into.
//!
//! A source whose document is no plain text names the text that was taken from
//! it by a hash of its own; anchors count in that text.

use std::collections::BTreeMap;

use detente_syntax::diagnostic::Diagnostic;

use crate::anchor::ScalarText;
use crate::codes;
use crate::hash::sha256;
use crate::model::{Case, Citation, Source};
use crate::read::findings::Findings;

/// The documents at hand.
pub trait Documents {
    /// The document whose bytes, or the text taken from a document whose bytes,
    /// have this SHA-256 (lower-case hexadecimal), whatever its name.
    fn with_hash(&self, sha256: &str) -> Option<Vec<u8>>;

    /// A local copy by its path relative to the case, for sources that name one.
    fn at(&self, path: &str) -> Option<Vec<u8>>;
}

/// Checks every anchor whose document is at hand, and says which are not.
#[must_use]
pub fn anchors(case: &Case, documents: &dyn Documents) -> Vec<Diagnostic> {
    let findings = Findings::new();
    let mut by_source: BTreeMap<usize, Vec<&Citation>> = BTreeMap::new();
    for citation in &case.citations {
        by_source.entry(citation.source).or_default().push(citation);
    }
    for (source, citations) in by_source {
        let source = &case.sources[source];
        let Some(bytes) = found(documents, source) else {
            findings.warning(|| not_found(source, citations.len()));
            continue;
        };
        let Ok(text) = std::str::from_utf8(&bytes) else {
            findings.error(|| {
                let message = format!("the document of `{}` is not UTF-8 text", source.id);
                Diagnostic::error(codes::DOCUMENT_NOT_TEXT, source.span, message)
            });
            continue;
        };
        let text = ScalarText::new(text);
        citations.into_iter().for_each(|citation| verify(&findings, &text, citation));
    }
    findings.finish()
}

fn found(documents: &dyn Documents, source: &Source) -> Option<Vec<u8>> {
    if let Some(text) = &source.text_sha256 {
        return documents.with_hash(text);
    }
    match (&source.sha256, &source.file) {
        (Some(hash), file) => documents.with_hash(hash).or_else(|| {
            let bytes = documents.at(file.as_deref()?)?;
            (sha256(&bytes) == *hash).then_some(bytes)
        }),
        (None, Some(file)) => documents.at(file),
        (None, None) => None,
    }
}

fn not_found(source: &Source, citations: usize) -> Diagnostic {
    let anchors = if citations == 1 { "1 anchor is".to_owned() } else { format!("{citations} anchors are") };
    let message = format!("the document of `{}` is not at hand", source.id);
    let diagnostic = Diagnostic::warning(codes::DOCUMENT_NOT_FOUND, source.span, message)
        .note(format!("{anchors} not verified"));
    match &source.sha256 {
        Some(hash) => diagnostic.note(format!("looked for a file with SHA-256 {hash}, under any name")),
        None => diagnostic.help("give the source `sha256`, so that its document is found under any name"),
    }
}

fn verify(findings: &Findings, document: &ScalarText<'_>, citation: &Citation) {
    let (Some(start), Some(end), Some(hash)) = (citation.start, citation.end, &citation.sha256) else {
        return;
    };
    if document.holds(start, end, hash) {
        return;
    }
    findings.error(|| {
        let message = format!("the passage of `{}` is not at its place", citation.id);
        let diagnostic = Diagnostic::error(codes::ANCHOR_MISMATCH, citation.span, message)
            .label(format!("{start} to {end}"));
        let diagnostic = if end > document.scalars() {
            diagnostic.note(format!("the document has {} characters", document.scalars()))
        } else {
            diagnostic
        };
        match document.nearest(start, end, hash) {
            Some((start, end)) => {
                diagnostic.help(format!("the nearest place where it stands is start = {start}, end = {end}"))
            }
            None => diagnostic.help("it was not found elsewhere in the document; anchor it anew"),
        }
    });
}
