//! The region of one party: all weights, values, adjustments and reservation
//! values that the case allows, and how numbers are drawn from it.
//!
//! | what is given | how it is drawn |
//! | --- | --- |
//! | `{low, high}` | uniform |
//! | `{low, mode, high}` | triangular |
//! | an order of options | best 100, worst 0, between them uniform over all values in that order; options left out uniform from 0 to 100 |
//! | an order of weights | uniform over all shares of 1 in that order, ties equal |
//! | no weights | uniform over all shares of 1 |
//! | no agreement between two packages | uniform between what they are worth in the same draw |
//!
//! Everything drawn is rounded to whole units; from then on a draw is an exact
//! valuation. Weights are multiplied and never divided, as in
//! [`detente_space::points`], so that a package worth just as much as no
//! agreement stays so in every draw.

mod shapes;
mod units;
mod values;

use detente_case::formula::Formula;
use detente_case::model::Case;
use detente_case::package::{Choice, IssueIndex, Package, PartyIndex};
use detente_case::preference::{Form, Preference, Reservation};
use detente_space::points::{MOST_PRIORITIES, PointError, point_valuation};
use detente_space::valuation::Coordinate;

use values::ValueRegion;

/// An unknown number of one party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unknown {
    /// The share of an issue in all weight, 0 to 1 (with a divisor: the weight over the divisor).
    Weight(IssueIndex),
    /// The value of a choice, on the party's scale.
    Level(IssueIndex, Choice),
    /// What an adjustment adds, by position in the preference.
    Adjustment(usize),
    /// What no agreement is worth.
    Reservation,
}

/// The region of one party.
#[derive(Clone, Debug)]
pub struct PartyRegion {
    /// The party.
    pub party: PartyIndex,
    kind: Kind,
    bar: Bar,
    /// Formulas whose truth adds value, by position among those tracked.
    tracked: Vec<usize>,
    /// Numbers between 0 and 1 that a draw takes.
    variables: usize,
    unknowns: Vec<Unknown>,
}

#[derive(Clone, Debug)]
enum Kind {
    /// An order of packages, which leaves nothing to draw.
    Order(Coordinate),
    Values(Box<ValueRegion>),
}

/// What packages are held against.
#[derive(Clone, Debug)]
enum Bar {
    /// Nobody knows.
    Unknown,
    /// Anything is at least as good as no agreement.
    Nothing,
    /// Drawn with the values.
    Value,
    Package(Reading),
    /// Between two packages; with one bound the bound itself.
    Between {
        bounds: Vec<Reading>,
        variable: Option<usize>,
    },
}

/// A package as one party counts it.
#[derive(Clone, Debug)]
struct Reading {
    /// The issues that arise and what is chosen on them.
    choices: Vec<(IssueIndex, Choice)>,
    /// The party's formulas that hold, by place among those tracked.
    met: Vec<usize>,
}

/// One draw of one party's numbers beside its coordinate, in the coordinate's units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartyDraw {
    /// The reservation value; `None` where it is not known and where anything is
    /// at least as good as no agreement.
    pub reservation: Option<i64>,
    /// Greatest total.
    pub cap: Option<i64>,
    /// The weights as drawn, in units; empty for an order of packages.
    pub weights: Vec<i64>,
    /// What the weights are divided by, at least 1.
    pub whole: i64,
}

/// Formulas in order of first use, each once.
#[derive(Clone, Debug, Default)]
pub struct Tracked {
    formulas: Vec<Formula>,
    positions: rustc_hash::FxHashMap<Formula, usize>,
}

impl Tracked {
    fn position(&mut self, formula: &Formula) -> usize {
        if let Some(&at) = self.positions.get(formula) {
            return at;
        }
        self.positions.insert(formula.clone(), self.formulas.len());
        self.formulas.push(formula.clone());
        self.formulas.len() - 1
    }

    /// The formulas, to be given to the compiler.
    #[must_use]
    pub fn formulas(&self) -> &[Formula] {
        &self.formulas
    }
}

