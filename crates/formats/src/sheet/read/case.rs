//! The sheet "Case": title, summary, day, what is left out, reason.

use detente_case::date::VagueDate;

use crate::codes;
use crate::draft::Draft;
use crate::sheet::layout::items;
use crate::sheet::model::Content;
use crate::sheet::source::Grid;
use crate::table::{Told, folded, shown};

const ITEM: usize = 0;
const VALUE: usize = 1;

pub(super) fn read(told: &mut Told<'_>, grid: &Grid<'_>, draft: &mut Draft) {
    if !grid.has(told, &[ITEM, VALUE]) {
        return;
    }
    grid.unknown_columns(told, &|_| false);
    for row in grid.rows(&grid.known_columns()) {
        let Some(item) = grid.text(told, row, ITEM) else { continue };
        let known = items::ALL.into_iter().find(|known| folded(known) == folded(&item));
        let Some(known) = known else {
            let message = format!("the item \"{}\" is not read", shown(&item));
            told.tell(
                grid.at_heading(row, ITEM)
                    .warning(codes::NOT_CARRIED, message)
                    .note(format!("items are {}", items::ALL.join(", "))),
            );
            continue;
        };
        let Some(value) = grid.text(told, row, VALUE) else { continue };
        match known {
            items::TITLE => draft.title = value,
            items::SUMMARY => draft.summary = Some(value),
            items::LEFT_OUT => {
                draft
                    .leaves_out
                    .extend(value.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned));
            }
            items::AS_OF => draft.as_of = day(told, grid, row, &value),
            _ => draft.because = value,
        }
    }
}

fn day(told: &mut Told<'_>, grid: &Grid<'_>, row: u32, value: &str) -> Option<String> {
    // A time of day behind a date is midnight, which programs add by themselves.
    let day = match grid.content(row, VALUE) {
        Content::Date(date) => date.split(['T', ' ']).next().unwrap_or_default(),
        _ => value,
    };
    let shape = day.len() == 10 && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let fine = shape && VagueDate::parse(day).is_ok();
    if !fine {
        let message = format!("\"{}\" is no day", shown(value));
        told.tell(grid.at_heading(row, VALUE).error(codes::BAD_CELL, message).help("write it as 2026-03-31"));
    }
    fine.then(|| day.to_owned())
}
