//! What packages are worth where every vague number is read as one point.
//!
//! A range reads as its midpoint, a triangle as its mean, an order of options
//! as evenly spaced levels from 100 to 0 (50 for sets that it leaves out), an
//! order of weights as its rank-order centroid (Barron and Barrett 1996),
//! weights that are not given as equal ones.

use detente_case::decimal::Decimal;
use detente_case::model::{Case, Clause};
use detente_case::package::{Choice, PartyIndex};
use detente_case::preference::{Form, Levels, Range, Reservation, Values, Weights};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

use crate::meaning::{arises, holds};
use crate::order::Order;

/// A party's values as whole numbers over one denominator.
#[derive(Debug)]
pub(crate) struct Points<'a> {
    case: &'a Case,
    worth: Worth<'a>,
    /// The reservation value in the same unit, where there is one to reach.
    reservation: Option<i128>,
    denominator: BigInt,
}

#[derive(Debug)]
enum Worth<'a> {
    Order(Order<'a>),
    Sum {
        /// What each choice of each issue adds.
        adds: Vec<Vec<i128>>,
        /// Conditions and what they add.
        adjustments: Vec<(&'a Clause, i128)>,
        cap: Option<i128>,
    },
}

/// Sums of numbers up to this stay within 128 bits for any number of issues that a case can hold.
const LARGEST: i128 = 1 << 96;

impl<'a> Points<'a> {
    /// The points of a party; `None` where it has no order of packages, where
    /// weights are free beside a divisor, or where numbers do not fit 128 bits.
    pub(crate) fn of(case: &'a Case, party: PartyIndex) -> Option<Self> {
        let preference = &case.preferences[party];
        let order = match &preference.form {
            Form::Unknown => return None,
            Form::Values(values) => return Self::of_values(case, party, values),
            Form::Priorities(priorities) => Order::Priorities(priorities),
            Form::Ranking(groups) => Order::Ranking(groups),
        };
        let score = |package: &[Choice]| order.score(package)?.checked_mul(2);
        // Doubled, so that the middle between two packages is a whole number.
        let reservation = match &preference.reservation {
            Reservation::Unknown | Reservation::Nothing | Reservation::Value(_) => None,
            Reservation::Package { package, .. } => Some(score(package)?),
            Reservation::Between { at_least: Some(one), below: Some(two), .. } => {
                Some(score(one)?.checked_add(score(two)?)? / 2)
            }
            Reservation::Between { at_least, below, .. } => match at_least.as_ref().or(below.as_ref()) {
                Some(package) => Some(score(package)?),
                None => None,
            },
        };
        Some(Self { case, worth: Worth::Order(order), reservation, denominator: BigInt::from(2) })
    }

    fn of_values(case: &'a Case, party: PartyIndex, values: &'a Values) -> Option<Self> {
        if matches!(values.weights, Weights::Free) && values.divisor.is_some() {
            // Weights that are not given and not normalised have no size.
            return None;
        }
        let preference = &case.preferences[party];
        let weights = weights(values, case.issues.len());
        let adds: Vec<Vec<BigRational>> = case
            .issues
            .iter()
            .enumerate()
            .map(|(at, issue)| {
                levels(&values.issues[at], issue.choices()).iter().map(|level| level * &weights[at]).collect()
            })
            .collect();
        let by: Vec<_> = preference.adjustments.iter().map(|adjustment| middle(&adjustment.by)).collect();
        let cap = values.cap.map(exact);
        let given = match &preference.reservation {
            Reservation::Value(range) => Some(middle(range)),
            _ => None,
        };
        let numbers = adds.iter().flatten().chain(&by).chain(&cap).chain(&given);
        // Doubled, so that the middle between two packages is a whole number.
        let denominator: BigInt =
            numbers.fold(BigInt::one(), |all, number| least_common_multiple(&all, number.denom())) * 2;
        let scaled = |number: &BigRational| {
            let whole = (number * BigRational::from(denominator.clone())).to_integer().to_i128()?;
            (whole.abs() < LARGEST).then_some(whole)
        };
        let worth = Worth::Sum {
            adds: adds.iter().map(|of| of.iter().map(scaled).collect()).collect::<Option<_>>()?,
            adjustments: preference
                .adjustments
                .iter()
                .zip(&by)
                .map(|(adjustment, by)| Some((&adjustment.when, scaled(by)?)))
                .collect::<Option<_>>()?,
            cap: match &cap {
                Some(cap) => Some(scaled(cap)?),
                None => None,
            },
        };
        let given = match &given {
            Some(given) => Some(scaled(given)?),
            None => None,
        };
        let mut points = Self { case, worth, reservation: given, denominator };
        let middle = match &preference.reservation {
            Reservation::Unknown | Reservation::Nothing | Reservation::Value(_) => return Some(points),
            Reservation::Package { package, .. } => points.value(package),
            Reservation::Between { at_least: Some(one), below: Some(two), .. } => {
                points.value(one).zip(points.value(two)).map(|(one, two)| (one + two) / 2)
            }
            Reservation::Between { at_least, below, .. } => {
                at_least.as_ref().or(below.as_ref()).and_then(|package| points.value(package))
            }
        };
        points.reservation = middle;
        Some(points)
    }

    /// The value of a package, in units of one over the denominator; `None`
    /// where it does not fit.
    pub(crate) fn value(&self, package: &[Choice]) -> Option<i128> {
        match &self.worth {
            Worth::Order(order) => order.score(package)?.checked_mul(2),
            Worth::Sum { adds, adjustments, cap } => {
                let mut sum = 0_i128;
                for (issue, of) in adds.iter().enumerate() {
                    if arises(self.case, issue, package) {
                        sum = sum.checked_add(of[usize::from(package[issue])])?;
                    }
                }
                for (when, by) in adjustments {
                    if holds(&when.formula, package) {
                        sum = sum.checked_add(*by)?;
                    }
                }
                Some(cap.map_or(sum, |cap| sum.min(cap)))
            }
        }
    }

    /// Whether a value reaches the reservation value, where there is one.
    pub(crate) fn suffices(&self, value: i128) -> bool {
        self.reservation.is_none_or(|reservation| value >= reservation)
    }

    /// A value as a fraction.
    pub(crate) fn fraction(&self, value: i128) -> BigRational {
        BigRational::new(BigInt::from(value), self.denominator.clone())
    }

    /// The reservation value as a fraction, for messages.
    pub(crate) fn reservation(&self) -> Option<BigRational> {
        self.reservation.map(|reservation| self.fraction(reservation))
    }
}

pub(crate) fn exact(number: Decimal) -> BigRational {
    let unit = BigInt::from(10).pow(u32::from(Decimal::MAX_PLACES));
    BigRational::new(BigInt::from(number.scaled(Decimal::MAX_PLACES)), unit)
}

fn whole(number: usize) -> BigRational {
    BigRational::from(BigInt::from(number))
}

fn middle(range: &Range) -> BigRational {
    let ends = exact(range.low) + exact(range.high);
    match range.mode {
        Some(mode) => (ends + exact(mode)) / whole(3),
        None => ends / whole(2),
    }
}

/// Weights as they multiply values: divided by their sum, or by the divisor.
fn weights(values: &Values, count: usize) -> Vec<BigRational> {
    let raw = match &values.weights {
        Weights::Free => vec![BigRational::one(); count],
        Weights::Ranges(ranges) => ranges.iter().map(middle).collect(),
        Weights::Order { groups, .. } => {
            let mut weights = vec![BigRational::zero(); count];
            let mut position = 0;
            for group in groups {
                let places = position..position + group.len();
                let sum = places.clone().map(|place| centroid(place, count)).sum::<BigRational>();
                for &issue in group {
                    weights[issue] = &sum / whole(group.len());
                }
                position = places.end;
            }
            weights
        }
    };
    let sum = values.divisor.map_or_else(|| raw.iter().sum(), exact);
    if sum.is_positive() { raw.iter().map(|weight| weight / &sum).collect() } else { raw }
}

/// The rank-order centroid of place `at`, counted from zero, of `count`.
fn centroid(at: usize, count: usize) -> BigRational {
    (at + 1..=count).map(|place| BigRational::one() / whole(place)).sum::<BigRational>() / whole(count)
}

/// Values of the choices of an issue.
fn levels(levels: &Levels, choices: usize) -> Vec<BigRational> {
    match levels {
        Levels::Ranges(ranges) => ranges.iter().map(middle).collect(),
        Levels::Order { groups, .. } => {
            let mut values = vec![whole(50); choices];
            for (at, group) in groups.iter().enumerate() {
                let steps = groups.len() - 1;
                let level = if steps == 0 { whole(100) } else { whole(100 * (steps - at)) / whole(steps) };
                for &choice in group {
                    values[usize::from(choice)] = level.clone();
                }
            }
            values
        }
    }
}

fn least_common_multiple(one: &BigInt, two: &BigInt) -> BigInt {
    // A fraction in lowest terms has divided both by their greatest common divisor.
    let lowest = BigRational::new(one.clone(), two.clone());
    lowest.numer() * two
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(above: i32, below: i32) -> BigRational {
        BigRational::new(above.into(), below.into())
    }

    #[test]
    fn centroids_of_three_weights_are_those_of_the_literature() {
        let found: Vec<_> = (0..3).map(|at| centroid(at, 3)).collect();
        assert_eq!(found, [ratio(11, 18), ratio(5, 18), ratio(2, 18)]);
    }

    #[test]
    fn common_multiples() {
        assert_eq!(least_common_multiple(&12.into(), &18.into()), 36.into());
        assert_eq!(least_common_multiple(&1.into(), &7.into()), 7.into());
    }
}
