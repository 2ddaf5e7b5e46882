//! Occasions of duties: when they arose, by when they are due, and which act met them.

use std::collections::BTreeMap;

use detente_instrument::model::{Deadline, Trigger};
use detente_instrument::period::{Date, business_days_after};
use detente_instrument::scope::{ActKind, Subject};
use detente_instrument::waiting::Clause;

use crate::act::{About, Quantity};
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
    /// The last day for it; the day itself where the text gives no time.
    pub due: Option<Date>,
    /// Whether it fell due while the party had suspended its part as the text
    /// provides.
    pub suspended: bool,
    /// What became of it.
    pub state: State,
    /// The sequence number of the act that its state rests on.
    pub act: Option<u32>,
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

    /// Notes that an act known since a day meets it; what met it earlier stands.
    fn meet(&mut self, on: Date, act: u32) {
        if !matches!(self.state, State::Met { on: earlier, .. } if earlier <= on) {
            let late = self.due.is_some_and(|due| on > due);
            (self.state, self.act) = (State::Met { on, late }, Some(act));
        }
    }

    /// Notes that an act says it is not provided, or not known.
    fn leave(&mut self, state: State, act: u32) {
        (self.state, self.act) = (state, Some(act));
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
    let later = Place::later(Clause::Duty(duty));
    let until = duty_text.until.as_ref().and_then(|until| look.day(until, subject, later));
    let ends = [until, look.term().end_for(party)].into_iter().flatten().min();
    let days = arise(look, duty, party);
    let alive = days.into_iter().filter(|(day, _)| *day <= look.ahead && ends.is_none_or(|end| *day < end));
    let mut occasions: Vec<Occasion> = alive
        .map(|(on, raised)| {
            let due = match &duty_text.within {
                None => Some(on),
                Some(Deadline::Calendar(period)) => period.after(on, 1),
                Some(Deadline::Business(days)) => business_days_after(on, *days, &instrument.holidays),
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
                verified: None,
            }
        })
        .collect();
    if duty_text.met_by == Some(ActKind::Declaration) {
        for occasion in &mut occasions {
            declared(book, party, occasion, look.on);
        }
    }
    match_acts(look, duty, party, &mut occasions);
    verify(look, duty, party, &mut occasions);
    occasions
}

/// The days on which occasions arise, in order, with the act that raises each.
fn arise(look: &Look<'_, '_>, duty: usize, party: usize) -> Vec<(Date, Option<u32>)> {
    let book = look.book;
    let Some(duty_text) = book.instrument().duties.get(duty) else { return Vec::new() };
    let subject = Some(Subject::Party(party));
    let begins = Place::begins(Clause::Duty(duty));
    match &duty_text.trigger {
        Trigger::Once(moment) => {
            look.day(moment, subject, begins).map(|day| (day, None)).into_iter().collect()
        }
        Trigger::Every { first, period } => {
            let Some(first) = look.day(first, subject, begins) else { return Vec::new() };
            let days = (0..).map_while(|times| period.after(first, times));
            days.take_while(|day| *day <= look.ahead).map(|day| (day, None)).collect()
        }
        Trigger::On { kind, own } => {
            let party = narrow(Some(party));
            let acts = book.of_kind(*kind).filter(|(_, act)| (Some(act.by) == party) == *own);
            // A dispute or a question goes to the party that it is about.
            let meant = acts.filter(|(_, act)| *own || act.of.is_none() || act.of == party);
            let told =
                meant.filter_map(|(sequence, act)| Some((book.act(sequence)?.known, act.by, sequence)));
            let mut days: Vec<(Date, u32, u32)> = told.filter(|(day, ..)| *day <= look.on).collect();
            days.sort_unstable();
            if *kind == ActKind::Declaration {
                // However many figures it has, what one party tells on one day is one declaration.
                days.dedup_by_key(|(day, by, _)| (*day, *by));
            }
            days.into_iter().map(|(day, _, sequence)| (day, Some(sequence))).collect()
        }
    }
}

