//! What is not known of a preference, as extreme points.
//!
//! Weights and values vary freely of each other, and a party's total is linear
//! in the weights for given values and in the values for given weights. So
//! whatever is greatest is greatest at an extreme point of the weights together
//! with, issue by issue, an extreme point of the values.
//!
//! *Open ends.* Values in an order fall strictly, so the set of values is open
//! where neighbours meet, and an end may be approached without being reached.
//! An end is reached by some strict values exactly if the mean of all extreme
//! points that reach it is strict: the mean lies in the relative interior of
//! the face where the end is reached, and if any point of a face keeps a strict
//! inequality, so does every point of its relative interior. It suffices to ask
//! this at extreme points of the weights: if weights inside a face reach the
//! end with some strict values, each extreme point of that face does with the
//! same values, because none of them can be above the end.

use detente_case::decimal::Decimal;
use detente_case::package::{Choice, IssueIndex};
use detente_case::preference::{Levels, Values, Weights};
use num_bigint::BigInt;
use num_traits::{One, Zero};

use super::Number;

/// An end of a set of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct End {
    pub(super) value: Number,
    /// Whether the set contains it.
    pub(super) reached: bool,
}

/// The values of one issue's choices.
#[derive(Debug)]
pub(super) struct LevelRegion {
    /// By choice: the place in the order, or bounds of its own.
    places: Vec<Place>,
    /// Number of groups of the order.
    groups: usize,
}

#[derive(Clone, Debug)]
enum Place {
    Group(usize),
    Between(Number, Number),
}

pub(super) fn whole(number: i64) -> Number {
    Number::from_integer(BigInt::from(number))
}

/// A decimal as an exact number.
pub(super) fn exact(number: Decimal) -> Number {
    Number::new(BigInt::from(number.scaled(Decimal::MAX_PLACES)), BigInt::from(1_000_000_000))
}

impl LevelRegion {
    pub(super) fn new(levels: &Levels, choices: usize) -> Self {
        match levels {
            Levels::Ranges(ranges) => {
                let between = ranges.iter().map(|range| Place::Between(exact(range.low), exact(range.high)));
                Self { places: between.collect(), groups: 0 }
            }
            Levels::Order { groups, .. } => {
                let place = |choice: usize| {
                    let choice = Choice::try_from(choice).expect("few choices");
                    let group = groups.iter().position(|group| group.contains(&choice));
                    group.map_or_else(|| Place::Between(whole(0), whole(100)), Place::Group)
                };
                Self { places: (0..choices).map(place).collect(), groups: groups.len() }
            }
        }
    }

    /// The value of a group where the first `high` groups are worth 100 and the others 0.
    fn at(group: usize, high: usize) -> Number {
        if group < high { whole(100) } else { whole(0) }
    }

    /// How many groups can be worth 100 at an extreme point: the best always
    /// is, the worst never, unless it is the best.
    fn cuts(&self) -> std::ops::RangeInclusive<usize> {
        1..=self.groups.saturating_sub(1).max(1)
    }

    /// Whether the mean of the extreme points with so many groups at 100 falls
    /// strictly from group to group.
    fn is_strict(&self, cuts: &[usize]) -> bool {
        let mean = |group: usize| -> Number { cuts.iter().map(|&high| Self::at(group, high)).sum() };
        (1..self.groups).all(|group| mean(group - 1) > mean(group))
    }

    /// The upper end of `value of x - value of y`; `None` is worth 0.
    pub(super) fn greatest_difference(&self, x: Option<Choice>, y: Option<Choice>) -> End {
        // What each of the two can be, given where the order is cut.
        let can_be = |choice: Option<Choice>, high: usize| match choice
            .map(|choice| &self.places[usize::from(choice)])
        {
            None => vec![whole(0)],
            Some(Place::Group(group)) => vec![Self::at(*group, high)],
            Some(Place::Between(low, high)) => vec![low.clone(), high.clone()],
        };
        let difference = |high: usize| -> Number {
            if x == y {
                return whole(0);
            }
            let (x, y) = (can_be(x, high), can_be(y, high));
            let all = x.iter().flat_map(|x| y.iter().map(move |y| x - y));
            all.max().expect("every choice has a value")
        };
        let value = self.cuts().map(difference).max().expect("there is a cut");
        let best: Vec<_> = self.cuts().filter(|&high| difference(high) == value).collect();
        End { value, reached: self.is_strict(&best) }
    }

    /// Whether every value is one number.
    pub(super) fn is_exact(&self) -> bool {
        self.groups < 3
            && self.places.iter().all(|place| match place {
                Place::Group(_) => true,
                Place::Between(low, high) => low == high,
            })
    }
}

/// Extreme points of the weights, each with what their sum is divided by.
pub(super) fn weights(values: &Values, issues: usize) -> Vec<(Vec<Number>, Number)> {
    let vertices = match &values.weights {
        Weights::Free => (0..issues).map(|one| unit(issues, |issue| issue == one)).collect(),
        Weights::Order { groups, .. } => {
            let rank = |issue: IssueIndex| groups.iter().position(|group| group.contains(&issue));
            (0..groups.len()).map(|last| unit(issues, |issue| rank(issue) <= Some(last))).collect()
        }
        Weights::Ranges(ranges) => ranges.iter().fold(vec![Vec::new()], |heads: Vec<Vec<Number>>, range| {
            let mut ends = vec![exact(range.low), exact(range.high)];
            ends.dedup();
            let longer = |head: Vec<Number>| {
                ends.iter()
                    .map(move |end| head.iter().cloned().chain([end.clone()]).collect())
                    .collect::<Vec<_>>()
            };
            heads.into_iter().flat_map(longer).collect()
        }),
    };
    let divided = vertices.into_iter().map(|weights: Vec<Number>| {
        let divisor = values.divisor.map_or_else(|| weights.iter().sum(), exact);
        (weights, divisor)
    });
    // Weights are never all zero. Only their ratios count, so near zero they
    // are what they are along the edges, which end at other extreme points.
    divided.filter(|(_, divisor)| !divisor.is_zero()).collect()
}

fn unit(issues: usize, weighs: impl Fn(IssueIndex) -> bool) -> Vec<Number> {
    (0..issues).map(|issue| if weighs(issue) { Number::one() } else { Number::zero() }).collect()
}
