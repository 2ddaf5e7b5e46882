//! Occasions of duties: when they arose, by when they are due, and which act met them.

use detente_instrument::model::{Deadline, Trigger};
use detente_instrument::period::{Date, business_days_after};
use detente_instrument::scope::{ActKind, Subject};

use crate::act::{About, Quantity};
use crate::book::{Book, narrow};
use crate::onset::Look;
use crate::term;

/// So many occasions of one duty and party are looked at, the first ones.
const MAX_OCCASIONS: i64 = 10_000;

/// What became of an occasion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// An act meets it.
    Met {
        /// The day on which that became known.
        on: Date,
        /// The sequence number of the act.
        act: Option<u32>,
        /// Whether that was after the deadline.
        late: bool,
    },
    /// The party entered that it does not provide what is due.
    NotProvided,
    /// The ledger cannot tell whether it was met.
    Unknown,
    /// Nothing was entered.
    Open,
}

/// One occasion of a duty for one party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// Position of the duty.
    pub duty: usize,
    /// Position of the party that owes it.
    pub party: usize,
    /// The day on which it arose.
    pub on: Date,
    /// The last day for it; the day itself where the text gives no time.
    pub due: Option<Date>,
    /// What became of it.
    pub state: State,
    /// The day on which another party verified it.
    pub verified: Option<Date>,
}

impl Occasion {
    /// Whether nothing met it although its last day has passed.
    #[must_use]
    pub fn is_overdue(&self, on: Date) -> bool {
        matches!(self.state, State::Open) && self.due.is_some_and(|due| due < on)
    }
}

/// The occasions of a duty that arose for a party by the end of a day.
#[must_use]
pub fn of_duty(
    book: &Book<'_>,
    duty: usize,
    party: usize,
    reading: Option<usize>,
    on: Date,
) -> Vec<Occasion> {
    occasions(&Look::new(book, reading, on), duty, party)
}

pub(crate) fn occasions(look: &Look<'_, '_>, duty: usize, party: usize) -> Vec<Occasion> {
    let book = look.book;
    let instrument = book.instrument();
    let Some(duty_text) = instrument.duties.get(duty) else { return Vec::new() };
    let subject = Some(Subject::Party(party));
    let until = duty_text.until.as_ref().and_then(|until| look.day(until, subject));
    let ends = [until, term::end_for(book, party, look.on)].into_iter().flatten().min();
    let days = arise(look, duty, party);
    let alive = days.into_iter().filter(|day| *day <= look.on && ends.is_none_or(|end| *day < end));
    let mut occasions: Vec<Occasion> = alive
        .map(|on| {
            let due = match &duty_text.within {
                None => Some(on),
                Some(Deadline::Calendar(period)) => period.after(on, 1),
                Some(Deadline::Business(days)) => business_days_after(on, *days, &instrument.holidays),
            };
            Occasion { duty, party, on, due, state: State::Open, verified: None }
        })
        .collect();
    if duty_text.met_by == Some(ActKind::Declaration) {
        for occasion in &mut occasions {
            occasion.state = declared(book, party, occasion);
        }
    }
    match_acts(look, duty, party, &mut occasions);
    occasions
}

/// The days on which occasions arise.
fn arise(look: &Look<'_, '_>, duty: usize, party: usize) -> Vec<Date> {
    let book = look.book;
    let Some(duty_text) = book.instrument().duties.get(duty) else { return Vec::new() };
    let subject = Some(Subject::Party(party));
    match &duty_text.trigger {
        Trigger::Once(moment) => look.day(moment, subject).into_iter().collect(),
        Trigger::Every { first, period } => {
            let Some(first) = look.day(first, subject) else { return Vec::new() };
            let days = (0..MAX_OCCASIONS).map_while(|times| period.after(first, times));
            days.take_while(|day| *day <= look.on).collect()
        }
        Trigger::On { kind, own } => {
            let party = narrow(Some(party));
            let acts = book.others().filter(|(_, act)| act.kind == *kind && (Some(act.by) == party) == *own);
            // A dispute or a question goes to the party that it is about.
            let meant = acts.filter(|(_, act)| *own || act.of.is_none() || act.of == party);
            let mut days: Vec<Date> = meant.map(|(_, act)| act.known).filter(|day| *day <= look.on).collect();
            days.sort_unstable();
            days.truncate(usize::try_from(MAX_OCCASIONS).unwrap_or(usize::MAX));
            days
        }
    }
}

