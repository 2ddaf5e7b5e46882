//! Everything that holds on a day: limits under each reading, duties, quotas,
//! the term, what is disputed and not provided.

use detente_instrument::model::{Field, Instrument};
use detente_instrument::period::Date;
use detente_instrument::scope::{ActKind, Subject};
use detente_instrument::waiting::Clause;

use crate::act::{Act, Quantity};
use crate::book::{Account, Book};
use crate::duties::{self, Occasion, State};
use crate::limits::{self, LimitState};
use crate::onset::Look;
pub use crate::onset::Noted;
use crate::privacy::Eyes;
use crate::quotas::{self, Excess, PairState, QuotaState};
use crate::series::Level;
use crate::term::{self, TermState};
use crate::under::{Under, under};

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
    /// What was said to it by the end of the day, in order.
    pub clarifications: Vec<Act>,
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
    pub duties: Vec<Under<Occasion>>,
    /// Positions of duties of which the one who asks may not see when they arise.
    pub duties_withheld: Vec<usize>,
    /// Quotas in their year.
    pub quotas: Vec<Under<QuotaState>>,
    /// Positions of quotas of which the one who asks may not see when they can be used.
    pub quotas_withheld: Vec<usize>,
    /// Numbers between two subjects.
    pub pairs: Vec<PairState>,
    /// Uses beyond a bound, by reading.
    pub excesses: Vec<(Option<usize>, Excess)>,
    /// The term.
    pub term: TermState,
    /// Events that count by the end of the day, as they were noted.
    pub events: Vec<Noted>,
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

/// What holds on a day.
#[must_use]
pub fn status(book: &Book<'_>, question: Question) -> Status {
    let instrument = book.instrument();
    let Question { on, reading, viewer } = question;
    let eyes = Eyes::new(instrument, viewer);
    let readings = readings(instrument, reading);
    let looks: Vec<Look<'_, '_>> = readings.iter().map(|reading| Look::new(book, *reading, on)).collect();
    let look = |reading| looks.iter().find(|look| look.reading == reading);
    let mut shown = Vec::new();
    for (limit, text) in instrument.limits.iter().enumerate() {
        for subject in &text.each {
            for look in &looks {
                let reading = look.reading;
                if !eyes.see_limit(book, limit, &instrument.members(*subject), reading) {
                    shown.push(Shown::Withheld { limit, subject: *subject, reading });
                } else if let Some(state) = limits::state_in(look, limit, *subject) {
                    shown.push(Shown::State(state));
                }
            }
        }
    }
    let mut quotas = Vec::new();
    let mut pairs = Vec::new();
    let mut excesses = Vec::new();
    let (of_use, quotas_withheld): (Vec<usize>, Vec<usize>) =
        (0..instrument.quotas.len()).partition(|quota| eyes.see_quota(book, *quota));
    for quota in of_use {
        quotas.extend(under(instrument, Clause::Quota(quota), &readings, |reading| {
            look(reading).map_or_else(Vec::new, |look| quotas::states(look, quota))
        }));
        pairs.extend(quotas::pairs(book, quota, on));
        for reading in &readings {
            let found = quotas::excesses(book, quota, *reading, on);
            let found = found.into_iter().filter(|excess| sees_excess(book, eyes, excess));
            excesses.extend(found.map(|excess| (*reading, excess)));
        }
    }
    let mut disputes: Vec<_> = book.of_kind(ActKind::Dispute).filter(|(_, act)| act.on <= on).collect();
    disputes.sort_by_key(|(sequence, _)| *sequence);
    let mut term = term::state(book, on);
    for suspended in &mut term.suspended {
        suspended.note =
            suspended.note.take().filter(|_| eyes.see(suspended.party as usize, None, Field::Note));
    }
    let (seen, hidden): (Vec<usize>, Vec<usize>) =
        (0..instrument.duties.len()).partition(|duty| eyes.see_duty(book, *duty));
    let events = (0..instrument.events.len()).filter_map(|event| looks.first()?.noted(event)).collect();
    Status {
        on,
        limits: shown,
        events,
        duties: seen
            .into_iter()
            .flat_map(|duty| {
                under(instrument, Clause::Duty(duty), &readings, |reading| {
                    look(reading).map_or_else(Vec::new, |look| notable(look, duty))
                })
            })
            .collect(),
        duties_withheld: hidden,
        quotas,
        quotas_withheld,
        pairs,
        excesses,
        term,
        disputes: disputes
            .into_iter()
            .map(|(sequence, act)| Dispute {
                sequence,
                act: eyes.redacted(act.into_owned()),
                clarifications: clarifications(book, sequence, on)
                    .into_iter()
                    .map(|act| eyes.redacted(act))
                    .collect(),
            })
            .collect(),
        contradicted: contradicted(book, on)
            .into_iter()
            .filter(|each| eyes.see_account(each.account))
            .collect(),
        readings,
    }
}

/// Clarifications that refer to an act, in order.
fn clarifications(book: &Book<'_>, of: u32, on: Date) -> Vec<Act> {
    let said = book.of_kind(ActKind::Clarification);
    let mut said: Vec<_> = said.filter(|(_, act)| act.refers_to() == Some(of) && act.on <= on).collect();
    said.sort_by_key(|(sequence, _)| *sequence);
    said.into_iter().map(|(_, act)| act.into_owned()).collect()
}

/// Whether somebody may see what a use measured, and where.
pub(crate) fn sees_excess(book: &Book<'_>, eyes: Eyes<'_>, excess: &Excess) -> bool {
    let bound = book.instrument().quotas.get(excess.quota).and_then(|quota| quota.per_use.get(excess.bound));
    let of_zone = bound.is_some_and(|bound| bound.zone.is_some());
    book.standing(excess.act).is_none_or(|act| {
        let (owner, thing) = (act.by as usize, act.thing.map(|thing| thing as usize));
        eyes.see(owner, thing, Field::Number) && (!of_zone || eyes.see(owner, thing, Field::Zone))
    })
}

/// Occasions of a duty that deserve a look, and the last of each party.
fn notable(look: &Look<'_, '_>, duty: usize) -> Vec<Occasion> {
    let mut found = Vec::new();
    for party in look.book.instrument().duties.get(duty).map_or(&[][..], |duty| &duty.by) {
        let occasions = duties::occasions(look, duty, *party);
        let last = occasions.last().map(|occasion| occasion.on);
        found.extend(occasions.into_iter().filter(|occasion| {
            Some(occasion.on) == last || !matches!(occasion.state, State::Met { late: false, .. })
        }));
    }
    found
}

/// A number that a party declared and another says it saw differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradicted {
    /// Of what.
    pub account: Account,
    /// What was declared.
    pub declared: Quantity,
    /// What that makes with what was notified since, and the day of the declaration.
    pub stands: Level,
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
        let Some(own) = book.series(account) else { continue };
        if let (Some((declared, stands)), Some(seen)) = (own.declared_at(on), series.at(on))
            && stands.quantity != seen.quantity
        {
            found.push(Contradicted { account, declared, stands, by, seen });
        }
    }
    found
}
