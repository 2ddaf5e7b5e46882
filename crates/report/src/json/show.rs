//! `show` as JSON.

use detente_case::model::{Case, Domain};
use detente_case::record::{Standing, stance_table};
use schemars::JsonSchema;
use serde::Serialize;

use super::common::{self, Head};
use crate::on_record::status;
use crate::provenance::Provenance;
use crate::words;

/// The case as read.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ShowShape {
    /// The case and the day.
    #[serde(flatten)]
    pub head: Head,
    /// The issues.
    pub issues: Vec<IssueShape>,
    /// Every statement, once a party, and whether it stands.
    pub statements: Vec<EntryShape>,
    /// The stance table; it decides nothing.
    pub stances: Vec<StanceShape>,
    /// What it was made with and from.
    pub made_with: Provenance,
}

/// An issue.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct IssueShape {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// `one-of`, `any-of` or `number`.
    pub kind: String,
    /// Choices by id and title; of an any-of issue, its options.
    pub options: Vec<OptionShape>,
    /// When it arises; absent: always.
    pub when: Option<String>,
    /// The choice without an agreement.
    pub no_deal: Option<String>,
    /// Whose territory, people, forces or status is decided.
    pub disposes_of: Vec<String>,
}

/// An option.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OptionShape {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
}

/// A statement as it concerns one party.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EntryShape {
    /// Id.
    pub statement: String,
    /// The party.
    pub party: String,
    /// When it was said.
    pub said: String,
    /// Voices, outermost reporter first.
    pub chain: Vec<String>,
    /// What it says, in words.
    pub says: String,
    /// Level of evidence.
    pub level: String,
    /// Whether it stands on the day.
    pub stands: bool,
    /// Why it does not.
    pub because: Option<String>,
    /// Whether it became known only after the day.
    pub known_later: bool,
    /// Whether another standing statement at another level contradicts it.
    pub contested: bool,
    /// Its citations.
    pub cite: Vec<String>,
}

/// A cell of the stance table.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StanceShape {
    /// The party.
    pub party: String,
    /// The issue.
    pub issue: String,
    /// Standing statements that mention it.
    pub statements: Vec<String>,
    /// Whether some of them contradict each other across levels.
    pub contested: bool,
    /// Whether the issue concerns the party and nothing stands: not a consent.
    pub silent: bool,
}

/// The shape of `show --format json`.
#[must_use]
pub fn show(case: &Case, standing: &Standing, made_with: &Provenance) -> ShowShape {
    let issue = |issue: &detente_case::model::Issue| IssueShape {
        id: issue.id.clone(),
        title: issue.title.clone(),
        kind: match issue.domain {
            Domain::OneOf(_) => "one-of",
            Domain::AnyOf(_) => "any-of",
            Domain::Number { .. } => "number",
        }
        .to_owned(),
        options: match &issue.domain {
            Domain::OneOf(options) | Domain::AnyOf(options) => options
                .iter()
                .map(|option| OptionShape { id: option.id.clone(), title: option.title.clone() })
                .collect(),
            Domain::Number { .. } => (0..issue.choices())
                .filter_map(|choice| u16::try_from(choice).ok())
                .map(|choice| OptionShape { id: issue.choice_id(choice), title: issue.choice_title(choice) })
                .collect(),
        },
        when: issue.when.as_ref().map(|when| when.text.clone()),
        no_deal: issue.no_deal.map(|choice| issue.choice_id(choice)),
        disposes_of: common::party_ids(case, &issue.disposes_of),
    };
    let stance = |cell: detente_case::record::Cell| StanceShape {
        party: case.parties[cell.party].id.clone(),
        issue: case.issues[cell.issue].id.clone(),
        statements: cell.entries.iter().map(|entry| case.statements[entry.statement].id.clone()).collect(),
        contested: cell.contested,
        silent: cell.silent,
    };
    ShowShape {
        head: common::head(case, standing.view, "show"),
        issues: case.issues.iter().map(issue).collect(),
        statements: entries(case, standing),
        stances: stance_table(case, standing).into_iter().map(stance).collect(),
        made_with: made_with.clone(),
    }
}

/// Every statement of the record, once a party.
pub(super) fn entries(case: &Case, standing: &Standing) -> Vec<EntryShape> {
    let shape = |entry: &detente_case::record::Entry| {
        let statement = &case.statements[entry.statement];
        let because = status(case, &entry.status);
        EntryShape {
            statement: statement.id.clone(),
            party: case.parties[entry.party].id.clone(),
            said: statement.said.to_string(),
            chain: statement.chain.iter().map(|&voice| case.voices[voice].id.clone()).collect(),
            says: words::says(case, entry.statement),
            level: common::level(entry.level),
            stands: because.is_none(),
            because,
            known_later: entry.known_later,
            contested: standing.is_contested(entry.statement, entry.party),
            cite: statement.ground.cite.iter().map(|&citation| case.citations[citation].id.clone()).collect(),
        }
    };
    standing.entries.iter().map(shape).collect()
}
