//! Do the declarations add up?
//!
//! Every finding names the acts and figures that it rests on. A finding is a
//! difference between what was entered and what follows from the rest; it does
//! not say who is right.

mod items;

use std::collections::BTreeMap;

use detente_instrument::model::Field;
use detente_instrument::period::Date;
use detente_instrument::scope::ActKind;
use detente_instrument::waiting::Clause;

use crate::act::{Act, Quantity};
use crate::book::{Account, Book, Refusal, narrow};
use crate::chain::Fault;
use crate::duties::{self, Occasion, State, Vain};
use crate::onset::Look;
use crate::outgrown;
use crate::privacy::Eyes;
use crate::quotas::{self, Excess, Idle, Overuse, PairState, QuotaState};
use crate::series::Step;
use crate::status::{readings, sees_excess};
use crate::tally::is_divided;
use crate::under::{Under, merged, under};
use crate::unheeded::{self, Unheeded};

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
        /// Whether parts are missing, so that the sum is that much at least.
        partial: bool,
        /// The sequence numbers of the whole and of the parts.
        acts: Vec<u32>,
    },
    /// Parts told later than a whole make more than it.
    Outgrown {
        /// Of what.
        account: Account,
        /// What the parts are.
        by: Parts,
        /// The day of the declaration of the whole.
        declared: Date,
        /// The first day on which they made more.
        on: Date,
        /// The number of the whole on that day, as declared and notified.
        whole: i64,
        /// The sum of the parts of which figures of the same day or later are known.
        sum: i64,
        /// The sequence numbers of the declarations of the whole and of the parts.
        acts: Vec<u32>,
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
    /// Changes were notified of a number that no declaration gives.
    WithoutBase {
        /// Of what.
        account: Account,
        /// The sequence number of the first such notification.
        act: u32,
        /// How many there are.
        changes: usize,
    },
    /// A correction of an act that had come when it became known: what began with that
    /// act has begun.
    TooLate {
        /// The sequence number of the correction.
        act: u32,
        /// Of the act that it corrects.
        corrects: u32,
        /// Whose.
        party: u32,
    },
    /// An act about the term, or an event, changes nothing.
    Unheeded(Unheeded),
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
    /// A party lists one item in two places for one day. Items of two parties are
    /// two, whatever their numbers.
    DoubleCounted {
        /// Whose.
        party: u32,
        /// The item.
        item: String,
        /// The day.
        on: Date,
        /// The sequence numbers.
        acts: (u32, u32),
    },
    /// A party lists one item twice in the same place for one day.
    Repeated {
        /// Whose.
        party: u32,
        /// The item.
        item: String,
        /// The day.
        on: Date,
        /// The sequence numbers.
        acts: (u32, u32),
    },
    /// An item is in another zone than before and no move was notified.
    UnnotifiedMove {
        /// Whose.
        party: u32,
        /// The item.
        item: String,
        /// The sequence numbers of the two declarations.
        acts: (u32, u32),
    },
    /// A notified move begins in a zone where the item was not.
    ImpossibleMove {
        /// Whose.
        party: u32,
        /// The item.
        item: String,
        /// The sequence number of the notification.
        act: u32,
        /// That of the act which placed it elsewhere.
        before: u32,
    },
    /// An exchange or another duty was late, not provided, or nothing was entered.
    Duty(Under<Occasion>),
    /// An act that speaks of a duty changes nothing of it.
    Vain(Under<Vain>),
    /// A quota was used more often than it can be.
    Overused(Under<Overuse<QuotaState>>),
    /// A quota was used over one party more often than it can be.
    OverusedPair(Overuse<PairState>),
    /// A use or a transfer counts against no number.
    Idle(Under<Idle>),
    /// A use measured more than one use may.
    Excess(Under<Excess>),
    /// A part of a quota was passed on that may not be; it is not counted.
    Transfer {
        /// Position of the quota.
        quota: usize,
        /// The sequence number of the transfer.
        act: u32,
    },
}

