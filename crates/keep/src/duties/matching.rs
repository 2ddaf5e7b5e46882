//! Which act meets or verifies which occasion, and which acts change nothing.

use std::collections::BTreeMap;

use detente_instrument::model::{Duty, Trigger};
use detente_instrument::period::Date;
use detente_instrument::scope::ActKind;

use super::{Occasion, State, is_about};
use crate::act::Quantity;
use crate::book::{Book, narrow};
use crate::onset::Look;

/// An act that speaks of a duty and changes nothing of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vain {
    /// Position of the duty.
    pub duty: usize,
    /// Sequence number of the act.
    pub act: u32,
    /// Position of the party whose act it is.
    pub by: u32,
    /// Why.
    pub why: Why,
}

/// Why an act that speaks of a duty changes nothing of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The party that it is about does not owe the duty.
    NotOwed,
    /// There is no such occasion, or none has arisen.
    NoOccasion,
    /// What it could meet is met already.
    MetAlready,
    /// It verifies what was not met by then.
    NotMet,
    /// Whoever verifies it is out after notice.
    Out,
    /// A party verifies what it did itself.
    Itself,
}

/// What raises one occasion: a day, a party and, but for a declaration, an act.
type Raising = (Date, u32, u32);

/// Occasions by what raised them.
struct Raised<'b, 'i> {
    book: &'b Book<'i>,
    /// The kind of act, where acts raise them.
    kind: Option<ActKind>,
    occasions: BTreeMap<Raising, usize>,
}

impl<'b, 'i> Raised<'b, 'i> {
    fn new(book: &'b Book<'i>, duty: &Duty, occasions: &[Occasion]) -> Self {
        let kind = match duty.trigger {
            Trigger::On { kind, .. } => Some(kind),
            Trigger::Once(_) | Trigger::Every { .. } => None,
        };
        let mut raised = Self { book, kind, occasions: BTreeMap::new() };
        let by_act = occasions.iter().enumerate();
        let by_act = by_act.filter_map(|(at, each)| Some((raised.raising(each.raised?)?, at))).collect();
        raised.occasions = by_act;
        raised
    }

    /// Of the figures of one declaration each stands for all of it.
    fn raising(&self, sequence: u32) -> Option<Raising> {
        let act = self.book.act(sequence).filter(|act| Some(act.kind) == self.kind)?;
        Some((act.known, act.by, if act.kind == ActKind::Declaration { 0 } else { sequence }))
    }

    /// Where the occasion stands that an act raised.
    fn by(&self, sequence: u32) -> Option<usize> {
        self.occasions.get(&self.raising(sequence)?).copied()
    }
}

/// What of an act matters for a duty.
struct Meeting {
    on: Date,
    sequence: u32,
    /// Whether it names the duty; else it meets it by its kind.
    named: bool,
    /// The day of the occasion that it names.
    day: Option<Date>,
    /// The act that it answers.
    answers: Option<u32>,
    number: Option<Quantity>,
    since: Date,
}

/// Acts of a party that name the duty or meet it by their kind, in order.
fn meetings(look: &Look<'_, '_>, duty: usize, party: u32) -> Vec<Meeting> {
    let book = look.book;
    let Some(text) = book.instrument().duties.get(duty) else { return Vec::new() };
    let by_act = matches!(text.trigger, Trigger::On { .. });
    // Declarations meet the occasion of their day, and were looked at.
    let by_kind = text.met_by.filter(|kind| *kind != ActKind::Declaration);
    let kinds =
        std::iter::once(ActKind::Fulfilment).chain(by_kind.filter(|kind| *kind != ActKind::Fulfilment));
    let mut acts = Vec::new();
    for sequence in kinds.flat_map(|kind| book.sequences(kind, party)) {
        let Some((act, since)) = book.told(*sequence, look.on) else { continue };
        let named = is_about(act.about, duty);
        let by_name = act.kind == ActKind::Fulfilment && named;
        let by_kind = by_kind == Some(act.kind) && (act.about.is_none() || named);
        if by_name || by_kind {
            let answers = book.act(*sequence).and_then(|first| first.refers_to()).filter(|_| by_act);
            let (on, sequence, day, number) = (act.on, *sequence, act.occasion(), act.number);
            acts.push(Meeting { on, sequence, named, day, answers, number, since });
        }
    }
    acts.sort_by_key(|act| (act.on, act.sequence));
    acts
}

