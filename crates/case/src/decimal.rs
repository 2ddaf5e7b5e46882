//! Exact decimal numbers, as people write weights, values and ceilings.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A decimal number held exactly: `mantissa` divided by ten to the `places`.
///
/// Always in lowest terms (no trailing zero after the point), so that equal
/// numbers are equal values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    mantissa: i64,
    places: u8,
}

/// Why a text is not a number that can be held exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalError {
    /// Not a decimal number: `nan`, `inf`, an exponent, a stray letter.
    NotANumber,
    /// More than [`Decimal::MAX_DIGITS`] significant digits before the point.
    TooLarge,
    /// More than [`Decimal::MAX_PLACES`] places after the point.
    TooPrecise,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self { mantissa: 0, places: 0 };
    /// One hundred, the best value on an issue.
    pub const HUNDRED: Self = Self { mantissa: 100, places: 0 };
    /// Most places after the point.
    pub const MAX_PLACES: u8 = 9;
    /// Most significant digits altogether.
    pub const MAX_DIGITS: usize = 12;

    /// A whole number.
    #[must_use]
    pub fn integer(value: i32) -> Self {
        Self { mantissa: i64::from(value), places: 0 }
    }

    /// `mantissa / 10^places` in lowest terms.
    #[must_use]
    pub fn new(mut mantissa: i64, mut places: u8) -> Self {
        while places > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            places -= 1;
        }
        Self { mantissa, places }
    }

    /// `value / 10^places` in lowest terms; `None` where `value` is beyond 64
    /// bits or `places` beyond [`Decimal::MAX_PLACES`].
    #[must_use]
    pub fn from_scaled(value: i128, places: u8) -> Option<Self> {
        let mantissa = i64::try_from(value).ok()?;
        (places <= Self::MAX_PLACES).then(|| Self::new(mantissa, places))
    }

    /// Places after the point that the number needs.
    #[must_use]
    #[inline]
    pub fn places(self) -> u8 {
        self.places
    }

    /// The number times ten to the `places`; exact when `places` is at least
    /// [`Decimal::places`], otherwise rounded towards zero.
    #[must_use]
    #[inline]
    pub fn scaled(self, places: u8) -> i128 {
        let mantissa = i128::from(self.mantissa);
        if places >= self.places {
            mantissa * power_of_ten(places - self.places)
        } else {
            mantissa / power_of_ten(self.places - places)
        }
    }

    /// Whether the number is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }
}

/// Ten to the `places`; a table serves the places that decimals have.
fn power_of_ten(places: u8) -> i128 {
    const FEW: [i64; 10] =
        [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];
    FEW.get(usize::from(places)).map_or_else(|| 10_i128.pow(u32::from(places)), |&power| i128::from(power))
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let places = self.places.max(other.places);
        self.scaled(places).cmp(&other.scaled(places))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let (negative, digits) = match text.as_bytes().first() {
            Some(b'-') => (true, &text[1..]),
            Some(b'+') => (false, &text[1..]),
            _ => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(fraction) || digits.ends_with('.') {
            return Err(DecimalError::NotANumber);
        }
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > usize::from(Self::MAX_PLACES) {
            return Err(DecimalError::TooPrecise);
        }
        if whole.len() + fraction.len() > Self::MAX_DIGITS {
            let too_large = whole.len() > Self::MAX_DIGITS - usize::from(Self::MAX_PLACES);
            return Err(if too_large { DecimalError::TooLarge } else { DecimalError::TooPrecise });
        }
        let magnitude =
            whole.bytes().chain(fraction.bytes()).fold(0_i64, |sum, byte| sum * 10 + i64::from(byte - b'0'));
        let places = u8::try_from(fraction.len()).unwrap_or(Self::MAX_PLACES);
        Ok(Self::new(if negative { -magnitude } else { magnitude }, places))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let magnitude = self.mantissa.unsigned_abs();
        let unit = 10_u64.pow(u32::from(self.places));
        let sign = if self.mantissa < 0 { "-" } else { "" };
        write!(out, "{sign}{}", magnitude / unit)?;
        if self.places > 0 {
            write!(out, ".{:0width$}", magnitude % unit, width = usize::from(self.places))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_prints_exactly() {
        for (text, printed) in [
            ("0", "0"),
            ("-0.50", "-0.5"),
            ("100", "100"),
            ("1550.0", "1550"),
            ("0.000000001", "0.000000001"),
        ] {
            assert_eq!(text.parse::<Decimal>().map(|number| number.to_string()), Ok(printed.to_owned()));
        }
    }

    #[test]
    fn refuses_what_it_cannot_hold() {
        for (text, error) in [
            ("nan", DecimalError::NotANumber),
            ("1e9", DecimalError::NotANumber),
            (".5", DecimalError::NotANumber),
            ("5.", DecimalError::NotANumber),
            ("", DecimalError::NotANumber),
            ("9999999999999", DecimalError::TooLarge),
            ("0.0000000001", DecimalError::TooPrecise),
        ] {
            assert_eq!(text.parse::<Decimal>(), Err(error), "{text}");
        }
    }

    #[test]
    fn orders_across_places() {
        let half: Decimal = "0.5".parse().expect("a number");
        assert!(
            half < Decimal::integer(1)
                && half > Decimal::ZERO
                && "-1".parse::<Decimal>().expect("a number").is_negative()
        );
    }
}
