//! Clauses: the parts of a sentence that each can be a statement.

use std::ops::Range;

use super::appositions::apposed_before;
use super::conditions::begins_with_condition;
use super::grammar::{acts_as_verb, before_remark, is_adverb, is_be, is_one, verb_group};
use super::rules::CueKind;
use super::speech::{Page, Quote, Told, is_remark_on, quotes_of};
use super::tokens::{Kind, Token};

/// Shorter parts stay with the part before.
const SHORTEST: usize = 4;

/// Cuts a sentence where somebody else begins to speak and where a new finite
/// clause begins.
pub(super) fn clauses(
    page: &Page<'_>,
    sentence: Range<usize>,
    told: &[&Told],
    quotes: &[Quote],
) -> Vec<Range<usize>> {
    let mut cuts: Vec<usize> = Vec::new();
    for at in sentence.start + 1..sentence.end {
        let Some(token) = page.tokens.get(at) else { break };
        if opens_clause(page, at, sentence.start, sentence.end) {
            cuts.push(at);
        } else if token.is(';') || is_dash(page, at) {
            cuts.push(at + 1);
        }
    }
    let near = sentence.start.saturating_sub(2)..sentence.end + 2;
    for quote in quotes_of(quotes, &near).iter().filter(|quote| quote.tokens.len() >= 6) {
        let inner = |at: usize| at > sentence.start && at < sentence.end;
        let begins = quote.tokens.start.saturating_sub(1);
        let after_verb = begins
            .checked_sub(1)
            .and_then(|at| page.tokens.get(at))
            .is_some_and(|token| token.kind == Kind::Word && token.lower != "that");
        cuts.extend(Some(begins).filter(|at| inner(*at) && !after_verb));
        cuts.extend(Some(quote.tokens.end + 1).filter(|at| inner(*at)));
    }
    for told in told.iter().filter(|told| !told.quoted) {
        let inside = |at: &usize| *at > sentence.start && *at < sentence.end;
        let cue = told.by.clone().any(|at| {
            page.rules
                .cue_index
                .at(page.tokens, at)
                .any(|(cue, _)| page.rules.cues.get(cue).is_some_and(|cue| cue.kind == CueKind::Verb))
        });
        if told.by.start > told.tokens.start && told.by.end < told.tokens.end {
            continue;
        }
        if told.by.start >= told.tokens.end || told.by.start > told.tokens.start {
            // Behind the words: "..., he said".
            let ends = told.by.end >= sentence.end.saturating_sub(1)
                || page.tokens.get(told.by.end).is_some_and(Token::is_quote);
            let quoted =
                told.by.start.checked_sub(1).and_then(|at| page.tokens.get(at)).is_some_and(Token::is_quote);
            cuts.extend(Some(told.by.start).filter(|at| inside(at) && (ends || quoted)));
            cuts.extend(Some(told.by.end).filter(|at| inside(at) && quoted));
        } else if !cue {
            cuts.extend(Some(told.tokens.start).filter(inside));
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut start = sentence.start;
    for cut in cuts.into_iter().chain([sentence.end]) {
        if cut <= start {
            continue;
        }
        let words = |range: &Range<usize>| {
            page.tokens
                .get(range.clone())
                .map_or(0, |all| all.iter().filter(|token| token.kind != Kind::Mark).count())
        };
        let part = start..cut;
        match parts.last_mut() {
            Some(before) if words(&part) < SHORTEST && words(before) >= SHORTEST => before.end = cut,
            // "..., but only if", "— provided that", "; in return,": a condition stays with what hangs on it.
            Some(before)
                if words(before) >= SHORTEST && begins_with_condition(page, part.start, part.end) =>
            {
                before.end = cut;
            }
            _ => parts.push(part),
        }
        start = cut;
    }
    parts
}

fn is_dash(page: &Page<'_>, at: usize) -> bool {
    let Some(token) = page.tokens.get(at) else { return false };
    let apart = |one: Option<&Token>, other: Option<&Token>| {
        one.zip(other).is_some_and(|(one, other)| one.end < other.start)
    };
    let spaced = apart(page.tokens.get(at - 1), Some(token)) && apart(Some(token), page.tokens.get(at + 1));
    token.is('—') || ((token.is('–') || token.is('-')) && spaced)
}

/// Whether a new clause begins at `at`: after "but", after ", while", after
/// ", and" where a subject and a cue follow.
fn opens_clause(page: &Page<'_>, at: usize, start: usize, end: usize) -> bool {
    let Some(token) = page.tokens.get(at) else { return false };
    let before = page.tokens.get(at - 1);
    let comma = before.is_some_and(|token| token.is(','));
    match token.lower.as_str() {
        "yet" if is_one(page, at + 1, &["to"]) => false,
        "but" | "yet" | "whereas" => has_cue(page, at + 1..end),
        "while" | "although" | "though" | "nor" | "so" | "after" | "which" | "who" | "where" | "adding"
        | "saying" => comma,
        "and" => {
            let after = page.mentions_in(&(at + 1..page.tokens.len()));
            let subject = after.first().is_some_and(|mention| mention.start <= at + 3)
                || page.tokens.get(at + 1).is_some_and(|next| {
                    page.rules.words.actors.contains(&next.lower) && !next.lower.ends_with("ly")
                });
            comma && subject && has_cue(page, at + 1..end.min(at + 12)) || joins_verbs(page, at, start)
        }
        "or" => joins_verbs(page, at, start),
        "a" | "an" | "the" => comma && is_remark_on(page, at),
        "proposed" | "rejected" | "agreed" | "refused" | "demanded" | "offered" | "pledged" | "accepted" => {
            // "Ana Kole, the minister of Spain, offered": whoever offers stands before the comma.
            comma && apposed_before(page, at, start).is_none()
        }
        // "The plan, refused by Spain, was accepted": the sentence goes on.
        _ => {
            comma
                && (is_be(page, at) || is_one(page, at, &["has", "had", "have"]) || acts_as_verb(page, at))
                && has_cue(page, at..end.min(at + 4))
                && before_remark(page, at - 1, start).is_some_and(|opened| has_cue(page, opened..at))
        }
    }
}

/// Whether "and" joins a second verb with an ending to a first: "proposed by
/// Spain and refused by Italy".
fn joins_verbs(page: &Page<'_>, and: usize, start: usize) -> bool {
    let verb = (and + 1..and + 4).find(|at| {
        !page.tokens.get(*at).is_some_and(is_adverb) && !is_one(page, *at, &["has", "was", "were", "have"])
    });
    let Some(verb) = verb.filter(|at| has_cue(page, *at..*at + 1) && acts_as_verb(page, *at)) else {
        return false;
    };
    let ends = page.tokens.get(verb).is_some_and(|token| {
        token.lower.ends_with("ed") || (token.lower.ends_with('s') && !token.lower.ends_with("ss"))
    });
    let other = || {
        let from = page.cues.partition_point(|cue| *cue < start);
        page.cues.iter().skip(from).take_while(|cue| **cue < and).any(|cue| {
            // "accepted or rejected", "neither accepted nor rejected" stay together.
            acts_as_verb(page, *cue) && *cue + 3 < verb && !verb_group(page, *cue, start).negated
        })
    };
    ends && other()
}

/// Whether a cue begins in a range.
fn has_cue(page: &Page<'_>, range: Range<usize>) -> bool {
    let next = page.cues.partition_point(|at| *at < range.start);
    page.cues.get(next).is_some_and(|at| *at < range.end)
}

/// A clause without the marks, conjunctions and "that" at its ends.
pub(super) fn trimmed(page: &Page<'_>, clause: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (clause.start, clause.end);
    let loose = |token: &Token| {
        (token.kind == Kind::Mark && !matches!(token.word.chars().next(), Some('[' | '$' | '€' | '£')))
            || matches!(
                token.lower.as_str(),
                "but"
                    | "and"
                    | "that"
                    | "while"
                    | "which"
                    | "who"
                    | "yet"
                    | "nevertheless"
                    | "however"
                    | "meanwhile"
                    | "moreover"
                    | "so"
                    | "likewise"
            )
    };
    let tail = |token: &Token| {
        (token.kind == Kind::Mark && !matches!(token.word.chars().next(), Some(']' | '%')))
            || matches!(token.lower.as_str(), "and" | "but" | "that")
    };
    while start < end && page.tokens.get(start).is_some_and(&loose) {
        start += 1;
    }
    while end > start && page.tokens.get(end - 1).is_some_and(&tail) {
        end -= 1;
    }
    start..end
}
