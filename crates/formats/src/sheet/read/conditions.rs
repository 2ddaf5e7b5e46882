//! Rules, red lines, adjustments and orders; and whether the conditions of all
//! sheets can be read.

use detente_case::load::{MemoryFiles, load};
use detente_case::model::{Case, RuleKind};
use detente_case::resolve;
use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::expression::{Mode, parse};

use super::{Grids, Names, party_named};
use crate::codes;
use crate::draft::{Adjustment, Amount, Draft, Form, Ids, Party, RedLine, Rule};
use crate::sheet::layout::{self, adjustments, issues, parties, priorities, ranking, red_lines, rules};
use crate::sheet::model::Content;
use crate::sheet::source::{Grid, one_line};
use crate::table::amount::{Said, of_float, said};
use crate::table::naming::{Kind, id};
use crate::table::read::unread;
use crate::table::{Told, folded, shown};

/// Reads the sheets of conditions into a draft that has all names; `None` after an error.
pub(super) fn read(told: &mut Told<'_>, grids: &Grids<'_>, names: &Names, draft: &mut Draft) -> Option<()> {
    let case = case_of_names(draft);
    let checker = Checker { case: case.as_ref() };
    if let Some(grid) = grids.get(&layout::parties::TABLE) {
        for row in grid.rows(&grid.known_columns()) {
            let known = grid
                .text(told, row, parties::ASKED)
                .filter(|text| crate::table::read::is_mark(text).is_none());
            checker.check(told, grid, row, parties::ASKED, known.as_deref(), Mode::Condition);
        }
    }
    if let Some(grid) = grids.get(&layout::issues::TABLE) {
        for row in grid.rows(&grid.known_columns()) {
            let when = grid.text(told, row, issues::WHEN);
            checker.check(told, grid, row, issues::WHEN, when.as_deref(), Mode::Condition);
        }
    }
    if let Some(grid) = grids.get(&rules::TABLE) {
        draft.rules = rules_of(told, grid, names, draft, &checker);
    }
    if let Some(grid) = grids.get(&red_lines::TABLE) {
        red_lines_of(told, grid, names, draft, &checker);
    }
    if let Some(grid) = grids.get(&adjustments::TABLE) {
        adjustments_of(told, grid, names, draft, &checker);
    }
    if let Some(grid) = grids.get(&priorities::TABLE) {
        priorities_of(told, grid, names, draft, &checker);
    }
    if let Some(grid) = grids.get(&ranking::TABLE) {
        ranking_of(told, grid, names, draft, &checker);
    }
    (!told.failed()).then_some(())
}

/// A case with the issues of the draft, in which conditions can be looked up.
fn case_of_names(draft: &Draft) -> Option<Case> {
    const ENTRY: &str = "case.toml";
    let bare = Draft {
        parties: draft
            .parties
            .iter()
            .map(|party| Party { id: party.id.clone(), name: party.name.clone(), ..Party::default() })
            .collect(),
        issues: draft
            .issues
            .iter()
            .cloned()
            .map(|issue| crate::draft::Issue { when: None, ..issue })
            .collect(),
        ..draft.clone()
    };
    load(&MemoryFiles::of(ENTRY, bare.text()), ENTRY, &[]).case
}

struct Checker<'a> {
    case: Option<&'a Case>,
}

impl Checker<'_> {
    /// Tells what is wrong with a condition, pointing into its cell.
    fn check(
        &self,
        told: &mut Told<'_>,
        grid: &Grid<'_>,
        row: u32,
        heading: usize,
        text: Option<&str>,
        mode: Mode,
    ) {
        let Some(text) = text else { return };
        let text = grid.condition(row, heading, text);
        let errors = match (mode, self.case) {
            (Mode::Condition, Some(case)) => resolve::condition(case, &text).err(),
            _ => parse(&text, mode).err(),
        };
        for error in errors.into_iter().flatten().filter(Diagnostic::is_error) {
            let at = grid.at_heading(row, heading);
            let mut diagnostic = at.error(codes::BAD_CONDITION, &error.message);
            diagnostic.primary = error.primary;
            diagnostic.notes = error.notes;
            diagnostic.help = error.help;
            diagnostic.help.push(
                "in conditions, names are in lower case with hyphens for spaces: `hard-disk = 60-gb`"
                    .to_owned(),
            );
            told.tell(diagnostic);
        }
    }
}

/// The text of a cell that must say something.
fn required(told: &mut Told<'_>, grid: &Grid<'_>, row: u32, heading: usize) -> Option<String> {
    let failed_before = told.failed();
    let text = grid.text(told, row, heading);
    if text.is_none() && (failed_before || !told.failed()) {
        let message = format!("this row says nothing under \"{}\"", grid.table.headings[heading].name);
        told.tell(grid.at_heading(row, heading).error(codes::BAD_TABLE, message));
    }
    text
}

