//! Whether a declaration meets an occasion.

use std::collections::{BTreeMap, BTreeSet};

use detente_instrument::period::Date;

use super::{Occasion, State};
use crate::act::Quantity;
use crate::book::{Book, narrow};

/// How figures of one account were given.
#[derive(Clone, Copy)]
enum Given {
    /// As a number, first known on this day by this act.
    Number(Date, u32),
    /// Withheld, or not known, since this day by this act.
    Without(State, Date, u32),
}

/// Figures by thing, zone and status, and whether they are of single items.
type Figures = BTreeMap<(u32, Option<u32>, Option<u32>, bool), Given>;

/// What a declaration says of an occasion: the state, since when and by which act.
type Said = (State, Date, u32);

/// Declarations as of a day from that of the occasion to the `last` one meet it, as
/// they were told by the end of the day `on`.
pub(super) fn declared(book: &Book<'_>, party: usize, occasion: &mut Occasion, last: Date, on: Date) {
    let Some(party) = narrow(Some(party)) else { return };
    let mut told = BTreeSet::new();
    for day in book.declared_days(party, occasion.on, last) {
        let known = book.declarations_on(party, day).iter().flat_map(|sequence| book.tellings(*sequence));
        told.extend(known.filter(|known| *known <= on));
    }
    // What met it by what was known on an earlier day.
    let said = |on: Date| said(book, party, occasion, last.min(on), on);
    let first =
        told.into_iter().find_map(|day| Some((said(day)?, day)).filter(|((state, ..), _)| is_met(*state)));
    let now = said(on);
    if let Some((_, day)) = first {
        occasion.first_met = Some(day);
    }
    if let Some((state, since, act)) = now {
        match state {
            State::Met { .. } => occasion.meet(since, act),
            _ => occasion.leave(state, since, act),
        }
    }
}

fn is_met(state: State) -> bool {
    matches!(state, State::Met { .. })
}

/// Those as of a day on which it could be made in time are looked at as a whole,
/// whatever the order of their figures; after that, each that is as of a later day
/// may still make up for it, until one does.
fn said(book: &Book<'_>, party: u32, occasion: &Occasion, last: Date, on: Date) -> Option<Said> {
    let mut figures = Figures::new();
    let mut said = None;
    let in_time = occasion.due.unwrap_or(occasion.on).max(occasion.on);
    let mut days = book.declared_days(party, occasion.on, last).peekable();
    while let Some(day) = days.next() {
        add(&mut figures, book, party, day, on);
        if days.peek().is_some_and(|next| *next <= in_time) {
            continue;
        }
        said = judge(book, &figures).or(said);
        if said.is_some_and(|(state, ..)| is_met(state)) {
            break;
        }
    }
    said
}

/// Takes in what a party declared as of a day. Where a figure is given twice the
/// number stands, and of two the earlier.
fn add(figures: &mut Figures, book: &Book<'_>, party: u32, day: Date, on: Date) {
    for sequence in book.declarations_on(party, day) {
        let Some((act, since)) = book.told(*sequence, on) else { continue };
        let Some(thing) = act.thing.filter(|_| act.on == day) else { continue };
        let given = match act.number {
            Some(Quantity::NotProvided) => Given::Without(State::NotProvided, since, *sequence),
            Some(Quantity::Unknown) => Given::Without(State::Unknown, since, *sequence),
            Some(Quantity::Number(_)) | None => Given::Number(since, *sequence),
        };
        let account = (thing, act.zone, act.status, act.item().is_some());
        let stands = match (figures.get(&account), given) {
            (Some(Given::Number(..)), Given::Without(..)) => false,
            (Some(Given::Number(day, _)), Given::Number(other, _)) => other < *day,
            _ => true,
        };
        if stands {
            figures.insert(account, given);
        }
    }
}

/// A declaration is looked at as a whole: where one figure was not provided it was
/// not; it was made when the last thing of it was told, figures of kinds aside
/// where the whole was told before.
fn judge(book: &Book<'_>, figures: &Figures) -> Option<Said> {
    for wanted in [State::NotProvided, State::Unknown] {
        let without = figures.values().find_map(|given| match given {
            Given::Without(state, since, act) if *state == wanted => Some((*since, *act)),
            _ => None,
        });
        if let Some((since, act)) = without {
            return Some((wanted, since, act));
        }
    }
    let mut things: BTreeMap<u32, (Date, u32)> = BTreeMap::new();
    for ((thing, ..), given) in figures {
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
    let (on, act) = things.keys().filter_map(|thing| first_told(*thing)).max()?;
    Some((State::Met { on, late: false }, on, act))
}
