//! Characters into words and signs.

use std::ops::Range;

/// A word or sign and the bytes that it takes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    start: u32,
    end: u32,
}

impl Token {
    pub(super) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The kinds of token. What cannot be part of an expression is a token too, so
/// that the parser can say what was probably meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    And,
    At,
    Exactly,
    False,
    Has,
    If,
    Iff,
    In,
    Is,
    Least,
    Most,
    Not,
    Of,
    Or,
    True,
    /// An id that is no reserved word, perhaps all digits.
    Id,
    /// A number that is no id: with a sign or a fraction.
    Number,
    /// A word that is no id: capitals, underscores, letters beyond ASCII.
    Word,
    /// A text in quotation marks.
    Quoted,
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
    Plus,
    Implies,
    Equivalent,
    LeftParenthesis,
    RightParenthesis,
    LeftBrace,
    RightBrace,
    Comma,
    /// Signs of other languages: `==`, `&&`, `=>`, or a character without meaning.
    Foreign,
    End,
}

/// The tokens of a text, always closed by [`TokenKind::End`].
pub(super) fn lex(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let start = text.len() - rest.len();
        let (kind, length) = next(rest);
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        tokens.push(Token { kind, start: place(start), end: place(start + length) });
        if kind == TokenKind::End {
            return tokens;
        }
        rest = rest.get(length..).unwrap_or_default();
    }
}

/// Signs, the longer before those that they begin with.
const SIGNS: &[(&str, TokenKind)] = &[
    ("<->", TokenKind::Equivalent),
    ("<=>", TokenKind::Foreign),
    ("===", TokenKind::Foreign),
    ("!==", TokenKind::Foreign),
    ("->", TokenKind::Implies),
    ("!=", TokenKind::NotEqual),
    ("<=", TokenKind::AtMost),
    (">=", TokenKind::AtLeast),
    ("==", TokenKind::Foreign),
    ("=>", TokenKind::Foreign),
    ("=<", TokenKind::Foreign),
    ("<>", TokenKind::Foreign),
    ("<-", TokenKind::Foreign),
    ("&&", TokenKind::Foreign),
    ("||", TokenKind::Foreign),
    ("/\\", TokenKind::Foreign),
    ("\\/", TokenKind::Foreign),
    ("=", TokenKind::Equal),
    ("<", TokenKind::Less),
    (">", TokenKind::Greater),
    ("+", TokenKind::Plus),
    ("(", TokenKind::LeftParenthesis),
    (")", TokenKind::RightParenthesis),
    ("{", TokenKind::LeftBrace),
    ("}", TokenKind::RightBrace),
    (",", TokenKind::Comma),
];

/// The first token of a text that does not begin with space, and its length.
fn next(rest: &str) -> (TokenKind, usize) {
    let Some(first) = rest.chars().next() else { return (TokenKind::End, 0) };
    if first.is_alphanumeric() || first == '_' {
        return word(rest);
    }
    if first == '-' && rest[1..].starts_with(|next: char| next.is_ascii_digit()) {
        return (TokenKind::Number, 1 + number(&rest[1..]));
    }
    if let Some((sign, kind)) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign)) {
        return (*kind, sign.len());
    }
    if let '"' | '\'' | '\u{201C}' | '\u{2018}' | '`' = first {
        return (TokenKind::Quoted, quoted(rest, first));
    }
    (TokenKind::Foreign, first.len_utf8())
}

fn word(rest: &str) -> (TokenKind, usize) {
    let digits = number(rest);
    let length = word_length(rest);
    if digits > length {
        return (TokenKind::Number, digits);
    }
    let text = &rest[..length];
    let kind = match text {
        "and" => TokenKind::And,
        "at" => TokenKind::At,
        "exactly" => TokenKind::Exactly,
        "false" => TokenKind::False,
        "has" => TokenKind::Has,
        "if" => TokenKind::If,
        "iff" => TokenKind::Iff,
        "in" => TokenKind::In,
        "is" => TokenKind::Is,
        "least" => TokenKind::Least,
        "most" => TokenKind::Most,
        "not" => TokenKind::Not,
        "of" => TokenKind::Of,
        "or" => TokenKind::Or,
        "true" => TokenKind::True,
        _ if crate::ids::is_id(text) => TokenKind::Id,
        _ => TokenKind::Word,
    };
    (kind, length)
}