/// A correction, with what was said before and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// Its sequence number.
    pub act: u32,
    /// The sequence number of the act that it corrects.
    pub corrects: u32,
    /// The day on which it became known.
    pub known: Date,
    /// What was said before.
    pub before: Act,
    /// What it says.
    pub after: Act,
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
    /// How often each number changed between two declarations of which no
    /// notification is in the ledger, so that they cannot be reconciled.
    pub unreconciled: BTreeMap<Account, usize>,
    /// Corrections by the end of the day: they change what is known of the past.
    pub corrections: Vec<Corrected>,
    /// Whether numbers that whoever asks may not see were left out of that.
    pub limited: bool,
    /// Whether clauses keep some findings from whoever asks; whether there are
    /// any, nothing tells.
    pub withheld: bool,
}

impl Audit {
    /// What of it these eyes may see.
    #[must_use]
    pub fn seen_by(mut self, book: &Book<'_>, eyes: Eyes<'_>) -> Self {
        self.findings.retain(|finding| sees(book, eyes, finding));
        self.withheld |= !eyes.see_all();
        self.unreconciled.retain(|account, _| eyes.see_account(*account));
        for corrected in &mut self.corrections {
            corrected.before = eyes.redacted(corrected.before.clone());
            corrected.after = eyes.redacted(corrected.after.clone());
        }
        self.limited |= !eyes.see_all();
        self
    }

