//! How every report begins: the case, the day, who is asked, what is left out.

use detente_case::model::Case;
use detente_case::package::PartyIndex;
use detente_case::record::View;

use crate::document::Document;
use crate::words;

/// Adds the head of a report; `without` are parties that this answer leaves out.
pub(crate) fn preamble(document: &mut Document, case: &Case, view: View, kind: &str, without: &[PartyIndex]) {
    document.heading(1, format!("{kind}: {}", case.title));
    document.text(format!("As of {}.", words::as_of(case, view)));
    if let Some(summary) = &case.summary {
        document.text(summary.trim());
    }
    scenarios(document, case);
    document.heading(2, "Who is asked");
    let included = |party: &PartyIndex| !without.contains(party);
    document.list(
        (0..case.parties.len())
            .filter(included)
            .map(|party| format!("{}.", words::consent(case, party).trim_end_matches('.'))),
    );
    if !without.is_empty() {
        document.text(format!("Left out of this answer by request: {}.", words::party_names(case, without)));
    }
    if !case.leaves_out.is_empty() {
        document.text(format!("The case leaves out: {}.", case.leaves_out.join("; ")));
    }
}

fn scenarios(document: &mut Document, case: &Case) {
    if case.scenarios.is_empty() {
        return;
    }
    document.heading(2, "Scenarios");
    document.list(case.scenarios.iter().map(|scenario| {
        let because =
            scenario.because.as_ref().map_or_else(String::new, |because| format!(" {}", because.trim()));
        format!("{}: {}.{because}", scenario.id, scenario.title.trim_end_matches('.'))
    }));
    set_aside(document, case);
}

/// What the scenarios of a case do not use, and on whose word it rested.
pub(crate) fn set_aside(document: &mut Document, case: &Case) {
    document.list(case.set_aside.iter().map(|each| {
        let word = if each.kind == "statement" {
            each.on_the_word_of.join(" > ")
        } else {
            words::join(&each.on_the_word_of)
        };
        format!(
            "Set aside by {}: {} {}, on the word of {word}.",
            case.scenarios[each.scenario].id, each.kind, each.id
        )
    }));
}
