//! Dates in running text, absolute and relative to the day of the article.

use std::ops::Range;

use detente_case::date::{Date, MONTHS, VagueDate};

use super::numbers::small_number;
use super::tokens::{Kind, Token};

/// A date and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// First token.
    pub(super) start: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// The date.
    pub(super) date: VagueDate,
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// What relative dates are relative to.
#[derive(Clone, Debug, Default)]
pub(super) struct Reference {
    /// The day of the article.
    pub(super) article: Option<VagueDate>,
    /// The last day named in the text before: "the following day".
    pub(super) last: Option<Date>,
    /// The year that the paragraph is about, where it names one.
    pub(super) year: Option<i16>,
    /// The year that the paragraphs before it were about.
    pub(super) earlier: Option<i16>,
}

impl Reference {
    /// The year of which the text told before, if it is not the article's own.
    fn told_of(&self) -> Option<i16> {
        let own = self.article.as_ref().and_then(|date| date.latest).map(Date::year);
        self.earlier.filter(|year| own.is_none_or(|own| *year < own))
    }
}

/// Whether a word is the name of a month, in full or shortened, or a day of the week.
pub(super) fn is_calendar(lower: &str) -> bool {
    MONTHS.contains(&lower)
        || WEEKDAYS.contains(&lower)
        || matches!(
            lower,
            "jan" | "feb" | "mar" | "apr" | "jun" | "jul" | "aug" | "sep" | "sept" | "oct" | "nov" | "dec"
        )
}

/// The dates of a range of tokens, left to right.
pub(super) fn dates(tokens: &[Token], range: Range<usize>, reference: &Reference) -> Vec<Found> {
    // A year that the range itself names goes before those of what stands around it.
    let first = scan(tokens, range.clone(), reference);
    let own = first.iter().find_map(|found| {
        let words = tokens.get(found.start..found.end).unwrap_or_default();
        words.iter().find_map(|token| number(token, 4).filter(is_year))
    });
    match own.filter(|own| reference.year != Some(*own)) {
        Some(own) => scan(tokens, range, &Reference { year: Some(own), ..reference.clone() }),
        None => first,
    }
}

