//! Any text is read as a flat table, or refused with an error, without a panic;
//! what is read is a case.

#![no_main]

use detente_case::load::{MemoryFiles, load};
use detente_formats::format::Format;
use detente_formats::import::{Input, Options, import};
use detente_syntax::render::{Style, human};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let input = Input { path: "t.csv".to_owned(), bytes: text.into(), beside: false };
    let imported = import(&[input], &Options { from: Some(Format::Csv), ..Options::default() });
    let _ = human(&imported.diagnostics, &imported.sources, Style { color: false, width: 80 });
    if let Some(draft) = imported.draft {
        let text = draft.text();
        assert!(load(&MemoryFiles::of("case.toml", text.clone()), "case.toml", &[]).case.is_some(), "{text}");
    }
});
