//! Do the declarations add up?
//!
//! Every finding names the acts and figures that it rests on. A finding is a
//! difference between what was entered and what follows from the rest; it does
//! not say who is right.

use std::collections::{BTreeMap, BTreeSet};

use detente_instrument::model::Field;
use detente_instrument::period::Date;
use detente_instrument::scope::ActKind;

use crate::act::{Act, Quantity};
use crate::book::{Account, Book, Refusal, narrow};
use crate::chain::Fault;
use crate::duties::{self, Occasion, State};
use crate::privacy::Eyes;
use crate::quotas::{self, QuotaState};
use crate::series::Step;

/// Something that does not add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The chain of the ledger is broken at an act.
    Chain {
        /// Its sequence number.
        act: u64,
        /// How.
        fault: Fault,
    },
    /// A line cannot be read as an act.
    Unreadable {
        /// Its sequence number.
        act: u64,
        /// Why, in words.
        why: String,
    },
    /// An act cannot be taken into the book.
    Refused {
        /// Its sequence number.
        act: u32,
        /// Why.
        why: Refusal,
    },
    /// A number and the sum of its parts declared for the same day differ.
    Breakdown {
        /// Of what.
        account: Account,
        /// What the parts are.
        by: Parts,
        /// The day.
        on: Date,
        /// The number declared.
        whole: i64,
        /// The sum of its parts.
        sum: i64,
    },
    /// Database plus notifications is not the next database.
    Reconcile {
        /// Of what.
        account: Account,
        /// The day of the later declaration.
        on: Date,
        /// Its sequence number.
        act: u32,
        /// What follows from the earlier one and the notifications.
        expected: i64,
        /// What was declared.
        declared: i64,
    },
    /// A notified change takes away more than there is.
    BelowZero {
        /// Of what.
        account: Account,
        /// The day.
        on: Date,
        /// The sequence number of the notification.
        act: u32,
        /// The number that would follow.
        number: i64,
    },
    /// A party declared one number twice for one day, differently and without a correction.
    Twice {
        /// Of what.
        account: Account,
        /// The day.
        on: Date,
        /// The sequence numbers.
        acts: (u32, u32),
        /// The numbers.
        numbers: (Quantity, Quantity),
    },
    /// One item is declared in two places or by two parties for one day.
    DoubleCounted {
        /// The item.
        item: String,
        /// The day.
        on: Date,
        /// The sequence numbers.
        acts: (u32, u32),
    },
    /// An item is in another zone than before and no move was notified.
    UnnotifiedMove {
        /// The item.
        item: String,
        /// The sequence numbers of the two declarations.
        acts: (u32, u32),
    },
    /// A notified move begins in a zone where the item was not.
    ImpossibleMove {
        /// The item.
        item: String,
        /// The sequence number of the notification.
        act: u32,
        /// That of the act which placed it elsewhere.
        before: u32,
    },
    /// An exchange or another duty was late, not provided, or nothing was entered.
    Duty(Occasion),
    /// A quota was used more often than it can be.
    Overused(QuotaState),
}

/// What the parts of a number are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Parts {
    /// Its kinds.
    Kinds,
    /// The zones within.
    Zones,
    /// Single items.
    Items,
}

/// What an audit found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// How many acts were looked at.
    pub acts: usize,
    /// What does not add up.
    pub findings: Vec<Finding>,
    /// Numbers that changed between two declarations of which no notification
    /// is in the ledger, so that they cannot be reconciled.
    pub unreconciled: usize,
    /// Findings that whoever asks may not see.
    pub withheld: usize,
}

impl Audit {
    /// What of it these eyes may see; the rest is counted.
    #[must_use]
    pub fn seen_by(mut self, book: &Book<'_>, eyes: Eyes<'_>) -> Self {
        let all = self.findings.len();
        self.findings.retain(|finding| sees(book, eyes, finding));
        self.withheld += all - self.findings.len();
        self
    }
}

