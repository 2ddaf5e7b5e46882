//! Passages that stand in the record more than once.
//!
//! Texts are cut into passages where their own words say so, so that copies are
//! cut alike wherever they stand; passages are sketched by MinHash over shingles
//! of three words (Broder 1997), gathered by bands of their sketches (locality
//! sensitive hashing, Indyk and Motwani 1998), and every candidate is then held
//! against the texts themselves, word by word. A sketch proposes; it decides
//! nothing.

mod difference;
mod pairs;
mod sketch;

pub use difference::{Change, Difference, compare};

use std::ops::Range;

use crate::normal::Normal;
use crate::words::{Word, words};

/// The texts of a record.
pub trait Texts {
    /// How many there are.
    fn count(&self) -> usize;

    /// One of them; none where it is not at hand.
    fn text(&self, index: usize) -> Option<String>;
}

/// How much alike two passages are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Word for word the same; spacing, quotation marks and hyphens aside.
    Exact,
    /// The same but for some words.
    Near,
    /// A figure is another, or letters of words are: one of the two was copied badly.
    Garbled,
}

impl Likeness {
    /// In a word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Near => "near",
            Self::Garbled => "garbled",
        }
    }
}

/// A passage of a text, in scalars.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Index of the text.
    pub text: usize,
    /// First scalar.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// Two passages that say the same, or nearly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// The one that comes first.
    pub first: Place,
    /// The other.
    pub second: Place,
    /// How alike they are.
    pub likeness: Likeness,
    /// Words that both have, in thousandths of the words of either.
    pub shared: u32,
    /// Words of the first passage.
    pub words: usize,
    /// Where they differ.
    pub differences: Vec<Difference>,
}

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// The fewest words of a passage that is reported.
    pub words: usize,
    /// The fewest words shared, in thousandths.
    pub shared: u32,
}

impl Default for Request {
    fn default() -> Self {
        Self { words: 25, shared: 500 }
    }
}

/// Every passage that stands in the texts twice, in order of place. `stop` is
/// asked now and then; once it says yes, nothing is answered.
#[must_use]
pub fn copies(texts: &dyn Texts, request: Request, stop: &dyn Fn() -> bool) -> Option<Vec<Duplicate>> {
    let mut sketches = sketch::Sketches::default();
    for index in 0..texts.count() {
        if stop() {
            return None;
        }
        if let Some(text) = texts.text(index) {
            sketches.add(index, &text);
        }
    }
    let runs = pairs::runs(&sketches);
    drop(sketches);
    let mut found = Vec::new();
    // Runs come in order of the first text, which is read once for all of them.
    let mut held: Option<(usize, Prepared)> = None;
    let mut other: Option<(usize, Prepared)> = None;
    for run in &runs {
        if stop() {
            return None;
        }
        let first = prepared(texts, run.first.text, &mut held);
        let second = if run.second.text == run.first.text {
            None
        } else {
            Some(prepared(texts, run.second.text, &mut other))
        };
        let (Some(first), Some(second)) = (first, second.unwrap_or(first)) else { continue };
        found.extend(verified(run, first, second, request));
    }
    found.sort_by(|one, other| (&one.first, &one.second).cmp(&(&other.first, &other.second)));
    found.dedup_by(|one, other| one.first == other.first && one.second == other.second);
    Some(without_parts(found))
}

/// A text with its words.
struct Prepared {
    normal: Normal,
    words: Vec<Word>,
}

fn prepared<'h>(
    texts: &dyn Texts,
    index: usize,
    held: &'h mut Option<(usize, Prepared)>,
) -> Option<&'h Prepared> {
    if held.as_ref().is_none_or(|(there, _)| *there != index) {
        let normal = Normal::of(&texts.text(index)?);
        let words = words(&normal);
        *held = Some((index, Prepared { normal, words }));
    }
    held.as_ref().map(|(_, prepared)| prepared)
}

impl Prepared {
    fn words_of(&self, place: &Place) -> Range<usize> {
        let part = self.normal.normal(place.start..place.end);
        self.words.partition_point(|word| word.start < part.start)
            ..self.words.partition_point(|word| word.start < part.end)
    }

    fn place(&self, text: usize, words: &Range<usize>) -> Option<Place> {
        let (first, last) = (self.words.get(words.start)?, self.words.get(words.end.checked_sub(1)?)?);
        let raw = self.normal.raw(first.start..last.end)?;
        Some(Place { text, start: raw.start, end: raw.end })
    }
}

/// A run of sketched passages as the copy that it is, if it is one.
fn verified(run: &pairs::Run, first: &Prepared, second: &Prepared, request: Request) -> Option<Duplicate> {
    let same_text = run.first.text == run.second.text;
    let (mut one, mut two) = (first.words_of(&run.first), second.words_of(&run.second));
    difference::trim((&first.words, &mut one), (&second.words, &mut two));
    grow(&first.words, &mut one, &second.words, &mut two, same_text);
    if one.len().min(two.len()) < request.words || (same_text && one.end > two.start) {
        return None;
    }
    let compared = difference::of_words(
        (&first.normal, first.words.get(one.clone())?),
        (&second.normal, second.words.get(two.clone())?),
    );
    (compared.shared >= request.shared).then_some(())?;
    Some(Duplicate {
        first: first.place(run.first.text, &one)?,
        second: second.place(run.second.text, &two)?,
        likeness: compared.likeness,
        shared: compared.shared,
        words: one.len(),
        differences: compared.differences,
    })
}

