//! Acts about the term and events that change nothing.

use std::collections::BTreeSet;

use detente_instrument::period::Date;
use detente_instrument::scope::ActKind;

use crate::book::Book;
use crate::term;

/// An act that changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unheeded {
    /// Its sequence number.
    pub act: u32,
    /// Whose it is.
    pub party: u32,
    /// Why it changes nothing.
    pub why: Why,
}

/// Why an act changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The party is out after notice.
    Out,
    /// The party has given notice, suspended its part or consented to the same before.
    Again,
    /// The party takes up again what it has not suspended.
    NotSuspended,
}

/// Consents, notices, suspensions, resumptions and events by the end of a day that
/// change nothing. That several note one event is no fault of theirs.
pub(crate) fn unheeded(book: &Book<'_>, on: Date) -> Vec<Unheeded> {
    let state = term::state(book, on);
    let (mut leaving, mut suspended, mut consents) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let kinds =
        [ActKind::Extension, ActKind::Withdrawal, ActKind::Suspension, ActKind::Resumption, ActKind::Event];
    let mut found = Vec::new();
    for (day, act, it) in book.come(&kinds, on) {
        let party = it.by;
        let until = it.more.as_ref().and_then(|more| more.until);
        let why = match it.kind {
            _ if state.is_out(party, day) => Some(Why::Out),
            ActKind::Withdrawal => (!leaving.insert(party)).then_some(Why::Again),
            ActKind::Suspension => (!suspended.insert(party)).then_some(Why::Again),
            ActKind::Extension => (!consents.insert((party, until))).then_some(Why::Again),
            ActKind::Resumption => (!suspended.remove(&party)).then_some(Why::NotSuspended),
            _ => None,
        };
        found.extend(why.map(|why| Unheeded { act, party, why }));
    }
    found
}