fn scan(tokens: &[Token], range: Range<usize>, reference: &Reference) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let here = Cursor { tokens, end: range.end, at };
        let date = here.absolute(reference).or_else(|| here.relative(reference));
        match date {
            Some((date, end)) if end > at => {
                let inferred = here.is_inferred(reference, end);
                let date = if inferred { about(&date) } else { date };
                found.push(Found { start: at, end, date });
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

/// The same date, marked as approximate.
fn about(date: &VagueDate) -> VagueDate {
    VagueDate::parse(&format!("{date}~")).unwrap_or_else(|_| date.clone())
}

struct Cursor<'t> {
    tokens: &'t [Token],
    end: usize,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn get(&self, offset: usize) -> Option<&'t Token> {
        self.tokens.get(self.at + offset).filter(|_| self.at + offset < self.end)
    }

    fn lower(&self, offset: usize) -> &'t str {
        self.get(offset).map_or("", |token| token.lower.as_str())
    }

    fn before(&self) -> &'t str {
        self.at
            .checked_sub(1)
            .and_then(|before| self.tokens.get(before))
            .map_or("", |token| token.lower.as_str())
    }

    /// Whether the words up to `end` are a month without a year, in a paragraph
    /// without one, that goes on with a story of another year than the article's.
    fn is_inferred(&self, reference: &Reference, end: usize) -> bool {
        let words = self.tokens.get(self.at..end).unwrap_or_default();
        let named = words.iter().any(|token| month(token).is_some());
        let year = words.iter().any(|token| number::<i16>(token, 4).is_some());
        named && !year && reference.year.is_none() && reference.told_of().is_some()
    }

    fn absolute(&self, reference: &Reference) -> Option<(VagueDate, usize)> {
        let first = self.get(0)?;
        if first.kind == Kind::Number {
            return self.numeric().or_else(|| self.day_first(reference)).or_else(|| self.year());
        }
        let month = month(first)?;
        // "Oct. 5": the full stop behind a month in full ends the sentence.
        let dot = usize::from(
            !MONTHS.contains(&first.lower.as_str()) && self.get(1).is_some_and(|token| token.is('.')),
        );
        let day = self.get(1 + dot).and_then(|token| number(token, 2));
        let (day, after) = match day.filter(|day| (1..=31).contains(day)) {
            Some(day) => (Some(day), 2 + dot),
            None => (None, 1 + dot),
        };
        let comma = usize::from(self.get(after).is_some_and(|token| token.is(',')));
        let year = self.get(after + comma).and_then(|token| number(token, 4)).filter(is_year);
        if first.lower == "may"
            && day.is_none()
            && year.is_none()
            && !matches!(self.before(), "in" | "since" | "last" | "of" | "by")
        {
            return None;
        }
        let end = if year.is_some() { after + comma + 1 } else { after };
        let year = year.or_else(|| year_before(reference, month, day))?;
        Some((of(year, Some(month), day)?, self.at + end))
    }

    /// `1/15/22`, month first, and `2022-01-15`.
    fn numeric(&self) -> Option<(VagueDate, usize)> {
        let part = |offset: usize| self.get(offset).filter(|token| token.kind == Kind::Number);
        let (first, middle, last) = (part(0)?, part(2)?, part(4)?);
        let both = |mark| {
            self.get(1).is_some_and(|token| token.is(mark)) && self.get(3).is_some_and(|token| token.is(mark))
        };
        let parse = |token: &Token| token.word.parse::<i16>().ok();
        let (year, month, day) = if both('/') {
            (parse(last)?, parse(first)?, parse(middle)?)
        } else if both('-') && first.word.len() == 4 {
            (parse(first)?, parse(middle)?, parse(last)?)
        } else {
            return None;
        };
        let year = if year < 100 { 2000 + year } else { year };
        let month = i8::try_from(month).ok()?;
        Some((of(year, Some(month), i8::try_from(day).ok())?, self.at + 5))
    }

    /// `12 November 2020`.
    fn day_first(&self, reference: &Reference) -> Option<(VagueDate, usize)> {
        let day = number(self.get(0)?, 2).filter(|day| (1..=31).contains(day))?;
        let month = month(self.get(1)?)?;
        let dot = usize::from(self.get(2).is_some_and(|token| token.is('.')));
        let year = self.get(2 + dot).and_then(|token| number(token, 4)).filter(is_year);
        let end = self.at + 2 + dot + usize::from(year.is_some());
        let year = year.or_else(|| year_before(reference, month, Some(day)))?;
        Some((of(year, Some(month), Some(day))?, end))
    }

    fn year(&self) -> Option<(VagueDate, usize)> {
        let year = number(self.get(0)?, 4).filter(is_year)?;
        // "the 1990 agreement": part of a name. "The treaty of 1955" is not of
        // that year either, "the end of 1955" is.
        let placed = matches!(self.before(), "in" | "of" | "during" | "early" | "late" | "by");
        let part = || {
            let earlier = self.at.checked_sub(2).and_then(|earlier| self.tokens.get(earlier));
            earlier.is_some_and(|token| {
                matches!(
                    token.lower.as_str(),
                    "end"
                        | "start"
                        | "beginning"
                        | "middle"
                        | "course"
                        | "spring"
                        | "summer"
                        | "autumn"
                        | "fall"
                        | "winter"
                        | "month"
                        | "early"
                        | "late"
                        | "rest"
                        | "half"
                )
            })
        };
        let placed = placed && (self.before() != "of" || part());
        placed.then(|| of(year, None, None)).flatten().map(|date| (date, self.at + 1))
    }

    fn relative(&self, reference: &Reference) -> Option<(VagueDate, usize)> {
        let article = reference.article.as_ref()?;
        let today = article.latest?;
        let exact = article.earliest == article.latest;
        let day = |days: i64| today.checked_sub(jiff_days(days)).ok();
        let about = |date: Option<Date>, end: usize| {
            let date = date?;
            VagueDate::parse(&format!("{date}~")).ok().map(|date| (date, self.at + end))
        };
        let month_back = |months: i16| {
            let total = i32::from(today.year()) * 12 + i32::from(today.month()) - 1 - i32::from(months);
            let month = i8::try_from(total.rem_euclid(12) + 1).ok()?;
            of(i16::try_from(total.div_euclid(12)).ok()?, Some(month), None)
        };
        match (self.lower(0), self.lower(1), self.lower(2)) {
            ("yesterday", ..) if exact => Some((VagueDate::day(day(1)?), self.at + 1)),
            ("today", ..) if exact => Some((VagueDate::day(today), self.at + 1)),
            ("the", "following" | "next", "day") => {
                Some((VagueDate::day(reference.last?.tomorrow().ok()?), self.at + 3))
            }
            ("last", "week", _) if exact => about(day(7), 2),
            ("this", "week", _) if exact => about(day(3), 2),
            ("last", "month", _) => Some((month_back(1)?, self.at + 2)),
            ("this", "month", _) => Some((month_back(0)?, self.at + 2)),
            ("last", "year", _) => Some((of(today.year() - 1, None, None)?, self.at + 2)),
            ("this", "year", _) => Some((of(today.year(), None, None)?, self.at + 2)),
            (count, unit, "ago") => {
                let count = i64::from(small_number(count).or_else(|| count.parse().ok())?);
                match unit.trim_end_matches('s') {
                    "day" if exact => Some((VagueDate::day(day(count)?), self.at + 3)),
                    "week" if exact => about(day(7 * count), 3),
                    "month" => month_back(i16::try_from(count).ok()?).map(|date| (date, self.at + 3)),
                    "year" => of(today.year().checked_sub(i16::try_from(count).ok()?)?, None, None)
                        .map(|date| (date, self.at + 3)),
                    _ => None,
                }
            }
            (weekday, ..) if exact => {
                let index = WEEKDAYS.iter().position(|name| *name == weekday)?;
                let wanted = i64::try_from(index).ok()?;
                let have = i64::from(today.weekday().to_monday_zero_offset());
                Some((VagueDate::day(day((have - wanted).rem_euclid(7))?), self.at + 1))
            }
            _ => None,
        }
    }
}

