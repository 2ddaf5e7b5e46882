//! Whether a package is worth its reservation value to a party, over everything
//! that the case leaves open.
//!
//! The region of a preference is all weights, values, adjustments and
//! reservation values that its ranges and orders allow, each varying freely of
//! the others. Worth less reservation value, `u - d`, is linear in the weights
//! once values stand at an end, and weights are not negative: so its ends lie
//! where each value stands at an end and the weights at a corner. What decides
//! is only whether the highest end is above, at or below zero and, at zero,
//! whether it is reached, because values of an order fall strictly and approach
//! their ends without reaching them. The lowest end is the highest of `d - u`.
//!
//! Numbers are integers in units of `10^-9`; sums that leave 128 bits give no
//! answer rather than a wrong one.

use detente_case::decimal::Decimal;
use detente_case::model::Case;
use detente_case::package::{Choice, PartyIndex};
use detente_case::preference::{Adjustment, Form, Levels, Reservation, Values, Weights};

use crate::certificate::Verdict;
use crate::ends::{End, Highest, Span, normalised, ordered, shifted, sign};
use crate::meaning::{arises, crossed, holds};
use crate::order::Order;

const PLACES: u8 = Decimal::MAX_PLACES;
const HUNDRED: i128 = 100_000_000_000;

/// What a party makes of a package; `None` where these closed forms do not tell.
pub(crate) fn verdict(case: &Case, party: PartyIndex, package: &[Choice]) -> Option<Verdict> {
    if crossed(case, party, package).next().is_some() {
        Some(Verdict::Never)
    } else {
        worth(case, party, package)
    }
}

/// The same from worth alone, red lines left aside.
pub(crate) fn worth(case: &Case, party: PartyIndex, package: &[Choice]) -> Option<Verdict> {
    let preference = &case.preferences[party];
    match preference.reservation {
        Reservation::Nothing => return Some(Verdict::Surely),
        Reservation::Unknown => return Some(Verdict::Unknown),
        _ => {}
    }
    let side = match &preference.form {
        Form::Unknown => return Some(Verdict::Unknown),
        Form::Values(values) => {
            Side::Scale(Scale { case, values, adjustments: &preference.adjustments, package })
        }
        Form::Priorities(priorities) => Side::Order(Order::Priorities(priorities), package),
        Form::Ranking(groups) => Side::Order(Order::Ranking(groups), package),
    };
    let (least, most) = match &preference.reservation {
        Reservation::Unknown | Reservation::Nothing => return None,
        Reservation::Value(range) => {
            let Side::Scale(scale) = side else { return None };
            (scale.always_at_least(range.high)?, scale.sometimes_at_least(range.low)?)
        }
        Reservation::Package { package, .. } => {
            (side.always_as_good(package)?, side.sometimes_as_good(package)?)
        }
        // Where one of the two is not given, nothing bounds that side.
        Reservation::Between { at_least: None, below, .. } => {
            (below.as_ref().map_or(Some(false), |below| side.always_as_good(below))?, true)
        }
        Reservation::Between { at_least: Some(at_least), below: None, .. } => {
            (false, side.sometimes_as_good(at_least)?)
        }
        Reservation::Between { at_least: Some(at_least), below: Some(below), .. } => {
            let ends = (side.always_as_good(below)?, side.sometimes_as_good(at_least)?);
            match (side.with(at_least).always_as_good(below)?, side.with(below).always_better(at_least)?) {
                // The one is never worth less than the other: no value lies between them.
                (true, _) => return Some(Verdict::Unknown),
                (false, true) => ends,
                // Only the part of the region where it is worth less counts. What holds of all holds of
                // the part; what holds of some may not.
                (false, false) => match ends {
                    (true, _) | (_, false) => ends,
                    (false, true) => return None,
                },
            }
        }
    };
    Some(match (least, most) {
        (true, _) => Verdict::Surely,
        (false, true) => Verdict::Possibly,
        (false, false) => Verdict::Never,
    })
}

/// What is known of how a package compares with another for a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// It is worth more, whatever is not known.
    Better,
    /// It is not worth more, whatever is not known.
    NotBetter,
    /// Neither is known.
    Open,
}

/// How `to` compares with `from` for a party over everything that the case
/// leaves open. Under a cap, `to` counts as surely not better only where sums
/// alone show it or `from` always stands at the cap. `None` where numbers do not fit.
pub(crate) fn compared(case: &Case, party: PartyIndex, from: &[Choice], to: &[Choice]) -> Option<Known> {
    if from == to {
        return Some(Known::NotBetter);
    }
    let preference = &case.preferences[party];
    let (better, not_better) = match &preference.form {
        Form::Unknown => (false, false),
        Form::Priorities(priorities) => ordered_pair(Order::Priorities(priorities), from, to)?,
        Form::Ranking(groups) => ordered_pair(Order::Ranking(groups), from, to)?,
        Form::Values(values) => {
            let adjustments = preference.adjustments.as_slice();
            let here = Scale { case, values, adjustments, package: from };
            let there = Scale { package: to, ..here };
            (there.always_better(from)?, here.never_exceeded(to)?)
        }
    };
    Some(match (better, not_better) {
        (true, _) => Known::Better,
        (false, true) => Known::NotBetter,
        (false, false) => Known::Open,
    })
}

