//! Letters within a letter: what is quoted with `>` at the head of each line,
//! and what stands behind "wrote:" or the headers of a forwarded message.
//!
//! Whoever sends it did not say it. The author is whom the line before or the
//! header names, and nobody that is known where neither does.

use std::collections::BTreeSet;
use std::ops::Range;

use super::dates::is_calendar;
use super::people::Speaker;
use super::speech::{Page, Told};
use super::tokens::Token;

/// Deeper quotations are taken with the deepest of these.
const DEEPEST: usize = 6;

/// How many lines a line "On ... wrote:" may be wrapped into.
const WRAPPED: usize = 3;

/// Somebody's letter within another's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    /// Its scalars.
    pub(super) scalars: Range<usize>,
    /// Who wrote it, where that is said.
    pub(super) author: Option<String>,
}

/// The letters of a text, and the scalars of the lines that announce them.
#[derive(Clone, Debug, Default)]
pub(super) struct Letters {
    pub(super) all: Vec<Letter>,
    announced: Vec<Range<usize>>,
}

struct Line<'t> {
    scalars: Range<usize>,
    /// How many `>` stand at its head.
    depth: usize,
    /// What stands behind them.
    text: &'t str,
}

impl Letters {
    /// Finds the letters of a text.
    pub(super) fn of(text: &str) -> Self {
        let lines = lines(text);
        let mut letters = Self::default();
        if !lines.iter().any(|line| line.depth > 0 || announces(line.text)) {
            return letters;
        }
        let ends = ends(&lines);
        let end_of = |line: usize, depth: usize| {
            ends.get(line).and_then(|ends| ends.get(depth)).copied().unwrap_or_default()
        };
        // Letters without marks at their lines, each with where its header begins.
        let mut unmarked: Vec<(usize, usize)> = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| lines.get(before));
            // Every depth that begins with this line is a letter.
            for depth in before.map_or(0, |before| before.depth) + 1..=line.depth {
                let end = end_of(index, depth);
                let author = letters.author_before(&lines, index, depth);
                letters.all.push(Letter { scalars: line.scalars.start..end, author });
            }
            if let Some((author, text_from)) = header(&lines, index) {
                let end = end_of(index, line.depth);
                let from = lines.get(text_from).map_or(end, |line| line.scalars.start);
                letters.announced.push(line.scalars.start..from);
                unmarked.push((letters.all.len(), line.scalars.start));
                letters.all.push(Letter { scalars: from..end.max(from), author });
            } else if has_address(line.text) && wrote(line.text).is_some() {
                // Without marks at the lines that follow, all that follows is meant.
                let next =
                    lines.get(index + 1..).and_then(|rest| rest.iter().find(|line| !line.text.is_empty()));
                if next.is_some_and(|next| next.depth == line.depth) {
                    let end = end_of(index, line.depth);
                    letters.announced.push(line.scalars.clone());
                    unmarked.push((letters.all.len(), line.scalars.start));
                    letters
                        .all
                        .push(Letter { scalars: line.scalars.end..end, author: wrote(line.text).flatten() });
                }
            }
        }
        // In a long exchange only so many letters lie within each other.
        for (at, (letter, _)) in unmarked.iter().enumerate() {
            if let Some((_, next)) = unmarked.get(at + DEEPEST)
                && let Some(letter) = letters.all.get_mut(*letter)
            {
                letter.scalars.end = letter.scalars.end.min(*next).max(letter.scalars.start);
            }
        }
        letters.all.retain(|letter| !letter.scalars.is_empty());
        letters
    }

    /// The author whom the lines before a quotation name, which are marked as such.
    fn author_before(&mut self, lines: &[Line<'_>], index: usize, depth: usize) -> Option<String> {
        let mut text = String::new();
        let mut taken = 0;
        for (back, line) in lines.get(..index)?.iter().rev().enumerate() {
            if line.text.is_empty() && taken == 0 && back < WRAPPED {
                continue;
            }
            if line.depth + 1 != depth || line.text.is_empty() || taken == WRAPPED {
                return None;
            }
            text = format!("{} {text}", line.text);
            taken += 1;
            if let Some(author) = wrote(text.trim()) {
                self.announced.push(line.scalars.clone());
                // Of a wrapped line the author may stand in the part before.
                if author.is_some() {
                    return author;
                }
            } else {
                return None;
            }
        }
        None
    }

    /// Takes the lines that announce letters from the tokens of a text and
    /// parts what is left at the ends of letters.
    pub(super) fn part(&self, tokens: Vec<Token>) -> Vec<Token> {
        if self.all.is_empty() {
            return tokens;
        }
        let mut announced = self.announced.clone();
        announced.sort_by_key(|range| (range.start, range.end));
        let ends: BTreeSet<usize> =
            self.all.iter().flat_map(|letter| [letter.scalars.start, letter.scalars.end]).collect();
        let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
        let mut next = 0;
        let mut covered = 0;
        let mut last = 0;
        let mut breaks = 0;
        for mut token in tokens {
            while let Some(range) = announced.get(next).filter(|range| range.start <= token.start) {
                covered = covered.max(range.end);
                next += 1;
            }
            breaks += token.breaks;
            if token.start < covered {
                continue;
            }
            token.breaks = std::mem::take(&mut breaks);
            if ends.range(last..=token.start).next().is_some() && token.breaks > 0 {
                token.breaks = token.breaks.max(2);
            }
            last = token.start + 1;
            kept.push(token);
        }
        kept
    }
}

