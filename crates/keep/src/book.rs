//! Every number of an instrument over time, brought up to date act by act.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Bound;

use detente_instrument::model::Instrument;
use detente_instrument::period::Date;

use crate::act::{Act, ActKind, Quantity};
use crate::series::{Series, Step};

/// What a number is of. `None` is everywhere, and no status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Account {
    /// Whose.
    pub party: u32,
    /// Of what.
    pub thing: u32,
    /// Where.
    pub zone: Option<u32>,
    /// In which status.
    pub status: Option<u32>,
}

/// Why an act cannot be taken into the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It refers to an act that is not before it.
    NoSuchAct {
        /// The sequence number that it gives.
        act: u32,
    },
    /// It corrects an act of another party.
    NotItsOwn {
        /// The sequence number of that act.
        act: u32,
    },
    /// It corrects an act that is itself a correction.
    Correction {
        /// The sequence number of that act.
        act: u32,
    },
    /// Parts that its kind needs, or the kind that it corrects, are missing.
    Incomplete(Vec<&'static str>),
    /// Fewer than none of something.
    BelowZero,
    /// A quota is used over whoever uses it.
    OverItself,
}

/// The acts of a ledger and the numbers that follow from them.
///
/// The state does not depend on how the acts are handed over, one by one or
/// together; an act of the present takes time logarithmic in the number of
/// accounts, a correction or an act about the past time linear in what is on the
/// same account, unless it is entered [`together`](Book::together) with others.
#[derive(Clone, Debug, PartialEq)]
pub struct Book<'i> {
    instrument: &'i Instrument,
    declared: BTreeMap<Account, Series>,
    /// What one party says of another: by the one that says it.
    observed: BTreeMap<(u32, Account), Series>,
    /// Acts by sequence number; `None` where one was refused or is not known yet.
    acts: Vec<Option<Act>>,
    /// For an act that was corrected, its corrections in order; the last holds.
    corrected: BTreeMap<u32, Vec<u32>>,
    /// Acts by what they do and by whom, in order.
    by_kind: BTreeMap<(ActKind, u32), Vec<u32>>,
    /// Declarations and notifications of single items, in order.
    of_items: Vec<u32>,
    /// Declarations by party and day.
    declarations: BTreeMap<(u32, Date), Vec<u32>>,
    refused: Vec<(u32, Refusal)>,
    /// Whether acts about the past wait until others have been taken in too.
    together: bool,
}

impl<'i> Book<'i> {
    /// An empty book.
    #[must_use]
    pub fn new(instrument: &'i Instrument) -> Self {
        Self {
            instrument,
            declared: BTreeMap::new(),
            observed: BTreeMap::new(),
            acts: Vec::new(),
            corrected: BTreeMap::new(),
            by_kind: BTreeMap::new(),
            of_items: Vec::new(),
            declarations: BTreeMap::new(),
            refused: Vec::new(),
            together: false,
        }
    }

