//! What people write where a number is asked for: `60`, `40 to 70`, `#1`.

use detente_case::decimal::Decimal;

use crate::draft::Amount;
use crate::number;

/// A number, a range or a rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// A number or range, and whether digits were lost in reading it.
    Amount(Amount, bool),
    /// A place in an order, 1 for the best or heaviest.
    Rank(u32),
}

/// Why a text is neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// It is something else.
    NoNumber,
    /// A range that falls.
    Falling,
}

/// Reads `60`, `0.5`, `40-70`, `40 to 70`, `40..70`, any of the ranges with the
/// most plausible number in parentheses, `#2` and `2nd`.
///
/// `comma` says whether `0,5` is a half.
pub(crate) fn said(text: &str, comma: bool) -> Result<Said, Unread> {
    let text = text.trim();
    if let Some(rank) = rank(text) {
        return Ok(Said::Rank(rank));
    }
    if let Some((number, rounded)) = decimal(text, comma) {
        return Ok(Said::Amount(Amount::Exactly(number), rounded));
    }
    let (range, mode) = match text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) {
        Some((range, mode)) => (range.trim_end(), Some(decimal(mode, comma).ok_or(Unread::NoNumber)?)),
        None => (text, None),
    };
    let (low, high) = ends(range, comma).ok_or(Unread::NoNumber)?;
    let within = mode.is_none_or(|(mode, _)| low.0 <= mode && mode <= high.0);
    if low.0 > high.0 || !within {
        return Err(Unread::Falling);
    }
    let rounded = low.1 || high.1 || mode.is_some_and(|(_, rounded)| rounded);
    Ok(Said::Amount(Amount::Between(low.0, mode.map(|(mode, _)| mode), high.0), rounded))
}

/// A number, with a point or, where `comma` is true, a comma before its decimals.
pub(crate) fn decimal(text: &str, comma: bool) -> Option<(Decimal, bool)> {
    let text = text.trim();
    if comma && !text.contains('.') {
        return number::decimal(&text.replacen(',', ".", 1));
    }
    number::decimal(text)
}

/// A number of a spreadsheet as the shortest decimal that stands for it or,
/// where that is longer than the fifteen digits that spreadsheets show and mean
/// (0.1 + 0.2), as those.
pub(crate) fn of_float(value: f64) -> Option<(Decimal, bool)> {
    let shortest = number::decimal(&format!("{value}"))?;
    let shown = number::decimal(&format!("{value:.14e}")).filter(|(_, rounded)| !rounded);
    Some(if shortest.1 { shown.unwrap_or(shortest) } else { shortest })
}

fn rank(text: &str) -> Option<u32> {
    let digits = match text.strip_prefix('#') {
        Some(digits) => digits,
        None => ["st", "nd", "rd", "th"].iter().find_map(|ending| text.strip_suffix(ending))?,
    };
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?.filter(|rank| *rank > 0)
}

type Read = (Decimal, bool);

/// The two ends of a range.
fn ends(text: &str, comma: bool) -> Option<(Read, Read)> {
    let both = |low: &str, high: &str| Some((decimal(low, comma)?, decimal(high, comma)?));
    for between in [" to ", "..", "\u{2013}", "\u{2014}"] {
        if let Some((low, high)) = text.split_once(between) {
            return both(low, high);
        }
    }
    // A hyphen after a digit divides; one before is a sign.
    let after_digit =
        |at: &usize| text[..*at].trim_end().ends_with(|last: char| last.is_ascii_digit() || last == '.');
    let at = text.match_indices('-').map(|(at, _)| at).find(after_digit)?;
    both(&text[..at], &text[at + 1..])
}

/// An amount as a table has it; never such that a spreadsheet takes it for a date.
pub(crate) fn written(amount: Amount) -> String {
    match amount {
        Amount::Exactly(number) => number.to_string(),
        Amount::Between(low, None, high) => format!("{low} to {high}"),
        Amount::Between(low, Some(mode), high) => format!("{low} to {high} ({mode})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write() {
        for (text, expected) in [
            ("60", "60"),
            (" -0.50 ", "-0.5"),
            ("40-70", "40 to 70"),
            ("40 - 70", "40 to 70"),
            ("40\u{2013}70", "40 to 70"),
            ("40..70", "40 to 70"),
            ("-5--2", "-5 to -2"),
            ("-5 to 10 (0)", "-5 to 10 (0)"),
            ("40-70(60)", "40 to 70 (60)"),
            ("1e2", "100"),
        ] {
            let Ok(Said::Amount(amount, false)) = said(text, false) else { panic!("{text}") };
            assert_eq!(written(amount), expected, "{text}");
            assert_eq!(said(&written(amount), false), Ok(Said::Amount(amount, false)));
        }
    }

    #[test]
    fn floats_are_what_a_spreadsheet_shows() {
        for (value, text, rounded) in [
            (0.1, "0.1", false),
            (0.1 + 0.2, "0.3", false),
            (1.0 / 3.0, "0.333333333", true),
            (1e11, "100000000000", false),
            (-2.5, "-2.5", false),
        ] {
            assert_eq!(
                of_float(value).map(|(number, rounded)| (number.to_string(), rounded)),
                Some((text.to_owned(), rounded))
            );
        }
        assert_eq!((of_float(1e300), of_float(f64::NAN)), (None, None));
    }

    #[test]
    fn ranks_and_commas() {
        assert_eq!(said("#1", false), Ok(Said::Rank(1)));
        assert_eq!(said("22nd", false), Ok(Said::Rank(22)));
        assert_eq!(said("0,5", true), said("0.5", false));
        assert_eq!(said("0,5 to 0,7", true), said("0.5 to 0.7", false));
    }

    #[test]
    fn what_is_none() {
        for text in
            ["", "lots", "#0", "#", "st", "1-", "-", "0,5", "1 to", "1 (2)", "1,000", "()", "é-1", "nan"]
        {
            assert_eq!(said(text, false), Err(Unread::NoNumber), "{text}");
        }
        for text in ["70-40", "1 to 2 (3)"] {
            assert_eq!(said(text, false), Err(Unread::Falling), "{text}");
        }
    }
}
