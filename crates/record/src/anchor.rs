//! Places in a text, as the case language counts them.

use detente_case::hash::sha256;

/// A passage: place and hash, never the text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage {
    /// First Unicode scalar.
    pub start: usize,
    /// One past the last Unicode scalar.
    pub end: usize,
    /// SHA-256 of its text with white space folded, lower-case hexadecimal.
    pub sha256: String,
}

/// A text addressed by Unicode scalars.
#[derive(Clone, Debug)]
pub struct Scalars<'t> {
    text: &'t str,
    offsets: Vec<usize>,
}

impl<'t> Scalars<'t> {
    /// Counts the scalars of a text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let offsets = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { text, offsets }
    }

    /// The text from one scalar up to another, `None` beyond its end.
    #[must_use]
    pub fn get(&self, start: usize, end: usize) -> Option<&'t str> {
        self.text.get(*self.offsets.get(start)?..*self.offsets.get(end)?)
    }

    /// The passage from one scalar up to another, `None` beyond the end.
    #[must_use]
    pub fn passage(&self, start: usize, end: usize) -> Option<Passage> {
        let folded = fold(self.get(start, end)?);
        Some(Passage { start, end, sha256: sha256(folded.as_bytes()) })
    }

    /// The scalar that begins at a byte, `None` inside one.
    #[must_use]
    pub fn at_byte(&self, byte: usize) -> Option<usize> {
        self.offsets.binary_search(&byte).ok()
    }
}

/// White space folded: words joined by single spaces.
#[must_use]
pub fn fold(passage: &str) -> String {
    passage.split_whitespace().collect::<Vec<_>>().join(" ")
}
