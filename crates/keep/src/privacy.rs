//! Who may see what, by the confidentiality clauses of an instrument.
//!
//! Nothing is taken out of the ledger for a reader: that would change what
//! follows from it. Everything is computed from the whole and what would tell a
//! hidden field is withheld as a whole, with every sum that would give it away.

use detente_instrument::model::{Field, Instrument};
use detente_instrument::waiting::Clause;

use crate::act::Act;
use crate::book::{Account, Book};
use crate::tally::Counter;

/// For whose eyes something is told.
#[derive(Clone, Copy, Debug)]
pub struct Eyes<'i> {
    instrument: &'i Instrument,
    viewer: Option<usize>,
}

impl<'i> Eyes<'i> {
    /// The eyes of a party; `None` for whoever keeps the ledger and sees all.
    #[must_use]
    pub fn new(instrument: &'i Instrument, viewer: Option<usize>) -> Self {
        Self { instrument, viewer }
    }

    /// Whether no clause hides anything of anybody from these eyes.
    #[must_use]
    pub fn see_all(self) -> bool {
        let hidden = |viewer: usize| {
            let mut clauses = self.instrument.confidentiality.iter();
            clauses.any(|clause| clause.may_see.as_ref().is_some_and(|list| !list.contains(&viewer)))
        };
        !self.viewer.is_some_and(hidden)
    }

    /// Whether they see a field of a party's figures of a thing, or of its acts
    /// that are about no thing.
    #[must_use]
    pub fn see(self, owner: usize, thing: Option<usize>, field: Field) -> bool {
        let Some(viewer) = self.viewer.filter(|viewer| *viewer != owner) else { return true };
        let instrument = self.instrument;
        let mut clauses = instrument.confidentiality.iter().filter(|clause| {
            let covers = clause.things.is_empty()
                || thing.is_some_and(|thing| {
                    clause.things.iter().any(|covered| instrument.is_kind_of(thing, *covered))
                });
            covers && clause.fields.contains(&field)
        });
        clauses.all(|clause| clause.may_see.as_ref().is_none_or(|parties| parties.contains(&viewer)))
    }

    /// Whether they see a number with its zone and status, and so the numbers of
    /// all kinds of the thing, which add up to it.
    #[must_use]
    pub fn see_account(self, account: Account) -> bool {
        let (owner, whole) = (account.party as usize, account.thing as usize);
        let kinds = 0..self.instrument.things.len();
        kinds.into_iter().filter(|kind| self.instrument.is_kind_of(*kind, whole)).all(|kind| {
            self.see(owner, Some(kind), Field::Number)
                && (account.zone.is_none() || self.see(owner, Some(kind), Field::Zone))
                && (account.status.is_none() || self.see(owner, Some(kind), Field::Status))
        })
    }

    /// Whether they see a number in a sum over statuses, with its zone.
    #[must_use]
    pub fn see_place(self, account: Account) -> bool {
        self.see_account(Account { status: None, ..account })
    }

    /// Whether they see how a number stands to a limit, for one subject: no part
    /// of it is hidden, nor where it lies where the limit is one of a zone, nor
    /// its status where a status decides what counts, nor what its times wait for.
    #[must_use]
    pub fn see_limit(self, book: &Book<'_>, limit: usize, members: &[usize], reading: Option<usize>) -> bool {
        self.see_parts(book, limit, members, reading) && self.see_times(book, limit)
    }

    fn see_parts(self, book: &Book<'_>, limit: usize, members: &[usize], reading: Option<usize>) -> bool {
        let Some(text) = self.instrument.limits.get(limit) else { return true };
        let counter = Counter::new(book, text.counts, reading);
        let mut rules = self.instrument.counting.iter();
        let by_status = rules.any(|rule| rule.towards == text.counts && rule.status.is_some());
        members.iter().all(|owner| {
            counter.concerned().all(|thing| {
                self.see(*owner, Some(thing), Field::Number)
                    && (text.zone.is_none() || self.see(*owner, Some(thing), Field::Zone))
                    && (!by_status || self.see(*owner, Some(thing), Field::Status))
            })
        })
    }

    /// Whether they see when a limit begins and ends.
    #[must_use]
    pub fn see_times(self, book: &Book<'_>, limit: usize) -> bool {
        self.see_clause(book, Clause::Limit(limit))
    }

    /// Whether they see when a duty arises.
    #[must_use]
    pub fn see_duty(self, book: &Book<'_>, duty: usize) -> bool {
        self.see_clause(book, Clause::Duty(duty))
    }

    /// Whether they see when a quota can be used, and how often.
    #[must_use]
    pub fn see_quota(self, book: &Book<'_>, quota: usize) -> bool {
        self.see_clause(book, Clause::Quota(quota))
    }

    /// Whether they see what the times of a clause wait for: a breach that is
    /// hidden would show in its day.
    fn see_clause(self, book: &Book<'_>, clause: Clause) -> bool {
        clause.reach(self.instrument).into_iter().all(|awaited| match awaited {
            Clause::Limit(limit) => self.see_parts_of_all(book, limit),
            Clause::Duty(_) | Clause::Quota(_) => true,
        })
    }

    fn see_parts_of_all(self, book: &Book<'_>, limit: usize) -> bool {
        let Some(text) = self.instrument.limits.get(limit) else { return true };
        let members: Vec<usize> =
            text.each.iter().flat_map(|subject| self.instrument.members(*subject)).collect();
        let mut readings = (0..self.instrument.readings.len()).map(Some).chain([None]);
        readings.all(|reading| self.see_parts(book, limit, &members, reading))
    }

    /// An act with what they may not see of it taken away.
    #[must_use]
    pub fn redacted(self, mut act: Act) -> Act {
        let owner = act.by as usize;
        let thing = act.thing.map(|thing| thing as usize);
        if !self.see(owner, thing, Field::Number) {
            act.number = None;
        }
        if !self.see(owner, thing, Field::Zone) {
            (act.zone, act.to_zone) = (None, None);
        }
        if !self.see(owner, thing, Field::Status) {
            act.status = None;
        }
        if let Some(more) = &mut act.more {
            if !self.see(owner, thing, Field::Note) {
                (more.note, more.source) = (None, None);
            }
            if !self.see(owner, thing, Field::Number) {
                more.measures.clear();
                more.item = None;
            }
        }
        act
    }
}