/// How figures of one account were given for the day of an occasion.
#[derive(Clone, Copy)]
enum Given {
    /// As a number, first known on this day by this act.
    Number(Date, u32),
    /// Withheld, or not known, by this act.
    Without(State, u32),
}

/// A declaration as of the day of the occasion meets it. It is looked at as a
/// whole, whatever the order of its figures: where one was not provided the
/// declaration was not; it was made when the last thing of it was told, figures
/// of kinds aside where the whole was told before.
fn declared(book: &Book<'_>, party: usize, occasion: &mut Occasion, on: Date) {
    let Some(party) = narrow(Some(party)) else { return };
    let mut accounts: BTreeMap<(u32, Option<u32>, Option<u32>, bool), Given> = BTreeMap::new();
    for sequence in book.declarations_on(party, occasion.on) {
        let Some((act, since)) = book.told(*sequence, on) else { continue };
        let Some(thing) = act.thing.filter(|_| act.on == occasion.on) else { continue };
        let given = match act.number {
            Some(Quantity::NotProvided) => Given::Without(State::NotProvided, *sequence),
            Some(Quantity::Unknown) => Given::Without(State::Unknown, *sequence),
            Some(Quantity::Number(_)) | None => Given::Number(since, *sequence),
        };
        let account = (thing, act.zone, act.status, act.item().is_some());
        let stands = match (accounts.get(&account), given) {
            (Some(Given::Number(..)), Given::Without(..)) => false,
            (Some(Given::Number(day, _)), Given::Number(other, _)) => other < *day,
            _ => true,
        };
        if stands {
            accounts.insert(account, given);
        }
    }
    let mut things: BTreeMap<u32, (Date, u32)> = BTreeMap::new();
    for wanted in [State::NotProvided, State::Unknown] {
        let without = accounts.values().find_map(|given| match given {
            Given::Without(state, act) if *state == wanted => Some(*act),
            _ => None,
        });
        if let Some(act) = without {
            (occasion.state, occasion.act) = (wanted, Some(act));
            return;
        }
    }
    for ((thing, ..), given) in &accounts {
        if let Given::Number(day, act) = given {
            let told = things.entry(*thing).or_insert((*day, *act));
            *told = (*told).min((*day, *act));
        }
    }
    let first_told = |thing: u32| {
        let mut at = Some(thing);
        let mut first = None;
        while let Some(here) = at {
            first = [first, things.get(&here).copied()].into_iter().flatten().min();
            at = book.instrument().things.get(here as usize).and_then(|thing| narrow(thing.of));
        }
        first
    };
    if let Some((day, act)) = things.keys().filter_map(|thing| first_told(*thing)).max() {
        occasion.meet(day, act);
    }
}

