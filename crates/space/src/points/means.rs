//! One exact number for each range and each place in an order.

use detente_case::decimal::Decimal;
use detente_case::package::IssueIndex;
use detente_case::preference::{Levels, Range};

use super::whole::Whole;
use crate::fraction::{Fraction, least_common_multiple};

/// A number of the points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    /// Given by one number: kept exactly. Most are.
    Stated(Decimal),
    /// Given by several numbers: kept exactly.
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
    /// Places of decimals that are whole numbers of tenfold units: ten to these
    /// times `tenfold` is `per_one`.
    places: u8,
    tenfold: i128,
}

/// Finest exact unit.
const FINEST: i128 = 1 << 40;

impl Point {
    /// The point that a range stands for.
    #[inline]
    pub(super) fn of(range: &Range) -> Option<Self> {
        if range.low == range.high {
            return Some(Self::Stated(range.low));
        }
        mean(range).map(Self::Given)
    }

    fn value(self) -> Fraction {
        match self {
            Self::Stated(value) => value.into(),
            Self::Given(value) | Self::Read(value) => value,
        }
    }
}

impl Unit {
    fn new(per_one: i128, rounded_to: Option<i64>) -> Self {
        let (mut places, mut tenfold) = (0, per_one);
        while places < Decimal::MAX_PLACES && tenfold % 10 == 0 {
            tenfold /= 10;
            places += 1;
        }
        Self { per_one, rounded_to, places, tenfold }
    }

    /// Units in which all `points` are whole, then those in which the ones read
    /// from an order are rounded to one over each of `roundings`. Each is found
    /// when it is asked for; mostly the first one does.
    pub(super) fn candidates<'a>(
        points: impl Iterator<Item = &'a Point> + Clone + 'a,
        roundings: &'a [i64],
    ) -> impl Iterator<Item = Self> + 'a {
        // The unit of so many places, in which decimals need not be reduced first.
        let (places, simple) = points.clone().fold((0, true), |(places, simple), point| match *point {
            Point::Stated(value) => (value.places().max(places), simple),
            Point::Given(_) | Point::Read(_) => (places, false),
        });
        let by_places =
            simple.then(|| Self { per_one: ten_to(places), rounded_to: None, places, tenfold: 1 });
        let all = points.clone();
        let exact = move || common_denominator(all).map(|per_one| Self::new(per_one, None));
        let rounded = move || {
            let is_read = |point: &&Point| matches!(point, Point::Read(_));
            let has_read = points.clone().any(|point| is_read(&point));
            let given = has_read.then(|| common_denominator(points.filter(|point| !is_read(point))));
            roundings.iter().filter_map(move |&to| {
                let per_one = least_common_multiple(given??, i128::from(to), i128::from(i64::MAX))?;
                Some(Self::new(per_one, Some(to)))
            })
        };
        let lazy = std::iter::once_with(exact).flatten().chain(std::iter::once_with(rounded).flatten());
        by_places.into_iter().chain(lazy)
    }

    /// The point in whole units; `None` where that does not fit.
    #[inline]
    pub(super) fn count<N: Whole>(&self, point: &Point) -> Option<N> {
        match point {
            Point::Stated(value) if value.places() <= self.places => {
                N::of(value.scaled(self.places))?.checked_mul(&N::of(self.tenfold)?)
            }
            _ => N::of(self.count_fraction(point)?),
        }
    }

    fn count_fraction(&self, point: &Point) -> Option<i128> {
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

/// The least unit in which all points are whole, where it is not too fine.
fn common_denominator<'a>(mut points: impl Iterator<Item = &'a Point>) -> Option<i128> {
    points.try_fold(1, |common, point| least_common_multiple(common, point.value().denominator(), FINEST))
}

/// Ten to the `places`.
fn ten_to(places: u8) -> i128 {
    Decimal::integer(1).scaled(places)
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

/// Adds a point for each of an issue's choices: the mean of its range, or levels
/// evenly spaced from 100 to 0, ties at one level, 50 for what an order leaves
/// out. `None` where that does not fit.
pub(super) fn add_levels(points: &mut Vec<Point>, levels: &Levels, choices: usize) -> Option<()> {
    match levels {
        Levels::Ranges(ranges) => {
            for range in ranges {
                points.push(Point::of(range)?);
            }
        }
        Levels::Order { groups, .. } => {
            let hundred = Decimal::HUNDRED.scaled(0);
            let first = points.len();
            points.resize(first + choices, Point::Read(Fraction::new(hundred, 2)?));
            let steps = groups.len().saturating_sub(1);
            for (rank, group) in groups.iter().enumerate() {
                let level = match steps {
                    0 => Fraction::new(hundred, 1)?,
                    _ => Fraction::new(hundred * (steps - rank) as i128, steps as i128)?,
                };
                for &choice in group {
                    points[first + usize::from(choice)] = Point::Read(level);
                }
            }
        }
    }
    Some(())
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
