//! Words of a text, as texts are compared by them.

use crate::normal::Normal;

/// A word: letters and digits with apostrophes and the marks inside numbers, in small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Where it begins in the normal form, in bytes.
    pub(crate) start: usize,
    /// Where it ends.
    pub(crate) end: usize,
    /// Hash of its letters and digits.
    pub(crate) hash: u64,
    /// Whether it holds a digit.
    pub(crate) figure: bool,
}

/// The words of a text in normal form.
pub(crate) fn words(normal: &Normal) -> Vec<Word> {
    let text = normal.text();
    let mut found = Vec::with_capacity(text.len() / 6);
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let mut hash = Hasher::new();
        let mut figure = first.is_numeric();
        hash.letter(first);
        let mut end = start + first.len_utf8();
        let mut last = first;
        while let Some(&(at, character)) = rest.peek() {
            if !character.is_alphanumeric() {
                let after = text.get(at + character.len_utf8()..).and_then(|after| after.chars().next());
                let joins = match character {
                    '\'' => last.is_alphabetic() && after.is_some_and(char::is_alphabetic),
                    '.' | ',' | '/' | ':' => {
                        last.is_ascii_digit() && after.is_some_and(|after| after.is_ascii_digit())
                    }
                    _ => false,
                };
                if !joins {
                    break;
                }
                if character != '\'' {
                    hash.letter(character);
                }
            } else {
                hash.letter(character);
                figure |= character.is_numeric();
            }
            end = at + character.len_utf8();
            last = character;
            rest.next();
        }
        found.push(Word { start, end, hash: hash.finish(), figure });
    }
    found
}

/// FNV-1a over small letters (Fowler, Noll and Vo 1991), mixed at the end: the
/// same on every machine, unlike the hashes of the standard library.
struct Hasher(u64);

impl Hasher {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn letter(&mut self, letter: char) {
        if letter.is_ascii() {
            self.byte(letter.to_ascii_lowercase());
        } else {
            letter.to_lowercase().for_each(|small| self.byte(small));
        }
    }

    fn byte(&mut self, letter: char) {
        self.0 = (self.0 ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3);
    }

    fn finish(&self) -> u64 {
        mixed(self.0)
    }
}

/// A bijection under which every bit depends on every other (the finaliser of
/// SplitMix64, Steele, Lea and Flood 2014).
pub(crate) fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_in_small_letters_and_numbers_are_whole() {
        let normal = Normal::of("It’s ÜBER 1,550 of 12.5%, isn't it: v2");
        let found = words(&normal);
        let shown: Vec<_> = found.iter().map(|word| &normal.text()[word.start..word.end]).collect();
        assert_eq!(shown, ["It's", "ÜBER", "1,550", "of", "12.5", "isn't", "it", "v2"]);
        let figures: Vec<_> = found.iter().map(|word| word.figure).collect();
        assert_eq!(figures, [false, false, true, false, true, false, false, true]);
        let other = Normal::of("its über");
        let other = words(&other);
        assert_eq!((other[0].hash, other[1].hash), (found[0].hash, found[1].hash));
    }
}
