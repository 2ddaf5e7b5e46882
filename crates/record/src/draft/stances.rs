//! What the words of a clause do: the strongest cue that fits, its subject, and
//! whether it is negated.

use std::ops::Range;

use detente_case::model::Stance;

use super::acts::{
    act_after, act_noun_before, asks, asserts, governed, in_condition, is_lacking, is_negated, is_past,
    is_skipped, modality_of, turned,
};
use super::doubt::{Doubts, Standing, standing};
use super::grammar::{VerbForm, is_modal, is_one, verb_group};
use super::nouns::{is_adjective_here, is_noun_here};
use super::rules::{Cue, CueKind};
use super::speech::Page;
use super::subjects::{Quantity, Subject, named_before, owner, passive_agent, subject_before};

/// Below this no draft is made.
pub(super) const ENOUGH: i32 = 45;

/// How sure a draft of what is only thought is at least; at most thirty more.
pub(super) const THOUGHT: i32 = 10;

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
    /// What a modal verb makes of it.
    pub(super) modality: Modality,
}

/// What a modal verb makes of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Modality {
    /// No modal verb: it is done, or said to be.
    Done,
    /// "should", "must".
    Duty,
    /// "would", "could".
    Possible,
    /// "might", "may".
    Guess,
    /// "will".
    Future,
}

/// All cues of a clause, surest first. `floor` is where its sentence begins:
/// the subject of a clause may stand in the one before.
pub(super) fn findings(page: &Page<'_>, clause: Range<usize>, floor: usize) -> Vec<Finding> {
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
                && let Some(mut finding) = weigh(page, cue, at..end, clause.clone(), floor)
            {
                let stands = match cue.kind {
                    CueKind::Verb => standing(page, &verb_group(page, at, floor), floor),
                    // "forced Spain to withdraw its offer".
                    CueKind::Phrase
                        if matches!(verb_group(page, at, floor).form, VerbForm::Infinitive(_)) =>
                    {
                        standing(page, &verb_group(page, at, floor), floor)
                    }
                    _ => Standing::Acts,
                };
                if stands == Standing::Undone {
                    continue;
                }
                if let Some((words, follows)) = doubts.about(page, &finding.words, cue.kind, clause.start) {
                    // Among thoughts the order stays; what would follow goes before its condition.
                    let least = if follows { THOUGHT + 10 } else { THOUGHT };
                    finding.sure = least + finding.sure.clamp(0, 100) / 5;
                    finding.hypothetical = Some(words);
                } else if let Standing::Thought(words) = stands {
                    finding.sure = THOUGHT + finding.sure.clamp(0, 100) / 5;
                    finding.hypothetical = Some(words);
                }
                found.push(finding);
            }
        }
    }
    undecided(page, &mut found, clause.clone(), floor);
    // "declined to comment" says more than "declined to".
    let longer = |one: &Finding, other: &Finding| {
        other.kind == CueKind::Phrase
            && one.words.start == other.words.start
            && one.words.end < other.words.end
    };
    let phrases: Vec<Finding> = found.iter().filter(|cue| cue.kind == CueKind::Phrase).cloned().collect();
    found.retain(|cue| cue.kind != CueKind::Verb || !phrases.iter().any(|phrase| longer(cue, phrase)));
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

