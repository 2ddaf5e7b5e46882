//! Blocks and sentences: what is a heading, a point of a list, a paragraph, and
//! where its sentences end.

use std::ops::Range;

use super::rules::Rules;
use super::tokens::{Kind, Token};

/// Words beyond which a line without a full stop is no heading.
const HEADING: usize = 18;

/// Tokens of the longest sentence; what goes on beyond is cut, so that looking
/// about in a sentence takes no longer in a text without full stops.
const LONGEST: usize = 300;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// A line without a full stop.
    Heading,
    /// Running text.
    Paragraph,
    /// A point of a list.
    Point,
    /// "Article 4" and what stands on its line.
    Article,
}

/// Consecutive tokens that belong together on the page.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// Its tokens, without the mark of a list.
    pub(super) tokens: Range<usize>,
    /// What it is.
    pub(super) kind: BlockKind,
}

/// One sentence, or what stands for one in a heading or list.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// The block in which it begins.
    pub(super) block: usize,
}

/// Cuts a text into blocks.
pub(super) fn blocks(tokens: &[Token], rules: &Rules) -> Vec<Block> {
    let mut blocks = Vec::new();
    // "Article 4" on a line of its own: the next block is its text.
    let mut headed = false;
    for paragraph in paragraphs(tokens) {
        for range in lines_that_belong_together(tokens, paragraph) {
            let (kind, from) = match list_mark(tokens, range.clone()) {
                Some((kind, from)) => (kind, from),
                None if is_heading(tokens, range.clone(), rules) => (BlockKind::Heading, range.start),
                None if headed => (BlockKind::Article, range.start),
                None => (BlockKind::Paragraph, range.start),
            };
            headed = kind == BlockKind::Article && from >= range.end;
            if from < range.end {
                blocks.push(Block { tokens: from..range.end, kind });
            }
        }
    }
    blocks
}

/// Runs of tokens without an empty line inside.
fn paragraphs(tokens: &[Token]) -> Vec<Range<usize>> {
    cut(0..tokens.len(), |at| tokens[at].breaks >= 2)
}

/// Cuts a range before each inner position that `begins` something.
fn cut(range: Range<usize>, begins: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = range.start;
    for at in range.clone() {
        if at > start && begins(at) {
            parts.push(start..at);
            start = at;
        }
    }
    if start < range.end {
        parts.push(start..range.end);
    }
    parts
}

/// Lines of one paragraph, joined where the break only wraps.
fn lines_that_belong_together(tokens: &[Token], paragraph: Range<usize>) -> Vec<Range<usize>> {
    let lines = cut(paragraph, |at| tokens[at].breaks > 0);
    let length = |line: &Range<usize>| tokens[line.end - 1].end - tokens[line.start].start;
    let width = lines.iter().map(&length).max().unwrap_or(0);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| lines.get(before));
        let wraps = before.is_some_and(|before| {
            let first = &tokens[line.start];
            let last = &tokens[before.end - 1];
            let room = length(before) + 1 + (first.end - first.start);
            let goes_on = first.word.chars().next().is_some_and(char::is_lowercase)
                || last.is(',')
                || last.is('-')
                || last.is('(');
            let full = room * 5 >= width * 4 && width > 40;
            list_mark(tokens, line.clone()).is_none() && (goes_on || full)
        });
        match joined.last_mut() {
            Some(open) if wraps => open.end = line.end,
            _ => joined.push(line.clone()),
        }
    }
    joined
}

