//! Any bytes are read as a table of agreements, or refused, without a panic.

#![no_main]

use detente_record::precedents::{Wanted, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok((table, _)) = read("t.csv", bytes) {
        assert!(table.agreements.iter().all(|agreement| agreement.grades.len() == table.topics.len()));
        let wanted = Wanted { topics: table.topics.clone(), grade: 1, stage: None };
        assert!(table.dealing_with(&wanted).len() <= table.agreements.len());
    }
});
