//! Any two texts are read as an outcome space and a utility function of
//! NegMAS, or refused, without a panic; what is read is a case, and what is
//! written from it is read again.

#![no_main]

use detente_case::load::{MemoryFiles, load};
use detente_formats::export::export;
use detente_formats::format::Format;
use detente_formats::import::{Input, Options, import};
use detente_syntax::render::{Style, human};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|texts: (&str, &str)| {
    let input = |path: &str, text: &str| Input {
        path: path.to_owned(),
        bytes: text.as_bytes().to_vec(),
        beside: false,
    };
    let options = Options { from: Some(Format::Negmas), ..Options::default() };
    let imported = import(&[input("space.yml", texts.0), input("function.yml", texts.1)], &options);
    let has_errors = imported.diagnostics.iter().any(|diagnostic| diagnostic.is_error());
    let _ = human(&imported.diagnostics, &imported.sources, Style { color: false, width: 80 });
    let Some(draft) = imported.draft else {
        assert!(has_errors);
        return;
    };
    let text = draft.text();
    let loaded = load(&MemoryFiles::of("case.toml", text.as_str()), "case.toml", &[]);
    let Some(case) = loaded.case else { panic!("{text}\n{:?}", loaded.diagnostics) };
    if let Ok(exported) = export(&case, Format::Negmas) {
        let files: Vec<_> = exported
            .files
            .into_iter()
            .map(|file| Input { path: file.name, bytes: file.bytes, beside: false })
            .collect();
        let again = import(&files, &options);
        assert!(again.draft.is_some(), "{text}\n{:?}", again.diagnostics);
    }
});
