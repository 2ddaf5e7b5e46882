//! Packages as rows, for spreadsheets.

mod stability;

use detente_case::model::Case;
use detente_case::package::Choice;
use detente_robust::answers::{Answers, Concept};
use detente_settle::on_record::{Decides, OnRecord};
use detente_settle::solve::Answer;
use detente_space::fraction::Fraction;

use crate::json::acceptance;
use crate::solve::{concepts, decimal};
pub use stability::{grid, inverse, shares, stability};

/// The packages of an answer: those to look at, the frontier, what the concepts
/// pick and what movements open; one column an issue, three a party.
#[must_use]
pub fn solve(case: &Case, answer: &Answer) -> String {
    let mut rows = Rows::default();
    let issues = case.issues.iter().map(|issue| issue.id.clone());
    let of_party = |party: &detente_case::model::Party| {
        ["accepts", "least", "greatest", "point"].map(|what| format!("{}:{what}", party.id))
    };
    rows.push(["kind".to_owned()].into_iter().chain(issues).chain(case.parties.iter().flat_map(of_party)));
    for proposal in &answer.proposals {
        let cells = proposal.parties.iter().enumerate().flat_map(|(party, each)| match each {
            None => [String::new(), String::new(), String::new(), String::new()],
            Some(_) if !case.is_asked(party, &proposal.package) => {
                ["not asked".to_owned(), String::new(), String::new(), String::new()]
            }
            Some(each) => {
                let value = |pick: fn(&detente_space::worth::Interval) -> Fraction| {
                    each.value.as_ref().map_or_else(String::new, |value| decimal(pick(value), 6))
                };
                let [least, greatest] = [value(|value| value.least), value(|value| value.greatest)];
                [acceptance(each.accepts).to_owned(), least, greatest, String::new()]
            }
        });
        rows.push(["package".to_owned()].into_iter().chain(options(case, &proposal.package)).chain(cells));
    }
    if let Some(frontier) = &answer.frontier {
        let picked = concepts(frontier);
        for (at, point) in frontier.points.iter().enumerate() {
            let mut kinds = vec!["frontier"];
            kinds.extend(
                picked.iter().filter(|(_, chosen)| chosen.contains(&at)).map(|(concept, _)| *concept),
            );
            let cells = (0..case.parties.len()).flat_map(|party| {
                let coordinate = frontier.parties.iter().position(|each| *each == party);
                let value = coordinate.and_then(|at| {
                    Fraction::new(i128::from(point.vector[at]), i128::from(frontier.denominators[at]))
                });
                let shown = value.map_or_else(String::new, |value| decimal(value, 6));
                [String::new(), String::new(), String::new(), shown]
            });
            rows.push([kinds.join("+")].into_iter().chain(options(case, &point.witness)).chain(cells));
        }
    }
    if let Some(blockers) = &answer.blockers {
        for opening in &blockers.corrections {
            let empty = std::iter::repeat_n(String::new(), 4 * case.parties.len());
            rows.push(["opened".to_owned()].into_iter().chain(options(case, &opening.package)).chain(empty));
        }
    }
    rows.finish()
}

/// The packages of a robustness report with their shares of draws, one a row.
#[must_use]
pub fn robust(case: &Case, answers: &Answers) -> String {
    let columns = robust_columns(case, answers);
    let mut rows = Rows::default();
    rows.push(columns.iter().map(|(name, _)| name.clone()));
    for row in 0..answers.packages.len() {
        rows.push(columns.iter().map(|(_, cells)| cells.shown(row)));
    }
    rows.finish()
}