/// What is told in the letters within a letter.
pub(super) fn forwarded(page: &Page<'_>, letters: &Letters) -> Vec<Told> {
    let place = |scalar: usize| page.tokens.partition_point(|token| token.start < scalar);
    let told = letters.all.iter().map(|letter| {
        let tokens = place(letter.scalars.start)..place(letter.scalars.end);
        let speaker = match &letter.author {
            Some(name) => Speaker { speaks_for: page.names.exactly(name), ..Speaker::named(name.clone()) },
            None => {
                Speaker { name: "quoted message".to_owned(), named: false, speaks_for: None, certain: true }
            }
        };
        Told { by: tokens.start..tokens.start, tokens, speaker, quoted: true, relayed: false }
    });
    told.filter(|told| !told.tokens.is_empty()).collect()
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    text.split('\n')
        .map(|line| {
            let end = start + line.chars().count() + 1;
            let scalars = start..end;
            start = end;
            let mut rest = line.trim_start_matches([' ', '\t']);
            let mut depth = 0;
            while let Some(after) = rest.strip_prefix('>').filter(|_| depth < DEEPEST) {
                depth += 1;
                rest = after.trim_start_matches([' ', '\t']);
            }
            Line { scalars, depth, text: rest.trim() }
        })
        .collect()
}

