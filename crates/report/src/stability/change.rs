//! What would have to change for a state to hold, in words.

use detente_case::package::PartyIndex;
use detente_stability::concepts::Concept;
use detente_stability::inverse::{Inverse, Lowered};
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
    /// Smallest changes, for each decision maker asked about whose preferences are known.
    pub changes: Vec<Inverse>,
}

/// Changes of one decision maker that are listed unless asked otherwise.
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
         Listed are the fewest of these that would have to become no better than this one. Parties that move together \
         leave for what each of them prefers, so that it is enough if one of them no longer does. That a change would do \
         says nothing of how it could come about, or whether it should.",
    );
    for each in found {
        of_concept(&mut document, subject, target, each);
    }
    if found.iter().any(|each| each.concept.is_credible()) {
        document.text(
            "Where answers must be gains for those who give them, they are those of the others' present orders: each \
             decision maker is answered as if it alone changed.",
        );
    }
    document
}

fn of_concept(document: &mut Document, subject: Subject<'_>, target: State, of: &Change) {
    document.heading(2, format!("Under {}", concept_name(of.concept)));
    for each in &of.changes {
        let maker = &subject.model.decision_makers()[each.decision_maker];
        let name = maker_name(subject, each.decision_maker);
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
        let whom = match maker.parties.len() {
            1 => "it",
            _ => "the party named there",
        };
        document.text(format!(
            "{name} would leave it, and would not if all that one of these lines names were no better for {whom} than \
             this state{more}:"
        ));
        document.steps(found.iter().map(|set| match maker.parties.as_slice() {
            [_] => in_words(subject, target, set),
            parties => for_each(subject, target, parties, set),
        }));
    }
    if of.changes.is_empty() {
        document.text("Of nobody asked about all preferences are known.");
    }
}

/// The states of one change of parties that move together, by party.
fn for_each(subject: Subject<'_>, target: State, parties: &[PartyIndex], set: &[Lowered]) -> String {
    let of = |&party: &PartyIndex| {
        let own: Vec<Lowered> = set.iter().copied().filter(|lowered| lowered.party == party).collect();
        let name = &subject.case.parties[party].name;
        (!own.is_empty()).then(|| format!("for {name}: {}", in_words(subject, target, &own)))
    };
    parties.iter().filter_map(of).collect::<Vec<_>>().join("\nand ")
}

/// The states of one change.
fn in_words(subject: Subject<'_>, target: State, set: &[Lowered]) -> String {
    let number = |state: State| number_of(subject.case, &subject.model.package(state));
    if set.len() > IN_WORDS {
        let numbers: Vec<_> = set.iter().map(|lowered| number(lowered.state).to_string()).collect();
        return format!("numbers {}", words::join(&numbers));
    }
    let each = set.iter().map(|&Lowered { state, .. }| {
        format!("number {}, with {}", number(state), changes(subject, target, state))
    });
    each.collect::<Vec<_>>().join("\nand ")
}
