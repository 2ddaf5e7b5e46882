//! How much of a PDF is decompressed, all its parts together.
//!
//! A few bytes can stand for gigabytes, and one part of a file can be drawn any
//! number of times, so every decompression is charged here: each filter of a
//! chain by itself, those that fail, and those of fonts.

use lopdf::{DecompressError, Error, Object, Stream};

use crate::extract::limits;

/// What a decompression that failed is charged beyond what it read: nobody tells how much it wrote.
const FAILED: usize = 1 << 20;

/// Why a part was not decompressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// More would be decompressed than a document may hold.
    Spent,
    /// It is damaged, or compressed in a way that is not known.
    Damaged,
}

/// Bytes that may still be decompressed.
#[derive(Debug)]
pub(super) struct Budget {
    left: usize,
}

impl Budget {
    pub(super) fn new(bytes: usize) -> Self {
        Self { left: bytes }
    }

    /// Takes `bytes` for work that costs about as much as decompressing them.
    pub(super) fn charge(&mut self, bytes: usize) -> Result<(), Refused> {
        match self.left.checked_sub(bytes) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => {
                self.left = 0;
                Err(Refused::Spent)
            }
        }
    }

    /// The content of a stream.
    pub(super) fn decompress(&mut self, stream: &Stream) -> Result<Vec<u8>, Refused> {
        let filters = stream.filters().map_or(0, |filters| filters.len());
        if filters < 2 {
            return self.layer(stream);
        }
        // Filter by filter, for what stands between two of them can be far more than what comes out.
        let mut content = stream.content.clone();
        for index in 0..filters {
            let mut layer = Stream::new(lopdf::Dictionary::new(), content);
            if let Some(name) = stream.filters().ok().and_then(|filters| filters.get(index).copied()) {
                layer.dict.set("Filter", Object::Name(name.to_vec()));
            }
            let parameters = match stream.dict.get(b"DecodeParms") {
                Ok(Object::Array(all)) => all.get(index),
                Ok(one) => Some(one),
                Err(_) => None,
            };
            if let Some(parameters) = parameters {
                layer.dict.set("DecodeParms", parameters.clone());
            }
            content = self.layer(&layer)?;
        }
        Ok(content)
    }

    fn layer(&mut self, stream: &Stream) -> Result<Vec<u8>, Refused> {
        match stream.decompressed_content_with_limit(self.left) {
            Ok(content) => {
                self.charge(content.len().max(stream.content.len()).max(1))?;
                Ok(content)
            }
            Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
                self.left = 0;
                Err(Refused::Spent)
            }
            Err(Error::Unimplemented(_)) => self.charge(1).and(Err(Refused::Damaged)),
            Err(_) => self.charge(stream.content.len().saturating_add(FAILED)).and(Err(Refused::Damaged)),
        }
    }
}

/// How many bytes each of the streams that lopdf decompresses while it opens a
/// file may hold: those with the places of objects and those with objects.
///
/// It limits each by itself, so they share what all of them may hold together.
/// Their dictionaries are never compressed; one with a name in escapes may be any.
pub(super) fn for_opening(bytes: &[u8]) -> usize {
    const WORD: &[u8] = b"stream";
    let mut count = 0_usize;
    let mut from = 0;
    let mut at = 0;
    while let Some(rest) = bytes.get(at..) {
        let Some(found) = find(rest, WORD) else { break };
        let end = at + found;
        // What stands before "endstream" is no dictionary.
        let before = bytes.get(from..end).unwrap_or_default();
        if !before.ends_with(b"end") && opens(before) {
            count += 1;
        }
        at = end + WORD.len();
        from = at;
    }
    (limits::OPENED / count.max(1)).clamp(limits::OPENED_AT_LEAST, limits::OPENED_AT_MOST)
}

/// Whether what stands before the word "stream" may describe one that is needed to open the file.
fn opens(before: &[u8]) -> bool {
    let dictionary = before.windows(3).rposition(|word| word == b"obj").map_or(before, |at| &before[at..]);
    let widths = |at: usize| {
        dictionary.get(at + 2).is_some_and(|next| !next.is_ascii_alphanumeric())
            && dictionary.get(at..at + 2) == Some(b"/W")
    };
    dictionary.contains(&b'#') || find(dictionary, b"/First").is_some() || (0..dictionary.len()).any(widths)
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut at = 0;
    while let Some(next) = bytes.get(at..)?.iter().position(|byte| *byte == first) {
        at += next;
        if bytes.get(at..)?.starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use lopdf::{Stream, dictionary};

    use super::*;

    /// Zeros, compressed as often as asked for.
    fn zeros(count: usize, times: usize) -> Stream {
        let mut content = vec![0_u8; count];
        for _ in 0..times {
            let mut stream = Stream::new(dictionary! {}, content);
            stream.compress().expect("compressed");
            content = stream.content;
        }
        let filters = vec![Object::Name(b"FlateDecode".to_vec()); times];
        Stream::new(dictionary! { "Filter" => filters }, content)
    }

    #[test]
    fn every_layer_and_every_failure_is_charged() {
        let mega = 1 << 20;
        let mut budget = Budget::new(3 * mega);
        assert_eq!(budget.decompress(&zeros(mega, 1)).map(|content| content.len()), Ok(mega));
        assert_eq!(budget.left, 2 * mega);
        assert_eq!(budget.decompress(&zeros(mega, 2)).map(|content| content.len()), Ok(mega));
        assert!((mega / 2..mega).contains(&budget.left), "{}", budget.left);
        // What comes out of the first filter is no input of the second, which gives nothing.
        let mut odd = zeros(mega / 2, 1);
        odd.dict.set("Filter", vec![Object::Name(b"FlateDecode".to_vec()); 2]);
        assert_eq!(budget.decompress(&odd), Err(Refused::Spent));
        assert_eq!(budget.decompress(&zeros(1, 0)), Err(Refused::Spent));
        let mut budget = Budget::new(FAILED + 5);
        let damaged = Stream::new(dictionary! { "Filter" => "ASCIIHexDecode" }, b"zz".to_vec());
        assert_eq!(budget.decompress(&damaged), Err(Refused::Damaged));
        assert_eq!(budget.decompress(&damaged), Err(Refused::Spent));
    }

    #[test]
    fn streams_that_open_a_file_share_what_they_may_hold() {
        assert_eq!(for_opening(b"1 0 obj<</Length 3>>stream"), limits::OPENED_AT_MOST);
        let many = b"1 0 obj<</Size 9/W[1 2 1]/Length 3>>stream\nabc\nendstream endobj ".repeat(300);
        assert_eq!(for_opening(&many), limits::OPENED / 300);
        let pictures = b"1 0 obj<</Width 9/Length 3>>stream\n#/W \nendstream endobj ".repeat(300);
        assert_eq!(for_opening(&pictures), limits::OPENED_AT_MOST);
        let hidden = b"1 0 obj<</#57[1 2 1]/Length 3>>stream\nabc\nendstream endobj ".repeat(1 << 17);
        assert_eq!(for_opening(&hidden), limits::OPENED_AT_LEAST);
    }
}
