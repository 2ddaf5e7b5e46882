//! How long an instrument lasts: expiry, extension by consent, withdrawal,
//! suspension.

use detente_instrument::model::Suspension;
use detente_instrument::period::Date;
use detente_instrument::scope::ActKind;

use crate::book::{Book, narrow};

/// A party that has given notice of withdrawal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// Which party.
    pub party: u32,
    /// The day of the notice.
    pub notice: Date,
    /// The first day on which it is no longer bound; absent where the text
    /// provides for no withdrawal.
    pub out: Option<Date>,
}

/// A party that has suspended its part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspended {
    /// Which party.
    pub party: u32,
    /// Since when.
    pub since: Date,
    /// Until when, where it has resumed.
    pub until: Option<Date>,
    /// Whether the text provides for it.
    pub provided_for: bool,
    /// What the party said.
    pub note: Option<String>,
}

/// Extension to which all parties have consented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extended {
    /// The day of the last consent.
    pub on: Date,
    /// The first day after it.
    pub until: Date,
    /// Whether that is longer than the text provides for.
    pub beyond_text: bool,
}

/// How long an instrument lasts, as of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermState {
    /// Whether it is in force at the end of that day.
    pub in_force: bool,
    /// The first day after it, as far as it is known by then.
    pub expires: Option<Date>,
    /// Extensions by consent of all.
    pub extensions: Vec<Extended>,
    /// Consents that not all have given: until when, and who has.
    pub proposed: Vec<(Date, Vec<u32>)>,
    /// Notices of withdrawal.
    pub leaving: Vec<Leaving>,
    /// Suspensions.
    pub suspended: Vec<Suspended>,
}

/// The state of the term at the end of a day.
#[must_use]
pub fn state(book: &Book<'_>, on: Date) -> TermState {
    let instrument = book.instrument();
    let term = &instrument.term;
    let mut state = TermState::default();
    let natural = instrument.in_force.and_then(|day| term.lasts.and_then(|lasts| lasts.after(day, 1)));
    state.expires = natural;
    let latest = natural.and_then(|end| term.extension.and_then(|extension| extension.after(end, 1)));
    let mut proposed: Vec<(Date, Vec<u32>, Date)> = Vec::new();
    for (_, act) in book.others().filter(|(_, act)| act.on <= on) {
        match act.kind {
            ActKind::Extension => {
                let Some(until) = act.more.as_ref().and_then(|more| more.until) else { continue };
                match proposed.iter_mut().find(|(day, ..)| *day == until) {
                    Some((_, parties, last)) => {
                        if !parties.contains(&act.by) {
                            parties.push(act.by);
                        }
                        *last = (*last).max(act.on);
                    }
                    None => proposed.push((until, vec![act.by], act.on)),
                }
            }
            ActKind::Withdrawal => state.leaving.push(Leaving {
                party: act.by,
                notice: act.on,
                out: term.withdrawal.and_then(|period| period.after(act.on, 1)),
            }),
            ActKind::Suspension => state.suspended.push(Suspended {
                party: act.by,
                since: act.on,
                until: None,
                provided_for: term.suspension == Suspension::ProvidedFor,
                note: act.more.as_ref().and_then(|more| more.note.clone()),
            }),
            ActKind::Resumption => {
                let open = |each: &&mut Suspended| {
                    each.party == act.by && each.until.is_none() && each.since <= act.on
                };
                if let Some(suspended) = state.suspended.iter_mut().rev().find(open) {
                    suspended.until = Some(act.on);
                }
            }
            _ => {}
        }
    }
    for (until, mut parties, last) in proposed {
        parties.sort_unstable();
        if parties.len() == instrument.parties.len() {
            let beyond_text = latest.is_none_or(|latest| until > latest);
            state.extensions.push(Extended { on: last, until, beyond_text });
            state.expires = state.expires.max(Some(until));
        } else {
            state.proposed.push((until, parties));
        }
    }
    state.in_force =
        instrument.in_force.is_some_and(|day| day <= on) && state.expires.is_none_or(|expires| on < expires);
    state
}

/// The first day on which a party is no longer bound, as far as it is known by
/// the end of a day.
pub(crate) fn end_for(book: &Book<'_>, party: usize, on: Date) -> Option<Date> {
    let state = state(book, on);
    let out = state.leaving.iter().filter(|leaving| Some(leaving.party) == narrow(Some(party)));
    out.filter_map(|leaving| leaving.out).chain(state.expires).min()
}
