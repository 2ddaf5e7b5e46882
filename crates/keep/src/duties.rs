//! Occasions of duties: when they arose, by when they are due, and which act met them.

mod declared;
mod matching;

use detente_instrument::model::{AsOf, Deadline, Trigger};
use detente_instrument::period::{Date, business_days_after};
use detente_instrument::scope::{ActKind, Subject};
use detente_instrument::waiting::Clause;

use self::declared::declared;
pub use self::matching::{Vain, Why};
use crate::act::About;
use crate::book::{Book, narrow};
use crate::onset::{Look, Place};

/// What became of an occasion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// An act meets it.
    Met {
        /// The day on which that became known.
        on: Date,
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
    /// The sequence number of the act that raised it, where one did.
    pub raised: Option<u32>,
    /// The last day for it; the day itself where the text gives no time, none where
    /// it is open-ended.
    pub due: Option<Date>,
    /// Whether it fell due while the party had suspended its part as the text
    /// provides.
    pub suspended: bool,
    /// What became of it.
    pub state: State,
    /// The sequence number of the act that its state rests on.
    pub act: Option<u32>,
    /// The day on which what that act says became known.
    pub told: Option<Date>,
    /// The first day on which it was met by what was known then; what is told later
    /// does not undo what began with that.
    pub first_met: Option<Date>,
    /// The day on which another party verified it.
    pub verified: Option<Date>,
}

impl Occasion {
    /// Whether nothing met it although its last day has passed, and the party had
    /// not suspended its part as the text provides.
    #[must_use]
    pub fn is_overdue(&self, on: Date) -> bool {
        matches!(self.state, State::Open) && !self.suspended && self.due.is_some_and(|due| due < on)
    }

    /// Whether what is due was withheld, and the party had not suspended its part
    /// as the text provides.
    #[must_use]
    pub fn is_withheld(&self) -> bool {
        matches!(self.state, State::NotProvided) && !self.suspended
    }

    /// The first day after the last one for it, if nothing had met it by then; where
    /// what did so in time turned out not to be all, the day on which that was told.
    /// That nobody knows whether it was met has to be said in time.
    pub(crate) fn missed(&self, on: Date) -> Option<Date> {
        let open_until = match self.state {
            State::Met { on, .. } => on,
            State::Unknown => self.told?,
            State::Open | State::NotProvided => on,
        };
        let due = self.due.filter(|due| *due < open_until && !self.suspended)?;
        let turned_out = self.told.filter(|_| self.first_met.is_some_and(|first| first <= due));
        Some(due.tomorrow().ok()?.max(turned_out.unwrap_or(due)))
    }

    pub(crate) fn is_met(&self) -> bool {
        matches!(self.state, State::Met { .. })
    }

    /// Notes that an act known since a day meets it; what met it earlier stands.
    fn meet(&mut self, on: Date, act: u32) {
        if !matches!(self.state, State::Met { on: earlier, .. } if earlier <= on) {
            let late = self.due.is_some_and(|due| on > due);
            self.leave(State::Met { on, late }, on, act);
        }
        self.first_met = Some(self.first_met.map_or(on, |first| first.min(on)));
    }

