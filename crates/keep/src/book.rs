//! Every number of an instrument over time, brought up to date act by act.

use std::borrow::Cow;
use std::collections::BTreeMap;

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
    /// A part that its kind needs is missing, in words.
    Incomplete(&'static str),
}

/// The acts of a ledger and the numbers that follow from them.
///
/// The state does not depend on how the acts are handed over, one by one or in
/// batches; an act of the present takes time logarithmic in the number of
/// accounts, a correction or an act about the past time linear in what followed
/// on the same account.
#[derive(Clone, Debug, PartialEq)]
pub struct Book<'i> {
    instrument: &'i Instrument,
    declared: BTreeMap<Account, Series>,
    /// What one party says of another: by the one that says it.
    observed: BTreeMap<(u32, Account), Series>,
    /// Acts by sequence number; `None` where one was refused or is not known yet.
    acts: Vec<Option<Act>>,
    /// For an act that was corrected, the correction that holds.
    corrected: BTreeMap<u32, u32>,
    /// Acts other than declarations and notifications, in order.
    others: Vec<u32>,
    /// Declarations and notifications of single items, in order.
    of_items: Vec<u32>,
    /// Declarations by party and day.
    declarations: BTreeMap<(u32, Date), Vec<u32>>,
    refused: Vec<(u32, Refusal)>,
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
            others: Vec::new(),
            of_items: Vec::new(),
            declarations: BTreeMap::new(),
            refused: Vec::new(),
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
                self.enter(sequence, act);
            }
        }
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
        let missing = match act.kind {
            ActKind::Declaration if act.thing.is_none() || act.number.is_none() => "`thing` and `number`",
            ActKind::Notification
                if act.thing.is_some() && !matches!(act.number, Some(Quantity::Number(_))) =>
            {
                "`number`, by how many it changes"
            }
            ActKind::Observation if act.of.is_none() => "`of`, whom it is about",
            ActKind::Correction if act.refers_to().is_none() => "`act`, which one it corrects",
            _ => return None,
        };
        Some(Refusal::Incomplete(missing))
    }

    fn enter(&mut self, sequence: u32, act: Act) {
        if act.kind == ActKind::Correction
            && let Some(number) = act.refers_to()
        {
            let holding = self.corrected.insert(number, sequence);
            if let Some(former) = self.holding(number, holding) {
                self.write(number, &former, false);
            }
            if let Some(first) = self.act(number) {
                let renewed = Act { kind: first.kind, ..act.clone() };
                self.write(number, &renewed, true);
            }
        } else {
            self.write(sequence, &act, true);
        }
        let counted = matches!(act.kind, ActKind::Declaration | ActKind::Notification);
        if !counted {
            self.others.push(sequence);
        } else if act.item().is_some() {
            self.of_items.push(sequence);
        }
        self.acts.push(Some(act));
    }

    /// The act at a place as it was before a new correction: itself, or as an
    /// earlier correction has it.
    fn holding(&self, number: u32, correction: Option<u32>) -> Option<Act> {
        let first = self.act(number)?;
        match correction.and_then(|at| self.act(at)) {
            Some(correction) => Some(Act { kind: first.kind, ..correction.clone() }),
            None => Some(first.clone()),
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
                if put {
                    series.add(act.on, sequence, Step::Set(quantity));
                } else {
                    series.remove(act.on, sequence);
                }
            }
            _ => {}
        }
    }

    /// A change of a thing is a change of all that it is a kind of, and in a
    /// zone one of all that it lies in.
    fn change(&mut self, act: &Act, thing: u32, zone: Option<u32>, by: i64, sequence: u32, put: bool) {
        let mut place = Some(zone);
        while let Some(zone) = place {
            let mut kind = Some(thing);
            while let Some(here) = kind {
                let account = Account { party: act.by, thing: here, zone, status: act.status };
                self.step(account, act.on, sequence, Step::Change(by), put);
                kind = self.instrument.things.get(here as usize).and_then(|thing| narrow(thing.of));
            }
            place = zone
                .map(|zone| self.instrument.zones.get(zone as usize).and_then(|zone| narrow(zone.within)));
        }
    }

    fn step(&mut self, account: Account, on: Date, sequence: u32, step: Step, put: bool) {
        let series = self.declared.entry(account).or_default();
        if put {
            series.add(on, sequence, step);
        } else {
            series.remove(on, sequence);
        }
    }

    /// The act with a sequence number, as it was entered.
    #[must_use]
    pub fn act(&self, sequence: u32) -> Option<&Act> {
        self.acts.get(sequence as usize)?.as_ref()
    }

    /// The act with a sequence number as it stands: as its last correction has it.
    #[must_use]
    pub fn standing(&self, sequence: u32) -> Option<Cow<'_, Act>> {
        match self.corrected.get(&sequence) {
            None => self.act(sequence).map(Cow::Borrowed),
            Some(correction) => self.holding(sequence, Some(*correction)).map(Cow::Owned),
        }
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

    /// Every act that changes no number, as it stands, with its sequence
    /// number; corrections are told in the acts that they correct.
    pub fn others(&self) -> impl Iterator<Item = (u32, Cow<'_, Act>)> {
        let standing = |sequence: &u32| {
            let act = self.standing(*sequence)?;
            (act.kind != ActKind::Correction).then_some((*sequence, act))
        };
        self.others.iter().filter_map(standing)
    }

    /// Every declaration and notification of single items, as it stands, with
    /// its sequence number, in order of entry.
    pub fn of_items(&self) -> impl Iterator<Item = (u32, Cow<'_, Act>)> {
        self.of_items.iter().filter_map(|sequence| Some((*sequence, self.standing(*sequence)?)))
    }

    /// Every act that can be told to belong to a party and a day of declaration.
    pub(crate) fn declarations_on(&self, party: u32, day: Date) -> impl Iterator<Item = Cow<'_, Act>> {
        let sequences = self.declarations.get(&(party, day)).map_or(&[][..], Vec::as_slice);
        sequences.iter().filter_map(|sequence| self.standing(*sequence))
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

/// A position in a list as the book keeps it.
pub(crate) fn narrow(position: Option<usize>) -> Option<u32> {
    position.and_then(|position| u32::try_from(position).ok())
}
