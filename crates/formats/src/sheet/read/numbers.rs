//! The sheet "Preferences": one row a number, one column a party.

use std::collections::BTreeMap;

use detente_case::decimal::Decimal;

use super::Names;
use super::issues::set_of;
use crate::codes;
use crate::draft::{Amount, Domain, Draft, Issue, Reservation};
use crate::sheet::layout::preferences::{ISSUE, OPTION};
use crate::sheet::model::Content;
use crate::sheet::source::{Grid, broken};
use crate::table::amount::{Said, decimal, of_float, said};
use crate::table::assemble::{Entry, Numbers, Row, preference};
use crate::table::read::{rounded, unread};
use crate::table::{At, CAP, NO_DEAL, SCALE, Told, WEIGHT, folded, grounds, shown};

/// What comments on the names of this sheet are kept under.
pub(in crate::sheet) const TAG: &str = "Preferences";

/// A party's column and what was read of it.
struct Column {
    column: u32,
    party: usize,
    numbers: Numbers,
    /// A value of no agreement that is no number.
    other: Option<Reservation>,
    comment: Option<String>,
}

/// The rows of the choices of one issue.
#[derive(Default)]
struct Found {
    rows: Vec<Row>,
    /// The row of the sheet for each.
    at: Vec<u32>,
    index: BTreeMap<String, usize>,
}

pub(super) fn read(told: &mut Told<'_>, grid: &Grid<'_>, names: &Names, draft: &mut Draft) {
    if !grid.has(told, &[ISSUE, OPTION]) {
        return;
    }
    let mut columns = columns(grid, names, told, draft);
    misspelt(grid, names, told, &columns, draft);
    grid.unknown_columns(told, &|column| columns.iter().any(|known| known.column == column));
    let mut found: Vec<Found> = draft.issues.iter().map(|_| Found::default()).collect();
    let mut lost: Vec<At> = Vec::new();
    let mut current: Option<usize> = None;
    let watched: Vec<u32> =
        grid.known_columns().into_iter().chain(columns.iter().map(|column| column.column)).collect();
    for row in grid.rows(&watched) {
        let option = grid.text(told, row, OPTION);
        if let Some(name) = grid.text(told, row, ISSUE) {
            let word = folded(&name);
            if [NO_DEAL, SCALE, CAP].contains(&word.as_str()) {
                special(told, grid, row, &word, &mut columns, names, draft, &mut lost);
                continue;
            }
            current = names.issues.find(&name);
            if current.is_none() {
                let message = format!("there is no issue \"{}\"", shown(&name));
                let diagnostic = grid.at_heading(row, ISSUE).error(codes::UNKNOWN_NAME, message);
                told.tell_helped(diagnostic, || names.issues.near(&name));
            }
        }
        let Some(issue) = current else { continue };
        let cells: Vec<(usize, Entry)> = columns
            .iter()
            .enumerate()
            .filter_map(|(at, column)| Some((at, entry(told, grid, row, column.column, &mut lost)?)))
            .collect();
        match option.as_deref() {
            Some(option) if folded(option) != WEIGHT => {
                let Some(choice) = choice(told, grid, row, names, &draft.issues, issue, option) else {
                    continue;
                };
                let Some(at) = place(told, grid, row, &mut found[issue], choice) else { continue };
                for (column, entry) in cells {
                    columns[column].numbers.values.insert((issue, at), entry);
                }
                keep_comment(grid, row, &mut draft.issues[issue], &found[issue].rows[at].choice);
            }
            _ => {
                for (column, entry) in cells {
                    let weights = &mut columns[column].numbers.weights;
                    if let Some(before) = weights.get(&issue) {
                        told.tell(
                            entry
                                .at
                                .error(codes::STANDS_TWICE, "this weight stands twice")
                                .related(before.at.span, "first here"),
                        );
                    }
                    weights.insert(issue, entry);
                }
            }
        }
    }
    rounded(told, &lost);
    // What a cell lacks that could not be read is not missing besides.
    if told.failed() {
        return;
    }
    assemble(told, grid, &columns, &found, draft);
}

fn assemble(told: &mut Told<'_>, grid: &Grid<'_>, columns: &[Column], found: &[Found], draft: &mut Draft) {
    let mut found_rows: Vec<Vec<Row>> = found.iter().map(|found| found.rows.clone()).collect();
    let at_of = |issue: usize, row: usize| found.get(issue).and_then(|found| found.at.get(row)).copied();
    // An option that the sheet has no row for is missing as an empty cell is.
    for (issue, rows) in draft.issues.iter().zip(&mut found_rows) {
        if let Domain::Options(options) = &issue.domain {
            let known: std::collections::BTreeSet<String> =
                rows.iter().map(|row| row.choice.clone()).collect();
            let missing = options.iter().filter(|option| !known.contains(&option.id));
            rows.extend(
                missing
                    .map(|option| Row { choice: option.id.clone(), at: grid.at_heading(grid.head, OPTION) }),
            );
        }
    }
    for column in columns {
        let blank = |issue: usize, row: usize| {
            at_of(issue, row).map_or_else(|| column.numbers.at.clone(), |row| grid.at(row, column.column))
        };
        let read = preference(told, &draft.issues, &found_rows, &column.numbers, true, &blank);
        let Some(mut read) = read else { continue };
        let former = &mut draft.parties[column.party].preference;
        read.basis = former.basis;
        // What the sheet of parties says comes first, then what stands on cells here.
        let own = read.because.take();
        let heading: Vec<_> =
            column.comment.iter().map(|comment| (TAG.to_owned(), comment.clone())).collect();
        let parts: Vec<String> =
            [former.because.take(), grounds::joined(None, &heading), own].into_iter().flatten().collect();
        read.because = (!parts.is_empty()).then(|| parts.join("\n"));
        if let Some(other) = &column.other {
            read.reservation = other.clone();
        }
        *former = read;
    }
}

