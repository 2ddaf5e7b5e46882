//! What keeps the words of an act from being one: they stand in a condition, are
//! thought up, asked, or said not to be so.

use std::ops::Range;

use super::grammar::{VerbForm, VerbGroup, acts_as_verb, is_be, is_one, is_preposition, verb_group};
use super::rules::CueKind;
use super::speech::{Page, is_remark_on};
use super::subjects::is_passed;
use super::tokens::{Kind, Token};

/// How far before a verb "did not" may stand.
const FAR: usize = 12;

/// The parts of a clause in which nothing is done.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    /// Where, and the words that make it so; conditions before what hangs on them.
    parts: Vec<(Range<usize>, Range<usize>)>,
    /// The clause, where all that it would bring about is as unreal as its condition.
    remote: Option<(Range<usize>, Range<usize>)>,
    /// From where on something is said not to be so.
    untrue: Option<usize>,
    /// Where something is said not to be so by the words behind it.
    belied: Option<Range<usize>>,
}

/// What the place of a verb makes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is done, as far as its place tells.
    Acts,
    /// It is wanted, planned or the like, by these words.
    Thought(Range<usize>),
    /// It is what somebody is accused of, asked for, kept from.
    Undone,
}

/// What the place of a verb makes of it: "accused of refusing" and "rather than
/// refuse" refuse nothing, "plans to refuse" nothing yet.
pub(super) fn standing(page: &Page<'_>, group: &VerbGroup, floor: usize) -> Standing {
    let Some(mut before) = group.start.checked_sub(1).filter(|before| *before >= floor) else {
        return Standing::Acts;
    };
    while before > floor && page.tokens.get(before).is_some_and(is_passed) {
        before -= 1;
    }
    let Some(token) = page.tokens.get(before) else { return Standing::Acts };
    // "has yet to accept" has not.
    let yet = matches!(group.form, VerbForm::Infinitive(to) if to > 0 && is_one(page, to - 1, &["yet"]));
    if token.lower == "than" || yet {
        return Standing::Undone;
    }
    match group.form {
        VerbForm::Finite => Standing::Acts,
        VerbForm::Participle if is_preposition(&token.lower) => Standing::Undone,
        VerbForm::Participle
            if acts_as_verb(page, before) && page.rules.resolves.longest(page.tokens, before).is_none() =>
        {
            Standing::Thought(before..group.start)
        }
        VerbForm::Participle => Standing::Acts,
        VerbForm::Infinitive(to) => {
            let asked = (token.lower.ends_with("ed") || token.lower == "told")
                && verb_group(page, before, floor).passive;
            // "pressed Spain to refuse": another is to.
            let other = page.mention_before(before + 1).is_some();
            if asked || other {
                return Standing::Undone;
            }
            // "the task is to call for": somebody's aim, told by whoever speaks.
            if is_be(page, before) {
                return Standing::Acts;
            }
            match page.rules.resolves.longest(page.tokens, before) {
                Some(_) => Standing::Acts,
                None => Standing::Thought(before..to + 1),
            }
        }
    }
}

impl Doubts {
    pub(super) fn of(page: &Page<'_>, clause: Range<usize>) -> Self {
        let mut doubts = Self::default();
        for at in clause.clone() {
            let marker = page
                .marker_at(at)
                .filter(|(marker, _)| page.rules.markers.get(*marker).is_some_and(|marker| marker.clause));
            if let Some((_, end)) = marker {
                doubts.parts.push((end..next_part(page, end, clause.end), at..end));
                // "If X were to ...": what would follow is as far away.
                let remote = page
                    .tokens
                    .get(at..end)
                    .is_some_and(|words| words.iter().any(|token| token.lower == "were"));
                if remote {
                    doubts.remote = Some((clause.clone(), at..end));
                }
            }
            if let Some((_, end)) = page.rules.hypotheses.longest(page.tokens, at) {
                doubts.parts.push((end..next_part(page, end, clause.end), at..end));
            }
            // "believes that X will": thought, unless whoever speaks thinks it.
            if let Some((_, end)) =
                page.rules.thinking.longest(page.tokens, at).filter(|_| acts_as_verb(page, at))
                && !at.checked_sub(1).is_some_and(|before| is_one(page, before, &["i", "we"]))
            {
                doubts.parts.push((end..next_part(page, end, clause.end), at..end));
            }
            // "never said that X would": not said.
            if let Some((_, end)) = page.rules.reporting.longest(page.tokens, at)
                && acts_as_verb(page, at)
                && verb_group(page, at, clause.start).negated
                && is_one(page, end, &["that", "it", "he", "she", "they", "whether", "to"])
            {
                doubts.parts.push((end..next_part(page, end, clause.end), at..end));
            }
            // "rumours that X has": not known; "a claim that X denies" is what X denies.
            let remark = at.checked_sub(2).is_some_and(|two| (two..at).any(|at| is_remark_on(page, at)));
            if !remark
                && is_one(page, at + 1, &["that"])
                && page.tokens.get(at).is_some_and(|token| page.rules.words.hearsay.contains(&token.lower))
            {
                doubts.parts.push((at + 2..next_part(page, at + 2, clause.end), at..at + 2));
            }
            if is_be(page, at)
                && let Some(false_at) = (at + 1..clause.end.min(at + 5))
                    .find(|at| page.rules.falsehoods.longest(page.tokens, *at).is_some())
                && !is_one(page, at + 1, &["not"])
                && let Some(that) = (clause.start..at).find(|at| is_one(page, *at, &["that"]))
            {
                doubts.belied = Some(that..false_at);
            }
            if doubts.untrue.is_none()
                && let Some((_, end)) = page.rules.untruths.longest(page.tokens, at)
            {
                doubts.untrue = Some(end);
            }
        }
        // "Had X accepted, Y would have ...".
        let first = (clause.start..clause.end)
            .find(|at| page.tokens.get(*at).is_some_and(|token| token.kind == Kind::Word));
        if let Some(first) = first
            && page.tokens.get(first).is_some_and(|token| token.lower == "had" && token.capital)
        {
            let condition = first + 1..next_part(page, first + 1, clause.end);
            doubts.parts.push((condition, first..first + 1));
            doubts.remote = Some((clause.clone(), first..first + 1));
        }
        // The marks at its end are no part of a clause.
        let mark = |at: usize| page.tokens.get(at).is_some_and(|token| token.kind == Kind::Mark);
        let last = (clause.end..clause.end + 3)
            .take_while(|at| mark(*at))
            .find(|at| page.tokens.get(*at).is_some_and(|token| token.is('?')));
        if let Some(mark) = last {
            doubts.parts.push((clause, mark..mark + 1));
        }
        doubts
    }