/// Moves both ends outwards over words that agree, and over a few that do not
/// where several agree again behind them.
fn grow(first: &[Word], one: &mut Range<usize>, second: &[Word], two: &mut Range<usize>, same_text: bool) {
    let same = |left: Option<usize>, right: Option<usize>| {
        let words = left.and_then(|left| first.get(left)).zip(right.and_then(|right| second.get(right)));
        words.is_some_and(|(left, right)| left.hash == right.hash)
    };
    let before = |end: usize, step: usize| end.checked_sub(step + 1);
    while let Some((left, right)) =
        next(&|left, right| same(before(one.start, left), before(two.start, right)))
    {
        if same_text && two.start.saturating_sub(right) < one.end {
            break;
        }
        (one.start, two.start) = (one.start.saturating_sub(left), two.start.saturating_sub(right));
    }
    while let Some((left, right)) = next(&|left, right| same(Some(one.end + left), Some(two.end + right))) {
        if same_text && one.end + left > two.start {
            break;
        }
        (one.end, two.end) = (one.end + left, two.end + right);
    }
}

/// How many words of either side to take: one where the next two agree;
/// otherwise so many that several words after them do, the fewest first.
fn next(same: &dyn Fn(usize, usize) -> bool) -> Option<(usize, usize)> {
    const SKIPPED: usize = 4;
    const AGREE: usize = 4;
    if same(0, 0) {
        return Some((1, 1));
    }
    let steps = (1..=2 * SKIPPED).flat_map(|sum| (0..=sum).map(move |left| (left, sum - left)));
    let mut steps = steps.filter(|(left, right)| *left <= SKIPPED && *right <= SKIPPED);
    let (left, right) = steps.find(|(left, right)| (0..AGREE).all(|more| same(left + more, right + more)))?;
    Some((left + AGREE, right + AGREE))
}

/// Copies that are no part of a longer one.
fn without_parts(copies: Vec<Duplicate>) -> Vec<Duplicate> {
    let mut kept: Vec<Duplicate> = Vec::with_capacity(copies.len());
    for copy in copies {
        let inside = |outer: &Duplicate| {
            let within = |inner: &Place, outer: &Place| {
                inner.text == outer.text && inner.start >= outer.start && inner.end <= outer.end
            };
            within(&copy.first, &outer.first) && within(&copy.second, &outer.second)
        };
        // In order of place, a longer copy that holds this one began at most a few before.
        if !kept.iter().rev().take(64).any(inside) {
            kept.push(copy);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Held(Vec<String>);

    impl Texts for Held {
        fn count(&self) -> usize {
            self.0.len()
        }
        fn text(&self, index: usize) -> Option<String> {
            self.0.get(index).cloned()
        }
    }

    /// Words of no language, drawn by a seed.
    fn words(seed: u64, count: usize) -> Vec<String> {
        let syllables = ["ka", "to", "mi", "ren", "sol", "va", "bu", "pe"];
        (0..count)
            .map(|at| {
                let mut number =
                    crate::words::mixed(seed.wrapping_mul(1_000_003).wrapping_add(at as u64 + 1));
                let mut word = String::new();
                for _ in 0..3 {
                    word.push_str(syllables[(number % 8) as usize]);
                    number /= 8;
                }
                word
            })
            .collect()
    }

    fn found(texts: Vec<String>) -> Vec<Duplicate> {
        copies(&Held(texts), Request::default(), &|| false).expect("not stopped")
    }

    #[test]
    fn exact_near_and_garbled_copies_are_told_apart() {
        let passage = words(1, 120);
        let around = |seed: u64, inside: &[String]| {
            format!(
                "{}\n\n{}\n\n{}",
                words(seed, 90).join(" "),
                inside.join(" "),
                words(seed + 1, 70).join(" ")
            )
        };
        let mut near = passage.clone();
        near[40] = "another".to_owned();
        near.remove(80);
        let mut figures = passage.clone();
        figures[10] = "500".to_owned();
        let mut changed = figures.clone();
        changed[10] = "5,000".to_owned();
        let texts =
            vec![around(10, &passage), around(20, &passage), around(30, &near), words(99, 400).join(" ")];
        let copies = found(texts);
        let told: Vec<_> =
            copies.iter().map(|copy| (copy.first.text, copy.second.text, copy.likeness)).collect();
        assert!(told.contains(&(0, 1, Likeness::Exact)), "{told:?}");
        assert!(
            told.iter().any(|(_, second, likeness)| *second == 2 && *likeness == Likeness::Near),
            "{told:?}"
        );
        assert!(told.iter().all(|(first, second, _)| *first != 3 && *second != 3), "{told:?}");
        let exact = copies.iter().find(|copy| copy.likeness == Likeness::Exact).expect("one");
        assert_eq!((exact.words, exact.shared), (120, 1_000));

        let garbled = found(vec![around(40, &figures), around(50, &changed)]);
        assert_eq!(garbled.len(), 1, "{garbled:?}");
        assert_eq!(garbled[0].likeness, Likeness::Garbled);
        assert_eq!(
            garbled[0].differences,
            [Difference { change: Change::Figure, first: "500".to_owned(), second: "5,000".to_owned() }]
        );
    }

    #[test]
    fn a_passage_repeated_in_one_text_is_found_once() {
        let passage = words(5, 60).join(" ");
        let text = format!("{passage}. {}. {passage}. {}", words(6, 100).join(" "), words(7, 50).join(" "));
        let copies = found(vec![text]);
        assert_eq!(copies.len(), 1, "{copies:?}");
        assert_eq!((copies[0].first.start, copies[0].words), (0, 60));
    }
}