/// Whether `to` is better by an order, and whether it is not.
fn ordered_pair(order: Order<'_>, from: &[Choice], to: &[Choice]) -> Option<(bool, bool)> {
    let better = order.score(to)? > order.score(from)?;
    Some((better, !better))
}

/// A party with one of its packages.
#[derive(Clone, Copy)]
enum Side<'a> {
    Scale(Scale<'a>),
    Order(Order<'a>, &'a [Choice]),
}

impl<'a> Side<'a> {
    /// The party with another package.
    fn with(self, package: &'a [Choice]) -> Self {
        match self {
            Side::Scale(scale) => Side::Scale(Scale { package, ..scale }),
            Side::Order(order, _) => Side::Order(order, package),
        }
    }

    fn always_better(self, other: &[Choice]) -> Option<bool> {
        match self {
            Side::Scale(scale) => scale.always_better(other),
            Side::Order(order, package) => Some(order.score(package)? > order.score(other)?),
        }
    }

    fn always_as_good(self, other: &[Choice]) -> Option<bool> {
        match self {
            Side::Scale(scale) => scale.always_as_good(other),
            Side::Order(order, package) => Some(order.score(package)? >= order.score(other)?),
        }
    }

    fn sometimes_as_good(self, other: &[Choice]) -> Option<bool> {
        match self {
            Side::Scale(scale) => scale.sometimes_as_good(other),
            Side::Order(order, package) => Some(order.score(package)? >= order.score(other)?),
        }
    }
}

/// A package and the values by which a party weighs it.
#[derive(Clone, Copy)]
struct Scale<'a> {
    case: &'a Case,
    values: &'a Values,
    adjustments: &'a [Adjustment],
    package: &'a [Choice],
}

