//! A party whose packages have values: the sum over issues and what is added.

use detente_case::formula::Formula;
use detente_case::model::{Case, Issue};
use detente_case::package::{Choice, Package};
use detente_case::preference::{Preference, Reservation, Values};

use super::additive::Threshold;
use super::levels::{LevelTable, Top};
use super::places::{value_places, weight_places};
use super::weights::{Reach, WeightRegion};
use super::{Acceptance, Comparison, Criterion, Interval, arising};
use crate::fraction::Fraction;

/// The values of one party, and what they are held against.
#[derive(Clone, Debug)]
pub(super) struct Cardinal<'case> {
    case: &'case Case,
    /// Values, adjustments, reservation and cap are whole numbers of ten to the minus `places`.
    places: u8,
    levels: Vec<LevelTable>,
    weights: WeightRegion,
    adjustments: Vec<Bonus<'case>>,
    cap: Option<i128>,
    bar: Bar,
    always: Option<Threshold<'case>>,
    ever: Option<Threshold<'case>>,
}

/// An adjustment: what it adds, and when.
#[derive(Clone, Debug)]
struct Bonus<'case> {
    when: &'case Formula,
    low: i128,
    high: i128,
}

/// The reservation value.
#[derive(Clone, Debug)]
enum Bar {
    Unknown,
    Nothing,
    Value { low: i128, high: i128 },
    Package(Reading),
    Between { at_least: Option<Reading>, below: Option<Reading> },
}

/// On which side of a bar something is sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Above,
    Below,
}

/// A package as one party counts it.
#[derive(Clone, Debug)]
struct Reading {
    /// The choice on each issue that arises.
    choices: Vec<Option<Choice>>,
    /// Which adjustments apply.
    adjusted: Vec<bool>,
}

impl<'case> Cardinal<'case> {
    /// `None` where numbers are too large for exact sums or weights are negative.
    pub(super) fn new(
        case: &'case Case,
        preference: &'case Preference,
        values: &'case Values,
    ) -> Option<Self> {
        let places = value_places(preference, values);
        let levels = values.issues.iter().zip(&case.issues);
        let adjustments = preference.adjustments.iter().map(|adjustment| Bonus {
            when: &adjustment.when.formula,
            low: adjustment.by.low.scaled(places),
            high: adjustment.by.high.scaled(places),
        });
        let mut cardinal = Self {
            case,
            places,
            levels: levels.map(|(levels, issue)| LevelTable::new(levels, issue.choices(), places)).collect(),
            weights: WeightRegion::new(values, case.issues.len(), weight_places(values))?,
            adjustments: adjustments.collect(),
            cap: values.cap.map(|cap| cap.scaled(places)),
            bar: Bar::Unknown,
            always: None,
            ever: None,
        };
        let read = |package: &Package| cardinal.read(package);
        let bar = match &preference.reservation {
            Reservation::Unknown => Bar::Unknown,
            Reservation::Nothing => Bar::Nothing,
            Reservation::Value(range) => {
                Bar::Value { low: range.low.scaled(places), high: range.high.scaled(places) }
            }
            Reservation::Package { package, .. } => Bar::Package(read(package)),
            Reservation::Between { at_least, below, .. } => {
                Bar::Between { at_least: at_least.as_ref().map(read), below: below.as_ref().map(read) }
            }
        };
        cardinal.bar = bar;
        if !cardinal.fits() {
            return None;
        }
        if cardinal.is_contradicted() {
            cardinal.bar = Bar::Unknown;
        }
        cardinal.always = cardinal.always_threshold();
        cardinal.ever = cardinal.ever_threshold();
        Some(cardinal)
    }

    /// Whether the reservation value lies between two packages of which the one
    /// that it is below is nowhere the better: such bounds say nothing.
    fn is_contradicted(&self) -> bool {
        match &self.bar {
            Bar::Between { at_least: Some(at_least), below: Some(below) } => {
                !self.ever_better(below, at_least)
            }
            _ => false,
        }
    }

