//! What the words of a clause do: the strongest cue that fits, its subject, and
//! whether it is negated.

use std::ops::Range;

use detente_case::model::Stance;

use super::doubt::{Doubts, negated_from_afar};
use super::names::Form;
use super::rules::{Cue, CueKind};
use super::speech::Page;
use super::subjects::{Subject, owner, passive_agent, subject_before};
use super::tokens::{Kind, Token};

/// Below this no draft is made.
pub(super) const ENOUGH: i32 = 45;

/// How sure a draft of what is only thought is at least; at most thirty more.
pub(super) const THOUGHT: i32 = 10;

/// How many tokens before a cue a negation may stand.
const NEGATION: usize = 3;

/// A cue that a clause contains.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    /// The rule.
    pub(super) rule: String,
    /// What the words do.
    pub(super) stance: Stance,
    /// Where they stand.
    pub(super) words: Range<usize>,
    /// What the cue hangs on.
    pub(super) kind: CueKind,
    /// Whose it is.
    pub(super) subject: Subject,
    /// Of 100, not yet cut off.
    pub(super) sure: i32,
    /// The words that make it a thought or a condition and no act.
    pub(super) hypothetical: Option<Range<usize>>,
}

/// All cues of a clause, surest first.
pub(super) fn findings(page: &Page<'_>, clause: Range<usize>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let exceptions: Vec<Range<usize>> = clause
        .clone()
        .filter_map(|at| page.rules.exceptions.longest(page.tokens, at).map(|(_, end)| at..end))
        .collect();
    let doubts = Doubts::of(page, clause.clone());
    let excepted = |at: usize| exceptions.iter().any(|exception| exception.contains(&at));
    for at in clause.clone().filter(|at| !excepted(*at)) {
        for (cue, end) in page.rules.cue_index.at(page.tokens, at) {
            if let Some(cue) = page.rules.cues.get(cue).filter(|_| end <= clause.end && !doubts.denies(at))
                && let Some(mut finding) = weigh(page, cue, at..end, clause.clone())
            {
                if let Some((words, follows)) = doubts.about(page, &finding.words, cue.kind, clause.start) {
                    // Among thoughts the order stays; what would follow goes before its condition.
                    let least = if follows { THOUGHT + 10 } else { THOUGHT };
                    finding.sure = least + finding.sure.clamp(0, 100) / 5;
                    finding.hypothetical = Some(words);
                }
                found.push(finding);
            }
        }
    }
    // "is prepared to extend the pact and agree to a freeze": the readiness is to both.
    let readiness = found.iter().filter(|cue| cue.kind == CueKind::Phrase && cue.stance == Stance::Offers);
    if let Some(ready) = readiness.map(|cue| cue.words.end).min() {
        for cue in found.iter_mut().filter(|cue| cue.words.start > ready && goes_on(page, cue.words.start)) {
            cue.sure -= 20;
        }
    }
    // "denied that it had offered": what is denied is not done.
    let denial = found
        .iter()
        .filter(|cue| cue.stance == Stance::Denies && cue.sure >= ENOUGH)
        .map(|cue| cue.words.start)
        .min();
    for cue in found.iter_mut().filter(|cue| denial.is_some_and(|denial| cue.words.start > denial)) {
        cue.sure -= 40;
    }
    // Of cues that overlap the surest stays, then the longest.
    found.sort_by(|one, other| {
        other
            .sure
            .cmp(&one.sure)
            .then(other.words.len().cmp(&one.words.len()))
            .then(one.words.start.cmp(&other.words.start))
    });
    found
}

/// Whether a verb without an ending stands behind "and": "to extend it and agree".
fn goes_on(page: &Page<'_>, verb: usize) -> bool {
    let word = |at: usize| page.tokens.get(at).map_or("", |token| token.lower.as_str());
    let bare = !["ed", "ing", "s"].iter().any(|ending| word(verb).ends_with(ending));
    bare && verb.checked_sub(1).is_some_and(|before| matches!(word(before), "and" | "or"))
}

fn weigh(page: &Page<'_>, cue: &Cue, words: Range<usize>, clause: Range<usize>) -> Option<Finding> {
    let mut sure = i32::from(cue.sure);
    let mut stance = cue.stance;
    let subject;
    let mut kind = cue.kind;
    match cue.kind {
        CueKind::Verb => {
            if is_noun_here(page, words.start) || is_adjective_here(page, words.start) {
                return None;
            }
            subject = passive_agent(page, words.clone(), clause.end)
                .unwrap_or_else(|| subject_before(page, words.start, clause.start));
            sure += match subject {
                Subject::Named(_) | Subject::Speaker => 10,
                Subject::Somebody => 0,
                Subject::Nobody
                    if page.tokens.get(words.start).is_some_and(|token| token.lower.ends_with("ing")) =>
                {
                    -40
                }
                Subject::Nobody => -25,
            };
        }
        CueKind::Noun => {
            // "may offer to": a verb.
            let before = words.start.checked_sub(1).and_then(|before| page.tokens.get(before));
            let verb = |token: &Token| {
                matches!(
                    token.lower.as_str(),
                    "may"
                        | "might"
                        | "would"
                        | "could"
                        | "should"
                        | "will"
                        | "can"
                        | "must"
                        | "did"
                        | "does"
                        | "to"
                )
            };
            if before.is_some_and(verb) {
                return None;
            }
            subject = owner(page, words.start, clause.start);
            sure += if subject == Subject::Nobody { -5 } else { 10 };
        }
        CueKind::Modal => {
            subject = subject_before(page, words.start, clause.start);
            sure += act_after(page, cue.strong, words.end, clause.end)?;
            sure += match &subject {
                Subject::Named(_) => 5,
                Subject::Speaker => -10,
                Subject::Somebody => 0,
                Subject::Nobody if act_noun_before(page, clause.start..words.start) => 0,
                Subject::Nobody => -30,
            };
        }
        CueKind::Phrase => {
            subject = subject_before(page, words.start, clause.start);
            sure += if subject == Subject::Nobody { -10 } else { 5 };
        }
    }
    if is_negated(page, &words, clause.start)
        || (cue.kind == CueKind::Modal
            && page.tokens.get(words.end).is_some_and(|token| token.lower == "not"))
    {
        stance = cue.negated?;
        // "does not insist" gives way; "never demanded" tells what was not done.
        if cue.stance == Stance::Demands && is_past(page, words.start, clause.start) {
            return None;
        }
    }
    if cue.kind == CueKind::Verb
        && let Some(governed) = governed(page, words.start, clause.start, stance)
    {
        stance = governed.0;
        kind = CueKind::Modal;
        sure += governed.1;
    }
    if stance == Stance::Accepts && in_condition(page, words.start, clause.start) {
        return None;
    }
    if asks(page, clause.start, words.start) {
        sure -= 30;
    }
    Some(Finding { rule: cue.id.clone(), stance, words, kind, subject, sure, hypothetical: None })
}