/// A declaration as of the day of the occasion meets it.
fn declared(book: &Book<'_>, party: usize, occasion: &Occasion) -> State {
    let Some(party) = narrow(Some(party)) else { return State::Open };
    let mut state = State::Open;
    for act in book.declarations_on(party, occasion.on) {
        state = match (state, act.number) {
            (State::Met { on, act, late }, Some(Quantity::Number(_))) => State::Met { on, act, late },
            (_, Some(Quantity::Number(_))) => {
                let late = occasion.due.is_some_and(|due| act.known > due);
                State::Met { on: act.known, act: None, late }
            }
            (State::Open, Some(Quantity::NotProvided)) => State::NotProvided,
            (State::Open | State::NotProvided, Some(Quantity::Unknown)) => State::Unknown,
            (state, _) => state,
        };
    }
    state
}

/// Acts that name the duty, or meet it by their kind: each meets the occasion
/// that it names, else the earliest one that is open.
fn match_acts(look: &Look<'_, '_>, duty: usize, party: usize, occasions: &mut [Occasion]) {
    let book = look.book;
    let Some(by_kind) = book.instrument().duties.get(duty).map(|duty| duty.met_by) else { return };
    let names = |about: Option<About>| matches!(about, Some(About::Duty(at)) if at as usize == duty);
    let Some(party) = narrow(Some(party)) else { return };
    let mut first_open = 0;
    let mut acts: Vec<_> = book.others().filter(|(_, act)| act.known <= look.on).collect();
    acts.sort_by_key(|(sequence, act)| (act.on, *sequence));
    for (sequence, act) in &acts {
        let by_name = act.kind == ActKind::Fulfilment && names(act.about);
        let by_kind = by_kind == Some(act.kind) && act.about.is_none_or(|about| names(Some(about)));
        if act.by != party || !(by_name || by_kind) {
            continue;
        }
        let wanted = act.occasion();
        let fits = |occasion: &&mut Occasion| match wanted {
            Some(day) => occasion.on == day,
            None => matches!(occasion.state, State::Open) && occasion.on <= act.on,
        };
        let is_open = |at: usize| occasions.get(at).is_some_and(|each| matches!(each.state, State::Open));
        while first_open < occasions.len() && !is_open(first_open) {
            first_open += 1;
        }
        let from = if wanted.is_some() { 0 } else { first_open };
        if let Some(occasion) = occasions.iter_mut().skip(from).find(fits) {
            occasion.state = match act.number {
                Some(Quantity::NotProvided) => State::NotProvided,
                Some(Quantity::Unknown) => State::Unknown,
                _ => {
                    let late = occasion.due.is_some_and(|due| act.known > due);
                    State::Met { on: act.known, act: Some(*sequence), late }
                }
            };
        }
    }
    for (_, act) in &acts {
        let about = act.kind == ActKind::Verification && names(act.about) && act.of == Some(party);
        if !about || act.by == party {
            continue;
        }
        let wanted = act.occasion();
        let fits = |occasion: &&mut Occasion| match wanted {
            Some(day) => occasion.on == day,
            None => {
                occasion.verified.is_none()
                    && matches!(occasion.state, State::Met { on, .. } if on <= act.known)
            }
        };
        if let Some(occasion) = occasions.iter_mut().find(fits) {
            occasion.verified.get_or_insert(act.known);
        }
    }
}
