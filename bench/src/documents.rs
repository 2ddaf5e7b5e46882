//! Documents of made-up words, for the scale that the record promises.
//!
//! Words follow a power law, as those of languages do. One document in twenty
//! repeats a passage of an earlier one, half of these with a figure changed, so
//! that there is something to find.

use crate::draw::Draw;

/// Different words.
const VOCABULARY: usize = 60_000;
/// Words of a passage that is repeated.
const REPEATED: usize = 200;
/// Passages that can be repeated.
const POOL: usize = 64;

/// A stream of documents that depends on its seed alone.
#[derive(Debug)]
pub struct Documents {
    draw: Draw,
    words: Vec<String>,
    pool: Vec<String>,
}

impl Documents {
    /// The documents of `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { draw: Draw::new(seed), words: (0..VOCABULARY).map(word).collect(), pool: Vec::new() }
    }

    /// The next document, of at least so many bytes.
    pub fn next(&mut self, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes + 4_096);
        self.sentence(&mut text);
        text.push_str("\n\nBy Ann Writer\n\nJune 20, 2024\n\n");
        let repeats = self.draw.below(20) == 0 && !self.pool.is_empty();
        let at = self.draw.below(bytes.max(1));
        let mut repeated = !repeats;
        while text.len() < bytes {
            if !repeated && text.len() >= at {
                let which = self.draw.below(self.pool.len());
                let passage = self.pool[which].clone();
                let passage =
                    if self.draw.below(2) == 0 { passage } else { passage.replacen(" 40 ", " 400 ", 1) };
                text.push_str(&passage);
                text.push_str("\n\n");
                repeated = true;
            }
            let from = text.len();
            for _ in 0..self.draw.between(3, 8) {
                self.sentence(&mut text);
            }
            if self.pool.len() < POOL && text[from..].split(' ').count() >= REPEATED / 4 {
                self.pool.push(format!("{} 40 {}", text[from..].trim(), self.words[7]));
            }
            text.push_str("\n\n");
        }
        text
    }

    fn sentence(&mut self, text: &mut String) {
        for at in 0..self.draw.between(8, 24) {
            if at > 0 {
                text.push(' ');
            }
            // The product of two uniform draws favours small numbers, as a power law does.
            let (one, other) = (self.draw.below(VOCABULARY), self.draw.below(VOCABULARY));
            text.push_str(&self.words[one * other / VOCABULARY * (one + 1) / VOCABULARY]);
        }
        text.push_str(". ");
    }
}

fn word(number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ka", "to", "mi", "ren", "sol", "va", "bu", "pe", "lin", "dor", "gy", "ha", "zu", "fe", "ost", "ri"];
    let mut word = String::new();
    let mut left = number + 1;
    while left > 0 {
        word.push_str(SYLLABLES[left % 16]);
        left /= 16;
    }
    word
}
