//! One number where a case gives a range or an order: valuations for the
//! analyses that need points.
//!
//! A range reads as its mean: of `{low, high}` the midpoint, of
//! `{low, mode, high}` a third of the sum. An order of options reads as evenly
//! spaced levels from 100 to 0. An order of weights reads as rank-order centroid
//! weights (Barron and Barrett 1996). Nothing here is more than a convention for
//! numbers that nobody gave; [`is_stated`] tells where none was needed.
//!
//! Values are whole numbers over each party's own denominator: weights are
//! multiplied, never divided, so that nothing rounds by position.

mod basis;
mod coordinate;
mod means;
mod whole;

use std::fmt;

use detente_case::formula::Formula;
use detente_case::model::Case;
use detente_case::package::PartyIndex;
use detente_case::preference::Form;

use crate::valuation::Valuation;
pub use basis::{Input, Unstated, is_stated, unstated_inputs};
use coordinate::{PartyPoints, of_nothing, of_priorities, of_ranking, of_values};

/// Packages valued by points, one coordinate a party in the order asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PointValuation {
    /// The values, before any cap.
    pub valuation: Valuation,
    /// Formulas whose truth adds value: to be given to the compiler as tracked.
    pub tracked: Vec<Formula>,
    /// Reservation value of each party in units of its coordinate; `None` where
    /// it is not known, and where anything is at least as good as no agreement.
    pub reservations: Vec<Option<i64>>,
    /// What each party's total is clamped to, in units of its coordinate. Not
    /// part of the valuation, which is additive.
    pub caps: Vec<Option<i64>>,
    /// Whether a party's points rest on anything that nobody stated.
    pub assumed: Vec<bool>,
    /// What a reader must know of the points.
    pub notes: Vec<PointNote>,
}

/// A remark on the points of one party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointNote {
    /// The party.
    pub party: PartyIndex,
    /// What happened.
    pub remark: PointRemark,
}

/// How points were found where that is not plain from the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointRemark {
    /// No preference is given: every package is worth 0.
    NothingKnown,
    /// No weights are given: all issues weigh the same.
    EqualWeights,
    /// Centroid weights are rounded to multiples of one over this.
    RoundedWeights(i64),
    /// Evenly spaced levels are rounded to multiples of a point over this.
    RoundedLevels(i64),
    /// The reservation value lies between two packages: the middle is taken.
    ReservationBetween,
    /// The reservation value has one bound alone: the bound is taken.
    ReservationAtBound,
    /// Anything is at least as good as no agreement: there is no reservation value.
    ReservationOfNothing,
}

/// Why a party has no points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointError {
    /// Its weights and values have so many digits that sums would not fit 62 bits.
    TooManyDigits {
        /// The party.
        party: PartyIndex,
    },
    /// It has more than [`MOST_PRIORITIES`] priorities.
    TooManyPriorities {
        /// The party.
        party: PartyIndex,
        /// How many it has.
        count: usize,
    },
}

impl fmt::Display for PointError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyDigits { party } => {
                write!(out, "the weights and values of party number {} have too many digits", party + 1)
            }
            Self::TooManyPriorities { party, count } => {
                write!(out, "party number {} has {count} priorities, more than {MOST_PRIORITIES}", party + 1)
            }
        }
    }
}

impl std::error::Error for PointError {}

/// Most priorities of one party that fit a coordinate.
pub const MOST_PRIORITIES: usize = 60;

/// What every total stays below in magnitude.
const HEADROOM: i128 = 1 << 62;

/// Values the packages of `case` for `parties` by points.
///
/// Statement j of k priorities adds 2^(k - j), and a place in a ranking adds 1,
/// so that the coordinate orders packages as the party does.
///
/// # Errors
///
/// [`PointError`] for the first party whose totals would not fit.
pub fn point_valuation(case: &Case, parties: &[PartyIndex]) -> Result<PointValuation, PointError> {
    let mut all = PointValuation::default();
    let mut tracked = Tracked::default();
    for &party in parties {
        let preference = &case.preferences[party];
        let points = match &preference.form {
            Form::Unknown => Ok(of_nothing(case)),
            Form::Values(values) => {
                of_values(case, preference, values).ok_or(PointError::TooManyDigits { party })
            }
            Form::Priorities(statements) if statements.len() > MOST_PRIORITIES => {
                Err(PointError::TooManyPriorities { party, count: statements.len() })
            }
            Form::Priorities(statements) => Ok(of_priorities(case, preference, statements)),
            Form::Ranking(groups) => Ok(of_ranking(case, preference, groups)),
        };
        let PartyPoints { mut coordinate, bonuses, reservation, cap, remarks } = points?;
        for (formula, bonus) in bonuses {
            let at = tracked.position(formula);
            coordinate.bonus.resize(coordinate.bonus.len().max(at + 1), 0);
            coordinate.bonus[at] += bonus;
        }
        all.valuation.coordinates.push(coordinate);
        all.reservations.push(reservation);
        all.caps.push(cap);
        all.assumed.push(!is_stated(case, party));
        all.notes.extend(remarks.into_iter().map(|remark| PointNote { party, remark }));
    }
    all.tracked = tracked.formulas;
    for coordinate in &mut all.valuation.coordinates {
        coordinate.bonus.resize(all.tracked.len(), 0);
    }
    Ok(all)
}

/// Formulas in order of first use, each once.
#[derive(Debug, Default)]
struct Tracked {
    formulas: Vec<Formula>,
    positions: rustc_hash::FxHashMap<Formula, usize>,
}

impl Tracked {
    fn position(&mut self, formula: Formula) -> usize {
        *self.positions.entry(formula).or_insert_with_key(|formula| {
            self.formulas.push(formula.clone());
            self.formulas.len() - 1
        })
    }
}
