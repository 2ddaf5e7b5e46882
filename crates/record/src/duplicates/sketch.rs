//! Passages and their sketches.

use crate::normal::Normal;
use crate::words::{mixed, words};

use super::Place;

/// Words of a shingle.
const SHINGLE: usize = 3;
/// A passage ends after a word whose hash is divisible by this.
const DIVISOR: u64 = 32;
/// Fewest and most words of a passage, except at the end of a text.
const FEWEST: usize = 16;
const MOST: usize = 120;
/// Fewest words of a passage at the end of a text that is sketched.
const REMAINDER: usize = 8;
/// Least hashes that are kept, in bands of so many: two passages that share half
/// of their shingles meet in some band 19 times in 20.
pub(super) const BANDS: usize = 20;
const ROWS: usize = 3;

/// The sketches of all passages, side by side.
#[derive(Debug, Default)]
pub(super) struct Sketches {
    places: Vec<(u32, u32, u32)>,
    /// Hash of all words, for passages that are the same.
    whole: Vec<u64>,
    /// One hash a band, [`BANDS`] a passage.
    bands: Vec<u32>,
}

impl Sketches {
    pub(super) fn add(&mut self, text: usize, raw: &str) {
        let Ok(text) = u32::try_from(text) else { return };
        let normal = Normal::of(raw);
        let words = words(&normal);
        let mut start = 0;
        for (at, word) in words.iter().enumerate() {
            let length = at + 1 - start;
            let ends = (length >= FEWEST && word.hash % DIVISOR == 0) || length >= MOST;
            let last = at + 1 == words.len();
            if !ends && !last {
                continue;
            }
            let passage = words.get(start..=at).unwrap_or_default();
            start = at + 1;
            if passage.len() < REMAINDER {
                continue;
            }
            let (Some(first), Some(end)) = (passage.first(), passage.last()) else { continue };
            let Some(place) = normal.raw(first.start..end.end) else { continue };
            let (Ok(from), Ok(to)) = (u32::try_from(place.start), u32::try_from(place.end)) else { continue };
            let hashes: Vec<u64> = passage.iter().map(|word| word.hash).collect();
            self.places.push((text, from, to));
            self.whole.push(hashes.iter().fold(0, |whole, hash| mixed(whole ^ hash)));
            self.bands.extend(bands(&hashes));
        }
    }

    pub(super) fn count(&self) -> usize {
        self.places.len()
    }

    pub(super) fn place(&self, passage: u32) -> Option<Place> {
        let (text, start, end) = *self.places.get(passage as usize)?;
        Some(Place { text: text as usize, start: start as usize, end: end as usize })
    }

    pub(super) fn whole(&self) -> &[u64] {
        &self.whole
    }

    /// The hash of one band of a passage.
    pub(super) fn band(&self, passage: u32, band: usize) -> u32 {
        self.bands.get(passage as usize * BANDS + band).copied().unwrap_or_default()
    }
}

/// The bands of a passage: of each hash function the least value over its
/// shingles, [`ROWS`] of them hashed together.
fn bands(words: &[u64]) -> [u32; BANDS] {
    let mut least = [u32::MAX; BANDS * ROWS];
    for shingle in words.windows(SHINGLE.min(words.len()).max(1)) {
        let shingle = shingle.iter().fold(0, |hash, word| mixed(hash ^ word));
        for (function, least) in least.iter_mut().enumerate() {
            // One multiplication a function: the multiplier is odd, the high half is taken.
            let multiplier = mixed(function as u64 + 1) | 1;
            *least = (*least).min((shingle.wrapping_mul(multiplier) >> 32) as u32);
        }
    }
    std::array::from_fn(|band| {
        let rows = least.iter().skip(band * ROWS).take(ROWS);
        rows.fold(0_u64, |hash, row| mixed(hash ^ u64::from(*row))) as u32
    })
}
