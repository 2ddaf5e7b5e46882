//! A case as a workbook.

mod preferences;

use std::collections::BTreeMap;

use detente_case::model::{Case, Consent, Domain, Issue, Party, RuleKind};
use detente_case::package::Choice;
use detente_case::preference::{Form, Preference};

use super::layout::{
    self, Heading, NO_REASON, Table, adjustments, issues, items, parties, priorities, ranking, red_lines,
    rules,
};
use super::model::{Cell, Look, Sheet, Workbook};
use super::template;
use crate::export::ExportError;
use crate::left_out;
use crate::table::say::{self, Names};
use crate::table::{WEIGHT, folded, grounds};

/// What comments on the names of the sheet of preferences are kept under.
const TAG: &str = "Preferences";
/// Most rows of a sheet that are written.
const MAX_ROWS: usize = 200_000;

/// A workbook and what it lacks.
pub(super) struct Written {
    pub(super) workbook: Workbook,
    pub(super) left_out: Vec<String>,
}

pub(super) fn workbook(case: &Case) -> Result<Written, ExportError> {
    let rows: usize = case.issues.iter().map(|issue| issue.choices() + 2).sum();
    if rows > MAX_ROWS {
        return Err(ExportError {
            reason: format!("the workbook would have more than {MAX_ROWS} rows"),
            help: Some("issues that take any set of options have a row for each set".to_owned()),
        });
    }
    let names = Names::of(case);
    let mut sheets = vec![
        template::read_me(),
        of_case(case),
        of_parties(case, &names),
        of_issues(case, &names),
        preferences::of_preferences(case, &names),
        of_red_lines(case, &names),
        of_adjustments(case, &names),
        of_rules(case, &names),
    ];
    sheets.extend(
        [of_priorities(case, &names), of_ranking(case, &names)].into_iter().filter(|sheet| sheet.rows() > 1),
    );
    Ok(Written { workbook: Workbook { sheets }, left_out: left_out(case) })
}

/// A sheet with its row of headings.
pub(super) fn headed(table: &Table) -> Sheet {
    let mut sheet = Sheet::named(table.name);
    sheet.headed = true;
    for (heading, column) in table.headings.iter().zip(0..) {
        head(&mut sheet, column, heading, heading.name);
        if !heading.words.is_empty() {
            sheet.choices.push((column, heading.words.to_vec()));
        }
    }
    sheet
}

fn head(sheet: &mut Sheet, column: u32, heading: &Heading, name: &str) {
    sheet.widths.push(heading.width);
    sheet.set(0, column, Cell::text(name).commented(Some(heading.help.to_owned())).looking(Look::Head));
}

/// Adds a row of texts at the end.
fn add(sheet: &mut Sheet, look: Look, cells: &[&str]) -> u32 {
    let row = sheet.rows();
    for (text, column) in cells.iter().zip(0..) {
        if !text.is_empty() {
            sheet.set(row, column, Cell::text(text).looking(look));
        }
    }
    row
}

/// Puts a comment on a cell, below one that it has.
fn comment(sheet: &mut Sheet, row: u32, column: u32, text: &str) {
    let cell = sheet.cells.entry((row, column)).or_default();
    let joined = cell.comment.take().map_or_else(|| text.to_owned(), |before| format!("{before}\n{text}"));
    cell.comment = Some(joined);
}

/// Distributes a reason over the cells of a row: what is said of the row itself
/// goes to `plain`, as the cell's text or its comment.
fn reason(
    sheet: &mut Sheet,
    row: u32,
    table: &Table,
    columns: &[usize],
    because: Option<&String>,
    plain: Plain,
) {
    let Some(because) = because else { return };
    // The heading of the cell whose comment is the reason itself is no tag.
    let primary = |column: usize| matches!(plain, Plain::Comment(cell) if cell == column);
    let column = |tag: &str| {
        columns.iter().copied().find(|column| !primary(*column) && table.headings[*column].name == tag)
    };
    let (rest, tagged) = grounds::split(because, &|tag| column(tag).is_some());
    if let Some(rest) = rest {
        match plain {
            Plain::Text(column) => sheet.set(row, at(column), Cell::text(&rest)),
            Plain::Comment(column) => comment(sheet, row, at(column), &rest),
        }
    }
    for (tag, text) in tagged {
        if let Some(column) = column(&tag) {
            comment(sheet, row, at(column), &text);
        }
    }
}

/// Where the plain part of a reason goes.
#[derive(Clone, Copy)]
enum Plain {
    Text(usize),
    Comment(usize),
}

