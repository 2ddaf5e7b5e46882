//! `show` in words: the case as read.

use detente_case::model::{Case, Domain};
use detente_case::preference::{Form, Levels, Weights};
use detente_case::record::{Cell, Entry, Level, Standing, Status, stance_table};

use crate::document::{Caption, Document, Table};
use crate::on_record::status;
use crate::preamble;
use crate::words;

/// The case as read, with the record of the day that `standing` looks at.
#[must_use]
pub fn show(case: &Case, standing: &Standing) -> Document {
    let as_of = words::as_of(case, standing.view);
    let mut document = Document::default();
    preamble::preamble(&mut document, case, standing.view, "The case as read", &[]);
    issues(&mut document, case);
    rules(&mut document, case);
    preferences(&mut document, case);
    stances(&mut document, case, standing, &as_of);
    statements(&mut document, case, standing, &as_of);
    sources(&mut document, case);
    document
}

fn issues(document: &mut Document, case: &Case) {
    document.heading(2, "Issues");
    for issue in &case.issues {
        document.heading(3, format!("{} ({})", issue.title, issue.id));
        let options: Vec<_> = match &issue.domain {
            Domain::OneOf(options) | Domain::AnyOf(options) => {
                options.iter().map(|option| format!("{}: {}", option.id, option.title)).collect()
            }
            Domain::Number { numbers, unit, none, unknown } => {
                let unit = unit.as_deref().unwrap_or("units");
                let mut lines = match (numbers.first(), numbers.last()) {
                    (Some(low), Some(high)) => {
                        vec![format!("{low} to {high} {unit}, {} steps", numbers.len())]
                    }
                    _ => Vec::new(),
                };
                lines.extend(none.iter().map(|title| format!("none: {title}")));
                lines.extend(unknown.iter().map(|title| format!("unknown: {title}")));
                lines
            }
        };
        document.list(options);
        let mut facts = Vec::new();
        if matches!(issue.domain, Domain::AnyOf(_)) {
            facts.push("any set of these can be chosen".to_owned());
        }
        if let Some(when) = &issue.when {
            facts.push(format!("arises when {}", when.text));
        }
        facts.push(match issue.no_deal {
            Some(choice) => format!("without an agreement: {}", issue.choice_id(choice)),
            None => "without an agreement: not known".to_owned(),
        });
        if let Some(due) = &issue.due {
            facts.push(format!("due {due}"));
        }
        if !issue.disposes_of.is_empty() {
            facts.push(format!("disposes of {}", words::party_names(case, &issue.disposes_of)));
        }
        document.text(format!("{}.", facts.join("; ")));
    }
}

fn rules(document: &mut Document, case: &Case) {
    if case.rules.is_empty() {
        return;
    }
    document.heading(2, "Rules");
    document.list(case.rules.iter().map(|rule| {
        let because = rule
            .ground
            .because
            .as_deref()
            .map_or_else(String::new, |because| format!(" ({})", because.trim()));
        format!("{}: {}{because}", rule.id, rule.require.text)
    }));
}

fn preferences(document: &mut Document, case: &Case) {
    document.heading(2, "Preferences and assumptions");
    for (party, preference) in case.preferences.iter().enumerate() {
        let name = &case.parties[party].name;
        let form = match &preference.form {
            Form::Unknown => "no preference is given".to_owned(),
            Form::Values(values) => {
                let weights = match &values.weights {
                    Weights::Free => "weights free",
                    Weights::Ranges(_) => "weights as numbers or ranges",
                    Weights::Order { .. } => "weights as an order",
                };
                let orders =
                    values.issues.iter().filter(|levels| matches!(levels, Levels::Order { .. })).count();
                format!(
                    "values of options ({orders} of {} issues as an order), {weights}",
                    values.issues.len()
                )
            }
            Form::Priorities(list) => {
                format!("{} in order of importance", words::counted(&list.len(), "priority statement"))
            }
            Form::Ranking(list) => format!("a ranking of {}", words::counted(&list.len(), "group")),
        };
        let mut text = format!("{name}: {form}; basis: {}.", preference.basis.word());
        if let Some(because) = &preference.ground.because {
            text.push_str(&format!(" {}", because.trim()));
        }
        document.text(text);
        document
            .list((0..preference.red_lines.len()).map(|line| crate::explain::red_line(case, party, line)));
        document.list(preference.adjustments.iter().map(|adjustment| {
            let by = if adjustment.by.is_exact() {
                adjustment.by.low.to_string()
            } else {
                format!("{} to {}", adjustment.by.low, adjustment.by.high)
            };
            format!(
                "{}: {by} points where {} ({})",
                adjustment.id,
                adjustment.when.text,
                adjustment.by.basis.word()
            )
        }));
    }
}

