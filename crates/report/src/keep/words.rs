//! Names of what an instrument has, and phrases for what is not known.

use detente_instrument::model::{Basis, Ground, Instrument};
use detente_instrument::scope::Subject;
use detente_instrument::waiting::Clause;
use detente_keep::act::Quantity;
use detente_keep::book::Account;
use detente_keep::quotas::Excess;
use detente_keep::status::Noted;
use detente_keep::tally::{Tally, Why};
use detente_keep::under::Under;

pub(super) fn party(instrument: &Instrument, party: u32) -> &str {
    instrument.parties.get(party as usize).map_or("?", |party| party.name.as_str())
}

pub(super) fn subject(instrument: &Instrument, subject: Subject) -> &str {
    instrument.subject_name(subject)
}

pub(super) fn thing(instrument: &Instrument, thing: u32) -> &str {
    instrument.things.get(thing as usize).map_or("?", |thing| thing.title.as_str())
}

pub(super) fn zone(instrument: &Instrument, zone: Option<u32>) -> String {
    zone.and_then(|zone| instrument.zones.get(zone as usize))
        .map_or_else(String::new, |zone| format!(", {}", zone.title))
}

/// A reading with those who hold it.
pub(super) fn reading(instrument: &Instrument, reading: Option<usize>) -> String {
    let Some(reading) = reading.and_then(|reading| instrument.readings.get(reading)) else {
        return "the only reading".to_owned();
    };
    let holders: Vec<_> = reading
        .held_by
        .iter()
        .filter_map(|party| instrument.parties.get(*party))
        .map(|party| party.name.as_str())
        .collect();
    if holders.is_empty() {
        format!("{} ({})", reading.title, reading.id)
    } else {
        format!("{} ({}; held by {})", reading.title, reading.id, holders.join(", "))
    }
}

pub(super) fn reading_id(instrument: &Instrument, reading: Option<usize>) -> &str {
    reading.and_then(|reading| instrument.readings.get(reading)).map_or("-", |reading| reading.id.as_str())
}

/// Whose number of what, where and in which status.
pub(super) fn account(instrument: &Instrument, account: Account) -> String {
    let status = account.status.and_then(|status| instrument.statuses.get(status as usize));
    let status = status.map_or_else(String::new, |status| format!(", {}", status.title));
    format!(
        "{}: {}{}{status}",
        party(instrument, account.party),
        thing(instrument, account.thing),
        zone(instrument, account.zone)
    )
}

pub(crate) fn quantity(quantity: Quantity) -> String {
    match quantity {
        Quantity::Number(number) => number.to_string(),
        Quantity::NotProvided => "not provided".to_owned(),
        Quantity::Unknown => "unknown".to_owned(),
    }
}

/// A number as far as it is known.
pub(super) fn tally(tally: &Tally) -> String {
    let mut reasons: Vec<_> = tally.missing.iter().map(|missing| why(missing.why)).collect();
    reasons.sort_unstable();
    reasons.dedup();
    let reasons = reasons.join(", ");
    match (tally.is_complete(), tally.known) {
        (true, _) => tally.number.to_string(),
        (false, true) => format!("{} or more ({reasons})", tally.number),
        (false, false) => reasons,
    }
}

fn why(why: Why) -> &'static str {
    match why {
        Why::NotProvided => "not provided",
        Why::Unknown => "unknown",
        Why::NothingEntered => "nothing entered",
        Why::ChangesAlone => "changes alone were notified",
        Why::Undetermined => "undetermined",
        Why::Disagreement => "those who saw it disagree",
        Why::Elsewhere => "nothing said of elsewhere",
        Why::Impossible => "what was entered makes fewer than none",
        Why::Outgrown => "its parts, told later, make more than the whole",
    }
}

/// On whose word parts of a number rest.
pub(super) fn on_word_of(instrument: &Instrument, tally: &Tally) -> Vec<String> {
    let phrase = |each: &detente_keep::tally::OnWordOf| {
        format!(
            "{} of {}: {}, on the word of {}",
            each.number,
            party(instrument, each.party),
            thing(instrument, each.thing),
            party(instrument, each.by)
        )
    };
    tally.on_word_of.iter().map(phrase).collect()
}

/// Who owes a duty, and to whom where the text names somebody.
pub(super) fn owed(instrument: &Instrument, duty: usize, party: usize) -> String {
    let name = |party: usize| instrument.parties.get(party).map_or("", |party| party.name.as_str());
    let to = instrument.duties.get(duty).map_or(&[][..], |duty| &duty.to);
    let to: Vec<&str> = to.iter().map(|party| name(*party)).collect();
    if to.is_empty() { name(party).to_owned() } else { format!("{}, to {}", name(party), to.join(" and ")) }
}

pub(super) fn quota(instrument: &Instrument, quota: usize) -> &str {
    instrument.quotas.get(quota).map_or("?", |quota| quota.title.as_str())
}

/// So many, or that many or more.
pub(super) fn at_least(number: i64, open: bool) -> String {
    if open { format!("{number} or more") } else { number.to_string() }
}

/// A use that measured more than a bound.
pub(super) fn excess(instrument: &Instrument, excess: &Excess) -> String {
    let text = instrument.quotas.get(excess.quota);
    let Some(bound) = text.and_then(|quota| quota.per_use.get(excess.bound)) else { return String::new() };
    format!(
        "{}: act {} measured {} {} {}, the bound is {}{}",
        quota(instrument, excess.quota),
        excess.act,
        bound.measure,
        excess.measured,
        bound.unit,
        bound.at_most,
        basis(&bound.ground)
    )
}

/// That numbers are withheld, where any are.
pub(super) fn withheld_numbers(withheld: usize) -> String {
    let (numbers, are) = if withheld == 1 { ("number", "is") } else { ("numbers", "are") };
    format!("{withheld} {numbers} of limits {are} withheld from whoever asks.")
}

/// The readings under which something holds, where not under each.
pub(super) fn under<T>(instrument: &Instrument, under: &Under<T>) -> String {
    if under.readings.is_empty() {
        return String::new();
    }
    let ids: Vec<_> = under.readings.iter().map(|reading| reading_id(instrument, Some(*reading))).collect();
    format!(" (reading: {})", ids.join(", "))
}

/// On whose word events rest that a clause begins, changes or ends with.
pub(super) fn noted(instrument: &Instrument, events: &[Noted], clause: Clause) -> String {
    let of_clause = clause.events(instrument);
    let noted = events.iter().filter(|noted| of_clause.contains(&noted.event));
    let words = noted.map(|noted| {
        format!("; {} on the word of {}", event(instrument, noted.event), party(instrument, noted.by))
    });
    words.collect()
}

pub(super) fn event(instrument: &Instrument, event: usize) -> &str {
    instrument.events.get(event).map_or("?", |event| event.title.as_str())
}

/// A mark for what is not stated.
pub(super) fn basis(ground: &Ground) -> &'static str {
    match ground.basis {
        Basis::Stated => "",
        Basis::Recalled => " (recalled, not checked)",
        Basis::MadeUp => " (made up)",
    }
}