/// "neither accepted nor rejected", "has not accepted or rejected": both verbs
/// together leave it open.
fn undecided(page: &Page<'_>, found: &mut Vec<Finding>, clause: Range<usize>, floor: usize) {
    let from = page.cues.partition_point(|at| *at < clause.start);
    let inside = page.cues.iter().skip(from).take_while(|at| **at < clause.end);
    let pair = { inside }.find_map(|first| {
        let stance = |at: usize, wanted: Stance| {
            page.rules
                .cue_index
                .at(page.tokens, at)
                .filter_map(|(cue, end)| page.rules.cues.get(cue).map(|cue| (cue, end)))
                .find(|(cue, _)| cue.kind == CueKind::Verb && cue.stance == wanted)
                .map(|(_, end)| end)
        };
        let (end, other) = match (stance(*first, Stance::Accepts), stance(*first, Stance::Rejects)) {
            (Some(end), _) => (end, Stance::Rejects),
            (None, Some(end)) => (end, Stance::Accepts),
            (None, None) => return None,
        };
        let either = (end..end + 2).find(|at| is_one(page, *at, &["or", "nor"]))?;
        let last = stance(either + 1, other).filter(|last| *last <= clause.end)?;
        let known = found.iter().any(|finding| (*first..last).contains(&finding.words.start));
        let negated = verb_group(page, *first, floor).negated;
        (known || negated).then_some((*first..last, negated))
    });
    let Some((words, negated)) = pair else { return };
    let (subject, quantity) = subject_before(page, words.start, floor);
    if !negated && quantity == Quantity::Plain {
        return;
    }
    found.retain(|finding| finding.words.end <= words.start || finding.words.start >= words.end);
    if quantity != Quantity::Hardly {
        found.push(Finding {
            rule: "deferred".to_owned(),
            stance: Stance::Defers,
            words,
            kind: CueKind::Verb,
            subject,
            sure: 65,
            hypothetical: None,
            modality: Modality::Done,
        });
    }
}

/// The cues that no other governs: what stands behind a verb, a modal or the
/// like is what is demanded, refused or said to be so, unless a new part of the
/// sentence begins between them.
pub(super) fn ungoverned(page: &Page<'_>, found: &[Finding]) -> Vec<Finding> {
    let governs = |one: &Finding, other: &Finding| {
        let able = one.kind != CueKind::Noun && one.sure >= ENOUGH && one.hypothetical.is_none();
        let between = one.words.end..other.words.start;
        let same_group = one.modality != Modality::Done
            && page.tokens.get(between.clone()).is_some_and(|all| all.iter().all(is_skipped));
        able && one.words.end <= other.words.start && !same_group && !parted(page, between)
    };
    found.iter().filter(|cue| !found.iter().any(|one| governs(one, cue))).cloned().collect()
}

/// Whether a new part of a sentence begins between two cues.
fn parted(page: &Page<'_>, between: Range<usize>) -> bool {
    between.clone().any(|at| {
        let Some(token) = page.tokens.get(at) else { return false };
        let near = between.end <= at + 6;
        match token.lower.as_str() {
            "but" | "yet" | "while" | "whereas" | "although" | "though" => true,
            "and" | "or" | "nor" => near && !is_one(page, at + 1, &["that"]),
            _ => {
                let subject = || {
                    page.mentions_in(&(at + 1..between.end))
                        .first()
                        .is_some_and(|mention| mention.start <= at + 2)
                };
                token.is(';') || token.is('—') || (token.is(',') && near && subject())
            }
        }
    })
}

/// Whether a verb without an ending stands behind "and": "to extend it and agree".
fn goes_on(page: &Page<'_>, verb: usize) -> bool {
    let word = |at: usize| page.tokens.get(at).map_or("", |token| token.lower.as_str());
    let bare = !["ed", "ing", "s"].iter().any(|ending| word(verb).ends_with(ending));
    bare && verb.checked_sub(1).is_some_and(|before| matches!(word(before), "and" | "or"))
}