/// Acts that name the duty, or meet it by their kind: each meets the occasion
/// that it names, by its day or by the act that raised it, else the earliest one
/// that is open. What names the duty may come before the day of the next occasion,
/// where no act raises it. What is met stays met. Returns those that name the duty
/// and change nothing; `to_come` says that another occasion is to arise.
pub(super) fn meet(
    look: &Look<'_, '_>,
    duty: usize,
    party: usize,
    occasions: &mut [Occasion],
    to_come: bool,
) -> Vec<Vain> {
    let book = look.book;
    let Some(text) = book.instrument().duties.get(duty) else { return Vec::new() };
    let Some(party) = narrow(Some(party)) else { return Vec::new() };
    let raised = Raised::new(book, text, occasions);
    let mut vain = Vec::new();
    let mut first_open = 0;
    for act in meetings(look, duty, party) {
        let mut waits = false;
        let (at, without) = match (act.answers, act.day) {
            (Some(answers), _) => (raised.by(answers), Why::NoOccasion),
            (None, Some(day)) => {
                waits = to_come && day > look.ahead;
                let start = occasions.partition_point(|each| each.on < day);
                let end = occasions.partition_point(|each| each.on <= day);
                let of_day = occasions.get(start..end).unwrap_or_default();
                let open = of_day.iter().position(|each| !each.is_met());
                ((start < end).then(|| start + open.unwrap_or(0)), Why::NoOccasion)
            }
            (None, None) => {
                let open = |each: &Occasion| matches!(each.state, State::Open);
                while occasions.get(first_open).is_some_and(|each| !open(each)) {
                    first_open += 1;
                }
                let arisen = occasions.partition_point(|each| each.on <= act.on);
                let early = act.named && raised.kind.is_none();
                let next = if early { arisen + 1 } else { arisen };
                waits = early && to_come && arisen == occasions.len();
                let why = if occasions.is_empty() { Why::NoOccasion } else { Why::MetAlready };
                (Some(first_open).filter(|at| *at < next && *at < occasions.len()), why)
            }
        };
        let Some(occasion) = at.and_then(|at| occasions.get_mut(at)) else {
            if act.named && !waits {
                vain.push(Vain { duty, act: act.sequence, by: party, why: without });
            }
            continue;
        };
        let before = (occasion.state, occasion.act);
        let met = occasion.is_met();
        let by_figures = |occasion: &Occasion| {
            let act = occasion.act.and_then(|act| book.act(act));
            act.is_some_and(|act| act.kind == ActKind::Declaration)
        };
        match act.number {
            Some(Quantity::NotProvided) if !met => {
                occasion.leave(State::NotProvided, act.since, act.sequence);
            }
            // Figures that became known in another way are not what was owed, where
            // whoever owed it says so of this very occasion.
            Some(Quantity::NotProvided) if act.day.is_some() && by_figures(occasion) => {
                occasion.leave(State::NotProvided, act.since, act.sequence);
            }
            Some(Quantity::Unknown) if !met => occasion.leave(State::Unknown, act.since, act.sequence),
            Some(Quantity::NotProvided | Quantity::Unknown) => {}
            Some(Quantity::Number(_)) | None => occasion.meet(act.since, act.sequence),
        }
        if act.named && before == (occasion.state, occasion.act) {
            vain.push(Vain { duty, act: act.sequence, by: party, why: Why::MetAlready });
        }
    }
    vain
}

/// Verifications by others who are bound: each of the occasion that it names, by its
/// day, by the act that raised it or by that which met it, else of the earliest one
/// that is not verified; but of nothing that was not met by then. Returns those that
/// verify nothing.
pub(super) fn verify(
    look: &Look<'_, '_>,
    duty: usize,
    party: usize,
    occasions: &mut [Occasion],
) -> Vec<Vain> {
    let book = look.book;
    let Some(text) = book.instrument().duties.get(duty) else { return Vec::new() };
    let Some(party) = narrow(Some(party)) else { return Vec::new() };
    let of_duty = book.of_kind(ActKind::Verification).filter_map(|(sequence, _)| {
        let (act, since) = book.told(sequence, look.on)?;
        (is_about(act.about, duty) && act.of == Some(party)).then(|| {
            let names = book.act(sequence).and_then(|first| first.refers_to());
            (act.on, sequence, act.by, act.occasion(), names, since)
        })
    });
    let mut acts: Vec<_> = of_duty.collect();
    acts.sort_unstable();
    let raised = Raised::new(book, text, occasions);
    let met = |each: &Occasion| each.first_met;
    let by_meeting: BTreeMap<u32, usize> =
        occasions.iter().enumerate().filter_map(|(at, each)| Some((each.act?, at))).collect();
    let mut open: BTreeMap<usize, Date> =
        occasions.iter().enumerate().filter_map(|(at, each)| Some((at, met(each)?))).collect();
    let first_met = open.values().copied().min();
    let mut vain = Vec::new();
    for (_, act, by, day, names, since) in acts {
        let told = |why| Vain { duty, act, by, why };
        if by == party {
            vain.push(told(Why::Itself));
            continue;
        }
        if look.term().is_out(by, since) {
            vain.push(told(Why::Out));
            continue;
        }
        let at = match (names, day) {
            (Some(names), _) => raised.by(names).or_else(|| by_meeting.get(&names).copied()),
            (None, Some(day)) => {
                let start = occasions.partition_point(|each| each.on < day);
                let of_day = occasions.get(start..).unwrap_or_default();
                let of_day = of_day.iter().take_while(|each| each.on == day);
                let unverified =
                    of_day.clone().position(|each| each.verified.is_none() && met(each).is_some());
                (of_day.count() > 0).then(|| start + unverified.unwrap_or(0))
            }
            (None, None) => {
                let next = open.iter().find(|(_, on)| **on <= since).map(|(at, _)| *at);
                if next.is_none() {
                    // Another may have verified what there is: to do so again is no fault.
                    if first_met.is_none_or(|first| first > since) {
                        vain.push(told(Why::NotMet));
                    }
                    continue;
                }
                next
            }
        };
        let Some((at, occasion)) = at.and_then(|at| Some((at, occasions.get_mut(at)?))) else {
            vain.push(told(Why::NoOccasion));
            continue;
        };
        if met(occasion).is_some_and(|on| on <= since) {
            let first = occasion.verified.get_or_insert(since);
            *first = since.min(*first);
            open.remove(&at);
        } else {
            vain.push(told(Why::NotMet));
        }
    }
    vain
}
