//! Dates as sources give them: a day, a month, a range, open ends, roughly.
//!
//! The notation is the subset of ISO 8601-2 (level 1 of the Extended Date/Time
//! Format) that the case language uses: `2020-11-09`, `2020-10`, `2020`,
//! `2020-10~`, `2022-03/2022-04`, `../2020-10`, `2020-10/..`.

use std::fmt;

pub use jiff::civil::Date;

/// English names of the months, in lower case, January first.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A date known no better than its source gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VagueDate {
    /// First day that it can mean; `None` where the start is open.
    pub earliest: Option<Date>,
    /// Last day that it can mean; `None` where the end is open.
    pub latest: Option<Date>,
    /// Whether the source says "about".
    pub approximate: bool,
    text: String,
}

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateError {
    /// The notation is not understood.
    Notation,
    /// The notation is fine but there is no such day or month.
    NoSuchDay,
    /// The range ends before it starts.
    Reversed,
}

impl VagueDate {
    /// Exactly one day.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self { earliest: Some(date), latest: Some(date), approximate: false, text: date.to_string() }
    }

    /// Reads the notation.
    ///
    /// # Errors
    /// See [`DateError`].
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let (start, end) = text.split_once('/').unwrap_or((text, text));
        let (earliest, approximate_start) = Self::side(start, false)?;
        let (latest, approximate_end) = Self::side(end, true)?;
        if earliest.is_none() && latest.is_none() {
            return Err(DateError::Notation);
        }
        if let (Some(from), Some(to)) = (earliest, latest)
            && from > to
        {
            return Err(DateError::Reversed);
        }
        Ok(Self {
            earliest,
            latest,
            approximate: approximate_start || approximate_end,
            text: text.to_owned(),
        })
    }

    /// Whether this date is after the other on every day that either can mean.
    ///
    /// Something "about" a date is never certainly later than anything that
    /// its stated period touches or adjoins; otherwise the stated bounds are used
    /// as they are.
    #[must_use]
    pub fn certainly_after(&self, other: &Self) -> bool {
        let (Some(mine), Some(theirs)) = (self.earliest, other.latest) else { return false };
        let adjoins = theirs.tomorrow().is_ok_and(|next| next == mine);
        mine > theirs && !(adjoins && (self.approximate || other.approximate))
    }

    /// Whether it can have been by the end of `day`: a period counts from its first day.
    #[must_use]
    pub fn possibly_by(&self, day: Date) -> bool {
        self.earliest.is_none_or(|earliest| earliest <= day)
    }

    /// Whether it had certainly been by the end of `day`.
    #[must_use]
    pub fn certainly_by(&self, day: Date) -> bool {
        self.latest.is_some_and(|latest| latest <= day)
    }

    fn side(text: &str, last: bool) -> Result<(Option<Date>, bool), DateError> {
        if text == ".." {
            return Ok((None, false));
        }
        let (text, approximate) = text.strip_suffix('~').map_or((text, false), |rest| (rest, true));
        let mut parts = text.split('-');
        let year = number(parts.next().unwrap_or(""), 4)?;
        let month = parts.next().map(|part| number(part, 2)).transpose()?;
        let day = parts.next().map(|part| number(part, 2)).transpose()?;
        if parts.next().is_some() {
            return Err(DateError::Notation);
        }
        let of = |year: i16, month: i16, day: i16| {
            let month = i8::try_from(month).map_err(|_| DateError::NoSuchDay)?;
            let day = i8::try_from(day).map_err(|_| DateError::NoSuchDay)?;
            Date::new(year, month, day).map_err(|_| DateError::NoSuchDay)
        };
        let date = match (month, day) {
            (Some(month), Some(day)) => of(year, month, day)?,
            (Some(month), None) if last => of(year, month, 1)?.last_of_month(),
            (Some(month), None) => of(year, month, 1)?,
            (None, _) if last => of(year, 12, 31)?,
            (None, _) => of(year, 1, 1)?,
        };
        Ok((Some(date), approximate))
    }
}

impl fmt::Display for VagueDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

fn number(text: &str, width: usize) -> Result<i16, DateError> {
    if text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().map_err(|_| DateError::Notation)
    } else {
        Err(DateError::Notation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> VagueDate {
        VagueDate::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"))
    }

    #[test]
    fn periods_cover_their_days() {
        let month = read("2024-02~");
        assert_eq!(month.earliest.map(|day| day.to_string()).as_deref(), Some("2024-02-01"));
        assert_eq!(month.latest.map(|day| day.to_string()).as_deref(), Some("2024-02-29"));
        assert!(month.approximate);
        assert_eq!(read("../2020-10").earliest, None);
        assert_eq!(read("2020").latest.map(|day| day.to_string()).as_deref(), Some("2020-12-31"));
    }

    #[test]
    fn later_only_when_certain() {
        assert!(read("2020-11-09").certainly_after(&read("2020-10")));
        assert!(!read("2020-10-09").certainly_after(&read("2020-10")));
        assert!(!read("2020-11-09").certainly_after(&read("2020-10/..")));
        assert!(read("2020-11").certainly_after(&read("2020-10")));
        assert!(!read("2020-11~").certainly_after(&read("2020-10")));
        assert!(!read("2020-06-02").certainly_after(&read("2020-06-01~")));
    }

    #[test]
    fn refuses_what_is_no_date() {
        for (text, error) in [
            ("2020-13", DateError::NoSuchDay),
            ("2021-02-29", DateError::NoSuchDay),
            ("../..", DateError::Notation),
            ("20-1-1", DateError::Notation),
            ("2022-04/2022-03", DateError::Reversed),
            ("", DateError::Notation),
        ] {
            assert_eq!(VagueDate::parse(text), Err(error), "{text}");
        }
    }
}
