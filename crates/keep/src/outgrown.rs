//! Wholes that later figures of their parts outgrow.
//!
//! A whole and its parts need not be told on one day. Where parts told later than
//! a whole make more than it, one of the figures is out of date; which one, nobody
//! said. Each whole is followed through time once, with the nearest accounts that
//! lie below it.

use std::collections::BTreeMap;

use detente_instrument::period::Date;

use crate::act::Quantity;
use crate::audit::{Finding, Parts};
use crate::book::{Account, Book, narrow};
use crate::held::{Held, Place};
use crate::series::{Level, Series, Step};

/// Every whole that its kinds or the zones within outgrew by the end of a day,
/// once for each figure of it.
pub(crate) fn findings(book: &Book<'_>, on: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut by_party: BTreeMap<u32, Vec<(Account, &Series)>> = BTreeMap::new();
    for (account, series) in book.all_accounts() {
        by_party.entry(account.party).or_default().push((account, series));
    }
    for accounts in by_party.into_values() {
        let held = Held::new(book.instrument(), accounts.iter().copied(), |_| false);
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
    // What happens to the whole, which is `None`, and to each part.
    let mut steps: Vec<(Date, Option<usize>, Step, u32, Level)> = Vec::new();
    for (at, series) in
        std::iter::once((None, whole)).chain(parts.iter().enumerate().map(|(at, s)| (Some(at), *s)))
    {
        let known = series.levels().filter(|(day, ..)| *day <= on);
        steps.extend(known.filter_map(|(day, act, step, level)| Some((day, at, step, act, level?))));
    }
    steps.sort_by_key(|(day, at, ..)| (*day, *at));
    let mut figure: Option<Figure> = None;
    let mut of_parts: Vec<Option<Figure>> = vec![None; parts.len()];
    let (mut told, mut sum, mut later) = (true, 0_i64, 0_usize);
    let mut found = Vec::new();
    for of_day in steps.chunk_by(|one, other| one.0 == other.0) {
        let mut anew = false;
        for (_, at, step, act, level) in of_day {
            let set = |before: Option<Figure>| match (step, before) {
                (Step::Change(_), Some((_, act))) => (*level, act),
                _ => (*level, *act),
            };
            match at {
                None => {
                    anew |= matches!(step, Step::Set(_));
                    figure = Some(set(figure));
                }
                Some(at) => {
                    let Some(part) = of_parts.get_mut(*at) else { continue };
                    let since = figure.map(|(level, _)| level.declared);
                    let (less, fewer) = share(*part, since);
                    *part = Some(set(*part));
                    let (more, another) = share(*part, since);
                    sum = sum.saturating_sub(less).saturating_add(more);
                    later = later.saturating_sub(fewer) + another;
                }
            }
        }
        let (Some((level, act)), Some((day, ..))) = (figure, of_day.first()) else { continue };
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
            found.push(Finding::Outgrown {
                account,
                by,
                declared: level.declared,
                on: *day,
                whole,
                sum,
                acts,
            });
        }
    }
    found
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
