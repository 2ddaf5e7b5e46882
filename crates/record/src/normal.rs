//! The normal form of a text, beside it: what a reader takes two printings of
//! one sentence to have in common.
//!
//! Soft hyphens and invisible characters are gone, words broken at the end of a
//! line are whole again, white space is one space, quotation marks, dashes and
//! ligatures are plain. Anchors stay in the raw text: every character of the
//! normal form knows where it came from.

use std::ops::Range;

/// A text in its normal form, with the way back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Normal {
    text: String,
    /// For each byte of `text`, the raw scalar it came from.
    raw: Vec<u32>,
}

impl Normal {
    /// The normal form of a text of at most 2³² scalars.
    #[must_use]
    pub fn of(raw: &str) -> Self {
        let mut made = Self { text: String::with_capacity(raw.len()), raw: Vec::with_capacity(raw.len()) };
        let mut rest = raw.chars();
        let mut at = 0_u32;
        let mut space: Option<u32> = None;
        while let Some(character) = rest.next() {
            if character.is_whitespace() {
                space = space.or(Some(at));
            } else if is_hyphen(character) && made.ends_in_letter(space) {
                // A soft hyphen is gone wherever it stands; a hyphen at the end
                // of a line only where the next line goes on in small letters.
                match broken(rest.as_str()) {
                    Some(skipped) => {
                        for _ in 0..skipped {
                            rest.next();
                        }
                        at = at.saturating_add(u32::try_from(skipped).unwrap_or(u32::MAX));
                    }
                    None if character == SOFT_HYPHEN => {}
                    None => made.push("-", at, &mut space),
                }
            } else if is_invisible(character) {
                // Left out.
            } else {
                match plain(character) {
                    Some(plain) => made.push(plain, at, &mut space),
                    None => made.push(character.encode_utf8(&mut [0; 4]), at, &mut space),
                }
            }
            at = at.saturating_add(1);
        }
        made
    }

    /// The normal text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a part of the normal text, in bytes, stands in the raw text, in
    /// scalars; none where the part is empty or not in the text.
    #[must_use]
    pub fn raw(&self, part: Range<usize>) -> Option<Range<usize>> {
        let last = part.end.checked_sub(1).filter(|last| *last >= part.start)?;
        let (first, last) = (*self.raw.get(part.start)?, *self.raw.get(last)?);
        Some(usize::try_from(first).ok()?..usize::try_from(last).ok()?.checked_add(1)?)
    }

    /// The part of the normal text, in bytes, that came from a part of the raw text, in scalars.
    #[must_use]
    pub fn normal(&self, part: Range<usize>) -> Range<usize> {
        let at = |scalar: usize| {
            self.raw.partition_point(|raw| usize::try_from(*raw).is_ok_and(|raw| raw < scalar))
        };
        at(part.start)..at(part.end)
    }

    fn ends_in_letter(&self, space: Option<u32>) -> bool {
        space.is_none() && self.text.chars().next_back().is_some_and(char::is_alphabetic)
    }

    fn push(&mut self, piece: &str, at: u32, space: &mut Option<u32>) {
        if let Some(blank) = space.take()
            && !self.text.is_empty()
        {
            self.text.push(' ');
            self.raw.push(blank);
        }
        self.text.push_str(piece);
        self.raw.extend(std::iter::repeat_n(at, piece.len()));
    }
}

const SOFT_HYPHEN: char = '\u{ad}';

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | SOFT_HYPHEN | '\u{2010}')
}

fn is_invisible(character: char) -> bool {
    matches!(character, SOFT_HYPHEN | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

/// How many characters end a line after a hyphen, where the word goes on after them.
fn broken(rest: &str) -> Option<usize> {
    let (mut lines, mut pages) = (0, 0);
    for (skipped, character) in rest.chars().enumerate() {
        if !character.is_whitespace() {
            return ((lines == 1 || (pages == 1 && lines <= 2)) && character.is_lowercase())
                .then_some(skipped);
        }
        lines += usize::from(character == '\n');
        // Pages stand apart by a form feed.
        pages += usize::from(character == '\u{c}');
    }
    None
}

/// How a character is written plainly, where it is written otherwise.
fn plain(character: char) -> Option<&'static str> {
    Some(match character {
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '′' | '`' | '´' => "'",
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => "\"",
        '\u{2010}'..='\u{2015}' | '−' => "-",
        '…' => "...",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_whole_and_marks_are_plain() {
        let normal =
            Normal::of("  The agree-\n  ment of the har\u{ad}bour,\u{a0}“co-\u{200b}signed”\n\non ﬁve—six.");
        assert_eq!(normal.text(), "The agreement of the harbour, \"co-signed\" on five-six.");
        assert_eq!(Normal::of("well-\nKnown and a -\nb x-\n\ny").text(), "well- Known and a - b x- y");
        assert_eq!(Normal::of("soft\u{ad}\nly").text(), "softly");
        assert_eq!(Normal::of("har-\u{c}bour, har-\n\u{c}bour").text(), "harbour, harbour");
        assert_eq!(Normal::of("har-\u{c}\u{c}bour").text(), "har- bour");
    }

    #[test]
    fn parts_lead_back_to_the_raw_text() {
        let raw = "é agree-\nment ends";
        let normal = Normal::of(raw);
        let at = normal.text().find("agreement").expect("there");
        assert_eq!(normal.raw(at..at + 9), Some(2..13));
        assert_eq!(normal.normal(2..13), at..at + 9);
        assert_eq!(normal.raw(3..3), None);
        assert_eq!(normal.raw(0..1_000), None);
    }

    proptest! {
        /// Against the definition: a word of the normal form is made of the raw
        /// characters of its place, in their order.
        #[test]
        fn every_word_comes_from_its_place(raw in "[a-zé\\-\\u{ad} \\n“”ﬁ]{0,60}") {
            let normal = Normal::of(&raw);
            let scalars: Vec<char> = raw.chars().collect();
            let mut start = 0;
            for word in normal.text().split(' ') {
                if let Some(place) = normal.raw(start..start + word.len()) {
                    let mut there = scalars[place].iter().flat_map(|each| match plain(*each) {
                        Some(plain) => plain.chars().collect(),
                        None => vec![*each],
                    });
                    for letter in word.chars() {
                        prop_assert!(there.any(|each| each == letter), "{word:?} in {raw:?}");
                    }
                }
                start += word.len() + 1;
            }
            prop_assert_eq!(Normal::of(normal.text()).text().len() <= normal.text().len(), true);
        }
    }
}
