//! Which statements stand: what was taken back, and what something said later
//! leaves no room for.

use std::collections::BTreeSet;

use detente_case::date::VagueDate;
use detente_case::model::{Stance, Statement};
use detente_case::package::{PartyIndex, StatementIndex};

use super::{Entry, Record, State, View, is_offer};

/// Certainly later: on every day that either can mean; what is "about" a period
/// is never certainly later, or earlier, than what adjoins it.
fn later(one: &VagueDate, other: &VagueDate) -> bool {
    let apart = if one.approximate || other.approximate { 2 } else { 1 };
    one.earliest.zip(other.latest).is_some_and(|(one, other)| (one - other).get_days() >= apart)
}

impl Record<'_> {
    fn statement(&self, entry: &Entry) -> &Statement {
        &self.oracle.case.statements[entry.statement]
    }

    fn was_said(entry: &Entry) -> bool {
        !matches!(entry.state, State::NotYetSaid | State::NotYetKnown)
    }

    /// A withdrawal takes effect unless it is itself taken back by one that
    /// does. It must come from the same or a higher level and not certainly
    /// precede what it takes back; said "not later than" a day, it counts from that day.
    pub(super) fn withdraw(&mut self, view: View) {
        let hits = |by: &Entry, on: &Entry| {
            let (withdrawal, earlier) = (self.statement(by), self.statement(on));
            withdrawal.stance == Stance::Withdraws
                && Self::was_said(by)
                && by.party == on.party
                && by.level <= on.level
                && withdrawal.answers.contains(&on.statement)
                && !later(&earlier.said, &withdrawal.said)
                && (withdrawal.said.earliest.is_some()
                    || view.on.zip(withdrawal.said.latest).is_none_or(|(on, last)| last <= on))
        };
        // From the last word back: what nobody takes back takes effect.
        let mut taken_back: Vec<Option<bool>> = vec![None; self.entries.len()];
        for _ in 0..self.entries.len() {
            for (at, entry) in self.entries.iter().enumerate() {
                let by: Vec<_> =
                    (0..self.entries.len()).filter(|&by| hits(&self.entries[by], entry)).collect();
                if by.iter().any(|&by| taken_back[by] == Some(false)) {
                    taken_back[at] = Some(true);
                } else if by.iter().all(|&by| taken_back[by] == Some(true)) {
                    taken_back[at] = Some(false);
                }
            }
        }
        for (entry, taken_back) in self.entries.iter_mut().zip(taken_back) {
            if entry.state == State::Stands && taken_back == Some(true) {
                entry.state = State::Withdrawn;
            }
        }
    }

    pub(super) fn supersede(&mut self) {
        let superseded = |entry: &Entry| {
            let earlier = self.statement(entry);
            self.entries.iter().filter(|by| Self::was_said(by)).any(|by| {
                let statement = self.statement(by);
                by.party == entry.party
                    && by.level <= entry.level
                    && later(&statement.said, &earlier.said)
                    && !(is_offer(statement.stance) && is_offer(earlier.stance))
                    && self.irreconcilable(by.statement, entry.statement)
            })
        };
        let all: Vec<_> = self.entries.iter().map(superseded).collect();
        for (entry, superseded) in self.entries.iter_mut().zip(all) {
            if entry.state == State::Stands && superseded {
                entry.state = State::Superseded;
            }
        }
    }

    /// Whether no allowed package reconciles two statements.
    fn irreconcilable(&self, one: StatementIndex, other: StatementIndex) -> bool {
        match (self.content(one), self.content(other)) {
            (Some(one), Some(other)) => self.oracle.allowed().and(&one).and(&other).is_empty(),
            _ => false,
        }
    }

    /// Pairs of standing statements on one party, a closer and a farther one,
    /// that no package reconciles; offers are alternatives.
    #[must_use]
    pub fn contested(&self) -> BTreeSet<(PartyIndex, StatementIndex, StatementIndex)> {
        let standing = || self.entries.iter().filter(|entry| entry.state == State::Stands);
        let pairs = standing().flat_map(|closer| standing().map(move |farther| (closer, farther)));
        pairs
            .filter(|(closer, farther)| {
                let offers = [closer, farther].map(|entry| is_offer(self.statement(entry).stance));
                closer.party == farther.party
                    && closer.level < farther.level
                    && offers != [true; 2]
                    && self.irreconcilable(closer.statement, farther.statement)
            })
            .map(|(closer, farther)| (closer.party, closer.statement, farther.statement))
            .collect()
    }
}