    /// Whether what stands at `at` is said not to be so.
    pub(super) fn denies(&self, at: usize) -> bool {
        self.untrue.is_some_and(|from| from <= at) || self.belied.iter().any(|part| part.contains(&at))
    }

    /// The words for which a cue is no act, if there are any, and whether it is
    /// what would follow rather than a condition.
    pub(super) fn about(
        &self,
        page: &Page<'_>,
        cue: &Range<usize>,
        kind: CueKind,
        floor: usize,
    ) -> Option<(Range<usize>, bool)> {
        let inside = |(part, _): &&(Range<usize>, Range<usize>)| part.contains(&cue.start);
        let condition = self.parts.iter().find(inside).map(|(_, words)| (words.clone(), false));
        let follows = || {
            let remote = self.remote.iter().find(inside).map(|(_, words)| words.clone());
            remote.or_else(|| if kind == CueKind::Modal { None } else { unreal(page, cue.start, floor) })
        };
        condition.or_else(|| follows().map(|words| (words, true)))
    }
}

/// Where the part of a clause ends that begins at `start`: at a comma or "then".
fn next_part(page: &Page<'_>, start: usize, end: usize) -> usize {
    let ends = |token: &Token| token.is(',') || token.lower == "then";
    (start..end).find(|at| page.tokens.get(*at).is_some_and(ends)).unwrap_or(end)
}

/// "might have offered", "were to accept": a verb under words that make it unreal.
fn unreal(page: &Page<'_>, verb: usize, floor: usize) -> Option<Range<usize>> {
    let step = |from: usize| {
        let mut at = from;
        while at > floor {
            at -= 1;
            let token = page.tokens.get(at)?;
            let passed = (token.lower.ends_with("ly") && token.lower != "only")
                || matches!(
                    token.lower.as_str(),
                    "not" | "never" | "also" | "ever" | "been" | "even" | "well" | "yet"
                );
            if !passed {
                return Some((at, token));
            }
        }
        None
    };
    let (have, token) = step(verb)?;
    match token.lower.as_str() {
        "have" => {
            let (modal, token) = step(have)?;
            matches!(token.lower.as_str(), "might" | "could" | "would" | "should" | "may" | "must")
                .then_some(modal..have + 1)
        }
        "to" => {
            let (were, token) = step(have)?;
            (token.lower == "were").then_some(were..have + 1)
        }
        _ => None,
    }
}

/// Whether a verb is negated from farther off than its neighbours: "did not at
/// any point offer", "no official has ever proposed".
pub(super) fn negated_from_afar(page: &Page<'_>, verb: usize, floor: usize) -> bool {
    let word = |at: usize| page.tokens.get(at).map_or("", |token| token.lower.as_str());
    let from = verb.saturating_sub(FAR).max(floor);
    let breaks = |at: usize| {
        matches!(
            word(at),
            "but" | "and" | "or" | "that" | "which" | "who" | "to" | "because" | "while" | "if" | "as"
        ) || page.tokens.get(at).is_some_and(|token| token.is(';') || token.is_quote() || token.is(':'))
    };
    let bare = !["ed", "ing", "s"].iter().any(|ending| word(verb).ends_with(ending));
    for at in (from..verb).rev() {
        if breaks(at) {
            return false;
        }
        let auxiliary = match word(at) {
            "not" | "never" => at.checked_sub(1).filter(|before| *before >= floor).map_or("", word),
            contracted => contracted.strip_suffix("n't").unwrap_or_default(),
        };
        match auxiliary {
            "did" | "does" | "do" => return bare,
            "has" | "have" | "had" => return !bare,
            _ => {}
        }
    }
    let commas =
        |range: Range<usize>| range.clone().any(|at| page.tokens.get(at).is_some_and(|token| token.is(',')));
    let first = (floor..verb).find(|at| page.tokens.get(*at).is_some_and(|token| token.kind == Kind::Word));
    first.is_some_and(|first| {
        first >= from && matches!(word(first), "no" | "nobody" | "none" | "neither") && !commas(first..verb)
    })
}
