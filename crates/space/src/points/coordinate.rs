//! The coordinate of one party.

use detente_case::formula::Formula;
use detente_case::model::{Case, Clause, Issue};
use detente_case::package::Choice;
use detente_case::preference::{Preference, Priority, Reservation, Values, Weights};

use super::means::{Point, Unit, add_levels, centroid_weights};
use super::whole::Whole;
use super::{HEADROOM, PointRemark};
use crate::fraction::Fraction;
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
    let mut units = Unit::candidates(numbers.all_weights(), &WEIGHT_ROUNDINGS).flat_map(|weight| {
        Unit::candidates(numbers.all_levels(), &LEVEL_ROUNDINGS).map(move |level| (weight, level))
    });
    // One word suffices for nearly all, and is quicker.
    let counted = |(weight, level): (Unit, Unit)| {
        let short = numbers.count::<i64>(case, &weight, &level);
        short.or_else(|| numbers.count::<i128>(case, &weight, &level))
    };
    let mut points = units.find_map(counted)?;
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
                let means = listed(ranges.iter().map(Point::of))?;
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

    fn all_weights(&self) -> impl Iterator<Item = &Point> + Clone {
        self.weights.iter().chain(&self.divisor)
    }

    fn all_levels(&self) -> impl Iterator<Item = &Point> + Clone {
        let adjustments = self.adjustments.iter().map(|(_, by)| by);
        self.levels.iter().chain(adjustments).chain(&self.reservation).chain(&self.cap)
    }

    /// Everything in whole numbers; `None` where totals would not fit, or numbers on the way.
    fn count<N: Whole>(&self, case: &Case, weight: &Unit, level: &Unit) -> Option<PartyPoints> {
        let mut weights: Vec<N> = listed(self.weights.iter().map(|point| weight.count(point)))?;
        let mut whole: N = match &self.divisor {
            Some(divisor) => weight.count(divisor)?,
            None => weights.iter().try_fold(N::zero(), |sum, weight| sum.checked_add(weight))?,
        };
        let common = N::common_divisor(whole, weights.iter());
        weights.iter_mut().for_each(|weight| *weight = *weight / common);
        // Where no issue has any weight, the adjustments alone count.
        whole = (whole / common).max(N::one());
        let halves = if self.between { N::one() + N::one() } else { N::one() };
        let mut table = Vec::with_capacity(self.levels.len());
        let mut levels = self.levels.iter();
        for (weight, issue) in weights.iter().zip(&case.issues) {
            let weight = weight.checked_mul(&halves)?;
            for point in levels.by_ref().take(issue.choices()) {
                table.push(level.count::<N>(point)?.checked_mul(&weight)?);
            }
        }
        let scale = whole.checked_mul(&halves)?;
        let scaled = |number: &Point| level.count::<N>(number)?.checked_mul(&scale);
        let counted = Counted {
            table,
            bonuses: listed(self.adjustments.iter().map(|(_, by)| scaled(by)))?,
            reservation: where_given(self.reservation.as_ref(), scaled)?,
            cap: where_given(self.cap.as_ref(), scaled)?,
            denominator: N::of(level.per_one)?.checked_mul(&scale)?,
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
struct Counted<N> {
    /// Those of all issues, one after the other.
    table: Vec<N>,
    bonuses: Vec<N>,
    reservation: Option<N>,
    cap: Option<N>,
    denominator: N,
    /// What divides everything and shall go on doing so: 2 where a middle is sought.
    halves: N,
}

impl<N: Whole> Counted<N> {
    /// Reduces everything by what divides all of it, and narrows.
    fn finish(
        self,
        case: &Case,
        formulas: impl Iterator<Item = Formula>,
        remarks: Vec<PointRemark>,
    ) -> Option<PartyPoints> {
        let ends = self.reservation.iter().chain(&self.cap);
        let all = self.table.iter().chain(&self.bonuses).chain(ends);
        let quotient = N::divided_by(N::common_divisor(self.denominator, all) / self.halves);
        let narrow = |number: N| quotient(number).to_i64().filter(|&number| fits(i128::from(number)));
        let mut total = 0_i128;
        let mut cells = self.table.iter();
        let mut table = Vec::with_capacity(case.issues.len());
        for issue in &case.issues {
            let row = listed(cells.by_ref().take(issue.choices()).map(|cell| narrow(*cell)))?;
            total += row.iter().map(|cell| i128::from(cell.abs())).max().unwrap_or(0);
            table.push(row);
        }
        let bonuses = listed(self.bonuses.iter().map(|bonus| narrow(*bonus)))?;
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

/// All of them, in a list that does not grow on the way, unless one is `None`.
fn listed<T>(parts: impl ExactSizeIterator<Item = Option<T>>) -> Option<Vec<T>> {
    let mut found = Vec::with_capacity(parts.len());
    for part in parts {
        found.push(part?);
    }
    Some(found)
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
