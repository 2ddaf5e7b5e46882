//! What a case says that a package is worth to a party, as one exact number.
//!
//! Other tools know no ranges and no orders. Where a case has them, writers use
//! the points that `--points` uses (midpoints, means of triangles, evenly spaced
//! levels, rank-order centroids), and say so.

use detente_case::model::Case;
use detente_case::package::{Choice, PartyIndex};
use detente_case::preference::{Form, Levels, Range, Reservation, Values, Weights};
use num_traits::{Signed, Zero};

use crate::rational::{self, Rational};

/// The numbers of one party.
#[derive(Clone, Debug)]
pub(crate) struct Worth<'c> {
    case: &'c Case,
    party: PartyIndex,
    /// Weights of the issues, divided by what the sum is divided by.
    pub(crate) weights: Vec<Rational>,
    /// A value an issue and choice.
    pub(crate) levels: Vec<Vec<Rational>>,
    /// One an adjustment.
    pub(crate) adjustments: Vec<Rational>,
    /// Highest total.
    pub(crate) cap: Option<Rational>,
    /// Whether some number stands for a range, an order or nothing known.
    pub(crate) vague: bool,
}

impl<'c> Worth<'c> {
    /// The numbers of a party; `None` where it has none.
    pub(crate) fn of(case: &'c Case, party: PartyIndex) -> Option<Self> {
        let preference = case.preferences.get(party)?;
        let Form::Values(values) = &preference.form else { return None };
        let vague = |range: &Range| !range.is_exact();
        let level = |levels: &Levels| match levels {
            Levels::Ranges(ranges) => (ranges.iter().map(mean).collect(), ranges.iter().any(vague)),
            Levels::Order { groups, unplaced, .. } => (spaced(groups, unplaced), true),
        };
        let (levels, vague_levels): (Vec<_>, Vec<_>) = values.issues.iter().map(level).unzip();
        let (weights, vague_weights) = weights(values, case.issues.len());
        let adjustments = preference.adjustments.iter();
        let vague = vague_weights
            || vague_levels.contains(&true)
            || preference.adjustments.iter().any(|adjustment| vague(&adjustment.by));
        Some(Self {
            case,
            party,
            weights,
            levels,
            adjustments: adjustments.map(|adjustment| mean(&adjustment.by)).collect(),
            cap: values.cap.map(rational::from_decimal),
            vague,
        })
    }

    /// What an issue adds at a choice, whether or not it arises.
    pub(crate) fn share(&self, issue: usize, choice: Choice) -> Rational {
        let level = self.levels.get(issue).and_then(|levels| levels.get(usize::from(choice)));
        level.zip(self.weights.get(issue)).map(|(level, weight)| level * weight).unwrap_or_default()
    }

    /// What a package is worth.
    pub(crate) fn package(&self, package: &[Choice]) -> Rational {
        let issues = package.iter().enumerate().filter(|(issue, _)| self.case.arises(*issue, package));
        let sum: Rational = issues.map(|(issue, choice)| self.share(issue, *choice)).sum();
        let adjustments = self.case.preferences.get(self.party).map(|of| of.adjustments.as_slice());
        let hold = adjustments.unwrap_or_default().iter().zip(&self.adjustments);
        let hold = hold.filter(|(adjustment, _)| adjustment.when.formula.holds(package));
        let total = sum + hold.map(|(_, by)| by).sum::<Rational>();
        match &self.cap {
            Some(cap) if total > *cap => cap.clone(),
            _ => total,
        }
    }

    /// What no agreement is worth: a number, or nothing where it is no number.
    pub(crate) fn reservation(&self) -> Option<Rational> {
        match &self.case.preferences.get(self.party)?.reservation {
            Reservation::Value(range) => Some(mean(range)),
            Reservation::Package { package, .. } => Some(self.package(package)),
            Reservation::Between { at_least: Some(low), below: Some(high), .. } => {
                Some((self.package(low) + self.package(high)) / rational::whole(2))
            }
            Reservation::Between { at_least: Some(one), .. }
            | Reservation::Between { below: Some(one), .. } => Some(self.package(one)),
            Reservation::Between { .. } | Reservation::Unknown | Reservation::Nothing => None,
        }
    }
}

/// The mean of the distribution that a range stands for.
pub(crate) fn mean(range: &Range) -> Rational {
    let (low, high) = (rational::from_decimal(range.low), rational::from_decimal(range.high));
    match range.mode {
        None => (low + high) / rational::whole(2),
        Some(mode) => (low + rational::from_decimal(mode) + high) / rational::whole(3),
    }
}

/// Values of an order: 100 for the best group, 0 for the worst, the others evenly between.
fn spaced(groups: &[Vec<Choice>], unplaced: &[Choice]) -> Vec<Rational> {
    let hundred = rational::whole(100);
    let count =
        groups.iter().flatten().chain(unplaced).map(|choice| usize::from(*choice) + 1).max().unwrap_or(0);
    // What the order leaves out lies somewhere from 0 to 100.
    let mut levels = vec![&hundred / rational::whole(2); count];
    let steps = rational::whole(i64::try_from(groups.len().saturating_sub(1)).unwrap_or(i64::MAX));
    for (at, group) in groups.iter().enumerate() {
        let below = rational::whole(i64::try_from(at).unwrap_or(i64::MAX));
        let value = if steps.is_zero() { hundred.clone() } else { &hundred - below * &hundred / &steps };
        for choice in group {
            if let Some(level) = levels.get_mut(usize::from(*choice)) {
                level.clone_from(&value);
            }
        }
    }
    levels
}

