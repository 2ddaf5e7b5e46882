//! What people write who know another language, and what it is called in ours.

use std::borrow::Cow;

use super::lexer::TokenKind;
use crate::ids::{did_you_mean, is_id};

/// Where in a condition a word stands, which decides what it may mean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    /// Where a condition begins.
    Operand,
    /// Behind a complete condition.
    Connective,
    /// Behind an issue.
    Comparison,
    /// Behind `at`.
    Quantity,
}

type Slip = (&'static str, TokenKind, &'static str);

const OPERANDS: &[Slip] = &[
    ("!", TokenKind::Not, "not"),
    ("~", TokenKind::Not, "not"),
    ("\u{AC}", TokenKind::Not, "not"),
    ("not", TokenKind::Not, "not"),
    ("true", TokenKind::True, "true"),
    ("false", TokenKind::False, "false"),
];

const CONNECTIVES: &[Slip] = &[
    ("&&", TokenKind::And, "and"),
    ("&", TokenKind::And, "and"),
    ("/\\", TokenKind::And, "and"),
    ("\u{2227}", TokenKind::And, "and"),
    ("and", TokenKind::And, "and"),
    ("but", TokenKind::And, "and"),
    ("||", TokenKind::Or, "or"),
    ("|", TokenKind::Or, "or"),
    ("\\/", TokenKind::Or, "or"),
    ("\u{2228}", TokenKind::Or, "or"),
    ("or", TokenKind::Or, "or"),
    ("=>", TokenKind::Implies, "->"),
    ("\u{2192}", TokenKind::Implies, "->"),
    ("\u{21D2}", TokenKind::Implies, "->"),
    ("implies", TokenKind::Implies, "->"),
    ("then", TokenKind::Implies, "->"),
    ("<=>", TokenKind::Equivalent, "<->"),
    ("\u{2194}", TokenKind::Equivalent, "<->"),
    ("\u{21D4}", TokenKind::Equivalent, "<->"),
];

const COMPARISONS: &[Slip] = &[
    ("==", TokenKind::Equal, "="),
    ("===", TokenKind::Equal, "="),
    (":", TokenKind::Equal, "="),
    ("equals", TokenKind::Equal, "="),
    ("<>", TokenKind::NotEqual, "!="),
    ("!==", TokenKind::NotEqual, "!="),
    ("\u{2260}", TokenKind::NotEqual, "!="),
    ("=<", TokenKind::AtMost, "<="),
    ("\u{2264}", TokenKind::AtMost, "<="),
    ("=>", TokenKind::AtLeast, ">="),
    ("\u{2265}", TokenKind::AtLeast, ">="),
    ("\u{2208}", TokenKind::In, "in"),
    ("in", TokenKind::In, "in"),
    ("contains", TokenKind::Has, "has"),
    ("includes", TokenKind::Has, "has"),
    ("has", TokenKind::Has, "has"),
    ("is", TokenKind::Is, "is"),
];

const QUANTITIES: &[Slip] = &[("least", TokenKind::Least, "least"), ("most", TokenKind::Most, "most")];

/// What a foreign sign or unknown word stands for at a position, and how that
/// is written. Words are recognised in capitals; behind a condition or an
/// issue, where no id can stand, also with a letter wrong.
pub(super) fn meant(word: &str, position: Position) -> Option<(TokenKind, &'static str)> {
    if advice(word).is_some() {
        return None;
    }
    let slips = match position {
        Position::Operand => OPERANDS,
        Position::Connective => CONNECTIVES,
        Position::Comparison => COMPARISONS,
        Position::Quantity => QUANTITIES,
    };
    let named = |name: &str| slips.iter().find(|(slip, ..)| *slip == name).map(|slip| (slip.1, slip.2));
    // A short word, or there is nothing to be near to.
    let folded = if word.len() <= 16 { word.to_lowercase() } else { return None };
    if position == Position::Operand && word.chars().any(char::is_lowercase) {
        // `not` in capitals; an id otherwise.
        return None;
    }
    named(&folded).or_else(|| {
        let words = slips.iter().map(|(slip, ..)| *slip).filter(|slip| slip.chars().all(char::is_alphabetic));
        let nearest = (word.len() > 2 && position != Position::Operand).then(|| did_you_mean(word, words))?;
        named(nearest?)
    })
}

/// What to write for a sign or word that has no one word in the language.
pub(super) fn advice(word: &str) -> Option<&'static str> {
    Some(match word {
        "xor" | "XOR" | "^" => "for one of two conditions but not both write `exactly 1 of (a, b)`",
        "unless" => "for `a unless b` write `not b -> a`",
        "<-" => "for `a <- b` write `b -> a`",
        "-" | "*" | "/" => "only `+` joins numbers; move what is subtracted to the other side",
        "[" | "]" => "conditions are grouped by parentheses, `(` and `)`",
        ";" => "join conditions with `and` or `or`",
        _ => return None,
    })
}

/// The id that a word of other spelling was probably meant to be.
pub(super) fn as_id(word: &str) -> Option<String> {
    let spelled: String = word
        .to_lowercase()
        .chars()
        .map(|character| if character == '_' || character == ' ' { '-' } else { character })
        .collect();
    let groups: Vec<&str> = spelled.split('-').filter(|group| !group.is_empty()).collect();
    let id = groups.join("-");
    (id.len() <= MAX_SHOWN && is_id(&id)).then_some(id)
}

const MAX_SHOWN: usize = 60;

/// A word as messages show it: cut when long.
pub(super) fn shown(word: &str) -> Cow<'_, str> {
    match word.char_indices().nth(MAX_SHOWN) {
        Some((at, _)) => Cow::Owned(format!("{}...", &word[..at])),
        None => Cow::Borrowed(word),
    }
}
