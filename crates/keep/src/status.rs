//! Everything that holds on a day: limits under each reading, duties, quotas,
//! the term, what is disputed and not provided.

use detente_instrument::model::{Field, Instrument};
use detente_instrument::period::Date;
use detente_instrument::scope::{ActKind, Subject};

use crate::act::Act;
use crate::book::{Account, Book};
use crate::duties::{self, Occasion, State};
use crate::limits::{self, LimitState};
use crate::quotas::{self, Excess, PairState, QuotaState};
use crate::series::Level;
use crate::tally::Counter;
use crate::term::{self, TermState};

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// At the end of this day.
    pub on: Date,
    /// Under this reading alone; `None` for every one.
    pub reading: Option<usize>,
    /// For the eyes of this party; `None` for whoever keeps the ledger.
    pub viewer: Option<usize>,
}

/// A limit of one subject, or that it may not be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// What holds.
    State(LimitState),
    /// The one who asks may not see the figures.
    Withheld {
        /// Position of the limit.
        limit: usize,
        /// Who is bound.
        subject: Subject,
        /// The reading that is counted under.
        reading: Option<usize>,
    },
}

/// A dispute that was raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// Its sequence number.
    pub sequence: u32,
    /// The act.
    pub act: Act,
}

/// What holds on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The day.
    pub on: Date,
    /// The readings that are shown; one `None` where the instrument has none.
    pub readings: Vec<Option<usize>>,
    /// Every limit for every subject under every reading that is shown.
    pub limits: Vec<Shown>,
    /// Occasions that are open, were met late, not provided or are unknown, and
    /// the last one of each duty and party.
    pub duties: Vec<Occasion>,
    /// Quotas in their year.
    pub quotas: Vec<QuotaState>,
    /// Numbers between two subjects.
    pub pairs: Vec<PairState>,
    /// Uses beyond a bound, by reading.
    pub excesses: Vec<(Option<usize>, Excess)>,
    /// The term.
    pub term: TermState,
    /// Disputes raised by the end of the day, in order.
    pub disputes: Vec<Dispute>,
    /// Numbers that another party contradicts, where the one who asks may see them.
    pub contradicted: Vec<Contradicted>,
}

/// The readings that a question asks for.
#[must_use]
pub fn readings(instrument: &Instrument, only: Option<usize>) -> Vec<Option<usize>> {
    match only {
        Some(reading) => vec![Some(reading)],
        None if instrument.readings.is_empty() => vec![None],
        None => (0..instrument.readings.len()).map(Some).collect(),
    }
}

/// Whether a party may see a field of another's figures of a thing.
#[must_use]
pub fn may_see(
    instrument: &Instrument,
    viewer: Option<usize>,
    owner: usize,
    thing: usize,
    field: Field,
) -> bool {
    let Some(viewer) = viewer.filter(|viewer| *viewer != owner) else { return true };
    let clauses = instrument.confidentiality.iter().filter(|clause| {
        let covers = clause.things.is_empty()
            || clause.things.iter().any(|covered| instrument.is_kind_of(thing, *covered));
        covers && clause.fields.contains(&field)
    });
    let allows = |list: &Option<Vec<usize>>| list.as_ref().is_none_or(|parties| parties.contains(&viewer));
    clauses.into_iter().all(|clause| allows(&clause.may_see))
}

/// What holds on a day.
#[must_use]
pub fn status(book: &Book<'_>, question: Question) -> Status {
    let instrument = book.instrument();
    let Question { on, reading, viewer } = question;
    let readings = readings(instrument, reading);
    let mut shown = Vec::new();
    for (limit, text) in instrument.limits.iter().enumerate() {
        for subject in &text.each {
            for reading in &readings {
                let hidden = instrument.members(*subject).iter().any(|owner| {
                    Counter::new(book, text.counts, *reading)
                        .concerned()
                        .any(|thing| !may_see(instrument, viewer, *owner, thing, Field::Number))
                });
                if hidden {
                    shown.push(Shown::Withheld { limit, subject: *subject, reading: *reading });
                } else if let Some(state) = limits::state(book, limit, *subject, *reading, on) {
                    shown.push(Shown::State(state));
                }
            }
        }
    }
    let first = readings.first().copied().flatten();
    let mut quotas = Vec::new();
    let mut pairs = Vec::new();
    let mut excesses = Vec::new();
    for (quota, text) in instrument.quotas.iter().enumerate() {
        quotas
            .extend(text.numbers.iter().filter_map(|(subject, _)| quotas::state(book, quota, *subject, on)));
        pairs.extend(quotas::pairs(book, quota, on));
        for reading in &readings {
            let found = quotas::excesses(book, quota, *reading, on);
            excesses.extend(found.into_iter().map(|excess| (*reading, excess)));
        }
    }
    let disputes = book.others().filter(|(_, act)| act.kind == ActKind::Dispute && act.on <= on);
    Status {
        on,
        limits: shown,
        duties: notable(book, first, on),
        quotas,
        pairs,
        excesses,
        term: term::state(book, on),
        disputes: disputes.map(|(sequence, act)| Dispute { sequence, act: act.into_owned() }).collect(),
        contradicted: contradicted(book, on)
            .into_iter()
            .filter(|each| {
                let (owner, thing) = (each.account.party as usize, each.account.thing as usize);
                may_see(instrument, viewer, owner, thing, Field::Number)
            })
            .collect(),
        readings,
    }
}

/// Occasions that deserve a look, and the last of each duty and party.
fn notable(book: &Book<'_>, reading: Option<usize>, on: Date) -> Vec<Occasion> {
    let mut found = Vec::new();
    for (duty, text) in book.instrument().duties.iter().enumerate() {
        for party in &text.by {
            let occasions = duties::of_duty(book, duty, *party, reading, on);
            let last = occasions.last().map(|occasion| occasion.on);
            found.extend(occasions.into_iter().filter(|occasion| {
                Some(occasion.on) == last || !matches!(occasion.state, State::Met { late: false, .. })
            }));
        }
    }
    found
}

/// A number that a party declared and another says it saw differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradicted {
    /// Of what.
    pub account: Account,
    /// What was declared.
    pub declared: Level,
    /// Who says otherwise.
    pub by: u32,
    /// What that party says.
    pub seen: Level,
}

/// Numbers that are contradicted at the end of a day.
#[must_use]
pub fn contradicted(book: &Book<'_>, on: Date) -> Vec<Contradicted> {
    let mut found = Vec::new();
    for (by, account, series) in book.observations() {
        let declared = book.series(account).and_then(|series| series.at(on));
        if let (Some(declared), Some(seen)) = (declared, series.at(on))
            && declared.quantity != seen.quantity
        {
            found.push(Contradicted { account, declared, by, seen });
        }
    }
    found
}
