//! What the record says, statement by statement and package by package.

use std::collections::BTreeSet;

use detente_case::date::{Date, VagueDate};
use detente_case::model::{Clause, Stance, Statement, Until};
use detente_case::package::{IssueIndex, PartyIndex, StatementIndex};
use detente_case::record::{Demands, Level, VerdictKind};

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
                (0..=statement.as_read.len()).map(move |reading| head.iter().copied().chain([reading]).collect())
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
        record.withdraw();
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

/// Certainly later: on every day that either can mean.
fn later(one: &VagueDate, other: &VagueDate) -> bool {
    one.earliest.zip(other.latest).is_some_and(|(one, other)| one > other)
}

fn is_offer(stance: Stance) -> bool {
    matches!(stance, Stance::Offers | Stance::Proposes | Stance::Accepts)
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
    /// precede what it takes back.
    fn withdraw(&mut self) {
        let hits = |by: &Entry, on: &Entry| {
            let (withdrawal, earlier) = (self.statement(by), self.statement(on));
            withdrawal.stance == Stance::Withdraws
                && Self::was_said(by)
                && by.party == on.party
                && by.level <= on.level
                && withdrawal.answers.contains(&on.statement)
                && !later(&earlier.said, &withdrawal.said)
        };
        // From the last word back: what nobody takes back takes effect.
        let mut taken_back: Vec<Option<bool>> = vec![None; self.entries.len()];
        for _ in 0..self.entries.len() {
            for (at, entry) in self.entries.iter().enumerate() {
                let by: Vec<_> = (0..self.entries.len()).filter(|&by| hits(&self.entries[by], entry)).collect();
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

    fn supersede(&mut self) {
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
    /// that no package reconciles.
    #[must_use]
    pub fn contested(&self) -> BTreeSet<(PartyIndex, StatementIndex, StatementIndex)> {
        let standing = || self.entries.iter().filter(|entry| entry.state == State::Stands);
        let pairs = standing().flat_map(|closer| standing().map(move |farther| (closer, farther)));
        pairs
            .filter(|(closer, farther)| {
                closer.party == farther.party
                    && closer.level < farther.level
                    && self.irreconcilable(closer.statement, farther.statement)
            })
            .map(|(closer, farther)| (closer.party, closer.statement, farther.statement))
            .collect()
    }

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

    /// The packages that each statement refuses: those that satisfy what it
    /// rejects, or fail what it demands for good.
    #[must_use]
    pub fn refusals(&self, party: PartyIndex, level: Level, demands: Demands) -> Vec<(StatementIndex, Set)> {
        let refuses = |at: &StatementIndex| {
            let statement = &self.oracle.case.statements[*at];
            statement.stance == Stance::Rejects || self.is_final(*at, demands)
        };
        let positions = self.positions(party, level).into_iter().filter(refuses);
        positions.map(|at| (at, self.content(at).expect("it decides").complement())).collect()
    }

    fn is_final(&self, at: StatementIndex, demands: Demands) -> bool {
        let statement = &self.oracle.case.statements[at];
        statement.stance == Stance::Demands && (statement.firm || demands == Demands::Final)
    }

    /// The packages that go against each statement: those that fail what it
    /// demands, or satisfy the terms of what it offers without its `only-if`.
    #[must_use]
    pub fn oppositions(&self, party: PartyIndex, level: Level, demands: Demands) -> Vec<(StatementIndex, Set)> {
        let mut all = Vec::new();
        for at in self.positions(party, level) {
            let statement = &self.oracle.case.statements[at];
            match (statement.stance, &statement.only_if) {
                (Stance::Demands, _) if !self.is_final(at, demands) => {
                    all.push((at, self.content(at).expect("it decides").complement()));
                }
                (stance, Some(only_if)) if is_offer(stance) => {
                    let terms = self.terms(at).expect("it decides");
                    // "In return for": silent on the other case.
                    let spoken = self.oracle.if_any(statement.if_.as_ref());
                    all.push((at, terms.and(&spoken).minus(&self.oracle.meet(only_if))));
                }
                _ => {}
            }
        }
        all
    }

    /// The occasions of a party: the packages that satisfy all of it, and the
    /// issues that it names.
    fn occasions(&self, party: PartyIndex, level: Level) -> Vec<(Set, BTreeSet<IssueIndex>)> {
        let case = self.oracle.case;
        let mut speeches: Vec<Vec<StatementIndex>> = Vec::new();
        for at in self.positions(party, level) {
            let statement = &case.statements[at];
            if statement.stance == Stance::Rejects {
                continue;
            }
            let same = |speech: &&mut Vec<StatementIndex>| {
                statement.occasion.is_some() && case.statements[speech[0]].occasion == statement.occasion
            };
            match speeches.iter_mut().find(same) {
                Some(speech) => speech.push(at),
                None => speeches.push(vec![at]),
            }
        }
        // A demand that no agreement already meets is no term of a settlement.
        let no_agreement = self.oracle.no_agreement();
        let counts = |at: &StatementIndex| {
            let met = self.content(*at).expect("it decides");
            is_offer(case.statements[*at].stance) || met.and(&no_agreement).is_empty()
        };
        let speech = |speech: Vec<StatementIndex>| {
            let satisfied = speech.iter().map(|&at| self.content(at).expect("it decides"));
            let satisfied = satisfied.fold(self.oracle.every(true), |all, each| all.and(&each));
            let named = speech.iter().flat_map(|&at| {
                let statement = &case.statements[at];
                let clauses = [self.sentence(at), statement.only_if.as_ref(), statement.if_.as_ref()];
                clauses.into_iter().flatten().flat_map(|clause| self.oracle.named(clause)).collect::<Vec<_>>()
            });
            (satisfied, named.collect())
        };
        speeches.into_iter().filter(|each| each.iter().any(counts)).map(speech).collect()
    }

    /// What the record says of every package, for one party at one level.
    #[must_use]
    pub fn verdicts(&self, party: PartyIndex, level: Level, demands: Demands) -> Vec<VerdictKind> {
        let refusals = self.refusals(party, level, demands);
        let oppositions = self.oppositions(party, level, demands);
        let occasions = self.occasions(party, level);
        let arises: Vec<_> = (0..self.oracle.case.issues.len()).map(|issue| self.oracle.arises(issue)).collect();
        let verdict = |at: usize| {
            if refusals.iter().any(|(_, packages)| packages.has(at)) {
                return VerdictKind::Refused;
            }
            if oppositions.iter().any(|(_, packages)| packages.has(at)) {
                return VerdictKind::AgainstDemand;
            }
            let concerns = &self.oracle.case.parties[party].concerns;
            let satisfied = occasions.iter().filter(|(packages, _)| packages.has(at));
            let open = satisfied.map(|(_, named)| {
                let open = concerns.iter().copied();
                open.filter(|issue| arises[*issue].has(at) && !named.contains(issue)).collect::<Vec<_>>()
            });
            match open.min_by_key(Vec::len) {
                None => VerdictKind::NotAddressed,
                Some(open) if open.is_empty() => VerdictKind::WithinTerms,
                Some(open) => VerdictKind::WithinTermsInPart(open),
            }
        };
        (0..self.oracle.packages.len()).map(verdict).collect()
    }

    /// How many agreements pass at a level.
    #[must_use]
    pub fn tally(&self, level: Level, demands: Demands) -> Tally {
        let oracle = self.oracle;
        let parties = 0..oracle.case.parties.len();
        let asked: Vec<_> = parties.clone().map(|party| oracle.asked(party)).collect();
        let verdicts: Vec<_> = parties.clone().map(|party| self.verdicts(party, level, demands)).collect();
        let passing = |pass: &dyn Fn(PartyIndex, usize) -> bool| {
            let all = oracle.agreements().members().into_iter();
            all.filter(|&at| parties.clone().all(|party| !asked[party].has(at) || pass(party, at))).count()
        };
        let is = |party: PartyIndex, at: usize, kind: VerdictKind| verdicts[party][at] == kind;
        let unrefused = |party, at| !is(party, at, VerdictKind::Refused);
        Tally {
            nobody_refuses: passing(&unrefused),
            against_no_demand: passing(&|party, at| unrefused(party, at) && !is(party, at, VerdictKind::AgainstDemand)),
            within_all_terms: passing(&|party, at| is(party, at, VerdictKind::WithinTerms)),
        }
    }
}
