//! The region of a party whose packages have values.

use detente_case::package::IssueIndex;
use detente_case::preference::{Levels, Preference, Reservation, Values, Weights};
use detente_space::valuation::Coordinate;

use super::shapes::{Bounded, descending, simplex};
use super::units::Units;
use super::{PartyDraw, Unknown};

/// Weights, values, adjustments and a reservation value, drawn or fixed.
#[derive(Clone, Debug)]
pub(super) struct ValueRegion {
    weights: WeightRegion,
    levels: Vec<LevelRegion>,
    adjustments: Vec<Bounded>,
    reservation: Option<Bounded>,
    cap: Option<i64>,
    /// Units in one point of a level.
    per_point: i64,
}

#[derive(Clone, Debug)]
enum WeightRegion {
    /// A range an issue, divided by their sum or by a number of its own.
    Ranges { weights: Vec<Bounded>, divisor: Option<i64> },
    /// Shares that fall weakly from group to group, equal within a group.
    Order { groups: Vec<Vec<IssueIndex>>, first: usize, whole: i64 },
    /// Any shares.
    Free { issues: usize, first: usize, whole: i64 },
}

#[derive(Clone, Debug)]
enum LevelRegion {
    Ranges(Vec<Bounded>),
    /// A place in the order for each choice, and the numbers to draw.
    Order {
        places: Vec<Place>,
        first: usize,
        middle: usize,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Best,
    /// So many-th of those between best and worst.
    Middle(usize),
    Worst,
    /// Anywhere, drawn from this variable.
    Anywhere(usize),
}

impl ValueRegion {
    /// `None` where totals would not fit.
    pub(super) fn new(
        preference: &Preference,
        values: &Values,
        variables: &mut usize,
        unknowns: &mut Vec<Unknown>,
    ) -> Option<Self> {
        let units = Units::new(preference, values)?;
        let weights = WeightRegion::new(values, units, variables, unknowns);
        let issues = values.issues.iter().enumerate();
        let levels = issues
            .map(|(issue, levels)| LevelRegion::new(issue, levels, units, variables, unknowns))
            .collect();
        let mut adjustments = Vec::new();
        for (at, adjustment) in preference.adjustments.iter().enumerate() {
            let bounded = units.value.bounded(&adjustment.by, variables);
            unknowns.extend(bounded.variable.map(|_| Unknown::Adjustment(at)));
            adjustments.push(bounded);
        }
        let reservation = match &preference.reservation {
            Reservation::Value(range) => {
                let bounded = units.value.bounded(range, variables);
                unknowns.extend(bounded.variable.map(|_| Unknown::Reservation));
                Some(bounded)
            }
            _ => None,
        };
        let cap = values.cap.map(|cap| units.value.count(cap));
        let per_point = i64::try_from(units.value.per_one()).ok()?;
        Some(Self { weights, levels, adjustments, reservation, cap, per_point })
    }

    /// Units in one point of a level.
    pub(super) fn per_point(&self) -> f64 {
        self.per_point as f64
    }

    /// Draws everything; gives the reservation value where it is a number.
    pub(super) fn draw(
        &self,
        uniform: &[f64],
        tracked: &[usize],
        formulas: usize,
        coordinate: &mut Coordinate,
        into: &mut PartyDraw,
    ) -> Option<i64> {
        into.whole = self.weights.draw(uniform, &mut into.weights);
        coordinate.table.resize_with(self.levels.len(), Vec::new);
        for ((levels, &weight), row) in self.levels.iter().zip(&into.weights).zip(&mut coordinate.table) {
            levels.draw(uniform, weight, self.per_point, row);
        }
        coordinate.bonus.clear();
        coordinate.bonus.resize(formulas, 0);
        for (adjustment, &at) in self.adjustments.iter().zip(tracked) {
            coordinate.bonus[at] += adjustment.draw(uniform) * into.whole;
        }
        coordinate.denominator = self.per_point.saturating_mul(into.whole);
        coordinate.ordinal = false;
        into.cap = self.cap.map(|cap| cap * into.whole);
        self.reservation.as_ref().map(|bar| bar.draw(uniform) * into.whole)
    }
}

impl WeightRegion {
    fn new(values: &Values, units: Units, variables: &mut usize, unknowns: &mut Vec<Unknown>) -> Self {
        let issues = values.issues.len();
        let mut take = |count: usize| {
            *variables += count;
            *variables - count
        };
        match &values.weights {
            Weights::Ranges(ranges) => {
                let mut weights = Vec::new();
                for (issue, range) in ranges.iter().enumerate() {
                    let bounded = units.weight.bounded(range, variables);
                    unknowns.extend(bounded.variable.map(|_| Unknown::Weight(issue)));
                    weights.push(bounded);
                }
                Self::Ranges { weights, divisor: values.divisor.map(|divisor| units.weight.count(divisor)) }
            }
            Weights::Order { groups, .. } => {
                let groups: Vec<_> = groups.iter().filter(|group| !group.is_empty()).cloned().collect();
                let first = take(groups.len().saturating_sub(1));
                if groups.len() > 1 {
                    unknowns.extend((0..issues).map(Unknown::Weight));
                }
                Self::Order { groups, first, whole: units.whole }
            }
            Weights::Free => {
                let first = take(issues.saturating_sub(1));
                if issues > 1 {
                    unknowns.extend((0..issues).map(Unknown::Weight));
                }
                Self::Free { issues, first, whole: units.whole }
            }
        }
    }

