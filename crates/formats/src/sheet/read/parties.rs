//! The sheet "Parties", or parties by the headings of their columns alone.

use crate::codes;
use crate::draft::{Ids, Party};
use crate::sheet::layout::parties::{ASKED, BASIS, BECAUSE, IN_FULL, PARTY, WHY_NOT};
use crate::sheet::source::Grid;
use crate::table::naming::{Kind, id};
use crate::table::read::{NO_BASIS, basis, is_mark};
use crate::table::{Told, folded, shown};

use super::{Names, add_name, party_also};

pub(super) fn read(told: &mut Told<'_>, grid: &Grid<'_>, names: &mut Names) -> Vec<Party> {
    let mut parties = Vec::new();
    if !grid.has(told, &[PARTY]) {
        return parties;
    }
    grid.unknown_columns(told, &|_| false);
    let mut ids = Ids::new();
    for row in grid.rows(&grid.known_columns()) {
        let Some(name) = grid.text(told, row, PARTY) else {
            told.tell(grid.at_heading(row, PARTY).error(codes::BAD_TABLE, "this row names no party"));
            continue;
        };
        if !add_name(told, &mut names.parties, &grid.at_heading(row, PARTY), &name) {
            continue;
        }
        let mut party = Party {
            id: id(&mut ids, Kind::Party, &name),
            name: grid.text(told, row, IN_FULL).unwrap_or(name),
            ..Party::default()
        };
        party.preference.because = {
            let because = grid.text(told, row, BECAUSE);
            grid.because(row, &[BASIS, BECAUSE], None, because)
        };
        if let Some(text) = grid.text(told, row, BASIS) {
            party.preference.basis = basis(&text);
            if party.preference.basis.is_none() {
                told.tell(grid.at_heading(row, BASIS).error(codes::BAD_CELL, NO_BASIS));
            }
        }
        let why_not = grid.text(told, row, WHY_NOT);
        let given = why_not.is_some();
        let because = grid.because(row, &[PARTY, IN_FULL, ASKED, WHY_NOT], None, why_not);
        let asked = grid.text(told, row, ASKED);
        match asked.as_deref().map(|text| (text, is_mark(text))) {
            None | Some((_, Some(true))) => party.because = because,
            Some((_, Some(false))) if given => party.not_asked = because,
            Some((_, Some(false))) => {
                let message =
                    format!("\"{}\" is not asked, and the sheet does not say why", shown(&party.name));
                told.tell(grid.at_heading(row, WHY_NOT).error(codes::BAD_CELL, message));
            }
            Some((condition, None)) => {
                party.asked_when = Some(crate::sheet::source::one_line(condition));
                party.because = because;
            }
        }
        parties.push(party);
    }
    party_also(&mut names.parties, &parties);
    parties
}

/// Headings that no party has, where nothing else says who the parties are.
const NO_PARTIES: [&str; 10] =
    ["note", "notes", "comment", "comments", "remark", "remarks", "source", "sources", "in full", "because"];

/// Parties by the headings of their columns.
pub(super) fn of_headings(grid: &Grid<'_>, names: &mut Names) -> Vec<Party> {
    let mut ids = Ids::new();
    let mut parties = Vec::new();
    for (column, content) in grid.row(grid.head) {
        let Some(name) = content.text().filter(|name| !NO_PARTIES.contains(&folded(name).as_str())) else {
            continue;
        };
        if !grid.columns.contains(&Some(column)) && names.parties.add(&name) {
            parties.push(Party { id: id(&mut ids, Kind::Party, &name), name, ..Party::default() });
        }
    }
    parties
}
