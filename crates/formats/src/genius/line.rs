//! Values of whole numbers as an integer evaluator of GENIUS: a straight line
//! cut off at 0 and at 1.

use num_traits::{One, Signed, Zero};

use crate::rational::{self, Rational};

/// `times * clamp(slope * position + offset, 0, 1)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) slope: Rational,
    pub(super) offset: Rational,
    pub(super) times: Rational,
}

impl Line {
    /// The line that gives these values at positions 0, 1, 2 and so on; `None` where none does.
    pub(super) fn of(levels: &[Rational]) -> Option<Self> {
        let most = levels.iter().max()?;
        if levels.iter().any(Signed::is_negative) {
            return None;
        }
        if !most.is_positive() {
            return Some(Self { slope: Rational::zero(), offset: Rational::zero(), times: Rational::one() });
        }
        // A round number above all of them keeps fractions short, but then
        // nothing is cut off at the top.
        let mut round = Rational::one();
        while round < *most {
            round *= rational::whole(10);
        }
        [round, most.clone()].into_iter().find_map(|times| Self::through(levels, times))
    }

    fn through(levels: &[Rational], times: Rational) -> Option<Self> {
        let shares: Vec<_> = levels.iter().map(|level| level / &times).collect();
        let inner = |share: &Rational| share.is_positive() && *share < Rational::one();
        let first = shares.iter().position(inner);
        let last = shares.iter().rposition(inner);
        let rises = shares.first() < shares.last();
        let position = |at: usize| rational::whole(i64::try_from(at).unwrap_or(i64::MAX));
        let (at, share, slope) = match (first.zip(last), shares.first()) {
            (_, Some(value)) if shares.iter().all(|share| share == value) => {
                (0, value.clone(), Rational::zero())
            }
            (Some((first, last)), _) => {
                let (low, high) = (shares.get(first)?, shares.get(last)?);
                let slope = if first < last {
                    (high - low) / position(last - first)
                } else {
                    let steep = low.clone().max(Rational::one() - low);
                    if rises { steep } else { -steep }
                };
                (first, low.clone(), slope)
            }
            // From 0 to 1, or back, in one step.
            (None, Some(value)) => {
                let at = shares.iter().rposition(|share| share == value)?;
                (at, value.clone(), if rises { Rational::one() } else { -Rational::one() })
            }
            (None, None) => return None,
        };
        let offset = share - &slope * position(at);
        let line = Self { slope, offset, times };
        let fits = |(at, share): (usize, &Rational)| {
            let value = &line.slope * position(at) + &line.offset;
            value.clamp(Rational::zero(), Rational::one()) == *share
        };
        shares.iter().enumerate().all(fits).then_some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(texts: &[&str]) -> Option<(String, String, String)> {
        let levels: Vec<_> = texts.iter().map(|text| rational::parse(text).expect("a number")).collect();
        Line::of(&levels)
            .map(|line| (line.slope.to_string(), line.offset.to_string(), line.times.to_string()))
    }

    fn found(slope: &str, offset: &str, times: &str) -> Option<(String, String, String)> {
        Some((slope.to_owned(), offset.to_owned(), times.to_owned()))
    }

    #[test]
    fn straight_values_have_a_line() {
        assert_eq!(line(&["0", "1", "2", "3"]), found("1/10", "0", "10"));
        assert_eq!(line(&["7", "13"]), found("3/50", "7/100", "100"));
        assert_eq!(line(&["5", "5"]), found("0", "1/2", "10"));
        assert_eq!(line(&["0", "0"]), found("0", "0", "1"));
        assert_eq!(line(&["3"]), found("0", "3/10", "10"));
    }

    #[test]
    fn cut_off_values_have_one_too() {
        assert_eq!(line(&["0", "0", "50", "100", "100"]), found("1/2", "-1/2", "100"));
        assert_eq!(line(&["0", "0", "1", "2", "3", "3"]), found("1/3", "-1/3", "3"));
        assert_eq!(line(&["1", "1", "0"]), found("-1", "2", "1"));
        assert_eq!(line(&["4", "4", "0", "0"]), found("-1", "2", "4"));
    }

    #[test]
    fn bent_values_have_none() {
        for levels in [&["0", "1", "0"][..], &["0", "1", "3", "4", "9"], &["-1", "1"], &["1", "0", "1"]] {
            assert_eq!(line(levels), None, "{levels:?}");
        }
    }
}