/// The mark at the head of a point of a list: what it makes of the block, and
/// where the text begins.
fn list_mark(tokens: &[Token], line: Range<usize>) -> Option<(BlockKind, usize)> {
    let at = |offset: usize| tokens.get(line.start + offset).filter(|_| line.start + offset < line.end);
    let first = at(0)?;
    let bullet = matches!(first.word.chars().next(), Some('•' | '·' | '▪' | '●' | '◦' | '‣' | '*'));
    let dash = matches!(first.word.chars().next(), Some('-' | '–' | '—'));
    let apart = at(1).is_some_and(|next| next.start > first.end);
    if first.kind == Kind::Mark && (bullet || (dash && apart && at(1).is_some_and(|next| next.capital))) {
        return at(1).map(|_| (BlockKind::Point, line.start + 1));
    }
    let article =
        matches!(first.lower.as_str(), "article" | "art" | "paragraph" | "section" | "point" | "clause");
    if article && first.capital {
        let dot = usize::from(at(1).is_some_and(|next| next.is('.')));
        let number = at(1 + dot)?;
        let short = number.kind == Kind::Number || is_roman(&number.word);
        let after = at(2 + dot);
        let ends = after.is_none_or(|mark| {
            mark.is('.') || mark.is(':') || mark.is('-') || mark.is('–') || mark.breaks > 0
        });
        let skip = usize::from(after.is_some_and(|mark| mark.kind == Kind::Mark));
        return (short && ends).then_some((BlockKind::Article, line.start + 2 + dot + skip));
    }
    let is_label = |token: &Token| {
        let digits = token.kind == Kind::Number && token.word.len() <= 2;
        digits || is_roman(&token.word) || (token.word.chars().count() == 1 && token.kind == Kind::Word)
    };
    let closes = |token: &Token| token.is(')') || token.is('.');
    if first.is('(') && at(1).is_some_and(is_label) && at(2).is_some_and(|token| token.is(')')) {
        return at(3).map(|_| (BlockKind::Point, line.start + 3));
    }
    let labelled =
        is_label(first) && at(1).is_some_and(closes) && at(2).is_some_and(|next| next.start > first.end + 1);
    let name = first.kind == Kind::Word && !is_roman(&first.word) && at(1).is_some_and(|token| token.is('.'));
    (labelled && !name).then_some((BlockKind::Point, line.start + 2))
}

fn is_roman(word: &str) -> bool {
    !word.is_empty()
        && word.len() <= 5
        && word.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X' | 'i' | 'v' | 'x'))
}

fn is_heading(tokens: &[Token], range: Range<usize>, rules: &Rules) -> bool {
    let all = &tokens[range];
    let Some((first, last)) = all.first().zip(all.last()) else { return false };
    let closed = |token: &Token| matches!(token.word.chars().next(), Some('.' | ';' | ',' | '…'));
    let before_quote = all.len().checked_sub(2).and_then(|at| all.get(at));
    let ends = closed(last) || ((last.is_quote() || last.is(')')) && before_quote.is_some_and(closed));
    let starts = first.capital || first.kind != Kind::Word;
    let abbreviated = rules.words.abbreviations.contains(&last.lower);
    starts && all.len() <= HEADING && (!ends || abbreviated)
}

/// Cuts the blocks into sentences. A block that ends in a comma runs on into
/// the next: pages put quotations into paragraphs of their own.
pub(super) fn sentences(tokens: &[Token], blocks: &[Block], rules: &Rules) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut runs_on = false;
    for (index, block) in blocks.iter().enumerate() {
        for (part, range) in
            cut(block.tokens.clone(), |at| begins_sentence(tokens, at, rules)).into_iter().enumerate()
        {
            let last = &tokens[range.end - 1];
            let first = &tokens[range.start];
            let open = runs_on
                && part == 0
                && (first.is_quote() || !first.capital)
                && block.kind == BlockKind::Paragraph;
            runs_on = last.is(',');
            match sentences.last_mut() {
                Some(before) if open && range.end - before.tokens.start <= LONGEST => {
                    before.tokens.end = range.end;
                }
                _ => {
                    for start in range.clone().step_by(LONGEST) {
                        let tokens = start..range.end.min(start + LONGEST);
                        sentences.push(Sentence { tokens, block: index });
                    }
                }
            }
        }
    }
    sentences
}

