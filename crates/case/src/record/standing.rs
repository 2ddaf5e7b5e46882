//! Which statements stand on a day.

use crate::date::{Date, VagueDate};
use crate::formula::Formula;
use crate::model::{Case, Stance, Statement, Until};
use crate::package::{PartyIndex, StatementIndex};
use crate::record::level::{Level, level};
use crate::record::reading::{Readings, content};

/// The day looked at, and by when a statement must have become known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// What had been said by this day; `None`: everything.
    pub on: Option<Date>,
    /// What was known by this day; `None`: whatever is known now.
    pub known_by: Option<Date>,
}

/// Whether a statement counts, and if not, why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It stands.
    Stands,
    /// It was said after the day.
    NotYetSaid,
    /// It became known after the day.
    NotYetKnown,
    /// The party withdrew it.
    Withdrawn {
        /// The withdrawal.
        by: StatementIndex,
    },
    /// Its own end has passed.
    Expired,
    /// The party said later, at the same or a higher level, something that no package reconciles with it.
    Superseded {
        /// The later statement.
        by: StatementIndex,
    },
}

/// One statement as it concerns one party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The statement.
    pub statement: StatementIndex,
    /// The party.
    pub party: PartyIndex,
    /// Whose word it is.
    pub level: Level,
    /// Whether it stands.
    pub status: Status,
    /// Whether it became known only after the day looked at.
    pub known_later: bool,
}

/// Two standing statements on one party at different levels that no package reconciles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contest {
    /// The one closer to the party's own word.
    pub closer: StatementIndex,
    /// The other.
    pub farther: StatementIndex,
    /// The party.
    pub party: PartyIndex,
}

/// The record on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What was looked at.
    pub view: View,
    /// Every statement, once for each party that it is about, in order of writing.
    pub entries: Vec<Entry>,
    /// Pairs that contradict each other across levels.
    pub contested: Vec<Contest>,
}

impl Standing {
    /// The entries that stand.
    pub fn standing(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.status == Status::Stands)
    }

    /// The entries that stand for a party at a level or closer.
    pub fn of(&self, party: PartyIndex, level: Level) -> impl Iterator<Item = &Entry> {
        self.standing().filter(move |entry| entry.party == party && entry.level <= level)
    }

    /// Whether a statement is part of a contested pair on a party.
    #[must_use]
    pub fn is_contested(&self, statement: StatementIndex, party: PartyIndex) -> bool {
        let is = |contest: &Contest| contest.closer == statement || contest.farther == statement;
        self.contested.iter().any(|contest| contest.party == party && is(contest))
    }
}

/// Finds out which statements stand.
///
/// A statement stands until the same party withdraws it at the same or a
/// higher level, its `until` has passed, or the party says, at the same or a
/// higher level and on a certainly later date, something that no package
/// reconciles with it; an offer never supersedes another offer.
/// `some_package_meets` tells whether an allowed package meets a formula.
pub fn standing(
    case: &Case,
    view: View,
    readings: &Readings,
    some_package_meets: &mut dyn FnMut(&Formula) -> bool,
) -> Standing {
    let mut entries = Vec::new();
    for (index, statement) in case.statements.iter().enumerate() {
        for &party in &statement.about {
            let known = case.known(statement);
            let known_later = matches!((known, view.on), (Some(known), Some(on)) if known > on);
            let status = if view.on.is_some_and(|on| !statement.said.possibly_by(on)) {
                Status::NotYetSaid
            } else if matches!((known, view.known_by), (Some(known), Some(by)) if known > by) {
                Status::NotYetKnown
            } else if has_ended(case, statement, view.on) {
                Status::Expired
            } else {
                Status::Stands
            };
            let level = level(case, statement, party);
            entries.push(Entry { statement: index, party, level, status, known_later });
        }
    }
    withdraw(case, view.on, &mut entries);
    let contents: Vec<_> = (0..case.statements.len()).map(|index| content(case, index, readings)).collect();
    let mut reconcilable =
        |one: StatementIndex, other: StatementIndex| match (&contents[one], &contents[other]) {
            (Some(one), Some(other)) => some_package_meets(&Formula::and([one.clone(), other.clone()])),
            _ => true,
        };
    supersede(case, &mut entries, &mut reconcilable);
    let contested = contests(case, &entries, &mut reconcilable);
    Standing { view, entries, contested }
}