/// Weights divided by the divisor or their sum; whether any is vague.
fn weights(values: &Values, issues: usize) -> (Vec<Rational>, bool) {
    let (weights, vague) = match &values.weights {
        Weights::Free => (vec![rational::whole(1); issues], issues > 1),
        Weights::Ranges(ranges) => {
            (ranges.iter().map(mean).collect::<Vec<_>>(), ranges.iter().any(|range| !range.is_exact()))
        }
        Weights::Order { groups, .. } => (centroid(groups, issues), issues > 1),
    };
    let sum: Rational = weights.iter().sum();
    let divisor = values.divisor.map_or(sum, rational::from_decimal);
    if !divisor.is_positive() {
        return (vec![Rational::zero(); issues], vague);
    }
    (weights.into_iter().map(|weight| weight / &divisor).collect(), vague)
}

/// Most issues whose centroids are exact fractions.
const MOST_EXACT: i64 = 40;

/// Rank-order centroids (Barron and Barrett 1996), equal within a group.
fn centroid(groups: &[Vec<usize>], issues: usize) -> Vec<Rational> {
    let count = i64::try_from(groups.iter().map(Vec::len).sum::<usize>()).unwrap_or(i64::MAX);
    let fine = rational::ten_to(18);
    let mut tails = vec![Rational::zero()];
    for rank in (1..=count).rev() {
        let exact = rational::whole(rank).recip();
        let reciprocal = if count > MOST_EXACT { (exact * &fine).floor() / &fine } else { exact };
        let tail = tails.last().cloned().unwrap_or_default() + reciprocal;
        tails.push(tail);
    }
    tails.reverse();
    let mut weights = vec![Rational::zero(); issues];
    let mut rank = 0;
    for group in groups {
        let of: Rational = tails.iter().skip(rank).take(group.len()).sum();
        rank += group.len();
        let each = of
            / rational::whole(count.max(1))
            / rational::whole(i64::try_from(group.len()).unwrap_or(1).max(1));
        for issue in group {
            if let Some(weight) = weights.get_mut(*issue) {
                weight.clone_from(&each);
            }
        }
    }
    weights
}

/// A number as its shortest exact decimal, or with the digits that a reader of
/// binary floating point needs to find the nearest one.
pub(crate) fn digits(number: &Rational) -> String {
    let negative = number.is_negative();
    let magnitude = number.abs();
    let whole = magnitude.to_integer();
    let mut rest = &magnitude - Rational::from_integer(whole.clone());
    let mut out = format!("{}{whole}", if negative { "-" } else { "" });
    if rest.is_zero() {
        return out;
    }
    out.push('.');
    let ten = rational::whole(10);
    let (mut significant, mut places) = (whole.to_string().trim_start_matches('0').len(), 0);
    while !rest.is_zero() && (significant < 20 && places < 330) {
        rest *= &ten;
        let digit = rest.to_integer();
        rest -= Rational::from_integer(digit.clone());
        significant += usize::from(significant > 0 || !digit.is_zero());
        places += 1;
        out.push_str(&digit.to_string());
    }
    out
}

#[cfg(test)]
mod tests {
    use detente_case::load::{MemoryFiles, load};

    use super::*;

    const CASE: &str = r#"
detente = 1
[case]
title = "T"
because = "a test"
[parties.a]
name = "A"
[issues.x]
title = "X"
options.p = "P"
options.q = "Q"
options.r = "R"
no-deal = "p"
[issues.y]
title = "Y"
range = { from = 0, to = 2, step = 1 }
no-deal = 0
[preferences.a]
weights = ["x", "y"]
no-deal = { low = 10, high = 20 }
values.x = ["p", "q", "r"]
values.y = { points = [[0, 0], [2, { low = 50, mode = 50, high = 80 }]] }
[[preferences.a.adjust]]
id = "both"
when = "x = q and y >= 1"
by = { low = 0, high = 3 }
"#;

    #[test]
    fn vague_numbers_become_their_points() {
        let loaded = load(&MemoryFiles::of("case.toml", CASE), "case.toml", &[]);
        let case = loaded.case.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
        let worth = Worth::of(&case, 0).expect("numbers");
        assert!(worth.vague);
        // Centroids of two ranks are 3/4 and 1/4; the mean of 50, 50, 80 is 60.
        let expected = rational::parse("37.5").expect("a number")
            + rational::whole(15)
            + rational::parse("1.5").expect("a number");
        assert_eq!(worth.package(&[1, 2]), expected);
        assert_eq!(worth.reservation(), Some(rational::whole(15)));
    }

    #[test]
    fn digits_are_exact_where_they_end() {
        let of = |text: &str| digits(&rational::parse(text).expect("a number"));
        assert_eq!(
            (of("-0.0125"), of("12"), of("1e-12")),
            ("-0.0125".into(), "12".into(), "0.000000000001".into())
        );
        let third = rational::whole(1) / rational::whole(3);
        assert_eq!(digits(&third), format!("0.{}", "3".repeat(20)));
    }
}
