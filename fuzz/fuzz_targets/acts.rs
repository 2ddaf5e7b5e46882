//! Any text is a table of acts, or is told to be none with a place in it; acts
//! are written as lines and read again as the same.

#![no_main]

use detente_fuzz::treaty;
use detente_instrument::scope::ActKind;
use detente_keep::ledger::{MemoryLedger, append};
use detente_keep::table;
use detente_keep::wire::{Ids, read, write};
use detente_syntax::render::{Style, human};
use detente_syntax::span::Sources;
use detente_syntax::tables::findings::Findings;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let ids = Ids::of(treaty());
    let findings = Findings::new();
    let mut sources = Sources::new();
    let file = sources.add("acts.csv", text);
    let acts = table::read(&findings, &ids, Some(ActKind::Declaration), file, sources.get(file).text());
    if !findings.has_errors() {
        for act in &acts {
            assert_eq!(read(&ids, &write(&ids, act)).as_ref(), Ok(act));
        }
        append(&ids, &mut MemoryLedger::default(), None, &acts, None).expect("what a table holds a ledger does");
    }
    let _ = human(&findings.finish(), &sources, Style { color: false, width: 80 });
});
