//! Exact fractions of 128-bit integers, for values that a report shows.

use std::cmp::Ordering;

use detente_case::decimal::Decimal;
use num_traits::Euclid;

/// An exact rational number in lowest terms with a positive denominator.
///
/// Numerator and denominator stay below [`Fraction::LIMIT`] in magnitude, so
/// that comparing and rounding cannot overflow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fraction {
    numerator: i128,
    denominator: i128,
}

impl Fraction {
    /// What numerator and denominator stay below in magnitude.
    pub const LIMIT: i128 = 1 << 120;
    /// Zero.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };

    /// `numerator / denominator`; `None` where the denominator is zero or the
    /// result in lowest terms reaches [`Fraction::LIMIT`].
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 || numerator == i128::MIN || denominator == i128::MIN {
            return None;
        }
        let divisor = greatest_common_divisor(numerator, denominator) * denominator.signum();
        let (numerator, denominator) = (numerator / divisor, denominator / divisor);
        (numerator.abs() < Self::LIMIT && denominator < Self::LIMIT)
            .then_some(Self { numerator, denominator })
    }

    /// Numerator in lowest terms.
    #[must_use]
    pub fn numerator(self) -> i128 {
        self.numerator
    }

    /// Denominator in lowest terms, positive.
    #[must_use]
    pub fn denominator(self) -> i128 {
        self.denominator
    }

    /// The nearest multiple of ten to the minus `places`, halves away from
    /// zero, in units of ten to the minus `places`; `None` where that does not
    /// fit.
    #[must_use]
    pub fn rounded(self, places: u8) -> Option<i128> {
        let magnitude = self.numerator.abs();
        let mut whole = magnitude / self.denominator;
        let mut rest = magnitude % self.denominator;
        for _ in 0..places {
            rest *= 10;
            whole = whole.checked_mul(10)?.checked_add(rest / self.denominator)?;
            rest %= self.denominator;
        }
        let rounded = whole.checked_add(i128::from(2 * rest >= self.denominator))?;
        Some(rounded * self.numerator.signum())
    }

    /// The sum, where it stays within limits.
    #[must_use]
    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        let divisor = greatest_common_divisor(self.denominator, other.denominator);
        let left = self.numerator.checked_mul(other.denominator / divisor)?;
        let right = other.numerator.checked_mul(self.denominator / divisor)?;
        Self::new(left.checked_add(right)?, (self.denominator / divisor).checked_mul(other.denominator)?)
    }

    /// The fraction divided by a whole number that is not zero, where it stays
    /// within limits.
    #[must_use]
    pub(crate) fn over(self, divisor: i128) -> Option<Self> {
        Self::new(self.numerator, self.denominator.checked_mul(divisor)?)
    }

    /// The fraction in units of `1 / denominator`; `None` unless it is a whole
    /// number of them.
    #[must_use]
    pub(crate) fn units(self, denominator: i128) -> Option<i128> {
        (denominator % self.denominator == 0)
            .then(|| self.numerator.checked_mul(denominator / self.denominator))?
    }
}

impl From<Decimal> for Fraction {
    fn from(number: Decimal) -> Self {
        let (numerator, denominator) =
            (number.scaled(number.places()), 10_i128.pow(u32::from(number.places())));
        let divisor = greatest_common_divisor(numerator, denominator);
        Self { numerator: numerator / divisor, denominator: denominator / divisor }
    }
}

impl Ord for Fraction {
    /// Compares continued fractions term by term, which needs no product.
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut left, mut right) =
            ((self.numerator, self.denominator), (other.numerator, other.denominator));
        let mut turned = false;
        loop {
            let (left_whole, left_rest) = left.0.div_rem_euclid(&left.1);
            let (right_whole, right_rest) = right.0.div_rem_euclid(&right.1);
            let order = match left_whole.cmp(&right_whole) {
                // A rest of zero is the least; otherwise the larger rest has the smaller reciprocal.
                Ordering::Equal if left_rest == 0 || right_rest == 0 => left_rest.cmp(&right_rest),
                Ordering::Equal => {
                    (left, right) = ((left.1, left_rest), (right.1, right_rest));
                    turned = !turned;
                    continue;
                }
                order => order,
            };
            return if turned { order.reverse() } else { order };
        }
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The greatest whole number that divides both, at least 1.
#[must_use]
pub fn greatest_common_divisor(left: i128, right: i128) -> i128 {
    let (mut left, mut right) = (left.unsigned_abs(), right.unsigned_abs());
    while right != 0 {
        if let (Ok(left), Ok(right)) = (u64::try_from(left), u64::try_from(right)) {
            return greatest_common_divisor_of_words(left, right).into();
        }
        (left, right) = (right, left % right);
    }
    i128::try_from(left).unwrap_or(1).max(1)
}

