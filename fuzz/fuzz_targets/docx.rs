//! Any bytes are read as a Word document, or refused, without a panic.
//!
//! Inputs that begin like XML are taken as its main part instead of as the whole
//! archive, whose checksums random changes would hardly ever meet.

#![no_main]

use std::io::{Cursor, Write};

use detente_record::extract::extract;
use detente_record::normal::Normal;
use detente_record::quote::Quotable;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let bytes = if bytes.starts_with(b"<") { archive(bytes) } else { bytes.to_vec() };
    let Ok(read) = extract("t.docx", &bytes) else { return };
    for article in read.articles {
        let normal = Normal::of(&article.text);
        let whole = 0..normal.text().len();
        let quotable = Quotable::new(&article.text);
        if let Some(place) = normal.raw(whole) {
            let anchor = quotable.anchor(place.start, place.end).expect("what is not empty has an anchor");
            assert!(quotable.scalars().holds(anchor.start, anchor.end, &anchor.sha256));
        }
    }
});

fn archive(content: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let _ = archive.start_file("word/document.xml", stored);
    let _ = archive.write_all(content);
    archive.finish().map(Cursor::into_inner).unwrap_or_default()
}