    /// The instrument that it is kept under.
    #[must_use]
    pub fn instrument(&self) -> &'i Instrument {
        self.instrument
    }

    /// Takes in the act with the next sequence number.
    pub fn add(&mut self, act: Act) {
        let sequence = u32::try_from(self.acts.len()).unwrap_or(u32::MAX);
        match self.refusal(&act) {
            Some(refusal) => {
                self.refused.push((sequence, refusal));
                self.acts.push(None);
            }
            None => {
                self.enter(sequence, &act);
                self.acts.push(Some(act));
            }
        }
    }

    /// Takes in an act that another book has taken in, in any order.
    pub(crate) fn add_at(&mut self, sequence: u32, act: Act) {
        self.enter(sequence, &act);
        let place = sequence as usize;
        if self.acts.len() <= place {
            self.acts.resize(place + 1, None);
        }
        if let Some(entry) = self.acts.get_mut(place) {
            *entry = Some(act);
        }
    }

    /// Takes in many acts, those about the past all at once at the end. Until
    /// `enter` returns, numbers may lack acts about the past.
    pub fn together<T>(&mut self, enter: impl FnOnce(&mut Self) -> T) -> T {
        self.together = true;
        let entered = enter(self);
        self.together = false;
        self.declared.values_mut().for_each(Series::settle);
        self.observed.values_mut().for_each(Series::settle);
        entered
    }

    /// Passes over the next sequence number: the act was not known by the day
    /// that the book is to show, or could not be read.
    pub fn skip(&mut self) {
        self.acts.push(None);
    }

    fn refusal(&self, act: &Act) -> Option<Refusal> {
        if let Some(number) = act.refers_to() {
            let Some(earlier) = self.act(number) else { return Some(Refusal::NoSuchAct { act: number }) };
            if act.kind == ActKind::Correction {
                if earlier.by != act.by {
                    return Some(Refusal::NotItsOwn { act: number });
                }
                if earlier.kind == ActKind::Correction {
                    return Some(Refusal::Correction { act: number });
                }
            }
        }
        if act.kind == ActKind::Use && act.of == Some(act.by) {
            return Some(Refusal::OverItself);
        }
        // A correction stands for an act of the kind that it corrects.
        let (kind, correction) = match act.refers_to().and_then(|number| self.act(number)) {
            Some(earlier) if act.kind == ActKind::Correction => (earlier.kind, true),
            _ => (act.kind, false),
        };
        let figure = matches!(kind, ActKind::Declaration | ActKind::Notification | ActKind::Observation);
        let whole = Act { kind, ..act.clone() };
        if whole.is_below_zero() {
            return Some(Refusal::BelowZero);
        }
        let missing =
            if figure || correction || kind == ActKind::Correction { whole.lacks() } else { Vec::new() };
        (!missing.is_empty()).then_some(Refusal::Incomplete(missing))
    }

    fn enter(&mut self, sequence: u32, act: &Act) {
        if act.kind == ActKind::Correction
            && let Some(number) = act.refers_to()
        {
            if let Some(former) = self.standing(number).map(Cow::into_owned) {
                self.write(number, &former, false);
            }
            self.corrected.entry(number).or_default().push(sequence);
            if let Some(first) = self.act(number) {
                let renewed = Act { kind: first.kind, ..act.clone() };
                self.write(number, &renewed, true);
            }
        } else {
            self.write(sequence, act, true);
        }
        self.by_kind.entry((act.kind, act.by)).or_default().push(sequence);
        if matches!(act.kind, ActKind::Declaration | ActKind::Notification) && act.item().is_some() {
            self.of_items.push(sequence);
        }
    }

    /// Writes an act into the accounts, or takes it out of them again.
    fn write(&mut self, sequence: u32, act: &Act, put: bool) {
        let Some(thing) = act.thing else { return };
        match act.kind {
            ActKind::Declaration => {
                let Some(quantity) = act.number else { return };
                // A list of single items supports a figure and is none itself.
                if act.item().is_none() {
                    let account = Account { party: act.by, thing, zone: act.zone, status: act.status };
                    self.step(account, act.on, sequence, Step::Set(quantity), put);
                }
                let day = self.declarations.entry((act.by, act.on)).or_default();
                if put {
                    day.push(sequence);
                } else {
                    day.retain(|each| *each != sequence);
                }
            }
            ActKind::Notification => {
                let Some(Quantity::Number(by)) = act.number else { return };
                match act.to_zone {
                    None => self.change(act, thing, act.zone, by, sequence, put),
                    Some(_) => {
                        self.change(act, thing, act.zone, by.saturating_neg(), sequence, put);
                        self.change(act, thing, act.to_zone, by, sequence, put);
                    }
                }
            }
            ActKind::Observation => {
                let (Some(of), Some(quantity)) = (act.of, act.number) else { return };
                let account = Account { party: of, thing, zone: act.zone, status: act.status };
                let series = self.observed.entry((act.by, account)).or_default();
                enter(series, (act.on, sequence, Step::Set(quantity)), put, self.together);
            }
            _ => {}
        }
    }

    /// A change of a thing is a change of all that it is a kind of, and in a
    /// zone one of all that it lies in.
    fn change(&mut self, act: &Act, thing: u32, zone: Option<u32>, by: i64, sequence: u32, put: bool) {
        let told = zone;
        let mut place = Some(zone);
        while let Some(zone) = place {
            let mut kind = Some(thing);
            while let Some(here) = kind {
                let account = Account { party: act.by, thing: here, zone, status: act.status };
                let itself = here == thing && place == Some(told);
                let step = if itself { Step::Change(by) } else { Step::Within(by) };
                self.step(account, act.on, sequence, step, put);
                kind = self.instrument.things.get(here as usize).and_then(|thing| narrow(thing.of));
            }
            place = zone
                .map(|zone| self.instrument.zones.get(zone as usize).and_then(|zone| narrow(zone.within)));
        }
    }

    fn step(&mut self, account: Account, on: Date, sequence: u32, step: Step, put: bool) {
        let series = self.declared.entry(account).or_default();
        enter(series, (on, sequence, step), put, self.together);
    }

    /// The act with a sequence number, as it was entered.
    #[must_use]
    pub fn act(&self, sequence: u32) -> Option<&Act> {
        self.acts.get(sequence as usize)?.as_ref()
    }

    /// The act with a sequence number as it stands: as its last correction has it.
    #[must_use]
    pub fn standing(&self, sequence: u32) -> Option<Cow<'_, Act>> {
        let first = self.act(sequence)?;
        match self.corrected.get(&sequence).and_then(|corrections| self.act(*corrections.last()?)) {
            None => Some(Cow::Borrowed(first)),
            Some(correction) => Some(Cow::Owned(Act { kind: first.kind, ..correction.clone() })),
        }
    }

    /// The act as it was told by the end of a day, and the day on which what it
    /// says of a number (that it is given, withheld or not known) became known:
    /// a correction of a figure does not make it late.
    pub(crate) fn told(&self, sequence: u32, on: Date) -> Option<(Cow<'_, Act>, Date)> {
        let first = self.act(sequence).filter(|act| act.known <= on)?;
        let mut told = (first, first.known);
        for correction in self.corrections(sequence).filter(|act| act.known <= on) {
            let said = |act: &Act| match act.number {
                Some(Quantity::NotProvided) => 0,
                Some(Quantity::Unknown) => 1,
                Some(Quantity::Number(_)) | None => 2,
            };
            told = (correction, if said(correction) == said(told.0) { told.1 } else { correction.known });
        }
        let (act, since) = told;
        Some((as_a(first.kind, act), since))
    }

    /// The act as it was told by the end of a day, and the day from which on it
    /// counts, if that has come: on which what it is about had come and was known
    /// to the others. What had come when a correction became known it does not move.
    pub(crate) fn came(&self, sequence: u32, on: Date) -> Option<(Cow<'_, Act>, Date)> {
        let first = self.act(sequence).filter(|act| act.known <= on)?;
        let mut came = (first, first.on.max(first.known));
        for correction in self.corrections(sequence).filter(|act| act.known <= on) {
            if came.1 > correction.known {
                came = (correction, correction.on.max(correction.known));
            }
        }
        let (act, day) = came;
        (day <= on).then(|| (as_a(first.kind, act), day))
    }

    /// The days on which something became known of what an act says.
    pub(crate) fn tellings(&self, sequence: u32) -> impl Iterator<Item = Date> {
        self.act(sequence).into_iter().chain(self.corrections(sequence)).map(|act| act.known)
    }

    /// Corrections of an act, in order of entry.
    fn corrections(&self, sequence: u32) -> impl Iterator<Item = &Act> {
        let corrections = self.corrected.get(&sequence).map_or(&[][..], Vec::as_slice);
        corrections.iter().filter_map(|at| self.act(*at))
    }

    /// Every act of a kind that counts by the end of a day, with its sequence
    /// number and the day from which on it does: in order of these days.
    pub(crate) fn come(&self, kinds: &[ActKind], on: Date) -> Vec<(Date, u32, Cow<'_, Act>)> {
        let of_kind = |kind: &ActKind| self.by_kind.range((*kind, 0)..=(*kind, u32::MAX));
        let sequences = kinds.iter().flat_map(of_kind).flat_map(|(_, sequences)| sequences);
        let come = sequences.filter_map(|sequence| {
            let (act, day) = self.came(*sequence, on)?;
            Some((day, *sequence, act))
        });
        let mut come: Vec<_> = come.collect();
        come.sort_by_key(|(day, sequence, _)| (*day, *sequence));
        come
    }

    /// How many acts there are, refused ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.acts.len()
    }

    /// Whether there is no act.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.acts.is_empty()
    }

    /// Acts that could not be taken in.
    #[must_use]
    pub fn refused(&self) -> &[(u32, Refusal)] {
        &self.refused
    }

    /// Every act of a kind as it stands, with its sequence number: party by
    /// party, and of each in order of entry.
    pub fn of_kind(&self, kind: ActKind) -> impl Iterator<Item = (u32, Cow<'_, Act>)> {
        let sequences = self.by_kind.range((kind, 0)..=(kind, u32::MAX)).flat_map(|(_, sequences)| sequences);
        sequences.filter_map(|sequence| Some((*sequence, self.standing(*sequence)?)))
    }

    /// Every act of a kind as it was entered, with its sequence number.
    pub(crate) fn entered(&self, kind: ActKind) -> impl Iterator<Item = (u32, &Act)> {
        let sequences = self.by_kind.range((kind, 0)..=(kind, u32::MAX)).flat_map(|(_, sequences)| sequences);
        sequences.filter_map(|sequence| Some((*sequence, self.act(*sequence)?)))
    }

    /// The sequence numbers of what a party did of a kind, in order of entry.
    pub(crate) fn sequences(&self, kind: ActKind, party: u32) -> &[u32] {
        self.by_kind.get(&(kind, party)).map_or(&[], Vec::as_slice)
    }

    /// Every declaration and notification of single items, as it stands, with
    /// its sequence number, in order of entry.
    pub fn of_items(&self) -> impl Iterator<Item = (u32, Cow<'_, Act>)> {
        self.of_items.iter().filter_map(|sequence| Some((*sequence, self.standing(*sequence)?)))
    }

    /// The sequence numbers of a party's declarations as of a day.
    pub(crate) fn declarations_on(&self, party: u32, day: Date) -> &[u32] {
        self.declarations.get(&(party, day)).map_or(&[], Vec::as_slice)
    }

    /// The days from one to another as of which a party declared anything, in order.
    pub(crate) fn declared_days(&self, party: u32, from: Date, to: Date) -> impl Iterator<Item = Date> {
        let days = (from <= to).then(|| self.declarations.range((party, from)..=(party, to)));
        days.into_iter().flatten().filter(|(_, acts)| !acts.is_empty()).map(|((_, day), _)| *day)
    }

    /// Whether a party declared anything as of a day after one and until another.
    pub(crate) fn declares_between(&self, party: u32, after: Date, until: Date) -> bool {
        let days = (Bound::Excluded((party, after)), Bound::Included((party, until)));
        after < until && self.declarations.range(days).any(|(_, acts)| !acts.is_empty())
    }

    /// Every account of a party and a thing with what it holds over time.
    pub fn accounts(&self, party: u32, thing: u32) -> impl Iterator<Item = (Account, &Series)> {
        let from = Account { party, thing, zone: None, status: None };
        let ours = move |account: &Account| account.party == party && account.thing == thing;
        let all = self.declared.range(from..).take_while(move |(account, _)| ours(account));
        all.map(|(account, series)| (*account, series))
    }

    /// Every account with what it holds over time, in order.
    pub fn all_accounts(&self) -> impl Iterator<Item = (Account, &Series)> {
        self.declared.iter().map(|(account, series)| (*account, series))
    }

    /// What each party says that it saw, by party and account, in order.
    pub fn observations(&self) -> impl Iterator<Item = (u32, Account, &Series)> {
        self.observed.iter().map(|((by, account), series)| (*by, *account, series))
    }

    /// One account over time.
    #[must_use]
    pub fn series(&self, account: Account) -> Option<&Series> {
        self.declared.get(&account)
    }

    /// What `by` says that it saw of an account.
    #[must_use]
    pub fn observed(&self, by: u32, account: Account) -> Option<&Series> {
        self.observed.get(&(by, account))
    }
}

/// What an act says, or a correction of one, as an act of that one's kind.
fn as_a(kind: ActKind, act: &Act) -> Cow<'_, Act> {
    if act.kind == kind { Cow::Borrowed(act) } else { Cow::Owned(Act { kind, ..act.clone() }) }
}

/// A position in a list as the book keeps it.
pub(crate) fn narrow(position: Option<usize>) -> Option<u32> {
    position.and_then(|position| u32::try_from(position).ok())
}

/// Enters a step into a series, or takes it back; what is not at its end waits
/// where more is to come.
fn enter(series: &mut Series, (on, sequence, step): (Date, u32, Step), put: bool, together: bool) {
    match (put, together) {
        (true, false) => series.insert(on, sequence, step),
        (true, true) => series.add(on, sequence, step),
        (false, _) => series.remove(on, sequence),
    }
    if !put && !together {
        series.settle();
    }
}
