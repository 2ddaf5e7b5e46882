//! From the tables of a case to the case itself.
//!
//! Two passes: first the ids, so that everything may refer forward; then the
//! contents, with references as positions and expressions as formulas. Nothing
//! stops at the first error; what cannot be read gives way to a harmless
//! stand-in, and a case that has any error is not handed on.

pub(crate) mod names;
pub(crate) mod scalar;

mod head;
mod issues;
mod levels;
mod order;
mod parties;
mod points;
mod preferences;
mod range;
mod reservation;
mod rules;
mod shared;
mod sources;
mod statements;
mod vague;
mod weights;

pub(crate) use detente_syntax::tables::{fields, findings};
use detente_syntax::value::Table;

use crate::model::Case;
use crate::resolve::Scope;
use fields::Fields;
use findings::Findings;
use names::Names;
use shared::Reading;

/// Reads the merged tables of a case. The result is fit for use only where
/// `findings` has no error.
pub(crate) fn read(findings: &Findings, root: &Table) -> Case {
    let names = Names::collect(findings, root);
    known_tables(findings, root);
    let head = head::read(findings, &names, root);
    let mut case = Case {
        title: head.title,
        as_of: head.as_of,
        summary: head.summary,
        leaves_out: head.leaves_out,
        basis: head.marks.basis,
        ground: head.marks.ground.clone(),
        ..Case::default()
    };
    case.sources = sources::sources(findings, root);
    case.citations = sources::citations(findings, &names, root);
    case.issues = issues::domains(findings, &names, root);

    let scope = Scope::new(&case.issues);
    let reading = Reading { findings, names: &names, scope: &scope };
    let details = issues::details(reading, root);
    drop(scope);
    for (issue, details) in case.issues.iter_mut().zip(details) {
        details.settle(issue);
    }

    let scope = Scope::new(&case.issues);
    let reading = Reading { findings, names: &names, scope: &scope };
    case.parties = parties::parties(reading, root);
    case.voices = parties::voices(reading, root);
    case.events = parties::events(reading, root);
    case.words = parties::words(reading, root);
    case.rules = rules::rules(reading, root);
    case.flags = rules::flags(reading, root);
    case.statements = statements::read(reading, root);
    case.preferences = preferences::read(reading, root, &head.marks);
    if !findings.has_errors() {
        names::unused(findings, &names);
    }
    case
}

/// Complains of tables that the language does not know.
fn known_tables(findings: &Findings, root: &Table) {
    let mut fields = Fields::new(findings, root, root.span(), "a case");
    for key in [
        "detente",
        "case",
        "parties",
        "voices",
        "events",
        "words",
        "issues",
        "flags",
        "rules",
        "preferences",
        "statements",
        "sources",
        "citations",
    ] {
        fields.entry(key);
    }
    fields.finish();
}
