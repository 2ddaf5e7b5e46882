//! On which day a moment comes: fixed ones by the calendar, others by what the
//! ledger tells.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use detente_instrument::moment::{DutyState, Moment, Onset, Whose};
use detente_instrument::period::Date;
use detente_instrument::scope::{ActKind, Subject};

use crate::act::About;
use crate::book::Book;
use crate::duties::{self, State};
use crate::limits;

/// How deep clauses may wait for each other before it is given up; the checks
/// of an instrument leave no circle among beginnings.
const MAX_DEPTH: u8 = 24;

/// Days of duties that were found, so that a long sequence is not walked anew
/// from every step of it.
type Memo = RefCell<BTreeMap<(usize, DutyState, usize), Option<Date>>>;

/// What is looked at, and how deep.
#[derive(Clone, Debug)]
pub(crate) struct Look<'b, 'i> {
    pub(crate) book: &'b Book<'i>,
    pub(crate) reading: Option<usize>,
    /// What happened by the end of this day counts.
    pub(crate) on: Date,
    depth: u8,
    /// A limit whose end is being asked for, so that its breach is judged without it.
    endless: Option<usize>,
    memo: Rc<Memo>,
}

impl<'b, 'i> Look<'b, 'i> {
    pub(crate) fn new(book: &'b Book<'i>, reading: Option<usize>, on: Date) -> Self {
        Self { book, reading, on, depth: 0, endless: None, memo: Rc::default() }
    }

    /// The day of a moment, if it has come or is fixed; `own` is the subject
    /// that the clause is looked at for.
    pub(crate) fn day(&self, moment: &Moment, own: Option<Subject>) -> Option<Date> {
        let instrument = self.book.instrument();
        match moment {
            Moment::Day(day) => Some(*day),
            Moment::AfterEntry(period) => period.after(instrument.in_force?, 1),
            Moment::AfterSignature(period) => period.after(instrument.signed?, 1),
            Moment::After(onset, plus) => plus.after(self.onset(onset, own)?, 1),
        }
    }

    /// The day on which a limit ends; a breach that it waits for is judged
    /// without the ends of limits.
    pub(crate) fn end(&self, limit: usize, until: &Moment, own: Option<Subject>) -> Option<Date> {
        if self.endless.is_some() {
            return None;
        }
        Self { endless: Some(limit), ..self.clone() }.day(until, own)
    }

    fn onset(&self, onset: &Onset, own: Option<Subject>) -> Option<Date> {
        if self.depth >= MAX_DEPTH {
            return None;
        }
        let deeper = Self { depth: self.depth + 1, ..self.clone() };
        match onset {
            Onset::Event { event } => {
                let noted = self.book.others().filter(|(_, act)| {
                    act.kind == ActKind::Event
                        && matches!(act.about, Some(About::Event(at)) if at as usize == *event)
                });
                noted.map(|(_, act)| act.on).filter(|day| *day <= self.on).min()
            }
            Onset::Duty { duty, is, by } => deeper.duty(*duty, *is, *by, own),
            Onset::Breach { limit, by } => deeper.breach(*limit, *by, own),
        }
    }

    fn duty(&self, duty: usize, is: DutyState, by: Whose, own: Option<Subject>) -> Option<Date> {
        let instrument = self.book.instrument();
        let own_parties = own.map_or_else(Vec::new, |subject| instrument.members(subject));
        let parties = instrument.duties.get(duty)?.by.iter().copied().filter(|party| match by {
            Whose::All | Whose::Any => true,
            Whose::Other => !own_parties.contains(party),
            Whose::Same => own_parties.contains(party),
        });
        let days: Vec<Option<Date>> = parties.map(|party| self.duty_of(duty, is, party)).collect();
        join(&days, by)
    }

    /// The day since which a party's duty is in a state.
    fn duty_of(&self, duty: usize, is: DutyState, party: usize) -> Option<Date> {
        let key = (duty, is, party);
        if let Some(day) = self.memo.borrow().get(&key) {
            return *day;
        }
        let occasions = duties::occasions(self, duty, party);
        let days = occasions.iter().map(|occasion| match (is, occasion.state) {
            (DutyState::Met, State::Met { on, .. }) => Some(on),
            (DutyState::Verified, State::Met { .. }) => occasion.verified,
            (DutyState::Missed, State::Met { on, late: true, .. }) => {
                occasion.due.filter(|due| *due < on).and_then(|due| due.tomorrow().ok())
            }
            (DutyState::Missed, State::Open | State::NotProvided) => {
                occasion.due.filter(|due| *due < self.on).and_then(|due| due.tomorrow().ok())
            }
            _ => None,
        });
        let days: Vec<Option<Date>> = days.collect();
        let day = join(&days, if is == DutyState::Missed { Whose::Any } else { Whose::All });
        self.memo.borrow_mut().insert(key, day);
        day
    }

    fn breach(&self, limit: usize, by: Whose, own: Option<Subject>) -> Option<Date> {
        let subjects = &self.book.instrument().limits.get(limit)?.each;
        let first = |subject: Subject| limits::first_breach(self, limit, subject);
        if self.endless == Some(limit) && by == Whose::Other {
            // Whoever breached it first set the others free, and was not set free by them.
            let mine = own.and_then(first);
            let others =
                subjects.iter().filter(|subject| Some(**subject) != own).filter_map(|each| first(*each));
            return others.min().filter(|day| mine.is_none_or(|mine| *day < mine));
        }
        let own_parties = own.map_or_else(Vec::new, |subject| self.book.instrument().members(subject));
        let overlaps = |subject: Subject| {
            self.book.instrument().members(subject).iter().any(|party| own_parties.contains(party))
        };
        let meant = subjects.iter().copied().filter(|subject| match by {
            Whose::All | Whose::Any => true,
            Whose::Other => !overlaps(*subject),
            Whose::Same => overlaps(*subject),
        });
        let days: Vec<Option<Date>> = meant.map(first).collect();
        join(&days, by)
    }
}

/// The day on which all of several have come about, or any of them.
fn join(days: &[Option<Date>], by: Whose) -> Option<Date> {
    match by {
        Whose::Any => days.iter().flatten().min().copied(),
        _ if days.is_empty() || days.contains(&None) => None,
        _ => days.iter().flatten().max().copied(),
    }
}
