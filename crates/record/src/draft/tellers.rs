//! Who tells a draft and when it was said.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use detente_case::date::VagueDate;

use super::articles::Article;
use super::assemble::Drafting;
use super::dates::Found;
use super::grammar::verb_group;
use super::layout::{Block, BlockKind, Sentence};
use super::rules::CueKind;
use super::speech::{Told, quotes_of};
use super::stances::Finding;
use super::tokens::{Kind, Token};
use super::{DateFrom, Link, LinkKind};
use detente_case::model::Stance;

impl Drafting<'_> {
    pub(super) fn chain(&self, article: &Article, around: &[&Told]) -> Vec<Link> {
        let mut chain = Vec::new();
        let publisher = article.outlet.clone().or_else(|| self.document.publisher.map(str::to_owned));
        chain.extend(publisher.map(|name| Link { name, kind: LinkKind::Publisher, speaks_for: None }));
        let authors = if article.authors.is_empty() { &self.document.authors } else { &article.authors };
        if !authors.is_empty() {
            chain.push(Link { name: authors.join(" and "), kind: LinkKind::Author, speaks_for: None });
        }
        for told in around {
            let speaker = &told.speaker;
            if chain.iter().any(|link| link.name == speaker.name) {
                continue;
            }
            let kind = if speaker.named { LinkKind::Named } else { LinkKind::Unnamed };
            let speaks_for = speaker.speaks_for.map(|at| self.page.names.named[at].clone());
            chain.push(Link { name: speaker.name.clone(), kind, speaks_for });
        }
        chain
    }

    /// The day that the words or the report give, else the article's.
    pub(super) fn said(
        &self,
        range: Range<usize>,
        sentence: &Sentence,
        around: &[&Told],
        found: &[Found],
        article: &Article,
        finding: &Finding,
    ) -> (Option<VagueDate>, DateFrom) {
        let past = |date: &&Found| {
            let limit = self.date_of(article).and_then(|date| date.latest);
            match (date.date.earliest, limit) {
                (Some(earliest), Some(limit)) => earliest <= limit,
                _ => true,
            }
        };
        let quoted = around.iter().any(|told| told.quoted);
        let reporting = around.last().map(|told| told.by.clone());
        let near_report = reporting.as_ref().and_then(|by| {
            let near = |date: &&Found| date.end + 2 >= by.start && date.start <= by.end + 8;
            found.iter().filter(past).find(near)
        });
        let in_words = || {
            let mut inside: Vec<&Found> = found
                .iter()
                .filter(past)
                .filter(|date| date.start >= range.start && date.end <= range.end)
                .collect();
            // "accepted on Monday what it refused last year": the nearest day.
            inside.sort_by_key(|date| match date.start >= finding.words.end {
                true => date.start - finding.words.end,
                false => 2 + 2 * finding.words.start.saturating_sub(date.end),
            });
            let inside = inside.into_iter();
            let at_head = found
                .iter()
                .filter(past)
                .filter(|date| date.end <= range.start && date.start <= sentence.tokens.start + 3);
            inside.chain(at_head).next()
        };
        let date = near_report.or_else(|| if quoted || reporting.is_some() { None } else { in_words() });
        match date {
            Some(date) => (Some(date.date.clone()), DateFrom::Words),
            None => match self.date_of(article) {
                Some(date) => (Some(date), DateFrom::Article),
                None => (None, DateFrom::Nothing),
            },
        }
    }

    /// The articles whose authors themselves say what others should do: there
    /// "would" recommends too, in the news it does not.
    pub(super) fn advocates(&self) -> BTreeSet<usize> {
        let mut advocates = BTreeSet::new();
        for sentence in self.page.sentences {
            let Some(article) = self.article(sentence.block) else { continue };
            let strong = |at: &&usize| {
                self.page.rules.cue_index.at(self.page.tokens, **at).any(|(cue, _)| {
                    self.page.rules.cues.get(cue).is_some_and(|cue| {
                        cue.kind == CueKind::Modal && cue.strong && cue.stance == Stance::Proposes
                    })
                })
            };
            let from = self.page.cues.partition_point(|at| *at < sentence.tokens.start);
            // "would have to" is no advice.
            let alone = |at: &&usize| {
                verb_group(&self.page, **at, sentence.tokens.start).modal.is_none_or(|modal| modal == **at)
            };
            let cues = self.page.cues.iter().skip(from).take_while(|at| **at < sentence.tokens.end);
            let told = self.told_in(sentence);
            let unquoted = |at: &&usize| quotes_of(&self.quotes, &(**at..**at + 1)).is_empty();
            let mut own = cues
                .filter(strong)
                .filter(unquoted)
                .filter(alone)
                .filter(|at| !told.iter().any(|told| told.tokens.contains(at)));
            if !advocates.contains(&article.first) && own.next().is_some() {
                advocates.insert(article.first);
            }
        }
        advocates
    }
}

/// Whoever is told of, from the outside in: whose report stands inside another's
/// words is told by that other, whichever of the two is longer.
pub(super) fn nested(around: Vec<&Told>) -> Vec<&Told> {
    let mut ordered: Vec<&Told> = Vec::with_capacity(around.len());
    for told in around {
        let holds = |one: &Told, other: &Told| {
            one.quoted
                && one.tokens.start <= other.by.start
                && other.by.end <= one.tokens.end
                && !other.by.is_empty()
        };
        let at = ordered.iter().position(|outer| holds(told, outer) && !holds(outer, told));
        ordered.insert(at.unwrap_or(ordered.len()), told);
    }
    ordered
}

/// Words that the running text writes with a capital where no sentence begins.
pub(super) fn proper(tokens: &[Token], blocks: &[Block], sentences: &[Sentence]) -> BTreeSet<String> {
    let mut proper = BTreeSet::new();
    for sentence in sentences {
        if blocks.get(sentence.block).is_none_or(|block| block.kind == BlockKind::Heading) {
            continue;
        }
        let all = tokens.get(sentence.tokens.clone()).unwrap_or_default();
        for pair in all.windows(2) {
            if let [before, token] = pair
                && token.capital
                && token.kind == Kind::Word
                && (before.kind != Kind::Mark || before.is(',') || before.is('-'))
            {
                proper.insert(token.word.clone());
            }
        }
    }
    proper
}

/// Which of what is told shares a token with each sentence, by its first token.
pub(super) fn by_sentence(told: &[Told], sentences: &[Sentence]) -> BTreeMap<usize, Vec<usize>> {
    let mut all: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, each) in told.iter().enumerate() {
        let first = sentences.partition_point(|sentence| sentence.tokens.end <= each.tokens.start);
        let within = |sentence: &&Sentence| sentence.tokens.start < each.tokens.end;
        for sentence in sentences.iter().skip(first).take_while(within) {
            all.entry(sentence.tokens.start).or_default().push(at);
        }
    }
    all
}

/// Whether more than half of the one lies in the other.
pub(super) fn most_of(one: &Range<usize>, other: &Range<usize>) -> bool {
    let common = one.end.min(other.end).saturating_sub(one.start.max(other.start));
    common * 2 > one.len()
}
