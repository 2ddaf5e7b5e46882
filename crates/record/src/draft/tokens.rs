//! Words and marks of a text, with their places in Unicode scalars.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with apostrophes and the points of an abbreviation inside.
    Word,
    /// Begins with a digit.
    Number,
    /// Any other character that is no white space.
    Mark,
}

/// One word or mark.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Its first scalar.
    pub(super) start: usize,
    /// One past its last scalar.
    pub(super) end: usize,
    /// What it is.
    pub(super) kind: Kind,
    /// As written, with straight apostrophes and without the possessive ending.
    pub(super) word: String,
    /// The same in lower case.
    pub(super) lower: String,
    /// Whether it ended in `'s` or `s'`.
    pub(super) possessive: bool,
    /// Whether a capital begins it.
    pub(super) capital: bool,
    /// Line breaks between it and the token before.
    pub(super) breaks: usize,
}

impl Token {
    /// Whether it is this mark.
    pub(super) fn is(&self, mark: char) -> bool {
        self.kind == Kind::Mark && self.word.starts_with(mark)
    }

    /// Whether it is a quotation mark of any kind but the apostrophe.
    pub(super) fn is_quote(&self) -> bool {
        self.kind == Kind::Mark && matches!(self.word.chars().next(), Some('"' | '“' | '”' | '«' | '»' | '„'))
    }
}

/// Cuts a text into tokens.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let characters: Vec<char> = text.chars().collect();
    let at = |index: usize| characters.get(index).copied().unwrap_or('\0');
    let mut tokens = Vec::new();
    let mut index = 0;
    let mut breaks = 0;
    let mut fresh = true;
    while index < characters.len() {
        let here = at(index);
        if here.is_whitespace() || here == '\u{feff}' || here == '\u{200b}' {
            breaks += usize::from(here == '\n');
            fresh |= here == '\n';
            index += 1;
            continue;
        }
        // The mark of a quoted line is none of its words.
        if here == '>' && fresh {
            index += 1;
            continue;
        }
        fresh = false;
        let start = index;
        let kind = if here.is_ascii_digit() {
            index = number(&at, index);
            Kind::Number
        } else if here.is_alphabetic() {
            index = word(&at, index);
            Kind::Word
        } else {
            index += 1;
            Kind::Mark
        };
        let written: String = characters[start..index].iter().collect();
        tokens.push(token(start, index, kind, &written, std::mem::take(&mut breaks)));
    }
    tokens
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ')
}

fn word(at: &impl Fn(usize) -> char, start: usize) -> usize {
    let mut index = start;
    loop {
        let here = at(index);
        let inner = is_apostrophe(here) || here == '\u{ad}';
        if here.is_alphanumeric() || (inner && at(index + 1).is_alphabetic()) {
            index += 1;
        } else if here == '.' && is_initial(at, index) {
            // "U.S." and "i.e.": single letters, each with its point.
            index += 1;
        } else {
            return index;
        }
    }
}

/// Whether the point at `index` belongs to an abbreviation of single letters.
fn is_initial(at: &impl Fn(usize) -> char, index: usize) -> bool {
    let alone = index > 0
        && at(index - 1).is_alphabetic()
        && !(index > 1 && (at(index - 2).is_alphanumeric() || is_apostrophe(at(index - 2))));
    let next = at(index + 1).is_alphabetic() && !at(index + 2).is_alphanumeric() && at(index + 2) == '.';
    let last = index > 2 && at(index - 2) == '.';
    alone && (next || last)
}

fn number(at: &impl Fn(usize) -> char, start: usize) -> usize {
    let mut index = start;
    loop {
        let here = at(index);
        let inner = matches!(here, ',' | '.') && at(index + 1).is_ascii_digit();
        if here.is_alphanumeric() || inner {
            index += 1;
        } else {
            return index;
        }
    }
}

fn token(start: usize, end: usize, kind: Kind, written: &str, breaks: usize) -> Token {
    let straight: String = written
        .chars()
        .filter(|character| *character != '\u{ad}')
        .map(|character| if is_apostrophe(character) { '\'' } else { character })
        .collect();
    let stem = straight.strip_suffix("'s").or_else(|| straight.strip_suffix("'S"));
    let possessive = stem.is_some();
    let word = stem.unwrap_or(&straight).to_owned();
    let lower = word.to_lowercase();
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    Token { start, end, kind, word, lower, possessive, capital, breaks }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_possessives_and_numbers_stay_whole() {
        let all = tokens("The U.S.-Russia pact, Biden’s 1,550 warheads “by Feb. 5”. Don't!");
        let words: Vec<_> = all.iter().map(|token| token.lower.as_str()).collect();
        assert_eq!(
            words,
            [
                "the", "u.s.", "-", "russia", "pact", ",", "biden", "1,550", "warheads", "“", "by", "feb",
                ".", "5", "”", ".", "don't", "!"
            ]
        );
        assert!(all[6].possessive);
        assert_eq!((all[7].start, all[7].end), (30, 35));
        assert_eq!(all[7].kind, Kind::Number);
    }

    #[test]
    fn a_sentence_may_end_in_a_single_letter() {
        let all = tokens("It is plan B. Then C.I.A. men.");
        let words: Vec<_> = all.iter().map(|token| token.word.as_str()).collect();
        assert_eq!(words, ["It", "is", "plan", "B", ".", "Then", "C.I.A.", "men", "."]);
    }
}
