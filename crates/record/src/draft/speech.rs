//! Who is said to say what: quotations, reporting verbs, "according to",
//! transcripts.

use std::collections::BTreeMap;
use std::ops::Range;

use super::appositions::{apposed_before, named_from};
use super::articles::joined;
use super::layout::{Block, BlockKind, Sentence};
use super::names::{Form, Mention, Names};
use super::people::{People, Speaker};
use super::rules::Rules;
use super::tokens::{Kind, Token};

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
}

impl<'p> Page<'p> {
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
            let own = found.iter().find(|told| !overlaps(&told.by, &inside));
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
            found.push(Told { tokens: inside, speaker: speaker.clone(), by: by.clone(), quoted: true });
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

fn overlaps(one: &Range<usize>, other: &Range<usize>) -> bool {
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
                found.push(Told { tokens: range.clone(), speaker, by: at..name.end, quoted: false });
            }
            at = name.end.max(at + 1);
            continue;
        }
        if let Some((_, end)) = page.rules.reporting.longest(page.tokens, at).filter(|_| is_verb(page, at)) {
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

/// Whether the word at `at` is used as a verb, as far as its neighbours tell.
fn is_verb(page: &Page<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| page.tokens.get(before));
    let noun = before.is_some_and(|token| {
        token.possessive
            || matches!(
                token.lower.as_str(),
                "the"
                    | "a"
                    | "an"
                    | "this"
                    | "that"
                    | "of"
                    | "to"
                    | "in"
                    | "no"
                    | "its"
                    | "their"
                    | "his"
                    | "her"
                    | "my"
                    | "our"
                    | "for"
                    | "any"
                    | "by"
                    | "or"
                    | "not"
                    | "should"
                    | "would"
                    | "could"
                    | "must"
                    | "may"
                    | "might"
                    | "can"
                    | "will"
                    | "shall"
            )
    });
    let to = page.tokens.get(at + 1).is_some_and(|token| token.lower == "to");
    let proper = page.tokens.get(at).is_some_and(|token| token.capital);
    !noun && !proper && (!to || page.tokens.get(at).is_some_and(|token| token.lower.starts_with("point")))
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
    let inverted = {
        let previous = verb.start.checked_sub(1).and_then(|previous| page.tokens.get(previous));
        verb.start > range.start + 1
            && previous
                .is_some_and(|token| token.is(',') || token.is_quote() || token.is('?') || token.is('!'))
    };
    if inverted {
        let (speaker, name) = named_from(page, people, verb.end, range.end);
        let speaker = speaker?;
        return Some(Told {
            tokens: range.start..verb.start,
            speaker,
            by: verb.start..name.end,
            quoted: false,
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
            return Some(Told { tokens: range, speaker, by: subject.start..comma, quoted: false });
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
    let that = page
        .tokens
        .get(verb.end..range.end)?
        .iter()
        .take(9)
        .position(|token| token.lower == "that" || token.is(':') || token.is_quote());
    let start = that.map_or(verb.end, |that| verb.end + that + 1);
    (start + 2 < range.end).then_some(Told {
        tokens: start..range.end,
        speaker,
        by: by..start,
        quoted: false,
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
        if mark || word {
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
                && page.tokens.get(end + 1).is_some_and(|next| next.capital && end + 1 < ceiling));
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

/// Blocks that one speaker's label or a heading gives to somebody: "GB: ...",
/// "Remarks by ...".
fn transcripts(page: &Page<'_>, people: &mut People) -> Vec<Told> {
    let labels: Vec<(usize, Range<usize>)> = page
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.kind == BlockKind::Paragraph)
        .filter_map(|(index, block)| label(page, block).map(|label| (index, label)))
        .collect();
    let text = |range: &Range<usize>| {
        page.tokens.get(range.clone()).map(|all| joined(&all.iter().collect::<Vec<_>>()))
    };
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for (_, label) in &labels {
        *times.entry(text(label).unwrap_or_default()).or_default() += 1;
    }
    let mut labels = labels.into_iter().peekable();
    let mut known: BTreeMap<String, Option<Speaker>> = BTreeMap::new();
    let mut told = Vec::new();
    let mut speaking: Option<(Speaker, Range<usize>)> = None;
    for (index, block) in page.blocks.iter().enumerate() {
        let own = labels.next_if(|(at, _)| *at == index).map(|(_, label)| label);
        if let Some(label) = own {
            let name = text(&label).unwrap_or_default();
            let speaker = match known.get(&name) {
                Some(known) => known.clone(),
                None => {
                    let person = people.identify_person(page, label.clone());
                    let several = times.get(&name).is_some_and(|times| *times > 1) || label.len() > 1;
                    let named = || people.by_initials(&name).unwrap_or_else(|| Speaker::named(name.clone()));
                    let speaker = person.or_else(|| several.then(named));
                    known.insert(name, speaker.clone());
                    speaker
                }
            };
            speaking = speaker.map(|speaker| (speaker, label)).or(speaking);
        } else if block.kind == BlockKind::Heading {
            speaking = speech_heading(page, people, block).or_else(|| speaking.take().filter(|_| false));
        }
        if let Some((speaker, by)) = &speaking {
            let start = if overlaps(by, &block.tokens) { by.end } else { block.tokens.start };
            told.push(Told {
                tokens: start..block.tokens.end,
                speaker: speaker.clone(),
                by: by.clone(),
                quoted: true,
            });
        }
    }
    told
}

/// One to three capitalised words and a colon at the head of a paragraph.
fn label(page: &Page<'_>, block: &Block) -> Option<Range<usize>> {
    let start = block.tokens.start;
    let colon = (start..block.tokens.end.min(start + 5))
        .find(|at| page.tokens.get(*at).is_some_and(|token| token.is(':')))?;
    let words = page.tokens.get(start..colon)?;
    let names = words.iter().all(|token| token.capital && token.kind == Kind::Word || token.is('.'));
    let more = block.tokens.end > colon + 3;
    (!words.is_empty() && names && more).then_some(start..colon)
}

/// "Remarks by X" and "X to Western reporters, June 17, 2016".
fn speech_heading(page: &Page<'_>, people: &mut People, block: &Block) -> Option<(Speaker, Range<usize>)> {
    let range = block.tokens.clone();
    let by = range.clone().find_map(|at| page.rules.speeches.longest(page.tokens, at));
    if let Some((_, end)) = by.filter(|(_, end)| *end < range.end) {
        let name = end..phrase_end(page, end, range.end);
        return people.identify(page, name).map(|speaker| (speaker, range));
    }
    let to = range.clone().find(|at| page.tokens.get(*at).is_some_and(|token| token.lower == "to"))?;
    let all = page.tokens.get(to..range.end)?;
    let audience = all.iter().any(|token| page.rules.words.audiences.contains(&token.lower));
    let one = page
        .mention_before(to)
        .is_some_and(|mention| mention.start == range.start && mention.form == Form::Person);
    (audience && one)
        .then(|| people.identify(page, range.start..to))
        .flatten()
        .map(|speaker| (speaker, range))
}