/// Whether a sentence begins at `at`, which is not the first of its block.
fn begins_sentence(tokens: &[Token], at: usize, rules: &Rules) -> bool {
    let Some(here) = tokens.get(at) else { return false };
    // Closing quotes and brackets belong to the sentence before.
    let glued = tokens.get(at - 1).is_some_and(|before| before.end == here.start);
    let opens = here.is('(') || here.is('[') || here.is('“') || (here.is('"') && !glued);
    let can_begin = here.capital || here.kind == Kind::Number || opens;
    let opened = tokens.get(at - 1).is_some_and(|before| {
        let space = at
            .checked_sub(2)
            .and_then(|earlier| tokens.get(earlier))
            .is_none_or(|earlier| earlier.end < before.start);
        glued && (before.is('“') || before.is('(') || before.is('[') || (before.is('"') && space))
    });
    if !can_begin || opened || here.is('”') {
        return false;
    }
    let mut end = at - 1;
    while end > 0 && tokens.get(end).is_some_and(|token| token.is_quote() || token.is(')') || token.is(']')) {
        end -= 1;
    }
    let Some(stop) = tokens.get(end) else { return false };
    let caption = glued && here.capital && tokens.get(at - 1).is_some_and(|token| token.is(')'));
    if caption {
        return true;
    }
    if stop.is('!') || stop.is('?') || stop.is('…') {
        return here.capital || opens;
    }
    let spelled = stop.kind == Kind::Word && stop.word.ends_with('.');
    if spelled {
        return rules.words.starters.contains(&here.word) && !stop.possessive && end == at - 1;
    }
    if !stop.is('.') || tokens.get(at - 1).is_some_and(|token| token.is('.') && glued) {
        return false;
    }
    let Some(word) = end.checked_sub(1).and_then(|before| tokens.get(before)) else { return true };
    let touches = word.end == stop.start;
    let initial = word.word.chars().count() == 1 && word.capital;
    let abbreviated = touches && (initial || rules.words.abbreviations.contains(&word.lower));
    if !abbreviated {
        return true;
    }
    // "in Feb. The", never "Feb. 5" or "Mr. Putin".
    !initial && rules.words.starters.contains(&here.word) && !rules.words.titles.contains(&word.word)
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn cut_into_sentences(text: &str) -> Vec<String> {
        let rules = Rules::shipped();
        let tokens = tokens(text);
        let blocks = blocks(&tokens, &rules);
        let characters: Vec<char> = text.chars().collect();
        sentences(&tokens, &blocks, &rules)
            .into_iter()
            .map(|sentence| {
                let (first, last) = (&tokens[sentence.tokens.start], &tokens[sentence.tokens.end - 1]);
                characters[first.start..last.end].iter().collect()
            })
            .collect()
    }

    #[test]
    fn abbreviations_end_no_sentence_unless_one_begins() {
        assert_eq!(
            cut_into_sentences(
                "Mr. Aldo met Gen. Bode on Feb. 5 in the U.S. capital. He left the U.S. The talks went on."
            ),
            [
                "Mr. Aldo met Gen. Bode on Feb. 5 in the U.S. capital.",
                "He left the U.S.",
                "The talks went on."
            ]
        );
    }

    #[test]
    fn quotations_close_with_their_sentence() {
        assert_eq!(
            cut_into_sentences("“We agree. It is done,” she said. “But not yet.” Then she left."),
            ["“We agree.", "It is done,” she said.", "“But not yet.”", "Then she left."]
        );
    }

    #[test]
    fn captions_that_run_into_the_text_end_there() {
        assert_eq!(
            cut_into_sentences("The hall. (Photo: A/B)As a result it rained."),
            ["The hall.", "(Photo: A/B)", "As a result it rained."]
        );
    }

    #[test]
    fn wrapped_lines_join_and_points_of_lists_do_not() {
        let text = "The plan of the northern side for the lake has three\nmain points and they are all that was said of it:\n1. A dam.\n2. A road.\n• Peace\n";
        let rules = Rules::shipped();
        let tokens = tokens(text);
        let kinds: Vec<_> = blocks(&tokens, &rules).iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [BlockKind::Paragraph, BlockKind::Point, BlockKind::Point, BlockKind::Point]);
    }

    #[test]
    fn a_text_without_full_stops_is_cut() {
        let rules = Rules::shipped();
        let lengths = |text: &str| -> Vec<usize> {
            let tokens = tokens(text);
            let blocks = blocks(&tokens, &rules);
            sentences(&tokens, &blocks, &rules).iter().map(|sentence| sentence.tokens.len()).collect()
        };
        assert_eq!(lengths(&"word ".repeat(2 * LONGEST + 7)), [LONGEST, LONGEST, 7]);
        // Blocks that run on into each other do so no longer either.
        let all = lengths(&"the words went on and on,\n\n".repeat(LONGEST));
        assert!(all.len() > 1 && all.iter().all(|length| *length <= LONGEST), "{all:?}");
    }

    #[test]
    fn articles_of_a_treaty_are_seen() {
        let text = "Draft treaty\n\nArticle 1\nThe Parties shall not do it.\n\nArticle 2. The Parties shall do that.";
        let rules = Rules::shipped();
        let tokens = tokens(text);
        let kinds: Vec<_> = blocks(&tokens, &rules).iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [BlockKind::Heading, BlockKind::Article, BlockKind::Article]);
    }

    #[test]
    fn a_quotation_in_a_paragraph_of_its_own_goes_on_with_its_sentence() {
        assert_eq!(
            cut_into_sentences("The aim was,\n\n“to end it at once.”\n\nNo more."),
            ["The aim was,\n\n“to end it at once.”", "No more."]
        );
    }
}
