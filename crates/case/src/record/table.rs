//! The stance table: who has said what on which issue, as a summary for
//! readers. It decides nothing.

use fixedbitset::FixedBitSet;

use crate::model::Case;
use crate::package::{IssueIndex, PartyIndex, StatementIndex};
use crate::record::standing::{Entry, Standing};

/// What stands on one issue for one party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The party.
    pub party: PartyIndex,
    /// The issue.
    pub issue: IssueIndex,
    /// Standing statements that mention the issue, closest level first, then in order of writing.
    pub entries: Vec<Entry>,
    /// Whether any two of them contradict each other across levels.
    pub contested: bool,
    /// Whether the issue concerns the party and nothing stands: a silence, not a consent.
    pub silent: bool,
}

/// The table, party by party and issue by issue in case order.
#[must_use]
pub fn stance_table(case: &Case, standing: &Standing) -> Vec<Cell> {
    let mentioned: Vec<_> = (0..case.statements.len()).map(|statement| mentions(case, statement)).collect();
    let mut cells = Vec::with_capacity(case.parties.len() * case.issues.len());
    for party in 0..case.parties.len() {
        for issue in 0..case.issues.len() {
            let on_issue =
                |entry: &&Entry| entry.party == party && mentioned[entry.statement].contains(issue);
            let mut entries: Vec<_> = standing.standing().filter(on_issue).cloned().collect();
            entries.sort_by_key(|entry| entry.level);
            let contested = entries.iter().any(|entry| standing.is_contested(entry.statement, party));
            let silent = entries.is_empty() && case.parties[party].concerns.contains(&issue);
            cells.push(Cell { party, issue, entries, contested, silent });
        }
    }
    cells
}

/// Issues named in the terms, conditions and readings of a statement.
fn mentions(case: &Case, statement: StatementIndex) -> FixedBitSet {
    let statement = &case.statements[statement];
    let mut marked = FixedBitSet::with_capacity(case.issues.len());
    let clauses = [&statement.terms, &statement.only_if, &statement.if_, &statement.first];
    for clause in clauses.into_iter().flatten().chain(&statement.as_read) {
        marked.extend(clause.names.iter().copied());
    }
    marked
}
