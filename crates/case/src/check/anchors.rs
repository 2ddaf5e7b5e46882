//! Verifies citations against the documents that they point into.
//!
//! A citation holds no text, only where the passage stands and the SHA-256 of
//! its text with white space folded, so anyone who holds the document can check
//! it. Where the passage is not at its place (the document was converted anew,
//! or the offsets were counted otherwise), it may still be elsewhere; a hash
//! cannot be searched for, so candidates of about the same extent are hashed
//! until one matches or the budget is spent.

use std::collections::BTreeMap;

use detente_syntax::diagnostic::Diagnostic;

use crate::codes;
use crate::hash::sha256;
use crate::model::{Case, Citation, Source};
use crate::read::findings::Findings;

/// Hashes tried for one passage that is not at its place.
const MAX_TRIES: usize = 200_000;

/// How far from its place a passage is looked for at every single character.
const NEAR: usize = 2_000;

/// By how many words a passage may differ from what stands at its place.
const WORDS_MORE_OR_LESS: usize = 3;

/// The documents at hand.
pub trait Documents {
    /// The document whose bytes have this SHA-256 (lower-case hexadecimal),
    /// whatever its name.
    fn with_hash(&self, sha256: &str) -> Option<Vec<u8>>;

    /// A local copy by its path relative to the case, for sources that name one.
    fn at(&self, path: &str) -> Option<Vec<u8>>;
}

/// Checks every anchor whose document is at hand, and says which are not.
#[must_use]
pub fn anchors(case: &Case, documents: &dyn Documents) -> Vec<Diagnostic> {
    let findings = Findings::new();
    let mut by_source: BTreeMap<usize, Vec<&Citation>> = BTreeMap::new();
    for citation in &case.citations {
        by_source.entry(citation.source).or_default().push(citation);
    }
    for (source, citations) in by_source {
        let source = &case.sources[source];
        let Some(bytes) = found(documents, source) else {
            findings.warning(|| not_found(source, citations.len()));
            continue;
        };
        let Ok(text) = std::str::from_utf8(&bytes) else {
            findings.error(|| {
                let message = format!("the document of `{}` is not UTF-8 text", source.id);
                Diagnostic::error(codes::DOCUMENT_NOT_TEXT, source.span, message)
            });
            continue;
        };
        let text = Document::new(text);
        citations.into_iter().for_each(|citation| verify(&findings, &text, citation));
    }
    findings.finish()
}

fn found(documents: &dyn Documents, source: &Source) -> Option<Vec<u8>> {
    match (&source.sha256, &source.file) {
        (Some(hash), file) => documents.with_hash(hash).or_else(|| {
            let bytes = documents.at(file.as_deref()?)?;
            (sha256(&bytes) == *hash).then_some(bytes)
        }),
        (None, Some(file)) => documents.at(file),
        (None, None) => None,
    }
}

fn not_found(source: &Source, citations: usize) -> Diagnostic {
    let anchors = if citations == 1 { "1 anchor is".to_owned() } else { format!("{citations} anchors are") };
    let message = format!("the document of `{}` is not at hand", source.id);
    let diagnostic = Diagnostic::warning(codes::DOCUMENT_NOT_FOUND, source.span, message)
        .note(format!("{anchors} not verified"));
    match &source.sha256 {
        Some(hash) => diagnostic.note(format!("looked for a file with SHA-256 {hash}, under any name")),
        None => diagnostic.help("give the source `sha256`, so that its document is found under any name"),
    }
}

fn verify(findings: &Findings, document: &Document<'_>, citation: &Citation) {
    let (Some(start), Some(end), Some(hash)) = (citation.start, citation.end, &citation.sha256) else {
        return;
    };
    if document.passage(start, end).is_some_and(|passage| sha256(fold(passage).as_bytes()) == *hash) {
        return;
    }
    findings.error(|| {
        let message = format!("the passage of `{}` is not at its place", citation.id);
        let diagnostic = Diagnostic::error(codes::ANCHOR_MISMATCH, citation.span, message)
            .label(format!("{start} to {end}"));
        let diagnostic = if end > document.scalars() {
            diagnostic.note(format!("the document has {} characters", document.scalars()))
        } else {
            diagnostic
        };
        match document.search(start, end, hash) {
            Some((start, end)) => {
                diagnostic.help(format!("the nearest place where it stands is start = {start}, end = {end}"))
            }
            None => diagnostic.help("it was not found elsewhere in the document; anchor it anew"),
        }
    });
}

/// White space folded: words joined by single spaces.
fn fold(passage: &str) -> String {
    passage.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text that is addressed by Unicode scalars.
struct Document<'t> {
    text: &'t str,
    /// The byte at which each scalar starts, and the end of the text.
    offsets: Vec<usize>,
    /// First and one-past-last scalar of each word.
    words: Vec<(usize, usize)>,
}

impl<'t> Document<'t> {
    fn new(text: &'t str) -> Self {
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

    fn scalars(&self) -> usize {
        self.offsets.len() - 1
    }

    fn passage(&self, start: usize, end: usize) -> Option<&'t str> {
        let (from, to) = (*self.offsets.get(start)?, *self.offsets.get(end)?);
        self.text.get(from..to)
    }

    /// Where a passage of about the extent `start..end` with this hash stands:
    /// first near its place at every character, then everywhere at whole words;
    /// each outwards, so that what is found is the nearest.
    fn search(&self, start: usize, end: usize, hash: &str) -> Option<(usize, usize)> {
        let length = end - start;
        let mut tries = MAX_TRIES;
        let mut matches = |from: usize, to: usize| {
            tries = tries.checked_sub(1)?;
            let passage = self.passage(from, to).unwrap_or_default();
            Some(sha256(fold(passage).as_bytes()) == hash)
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
        let document = Document::new("é one two\nthree four. One two  three five.");
        let hash = |text: &str| sha256(text.as_bytes());
        assert_eq!(document.passage(2, 15).map(fold).as_deref(), Some("one two three"));
        assert_eq!(document.search(3, 16, &hash("one two three")), Some((2, 15)));
        assert_eq!(document.search(0, 4, &hash("One two three five.")), Some((22, 42)));
        assert_eq!(document.search(0, 4, &hash("six")), None);
        assert_eq!(document.search(1_000, 1_003, &hash("two")), Some((26, 29)));
        assert_eq!(Document::new("").search(0, 3, &hash("a")), None);
    }

    #[test]
    fn long_documents_are_searched_within_bounds() {
        let text = "word ".repeat(300_000);
        assert_eq!(Document::new(&text).search(10, 200, &sha256(b"nothing like it")), None);
    }
}
