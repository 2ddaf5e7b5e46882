//! What the record says, statement by statement and package by package.

mod standing;
mod verdict;

use detente_case::date::Date;
use detente_case::model::{Clause, Stance, Statement, Until};
use detente_case::package::{PartyIndex, StatementIndex};
use detente_case::record::Level;

use super::{Oracle, Set};

/// The day looked at, and by when a statement must have become known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// What had been said by this day; everything where there is none.
    pub on: Option<Date>,
    /// What was known by this day.
    pub known_by: Option<Date>,
}

/// For each statement which of its readings is used: 0 as coded.
pub type Reading = Vec<usize>;

/// What has become of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It stands.
    Stands,
    /// It was said later.
    NotYetSaid,
    /// It became known later.
    NotYetKnown,
    /// Its own end has passed.
    Expired,
    /// The party took it back.
    Withdrawn,
    /// The party said something else since.
    Superseded,
}

/// A statement as it concerns one party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The statement.
    pub statement: StatementIndex,
    /// The party.
    pub party: PartyIndex,
    /// Whose word it is.
    pub level: Level,
    /// What has become of it.
    pub state: State,
}

/// Counts of agreements at one level and reading of demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// That nobody who is asked refuses.
    pub nobody_refuses: usize,
    /// Of these, that go against nobody's demand.
    pub against_no_demand: usize,
    /// Of these, within the terms of everybody who is asked.
    pub within_all_terms: usize,
}

/// The record of a case, seen on a day under one reading.
#[derive(Debug)]
pub struct Record<'o> {
    oracle: &'o Oracle<'o>,
    reading: Reading,
    /// Every statement, once for each party that it is about.
    pub entries: Vec<Entry>,
}

impl Oracle<'_> {
    /// Every combination of readings, as coded first.
    #[must_use]
    pub fn readings(&self) -> Vec<Reading> {
        self.case.statements.iter().fold(vec![Vec::new()], |heads, statement| {
            let longer = |head: &Reading| {
                let head = head.clone();
                (0..=statement.as_read.len())
                    .map(move |reading| head.iter().copied().chain([reading]).collect())
            };
            heads.iter().flat_map(longer).collect()
        })
    }

    /// What stands.
    #[must_use]
    pub fn record(&self, view: View, reading: Reading) -> Record<'_> {
        let mut record = Record { oracle: self, reading, entries: Vec::new() };
        for (at, statement) in self.case.statements.iter().enumerate() {
            for &party in &statement.about {
                let (level, state) = (self.level(statement, party), self.by_itself(statement, view));
                record.entries.push(Entry { statement: at, party, level, state });
            }
        }
        record.withdraw(view);
        record.supersede();
        record
    }

    /// *Own* when the chain ends in a named voice that speaks for the party on
    /// that day with a mandate; *reported* when it ends in a named voice that
    /// speaks for no party; *attributed* when it ends in another party's voice,
    /// or when any link is anonymous, without mandate or marked with a carrier.
    /// Where the day is vague the mandate must cover all of it.
    fn level(&self, statement: &Statement, party: PartyIndex) -> Level {
        let voices: Vec<_> = statement.chain.iter().map(|&voice| &self.case.voices[voice]).collect();
        let said = &statement.said;
        for voice in &voices {
            let begun = voice.from.is_none_or(|from| said.earliest.is_some_and(|day| from <= day));
            let lasts = voice.until.is_none_or(|until| said.latest.is_some_and(|day| day <= until));
            let without_mandate = !voice.mandate || voice.speaks_for.is_some() && !(begun && lasts);
            if !voice.named || without_mandate || voice.carrier.is_some() {
                return Level::Attributed;
            }
        }
        match voices.last().and_then(|voice| voice.speaks_for) {
            None => Level::Reported,
            Some(speaks_for) if speaks_for == party => Level::Own,
            Some(_) => Level::Attributed,
        }
    }

    /// What a statement is on a day, others aside.
    fn by_itself(&self, statement: &Statement, view: View) -> State {
        let dated = statement.ground.cite.iter().map(|&citation| {
            let source = &self.case.sources[self.case.citations[citation].source];
            source.date.as_ref().and_then(|date| date.earliest)
        });
        let known = statement.known.or(dated.flatten().min());
        let end = match &statement.until {
            None => None,
            Some(Until::Date(date)) => Some(date),
            Some(Until::Event(event)) => self.case.events[*event].date.as_ref(),
        };
        let end = end.and_then(|end| end.latest);
        if let (Some(on), Some(first)) = (view.on, statement.said.earliest)
            && first > on
        {
            State::NotYetSaid
        } else if view.known_by.is_some_and(|by| known.is_some_and(|known| known > by)) {
            State::NotYetKnown
        } else if view.on.is_some_and(|on| end.is_some_and(|end| end < on)) {
            State::Expired
        } else {
            State::Stands
        }
    }
}

fn is_offer(stance: Stance) -> bool {
    matches!(stance, Stance::Offers | Stance::Proposes | Stance::Accepts)
}

impl Record<'_> {
    /// The sentence that is read as the terms.
    fn sentence(&self, at: StatementIndex) -> Option<&Clause> {
        let statement = &self.oracle.case.statements[at];
        match self.reading[at] {
            0 => statement.terms.as_ref(),
            other => statement.as_read.get(other - 1),
        }
    }

    fn terms(&self, at: StatementIndex) -> Option<Set> {
        self.sentence(at).map(|clause| self.oracle.meet(clause))
    }

    /// Where a statement speaks at all: "in return for" and "so long as".
    fn applies(&self, at: StatementIndex) -> Set {
        let statement = &self.oracle.case.statements[at];
        self.oracle.if_any(statement.only_if.as_ref()).and(&self.oracle.if_any(statement.if_.as_ref()))
    }

    /// The packages with which a statement agrees.
    fn content(&self, at: StatementIndex) -> Option<Set> {
        let (terms, applies) = (self.terms(at)?, self.applies(at));
        match self.oracle.case.statements[at].stance {
            Stance::Demands => Some(applies.complement().or(&terms)),
            Stance::Rejects => Some(applies.and(&terms).complement()),
            Stance::Offers | Stance::Proposes | Stance::Accepts => Some(applies.and(&terms)),
            _ => None,
        }
    }

    /// The statements that stand for a party at a level or closer and decide.
    fn positions(&self, party: PartyIndex, level: Level) -> Vec<StatementIndex> {
        let standing = self.entries.iter().filter(|entry| entry.state == State::Stands);
        let of = standing.filter(|entry| entry.party == party && entry.level <= level);
        of.map(|entry| entry.statement).filter(|&at| self.content(at).is_some()).collect()
    }
}
