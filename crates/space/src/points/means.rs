//! One exact number for each range and each place in an order.

use detente_case::decimal::Decimal;
use detente_case::package::{Choice, IssueIndex};
use detente_case::preference::{Levels, Range};

use crate::fraction::{Fraction, least_common_multiple};

/// A number of the points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    /// Given by numbers: kept exactly.
    Given(Fraction),
    /// Read from an order: kept exactly where that is not too fine.
    Read(Fraction),
}

/// The unit that a list of points is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Units in one.
    pub(super) per_one: i128,
    /// What numbers read from orders are rounded to, where they are.
    pub(super) rounded_to: Option<i64>,
}

/// Finest exact unit.
const FINEST: i128 = 1 << 40;

impl Point {
    pub(super) fn value(self) -> Fraction {
        match self {
            Self::Given(value) | Self::Read(value) => value,
        }
    }
}

impl Unit {
    /// Units in which all `points` are whole, then those in which the ones read
    /// from an order are rounded to one over each of `roundings`.
    pub(super) fn candidates(points: &[Point], roundings: &[i64]) -> Vec<Self> {
        let common = |all: bool| {
            points
                .iter()
                .filter(|point| all || matches!(point, Point::Given(_)))
                .try_fold(1, |common, point| {
                    least_common_multiple(common, point.value().denominator(), FINEST)
                })
        };
        let exact = common(true).map(|per_one| Self { per_one, rounded_to: None });
        let given = common(false);
        let coarser = |to: i64| {
            let per_one = least_common_multiple(given?, i128::from(to), i128::from(i64::MAX))?;
            Some(Self { per_one, rounded_to: Some(to) })
        };
        let has_read = points.iter().any(|point| matches!(point, Point::Read(_)));
        let roundings = roundings.iter().copied().filter(|_| has_read);
        exact.into_iter().chain(roundings.filter_map(coarser)).collect()
    }

    /// The point in whole units; `None` where that does not fit.
    pub(super) fn count(self, point: Point) -> Option<i128> {
        match (point, self.rounded_to) {
            (Point::Read(value), Some(to)) => {
                let scaled = value.numerator().checked_mul(i128::from(to))?;
                let nearest = (2 * scaled + value.denominator()).div_euclid(2 * value.denominator());
                nearest.checked_mul(self.per_one / i128::from(to))
            }
            (point, _) => point.value().units(self.per_one),
        }
    }
}

/// The mean of the distribution that a range stands for: uniform, or triangular
/// where it has a mode.
pub(super) fn mean(range: &Range) -> Option<Fraction> {
    if range.low == range.high {
        return Some(range.low.into());
    }
    let ends = Fraction::from(range.low).plus(range.high.into())?;
    match range.mode {
        None => ends.over(2),
        Some(mode) => ends.plus(mode.into())?.over(3),
    }
}

/// A point for each of an issue's choices: the mean of its range, or levels
/// evenly spaced from 100 to 0, ties at one level, 50 for what an order leaves out.
pub(super) fn levels(levels: &Levels, choices: usize) -> Option<Vec<Point>> {
    match levels {
        Levels::Ranges(ranges) => ranges.iter().map(|range| mean(range).map(Point::Given)).collect(),
        Levels::Order { groups, .. } => {
            let hundred = Decimal::HUNDRED.scaled(0);
            let mut points = vec![Point::Read(Fraction::new(hundred, 2)?); choices];
            let steps = groups.len().saturating_sub(1);
            for (rank, group) in groups.iter().enumerate() {
                let level = match steps {
                    0 => Fraction::new(hundred, 1)?,
                    _ => Fraction::new(hundred * (steps - rank) as i128, steps as i128)?,
                };
                group.iter().for_each(|&choice: &Choice| points[usize::from(choice)] = Point::Read(level));
            }
            Some(points)
        }
    }
}

/// Rank-order centroid weights, `w_k = (1/n) sum of 1/j for j from k to n`
/// (Barron and Barrett 1996); tied issues share the mean of their positions.
///
/// Beyond [`MOST_EXACT`] issues the reciprocals are cut off at 10^-18.
pub(super) fn centroid_weights(groups: &[Vec<IssueIndex>], issues: usize) -> Option<Vec<Point>> {
    let count = issues as i128;
    let fine = 10_i128.pow(18);
    let reciprocal = |of: i128| {
        if issues <= MOST_EXACT { Fraction::new(1, of) } else { Fraction::new(fine / of, fine) }
    };
    let mut weights = vec![Point::Read(Fraction::ZERO); issues];
    let mut tail = Fraction::ZERO;
    let mut position = count;
    for group in groups.iter().rev() {
        let mut sum = Fraction::ZERO;
        for _ in group {
            tail = tail.plus(reciprocal(position)?)?;
            sum = sum.plus(tail)?;
            position -= 1;
        }
        for &issue in group {
            weights[issue] = Point::Read(sum.over(count * group.len() as i128)?);
        }
    }
    Some(weights)
}

/// Most issues whose centroid weights are computed as exact fractions; any
/// number whose least common multiple stays far below 2^120 will do.
const MOST_EXACT: usize = 40;
