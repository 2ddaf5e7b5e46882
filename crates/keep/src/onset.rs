//! On which day a moment comes: fixed ones by the calendar, others by what the
//! ledger tells.
//!
//! Clauses may wait for each other in a circle, as long as no beginning does: a
//! limit ends once another is breached, and that one once the first is. What a
//! clause waits for in its own circle is therefore judged *bare*: without what
//! in the circle would change or end it. A bare clause asks bare clauses alone,
//! along beginnings, so that every question ends; each is answered once.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use detente_instrument::moment::{DutyState, Moment, Onset, Whose};
use detente_instrument::period::Date;
use detente_instrument::scope::{ActKind, Subject};
use detente_instrument::waiting::Clause;

use crate::act::{About, Act};
use crate::book::Book;
use crate::duties::{self, Occasion};
use crate::limits;
use crate::term::{self, TermState};

/// Where a moment stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// In which clause.
    clause: Clause,
    /// Whether the clause begins with it; else it changes or ends the clause.
    begins: bool,
}

impl Place {
    pub(crate) fn begins(clause: Clause) -> Self {
        Self { clause, begins: true }
    }

    pub(crate) fn later(clause: Clause) -> Self {
        Self { clause, begins: false }
    }
}

/// An event as it was noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Position of the event.
    pub event: usize,
    /// The sequence number of the act that notes it.
    pub act: u32,
    /// Who says that it happened.
    pub by: u32,
    /// On which day, as that party says.
    pub on: Date,
    /// The day from which on it counts.
    pub since: Date,
}

/// A duty of a party in a state, judged bare or not.
type DutyQuestion = (usize, DutyState, usize, bool);

/// A limit of a subject, judged bare or not.
type BreachQuestion = (usize, Subject, bool);

/// What was found, so that nothing is asked twice.
#[derive(Debug, Default)]
struct Memo {
    duties: RefCell<BTreeMap<DutyQuestion, Option<Date>>>,
    breaches: RefCell<BTreeMap<BreachQuestion, Option<Date>>>,
    events: RefCell<BTreeMap<usize, Option<Noted>>>,
    /// What each clause waits for, directly or not.
    reach: RefCell<BTreeMap<Clause, Rc<Vec<Clause>>>>,
    term: OnceCell<TermState>,
}

/// What is looked at, by the end of which day.
#[derive(Clone, Debug)]
pub(crate) struct Look<'b, 'i> {
    pub(crate) book: &'b Book<'i>,
    pub(crate) reading: Option<usize>,
    /// What happened by the end of this day counts.
    pub(crate) on: Date,
    /// Occasions that arise by the end of this day are listed, if nothing
    /// happens in between.
    pub(crate) ahead: Date,
    bare: bool,
    memo: Rc<Memo>,
}

impl<'b, 'i> Look<'b, 'i> {
    pub(crate) fn new(book: &'b Book<'i>, reading: Option<usize>, on: Date) -> Self {
        Self { book, reading, on, ahead: on, bare: false, memo: Rc::default() }
    }

    /// The same with occasions until a later day.
    pub(crate) fn until(&self, ahead: Date) -> Self {
        Self { ahead, ..self.clone() }
    }

    /// How long the instrument lasts, as of the day.
    pub(crate) fn term(&self) -> &TermState {
        self.memo.term.get_or_init(|| term::state(self.book, self.on))
    }

    /// The day of a moment, if it has come or is fixed; `own` is the subject
    /// that the clause is looked at for.
    pub(crate) fn day(&self, moment: &Moment, own: Option<Subject>, place: Place) -> Option<Date> {
        let instrument = self.book.instrument();
        match moment {
            Moment::Day(day) => Some(*day),
            Moment::AfterEntry(period) => period.after(instrument.in_force?, 1),
            Moment::AfterSignature(period) => period.after(instrument.signed?, 1),
            Moment::After(onset, plus) => {
                let awaited = Clause::awaited(moment);
                let circle = awaited.is_some_and(|awaited| self.reaches(awaited, place.clause));
                let bare = match (circle, place.begins) {
                    (false, _) => false,
                    (true, true) => self.bare,
                    (true, false) if self.bare => return None,
                    (true, false) => true,
                };
                let look = Self { bare, ahead: self.on, ..self.clone() };
                plus.after(look.onset(onset, own, place)?, 1)
            }
        }
    }

    /// Whether a clause is another, or waits for it, directly or through others.
    fn reaches(&self, from: Clause, to: Clause) -> bool {
        let known = self.memo.reach.borrow().get(&from).cloned();
        let reach = known.unwrap_or_else(|| {
            let reach = Rc::new(from.reach(self.book.instrument()));
            self.memo.reach.borrow_mut().insert(from, Rc::clone(&reach));
            reach
        });
        from == to || reach.contains(&to)
    }

    fn onset(&self, onset: &Onset, own: Option<Subject>, place: Place) -> Option<Date> {
        match onset {
            Onset::Event { event } => self.noted(*event).map(|noted| noted.since),
            Onset::Duty { duty, is, by } => self.duty(*duty, *is, *by, own),
            Onset::Breach { limit, by } => self.breach(*limit, *by, own, place),
        }
    }