impl PartyRegion {
    /// The region of a party; `None` where nothing is known of its preference.
    ///
    /// # Errors
    ///
    /// [`PointError`] where its numbers have too many digits or its priorities
    /// are too many.
    pub fn new(case: &Case, party: PartyIndex, tracked: &mut Tracked) -> Result<Option<Self>, PointError> {
        let preference = &case.preferences[party];
        let mut variables = 0;
        let mut unknowns = Vec::new();
        let kind = match &preference.form {
            Form::Unknown => return Ok(None),
            Form::Priorities(statements) if statements.len() > MOST_PRIORITIES => {
                return Err(PointError::TooManyPriorities { party, count: statements.len() });
            }
            Form::Priorities(_) | Form::Ranking(_) => {
                let points = point_valuation(case, &[party])?;
                let own: Vec<_> = points.tracked.iter().map(|formula| tracked.position(formula)).collect();
                let coordinate = points.valuation.coordinates.into_iter().next().unwrap_or_default();
                return Ok(Some(Self::of_order(case, preference, coordinate, own, &points.tracked)));
            }
            Form::Values(values) => {
                let region = ValueRegion::new(preference, values, &mut variables, &mut unknowns)
                    .ok_or(PointError::TooManyDigits { party })?;
                Kind::Values(Box::new(region))
            }
        };
        let formulas: Vec<_> =
            preference.adjustments.iter().map(|adjustment| adjustment.when.formula.clone()).collect();
        let bar = Bar::new(case, preference, &formulas, &mut variables);
        if matches!(bar, Bar::Between { variable: Some(_), .. }) {
            unknowns.push(Unknown::Reservation);
        }
        let tracked = formulas.iter().map(|formula| tracked.position(formula)).collect();
        Ok(Some(Self { party, kind, bar, tracked, variables, unknowns }))
    }

    fn of_order(
        case: &Case,
        preference: &Preference,
        coordinate: Coordinate,
        tracked: Vec<usize>,
        formulas: &[Formula],
    ) -> Self {
        let mut variables = 0;
        let bar = match Bar::new(case, preference, formulas, &mut variables) {
            // A number says nothing about an order.
            Bar::Value => Bar::Unknown,
            bar => bar,
        };
        let unknowns = if variables > 0 { vec![Unknown::Reservation] } else { Vec::new() };
        Self { party: preference.party, kind: Kind::Order(coordinate), bar, tracked, variables, unknowns }
    }

    /// How many numbers between 0 and 1 a draw takes.
    #[must_use]
    pub fn variables(&self) -> usize {
        self.variables
    }

    /// The unknown numbers.
    #[must_use]
    pub fn unknowns(&self) -> &[Unknown] {
        &self.unknowns
    }

    /// Whether anything tells what the party accepts.
    #[must_use]
    pub fn has_reservation(&self) -> bool {
        !matches!(self.bar, Bar::Unknown)
    }

    /// Draws: [`PartyRegion::variables`] numbers between 0 and 1 become one
    /// valuation, with as many bonuses as there are `formulas` tracked.
    pub fn draw(&self, uniform: &[f64], formulas: usize, of: &mut Coordinate, into: &mut PartyDraw) {
        let mut own = None;
        match &self.kind {
            Kind::Order(coordinate) => {
                of.table.clone_from(&coordinate.table);
                of.denominator = 1;
                of.ordinal = true;
                of.bonus.clear();
                of.bonus.resize(formulas, 0);
                for (&at, &bonus) in self.tracked.iter().zip(&coordinate.bonus) {
                    of.bonus[at] += bonus;
                }
                into.whole = 1;
            }
            Kind::Values(region) => own = region.draw(uniform, &self.tracked, formulas, of, into),
        }
        into.reservation = match &self.bar {
            Bar::Unknown | Bar::Nothing => None,
            Bar::Value => own,
            Bar::Package(reading) => Some(self.total(reading, of, into)),
            Bar::Between { bounds, variable } => self.between(bounds, *variable, uniform, of, into),
        };
    }