fn has_ended(case: &Case, statement: &Statement, on: Option<Date>) -> bool {
    let end = match &statement.until {
        None => return false,
        Some(Until::Date(date)) => Some(date),
        Some(Until::Event(event)) => case.events[*event].date.as_ref(),
    };
    matches!((end.and_then(|end| end.latest), on), (Some(end), Some(on)) if end < on)
}

fn was_said(entry: &Entry) -> bool {
    !matches!(entry.status, Status::NotYetSaid | Status::NotYetKnown)
}

/// A withdrawal names what it takes back, so it need not be certainly later;
/// it only must not be certainly earlier. A withdrawal that was itself taken
/// back has no effect. One whose first day is open takes effect on its last: on
/// the days before nobody says that it had been made.
fn withdraw(case: &Case, on: Option<Date>, entries: &mut [Entry]) {
    let made = |said: &VagueDate| on.is_none_or(|on| said.earliest.is_some() || said.certainly_by(on));
    let takes_back = |by: &Entry, entry: &Entry| {
        let (withdrawal, said) = (&case.statements[by.statement], &case.statements[entry.statement].said);
        was_said(by)
            && withdrawal.stance == Stance::Withdraws
            && by.party == entry.party
            && by.level <= entry.level
            && withdrawal.answers.contains(&entry.statement)
            && made(&withdrawal.said)
            && !said.certainly_after(&withdrawal.said)
    };
    let hits: Vec<Vec<usize>> = entries
        .iter()
        .map(|entry| (0..entries.len()).filter(|&by| takes_back(&entries[by], entry)).collect())
        .collect();
    // What nothing effective takes back is itself effective; circles of withdrawals take nothing back.
    let mut taken_back: Vec<Option<bool>> = vec![None; entries.len()];
    let mut settled = false;
    while !settled {
        let before = taken_back.clone();
        for at in 0..entries.len() {
            if hits[at].iter().any(|&by| taken_back[by] == Some(false)) {
                taken_back[at] = Some(true);
            } else if hits[at].iter().all(|&by| taken_back[by] == Some(true)) {
                taken_back[at] = Some(false);
            }
        }
        settled = before == taken_back;
    }
    for at in 0..entries.len() {
        let by = hits[at].iter().find(|&&by| taken_back[by] == Some(false)).map(|&by| entries[by].statement);
        if let (Status::Stands, Some(by)) = (&entries[at].status, by) {
            entries[at].status = Status::Withdrawn { by };
        }
    }
}

fn supersede(
    case: &Case,
    entries: &mut [Entry],
    reconcilable: &mut dyn FnMut(StatementIndex, StatementIndex) -> bool,
) {
    let said: Vec<_> = entries.iter().filter(|entry| was_said(entry)).cloned().collect();
    for entry in entries.iter_mut().filter(|entry| entry.status == Status::Stands) {
        let earlier = &case.statements[entry.statement];
        let by = said.iter().find(|later| {
            let statement = &case.statements[later.statement];
            later.party == entry.party
                && later.level <= entry.level
                && statement.said.certainly_after(&earlier.said)
                && !(statement.stance.is_offer() && earlier.stance.is_offer())
                && !reconcilable(entry.statement, later.statement)
        });
        if let Some(by) = by {
            entry.status = Status::Superseded { by: by.statement };
        }
    }
}

/// Offers are alternatives: two of them never contradict each other.
fn contests(
    case: &Case,
    entries: &[Entry],
    reconcilable: &mut dyn FnMut(StatementIndex, StatementIndex) -> bool,
) -> Vec<Contest> {
    let offer = |entry: &Entry| case.statements[entry.statement].stance.is_offer();
    let standing: Vec<_> = entries.iter().filter(|entry| entry.status == Status::Stands).collect();
    let mut contested = Vec::new();
    for closer in &standing {
        for farther in &standing {
            let comparable = closer.party == farther.party
                && closer.level < farther.level
                && !(offer(closer) && offer(farther));
            if comparable && !reconcilable(closer.statement, farther.statement) {
                contested.push(Contest {
                    closer: closer.statement,
                    farther: farther.statement,
                    party: closer.party,
                });
            }
        }
    }
    contested
}
