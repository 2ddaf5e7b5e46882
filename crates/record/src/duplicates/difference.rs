//! In which words two passages differ.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Likeness;
use crate::normal::Normal;
use crate::words::{Word, words};

/// What kind of difference it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A number is another.
    Figure,
    /// A word is written otherwise by a letter or two.
    Spelling,
    /// Other words.
    Words,
}

impl Change {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Spelling => "spelling",
            Self::Words => "words",
        }
    }
}

/// Words of one passage, and what stands in their place in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What kind.
    pub change: Change,
    /// In the first passage; empty where the second has words more.
    pub first: String,
    /// In the second.
    pub second: String,
}

/// The comparison of two passages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Compared {
    pub(super) likeness: Likeness,
    pub(super) shared: u32,
    pub(super) differences: Vec<Difference>,
}

/// How alike two texts are, in thousandths of their words, and where they differ.
#[must_use]
pub fn compare(first: &str, second: &str) -> (Likeness, u32, Vec<Difference>) {
    let (first, second) = (Normal::of(first), Normal::of(second));
    let (one, two) = (words(&first), words(&second));
    let compared = of_words((&first, &one), (&second, &two));
    (compared.likeness, compared.shared, compared.differences)
}

pub(super) fn of_words(first: (&Normal, &[Word]), second: (&Normal, &[Word])) -> Compared {
    let hashes = |words: &[Word]| words.iter().map(|word| word.hash).collect::<Vec<_>>();
    let (one, two) = (hashes(first.1), hashes(second.1));
    let mut same = 0_usize;
    let mut differences = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &one, &two) {
        if let DiffOp::Equal { len, .. } = operation {
            same += len;
            continue;
        }
        let (old, new) = (operation.old_range(), operation.new_range());
        let (old, new) = (first.1.get(old).unwrap_or_default(), second.1.get(new).unwrap_or_default());
        if old.len() == new.len() {
            // Word against word: each is told for itself.
            for (old, new) in old.iter().zip(new) {
                let (old, new) = (std::slice::from_ref(old), std::slice::from_ref(new));
                differences.push(difference((first.0, old), (second.0, new)));
            }
        } else {
            differences.push(difference((first.0, old), (second.0, new)));
        }
    }
    let all = one.len() + two.len();
    let shared = (2_000 * same).checked_div(all).and_then(|share| u32::try_from(share).ok()).unwrap_or(1_000);
    let figures = differences.iter().any(|each| each.change == Change::Figure);
    let spellings = differences.iter().filter(|each| each.change == Change::Spelling).count();
    let likeness = match differences.len() {
        0 => Likeness::Exact,
        // One word spelled otherwise may be an edition; a tenth of the differences is a bad copy.
        count if figures || (spellings >= 3 && spellings * 4 >= count) => Likeness::Garbled,
        _ => Likeness::Near,
    };
    Compared { likeness, shared, differences }
}

/// Moves the ends of two ranges of words inwards to where the first and the last
/// few words agree: passages are cut by their own words, not where a copy begins.
pub(super) fn trim(first: (&[Word], &mut Range<usize>), second: (&[Word], &mut Range<usize>)) {
    const AGREE: usize = 3;
    let hashes = |words: &[Word], range: &Range<usize>| {
        words.get(range.clone()).unwrap_or_default().iter().map(|word| word.hash).collect::<Vec<_>>()
    };
    let (one, two) = (hashes(first.0, first.1), hashes(second.0, second.1));
    let operations = capture_diff_slices(Algorithm::Myers, &one, &two);
    let mut agreeing =
        operations.iter().filter(|each| matches!(each, DiffOp::Equal { len, .. } if *len >= AGREE));
    let Some(start) = agreeing.next() else {
        // Nothing to hold on to: the two are no copies.
        (first.1.end, second.1.end) = (first.1.start, second.1.start);
        return;
    };
    let end = agreeing.next_back().unwrap_or(start);
    *first.1 = first.1.start + start.old_range().start..first.1.start + end.old_range().end;
    *second.1 = second.1.start + start.new_range().start..second.1.start + end.new_range().end;
}

fn difference(first: (&Normal, &[Word]), second: (&Normal, &[Word])) -> Difference {
    let text = |(normal, words): (&Normal, &[Word])| {
        let part = words.first().zip(words.last()).map(|(first, last)| first.start..last.end);
        part.and_then(|part| normal.text().get(part)).unwrap_or_default().to_owned()
    };
    let figures =
        |words: &[Word]| words.iter().filter(|word| word.figure).map(|word| word.hash).collect::<Vec<_>>();
    let (old, new) = (figures(first.1), figures(second.1));
    let (first_text, second_text) = (text(first), text(second));
    let change = if old != new && !first.1.is_empty() && !second.1.is_empty() {
        Change::Figure
    } else if first.1.len() == 1 && second.1.len() == 1 && alike(&first_text, &second_text) {
        Change::Spelling
    } else {
        Change::Words
    };
    Difference { change, first: first_text, second: second_text }
}

/// Whether two words of four letters or more differ by a third of their letters at most.
fn alike(one: &str, other: &str) -> bool {
    let letters = |word: &str| word.chars().flat_map(char::to_lowercase).take(40).collect::<Vec<_>>();
    let (one, other) = (letters(one), letters(other));
    let longest = one.len().max(other.len());
    longest >= 4 && distance(&one, &other) * 3 <= longest
}

/// Insertions, deletions and substitutions between two words (Levenshtein 1966).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut diagonal = std::mem::replace(row.first_mut().unwrap_or(&mut 0), at + 1);
        let mut left = at + 1;
        for (cell, against) in row.iter_mut().skip(1).zip(other) {
            let best = (diagonal + usize::from(letter != against)).min(*cell + 1).min(left + 1);
            diagonal = std::mem::replace(cell, best);
            left = best;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_told_by_kind() {
        let (likeness, shared, differences) = compare(
            "The ceiling is 1,550 warheads, for the others.",
            "The celling is 1,500 warheads for all others",
        );
        assert_eq!((likeness, shared), (Likeness::Garbled, 625));
        let told: Vec<_> =
            differences.iter().map(|each| (each.change, each.first.as_str(), each.second.as_str())).collect();
        assert_eq!(
            told,
            [
                (Change::Spelling, "ceiling", "celling"),
                (Change::Figure, "1,550", "1,500"),
                (Change::Words, "the", "all")
            ]
        );
        assert_eq!(compare("One two.", "one  “two”").0, Likeness::Exact);
        for (one, other) in [("tolls of $40 each", "tolls of €40 each"), ("a cut of 5%", "a cut of 5")] {
            let (likeness, _, differences) = compare(one, other);
            assert_eq!((likeness, differences[0].change), (Likeness::Garbled, Change::Figure));
        }
        let (likeness, _, differences) = compare("one two three", "one three");
        assert_eq!((likeness, differences[0].second.as_str()), (Likeness::Near, ""));
    }

    #[test]
    fn distance_is_that_of_the_definition() {
        let letters = |word: &str| word.chars().collect::<Vec<_>>();
        assert_eq!(distance(&letters("kitten"), &letters("sitting")), 3);
        assert_eq!(distance(&letters(""), &letters("abc")), 3);
        assert_eq!(distance(&letters("abc"), &letters("")), 3);
    }
}