/// For each line and depth, where the lines from it on that are at least so
/// deep end.
fn ends(lines: &[Line<'_>]) -> Vec<[usize; DEEPEST + 1]> {
    let mut ends: Vec<[usize; DEEPEST + 1]> = Vec::with_capacity(lines.len());
    let mut next = [0; DEEPEST + 1];
    for line in lines.iter().rev() {
        for (depth, end) in next.iter_mut().enumerate() {
            *end = if line.depth >= depth { line.scalars.end.max(*end) } else { 0 };
        }
        ends.push(next);
    }
    ends.reverse();
    ends
}

/// Whether a line can begin a letter.
fn announces(line: &str) -> bool {
    is_separator(line) || field(line).is_some() || wrote(line).is_some()
}

fn is_separator(line: &str) -> bool {
    let words = line.trim_matches(['-', '_', ' ', ':', '=']).to_lowercase();
    matches!(
        words.as_str(),
        "original message" | "forwarded message" | "begin forwarded message" | "forwarded by"
    )
}

/// The name and the value of a line of a header.
fn field(line: &str) -> Option<(String, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim_matches(['*', ' ']).to_lowercase();
    let known = matches!(name.as_str(), "from" | "sent" | "date" | "to" | "cc" | "subject" | "reply-to");
    known.then(|| (name, value.trim_matches(['*', ' '])))
}

/// The header that begins at a line: whom it is from, and the line behind it.
fn header(lines: &[Line<'_>], index: usize) -> Option<(Option<String>, usize)> {
    let first = lines.get(index)?;
    let separated = is_separator(first.text);
    // A header is read from its first line on.
    let before = index.checked_sub(1).and_then(|before| lines.get(before));
    if !separated && (field(first.text).is_none() || before.is_some_and(|line| is_separator(line.text))) {
        return None;
    }
    if !separated && before.is_some_and(|line| field(line.text).is_some()) {
        return None;
    }
    let mut author = None;
    let mut fields = 0;
    let mut at = index + usize::from(separated);
    while let Some(line) = lines.get(at).filter(|line| line.depth == first.depth) {
        match field(line.text) {
            Some((name, value)) => {
                if name == "from" {
                    author = person(value);
                }
                fields += 1;
            }
            None if line.text.is_empty() && fields == 0 => {}
            None => break,
        }
        at += 1;
    }
    (separated || (fields >= 2 && author.is_some())).then_some((author, at))
}

/// `"A. Writer" <a@example.org>` by the name, where one is given.
fn person(from: &str) -> Option<String> {
    let name = from.split(['<', '[']).next().unwrap_or_default().trim().trim_matches(['"', '\'', ' ']);
    let name = if name.is_empty() { from.trim_matches(['<', '>', ' ']) } else { name };
    (!name.is_empty()).then(|| name.to_owned())
}

fn has_address(line: &str) -> bool {
    let clock = |word: &str| {
        word.trim_end_matches(',').split_once(':').is_some_and(|(hours, minutes)| {
            let digits = |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit());
            digits(hours) && digits(minutes.get(..2).unwrap_or(""))
        })
    };
    line.contains('@') || line.split_whitespace().any(clock)
}

/// Whether a line says that what follows somebody wrote, and who: "On 1 June
/// Ana Kole wrote:".
fn wrote(line: &str) -> Option<Option<String>> {
    let said = line.strip_suffix(':')?.trim_end();
    let said = said.strip_suffix("wrote").or_else(|| said.strip_suffix("writes"))?;
    if !said.ends_with(char::is_whitespace) {
        return None;
    }
    let mut names: Vec<&str> = Vec::new();
    for word in said.split_whitespace().rev() {
        // An address in angle brackets behind the name.
        if names.is_empty() && (word.contains('@') || word.starts_with('<') || word.ends_with('>')) {
            continue;
        }
        let bare = word.trim_matches(['"', '\'', '(', ')']);
        let lower = bare.trim_end_matches(['.', ',']).to_lowercase();
        let capital = bare.chars().next().is_some_and(char::is_uppercase);
        let particle =
            matches!(lower.as_str(), "de" | "van" | "von" | "der" | "al" | "bin" | "la") && !names.is_empty();
        let clock = matches!(lower.as_str(), "am" | "pm" | "utc" | "gmt" | "on");
        if (!capital && !particle)
            || clock
            || is_calendar(&lower)
            || (!names.is_empty() && bare.ends_with(','))
        {
            break;
        }
        names.push(bare.trim_end_matches(','));
    }
    names.reverse();
    let name = names.join(" ");
    let person = !name.is_empty() && names.len() <= 6;
    Some(person.then_some(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authors(text: &str) -> Vec<(Option<String>, String)> {
        let all: Vec<char> = text.chars().collect();
        Letters::of(text)
            .all
            .into_iter()
            .map(|letter| {
                let end = letter.scalars.end.min(all.len());
                let words: String = all[letter.scalars.start..end].iter().collect();
                (letter.author, words.split_whitespace().collect::<Vec<_>>().join(" "))
            })
            .collect()
    }

    fn of(author: &str, words: &str) -> (Option<String>, String) {
        (Some(author.to_owned()), words.to_owned())
    }

    #[test]
    fn marks_at_the_head_of_lines_are_letters_of_whoever_wrote_them() {
        assert_eq!(
            authors("We agree.\n\nOn 4 May Ola Brandt wrote:\n> The pier stays.\n> Fully.\n\nNo more."),
            [of("Ola Brandt", "> The pier stays. > Fully.")]
        );
        assert_eq!(authors("So:\n\n> The pier stays.\n"), [(None, "> The pier stays.".to_owned())]);
        assert_eq!(
            authors("> On Tue, Lia Ferro <lia@example.org> wrote:\n>> It goes.\n> It stays."),
            [
                (None, "> On Tue, Lia Ferro <lia@example.org> wrote: >> It goes. > It stays.".to_owned()),
                of("Lia Ferro", ">> It goes.")
            ]
        );
    }

    #[test]
    fn headers_and_addresses_begin_letters_that_go_on_to_the_end() {
        for text in [
            "See below.\n\n-----Original Message-----\nFrom: Ola Brandt\nSent: Monday\n\nThe pier stays.",
            "See below.\n\n---------- Forwarded message ---------\nFrom: Ola Brandt <o@example.org>\n\nThe pier stays.",
            "See below.\n\nFrom: \"Ola Brandt\" <o@example.org>\nTo: All\nSubject: Pier\n\nThe pier stays.",
            "See below.\n\nOn Mon, May 4, 2026 at 9:05 AM Ola Brandt <o@example.org> wrote:\n\nThe pier stays.",
        ] {
            assert_eq!(authors(text), [of("Ola Brandt", "The pier stays.")], "{text}");
        }
    }

    #[test]
    fn prose_has_no_letters() {
        for text in [
            "On Monday the Gazette wrote:\n\nThe pier stays.",
            "Subject: the pier.\n\nIt stays.",
            "5 > 3",
            "",
        ] {
            assert_eq!(authors(text), [], "{text}");
        }
    }
}
