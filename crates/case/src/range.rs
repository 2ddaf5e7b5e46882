//! How many numbers a numeric issue has, and when it has none.

use std::fmt;

use crate::decimal::Decimal;

/// Most choices of an issue.
pub const MOST_CHOICES: usize = 10_000;

/// Why a start, an end and a step make no range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeError {
    /// The step is zero or below.
    NoStep,
    /// The end is below the start.
    Falling,
    /// Steps from the start do not meet the end, but pass this number last.
    Uneven(Decimal),
    /// There are more numbers than [`MOST_CHOICES`]: how many.
    TooMany(i128),
}

impl fmt::Display for RangeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoStep => out.write_str("the step of a range must be above zero"),
            Self::Falling => out.write_str("the range ends below its start"),
            Self::Uneven(last) => write!(out, "the steps do not meet the end; the last number is {last}"),
            Self::TooMany(count) => write!(out, "the range has {count} numbers; at most {MOST_CHOICES}"),
        }
    }
}

/// How many numbers there are from `from` to `to`, both among them, in equal steps.
///
/// # Errors
///
/// What is wrong with the three.
pub fn count(from: Decimal, to: Decimal, step: Decimal) -> Result<usize, RangeError> {
    let places = from.places().max(to.places()).max(step.places());
    let (first, last, each) = (from.scaled(places), to.scaled(places), step.scaled(places));
    if each <= 0 {
        return Err(RangeError::NoStep);
    }
    if first > last {
        return Err(RangeError::Falling);
    }
    let beyond = (last - first) % each;
    if beyond != 0 {
        // It lies between numbers that fit.
        return Err(RangeError::Uneven(Decimal::from_scaled(last - beyond, places).unwrap_or(from)));
    }
    let count = (last - first) / each + 1;
    usize::try_from(count).ok().filter(|count| *count <= MOST_CHOICES).ok_or(RangeError::TooMany(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_met_or_the_reason_is_told() {
        let number = |tenths: i64| Decimal::new(tenths, 1);
        let count = |from, to, step| count(number(from), number(to), number(step));
        assert_eq!(count(0, 10, 5), Ok(3));
        assert_eq!(count(-3, -3, 1), Ok(1));
        assert_eq!(count(0, 10, 0), Err(RangeError::NoStep));
        assert_eq!(count(1, 0, 1), Err(RangeError::Falling));
        assert_eq!(count(0, 11, 5), Err(RangeError::Uneven(number(10))));
        assert_eq!(count(1, 10_000, 1), Ok(10_000));
        assert_eq!(count(0, 10_000, 1), Err(RangeError::TooMany(10_001)));
    }
}
