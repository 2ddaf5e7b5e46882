//! Words of a text, as texts are compared by them.

use crate::normal::Normal;

/// A word: letters and digits with apostrophes and the marks inside numbers, in
/// small letters. The minus, the currency and the percent sign of a number are
/// of it, wherever they stand beside it.
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
    let mut before = None;
    while let Some((start, mut first)) = rest.next() {
        let signs = Signs::ahead(before, text.get(start..).unwrap_or_default());
        before = Some(first);
        let mut end = start + first.len_utf8();
        if let Some(signs) = &signs {
            while let Some((at, digit)) = rest.next_if(|(at, _)| *at <= start + signs.length) {
                (first, end) = (digit, at + digit.len_utf8());
            }
        }
        if !first.is_alphanumeric() {
            continue;
        }
        let mut hash = Hasher::new();
        let mut figure = first.is_numeric();
        hash.letter(first);
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
        let mut signs = signs.unwrap_or_default();
        if last.is_numeric()
            && let Some(length) = signs.behind(text.get(end..).unwrap_or_default())
        {
            end += length;
            while rest.next_if(|(at, _)| *at < end).is_some() {}
        }
        // After the digits, on whichever side they stood.
        [signs.minus, signs.currency, signs.share].into_iter().flatten().for_each(|sign| hash.letter(sign));
        before = text.get(..end).and_then(|text| text.chars().next_back());
        found.push(Word { start, end, hash: hash.finish(), figure });
    }
    found
}

/// The signs of a number.
#[derive(Default)]
struct Signs {
    minus: Option<char>,
    currency: Option<char>,
    share: Option<char>,
    /// Bytes before the first digit.
    length: usize,
}

impl Signs {
    /// Those that stand before a number; none where no number follows. A hyphen
    /// after a letter or a digit is no minus (`F-16`, `10-15`).
    fn ahead(before: Option<char>, text: &str) -> Option<Self> {
        let apart = before.is_none_or(|before| before.is_whitespace() || "([\"'/".contains(before));
        let mut signs = Self::default();
        let mut blank = false;
        for (at, character) in text.char_indices().take(4) {
            if character.is_numeric() {
                signs.length = at;
                return (at > 0).then_some(signs);
            } else if character == '-' && signs.minus.is_none() && !blank && (apart || at > 0) {
                signs.minus = Some(character);
            } else if is_currency(character) && signs.currency.is_none() {
                signs.currency = Some(character);
            } else if character == ' ' && signs.currency.is_some() && !blank {
                blank = true;
            } else {
                return None;
            }
        }
        None
    }

    /// Takes the sign that stands behind a number, after a space or without; how many bytes it takes.
    fn behind(&mut self, text: &str) -> Option<usize> {
        let blank = usize::from(text.starts_with(' '));
        let mut rest = text.get(blank..)?.chars();
        let sign = rest.next()?;
        if matches!(sign, '%' | '‰') {
            self.share = Some(sign);
        } else if is_currency(sign) && self.currency.is_none() {
            // Before another number it is of that one.
            let next = rest.as_str().trim_start_matches(' ').chars().next();
            if next.is_some_and(char::is_numeric) {
                return None;
            }
            self.currency = Some(sign);
        } else {
            return None;
        }
        Some(blank + sign.len_utf8())
    }
}

fn is_currency(character: char) -> bool {
    matches!(character, '$' | '¢' | '£' | '¤' | '¥' | '\u{20a0}'..='\u{20cf}')
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
        assert_eq!(shown, ["It's", "ÜBER", "1,550", "of", "12.5%", "isn't", "it", "v2"]);
        let figures: Vec<_> = found.iter().map(|word| word.figure).collect();
        assert_eq!(figures, [false, false, true, false, true, false, false, true]);
        let other = Normal::of("its über");
        let other = words(&other);
        assert_eq!((other[0].hash, other[1].hash), (found[0].hash, found[1].hash));
    }

    #[test]
    fn signs_are_of_their_numbers() {
        let normal = Normal::of("US$40 or 40 €, (−5) 10–15 F-16 -$3 5 % $ 7 8 £9 cost-free $ x");
        let found = words(&normal);
        let shown: Vec<_> = found.iter().map(|word| &normal.text()[word.start..word.end]).collect();
        assert_eq!(
            shown,
            [
                "US", "$40", "or", "40 €", "-5", "10", "15", "F", "16", "-$3", "5 %", "$ 7", "8", "£9",
                "cost", "free", "x"
            ]
        );
        let hash = |text: &str| words(&Normal::of(text))[0].hash;
        assert_eq!(hash("40 €"), hash("€40"));
        assert_eq!(hash("5%"), hash("5 %"));
        for other in ["€40", "40", "-$40", "40%"] {
            assert_ne!(hash("$40"), hash(other), "{other}");
        }
    }
}
