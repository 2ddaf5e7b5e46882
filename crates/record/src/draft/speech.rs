//! Who is said to say what: quotations, reporting verbs, "according to",
//! transcripts.

use std::collections::BTreeSet;
use std::ops::Range;

use super::appositions::{apposed_before, named_from};
use super::conditions::marker_at;
use super::grammar::{acts_as_verb, before_remark, is_be, is_one};
use super::layout::{Block, Sentence};
use super::names::{Mention, Names};
use super::people::{People, Speaker};
use super::reports::reports;
use super::rules::Rules;
use super::tokens::{Kind, Token};
use super::transcripts::transcripts;

/// Fewer words in quotation marks are a name or an ironic word, not speech.
const SPEECH: usize = 4;

/// Words between quotation marks.
#[derive(Clone, Debug)]
pub(super) struct Quote {
    /// The words without the marks.
    pub(super) tokens: Range<usize>,
}

/// Somebody's words, told by somebody else.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// What is told.
    pub(super) tokens: Range<usize>,
    /// Who says it.
    pub(super) speaker: Speaker,
    /// The words that say so: "Biegun said on Nov. 9".
    pub(super) by: Range<usize>,
    /// Whether it stands in quotation marks.
    pub(super) quoted: bool,
    /// Whether another, who is told of too, only passes it on: "quoting X".
    pub(super) relayed: bool,
}

/// What the speech of a document is read from.
pub(super) struct Page<'p> {
    pub(super) tokens: &'p [Token],
    pub(super) blocks: &'p [Block],
    pub(super) sentences: &'p [Sentence],
    pub(super) mentions: &'p [Mention],
    /// Where a cue begins, ascending.
    pub(super) cues: &'p [usize],
    pub(super) names: &'p Names,
    pub(super) rules: &'p Rules,
    /// Words that the text writes with a capital where none is due, in order.
    pub(super) proper: &'p BTreeSet<String>,
    /// For each token, whether a verb stands there that the rules know.
    pub(super) verbs: Vec<bool>,
}

impl<'p> Page<'p> {
    /// The words at `at` that make a condition: which, and where they end.
    pub(super) fn marker_at(&self, at: usize) -> Option<(usize, usize)> {
        marker_at(self, at)
    }

    /// Whether a sentence begins at a token, quotation marks aside.
    pub(super) fn begins_sentence(&self, at: usize) -> bool {
        let after = self.sentences.partition_point(|sentence| sentence.tokens.start <= at);
        let start =
            after.checked_sub(1).and_then(|last| self.sentences.get(last)).map(|last| last.tokens.start);
        start.is_some_and(|start| {
            self.tokens.get(start..at).is_some_and(|all| all.iter().all(|token| token.kind == Kind::Mark))
        })
    }

    /// Whether a word begins with a capital only because it begins a sentence,
    /// as far as the rest of the text shows.
    pub(super) fn is_plain_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| !self.proper.contains(&token.word))
    }

    /// The mentions that lie in a range, in order. They never overlap.
    pub(super) fn mentions_in(&self, range: &Range<usize>) -> &'p [Mention] {
        let first = self.mentions.partition_point(|mention| mention.start < range.start);
        let last = self.mentions.partition_point(|mention| mention.end <= range.end);
        self.mentions.get(first..last).unwrap_or_default()
    }

    /// The mention that ends at a token.
    pub(super) fn mention_before(&self, at: usize) -> Option<&'p Mention> {
        let index = self.mentions.partition_point(|mention| mention.end < at);
        self.mentions.get(index).filter(|mention| mention.end == at)
    }

    /// The mention of which a token is part.
    pub(super) fn mention_at(&self, at: usize) -> Option<&'p Mention> {
        let index = self.mentions.partition_point(|mention| mention.end <= at);
        self.mentions.get(index).filter(|mention| mention.start <= at)
    }
}

/// The quotations that share a token with a range; they stand in order and apart.
pub(super) fn quotes_of<'q>(quotes: &'q [Quote], range: &Range<usize>) -> &'q [Quote] {
    let first = quotes.partition_point(|quote| quote.tokens.end <= range.start);
    let last = quotes.partition_point(|quote| quote.tokens.start < range.end);
    quotes.get(first..last).unwrap_or_default()
}

