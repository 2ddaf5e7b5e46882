//! From bytes to text, whatever the encoding.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::{FileId, Sources, Span};
use encoding_rs::Encoding;

use crate::codes;

/// Adds the text of a file to `sources`, with a warning where it is not UTF-8.
///
/// A byte-order mark decides. Without one, what is not UTF-8 is read as
/// Windows-1252, the encoding of the files that real tools leave undeclared;
/// a file with zero bytes is UTF-16 where it can be nothing else, and else no text.
pub(crate) fn add(
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
    name: &str,
    bytes: &[u8],
) -> Option<FileId> {
    let file = decoded(sources, diagnostics, name, bytes)?;
    let mut controls = sources.get(file).text().char_indices().filter(|(_, each)| is_stray(*each));
    if let Some((at, control)) = controls.next() {
        let span = Span::new(file, at, at + control.len_utf8());
        let message = format!("the control character U+{:04X} has no place in a text", u32::from(control));
        let warning = Diagnostic::warning(codes::CONTROL_CHARACTER, span, message);
        diagnostics.push(match controls.count() {
            0 => warning,
            more => warning.note(format!("there are {} such characters; this is the first", more + 1)),
        });
    }
    Some(file)
}

/// Whether a character is a control that neither parts words nor ends a line.
fn is_stray(character: char) -> bool {
    character.is_control() && !character.is_whitespace()
}

fn decoded(
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
    name: &str,
    bytes: &[u8],
) -> Option<FileId> {
    if let Some(order) = order_of_utf32(bytes) {
        let why = format!("it begins with the byte-order mark of UTF-32{order}");
        diagnostics.push(no_text(name).note(why));
        return None;
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, malformed) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        if malformed {
            let label = encoding.name();
            let why = format!("it begins with the byte-order mark of {label} and is not {label} throughout");
            diagnostics.push(no_text(name).note(why));
            return None;
        }
        return Some(sources.add(name, text.into_owned()));
    }
    if bytes.contains(&0) {
        return zero_bytes(sources, diagnostics, name, bytes);
    }
    let valid = match std::str::from_utf8(bytes) {
        Ok(text) => return Some(sources.add(name, text)),
        Err(error) => error.valid_up_to(),
    };
    // Five bytes stand for nothing in Windows-1252; they come out as themselves.
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
    let nothing = text.char_indices().find(|(_, character)| ('\u{80}'..='\u{9f}').contains(character));
    let place = |text: &str, at: usize| at..at + text[at..].chars().next().map_or(0, char::len_utf8);
    if let Some((at, character)) = nothing {
        let place = place(&text, at);
        let file = sources.add(name, text.into_owned());
        diagnostics.push(
            Diagnostic::error(
                codes::BAD_ENCODING,
                Span::new(file, place.start, place.end),
                format!("{name} is neither UTF-8 nor Windows-1252"),
            )
            .label(format!("the byte {:#04x} stands for nothing in Windows-1252", u32::from(character)))
            .help("save it as UTF-8"),
        );
        return None;
    }
    // What is valid UTF-8 before it may be longer in the text that came out.
    let before = bytes.get(..valid).unwrap_or_default();
    let place = place(&text, encoding_rs::WINDOWS_1252.decode_without_bom_handling(before).0.len());
    let file = sources.add(name, text.into_owned());
    diagnostics.push(
        Diagnostic::warning(
            codes::ENCODING,
            Span::new(file, place.start, place.end),
            format!("{name} is not UTF-8 and was read as Windows-1252"),
        )
        .label("the first byte that is not UTF-8")
        .help("save it as UTF-8 if names come out wrong"),
    );
    Some(file)
}

