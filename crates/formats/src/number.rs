//! Numbers of other tools as exact decimals.

use detente_case::decimal::Decimal;

/// The parts of a number as it is written, such as `-1.5e3`.
pub(crate) struct Written<'a> {
    /// Whether it begins with a minus.
    pub(crate) negative: bool,
    /// Digits before the point; may be empty where there are some after it.
    pub(crate) whole: &'a str,
    /// Digits after the point.
    pub(crate) fraction: &'a str,
    /// The power of ten.
    pub(crate) exponent: i32,
}

impl<'a> Written<'a> {
    /// The parts of a text; `None` where it writes no finite number.
    pub(crate) fn read(text: &'a str) -> Option<Self> {
        let text = text.trim();
        let (mantissa, exponent) = match text.find(['e', 'E']) {
            Some(at) => (&text[..at], text[at + 1..].parse().ok()?),
            None => (text, 0),
        };
        let digits = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let some = !(whole.is_empty() && fraction.is_empty());
        let number = Self { negative: mantissa.starts_with('-'), whole, fraction, exponent };
        (some && plain(whole) && plain(fraction)).then_some(number)
    }
}

/// The decimal nearest to a text such as `0.1`, `1e-3` or `.5`, read exactly
/// and then rounded to nine places, ties away from zero; whether it was
/// rounded. `None` where the text is no finite number or is too large to hold.
///
/// Digits are handled as text: a detour over binary floating point would make
/// 0.1 something else.
pub(crate) fn decimal(text: &str) -> Option<(Decimal, bool)> {
    let Written { negative, whole, fraction, exponent } = Written::read(text)?;
    let all: String = format!("{whole}{fraction}");
    let significant = all.trim_start_matches('0');
    if significant.is_empty() {
        return Some((Decimal::ZERO, false));
    }
    // The number is 0.SIGNIFICANT times ten to the `point`.
    let point = i64::try_from(whole.len()).ok()? - i64::try_from(all.len() - significant.len()).ok()?
        + i64::from(exponent);
    // As many digits as a decimal holds, so that it is rounded once.
    let most = i64::try_from(Decimal::MAX_DIGITS).ok()?;
    let digits = (point + i64::from(Decimal::MAX_PLACES)).min(most);
    let Ok(kept) = usize::try_from(digits) else { return Some((Decimal::ZERO, true)) };
    let places = u8::try_from(digits - point).ok()?;
    let digit = |at: usize| significant.as_bytes().get(at).map_or(0, |byte| i64::from(byte - b'0'));
    let mut scaled = (0..kept).fold(0_i64, |sum, at| sum * 10 + digit(at));
    let rounded = significant.bytes().skip(kept).any(|byte| byte != b'0');
    if digit(kept) >= 5 {
        scaled += 1;
    }
    let number = Decimal::new(if negative { -scaled } else { scaled }, places);
    // What the case language reads must be what was meant.
    number.to_string().parse().ok().map(|read: Decimal| (read, rounded))
}

/// `scaled` billionths as a decimal of at most [`Decimal::MAX_DIGITS`] digits,
/// rounded where there are more; whether it was. `None` beyond what can be held.
pub(crate) fn fitting(scaled: i64) -> Option<(Decimal, bool)> {
    let mut mantissa = scaled;
    let mut places = Decimal::MAX_PLACES;
    let mut rounded = false;
    let most = 10_i64.pow(u32::try_from(Decimal::MAX_DIGITS).ok()?);
    while mantissa.abs() >= most {
        // A number before the point cannot be shortened.
        places = places.checked_sub(1)?;
        let rest = mantissa % 10;
        rounded |= rest != 0;
        mantissa = mantissa / 10 + if rest.abs() >= 5 { rest.signum() } else { 0 };
    }
    let number = Decimal::new(mantissa, places);
    // What the case language reads must be what was meant.
    number.to_string().parse().ok().map(|read: Decimal| (read, rounded))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, bool)> {
        decimal(text).map(|(number, rounded)| (number.to_string(), rounded))
    }

    #[test]
    fn digits_are_kept_exactly_where_they_fit() {
        for (text, number) in [
            ("0.1", "0.1"),
            (".5", "0.5"),
            ("5.", "5"),
            ("-1.50", "-1.5"),
            ("1e-3", "0.001"),
            ("2.5E2", "250"),
            ("000", "0"),
            (" 7 ", "7"),
            ("0.000000001", "0.000000001"),
            ("123456789012", "123456789012"),
            ("-1e11", "-100000000000"),
        ] {
            assert_eq!(read(text), Some((number.to_owned(), false)), "{text}");
        }
    }

    #[test]
    fn longer_numbers_are_rounded_and_said_to_be() {
        for (text, number) in [
            ("0.26344086021505375", "0.26344086"),
            ("0.0000000005", "0.000000001"),
            ("1e-300", "0"),
            ("123456.7890123", "123456.789012"),
            ("-0.9999999999", "-1"),
            ("1234567890.4449", "1234567890.44"),
            ("99999999999.95", "100000000000"),
        ] {
            assert_eq!(read(text), Some((number.to_owned(), true)), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "",
            ".",
            "-",
            "nan",
            "Infinity",
            "1e",
            "1e12",
            "999999999999.5",
            "1e99",
            "1,5",
            "0x10",
            "1e99999999999",
            "--1",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
