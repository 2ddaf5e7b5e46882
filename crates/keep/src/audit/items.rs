//! Lists of single items: one place at a time, moves with notice, as many as declared.

use std::collections::BTreeMap;

use detente_instrument::period::Date;
use detente_instrument::scope::ActKind;

use super::{Finding, Parts};
use crate::act::{Act, Quantity};
use crate::book::{Account, Book};
use crate::series::Step;

/// Where an item was last, and by which act.
struct Place {
    on: Date,
    act: u32,
    account: Account,
    /// Whether a notification put it there.
    moved: bool,
}

/// Single items of one account and day with the acts that list them first, and
/// all acts that list any.
type Listed<'a> = (BTreeMap<&'a str, u32>, Vec<u32>);

/// Single items: in one place at a time, moved with notice, as many as declared.
pub(super) fn items(book: &Book<'_>, on: Date, findings: &mut Vec<Finding>) {
    let mut acts: Vec<(u32, Act)> =
        book.of_items().filter(|(_, act)| act.on <= on).map(|(at, act)| (at, act.into_owned())).collect();
    // On one day moves come before the declaration, as everywhere.
    acts.sort_by_key(|(sequence, act)| (act.on, act.kind == ActKind::Declaration, *sequence));
    // Each party numbers its own.
    let mut places: BTreeMap<(u32, &str), Place> = BTreeMap::new();
    let mut counted: BTreeMap<(Account, Date), Listed<'_>> = BTreeMap::new();
    for (sequence, act) in &acts {
        let (Some(item), Some(thing)) = (act.item(), act.thing) else { continue };
        let here = Account { party: act.by, thing, zone: act.zone, status: act.status };
        let before = places.get(&(act.by, item));
        let account = if act.kind == ActKind::Declaration {
            let (items, acts) = counted.entry((here, act.on)).or_default();
            acts.push(*sequence);
            if act.number == Some(Quantity::Number(0)) {
                // That there is none of it is no item, and it is no longer where it was.
                places.remove(&(act.by, item));
                continue;
            }
            if let Some(first) = items.get(item) {
                let acts = (*first, *sequence);
                findings.push(Finding::Repeated { party: act.by, item: item.to_owned(), on: act.on, acts });
                continue;
            }
            items.insert(item, *sequence);
            if let Some(place) = before.filter(|place| place.account != here) {
                let acts = (place.act, *sequence);
                if place.on == act.on && !place.moved {
                    let (party, item, on) = (act.by, item.to_owned(), act.on);
                    findings.push(Finding::DoubleCounted { party, item, on, acts });
                } else if place.account.zone != here.zone {
                    findings.push(Finding::UnnotifiedMove { party: act.by, item: item.to_owned(), acts });
                }
            }
            here
        } else {
            if let Some(place) = before.filter(|place| place.account.zone != act.zone) {
                findings.push(Finding::ImpossibleMove {
                    party: act.by,
                    item: item.to_owned(),
                    act: *sequence,
                    before: place.act,
                });
            }
            Account { zone: act.to_zone, ..here }
        };
        let moved = act.kind != ActKind::Declaration;
        places.insert((act.by, item), Place { on: act.on, act: *sequence, account, moved });
    }
    for ((account, day), (items, listed)) in &counted {
        let steps = book.series(*account).into_iter().flat_map(|series| series.steps());
        let declared = steps.filter(|(on, ..)| on == day).filter_map(|(_, act, step, _)| match step {
            Step::Set(Quantity::Number(number)) => Some((number, act)),
            _ => None,
        });
        let sum = i64::try_from(items.len()).unwrap_or(i64::MAX);
        if let Some((whole, act)) = declared.last().filter(|(whole, _)| *whole != sum) {
            let (account, by, on) = (*account, Parts::Items, *day);
            let acts = std::iter::once(act).chain(listed.iter().copied()).collect();
            findings.push(Finding::Breakdown { account, by, on, whole, sum, partial: false, acts });
        }
    }
}
