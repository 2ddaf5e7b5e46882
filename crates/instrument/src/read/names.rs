//! Which ids there are.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::tables::findings::Findings;
use detente_syntax::tables::names::Ids;
use detente_syntax::value::Table;

use crate::codes;

/// The ids of everything that can be referred to.
#[derive(Debug)]
pub(crate) struct Names {
    pub(crate) parties: Ids,
    pub(crate) groups: Ids,
    pub(crate) zones: Ids,
    pub(crate) readings: Ids,
    pub(crate) statuses: Ids,
    pub(crate) events: Ids,
    pub(crate) things: Ids,
    pub(crate) counting: Ids,
    pub(crate) limits: Ids,
    pub(crate) quotas: Ids,
    pub(crate) duties: Ids,
    pub(crate) confidentiality: Ids,
    pub(crate) sources: Ids,
    pub(crate) citations: Ids,
}

impl Names {
    /// Collects all ids and reports those that are no ids or stand twice.
    pub(crate) fn collect(findings: &Findings, root: &Table) -> Self {
        let table = |key, what, unknown| Ids::of_table(findings, root, key, what, unknown);
        let list = |key, what| Ids::of_array(findings, root, key, what, "");
        Self {
            parties: table("parties", "party", codes::UNKNOWN_PARTY),
            groups: table("groups", "group", codes::UNKNOWN_PARTY),
            zones: table("zones", "zone", codes::UNKNOWN_ZONE),
            readings: table("readings", "reading", codes::UNKNOWN_READING),
            statuses: table("statuses", "status", codes::UNKNOWN_STATUS),
            events: table("events", "event", codes::UNKNOWN_EVENT),
            things: table("things", "thing", codes::UNKNOWN_THING),
            counting: list("counting", "counting rule"),
            limits: table("limits", "limit", codes::UNKNOWN_LIMIT),
            quotas: table("quotas", "quota", codes::UNKNOWN_QUOTA),
            duties: table("duties", "duty", codes::UNKNOWN_DUTY),
            confidentiality: list("confidentiality", "confidentiality clause"),
            sources: table("sources", "source", codes::UNKNOWN_SOURCE),
            citations: table("citations", "citation", codes::UNKNOWN_CITATION),
        }
    }
}

/// Warns of sources and citations that nothing refers to.
pub(crate) fn unused(findings: &Findings, names: &Names) {
    let kinds = [
        (&names.sources, codes::UNUSED_SOURCE, "is cited by nothing"),
        (&names.citations, codes::UNUSED_CITATION, "is used by nothing"),
    ];
    for (ids, code, why) in kinds {
        for (id, span) in ids.unused() {
            let message = format!("the {} `{id}` {why}", ids.what());
            findings.warning(|| Diagnostic::warning(code, span, message));
        }
    }
}
