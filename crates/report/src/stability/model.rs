//! The model that an answer is about: who moves what, what the states are, on
//! whose word the orders rest.

use detente_case::model::{Case, Issue};
use detente_case::package::{IssueIndex, PartyIndex};
use detente_case::preference::Form;
use detente_space::points::PointRemark;
use detente_stability::number::number_of;

use super::Subject;
use super::names::{maker, orders};
use crate::document::Document;
use crate::solve::{point_note, unstated};
use crate::words;

/// Describes the model that an answer is about.
pub(crate) fn model(document: &mut Document, subject: Subject<'_>) {
    let Subject { case, model, .. } = subject;
    document.heading(2, "Who can move what");
    document.list(model.decision_makers().iter().map(|each| {
        let issues: Vec<_> = each.issues.iter().map(|&issue| moved(case, issue)).collect();
        format!("{}: {}.", maker(case, each), issues.join("; "))
    }));
    let still: Vec<PartyIndex> = (0..case.parties.len())
        .filter(|party| model.decision_makers().iter().all(|each| !each.parties.contains(party)))
        .collect();
    if !still.is_empty() {
        document.text(format!("Can move nothing: {}.", words::party_names(case, &still)));
    }
    if case.issues.iter().any(|issue| issue.control.is_empty() && issue.jointly.is_empty()) {
        document.text(
            "Of an issue without `control` and `jointly` the case does not say who can move it: it is taken to need \
             every party.",
        );
    }
    document.heading(2, "States");
    let combinations =
        case.issues.iter().try_fold(1_usize, |product, issue| product.checked_mul(issue.choices()));
    let kinds = match (combinations == Some(model.states()), case.rules.is_empty()) {
        (true, _) => "every combination of choices",
        (false, true) => "every combination of choices that arise together",
        (false, false) => "the packages that the rules allow",
    };
    document.text(format!("{}: {kinds}.", words::counted(&model.states(), "state")));
    match (model.status_quo(), case.no_agreement()) {
        (Some(state), _) => {
            let package = model.package(state);
            document.text(format!("Status quo, no agreement, is number {}:", number_of(case, &package)));
            document.list(words::package_lines(case, &package));
        }
        (None, Some(_)) => {
            document.text("The rules do not allow the package of no agreement: there is no status quo.")
        }
        (None, None) => {
            document.text("The case does not say what holds without an agreement: there is no status quo.");
        }
    }
    document.heading(2, "What the orders of preference rest on");
    let movers = movers(subject);
    let known: Vec<PartyIndex> =
        movers.iter().copied().filter(|&party| case.preferences[party].form != Form::Unknown).collect();
    unstated(document, case, &known, "can move", orders);
    let silent: Vec<PartyIndex> = movers.into_iter().filter(|party| !known.contains(party)).collect();
    if !silent.is_empty() {
        document.text(format!(
            "No preference is given for {}: nothing is said of its stability, and it is taken to make no move by which \
             it would gain.",
            words::party_names(case, &silent)
        ));
    }
    let notes = model.notes().iter().filter(|note| {
        !matches!(
            note.remark,
            PointRemark::NothingKnown
                | PointRemark::ReservationBetween
                | PointRemark::ReservationAtBound
                | PointRemark::ReservationOfNothing
        )
    });
    document.list(notes.map(|note| point_note(case, note)));
}

/// The parties that have a part in some move, ascending.
pub(super) fn movers(subject: Subject<'_>) -> Vec<PartyIndex> {
    let mut parties: Vec<PartyIndex> =
        subject.model.decision_makers().iter().flat_map(|each| each.parties.iter().copied()).collect();
    parties.sort_unstable();
    parties.dedup();
    parties
}

/// An issue that somebody moves, with what cannot be taken back.
fn moved(case: &Case, issue: IssueIndex) -> String {
    let each = &case.issues[issue];
    match &each.moves {
        None => each.title.clone(),
        Some(moves) => format!("{} (only {})", each.title, permitted(each, moves)),
    }
}

fn permitted(issue: &Issue, moves: &[(u16, u16)]) -> String {
    let each = |&(from, to): &(u16, u16)| {
        format!("from \"{}\" to \"{}\"", issue.choice_title(from), issue.choice_title(to))
    };
    let shown: Vec<_> = moves.iter().take(6).map(each).collect();
    let more = moves.len() - shown.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}
