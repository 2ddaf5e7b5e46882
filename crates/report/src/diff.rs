//! `diff` in words.

use detente_case::model::Case;
use detente_case::record::{Status, View};
use detente_settle::diff::{Diff, PackageChange, StatementChange};
use detente_settle::solve::Answer;
use detente_space::acceptance::Count;
use detente_space::worth::Acceptance;

use crate::document::{Caption, Document, Table};
use crate::words;

/// One side of a comparison, named.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The case.
    pub case: &'a Case,
    /// The day.
    pub view: View,
    /// How the reader knows it: scenarios, day or path.
    pub name: &'a str,
}

/// The report on a comparison.
#[must_use]
pub fn diff(from: Side<'_>, to: Side<'_>, diff: &Diff) -> Document {
    let mut document = Document::default();
    document.heading(1, format!("What changes: {}", from.case.title));
    document.text(format!("From {} to {}.", from.name, to.name));
    for side in [from, to] {
        crate::preamble::set_aside(&mut document, side.case);
    }
    for (name, answer) in [(from.name, &diff.from), (to.name, &diff.to)] {
        let stopped = answer.stopped.then(|| "the work was stopped before its end".to_owned());
        document.list(
            stopped
                .into_iter()
                .chain(answer.limits.iter().cloned())
                .map(|line| format!("Limit, {name}: {line}")),
        );
    }
    counts(&mut document, from, to, diff);
    packages(&mut document, from, to, diff);
    record(&mut document, from, to, diff);
    document
}

/// What the figures of both sides rest on.
fn basis(from: Side<'_>, to: Side<'_>, diff: &Diff) -> String {
    let before = crate::solve::basis(from.case, &diff.from.asked);
    let after = crate::solve::basis(to.case, &diff.to.asked);
    if before == after { after } else { format!("before: {before}; after: {after}") }
}

fn as_of(from: Side<'_>, to: Side<'_>) -> String {
    let (one, other) = (words::as_of(from.case, from.view), words::as_of(to.case, to.view));
    if one == other { one } else { format!("{one} and {other}") }
}

fn counts(document: &mut Document, from: Side<'_>, to: Side<'_>, diff: &Diff) {
    document.heading(2, "The answer");
    let caption =
        Caption { title: "Packages".to_owned(), as_of: as_of(from, to), basis: basis(from, to, diff) };
    let mut table = Table::new(caption, &["", "#before", "#after"]);
    let mut row = |name: &str, of: &dyn Fn(&Answer) -> Count| {
        table.row([name.to_owned(), count(&of(&diff.from)), count(&of(&diff.to))]);
    };
    row("the rules allow", &|answer| answer.counts.allowed.clone());
    row("cross no red line", &|answer| answer.counts.open.clone());
    row("acceptable to all, at least", &|answer| answer.zone.at_least.clone());
    row("acceptable to all, at most", &|answer| answer.zone.at_most.clone());
    document.table(table);
}

fn count(count: &Count) -> String {
    let (low, high) = (words::grouped(&count.low().to_string()), words::grouped(&count.high().to_string()));
    match count {
        Count::Exact(_) => low,
        Count::Bounded { .. } => format!("{low} to {high} (proved bounds)"),
        Count::Sampled { .. } => format!("{low} to {high} (95% interval)"),
    }
}

fn packages(document: &mut Document, from: Side<'_>, to: Side<'_>, diff: &Diff) {
    let Some(changes) = &diff.packages else {
        document.text("Packages are not compared one by one: the issues differ, or there are too many.");
        return;
    };
    if changes.is_empty() {
        document.text("What all who are asked make of each package is the same.");
        return;
    }
    let caption = Caption {
        title: "Packages by what all who are asked make of them".to_owned(),
        as_of: as_of(from, to),
        basis: basis(from, to, diff),
    };
    let mut table = Table::new(caption, &["before", "after", "#packages", "one of them"]);
    for PackageChange { from: was, to: is, count, example } in changes {
        let case = if is.is_some() { to.case } else { from.case };
        table.row([
            acceptance(*was).to_owned(),
            acceptance(*is).to_owned(),
            words::grouped(&count.to_string()),
            words::package_arguments(case, example),
        ]);
    }
    document.table(table);
}

/// Why a statement is not in a record.
fn absent(case: &Case, statement: &str) -> String {
    let set_aside = case.set_aside.iter().find(|each| each.kind == "statement" && each.id == statement);
    match set_aside {
        Some(each) => format!("set aside by {}", case.scenarios[each.scenario].id),
        None => "not in the record of the other side".to_owned(),
    }
}

pub(crate) fn acceptance(acceptance: Option<Acceptance>) -> &'static str {
    match acceptance {
        None => "not allowed",
        Some(Acceptance::Surely) => "acceptable",
        Some(Acceptance::Possibly) => "may be acceptable",
        Some(Acceptance::Never) => "not acceptable",
        Some(Acceptance::Unknown) => "unknown",
    }
}

fn record(document: &mut Document, from: Side<'_>, to: Side<'_>, diff: &Diff) {
    document.heading(2, "The record");
    let caption = Caption {
        title: "Packages that nobody refuses, demands read as openings".to_owned(),
        as_of: as_of(from, to),
        basis: "standing statements, as coded and otherwise read, least to most".to_owned(),
    };
    let mut table = Table::new(caption, &["statements", "#before", "#after"]);
    let pairs = diff.from_record.tallies.iter().zip(&diff.to_record.tallies);
    for (before, after) in
        pairs.filter(|(before, _)| before.demands == detente_case::record::Demands::Openings)
    {
        let spread = |spread: &detente_settle::on_record::Spread| {
            let (least, most) =
                (words::grouped(&spread.least.to_string()), words::grouped(&spread.most.to_string()));
            if least == most { least } else { format!("{least} to {most}") }
        };
        table.row([
            before.level.word().to_owned(),
            spread(&before.nobody_refuses),
            spread(&after.nobody_refuses),
        ]);
    }
    document.table(table);
    if diff.statements.is_empty() {
        document.text("The same statements stand.");
        return;
    }
    document.list(diff.statements.iter().map(|change| {
        let StatementChange { statement, party, from: was, to: is } = change;
        let (side, verb, status) = match is {
            Some(Status::Stands) => (to, "now stands", was),
            _ => (from, "no longer stands", is),
        };
        let why = match status {
            None => absent(if *is == Some(Status::Stands) { from.case } else { to.case }, statement),
            Some(status) => crate::on_record::status(
                if *is == Some(Status::Stands) { from.case } else { to.case },
                status,
            )
            .unwrap_or_default(),
        };
        let words = side
            .case
            .statements
            .iter()
            .position(|each| each.id == *statement)
            .map_or_else(String::new, |at| {
                format!(": {}; {}", words::says(side.case, at), words::chain(side.case, at))
            });
        format!("{statement} ({party}) {verb}; on the other side: {why}{words}")
    }));
}
