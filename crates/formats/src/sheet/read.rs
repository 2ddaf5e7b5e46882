//! A workbook as a draft.

mod case;
mod conditions;
mod issues;
mod numbers;
mod parties;

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Sources;

use super::layout::{self, NO_REASON, READ_ME, TABLES, Table};
use super::model::{Sheet, Workbook};
use super::source::Grid;
use crate::codes;
use crate::draft::{Draft, Issue, Party};
use crate::table::assemble::settle_bases;
use crate::table::naming::Index;
use crate::table::read::file_name;
use crate::table::{At, Told, check, folded, shown};

pub(super) use issues::{OF_ISSUE, OF_OPTION};

/// What is named in a workbook.
pub(super) struct Names {
    pub(super) parties: Index,
    pub(super) issues: Index,
    /// One an issue.
    pub(super) options: Vec<Index>,
}

/// The sheets of a workbook that mean something.
struct Grids<'a> {
    grids: Vec<Grid<'a>>,
}

impl<'a> Grids<'a> {
    fn get(&self, table: &Table) -> Option<&Grid<'a>> {
        self.grids.iter().find(|grid| grid.table.name == table.name)
    }
}

/// The draft of a workbook; `None` after an error.
pub(super) fn draft(
    path: &str,
    workbook: &Workbook,
    sources: &mut Sources,
    told: &mut Told<'_>,
) -> Option<Draft> {
    let grids = grids(path, workbook, sources, told)?;
    let mut draft = Draft {
        title: file_name(path).rsplit_once('.').map_or_else(|| file_name(path), |(stem, _)| stem).to_owned(),
        because: NO_REASON.to_owned(),
        head: vec![format!("Read from {}.", file_name(path))],
        ..Draft::default()
    };
    if let Some(grid) = grids.get(&layout::CASE) {
        case::read(told, grid, &mut draft);
    }
    let mut names = Names { parties: Index::default(), issues: Index::default(), options: Vec::new() };
    let preferences = grids.get(&layout::preferences::TABLE);
    match grids.get(&layout::parties::TABLE) {
        Some(grid) => draft.parties = parties::read(told, grid, &mut names),
        None => draft.parties = preferences.map_or(Vec::new(), |grid| parties::of_headings(grid, &mut names)),
    }
    match grids.get(&layout::issues::TABLE) {
        Some(grid) => draft.issues = issues::read(told, grid, &mut names),
        None => {
            draft.issues =
                preferences.map_or(Vec::new(), |grid| issues::of_preferences(told, grid, &mut names))
        }
    }
    if !told.failed() {
        if draft.issues.is_empty() {
            told.tell(
                Diagnostic::error_anywhere(codes::NO_DOMAIN, format!("{path} names no issue"))
                    .help("fill in the sheet \"Issues\", or make a new workbook with `detente new`"),
            );
        } else if draft.parties.is_empty() {
            told.tell(Diagnostic::error_anywhere(codes::NO_PROFILES, format!("{path} names no party")));
        }
    }
    if let Some(grid) = preferences
        && !told.failed()
    {
        numbers::read(told, grid, &names, &mut draft);
    }
    if told.failed() {
        return None;
    }
    conditions::read(told, &grids, &names, &mut draft)?;
    settle_bases(&mut draft);
    loose_comments(told, &grids, &mut draft);
    check::guarded(draft, told)
}

