//! What a workbook has beside the case, kept where the case is written back:
//! its own sheets and columns, comments on names and headings, and formulas
//! whose results have not changed.

use std::collections::BTreeMap;

use super::layout::{self, READ_ME, TABLES, Table};
use super::model::{Cell, Content, Look, Sheet, Workbook};
use crate::table::folded;

/// Lays over `written` what `former` has and a case cannot hold. `others` gives
/// for every other name of a party the one that is written, all of them folded:
/// a column under any of them is the party's, not one of the user's own.
pub(super) fn merge(
    written: &mut Workbook,
    former: &Workbook,
    formulas: bool,
    others: &BTreeMap<String, String>,
) {
    let mut before: Vec<Sheet> = Vec::new();
    for sheet in &former.sheets {
        let sheet = &stripped(sheet, formulas);
        let same = |other: &Sheet| folded(&other.name) == folded(&sheet.name);
        let known = TABLES.iter().find(|table| folded(table.name) == folded(&sheet.name));
        match (known, written.sheets.iter_mut().find(|other| same(other))) {
            (Some(table), Some(other)) => onto(other, sheet, table, others),
            (None, Some(other)) if folded(READ_ME) == folded(&sheet.name) => {
                let mut cells = sheet.cells.clone();
                for (at, cell) in &mut cells {
                    cell.look = other.cells.get(at).map_or(Look::Plain, |before| before.look);
                }
                other.cells = cells;
            }
            (None, None) => before.push(sheet.clone()),
            _ => {}
        }
    }
    written.sheets.append(&mut before);
}

/// A sheet without formulas where these are another program's.
fn stripped(sheet: &Sheet, formulas: bool) -> Sheet {
    let mut sheet = sheet.clone();
    if !formulas {
        sheet.cells.values_mut().for_each(without_formula);
    }
    sheet
}

/// A formula gives way to its result or, where there is none, to its text.
fn without_formula(cell: &mut Cell) {
    if let (Some(formula), Content::Unevaluated) = (cell.formula.take(), &cell.content) {
        cell.content = Content::Text(format!("={formula}").into());
    }
}

/// The headings of a sheet in its first row by name.
struct Headings {
    row: u32,
    columns: Vec<(u32, String)>,
}

fn headings(sheet: &Sheet, table: &Table) -> Option<Headings> {
    let first = folded(table.headings.first()?.name);
    let row = (0..sheet.rows().min(30)).find(|row| {
        sheet
            .cells
            .range((*row, 0)..=(*row, u32::MAX))
            .any(|(_, cell)| cell.content.text().is_some_and(|text| folded(&text) == first))
    })?;
    let cells = sheet.cells.range((row, 0)..=(row, u32::MAX));
    let columns =
        cells.filter_map(|((_, column), cell)| Some((*column, folded(&cell.content.text()?)))).collect();
    Some(Headings { row, columns })
}

impl Headings {
    fn find(&self, name: &str) -> Option<u32> {
        self.columns.iter().find(|(_, known)| known == name).map(|(column, _)| *column)
    }

    fn name(&self, column: u32) -> Option<&str> {
        self.columns.iter().find(|(known, _)| *known == column).map(|(_, name)| name.as_str())
    }
}

/// What identifies a row: its first columns, a first that is empty taken from above.
fn rows(sheet: &Sheet, table: &Table, headings: &Headings) -> BTreeMap<Vec<String>, u32> {
    let keys = match table.name {
        name if [layout::CASE.name, layout::parties::TABLE.name, layout::rules::TABLE.name]
            .contains(&name) =>
        {
            1
        }
        name if [layout::ranking::TABLE.name].contains(&name) => 3,
        _ => 2,
    };
    let carried = [layout::issues::TABLE.name, layout::preferences::TABLE.name].contains(&table.name);
    let columns: Vec<Option<u32>> =
        table.headings.iter().take(keys).map(|heading| headings.find(&folded(heading.name))).collect();
    let mut found = BTreeMap::new();
    let mut above = String::new();
    let mut last = None;
    for (row, _) in sheet.cells.range((headings.row + 1, 0)..).map(|(at, _)| *at) {
        if last == Some(row) {
            continue;
        }
        last = Some(row);
        let mut key: Vec<String> = columns
            .iter()
            .map(|column| {
                column
                    .and_then(|column| sheet.content(row, column).text())
                    .map(|text| folded(&text))
                    .unwrap_or_default()
            })
            .collect();
        if carried && let Some(first) = key.first_mut() {
            if first.is_empty() {
                first.clone_from(&above);
            }
            above.clone_from(first);
        }
        if key.iter().any(|part| !part.is_empty()) {
            found.entry(key).or_insert(row);
        }
    }
    found
}

fn onto(written: &mut Sheet, former: &Sheet, table: &Table, others: &BTreeMap<String, String>) {
    let (Some(new), Some(old)) = (headings(written, table), headings(former, table)) else { return };
    let (new_rows, old_rows) = (rows(written, table, &new), rows(former, table, &old));
    // A row of the former sheet and where it is now.
    let moved: BTreeMap<u32, u32> = old_rows
        .iter()
        .filter_map(|(key, row)| Some((*row, *new_rows.get(key)?)))
        .chain([(old.row, new.row)])
        .collect();
    let end = written.cells.keys().map(|(_, column)| column + 1).max().unwrap_or_default();
    let mut own: BTreeMap<u32, u32> = BTreeMap::new();
    for ((row, column), cell) in &former.cells {
        let other = |name| others.get(name).filter(|_| table.name == layout::preferences::TABLE.name);
        let known = old
            .name(*column)
            .and_then(|name| new.find(name).or_else(|| other(name).and_then(|name| new.find(name))));
        let Some(new_row) = moved.get(row) else { continue };
        match known {
            Some(new_column) => {
                let Some(place) = written.cells.get_mut(&(*new_row, new_column)) else {
                    if cell.content.text().is_none()
                        && cell.comment.is_some()
                        && keeps_comments(table, *row == old.row, &old, *column)
                    {
                        written.set(
                            *new_row,
                            new_column,
                            Cell {
                                content: Content::Empty,
                                formula: None,
                                look: Look::Plain,
                                ..cell.clone()
                            },
                        );
                    }
                    continue;
                };
                if keeps_comments(table, *row == old.row, &old, *column) && cell.comment.is_some() {
                    place.comment.clone_from(&cell.comment);
                }
                if cell.formula.is_some() && cell.content == place.content {
                    place.formula.clone_from(&cell.formula);
                }
            }
            None if *row >= old.row => {
                let free = end + u32::try_from(own.len()).unwrap_or_default();
                let new_column = *own.entry(*column).or_insert(free);
                let kept =
                    Cell { look: if *row == old.row { Look::Head } else { Look::Plain }, ..cell.clone() };
                written.set(*new_row, new_column, kept);
            }
            None => {}
        }
    }
}

/// Whether comments of a cell have no place in a case and so are kept here.
fn keeps_comments(table: &Table, head: bool, headings: &Headings, column: u32) -> bool {
    let name = headings.name(column).unwrap_or_default();
    let of_preferences = table.name == layout::preferences::TABLE.name;
    let naming = table.headings.iter().any(|heading| folded(heading.name) == name);
    if head {
        // What stands on a party's heading is kept with its preference.
        return naming || !of_preferences;
    }
    let orders = [layout::CASE.name, layout::priorities::TABLE.name, layout::ranking::TABLE.name];
    orders.contains(&table.name) || (of_preferences && naming)
}
