//! The first pass: which ids exist, so that everything may refer forward.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;
use detente_syntax::value::Table;

pub(crate) use detente_syntax::tables::names::{Ids, check_id};

use super::findings::Findings;
use crate::codes;

/// Words that tables with ids as keys use for themselves, so that no issue or
/// option may bear them.
const KEYS_BESIDE_IDS: [&str; 3] = ["basis", "because", "cite"];

/// The ids of everything that can be referred to.
#[derive(Debug)]
pub(crate) struct Names {
    pub(crate) parties: Ids,
    pub(crate) voices: Ids,
    pub(crate) events: Ids,
    pub(crate) words: Ids,
    pub(crate) issues: Ids,
    pub(crate) statements: Ids,
    pub(crate) sources: Ids,
    pub(crate) citations: Ids,
}

impl Names {
    /// Collects all ids and reports those that are no ids or stand twice.
    pub(crate) fn collect(findings: &Findings, root: &Table) -> Self {
        let table = |key, what, unknown| Ids::of_table(findings, root, key, what, unknown);
        let names = Self {
            parties: table("parties", "party", codes::UNKNOWN_PARTY),
            voices: table("voices", "voice", codes::UNKNOWN_VOICE),
            events: table("events", "event", codes::UNKNOWN_EVENT),
            words: table("words", "word", codes::UNKNOWN_WORD),
            issues: table("issues", "issue", codes::UNKNOWN_ISSUE),
            statements: Ids::of_array(findings, root, "statements", "statement", codes::UNKNOWN_STATEMENT),
            sources: table("sources", "source", codes::UNKNOWN_SOURCE),
            citations: table("citations", "citation", codes::UNKNOWN_CITATION),
        };
        for (id, span) in names.issues.with_places() {
            check_beside(findings, id, span, "an issue");
        }
        names
    }
}

/// Warns of voices, sources and citations that nothing refers to; to be asked
/// when everything has been read.
pub(crate) fn unused(findings: &Findings, names: &Names) {
    let kinds = [
        (&names.voices, codes::UNUSED_VOICE, "speaks in no statement"),
        (&names.sources, codes::UNUSED_SOURCE, "is cited by nothing"),
        (&names.citations, codes::UNUSED_CITATION, "is used by nothing"),
    ];
    for (ids, code, why) in kinds {
        for (id, span) in ids.unused() {
            findings.warning(|| Diagnostic::warning(code, span, format!("the {} `{id}` {why}", ids.what())));
        }
    }
}

/// Reports an id that is also a key of the tables whose other keys are ids.
pub(crate) fn check_beside(findings: &Findings, id: &str, span: Span, what: &str) {
    if KEYS_BESIDE_IDS.contains(&id) {
        findings.error(|| {
            Diagnostic::error(codes::BAD_ID, span, format!("`{id}` cannot be the id of {what}"))
                .note("`basis`, `because` and `cite` stand beside ids in tables of weights and values")
        });
    }
}
