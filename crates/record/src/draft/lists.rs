//! Lists of terms: the articles of a draft treaty, the points of a plan. Each
//! is a statement of whoever put the list forward.

use std::ops::Range;

use detente_case::model::Stance;

use super::layout::{Block, BlockKind, Sentence};
use super::names::{Form, Mention};
use super::rules::Rules;
use super::speech::Page;
use super::tokens::Token;

/// A point of a list, and what it does.
#[derive(Clone, Debug)]
pub(super) struct Point {
    /// The block.
    pub(super) block: usize,
    /// What a point of this list does.
    pub(super) stance: Stance,
    /// Whose list it is (positions in [`super::names::Names::named`]).
    pub(super) owners: Vec<usize>,
    /// The words that led to it.
    pub(super) lead: Range<usize>,
    /// Whether it belongs to an article of a treaty.
    pub(super) article: bool,
}

/// The points of all lists that a heading or a sentence before them announces.
pub(super) fn points(page: &Page<'_>, title: Option<&str>) -> Vec<Point> {
    let titled = title.and_then(|title| rule_of_text(title, page.rules));
    let mut points = Vec::new();
    let mut heading: Option<(Stance, Range<usize>)> = None;
    let mut lead: Option<(Stance, Range<usize>)> = None;
    let mut in_article = false;
    for (index, block) in page.blocks.iter().enumerate() {
        match block.kind {
            BlockKind::Heading => {
                lead = None;
                in_article = in_article && block.tokens.len() <= 6;
                if let Some(found) = rule(page, block.tokens.clone()) {
                    heading = Some((found, block.tokens.clone()));
                } else if !in_article {
                    heading = None;
                }
            }
            BlockKind::Paragraph if in_article => {
                push(&mut points, page, index, &lead, &heading, titled, true)
            }
            BlockKind::Paragraph => {
                let last = last_sentence(page, index, block);
                let announces = page.tokens.get(block.tokens.end - 1).is_some_and(|token| token.is(':'));
                let next_is_point =
                    page.blocks.get(index + 1).is_some_and(|next| next.kind == BlockKind::Point);
                lead = (announces || next_is_point)
                    .then(|| rule(page, last.clone()).map(|stance| (stance, last)))
                    .flatten();
            }
            BlockKind::Article => {
                in_article = true;
                push(&mut points, page, index, &lead, &heading, titled, true);
            }
            BlockKind::Point => push(&mut points, page, index, &lead, &heading, titled, in_article),
        }
    }
    points
}

fn push(
    points: &mut Vec<Point>,
    page: &Page<'_>,
    block: usize,
    lead: &Option<(Stance, Range<usize>)>,
    heading: &Option<(Stance, Range<usize>)>,
    titled: Option<Stance>,
    article: bool,
) {
    let announced = lead.clone().or_else(|| heading.clone());
    let (stance, words) = match (announced, titled) {
        (Some((stance, words)), _) => (stance, words),
        (None, Some(stance)) => (stance, 0..0),
        (None, None) if article => (Stance::Proposes, 0..0),
        (None, None) => return,
    };
    let mut owners: Vec<usize> = page
        .mentions_in(&words)
        .iter()
        .filter(|mention| {
            !page.names.instrument[mention.named] && mention.form != Form::Name
                || possessive_or_first(page, mention, &words)
        })
        .map(|mention| mention.named)
        .collect();
    owners.dedup();
    points.push(Point { block, stance, owners, lead: words, article });
}

fn possessive_or_first(page: &Page<'_>, mention: &Mention, words: &Range<usize>) -> bool {
    let possessive = page.tokens.get(mention.end - 1).is_some_and(|token| token.possessive);
    let before = mention.start.checked_sub(1).and_then(|before| page.tokens.get(before));
    let of = before.is_some_and(|token| matches!(token.lower.as_str(), "of" | "by"));
    !page.names.instrument[mention.named] && (possessive || of || mention.start <= words.start + 1)
}

fn last_sentence(page: &Page<'_>, index: usize, block: &Block) -> Range<usize> {
    let after = page.sentences.partition_point(|sentence: &Sentence| sentence.block <= index);
    let last = after.checked_sub(1).and_then(|last| page.sentences.get(last));
    last.filter(|sentence| sentence.block == index)
        .map_or(block.tokens.clone(), |sentence| sentence.tokens.clone())
}

/// The stance of the first list rule that has a word in the range.
fn rule(page: &Page<'_>, range: Range<usize>) -> Option<Stance> {
    let all: Vec<&str> = page.tokens.get(range)?.iter().map(|token: &Token| token.lower.as_str()).collect();
    rule_of_words(&all, page.rules)
}

fn rule_of_text(text: &str, rules: &Rules) -> Option<Stance> {
    let all = super::tokens::tokens(text);
    rule_of_words(&all.iter().map(|token| token.lower.as_str()).collect::<Vec<_>>(), rules)
}

fn rule_of_words(all: &[&str], rules: &Rules) -> Option<Stance> {
    let has = |phrase: &str| {
        let words: Vec<&str> = phrase.split(' ').collect();
        all.windows(words.len()).any(|window| window == words.as_slice())
    };
    rules.lists.iter().find(|list| list.words.iter().any(|phrase| has(phrase))).map(|list| list.stance())
}
