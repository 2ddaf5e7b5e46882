//! The coordinate of one party.

use detente_case::formula::Formula;
use detente_case::model::{Case, Clause, Issue};
use detente_case::package::Choice;
use detente_case::preference::{Preference, Priority, Reservation, Values, Weights};

use super::means::{Point, Unit, add_levels, centroid_weights, product};
use super::{HEADROOM, PointRemark};
use crate::fraction::{Fraction, greatest_common_divisor};
use crate::valuation::Coordinate;

/// What the points of one party come to.
#[derive(Debug)]
pub(super) struct PartyPoints {
    /// The coordinate, its bonuses still to be numbered.
    pub(super) coordinate: Coordinate,
    /// What formulas add when they hold.
    pub(super) bonuses: Vec<(Formula, i64)>,
    /// Reservation value in units of the coordinate.
    pub(super) reservation: Option<i64>,
    /// Greatest total in units of the coordinate.
    pub(super) cap: Option<i64>,
    /// What a reader must know.
    pub(super) remarks: Vec<PointRemark>,
}

/// Finest first. Weights are rounded less far: one of many issues weighs little.
const WEIGHT_ROUNDINGS: [i64; 2] = [1_000_000_000, 1_000_000];
const LEVEL_ROUNDINGS: [i64; 3] = [1_000_000_000, 1_000_000, 1_000];

/// A party of which nothing is known: every package is worth 0.
pub(super) fn of_nothing(case: &Case) -> PartyPoints {
    let mut points = of_formulas(case, Vec::new());
    points.remarks.push(PointRemark::NothingKnown);
    points
}

/// Statement j of k adds 2^(k - j); there are at most [`super::MOST_PRIORITIES`].
pub(super) fn of_priorities(case: &Case, preference: &Preference, statements: &[Priority]) -> PartyPoints {
    let worth = statements.iter().rev().enumerate().map(|(below, statement)| (&statement.clause, 1 << below));
    let bonuses = worth.rev().map(|(clause, bonus)| (clause.formula.clone(), bonus)).collect();
    of_formulas(case, bonuses).held_against(case, &preference.reservation)
}

/// Each group adds 1 to the packages in it and in those above it.
pub(super) fn of_ranking(case: &Case, preference: &Preference, groups: &[Vec<Clause>]) -> PartyPoints {
    let down_to =
        |group: usize| Formula::or(groups[..=group].iter().flatten().map(|clause| clause.formula.clone()));
    let bonuses = (0..groups.len()).map(|group| (down_to(group), 1)).collect();
    of_formulas(case, bonuses).held_against(case, &preference.reservation)
}

fn of_formulas(case: &Case, bonuses: Vec<(Formula, i64)>) -> PartyPoints {
    let table = case.issues.iter().map(|issue| vec![0; issue.choices()]).collect();
    let coordinate = Coordinate { table, bonus: Vec::new(), denominator: 1, ordinal: true };
    PartyPoints { coordinate, bonuses, reservation: None, cap: None, remarks: Vec::new() }
}

/// A party whose packages have values; `None` where totals would not fit.
pub(super) fn of_values(case: &Case, preference: &Preference, values: &Values) -> Option<PartyPoints> {
    let numbers = Numbers::read(case, preference, values)?;
    // Weights as fine as can be, and then levels.
    let units = Unit::candidates(numbers.all_weights(), &WEIGHT_ROUNDINGS).flat_map(|weight| {
        Unit::candidates(numbers.all_levels(), &LEVEL_ROUNDINGS).map(move |level| (weight, level))
    });
    let mut points = units.filter_map(|(weight, level)| numbers.count(case, weight, level)).next()?;
    if matches!(values.weights, Weights::Free) {
        points.remarks.push(PointRemark::EqualWeights);
    }
    Some(points.held_against(case, &preference.reservation))
}

/// The numbers of one party, one each.
struct Numbers {
    weights: Vec<Point>,
    divisor: Option<Point>,
    /// Those of all issues, one after the other.
    levels: Vec<Point>,
    adjustments: Vec<(Formula, Point)>,
    reservation: Option<Point>,
    cap: Option<Point>,
    /// Whether half a unit may be needed.
    between: bool,
}

