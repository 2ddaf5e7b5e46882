//! What the fuzz targets share: the readers of other tools' files read them, and
//! write and read again what was read; [`treaty`] is what ledgers are kept under.

use std::sync::LazyLock;

use detente_case::load::{MemoryFiles, load};
use detente_case::model::Case;
use detente_formats::export::export;
use detente_formats::format::Format;
use detente_formats::import::{Input, Options, import};
use detente_instrument::model::Instrument;
use detente_syntax::render::{Style, human};

/// An instrument with clauses of every kind.
///
/// # Panics
///
/// If it has an error.
#[must_use]
pub fn treaty() -> &'static Instrument {
    static TREATY: LazyLock<Instrument> = LazyLock::new(|| {
        let text = include_str!("../treaty.toml");
        detente_instrument::load::load("treaty.toml", text.into()).instrument.expect("no error")
    });
    &TREATY
}

/// A file that was named.
#[must_use]
pub fn named(path: &str, bytes: &[u8]) -> Input {
    Input { path: path.to_owned(), bytes: bytes.to_vec(), beside: false }
}

/// The case that files make; `None` where they are refused.
///
/// # Panics
///
/// If they are refused without an error, or make a text that is no case.
#[must_use]
pub fn read(files: &[Input], format: Format) -> Option<Case> {
    let imported = import(files, &Options { from: Some(format), ..Options::default() });
    let refused = imported.diagnostics.iter().any(|diagnostic| diagnostic.is_error());
    let _ = human(&imported.diagnostics, &imported.sources, Style { color: false, width: 80 });
    assert_eq!(imported.draft.is_none(), refused, "{:?}", imported.diagnostics);
    let text = imported.draft?.text();
    let loaded = load(&MemoryFiles::of("case.toml", text.as_str()), "case.toml", &[]);
    let case = loaded.case.unwrap_or_else(|| panic!("{text}\n{:?}", loaded.diagnostics));
    Some(case)
}

/// Reads files, writes the case that they make, and reads what was written.
///
/// # Panics
///
/// As [`read`], and if what was written is refused.
pub fn round_trip(files: &[Input], format: Format) {
    let Some(case) = read(files, format) else { return };
    let Ok(exported) = export(&case, format) else { return };
    let files: Vec<_> = exported.files.iter().map(|file| named(&file.name, &file.bytes)).collect();
    assert!(read(&files, format).is_some(), "what was written is refused: {files:?}");
}
