//! What is known of the weights, and what a weighted sum can reach over it.
//!
//! All sums are sought over the whole set of weights that the case allows. A
//! linear function has its greatest value over such a set at an extreme point:
//! of a box, each weight at one end; of the simplex, all weight on one issue;
//! of the simplex under an order, equal weight on the first so many groups.

use std::cmp::Ordering;

use detente_case::package::IssueIndex;
use detente_case::preference::{Values, Weights};

use super::levels::Top;

/// The set of the weights.
#[derive(Clone, Debug)]
pub(super) enum WeightRegion {
    /// A range an issue.
    Box {
        /// Least weight of each issue, not negative.
        low: Vec<i128>,
        /// Greatest weight of each issue.
        high: Vec<i128>,
        /// What the weighted sum is divided by, instead of the sum of weights.
        divisor: Option<i128>,
    },
    /// Weights that sum to 1 and fall weakly from group to group; no group is empty.
    Order(Vec<Vec<IssueIndex>>),
    /// Weights of so many issues that sum to 1.
    Free(usize),
}

/// How high a weighted sum gets against zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reach {
    /// Sign of the least upper bound.
    sign: Ordering,
    /// Whether some weights and values attain it.
    attained: bool,
}

impl Reach {
    fn of(value: i128, attained: bool) -> Self {
        Self { sign: value.cmp(&0), attained }
    }

    /// Whether the sum is positive somewhere.
    pub(super) fn is_positive(self) -> bool {
        self.sign == Ordering::Greater
    }

    /// Whether the sum is zero or positive somewhere.
    pub(super) fn is_at_least_zero(self) -> bool {
        self.is_positive() || self.sign == Ordering::Equal && self.attained
    }
}

impl WeightRegion {
    /// Reads the weights of `values`, in units of ten to the minus `places`.
    /// `None` where a weight is negative or the divisor is not positive.
    pub(super) fn new(values: &Values, issues: usize, places: u8) -> Option<Self> {
        match &values.weights {
            Weights::Free => Some(Self::Free(issues)),
            Weights::Order { groups, .. } => {
                Some(Self::Order(groups.iter().filter(|group| !group.is_empty()).cloned().collect()))
            }
            Weights::Ranges(ranges) => {
                let low: Vec<_> = ranges.iter().map(|range| range.low.scaled(places)).collect();
                let high = ranges.iter().map(|range| range.high.scaled(places)).collect();
                let divisor = values.divisor.map(|divisor| divisor.scaled(places));
                let usable =
                    low.iter().all(|weight| *weight >= 0) && divisor.is_none_or(|divisor| divisor > 0);
                usable.then_some(Self::Box { low, high, divisor })
            }
        }
    }

    /// Greatest sum of weights, or the divisor where that is greater, in the
    /// unit in which sums are formed.
    pub(super) fn magnitude(&self) -> Option<i128> {
        match self {
            Self::Box { high, divisor, .. } => high
                .iter()
                .try_fold(0_i128, |sum, weight| sum.checked_add(*weight))
                .map(|sum| sum.max(divisor.unwrap_or(0))),
            Self::Order(groups) => i128::try_from(groups.iter().map(Vec::len).sum::<usize>()).ok(),
            Self::Free(issues) => i128::try_from(*issues).ok(),
        }
    }

    /// How high `sum of weight times top / total weight + constant` gets, where
    /// `top` gives the upper end of each issue's term and a term takes its upper
    /// end only where that is attained. Where no issue has any weight, the sum
    /// is the constant.
    pub(super) fn reach(&self, top: impl Fn(IssueIndex) -> Top, constant: i128) -> Reach {
        match self {
            Self::Box { low, high, divisor: Some(divisor) } => {
                let mut total = divisor * constant;
                let mut attained = true;
                for (issue, (&low, &high)) in low.iter().zip(high).enumerate() {
                    let top = top(issue);
                    let weight = if top.value > 0 { high } else { low };
                    total += weight * top.value;
                    attained &= top.attained || weight == 0;
                }
                Reach::of(total, attained)
            }
            Self::Box { low, high, divisor: None } => box_reach(low, high, top, constant),
            Self::Order(groups) => {
                let mut best: Option<Reach> = None;
                let (mut sum, mut attained) = (0, true);
                for issue_group in groups {
                    for &issue in issue_group {
                        let top = top(issue);
                        sum += top.value + constant;
                        attained &= top.attained;
                    }
                    best = Some(higher(best, Reach::of(sum, attained)));
                }
                best.unwrap_or(Reach::of(constant, true))
            }
            Self::Free(issues) => (0..*issues)
                .map(|issue| {
                    let top = top(issue);
                    Reach::of(top.value + constant, top.attained)
                })
                .fold(None, |best, reach| Some(higher(best, reach)))
                .unwrap_or(Reach::of(constant, true)),
        }
    }