    /// Writes the weights over `into` and gives what they are divided by, at least 1.
    fn draw(&self, uniform: &[f64], into: &mut Vec<i64>) -> i64 {
        into.clear();
        let share = |share: f64, whole: i64| (share * whole as f64).round() as i64;
        let mut shares = Vec::new();
        match self {
            Self::Ranges { weights, divisor } => {
                into.extend(weights.iter().map(|weight| weight.draw(uniform)));
                if let Some(divisor) = divisor {
                    return (*divisor).max(1);
                }
            }
            Self::Order { groups, first, whole } => {
                into.resize(groups.iter().map(Vec::len).sum(), 0);
                simplex(&uniform[*first..first + groups.len().saturating_sub(1)], &mut shares);
                // Extreme points of such weights are equal weights on the first so many groups.
                let mut issues = into.len();
                let mut weight = 0.0;
                for (group, part) in groups.iter().zip(&shares).rev() {
                    weight += part / issues as f64;
                    issues -= group.len();
                    for &issue in group {
                        into[issue] = share(weight, *whole);
                    }
                }
            }
            Self::Free { issues, first, whole } => {
                simplex(&uniform[*first..first + issues.saturating_sub(1)], &mut shares);
                into.extend(shares.iter().take(*issues).map(|&part| share(part, *whole)));
            }
        }
        into.iter().sum::<i64>().max(1)
    }
}

impl LevelRegion {
    fn new(
        issue: IssueIndex,
        levels: &Levels,
        units: Units,
        variables: &mut usize,
        unknowns: &mut Vec<Unknown>,
    ) -> Self {
        match levels {
            Levels::Ranges(ranges) => {
                let mut bounded = Vec::new();
                for (choice, range) in (0..).zip(ranges) {
                    let each = units.value.bounded(range, variables);
                    unknowns.extend(each.variable.map(|_| Unknown::Level(issue, choice)));
                    bounded.push(each);
                }
                Self::Ranges(bounded)
            }
            Levels::Order { groups, unplaced, .. } => {
                let choices = groups.iter().map(Vec::len).sum::<usize>() + unplaced.len();
                let middle = groups.len().saturating_sub(2);
                let first = *variables;
                *variables += middle;
                let mut places = vec![Place::Worst; choices];
                for (rank, group) in groups.iter().enumerate() {
                    let place = match rank {
                        0 => Place::Best,
                        _ if rank + 1 == groups.len() => Place::Worst,
                        _ => Place::Middle(rank - 1),
                    };
                    for &choice in group {
                        places[usize::from(choice)] = place;
                    }
                    if let (Place::Middle(_), Some(&choice)) = (place, group.first()) {
                        unknowns.push(Unknown::Level(issue, choice));
                    }
                }
                for &choice in unplaced {
                    places[usize::from(choice)] = Place::Anywhere(*variables);
                    unknowns.push(Unknown::Level(issue, choice));
                    *variables += 1;
                }
                Self::Order { places, first, middle }
            }
        }
    }

    /// Writes weighted values over `row`.
    fn draw(&self, uniform: &[f64], weight: i64, per_point: i64, row: &mut Vec<i64>) {
        row.clear();
        match self {
            Self::Ranges(ranges) => row.extend(ranges.iter().map(|range| range.draw(uniform) * weight)),
            Self::Order { places, first, middle } => {
                let hundred = 100.0 * per_point as f64;
                row.resize(places.len(), 0);
                let level = |share: f64| (share * hundred).round() as i64 * weight;
                for (cell, place) in row.iter_mut().zip(places) {
                    match *place {
                        Place::Best => *cell = 100 * per_point * weight,
                        Place::Worst => *cell = 0,
                        Place::Anywhere(variable) => *cell = level(uniform[variable]),
                        Place::Middle(_) => {}
                    }
                }
                for (rank, share) in descending(&uniform[*first..first + middle]).enumerate() {
                    let value = level(share);
                    for (cell, _) in
                        row.iter_mut().zip(places).filter(|(_, place)| **place == Place::Middle(rank))
                    {
                        *cell = value;
                    }
                }
            }
        }
    }
}
