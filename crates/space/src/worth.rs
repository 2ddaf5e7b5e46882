//! What a package is worth to a party over everything that is not known of its
//! preference, and whether the party accepts it.
//!
//! A preference describes a *region*: all weights, values, adjustments and
//! reservation values that what is given allows. Every answer here holds over
//! the whole region and is exact: sums are formed in whole numbers, and an end
//! that an order of options approaches without reaching it (values fall
//! strictly from group to group) is told from one that is attained. Package x
//! is *necessarily* at least as good as y when it is so everywhere in the
//! region, and *possibly* when it is so somewhere (Greco, Mousseau and
//! Slowinski 2008).
//!
//! Weight and value of an issue vary freely of each other and weights are not
//! negative, so a weighted sum is greatest where every value is, and then at an
//! extreme point of the weights.
//!
//! A reservation value between two packages is held against each of them alone:
//! that one is worth more than the other does not narrow the region. Where the
//! upper one is nowhere worth more, the bounds say nothing and acceptance is
//! unknown. Weights that are given by an order or not at all are shares that sum
//! to 1; a divisor concerns weights given by ranges only.

mod additive;
mod cardinal;
mod levels;
mod ordinal;
mod places;
mod weights;

use std::fmt;

use detente_case::model::Case;
use detente_case::package::{Choice, PartyIndex};
use detente_case::preference::{Form, RedLine, Reservation};

use crate::fraction::Fraction;
pub(crate) use additive::Threshold;
use cardinal::Cardinal;
pub use ordinal::Rank;
use ordinal::{Order, Ordinal};

/// Judges packages for one party.
#[derive(Clone, Debug)]
pub struct Judge<'case> {
    red_lines: &'case [RedLine],
    yardstick: Yardstick<'case>,
}

#[derive(Clone, Debug)]
enum Yardstick<'case> {
    /// Nothing is known; whether anything is at least as good as no agreement.
    Unknown {
        takes_anything: bool,
    },
    Cardinal(Box<Cardinal<'case>>),
    Ordinal(Ordinal<'case>),
}

/// Why a party's packages cannot be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorthError {
    /// Weights and values have so many digits that their sums are not exact in
    /// 128 bits, or a weight is negative.
    Unusable {
        /// The party.
        party: PartyIndex,
    },
}

impl fmt::Display for WorthError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Unusable { party } = self;
        write!(out, "the weights and values of party number {} are too long or negative", party + 1)
    }
}

impl std::error::Error for WorthError {}

/// What a package is to one party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// Its red lines that the package crosses, ascending.
    pub crossed: Vec<usize>,
    /// Least and greatest value over the region, on the party's own 0 to 100
    /// scale before adjustments; `None` where the party gives no values.
    pub value: Option<Interval>,
    /// Place in its order, for priorities and rankings.
    pub rank: Option<Rank>,
    /// Whether it is acceptable: crosses no red line and is worth at least the
    /// reservation value.
    pub accepts: Acceptance,
}

/// All values from least to greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The greatest lower bound.
    pub least: Fraction,
    /// The least upper bound.
    pub greatest: Fraction,
}

/// Whether something holds over the region of what is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Acceptance {
    /// Acceptable everywhere in the region.
    Surely,
    /// Somewhere, not everywhere.
    Possibly,
    /// Nowhere.
    Never,
    /// Nothing lets one tell: not surely, possibly.
    Unknown,
}

/// How much of the region something holds over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Extent {
    /// All of it.
    Always,
    /// Part of it.
    Sometimes,
    /// None of it.
    Never,
}

/// How one package compares with another for a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Where the first is worth more than the second.
    pub better: Extent,
    /// Where the first is worth at least as much as the second.
    pub at_least: Extent,
}

/// Which packages something holds of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Criterion<'a> {
    /// All of them.
    Every,
    /// None.
    None,
    /// Those that meet a threshold.
    Sum(&'a Threshold<'a>),
    /// What must be asked package by package.
    Each,
}

impl<'case> Judge<'case> {
    /// Prepares to judge for `party`.
    ///
    /// # Errors
    ///
    /// [`WorthError`] where sums would not be exact. Every case whose values lie
    /// within 0 to 100 and whose weights are not negative can be judged.
    pub fn new(case: &'case Case, party: PartyIndex) -> Result<Self, WorthError> {
        let preference = &case.preferences[party];
        let reservation = &preference.reservation;
        let yardstick = match &preference.form {
            Form::Unknown => Yardstick::Unknown { takes_anything: *reservation == Reservation::Nothing },
            Form::Values(values) => {
                let cardinal = Cardinal::new(case, preference, values);
                Yardstick::Cardinal(Box::new(cardinal.ok_or(WorthError::Unusable { party })?))
            }
            Form::Priorities(priorities) => {
                Yardstick::Ordinal(Ordinal::new(Order::Priorities(priorities), reservation))
            }
            Form::Ranking(groups) => Yardstick::Ordinal(Ordinal::new(Order::Ranking(groups), reservation)),
        };
        Ok(Self { red_lines: &preference.red_lines, yardstick })
    }