/// The same as columns.
pub(crate) fn robust_columns(case: &Case, answers: &Answers) -> Columns {
    let packages = || answers.packages.iter();
    let mut columns = Columns::of([
        (
            "group".to_owned(),
            Cells::Counts(packages().map(|answer| i64::try_from(answer.group).unwrap_or(i64::MAX)).collect()),
        ),
        (
            "reasons".to_owned(),
            Cells::Texts(
                packages()
                    .map(|answer| {
                        let reasons: Vec<_> = answer.reasons.iter().map(|reason| reason.word()).collect();
                        reasons.join("+")
                    })
                    .collect(),
            ),
        ),
    ]);
    let chosen: Vec<Vec<String>> =
        packages().map(|answer| options(case, &answer.package).collect()).collect();
    for (at, issue) in case.issues.iter().enumerate() {
        let texts = chosen.iter().map(|row| row.get(at).cloned().unwrap_or_default());
        columns.push(issue.id.clone(), Cells::Texts(texts.collect()));
    }
    let mut titles = vec!["all".to_owned()];
    titles.extend(answers.parties.iter().map(|&party| format!("accepts:{}", case.parties[party].id)));
    titles.push("frontier".to_owned());
    titles.extend(Concept::ALL.map(|concept| concept.word().to_owned()));
    titles.extend(["gain", "regret"].map(str::to_owned));
    let figures: Vec<Vec<_>> = packages()
        .map(|answer| {
            let mut figures = vec![answer.all];
            figures.extend(&answer.accepts);
            figures.push(answer.frontier);
            figures.extend(answer.concepts);
            figures.extend([answer.gain, answer.regret]);
            figures
        })
        .collect();
    for (at, title) in titles.into_iter().enumerate() {
        let column = || figures.iter().filter_map(|row| row.get(at));
        let [value, error] =
            [column().map(|each| each.value).collect(), column().map(|each| each.error).collect()];
        columns.push(title.clone(), Cells::Numbers(value));
        columns.push(format!("{title}:error"), Cells::Numbers(error));
    }
    columns.push(
        "worst-regret".to_owned(),
        Cells::Numbers(packages().map(|answer| answer.worst_regret).collect()),
    );
    columns
}

/// A table by columns, all of one length.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns(Vec<(String, Cells)>);

/// The cells of a column.
#[derive(Clone, Debug)]
pub(crate) enum Cells {
    /// Ids and words.
    Texts(Vec<String>),
    /// Measured numbers.
    Numbers(Vec<f64>),
    /// Counts and positions.
    Counts(Vec<i64>),
}

impl Columns {
    pub(crate) fn of(columns: impl IntoIterator<Item = (String, Cells)>) -> Self {
        Self(columns.into_iter().collect())
    }

    fn push(&mut self, name: String, cells: Cells) {
        self.0.push((name, cells));
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &(String, Cells)> {
        self.0.iter()
    }
}

impl Cells {
    /// A cell as text; numbers in six places.
    fn shown(&self, row: usize) -> String {
        let shown = match self {
            Self::Texts(texts) => texts.get(row).cloned(),
            Self::Numbers(numbers) => numbers.get(row).map(|number| format!("{number:.6}")),
            Self::Counts(counts) => counts.get(row).map(ToString::to_string),
        };
        shown.unwrap_or_default()
    }
}

/// The deciding statements of the record, one a row.
#[must_use]
pub fn on_record(case: &Case, answer: &OnRecord) -> String {
    let mut rows = Rows::default();
    rows.push(["statement", "said", "party", "level", "decides", "packages"].map(ToOwned::to_owned));
    for each in &answer.deciding {
        let decides = match each.decides {
            Decides::Refuses => "refuses",
            Decides::Demands => "against",
        };
        rows.push([
            case.statements[each.statement].id.clone(),
            case.statements[each.statement].said.to_string(),
            case.parties[each.party].id.clone(),
            each.level.word().to_owned(),
            decides.to_owned(),
            each.strikes.to_string(),
        ]);
    }
    rows.finish()
}

fn options(case: &Case, package: &[Choice]) -> impl Iterator<Item = String> {
    (0..case.issues.len()).map(move |issue| {
        if case.arises(issue, package) {
            case.issues[issue].choice_id(package[issue])
        } else {
            "-".to_owned()
        }
    })
}

/// Rows of a CSV text (RFC 4180).
#[derive(Default)]
struct Rows {
    text: Vec<u8>,
}

impl Rows {
    fn push(&mut self, cells: impl IntoIterator<Item = String>) {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(&mut self.text);
        // Writing to memory cannot fail.
        let _ = writer.write_record(cells.into_iter().map(|cell| harmless(&cell)));
        let _ = writer.flush();
    }

    fn finish(self) -> String {
        String::from_utf8_lossy(&self.text).into_owned()
    }
}

/// A cell that no spreadsheet takes for a formula.
fn harmless(cell: &str) -> String {
    let is_number = cell.parse::<f64>().is_ok();
    match cell.chars().next() {
        Some('=' | '+' | '@' | '\t' | '\r') => format!("'{cell}"),
        Some('-') if !is_number && cell.len() > 1 => format!("'{cell}"),
        _ => cell.to_owned(),
    }
}
