//! A party whose packages are in an order and have no values.

use detente_case::model::Clause;
use detente_case::package::{Choice, Package};
use detente_case::preference::{Priority, Reservation};

use super::{Acceptance, Comparison, Criterion};

/// A package's place in the order of one party that gives priorities or a
/// ranking: of two ranks of the same party the greater is preferred. Ranks of
/// different parties mean nothing to each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rank(Vec<u64>);

/// The order of one party, and what it is held against.
#[derive(Clone, Debug)]
pub(super) struct Ordinal<'case> {
    order: Order<'case>,
    bar: Bar,
}

/// How packages are ranked.
#[derive(Clone, Copy, Debug)]
pub(super) enum Order<'case> {
    /// By the first statement on which they differ.
    Priorities(&'case [Priority]),
    /// By the first group that they belong to.
    Ranking(&'case [Vec<Clause>]),
}

/// The reservation value as a place in the order.
#[derive(Clone, Debug)]
enum Bar {
    Unknown,
    Nothing,
    Package(Rank),
    Between { at_least: Option<Rank>, below: Option<Rank> },
}

impl<'case> Ordinal<'case> {
    pub(super) fn new(order: Order<'case>, reservation: &Reservation) -> Self {
        let rank = |package: &Package| order.rank(package);
        let bar = match reservation {
            // A number says nothing about an order.
            Reservation::Unknown | Reservation::Value(_) => Bar::Unknown,
            Reservation::Nothing => Bar::Nothing,
            Reservation::Package { package, .. } => Bar::Package(rank(package)),
            Reservation::Between { at_least, below, .. } => {
                match (at_least.as_ref().map(rank), below.as_ref().map(rank)) {
                    // Bounds in the wrong order say nothing.
                    (Some(at_least), Some(below)) if at_least >= below => Bar::Unknown,
                    (at_least, below) => Bar::Between { at_least, below },
                }
            }
        };
        Self { order, bar }
    }

    /// The package's place.
    pub(super) fn rank(&self, package: &[Choice]) -> Rank {
        self.order.rank(package)
    }

    /// Whether the package is at least as good as no agreement.
    pub(super) fn accepts(&self, package: &[Choice]) -> Acceptance {
        let at_least = |bar: &Rank| self.rank(package) >= *bar;
        match &self.bar {
            Bar::Unknown => Acceptance::Unknown,
            Bar::Nothing => Acceptance::Surely,
            Bar::Package(bar) => Acceptance::over_region(at_least(bar), at_least(bar)),
            Bar::Between { at_least: from, below } => Acceptance::over_region(
                below.as_ref().is_some_and(at_least),
                from.as_ref().is_none_or(at_least),
            ),
        }
    }

    /// The conditions of sure and of possible acceptance.
    pub(super) fn criteria(&self) -> [Criterion<'_>; 2] {
        match &self.bar {
            Bar::Unknown => [Criterion::None, Criterion::Every],
            Bar::Nothing => [Criterion::Every; 2],
            Bar::Package(_) => [Criterion::Each; 2],
            Bar::Between { at_least, below } => [
                if below.is_some() { Criterion::Each } else { Criterion::None },
                if at_least.is_some() { Criterion::Each } else { Criterion::Every },
            ],
        }
    }

    /// How x compares with y.
    pub(super) fn compare(&self, x: &[Choice], y: &[Choice]) -> Comparison {
        let (x, y) = (self.rank(x), self.rank(y));
        Comparison::of(x > y, x >= y, y > x, || y >= x)
    }
}

impl Order<'_> {
    fn rank(&self, package: &[Choice]) -> Rank {
        match self {
            Self::Priorities(priorities) => {
                let word = |statements: &[Priority]| {
                    let bits = statements.iter().enumerate();
                    bits.fold(0, |word, (at, statement)| {
                        word | u64::from(statement.clause.formula.holds(package)) << (63 - at)
                    })
                };
                Rank(priorities.chunks(64).map(word).collect())
            }
            Self::Ranking(groups) => {
                let belongs = |group: &Vec<Clause>| group.iter().any(|clause| clause.formula.holds(package));
                let from_below = groups.iter().position(belongs).map_or(0, |at| groups.len() - at);
                Rank(vec![from_below as u64])
            }
        }
    }
}
