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
    let mut rows = Rows::default();
    let mut header: Vec<String> = ["group", "reasons"].map(str::to_owned).to_vec();
    header.extend(case.issues.iter().map(|issue| issue.id.clone()));
    let mut titles = vec!["all".to_owned()];
    titles.extend(answers.parties.iter().map(|&party| format!("accepts:{}", case.parties[party].id)));
    titles.push("frontier".to_owned());
    titles.extend(Concept::ALL.map(|concept| concept.word().to_owned()));
    titles.extend(["gain", "regret"].map(str::to_owned));
    header.extend(titles.iter().flat_map(|title| [title.clone(), format!("{title}:error")]));
    header.push("worst-regret".to_owned());
    rows.push(header);
    for answer in &answers.packages {
        let reasons: Vec<_> = answer.reasons.iter().map(|reason| reason.word()).collect();
        let mut figures = vec![answer.all];
        figures.extend(&answer.accepts);
        figures.push(answer.frontier);
        figures.extend(answer.concepts);
        figures.extend([answer.gain, answer.regret]);
        let mut row = vec![answer.group.to_string(), reasons.join("+")];
        row.extend(options(case, &answer.package));
        row.extend(
            figures.iter().flat_map(|each| [format!("{:.6}", each.value), format!("{:.6}", each.error)]),
        );
        row.push(format!("{:.6}", answer.worst_regret));
        rows.push(row);
    }
    rows.finish()
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