fn at(column: usize) -> u32 {
    u32::try_from(column).unwrap_or(u32::MAX)
}

fn of_case(case: &Case) -> Sheet {
    let mut sheet = headed(&layout::CASE);
    let as_of = case.as_of.map(|day| day.to_string()).unwrap_or_default();
    let left_out: Vec<_> = case.leaves_out.iter().map(|text| text.replace('\n', " ")).collect();
    let left_out = left_out.join("\n");
    let because = case.ground.because.clone().filter(|because| because != NO_REASON).unwrap_or_default();
    let values = [
        (items::TITLE, case.title.as_str()),
        (items::SUMMARY, case.summary.as_deref().unwrap_or_default()),
        (items::AS_OF, &as_of),
        (items::LEFT_OUT, &left_out),
        (items::BECAUSE, &because),
    ];
    for (item, value) in values {
        add(&mut sheet, Look::Plain, &[item, value]);
    }
    sheet
}

/// For the id and full name of every party the name that is written, all folded.
pub(super) fn other_names(case: &Case) -> BTreeMap<String, String> {
    let names = Names::of(case).parties;
    let of = |(party, (name, _)): (&Party, (String, _))| {
        [&party.id, &party.name].map(|other| (folded(other), folded(&name)))
    };
    case.parties.iter().zip(names).flat_map(of).collect()
}

fn of_parties(case: &Case, names: &Names) -> Sheet {
    let mut sheet = headed(&parties::TABLE);
    for ((party, preference), (name, full)) in case.parties.iter().zip(&case.preferences).zip(&names.parties)
    {
        let asked = match &party.consents {
            Consent::Always => "yes",
            Consent::Never => "no",
            Consent::When(clause) => &clause.text,
        };
        // Nothing is written of a party about which no number is known.
        let basis = if preference.span.is_some() { preference.basis.word() } else { "" };
        let row =
            add(&mut sheet, Look::Plain, &[name, full.as_deref().unwrap_or_default(), asked, "", basis]);
        let of_party = [parties::PARTY, parties::IN_FULL, parties::ASKED, parties::WHY_NOT];
        reason(
            &mut sheet,
            row,
            &parties::TABLE,
            &of_party,
            party.ground.because.as_ref(),
            Plain::Text(parties::WHY_NOT),
        );
        let (own, _) = of_preference(case, preference);
        let of_numbers = [parties::BASIS, parties::BECAUSE];
        reason(&mut sheet, row, &parties::TABLE, &of_numbers, own.as_ref(), Plain::Text(parties::BECAUSE));
    }
    sheet
}

/// The reason of a preference without and with the remarks on cells of the
/// sheet of preferences.
fn of_preference(case: &Case, preference: &Preference) -> (Option<String>, Vec<(String, String)>) {
    let because =
        preference.ground.because.as_ref().filter(|because| Some(*because) != case.ground.because.as_ref());
    let Some(because) = because else { return (None, Vec::new()) };
    let elsewhere = |tag: &str| tag == TAG || cell_of(case, tag).is_some();
    let of_sheet = |tag: &str| {
        elsewhere(tag)
            || [parties::BASIS, parties::BECAUSE]
                .iter()
                .any(|column| parties::TABLE.headings[*column].name == tag)
    };
    let (plain, tagged) = grounds::split(because, &of_sheet);
    let (there, here): (Vec<_>, Vec<_>) = tagged.into_iter().partition(|(tag, _)| elsewhere(tag));
    (grounds::joined(plain.as_deref(), &here), there)
}

/// The issue and choice of a tag such as `freeze / one-year`; no choice for a weight.
fn cell_of(case: &Case, tag: &str) -> Option<(usize, Option<Choice>)> {
    let (issue, choice) = tag.split_once(" / ")?;
    let issue = case.issues.iter().position(|known| known.id == issue)?;
    if choice == WEIGHT {
        return Some((issue, None));
    }
    case.issues[issue].choice_named(choice).map(|choice| (issue, Some(choice)))
}

fn of_issues(case: &Case, names: &Names) -> Sheet {
    let mut sheet = headed(&issues::TABLE);
    for (position, issue) in case.issues.iter().enumerate() {
        issue_rows(&mut sheet, case, names, position, issue);
    }
    sheet
}