fn rules_of(
    told: &mut Told<'_>,
    grid: &Grid<'_>,
    names: &Names,
    draft: &Draft,
    checker: &Checker<'_>,
) -> Vec<Rule> {
    let mut found = Vec::new();
    if !grid.has(told, &[rules::NAME, rules::REQUIRES]) {
        return found;
    }
    grid.unknown_columns(told, &|_| false);
    let mut ids = Ids::new();
    for row in grid.rows(&grid.known_columns()) {
        let Some(require) = required(told, grid, row, rules::REQUIRES) else { continue };
        checker.check(told, grid, row, rules::REQUIRES, Some(&require), Mode::Condition);
        let kind = grid.text(told, row, rules::KIND).map(|text| match folded(&text).as_str() {
            "logic" => Some(RuleKind::Logic),
            "geography" => Some(RuleKind::Geography),
            "law" => Some(RuleKind::Law),
            _ => {
                let message = format!("\"{}\" is no kind of rule", shown(&text));
                told.tell(
                    grid.at_heading(row, rules::KIND)
                        .error(codes::BAD_CELL, message)
                        .help("write logic, geography or law"),
                );
                None
            }
        });
        let according_to = grid.text(told, row, rules::ACCORDING_TO).unwrap_or_default();
        let at = grid.at_heading(row, rules::ACCORDING_TO);
        let according_to = according_to.split([',', ';']).map(str::trim).filter(|name| !name.is_empty());
        let according_to: Vec<_> = according_to
            .filter_map(|name| party_named(told, names, &at, name))
            .map(|party| draft.parties[party].id.clone())
            .collect();
        let kind = kind.flatten();
        if kind == Some(RuleKind::Law) && according_to.is_empty() {
            told.tell(at.error(codes::BAD_CELL, "a rule of law says whose reading of it this is"));
        }
        let columns = [rules::NAME, rules::KIND, rules::ACCORDING_TO, rules::REQUIRES, rules::BECAUSE];
        let because = grid.text(told, row, rules::BECAUSE);
        found.push(Rule {
            id: id(&mut ids, Kind::Rule, &grid.text(told, row, rules::NAME).unwrap_or_default()),
            kind,
            according_to,
            require: one_line(&require),
            because: grid
                .because(row, &columns, None, because)
                .unwrap_or_else(|| layout::NO_REASON.replace("numbers are those", "rule is that")),
        });
    }
    found
}

fn red_lines_of(
    told: &mut Told<'_>,
    grid: &Grid<'_>,
    names: &Names,
    draft: &mut Draft,
    checker: &Checker<'_>,
) {
    if !grid.has(told, &[red_lines::PARTY, red_lines::REFUSES]) {
        return;
    }
    grid.unknown_columns(told, &|_| false);
    let mut ids: Vec<Ids> = draft.parties.iter().map(|_| Ids::new()).collect();
    for row in grid.rows(&grid.known_columns()) {
        let name = required(told, grid, row, red_lines::PARTY);
        let refuse = required(told, grid, row, red_lines::REFUSES);
        let (Some(name), Some(refuse)) = (name, refuse) else { continue };
        checker.check(told, grid, row, red_lines::REFUSES, Some(&refuse), Mode::Condition);
        let Some(party) = party_named(told, names, &grid.at_heading(row, red_lines::PARTY), &name) else {
            continue;
        };
        let columns = [red_lines::PARTY, red_lines::NAME, red_lines::REFUSES, red_lines::BECAUSE];
        let because = grid.text(told, row, red_lines::BECAUSE);
        let line = RedLine {
            id: id(
                &mut ids[party],
                Kind::RedLine,
                &grid.text(told, row, red_lines::NAME).unwrap_or_default(),
            ),
            refuse: one_line(&refuse),
            because: grid.because(row, &columns, None, because),
        };
        draft.parties[party].preference.red_lines.push(line);
    }
}

fn adjustments_of(
    told: &mut Told<'_>,
    grid: &Grid<'_>,
    names: &Names,
    draft: &mut Draft,
    checker: &Checker<'_>,
) {
    if !grid.has(told, &[adjustments::PARTY, adjustments::WHEN, adjustments::POINTS]) {
        return;
    }
    grid.unknown_columns(told, &|_| false);
    let mut ids: Vec<Ids> = draft.parties.iter().map(|_| Ids::new()).collect();
    for row in grid.rows(&grid.known_columns()) {
        let name = required(told, grid, row, adjustments::PARTY);
        let when = required(told, grid, row, adjustments::WHEN);
        let points = required(told, grid, row, adjustments::POINTS);
        let (Some(name), Some(when), Some(points)) = (name, when, points) else { continue };
        checker.check(told, grid, row, adjustments::WHEN, Some(&when), Mode::Condition);
        let Some(party) = party_named(told, names, &grid.at_heading(row, adjustments::PARTY), &name) else {
            continue;
        };
        let Some(by) = amount(told, grid, row, &points) else { continue };
        let because = grid.text(told, row, adjustments::BECAUSE);
        let adjustment = Adjustment {
            id: id(
                &mut ids[party],
                Kind::Adjustment,
                &grid.text(told, row, adjustments::NAME).unwrap_or_default(),
            ),
            when: one_line(&when),
            by,
            because: grid.because(row, &adjustments::COLUMNS, None, because),
        };
        let preference = &mut draft.parties[party].preference;
        if !matches!(preference.form, Form::Values { .. }) {
            let message = format!("\"{}\" has no values to adjust", shown(&name));
            told.tell(grid.at_heading(row, adjustments::PARTY).error(codes::TABLE_GAP, message));
        }
        preference.adjustments.push(adjustment);
    }
}

