//! Krippendorff's alpha for nominal values, with any number of coders and
//! missing values, as an exact fraction.
//!
//! Alpha is one minus the disagreement observed over the disagreement expected
//! by chance (K. Krippendorff, Content Analysis, 2004, chapter 11; Computing
//! Krippendorff's Alpha-Reliability, 2011): 1 is perfect agreement, 0 what
//! chance would give, below 0 worse than chance. Units that fewer than two
//! coders valued cannot be compared and count for nothing.

use std::collections::BTreeMap;
use std::fmt;

/// Alpha as a fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alpha {
    numerator: i128,
    denominator: i128,
}

impl Alpha {
    /// The numerator; negative where agreement is worse than chance.
    #[must_use]
    pub fn numerator(self) -> i128 {
        self.numerator
    }

    /// The denominator, positive.
    #[must_use]
    pub fn denominator(self) -> i128 {
        self.denominator
    }
}

impl fmt::Display for Alpha {
    /// Three decimals, half away from zero.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scaled = self.numerator.saturating_mul(2000);
        let half = if scaled < 0 { -self.denominator } else { self.denominator };
        let thousandths = scaled.saturating_add(half) / self.denominator.saturating_mul(2);
        let sign = if thousandths < 0 { "-" } else { "" };
        let size = thousandths.unsigned_abs();
        write!(out, "{sign}{}.{:03}", size / 1000, size % 1000)
    }
}

/// What a reliability was measured on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reliability {
    /// Alpha; `None` where all comparable values are one and the same, or there are none.
    pub alpha: Option<Alpha>,
    /// Units that at least two coders valued.
    pub units: usize,
    /// Values in them.
    pub values: usize,
}

/// Alpha of units, each with one value, or none, for each coder.
#[must_use]
pub fn nominal<V: Ord>(units: &[Vec<Option<V>>]) -> Reliability {
    // Disagreement observed is a sum of fractions over (values of the unit - 1); kept over one common denominator.
    let mut totals: BTreeMap<&V, i128> = BTreeMap::new();
    let mut disagreeing: BTreeMap<i128, i128> = BTreeMap::new();
    let (mut comparable, mut values) = (0, 0_i128);
    for unit in units {
        let mut counts: BTreeMap<&V, i128> = BTreeMap::new();
        for value in unit.iter().flatten() {
            *counts.entry(value).or_default() += 1;
        }
        let size: i128 = counts.values().sum();
        if size < 2 {
            continue;
        }
        comparable += 1;
        values += size;
        let same: i128 = counts.values().map(|count| count * (count - 1)).sum();
        *disagreeing.entry(size - 1).or_default() += size * (size - 1) - same;
        for (value, count) in counts {
            *totals.entry(value).or_default() += count;
        }
    }
    let expected = values * (values - 1) - totals.values().map(|count| count * (count - 1)).sum::<i128>();
    let reliability = |alpha| Reliability {
        alpha,
        units: comparable,
        values: usize::try_from(values).unwrap_or(usize::MAX),
    };
    if expected <= 0 {
        return reliability(None);
    }
    let mut observed = (0_i128, 1_i128);
    for (denominator, numerator) in disagreeing {
        observed = reduced(observed.0 * denominator + numerator * observed.1, observed.1 * denominator);
    }
    // 1 - (values - 1) * observed / expected
    let denominator = observed.1 * expected;
    let (numerator, denominator) = reduced(denominator - (values - 1) * observed.0, denominator);
    reliability(Some(Alpha { numerator, denominator }))
}

fn reduced(numerator: i128, denominator: i128) -> (i128, i128) {
    let (mut one, mut other) = (numerator.unsigned_abs(), denominator.unsigned_abs());
    while other != 0 {
        (one, other) = (other, one % other);
    }
    let divisor = i128::try_from(one.max(1)).unwrap_or(1);
    (numerator / divisor, denominator / divisor)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Units from one line a coder, `.` where a value is missing.
    fn units(coders: &[&str]) -> Vec<Vec<Option<char>>> {
        let lines: Vec<Vec<char>> = coders
            .iter()
            .map(|line| line.split(' ').filter_map(|value| value.chars().next()).collect())
            .collect();
        (0..lines[0].len())
            .map(|at| lines.iter().map(|line| Some(line[at]).filter(|value| *value != '.')).collect())
            .collect()
    }

    fn shown(coders: &[&str]) -> String {
        nominal(&units(coders)).alpha.map_or_else(|| "none".to_owned(), |alpha| alpha.to_string())
    }

    /// The worked examples of Krippendorff (2011), sections A to C.
    #[test]
    fn published_examples() {
        assert_eq!(shown(&["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"]), "0.095");
        assert_eq!(shown(&["a a b b d c c c e d d a", "b a b b b c c c e d d d"]), "0.692");
        let four = [
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .",
        ];
        assert_eq!(shown(&four), "0.743");
        let reliability = nominal(&units(&four));
        assert_eq!((reliability.units, reliability.values), (11, 40));
    }

    #[test]
    fn without_variation_there_is_no_alpha() {
        assert_eq!(shown(&["a a a", "a a a"]), "none");
        assert_eq!(shown(&["a . .", ". b ."]), "none");
        assert_eq!(shown(&["a b", "a b"]), "1.000");
        assert_eq!(shown(&["a b", "b a"]), "-0.500");
    }

    proptest! {
        #[test]
        fn the_order_of_coders_and_units_does_not_matter(mut values in prop::collection::vec(prop::collection::vec(prop::option::of(0_u8..4), 3), 1..12)) {
            let before = nominal(&values);
            values.reverse();
            for unit in &mut values {
                unit.reverse();
            }
            prop_assert_eq!(nominal(&values), before);
        }
    }
}
