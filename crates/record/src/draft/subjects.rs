//! Whose position the words of a clause give: who stands before a verb, behind
//! "by", or owns a noun.

use std::ops::Range;

use super::grammar::{
    VerbForm, acts_as_verb, before_remark, is_adverb, is_be, is_one, is_preposition, noun_phrase_start,
    verb_group,
};
use super::names::{Form, Mention};
use super::people::lacks_mandate;
use super::rules::CueKind;
use super::speech::Page;
use super::stances::Finding;
use super::tokens::{Kind, Token};

/// How often a subject may be looked for at a verb farther back.
const BACK: usize = 4;

/// Whose position the words give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// These (positions in [`super::names::Names::named`]).
    Named(Vec<usize>),
    /// "we", "I", "my": whoever speaks.
    Speaker,
    /// "he", "it": in reported speech, likely whoever speaks.
    Pronoun,
    /// "both sides", "the agreement": a subject, but no party.
    Somebody,
    /// None was found.
    Nobody,
}

/// How many of a subject do what the verb says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quantity {
    /// As it stands.
    Plain,
    /// "Neither X nor Y": named, and negated.
    Neither,
    /// "none", "few", "no official": nobody that could be named.
    Hardly,
}

/// The words of a clause that name whoever acts, with their quantity.
pub(super) type Found = (Subject, Quantity);

const NOBODY: Found = (Subject::Nobody, Quantity::Plain);
const SOMEBODY: Found = (Subject::Somebody, Quantity::Plain);

/// "was rejected by NATO", "rejected by NATO": the subject stands behind.
pub(super) fn passive_agent(
    page: &Page<'_>,
    words: Range<usize>,
    passive: bool,
    end: usize,
) -> Option<Subject> {
    let past = page.tokens.get(words.start).is_some_and(|token| token.lower.ends_with("ed"));
    let reach = if passive { 8 } else { 2 };
    if !passive && !past {
        return None;
    }
    let by = (words.end..end.min(words.end + reach))
        .take_while(|at| !page.tokens.get(*at).is_some_and(|token| token.is(',') || token.is(';')))
        .find(|at| page.tokens.get(*at).is_some_and(|token| token.lower == "by"))?;
    let mut named: Vec<usize> = Vec::new();
    let mut last = by + 1;
    for mention in page.mentions_in(&(by + 1..end.min(by + 16))) {
        let between = page.tokens.get(last..mention.start).unwrap_or_default();
        let joined = between.iter().all(|token| {
            token.is(',') || matches!(token.lower.as_str(), "and" | "the" | "or" | "both") || token.capital
        });
        let office = between.last().is_some_and(|token| token.lower == "of")
            && office_before(page, mention.start - 1, by);
        if !joined && !office || page.names.instrument[mention.named] {
            break;
        }
        // "by Spain's critics" is not by Spain.
        let possessive = page.tokens.get(mention.end - 1).is_some_and(|token| token.possessive);
        if (possessive || mention.form == Form::Adjective) && !is_office(page, mention.end) {
            break;
        }
        named.push(mention.named);
        last = mention.end;
    }
    if named.is_empty() || lacks_mandate(page, by + 1..last) {
        return Some(Subject::Somebody);
    }
    Some(Subject::Named(named))
}

/// The subject of a verb: of a relative clause whom it is about, of a verb
/// behind "and" that of the verb before, else the noun phrase before it.
pub(super) fn subject_before(page: &Page<'_>, verb: usize, floor: usize) -> Found {
    subject_at(page, verb, floor, BACK)
}

