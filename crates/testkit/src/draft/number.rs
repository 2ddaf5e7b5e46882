//! Numbers with one place after the point, and ranges of them.

use std::fmt;

/// A number in tenths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number(pub i64);

/// A number, or a range with or without a most plausible number in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Least.
    pub low: Number,
    /// Most plausible.
    pub mode: Option<Number>,
    /// Greatest.
    pub high: Number,
}

impl Number {
    /// A whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self(10 * number)
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }

    /// So many times the number.
    #[must_use]
    pub fn times(self, count: usize) -> Self {
        Self(self.0 * i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl Span {
    /// Exactly one number.
    #[must_use]
    pub fn exactly(number: Number) -> Self {
        Self { low: number, mode: None, high: number }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let magnitude = self.0.unsigned_abs();
        write!(out, "{sign}{}", magnitude / 10)?;
        if magnitude.is_multiple_of(10) { Ok(()) } else { write!(out, ".{}", magnitude % 10) }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.mode {
            None if self.low == self.high => self.low.fmt(out),
            None => write!(out, "{{ low = {}, high = {} }}", self.low, self.high),
            Some(mode) => write!(out, "{{ low = {}, mode = {mode}, high = {} }}", self.low, self.high),
        }
    }
}