/// The same for one word each, 0 where both are, where halving and subtracting
/// (Stein 1967) take a fraction of the time that dividing two words takes.
pub(crate) fn greatest_common_divisor_of_words(mut left: u64, mut right: u64) -> u64 {
    if left == 0 || right == 0 {
        return left | right;
    }
    // Of many numbers the divisor found so far mostly divides the next, or is small beside it.
    (left, right) = (left.min(right), left.max(right) % left.min(right));
    if right == 0 {
        return left;
    }
    let twos = (left | right).trailing_zeros();
    left >>= left.trailing_zeros();
    while right != 0 {
        right >>= right.trailing_zeros();
        (left, right) = (left.min(right), left.abs_diff(right));
    }
    left << twos
}

/// The least whole number that both divide, where it stays below `limit`;
/// both are positive.
#[must_use]
pub(crate) fn least_common_multiple(left: i128, right: i128, limit: i128) -> Option<i128> {
    (left / greatest_common_divisor(left, right)).checked_mul(right).filter(|multiple| *multiple < limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fraction(numerator: i128, denominator: i128) -> Fraction {
        Fraction::new(numerator, denominator).expect("within limits")
    }

    #[test]
    fn is_kept_in_lowest_terms_with_a_positive_denominator() {
        assert_eq!(fraction(6, -4), fraction(-3, 2));
        assert_eq!(fraction(0, -7), Fraction::ZERO);
        assert_eq!(Fraction::new(1, 0), None);
        assert_eq!(Fraction::new(Fraction::LIMIT, 1), None);
    }

    #[test]
    fn compares_as_cross_multiplication_does() {
        for (a, b) in (-12..12).flat_map(|a| (1..9).map(move |b| (a, b))) {
            for (c, d) in (-12..12).flat_map(|c| (1..9).map(move |d| (c, d))) {
                assert_eq!(fraction(a, b).cmp(&fraction(c, d)), (a * d).cmp(&(c * b)), "{a}/{b} and {c}/{d}");
            }
        }
        let large = Fraction::LIMIT - 1;
        assert!(fraction(large - 1, large) < fraction(large, large));
        assert!(fraction(large, large - 1) > fraction(large - 1, large - 2).min(fraction(1, 1)));
    }

    #[test]
    fn the_greatest_common_divisor_is_that_of_trying_all() {
        let tried = |a: i128, b: i128| {
            (1..=a.abs().max(b.abs())).rev().find(|d| a % d == 0 && b % d == 0).unwrap_or(1)
        };
        for (a, b) in (-40..=40).flat_map(|a| (-40..=40).map(move |b| (a, b))) {
            assert_eq!(greatest_common_divisor(a, b), tried(a, b), "{a} and {b}");
            // The same beyond one word.
            let wide = 3 * (1_i128 << 70);
            assert_eq!(
                greatest_common_divisor(a * wide, b * wide),
                if a == 0 && b == 0 { 1 } else { tried(a, b) * wide }
            );
        }
    }

    #[test]
    fn rounds_halves_away_from_zero() {
        assert_eq!(fraction(1, 2).rounded(0), Some(1));
        assert_eq!(fraction(-1, 2).rounded(0), Some(-1));
        assert_eq!(fraction(2, 3).rounded(3), Some(667));
        assert_eq!(fraction(-199, 100).rounded(1), Some(-20));
        assert_eq!(fraction(Fraction::LIMIT - 1, 1).rounded(30), None);
    }
}