/// At most [`BACK`] recursions.
fn subject_at(page: &Page<'_>, verb: usize, floor: usize, back: usize) -> Found {
    let group = verb_group(page, verb, floor);
    let Some(deeper) = back.checked_sub(1) else { return NOBODY };
    let Some(mut before) = group.start.checked_sub(1).filter(|before| *before >= floor) else {
        return NOBODY;
    };
    // "to reject": whoever does the verb that it hangs on.
    if let VerbForm::Infinitive(_) = group.form {
        return match governing_verb(page, before, floor) {
            Some(verb) => subject_at(page, verb, floor, deeper),
            None => NOBODY,
        };
    }
    while before > floor && page.tokens.get(before).is_some_and(|token| token.is_quote()) {
        before -= 1;
    }
    let Some(token) = page.tokens.get(before) else { return NOBODY };
    let word = token.lower.as_str();
    if group.form == VerbForm::Participle {
        if is_preposition(word) {
            return NOBODY;
        }
        // "Spain left, rejecting the dam": the subject of what stands before.
        if token.is(',') {
            return earlier_verb(page, before, floor)
                .map_or(NOBODY, |verb| subject_at(page, verb, floor, deeper));
        }
        // "continued refusing": whoever continued.
        if acts_as_verb(page, before) {
            return subject_at(page, before, floor, deeper);
        }
    }
    match word {
        "who" | "which" | "that" => {
            let comma = before
                .checked_sub(1)
                .is_some_and(|at| page.tokens.get(at).is_some_and(|token| token.is(',')));
            return phrase_subject(page, before - usize::from(comma), floor, true);
        }
        "and" | "or" | "but" | "nor" | "yet" | "then" => {
            return earlier_verb(page, before, floor)
                .map_or(NOBODY, |verb| subject_at(page, verb, floor, deeper));
        }
        _ => {}
    }
    if token.is(',') {
        // "Spain accepted it, then rejected it": the comma of a list of verbs.
        if let Some(comma) = before_remark(page, before, floor) {
            let found = phrase_subject(page, comma, floor, false);
            if found.0 != Subject::Nobody {
                return found;
            }
        }
        return earlier_verb(page, before, floor)
            .map_or(NOBODY, |verb| subject_at(page, verb, floor, deeper));
    }
    phrase_subject(page, before + 1, floor, false)
}

/// The verb on which an infinitive hangs whose "to" stands behind `before`.
fn governing_verb(page: &Page<'_>, before: usize, floor: usize) -> Option<usize> {
    (before.saturating_sub(8).max(floor)..=before)
        .rev()
        .take_while(|at| !page.tokens.get(*at).is_some_and(|token| token.is(',') || token.is(';')))
        .find(|at| {
            acts_as_verb(page, *at)
                || is_be(page, *at)
                || page.tokens.get(*at).is_some_and(|token| {
                    !token.capital
                        && token.kind == Kind::Word
                        && (token.lower.ends_with("ed")
                            || is_one(
                                page,
                                *at,
                                &["wants", "has", "had", "have", "seeks", "tries", "plans", "hopes"],
                            ))
                })
        })
}

/// The nearest verb before `at` that can have a subject.
fn earlier_verb(page: &Page<'_>, at: usize, floor: usize) -> Option<usize> {
    let finite = |at: &usize| {
        let aux = page.tokens.get(*at).is_some_and(|token| {
            is_be(page, *at)
                || matches!(
                    token.lower.as_str(),
                    "has" | "had" | "have" | "did" | "does" | "will" | "would" | "could"
                )
        });
        let verb = aux || acts_as_verb(page, *at);
        verb && verb_group(page, *at, floor).form == VerbForm::Finite
    };
    let found = (floor..at).rev().find(finite);
    // No verb that the rules know: whoever is named first.
    found.or_else(|| {
        let first = page.mentions_in(&(floor..at)).first()?;
        (phrase_subject(page, first.end, floor, false).0 != Subject::Nobody).then_some(first.end)
    })
}

fn is_office(page: &Page<'_>, at: usize) -> bool {
    page.tokens.get(at).is_some_and(|token| {
        let word = token.lower.as_str();
        let offices = &page.rules.words.offices;
        offices.contains(word) || word.strip_suffix('s').is_some_and(|one| offices.contains(one))
    }) || page.rules.unnamed.longest(page.tokens, at).is_some()
}

