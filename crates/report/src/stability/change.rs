//! What would have to change for a state to hold, in words.

use detente_stability::concepts::Concept;
use detente_stability::inverse::Inverse;
use detente_stability::model::State;
use detente_stability::number::number_of;

use super::names::{concept_name, maker_name};
use super::{Subject, changes, describe};
use crate::document::Document;
use crate::preamble;
use crate::words;

/// The answer for one concept.
#[derive(Clone, Debug)]
pub struct Change {
    /// The concept.
    pub concept: Concept,
    /// Smallest changes, for each party asked about that moves something alone.
    pub parties: Vec<Inverse>,
    /// Decision makers for which the state is not stable and no change is
    /// looked for: parties that move only together.
    pub together: Vec<usize>,
}

/// Changes of one party that are listed unless asked otherwise.
pub const CHANGES: usize = 12;
/// States of one change that are put into words; of more, numbers.
const IN_WORDS: usize = 4;

/// The report on what would have to change for `target` to hold.
#[must_use]
pub fn change(subject: Subject<'_>, target: State, found: &[Change]) -> Document {
    let case = subject.case;
    let mut document = Document::default();
    preamble::preamble(&mut document, case, subject.view, "What would have to change", &[]);
    describe(&mut document, subject);
    let package = subject.model.package(target);
    document.heading(2, format!("For number {} to hold", number_of(case, &package)));
    document.list(words::dispositions(case, &package));
    document.list(words::package_lines(case, &package));
    document.list(words::warnings(case, &package).into_iter().map(|line| format!("Note: {line}")));
    document.text(
        "Whether a state is stable for a party depends on nothing of its order but which states it prefers to this one. \
         Listed are the fewest of these that would have to become no better than this one. That a change would do says \
         nothing of how it could come about, or whether it should.",
    );
    for each in found {
        of_concept(&mut document, subject, target, each);
    }
    if found.iter().any(|each| each.concept.is_credible()) {
        document.text(
            "Where answers must be gains for those who give them, they are those of the others' present orders: each \
             party is answered as if it alone changed.",
        );
    }
    document
}

fn of_concept(document: &mut Document, subject: Subject<'_>, target: State, of: &Change) {
    document.heading(2, format!("Under {}", concept_name(of.concept)));
    for each in &of.parties {
        let name = &subject.case.parties[each.party].name;
        let found = &each.changes.found;
        if found.iter().any(Vec::is_empty) {
            document.text(format!("{name}: stable as it is."));
            continue;
        }
        if found.is_empty() {
            document.text(format!("{name}: no change was found within the limits."));
            continue;
        }
        let more = if each.changes.complete { "" } else { "; there are more such lines" };
        document.text(format!(
            "{name} would leave it, and would not if all that one of these lines names were no better for it than this \
             state{more}:"
        ));
        document.steps(found.iter().map(|set| in_words(subject, target, set)));
    }
    if of.parties.is_empty() {
        document.text("No party asked about moves anything alone and has a known preference.");
    }
    for &maker in &of.together {
        document.text(format!(
            "{} would leave it. For parties that move together no change is looked for.",
            maker_name(subject, maker)
        ));
    }
}

/// The states of one change.
fn in_words(subject: Subject<'_>, target: State, set: &[State]) -> String {
    let number = |state: State| number_of(subject.case, &subject.model.package(state));
    if set.len() > IN_WORDS {
        let numbers: Vec<_> = set.iter().map(|&state| number(state).to_string()).collect();
        return format!("numbers {}", words::join(&numbers));
    }
    let each = set
        .iter()
        .map(|&state| format!("number {}, with {}", number(state), changes(subject, target, state)));
    each.collect::<Vec<_>>().join("\nand ")
}
