//! A party's weights and values as unknowns of a linear program.

use std::fmt;

use detente_case::decimal::Decimal;
use detente_case::model::Case;
use detente_case::package::{Choice, IssueIndex, Package, PartyIndex};
use detente_case::preference::{Form, Levels, Preference, Range, Reservation, Values, Weights};
use num_bigint::BigInt;
use num_traits::Zero;

use super::Example;
use crate::linear::{Row, Sign};

/// Unknowns with their factors.
pub(super) type Terms = Vec<(usize, BigInt)>;

/// Why nothing can be inferred of a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegionError {
    /// Its value has a `cap`, under which it is no sum over issues.
    Capped,
    /// It takes anything over no agreement, which therefore has no place in a ranking.
    TakesAnything,
    /// The work was stopped.
    Stopped,
}

impl fmt::Display for RegionError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Capped => {
                "the preference has a `cap`, so that its value is no sum over issues, from which weights and values \
                 could be inferred"
            }
            Self::TakesAnything => {
                "the preference takes anything over no agreement (`no-deal = \"none\"`), which therefore has no place \
                 in a ranking"
            }
            Self::Stopped => "stopped before the end",
        })
    }
}

impl std::error::Error for RegionError {}

/// All weights, values, adjustments and reservation values that a case allows
/// one party: what meets the rows.
pub(super) struct Region {
    pub(super) variables: usize,
    pub(super) rows: Vec<Row>,
    /// The unknown that stands for 1.
    pub(super) whole: usize,
    /// The weight of each issue.
    pub(super) weights: Vec<usize>,
    /// Weight times value of each choice of each issue, in hundredths of nothing but [`Region::unit`].
    products: Vec<Vec<Terms>>,
    /// What each adjustment adds.
    adjustments: Vec<Terms>,
    /// What no agreement is worth, where that is a number of its own.
    reservation: Option<Terms>,
    party: PartyIndex,
    /// Digits after the point that every factor is multiplied for.
    places: u8,
}

impl Region {
    /// The region of a party, with an unknown for each value that the examples can bear on.
    pub(super) fn new(
        case: &Case,
        party: PartyIndex,
        examples: &[&Example],
        gap: Decimal,
    ) -> Result<Self, RegionError> {
        let preference = &case.preferences[party];
        let mut region = Self {
            variables: 1,
            rows: Vec::new(),
            whole: 0,
            weights: Vec::new(),
            products: Vec::new(),
            adjustments: Vec::new(),
            reservation: None,
            party,
            places: places(preference).max(gap.places()),
        };
        region.weights = (0..case.issues.len()).map(|_| region.variable()).collect();
        match &preference.form {
            Form::Values(values) => {
                if values.cap.is_some() {
                    return Err(RegionError::Capped);
                }
                region.weigh(values);
                for (issue, levels) in values.issues.iter().enumerate() {
                    let products = region.levels(issue, levels);
                    region.products.push(products);
                }
            }
            Form::Unknown | Form::Priorities(_) | Form::Ranking(_) => {
                region.shares();
                for issue in 0..case.issues.len() {
                    let count = case.issues[issue].choices();
                    let products = (0..count).map(|_| region.anywhere(issue)).collect();
                    region.products.push(products);
                }
            }
        }
        for adjustment in &preference.adjustments {
            let terms = region.between(&adjustment.by, region.whole);
            region.adjustments.push(terms);
        }
        if examples.contains(&&Example::NoAgreement) {
            region.reserve(case, preference)?;
        }
        Ok(region)
    }

    /// A number as a whole number of units.
    pub(super) fn scaled(&self, number: Decimal) -> BigInt {
        BigInt::from(number.scaled(self.places))
    }

    /// What 1 is multiplied by in every factor.
    pub(super) fn unit(&self) -> BigInt {
        BigInt::from(10).pow(u32::from(self.places))
    }

    /// Choices of an issue.
    pub(super) fn choices(&self, issue: IssueIndex) -> usize {
        self.products[issue].len()
    }

    /// The weight of an issue.
    pub(super) fn weight(&self, issue: IssueIndex) -> Terms {
        vec![(self.weights[issue], self.unit())]
    }

    /// Weight times value of a choice.
    pub(super) fn value(&self, issue: IssueIndex, choice: usize) -> Terms {
        self.products[issue][choice].clone()
    }

    /// What an example is worth.
    pub(super) fn worth(&self, case: &Case, example: &Example) -> Result<Terms, RegionError> {
        match example {
            Example::Package(package) => Ok(self.sum(case, package)),
            Example::NoAgreement => self.reservation.clone().ok_or(RegionError::TakesAnything),
        }
    }

    fn sum(&self, case: &Case, package: &[Choice]) -> Terms {
        let mut terms = Terms::new();
        for (issue, products) in self.products.iter().enumerate() {
            if case.arises(issue, package) {
                terms.extend(products[usize::from(package[issue])].iter().cloned());
            }
        }
        for (adjustment, adds) in case.preferences[self.party].adjustments.iter().zip(&self.adjustments) {
            if adjustment.when.formula.holds(package) {
                terms.extend(adds.iter().cloned());
            }
        }
        terms
    }

    fn variable(&mut self) -> usize {
        self.variables += 1;
        self.variables - 1
    }

    fn row(&mut self, terms: Terms, sign: Sign) {
        self.rows.push(Row { terms, sign, bound: BigInt::zero() });
    }

    /// A number between two ends times a variable.
    fn between(&mut self, range: &Range, times: usize) -> Terms {
        let (low, high) = (self.scaled(range.low), self.scaled(range.high));
        let mut terms = vec![(times, low.clone())];
        if low != high {
            let above = self.variable();
            terms.push((above, self.unit()));
            self.row(vec![(above, self.unit()), (times, low - high)], Sign::AtMost);
        }
        terms
    }

