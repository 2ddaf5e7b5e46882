//! What does not add up, in words.

use detente_instrument::model::Instrument;
use detente_instrument::period::Date;
use detente_keep::act::Act;
use detente_keep::audit::{Audit, Corrected, Finding, Parts};
use detente_keep::book::Refusal;
use detente_keep::chain::{Fault, Hash, hex};
use detente_keep::duties::Why;
use detente_keep::quotas::Unusable;
use detente_keep::unheeded;

use super::status::{as_of, state};
use super::words;
use crate::document::Document;

/// What an audit found, in words.
#[must_use]
pub fn audit(
    instrument: &Instrument,
    sha256: &str,
    (on, known_by): (Date, Option<Date>),
    head: Option<&Hash>,
    audit: &Audit,
) -> Document {
    let mut document = Document::default();
    document.heading(1, format!("{}: audit", instrument.title));
    document.text(format!("As of {}. {} acts.", as_of(on, known_by), audit.acts));
    if let Some(head) = head {
        document.text(
            "The last hash of the ledger and the SHA-256 of the instrument's file, both to be compared with what the \
             other parties hold:",
        );
        document.code(format!("{}\n{sha256}", hex(head)));
    }
    if audit.withheld {
        document.text(
            "What is withheld from whoever asks is left out; whether there is anything, nothing tells.",
        );
    }
    if audit.findings.is_empty() {
        document.text("Nothing was found that does not add up.");
    } else {
        document.heading(2, "What does not add up");
        document.list(audit.findings.iter().map(|each| finding(instrument, on, each)));
    }
    if !audit.corrections.is_empty() {
        document.heading(2, "Corrections");
        document.text("They change what is known of the past; `--known-by` leaves out those known later.");
        document.list(audit.corrections.iter().map(|each| corrected(instrument, each)));
    }
    if audit.limited {
        document.text("Numbers that whoever asks may not see are left out of what cannot be reconciled.");
    }
    if audit.changes() > 0 {
        document.text(format!(
            "{} times a number changed between two declarations of which no notification is in the ledger; these cannot be reconciled.",
            audit.changes()
        ));
    }
    document.text("An audit compares what was entered with what was entered. It does not show that a declaration is true.");
    document
}

/// One finding, in words.
pub(crate) fn finding(instrument: &Instrument, on: Date, finding: &Finding) -> String {
    match finding {
        Finding::Chain { act, fault } => format!("Act {act}: {}.", fault_words(*fault)),
        Finding::Unreadable { act, why } => format!("Act {act} is no act of this instrument: {why}."),
        Finding::Refused { act, why } => format!("Act {act} was not taken into account: {}.", refusal(why)),
        Finding::Breakdown { account, by, on, whole, sum, partial, .. } => format!(
            "{}, {on}: {whole} declared, {} add up to {sum}{}.",
            words::account(instrument, *account),
            parts(*by),
            if *partial { " or more, for not all of them are known" } else { "" }
        ),
        Finding::Outgrown { account, by, declared, on, whole, sum, .. } => format!(
            "{}: {whole} by the declaration of {declared}, {} make {sum} or more by what was declared until {on}.",
            words::account(instrument, *account),
            parts(*by)
        ),
        Finding::Reconcile { account, on, act, expected, declared } => format!(
            "{}, {on}: {declared} declared (act {act}), {expected} follow from the declaration before and the notifications since.",
            words::account(instrument, *account)
        ),
        Finding::BelowZero { account, on, act, number } => format!(
            "{}, {on}: the change notified in act {act} would leave {number}.",
            words::account(instrument, *account)
        ),
        Finding::WithoutBase { account, act, changes } => {
            let more = match changes {
                1 => String::new(),
                _ => format!(" and {} more notifications", changes - 1),
            };
            format!(
                "{}: act {act}{more} changed a number that no declaration gives.",
                words::account(instrument, *account)
            )
        }
        Finding::TooLate { act, corrects, party } => format!(
            "Act {act} of {} corrects act {corrects} when what that says had come; what began with it has begun.",
            words::party(instrument, *party)
        ),
        Finding::Unheeded(unheeded) => {
            let why = match unheeded.why {
                unheeded::Why::Out => "the party is out",
                unheeded::Why::Again => "the party said so before",
                unheeded::Why::NotSuspended => "the party has suspended nothing",
            };
            let party = words::party(instrument, unheeded.party);
            format!("Act {} of {party} changes nothing: {why}.", unheeded.act)
        }
        Finding::Twice { account, on, acts, numbers } => format!(
            "{}, {on}: declared twice without a correction, {} (act {}) and {} (act {}); the later one is used.",
            words::account(instrument, *account),
            words::quantity(numbers.0),
            acts.0,
            words::quantity(numbers.1),
            acts.1
        ),
        Finding::DoubleCounted { party, item, on, acts } => {
            let party = words::party(instrument, *party);
            format!("Item {item} of {party}, {on}: counted twice, in acts {} and {}.", acts.0, acts.1)
        }
        Finding::Repeated { party, item, on, acts } => {
            let party = words::party(instrument, *party);
            format!("Item {item} of {party}, {on}: act {} repeats what act {} lists.", acts.1, acts.0)
        }
        Finding::UnnotifiedMove { party, item, acts } => format!(
            "Item {item} of {} is in another zone in act {} than in act {}, and no move was notified.",
            words::party(instrument, *party),
            acts.1,
            acts.0
        ),
        Finding::ImpossibleMove { party, item, act, before } => {
            let party = words::party(instrument, *party);
            format!(
                "Item {item} of {party}: the move notified in act {act} begins where act {before} did not place it."
            )
        }
        Finding::Duty(under) => {
            let occasion = &under.what;
            let duty = instrument.duties.get(occasion.duty).map_or("", |duty| duty.title.as_str());
            let party = instrument.parties.get(occasion.party).map_or("", |party| party.name.as_str());
            let due = occasion.due.map_or_else(String::new, |due| format!(", due {due}"));
            let readings = words::under(instrument, under);
            format!("{duty}, {party}, occasion of {}{due}: {}{readings}.", occasion.on, state(occasion, on))
        }
        Finding::Vain(under) => {
            let vain = &under.what;
            let duty = instrument.duties.get(vain.duty).map_or("", |duty| duty.title.as_str());
            let party = words::party(instrument, vain.by);
            let readings = words::under(instrument, under);
            format!("{duty}: act {} of {party} {}{readings}.", vain.act, why(vain.why))
        }
        Finding::Overused(under) => {
            let state = &under.what.state;
            let passed = match state.transferred {
                passed if passed < 0 => format!(" after {} were passed on", passed.saturating_neg()),
                _ => String::new(),
            };
            format!(
                "{}, {}, year from {}: used {} times, {} allowed{passed}{}.",
                words::quota(instrument, state.quota),
                words::subject(instrument, state.subject),
                state.year,
                words::at_least(state.used, state.open),
                state.number,
                words::under(instrument, under)
            )
        }
        Finding::OverusedPair(overuse) => {
            let state = &overuse.state;
            format!(
                "{}, {} over {}, year from {}: used {} times, {} allowed.",
                words::quota(instrument, state.quota),
                words::subject(instrument, state.by),
                words::subject(instrument, state.over),
                state.year,
                words::at_least(state.used, state.open),
                state.number
            )
        }
        Finding::Idle(under) => {
            let why = match under.what.why {
                Unusable::Nobodys => "counts against nobody's number",
                Unusable::Before => "is of a day on which it could not be used yet",
                Unusable::After => "is of a day on which it could no longer be used",
                Unusable::Out => "is of or over one that is out, and does not count",
                Unusable::ToItself => "passes a part of it from a party to itself, and does not count",
            };
            let (quota, act) = (words::quota(instrument, under.what.quota), under.what.act);
            format!("{quota}: act {act} {why}{}.", words::under(instrument, under))
        }
        Finding::Excess(under) => {
            let excess = words::excess(instrument, &under.what);
            format!("{excess}{}.", words::under(instrument, under))
        }
        Finding::Transfer { quota, act } => format!(
            "{}: act {act} passes a part of it on, for which the text does not provide; it is not counted.",
            words::quota(instrument, *quota)
        ),
    }
}

