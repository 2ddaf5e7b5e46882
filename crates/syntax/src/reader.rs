//! TOML text in, a tree with places and every error out.
//!
//! Tokens, grammar and the decoding of scalars come from `toml_parser`, the
//! engine under the `toml` crates. The tree is our own, because it must keep
//! what theirs drops: order of writing, the text of numbers, the places of
//! escapes; and because a file with errors should still give whatever can be
//! read, so that one run reports all of its faults.

mod define;
mod errors;
mod tree;

use toml_parser::Source;
use toml_parser::parser::{ValidateWhitespace, parse_document};

use crate::diagnostic::Diagnostic;
use crate::span::{FileId, Span};
use crate::value::{Origin, Table};
use errors::Errors;
use tree::TreeBuilder;

/// The largest text that is read, in bytes.
pub const MAX_BYTES: usize = 16 << 20;

/// How deep tables and arrays may stand in each other, whether by brackets,
/// headers or dotted keys.
pub const MAX_DEPTH: usize = 64;

/// Reads a text, which never fails: the table holds all that could be read and
/// the diagnostics say what could not, with code `toml`, `nested-too-deeply` or
/// `too-large`. Of a key that is set twice the first value is kept. Takes time
/// and memory proportional to the text, and no more stack than [`MAX_DEPTH`]
/// asks for.
#[must_use]
pub fn read(file: FileId, text: &str) -> (Table, Vec<Diagnostic>) {
    let root = Span::new(file, 0, 0);
    if let Some(diagnostic) = too_large("the file", text.len() as u64) {
        return (Table::new(root, Origin::Header), vec![diagnostic]);
    }
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut errors = Errors::new(file, text);
    let mut tree = TreeBuilder::new(file, text);
    parse_document(&tokens, &mut ValidateWhitespace::new(&mut tree, source), &mut errors);
    let (table, findings) = tree.finish();
    (table, errors.finish().merge(findings))
}

/// The diagnostic `too-large` for a text of `bytes` bytes that is longer than
/// [`MAX_BYTES`]; to be asked before a file is read. `name` is how the message
/// refers to it.
#[must_use]
pub fn too_large(name: &str, bytes: u64) -> Option<Diagnostic> {
    (bytes > MAX_BYTES as u64).then(|| {
        let megabytes = MAX_BYTES >> 20;
        Diagnostic::error_anywhere("too-large", format!("{name} holds more than {megabytes} MiB"))
            .note(format!("it holds {bytes} bytes; {MAX_BYTES} are read at most"))
            .help("split it over several files with `[case] include = [...]`")
    })
}

/// Bytes as text, or the diagnostic `not-utf-8` with the place of the first
/// byte that is none. `name` is how the message refers to the file.
///
/// # Errors
///
/// If the bytes are not UTF-8.
pub fn decode(name: &str, bytes: Vec<u8>) -> Result<String, Box<Diagnostic>> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..at).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let found = error.as_bytes().get(at).copied().unwrap_or_default();
        let diagnostic = Diagnostic::error_anywhere("not-utf-8", format!("{name} is not UTF-8 text"))
            .note(format!("line {line}, byte offset {at}: 0x{found:02X} does not belong to a character"))
            .help("save the file with the encoding UTF-8");
        Box::new(diagnostic)
    })
}
