//! What a format cannot say of a case, for the list that an export ends with.

use detente_case::model::{Case, Consent, Issue};
use detente_case::preference::Reservation;

/// "1 rule", "3 rules"; `None` where there are none.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    }
}

/// What a domain and profiles of GENIUS or its successor, the `tool`, cannot say
/// of a case, whoever prefers what.
pub(crate) fn of_profiles(case: &Case, tool: &str) -> Vec<String> {
    let issues = |has: fn(&Issue) -> bool| case.issues.iter().filter(|issue| has(issue)).count();
    let lines = case.preferences.iter().map(|preference| preference.red_lines.len()).sum();
    let not_asked = case.parties.iter().filter(|party| party.consents != Consent::Always).count();
    [
        (case.rules.len(), "rule", "rules", format!("every package is possible in {tool}")),
        (
            issues(|issue| issue.when.is_some()),
            "condition of an issue",
            "conditions of issues",
            format!("every issue always arises in {tool}"),
        ),
        (
            issues(|issue| issue.no_deal.is_some()),
            "no-deal choice of an issue",
            "no-deal choices of issues",
            format!("in {tool} each party has its own"),
        ),
        (
            not_asked,
            "party that is not always asked",
            "parties that are not always asked",
            format!("all are in {tool}"),
        ),
        (lines, "red line", "red lines", format!("{tool} has none")),
    ]
    .into_iter()
    .filter_map(|(count, one, many, why)| Some(format!("{}: {why}", counted(count, one, many)?)))
    .chain(of_language(case))
    .collect()
}

/// What only the case language has a place for.
pub(crate) fn of_language(case: &Case) -> Vec<String> {
    let mut left = Vec::new();
    let mut count = |number: usize, one: &str, many: &str| left.extend(counted(number, one, many));
    count(case.statements.len(), "statement of the record", "statements of the record");
    count(case.voices.len(), "voice", "voices");
    count(case.events.len(), "event", "events");
    count(case.words.len(), "contested word", "contested words");
    count(case.flags.len(), "flag", "flags");
    count(
        case.citations.len(),
        "citation, and that anything rests on it",
        "citations, and what rests on them",
    );
    count(case.sources.len(), "source", "sources");
    let issues = |has: &dyn Fn(&Issue) -> bool| case.issues.iter().filter(|issue| has(issue)).count();
    count(
        issues(&|issue| !issue.disposes_of.is_empty()),
        "issue's parties that it disposes of",
        "issues' parties that they dispose of",
    );
    count(issues(&|issue| issue.due.is_some()), "issue's due date", "issues' due dates");
    count(issues(&|issue| !issue.topics.is_empty()), "issue's topics", "issues' topics");
    let control =
        issues(&|issue| !issue.control.is_empty() || !issue.jointly.is_empty() || issue.moves.is_some());
    count(control, "issue's control and moves", "issues' control and moves");
    let forms =
        case.issues.iter().flat_map(|issue| issue.domain.options()).filter(|option| option.form.is_some());
    count(forms.count(), "option's legal form", "options' legal forms");
    count(
        case.parties.iter().filter(|party| !party.aliases.is_empty()).count(),
        "party's aliases",
        "parties' aliases",
    );
    let concerns = case.parties.iter().filter(|party| party.concerns.len() < case.issues.len());
    count(
        concerns.count(),
        "party's list of the issues that concern it",
        "parties' lists of the issues that concern them",
    );
    let between =
        case.preferences.iter().filter(|each| matches!(each.reservation, Reservation::Between { .. }));
    count(
        between.count(),
        "value of no agreement that lies between two packages",
        "values of no agreement that lie between two packages",
    );
    for scenario in &case.scenarios {
        left.push(format!(
            "that the scenario \"{}\" was applied: its changes are written as if they were the case",
            scenario.title
        ));
    }
    left
}