    /// Everything about one package.
    #[must_use]
    pub fn assess(&self, package: &[Choice]) -> Assessment {
        let crossed: Vec<_> = self.crossed(package).collect();
        let accepts = if crossed.is_empty() { self.threshold(package) } else { Acceptance::Never };
        let (value, rank) = match &self.yardstick {
            Yardstick::Unknown { .. } => (None, None),
            Yardstick::Cardinal(cardinal) => (cardinal.value(package), None),
            Yardstick::Ordinal(ordinal) => (None, Some(ordinal.rank(package))),
        };
        Assessment { crossed, value, rank, accepts }
    }

    /// The party's red lines that the package crosses, ascending.
    pub fn crossed(&self, package: &[Choice]) -> impl Iterator<Item = usize> {
        self.crossings(package).enumerate().filter(|(_, crossed)| *crossed).map(|(at, _)| at)
    }

    /// For each of the party's red lines, whether the package crosses it.
    pub(crate) fn crossings(&self, package: &[Choice]) -> impl Iterator<Item = bool> {
        self.red_lines.iter().map(|line| line.refuse.formula.holds(package))
    }

    /// How many red lines the party has.
    pub(crate) fn red_lines(&self) -> usize {
        self.red_lines.len()
    }

    /// The conditions of sure and of possible acceptance, red lines left aside.
    pub(crate) fn criteria(&self) -> [Criterion<'_>; 2] {
        match &self.yardstick {
            Yardstick::Unknown { takes_anything: true } => [Criterion::Every, Criterion::Every],
            Yardstick::Unknown { takes_anything: false } => [Criterion::None, Criterion::Every],
            Yardstick::Cardinal(cardinal) => cardinal.criteria(),
            Yardstick::Ordinal(ordinal) => ordinal.criteria(),
        }
    }

    /// Whether the package is worth at least the reservation value, whatever red
    /// lines it crosses.
    #[must_use]
    pub fn threshold(&self, package: &[Choice]) -> Acceptance {
        match &self.yardstick {
            Yardstick::Unknown { takes_anything: true } => Acceptance::Surely,
            Yardstick::Unknown { takes_anything: false } => Acceptance::Unknown,
            Yardstick::Cardinal(cardinal) => cardinal.accepts(package),
            Yardstick::Ordinal(ordinal) => ordinal.accepts(package),
        }
    }

    /// How package `x` compares with `y` by worth alone, whatever red lines they
    /// cross; `None` where nothing is known of the party's preference.
    #[must_use]
    pub fn compare(&self, x: &[Choice], y: &[Choice]) -> Option<Comparison> {
        match &self.yardstick {
            Yardstick::Unknown { .. } => None,
            Yardstick::Cardinal(cardinal) => Some(cardinal.compare(x, y)),
            Yardstick::Ordinal(ordinal) => Some(ordinal.compare(x, y)),
        }
    }
}

impl Acceptance {
    fn over_region(always: bool, ever: bool) -> Self {
        match (always, ever) {
            (true, _) => Self::Surely,
            (false, true) => Self::Possibly,
            (false, false) => Self::Never,
        }
    }
}

impl Extent {
    fn over_region(always: bool, ever: bool) -> Self {
        match (always, ever) {
            (true, _) => Self::Always,
            (false, true) => Self::Sometimes,
            (false, false) => Self::Never,
        }
    }
}

impl Comparison {
    /// From where x is better, x at least as good, y better, y at least as good.
    fn of(better: bool, at_least: bool, worse: bool, at_most: impl FnOnce() -> bool) -> Self {
        Self {
            better: Extent::over_region(better && !at_most(), better),
            at_least: Extent::over_region(!worse, at_least),
        }
    }
}

/// The choice on each issue, `None` where the issue does not arise.
fn arising(case: &Case, package: &[Choice]) -> impl Iterator<Item = Option<Choice>> {
    package.iter().enumerate().map(|(issue, &choice)| case.arises(issue, package).then_some(choice))
}
