//! Any text is drafted from without a panic, and every passage lies in it.

#![no_main]

use std::sync::LazyLock;

use detente_record::draft::{Document, Rules, draft};
use libfuzzer_sys::fuzz_target;

static RULES: LazyLock<Rules> = LazyLock::new(Rules::shipped);

fuzz_target!(|text: &str| {
    let scalars = text.chars().count();
    for draft in draft(&Document { text, ..Document::default() }, &RULES, None) {
        assert!(draft.passage.start < draft.passage.end && draft.passage.end <= scalars);
    }
});