fn columns(grid: &Grid<'_>, names: &Names, told: &mut Told<'_>, draft: &Draft) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for (column, content) in grid.row(grid.head) {
        let Some(party) = content.text().and_then(|name| names.parties.find(&name)) else { continue };
        if grid.columns.contains(&Some(column)) {
            continue;
        }
        let at = grid.at(grid.head, column);
        if columns.iter().any(|known| known.party == party) {
            let message = format!("\"{}\" has two columns", shown(&draft.parties[party].name));
            told.tell(at.error(codes::STANDS_TWICE, message));
            continue;
        }
        let help = crate::sheet::layout::preferences::PARTY.help;
        let comment = grid.sheet.comment(grid.head, column).filter(|comment| *comment != help);
        columns.push(Column {
            column,
            party,
            numbers: Numbers {
                at,
                name: draft.parties[party].name.clone(),
                weights: BTreeMap::new(),
                values: BTreeMap::new(),
                reservation: None,
                scale: None,
                cap: None,
            },
            other: None,
            comment: comment.and_then(|_| grid.comment(grid.head, column)),
        });
    }
    columns
}

/// Headings that were probably meant for a party that has no column: to read
/// on would lose its numbers.
fn misspelt(grid: &Grid<'_>, names: &Names, told: &mut Told<'_>, columns: &[Column], draft: &Draft) {
    let without = |party: usize| !columns.iter().any(|column| column.party == party);
    const MOST: usize = 1000;
    let strangers = grid.strangers(&|at| columns.iter().any(|known| known.column == at));
    for (column, heading) in strangers.into_iter().take(MOST) {
        let meant = names.parties.nearest(&heading).filter(|&party| without(party));
        if columns.is_empty() || meant.is_some() {
            let message = format!("there is no party \"{}\"", shown(&heading));
            let mut diagnostic = grid.at(grid.head, column).error(codes::UNKNOWN_NAME, message);
            diagnostic.help.extend(meant.and_then(|_| names.parties.near(&heading)));
            let missing = draft.parties.iter().enumerate().filter(|(party, _)| without(*party));
            let missing: Vec<_> = missing.map(|(_, party)| format!("\"{}\"", shown(&party.name))).collect();
            told.tell(diagnostic.note(format!("no column is headed {}", missing.join(", "))));
        }
    }
}

/// The number in a cell; `None` where it is empty or an error was told.
fn entry(told: &mut Told<'_>, grid: &Grid<'_>, row: u32, column: u32, lost: &mut Vec<At>) -> Option<Entry> {
    let at = grid.at(row, column);
    let content = grid.sheet.content(row, column);
    let said = match content {
        Content::Empty => return None,
        Content::Number(number) => {
            of_float(*number).map(|(number, rounded)| Said::Amount(Amount::Exactly(number), rounded))
        }
        Content::Text(_) => {
            let text = content.text()?;
            match said(&text, true) {
                Ok(said) => Some(said),
                Err(why) => {
                    told.tell(
                        at.error(codes::BAD_CELL, unread(&text, why))
                            .help("write 60, or a range such as 40 to 70, or a rank such as #1"),
                    );
                    return None;
                }
            }
        }
        Content::Date(day) => {
            let message = format!("this cell holds the date {}, not a number", shown(day));
            told.tell(
                at.error(codes::BAD_CELL, message)
                    .help("spreadsheet programs turn 1-5 into a date: write `1 to 5`, in a cell that is formatted as text or number"),
            );
            return None;
        }
        Content::Boolean(_) => {
            told.tell(at.error(codes::BAD_CELL, "this cell holds yes or no, not a number"));
            return None;
        }
        Content::Fault(_) | Content::Unevaluated => {
            broken(content, &at).into_iter().for_each(|diagnostic| told.tell(diagnostic));
            return None;
        }
    };
    let Some(said) = said else {
        told.tell(at.error(codes::BAD_CELL, "this number is too large to hold").note("at most 12 digits"));
        return None;
    };
    if let Said::Amount(_, true) = said {
        lost.push(at.clone());
    }
    Some(Entry { at, said, basis: None, because: grid.comment(row, column) })
}

