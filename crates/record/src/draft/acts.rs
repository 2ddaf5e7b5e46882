//! What the words about a verb make of it: a modal before it, a negation, another
//! verb behind it, an act that has to follow.

use std::ops::Range;

use detente_case::model::Stance;

use super::doubt::negated_from_afar;
use super::grammar::{VerbForm, VerbGroup, is_one};
use super::rules::CueKind;
use super::speech::Page;
use super::stances::Modality;
use super::subjects::is_passed;
use super::tokens::{Kind, Token};

/// How many tokens before a cue a negation may stand.
const NEGATION: usize = 3;

/// Whether what is insisted is said to be so: a clause with a verb that shows
/// its tense, where a demand has none ("that Spain pay").
pub(super) fn asserts(page: &Page<'_>, from: usize, end: usize) -> bool {
    if is_one(page, from, &["on", "upon"]) {
        return false;
    }
    let that = is_one(page, from, &["that"]);
    let verb = (from..end.min(from + 8))
        .take_while(|at| !page.tokens.get(*at).is_some_and(|token| token.is(',')))
        .any(|at| {
            is_one(
                page,
                at,
                &[
                    "is", "are", "was", "were", "has", "had", "have", "did", "does", "will", "would",
                    "never", "cannot",
                ],
            )
        });
    verb || !that && is_one(page, from, &["it", "he", "she", "they", "there"])
}

pub(super) fn modality_of(page: &Page<'_>, group: &VerbGroup) -> Modality {
    let word = group.modal.and_then(|at| page.tokens.get(at)).map(|token| token.lower.as_str());
    match word.map(|word| word.strip_suffix("n't").unwrap_or(word)) {
        None => Modality::Done,
        Some("must" | "should" | "shall") => Modality::Duty,
        Some("will" | "wo") => Modality::Future,
        Some("might" | "may") => Modality::Guess,
        Some(_) => Modality::Possible,
    }
}

/// What is refused may be a refusal ("refused to rule out") or what somebody
/// else says ("rejected reports that").
pub(super) fn turned(page: &Page<'_>, from: usize, sure: i32) -> (Stance, i32) {
    let near = from..from + 3;
    let twice = near.clone().take(2).any(|at| {
        page.rules.cue_index.at(page.tokens, at).any(|(cue, _)| {
            page.rules
                .cues
                .get(cue)
                .is_some_and(|cue| cue.stance == Stance::Rejects && cue.kind == CueKind::Verb)
        })
    });
    let hearsay = near.filter_map(|at| page.tokens.get(at).map(|token| (at, token))).any(|(at, token)| {
        page.rules.words.hearsay.contains(&token.lower) && is_one(page, at + 1, &["that", "of", "by"])
    });
    match (twice, hearsay) {
        (true, _) => (Stance::Signals, sure - 15),
        (false, true) => (Stance::Denies, sure - 10),
        (false, false) => (Stance::Rejects, sure),
    }
}

/// What a verb does under a modal or as an infinitive: "would agree to" puts
/// forward and "to agree" accepts nothing yet.
pub(super) fn governed(
    page: &Page<'_>,
    group: &VerbGroup,
    verb: usize,
    stance: Stance,
) -> Option<(Stance, i32)> {
    if let VerbForm::Infinitive(_) = group.form {
        return (stance == Stance::Accepts).then_some((Stance::Signals, -25));
    }
    let modal = group.modal.filter(|modal| *modal < verb).and_then(|modal| page.tokens.get(modal))?;
    match (modal.lower.as_str(), stance) {
        ("might" | "may", Stance::Offers | Stance::Proposes) => Some((Stance::Predicts, -40)),
        ("would" | "could" | "should" | "might" | "may", Stance::Accepts | Stance::Offers) => {
            Some((Stance::Proposes, 0))
        }
        ("must" | "shall", Stance::Accepts | Stance::Offers | Stance::Proposes) => Some((Stance::Demands, 0)),
        ("might" | "may" | "could", Stance::Rejects | Stance::Demands) => Some((Stance::Predicts, -20)),
        _ => None,
    }
}