/// The quotations of each block.
pub(super) fn quotes(tokens: &[Token], blocks: &[Block]) -> Vec<Quote> {
    let mut quotes = Vec::new();
    for block in blocks {
        let mut opened: Option<usize> = None;
        for at in block.tokens.clone() {
            let Some(token) = tokens.get(at).filter(|token| token.is_quote()) else { continue };
            let opens =
                token.is('“') || token.is('«') || token.is('„') || (token.is('"') && opened.is_none());
            match opened {
                Some(start) if !opens => {
                    quotes.push(Quote { tokens: start..at });
                    opened = None;
                }
                // A second opening mark: the paragraph of a long quotation, or a mark forgotten.
                Some(start) => {
                    quotes.push(Quote { tokens: start..at });
                    opened = Some(at + 1);
                }
                None if opens => opened = Some(at + 1),
                None => {}
            }
        }
        if let Some(start) = opened.filter(|start| *start < block.tokens.end) {
            quotes.push(Quote { tokens: start..block.tokens.end });
        }
    }
    quotes.retain(|quote| !quote.tokens.is_empty());
    quotes
}

/// Everything that is told, by sentence, and quotations that nothing in their
/// own sentence attributes.
pub(super) fn told(page: &Page<'_>, quotes: &[Quote]) -> Vec<Told> {
    let mut people = People::default();
    let mut told: Vec<Told> = Vec::new();
    let mut last_in_block: Option<(usize, Speaker, Range<usize>)> = None;
    let mut unattributed: Vec<(usize, Quote)> = Vec::new();
    let mut last_quoted: Option<(usize, Speaker, Range<usize>)> = None;
    for sentence in page.sentences {
        let range = sentence.tokens.clone();
        let mut found = attributions(page, &mut people, range.clone(), quotes);
        people.read(page, range.clone());
        let speech: Vec<&Quote> =
            quotes_of(quotes, &range).iter().filter(|quote| is_speech(page, quote)).collect();
        unattributed.retain(|(block, _)| *block == sentence.block);
        for quote in &speech {
            let inside = quote.tokens.start.max(range.start)..quote.tokens.end.min(range.end);
            let apart = |told: &&Told| !overlaps(&told.by, &inside);
            let own = found.iter().filter(apart).find(|told| told.relayed).or(found.iter().find(apart));
            let (speaker, by) = match own {
                Some(told) => (told.speaker.clone(), told.by.clone()),
                None => {
                    let same = last_in_block.as_ref().filter(|(block, ..)| *block == sentence.block);
                    let runs_on = last_quoted.as_ref().filter(|(block, ..)| {
                        begins_block(page, sentence, quote) && sentence.block.saturating_sub(*block) == 1
                    });
                    match same.or(runs_on) {
                        Some((_, speaker, by)) => (speaker.clone(), by.clone()),
                        None => {
                            let known = unattributed.last().map(|(_, last)| last.tokens.start);
                            if known != Some(quote.tokens.start) {
                                unattributed.push((sentence.block, (*quote).clone()));
                            }
                            continue;
                        }
                    }
                }
            };
            found.push(Told {
                tokens: inside,
                speaker: speaker.clone(),
                by: by.clone(),
                quoted: true,
                relayed: false,
            });
            last_quoted = Some((sentence.block, speaker, by));
        }
        if let Some(last) = found.iter().rev().find(|told| !told.by.is_empty()) {
            // "…,” he said" tells whose the words before it in the paragraph were.
            unattributed.retain(|(block, quote)| {
                let claims = *block == sentence.block;
                if claims {
                    let by = last.by.clone();
                    told.push(Told {
                        tokens: quote.tokens.clone(),
                        speaker: last.speaker.clone(),
                        by,
                        quoted: true,
                        relayed: false,
                    });
                }
                !claims
            });
            last_in_block = Some((sentence.block, last.speaker.clone(), last.by.clone()));
        }
        told.append(&mut found);
    }
    told.extend(transcripts(page, &mut people));
    told
}