/// The rows `(no deal)`, `(scale)` and `(cap)`.
#[expect(clippy::too_many_arguments, reason = "what one row of the sheet touches")]
fn special(
    told: &mut Told<'_>,
    grid: &Grid<'_>,
    row: u32,
    word: &str,
    columns: &mut [Column],
    names: &Names,
    draft: &Draft,
    lost: &mut Vec<At>,
) {
    for column in columns {
        let text = match grid.sheet.content(row, column.column) {
            Content::Text(text) if word == NO_DEAL => folded(text),
            _ => String::new(),
        };
        let at = grid.at(row, column.column);
        if text == "none" {
            column.other = Some(Reservation::Nothing);
            continue;
        }
        if text.contains('=') {
            column.other = package(told, &at, &text, names, &draft.issues);
            continue;
        }
        let Some(entry) = entry(told, grid, row, column.column, lost) else { continue };
        if word == NO_DEAL {
            column.numbers.reservation = Some(entry);
            continue;
        }
        let number = match entry.said {
            Said::Amount(Amount::Exactly(number), _) if word == CAP || number > Decimal::ZERO => number,
            _ => {
                told.tell(at.error(codes::BAD_CELL, format!("{word} takes one number, a scale above zero")));
                continue;
            }
        };
        let place = if word == CAP { &mut column.numbers.cap } else { &mut column.numbers.scale };
        *place = Some(number);
    }
}

/// `extension = one year and freeze = none`
fn package(told: &mut Told<'_>, at: &At, text: &str, names: &Names, issues: &[Issue]) -> Option<Reservation> {
    let mut choices = Vec::new();
    for part in text.split(',').flat_map(|part| part.split(" and ")) {
        let found = part.split_once('=').and_then(|(issue, option)| {
            let issue = names.issues.find(issue)?;
            Some((issues[issue].id.clone(), written(&issues[issue], &names.options[issue], option)?))
        });
        match found {
            Some(choice) => choices.push(choice),
            None => {
                let message = format!("\"{}\" is no choice on an issue", shown(part.trim()));
                told.tell(
                    at.error(codes::UNKNOWN_NAME, message)
                        .help("write `issue = option`, with `and` between two of them"),
                );
                return None;
            }
        }
    }
    Some(Reservation::Package(choices))
}

/// A choice as the case language writes it.
fn written(issue: &Issue, index: &crate::table::naming::Index, text: &str) -> Option<String> {
    let named = |options: &[crate::draft::Named], any_of: bool| {
        let set = set_of(index, text, any_of)?;
        let ids: Vec<&str> =
            set.iter().filter_map(|at| options.get(*at)).map(|option| option.id.as_str()).collect();
        Some(if ids.is_empty() { "none".to_owned() } else { ids.join(" + ") })
    };
    match &issue.domain {
        Domain::Options(options) => named(options, false),
        Domain::AnyOf(options) => named(options, true),
        Domain::Range { none, unknown, .. } => match folded(text).as_str() {
            "none" => none.as_ref().map(|_| "none".to_owned()),
            "unknown" => unknown.as_ref().map(|_| "unknown".to_owned()),
            number => {
                decimal(number, true).filter(|(_, rounded)| !rounded).map(|(number, _)| number.to_string())
            }
        },
    }
}

fn choice(
    told: &mut Told<'_>,
    grid: &Grid<'_>,
    row: u32,
    names: &Names,
    issues: &[Issue],
    issue: usize,
    text: &str,
) -> Option<String> {
    let found = written(&issues[issue], &names.options[issue], text);
    if found.is_none() {
        let message = format!("\"{}\" has no option \"{}\"", shown(&issues[issue].title), shown(text));
        let diagnostic = grid.at_heading(row, OPTION).error(codes::UNKNOWN_NAME, message);
        told.tell_helped(diagnostic, || names.options[issue].near(text));
    }
    found
}

/// The position of a choice among the rows of its issue; an error where it stands twice.
fn place(told: &mut Told<'_>, grid: &Grid<'_>, row: u32, found: &mut Found, choice: String) -> Option<usize> {
    let at = grid.at_heading(row, OPTION);
    if let Some(before) = found.index.get(&choice) {
        let related = found.rows[*before].at.span;
        told.tell(at.error(codes::STANDS_TWICE, "this option stands twice").related(related, "first here"));
        return None;
    }
    found.index.insert(choice.clone(), found.rows.len());
    found.rows.push(Row { choice, at });
    found.at.push(row);
    Some(found.rows.len() - 1)
}

/// A comment on the name of an option here is kept with the option.
fn keep_comment(grid: &Grid<'_>, row: u32, issue: &mut Issue, choice: &str) {
    let (Domain::Options(options) | Domain::AnyOf(options)) = &mut issue.domain else { return };
    let Some(option) = options.iter_mut().find(|option| option.id == choice) else { return };
    if let Some(comment) = grid.comment_at(row, OPTION) {
        option.because = grounds::joined(option.because.as_deref(), &[(TAG.to_owned(), comment)]);
    }
}