/// "we" of "we're".
fn uncontracted(token: &Token) -> &str {
    token.lower.split_once('\'').map_or(token.lower.as_str(), |(word, _)| word)
}

/// Whom the noun phrase that ends before `end` names.
fn phrase_subject(page: &Page<'_>, end: usize, floor: usize, relative: bool) -> Found {
    let Some(last) = end.checked_sub(1).filter(|last| *last >= floor) else { return NOBODY };
    match page.tokens.get(last).map_or("", uncontracted) {
        "we" | "i" => return (Subject::Speaker, Quantity::Plain),
        "he" | "she" | "it" | "they" => return (Subject::Pronoun, Quantity::Plain),
        _ => {}
    }
    let start = noun_phrase_start(page, end, floor);
    if start >= end {
        return NOBODY;
    }
    let hardly = page.tokens.get(start).is_some_and(|first| {
        matches!(
            first.lower.as_str(),
            "no" | "none" | "nobody" | "neither" | "few" | "hardly" | "scarcely" | "little" | "nothing"
        )
    });
    if let Some(mention) = page.mention_before(end).filter(|mention| can_be_subject(page, mention)) {
        let (named, first) = list_before(page, mention, floor);
        let neither = first
            .checked_sub(1)
            .filter(|before| *before >= floor)
            .is_some_and(|before| is_one(page, before, &["neither", "nor"]));
        if !governed(page, first, floor) {
            let quantity = match (neither, hardly) {
                (true, _) => Quantity::Neither,
                (false, true) => Quantity::Hardly,
                (false, false) => Quantity::Plain,
            };
            if lacks_mandate(page, start..first) && mention.form != Form::Person {
                return (Subject::Somebody, quantity);
            }
            return (Subject::Named(named), quantity);
        }
        // "a treaty with Spain which": what is named last may be meant, or the treaty.
        if relative {
            return SOMEBODY;
        }
    }
    let quantity = if hardly { Quantity::Hardly } else { Quantity::Plain };
    if hardly || lacks_mandate(page, start..end) {
        return (Subject::Somebody, quantity);
    }
    let head_end = (start + 1..end)
        .find(|at| page.tokens.get(*at).is_some_and(|token| is_preposition(&token.lower)))
        .unwrap_or(end);
    // "Spain under its new king", "Spain in fact".
    if head_end < end
        && let Some(mention) = page.mention_before(head_end).filter(|mention| can_be_subject(page, mention))
        && !governed(page, mention.start, floor)
    {
        return (Subject::Named(list_before(page, mention, floor).0), quantity);
    }
    let officer = head_end.checked_sub(1).is_some_and(|head| is_office(page, head))
        || (start..head_end).any(|at| {
            is_office(page, at) && page.tokens.get(head_end - 1).is_some_and(|token| token.capital)
        });
    if officer {
        let head = page
            .mentions_in(&(start..head_end))
            .iter()
            .rfind(|mention| !page.names.instrument[mention.named]);
        if let Some(mention) = head {
            let (named, _) = list_before(page, mention, floor);
            return (Subject::Named(named), quantity);
        }
        if page
            .tokens
            .get(head_end)
            .is_some_and(|token| matches!(token.lower.as_str(), "of" | "for" | "from"))
            && let Some(mention) = page.mentions_in(&(head_end..end.min(head_end + 8))).first()
            && !page.names.instrument[mention.named]
            && is_whole(page, mention, head_end, end)
        {
            return (Subject::Named(vec![mention.named]), quantity);
        }
    }
    (Subject::Somebody, quantity)
}

/// Whether a noun phrase behind "of" is a name and no more, or an office again:
/// "of the government of Spain", not "of a Spanish village".
fn is_whole(page: &Page<'_>, mention: &Mention, of: usize, end: usize) -> bool {
    let close = (of + 1..mention.start).all(|at| is_one(page, at, &["the", "of"]) || is_office(page, at));
    let goes_on = mention.end < end
        && page.tokens.get(mention.end).is_some_and(|token| {
            token.kind == Kind::Word && !is_preposition(&token.lower) && !is_adverb(token)
        })
        && !is_office(page, mention.end);
    close && !goes_on
}

