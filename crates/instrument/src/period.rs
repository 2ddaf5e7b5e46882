//! Periods of the calendar and of business days, and the days they lead to.

use std::fmt;

pub use jiff::civil::Date;
use jiff::civil::Weekday;
use jiff::fmt::temporal::SpanParser;

/// A period in ISO 8601 notation without a time: `P6M`, `P45D`, `P1Y6M`.
///
/// Months and years are those of the calendar: a month after 31 January is the
/// last day of February.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    years: i16,
    months: i32,
    weeks: i32,
    days: i32,
}

/// Why a text is no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodError {
    /// Not in the notation, or longer than the calendar.
    Notation,
    /// It has hours, minutes or seconds, or runs backwards.
    NotOfDays,
}

impl Period {
    /// So many days.
    #[must_use]
    pub fn days(days: i32) -> Self {
        Self { years: 0, months: 0, weeks: 0, days }
    }

    /// Reads the notation.
    ///
    /// # Errors
    ///
    /// See [`PeriodError`].
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        if !text.starts_with('P') {
            return Err(PeriodError::Notation);
        }
        let span = SpanParser::new().parse_span(text).map_err(|_| PeriodError::Notation)?;
        let period = Self {
            years: span.get_years(),
            months: span.get_months(),
            weeks: span.get_weeks(),
            days: span.get_days(),
        };
        let of_days = period.years >= 0 && period.months >= 0 && period.weeks >= 0 && period.days >= 0;
        if !of_days || text.contains('T') {
            return Err(PeriodError::NotOfDays);
        }
        Ok(period)
    }

    /// Whether it leads nowhere.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Self::days(0)
    }

    /// The day `times` periods after `day`, counted from `day` at once, so that
    /// month ends do not drift; `None` past the end of the calendar.
    #[must_use]
    pub fn after(self, day: Date, times: i64) -> Option<Date> {
        day.checked_add(self.span(times)?).ok()
    }

    /// The day one period before `day`; `None` before the start of the calendar.
    #[must_use]
    pub fn before(self, day: Date) -> Option<Date> {
        day.checked_sub(self.span(1)?).ok()
    }

    fn span(self, times: i64) -> Option<jiff::Span> {
        let span = jiff::Span::new();
        let span = span.try_years(i64::from(self.years).checked_mul(times)?).ok()?;
        let span = span.try_months(i64::from(self.months).checked_mul(times)?).ok()?;
        let span = span.try_weeks(i64::from(self.weeks).checked_mul(times)?).ok()?;
        span.try_days(i64::from(self.days).checked_mul(times)?).ok()
    }

    /// The number of days, where the period has neither months nor years.
    #[must_use]
    pub fn as_days(self) -> Option<i64> {
        let days = i64::from(self.weeks) * 7 + i64::from(self.days);
        (self.years == 0 && self.months == 0).then_some(days)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            (i32::from(self.years), "year"),
            (self.months, "month"),
            (self.weeks, "week"),
            (self.days, "day"),
        ];
        let mut first = true;
        for (count, unit) in parts.into_iter().filter(|(count, _)| *count != 0) {
            let plural = if count == 1 { "" } else { "s" };
            write!(out, "{}{count} {unit}{plural}", if first { "" } else { " " })?;
            first = false;
        }
        if first { out.write_str("no time") } else { Ok(()) }
    }
}

/// The `count`th business day after `day`: Mondays to Fridays that are not
/// among `holidays` (sorted). `None` past the end of the calendar.
#[must_use]
pub fn business_days_after(day: Date, count: i64, holidays: &[Date]) -> Option<Date> {
    let mut day = day;
    let mut left = count;
    while left > 0 {
        day = day.tomorrow().ok()?;
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        if !weekend && holidays.binary_search(&day).is_err() {
            left -= 1;
        }
    }
    Some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn period(text: &str) -> Period {
        Period::parse(text).expect("a period")
    }

    #[test]
    fn reads_periods_of_days_and_nothing_else() {
        assert_eq!(period("P45D").as_days(), Some(45));
        assert_eq!(period("P2W").as_days(), Some(14));
        assert_eq!(period("P6M").as_days(), None);
        assert_eq!(period("P1Y6M").to_string(), "1 year 6 months");
        assert_eq!(Period::parse("PT5H"), Err(PeriodError::NotOfDays));
        assert_eq!(Period::parse("-P5D"), Err(PeriodError::Notation));
        for text in ["", "P", "45", "P1X", "45 days", "P99999Y", "p1d"] {
            assert!(Period::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn months_end_where_the_calendar_says_and_do_not_drift() {
        let month = period("P1M");
        assert_eq!(month.after(day("2023-01-31"), 1), Some(day("2023-02-28")));
        assert_eq!(month.after(day("2023-01-31"), 2), Some(day("2023-03-31")));
        assert_eq!(period("P7Y").after(day("2011-02-05"), 1), Some(day("2018-02-05")));
        assert_eq!(period("P9999Y").after(day("2011-02-05"), 2), None);
        assert_eq!(period("P6M").before(day("2019-08-02")), Some(day("2019-02-02")));
    }

    #[test]
    fn business_days_leave_out_weekends_and_holidays() {
        // 2026-11-20 is a Friday.
        assert_eq!(business_days_after(day("2026-11-20"), 1, &[]), Some(day("2026-11-23")));
        assert_eq!(business_days_after(day("2026-11-20"), 5, &[day("2026-11-24")]), Some(day("2026-11-30")));
        assert_eq!(business_days_after(day("2026-11-21"), 0, &[]), Some(day("2026-11-21")));
    }
}
