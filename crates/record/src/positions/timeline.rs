//! What stood when: for each party and issue the statements in order, from when
//! to when each stood, and what ended it; and what changed between two days.

use std::collections::BTreeSet;

use detente_case::date::Date;
use detente_case::model::{Case, Until};
use detente_case::package::{IssueIndex, PartyIndex, StatementIndex};
use detente_case::record::{Level, Status, View};

use super::{Packages, issues_as_coded};

/// What is asked for; `None` means all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// One party.
    pub party: Option<PartyIndex>,
    /// One issue.
    pub issue: Option<IssueIndex>,
}

/// The statements of one party on one issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The party.
    pub party: PartyIndex,
    /// The issue; `None` for statements that name none as coded.
    pub issue: Option<IssueIndex>,
    /// In order of date, then of writing.
    pub turns: Vec<Turn>,
}

/// One statement in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The statement.
    pub statement: StatementIndex,
    /// Whose word it is.
    pub level: Level,
    /// The first day that it may have been said; `None` where its date is open.
    pub from: Option<Date>,
    /// When it became known, where that is later than the day it was said.
    pub known_later: Option<Date>,
    /// From which of the days looked at it no longer stands, and why; an end that
    /// was itself undone (a withdrawal taken back) is none.
    pub ended: Option<(Date, Status)>,
}

/// The statements of the parties and issues asked for, over the days on which
/// something of the record changes, as known by `known_by` (`None`: now).
pub fn timeline(
    case: &Case,
    filter: Filter,
    known_by: Option<Date>,
    packages: &mut Packages<'_>,
) -> Vec<Row> {
    let days = days(case);
    let standings: Vec<_> =
        days.iter().map(|day| (*day, packages.standing(case, View { on: Some(*day), known_by }))).collect();
    let now = packages.standing(case, View { on: None, known_by });
    let mut rows: Vec<Row> = Vec::new();
    for (at, entry) in now.entries.iter().enumerate() {
        let left_out = filter.party.is_some_and(|party| party != entry.party);
        if left_out || entry.status == Status::NotYetKnown {
            continue;
        }
        let statement = &case.statements[entry.statement];
        // Entries are in the same order in every standing of a case.
        let mut ended = None;
        for (day, standing) in &standings {
            match standing.entries.get(at).map(|entry| &entry.status) {
                Some(status @ (Status::Withdrawn { .. } | Status::Expired | Status::Superseded { .. })) => {
                    ended.get_or_insert_with(|| (*day, status.clone()));
                }
                _ => ended = None,
            }
        }
        let known = case.known(statement);
        let known_later = known.filter(|known| statement.said.latest.is_some_and(|said| *known > said));
        let turn = Turn {
            statement: entry.statement,
            level: entry.level,
            from: statement.said.earliest,
            known_later,
            ended,
        };
        let issues = issues_as_coded(statement);
        let named: Vec<Option<IssueIndex>> =
            if issues.is_empty() { vec![None] } else { issues.into_iter().map(Some).collect() };
        for issue in named.into_iter().filter(|issue| filter.issue.is_none() || *issue == filter.issue) {
            match rows.iter_mut().find(|row| row.party == entry.party && row.issue == issue) {
                Some(row) => row.turns.push(turn.clone()),
                None => rows.push(Row { party: entry.party, issue, turns: vec![turn.clone()] }),
            }
        }
    }
    rows.sort_by_key(|row| (row.party, row.issue.is_none(), row.issue));
    for row in &mut rows {
        row.turns.sort_by_key(|turn| (turn.from, turn.statement));
    }
    rows
}

/// The days on which the record may change: the first day of every date, the
/// day after every end.
fn days(case: &Case) -> BTreeSet<Date> {
    let said = case.statements.iter().flat_map(|statement| [statement.said.earliest, statement.said.latest]);
    let ends = case.statements.iter().filter_map(|statement| {
        let end = match statement.until.as_ref()? {
            Until::Date(date) => date.latest,
            Until::Event(event) => case.events.get(*event)?.date.as_ref()?.latest,
        };
        end?.tomorrow().ok()
    });
    said.flatten().chain(ends).collect()
}

/// How a statement differs between two views of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It stands in the second alone.
    Began,
    /// It stands in the first alone.
    Ended(Status),
}

/// A statement that stands in one of two views.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The statement.
    pub statement: StatementIndex,
    /// The party.
    pub party: PartyIndex,
    /// Whose word it is.
    pub level: Level,
    /// What became of it.
    pub difference: Difference,
}

/// What changed between two views: two days, or one day as known then and as
/// known now.
pub fn changes(case: &Case, from: View, to: View, packages: &mut Packages<'_>) -> Vec<Change> {
    let before = packages.standing(case, from);
    let after = packages.standing(case, to);
    let both = before.entries.iter().zip(&after.entries);
    both.filter_map(|(before, after)| {
        let difference = match (&before.status, &after.status) {
            (Status::Stands, Status::Stands) => return None,
            (Status::Stands, ended) => Difference::Ended(ended.clone()),
            (_, Status::Stands) => Difference::Began,
            _ => return None,
        };
        Some(Change { statement: after.statement, party: after.party, level: after.level, difference })
    })
    .collect()
}
