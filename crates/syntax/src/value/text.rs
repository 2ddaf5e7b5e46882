//! Decoded strings and the way back into the file.

use std::ops::Range;

use crate::span::{FileId, Span};

/// A decoded string that knows where each of its bytes came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    decoded: Box<str>,
    file: FileId,
    /// Place of the first decoded byte.
    origin: u32,
    /// Where decoded text and file stop running side by side; see [`TextBuilder`].
    anchors: Box<[Anchor]>,
}

/// From this byte of the decoded text on, the file continues at `place`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Anchor {
    decoded: u32,
    place: u32,
}

impl Text {
    /// A text that stands in its file byte for byte, starting at `start`: an
    /// expression typed on a command line, a line of a plain file.
    #[must_use]
    pub fn verbatim(file: FileId, start: usize, text: &str) -> Self {
        Self { decoded: text.into(), file, origin: clip(start), anchors: Box::default() }
    }

    /// The decoded string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.decoded
    }

    /// The file that holds it.
    #[must_use]
    pub fn file(&self) -> FileId {
        self.file
    }

    /// Where the whole content stands, without its quotation marks.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span_of(0..self.decoded.len())
    }

    /// Where a range of bytes of [`as_str`](Self::as_str) stands in the file.
    /// An escape sequence belongs as a whole to the character that it stands
    /// for; a range past the end is clipped; an empty range gives an empty
    /// span. Takes time logarithmic in the number of escapes.
    #[must_use]
    pub fn span_of(&self, range: Range<usize>) -> Span {
        let last = clip(self.decoded.len());
        let (start, end) = (clip(range.start).min(last), clip(range.end).min(last));
        let from = self.place_at(start);
        let to = if end > start { self.place_before(end) } else { from };
        Span { file: self.file, start: from, end: to.max(from) }
    }

    /// A part of the text that keeps its places, such as one side of `a ~ b`;
    /// `None` if the range does not fall between characters.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Option<Self> {
        let decoded = self.decoded.get(range.clone())?;
        let (start, end) = (clip(range.start), clip(range.end));
        let within = self.anchors.iter().filter(|anchor| start < anchor.decoded && anchor.decoded <= end);
        let anchors = within.map(|anchor| Anchor { decoded: anchor.decoded - start, ..*anchor });
        Some(Self {
            decoded: decoded.into(),
            file: self.file,
            origin: self.place_at(start),
            anchors: anchors.collect(),
        })
    }

    /// Where the byte `at` begins.
    fn place_at(&self, at: u32) -> u32 {
        let before = self.anchors.partition_point(|anchor| anchor.decoded <= at);
        self.forward(before, at)
    }

    /// Where the byte in front of `at` ends; that is elsewhere than where `at`
    /// begins if something silent, such as an escaped line break, lies between.
    fn place_before(&self, at: u32) -> u32 {
        let before = self.anchors.partition_point(|anchor| anchor.decoded < at);
        match self.anchors.get(before) {
            Some(anchor) if anchor.decoded == at => anchor.place,
            _ => self.forward(before, at),
        }
    }

    fn forward(&self, anchors_before: usize, at: u32) -> u32 {
        let base = match anchors_before.checked_sub(1).and_then(|index| self.anchors.get(index)) {
            Some(anchor) => *anchor,
            None => Anchor { decoded: 0, place: self.origin },
        };
        base.place.saturating_add(at.saturating_sub(base.decoded))
    }
}

/// Collects a [`Text`] from the pieces in which a decoder delivers it.
///
/// Pieces copied from the file come with their place, decoded characters
/// without: they take up what lies between the pieces around them. An anchor is
/// kept only where the two texts stop running side by side, none for a string
/// without escapes.
#[derive(Debug)]
pub(crate) struct TextBuilder {
    file: FileId,
    decoded: String,
    anchors: Vec<Anchor>,
    /// Where the next piece stands if nothing silent or escaped precedes it.
    expected: Option<u32>,
}

impl TextBuilder {
    pub(crate) fn new(file: FileId) -> Self {
        Self { file, decoded: String::new(), anchors: Vec::new(), expected: None }
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::new(self.file);
    }

    /// A piece that stands at `place` in the file as it is.
    pub(crate) fn copied(&mut self, place: usize, piece: &str) {
        let place = clip(place);
        if self.expected != Some(place) {
            if let Some(end) = self.expected {
                self.anchor(end);
            }
            self.anchor(place);
        }
        self.decoded.push_str(piece);
        self.expected = Some(place.saturating_add(clip(piece.len())));
    }

    /// A character that the file spells with an escape sequence.
    pub(crate) fn escaped(&mut self, character: char) {
        if let Some(end) = self.expected.take() {
            self.anchor(end);
        }
        self.decoded.push(character);
    }

    pub(crate) fn finish(mut self) -> Text {
        let origin = self.anchors.first().map_or(0, |anchor| anchor.place);
        if self.anchors.first().is_some_and(|anchor| anchor.decoded == 0)
            && self.anchors.get(1).is_none_or(|anchor| anchor.decoded > 0)
        {
            self.anchors.remove(0);
        }
        Text {
            decoded: self.decoded.into_boxed_str(),
            file: self.file,
            origin,
            anchors: self.anchors.into_boxed_slice(),
        }
    }

    fn anchor(&mut self, place: u32) {
        let anchor = Anchor { decoded: clip(self.decoded.len()), place };
        if self.anchors.last() != Some(&anchor) {
            self.anchors.push(anchor);
        }
    }
}

fn clip(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