    fn between(
        &self,
        bounds: &[Reading],
        variable: Option<usize>,
        uniform: &[f64],
        of: &Coordinate,
        draw: &PartyDraw,
    ) -> Option<i64> {
        let mut totals = bounds.iter().map(|reading| self.total(reading, of, draw));
        let from = totals.next()?;
        let Some(to) = totals.next() else { return Some(from) };
        let at = variable.and_then(|variable| uniform.get(variable)).copied().unwrap_or(0.5);
        if of.ordinal {
            // A place above the lower bound and up to the upper one.
            let span = to.saturating_sub(from).max(1);
            let above = ((at * span as f64) as i64).clamp(0, span - 1) + 1;
            return Some(from.saturating_add(above).min(to.max(from)));
        }
        Some(from + (at * (to - from) as f64).round() as i64)
    }

    /// What a package is worth in a draw, under the cap.
    fn total(&self, reading: &Reading, of: &Coordinate, draw: &PartyDraw) -> i64 {
        let table = &of.table;
        let sum: i64 = reading.choices.iter().map(|&(issue, choice)| table[issue][usize::from(choice)]).sum();
        // Formulas that are the same are tracked once and added up there.
        let mut met: Vec<_> = reading.met.iter().map(|&own| self.tracked[own]).collect();
        met.sort_unstable();
        met.dedup();
        let total = met.iter().fold(sum, |sum, &at| sum + of.bonus[at]);
        draw.cap.map_or(total, |cap| total.min(cap))
    }

    /// An unknown number as drawn, in points, or as a share for a weight.
    #[must_use]
    pub fn number(&self, unknown: Unknown, of: &Coordinate, draw: &PartyDraw) -> f64 {
        let points = |units: i64| units as f64 / of.denominator as f64;
        match (unknown, &self.kind) {
            (Unknown::Reservation, _) => draw.reservation.map_or(0.0, points),
            (Unknown::Weight(issue), _) => {
                draw.weights.get(issue).map_or(0.0, |&weight| weight as f64 / draw.whole as f64)
            }
            (Unknown::Level(issue, choice), Kind::Values(region)) => {
                let cell = of.table[issue][usize::from(choice)];
                match draw.weights.get(issue) {
                    Some(&weight) if weight > 0 => cell as f64 / weight as f64 / region.per_point(),
                    _ => 0.0,
                }
            }
            (Unknown::Adjustment(at), Kind::Values(region)) => {
                // Adjustments under one condition are drawn apart and added up;
                // the number shown is that of them all.
                self.tracked
                    .get(at)
                    .map_or(0.0, |&at| of.bonus[at] as f64 / draw.whole as f64 / region.per_point())
            }
            (Unknown::Level(..) | Unknown::Adjustment(_), Kind::Order(_)) => 0.0,
        }
    }
}

impl Bar {
    fn new(case: &Case, preference: &Preference, formulas: &[Formula], variables: &mut usize) -> Self {
        let read = |package: &Package| Reading::new(case, formulas, package);
        match &preference.reservation {
            Reservation::Unknown => Self::Unknown,
            Reservation::Nothing => Self::Nothing,
            Reservation::Value(_) => Self::Value,
            Reservation::Package { package, .. } => Self::Package(read(package)),
            Reservation::Between { at_least, below, .. } => {
                let bounds: Vec<_> = [at_least, below].into_iter().flatten().map(read).collect();
                let variable = (bounds.len() == 2).then(|| {
                    *variables += 1;
                    *variables - 1
                });
                if bounds.is_empty() { Self::Unknown } else { Self::Between { bounds, variable } }
            }
        }
    }
}

impl Reading {
    fn new(case: &Case, formulas: &[Formula], package: &[Choice]) -> Self {
        let choices = package.iter().copied().enumerate();
        Self {
            choices: choices.filter(|(issue, _)| case.arises(*issue, package)).collect(),
            met: (0..formulas.len()).filter(|&at| formulas[at].holds(package)).collect(),
        }
    }
}
