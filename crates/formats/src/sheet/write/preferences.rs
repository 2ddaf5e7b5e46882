//! The sheet "Preferences": one row a number, one column a party.

use std::collections::BTreeMap;

use detente_case::model::{Case, Domain};
use detente_case::package::Choice;
use detente_case::preference::{Form, Preference, Reservation};

use super::{TAG, at, cell_of, comment, head, headed, of_option, of_preference};
use crate::sheet::layout::preferences;
use crate::sheet::model::{Cell, Look, Sheet};
use crate::table::say::{self, Names, Valued};
use crate::table::{CAP, NO_DEAL, SCALE, WEIGHT};

pub(super) fn of_preferences(case: &Case, names: &Names) -> Sheet {
    let mut sheet = headed(&preferences::TABLE);
    let first = at(preferences::TABLE.headings.len());
    let columns: Vec<u32> = (first..).take(case.parties.len()).collect();
    for (column, (name, _)) in columns.iter().zip(&names.parties) {
        head(&mut sheet, *column, &preferences::PARTY, name);
    }
    let values = Valued::of(case);
    let weights = values.weights();
    let mut rows: BTreeMap<(usize, Option<Choice>), u32> = BTreeMap::new();
    let mut next = 1;
    for (position, issue) in case.issues.iter().enumerate() {
        let name = &names.issues[position].0;
        if weights.iter().any(|weights| !weights.is_empty()) {
            sheet.set(next, 0, Cell::text(name).looking(Look::Block));
            sheet.set(next, 1, Cell::text(WEIGHT).looking(Look::Block));
            for (column, said) in columns
                .iter()
                .zip(&weights)
                .filter_map(|(column, weights)| Some((column, weights.get(&position)?)))
            {
                sheet.set(
                    next,
                    *column,
                    Cell::amount(&said.text).commented(said.because.clone()).looking(Look::Block),
                );
            }
            rows.insert((position, None), next);
            next += 1;
        }
        let cells = values.choices(position, issue, true);
        for choice in say::choices(issue) {
            let shown = cells.iter().any(|cells| cells.contains_key(&choice));
            let listed = matches!(issue.domain, Domain::OneOf(_));
            if !shown && !listed {
                continue;
            }
            sheet.set(next, 0, Cell::text(name));
            sheet.set(next, 1, Cell::amount(&names.choice(case, position, choice)));
            for (column, said) in
                columns.iter().zip(&cells).filter_map(|(column, cells)| Some((column, cells.get(&choice)?)))
            {
                sheet.set(next, *column, Cell::amount(&said.text).commented(said.because.clone()));
            }
            let option = match issue.domain {
                Domain::OneOf(_) => issue.domain.options().get(usize::from(choice)),
                Domain::AnyOf(_) if choice.is_power_of_two() => usize::try_from(choice.trailing_zeros())
                    .ok()
                    .and_then(|bit| issue.domain.options().get(bit)),
                _ => None,
            };
            for (_, text) in of_option(option.and_then(|option| option.ground.because.as_ref())).1 {
                comment(&mut sheet, next, 1, &text);
            }
            rows.insert((position, Some(choice)), next);
            next += 1;
        }
    }
    specials(&mut sheet, case, &columns);
    for (preference, column) in case.preferences.iter().zip(&columns) {
        for (tag, text) in of_preference(case, preference).1 {
            if tag == TAG {
                if let Some(cell) = sheet.cells.get_mut(&(0, *column)) {
                    cell.comment = Some(text);
                }
            } else if let Some(row) = cell_of(case, &tag).and_then(|cell| rows.get(&cell)) {
                comment(&mut sheet, *row, *column, &text);
            }
        }
    }
    sheet
}

/// The rows `(no deal)`, `(scale)` and `(cap)`, where anybody has one.
fn specials(sheet: &mut Sheet, case: &Case, columns: &[u32]) {
    let reservation = |preference: &Preference| match &preference.reservation {
        Reservation::Value(range) => Some(say::said(range)),
        Reservation::Nothing => Some(say::Said { text: "none".to_owned(), ..say::Said::default() }),
        Reservation::Package { package, given: true } => {
            let choices = package.iter().enumerate().map(|(issue, choice)| {
                format!("{} = {}", case.issues[issue].id, case.issues[issue].choice_id(*choice))
            });
            Some(say::Said { text: choices.collect::<Vec<_>>().join(" and "), ..say::Said::default() })
        }
        Reservation::Package { .. } | Reservation::Unknown | Reservation::Between { .. } => None,
    };
    let plain = |text: Option<String>| text.map(|text| say::Said { text, ..say::Said::default() });
    let of_values = |preference: &Preference, cap: bool| match &preference.form {
        Form::Values(values) => {
            (if cap { values.cap } else { values.divisor }).map(|number| number.to_string())
        }
        _ => None,
    };
    let all: [(&str, Vec<Option<say::Said>>); 3] = [
        (NO_DEAL, case.preferences.iter().map(reservation).collect()),
        (SCALE, case.preferences.iter().map(|each| plain(of_values(each, false))).collect()),
        (CAP, case.preferences.iter().map(|each| plain(of_values(each, true))).collect()),
    ];
    for (name, cells) in all {
        if cells.iter().all(Option::is_none) {
            continue;
        }
        let row = sheet.rows();
        sheet.set(row, 0, Cell::text(name).looking(Look::Block));
        for (column, said) in columns.iter().zip(cells) {
            if let Some(said) = said {
                sheet.set(
                    row,
                    *column,
                    Cell::amount(&said.text).commented(said.because).looking(Look::Block),
                );
            }
        }
    }
}