fn can_be_subject(page: &Page<'_>, mention: &Mention) -> bool {
    let possessive = page.tokens.get(mention.end.saturating_sub(1)).is_some_and(|token| token.possessive);
    !page.names.instrument[mention.named] && !possessive && mention.form != Form::Adjective
}

/// "the United States, NATO and Ukraine": the names with nothing but commas and
/// "and" between them that end with this one, and where the first begins.
fn list_before(page: &Page<'_>, last: &Mention, floor: usize) -> (Vec<usize>, usize) {
    let mut named = vec![last.named];
    let mut start = last.start;
    let opens = |at: usize| page.tokens.get(at).is_some_and(|token| is_preposition(&token.lower));
    for mention in page.mentions_in(&(floor..last.start)).iter().rev() {
        let between = page.tokens.get(mention.end..start).unwrap_or_default();
        let joined = between.iter().any(|token| {
            token.is(',') || token.is('/') || matches!(token.lower.as_str(), "and" | "or" | "nor")
        });
        let list = joined
            && between.len() <= 3
            && between.iter().all(|token| {
                token.is(',')
                    || token.is('/')
                    || matches!(token.lower.as_str(), "and" | "the" | "or" | "nor" | "neither")
            });
        // A list ends in "and"; a comma alone parts "with Spain, France refused".
        let comma = between.iter().all(|token| token.is(',') || token.lower == "the");
        let bare = named.len() == 1 && comma;
        // "After the talks with Spain, Italy and France": what a comma ends is no part of it.
        let first = (floor..mention.start)
            .find(|at| page.tokens.get(*at).is_some_and(|token| token.kind == Kind::Word));
        let adverbial = comma && governed(page, mention.start, floor) && first.is_some_and(opens);
        if !list || bare || adverbial || page.names.instrument[mention.named] {
            break;
        }
        named.insert(0, mention.named);
        start = mention.start;
    }
    named.dedup();
    (named, start)
}

/// Whether a preposition stands before a name or list of names, "the head of
/// the delegation of" left out: that stands for whom it is of.
fn governed(page: &Page<'_>, first: usize, floor: usize) -> bool {
    let mut at = first;
    while at > floor {
        at -= 1;
        let Some(token) = page.tokens.get(at) else { return false };
        if matches!(token.lower.as_str(), "the" | "a" | "an" | "both" | "either" | "all") {
            continue;
        }
        // "of Eastern and Southern Spain".
        let region = |at: usize| page.tokens.get(at).is_some_and(|token| token.lower.ends_with("ern"));
        if region(at) || (token.lower == "and" && region(at + 1)) {
            continue;
        }
        return is_preposition(&token.lower) && !(token.lower == "of" && office_before(page, at, floor));
    }
    false
}

/// Whoever the words name that do not hang on a verb: "no objection",
/// "unacceptable". The last name that no preposition governs, or what stands
/// for one.
pub(super) fn named_before(page: &Page<'_>, cue: usize, floor: usize) -> Subject {
    let free = |mention: &&Mention| can_be_subject(page, mention) && !governed(page, mention.start, floor);
    if let Some(mention) = page.mentions_in(&(floor..cue)).iter().rev().find(free) {
        let (named, _) = list_before(page, mention, floor);
        let spoken = page.tokens.get(mention.end..cue).unwrap_or_default().iter().any(is_first_person);
        return if spoken { Subject::Speaker } else { Subject::Named(named) };
    }
    let words = page.tokens.get(floor..cue).unwrap_or_default();
    let stands = |token: &Token| {
        page.rules.words.actors.contains(&token.lower) || page.rules.words.texts.contains(&token.lower)
    };
    if words.iter().any(is_first_person) {
        Subject::Speaker
    } else if words.iter().any(|token| matches!(token.lower.as_str(), "he" | "she" | "it" | "they")) {
        Subject::Pronoun
    } else if words.iter().any(stands)
        || words.iter().filter(|token| token.kind == Kind::Word).skip(1).any(|token| token.capital)
    {
        Subject::Somebody
    } else {
        Subject::Nobody
    }
}

