//! Quotes found in texts, and anchors made of them.

use detente_case::anchor::{ScalarText, passage_hash};

use crate::normal::Normal;

/// What a shipped case says of a passage: where it stands and its hash, never
/// its words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor {
    /// First scalar of the passage in the text of its source.
    pub start: usize,
    /// One past its last scalar.
    pub end: usize,
    /// SHA-256 of the passage with white space folded.
    pub sha256: String,
}

/// The words of a passage and what stands around them, for the local cache.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quote {
    /// The passage as it stands in the raw text.
    pub exact: String,
    /// What stands right before it.
    pub prefix: String,
    /// What stands right after it.
    pub suffix: String,
}

/// Characters of context that are kept on each side.
pub const CONTEXT: usize = 60;

/// The most places of one quote that are listed.
pub const PLACES: usize = 100;

/// A text made ready for finding many quotes in it.
#[derive(Clone, Debug)]
pub struct Quotable<'t> {
    scalars: ScalarText<'t>,
    normal: Normal,
}

impl<'t> Quotable<'t> {
    /// Makes a text ready.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { scalars: ScalarText::new(text), normal: Normal::of(text) }
    }

    /// The text by scalars.
    #[must_use]
    pub fn scalars(&self) -> &ScalarText<'t> {
        &self.scalars
    }

    /// The normal form of the text.
    #[must_use]
    pub fn normal(&self) -> &Normal {
        &self.normal
    }

    /// The places of a quote, first and one-past-last scalar, at most
    /// [`PLACES`]: those where it stands letter by letter, and where there is
    /// none of those, those where it stands in normal form.
    #[must_use]
    pub fn places(&self, quote: &str) -> Vec<(usize, usize)> {
        let quote = quote.trim();
        if quote.is_empty() {
            return Vec::new();
        }
        let text = self.scalars.text();
        let length = quote.chars().count();
        let exact: Vec<_> = text
            .match_indices(quote)
            .map(|(at, _)| self.scalars.scalar_at(at))
            .map(|start| (start, start + length))
            .take(PLACES)
            .collect();
        if !exact.is_empty() {
            return exact;
        }
        let quote = Normal::of(quote);
        let (text, quote) = (self.normal.text(), quote.text());
        if quote.is_empty() {
            return Vec::new();
        }
        let places = text.match_indices(quote).filter_map(|(at, _)| self.normal.raw(at..at + quote.len()));
        places.map(|place| (place.start, place.end)).take(PLACES).collect()
    }

    /// The anchor of a passage; none where it is not in the text or holds no words.
    #[must_use]
    pub fn anchor(&self, start: usize, end: usize) -> Option<Anchor> {
        let passage = self.scalars.passage(start, end)?;
        (!passage.trim().is_empty()).then(|| Anchor { start, end, sha256: passage_hash(passage) })
    }

    /// The words of a passage with what stands around them; none where it is not in the text.
    #[must_use]
    pub fn quote(&self, start: usize, end: usize) -> Option<Quote> {
        let passage = |from, to| self.scalars.passage(from, to).map(str::to_owned);
        let last = self.scalars.scalars();
        Some(Quote {
            exact: passage(start, end)?,
            prefix: passage(start.saturating_sub(CONTEXT), start)?,
            suffix: passage(end, end.saturating_add(CONTEXT).min(last))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_exact_first_and_then_normal() {
        let text = "It said \u{201c}no deal\u{201d}. It said no deal. The agree-\nment held.";
        let quotable = Quotable::new(text);
        assert_eq!(quotable.places("It said no deal"), [(19, 34)]);
        assert_eq!(quotable.places("  no deal "), [(9, 16), (27, 34)]);
        assert_eq!(quotable.places("said \"no deal\""), [(3, 17)]);
        assert_eq!(quotable.places("agreement"), [(40, 51)]);
        assert!(quotable.places("not there").is_empty() && quotable.places(" \u{ad}").is_empty());
    }

    #[test]
    fn anchors_hold_no_words_and_verify() {
        let quotable = Quotable::new("é One  two\nthree.");
        let anchor = quotable.anchor(2, 16).expect("there");
        assert!(quotable.scalars().holds(2, 16, &anchor.sha256));
        assert_eq!(anchor.sha256, detente_case::hash::sha256(b"One two three"));
        let quote = quotable.quote(2, 16).expect("there");
        assert_eq!(
            (quote.prefix.as_str(), quote.exact.as_str(), quote.suffix.as_str()),
            ("é ", "One  two\nthree", ".")
        );
        assert_eq!(quotable.anchor(5, 6).map(|anchor| anchor.start), None, "white space alone");
        assert_eq!(quotable.anchor(5, 600), None);
    }
}
