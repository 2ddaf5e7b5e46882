//! One number for each range and each place in an order.
//!
//! Of a range the mean of what it stands for: the midpoint, or a third of the
//! sum of a triangle's corners. Of an order of options levels evenly spaced
//! from 100 to 0, and 50 for what it leaves out. Of an order of weights the
//! centroid of its simplex, `w_k = (1/n) sum of 1/j for j from k to n` (Barron
//! and Barrett 1996), shared by ties. Equal weights where none are given.

use detente_case::package::{Choice, Package, PartyIndex};
use detente_case::preference::{Form, Levels, Preference, Range, Reservation, Values, Weights};
use num_traits::Zero;

use super::region::{exact, whole};
use super::{Number, Oracle};

/// How the points of a party compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Nothing is known: every package is worth 0.
    Nothing,
    /// On the party's own scale.
    Scale,
    /// In order alone.
    Order,
}

/// What every package is worth to one party, as a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyPoints {
    /// How they compare.
    pub measure: Measure,
    /// One value for each combination of choices, capped where there is a cap.
    pub values: Vec<Number>,
    /// The same before the cap.
    pub uncapped: Vec<Number>,
    /// The cap.
    pub cap: Option<Number>,
    /// What no agreement is worth; `None` where that is not known.
    pub reservation: Option<Number>,
}

impl Oracle<'_> {
    /// The points of a party.
    #[must_use]
    pub fn points(&self, party: PartyIndex) -> PartyPoints {
        let preference = &self.case.preferences[party];
        let (measure, uncapped, cap) = match &preference.form {
            Form::Unknown => (Measure::Nothing, vec![Number::zero(); self.packages.len()], None),
            Form::Values(values) => (Measure::Scale, self.totals(preference, values), values.cap.map(exact)),
            Form::Priorities(_) | Form::Ranking(_) => (Measure::Order, self.places(party), None),
        };
        let capped =
            |value: &Number| cap.as_ref().map_or_else(|| value.clone(), |cap| value.min(cap).clone());
        let values: Vec<_> = uncapped.iter().map(capped).collect();
        let of = |package: &Package| values[self.position(package)].clone();
        let reservation = match &preference.reservation {
            Reservation::Unknown | Reservation::Nothing => None,
            _ if measure == Measure::Nothing => None,
            Reservation::Value(_) if measure == Measure::Order => None,
            Reservation::Value(range) => Some(mean(range)),
            Reservation::Package { package, .. } => Some(of(package)),
            Reservation::Between { at_least, below, .. } => match (at_least, below) {
                // In an order nothing lies between two places.
                (Some(from), Some(to)) if measure == Measure::Order => {
                    Some(((of(from) + of(to)) / whole(2)).ceil())
                }
                (Some(from), Some(to)) => Some((of(from) + of(to)) / whole(2)),
                (one, other) => one.as_ref().or(other.as_ref()).map(of),
            },
        };
        PartyPoints { measure, values, uncapped, cap, reservation }
    }

    fn totals(&self, preference: &Preference, values: &Values) -> Vec<Number> {
        let issues = self.case.issues.len();
        let weights = weights(&values.weights, issues);
        let divisor: Number = values.divisor.map_or_else(|| weights.iter().sum(), exact);
        let levels: Vec<_> = values
            .issues
            .iter()
            .zip(&self.case.issues)
            .map(|(levels, issue)| points(levels, issue.choices()))
            .collect();
        let arises: Vec<_> = (0..issues).map(|issue| self.arises(issue)).collect();
        let adjustments: Vec<_> =
            preference.adjustments.iter().map(|each| (self.meet(&each.when), mean(&each.by))).collect();
        let total = |(at, package): (usize, &Package)| {
            let arising = (0..issues).filter(|&issue| arises[issue].has(at));
            let sum: Number =
                arising.map(|issue| &weights[issue] * &levels[issue][usize::from(package[issue])]).sum();
            let added: Number = adjustments.iter().filter(|(when, _)| when.has(at)).map(|(_, by)| by).sum();
            sum / &divisor + added
        };
        self.packages.iter().enumerate().map(total).collect()
    }

    /// Statement j of k priorities counts 2^(k - j).
    fn places(&self, party: PartyIndex) -> Vec<Number> {
        let ranking = matches!(self.case.preferences[party].form, Form::Ranking(_));
        let ranks = self.ranks(party).expect("the party gives an order");
        let place = |wishes: &Vec<bool>| {
            let base = if ranking { 1 } else { 2 };
            // In a ranking every group that a package is in, or above, counts one.
            wishes.iter().fold(Number::zero(), |sum, &met| sum * whole(base) + whole(i64::from(met)))
        };
        ranks.iter().map(place).collect()
    }
}

/// The mean of a range.
fn mean(range: &Range) -> Number {
    match range.mode {
        None => (exact(range.low) + exact(range.high)) / whole(2),
        Some(mode) => (exact(range.low) + exact(mode) + exact(range.high)) / whole(3),
    }
}

fn points(levels: &Levels, choices: usize) -> Vec<Number> {
    match levels {
        Levels::Ranges(ranges) => ranges.iter().map(mean).collect(),
        Levels::Order { groups, .. } => {
            let point = |choice: usize| {
                let choice = Choice::try_from(choice).expect("few choices");
                let group = groups.iter().position(|group| group.contains(&choice));
                match (group, i64::try_from(groups.len()).expect("few groups") - 1) {
                    (None, _) => whole(50),
                    (Some(_), 0) => whole(100),
                    (Some(group), steps) => {
                        let below = steps - i64::try_from(group).expect("few groups");
                        whole(100 * below) / whole(steps)
                    }
                }
            };
            (0..choices).map(point).collect()
        }
    }
}

fn weights(weights: &Weights, issues: usize) -> Vec<Number> {
    match weights {
        Weights::Free => vec![whole(1); issues],
        Weights::Ranges(ranges) => ranges.iter().map(mean).collect(),
        Weights::Order { groups, .. } => {
            let count = i64::try_from(issues).expect("few issues");
            let at_place = |place: i64| -> Number {
                let tail: Number = (place..=count).map(|j| whole(1) / whole(j)).sum();
                tail / whole(count)
            };
            let mut weights = vec![Number::zero(); issues];
            let mut first = 1;
            for group in groups {
                let size = i64::try_from(group.len()).expect("few issues");
                let sum: Number = (first..first + size).map(at_place).sum();
                group.iter().for_each(|&issue| weights[issue] = &sum / whole(size));
                first += size;
            }
            weights
        }
    }
}
