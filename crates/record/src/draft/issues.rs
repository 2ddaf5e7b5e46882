//! Which issues of a case a passage may be about: by the words of their titles,
//! options and contested words, compared by stem.

use std::collections::{BTreeMap, BTreeSet};

use detente_case::model::Case;
use detente_case::package::IssueIndex;

use super::tokens::{Kind, Token, tokens};
use super::verbs::stem;

/// An issue that a passage may be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueCandidate {
    /// The issue.
    pub issue: IssueIndex,
    /// Of 100: the share of the title's words that stand in the passage, rarer
    /// words counting more, with less for words of options.
    pub score: u8,
    /// The words that led to it, as stems, in alphabetic order.
    pub words: Vec<String>,
}

/// How many candidates a draft carries.
const CANDIDATES: usize = 3;
const ENOUGH: u32 = 20;

/// The words of a case's issues.
#[derive(Clone, Debug, Default)]
pub(super) struct Issues {
    /// By issue: stems with weights.
    weights: Vec<BTreeMap<String, u32>>,
}

impl Issues {
    pub(super) fn new(case: Option<&Case>) -> Self {
        let Some(case) = case else { return Self::default() };
        let names: BTreeSet<String> = case
            .parties
            .iter()
            .flat_map(|party| std::iter::once(&party.name).chain(&party.aliases))
            .flat_map(|name| stems(&tokens(name)))
            .collect();
        let mut weights: Vec<BTreeMap<String, u32>> = Vec::new();
        for issue in &case.issues {
            let mut words: BTreeMap<String, u32> = BTreeMap::new();
            let mut note = |text: &str, weight: u32| {
                for stem in stems(&tokens(text)).into_iter().filter(|stem| !names.contains(stem)) {
                    let entry = words.entry(stem).or_default();
                    *entry = (*entry).max(weight);
                }
            };
            note(&issue.title, 6);
            note(&issue.id.replace('-', " "), 6);
            issue
                .words
                .iter()
                .filter_map(|word| case.words.get(*word))
                .for_each(|word| note(&word.id.replace('-', " "), 4));
            issue.domain.options().iter().for_each(|option| note(&option.title, 2));
            weights.push(words);
        }
        // A word that several issues share says less of each.
        let mut shared: BTreeMap<String, u32> = BTreeMap::new();
        for stem in weights.iter().flat_map(BTreeMap::keys) {
            *shared.entry(stem.clone()).or_default() += 1;
        }
        for words in &mut weights {
            for (stem, weight) in words.iter_mut() {
                *weight = (*weight * 2).div_ceil(shared.get(stem).copied().unwrap_or(1).max(1) + 1);
            }
        }
        Self { weights }
    }

    /// The likeliest issues of a passage, best first.
    pub(super) fn candidates(&self, passage: &[Token]) -> Vec<IssueCandidate> {
        let present = stems(passage);
        let mut found: Vec<IssueCandidate> = Vec::new();
        for (issue, words) in self.weights.iter().enumerate() {
            let hits: Vec<(&String, u32)> = words
                .iter()
                .filter(|(stem, _)| present.contains(*stem))
                .map(|(stem, weight)| (stem, *weight))
                .collect();
            let score = hits.iter().map(|(_, weight)| weight * 10).sum::<u32>().min(100);
            if score >= ENOUGH {
                let words = hits.into_iter().map(|(stem, _)| stem.clone()).collect();
                found.push(IssueCandidate { issue, score: u8::try_from(score).unwrap_or(100), words });
            }
        }
        found.sort_by(|one, other| other.score.cmp(&one.score).then(one.issue.cmp(&other.issue)));
        found.truncate(CANDIDATES);
        found
    }
}

fn stems(tokens: &[Token]) -> BTreeSet<String> {
    const COMMON: [&str; 63] = [
        "with", "from", "that", "this", "what", "which", "when", "where", "whether", "their", "they",
        "there", "would", "could", "should", "have", "been", "were", "will", "into", "under", "over", "only",
        "other", "than", "more", "most", "some", "such", "year", "years", "about", "after", "before",
        "between", "both", "each", "does", "long", "happens", "the", "and", "for", "are", "was", "not",
        "but", "its", "his", "her", "has", "had", "who", "all", "any", "new", "one", "two", "can", "may",
        "how", "former", "else",
    ];
    let counts = |token: &&Token| {
        token.kind == Kind::Word && token.lower.chars().count() > 2 && !COMMON.contains(&token.lower.as_str())
    };
    tokens.iter().filter(counts).map(|token| stem(&token.lower)).collect()
}
