//! A draft of an instrument from a package of a case, clause by clause.
//!
//! What an option says in figures becomes a limit, a quota or a duty, with the
//! citations that the case gives for it; [`phrase`] says which figures are
//! understood. Everything else becomes a line of what is to be written by hand,
//! with the reason. Nothing is made up: no day of entry into force, no bound
//! that the case does not give, nobody bound whom it does not name.

mod clause;
mod phrase;
mod vocabulary;
mod write;

use detente_case::model::{Case, Domain, Issue};
use detente_case::package::Choice;

use clause::Origin;

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The text of an `instrument.toml` without errors.
    pub text: String,
    /// How many clauses were drafted.
    pub drafted: usize,
    /// How many are to be written by hand.
    pub by_hand: usize,
}

/// Drafts an instrument from the package of a case: one choice for each issue.
#[must_use]
pub fn draft(case: &Case, package: &[Choice]) -> Draft {
    let mut clauses = Vec::new();
    for (at, (issue, choice)) in case.issues.iter().zip(package).enumerate() {
        if case.arises(at, package) {
            let phrases = phrases(issue, *choice);
            let many = phrases.len() > 1;
            clauses.extend(phrases.into_iter().map(|origin| {
                let id = if many { format!("{}-{}", issue.id, origin.option) } else { issue.id.clone() };
                clause::of(case, issue, id, origin, Some(*choice) == issue.no_deal)
            }));
        }
    }
    let by_hand = clauses.iter().filter(|clause| matches!(clause.is, clause::Is::ByHand { .. })).count();
    let as_before = clauses.iter().filter(|clause| clause.is == clause::Is::AsBefore).count();
    Draft {
        drafted: clauses.len() - by_hand - as_before,
        by_hand,
        text: write::text(case, package, &clauses),
    }
}

/// What a choice says: each of its options by itself.
fn phrases(issue: &Issue, choice: Choice) -> Vec<Origin> {
    let whole = || Origin {
        option: issue.choice_id(choice),
        title: issue.choice_title(choice),
        cite: issue.ground.cite.clone(),
        because: issue.ground.because.clone(),
        number: None,
    };
    let of_option = |option: &detente_case::model::IssueOption| {
        let mut cite = option.ground.cite.clone();
        cite.extend(issue.ground.cite.iter().filter(|each| !option.ground.cite.contains(each)));
        Origin {
            option: option.id.clone(),
            title: option.title.clone(),
            cite,
            because: option.ground.because.clone(),
            number: None,
        }
    };
    match &issue.domain {
        Domain::OneOf(options) => match options.get(usize::from(choice)) {
            Some(option) => vec![of_option(option)],
            None => vec![whole()],
        },
        Domain::AnyOf(options) => {
            let chosen = options.iter().enumerate().filter(|(bit, _)| choice >> bit & 1 == 1);
            let chosen: Vec<Origin> = chosen.map(|(_, option)| of_option(option)).collect();
            if chosen.is_empty() { vec![whole()] } else { chosen }
        }
        Domain::Number { numbers, unit, .. } => {
            let number = numbers.get(usize::from(choice)).map(ToString::to_string);
            let number = number.map(|number| (number, unit.clone().unwrap_or_default()));
            vec![Origin { number, ..whole() }]
        }
    }
}