fn weigh(
    page: &Page<'_>,
    cue: &Cue,
    words: Range<usize>,
    clause: Range<usize>,
    floor: usize,
) -> Option<Finding> {
    let mut sure = i32::from(cue.sure);
    let mut stance = cue.stance;
    let group = verb_group(page, words.start, floor);
    let mut modality = modality_of(page, &group);
    let mut kind = cue.kind;
    let (subject, quantity) = match cue.kind {
        CueKind::Verb => {
            if is_noun_here(page, words.start) || is_adjective_here(page, words.start) {
                return None;
            }
            let ing = page.tokens.get(words.start).is_some_and(|token| token.lower.ends_with("ing"));
            let (subject, quantity) = match passive_agent(page, words.clone(), group.passive, clause.end) {
                Some(agent) => (agent, Quantity::Plain),
                // "the demand was refused": by whom is not said.
                None if group.passive => (Subject::Nobody, Quantity::Plain),
                None => subject_before(page, words.start, floor),
            };
            sure += match subject {
                Subject::Named(_) | Subject::Speaker => 10,
                Subject::Pronoun | Subject::Somebody => 0,
                Subject::Nobody if ing => -40,
                Subject::Nobody => -25,
            };
            (subject, quantity)
        }
        CueKind::Noun => {
            // "may offer to": a verb.
            let before = words.start.checked_sub(1).and_then(|before| page.tokens.get(before));
            if before.is_some_and(|token| {
                is_modal(&token.lower) || matches!(token.lower.as_str(), "did" | "does" | "to")
            }) {
                return None;
            }
            let subject = owner(page, words.start, clause.start);
            sure += if matches!(subject, Subject::Nobody | Subject::Somebody) { -5 } else { 10 };
            (subject, Quantity::Plain)
        }
        CueKind::Modal => {
            let (subject, quantity) = subject_before(page, words.start, floor);
            // "would have to" is as far away as "would".
            modality = match modality {
                Modality::Done | Modality::Duty if cue.strong => Modality::Duty,
                Modality::Guess => Modality::Guess,
                _ if is_one(page, words.start, &["might", "may"]) => Modality::Guess,
                _ => Modality::Possible,
            };
            sure += act_after(page, cue.strong, words.end, clause.end)?;
            sure += match &subject {
                Subject::Named(_) => 5,
                Subject::Speaker => -10,
                Subject::Pronoun | Subject::Somebody => 0,
                Subject::Nobody if act_noun_before(page, clause.start..words.start) => 0,
                Subject::Nobody => -30,
            };
            (subject, quantity)
        }
        CueKind::Phrase => {
            let (mut subject, quantity) = subject_before(page, words.start, floor);
            if !matches!(subject, Subject::Named(_) | Subject::Speaker | Subject::Pronoun) {
                subject = match owner(page, words.start, clause.start) {
                    owner @ (Subject::Named(_) | Subject::Speaker) => owner,
                    Subject::Somebody => Subject::Somebody,
                    _ => named_before(page, words.start, clause.start),
                };
            }
            sure += if subject == Subject::Nobody { -10 } else { 5 };
            (subject, quantity)
        }
    };
    // "insists that it has never": says so, and demands nothing.
    if stance == Stance::Demands
        && page.tokens.get(words.start).is_some_and(|token| token.lower.starts_with("insist"))
        && asserts(page, words.end, clause.end)
    {
        return None;
    }
    // "none accepted", "few officials would accept": nobody did.
    if quantity == Quantity::Hardly || is_lacking(page, words.start, clause.start) {
        return None;
    }
    if quantity == Quantity::Neither
        || is_negated(page, &words, clause.start)
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
        && let Some((governed, change)) = governed(page, &group, words.start, stance)
    {
        stance = governed;
        sure += change;
        if matches!(modality, Modality::Possible | Modality::Guess | Modality::Duty) {
            kind = CueKind::Modal;
        }
    }
    // "might be willing to": a guess.
    if cue.kind == CueKind::Phrase
        && stance == Stance::Offers
        && group.modal.is_some_and(|modal| is_one(page, modal, &["might", "may"]))
    {
        stance = Stance::Predicts;
        sure -= 35;
    }
    if cue.kind == CueKind::Verb && stance == Stance::Rejects {
        (stance, sure) = turned(page, words.end, sure);
    }
    if stance == Stance::Accepts && in_condition(page, words.start, clause.start) {
        return None;
    }
    if asks(page, clause.start, words.start) {
        sure -= 30;
    }
    Some(Finding { rule: cue.id.clone(), stance, words, kind, subject, sure, hypothetical: None, modality })
}