    /// Greatest `sum of weight times term / total weight` as numerator and
    /// positive denominator; 0 where no issue has any weight.
    pub(super) fn greatest(&self, terms: &[i128]) -> (i128, i128) {
        match self {
            Self::Box { low, high, divisor: Some(divisor) } => {
                let weights = low.iter().zip(high);
                let sum = weights
                    .zip(terms)
                    .map(|((low, high), term)| if *term > 0 { high * term } else { low * term });
                (sum.sum(), *divisor)
            }
            Self::Box { low, high, divisor: None } => box_greatest(low, high, terms),
            Self::Order(groups) => {
                let mut best = None;
                let (mut sum, mut count) = (0, 0);
                for group in groups {
                    sum += group.iter().map(|&issue| terms[issue]).sum::<i128>();
                    count += group.len() as i128;
                    if best.is_none_or(|(most, of)| sum * of > most * count) {
                        best = Some((sum, count));
                    }
                }
                best.unwrap_or((0, 1))
            }
            Self::Free(_) => (terms.iter().copied().max().unwrap_or(0), 1),
        }
    }
}

/// The higher of two; of two that only differ in attainment, the attained one.
fn higher(best: Option<Reach>, other: Reach) -> Reach {
    best.filter(|best| (best.sign, best.attained) >= (other.sign, other.attained)).unwrap_or(other)
}

/// Weights anywhere in a box except all zero, divided by their sum.
fn box_reach(low: &[i128], high: &[i128], top: impl Fn(IssueIndex) -> Top, constant: i128) -> Reach {
    let mut total = 0;
    // Whether the weights chosen leave out every term that falls short of its upper end.
    let mut attained = true;
    let mut weighs = false;
    let mut may_weigh = false;
    let mut comes_near_zero = false;
    for (issue, (&low, &high)) in low.iter().zip(high).enumerate() {
        let Top { value, attained: reached } = top(issue);
        let value = value + constant;
        let weight = if value > 0 || value == 0 && reached { high } else { low };
        total += weight * value;
        attained &= reached || weight == 0;
        weighs |= weight > 0;
        may_weigh |= high > 0;
        comes_near_zero |= high > 0 && value == 0;
    }
    match (weighs, may_weigh) {
        (true, _) => Reach::of(total, attained),
        // All these weights are zero, which no party's are: the sum comes from
        // below, by weights that are as small as one likes.
        (false, true) => Reach::of(if comes_near_zero { 0 } else { -1 }, false),
        (false, false) => Reach::of(constant, true),
    }
}

/// Greatest mean of `terms` over weights in a box: a linear-fractional program,
/// solved by adding the slack of the largest terms first, as long as a term is
/// above the mean so far.
fn box_greatest(low: &[i128], high: &[i128], terms: &[i128]) -> (i128, i128) {
    let mut sum: i128 = low.iter().zip(terms).map(|(weight, term)| weight * term).sum();
    let mut weight: i128 = low.iter().sum();
    let mut falling: Vec<_> = (0..terms.len()).filter(|&issue| high[issue] > low[issue]).collect();
    falling.sort_by_key(|&issue| std::cmp::Reverse(terms[issue]));
    for issue in falling {
        if weight > 0 && terms[issue] * weight <= sum {
            break;
        }
        sum += (high[issue] - low[issue]) * terms[issue];
        weight += high[issue] - low[issue];
    }
    if weight == 0 { (0, 1) } else { (sum, weight) }
}