fn amount(told: &mut Told<'_>, grid: &Grid<'_>, row: u32, text: &str) -> Option<Amount> {
    let at = grid.at_heading(row, adjustments::POINTS);
    let read = match grid.content(row, adjustments::POINTS) {
        Content::Number(number) => {
            Ok(of_float(*number).map(|(number, rounded)| (Amount::Exactly(number), rounded)))
        }
        Content::Text(_) => said(text, true).map(|said| match said {
            Said::Amount(amount, rounded) => Some((amount, rounded)),
            Said::Rank(_) => None,
        }),
        _ => Ok(None),
    };
    match read {
        Ok(Some((amount, false))) => Some(amount),
        Ok(Some((amount, true))) => {
            crate::table::read::rounded(told, &[at]);
            Some(amount)
        }
        Ok(None) => {
            told.tell(at.error(codes::BAD_CELL, format!("\"{}\" is no number or range", shown(text))));
            None
        }
        Err(why) => {
            told.tell(at.error(codes::BAD_CELL, unread(text, why)));
            None
        }
    }
}

/// Whether a party may have an order: only where it has no values.
fn may_order(told: &mut Told<'_>, grid: &Grid<'_>, row: u32, party: &Party) -> bool {
    let free = !matches!(party.preference.form, Form::Values { .. });
    if !free {
        let message = format!(
            "\"{}\" has values in the sheet \"Preferences\": a preference has one form",
            shown(&party.name)
        );
        told.tell(grid.at_heading(row, 0).error(codes::STANDS_TWICE, message));
    }
    free
}

fn priorities_of(
    told: &mut Told<'_>,
    grid: &Grid<'_>,
    names: &Names,
    draft: &mut Draft,
    checker: &Checker<'_>,
) {
    if !grid.has(told, &[priorities::PARTY, priorities::WANTS]) {
        return;
    }
    grid.unknown_columns(told, &|_| false);
    for row in grid.rows(&grid.known_columns()) {
        let name = required(told, grid, row, priorities::PARTY);
        let want = required(told, grid, row, priorities::WANTS);
        let (Some(name), Some(want)) = (name, want) else { continue };
        checker.check(told, grid, row, priorities::WANTS, Some(&want), Mode::Priority);
        let Some(party) = party_named(told, names, &grid.at_heading(row, priorities::PARTY), &name) else {
            continue;
        };
        let party = &mut draft.parties[party];
        if !may_order(told, grid, row, party) {
            return;
        }
        match &mut party.preference.form {
            Form::Priorities(wants) => wants.push(one_line(&want)),
            form => *form = Form::Priorities(vec![one_line(&want)]),
        }
    }
}

fn ranking_of(told: &mut Told<'_>, grid: &Grid<'_>, names: &Names, draft: &mut Draft, checker: &Checker<'_>) {
    if !grid.has(told, &[ranking::PARTY, ranking::RANK, ranking::PACKAGES]) {
        return;
    }
    grid.unknown_columns(told, &|_| false);
    let mut ranked: Vec<std::collections::BTreeMap<u32, Vec<String>>> =
        draft.parties.iter().map(|_| Default::default()).collect();
    for row in grid.rows(&grid.known_columns()) {
        let name = required(told, grid, row, ranking::PARTY);
        let rank = required(told, grid, row, ranking::RANK);
        let packages = required(told, grid, row, ranking::PACKAGES);
        let (Some(name), Some(rank), Some(packages)) = (name, rank, packages) else { continue };
        checker.check(told, grid, row, ranking::PACKAGES, Some(&packages), Mode::Condition);
        let Some(party) = party_named(told, names, &grid.at_heading(row, ranking::PARTY), &name) else {
            continue;
        };
        let Ok(rank) = rank.trim_start_matches('#').parse::<u32>() else {
            let message = format!("\"{}\" is no rank", shown(&rank));
            told.tell(
                grid.at_heading(row, ranking::RANK)
                    .error(codes::BAD_CELL, message)
                    .help("write 1 for the best packages"),
            );
            continue;
        };
        if !may_order(told, grid, row, &draft.parties[party]) {
            return;
        }
        ranked[party].entry(rank).or_default().push(one_line(&packages));
    }
    for (party, groups) in draft.parties.iter_mut().zip(ranked) {
        if !groups.is_empty() {
            party.preference.form = Form::Ranking(groups.into_values().collect());
        }
    }
}
