//! The numbers of a numeric issue.
//!
//! Whole numbers are all there as long as they are few enough; what is
//! real-valued, or too fine, becomes evenly spaced numbers from end to end.

use detente_case::decimal::Decimal;
use num_traits::{One, ToPrimitive, Zero};

use crate::draft::Domain;
use crate::rational::{self, Rational};

/// Most values of an issue, as of the case language.
pub(crate) const MOST_VALUES: usize = 10_000;

/// Evenly spaced numbers, each of them a decimal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grid {
    /// First.
    pub(crate) from: Decimal,
    /// Last.
    pub(crate) to: Decimal,
    /// Distance, above zero.
    pub(crate) step: Decimal,
    /// All of them, ascending; never empty.
    pub(crate) numbers: Vec<Decimal>,
    /// Whether they are all numbers of the issue.
    pub(crate) complete: bool,
}

/// Most places after the point of the ends of a real-valued issue; what its
/// grid needs comes on top.
const END_PLACES: i32 = 6;

impl Grid {
    /// The whole numbers from `lower` to `upper`, or at least `size` of them
    /// evenly spaced where they are too many.
    pub(crate) fn whole(lower: &Rational, upper: &Rational, size: usize) -> Option<Self> {
        let whole = lower.is_integer() && upper.is_integer();
        whole.then(|| Self::stepped(lower, upper, &Rational::one(), size))?
    }

    /// Numbers from `lower` in steps as far as they are at most `upper`, or at
    /// least `size` of them evenly spaced where they are too many.
    pub(crate) fn stepped(lower: &Rational, upper: &Rational, step: &Rational, size: usize) -> Option<Self> {
        if lower > upper || *step <= Rational::zero() {
            return None;
        }
        let last = ((upper - lower) / step).to_integer().to_usize()?;
        if last < MOST_VALUES {
            return Self::from_steps(lower, step, last, true);
        }
        let least = size.clamp(2, MOST_VALUES) - 1;
        // The ends belong to the grid if any number of steps fits between them.
        let steps = (least..MOST_VALUES).find(|steps| last % steps == 0);
        let every = steps.map_or_else(|| last.div_ceil(least), |steps| last / steps);
        let distance = step * rational::whole(i64::try_from(every).ok()?);
        Self::from_steps(lower, &distance, last / every, false)
    }

    /// At least `size` evenly spaced numbers from `lower` to `upper`: as many as
    /// make their distance a decimal.
    pub(crate) fn real(lower: &Rational, upper: &Rational, size: usize) -> Option<Self> {
        let fine = rational::ten_to(END_PLACES);
        let (lower, upper) = ((lower * &fine).ceil() / &fine, (upper * &fine).floor() / &fine);
        if lower > upper {
            return None;
        }
        if lower == upper {
            return Self::from_steps(&lower, &Rational::one(), 0, false);
        }
        let least = size.clamp(2, MOST_VALUES) - 1;
        let even = |steps: &usize| {
            let distance = (&upper - &lower) / rational::whole(i64::try_from(*steps).ok()?);
            let (_, lost) = rational::decimal(&distance)?;
            (!lost && !distance.is_zero()).then_some((distance, *steps))
        };
        let (distance, steps) = (least..MOST_VALUES).find_map(|steps| even(&steps))?;
        Self::from_steps(&lower, &distance, steps, false)
    }

    fn from_steps(lower: &Rational, step: &Rational, last: usize, complete: bool) -> Option<Self> {
        let number = |at: usize| {
            let (number, lost) =
                rational::decimal(&(lower + step * rational::whole(i64::try_from(at).ok()?)))?;
            (!lost).then_some(number)
        };
        let numbers: Vec<_> = (0..=last).map(number).collect::<Option<_>>()?;
        let (from, to) = (*numbers.first()?, *numbers.last()?);
        Some(Self { from, to, step: rational::decimal(step)?.0, numbers, complete })
    }

