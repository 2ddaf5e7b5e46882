//! Any text is read as a graph model, or refused, without a panic; what is
//! read is a case, and what is written from it is read again.

#![no_main]

use detente_case::load::{MemoryFiles, load};
use detente_formats::export::export;
use detente_formats::format::Format;
use detente_formats::import::{Input, Options, import};
use detente_syntax::render::{Style, human};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let options = Options { from: Some(Format::Gmcr), ..Options::default() };
    let read =
        |bytes: Vec<u8>| import(&[Input { path: "model.gmcr".to_owned(), bytes, beside: false }], &options);
    let imported = read(text.as_bytes().to_vec());
    let has_errors = imported.diagnostics.iter().any(|diagnostic| diagnostic.is_error());
    let _ = human(&imported.diagnostics, &imported.sources, Style { color: false, width: 80 });
    let Some(draft) = imported.draft else {
        assert!(has_errors);
        return;
    };
    let text = draft.text();
    let loaded = load(&MemoryFiles::of("case.toml", text.as_str()), "case.toml", &[]);
    let Some(case) = loaded.case else { panic!("{text}\n{:?}", loaded.diagnostics) };
    if let Ok(exported) = export(&case, Format::Gmcr) {
        let bytes = exported.files.into_iter().next().map(|file| file.bytes).unwrap_or_default();
        let again = read(bytes);
        assert!(again.draft.is_some(), "{text}\n{:?}", again.diagnostics);
    }
});