pub(super) fn overlaps(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

fn is_speech(page: &Page<'_>, quote: &Quote) -> bool {
    page.tokens
        .get(quote.tokens.clone())
        .is_some_and(|all| all.iter().filter(|token| token.kind == Kind::Word).nth(SPEECH - 1).is_some())
}

fn begins_block(page: &Page<'_>, sentence: &Sentence, quote: &Quote) -> bool {
    page.blocks.get(sentence.block).is_some_and(|block| quote.tokens.start <= block.tokens.start + 1)
}

/// "X said that ...", "..., said X" and "according to X" in one sentence.
fn attributions(page: &Page<'_>, people: &mut People, range: Range<usize>, quotes: &[Quote]) -> Vec<Told> {
    let mut found: Vec<Told> = Vec::new();
    let mut at = range.start;
    while at < range.end {
        if let Some((_, end)) = page.rules.according.longest(page.tokens, at) {
            let (speaker, name) = named_from(page, people, end, range.end);
            if let Some(speaker) = speaker {
                found.push(Told {
                    tokens: range.clone(),
                    speaker,
                    by: at..name.end,
                    quoted: false,
                    relayed: false,
                });
            }
            at = name.end.max(at + 1);
            continue;
        }
        // "..., the envoy said, quoting X": X's words.
        if is_one(page, at, &["quoting", "citing"])
            && at > range.start + SPEECH
            && page.tokens.get(at - 1).is_some_and(|token| token.is(','))
            && !found.is_empty()
        {
            let (speaker, name) = named_from(page, people, at + 1, range.end);
            if let Some(speaker) = speaker {
                found.push(Told {
                    tokens: range.start..at,
                    speaker,
                    by: at..name.end,
                    quoted: false,
                    relayed: true,
                });
                at = name.end.max(at + 1);
                continue;
            }
        }
        if let Some((_, end)) =
            page.rules.reporting.longest(page.tokens, at).filter(|_| reports(page, at, range.start))
        {
            if let Some(told) = reported(page, people, range.clone(), at..end, quotes) {
                found.push(told);
            }
            at = end;
            continue;
        }
        at += 1;
    }
    found
}

fn reported(
    page: &Page<'_>,
    people: &mut People,
    range: Range<usize>,
    verb: Range<usize>,
    quotes: &[Quote],
) -> Option<Told> {
    let subject = phrase_start(page, verb.start, range.start)..verb.start;
    let before = subject
        .start
        .checked_sub(1)
        .filter(|before| *before >= range.start)
        .and_then(|before| page.tokens.get(before));
    let behind_words =
        before.is_some_and(|token| token.is(',') || token.is_quote()) && subject.start > range.start + 3;
    if let Some(phrase) = apposed_before(page, verb.start, range.start) {
        let speaker = people.identify_apposed(page, &phrase);
        return told_behind(page, &verb, &range, speaker, phrase.whole.start);
    }
    let previous = verb.start.checked_sub(1).and_then(|previous| page.tokens.get(previous));
    let comma = previous.is_some_and(|token| token.is(','));
    let that = (verb.end..verb.end + 2).any(|at| is_one(page, at, &["that", "it", "he", "she", "they"]));
    // "Ana, whose words came late, confirmed that": whoever stands before the remark.
    if comma
        && let Some(end) = before_remark(page, verb.start - 1, range.start)
        && (that || is_one(page, end + 1, &["who", "whose", "which", "whom"]))
    {
        let subject = phrase_start(page, end, range.start)..end;
        let speaker = people.identify(page, subject.clone())?;
        return told_behind(page, &verb, &range, speaker, subject.start);
    }
    let inverted = verb.start > range.start + 1
        && !that
        && (comma || previous.is_some_and(|token| token.is_quote() || token.is('?') || token.is('!')));
    if inverted {
        let (speaker, name) = named_from(page, people, verb.end, range.end);
        let speaker = speaker?;
        return Some(Told {
            tokens: range.start..verb.start,
            speaker,
            by: verb.start..name.end,
            quoted: false,
            relayed: false,
        });
    }
    // "Fu Cong, director-general of the department, replied": the name stands before the comma.
    let apposition = |people: &mut People| {
        let start = range.start;
        let commas = page.tokens.get(start..verb.start)?.iter().filter(|token| token.is(',')).count();
        (commas >= 1 && behind_words).then_some(())?;
        let head = start..phrase_end(page, start, verb.start);
        people.identify_person(page, head).map(|speaker| (speaker, start..verb.start))
    };
    let named = people.identify(page, subject.clone()).map(|speaker| (speaker, subject.clone()));
    let (speaker, subject, apposed) = match named {
        Some((speaker, subject)) if speaker.certain => (speaker, subject, false),
        other => match apposition(people) {
            Some((speaker, subject)) => (speaker, subject, true),
            None => {
                let (speaker, subject) = other?;
                (speaker, subject, false)
            }
        },
    };
    // "These measures, he said on Monday, would ...": the words go on behind the report.
    if !apposed && behind_words {
        let comma = (verb.end..range.end.min(verb.end + 7))
            .find(|at| page.tokens.get(*at).is_some_and(|token| token.is(',')));
        let plain = comma.is_some_and(|comma| {
            page.tokens
                .get(verb.end..comma)
                .unwrap_or_default()
                .iter()
                .all(|token| !token.is_quote() && token.lower != "that")
                && !page.tokens.get(comma + 1).is_some_and(Token::is_quote)
        });
        let quoted = before.is_some_and(Token::is_quote);
        if let Some(comma) = comma.filter(|comma| plain && !quoted && comma + 3 < range.end) {
            return Some(Told {
                tokens: range,
                speaker,
                by: subject.start..comma,
                quoted: false,
                relayed: false,
            });
        }
    }
    let ends = |token: &Token| token.is('.') || token.is('"') || token.is('”');
    let rest = verb.end..range.end;
    let words_after = page
        .tokens
        .get(rest.clone())
        .map_or(0, |all| all.iter().filter(|token| token.kind == Kind::Word).count());
    let quote_before = quotes_of(quotes, &range).iter().any(|quote| quote.tokens.end <= subject.start);
    let after_quote = behind_words && (quote_before || page.tokens.get(verb.end).is_none_or(ends));
    if !apposed && behind_words && (after_quote || words_after < 4) {
        let mut end = verb.end;
        while end < range.end
            && page.tokens.get(end).is_some_and(|token| !token.is('.') && !token.is(',') && !token.is_quote())
        {
            end += 1;
        }
        return Some(Told {
            tokens: range.start..subject.start,
            speaker,
            by: subject.start..end,
            quoted: false,
            relayed: false,
        });
    }
    told_behind(page, &verb, &range, speaker, subject.start)
}

/// What is told after a verb: behind "that", a colon or a quotation mark, else
/// all that follows it.
fn told_behind(
    page: &Page<'_>,
    verb: &Range<usize>,
    range: &Range<usize>,
    speaker: Speaker,
    by: usize,
) -> Option<Told> {
    let mut that = None;
    for at in verb.end..range.end.min(verb.end + 9) {
        let Some(token) = page.tokens.get(at) else { break };
        if token.lower == "that" || token.is(':') || token.is_quote() {
            that = Some(at + 1);
            break;
        }
        // "said Spain had promised, a claim that": the words began before the comma.
        if token.is(',') || token.is(';') || (at > verb.end && is_be(page, at)) {
            break;
        }
    }
    let start = that.unwrap_or(verb.end);
    let end = told_end(page, start, range.end);
    (start + 2 < end).then_some(Told {
        tokens: start..end,
        speaker,
        by: by..start,
        quoted: false,
        relayed: false,
    })
}

/// Where reported speech surely ends before its sentence does: where whoever
/// tells it sets something else against it ("..., but Spain refused").
fn told_end(page: &Page<'_>, start: usize, end: usize) -> usize {
    let mut quoted = page.tokens.get(start.saturating_sub(1)).is_some_and(Token::is_quote);
    for at in start..end {
        let Some(token) = page.tokens.get(at) else { break };
        if token.is_quote() {
            quoted = !quoted;
        }
        let comma = at > start && page.tokens.get(at - 1).is_some_and(|token| token.is(','));
        let against = matches!(token.lower.as_str(), "but" | "while" | "whereas")
            && page.mention_at(at + 1 + usize::from(is_one(page, at + 1, &["the"]))).is_some();
        if !quoted && comma && (against || is_remark_on(page, at)) {
            return at - 1;
        }
    }
    end
}

/// Whether words begin that judge what was said before: ", a claim that".
pub(super) fn is_remark_on(page: &Page<'_>, at: usize) -> bool {
    is_one(page, at, &["a", "an", "the"])
        && (at + 1..at + 4).any(|noun| {
            page.tokens.get(noun).is_some_and(|token| page.rules.words.hearsay.contains(&token.lower))
                && is_one(page, noun + 1, &["that", "which"])
        })
}

/// Where the noun phrase that ends before `end` begins.
pub(super) fn phrase_start(page: &Page<'_>, end: usize, floor: usize) -> usize {
    let mut start = end;
    while start > floor {
        let Some(token) = page.tokens.get(start - 1) else { break };
        let joins = token.is('-') || token.is('.') || token.is('/');
        let mark = token.kind == Kind::Mark && !joins;
        let word = matches!(
            token.lower.as_str(),
            "but"
                | "that"
                | "while"
                | "when"
                | "because"
                | "although"
                | "as"
                | "if"
                | "whether"
                | "than"
                | "then"
                | "and"
                | "which"
                | "where"
        );
        // "The envoy said Ana Kole had told her": the subject of "told" begins behind "said".
        let verb = start < end
            && page.rules.reporting.longest(page.tokens, start - 1).is_some()
            && page.rules.objects.longest(page.tokens, start - 1).is_none()
            && acts_as_verb(page, start - 1);
        if mark || word || verb {
            break;
        }
        start -= 1;
    }
    start
}

/// Where the noun phrase that begins at `start` ends.
pub(super) fn phrase_end(page: &Page<'_>, start: usize, ceiling: usize) -> usize {
    let mut end = start;
    while end < ceiling {
        let Some(token) = page.tokens.get(end) else { break };
        let joins = token.is('-')
            || token.is('/')
            || (token.is('.')
                && page.tokens.get(end + 1).is_some_and(|next| next.capital && end + 1 < ceiling))
            // "a Jan. 12 report".
            || (token.is('.')
                && end > start
                && page.tokens.get(end - 1).is_some_and(|month| super::dates::is_calendar(&month.lower)));
        let mark = token.kind == Kind::Mark && !joins;
        if mark
            || (end > start
                && matches!(token.lower.as_str(), "that" | "who" | "which" | "as" | "when" | "on"))
        {
            break;
        }
        end += 1;
    }
    end
}