fn stances(document: &mut Document, case: &Case, standing: &Standing, as_of: &str) {
    document.heading(2, "Stance table");
    document.text("A summary for readers; it decides nothing. Silence is not consent.");
    let caption = Caption {
        title: "Who has spoken on what: ids of standing statements (o own, r reported, a attributed; ! contested)"
            .to_owned(),
        as_of: as_of.to_owned(),
        basis: "the record".to_owned(),
    };
    let mut table = Table::new(caption, &["issue", "party", "standing statements"]);
    let cells = stance_table(case, standing);
    for (issue, each) in case.issues.iter().enumerate() {
        let of_issue = || cells.iter().filter(|cell| cell.issue == issue);
        for cell in of_issue().filter(|cell| !cell.entries.is_empty()) {
            table.row([each.id.clone(), case.parties[cell.party].name.clone(), stance(case, cell)]);
        }
        let silent: Vec<_> = of_issue().filter(|cell| cell.silent).map(|cell| cell.party).collect();
        if !silent.is_empty() {
            table.row([each.id.clone(), words::party_names(case, &silent), "silent".to_owned()]);
        }
    }
    document.table(table);
}

fn stance(case: &Case, cell: &Cell) -> String {
    let entry = |entry: &Entry| {
        let level = match entry.level {
            Level::Own => "o",
            Level::Reported => "r",
            Level::Attributed => "a",
        };
        format!(
            "{} {} ({level})",
            words::stance(case.statements[entry.statement].stance),
            case.statements[entry.statement].id
        )
    };
    let mark = if cell.contested { "! " } else { "" };
    format!("{mark}{}", cell.entries.iter().map(entry).collect::<Vec<_>>().join("\n"))
}

fn statements(document: &mut Document, case: &Case, standing: &Standing, as_of: &str) {
    document.heading(2, "The record");
    let caption = Caption {
        title: "Statements, closest to the party's own word first".to_owned(),
        as_of: as_of.to_owned(),
        basis: "each as coded; never merged".to_owned(),
    };
    let mut table = Table::new(caption, &["statement", "what it says, and on whose word", "stands"]);
    let mut entries: Vec<_> = standing.entries.iter().collect();
    entries.sort_by_key(|entry| (entry.status != Status::Stands, entry.level));
    for entry in entries {
        let statement = &case.statements[entry.statement];
        table.row([
            format!("{}\n{}, {}", statement.id, statement.said, entry.level.word()),
            format!(
                "{}: {}\n{}",
                case.parties[entry.party].name,
                words::says(case, entry.statement),
                words::chain(case, entry.statement)
            ),
            status(case, &entry.status).unwrap_or_else(|| "yes".to_owned()),
        ]);
    }
    document.table(table);
}

fn sources(document: &mut Document, case: &Case) {
    if case.sources.is_empty() {
        return;
    }
    document.heading(2, "Sources");
    document.list(case.sources.iter().enumerate().map(|(at, source)| {
        let authors = if source.author.is_empty() {
            String::new()
        } else {
            format!("{}, ", words::join(&source.author))
        };
        let publisher =
            source.publisher.as_ref().map_or_else(String::new, |publisher| format!(", {publisher}"));
        let date = source.date.as_ref().map_or_else(String::new, |date| format!(", {date}"));
        let anchors = case.citations.iter().filter(|citation| citation.source == at).count();
        format!(
            "{}: {authors}\"{}\"{publisher}{date}; {}",
            source.id,
            source.title,
            words::counted(&anchors, "passage")
        )
    }));
}