    /// `21 numbers from 0 to 10 in steps of 0.5`.
    pub(crate) fn described(&self) -> String {
        format!("{} numbers from {} to {} in steps of {}", self.numbers.len(), self.from, self.to, self.step)
    }

    /// What a case leaves out that has this grid for the numbers of an issue; `None`
    /// where these are all of them.
    pub(crate) fn beyond(&self, issue: &str) -> Option<String> {
        let beyond =
            || format!("all numbers of \"{issue}\" but {}: exact means exact for these", self.described());
        (!self.complete).then(beyond)
    }

    /// The issue's choices in a draft.
    pub(crate) fn domain(&self) -> Domain {
        let Self { from, to, step, .. } = *self;
        Domain::Range { from, to, step, unit: None, none: None, unknown: None }
    }

    /// The numbers as fractions.
    pub(crate) fn fractions(&self) -> impl Iterator<Item = Rational> {
        self.numbers.iter().map(|number| rational::from_decimal(*number))
    }
}

/// Positions between which evenly spaced values run straight: the first, the
/// last, and every one at which the difference to the next changes.
pub(crate) fn kinks(values: &[Rational]) -> Vec<usize> {
    let bends =
        |at: usize| match (at.checked_sub(1).and_then(|before| values.get(before)), values.get(at + 1)) {
            (Some(before), Some(after)) => values.get(at).is_none_or(|value| before + after != value + value),
            _ => true,
        };
    (0..values.len()).filter(|at| bends(*at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Rational {
        rational::parse(text).expect("a number")
    }

    fn described(grid: Option<Grid>) -> String {
        grid.map_or("none".to_owned(), |grid| grid.described())
    }

    #[test]
    fn whole_numbers_are_all_there_or_a_grid() {
        let grid = |lower, upper| described(Grid::whole(&number(lower), &number(upper), 21));
        assert_eq!(grid("-2", "3"), "6 numbers from -2 to 3 in steps of 1");
        assert_eq!(grid("5", "5"), "1 numbers from 5 to 5 in steps of 1");
        assert_eq!(grid("0", "9999"), "10000 numbers from 0 to 9999 in steps of 1");
        assert_eq!(
            grid("0", "10000"),
            "26 numbers from 0 to 10000 in steps of 400".replace("26", "21").replace("400", "500")
        );
        // 99991 is a prime number.
        assert_eq!(grid("0", "99991"), "20 numbers from 0 to 95000 in steps of 5000");
        assert_eq!(grid("3", "2"), "none");
        assert_eq!(grid("0.5", "2"), "none");
        assert_eq!(grid("0", "1e30"), "none");
    }

    #[test]
    fn real_ranges_become_grids_of_decimals() {
        let grid = |lower, upper, size| described(Grid::real(&number(lower), &number(upper), size));
        assert_eq!(grid("0", "10", 21), "21 numbers from 0 to 10 in steps of 0.5");
        assert_eq!(grid("0", "10", 8), "9 numbers from 0 to 10 in steps of 1.25");
        assert_eq!(grid("0", "0.7", 8), "8 numbers from 0 to 0.7 in steps of 0.1");
        assert_eq!(grid("0.00000049", "1.0000004", 2), "2 numbers from 0.000001 to 1 in steps of 0.999999");
        assert_eq!(grid("2", "2", 21), "1 numbers from 2 to 2 in steps of 1");
        assert_eq!(grid("2", "1", 21), "none");
    }

    #[test]
    fn values_bend_where_differences_change() {
        let values = |texts: &[&str]| texts.iter().map(|text| number(text)).collect::<Vec<_>>();
        assert_eq!(kinks(&values(&["0", "1", "2", "2", "2"])), [0, 2, 4]);
        assert_eq!(kinks(&values(&["0", "0.3", "0.6", "0.8", "0.9"])), [0, 2, 3, 4]);
        assert_eq!(kinks(&values(&["1"])), [0]);
        assert_eq!(kinks(&values(&["1", "5"])), [0, 1]);
    }
}
