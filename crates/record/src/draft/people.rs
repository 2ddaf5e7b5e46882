//! Speakers: whom a noun phrase names, and whom "he" means.

use std::collections::BTreeMap;
use std::ops::Range;

use super::appositions::Apposition;
use super::articles::joined;
use super::grammar::{self, is_auxiliary, is_one, is_preposition};
use super::names::{Form, Mention};
use super::speech::Page;
use super::tokens::{Kind, Token};

/// Whoever speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Speaker {
    /// The name, or the words that stand for one.
    pub(super) name: String,
    /// Whether it is a name.
    pub(super) named: bool,
    /// For whom (position in [`super::names::Names::named`]).
    pub(super) speaks_for: Option<usize>,
    /// Whether the noun phrase says so by itself.
    pub(super) certain: bool,
}

impl Speaker {
    /// Somebody with a name, speaking for nobody that is known.
    pub(super) fn named(name: String) -> Self {
        Self { name, named: true, speaks_for: None, certain: true }
    }
}

/// Whom the text has named so far.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    known: Vec<Speaker>,
    /// Where each whole name stands in `known`, and those that end in each word.
    by_name: BTreeMap<String, usize>,
    by_family: BTreeMap<String, Vec<usize>>,
    last_person: Option<Speaker>,
    last_group: Option<Speaker>,
}

impl People {
    /// Remembers somebody as the last person named.
    pub(super) fn note(&mut self, speaker: &Speaker) {
        let known = self.by_name.get(&speaker.name).and_then(|at| self.known.get_mut(*at));
        match known {
            Some(known) => known.speaks_for = known.speaks_for.or(speaker.speaks_for),
            None => {
                let at = self.known.len();
                self.by_name.insert(speaker.name.clone(), at);
                self.by_family.entry(family(&speaker.name).to_owned()).or_default().push(at);
                self.known.push(speaker.clone());
            }
        }
        self.last_person = Some(speaker.clone());
    }

    /// Remembers whom a sentence names, for the pronouns of the next.
    pub(super) fn read(&mut self, page: &Page<'_>, range: Range<usize>) {
        let group = |mention: &&Mention| mention.form == Form::Name && !page.names.instrument[mention.named];
        if let Some(mention) = page.mentions_in(&range).iter().find(group) {
            self.last_group = Some(Speaker {
                name: words(page, mention.start..mention.end),
                named: true,
                speaks_for: Some(mention.named),
                certain: false,
            });
        }
    }

    /// Whoever has these initials.
    pub(super) fn by_initials(&self, initials: &str) -> Option<Speaker> {
        let of = |name: &str| name.split(' ').filter_map(|word| word.chars().next()).collect::<String>();
        self.known.iter().find(|known| known.name.contains(' ') && of(&known.name) == initials).cloned()
    }

    /// Whom a noun phrase names.
    pub(super) fn identify(&mut self, page: &Page<'_>, phrase: Range<usize>) -> Option<Speaker> {
        let all = page.tokens.get(phrase.clone())?;
        let content: Vec<&Token> = all.iter().filter(|token| !is_adverb(token)).collect();
        let [first, ..] = content.as_slice() else { return None };
        if matches!(first.lower.as_str(), "few" | "none" | "nobody" | "neither" | "no" | "hardly") {
            return None;
        }
        match first.lower.as_str() {
            "he" | "she" if content.len() <= 2 => {
                return self.last_person.clone().map(|speaker| Speaker { certain: true, ..speaker });
            }
            "it" | "they" if content.len() <= 2 => return self.last_group.clone(),
            "i" | "we" | "you" | "who" | "which" | "that" | "what" | "there" | "one" | "some" | "many"
                if content.len() <= 2 =>
            {
                return None;
            }
            _ => {}
        }
        if let Some(person) = self.identify_person(page, phrase.clone()) {
            return Some(person);
        }
        let speaks_for = party(page, phrase.clone());
        let unnamed = phrase.clone().any(|at| page.rules.unnamed.longest(page.tokens, at).is_some());
        if unnamed {
            let speaks_for = speaks_for.filter(|_| !lacks_mandate(page, phrase.clone()));
            let speaker = Speaker { name: described(page, phrase), named: false, speaks_for, certain: true };
            self.last_person = Some(speaker.clone());
            return Some(speaker);
        }
        let text = all.iter().any(|token| page.rules.words.texts.contains(&token.lower));
        let head = page
            .mentions_in(&phrase)
            .iter()
            .rev()
            .find(|mention| mention.form == Form::Name && !is_elsewhere(page, mention, phrase.start));
        if text && speaks_for.is_some() {
            return Some(Speaker { name: described(page, phrase), named: true, speaks_for, certain: true });
        }
        if let Some(mention) = head.filter(|mention| !page.names.instrument[mention.named]) {
            let name = words(page, mention.start..mention.end);
            return Some(Speaker { name, named: true, speaks_for: Some(mention.named), certain: true });
        }
        let run = capital_runs(page, phrase).into_iter().next_back()?;
        (run.len() <= 5).then(|| Speaker::named(words(page, run)))
    }