    /// Notes what an act known since a day says of it.
    fn leave(&mut self, state: State, told: Date, act: u32) {
        (self.state, self.told, self.act) = (state, Some(told), Some(act));
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
    matched(look, duty, party).0
}

/// Acts that speak of a duty, by the end of the day that is looked at, and change
/// nothing of it.
pub(crate) fn vain(look: &Look<'_, '_>, duty: usize) -> Vec<Vain> {
    let Some(text) = look.book.instrument().duties.get(duty) else { return Vec::new() };
    let mut found: Vec<Vain> = text.by.iter().flat_map(|party| matched(look, duty, *party).1).collect();
    let owes = |party: Option<u32>| party.is_some_and(|party| text.by.contains(&(party as usize)));
    for kind in [ActKind::Fulfilment, ActKind::Verification] {
        let strays = look.book.of_kind(kind).filter(|(_, act)| {
            let whose = if kind == ActKind::Fulfilment { Some(act.by) } else { act.of };
            is_about(act.about, duty) && act.known <= look.on && !owes(whose)
        });
        found.extend(strays.map(|(act, it)| Vain { duty, act, by: it.by, why: Why::NotOwed }));
    }
    found.sort_unstable_by_key(|vain| vain.act);
    found
}

fn is_about(about: Option<About>, duty: usize) -> bool {
    matches!(about, Some(About::Duty(at)) if at as usize == duty)
}

/// The occasions of a duty that arose for a party, and the acts that change nothing of them.
fn matched(look: &Look<'_, '_>, duty: usize, party: usize) -> (Vec<Occasion>, Vec<Vain>) {
    let book = look.book;
    let instrument = book.instrument();
    let Some(text) = instrument.duties.get(duty) else { return (Vec::new(), Vec::new()) };
    let subject = Some(Subject::Party(party));
    let later = Place::later(Clause::Duty(duty));
    let until = text.until.as_ref().and_then(|until| look.day(until, subject, later));
    // Where nobody is left that it is owed to, it is owed no more.
    let deserted = if text.to.is_empty() { None } else { look.term().end_of(&text.to) };
    let ends = [until, look.term().end_for(party), deserted].into_iter().flatten().min();
    let mut days = arise(look, duty, party);
    days.retain(|(day, _)| ends.is_none_or(|end| *day < end));
    let to_come = days.last().is_some_and(|(day, _)| *day > look.ahead);
    days.retain(|(day, _)| *day <= look.ahead);
    let mut occasions: Vec<Occasion> = days
        .into_iter()
        .map(|(on, raised)| {
            let due = match &text.within {
                None => Some(on),
                Some(Deadline::Calendar(period)) => period.after(on, 1),
                Some(Deadline::Business(days)) => business_days_after(on, *days, &instrument.holidays),
                Some(Deadline::OpenEnded) => None,
            };
            let suspended = due.is_some_and(|due| look.term().suspends(party, due));
            Occasion {
                duty,
                party,
                on,
                raised,
                due,
                suspended,
                state: State::Open,
                act: None,
                told: None,
                first_met: None,
                verified: None,
            }
        })
        .collect();
    if text.met_by == Some(ActKind::Declaration) {
        // What recurs is declared anew each time.
        let recurs = matches!(text.trigger, Trigger::Every { .. });
        let nexts: Vec<Date> = occasions.iter().skip(1).map(|next| next.on).collect();
        for (at, occasion) in occasions.iter_mut().enumerate() {
            let last = match text.as_of {
                AsOf::Occasion => occasion.on,
                AsOf::AnyDay if recurs => {
                    nexts.get(at).and_then(|next| next.yesterday().ok()).unwrap_or(look.on)
                }
                AsOf::AnyDay => look.on,
            };
            declared(book, party, occasion, last, look.on);
        }
    }
    let mut vain = matching::meet(look, duty, party, &mut occasions, to_come);
    vain.extend(matching::verify(look, duty, party, &mut occasions));
    (occasions, vain)
}

/// The days on which occasions arise, in order, with the act that raises each; of
/// those after the last day that is looked at the next alone.
fn arise(look: &Look<'_, '_>, duty: usize, party: usize) -> Vec<(Date, Option<u32>)> {
    let book = look.book;
    let Some(text) = book.instrument().duties.get(duty) else { return Vec::new() };
    let subject = Some(Subject::Party(party));
    let begins = Place::begins(Clause::Duty(duty));
    match &text.trigger {
        Trigger::Once(moment) => {
            look.day(moment, subject, begins).map(|day| (day, None)).into_iter().collect()
        }
        Trigger::Every { first, period } => {
            let Some(first) = look.day(first, subject, begins) else { return Vec::new() };
            let mut days = Vec::new();
            for day in (0..).map_while(|times| period.after(first, times)) {
                days.push((day, None));
                if day > look.ahead {
                    break;
                }
            }
            days
        }
        Trigger::On { kind, own, from } => {
            let Some(from) = look.day(from, subject, begins) else { return Vec::new() };
            let party = narrow(Some(party));
            let acts = book.of_kind(*kind).filter_map(|(sequence, _)| Some((sequence, book.act(sequence)?)));
            let acts = acts.filter(|(_, act)| (Some(act.by) == party) == *own);
            // A dispute or a question goes to the party that it is about.
            let meant = acts.filter(|(_, act)| *own || act.of.is_none() || act.of == party);
            let told = meant.map(|(sequence, act)| (act.known, act.by, sequence));
            // Whoever is out asks for nothing.
            let raising =
                told.filter(|(day, by, _)| *day >= from && *day <= look.on && !look.term().is_out(*by, *day));
            let mut days: Vec<(Date, u32, u32)> = raising.collect();
            days.sort_unstable();
            if *kind == ActKind::Declaration {
                // However many figures it has, what one party tells on one day is one declaration.
                days.dedup_by_key(|(day, by, _)| (*day, *by));
            }
            days.into_iter().map(|(day, _, sequence)| (day, Some(sequence))).collect()
        }
    }
}
