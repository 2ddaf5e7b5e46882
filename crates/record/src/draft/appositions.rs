//! A name and an office side by side: "the foreign minister of Spain, Ana Kole".

use std::ops::Range;

use super::people::{People, Speaker};
use super::speech::{Page, phrase_end, phrase_start};
use super::tokens::{Kind, Token};

/// Whether a word of an office stands in a noun phrase.
fn names_office(page: &Page<'_>, phrase: Range<usize>) -> bool {
    page.tokens
        .get(phrase)
        .unwrap_or_default()
        .iter()
        .any(|token| page.rules.words.offices.contains(&token.lower))
}

/// Capitalised words and nothing else: a name.
fn is_name(page: &Page<'_>, phrase: Range<usize>) -> bool {
    let words = page.tokens.get(phrase).unwrap_or_default();
    let joins = |token: &Token| {
        token.is('.') || token.is('-') || matches!(token.lower.as_str(), "al" | "bin" | "de" | "van" | "von")
    };
    (1..=6).contains(&words.len())
        && words.iter().all(|token| (token.kind == Kind::Word && token.capital) || joins(token))
        && words.iter().any(|token| token.capital)
}

/// Most tokens of either half of an apposition.
const APPOSED: usize = 14;

/// A name and an office that stand side by side.
pub(super) struct Apposition {
    /// Both.
    pub(super) whole: Range<usize>,
    /// The name.
    pub(super) name: Range<usize>,
}

/// An apposition of two noun phrases with a comma between them.
fn apposition(page: &Page<'_>, first: Range<usize>, second: Range<usize>) -> Option<Apposition> {
    let whole = first.start..second.end;
    if names_office(page, first.clone()) && is_name(page, second.clone()) {
        return Some(Apposition { whole, name: second });
    }
    (is_name(page, first.clone()) && names_office(page, second)).then_some(Apposition { whole, name: first })
}

/// "The foreign minister of Spain, Ana Kole," or "Ana Kole, the foreign minister
/// of Spain," before a verb at `end`.
pub(super) fn apposed_before(page: &Page<'_>, end: usize, floor: usize) -> Option<Apposition> {
    let comma = |at: usize| page.tokens.get(at).is_some_and(|token| token.is(','));
    let closing = end.checked_sub(1).filter(|at| *at > floor && comma(*at))?;
    let opening = (closing.saturating_sub(APPOSED).max(floor)..closing).rev().find(|at| comma(*at))?;
    let start = phrase_start(page, opening, floor.max(opening.saturating_sub(APPOSED)));
    apposition(page, start..opening, opening + 1..closing)
}

/// Whoever is named from `start` on, with what stands in apposition: "said Ana
/// Kole, the foreign minister of Spain"; and where the name ends.
pub(super) fn named_from(
    page: &Page<'_>,
    people: &mut People,
    start: usize,
    ceiling: usize,
) -> (Option<Speaker>, Range<usize>) {
    let end = phrase_end(page, start, ceiling);
    if end > start && end < ceiling && page.tokens.get(end).is_some_and(|token| token.is(',')) {
        let more = end + 1..phrase_end(page, end + 1, ceiling.min(end + 1 + APPOSED));
        if let Some(phrase) = apposition(page, start..end, more) {
            return (Some(people.identify_apposed(page, &phrase)), phrase.whole);
        }
    }
    (people.identify(page, start..end), start..end)
}