    /// The person whom a noun phrase names: the first run of capitals that is
    /// no title, no office and no state.
    pub(super) fn identify_person(&mut self, page: &Page<'_>, phrase: Range<usize>) -> Option<Speaker> {
        let known = page.mentions_in(&phrase).iter().find(|mention| mention.form == Form::Person);
        if let Some(mention) = known {
            let at = mention.start..mention.end;
            let full = capital_runs(page, phrase.clone())
                .into_iter()
                .find(|run| run.start <= at.start && run.end >= at.end);
            let name = self.full_name(words(page, full.unwrap_or(at)));
            let speaks_for = Some(mention.named).filter(|_| !lacks_mandate(page, phrase.clone()));
            let speaker = Speaker { name, named: true, speaks_for, certain: true };
            self.note(&speaker);
            return Some(speaker);
        }
        for run in capital_runs(page, phrase.clone()) {
            let name = words(page, run.clone());
            if let Some(known) = self.named(&name, true).cloned() {
                self.last_person = Some(known.clone());
                return Some(Speaker { certain: true, ..known });
            }
            let all: Vec<&Token> = page.tokens.get(run.clone())?.iter().collect();
            let titled =
                run.start.checked_sub(1).and_then(|before| page.tokens.get(before)).is_some_and(|token| {
                    page.rules.words.titles.contains(token.word.trim_end_matches('.')) || token.is('.')
                });
            let shouted =
                all.iter().any(|token| token.word.len() > 2 && token.word.chars().all(char::is_uppercase));
            let preceded_by_article = run.start > phrase.start
                && page
                    .tokens
                    .get(run.start - 1)
                    .is_some_and(|token| matches!(token.lower.as_str(), "the" | "a" | "an"));
            if ((2..=4).contains(&all.len()) || titled) && !shouted && !preceded_by_article {
                let speaks_for = party(page, phrase.clone()).filter(|_| !lacks_mandate(page, phrase.clone()));
                let speaker = Speaker { name, named: true, speaks_for, certain: true };
                self.note(&speaker);
                return Some(speaker);
            }
        }
        None
    }

    /// Whom a name and an office beside it name.
    pub(super) fn identify_apposed(&mut self, page: &Page<'_>, phrase: &Apposition) -> Speaker {
        if let Some(person) =
            self.identify_person(page, phrase.name.clone()).filter(|known| known.speaks_for.is_some())
        {
            return person;
        }
        let untitled = capital_runs(page, phrase.name.clone()).into_iter().next_back();
        let speaks_for =
            party(page, phrase.whole.clone()).filter(|_| !lacks_mandate(page, phrase.whole.clone()));
        let name = self.full_name(words(page, untitled.unwrap_or_else(|| phrase.name.clone())));
        let speaker = Speaker { name, named: true, speaks_for, certain: true };
        self.note(&speaker);
        speaker
    }

    /// The whole name of somebody who was named in full before.
    fn full_name(&self, name: String) -> String {
        self.named(&name, false).map(|known| known.name.clone()).unwrap_or(name)
    }

    /// The first who was named so, in full or at the end of a longer name.
    fn named(&self, name: &str, or_exactly: bool) -> Option<&Speaker> {
        let ends = |known: &&Speaker| match known.name.strip_suffix(name) {
            Some("") => or_exactly,
            Some(before) => before.ends_with(' '),
            None => false,
        };
        let all = self.by_family.get(family(name))?;
        all.iter().filter_map(|at| self.known.get(*at)).find(ends)
    }
}