fn jiff_days(days: i64) -> jiff::Span {
    jiff::Span::new().try_days(days).unwrap_or_default()
}

fn month(token: &Token) -> Option<i8> {
    let full = MONTHS.iter().position(|name| *name == token.lower);
    let short = || {
        let named = matches!(token.lower.len(), 3 | 4) && token.lower != "mar";
        let named = named || token.lower == "mar";
        MONTHS.iter().position(|name| named && name.starts_with(&token.lower) && token.lower.len() >= 3)
    };
    let index = full.or_else(short).filter(|_| token.capital)?;
    i8::try_from(index + 1).ok()
}

fn number<T: std::str::FromStr>(token: &Token, width: usize) -> Option<T> {
    // "5th" is a day, "1990s" no year.
    let digits = match width {
        2 => token.word.trim_end_matches(|letter: char| letter.is_ascii_lowercase()),
        _ => token.word.as_str(),
    };
    let plain = digits.len() == width || (width == 2 && digits.len() == 1);
    (token.kind == Kind::Number && plain).then(|| digits.parse().ok()).flatten()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature of a filter")]
fn is_year(year: &i16) -> bool {
    (1500..=2199).contains(year)
}

/// The last year in which the day or month is not after the article.
fn year_before(reference: &Reference, month: i8, day: Option<i8>) -> Option<i16> {
    if reference.year.is_some() || reference.told_of().is_some() {
        return reference.year.or(reference.told_of());
    }
    let latest = reference.article.as_ref()?.latest?;
    let later = (month, day.unwrap_or(1)) > (latest.month(), latest.day());
    Some(latest.year() - i16::from(later))
}

fn of(year: i16, month: Option<i8>, day: Option<i8>) -> Option<VagueDate> {
    let text = match (month, day) {
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}"),
    };
    VagueDate::parse(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn all(text: &str, article: &str) -> Vec<String> {
        let tokens = tokens(text);
        let reference = Reference {
            article: VagueDate::parse(article).ok(),
            last: Date::new(2020, 11, 9).ok(),
            year: None,
            earlier: None,
        };
        dates(&tokens, 0..tokens.len(), &reference).iter().map(|found| found.date.to_string()).collect()
    }

    #[test]
    fn absolute() {
        assert_eq!(
            all(
                "On Nov. 12, 2020, in October, on 3 May 2019, 1/15/22 and in Aug. 2018; Dec. 30; in 2008.",
                "2020-12"
            ),
            ["2020-11-12", "2020-10", "2019-05-03", "2022-01-15", "2018-08", "2020-12-30", "2008"]
        );
        assert_eq!(
            all("It may be; they may on Feb. 30 agree. February 31, 2020", "2020-12"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_month_without_a_year_is_the_last_one() {
        assert_eq!(all("on Dec. 30 and on January 2", "2022-01-13"), ["2021-12-30", "2022-01-02"]);
    }

    #[test]
    fn relative_to_the_article() {
        assert_eq!(
            all("on Monday, yesterday, last week, two weeks ago, last month, three years ago", "2022-01-13"),
            ["2022-01-10", "2022-01-12", "2022-01-06~", "2021-12-30~", "2021-12", "2019"]
        );
        assert_eq!(all("the following day", "2020-12"), ["2020-11-10"]);
        assert_eq!(all("on Monday", "2020-12"), Vec::<String>::new());
        assert_eq!(all("last month, this month", "9000-01-01"), ["8999-12", "9000-01"]);
        assert_eq!(all("90 months ago", "0003-01-01"), Vec::<String>::new());
    }
}
