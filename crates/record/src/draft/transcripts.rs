//! Blocks that one speaker's label or a heading gives to somebody: "GB: ...",
//! "Remarks by ...".

use std::collections::BTreeMap;
use std::ops::Range;

use super::articles::joined;
use super::layout::{Block, BlockKind};
use super::names::Form;
use super::people::{People, Speaker};
use super::speech::{Page, Told, overlaps, phrase_end};
use super::tokens::Kind;

/// Blocks that one speaker's label or a heading gives to somebody: "GB: ...",
/// "Remarks by ...".
pub(super) fn transcripts(page: &Page<'_>, people: &mut People) -> Vec<Told> {
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
                relayed: false,
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
    // "Source: ..." and "Note: ..." speak for nobody.
    let common = words.len() == 1 && words.iter().all(|token| page.rules.words.texts.contains(&token.lower))
        || page.rules.unnamed.longest(page.tokens, start).is_some_and(|(_, end)| end == colon);
    (!common && !words.is_empty() && names && more).then_some(start..colon)
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