fn issue_rows(sheet: &mut Sheet, case: &Case, names: &Names, position: usize, issue: &Issue) {
    let (name, full) = &names.issues[position];
    let when = issue.when.as_ref().map(|clause| clause.text.as_str()).unwrap_or_default();
    let (kind, no_deal) = match (&issue.domain, issue.no_deal) {
        (Domain::OneOf(_), _) => ("one of", String::new()),
        (Domain::AnyOf(_), Some(0)) => ("any of", "none".to_owned()),
        (Domain::AnyOf(_), _) => ("any of", String::new()),
        (Domain::Number { .. }, Some(choice)) => ("number", names.choice(case, position, choice)),
        (Domain::Number { .. }, None) => ("number", String::new()),
    };
    let row = add(sheet, Look::Block, &[name, "", full.as_deref().unwrap_or_default(), &no_deal, kind]);
    if !no_deal.is_empty() {
        sheet.set(row, at(issues::NO_DEAL), Cell::amount(&no_deal).looking(Look::Block));
    }
    let mut of_issue: Vec<usize> = super::read::OF_ISSUE.to_vec();
    if let Domain::Number { numbers, unit, .. } = &issue.domain {
        let step = match numbers.as_slice() {
            [first, second, ..] => {
                let places = first.places().max(second.places());
                detente_case::decimal::Decimal::from_scaled(
                    second.scaled(places) - first.scaled(places),
                    places,
                )
            }
            _ => None,
        };
        let texts = [
            (issues::FROM, numbers.first().map(ToString::to_string)),
            (issues::TO, numbers.last().map(ToString::to_string)),
            (issues::STEP, step.map(|step| step.to_string())),
        ];
        for (column, text) in texts {
            sheet.set(row, at(column), Cell::amount(&text.unwrap_or_default()).looking(Look::Block));
        }
        sheet.set(
            row,
            at(issues::UNIT),
            Cell::text(unit.as_deref().unwrap_or_default()).looking(Look::Block),
        );
    }
    if !when.is_empty() {
        sheet.set(row, at(issues::WHEN), Cell::text(when).looking(Look::Block));
    }
    let beside = beside_rows(sheet, issue, name);
    let mut because = issue.ground.because.clone();
    if let Some(text) = &because {
        // What is said of `none` and `unknown` of an issue of numbers stands in their rows.
        let (plain, tagged) = grounds::split(text, &|tag| {
            beside.contains_key(tag)
                || of_issue.iter().any(|column| issues::TABLE.headings[*column].name == tag)
        });
        let (there, here): (Vec<_>, Vec<_>) =
            tagged.into_iter().partition(|(tag, _)| beside.contains_key(tag));
        there.iter().for_each(|(tag, text)| comment(sheet, beside[tag], at(issues::OPTION), text));
        because = grounds::joined(plain.as_deref(), &here);
    }
    of_issue.sort_unstable();
    reason(sheet, row, &issues::TABLE, &of_issue, because.as_ref(), Plain::Comment(issues::ISSUE));
    for (bit, (option, (short, full))) in
        issue.domain.options().iter().zip(&names.options[position]).enumerate()
    {
        let marked = match (&issue.domain, issue.no_deal) {
            (Domain::OneOf(_), Some(choice)) => usize::from(choice) == bit,
            (Domain::AnyOf(_), Some(set)) => set >> bit & 1 == 1,
            _ => false,
        };
        let row = add(
            sheet,
            Look::Plain,
            &[name, short, full.as_deref().unwrap_or_default(), if marked { "x" } else { "" }],
        );
        let (own, _) = of_option(option.ground.because.as_ref());
        reason(
            sheet,
            row,
            &issues::TABLE,
            &super::read::OF_OPTION,
            own.as_ref(),
            Plain::Comment(issues::OPTION),
        );
    }
}

/// The reason of an option as the sheet of issues has it, and as the other has it.
fn of_option(because: Option<&String>) -> (Option<String>, Vec<(String, String)>) {
    let Some(because) = because else { return (None, Vec::new()) };
    let of_issues = |tag: &str| {
        super::read::OF_OPTION
            .iter()
            .any(|column| *column != issues::OPTION && issues::TABLE.headings[*column].name == tag)
    };
    let (plain, tagged) = grounds::split(because, &|tag| tag == TAG || of_issues(tag));
    let (there, here): (Vec<_>, Vec<_>) = tagged.into_iter().partition(|(tag, _)| tag == TAG);
    (grounds::joined(plain.as_deref(), &here), there)
}