/// What a verb does under a modal or as an infinitive: "would agree to" puts
/// forward and "to agree" accepts nothing yet.
fn governed(page: &Page<'_>, verb: usize, floor: usize, stance: Stance) -> Option<(Stance, i32)> {
    let mut at = verb;
    while at > floor && page.tokens.get(at - 1).is_some_and(|token| skipped(token) && token.lower != "not") {
        at -= 1;
    }
    let word =
        at.checked_sub(1).filter(|before| *before >= floor).and_then(|before| page.tokens.get(before))?;
    match (word.lower.as_str(), stance) {
        ("might" | "may", Stance::Offers | Stance::Proposes) => Some((Stance::Predicts, -40)),
        ("would" | "could" | "should" | "might" | "may", Stance::Accepts | Stance::Offers) => {
            Some((Stance::Proposes, 0))
        }
        ("must" | "shall", Stance::Accepts | Stance::Offers | Stance::Proposes) => Some((Stance::Demands, 0)),
        ("might" | "may" | "could", Stance::Rejects | Stance::Demands) => Some((Stance::Predicts, -20)),
        ("to", Stance::Accepts) => Some((Stance::Signals, -25)),
        _ => None,
    }
}

/// Whether a condition's words stand before a verb: "so long as both agree".
fn in_condition(page: &Page<'_>, verb: usize, floor: usize) -> bool {
    let near = verb.saturating_sub(9).max(floor)..verb;
    near.clone().any(|at| {
        page.rules.marker_index.longest(page.tokens, at).is_some_and(|(_, end)| {
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
fn asks(page: &Page<'_>, start: usize, end: usize) -> bool {
    let word = |token: &Token| matches!(token.lower.as_str(), "what" | "how" | "whether" | "where" | "why");
    page.tokens.get(start.max(end.saturating_sub(5))..end).unwrap_or_default().iter().any(word)
}

/// Whether the words before a negated verb tell of the past: "did not", "never".
fn is_past(page: &Page<'_>, verb: usize, floor: usize) -> bool {
    let past = |token: &Token| {
        matches!(
            token.lower.as_str(),
            "did" | "didn't" | "has" | "hasn't" | "had" | "hadn't" | "have" | "haven't" | "never"
        )
    };
    page.tokens.get(verb.saturating_sub(6).max(floor)..verb).unwrap_or_default().iter().any(past)
}

fn is_negated(page: &Page<'_>, words: &Range<usize>, floor: usize) -> bool {
    let from = words.start.saturating_sub(NEGATION).max(floor);
    let near =
        page.tokens.get(from..words.start).is_some_and(|before| {
            before.iter().rev().take_while(|token| token.kind == Kind::Word).any(|token| {
                page.rules.words.negations.contains(&token.lower) || token.lower.ends_with("n't")
            })
        });
    near || negated_from_afar(page, words.start, floor)
}

/// "the offer", "Russian demands": the form of a verb that is a noun here.
fn is_noun_here(page: &Page<'_>, at: usize) -> bool {
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
        || (token.capital && at > 0 && page.tokens.get(at - 1).is_some_and(|before| before.capital))
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
fn is_adjective_here(page: &Page<'_>, at: usize) -> bool {
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
        && !page.mention_before(at).is_some_and(|mention| mention.form == Form::Name)
}

/// How an act after a modal changes how sure it is; `None` where the words
/// after it tell of a consequence or there is no act.
fn act_after(page: &Page<'_>, strong: bool, from: usize, end: usize) -> Option<i32> {
    let mut at = from;
    while at < end && page.tokens.get(at).is_some_and(skipped) {
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

fn skipped(token: &Token) -> bool {
    token.lower.ends_with("ly")
        || matches!(
            token.lower.as_str(),
            "not" | "also" | "then" | "now" | "all" | "first" | "thus" | "therefore" | "in" | "turn" | "both"
        )
}

/// "the eventual abolition of ... could": an act that is the subject.
fn act_noun_before(page: &Page<'_>, mut range: Range<usize>) -> bool {
    range.any(|at| {
        page.rules.act_nouns.longest(page.tokens, at).is_some()
            || page.tokens.get(at).is_some_and(|token| {
                token.lower.len() > 6
                    && ["tion", "ment", "sures"].iter().any(|ending| token.lower.ends_with(ending))
            })
    })
}
