//! Numbers of other tools as exact fractions.
//!
//! Tools divide and multiply before they compare, so their numbers are kept
//! exactly until the last step, where they become decimals of the case language.

use detente_case::decimal::Decimal;
use num_bigint::BigInt;
use num_rational::{BigRational, Ratio};
use num_traits::{Pow, Signed, ToPrimitive, Zero};

use crate::number::{self, Written};

/// An exact fraction.
pub(crate) type Rational = BigRational;

/// Most characters of a number, and the greatest power of ten in it either way:
/// more than binary floating point of 64 bits can tell apart or hold.
const LONGEST: usize = 400;

/// Digits that surely fit a word.
const SHORT: usize = 18;

/// The number that a text such as `0.1`, `1e-3` or `.5` writes, exactly; `None`
/// where it writes no finite number, or one beyond the range of floating point.
pub(crate) fn parse(text: &str) -> Option<Rational> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let Written { negative, whole, fraction, exponent } = Written::read(text)?;
    if exponent.unsigned_abs() as usize > LONGEST {
        return None;
    }
    let shift = exponent - i32::try_from(fraction.len()).ok()?;
    if whole.len() + fraction.len() <= SHORT && (-(SHORT as i32)..=0).contains(&shift) {
        let digits = whole.bytes().chain(fraction.bytes());
        let number = digits.fold(0, |number, digit| 10 * number + i64::from(digit - b'0'));
        return Some(of_words(if negative { -number } else { number }, 10_i64.pow(shift.unsigned_abs())));
    }
    let number: BigInt = format!("{whole}{fraction}").parse().ok()?;
    let power = Pow::pow(BigInt::from(10), shift.unsigned_abs());
    let magnitude =
        if shift < 0 { Rational::new(number, power) } else { Rational::from_integer(number * power) };
    Some(if negative { -magnitude } else { magnitude })
}

/// A fraction of two words, the second above zero.
fn of_words(numerator: i64, denominator: i64) -> Rational {
    // Brought to lowest terms as words, which takes a tenth of the time.
    let (numerator, denominator) = Ratio::new(numerator, denominator).into();
    Rational::new_raw(numerator.into(), denominator.into())
}

/// Numerator and denominator, where each fits a word.
fn words(number: &Rational) -> Option<(i128, i128)> {
    Some((number.numer().to_i64()?.into(), number.denom().to_i64()?.into()))
}

/// A whole number.
pub(crate) fn whole(number: i64) -> Rational {
    Rational::from_integer(number.into())
}

/// A fraction for a message: as a decimal where it can be held.
pub(crate) fn shown(number: &Rational) -> String {
    decimal(number).map_or_else(|| "a huge number".to_owned(), |(number, _)| number.to_string())
}

/// Ten to the `power`, which may be negative.
pub(crate) fn ten_to(power: i32) -> Rational {
    let magnitude = Rational::from_integer(Pow::pow(BigInt::from(10), power.unsigned_abs()));
    if power < 0 { magnitude.recip() } else { magnitude }
}

/// The decimal nearest to a fraction, and whether it differs; `None` where it is
/// too large to be held.
pub(crate) fn decimal(number: &Rational) -> Option<(Decimal, bool)> {
    product(number, &whole(1))
}

/// The decimal nearest to a product, and whether it differs, without bringing
/// the product to lowest terms first; `None` where it is too large to be held.
pub(crate) fn product(left: &Rational, right: &Rational) -> Option<(Decimal, bool)> {
    if let (Some(left), Some(right)) = (words(left), words(right))
        && let Some(numerator) = (left.0 * right.0).checked_mul(1_000_000_000)
    {
        let denominator = left.1 * right.1;
        let (nearest, rest) = (numerator / denominator, numerator % denominator);
        let away = if rest.abs() * 2 >= denominator { rest.signum() } else { 0 };
        let (decimal, shortened) = number::fitting(i64::try_from(nearest + away).ok()?)?;
        return Some((decimal, rest != 0 || shortened));
    }
    let numerator = left.numer() * right.numer() * BigInt::from(1_000_000_000);
    let denominator = left.denom() * right.denom();
    // Denominators are above zero, so the rest has the sign of the numerator.
    let nearest = &numerator / &denominator;
    let rest = numerator - &nearest * &denominator;
    let away = if rest.abs() * 2 >= denominator { rest.signum() } else { BigInt::zero() };
    let rounded = !rest.is_zero();
    let (decimal, shortened) = number::fitting((nearest + away).to_i64()?)?;
    Some((decimal, rounded || shortened))
}