/// The rows of `none` and `unknown` of an issue of numbers.
fn beside_rows(sheet: &mut Sheet, issue: &Issue, name: &str) -> BTreeMap<String, u32> {
    let mut rows = BTreeMap::new();
    let Domain::Number { none, unknown, .. } = &issue.domain else { return rows };
    for (word, title) in [("none", none), ("unknown", unknown)] {
        if let Some(title) = title {
            let full = if title == word { "" } else { title };
            rows.insert(word.to_owned(), add(sheet, Look::Plain, &[name, word, full]));
        }
    }
    rows
}

fn of_red_lines(case: &Case, names: &Names) -> Sheet {
    let mut sheet = headed(&red_lines::TABLE);
    for (preference, (name, _)) in case.preferences.iter().zip(&names.parties) {
        for line in &preference.red_lines {
            let row = add(&mut sheet, Look::Plain, &[name, &line.id, &line.refuse.text]);
            let columns = [red_lines::PARTY, red_lines::NAME, red_lines::REFUSES, red_lines::BECAUSE];
            reason(
                &mut sheet,
                row,
                &red_lines::TABLE,
                &columns,
                line.ground.because.as_ref(),
                Plain::Text(red_lines::BECAUSE),
            );
        }
    }
    sheet
}

fn of_adjustments(case: &Case, names: &Names) -> Sheet {
    let mut sheet = headed(&adjustments::TABLE);
    for (preference, (name, _)) in case.preferences.iter().zip(&names.parties) {
        for adjustment in &preference.adjustments {
            let row = add(&mut sheet, Look::Plain, &[name, &adjustment.id, &adjustment.when.text]);
            sheet.set(row, at(adjustments::POINTS), Cell::amount(&say::amount(&adjustment.by)));
            reason(
                &mut sheet,
                row,
                &adjustments::TABLE,
                &adjustments::COLUMNS,
                adjustment.by.ground.because.as_ref(),
                Plain::Text(adjustments::BECAUSE),
            );
        }
    }
    sheet
}

fn of_rules(case: &Case, names: &Names) -> Sheet {
    let mut sheet = headed(&rules::TABLE);
    for rule in &case.rules {
        let kind = match rule.kind {
            RuleKind::Logic => "logic",
            RuleKind::Geography => "geography",
            RuleKind::Law => "law",
        };
        let according: Vec<_> =
            rule.according_to.iter().map(|party| names.parties[*party].0.as_str()).collect();
        let row = add(&mut sheet, Look::Plain, &[&rule.id, kind, &according.join(", "), &rule.require.text]);
        let columns = [rules::NAME, rules::KIND, rules::ACCORDING_TO, rules::REQUIRES, rules::BECAUSE];
        reason(
            &mut sheet,
            row,
            &rules::TABLE,
            &columns,
            rule.ground.because.as_ref(),
            Plain::Text(rules::BECAUSE),
        );
    }
    sheet
}

fn of_priorities(case: &Case, names: &Names) -> Sheet {
    let mut sheet = headed(&priorities::TABLE);
    for (preference, (name, _)) in case.preferences.iter().zip(&names.parties) {
        if let Form::Priorities(wants) = &preference.form {
            for want in wants {
                add(&mut sheet, Look::Plain, &[name, &want.clause.text]);
            }
        }
    }
    sheet
}

fn of_ranking(case: &Case, names: &Names) -> Sheet {
    let mut sheet = headed(&ranking::TABLE);
    for (preference, (name, _)) in case.preferences.iter().zip(&names.parties) {
        let Form::Ranking(groups) = &preference.form else { continue };
        for (group, rank) in groups.iter().zip(1_usize..) {
            for clause in group {
                let row = add(&mut sheet, Look::Plain, &[name, "", clause.text.trim()]);
                sheet.set(row, at(ranking::RANK), Cell::amount(&rank.to_string()));
            }
        }
    }
    sheet
}

fn left_out(case: &Case) -> Vec<String> {
    let mut left = left_out::of_tables(case);
    left.extend(left_out::of_control(case));
    left.extend(left_out::of_strength(case));
    let resting = case
        .preferences
        .iter()
        .flat_map(|preference| &preference.red_lines)
        .filter(|line| !line.rests_on.is_empty());
    match resting.count() {
        0 => {}
        count => left.push(format!(
            "the statements that red lines rest on, {count} of them: they are written as assumed"
        )),
    }
    for (party, preference) in case.parties.iter().zip(&case.preferences) {
        let other =
            left_out::ranges(preference).iter().filter(|range| range.basis != preference.basis).count();
        if other > 0 {
            left.push(format!(
                "that {other} numbers of \"{}\" rest on something else than the others",
                party.name
            ));
        }
    }
    left
}