    /// Weight times a value from 0 to 100.
    fn anywhere(&mut self, issue: IssueIndex) -> Terms {
        let product = self.variable();
        self.row(vec![(product, BigInt::from(1)), (self.weights[issue], BigInt::from(-100))], Sign::AtMost);
        vec![(product, self.unit())]
    }

    /// Weights are shares of the whole.
    fn shares(&mut self) {
        let mut terms: Terms = self.weights.iter().map(|weight| (*weight, BigInt::from(1))).collect();
        terms.push((self.whole, BigInt::from(-1)));
        self.row(terms, Sign::Equal);
    }

    fn weigh(&mut self, values: &Values) {
        match (&values.weights, values.divisor) {
            (Weights::Free, _) => self.shares(),
            (Weights::Order { groups, .. }, _) => {
                self.shares();
                for group in groups {
                    for pair in group.windows(2) {
                        let terms = vec![
                            (self.weights[pair[0]], BigInt::from(1)),
                            (self.weights[pair[1]], BigInt::from(-1)),
                        ];
                        self.row(terms, Sign::Equal);
                    }
                }
                for pair in groups.windows(2) {
                    if let (Some(&above), Some(&below)) = (pair[0].first(), pair[1].first()) {
                        let terms = vec![
                            (self.weights[above], BigInt::from(1)),
                            (self.weights[below], BigInt::from(-1)),
                        ];
                        self.row(terms, Sign::AtLeast);
                    }
                }
            }
            (Weights::Ranges(ranges), divisor) => {
                // Divided by their sum, the ranges hold for some common factor of all weights.
                let (factor, divisor) = match divisor {
                    Some(divisor) => (self.whole, self.scaled(divisor)),
                    None => {
                        self.shares();
                        (self.variable(), self.unit())
                    }
                };
                for (issue, range) in ranges.iter().enumerate() {
                    let weight = self.weights[issue];
                    for (bound, sign) in [(range.low, Sign::AtLeast), (range.high, Sign::AtMost)] {
                        let bound = self.scaled(bound);
                        self.row(vec![(weight, divisor.clone()), (factor, -bound)], sign);
                    }
                }
            }
        }
    }

    fn levels(&mut self, issue: IssueIndex, levels: &Levels) -> Vec<Terms> {
        let weight = self.weights[issue];
        match levels {
            Levels::Ranges(ranges) => ranges.iter().map(|range| self.between(range, weight)).collect(),
            Levels::Order { groups, unplaced, .. } => {
                let count = groups.iter().map(Vec::len).sum::<usize>() + unplaced.len();
                let mut products = vec![Terms::new(); count];
                let best = vec![(weight, self.scaled(Decimal::HUNDRED))];
                let mut above = best.clone();
                for (at, group) in groups.iter().enumerate() {
                    let product = if at == 0 {
                        best.clone()
                    } else if at + 1 == groups.len() {
                        Terms::new()
                    } else {
                        let between = vec![(self.variable(), self.unit())];
                        let mut terms = above.clone();
                        terms.extend(between.iter().map(|(variable, factor)| (*variable, -factor)));
                        self.row(terms, Sign::AtLeast);
                        above.clone_from(&between);
                        between
                    };
                    for choice in group {
                        products[usize::from(*choice)].clone_from(&product);
                    }
                }
                for choice in unplaced {
                    products[usize::from(*choice)] = self.anywhere(issue);
                }
                products
            }
        }
    }

    fn reserve(&mut self, case: &Case, preference: &Preference) -> Result<(), RegionError> {
        let terms = match &preference.reservation {
            Reservation::Nothing => return Err(RegionError::TakesAnything),
            Reservation::Value(range) => self.between(range, self.whole),
            Reservation::Package { package, .. } => self.sum(case, package),
            Reservation::Unknown => self.unknown_reservation(),
            Reservation::Between { at_least, below, .. } => {
                let terms = self.unknown_reservation();
                let ends: [(&Option<Package>, Sign); 2] = [(at_least, Sign::AtLeast), (below, Sign::AtMost)];
                for (end, sign) in ends {
                    if let Some(package) = end {
                        let mut row = terms.clone();
                        row.extend(
                            self.sum(case, package).into_iter().map(|(variable, factor)| (variable, -factor)),
                        );
                        self.row(row, sign);
                    }
                }
                terms
            }
        };
        self.reservation = Some(terms);
        Ok(())
    }

    /// From 0 to 100 points.
    fn unknown_reservation(&mut self) -> Terms {
        let points = self.variable();
        self.row(vec![(points, BigInt::from(1)), (self.whole, BigInt::from(-100))], Sign::AtMost);
        vec![(points, self.unit())]
    }
}

/// The most digits after the point of any number of a preference.
fn places(preference: &Preference) -> u8 {
    let mut most = 0;
    let mut see = |number: Decimal| most = most.max(number.places());
    let mut range = |range: &Range| {
        see(range.low);
        see(range.high);
    };
    if let Form::Values(values) = &preference.form {
        if let Weights::Ranges(ranges) = &values.weights {
            ranges.iter().for_each(&mut range);
        }
        for levels in &values.issues {
            if let Levels::Ranges(ranges) = levels {
                ranges.iter().for_each(&mut range);
            }
        }
    }
    for adjustment in &preference.adjustments {
        range(&adjustment.by);
    }
    if let Reservation::Value(value) = &preference.reservation {
        range(value);
    }
    let divisor = match &preference.form {
        Form::Values(values) => values.divisor.map_or(0, Decimal::places),
        _ => 0,
    };
    most.max(divisor)
}
