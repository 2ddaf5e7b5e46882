//! Wholes that later figures of their parts outgrow.
//!
//! A whole and its parts need not be told on one day. Where parts told later than
//! a whole make more than it, or a whole is told later that is less than what was
//! known of its parts, one of the figures is out of date; which one, nobody said.
//! Each whole is followed through time once, with the nearest accounts that lie
//! below it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::iter::Peekable;

use detente_instrument::period::Date;

use crate::act::Quantity;
use crate::audit::{Finding, Parts};
use crate::book::{Account, Book, narrow};
use crate::series::{Level, Series, Step};
use crate::tally::held::{Held, Place};

/// Every whole that is less than its kinds or the zones within make by the end of a
/// day, once for each figure of it.
pub(crate) fn findings(book: &Book<'_>, on: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut by_party: BTreeMap<u32, Vec<(Account, &Series)>> = BTreeMap::new();
    for (account, series) in book.all_accounts() {
        by_party.entry(account.party).or_default().push((account, series));
    }
    for accounts in by_party.into_values() {
        let held = Held::new(book.instrument(), accounts.iter().map(|(account, _)| *account));
        for (account, series) in accounts {
            let mut told: Vec<(Date, Vec<u32>)> = Vec::new();
            for by in [Parts::Kinds, Parts::Zones] {
                let parts = nearest(book, &held, account, by);
                if !parts.is_empty() {
                    let outgrown = follow(account, series, by, &parts, on);
                    // By kinds in zones and by zones of kinds one may come to the same figures.
                    let anew = outgrown
                        .into_iter()
                        .filter(|(on, acts, _)| !told.iter().any(|(day, known)| day == on && known == acts));
                    let anew: Vec<_> = anew.collect();
                    told.extend(anew.iter().map(|(on, acts, _)| (*on, acts.clone())));
                    found.extend(anew.into_iter().map(|(.., finding)| finding));
                }
            }
        }
    }
    found
}

/// The nearest accounts below a place, by kinds or by zones; where there are no kinds
/// below a kind, by its zones, and the other way round.
fn nearest<'b>(book: &'b Book<'_>, held: &Held, account: Account, by: Parts) -> Vec<&'b Series> {
    let below = |(thing, zone, status): Place, by: Parts| -> Vec<Place> {
        let Some(parts) = held.parts((thing, zone, status)) else { return Vec::new() };
        match by {
            Parts::Kinds => parts.kinds.iter().map(|kind| (*kind, zone, status)).collect(),
            _ => parts.zones.iter().map(|zone| (thing, Some(*zone), status)).collect(),
        }
    };
    let other = if by == Parts::Kinds { Parts::Zones } else { Parts::Kinds };
    let whole = (account.thing as usize, account.zone.map(|zone| zone as usize), account.status);
    let mut open = below(whole, by);
    let mut found = Vec::new();
    while let Some((thing, zone, status)) = open.pop() {
        let here = narrow(Some(thing)).map(|thing| Account { thing, zone: narrow(zone), ..account });
        match here.and_then(|here| book.series(here)) {
            Some(series) => found.push(series),
            None => {
                let same = below((thing, zone, status), by);
                let way = if same.is_empty() { other } else { by };
                open.extend(below((thing, zone, status), way));
            }
        }
    }
    found
}

/// What is known of a number, and the act that gave it.
type Figure = (Level, u32);

/// Every day on which parts began to make more than a whole, with the acts that gave
/// the figures.
fn follow(
    account: Account,
    whole: &Series,
    by: Parts,
    parts: &[&Series],
    on: Date,
) -> Vec<(Date, Vec<u32>, Finding)> {
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
                    (Step::Change(_) | Step::Within(_), Some((_, given))) => (level, given),
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
        let Quantity::Number(whole) = level.quantity else { continue };
        if told {
            continue;
        }
        // Parts of the day of the whole alone differ from it as a breakdown does.
        let since = match (sum > whole, later > 0) {
            (true, true) => Some(level.declared),
            (false, _) if anew => Some(Date::MIN),
            _ => None,
        };
        let Some(since) = since else { continue };
        let counted = of_parts.iter().flatten().filter(|(part, _)| part.declared >= since);
        let counted: Vec<_> =
            counted.filter(|(part, _)| matches!(part.quantity, Quantity::Number(0..))).collect();
        let shares = counted.iter().map(|(part, _)| share(Some((*part, 0)), Some(since)).0);
        let sum = shares.fold(0_i64, i64::saturating_add);
        if sum > whole {
            told = true;
            let mut acts: Vec<u32> = counted.iter().map(|(_, act)| *act).collect();
            acts.sort_unstable();
            acts.insert(0, act);
            let declared = level.declared;
            let finding =
                Finding::Outgrown { account, by, declared, on: day, whole, sum, acts: acts.clone() };
            found.push((day, acts, finding));
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
