//! Which letters some bytes are.
//!
//! In this order: a byte order mark; text that is valid UTF-8, which no other
//! encoding is by accident; what the document declares; a guess by the
//! frequencies of letters. Encodings that hide in ASCII (UTF-16 without a mark,
//! ISO-2022-JP) are taken from the declaration, or UTF-16 from its zero bytes.

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// Text, and why its encoding is in doubt where it is.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) doubt: Option<String>,
}

/// Bytes that are looked at to tell binary data and UTF-16.
const SAMPLE: usize = 4096;
/// Bytes that UTF-16 without a mark holds at least.
const LEAST: usize = 16;

/// The text of some bytes; none where they are no text.
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>) -> Option<Decoded> {
    let label = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let hidden = label.filter(|encoding| *encoding == ISO_2022_JP);
    if let Some((encoding, mark)) = Encoding::for_bom(bytes)
        && encoding != UTF_8
    {
        return decoded(encoding, bytes.get(mark..)?, None);
    }
    if let Some(encoding) = wide(bytes) {
        return decoded(
            encoding,
            bytes,
            Some(format!("no encoding is declared; it was read as {}", encoding.name())),
        );
    }
    if let (Ok(text), None) = (std::str::from_utf8(bytes), hidden) {
        if text.contains('\0') {
            return None;
        }
        let doubt = label
            .filter(|label| *label != UTF_8 && !bytes.is_ascii())
            .map(|label| format!("it declares {} and is UTF-8, as which it was read", label.name()));
        return Some(Decoded { text: text.to_owned(), doubt });
    }
    if bytes.iter().take(SAMPLE).any(|byte| *byte == 0) {
        return None;
    }
    let doubt = match (declared, label) {
        (Some(declared), None) => Some(super::shown(declared)),
        _ => None,
    };
    if let Some(encoding) = label.filter(|encoding| *encoding != UTF_8) {
        return decoded(encoding, bytes, None);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Allow);
    let why = match (doubt, label) {
        (Some(unknown), _) => format!("its encoding {unknown} is not known"),
        (None, Some(_)) => "it declares UTF-8 and is not".to_owned(),
        (None, None) => "no encoding is declared".to_owned(),
    };
    decoded(encoding, bytes, Some(format!("{why}; it was read as {}, a guess", encoding.name())))
}

fn decoded(encoding: &'static Encoding, bytes: &[u8], doubt: Option<String>) -> Option<Decoded> {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let replaced = if malformed { text.matches('\u{fffd}').count() } else { 0 };
    // A text of which one letter in ten cannot be read is none.
    if replaced.saturating_mul(10) > text.chars().count() || text.contains('\0') {
        return None;
    }
    let places = format!("{replaced} places are not {} and stand as \u{fffd}", encoding.name());
    let doubt = match (doubt, malformed) {
        (doubt, false) => doubt,
        (None, true) => Some(places),
        (Some(doubt), true) => Some(format!("{doubt}; {places}")),
    };
    Some(Decoded { text: text.into_owned(), doubt })
}

/// UTF-16 without a mark, told by the zero bytes of Latin letters and spaces.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(SAMPLE) & !1)?;
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // A few bytes say nothing.
    if sample.len() < LEAST {
        return None;
    }
    let many = sample.len() / 8;
    match (even, odd) {
        (0, odd) if odd > many => Some(UTF_16LE),
        (even, 0) if even > many => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], declared: Option<&str>) -> (String, bool) {
        let decoded = decode(bytes, declared).expect("text");
        (decoded.text, decoded.doubt.is_some())
    }

    #[test]
    fn utf8_is_kept_byte_for_byte() {
        assert_eq!(read("\u{feff}Zürich".as_bytes(), None), ("\u{feff}Zürich".to_owned(), false));
        assert_eq!(read("Zürich".as_bytes(), Some("iso-8859-1")), ("Zürich".to_owned(), true));
    }

    #[test]
    fn declared_marked_and_guessed_encodings() {
        assert_eq!(read(b"Z\xfcrich", Some("iso-8859-1")), ("Zürich".to_owned(), false));
        assert_eq!(read(b"\xff\xfeZ\0\xfc\0", None), ("Zü".to_owned(), false));
        let text = "Переговоры о прекращении огня продолжаются.";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(text);
        assert_eq!(read(&bytes, None), (text.to_owned(), true));
        assert_eq!(read(&bytes, Some("utf-8")), (text.to_owned(), true));
        let wide: Vec<u8> = "Talks went on.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide, None), ("Talks went on.".to_owned(), true));
    }

    #[test]
    fn binary_data_is_no_text() {
        assert!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None).is_none());
        assert!(decode(b"text\0text", None).is_none());
    }
}
