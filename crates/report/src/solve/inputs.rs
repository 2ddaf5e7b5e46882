//! Which inputs nobody stated, and what a table rests on.

use detente_case::evidence::Basis;
use detente_case::model::Case;
use detente_case::package::{IssueIndex, PartyIndex};
use detente_case::preference::Form;
use detente_space::points::{Input, Unstated, unstated_inputs};

use crate::document::Document;
use crate::words;

/// Lists what nobody stated of these parties, who are `called` so.
/// `counts` says which inputs matter to the answer.
pub(crate) fn inputs(
    document: &mut Document,
    case: &Case,
    parties: &[PartyIndex],
    called: &str,
    counts: fn(&Input) -> bool,
) {
    let unstated: Vec<_> = unstated_inputs(case)
        .into_iter()
        .filter(|each| parties.contains(&each.party) && counts(&each.input))
        .collect();
    if unstated.is_empty() {
        document.text(format!(
            "None: every number and order of a party that {called} is stated, with a source or a reason."
        ));
        return;
    }
    document.list(parties.iter().filter_map(|&party| {
        let of_party = |basis: Basis| {
            let list: Vec<_> =
                unstated.iter().filter(|each| each.party == party && each.basis == basis).collect();
            (!list.is_empty()).then(|| {
                format!(
                    "{}: {}",
                    basis.word(),
                    words::join(&list.into_iter().map(|each| input(case, each)).collect::<Vec<_>>())
                )
            })
        };
        if case.preferences[party].form == Form::Unknown {
            let lines = case.preferences[party].red_lines.len();
            let lines = if lines > 0 { " but red lines" } else { "" };
            return Some(format!(
                "{}: no preference is given{lines}; whether it accepts is unknown.",
                case.parties[party].name
            ));
        }
        let parts: Vec<_> = [Basis::Inferred, Basis::Assumed].into_iter().filter_map(of_party).collect();
        (!parts.is_empty()).then(|| format!("{}: {}.", case.parties[party].name, parts.join("; ")))
    }));
}

fn input(case: &Case, unstated: &Unstated) -> String {
    let preference = &case.preferences[unstated.party];
    match &unstated.input {
        Input::Preference => "everything (no preference is given)".to_owned(),
        Input::Weights(issues) => format!("weights{}", of(case, issues)),
        Input::Values(issues) => format!("values{}", of(case, issues)),
        Input::Priorities => "the order of its priorities".to_owned(),
        Input::Ranking => "the ranking of packages".to_owned(),
        Input::Reservation => "the value of no agreement".to_owned(),
        Input::Adjustment(at) => format!("the adjustment {}", preference.adjustments[*at].id),
        Input::RedLine(at) => format!("the red line {}", preference.red_lines[*at].id),
    }
}

fn of(case: &Case, issues: &[IssueIndex]) -> String {
    if issues.len() == case.issues.len() {
        return " of all issues".to_owned();
    }
    let ids: Vec<_> = issues.iter().take(12).map(|&issue| case.issues[issue].id.clone()).collect();
    let more = issues.len() - ids.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!(" of {}{more}", words::join(&ids))
}

/// What the verdicts of these parties rest on, for the caption of a table.
pub(crate) fn basis(case: &Case, parties: &[PartyIndex]) -> String {
    let unstated = unstated_inputs(case);
    let given = |party: PartyIndex| case.preferences[party].form != Form::Unknown;
    let rests = |party: &&PartyIndex| given(**party) && unstated.iter().any(|each| each.party == **party);
    let whose: Vec<_> = parties.iter().filter(rests).map(|&party| case.parties[party].name.clone()).collect();
    match whose.len() {
        0 if parties.iter().all(|&party| !given(party)) => {
            "rules and red lines; no preference is given".to_owned()
        }
        0 => "every number stated".to_owned(),
        count if count > 4 => format!("inputs that nobody stated for {count} parties"),
        _ => format!("inputs that nobody stated for {}", words::join(&whose)),
    }
}
