//! A flat CSV file as a draft: one row an issue, option and party.

mod rows;

use std::collections::BTreeMap;

use detente_case::decimal::Decimal;
use detente_case::evidence::Basis;
use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;

use super::amount::{Unread, decimal};
use super::assemble::{Entry, Numbers, Row, preference, settle_bases};
use super::csv::{Field, records};
use super::naming::{Index, Kind, id};
use super::{At, MAX_CELL, Told, folded, shown};
use crate::codes;
use crate::draft::{Domain, Draft, Ids, Issue, Named, Party};
use crate::import::{Options, TextFile};

/// A column that means something, with the headings that it may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Issue,
    Option,
    Party,
    Value,
    Weight,
    Low,
    Mode,
    High,
    Basis,
    Because,
    IssueTitle,
    OptionTitle,
    PartyName,
    NoDeal,
}

const HEADINGS: [(Column, &[&str]); 14] = [
    (Column::Issue, &["issue"]),
    (Column::Option, &["option", "choice", "alternative"]),
    (Column::Party, &["party", "agent", "actor"]),
    (Column::Value, &["value", "utility", "score"]),
    (Column::Weight, &["weight"]),
    (Column::Low, &["low", "min"]),
    (Column::Mode, &["mode", "most likely"]),
    (Column::High, &["high", "max"]),
    (Column::Basis, &["basis"]),
    (Column::Because, &["because", "reason", "comment", "note", "notes"]),
    (Column::IssueTitle, &["issue title"]),
    (Column::OptionTitle, &["option title"]),
    (Column::PartyName, &["party name"]),
    (Column::NoDeal, &["no deal", "no-deal", "status quo"]),
];

/// What marks the choice without an agreement.
pub(crate) fn is_mark(text: &str) -> Option<bool> {
    match folded(text).as_str() {
        "x" | "yes" | "true" | "1" | "\u{2713}" | "\u{2714}" => Some(true),
        "" | "no" | "false" | "0" | "-" => Some(false),
        _ => None,
    }
}

fn headings(record: &[Field]) -> BTreeMap<Column, usize> {
    let mut found = BTreeMap::new();
    for (at, field) in record.iter().enumerate() {
        let heading = folded(&field.text);
        let known = HEADINGS.iter().find(|(_, names)| names.contains(&heading.as_str()));
        if let Some((column, _)) = known {
            found.entry(*column).or_insert(at);
        }
    }
    found
}

/// Whether the columns that no table can be without have headings.
fn suffices(columns: &BTreeMap<Column, usize>) -> bool {
    let value = columns.contains_key(&Column::Value)
        || (columns.contains_key(&Column::Low) && columns.contains_key(&Column::High));
    value && [Column::Issue, Column::Option, Column::Party].iter().all(|column| columns.contains_key(column))
}

/// Whether a file is such a table.
pub(crate) fn recognises(path: &str, text: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    if matches!(extension.as_deref(), Some("csv" | "tsv")) {
        return true;
    }
    let end = text.char_indices().nth(2000).map_or(text.len(), |(end, _)| end);
    records(&text[..end]).next().is_some_and(|first| suffices(&headings(&first)))
}

