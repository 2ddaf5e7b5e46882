//! What a format cannot say of a case, for the list that an export ends with.

use detente_case::model::{Case, Consent, Issue};
use detente_case::preference::{Form, Levels, Preference, Range, Reservation, Weights};

use crate::draft::READ_FROM;

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
pub(crate) fn of_profiles(case: &Case, tool: &str, says: fn(&str) -> bool) -> Vec<String> {
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
    .chain(of_numbers(case))
    .chain(of_language(case, says))
    .collect()
}

/// What only the case language has a place for, its texts included.
pub(crate) fn of_language(case: &Case, says: fn(&str) -> bool) -> Vec<String> {
    let mut left = of_tables(case);
    left.extend(of_control(case));
    left.extend(of_texts(case, says));
    left
}

/// Who can move which issue how, which only graph models say.
pub(crate) fn of_control(case: &Case) -> Option<String> {
    let control =
        |issue: &&Issue| !issue.control.is_empty() || !issue.jointly.is_empty() || issue.moves.is_some();
    let issues = case.issues.iter().filter(control).count();
    counted(issues, "issue's control and moves", "issues' control and moves")
}

/// The reasons given for numbers, each by itself.
pub(crate) fn of_numbers(case: &Case) -> Option<String> {
    let ranges = case.preferences.iter().flat_map(ranges);
    let reasons = ranges.filter(|range| range.ground.because.is_some()).count();
    counted(reasons, "reason given for a number", "reasons given for numbers")
}

/// Which priorities are strong, where some are.
pub(crate) fn of_strength(case: &Case) -> Option<String> {
    let is_strong = |preference: &Preference| matches!(&preference.form, Form::Priorities(wants) if wants.iter().any(|want| want.strong));
    case.preferences.iter().any(is_strong).then(|| "which priorities are strong".to_owned())
}

/// All numbers of a preference with their grounds.
pub(crate) fn ranges(preference: &Preference) -> Vec<&Range> {
    let mut all = Vec::new();
    if let Form::Values(values) = &preference.form {
        if let Weights::Ranges(ranges) = &values.weights {
            all.extend(ranges);
        }
        for levels in &values.issues {
            if let Levels::Ranges(ranges) = levels {
                all.extend(ranges);
            }
        }
    }
    if let Reservation::Value(range) = &preference.reservation {
        all.push(range);
    }
    all
}

/// Says nothing of what a case leaves out.
pub(crate) fn nothing(_: &str) -> bool {
    false
}

/// The texts of a case that formats of other tools have no place for.
///
/// `says` tells of what the case leaves out whether the format has a place for it.
pub(crate) fn of_texts(case: &Case, says: fn(&str) -> bool) -> Vec<String> {
    let mut left = Vec::new();
    let mut count = |number: usize, one: &str, many: &str| left.extend(counted(number, one, many));
    count(usize::from(case.summary.is_some()), "summary", "summaries");
    count(usize::from(case.as_of.is_some()), "day that the case looks from", "days that the case looks from");
    let leaves_out = case.leaves_out.iter().filter(|what| !says(what)).count();
    count(leaves_out, "thing that the case leaves out", "things that the case leaves out");
    let because = case.ground.because.as_ref();
    // Where the numbers were read from is what reading them again says.
    let of_reading = |because: &&String| READ_FROM.iter().any(|start| because.starts_with(start));
    count(
        usize::from(because.filter(|because| !of_reading(because)).is_some()),
        "reason given for the case",
        "reasons given for the case",
    );
    let reasons = case.issues.iter().map(|issue| {
        usize::from(issue.ground.because.is_some())
            + issue.domain.options().iter().filter(|option| option.ground.because.is_some()).count()
    });
    count(reasons.sum(), "reason given for an issue or option", "reasons given for issues and options");
    let own = |each: &&Preference| each.ground.because.is_some() && each.ground.because.as_ref() != because;
    let preferences = case.preferences.iter().filter(own);
    count(preferences.count(), "reason given for a preference", "reasons given for preferences");
    left
}

/// What no table has a place for, sheets of a workbook with texts of their own included.
pub(crate) fn of_tables(case: &Case) -> Vec<String> {
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
