//! Wholes that later figures of their parts outgrow.
//!
//! A whole and its parts need not be told on one day. Where parts told later than
//! a whole make more than it, one of the figures is out of date; which one, nobody
//! said. Each whole is followed through time once, with the nearest accounts that
//! lie below it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::iter::Peekable;

use detente_instrument::period::Date;

use crate::act::Quantity;
use crate::audit::{Finding, Parts};
use crate::book::{Account, Book, narrow};
use crate::series::{Level, Series, Step};
use crate::tally::held::{Held, Place};

/// Every whole that its kinds or the zones within outgrew by the end of a day,
/// once for each figure of it.
pub(crate) fn findings(book: &Book<'_>, on: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut by_party: BTreeMap<u32, Vec<(Account, &Series)>> = BTreeMap::new();
    for (account, series) in book.all_accounts() {
        by_party.entry(account.party).or_default().push((account, series));
    }
    for accounts in by_party.into_values() {
        let held = Held::new(book.instrument(), accounts.iter().map(|(account, _)| *account));
        for (account, series) in accounts {
            for by in [Parts::Kinds, Parts::Zones] {
                let parts = nearest(book, &held, account, by);
                if !parts.is_empty() {
                    found.extend(follow(account, series, by, &parts, on));
                }
            }
        }
    }
    found
}

/// The nearest accounts below a place, by kinds or by zones.
fn nearest<'b>(book: &'b Book<'_>, held: &Held, account: Account, by: Parts) -> Vec<&'b Series> {
    let below = |(thing, zone, status): Place| -> Vec<Place> {
        let parts = held.parts((thing, zone, status));
        let kinds = parts.into_iter().filter(|_| by == Parts::Kinds).flat_map(|parts| &parts.kinds);
        let zones = parts.into_iter().filter(|_| by == Parts::Zones).flat_map(|parts| &parts.zones);
        let kinds = kinds.map(|kind| (*kind, zone, status));
        kinds.chain(zones.map(|zone| (thing, Some(*zone), status))).collect()
    };
    let mut open = below((account.thing as usize, account.zone.map(|zone| zone as usize), account.status));
    let mut found = Vec::new();
    while let Some((thing, zone, status)) = open.pop() {
        let here = narrow(Some(thing)).map(|thing| Account { thing, zone: narrow(zone), ..account });
        match here.and_then(|here| book.series(here)) {
            Some(series) => found.push(series),
            None => open.extend(below((thing, zone, status))),
        }
    }
    found
}

/// What is known of a number, and the act that gave it.
type Figure = (Level, u32);

/// Every day on which parts told later began to make more than a whole.
fn follow(account: Account, whole: &Series, by: Parts, parts: &[&Series], on: Date) -> Vec<Finding> {
    // The whole comes first; each is read as far as the day that is looked at.
    let known = |series| Series::levels(series).take_while(|(day, ..)| *day <= on).peekable();
    let mut steps: Vec<_> = std::iter::once(whole).chain(parts.iter().copied()).map(known).collect();
    let mut days: BinaryHeap<Reverse<(Date, usize)>> =
        steps.iter_mut().enumerate().filter_map(|(at, steps)| next(at, steps)).collect();
    let mut figure: Option<Figure> = None;
    let mut of_parts: Vec<Option<Figure>> = vec![None; parts.len()];
    let (mut told, mut sum, mut later) = (true, 0_i64, 0_usize);
    let mut found = Vec::new();
    while let Some(Reverse((day, _))) = days.peek().copied() {
        let since = figure.map(|(level, _)| level.declared);
        let mut anew = false;
        while let Some(Reverse((_, at))) = days.peek().copied().filter(|Reverse((next, _))| *next == day) {
            days.pop();
            let Some(steps) = steps.get_mut(at) else { continue };
            let mut now = match at.checked_sub(1) {
                None => figure,
                Some(at) => of_parts.get(at).copied().flatten(),
            };
            let before = now;
            while let Some((_, act, step, level)) = steps.next_if(|(next, ..)| *next == day) {
                anew |= at == 0 && matches!(step, Step::Set(_));
                now = level.map(|level| match (step, now) {
                    (Step::Change(_), Some((_, given))) => (level, given),
                    _ => (level, act),
                });
            }
            match at.checked_sub(1) {
                None => figure = now,
                Some(at) => {
                    let ((less, fewer), (more, another)) = (share(before, since), share(now, since));
                    sum = sum.saturating_sub(less).saturating_add(more);
                    later = later.saturating_sub(fewer) + another;
                    of_parts.iter_mut().skip(at).take(1).for_each(|part| *part = now);
                }
            }
            days.extend(next(at, steps));
        }
        let Some((level, act)) = figure else { continue };
        if anew {
            told = false;
            let shares = of_parts.iter().map(|part| share(*part, Some(level.declared)));
            (sum, later) = shares.fold((0_i64, 0), |(sum, later), (number, is_later)| {
                (sum.saturating_add(number), later + is_later)
            });
        }
        if let Quantity::Number(whole) = level.quantity
            && !told
            && later > 0
            && sum > whole
        {
            told = true;
            let counted = of_parts.iter().flatten().filter(|(part, _)| part.declared >= level.declared);
            let mut acts: Vec<u32> = counted.map(|(_, act)| *act).collect();
            acts.sort_unstable();
            acts.insert(0, act);
            let declared = level.declared;
            found.push(Finding::Outgrown { account, by, declared, on: day, whole, sum, acts });
        }
    }
    found
}

/// The day of the next step of a series, with its place.
fn next<I>(at: usize, steps: &mut Peekable<I>) -> Option<Reverse<(Date, usize)>>
where
    I: Iterator<Item = (Date, u32, Step, Option<Level>)>,
{
    Some(Reverse((steps.peek()?.0, at)))
}

/// What a part adds to those told since a day, and 1 if it was told later.
fn share(part: Option<Figure>, since: Option<Date>) -> (i64, usize) {
    match (part, since) {
        (Some((Level { quantity: Quantity::Number(number), declared }, _)), Some(since))
            if declared >= since =>
        {
            (number.max(0), usize::from(declared > since))
        }
        _ => (0, 0),
    }
}