/// The table of a file.
pub(crate) fn read(
    files: &[TextFile<'_>],
    _options: &Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Draft> {
    let mut named = files.iter().filter(|file| !file.beside);
    let file = named.next().or_else(|| files.first())?;
    if let Some(second) = named.next() {
        diagnostics.push(
            Diagnostic::error_anywhere(
                codes::SEVERAL_DOMAINS,
                format!("{} and {} are two tables", file.path, second.path),
            )
            .help("a table holds all parties: put the rows of both into one file"),
        );
        return None;
    }
    let mut told = Told::new(diagnostics);
    let mut records = records(file.text);
    let at = |place: (usize, usize)| At { span: Span::new(file.file, place.0, place.1), cell: None };
    let open = |told: &mut Told<'_>, open: usize| {
        told.tell(
            at((open, open + 1)).error(codes::BAD_TABLE, "a quotation mark opens here and is never closed"),
        );
        None
    };
    let first = records.next();
    if let Some(place) = records.unclosed {
        return open(&mut told, place);
    }
    let Some(first) = first else {
        told.tell(at((0, 0)).error(codes::BAD_TABLE, "the table is empty").help(HELP));
        return None;
    };
    let columns = headings(&first);
    let (start, end) = (first.first()?.place.0, first.last()?.place.1);
    if !suffices(&columns) {
        told.tell(
            at((start, end))
                .error(codes::BAD_TABLE, "the first row does not name the columns of the table")
                .help(HELP),
        );
        return None;
    }
    for (_, field) in first.iter().enumerate().filter(|(column, field)| {
        !field.text.trim().is_empty() && !columns.values().any(|known| known == column)
    }) {
        let message = format!("the column \"{}\" is not read", shown(field.text.trim()));
        told.tell(at(field.place).warning(codes::NOT_CARRIED, message));
    }
    let mut table = Table::new(file, columns, records.separator != ',');
    let mut count = 0;
    while let Some(row) = records.next() {
        if let Some(place) = records.unclosed {
            return open(&mut told, place);
        }
        count += 1;
        if count > MAX_ROWS {
            let message = format!("the table has more than {MAX_ROWS} rows");
            told.tell(at(row.first()?.place).error(codes::BAD_TABLE, message));
            return None;
        }
        if let Some(long) = row.iter().find(|field| field.text.len() > MAX_CELL) {
            let (start, end) = (long.place.0, long.place.0 + 1);
            let message = format!("a cell holds {} bytes; at most {MAX_CELL} are read", long.text.len());
            told.tell(at((start, end)).error(codes::BAD_CELL, message));
        } else if let Some(beyond) = row.iter().skip(first.len()).find(|each| !each.text.trim().is_empty()) {
            // As where a number was written with a comma and without quotes: what it says is not known.
            let message = format!("the row has {} cells, and the first row {}", row.len(), first.len());
            let error = at(beyond.place).error(codes::BAD_CELL, message);
            told.tell(error.help("put quotes around a cell that holds the separator"));
        } else {
            table.row(&mut told, &row);
        }
    }
    table.draft(told)
}

/// Most rows; a case of more would be too long to be read.
const MAX_ROWS: usize = 1_000_000;

const HELP: &str = "begin with a row of headings: issue, option, party, value";

/// What was read so far.
struct Table<'a, 'b> {
    file: &'a TextFile<'b>,
    columns: BTreeMap<Column, usize>,
    comma: bool,
    issues: Vec<Question>,
    issue_index: Index,
    parties: Vec<Numbers>,
    party_names: Vec<Option<String>>,
    party_index: Index,
    rounded: Vec<At>,
}

/// An issue as it comes together.
struct Question {
    name: String,
    at: At,
    title: Option<String>,
    options: Vec<(String, Option<String>, At)>,
    index: Index,
    no_deal: Option<(usize, At)>,
}

impl<'a, 'b> Table<'a, 'b> {
    fn new(file: &'a TextFile<'b>, columns: BTreeMap<Column, usize>, comma: bool) -> Self {
        Self {
            file,
            columns,
            comma,
            issues: Vec::new(),
            issue_index: Index::default(),
            parties: Vec::new(),
            party_names: Vec::new(),
            party_index: Index::default(),
            rounded: Vec::new(),
        }
    }

    fn at(&self, field: &Field) -> At {
        At { span: Span::new(self.file.file, field.place.0, field.place.1), cell: None }
    }

    /// The field of a column, where it says anything.
    fn field<'r>(&self, row: &'r [Field], column: Column) -> Option<&'r Field> {
        self.columns.get(&column).and_then(|at| row.get(*at)).filter(|field| !field.text.trim().is_empty())
    }

    fn text(&self, row: &[Field], column: Column) -> Option<String> {
        self.field(row, column).map(|field| field.text.trim().to_owned())
    }

    fn draft(mut self, mut told: Told<'_>) -> Option<Draft> {
        rounded(&mut told, &self.rounded);
        let issues = self.finish_issues(&mut told);
        // What a cell lacks that could not be read is not missing besides.
        if told.failed() {
            return None;
        }
        let rows: Vec<Vec<Row>> = self
            .issues
            .iter()
            .map(|issue| {
                issue
                    .options
                    .iter()
                    .map(|(choice, _, at)| Row { choice: choice.clone(), at: at.clone() })
                    .collect()
            })
            .collect();
        let blank = |issue: usize, row: usize| -> At {
            let place = rows.get(issue).and_then(|rows| rows.get(row)).map(|row| &row.at);
            place.unwrap_or(&self.issues[issue].at).clone()
        };
        if self.parties.is_empty() && !told.failed() {
            told.tell(Diagnostic::error_anywhere(
                codes::NO_PROFILES,
                format!("{} names no party", self.file.path),
            ));
        }
        let because = format!("the numbers are those of {}", file_name(self.file.path));
        let mut ids = Ids::new();
        let mut parties = Vec::new();
        for (numbers, title) in self.parties.iter_mut().zip(&self.party_names) {
            let own = one_basis(numbers);
            let preference = preference(&mut told, &issues, &rows, numbers, false, &blank);
            let mut party = Party {
                id: id(&mut ids, Kind::Party, &numbers.name),
                name: title.clone().unwrap_or_else(|| numbers.name.clone()),
                preference: preference.unwrap_or_default(),
                ..Party::default()
            };
            party.preference.basis = own;
            parties.push(party);
        }
        if told.failed() {
            return None;
        }
        let name = file_name(self.file.path);
        let title = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let mut draft = Draft {
            title: if title.is_empty() { "A table".to_owned() } else { title.to_owned() },
            because,
            head: vec![format!("Read from {name}.")],
            parties,
            issues,
            ..Draft::default()
        };
        settle_bases(&mut draft);
        super::check::guarded(draft, &mut told)
    }

    /// The issues with their ids; option names become choices.
    fn finish_issues(&mut self, told: &mut Told<'_>) -> Vec<Issue> {
        let mut ids = Ids::new();
        let mut issues = Vec::new();
        for question in &mut self.issues {
            if question.options.is_empty() {
                let message = format!("\"{}\" has no options", shown(&question.name));
                told.tell(question.at.error(codes::BAD_TABLE, message));
            }
            let domain = range(&question.options).unwrap_or_else(|| {
                let mut ids = Ids::new();
                let named = question.options.iter().map(|(name, title, _)| Named {
                    id: id(&mut ids, Kind::Option, name),
                    title: title.clone().unwrap_or_else(|| name.clone()),
                    because: None,
                });
                Domain::Options(named.collect())
            });
            for (at, (choice, ..)) in question.options.iter_mut().enumerate() {
                *choice = match &domain {
                    Domain::Options(options) => options[at].id.clone(),
                    _ => decimal(choice, false)
                        .map_or_else(|| folded(choice), |(number, _)| number.to_string()),
                };
            }
            issues.push(Issue {
                id: id(&mut ids, Kind::Issue, &question.name),
                title: question.title.clone().unwrap_or_else(|| question.name.clone()),
                domain,
                no_deal: question.no_deal.as_ref().map(|(choice, _)| question.options[*choice].0.clone()),
                ..Issue::default()
            });
        }
        issues
    }
}