/// A fraction that equals a decimal.
pub(crate) fn from_decimal(number: Decimal) -> Rational {
    let (scaled, power) = (number.scaled(number.places()), 10_i64.pow(number.places().into()));
    match i64::try_from(scaled) {
        Ok(scaled) => of_words(scaled, power),
        Err(_) => Rational::new(scaled.into(), power.into()),
    }
}

/// The greatest of some fractions.
pub(crate) fn greatest<'a>(numbers: impl Iterator<Item = &'a Rational>) -> Option<&'a Rational> {
    numbers.max_by(|one, other| match (words(one), words(other)) {
        (Some(one), Some(other)) => (one.0 * other.1).cmp(&(other.0 * one.1)),
        _ => one.cmp(other),
    })
}

/// The greatest fraction that both are whole multiples of; zero where both are zero.
pub(crate) fn common_unit(left: &Rational, right: &Rational) -> Rational {
    if left.is_zero() {
        return right.abs();
    }
    if right.is_zero() {
        return left.abs();
    }
    let numerator = gcd(left.numer() * right.denom(), right.numer() * left.denom());
    Rational::new(numerator, left.denom() * right.denom())
}

/// The least fraction that is a whole multiple of both, neither of which is zero.
pub(crate) fn common_multiple(left: &Rational, right: &Rational) -> Rational {
    (left * right).abs() / common_unit(left, right)
}

fn gcd(left: BigInt, right: BigInt) -> BigInt {
    let (mut left, mut right) = (left, right);
    while !right.is_zero() {
        let rest = &left % &right;
        left = std::mem::replace(&mut right, rest);
    }
    left.abs()
}

/// A few digits of a small number for a message: `3e-12`.
pub(crate) fn magnitude(number: &Rational) -> String {
    format!("{:.0e}", number.to_f64().unwrap_or(f64::INFINITY))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Rational {
        parse(text).expect("a number")
    }

    #[test]
    fn texts_are_read_exactly() {
        assert_eq!(number("0.1") + number("0.2"), number("0.3"));
        assert_eq!(number("2.5E2"), whole(250));
        assert_eq!(number("-1e-3"), -ten_to(-3));
        assert_eq!(number(".5") * whole(2), number("1."));
        for text in ["", ".", "-", "NaN", "Infinity", "1e", "1e999", "1,5", "0x10", "--1", "1d"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(&"9".repeat(500)), None);
    }

    #[test]
    fn short_numbers_are_what_long_ones_are() {
        // Zeros ahead of a number make it too long for a word and change nothing else.
        let long = |text: &str| number(&format!("{}{text}", "0".repeat(20)));
        let texts = ["0", "7", "0.5", "12.50", "0.000000000000000001", "999999999.999999999", "1e-3", ".125"];
        for text in texts {
            assert_eq!(number(text), long(text), "{text}");
            assert_eq!(number(&format!("-{text}")), -long(text), "{text}");
        }
        let huge = number("1e30");
        for (left, right) in texts.iter().flat_map(|left| texts.map(|right| (number(left), number(right)))) {
            // The same product of numbers beyond words.
            assert_eq!(product(&left, &right), product(&(&left * &huge), &(&right / &huge)));
            assert_eq!(greatest([&left, &right].into_iter()), Some((&left).max(&right)));
            let beyond = [&left * &huge, &right * &huge];
            assert_eq!(greatest(beyond.iter()), beyond.iter().max());
        }
    }

    #[test]
    fn decimals_are_the_nearest() {
        let nearest = |number: Rational| decimal(&number).map(|(near, lost)| (near.to_string(), lost));
        assert_eq!(nearest(whole(1) / whole(3)), Some(("0.333333333".to_owned(), true)));
        assert_eq!(nearest(whole(2) / whole(3)), Some(("0.666666667".to_owned(), true)));
        assert_eq!(nearest(whole(1) / whole(8)), Some(("0.125".to_owned(), false)));
        assert_eq!(nearest(number("-0.0000000015")), Some(("-0.000000002".to_owned(), true)));
        assert_eq!(nearest(number("-0.00000000149")), Some(("-0.000000001".to_owned(), true)));
        assert_eq!(nearest(number("1e15")), None);
        assert_eq!(from_decimal("0.125".parse().expect("a decimal")), whole(1) / whole(8));
    }

    #[test]
    fn units_and_multiples_are_those_of_fractions() {
        assert_eq!(common_unit(&number("0.5"), &number("0.75")), number("0.25"));
        assert_eq!(common_multiple(&number("0.5"), &number("0.75")), number("1.5"));
        assert_eq!(common_unit(&whole(0), &whole(7)), whole(7));
        assert_eq!(common_multiple(&whole(4), &whole(6)), whole(12));
    }
}