/// The last word of a name.
fn family(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

fn is_adverb(token: &Token) -> bool {
    let auxiliary = matches!(
        token.lower.as_str(),
        "has"
            | "have"
            | "had"
            | "also"
            | "later"
            | "once"
            | "again"
            | "then"
            | "now"
            | "earlier"
            | "been"
            | "was"
            | "is"
            | "were"
            | "are"
            | "further"
            | "yet"
            | "still"
            | "previously"
    );
    auxiliary || (token.lower.ends_with("ly") && !token.capital)
}

fn words(page: &Page<'_>, range: Range<usize>) -> String {
    page.tokens.get(range).map(|all| joined(&all.iter().collect::<Vec<_>>())).unwrap_or_default()
}

/// A description without its leading conjunctions and at most twelve words.
fn described(page: &Page<'_>, phrase: Range<usize>) -> String {
    let all: Vec<&Token> = page.tokens.get(phrase).map(|all| all.iter().collect()).unwrap_or_default();
    let trimmed: Vec<&Token> =
        all.iter().copied().filter(|token| token.kind != Kind::Mark || token.is('-')).take(12).collect();
    let end = trimmed.iter().rposition(|token| !is_adverb(token)).map_or(0, |last| last + 1);
    joined(trimmed.get(..end).unwrap_or_default())
}

/// The party that a noun phrase names, by name, adjective or person.
fn party(page: &Page<'_>, phrase: Range<usize>) -> Option<usize> {
    page.mentions_in(&phrase)
        .iter()
        .find(|mention| !page.names.instrument[mention.named] && !is_elsewhere(page, mention, phrase.start))
        .map(|mention| mention.named)
}

/// Whether a name only tells where something is or whom it concerns: "talks in
/// Moscow", "the ambassador to Spain".
fn is_elsewhere(page: &Page<'_>, mention: &Mention, floor: usize) -> bool {
    let before = (floor..mention.start).rev().find(|at| !is_one(page, *at, &["the", "a"]));
    before.is_some_and(|at| {
        is_one(
            page,
            at,
            &[
                "in", "at", "on", "with", "to", "against", "about", "over", "between", "near", "into",
                "toward", "towards", "among",
            ],
        )
    })
}

pub(super) fn lacks_mandate(page: &Page<'_>, phrase: Range<usize>) -> bool {
    let Some(all) = page.tokens.get(phrase) else { return false };
    let text = all.iter().map(|token| token.lower.as_str()).collect::<Vec<_>>().join(" ");
    page.rules.words.without_mandate.iter().any(|word| {
        text.match_indices(word.as_str()).any(|(at, _)| {
            let before = text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
            let after = text[at + word.len()..].chars().next().is_none_or(|after| !after.is_alphanumeric());
            before && after
        })
    })
}

/// Whether a word has its capital from the sentence that it begins: a word that
/// is never part of a name, or one that stands there alone and nowhere else so.
fn is_no_name(page: &Page<'_>, at: usize, phrase: &Range<usize>) -> bool {
    let Some(token) = page.tokens.get(at) else { return false };
    let alone = !page.tokens.get(at + 1).is_some_and(|next| next.capital) && phrase.len() > 1;
    let word = token.lower.as_str();
    is_preposition(word)
        || is_auxiliary(word)
        || grammar::is_adverb(token)
        || page.rules.words.starters.contains(&token.word)
        || word.ends_with("ing")
        || alone && page.is_plain_word(at)
}

/// Runs of capitalised words that are no titles, no names of states, no days.
fn capital_runs(page: &Page<'_>, phrase: Range<usize>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in phrase.clone() {
        let Some(token) = page.tokens.get(at) else { break };
        let in_name = page.mention_at(at).is_some_and(|mention| mention.form != Form::Person);
        let first = at == phrase.start && page.rules.words.starters.contains(&token.word)
            || page.begins_sentence(at) && is_no_name(page, at, &phrase);
        let month = super::dates::is_calendar(&token.lower);
        let counts = token.capital
            && token.kind == Kind::Word
            && !in_name
            && !first
            && !month
            && !page.rules.words.titles.contains(token.word.trim_end_matches('.'));
        let before = at.checked_sub(1).and_then(|before| page.tokens.get(before));
        let glue = token.is('.') && before.is_some_and(|before| before.word.chars().count() == 1);
        let glue = glue
            || matches!(token.lower.as_str(), "de" | "van" | "von" | "al" | "bin" | "der" | "la")
                && !token.capital;
        match runs.last_mut() {
            Some(run)
                if run.end == at
                    && (counts || (glue && page.tokens.get(at + 1).is_some_and(|next| next.capital))) =>
            {
                run.end = at + 1;
            }
            _ if counts => runs.push(at..at + 1),
            _ => {}
        }
    }
    runs
}