fn is_first_person(token: &Token) -> bool {
    matches!(uncontracted(token), "we" | "i")
}

/// Whoever a clause names first where no preposition governs the name.
pub(super) fn first_subject(page: &Page<'_>, clause: Range<usize>) -> Subject {
    let free =
        |mention: &&Mention| can_be_subject(page, mention) && !governed(page, mention.start, clause.start);
    let first = page.mentions_in(&clause).iter().find(free);
    first.map_or(Subject::Nobody, |mention| Subject::Named(vec![mention.named]))
}

/// Whether a clause goes on with the subject of the clause before: "refused the
/// road but offered a ferry".
pub(super) fn continues(page: &Page<'_>, clause: &Range<usize>, found: &Finding) -> bool {
    let joined = is_one(page, clause.start, &["but", "yet", "and"]);
    // At most "has also" stands between.
    joined
        && found.kind == CueKind::Verb
        && found.subject == Subject::Nobody
        && found.words.start <= clause.start + 3
}

/// Whether an office stands before an "of": "the head of the delegation of".
fn office_before(page: &Page<'_>, of: usize, floor: usize) -> bool {
    of.checked_sub(1).filter(|before| *before >= floor).is_some_and(|before| is_office(page, before))
}

/// Whose noun it is: "Russia's proposal", "the U.S. demand", "my proposal",
/// "the proposal of Russia".
pub(super) fn owner(page: &Page<'_>, noun: usize, floor: usize) -> Subject {
    // Adjectives may stand between, no verb and no article: "Spain's second, much better offer".
    let mut at = noun;
    while at > floor && noun - at < 4 {
        if let Some(mention) = page.mention_before(at).filter(|mention| mention.start >= floor) {
            let possessive = page.tokens.get(mention.end - 1).is_some_and(|token| token.possessive);
            let close = at == noun || possessive || mention.form == Form::Adjective;
            return match close && !page.names.instrument[mention.named] && !lacks_mandate(page, at..noun) {
                true => Subject::Named(vec![mention.named]),
                false => Subject::Somebody,
            };
        }
        let Some(token) = page.tokens.get(at - 1) else { break };
        match token.lower.as_str() {
            "my" | "our" => return Subject::Speaker,
            "his" | "her" | "its" | "their" => return Subject::Somebody,
            _ if token.possessive => return Subject::Somebody,
            "the" | "a" | "an" | "this" | "that" | "these" | "any" | "no" => break,
            _ if token.is_quote() => at -= 1,
            word if token.kind != Kind::Word && !token.is('-')
                || is_preposition(word)
                || is_be(page, at - 1) =>
            {
                break;
            }
            _ if acts_as_verb(page, at - 1) => break,
            _ => at -= 1,
        }
    }
    // "red line for Spain", "an offer by Spain": right behind the noun.
    let after = (noun + 1..noun + 3).find(|at| is_one(page, *at, &["of", "by", "from"]));
    if let Some(after) = after {
        let name = after + 1 + usize::from(is_one(page, after + 1, &["the"]));
        let mention = page.mention_at(name).filter(|mention| mention.start == name);
        let whole = |mention: &&Mention| {
            can_be_subject(page, mention)
                && page.mention_at(mention.end).is_none()
                && !is_one(page, mention.end, &["and"])
        };
        if let Some(mention) = mention.filter(whole) {
            return Subject::Named(vec![mention.named]);
        }
    }
    Subject::Nobody
}

/// Whether a token can stand between a verb and what it governs.
pub(super) fn is_passed(token: &Token) -> bool {
    is_adverb(token) || token.is_quote() || token.is('[')
}
