//! Any texts are read as a GeniusWeb domain and profiles, or refused with an
//! error; what is read is a case, and is written and read again.

#![no_main]

use detente_case::load::{MemoryFiles, load};
use detente_formats::export::export;
use detente_formats::format::Format;
use detente_formats::import::{Input, Options, import};
use detente_syntax::render::{Style, human};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // Files are separated by a byte that no text holds.
    let files = bytes.split(|byte| *byte == 0).take(3).enumerate();
    let input =
        |(at, bytes): (usize, &[u8])| Input { path: format!("{at}.json"), bytes: bytes.to_vec(), beside: at > 1 };
    let inputs: Vec<_> = files.map(input).collect();
    let options = Options { from: Some(Format::GeniusWeb), ..Options::default() };
    let imported = import(&inputs, &options);
    let has_errors = imported.diagnostics.iter().any(|diagnostic| diagnostic.is_error());
    assert_eq!(imported.draft.is_none(), has_errors);
    let _ = human(&imported.diagnostics, &imported.sources, Style { color: false, width: 80 });
    let Some(draft) = imported.draft else { return };
    let text = draft.text();
    let loaded = load(&MemoryFiles::of("case.toml", text.as_bytes()), "case.toml", &[]);
    let case = loaded.case.expect("what was read is a case");
    let exported = export(&case, Format::GeniusWeb).expect("it came from GeniusWeb");
    let again = exported.files.into_iter().map(|file| Input { path: file.name, bytes: file.bytes, beside: false });
    let _ = import(&again.collect::<Vec<_>>(), &options);
});