/// The sheets that are read, and warnings of the others.
fn grids<'a>(
    path: &str,
    workbook: &'a Workbook,
    sources: &mut Sources,
    told: &mut Told<'_>,
) -> Option<Grids<'a>> {
    let known = |sheet: &Sheet| TABLES.into_iter().find(|table| folded(table.name) == folded(&sheet.name));
    let mut grids: Vec<Grid<'a>> = Vec::new();
    let mut unread = Vec::new();
    for sheet in &workbook.sheets {
        match known(sheet) {
            Some(table) if grids.iter().any(|grid| grid.table.name == table.name) => {
                told.tell(Diagnostic::error_anywhere(
                    codes::STANDS_TWICE,
                    format!("{path} has two sheets \"{}\"", shown(&sheet.name)),
                ));
                return None;
            }
            Some(table) => grids.push(Grid::new(path, sheet, table, sources)),
            None if folded(&sheet.name) == folded(READ_ME) || sheet.cells.is_empty() => {}
            None => unread.push(sheet),
        }
    }
    if grids.is_empty()
        && let Some(first) = unread.first()
    {
        // A single table under any name: issue, option, one column a party.
        let grid = Grid::new(path, first, layout::preferences::TABLE, sources);
        if grid.columns.iter().all(Option::is_some) {
            grids.push(grid);
            unread.remove(0);
        }
    }
    if grids.is_empty() {
        let sheets: Vec<_> =
            workbook.sheets.iter().take(10).map(|sheet| format!("\"{}\"", shown(&sheet.name))).collect();
        let found = if sheets.is_empty() {
            "it has no sheets".to_owned()
        } else {
            format!("its sheets are {}", sheets.join(", "))
        };
        told.tell(
            Diagnostic::error_anywhere(codes::BAD_WORKBOOK, format!("{path} has no sheet that means anything here"))
                .note(found)
                .help("`detente new` makes a workbook to fill in; its sheets are Case, Parties, Issues, Preferences, Red lines, Adjustments and Rules"),
        );
        return None;
    }
    for sheet in unread {
        let message = format!("the sheet \"{}\" of {path} is not read", shown(&sheet.name));
        told.tell(
            Diagnostic::warning_anywhere(codes::NOT_CARRIED, message)
                .note("it is kept where the case is written back to this workbook"),
        );
    }
    Some(Grids { grids })
}

/// Comments that belong to nothing become lines at the head of the case.
fn loose_comments(told: &mut Told<'_>, grids: &Grids<'_>, draft: &mut Draft) {
    const MOST: usize = 1000;
    let mut loose: Vec<(At, String)> = Vec::new();
    for grid in &grids.grids {
        let of_template = |column: u32, comment: &str| {
            let heading = grid.columns.iter().position(|known| *known == Some(column));
            heading.is_some_and(|heading| grid.table.headings[heading].help == comment)
                || comment == layout::preferences::PARTY.help
        };
        loose.extend(grid.loose(&of_template));
    }
    let Some((first, _)) = loose.first() else { return };
    let message = match loose.len() {
        1 => "the comment of this cell has no place in a case and stands at its head".to_owned(),
        count => format!(
            "{count} comments such as that of this cell have no place in a case and stand at its head"
        ),
    };
    told.tell(
        first
            .warning(codes::LOOSE_COMMENT, message)
            .note("they are kept on their cells where the case is written back to this workbook"),
    );
    for (at, comment) in loose.iter().take(MOST) {
        if let Some((sheet, row, column)) = &at.cell {
            draft.head.push(format!("{sheet}, {}: {comment}", crate::table::cell_name(*row, *column)));
        }
    }
}

/// Takes the next free place for a name; an error where it is taken.
fn add_name(told: &mut Told<'_>, index: &mut Index, at: &At, name: &str) -> bool {
    if index.len() >= crate::table::MAX_NAMES {
        told.tell(
            at.error(codes::BAD_TABLE, format!("there are more than {} of these", crate::table::MAX_NAMES)),
        );
        return false;
    }
    let free = index.add(name);
    if !free {
        told.tell(at.error(codes::STANDS_TWICE, format!("\"{}\" stands twice", shown(name))));
    }
    free
}

/// The position of a party that a cell names.
fn party_named(told: &mut Told<'_>, names: &Names, at: &At, name: &str) -> Option<usize> {
    let found = names.parties.find(name);
    if found.is_none() {
        let diagnostic = at.error(codes::UNKNOWN_NAME, format!("there is no party \"{}\"", shown(name)));
        told.tell_helped(diagnostic, || names.parties.near(name));
    }
    found
}

/// Ways to name what has been named: by id and by title beside the short name.
fn also(index: &mut Index, elements: impl Iterator<Item = (String, String)>) {
    let elements: Vec<_> = elements.collect();
    for (at, (id, _)) in elements.iter().enumerate() {
        index.also(id, at);
    }
    for (at, (_, title)) in elements.iter().enumerate() {
        index.also(title, at);
    }
}

fn party_also(index: &mut Index, parties: &[Party]) {
    also(index, parties.iter().map(|party| (party.id.clone(), party.name.clone())));
}

fn issue_also(index: &mut Index, issues: &[Issue]) {
    also(index, issues.iter().map(|issue| (issue.id.clone(), issue.title.clone())));
}