/// Whether somebody may see a finding as a whole.
fn sees(book: &Book<'_>, eyes: Eyes<'_>, finding: &Finding) -> bool {
    let sees_items = |acts: [u32; 2]| {
        acts.into_iter().filter_map(|act| book.standing(act)).all(|act| {
            let (owner, thing) = (act.by as usize, act.thing.map(|thing| thing as usize));
            eyes.see(owner, thing, Field::Number) && eyes.see(owner, thing, Field::Zone)
        })
    };
    match finding {
        Finding::Chain { .. } | Finding::Refused { .. } | Finding::Overused(_) => true,
        // Why a line cannot be read may quote it.
        Finding::Unreadable { .. } => eyes.see_all(),
        Finding::Breakdown { account, by, .. } => {
            // The sum over zones tells of them, as a number in a zone does.
            let by_zones = *by == Parts::Zones;
            let zone = if by_zones { account.zone.or(Some(0)) } else { account.zone };
            eyes.see_account(Account { zone, ..*account })
        }
        Finding::Reconcile { account, .. }
        | Finding::BelowZero { account, .. }
        | Finding::Twice { account, .. } => eyes.see_account(*account),
        Finding::DoubleCounted { acts, .. } | Finding::UnnotifiedMove { acts, .. } => {
            sees_items([acts.0, acts.1])
        }
        Finding::ImpossibleMove { act, before, .. } => sees_items([*act, *before]),
        Finding::Duty(occasion) => eyes.see_duty(book, occasion.duty),
    }
}

/// Audits a book as of a day, with what the check of the chain found.
#[must_use]
pub fn audit(book: &Book<'_>, chain: Vec<(u64, Fault)>, unreadable: Vec<(u64, String)>, on: Date) -> Audit {
    let mut audit = Audit { acts: book.len(), ..Audit::default() };
    let findings = &mut audit.findings;
    findings.extend(chain.into_iter().map(|(act, fault)| Finding::Chain { act, fault }));
    findings.extend(unreadable.into_iter().map(|(act, why)| Finding::Unreadable { act, why }));
    let refused = book.refused().iter();
    findings.extend(refused.map(|(act, why)| Finding::Refused { act: *act, why: why.clone() }));
    breakdowns(book, on, findings);
    audit.unreconciled = accounts(book, on, &mut audit.findings);
    items(book, on, &mut audit.findings);
    obligations(book, on, &mut audit.findings);
    audit
}

/// Numbers by thing and zone.
type Figures = BTreeMap<(u32, Option<u32>), Quantity>;

/// The numbers declared for each day of an account; the last where there are several.
fn declared(book: &Book<'_>, on: Date) -> BTreeMap<(u32, Option<u32>, Date), Figures> {
    let mut days: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    for (account, series) in book.all_accounts() {
        for (day, _, step, _) in series.steps().filter(|(day, ..)| *day <= on) {
            if let Step::Set(quantity) = step {
                let key = (account.party, account.status, day);
                days.entry(key).or_default().insert((account.thing, account.zone), quantity);
            }
        }
    }
    days
}

/// Wholes against kinds and zones of the same day.
fn breakdowns(book: &Book<'_>, on: Date, findings: &mut Vec<Finding>) {
    let instrument = book.instrument();
    let mut kinds: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (position, thing) in (0..).zip(&instrument.things) {
        if let Some(of) = narrow(thing.of) {
            kinds.entry(of).or_default().push(position);
        }
    }
    let mut zones: BTreeMap<Option<u32>, Vec<u32>> = BTreeMap::new();
    for (position, zone) in (0..).zip(&instrument.zones) {
        zones.entry(narrow(zone.within)).or_default().push(position);
    }
    for ((party, status, day), numbers) in declared(book, on) {
        for ((thing, zone), quantity) in &numbers {
            let Quantity::Number(whole) = quantity else { continue };
            let parts_of_kinds = kinds.get(thing).into_iter().flatten().map(|kind| (*kind, *zone));
            let parts_of_zones = zones.get(zone).into_iter().flatten().map(|part| (*thing, Some(*part)));
            let sums = [
                (Parts::Kinds, sum(&numbers, parts_of_kinds)),
                (Parts::Zones, sum(&numbers, parts_of_zones)),
            ];
            for (by, sum) in sums {
                if let Some(sum) = sum.filter(|sum| sum != whole) {
                    let account = Account { party, thing: *thing, zone: *zone, status };
                    findings.push(Finding::Breakdown { account, by, on: day, whole: *whole, sum });
                }
            }
        }
    }
}

/// The sum of all parts, if there are any and each is a number.
fn sum(numbers: &Figures, parts: impl Iterator<Item = (u32, Option<u32>)>) -> Option<i64> {
    let mut total: Option<i64> = None;
    for part in parts {
        let Some(Quantity::Number(number)) = numbers.get(&part) else { return None };
        total = Some(total.unwrap_or(0).saturating_add(*number));
    }
    total
}

