//! A case as a flat CSV file.

use detente_case::evidence::Basis;
use detente_case::model::{Case, Domain};
use detente_case::preference::Reservation;

use super::say::{self, Names, Said, Valued};
use super::{CAP, NO_DEAL, SCALE, WEIGHT, csv};
use crate::draft::Ids;
use crate::export::{ExportError, Exported, Output};
use crate::format::Format;
use crate::left_out;

/// Most rows that are written.
const MAX_ROWS: usize = 2_000_000;

/// One row before columns that nobody needs are left out.
#[derive(Default)]
struct Row {
    issue_name: String,
    issue_title: String,
    option: String,
    option_title: String,
    party: String,
    party_name: String,
    said: Said,
    no_deal: bool,
}

/// The table of a case.
pub(crate) fn write(case: &Case) -> Result<Exported, ExportError> {
    let choices: usize = case.issues.iter().map(|issue| issue.choices()).sum();
    if choices.saturating_mul(case.parties.len()) > MAX_ROWS {
        return Err(ExportError {
            reason: format!("the table would have more than {MAX_ROWS} rows"),
            help: Some("issues that take any set of options have a row for each set".to_owned()),
        });
    }
    let mut left_out = say::beyond_numbers(case);
    left_out.extend(left_out::of_language(case, left_out::nothing));
    for issue in case.issues.iter().filter(|issue| matches!(issue.domain, Domain::AnyOf(_))) {
        left_out.push(format!(
            "that \"{}\" takes any set of its options: every set is an option of its own",
            issue.title
        ));
    }
    for issue in &case.issues {
        if let Domain::Number { unit: Some(unit), .. } = &issue.domain {
            left_out.push(format!("the unit of \"{}\", {unit}", issue.title));
        }
    }
    let text = csv::written(&records(&rows(case)));
    let file =
        Output { name: format!("{}.csv", Ids::new().make(&case.title, "case")), bytes: text.into_bytes() };
    Ok(Exported { format: Format::Csv, files: vec![file], left_out })
}

fn rows(case: &Case) -> Vec<Row> {
    let names = Names::of(case);
    let mut rows = Vec::new();
    let party_row = |party: usize| Row {
        party: names.parties[party].0.clone(),
        party_name: names.parties[party].1.clone().unwrap_or_default(),
        ..Row::default()
    };
    let values = Valued::of(case);
    let weights = values.weights();
    for (at, issue) in case.issues.iter().enumerate() {
        let in_issue = |row: Row| Row {
            issue_name: names.issues[at].0.clone(),
            issue_title: names.issues[at].1.clone().unwrap_or_default(),
            ..row
        };
        for (party, weights) in weights.iter().enumerate() {
            if let Some(said) = weights.get(&at) {
                rows.push(in_issue(Row {
                    option: WEIGHT.to_owned(),
                    said: said.clone(),
                    ..party_row(party)
                }));
            }
        }
        let cells = values.choices(at, issue, false);
        for choice in say::choices(issue) {
            let title = match &issue.domain {
                Domain::OneOf(_) => {
                    names.options[at].get(usize::from(choice)).and_then(|(_, title)| title.clone())
                }
                Domain::AnyOf(_) => None,
                Domain::Number { numbers, .. } if usize::from(choice) < numbers.len() => None,
                Domain::Number { .. } => Some(issue.choice_title(choice)),
            };
            let in_choice = |row: Row| Row {
                option: names.choice(case, at, choice),
                option_title: title.clone().unwrap_or_default(),
                no_deal: issue.no_deal == Some(choice),
                ..in_issue(row)
            };
            let mut said = false;
            for (party, cells) in cells.iter().enumerate() {
                if let Some(cell) = cells.get(&choice) {
                    said = true;
                    rows.push(in_choice(Row { said: cell.clone(), ..party_row(party) }));
                }
            }
            if !said {
                rows.push(in_choice(Row::default()));
            }
        }
    }
    for (party, preference) in case.preferences.iter().enumerate() {
        let mut special = |name: &str, said: Said| {
            rows.push(Row { issue_name: name.to_owned(), said, ..party_row(party) });
        };
        if let Reservation::Value(range) = &preference.reservation {
            special(NO_DEAL, say::said(range));
        }
        let plain = |text: String| Said { text, ..Said::default() };
        if let Some(values) = values.party(party) {
            values.divisor.into_iter().for_each(|scale| special(SCALE, plain(scale.to_string())));
            values.cap.into_iter().for_each(|cap| special(CAP, plain(cap.to_string())));
        }
    }
    // The reader takes parties in the order in which they appear.
    let mut appearing: Vec<&str> = Vec::new();
    for row in rows.iter().filter(|row| !row.party.is_empty()) {
        if !appearing.contains(&row.party.as_str()) {
            appearing.push(&row.party);
        }
    }
    if !appearing.iter().eq(names.parties.iter().map(|(name, _)| name)) {
        let declared =
            (0..case.parties.len()).map(|party| Row { issue_name: NO_DEAL.to_owned(), ..party_row(party) });
        rows = declared.chain(rows).collect();
    }
    rows
}

/// The rows as records under their headings; optional columns where any row has one.
fn records(rows: &[Row]) -> Vec<Vec<String>> {
    type Cell = fn(&Row) -> String;
    let optional: [(&str, Cell); 5] = [
        ("no deal", |row| if row.no_deal { "x".to_owned() } else { String::new() }),
        ("because", |row| row.said.because.clone().unwrap_or_default()),
        ("issue title", |row| row.issue_title.clone()),
        ("option title", |row| row.option_title.clone()),
        ("party name", |row| row.party_name.clone()),
    ];
    let used: Vec<_> =
        optional.into_iter().filter(|(_, cell)| rows.iter().any(|row| !cell(row).is_empty())).collect();
    let with_basis = rows.iter().any(assumed_not);
    let mut head = ["issue", "option", "party", "value"].map(str::to_owned).to_vec();
    head.extend(with_basis.then(|| "basis".to_owned()));
    head.extend(used.iter().map(|(name, _)| (*name).to_owned()));
    let mut records = vec![head];
    for row in rows {
        let mut record =
            vec![row.issue_name.clone(), row.option.clone(), row.party.clone(), row.said.text.clone()];
        record.extend(with_basis.then(|| row.said.basis.map_or("", Basis::word).to_owned()));
        record.extend(used.iter().map(|(_, cell)| cell(row)));
        records.push(record);
    }
    records
}

fn assumed_not(row: &Row) -> bool {
    row.said.basis.is_some_and(|basis| basis != Basis::Assumed)
}
