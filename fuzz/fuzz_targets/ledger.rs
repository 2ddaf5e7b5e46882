//! Any line is an act of an instrument, or is told to be none; an act is written
//! and read again as the same.

#![no_main]

use detente_fuzz::treaty;
use detente_keep::book::Book;
use detente_keep::wire::{Ids, read, write};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let instrument = treaty();
    let ids = Ids::of(instrument);
    let mut book = Book::new(instrument);
    for line in text.lines() {
        if let Ok(act) = read(&ids, line) {
            assert_eq!(read(&ids, &write(&ids, &act)), Ok(act.clone()));
            book.add(act);
        }
    }
    let day = detente_keep::wire::day("2031-01-01").expect("a day");
    let _ = detente_keep::audit::audit(&book, Vec::new(), Vec::new(), day);
});
