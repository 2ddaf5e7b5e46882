//! Any bytes are loaded as an instrument, or refused with an error, without a
//! panic; what loads can be asked everything, with the acts of a table that
//! stands behind a line `# acts`.

#![no_main]

use detente_instrument::load::load;
use detente_instrument::model::Instrument;
use detente_instrument::scope::ActKind;
use detente_keep::audit::audit;
use detente_keep::book::Book;
use detente_keep::calendar;
use detente_keep::limits;
use detente_keep::privacy::Eyes;
use detente_keep::quotas;
use detente_keep::status::{Question, status};
use detente_keep::table;
use detente_keep::wire::{Ids, day};
use detente_syntax::render::{Style, human};
use detente_syntax::span::Sources;
use detente_syntax::tables::findings::Findings;
use libfuzzer_sys::fuzz_target;

const SEPARATOR: &str = "\n# acts\n";

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (head, acts) = text.split_once(SEPARATOR).unwrap_or((&text, ""));
    // What is no UTF-8 is loaded as it is.
    let head = if acts.is_empty() { bytes } else { head.as_bytes() };
    let loaded = load("instrument.toml", head.to_vec());
    let has_errors = loaded.diagnostics.iter().any(|diagnostic| diagnostic.is_error());
    assert_eq!(loaded.instrument.is_none(), has_errors);
    let _ = human(&loaded.diagnostics, &loaded.sources, Style { color: false, width: 80 });
    if let Some(instrument) = loaded.instrument {
        ask(&instrument, acts);
    }
});

/// Status, limits, quotas, calendar and audit, for whoever keeps the ledger and
/// for a party, under every reading.
fn ask(instrument: &Instrument, acts: &str) {
    let mut book = Book::new(instrument);
    let findings = Findings::new();
    let mut sources = Sources::new();
    let file = sources.add("acts.csv", acts);
    let ids = Ids::of(instrument);
    let acts = table::read(&findings, &ids, Some(ActKind::Declaration), file, sources.get(file).text());
    if !findings.has_errors() {
        acts.into_iter().for_each(|act| book.add(act));
    }
    let on = day("2021-06-30").expect("a day");
    let to = day("2022-12-31").expect("a day");
    for viewer in [None, Some(0)] {
        let eyes = Eyes::new(instrument, viewer);
        let status = status(&book, Question { on, reading: None, viewer });
        for (limit, text) in instrument.limits.iter().enumerate() {
            for subject in &text.each {
                for reading in &status.readings {
                    let _ = limits::history(&book, limit, *subject, *reading, on);
                }
            }
        }
        for (quota, text) in instrument.quotas.iter().enumerate() {
            for (subject, _) in &text.numbers {
                let _ = quotas::state(&book, quota, *subject, None, on);
            }
        }
        let entries = calendar::entries(&book, None, on, to);
        assert!(entries.is_sorted_by_key(|(day, _)| *day));
        let seen = entries.iter().filter(|(_, entry)| calendar::sees(&book, eyes, &entry.what)).count();
        assert!(viewer.is_some() || seen == entries.len());
        let audit = audit(&book, Vec::new(), Vec::new(), on).seen_by(&book, eyes);
        assert!(viewer.is_some() || audit.withheld == 0);
    }
}
