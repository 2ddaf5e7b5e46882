//! Numbers with their units: "1,550 deployed warheads", "a five-year extension".

use std::ops::Range;

use super::tokens::{Kind, Token};

/// A number of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// The value in plain decimal digits.
    pub value: String,
    /// The noun or sign that it counts, in lower case.
    pub unit: String,
    /// First scalar.
    pub start: usize,
    /// One past the last scalar.
    pub end: usize,
}

const SMALL: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

/// The value of a number up to twelve in words.
pub(super) fn small_number(word: &str) -> Option<u8> {
    SMALL.iter().position(|name| *name == word).and_then(|index| u8::try_from(index).ok())
}

/// The numbers of a range that have a unit. Years and days are dates, not numbers.
pub(super) fn numbers(tokens: &[Token], range: Range<usize>, dates: &[Range<usize>]) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let in_date = dates.iter().any(|date| date.contains(&at));
        let number = (!in_date).then(|| number(tokens, at, range.end)).flatten();
        match number {
            Some((number, end)) => {
                found.push(number);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

fn number(tokens: &[Token], at: usize, end: usize) -> Option<(Number, usize)> {
    let get = |index: usize| tokens.get(index).filter(|_| index < end);
    let first = get(at)?;
    let word = small_number(&first.lower).map(|value| value.to_string());
    let digits = first.word.replace(',', "");
    let value = match first.kind {
        Kind::Number if digits.chars().all(|digit| digit.is_ascii_digit() || digit == '.') => digits,
        Kind::Word => word?,
        _ => return None,
    };
    let mut next = at + 1;
    let mut zeros = 0;
    while let Some(more) = get(next).and_then(|token| magnitude(&token.lower)) {
        zeros += more;
        next += 1;
    }
    let sign =
        at.checked_sub(1).and_then(|before| tokens.get(before)).and_then(|token| match token.word.as_str() {
            "$" => Some("dollars"),
            "€" => Some("euros"),
            "£" => Some("pounds"),
            _ => None,
        });
    let value = scaled(&value, zeros);
    let make = |unit: &str, next: usize, last: &Token| {
        Some((
            Number { value: value.clone(), unit: unit.to_owned(), start: first.start, end: last.end },
            next,
        ))
    };
    if let Some(sign) = sign {
        return make(sign, next, tokens.get(next - 1)?);
    }
    if let Some(percent) = get(next).filter(|token| token.is('%')) {
        return make("percent", next + 1, percent);
    }
    let hyphen = get(next).is_some_and(|token| token.is('-'));
    if hyphen {
        next += 1;
    }
    // "Article 4 claims" has no number of claims, "Mark-19 tanks" none of tanks.
    let back = |by: usize| at.checked_sub(by).and_then(|before| tokens.get(before));
    let named =
        back(1).is_some_and(|token| token.is('-')) && back(2).is_some_and(|token| token.kind == Kind::Word);
    if named || back(1).is_some_and(labels) {
        return None;
    }
    // Up to two words before the noun that is counted: "deployed strategic warheads".
    let words: Vec<&Token> =
        (next..end.min(next + 3)).map_while(|index| get(index).filter(|token| is_plain(token))).collect();
    let plural = words.iter().rposition(|token| token.lower.ends_with('s') && token.lower.len() > 3);
    let chosen = plural.or(if words.is_empty() { None } else { Some(0) })?;
    let mut unit = words.get(chosen)?.lower.clone();
    // "cubic metres" are no metres.
    let measure = chosen.checked_sub(1).and_then(|before| words.get(before));
    if let Some(measure) =
        measure.filter(|word| matches!(word.lower.as_str(), "cubic" | "square" | "metric" | "nautical"))
    {
        unit = format!("{} {unit}", measure.lower);
    }
    // What is counted stands in the plural, but for "one dam" and "a five-year pause".
    if plural.is_none() && !is_unit(&unit, hyphen || value == "1") {
        return None;
    }
    make(&unit, next + chosen + 1, words.get(chosen)?)
}

fn is_plain(token: &Token) -> bool {
    const STOPS: [&str; 66] = [
        "of", "and", "or", "to", "in", "on", "for", "by", "at", "from", "with", "is", "was", "are", "were",
        "that", "the", "a", "thing", "who", "which", "but", "if", "unless", "when", "while", "because", "as",
        "than", "then", "though", "although", "whether", "where", "until", "after", "before", "since",
        "once", "so", "yet", "nor", "not", "would", "could", "should", "might", "may", "must", "shall",
        "will", "can", "has", "have", "had", "does", "do", "did", "be", "been", "against", "between", "into",
        "over", "under", "it",
    ];
    token.kind == Kind::Word && !token.capital && !STOPS.contains(&token.lower.as_str())
}

/// Whether a number behind this word is its label: "article 4", "February 19".
fn labels(token: &Token) -> bool {
    super::dates::is_calendar(&token.lower)
        || matches!(
            token.lower.as_str(),
            "article" | "section" | "point" | "paragraph" | "page" | "chapter" | "no"
        )
}

/// Whether a word without a plural ending can be what a number counts.
fn is_unit(word: &str, singular: bool) -> bool {
    let known = matches!(
        word,
        "men"
            | "women"
            | "people"
            | "children"
            | "percent"
            | "km"
            | "troops"
            | "aircraft"
            | "metre"
            | "hectare"
    );
    known || (singular && word.len() > 1 && !word.ends_with("ly") && !word.ends_with("ed"))
}

fn magnitude(word: &str) -> Option<usize> {
    match word {
        "hundred" => Some(2),
        "thousand" => Some(3),
        "million" => Some(6),
        "billion" => Some(9),
        "trillion" => Some(12),
        _ => None,
    }
}

/// The decimal digits with the point moved `zeros` places to the right.
fn scaled(value: &str, zeros: usize) -> String {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    let mut digits = whole.to_owned();
    let mut rest = fraction.chars();
    for _ in 0..zeros {
        digits.push(rest.next().unwrap_or('0'));
    }
    let rest: String = rest.collect();
    let digits = digits.trim_start_matches('0');
    let digits = if digits.is_empty() { "0" } else { digits };
    if rest.is_empty() { digits.to_owned() } else { format!("{digits}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn all(text: &str) -> Vec<(String, String)> {
        let tokens = tokens(text);
        numbers(&tokens, 0..tokens.len(), &[]).into_iter().map(|number| (number.value, number.unit)).collect()
    }

    #[test]
    fn values_and_units() {
        let of = |value: &str, unit: &str| (value.to_owned(), unit.to_owned());
        assert_eq!(
            all(
                "1,550 deployed warheads, a five-year extension, $1.7 billion, 3% and 150,000 men; four battalions."
            ),
            [
                of("1550", "warheads"),
                of("5", "year"),
                of("1700000000", "dollars"),
                of("3", "percent"),
                of("150000", "men"),
                of("4", "battalions")
            ]
        );
        assert_eq!(all("the 9M729 and one of them"), []);
    }
}