    /// How often a number changed that cannot be reconciled.
    #[must_use]
    pub fn changes(&self) -> usize {
        self.unreconciled.values().sum()
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
        Finding::Chain { .. } | Finding::Refused { .. } | Finding::TooLate { .. } | Finding::Unheeded(_) => {
            true
        }
        Finding::Overused(under) => eyes.see_quota(book, under.what.state.quota),
        Finding::OverusedPair(overuse) => eyes.see_quota(book, overuse.state.quota),
        Finding::Transfer { quota, .. } => eyes.see_quota(book, *quota),
        Finding::Idle(under) => eyes.see_quota(book, under.what.quota),
        Finding::Excess(under) => {
            eyes.see_quota(book, under.what.quota) && sees_excess(book, eyes, &under.what)
        }
        // Why a line cannot be read may quote it.
        Finding::Unreadable { .. } => eyes.see_all(),
        Finding::Breakdown { account, by, .. } | Finding::Outgrown { account, by, .. } => {
            // The sum over zones tells of them, as a number in a zone does.
            let by_zones = *by == Parts::Zones;
            let zone = if by_zones { account.zone.or(Some(0)) } else { account.zone };
            eyes.see_account(Account { zone, ..*account })
        }
        Finding::Reconcile { account, .. }
        | Finding::BelowZero { account, .. }
        | Finding::WithoutBase { account, .. }
        | Finding::Twice { account, .. } => eyes.see_account(*account),
        Finding::DoubleCounted { acts, .. }
        | Finding::Repeated { acts, .. }
        | Finding::UnnotifiedMove { acts, .. } => sees_items([acts.0, acts.1]),
        Finding::ImpossibleMove { act, before, .. } => sees_items([*act, *before]),
        Finding::Duty(under) => eyes.see_duty(book, under.what.duty),
        Finding::Vain(under) => eyes.see_duty(book, under.what.duty),
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
    findings.extend(outgrown::findings(book, on));
    audit.unreconciled = accounts(book, on, &mut audit.findings);
    items::items(book, on, &mut audit.findings);
    obligations(book, on, &mut audit.findings);
    audit.findings.extend(unheeded::unheeded(book, on).into_iter().map(Finding::Unheeded));
    audit.corrections = corrections(book, on, &mut audit.findings);
    audit
}

/// Numbers by thing and zone, with the acts that gave them.
type Figures = BTreeMap<(u32, Option<u32>), (Quantity, u32)>;

/// The numbers declared for each day of an account; the last where there are several.
fn declared(book: &Book<'_>, on: Date) -> BTreeMap<(u32, Option<u32>, Date), Figures> {
    let mut days: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    for (account, series) in book.all_accounts() {
        for (day, act, step, _) in series.steps().filter(|(day, ..)| *day <= on) {
            if let Step::Set(quantity) = step {
                let key = (account.party, account.status, day);
                days.entry(key).or_default().insert((account.thing, account.zone), (quantity, act));
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
        for ((thing, zone), (quantity, act)) in &numbers {
            let Quantity::Number(whole) = *quantity else { continue };
            let parts_of_kinds = kinds.get(thing).into_iter().flatten().map(|kind| (*kind, *zone));
            let parts_of_zones = zones.get(zone).into_iter().flatten().map(|part| (*thing, Some(*part)));
            let mut of_zones = sum(&numbers, parts_of_zones);
            // There may be more beside the zones within.
            of_zones.partial |= !is_divided(instrument, zone.map(|zone| zone as usize));
            let sums = [(Parts::Kinds, sum(&numbers, parts_of_kinds)), (Parts::Zones, of_zones)];
            for (by, Sum { total: sum, partial, mut acts }) in sums {
                // Parts that are missing can only add.
                let differ = if partial { sum > whole } else { sum != whole };
                if differ && !acts.is_empty() {
                    acts.insert(0, *act);
                    let account = Account { party, thing: *thing, zone: *zone, status };
                    findings.push(Finding::Breakdown { account, by, on: day, whole, sum, partial, acts });
                }
            }
        }
    }
}

/// Parts added up.
#[derive(Default)]
struct Sum {
    total: i64,
    /// Whether any part is no number.
    partial: bool,
    /// The acts that gave the numbers; none where no part is one.
    acts: Vec<u32>,
}

fn sum(numbers: &Figures, parts: impl Iterator<Item = (u32, Option<u32>)>) -> Sum {
    let mut sum = Sum::default();
    for part in parts {
        match numbers.get(&part) {
            Some((Quantity::Number(number), act)) => {
                sum.total = sum.total.saturating_add(*number);
                sum.acts.push(*act);
            }
            _ => sum.partial = true,
        }
    }
    sum
}

/// Every correction by the end of a day; those that come too late are told.
fn corrections(book: &Book<'_>, on: Date, findings: &mut Vec<Finding>) -> Vec<Corrected> {
    let of_clause =
        [ActKind::Event, ActKind::Extension, ActKind::Withdrawal, ActKind::Suspension, ActKind::Resumption];
    let known = book.of_kind(ActKind::Correction).filter(|(_, act)| act.known <= on);
    let mut known: Vec<(u32, Act)> = known.map(|(at, act)| (at, act.into_owned())).collect();
    known.sort_by_key(|(at, _)| *at);
    let mut found: Vec<Corrected> = Vec::new();
    let mut last: BTreeMap<u32, usize> = BTreeMap::new();
    for (act, after) in known {
        let Some((corrects, first)) = after.refers_to().and_then(|at| Some((at, book.act(at)?))) else {
            continue;
        };
        let came = book.came(corrects, after.known);
        let before = match last.insert(corrects, found.len()).and_then(|at| found.get(at)) {
            Some(corrected) => corrected.after.clone(),
            None => first.clone(),
        };
        let after = Act { kind: first.kind, ..after };
        let says = |act: &Act| (act.on, act.about, act.more.as_ref().and_then(|more| more.until));
        if of_clause.contains(&first.kind) && came.is_some_and(|(came, _)| says(&came) != says(&after)) {
            findings.push(Finding::TooLate { act, corrects, party: after.by });
        }
        found.push(Corrected { act, corrects, known: after.known, before, after });
    }
    found
}

/// Each account by itself: database plus notifications, changes below zero,
/// changes of what nobody declared, figures given twice. Counts what cannot be
/// reconciled.
fn accounts(book: &Book<'_>, on: Date, findings: &mut Vec<Finding>) -> BTreeMap<Account, usize> {
    let mut unreconciled = BTreeMap::new();
    // Acts that changed some number that was known, and changes of a number that was not.
    let mut changing: Vec<u32> = Vec::new();
    let mut idle: Vec<(Account, Vec<u32>)> = Vec::new();
    for (account, series) in book.all_accounts() {
        let mut last: Option<(Date, u32, Quantity)> = None;
        let mut without: Vec<u32> = Vec::new();
        let mut notified = false;
        for (day, act, step, before) in series.steps().filter(|(day, ..)| *day <= on) {
            let before = before.map(|level| level.quantity);
            match (step, before) {
                (Step::Change(by) | Step::Within(by), Some(Quantity::Number(number))) => {
                    notified = true;
                    changing.push(act);
                    let number = number.saturating_add(by);
                    if number < 0 {
                        findings.push(Finding::BelowZero { account, on: day, act, number });
                    }
                }
                (Step::Change(_) | Step::Within(_), before) => {
                    notified = true;
                    if before.is_none() && matches!(step, Step::Change(_)) {
                        without.push(act);
                    }
                }
                (Step::Set(quantity), _) => {
                    // What was told before is contained in it.
                    without.clear();
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
                            *unreconciled.entry(account).or_default() += 1;
                        }
                    }
                    last = Some((day, act, quantity));
                }
            }
        }
        if !without.is_empty() {
            idle.push((account, without));
        }
    }
    changing.sort_unstable();
    for (account, mut acts) in idle {
        acts.retain(|act| changing.binary_search(act).is_err());
        if let Some(act) = acts.iter().copied().min() {
            findings.push(Finding::WithoutBase { account, act, changes: acts.len() });
        }
    }
    unreconciled
}

/// Duties that were not met in time and quotas that were used too often or
/// otherwise than they can be, under each reading.
fn obligations(book: &Book<'_>, on: Date, findings: &mut Vec<Finding>) {
    let instrument = book.instrument();
    let readings = readings(instrument, None);
    let looks: Vec<Look<'_, '_>> = readings.iter().map(|reading| Look::new(book, *reading, on)).collect();
    let look = |reading| looks.iter().find(|look| look.reading == reading);
    for (duty, text) in instrument.duties.iter().enumerate() {
        for party in &text.by {
            let wrong = under(instrument, Clause::Duty(duty), &readings, |reading| {
                let occasions = look(reading).map(|look| duties::occasions(look, duty, *party));
                let wrong = occasions.into_iter().flatten().filter(|occasion| match occasion.state {
                    State::Met { late, .. } => late && !occasion.suspended,
                    State::NotProvided => occasion.is_withheld(),
                    State::Open => occasion.is_overdue(on),
                    State::Unknown => false,
                });
                wrong.collect()
            });
            findings.extend(wrong.into_iter().map(Finding::Duty));
        }
        let vain = under(instrument, Clause::Duty(duty), &readings, |reading| {
            look(reading).map_or_else(Vec::new, |look| duties::vain(look, duty))
        });
        findings.extend(vain.into_iter().map(Finding::Vain));
    }
    for quota in 0..instrument.quotas.len() {
        let often = under(instrument, Clause::Quota(quota), &readings, |reading| {
            quotas::overused(book, quota, reading, on)
        });
        findings.extend(often.into_iter().map(Finding::Overused));
        let idle = under(instrument, Clause::Quota(quota), &readings, |reading| {
            quotas::idle(book, quota, reading, on)
        });
        findings.extend(idle.into_iter().map(Finding::Idle));
        findings.extend(quotas::overused_pairs(book, quota, on).into_iter().map(Finding::OverusedPair));
        let beyond = merged(&readings, |reading| quotas::excesses(book, quota, reading, on));
        findings.extend(beyond.into_iter().map(Finding::Excess));
        let passed = quotas::barred(book, quota, on).into_iter();
        findings.extend(passed.map(|act| Finding::Transfer { quota, act }));
    }
}