/// Letters, digits and underscores, with hyphens only between them: `a->b` is
/// `a`, `->`, `b`.
fn word_length(rest: &str) -> usize {
    let mut length = 0;
    let mut hyphens = 0;
    for character in rest.chars() {
        if character == '-' {
            hyphens += 1;
        } else if character.is_alphanumeric() || character == '_' {
            length += hyphens + character.len_utf8();
            hyphens = 0;
        } else {
            break;
        }
    }
    length
}

/// The length of digits with or without a fraction at the start of a text.
fn number(rest: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(rest);
    match rest[whole..].strip_prefix('.').map(digits) {
        Some(fraction) if whole > 0 && fraction > 0 => whole + 1 + fraction,
        _ => whole,
    }
}

/// The length of a quoted text: to the closing mark, or of the mark and the
/// word behind it.
fn quoted(rest: &str, mark: char) -> usize {
    let closing = match mark {
        '\u{201C}' => '\u{201D}',
        '\u{2018}' => '\u{2019}',
        other => other,
    };
    let inner = &rest[mark.len_utf8()..];
    match inner.char_indices().take(MAX_QUOTED).find(|(_, character)| *character == closing) {
        Some((length, _)) => mark.len_utf8() + length + closing.len_utf8(),
        None => mark.len_utf8() + word_length(inner),
    }
}

/// Quoted texts have no more characters, so that unpaired marks do not cost a
/// search of the whole text each.
const MAX_QUOTED: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        lex(text).into_iter().map(|token| &text[token.range()]).collect()
    }

    fn kinds(text: &str) -> Vec<TokenKind> {
        lex(text).into_iter().map(|token| token.kind).collect()
    }

    #[test]
    fn hyphens_belong_to_words_only_between_letters_and_digits() {
        assert_eq!(texts("a->b"), ["a", "->", "b", ""]);
        assert_eq!(texts("a-b->c-1"), ["a-b", "->", "c-1", ""]);
        assert_eq!(texts("a<->b"), ["a", "<->", "b", ""]);
        assert_eq!(texts("a--b"), ["a--b", ""]);
        assert_eq!(texts("a- b"), ["a", "-", "b", ""]);
        assert_eq!(texts("a>-5"), ["a", ">", "-5", ""]);
    }

    #[test]
    fn numbers_with_sign_or_fraction_are_numbers_and_bare_digits_are_ids() {
        use TokenKind::{End, Id, Number};
        assert_eq!(kinds("5 5.25 -5 -0.5 5-a 2020-10"), [Id, Number, Number, Number, Id, Id, End]);
        assert_eq!(texts("5. 5.5.5"), ["5", ".", "5.5", ".", "5", ""]);
    }

    #[test]
    fn every_reserved_word_has_its_own_kind() {
        let mut seen = Vec::new();
        for word in crate::ids::RESERVED {
            let kind = kinds(word)[0];
            assert!(!matches!(kind, TokenKind::Id | TokenKind::Word) && !seen.contains(&kind), "{word}");
            seen.push(kind);
        }
    }

    #[test]
    fn quoted_texts_and_unpaired_marks() {
        assert_eq!(texts("a = 'one year' or"), ["a", "=", "'one year'", "or", ""]);
        assert_eq!(texts("\u{201C}x\u{201D}"), ["\u{201C}x\u{201D}", ""]);
        assert_eq!(texts("'one or b"), ["'one", "or", "b", ""]);
    }
}
