//! Whether a word of reporting reports: it is a verb, not denied, asked or made
//! to depend on something, and words stand behind it that are told.

use super::grammar::{is_be, is_modal, is_one, verb_group};
use super::speech::{Page, phrase_start};
use super::tokens::{Kind, Token};

/// Whether the word at `at` is used as a verb by which its subject says
/// something, as far as its neighbours tell.
pub(super) fn reports(page: &Page<'_>, at: usize, floor: usize) -> bool {
    let Some(token) = page.tokens.get(at) else { return false };
    let before = at.checked_sub(1).and_then(|before| page.tokens.get(before));
    let noun = before.is_some_and(|token| {
        token.possessive
            || is_modal(&token.lower)
            || matches!(
                token.lower.as_str(),
                "the"
                    | "a"
                    | "an"
                    | "this"
                    | "that"
                    | "of"
                    | "to"
                    | "in"
                    | "no"
                    | "its"
                    | "their"
                    | "his"
                    | "her"
                    | "my"
                    | "our"
                    | "for"
                    | "any"
                    | "by"
                    | "or"
                    | "not"
            )
    });
    let to = page.tokens.get(at + 1).is_some_and(|token| token.lower == "to");
    if noun || token.capital || (to && !token.lower.starts_with("point")) {
        return false;
    }
    // "had been told": not whoever speaks. "would say": nobody has said it.
    let group = verb_group(page, at, floor);
    if group.passive || group.negated || group.modal.is_some() || in_condition(page, at, floor) {
        return false;
    }
    // "the vote recount", "would Congress say": without an ending only behind "we", "they" or a plural.
    let ending = token.lower.ends_with('s') || token.lower.ends_with("ed") || token.lower.ends_with("ing");
    let irregular =
        matches!(token.lower.as_str(), "said" | "told" | "wrote" | "written" | "spoke" | "thought" | "saw");
    let bare = !ending && !irregular && page.rules.forms.is_base(&token.lower);
    let plural = || {
        let at = group.start.checked_sub(1).filter(|before| *before >= floor);
        at.and_then(|before| page.tokens.get(before)).is_some_and(|token| {
            (token.lower.ends_with('s') && !token.possessive && token.lower.len() > 2)
                || matches!(
                    token.lower.as_str(),
                    "i" | "we" | "they" | "you" | "who" | "people" | "media" | "men"
                )
                || token.is(',')
                || token.is_quote()
        })
    };
    if bare && group.start == at && !plural() {
        return false;
    }
    opens_speech(page, at)
}

/// Whether a verb that takes a plain object too has words behind it that are
/// told: "that", a quotation, or a subject with a verb.
fn opens_speech(page: &Page<'_>, at: usize) -> bool {
    let Some((_, end)) = page.rules.objects.longest(page.tokens, at) else { return true };
    let quote = |at: usize| page.tokens.get(at).is_some_and(Token::is_quote);
    let mark = |at: usize| page.tokens.get(at).is_none_or(|token| token.kind == Kind::Mark && !token.is('$'));
    let before = at
        .checked_sub(1)
        .is_some_and(|before| quote(before) || page.tokens.get(before).is_some_and(|token| token.is(',')));
    let colon = page.tokens.get(end).is_some_and(|token| token.is(':')) && quote(end + 1);
    let that =
        (end..end + 6).take_while(|at| !mark(*at) || page.tokens.get(*at).is_some_and(|token| token.is('.')));
    let mut that = that.filter(|at| is_one(page, *at, &["that"]));
    let pronoun = is_one(page, end, &["it", "he", "she", "they", "we", "there"]);
    let named = page.mention_at(end + usize::from(is_one(page, end, &["the"]))).is_some_and(|mention| {
        let next = mention.end;
        is_be(page, next)
            || is_one(page, next, &["has", "had", "have", "did", "does", "will", "would", "could"])
            || page.tokens.get(next).is_some_and(|token| !token.capital && token.lower.ends_with("ed"))
            || page.tokens.get(next).is_some_and(|token| token.lower.ends_with("ly") && !token.capital)
    });
    // "..., he noted." and "he noted on Monday."
    let behind = mark(end) && !page.tokens.get(end).is_some_and(|token| token.is(':'));
    // "...,” the Gazette noted on Monday".
    let subject = phrase_start(page, at, at.saturating_sub(12));
    let placed = is_one(page, end, &["on", "in", "at", "to", "during", "later"])
        && (subject.saturating_sub(2)..subject).any(quote);
    placed
        || quote(end)
        || colon
        || that.next().is_some()
        || pronoun
        || named
        || behind
        || (before && !is_one(page, end, &["the", "a"]))
}

/// Whether the words of a condition stand before a verb with no comma between:
/// "if Spain insisted".
fn in_condition(page: &Page<'_>, verb: usize, floor: usize) -> bool {
    let low = floor.max(verb.saturating_sub(10));
    (low..verb)
        .rev()
        .take_while(|at| !page.tokens.get(*at).is_some_and(|token| token.is(',') || token.lower == "then"))
        .any(|at| {
            let clause = |(marker, _): &(usize, usize)| {
                page.rules.markers.get(*marker).is_some_and(|marker| marker.clause)
            };
            is_one(page, at, &["whether"]) || page.marker_at(at).filter(clause).is_some()
        })
}
