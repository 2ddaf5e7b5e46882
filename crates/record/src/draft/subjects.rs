//! Whose position the words of a clause give: who stands before a verb, behind
//! "by", or owns a noun.

use std::ops::Range;

use super::names::Mention;
use super::rules::CueKind;
use super::speech::Page;
use super::stances::Finding;
use super::tokens::Kind;

/// Whose position the words give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// These (positions in [`super::names::Names::named`]).
    Named(Vec<usize>),
    /// "we", "I", "my": whoever speaks.
    Speaker,
    /// "he", "both sides", "the agreement": a subject without a name.
    Somebody,
    /// None was found.
    Nobody,
}

/// "was rejected by NATO": the subject stands behind.
pub(super) fn passive_agent(page: &Page<'_>, words: Range<usize>, end: usize) -> Option<Subject> {
    let before = words.start.checked_sub(1).and_then(|before| page.tokens.get(before))?;
    let be = ["be", "is", "are", "was", "were", "been", "being"].contains(&before.lower.as_str())
        || before.lower.ends_with("ly");
    let by = (words.end..end.min(words.end + 4))
        .find(|at| page.tokens.get(*at).is_some_and(|token| token.lower == "by"))?;
    let named: Vec<usize> = page
        .mentions_in(&(by + 1..page.tokens.len()))
        .iter()
        .take_while(|mention| mention.start <= by + 3)
        .filter(|mention| !page.names.instrument[mention.named])
        .map(|mention| mention.named)
        .collect();
    (be && !named.is_empty()).then_some(Subject::Named(named))
}

/// The subject of a verb: names before it in the clause that no preposition
/// governs, or what stands for one.
pub(super) fn subject_before(page: &Page<'_>, verb: usize, floor: usize) -> Subject {
    let free = |mention: &&Mention| {
        let governed = mention.start.checked_sub(1).filter(|before| *before >= floor).and_then(|before| {
            let token = page.tokens.get(before)?;
            // "the foreign minister of Spain" stands for Spain.
            if token.lower == "of" && office_before(page, before, floor) {
                return Some(false);
            }
            let token = if matches!(token.lower.as_str(), "the" | "a") {
                page.tokens.get(before.checked_sub(1)?)?
            } else {
                token
            };
            Some(matches!(
                token.lower.as_str(),
                "of" | "to"
                    | "with"
                    | "in"
                    | "for"
                    | "from"
                    | "on"
                    | "against"
                    | "between"
                    | "over"
                    | "at"
                    | "by"
                    | "into"
                    | "toward"
                    | "towards"
            ))
        });
        !governed.unwrap_or(false)
    };
    let own = |mention: &&Mention| {
        let possessive = page.tokens.get(mention.end.saturating_sub(1)).is_some_and(|token| token.possessive);
        !page.names.instrument[mention.named] && !possessive
    };
    let mut nearest: Vec<usize> = Vec::new();
    let candidates: Vec<&Mention> =
        page.mentions_in(&(floor..verb)).iter().filter(own).filter(free).collect();
    if let Some(last) = candidates.last() {
        // "the United States, NATO and Ukraine": names with nothing but commas and "and" between them.
        let mut start = last.start;
        nearest.push(last.named);
        for mention in candidates.iter().rev().skip(1) {
            let between = page.tokens.get(mention.end..start).unwrap_or_default();
            let list = between.len() <= 3
                && between
                    .iter()
                    .all(|token| token.is(',') || matches!(token.lower.as_str(), "and" | "the" | "or"));
            if !list {
                break;
            }
            nearest.insert(0, mention.named);
            start = mention.start;
        }
        nearest.dedup();
    }
    let spoken = (floor..verb).rev().find_map(|at| {
        let token = page.tokens.get(at)?;
        match token.lower.as_str() {
            "we" | "i" => Some(Subject::Speaker),
            word if page.rules.words.actors.contains(word) => Some(Subject::Somebody),
            word if page.rules.words.texts.contains(word) => Some(Subject::Somebody),
            _ => None,
        }
    });
    match (nearest.is_empty(), spoken) {
        (_, Some(Subject::Speaker)) => Subject::Speaker,
        (false, _) => Subject::Named(nearest),
        (true, Some(subject)) => subject,
        (true, None) => {
            let person = page
                .tokens
                .get(floor..verb)
                .unwrap_or_default()
                .iter()
                .any(|token| token.capital && token.kind == Kind::Word && token.start > 0);
            let possessed = !page.mentions_in(&(floor..verb)).is_empty();
            if person && possessed { Subject::Somebody } else { Subject::Nobody }
        }
    }
}

/// Whoever a clause names first where no preposition governs the name.
pub(super) fn first_subject(page: &Page<'_>, clause: Range<usize>) -> Subject {
    let named =
        page.mentions_in(&clause).iter().map(|mention| subject_before(page, mention.end, clause.start));
    named.into_iter().find(|subject| matches!(subject, Subject::Named(_))).unwrap_or(Subject::Nobody)
}

/// Whether a clause goes on with the subject of the clause before: "refused the
/// road but offered a ferry".
pub(super) fn continues(page: &Page<'_>, clause: &Range<usize>, found: &Finding) -> bool {
    let joined = page
        .tokens
        .get(clause.start)
        .is_some_and(|token| matches!(token.lower.as_str(), "but" | "yet" | "and"));
    // At most "has also" stands between.
    joined
        && found.kind == CueKind::Verb
        && found.subject == Subject::Nobody
        && found.words.start <= clause.start + 3
}

/// Whether an office stands before an "of": "the head of the delegation of".
fn office_before(page: &Page<'_>, of: usize, floor: usize) -> bool {
    of.checked_sub(1)
        .filter(|before| *before >= floor)
        .and_then(|before| page.tokens.get(before))
        .is_some_and(|token| page.rules.words.offices.contains(&token.lower))
}

/// Whose noun it is: "Russia's proposal", "the U.S. demand", "my proposal",
/// "the proposal of Russia".
pub(super) fn owner(page: &Page<'_>, noun: usize, floor: usize) -> Subject {
    let before = page.mentions_in(&(floor..noun)).last().filter(|mention| mention.end + 3 > noun);
    if let Some(mention) = before.filter(|mention| !page.names.instrument[mention.named]) {
        return Subject::Named(vec![mention.named]);
    }
    let own = noun.checked_sub(1).and_then(|before| page.tokens.get(before));
    if own.is_some_and(|token| matches!(token.lower.as_str(), "my" | "our")) {
        return Subject::Speaker;
    }
    if own.is_some_and(|token| {
        matches!(token.lower.as_str(), "his" | "her" | "its" | "their") || token.possessive
    }) {
        return Subject::Somebody;
    }
    let of = (noun + 1..noun + 4)
        .find(|at| page.tokens.get(*at).is_some_and(|token| token.lower == "of" || token.lower == "by"));
    let after = of.and_then(|of| {
        page.mentions_in(&(of + 1..page.tokens.len())).first().filter(|mention| mention.start <= of + 2)
    });
    after.map_or(Subject::Nobody, |mention| Subject::Named(vec![mention.named]))
}
