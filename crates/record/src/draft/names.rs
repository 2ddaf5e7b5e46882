//! Who is named: parties of the case first, then the shipped names of states,
//! alliances, treaties and those who spoke for them.

use std::collections::BTreeMap;

use detente_case::model::Case;
use detente_case::package::PartyIndex;

use super::rules::Rules;
use super::tokens::{Token, tokens};

/// Somebody that a text can name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Id: of the case's party where there is one, else of the shipped table.
    pub id: String,
    /// The party of the case.
    pub party: Option<PartyIndex>,
}

/// How a text names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// By name or seat: can be a subject.
    Name,
    /// "Russian": goes with a noun.
    Adjective,
    /// Through somebody who speaks or spoke for it.
    Person,
}

/// One place where somebody is named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    /// Position in [`Names::named`].
    pub(super) named: usize,
    /// First token.
    pub(super) start: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// How.
    pub(super) form: Form,
}

/// Everybody whose name is known.
#[derive(Clone, Debug)]
pub(super) struct Names {
    pub(super) named: Vec<Named>,
    /// Whether each is an instrument (a treaty) and so never a subject.
    pub(super) instrument: Vec<bool>,
    by_first: BTreeMap<String, Vec<Entry>>,
}

#[derive(Clone, Debug)]
struct Entry {
    words: Vec<String>,
    cased: bool,
    named: usize,
    form: Form,
}

impl Names {
    pub(super) fn new(rules: &Rules, case: Option<&Case>) -> Self {
        let mut names = Self { named: Vec::new(), instrument: Vec::new(), by_first: BTreeMap::new() };
        // Later parties do not take a name from earlier ones, nor the shipped table from the case.
        for (index, party) in case.iter().flat_map(|case| case.parties.iter().enumerate()) {
            let at = names.push(&party.id, Some(index), false);
            for name in std::iter::once(&party.name).chain(&party.aliases) {
                names.add(name, at, Form::Name);
            }
        }
        for voice in case.iter().flat_map(|case| &case.voices) {
            let speaks_for = voice.speaks_for.filter(|party| *party < names.named.len());
            if let Some(at) = speaks_for {
                names.add_person(&voice.name, at, rules);
            }
        }
        for entity in &rules.entities {
            let known = entity.names.iter().chain(&entity.seats).find_map(|name| names.exactly(name));
            let at = known.unwrap_or_else(|| names.push(&entity.id, None, entity.kind == "treaty"));
            for name in entity.names.iter().chain(&entity.seats) {
                names.add(name, at, Form::Name);
            }
            for adjective in &entity.adjectives {
                names.add(adjective, at, Form::Adjective);
            }
            for person in &entity.people {
                names.add_person(person, at, rules);
            }
        }
        names
    }

    fn push(&mut self, id: &str, party: Option<PartyIndex>, instrument: bool) -> usize {
        self.named.push(Named { id: id.to_owned(), party });
        self.instrument.push(instrument);
        self.named.len() - 1
    }

    /// A person is known by the whole name and by the family name; whatever else
    /// speaks only by the whole, for its last word is a common noun.
    fn add_person(&mut self, name: &str, named: usize, rules: &Rules) {
        self.add(name, named, Form::Person);
        if let Some((_, family)) = name.rsplit_once(' ').filter(|_| is_persons(name, rules)) {
            self.add(family, named, Form::Person);
        }
    }

    fn add(&mut self, name: &str, named: usize, form: Form) {
        let words: Vec<String> = tokens(name).into_iter().map(|token| token.word).collect();
        let words = match words.split_first() {
            Some((first, rest)) if first.eq_ignore_ascii_case("the") && !rest.is_empty() => rest.to_vec(),
            _ => words,
        };
        let Some(first) = words.first() else { return };
        let cased = words.iter().any(|word| word.chars().next().is_some_and(char::is_uppercase));
        let entries = self.by_first.entry(first.to_lowercase()).or_default();
        if !entries.iter().any(|entry| entry.words == words) {
            entries.push(Entry { words, cased, named, form });
        }
    }

    /// Whose name this is, or of whose speaker, if it is a known name and no more.
    pub(super) fn exactly(&self, name: &str) -> Option<usize> {
        let all = tokens(name);
        let mention = self.at(&all, 0)?;
        (mention.end == all.len()).then_some(mention.named)
    }

    /// The longest name that begins at `at`.
    fn at(&self, tokens: &[Token], at: usize) -> Option<Mention> {
        let entries = self.by_first.get(&tokens.get(at)?.lower)?;
        let fits = |entry: &&Entry| {
            entry.words.iter().enumerate().all(|(offset, word)| {
                tokens.get(at + offset).is_some_and(|token| {
                    let shouted = token.word.chars().count() > 2
                        && token.word.chars().all(char::is_uppercase)
                        && token.lower == word.to_lowercase();
                    let same = token.word.trim_end_matches('.') == word.trim_end_matches('.');
                    if entry.cased { same || shouted } else { token.lower == *word }
                })
            })
        };
        let entry = entries.iter().filter(fits).max_by_key(|entry| entry.words.len())?;
        let end = at + entry.words.len();
        Some(Mention { named: entry.named, start: at, end, form: entry.form })
    }

    /// Every mention, left to right, none inside another.
    pub(super) fn mentions(&self, tokens: &[Token]) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match self.at(tokens, at) {
                Some(mention) => {
                    mentions.push(mention);
                    at = mention.end;
                }
                None => at += 1,
            }
        }
        mentions
    }
}

/// Whether a name can be that of a person: capitals at both ends, and no word
/// of an institution or an office but before the rest.
fn is_persons(name: &str, rules: &Rules) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = words.last().and_then(|word| word.chars().next()).is_some_and(char::is_uppercase);
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let lower = |word: &str| word.trim_end_matches('.').to_lowercase();
    let article = matches!(lower(first).as_str(), "the" | "a" | "an");
    let institution = words.iter().any(|word| rules.words.institutions.contains(&lower(word)));
    let known = |word: &str| {
        rules.words.offices.contains(word)
            || rules.words.texts.contains(word)
            || rules.words.actors.contains(word)
    };
    capital && !article && !institution && !known(&lower(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_adjectives_seats_and_people_lead_to_one_party() {
        let names = Names::new(&Rules::shipped(), None);
        let all = tokens("Moscow and Russian troops, says Putin of U.S. plans; us too. The US left NATO.");
        let found: Vec<_> =
            names.mentions(&all).iter().map(|mention| names.named[mention.named].id.clone()).collect();
        assert_eq!(found, ["russia", "russia", "russia", "us", "us", "nato"]);
    }
}