fn why(why: Why) -> &'static str {
    match why {
        Why::NotOwed => "is about a party that does not owe it",
        Why::NoOccasion => "meets and verifies nothing: there is no such occasion",
        Why::MetAlready => "changes nothing: what it could meet is met already",
        Why::NotMet => "verifies what was not met by then",
        Why::Out => "verifies nothing: the party is out",
        Why::Itself => "verifies what the party did itself",
    }
}

/// A correction, in words.
pub(crate) fn corrected(instrument: &Instrument, each: &Corrected) -> String {
    let says = |act: &Act| match (act.thing, act.number) {
        (Some(_), Some(number)) => format!("{} of {}", words::quantity(number), act.on),
        _ => format!("the day {}", act.on),
    };
    let what = each.after.thing.map_or_else(String::new, |thing| {
        format!(", {}{}", words::thing(instrument, thing), words::zone(instrument, each.after.zone))
    });
    format!(
        "{}{what}: act {} corrects act {}, known since {}: {} instead of {}.",
        words::party(instrument, each.after.by),
        each.act,
        each.corrects,
        each.known,
        says(&each.after),
        says(&each.before)
    )
}

fn parts(parts: Parts) -> &'static str {
    match parts {
        Parts::Kinds => "its kinds",
        Parts::Zones => "the zones within",
        Parts::Items => "single items",
    }
}

fn fault_words(fault: Fault) -> String {
    match fault {
        Fault::Sequence { expected } => {
            format!("stands where act {expected} should be; one was left out, put in or exchanged")
        }
        Fault::Hash => "its hash is not that of its line behind the act before".to_owned(),
        Fault::Signature => "its signature is not that of the party".to_owned(),
        Fault::Unsigned => "it is not signed, and the party has a key".to_owned(),
        Fault::NoKey => "it is signed, and the instrument gives no key of the party".to_owned(),
    }
}

/// Why an act cannot be entered, in words.
#[must_use]
pub fn refused(act: u32, why: &Refusal) -> String {
    format!("act {act} cannot be entered: {}", refusal(why))
}

fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NoSuchAct { act } => format!("there is no act {act} before it"),
        Refusal::NotItsOwn { act } => format!("act {act}, which it corrects, is another party's"),
        Refusal::Correction { act } => format!("act {act}, which it corrects, is itself a correction"),
        Refusal::Incomplete(what) => {
            let what: Vec<String> = what.iter().map(|column| format!("`{column}`")).collect();
            format!("it needs {}", what.join(" and "))
        }
        Refusal::BelowZero => "there cannot be fewer than none".to_owned(),
        Refusal::OverItself => "a party uses no quota over itself".to_owned(),
    }
}