/// Adds a text that holds zero bytes and has no byte-order mark: UTF-16, where
/// every zero byte is half of a character and the text that comes out is one.
fn zero_bytes(
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
    name: &str,
    bytes: &[u8],
) -> Option<FileId> {
    // The texts that are read here begin with a character of ASCII.
    let encoding = match bytes {
        [first, 0, ..] if first.is_ascii() && *first != 0 => Some(encoding_rs::UTF_16LE),
        [0, second, ..] if second.is_ascii() && *second != 0 => Some(encoding_rs::UTF_16BE),
        _ => None,
    };
    let decoded = encoding.map(|encoding| (encoding.name(), encoding.decode_without_bom_handling(bytes)));
    let is_text = |text: &str| !text.contains(is_stray);
    match decoded {
        Some((label, (text, false))) if is_text(&text) => {
            let file = sources.add(name, text.into_owned());
            diagnostics.push(
                Diagnostic::warning(
                    codes::ENCODING,
                    Span::new(file, 0, 0),
                    format!("{name} has no byte-order mark and was read as {label}"),
                )
                .help("save it as UTF-8, or as UTF-16 with a byte-order mark"),
            );
            Some(file)
        }
        _ => {
            let at = bytes.iter().position(|byte| *byte == 0).unwrap_or_default();
            let line = bytes.iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
            let message = format!("{name} holds bytes that are zero, and text in UTF-8 holds none");
            let mut diagnostic = Diagnostic::error_anywhere(codes::BAD_ENCODING, message)
                .note(format!("the first is byte {at}, counted from 0, in line {line}"));
            diagnostic = match encoding {
                Some(encoding) => diagnostic.note(format!(
                    "it looks like {} without a byte-order mark, and is not {} throughout",
                    encoding.name(),
                    encoding.name()
                )),
                None => diagnostic,
            };
            diagnostics.push(diagnostic.help("save it as UTF-8, or as UTF-16 with a byte-order mark"));
            None
        }
    }
}

/// The byte order of a text that begins with the mark of UTF-32, which begins
/// as that of UTF-16 does.
fn order_of_utf32(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) {
        Some("LE")
    } else {
        bytes.starts_with(&[0, 0, 0xFE, 0xFF]).then_some("BE")
    }
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
    use detente_syntax::render::Style;

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
        assert_eq!(read(b"a\x07\x08\n"), (Some("a\u{7}\u{8}\n".to_owned()), vec![codes::CONTROL_CHARACTER]));
        assert_eq!(read(b"caf\xE9 \x80"), (Some("café €".to_owned()), vec![codes::ENCODING]));
    }

    #[test]
    fn utf_16_without_a_mark_is_read_where_it_can_be_nothing_else() {
        let little: Vec<u8> = "<a b=\"é\"/>\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "<a b=\"é\"/>\r\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [&little, &big] {
            assert_eq!(read(bytes), (Some("<a b=\"é\"/>\r\n".to_owned()), vec![codes::ENCODING]));
            assert_eq!(
                read(&bytes[..bytes.len() - 1]),
                (None, vec![codes::BAD_ENCODING]),
                "cut in a character"
            );
        }
        // A zero byte in what is else UTF-8, and UTF-32 with and without its mark.
        for bytes in [&b"a\0b,c"[..], b"ab\0\0", b"\0", b"a\0\0\0b\0\0\0", b"\xFF\xFE\0\0a\0\0\0"] {
            assert_eq!(read(bytes), (None, vec![codes::BAD_ENCODING]), "{bytes:?}");
        }
    }

    #[test]
    fn a_byte_that_is_nothing_in_either_encoding_is_named_with_its_place() {
        let (mut sources, mut diagnostics) = (Sources::new(), Vec::new());
        assert_eq!(add(&mut sources, &mut diagnostics, "f", b"caf\xE9\n\x81b"), None);
        let [told] = diagnostics.as_slice() else { panic!("{diagnostics:?}") };
        let shown = detente_syntax::render::human(
            std::slice::from_ref(told),
            &sources,
            Style { color: false, width: 80 },
        );
        assert!(shown.contains("f:2:1") && shown.contains("0x81"), "{shown}");
    }

    #[test]
    fn the_first_byte_that_is_not_utf_8_is_found_behind_letters_of_several_bytes() {
        let (mut sources, mut diagnostics) = (Sources::new(), Vec::new());
        let file = add(&mut sources, &mut diagnostics, "f", "é€\n".as_bytes()).expect("a text");
        assert_eq!((sources.get(file).text(), diagnostics.len()), ("é€\n", 0));
        let file = add(&mut sources, &mut diagnostics, "g", b"\xC3\xA9\xE2\x82\xAC \xFFx").expect("a text");
        let span = diagnostics[0].primary.as_ref().expect("a place").span;
        let text = sources.get(file).text();
        assert_eq!(text.get(span.start as usize..span.end as usize), Some("ÿ"), "{text}");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(read(b"PK\x03\x04\0\0\xFF"), (None, vec![codes::BAD_ENCODING]));
        assert_eq!(read(b"\xFF\xFE\x00\xD8"), (None, vec![codes::BAD_ENCODING]));
    }
}