/// Acts that name the duty, or meet it by their kind: each meets the occasion
/// that it names, by its day or by the act that raised it, else the earliest one
/// that is open. What is met stays met.
fn match_acts(look: &Look<'_, '_>, duty: usize, party: usize, occasions: &mut [Occasion]) {
    let book = look.book;
    let Some(text) = book.instrument().duties.get(duty) else { return };
    let by_kind = text.met_by;
    // Of the figures of one declaration each stands for all of it.
    let raising = |sequence: u32| {
        let Trigger::On { kind, .. } = text.trigger else { return None };
        let act = book.act(sequence).filter(|act| act.kind == kind)?;
        Some((act.known, act.by, if kind == ActKind::Declaration { 0 } else { sequence }))
    };
    let raised = occasions.iter().enumerate().filter_map(|(at, each)| Some((raising(each.raised?)?, at)));
    let by_raised: BTreeMap<(Date, u32, u32), usize> = raised.collect();
    let names = |about: Option<About>| matches!(about, Some(About::Duty(at)) if at as usize == duty);
    let Some(party) = narrow(Some(party)) else { return };
    // Declarations meet the occasion of their day, and were looked at.
    let by_kind = by_kind.filter(|kind| *kind != ActKind::Declaration);
    let kinds =
        std::iter::once(ActKind::Fulfilment).chain(by_kind.filter(|kind| *kind != ActKind::Fulfilment));
    let mut acts = Vec::new();
    for sequence in kinds.flat_map(|kind| book.sequences(kind, party)) {
        let Some((act, since)) = book.told(*sequence, look.on) else { continue };
        let by_name = act.kind == ActKind::Fulfilment && names(act.about);
        let by_kind = by_kind == Some(act.kind) && act.about.is_none_or(|about| names(Some(about)));
        if by_name || by_kind {
            let names = book.act(*sequence).and_then(|first| first.refers_to());
            let names = names.filter(|_| matches!(text.trigger, Trigger::On { .. }));
            acts.push((act.on, *sequence, (act.occasion(), names), act.number, since));
        }
    }
    acts.sort_by_key(|(on, sequence, ..)| (*on, *sequence));
    let mut first_open = 0;
    for (on, sequence, wanted, number, since) in acts {
        let met = |occasion: &Occasion| matches!(occasion.state, State::Met { .. });
        let by_figures = |occasion: &Occasion| {
            let act = occasion.act.and_then(|act| book.act(act));
            act.is_some_and(|act| act.kind == ActKind::Declaration)
        };
        let occasion = match wanted {
            (_, Some(raised)) => {
                let at = raising(raised).and_then(|raised| by_raised.get(&raised));
                at.and_then(|at| occasions.get_mut(*at))
            }
            (Some(day), None) => {
                let start = occasions.partition_point(|each| each.on < day);
                let end = occasions.partition_point(|each| each.on <= day);
                let of_day = occasions.get_mut(start..end).unwrap_or_default();
                let at = of_day.iter().position(|each| !met(each)).unwrap_or(0);
                of_day.get_mut(at)
            }
            (None, None) => {
                let open = |each: &Occasion| matches!(each.state, State::Open);
                while occasions.get(first_open).is_some_and(|each| !open(each)) {
                    first_open += 1;
                }
                occasions.get_mut(first_open).filter(|each| each.on <= on)
            }
        };
        let Some(occasion) = occasion else { continue };
        match number {
            Some(Quantity::NotProvided) if !met(occasion) => occasion.leave(State::NotProvided, sequence),
            // Figures that became known in another way are not what was owed, where
            // whoever owed it says so of this very occasion.
            Some(Quantity::NotProvided) if wanted.0.is_some() && by_figures(occasion) => {
                occasion.leave(State::NotProvided, sequence);
            }
            Some(Quantity::Unknown) if !met(occasion) => occasion.leave(State::Unknown, sequence),
            Some(Quantity::NotProvided | Quantity::Unknown) => {}
            Some(Quantity::Number(_)) | None => occasion.meet(since, sequence),
        }
    }
}

/// Verifications by others: each of the occasion that it names, else of the
/// earliest one that was met by then and is not verified.
fn verify(look: &Look<'_, '_>, duty: usize, party: usize, occasions: &mut [Occasion]) {
    let Some(party) = narrow(Some(party)) else { return };
    let mut acts: Vec<_> = look
        .book
        .of_kind(ActKind::Verification)
        .filter(|(_, act)| {
            matches!(act.about, Some(About::Duty(at)) if at as usize == duty)
                && act.of == Some(party)
                && act.by != party
        })
        .filter_map(|(sequence, _)| Some((sequence, look.book.told(sequence, look.on)?)))
        .map(|(sequence, (act, since))| (act.on, sequence, act.occasion(), since))
        .collect();
    acts.sort_unstable();
    let met = |(at, each): (usize, &Occasion)| match each.state {
        State::Met { on, .. } => Some((at, on)),
        _ => None,
    };
    let mut open: BTreeMap<usize, Date> = occasions.iter().enumerate().filter_map(met).collect();
    for (_, _, wanted, since) in acts {
        let at = match wanted {
            Some(day) => Some(occasions.partition_point(|each| each.on < day)),
            None => open.iter().find(|(_, on)| **on <= since).map(|(at, _)| *at),
        };
        let fits = |each: &&mut Occasion| wanted.is_none_or(|day| each.on == day);
        if let Some((at, occasion)) = at.and_then(|at| Some((at, occasions.get_mut(at).filter(fits)?))) {
            occasion.verified.get_or_insert(since);
            open.remove(&at);
        }
    }
}