impl Numbers {
    fn read(case: &Case, preference: &Preference, values: &Values) -> Option<Self> {
        let one = Fraction::new(1, 1)?;
        let (weights, divisor) = match &values.weights {
            Weights::Free => (vec![Point::Given(one); case.issues.len()], None),
            Weights::Order { groups, .. } => (centroid_weights(groups, case.issues.len())?, None),
            Weights::Ranges(ranges) => {
                let means = ranges.iter().map(Point::of).collect::<Option<_>>()?;
                (means, values.divisor.map(Point::Stated))
            }
        };
        let mut levels = Vec::with_capacity(case.issues.iter().map(Issue::choices).sum());
        for (given, issue) in values.issues.iter().zip(&case.issues) {
            add_levels(&mut levels, given, issue.choices())?;
        }
        let adjustments = preference.adjustments.iter();
        Some(Self {
            weights,
            divisor,
            levels,
            adjustments: adjustments
                .map(|each| Some((each.when.formula.clone(), Point::of(&each.by)?)))
                .collect::<Option<_>>()?,
            reservation: match &preference.reservation {
                Reservation::Value(range) => Some(Point::of(range)?),
                _ => None,
            },
            cap: values.cap.map(Point::Stated),
            between: matches!(preference.reservation, Reservation::Between { .. }),
        })
    }

    fn all_weights(&self) -> impl Iterator<Item = Point> + Clone {
        self.weights.iter().copied().chain(self.divisor)
    }

    fn all_levels(&self) -> impl Iterator<Item = Point> + Clone {
        let adjustments = self.adjustments.iter().map(|(_, by)| *by);
        self.levels.iter().copied().chain(adjustments).chain(self.reservation).chain(self.cap)
    }

    /// Everything in whole numbers; `None` where totals would not fit.
    fn count(&self, case: &Case, weight: Unit, level: Unit) -> Option<PartyPoints> {
        let mut weights =
            self.weights.iter().map(|point| weight.count(*point)).collect::<Option<Vec<_>>>()?;
        let mut whole = match self.divisor {
            Some(divisor) => weight.count(divisor)?,
            None => weights.iter().try_fold(0_i128, |sum, weight| sum.checked_add(*weight))?,
        };
        let common = weights.iter().copied().fold(whole, greatest_common_divisor);
        weights.iter_mut().for_each(|weight| *weight /= common);
        // Where no issue has any weight, the adjustments alone count.
        whole = (whole / common).max(1);
        let halves = if self.between { 2 } else { 1 };
        let mut table = Vec::with_capacity(self.levels.len());
        let mut levels = self.levels.iter();
        for (&weight, issue) in weights.iter().zip(&case.issues) {
            let weight = weight.checked_mul(halves)?;
            for point in levels.by_ref().take(issue.choices()) {
                table.push(product(level.count(*point)?, weight)?);
            }
        }
        let scale = whole.checked_mul(halves)?;
        let scaled = |number: Point| product(level.count(number)?, scale);
        let counted = Counted {
            table,
            bonuses: self.adjustments.iter().map(|(_, by)| scaled(*by)).collect::<Option<_>>()?,
            reservation: where_given(self.reservation, scaled)?,
            cap: where_given(self.cap, scaled)?,
            denominator: level.per_one.checked_mul(scale)?,
            halves,
        };
        let formulas = self.adjustments.iter().map(|(formula, _)| formula.clone());
        let remarks = [
            weight.rounded_to.map(PointRemark::RoundedWeights),
            level.rounded_to.map(PointRemark::RoundedLevels),
        ];
        counted.finish(case, formulas, remarks.into_iter().flatten().collect())
    }
}

/// The numbers of one party in units of its coordinate, not yet known to fit.
struct Counted {
    /// Those of all issues, one after the other.
    table: Vec<i128>,
    bonuses: Vec<i128>,
    reservation: Option<i128>,
    cap: Option<i128>,
    denominator: i128,
    /// What divides everything and shall go on doing so: 2 where a middle is sought.
    halves: i128,
}

