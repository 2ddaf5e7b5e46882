//! Exact fractions of differences of values.

use std::cmp::Ordering;

/// A fraction, not reduced; equality and order are those of the number.
///
/// Its parts are differences of two `i64` and hence at most 2^64 in size, which
/// is what makes comparison by cross multiplication exact.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    /// Above the line.
    pub(super) numerator: i128,
    /// Below the line, at least 1.
    pub(super) denominator: u128,
}

impl Ratio {
    /// A fraction; a denominator below 1 is read as 1.
    pub(super) fn new(numerator: i128, denominator: i64) -> Self {
        Ratio { numerator, denominator: denominator.max(1).unsigned_abs().into() }
    }

    /// Above the line.
    #[must_use]
    pub fn numerator(&self) -> i128 {
        self.numerator
    }

    /// Below the line, at least 1.
    #[must_use]
    pub fn denominator(&self) -> u128 {
        self.denominator
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        self.numerator.signum().cmp(&other.numerator.signum()).then_with(|| {
            let own = self.numerator.unsigned_abs() * other.denominator;
            let others = other.numerator.unsigned_abs() * self.denominator;
            if self.numerator < 0 { others.cmp(&own) } else { own.cmp(&others) }
        })
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ratio {}