/// Each account by itself: database plus notifications, changes below zero,
/// figures given twice. Counts what cannot be reconciled.
fn accounts(book: &Book<'_>, on: Date, findings: &mut Vec<Finding>) -> usize {
    let mut unreconciled = 0;
    for (account, series) in book.all_accounts() {
        let mut last: Option<(Date, u32, Quantity)> = None;
        let mut notified = false;
        for (day, act, step, before) in series.steps().filter(|(day, ..)| *day <= on) {
            let before = before.map(|level| level.quantity);
            match (step, before) {
                (Step::Change(by), Some(Quantity::Number(number))) => {
                    notified = true;
                    let number = number.saturating_add(by);
                    if number < 0 {
                        findings.push(Finding::BelowZero { account, on: day, act, number });
                    }
                }
                (Step::Change(_), _) => notified = true,
                (Step::Set(quantity), _) => {
                    let again = last.filter(|(before, ..)| *before == day);
                    if let Some((_, first, former)) = again {
                        if former != quantity {
                            let (acts, numbers) = ((first, act), (former, quantity));
                            findings.push(Finding::Twice { account, on: day, acts, numbers });
                        }
                    } else if let (Some(Quantity::Number(expected)), Quantity::Number(declared)) =
                        (before, quantity)
                        && expected != declared
                    {
                        if notified {
                            findings.push(Finding::Reconcile { account, on: day, act, expected, declared });
                        } else {
                            unreconciled += 1;
                        }
                    }
                    last = Some((day, act, quantity));
                }
            }
        }
    }
    unreconciled
}

/// Where an item was last, and by which act.
struct Place {
    on: Date,
    act: u32,
    account: Account,
    /// Whether a notification put it there.
    moved: bool,
}

/// Single items: in one place at a time, moved with notice, as many as declared.
fn items(book: &Book<'_>, on: Date, findings: &mut Vec<Finding>) {
    let mut acts: Vec<(u32, Act)> =
        book.of_items().filter(|(_, act)| act.on <= on).map(|(at, act)| (at, act.into_owned())).collect();
    // On one day moves come before the declaration, as everywhere.
    acts.sort_by_key(|(sequence, act)| (act.on, act.kind == ActKind::Declaration, *sequence));
    let mut places: BTreeMap<&str, Place> = BTreeMap::new();
    let mut counted: BTreeMap<(Account, Date), BTreeSet<&str>> = BTreeMap::new();
    for (sequence, act) in &acts {
        let (Some(item), Some(thing)) = (act.item(), act.thing) else { continue };
        let here = Account { party: act.by, thing, zone: act.zone, status: act.status };
        let before = places.get(item);
        let account = if act.kind == ActKind::Declaration {
            counted.entry((here, act.on)).or_default().insert(item);
            if let Some(place) = before.filter(|place| place.account != here) {
                let acts = (place.act, *sequence);
                if place.on == act.on && !place.moved {
                    findings.push(Finding::DoubleCounted { item: item.to_owned(), on: act.on, acts });
                } else if place.account.zone != here.zone {
                    findings.push(Finding::UnnotifiedMove { item: item.to_owned(), acts });
                }
            }
            here
        } else {
            if let Some(place) = before.filter(|place| place.account.zone != act.zone) {
                findings.push(Finding::ImpossibleMove {
                    item: item.to_owned(),
                    act: *sequence,
                    before: place.act,
                });
            }
            Account { zone: act.to_zone, ..here }
        };
        let moved = act.kind != ActKind::Declaration;
        places.insert(item, Place { on: act.on, act: *sequence, account, moved });
    }
    for ((account, day), items) in &counted {
        let steps = book.series(*account).into_iter().flat_map(|series| series.steps());
        let declared = steps.filter(|(on, ..)| on == day).filter_map(|(_, _, step, _)| match step {
            Step::Set(Quantity::Number(number)) => Some(number),
            _ => None,
        });
        let sum = i64::try_from(items.len()).unwrap_or(i64::MAX);
        if let Some(whole) = declared.last().filter(|whole| *whole != sum) {
            findings.push(Finding::Breakdown { account: *account, by: Parts::Items, on: *day, whole, sum });
        }
    }
}

/// Duties that were not met in time and quotas that were used too often.
fn obligations(book: &Book<'_>, on: Date, findings: &mut Vec<Finding>) {
    let instrument = book.instrument();
    for (duty, text) in instrument.duties.iter().enumerate() {
        for party in &text.by {
            let occasions = duties::of_duty(book, duty, *party, None, on);
            let wrong = occasions.into_iter().filter(|occasion| match occasion.state {
                State::Met { late, .. } => late,
                State::NotProvided => true,
                State::Open => occasion.is_overdue(on),
                State::Unknown => false,
            });
            findings.extend(wrong.map(Finding::Duty));
        }
    }
    for quota in 0..instrument.quotas.len() {
        findings.extend(quotas::overused(book, quota, on).into_iter().map(Finding::Overused));
    }
}
