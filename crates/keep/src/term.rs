//! How long an instrument lasts: expiry, extension by consent, withdrawal,
//! suspension.
//!
//! Consent, notice and suspension count from the day on which they had come and
//! were known to the others. Consent of all is that of those who are bound on the
//! day.
//!
//! A withdrawal frees the party that leaves and nobody else, for as long as two
//! parties are left; with fewer there is nobody that anything could be owed to,
//! and the whole has ended. An extension counts if the last consent to it came
//! before the end; what parties agree on afterwards is not for the text to say.

use std::collections::BTreeMap;

use detente_instrument::model::Suspension;
use detente_instrument::period::Date;
use detente_instrument::scope::ActKind;

use crate::book::{Book, narrow};

/// A party that has given notice of withdrawal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// Which party.
    pub party: u32,
    /// The day from which on the notice counts.
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

/// Extension to which all parties have consented that were bound on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extended {
    /// The day of the last consent, or of the exit of the last one that had not consented.
    pub on: Date,
    /// The first day after it.
    pub until: Date,
    /// Whether that is longer than the text provides for.
    pub beyond_text: bool,
    /// Whether it came when the instrument had ended; then nothing follows from it.
    pub after_end: bool,
}

/// How long an instrument lasts, as of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermState {
    /// Whether it is in force at the end of that day.
    pub in_force: bool,
    /// The first day after it, as far as it is known by then.
    pub expires: Option<Date>,
    /// The first day on which fewer than two parties are left, where notices of
    /// withdrawal lead to one.
    pub deserted: Option<Date>,
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
    // Until when, and who consented on which day first.
    let mut proposed: BTreeMap<Date, BTreeMap<u32, Date>> = BTreeMap::new();
    let kinds = [ActKind::Extension, ActKind::Withdrawal, ActKind::Suspension, ActKind::Resumption];
    for (day, _, act) in book.come(&kinds, on) {
        match act.kind {
            ActKind::Extension => {
                let Some(until) = act.more.as_ref().and_then(|more| more.until) else { continue };
                proposed.entry(until).or_default().entry(act.by).or_insert(day);
            }
            ActKind::Withdrawal => state.leaving.push(Leaving {
                party: act.by,
                notice: day,
                out: term.withdrawal.and_then(|period| period.after(day, 1)),
            }),
            ActKind::Suspension => state.suspended.push(Suspended {
                party: act.by,
                since: day,
                until: None,
                provided_for: term.suspension == Suspension::ProvidedFor,
                note: act.more.as_ref().and_then(|more| more.note.clone()),
            }),
            ActKind::Resumption => {
                let open = |each: &&mut Suspended| each.party == act.by && each.until.is_none();
                state.suspended.iter_mut().filter(open).for_each(|each| each.until = Some(day));
            }
            _ => {}
        }
    }
    state.deserted = deserted(instrument.parties.len(), &state.leaving);
    let mut agreed = Vec::new();
    for (until, consents) in proposed {
        match state.agreed(instrument.parties.len(), &consents, on) {
            Some(day) => agreed.push((day, until)),
            None => state.proposed.push((until, consents.into_keys().collect())),
        }
    }
    agreed.sort_unstable();
    for (day, until) in agreed {
        let beyond_text = latest.is_none_or(|latest| until > latest);
        let end = [state.expires, state.deserted].into_iter().flatten().min();
        let after_end = end.is_some_and(|end| day >= end);
        state.extensions.push(Extended { on: day, until, beyond_text, after_end });
        // What is longer than the text provides for reaches as far as that.
        if let Some(latest) = latest.filter(|_| !after_end) {
            state.expires = state.expires.map(|expires| expires.max(until.min(latest)));
        }
    }
    state.expires = [state.expires, state.deserted].into_iter().flatten().min();
    state.in_force =
        instrument.in_force.is_some_and(|day| day <= on) && state.expires.is_none_or(|expires| on < expires);
    state
}

/// The first day on which fewer than two of so many parties are left.
fn deserted(parties: usize, leaving: &[Leaving]) -> Option<Date> {
    let mut first: BTreeMap<u32, Date> = BTreeMap::new();
    for (party, out) in leaving.iter().filter_map(|leaving| Some((leaving.party, leaving.out?))) {
        let known = first.entry(party).or_insert(out);
        *known = out.min(*known);
    }
    let mut outs: Vec<Date> = first.into_values().collect();
    outs.sort_unstable();
    // The exit that leaves one party alone is the last but one.
    outs.get(parties.checked_sub(2)?).copied()
}

impl TermState {
    /// The first day on which all who were bound had consented, by the end of a
    /// day: that of a consent, or of the exit of one that had not consented.
    fn agreed(&self, parties: usize, consents: &BTreeMap<u32, Date>, on: Date) -> Option<Date> {
        let mut day = consents.values().copied().min()?;
        for party in 0..parties {
            let consent = narrow(Some(party)).and_then(|party| consents.get(&party).copied());
            day = day.max([consent, self.out_of(party)].into_iter().flatten().min()?);
        }
        (day <= on).then_some(day)
    }

    /// Whether a party has suspended its part on a day, as the text provides.
    #[must_use]
    pub fn suspends(&self, party: usize, day: Date) -> bool {
        let party = narrow(Some(party));
        let of_day = |each: &&Suspended| {
            Some(each.party) == party && each.since <= day && each.until.is_none_or(|until| day < until)
        };
        self.suspended.iter().filter(of_day).any(|each| each.provided_for)
    }

    /// Whether a party is out on a day after its notice.
    pub(crate) fn is_out(&self, party: u32, day: Date) -> bool {
        self.out_of(party as usize).is_some_and(|out| out <= day)
    }

    /// The first day on which a party is out after its notice.
    #[must_use]
    pub fn out_of(&self, party: usize) -> Option<Date> {
        let out = self.leaving.iter().filter(|leaving| Some(leaving.party) == narrow(Some(party)));
        out.filter_map(|leaving| leaving.out).min()
    }

    /// The first day on which a party is no longer bound.
    #[must_use]
    pub fn end_for(&self, party: usize) -> Option<Date> {
        self.out_of(party).into_iter().chain(self.expires).min()
    }

    /// The first day on which none of several parties is bound.
    #[must_use]
    pub fn end_of(&self, members: &[usize]) -> Option<Date> {
        let ends: Option<Vec<Date>> = members.iter().map(|party| self.end_for(*party)).collect();
        ends?.into_iter().max()
    }
}
