//! Any bytes are read as a workbook, or refused with an error, without a panic;
//! what is read is a case that can be written as a workbook of either kind.
//!
//! Half of the inputs are taken as the XML of an ODS file instead of as the
//! whole archive, whose checksums random changes would hardly ever meet.

#![no_main]

use std::io::{Cursor, Write};

use detente_case::load::{MemoryFiles, load};
use detente_formats::format::Format;
use detente_formats::import::{Input, Options, import};
use detente_formats::sheet::{SheetKind, export};
use detente_syntax::render::{Style, human};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let bytes = match bytes.split_first() {
        Some((b'<', _)) => archive(bytes),
        _ => bytes.to_vec(),
    };
    let input = Input { path: "t.ods".to_owned(), bytes: bytes.clone(), beside: false };
    let imported = import(&[input], &Options { from: Some(Format::Sheet), ..Options::default() });
    let _ = human(&imported.diagnostics, &imported.sources, Style { color: false, width: 80 });
    if let Some(draft) = imported.draft {
        let text = draft.text();
        let case = load(&MemoryFiles::of("case.toml", text.clone()), "case.toml", &[]).case;
        let case = case.unwrap_or_else(|| panic!("{text}"));
        for kind in [SheetKind::Xlsx, SheetKind::Ods] {
            let _ = export(&case, kind, Some(&bytes));
        }
    }
});

fn archive(content: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let _ = archive.start_file("content.xml", stored);
    let _ = archive.write_all(content);
    archive.finish().map(Cursor::into_inner).unwrap_or_default()
}
