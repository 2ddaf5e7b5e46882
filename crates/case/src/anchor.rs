//! Anchors: where a passage stands in a text, and the hash of what it says.
//!
//! A citation holds no text, only where the passage stands and the SHA-256 of
//! its text with white space folded, so anyone who holds the document can check
//! it. Where the passage is not at its place (the document was converted anew,
//! or the offsets were counted otherwise), it may still be elsewhere; a hash
//! cannot be searched for, so candidates of about the same extent are hashed
//! until one matches or the budget is spent.

use crate::hash::sha256;

/// Hashes tried for one passage that is not at its place.
const MAX_TRIES: usize = 200_000;

/// How far from its place a passage is looked for at every single character.
const NEAR: usize = 2_000;

/// By how many words a passage may differ from what stands at its place.
const WORDS_MORE_OR_LESS: usize = 3;

/// White space folded: words joined by single spaces.
#[must_use]
pub fn fold(passage: &str) -> String {
    passage.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The hash that an anchor carries: SHA-256 of the folded passage.
#[must_use]
pub fn passage_hash(passage: &str) -> String {
    sha256(fold(passage).as_bytes())
}

/// A text that is addressed by Unicode scalars.
#[derive(Clone, Debug)]
pub struct ScalarText<'t> {
    text: &'t str,
    /// The byte at which each scalar starts, and the end of the text.
    offsets: Vec<usize>,
    /// First and one-past-last scalar of each word.
    words: Vec<(usize, usize)>,
}

impl<'t> ScalarText<'t> {
    /// Counts the scalars and words of a text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        offsets.push(text.len());
        let mut words = Vec::new();
        let mut open = None;
        for (at, character) in text.chars().chain([' ']).enumerate() {
            match (open, character.is_whitespace()) {
                (None, false) => open = Some(at),
                (Some(start), true) => {
                    words.push((start, at));
                    open = None;
                }
                _ => {}
            }
        }
        Self { text, offsets, words }
    }

    /// The text itself.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// How many scalars the text has.
    #[must_use]
    pub fn scalars(&self) -> usize {
        self.offsets.len() - 1
    }

    /// The scalar that starts at or holds this byte; the end of the text for any byte beyond.
    #[must_use]
    pub fn scalar_at(&self, byte: usize) -> usize {
        match self.offsets.binary_search(&byte) {
            Ok(scalar) => scalar,
            Err(next) => next.saturating_sub(1).min(self.scalars()),
        }
    }

    /// The byte at which a scalar starts; the end of the text one past the last.
    #[must_use]
    pub fn byte_at(&self, scalar: usize) -> Option<usize> {
        self.offsets.get(scalar).copied()
    }

    /// Whether the passage `start..end` has this hash.
    #[must_use]
    pub fn holds(&self, start: usize, end: usize, hash: &str) -> bool {
        self.passage(start, end).is_some_and(|passage| passage_hash(passage) == hash)
    }

    /// The passage from scalar `start` to before scalar `end`; none where it is not in the text.
    #[must_use]
    pub fn passage(&self, start: usize, end: usize) -> Option<&'t str> {
        let (from, to) = (*self.offsets.get(start)?, *self.offsets.get(end)?);
        self.text.get(from..to)
    }

    /// Where a passage of about the extent `start..end` with this hash stands:
    /// first near its place at every character, then everywhere at whole words;
    /// each outwards, so that what is found is the nearest.
    #[must_use]
    pub fn nearest(&self, start: usize, end: usize, hash: &str) -> Option<(usize, usize)> {
        let length = end.checked_sub(start)?;
        let mut tries = MAX_TRIES;
        let mut matches = |from: usize, to: usize| {
            tries = tries.checked_sub(1)?;
            let passage = self.passage(from, to).unwrap_or_default();
            Some(passage_hash(passage) == hash)
        };
        let last = self.scalars().checked_sub(length);
        let near = last.into_iter().flat_map(|last| outwards(start.min(last), last + 1).take(2 * NEAR));
        for from in near {
            if matches(from, from + length)? {
                return Some((from, from + length));
            }
        }
        let first = self.words.partition_point(|(_, word_end)| *word_end <= start);
        let count = self.words.iter().skip(first).take_while(|(word, _)| *word < end).count();
        let counts = count.saturating_sub(WORDS_MORE_OR_LESS).max(1)..=count + WORDS_MORE_OR_LESS;
        for word in outwards(first.min(self.words.len().saturating_sub(1)), self.words.len()) {
            for count in counts.clone() {
                let Some((_, to)) = self.words.get(word + count - 1) else { continue };
                let from = self.words[word].0;
                if matches(from, *to)? {
                    return Some((from, *to));
                }
            }
        }
        None
    }
}

/// `0..end` by distance from `from`.
fn outwards(from: usize, end: usize) -> impl Iterator<Item = usize> {
    let steps = from.max(end.saturating_sub(from)) + 1;
    let both = move |step: usize| {
        let above = from.checked_add(step).filter(|at| *at < end);
        let below = (step > 0).then(|| from.checked_sub(step)).flatten().filter(|at| *at < end);
        [above, below]
    };
    (0..steps).flat_map(both).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outwards_visits_everything_once_by_distance() {
        assert_eq!(outwards(2, 6).collect::<Vec<_>>(), [2, 3, 1, 4, 0, 5]);
        assert_eq!(outwards(0, 3).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(outwards(2, 3).collect::<Vec<_>>(), [2, 1, 0]);
        assert_eq!(outwards(0, 0).count(), 0);
    }

    #[test]
    fn finds_a_passage_elsewhere_and_with_other_spacing() {
        let document = ScalarText::new("é one two\nthree four. One two  three five.");
        let hash = |text: &str| sha256(text.as_bytes());
        assert_eq!(document.passage(2, 15).map(fold).as_deref(), Some("one two three"));
        assert_eq!(document.nearest(3, 16, &hash("one two three")), Some((2, 15)));
        assert_eq!(document.nearest(0, 4, &hash("One two three five.")), Some((22, 42)));
        assert_eq!(document.nearest(0, 4, &hash("six")), None);
        assert_eq!(document.nearest(1_000, 1_003, &hash("two")), Some((26, 29)));
        assert_eq!(ScalarText::new("").nearest(0, 3, &hash("a")), None);
    }

    #[test]
    fn long_documents_are_searched_within_bounds() {
        let text = "word ".repeat(300_000);
        assert_eq!(ScalarText::new(&text).nearest(10, 200, &sha256(b"nothing like it")), None);
    }
}