impl Counted {
    /// Reduces everything by what divides all of it, and narrows.
    fn finish(
        self,
        case: &Case,
        formulas: impl Iterator<Item = Formula>,
        remarks: Vec<PointRemark>,
    ) -> Option<PartyPoints> {
        let ends = self.reservation.iter().chain(&self.cap);
        let all = self.table.iter().chain(&self.bonuses).chain(ends);
        let common = all.copied().fold(self.denominator, greatest_common_divisor) / self.halves;
        let quotient = |number: i128| match (i64::try_from(number), i64::try_from(common)) {
            (Ok(number), Ok(common)) => Some(number / common),
            _ => i64::try_from(number / common).ok(),
        };
        let narrow = |number: i128| quotient(number).filter(|&number| fits(i128::from(number)));
        let mut total = 0_i128;
        let mut cells = self.table.iter();
        let mut table = Vec::with_capacity(case.issues.len());
        for issue in &case.issues {
            let row = cells.by_ref().take(issue.choices()).map(|cell| narrow(*cell));
            let row = row.collect::<Option<Vec<_>>>()?;
            total += row.iter().map(|cell| i128::from(cell.abs())).max().unwrap_or(0);
            table.push(row);
        }
        let bonuses = self.bonuses.iter().map(|bonus| narrow(*bonus)).collect::<Option<Vec<_>>>()?;
        total += bonuses.iter().map(|bonus| i128::from(bonus.abs())).sum::<i128>();
        if !fits(total) {
            return None;
        }
        Some(PartyPoints {
            coordinate: Coordinate {
                table,
                bonus: Vec::new(),
                denominator: narrow(self.denominator)?,
                ordinal: false,
            },
            bonuses: formulas.zip(bonuses).collect(),
            reservation: where_given(self.reservation, narrow)?,
            cap: where_given(self.cap, narrow)?,
            remarks,
        })
    }
}

/// `None` only where something is given and cannot be converted.
fn where_given<T, U>(given: Option<T>, convert: impl Fn(T) -> Option<U>) -> Option<Option<U>> {
    given.map_or(Some(None), |given| convert(given).map(Some))
}

fn fits(total: i128) -> bool {
    (-HEADROOM + 1..HEADROOM).contains(&total)
}

impl PartyPoints {
    /// With the reservation value, where it is that of a package.
    fn held_against(mut self, case: &Case, reservation: &Reservation) -> Self {
        match reservation {
            Reservation::Unknown | Reservation::Value(_) => {}
            Reservation::Nothing => self.remarks.push(PointRemark::ReservationOfNothing),
            Reservation::Package { package, .. } => self.reservation = Some(self.total(case, package)),
            Reservation::Between { at_least, below, .. } => {
                let total =
                    |package: &Option<Vec<Choice>>| package.as_ref().map(|package| self.total(case, package));
                let (bound, remark) = match (total(at_least), total(below)) {
                    // Ranks that differ by an odd number have no middle: the upper of the two next to it.
                    (Some(from), Some(to)) => {
                        (Some(from + (to - from + 1).div_euclid(2)), PointRemark::ReservationBetween)
                    }
                    (from, to) => (from.or(to), PointRemark::ReservationAtBound),
                };
                self.reservation = bound;
                self.remarks.extend(bound.map(|_| remark));
            }
        }
        self
    }

    /// The value of any package, allowed or not, under the cap.
    fn total(&self, case: &Case, package: &[Choice]) -> i64 {
        let arising = package.iter().enumerate().filter(|(issue, _)| case.arises(*issue, package));
        let sum: i64 =
            arising.map(|(issue, &choice)| self.coordinate.table[issue][usize::from(choice)]).sum();
        let met = self.bonuses.iter().filter(|(formula, _)| formula.holds(package));
        let total = sum + met.map(|(_, bonus)| bonus).sum::<i64>();
        self.cap.map_or(total, |cap| total.min(cap))
    }
}