/// The basis of all rows of a party, where they have one; then no row keeps its own.
fn one_basis(numbers: &mut Numbers) -> Option<Basis> {
    let mut entries: Vec<&mut Entry> = numbers
        .weights
        .values_mut()
        .chain(numbers.values.values_mut())
        .chain(&mut numbers.reservation)
        .collect();
    let first = entries.first()?.basis;
    if entries.iter().any(|entry| entry.basis != first) {
        return None;
    }
    entries.iter_mut().for_each(|entry| entry.basis = None);
    first
}

/// Options that are all numbers in equal steps, at least three, as a range;
/// `none` and `unknown` may stand beside the numbers.
fn range(options: &[(String, Option<String>, At)]) -> Option<Domain> {
    let beside = |word: &str| {
        options
            .iter()
            .find(|(name, ..)| folded(name) == word)
            .map(|(name, title, _)| title.clone().unwrap_or_else(|| name.clone()))
    };
    let mut numbers = Vec::new();
    for (name, title, _) in options {
        match decimal(name, false) {
            Some((number, false)) if title.is_none() => numbers.push(number),
            None if matches!(folded(name).as_str(), "none" | "unknown") => {}
            _ => return None,
        }
    }
    let (&[first, second, ..], Some(last)) = (numbers.as_slice(), numbers.last()) else { return None };
    let places = numbers.iter().map(|number| number.places()).max()?;
    let step = second.scaled(places) - first.scaled(places);
    let even = numbers.windows(2).all(|pair| pair[1].scaled(places) - pair[0].scaled(places) == step);
    (numbers.len() >= 3 && even && step > 0).then_some(())?;
    Some(Domain::Range {
        from: first,
        to: *last,
        step: Decimal::from_scaled(step, places)?,
        unit: None,
        none: beside("none"),
        unknown: beside("unknown"),
    })
}

/// The word of a basis.
pub(crate) fn basis(text: &str) -> Option<Basis> {
    [Basis::Stated, Basis::Inferred, Basis::Assumed].into_iter().find(|basis| basis.word() == folded(text))
}

pub(crate) const NO_BASIS: &str = "expected stated, inferred or assumed";

/// What is wrong with a number.
pub(crate) fn unread(text: &str, why: Unread) -> String {
    match why {
        Unread::NoNumber => format!("\"{}\" is no number, range or rank", shown(text.trim())),
        Unread::Falling => format!("the range {} does not rise", shown(text.trim())),
    }
}

/// One warning for all numbers that lost digits.
pub(crate) fn rounded(told: &mut Told<'_>, places: &[At]) {
    if let Some(first) = places.first() {
        let message = match places.len() {
            1 => "a number has more digits than a case holds and was rounded".to_owned(),
            count => format!("{count} numbers have more digits than a case holds and were rounded"),
        };
        told.tell(
            first.warning(codes::ROUNDED, message).note("at most 12 digits, 9 of them after the point"),
        );
    }
}

/// The last part of a path.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
