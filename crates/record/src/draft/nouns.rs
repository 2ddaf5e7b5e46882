//! Verbs that are nouns or adjectives where they stand: "the offer", "Russian
//! demands", "the proposed treaty".

use super::grammar::{is_auxiliary, is_preposition};
use super::names::Form;
use super::speech::Page;
use super::subjects::is_passed;
use super::tokens::Kind;

/// "the offer", "Russian demands": the form of a verb that is a noun here.
pub(super) fn is_noun_here(page: &Page<'_>, at: usize) -> bool {
    let Some(token) = page.tokens.get(at) else { return false };
    // "unified demands or", but "demands that" and "offers a".
    let third = token.lower.ends_with('s') && !token.lower.ends_with("ss");
    let object = page.tokens.get(at + 1).is_some_and(|next| {
        next.capital
            || next.is_quote()
            || matches!(
                next.lower.as_str(),
                "that"
                    | "to"
                    | "the"
                    | "a"
                    | "an"
                    | "its"
                    | "his"
                    | "her"
                    | "their"
                    | "all"
                    | "any"
                    | "no"
                    | "not"
                    | "such"
                    | "on"
                    | "upon"
                    | "it"
                    | "them"
                    | "this"
                    | "these"
                    | "further"
                    | "for"
                    | "early"
                    | "in"
                    | "out"
                    | "down"
                    | "new"
                    | "full"
                    | "both"
                    | "more"
            )
    });
    let for_noun =
        matches!(token.lower.as_str(), "demands" | "offers" | "promises" | "pledges" | "requests" | "calls")
            && page.tokens.get(at + 1).is_some_and(|next| next.lower == "for")
            && token.lower != "calls";
    if third && (!object || for_noun) && is_both(&token.lower) {
        return true;
    }
    if token.lower.ends_with("ed") || token.lower.ends_with("ing") && !follows_determiner(page, at) {
        return false;
    }
    follows_determiner(page, at)
        || is_bare_noun(page, at)
        || (token.capital && at > 0 && page.tokens.get(at - 1).is_some_and(|before| before.capital))
}

/// Whether a form without an ending stands where no such verb can: behind a
/// preposition ("despite promises"), or behind a singular with nothing that
/// helps it ("the missiles pledge covers").
fn is_bare_noun(page: &Page<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| page.tokens.get(before)) else { return false };
    if before.kind != Kind::Word || before.lower == "to" {
        return false;
    }
    let word = page.tokens.get(at).map_or("", |token| token.lower.as_str());
    if is_preposition(&before.lower) {
        return true;
    }
    let ending =
        word.ends_with("ed") || word.ends_with("ing") || (word.ends_with('s') && !word.ends_with("ss"));
    let free = matches!(
        before.lower.as_str(),
        "we" | "they"
            | "i"
            | "you"
            | "few"
            | "many"
            | "some"
            | "most"
            | "several"
            | "others"
            | "none"
            | "also"
            | "and"
            | "or"
            | "but"
            | "who"
            | "which"
            | "that"
            | "not"
            | "never"
            | "people"
            | "then"
    ) || before.lower.ends_with('s')
        || is_auxiliary(&before.lower)
        || is_passed(before)
        || page.mention_before(at).is_some();
    !ending && !free && page.rules.forms.is_base(word)
}

/// Forms that are a verb and the plural of a noun.
fn is_both(word: &str) -> bool {
    matches!(
        word,
        "demands"
            | "offers"
            | "promises"
            | "pledges"
            | "requests"
            | "calls"
            | "blocks"
            | "vetoes"
            | "tables"
            | "floats"
            | "refuses"
            | "signals"
            | "hints"
    )
}

fn follows_determiner(page: &Page<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| page.tokens.get(before)) else { return false };
    let determiner = matches!(
        before.lower.as_str(),
        "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "its"
            | "his"
            | "her"
            | "their"
            | "our"
            | "your"
            | "my"
            | "no"
            | "any"
            | "these"
            | "those"
            | "of"
            | "key"
            | "new"
            | "first"
            | "second"
            | "third"
            | "fourth"
            | "fifth"
            | "final"
            | "last"
            | "security"
            | "just"
            | "such"
            | "some"
            | "better"
            | "on"
            | "for"
            | "with"
            | "into"
            | "under"
    );
    let adjective = page.mention_before(at).is_some_and(|mention| mention.form == Form::Adjective);
    let dotted =
        before.lower == "u.s." && page.tokens.get(at).is_some_and(|token| !token.lower.ends_with('s'));
    determiner || before.possessive || adjective || dotted
}

/// "the proposed agreement".
pub(super) fn is_adjective_here(page: &Page<'_>, at: usize) -> bool {
    let Some(token) = page.tokens.get(at) else { return false };
    let mut before = at;
    while before > 0 && page.tokens.get(before - 1).is_some_and(|token| token.lower.ends_with("ly")) {
        before -= 1;
    }
    token.lower.ends_with("ed")
        && follows_determiner(page, before)
        && page.tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Word)
        && !page
            .tokens
            .get(at.saturating_sub(1))
            .is_some_and(|before| matches!(before.lower.as_str(), "that"))
        && !page.mention_before(at).is_some_and(|mention| {
            let possessive = page.tokens.get(mention.end - 1).is_some_and(|token| token.possessive);
            mention.form == Form::Name && !possessive
        })
}