    /// "Worth at least the reservation value everywhere in the region", where
    /// that is a sum over issues.
    fn always_threshold(&self) -> Option<Threshold<'case>> {
        match &self.bar {
            Bar::Value { high, .. } => self.threshold(&self.nothing(), *high, Side::Below),
            Bar::Package(y) | Bar::Between { below: Some(y), .. } => self.threshold(y, 0, Side::Below),
            _ => None,
        }
    }

    /// "Worth at least the reservation value somewhere in the region", where
    /// that is a sum over issues.
    fn ever_threshold(&self) -> Option<Threshold<'case>> {
        match &self.bar {
            Bar::Value { low, .. } => self.threshold(&self.nothing(), -low, Side::Above),
            Bar::Package(y) | Bar::Between { at_least: Some(y), .. } => self.threshold(y, 0, Side::Above),
            _ => None,
        }
    }

    /// `x - y + offset` somewhere at least zero, or `y - x + offset` nowhere
    /// positive, as a sum over the issues of x; `None` where it is none: with a
    /// cap, with weights that are not given by ranges, with adjustments beside
    /// weights of vague sum, and where all weights may be zero.
    fn threshold(&self, y: &Reading, offset: i128, side: Side) -> Option<Threshold<'case>> {
        let WeightRegion::Box { low, high, divisor } = &self.weights else { return None };
        if self.cap.is_some() || divisor.is_none() && low.iter().all(|weight| *weight == 0) {
            return None;
        }
        // What a constant is multiplied by; without adjustments it goes with the terms.
        let factor = match divisor {
            Some(divisor) => Some(*divisor),
            None => (low == high).then(|| low.iter().sum()),
        };
        if factor.is_none() && !self.adjustments.is_empty() {
            return None;
        }
        let (start, beside) = factor.map_or((0, offset), |factor| (factor * offset, 0));
        // A sum of whole numbers that is zero is beaten by a part that is not
        // attained; each issue holds at most one.
        let scale = match side {
            Side::Above => i128::try_from(self.levels.len()).ok()? + 1,
            Side::Below => -1,
        };
        let part = |issue: usize, choice: Option<Choice>| {
            let Top { value, attained } = match side {
                Side::Above => self.levels[issue].top(choice, y.choices[issue]),
                Side::Below => self.levels[issue].top(y.choices[issue], choice),
            };
            let term = value + beside;
            let weight = if term > 0 { high[issue] } else { low[issue] };
            let misses = side == Side::Above && !attained && weight > 0;
            (weight * term).checked_mul(scale).map(|part| part - i128::from(misses))
        };
        let issues = || self.case.issues.iter().enumerate();
        let row = |(issue, of): (usize, &Issue)| {
            (0..of.choices()).map(|choice| part(issue, Some(Choice::try_from(choice).ok()?))).collect()
        };
        let mut threshold = Threshold {
            start: start.checked_mul(scale)?,
            table: issues().map(row).collect::<Option<_>>()?,
            absent: issues().map(|(issue, _)| part(issue, None)).collect::<Option<_>>()?,
            bonuses: Vec::new(),
        };
        for (bonus, on_y) in self.adjustments.iter().zip(&y.adjusted) {
            let by = match (side, on_y) {
                (Side::Above, false) => bonus.high,
                (Side::Above, true) => bonus.low,
                (Side::Below, false) => -bonus.low,
                (Side::Below, true) => -bonus.high,
            };
            let by = by.checked_mul(factor?)?.checked_mul(scale)?;
            threshold.bonuses.push((bonus.when, by));
            if *on_y {
                threshold.start = threshold.start.checked_sub(by)?;
            }
        }
        threshold.fits().then(|| threshold.reduced())
    }

    /// The conditions of sure and of possible acceptance.
    pub(super) fn criteria(&self) -> [Criterion<'_>; 2] {
        match &self.bar {
            Bar::Unknown => [Criterion::None, Criterion::Every],
            Bar::Nothing => [Criterion::Every; 2],
            Bar::Value { .. } | Bar::Package(_) => [sum_or_each(&self.always), sum_or_each(&self.ever)],
            Bar::Between { at_least, below } => [
                if below.is_some() { sum_or_each(&self.always) } else { Criterion::None },
                if at_least.is_some() { sum_or_each(&self.ever) } else { Criterion::Every },
            ],
        }
    }

    /// Whether no sum that is formed reaches [`Fraction::LIMIT`].
    fn fits(&self) -> bool {
        let bar = match &self.bar {
            Bar::Value { low, high } => low.abs().max(high.abs()),
            _ => 0,
        };
        let adjustments = self.adjustments.iter().map(|bonus| bonus.low.abs().max(bonus.high.abs()));
        let term = self.levels.iter().map(LevelTable::magnitude).max().unwrap_or(0);
        // Differences of two packages double every part.
        let parts = adjustments.chain([term, bar, self.cap.map_or(0, i128::abs), self.unit()]);
        let term = parts.map(|part| part.checked_mul(2)).try_fold(0_i128, |sum, part| sum.checked_add(part?));
        let largest =
            term.zip(self.weights.magnitude()).and_then(|(term, weight)| term.checked_mul(weight.max(1)));
        // A constant is multiplied by a divisor or by weights, once beside the sum over issues.
        largest.is_some_and(|largest| largest < Fraction::LIMIT / 4)
    }

    /// Units in one point.
    fn unit(&self) -> i128 {
        10_i128.pow(u32::from(self.places))
    }

    fn read(&self, package: &[Choice]) -> Reading {
        Reading {
            choices: arising(self.case, package).collect(),
            adjusted: self.adjustments.iter().map(|bonus| bonus.when.holds(package)).collect(),
        }
    }

    /// What every package is held against when it is held against a number.
    fn nothing(&self) -> Reading {
        Reading { choices: vec![None; self.case.issues.len()], adjusted: vec![false; self.adjustments.len()] }
    }

    /// How high `value of x - value of y + offset` gets, before the cap.
    fn reach(&self, x: &Reading, y: &Reading, offset: i128) -> Reach {
        let added = self.adjustments.iter().zip(x.adjusted.iter().zip(&y.adjusted));
        let constant = added.fold(offset, |sum, (bonus, applies)| match applies {
            (true, false) => sum + bonus.high,
            (false, true) => sum - bonus.low,
            // On both sides it is the same number.
            (true, true) | (false, false) => sum,
        });
        self.weights.reach(|issue| self.levels[issue].top(x.choices[issue], y.choices[issue]), constant)
    }

    fn ever_at_least(&self, x: &Reading, y: &Reading) -> bool {
        self.reach(x, y, 0).is_at_least_zero()
            || self.cap.is_some_and(|cap| self.reach(x, &self.nothing(), -cap).is_at_least_zero())
    }

    /// With a cap and vague numbers this may say yes where no single choice of
    /// numbers makes x better and leaves y below the cap.
    fn ever_better(&self, x: &Reading, y: &Reading) -> bool {
        self.reach(x, y, 0).is_positive()
            && self.cap.is_none_or(|cap| self.reach(&self.nothing(), y, cap).is_positive())
    }

    /// Whether the package is worth at least the reservation value.
    pub(super) fn accepts(&self, package: &[Choice]) -> Acceptance {
        match &self.bar {
            Bar::Unknown => return Acceptance::Unknown,
            Bar::Nothing => return Acceptance::Surely,
            Bar::Value { .. } | Bar::Package(_) | Bar::Between { .. } => {}
        }
        let sum = |threshold: &Threshold<'_>| threshold.holds(package, arising(self.case, package));
        let always = self.always.as_ref().map_or_else(|| self.always_over_bar(package), sum);
        let ever = always || self.ever.as_ref().map_or_else(|| self.ever_over_bar(package), sum);
        Acceptance::over_region(always, ever)
    }

    fn always_over_bar(&self, package: &[Choice]) -> bool {
        let x = self.read(package);
        match &self.bar {
            Bar::Value { high, .. } => {
                self.cap.is_none_or(|cap| cap >= *high)
                    && !self.reach(&self.nothing(), &x, *high).is_positive()
            }
            Bar::Package(y) | Bar::Between { below: Some(y), .. } => !self.ever_better(y, &x),
            Bar::Between { below: None, .. } | Bar::Unknown => false,
            Bar::Nothing => true,
        }
    }

    fn ever_over_bar(&self, package: &[Choice]) -> bool {
        let x = self.read(package);
        match &self.bar {
            Bar::Value { low, .. } => {
                self.cap.is_none_or(|cap| cap >= *low)
                    && self.reach(&x, &self.nothing(), -low).is_at_least_zero()
            }
            Bar::Package(y) | Bar::Between { at_least: Some(y), .. } => self.ever_at_least(&x, y),
            Bar::Between { at_least: None, .. } | Bar::Unknown | Bar::Nothing => true,
        }
    }

    /// How x compares with y.
    pub(super) fn compare(&self, x: &[Choice], y: &[Choice]) -> Comparison {
        let (x, y) = (self.read(x), self.read(y));
        Comparison::of(self.ever_better(&x, &y), self.ever_at_least(&x, &y), self.ever_better(&y, &x), || {
            self.ever_at_least(&y, &x)
        })
    }

    /// Least and greatest value of a package; an end that an order of options
    /// only approaches is given all the same.
    pub(super) fn value(&self, package: &[Choice]) -> Option<Interval> {
        let x = self.read(package);
        let applied = || self.adjustments.iter().zip(&x.adjusted).filter(|(_, applies)| **applies);
        let above: i128 = applied().map(|(bonus, _)| bonus.high).sum();
        let below: i128 = applied().map(|(bonus, _)| bonus.low).sum();
        let tops = |turned: bool| {
            let top = |(table, choice): (&LevelTable, &Option<Choice>)| {
                let Top { value, .. } =
                    if turned { table.top(None, *choice) } else { table.top(*choice, None) };
                value
            };
            self.levels.iter().zip(&x.choices).map(top).collect::<Vec<_>>()
        };
        let capped = |(sum, weight): (i128, i128), sign: i128, added: i128| {
            let value = Fraction::new(sign * sum + added * weight, weight * self.unit())?;
            let cap = self.cap.and_then(|cap| Fraction::new(cap, self.unit()));
            Some(cap.map_or(value, |cap| value.min(cap)))
        };
        Some(Interval {
            least: capped(self.weights.greatest(&tops(true)), -1, below)?,
            greatest: capped(self.weights.greatest(&tops(false)), 1, above)?,
        })
    }
}

fn sum_or_each<'a>(threshold: &'a Option<Threshold<'_>>) -> Criterion<'a> {
    threshold.as_ref().map_or(Criterion::Each, Criterion::Sum)
}
