//! What comes when, in words.

use detente_instrument::model::Instrument;
use detente_instrument::period::Date;
use detente_keep::calendar::Entry;
use detente_keep::under::Under;

use super::status::state;
use super::words;
use crate::document::{Caption, Document, Table};

/// The entries of a calendar, each in a line.
#[must_use]
pub fn events(instrument: &Instrument, entries: &[(Date, Under<Entry>)]) -> Vec<(Date, String)> {
    let says = |(day, under): &(Date, Under<Entry>)| {
        let line = line(instrument, *day, &under.what);
        (*day, format!("{line}{}", words::under(instrument, under)))
    };
    entries.iter().map(says).collect()
}

/// The entries of a calendar as a table.
#[must_use]
pub fn calendar(
    instrument: &Instrument,
    (from, to): (Date, Date),
    entries: &[(Date, Under<Entry>)],
    withheld: bool,
) -> Document {
    let mut document = Document::default();
    document.heading(1, format!("{}: calendar", instrument.title));
    let caption = Caption {
        title: format!("From {from} to {to}"),
        as_of: from.to_string(),
        basis: "by the text and what was entered".to_owned(),
    };
    let mut table = Table::new(caption, &["Day", "What"]);
    for (day, what) in events(instrument, entries) {
        table.row([day.to_string(), what]);
    }
    if entries.is_empty() {
        document.text("Nothing falls between these days.");
    }
    document.table(table);
    if withheld {
        document.text(
            "What is withheld from whoever asks is left out; whether there is anything, nothing tells.",
        );
    }
    document
}

fn line(instrument: &Instrument, day: Date, entry: &Entry) -> String {
    let limit = |at: usize| instrument.limits.get(at).map_or("", |limit| limit.title.as_str());
    match entry {
        Entry::Due(occasion) => {
            let duty = instrument.duties.get(occasion.duty);
            let title = duty.map_or("", |duty| duty.title.as_str());
            let party = words::owed(instrument, occasion.duty, occasion.party);
            format!("{title}: last day for {party} ({})", state(occasion, day))
        }
        Entry::Binds { limit: at, phase, subject } => {
            let bound = instrument.limits.get(*at).and_then(|limit| limit.phases.get(*phase));
            let bound = match bound.map(|phase| (phase.at_least, phase.at_most)) {
                Some((_, Some(most))) => format!("at most {most}"),
                Some((Some(least), None)) => format!("at least {least}"),
                _ => String::new(),
            };
            format!("{}: binds {} from today, {bound}", limit(*at), words::subject(instrument, *subject))
        }
        Entry::Ends { limit: at, subject } => {
            format!("{}: no longer binds {}", limit(*at), words::subject(instrument, *subject))
        }
        Entry::QuotaYear { quota } => {
            let title = instrument.quotas.get(*quota).map_or("", |quota| quota.title.as_str());
            format!("{title}: a new year begins")
        }
        Entry::LastDay { extendable: true } => {
            "Last day of the instrument, and for consent to an extension".to_owned()
        }
        Entry::LastDay { extendable: false } => {
            "Last day of the instrument; the text provides for no further extension".to_owned()
        }
        Entry::Out { party } => format!("{} is out after its notice", words::party(instrument, *party)),
        Entry::LastNotice => {
            "Last day for a notice of withdrawal that takes effect before the end".to_owned()
        }
    }
}
