//! What is searched for, and the passage of a text that answers it best.
//!
//! Which texts to look at is the business of an index outside; here stands what
//! both must agree on: the words of a text and of a query.

use std::collections::BTreeMap;

use crate::normal::Normal;

/// Words around which a passage is chosen.
const WINDOW: usize = 40;
/// The most words of a query.
const MOST: usize = 64;

/// A query: words of which any may occur, and phrases that must.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Every word, those of phrases too, in small letters, without repetition.
    pub words: Vec<String>,
    /// What stood between quotation marks, in normal form and small letters.
    pub phrases: Vec<String>,
}

/// A passage that answers a query, in scalars of the raw text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// First scalar.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Words of the query in it, each counted once.
    pub matched: usize,
}

impl Query {
    /// Reads a query such as `ceiling "deployed warheads"`.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let normal = Normal::of(text);
        let parts: Vec<&str> = normal.text().split('"').collect();
        let closed = parts.len() % 2 == 1;
        let mut query = Self::default();
        for (at, part) in parts.iter().enumerate() {
            let quoted = at % 2 == 1 && (closed || at + 1 < parts.len());
            let phrase = part.trim().to_lowercase();
            if quoted && !phrase.is_empty() {
                query.phrases.push(phrase);
            }
            for (_, _, word) in tokens(part) {
                if !query.words.contains(&word) && query.words.len() < MOST {
                    query.words.push(word);
                }
            }
        }
        query
    }

    /// The best passage of a text: the window of forty words with most of the
    /// query's words, rarer ones counting more; none where the text has none of
    /// them or lacks a phrase.
    #[must_use]
    pub fn passage(&self, text: &Normal) -> Option<Passage> {
        let small = text.text().to_lowercase();
        if !self.phrases.iter().all(|phrase| small.contains(phrase.as_str())) {
            return None;
        }
        let index: BTreeMap<&str, usize> =
            self.words.iter().enumerate().map(|(at, word)| (word.as_str(), at)).collect();
        // Which word of the query stands where: its number among the words of the text, and its bytes.
        let mut hits: Vec<(usize, usize, usize, usize)> = Vec::new();
        let mut counts = vec![0_usize; self.words.len()];
        for (number, (start, end, word)) in tokens(text.text()).enumerate() {
            if let Some(&which) = index.get(word.as_str()) {
                hits.push((number, which, start, end));
                if let Some(count) = counts.get_mut(which) {
                    *count += 1;
                }
            }
        }
        // A word that stands a thousand times says less of its place than one that stands once.
        let weight = |which: usize| 64 - u64::from(counts.get(which).copied().unwrap_or(1).max(1).ilog2());
        let mut inside = vec![0_usize; self.words.len()];
        let (mut from, mut score, mut matched) = (0, 0_u64, 0_usize);
        let mut best: Option<(u64, usize, usize, usize)> = None;
        for (at, hit) in hits.iter().enumerate() {
            if let Some(count) = inside.get_mut(hit.1) {
                *count += 1;
                if *count == 1 {
                    score += weight(hit.1);
                    matched += 1;
                }
            }
            while let Some(first) = hits.get(from).filter(|first| hit.0 - first.0 >= WINDOW) {
                if let Some(count) = inside.get_mut(first.1) {
                    *count -= 1;
                    if *count == 0 {
                        score -= weight(first.1);
                        matched -= 1;
                    }
                }
                from += 1;
            }
            if best.is_none_or(|(most, ..)| score > most) {
                best = Some((score, from, at, matched));
            }
        }
        let (_, from, to, matched) = best?;
        let (first, last) = (hits.get(from)?, hits.get(to)?);
        let part = around(text.text(), first.2, last.3);
        let raw = text.raw(part.0..part.1)?;
        Some(Passage { start: raw.start, end: raw.end, matched })
    }
}

/// Some words more on each side, so that a hit can be read.
fn around(text: &str, start: usize, end: usize) -> (usize, usize) {
    const MORE: usize = 8;
    let before = text.get(..start).unwrap_or_default();
    let from = before.rmatch_indices(' ').nth(MORE).map_or(0, |(at, _)| at + 1);
    let after = text.get(end..).unwrap_or_default();
    let to = after.match_indices(' ').nth(MORE).map_or(text.len(), |(at, _)| end + at);
    (from, to)
}

/// The words of a text: runs of letters and digits, in small letters, with
/// their bytes. The index must cut words the same way.
pub fn tokens(text: &str) -> impl Iterator<Item = (usize, usize, String)> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = rest.find(|(_, character)| character.is_alphanumeric())?;
        let mut end = start + first.len_utf8();
        while let Some((at, character)) = rest.next_if(|(_, character)| character.is_alphanumeric()) {
            end = at + character.len_utf8();
        }
        Some((start, end, text.get(start..end).unwrap_or_default().to_lowercase()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_words_and_phrases() {
        let query = Query::read("Ceiling “deployed  warheads” ceiling \"open");
        assert_eq!(query.words, ["ceiling", "deployed", "warheads", "open"]);
        assert_eq!(query.phrases, ["deployed warheads"]);
        assert_eq!(Query::read(" . "), Query::default());
    }

    #[test]
    fn the_passage_with_most_words_is_found_in_the_raw_text() {
        let filler = "word ".repeat(100);
        let raw = format!("é The ceiling. {filler}the ceil-\ning of war\u{ad}heads. {filler}");
        let normal = Normal::of(&raw);
        let passage = Query::read("ceiling warheads").passage(&normal).expect("found");
        let scalars: Vec<char> = raw.chars().collect();
        let words: String = scalars[passage.start..passage.end].iter().collect();
        assert!(words.contains("ceil-\ning of war\u{ad}heads."), "{words}");
        assert_eq!(passage.matched, 2);
        assert_eq!(
            Query::read("\"ceiling of warheads\" the").passage(&normal).map(|found| found.matched),
            Some(4)
        );
        assert_eq!(Query::read("\"ceiling warheads\"").passage(&normal), None);
        assert_eq!(Query::read("nothing").passage(&normal), None);
    }
}
