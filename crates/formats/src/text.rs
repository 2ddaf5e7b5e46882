//! From bytes to text, whatever the encoding.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::FileId;
use detente_syntax::span::Sources;

use crate::codes;

/// Adds the text of a file to `sources`, with a warning where it is not UTF-8.
///
/// A byte-order mark decides. Without one, what is not UTF-8 is read as
/// Windows-1252, the encoding of the files that real tools leave undeclared;
/// a file with zero bytes is no text.
pub(crate) fn add(
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
    name: &str,
    bytes: &[u8],
) -> Option<FileId> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, malformed) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        if malformed {
            diagnostics.push(no_text(name));
            return None;
        }
        return Some(sources.add(name, text.into_owned()));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(sources.add(name, text));
    }
    if bytes.contains(&0) {
        diagnostics.push(no_text(name));
        return None;
    }
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
    let file = sources.add(name, text.into_owned());
    diagnostics.push(
        Diagnostic::warning_anywhere(
            codes::ENCODING,
            format!("{name} is not UTF-8 and was read as Windows-1252"),
        )
        .help("save it as UTF-8 if names come out wrong"),
    );
    Some(file)
}

fn no_text(name: &str) -> Diagnostic {
    Diagnostic::error_anywhere(
        codes::BAD_ENCODING,
        format!("{name} is not text in an encoding that is known"),
    )
    .help("save it as UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (Option<String>, Vec<&'static str>) {
        let (mut sources, mut diagnostics) = (Sources::new(), Vec::new());
        let file = add(&mut sources, &mut diagnostics, "f", bytes);
        let text = file.map(|file| sources.get(file).text().to_owned());
        (text, diagnostics.iter().map(|each| each.code).collect())
    }

    #[test]
    fn encodings_are_told_by_mark_then_by_content() {
        assert_eq!(read("é".as_bytes()), (Some("é".to_owned()), vec![]));
        assert_eq!(read(b"\xEF\xBB\xBFa"), (Some("a".to_owned()), vec![]));
        assert_eq!(read(b"\xFF\xFEa\0"), (Some("a".to_owned()), vec![]));
        assert_eq!(read(b"caf\xE9 \x80"), (Some("café €".to_owned()), vec![codes::ENCODING]));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(read(b"PK\x03\x04\0\0\xFF"), (None, vec![codes::BAD_ENCODING]));
        assert_eq!(read(b"\xFF\xFE\x00\xD8"), (None, vec![codes::BAD_ENCODING]));
    }
}
