//! Weights for the arcs of a diagram: each coordinate is one party's value in
//! integers over its own denominator.

use detente_case::package::{Choice, IssueIndex};

use crate::diagram::Effect;

/// Additive values of packages on several coordinates (usually one a party).
///
/// The value of a package on a coordinate is the sum over issues that arise of
/// `table[issue][choice]`, plus `bonus[tracked]` of every tracked formula that
/// the package meets. Sums fit an `i64` by construction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Valuation {
    /// One entry a coordinate.
    pub coordinates: Vec<Coordinate>,
}

/// One coordinate of a [`Valuation`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coordinate {
    /// `table[issue][choice]`, in units of `1 / denominator` points.
    pub table: Vec<Vec<i64>>,
    /// One entry a tracked formula of the diagram.
    pub bonus: Vec<i64>,
    /// Units in one point of the party's own 0 to 100 scale; 1 for an ordinal coordinate.
    pub denominator: i64,
    /// Whether the numbers give an order alone, not a scale.
    pub ordinal: bool,
}

impl Coordinate {
    /// What one arc adds.
    #[must_use]
    pub fn gain(&self, issue: IssueIndex, choice: Choice, effect: &Effect) -> i64 {
        let own = if effect.arises { self.table[issue][usize::from(choice)] } else { 0 };
        effect.met.iter().fold(own, |sum, &tracked| sum + self.bonus[tracked as usize])
    }
}
