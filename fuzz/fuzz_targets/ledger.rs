//! Any line is an act of an instrument, or is told to be none; an act is written
//! and read again as the same, alone and from a ledger; and whatever was entered
//! is judged without a panic.

#![no_main]

use detente_fuzz::treaty;
use detente_keep::book::Book;
use detente_keep::ledger::{Extent, MemoryLedger, append, open};
use detente_keep::status::{Question, status};
use detente_keep::wire::{Ids, read, write};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let instrument = treaty();
    let ids = Ids::of(instrument);
    let mut book = Book::new(instrument);
    let (mut ledger, mut head) = (MemoryLedger::default(), None);
    for line in text.lines() {
        if let Ok(act) = read(&ids, line) {
            let written = write(&ids, &act);
            // What is written may be longer than what was read, where it held fewer escapes.
            match append(&ids, &mut ledger, head, std::slice::from_ref(&act), None) {
                Ok(last) => head = last,
                Err(why) => {
                    assert!(written.len() > detente_keep::wire::MAX_LINE, "{why}");
                    continue;
                }
            }
            assert_eq!(read(&ids, &written), Ok(act.clone()));
            book.add(act);
        }
    }
    let opened = open(&ids, &mut ledger, Extent { known_by: None, verify: true, threads: 1 }).expect("memory");
    assert!(opened.faults.is_empty() && opened.unreadable.is_empty() && opened.book == book);
    let day = detente_keep::wire::day("2031-01-01").expect("a day");
    let _ = status(&book, Question { on: day, reading: None, viewer: Some(0) });
    let _ = detente_keep::audit::audit(&book, Vec::new(), Vec::new(), day);
});