/// Whether a condition's words stand before a verb: "so long as both agree".
pub(super) fn in_condition(page: &Page<'_>, verb: usize, floor: usize) -> bool {
    let near = verb.saturating_sub(9).max(floor)..verb;
    near.clone().any(|at| {
        page.marker_at(at).is_some_and(|(_, end)| {
            end <= verb
                && !page
                    .tokens
                    .get(end..verb)
                    .unwrap_or_default()
                    .iter()
                    .any(|token| token.is(',') || token.lower == "then")
        })
    })
}

/// Whether a clause is a question within another: "what missiles would be ...".
pub(super) fn asks(page: &Page<'_>, start: usize, end: usize) -> bool {
    let word = |token: &Token| matches!(token.lower.as_str(), "what" | "how" | "whether" | "where" | "why");
    page.tokens.get(start.max(end.saturating_sub(5))..end).unwrap_or_default().iter().any(word)
}

/// Whether the words before a negated verb tell of the past: "did not", "never".
pub(super) fn is_past(page: &Page<'_>, verb: usize, floor: usize) -> bool {
    let past = |token: &Token| {
        matches!(
            token.lower.as_str(),
            "did" | "didn't" | "has" | "hasn't" | "had" | "hadn't" | "have" | "haven't" | "never"
        )
    };
    page.tokens.get(verb.saturating_sub(6).max(floor)..verb).unwrap_or_default().iter().any(past)
}

/// "a lack of willingness to": of what there is none.
pub(super) fn is_lacking(page: &Page<'_>, noun: usize, floor: usize) -> bool {
    noun.checked_sub(1).is_some_and(|of| {
        is_one(page, of, &["of"])
            && (of.saturating_sub(1).max(floor)..of)
                .any(|at| is_one(page, at, &["lack", "absence", "want", "loss", "shortage"]))
    })
}

pub(super) fn is_negated(page: &Page<'_>, words: &Range<usize>, floor: usize) -> bool {
    let from = words.start.saturating_sub(NEGATION).max(floor);
    let near =
        page.tokens.get(from..words.start).is_some_and(|before| {
            before.iter().rev().take_while(|token| token.kind == Kind::Word).any(|token| {
                page.rules.words.negations.contains(&token.lower) || token.lower.ends_with("n't")
            })
        });
    near || negated_from_afar(page, words.start, floor)
}

/// How an act after a modal changes how sure it is; `None` where the words
/// after it tell of a consequence or there is no act.
pub(super) fn act_after(page: &Page<'_>, strong: bool, from: usize, end: usize) -> Option<i32> {
    let mut at = from;
    while at < end && page.tokens.get(at).is_some_and(is_skipped) {
        at += 1;
    }
    let consequence = page.rules.words.consequences.iter().any(|words| {
        words
            .iter()
            .enumerate()
            .all(|(offset, word)| page.tokens.get(at + offset).is_some_and(|token| token.lower == *word))
    });
    if consequence {
        return None;
    }
    let be = page.tokens.get(at).is_some_and(|token| token.lower == "be");
    if be {
        let window = at + 1..end.min(at + 7);
        let act = window.clone().any(|at| {
            page.tokens.get(at).is_some_and(|token| page.rules.words.participles.contains(&token.lower))
        });
        let noun = window.clone().any(|at| page.rules.act_nouns.longest(page.tokens, at).is_some());
        let passive =
            page.tokens.get(at + 1).is_some_and(|token| token.lower.len() > 4 && token.lower.ends_with("ed"));
        return match (act || noun, strong) {
            (true, _) => Some(0),
            (false, true) => Some(if passive { -5 } else { -30 }),
            (false, false) => None,
        };
    }
    match page.rules.acts.longest(page.tokens, at) {
        Some(_) => Some(0),
        None if strong => Some(-10),
        None => None,
    }
}

pub(super) fn is_skipped(token: &Token) -> bool {
    is_passed(token)
        || matches!(
            token.lower.as_str(),
            "not" | "also" | "then" | "now" | "all" | "first" | "thus" | "therefore" | "in" | "turn" | "both"
        )
}

/// "the eventual abolition of ... could": an act that is the subject.
pub(super) fn act_noun_before(page: &Page<'_>, mut range: Range<usize>) -> bool {
    range.any(|at| {
        page.rules.act_nouns.longest(page.tokens, at).is_some()
            || page.tokens.get(at).is_some_and(|token| {
                token.lower.len() > 6
                    && ["tion", "ment", "sures"].iter().any(|ending| token.lower.ends_with(ending))
            })
    })
}
