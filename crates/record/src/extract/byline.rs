//! Title, author and date from the first lines of a text, where a byline or a
//! date line gives them.

use crate::dates;
use crate::metadata::Metadata;

/// Lines at the head of a text that may hold title, byline and date.
const HEAD: usize = 25;
/// The most characters of a line of that kind.
const LINE: usize = 200;
/// Lines between a byline and its date, or above both and their title, at most.
const NEAR: usize = 8;
const ABOVE: usize = 4;

/// What the head of a plain text says of it: the first byline, the date line
/// nearest to it, and the title above both. A date that stands elsewhere in the
/// head may be that of a quotation or of a picture.
pub(super) fn of_text(text: &str) -> Metadata {
    let mut metadata = Metadata::default();
    let head: Vec<&str> = text
        .trim_start_matches('\u{feff}')
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take(HEAD)
        .collect();
    let short = |line: &&str| line.chars().count() <= LINE;
    let by = head.iter().position(|line| short(line) && byline(line).is_some());
    let is_dated = |at: &usize| head.get(*at).is_some_and(|line| short(line) && dates::is_date_line(line));
    let dated = match by {
        Some(by) => (0..head.len())
            .filter(is_dated)
            .filter(|at| at.abs_diff(by) <= NEAR)
            .min_by_key(|at| at.abs_diff(by)),
        None => (0..head.len().min(NEAR)).find(is_dated),
    };
    if let Some(line) = by.and_then(|by| head.get(by)) {
        byline(line).iter().flatten().for_each(|name| metadata.add_author(name));
        metadata.set_date(line);
    }
    if let Some(line) = dated.and_then(|dated| head.get(dated)) {
        metadata.set_date(line);
    }
    let below = by.into_iter().chain(dated).min();
    let title = match below {
        Some(below) => head.iter().take(below).rev().take(ABOVE).find(|line| is_title(line)),
        None => head.first().filter(|line| is_title(line)),
    };
    if let Some(title) = title {
        metadata.set_title(title);
    }
    metadata
}

/// A line that can be a title: short, no sentence, no byline, no date.
fn is_title(line: &str) -> bool {
    let length = line.chars().count();
    (3..=150).contains(&length)
        && !line.ends_with(['.', ',', ';'])
        && !line.contains("://")
        && byline(line).is_none()
        && !dates::is_date_line(line)
        && line.chars().filter(|each| each.is_alphabetic()).count() * 2 > length
}

/// The names of a byline: `By A. Writer and B. Other, The Paper, 1/15/22`.
pub(super) fn byline(line: &str) -> Option<Vec<String>> {
    let lower = line.to_ascii_lowercase();
    let lead = ["written by ", "by: ", "by "].into_iter().find(|lead| lower.starts_with(lead))?;
    let rest = line.get(lead.len()..)?.trim();
    // What follows the first comma is an outlet, an office or a date.
    let names = rest.split([',', '|', '•', '·']).next().unwrap_or_default();
    let names: Vec<String> =
        names.split(" and ").map(str::trim).filter(|name| is_name(name)).map(str::to_owned).collect();
    (!names.is_empty()).then_some(names)
}

/// Two to six words that begin with a capital, or initials and particles between them.
fn is_name(text: &str) -> bool {
    const PARTICLES: [&str; 14] =
        ["de", "der", "den", "van", "von", "bin", "al", "la", "le", "du", "da", "di", "dos", "ibn"];
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    (1..=6).contains(&words.len())
        && words.iter().all(|word| capital(word) || PARTICLES.contains(word) || word.contains('-'))
        && words.first().is_some_and(capital)
        && !text.contains(|each: char| each.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_gives_title_byline_and_date() {
        let text = "\u{feff}\nTalks on the harbour\n\nBy Ann Writer and B. van Other, The Paper, 1/15/22\n\nThe talks began.";
        let metadata = of_text(text);
        assert_eq!(metadata.title.as_deref(), Some("Talks on the harbour"));
        assert_eq!(metadata.author, ["Ann Writer", "B. van Other"]);
        assert_eq!(metadata.date.map(|date| date.to_string()).as_deref(), Some("2022-01-15"));
        assert_eq!(metadata.publisher, None, "an outlet after a comma may be an office");
    }

    #[test]
    fn the_date_nearest_to_the_byline_counts() {
        let text = "Login\n*\n\u{201c}It will take time.\u{201d}\n\u{2013} A. Minister\nJune 2, 2022\n\nA treaty waits\n\n\
December 2020\nBy Ann Writer\n\nText on May 1, 2019.";
        let metadata = of_text(text);
        assert_eq!(metadata.title.as_deref(), Some("A treaty waits"));
        assert_eq!(metadata.date.map(|date| date.to_string()).as_deref(), Some("2020-12"));
    }

    #[test]
    fn sentences_are_neither_titles_nor_bylines() {
        let metadata =
            of_text("By the time they met in June 2020 it was late, he said.\nJune 30, 2020\nMore text.");
        assert_eq!((metadata.title, metadata.author.len()), (None, 0));
        assert_eq!(metadata.date.map(|date| date.to_string()).as_deref(), Some("2020-06-30"));
        assert_eq!(of_text("February 30, 2020\n").impossible, ["2020-02-30"]);
    }
}
