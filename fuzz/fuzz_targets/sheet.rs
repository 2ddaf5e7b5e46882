//! Any bytes are read as a workbook, or refused with an error, without a panic;
//! what is read is a case that can be written as a workbook of either kind.
//!
//! Half of the inputs are taken as the XML of an ODS file instead of as the
//! whole archive, whose checksums random changes would hardly ever meet.

#![no_main]

use std::io::{Cursor, Write};

use detente_formats::format::Format;
use detente_formats::sheet::{SheetKind, export};
use detente_fuzz::{named, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let bytes = match bytes.split_first() {
        Some((b'<', _)) => archive(bytes),
        _ => bytes.to_vec(),
    };
    let Some(case) = read(&[named("t.ods", &bytes)], Format::Sheet) else { return };
    for kind in [SheetKind::Xlsx, SheetKind::Ods] {
        let Ok(written) = export(&case, kind, Some(&bytes)) else { continue };
        let files: Vec<_> = written.files.iter().map(|file| named(&file.name, &file.bytes)).collect();
        assert!(read(&files, Format::Sheet).is_some(), "what was written is refused");
    }
});

fn archive(content: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let _ = archive.start_file("content.xml", stored);
    let _ = archive.write_all(content);
    archive.finish().map(Cursor::into_inner).unwrap_or_default()
}