    /// Who noted an event so that it counts first: from the day on which it had
    /// happened and was known. What is noted by whoever is out begins nothing.
    pub(crate) fn noted(&self, event: usize) -> Option<Noted> {
        if let Some(noted) = self.memo.events.borrow().get(&event) {
            return *noted;
        }
        let of_event = |act: &Act| matches!(act.about, Some(About::Event(at)) if at as usize == event);
        let mut come = self.book.come(&[ActKind::Event], self.on).into_iter();
        let first = come.find(|(since, _, act)| of_event(act) && !self.term().is_out(act.by, *since));
        let noted =
            first.map(|(since, sequence, act)| Noted { event, act: sequence, by: act.by, on: act.on, since });
        self.memo.events.borrow_mut().insert(event, noted);
        noted
    }

    fn duty(&self, duty: usize, is: DutyState, by: Whose, own: Option<Subject>) -> Option<Date> {
        let instrument = self.book.instrument();
        let own_parties = own.map_or_else(Vec::new, |subject| instrument.members(subject));
        let parties = instrument.duties.get(duty)?.by.iter().copied().filter(|party| match by {
            Whose::All | Whose::Any => true,
            Whose::Other => !own_parties.contains(party),
            Whose::Same => own_parties.contains(party),
        });
        let days = parties.map(|party| (self.duty_of(duty, is, party), self.out(Subject::Party(party))));
        join_bound(&days.collect::<Vec<_>>(), by)
    }

    /// The day since which a party's duty is in a state.
    fn duty_of(&self, duty: usize, is: DutyState, party: usize) -> Option<Date> {
        let key = (duty, is, party, self.bare);
        if let Some(day) = self.memo.duties.borrow().get(&key) {
            return *day;
        }
        let occasions = duties::occasions(self, duty, party);
        let day = match is {
            DutyState::Missed => occasions.iter().filter_map(|occasion| occasion.missed(self.on)).min(),
            DutyState::Met => for_all(&occasions, |occasion| occasion.first_met),
            DutyState::Verified => for_all(&occasions, |occasion| occasion.verified),
        };
        self.memo.duties.borrow_mut().insert(key, day);
        day
    }

    /// The first day on which a subject was known to be beyond a limit.
    fn breach_of(&self, limit: usize, subject: Subject) -> Option<Date> {
        let key = (limit, subject, self.bare);
        if let Some(day) = self.memo.breaches.borrow().get(&key) {
            return *day;
        }
        let day = limits::breach_known(self, limit, subject);
        self.memo.breaches.borrow_mut().insert(key, day);
        day
    }

    fn breach(&self, limit: usize, by: Whose, own: Option<Subject>, place: Place) -> Option<Date> {
        let subjects = &self.book.instrument().limits.get(limit)?.each;
        let first = |subject: Subject| self.breach_of(limit, subject);
        let of_itself = place.clause == Clause::Limit(limit) && !place.begins;
        if of_itself && by == Whose::Other {
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
        let days: Vec<_> = meant.map(|subject| (first(subject), self.out(subject))).collect();
        join_bound(&days, by)
    }

    /// The first day on which every member of a subject is out after notice, if it has come.
    fn out(&self, subject: Subject) -> Option<Date> {
        let members = self.book.instrument().members(subject);
        let outs: Option<Vec<Date>> = members.iter().map(|party| self.term().out_of(*party)).collect();
        outs?.into_iter().max().filter(|out| *out <= self.on)
    }
}

/// The first day at whose end something had come about for every occasion that
/// had arisen by then, and there was one; what comes later does not undo it.
fn for_all(occasions: &[Occasion], since: impl Fn(&Occasion) -> Option<Date>) -> Option<Date> {
    let mut all = None;
    for (at, occasion) in occasions.iter().enumerate() {
        // What was done before its day has come about on its day.
        all = all.max(Some(since(occasion)?.max(occasion.on)));
        if occasions.get(at + 1).is_none_or(|next| all < Some(next.on)) {
            break;
        }
    }
    all
}

/// The day on which something has come about for all of several who are bound on
/// that day, or for any of them: for each, when it came about and when it is out.
fn join_bound(days: &[(Option<Date>, Option<Date>)], by: Whose) -> Option<Date> {
    if days.iter().all(|(day, _)| day.is_none()) {
        return None;
    }
    let bound = days.iter().map(|(day, out)| match by {
        Whose::Any => *day,
        _ => [*day, *out].into_iter().flatten().min(),
    });
    join(&bound.collect::<Vec<_>>(), by)
}

/// The day on which all of several have come about, or any of them.
fn join(days: &[Option<Date>], by: Whose) -> Option<Date> {
    match by {
        Whose::Any => days.iter().flatten().min().copied(),
        _ if days.is_empty() || days.contains(&None) => None,
        _ => days.iter().flatten().max().copied(),
    }
}