impl Scale<'_> {
    fn sometimes_at_least(self, bound: Decimal) -> Option<bool> {
        let capped_below = self.values.cap.is_some_and(|cap| cap < bound);
        Some(!capped_below && self.total_above(bound)? >= Highest::Zero)
    }

    fn always_at_least(self, bound: Decimal) -> Option<bool> {
        let capped_below = self.values.cap.is_some_and(|cap| cap < bound);
        Some(!capped_below && self.total_below(bound)? < Highest::AboveZero)
    }

    /// Whether the capped total may reach that of another package: it does
    /// where the total reaches the other's, or the cap.
    fn sometimes_as_good(self, other: &[Choice]) -> Option<bool> {
        let reaches = self.difference(other, false)? >= Highest::Zero;
        match self.values.cap {
            Some(cap) if !reaches => Some(self.total_above(cap)? >= Highest::Zero),
            _ => Some(reaches),
        }
    }

    /// Whether the capped total always reaches that of another package. Under a
    /// cap, some may reach the other's and some the cap; that is told only
    /// where one of the two decides alone.
    fn always_as_good(self, other: &[Choice]) -> Option<bool> {
        if self.never_exceeded(other)? {
            return Some(true);
        }
        let Some(cap) = self.values.cap else { return Some(false) };
        let never = self.difference(other, false)? < Highest::Zero;
        let never_capped = self.total_above(cap)? < Highest::Zero;
        (never || never_capped).then_some(false)
    }

    /// Whether the total is never below that of another package, or always at the cap.
    fn never_exceeded(self, other: &[Choice]) -> Option<bool> {
        let always = self.difference(other, true)? < Highest::AboveZero;
        match self.values.cap {
            Some(cap) if !always => Some(self.total_below(cap)? < Highest::AboveZero),
            _ => Some(always),
        }
    }

    /// Whether the capped total always exceeds that of another package: it is
    /// higher, and the other's is below the cap.
    fn always_better(self, other: &[Choice]) -> Option<bool> {
        let there = Scale { package: other, ..self };
        let below_cap =
            self.values.cap.map_or(Some(true), |cap| Some(there.total_above(cap)? < Highest::Zero))?;
        Some(below_cap && self.difference(other, true)? < Highest::Zero)
    }

    /// The highest end of total less bound.
    fn total_above(self, bound: Decimal) -> Option<Highest> {
        let ends: Vec<_> = (0..self.package.len()).map(|issue| self.level(issue).high).collect();
        self.highest(&ends, self.added(None).high.at - bound.scaled(PLACES))
    }

    /// The highest end of bound less total.
    fn total_below(self, bound: Decimal) -> Option<Highest> {
        let ends: Vec<_> = (0..self.package.len()).map(|issue| self.level(issue).low.opposite()).collect();
        self.highest(&ends, bound.scaled(PLACES) - self.added(None).low.at)
    }

    /// The highest end of this total less another's, or of the other's less this.
    fn difference(self, other: &[Choice], turned: bool) -> Option<Highest> {
        let turn = |span: Span| if turned { span.opposite() } else { span };
        let ends: Vec<_> = (0..self.package.len()).map(|issue| turn(self.step(issue, other)).high).collect();
        self.highest(&ends, turn(self.added(Some(other))).high.at)
    }

    /// What an issue may be worth in this package, before its weight.
    fn level(self, issue: usize) -> Span {
        if !arises(self.case, issue, self.package) {
            return Span::ZERO;
        }
        let choice = self.package[issue];
        match &self.values.issues[issue] {
            Levels::Ranges(ranges) => {
                let range = &ranges[usize::from(choice)];
                Span::closed(range.low.scaled(PLACES), range.high.scaled(PLACES))
            }
            Levels::Order { groups, .. } => {
                placed(groups, choice).map_or(Span::closed(0, HUNDRED), |at| match at {
                    0 => Span::closed(HUNDRED, HUNDRED),
                    at if at + 1 == groups.len() => Span::ZERO,
                    _ => Span::open(0, HUNDRED),
                })
            }
        }
    }

    /// How much more an issue may be worth here than in another package.
    fn step(self, issue: usize, other: &[Choice]) -> Span {
        let there = Scale { package: other, ..self };
        let both = arises(self.case, issue, self.package) && arises(self.case, issue, other);
        let (here, elsewhere) = (self.package[issue], other[issue]);
        if both && here == elsewhere {
            return Span::ZERO;
        }
        if let (true, Levels::Order { groups, .. }) = (both, &self.values.issues[issue])
            && let (Some(one), Some(two)) = (placed(groups, here), placed(groups, elsewhere))
        {
            let best_to_worst = one.min(two) == 0 && one.max(two) + 1 == groups.len();
            let gap = if best_to_worst { Span::closed(HUNDRED, HUNDRED) } else { Span::open(0, HUNDRED) };
            return match one.cmp(&two) {
                std::cmp::Ordering::Less => gap,
                std::cmp::Ordering::Equal => Span::ZERO,
                std::cmp::Ordering::Greater => gap.opposite(),
            };
        }
        self.level(issue).minus(there.level(issue))
    }

    /// What adjustments add, less what they add to the other package.
    fn added(self, other: Option<&[Choice]>) -> Span {
        self.adjustments.iter().fold(Span::ZERO, |sum, adjustment| {
            let formula = &adjustment.when.formula;
            let by = Span::closed(adjustment.by.low.scaled(PLACES), adjustment.by.high.scaled(PLACES));
            let here = holds(formula, self.package);
            let there = other.is_some_and(|other| holds(formula, other));
            match (here, there) {
                (true, false) => sum.minus(by.opposite()),
                (false, true) => sum.minus(by),
                _ => sum,
            }
        })
    }

    /// The highest end, over the weights, of the weighted sum of `ends` as
    /// normalised, plus `constant`; up to a positive factor.
    fn highest(self, ends: &[End], constant: i128) -> Option<Highest> {
        if ends.is_empty() {
            return Some(sign(constant, true));
        }
        match (&self.values.weights, self.values.divisor) {
            (Weights::Ranges(ranges), None) => {
                let box_: Vec<_> = ranges
                    .iter()
                    .map(|range| (range.low.scaled(PLACES), range.high.scaled(PLACES)))
                    .collect();
                normalised(&box_, &shifted(ends, constant))
            }
            (Weights::Free, None) => normalised(&vec![(0, 1); ends.len()], &shifted(ends, constant)),
            (Weights::Order { groups, .. }, divisor) => {
                ordered(groups, ends, constant, divisor.map(|divisor| divisor.scaled(PLACES)))
            }
            (Weights::Ranges(ranges), Some(divisor)) => {
                let mut sum = constant.checked_mul(divisor.scaled(PLACES))?;
                let mut reached = true;
                for (range, end) in ranges.iter().zip(ends) {
                    let weight = if end.at > 0 { range.high } else { range.low }.scaled(PLACES);
                    sum = sum.checked_add(weight.checked_mul(end.at)?)?;
                    reached &= weight == 0 || end.reached;
                }
                Some(sign(sum, reached))
            }
            // Weights that are not given and not normalised have no bound.
            (Weights::Free, Some(_)) => None,
        }
    }
}

fn placed(groups: &[Vec<Choice>], choice: Choice) -> Option<usize> {
    groups.iter().position(|group| group.contains(&choice))
}
