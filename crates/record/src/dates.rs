//! Dates as articles print them: `June 20, 2024`, `20 June 2024`, `December 2020`.
//!
//! A date in figures alone is taken only where day and month cannot be
//! confused: `1/15/22` is, `3/4/22` is not.

use detente_case::date::{MONTHS, VagueDate};

/// The first date in a line; `Err` with its words where there is no such day.
pub(crate) fn in_words(line: &str) -> Option<Result<VagueDate, String>> {
    let words: Vec<&str> = line
        .split_whitespace()
        .take(60)
        .map(|word| word.trim_matches([',', '.', '(', ')', ';', ':']))
        .collect();
    (0..words.len()).find_map(|at| starting(words.get(at..)?))
}

/// Whether a line is a date and hardly anything else.
pub(crate) fn is_date_line(line: &str) -> bool {
    line.split_whitespace().count() <= 6 && in_words(line).is_some()
}

fn starting(words: &[&str]) -> Option<Result<VagueDate, String>> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    if let Some(found) = iso(word(0)).or_else(|| figures(word(0))) {
        return Some(found);
    }
    if let Some(month) = month(word(0)) {
        if let (Some(day), Some(year)) = (day(word(1)), year(word(2))) {
            return Some(made(year, month, Some(day)));
        }
        return Some(made(year(word(1))?, month, None));
    }
    let day = day(word(0))?;
    Some(made(year(word(2))?, month(word(1))?, Some(day)))
}

fn made(year: u32, month: u32, day: Option<u32>) -> Result<VagueDate, String> {
    let text = match day {
        Some(day) => format!("{year:04}-{month:02}-{day:02}"),
        None => format!("{year:04}-{month:02}"),
    };
    VagueDate::parse(&text).map_err(|_| text)
}

fn iso(word: &str) -> Option<Result<VagueDate, String>> {
    let day = word.split('T').next()?;
    let mut parts = day.split('-');
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    let digits =
        |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let shaped = digits(first, 4) && digits(second, 2) && digits(third, 2) && parts.next().is_none();
    shaped.then(|| VagueDate::parse(day).map_err(|_| day.to_owned()))
}

/// `1/15/22`, `15.1.2022`: where one of the two can only be the day.
fn figures(word: &str) -> Option<Result<VagueDate, String>> {
    let separator = ['/', '.'].into_iter().find(|separator| word.matches(*separator).count() == 2)?;
    let parts: Vec<u32> = word.split(separator).map(str::parse).collect::<Result<_, _>>().ok()?;
    let &[first, second, year] = parts.as_slice() else { return None };
    let year = match year {
        0..80 => 2000 + year,
        80..100 => 1900 + year,
        1900..2100 => year,
        _ => return None,
    };
    match (first, second) {
        (1..=12, 13..=31) => Some(made(year, first, Some(second))),
        (13..=31, 1..=12) => Some(made(year, second, Some(first))),
        _ => None,
    }
}

fn month(word: &str) -> Option<u32> {
    let word = word.to_ascii_lowercase();
    let number = |at: usize| u32::try_from(at + 1).ok();
    let is = |name: &str| {
        name == word || (word.len() >= 3 && word != "mar" && name.get(..word.len()) == Some(word.as_str()))
    };
    MONTHS.iter().position(|name| is(name)).and_then(number).or((word == "mar").then_some(3))
}

fn day(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|each: char| each.is_ascii_alphabetic());
    let suffix = word.get(digits.len()..)?;
    let fits = matches!(suffix, "" | "st" | "nd" | "rd" | "th") && (1..=2).contains(&digits.len());
    digits.parse().ok().filter(|day| fits && (1..=39).contains(day))
}

fn year(word: &str) -> Option<u32> {
    word.parse().ok().filter(|year| word.len() == 4 && (1500..2200).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> String {
        match in_words(line) {
            Some(Ok(date)) => date.to_string(),
            Some(Err(impossible)) => format!("no {impossible}"),
            None => String::new(),
        }
    }

    #[test]
    fn reads_what_can_mean_one_day_or_month() {
        assert_eq!(found("Posted on June 20, 2024 by nobody"), "2024-06-20");
        assert_eq!(found("20 June 2024"), "2024-06-20");
        assert_eq!(found("Dec. 1st, 2023"), "2023-12-01");
        assert_eq!(found("December 2020"), "2020-12");
        assert_eq!(found("2024-06-20T08:00"), "2024-06-20");
        assert_eq!(found("The Paper, 1/15/22"), "2022-01-15");
        assert_eq!(found("25.12.1999"), "1999-12-25");
        assert_eq!(found("3/4/22"), "");
        assert_eq!(found("in 1997 he wrote"), "");
        assert_eq!(found("Mark 12 2001"), "");
        assert_eq!(found("February 30, 2022"), "no 2022-02-30");
        assert_eq!(found("2022-13-01"), "no 2022-13-01");
    }
}
