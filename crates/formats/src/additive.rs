//! Weights and evaluations of other tools as weights, values and a `scale`.
//!
//! Tools count in binary floating point and divide by whatever maximum an issue
//! has; a case holds decimals of twelve digits, and a party's totals must fit in
//! 62 bits when counted in their finest unit. [`encode`] finds the form that a
//! reader understands best among those that keep every total within
//! [`tolerance`] of the tool's own:
//!
//! 1. weights as in the file and values from 0 to 100, or values as in the file
//!    and weights that are divided by the maxima instead, if nothing is rounded;
//! 2. the same with weights of twelve digits, the values still exact, so that
//!    equal evaluations stay equal and differences keep their proportions;
//! 3. values counted in the steps of each issue, weights of twelve digits;
//! 4. weights of 1, and values that already hold the product.

use detente_case::decimal::Decimal;
use num_bigint::BigInt;
use num_traits::{One, Signed, ToPrimitive, Zero};

use crate::rational::{self, Rational};

/// One issue of a weighted sum: a choice adds `weight * evaluation / divisor`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Summand {
    /// Weight; not negative.
    pub(crate) weight: Rational,
    /// What the tool divides the evaluations of the issue by; above zero.
    pub(crate) divisor: Rational,
    /// One a choice; of a numeric issue, one a number.
    pub(crate) evaluations: Vec<Rational>,
}

/// A weighted sum in the terms of the case language: the value of a package is
/// the sum of weight times level, divided by the scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Encoded {
    /// One an issue, never all zero.
    pub(crate) weights: Vec<Decimal>,
    /// One an issue and choice.
    pub(crate) levels: Vec<Vec<Decimal>>,
    /// Above zero.
    pub(crate) scale: Decimal,
    /// What the weights and levels are.
    pub(crate) way: Way,
    /// What the value of a package differs by at most from what the tool's numbers
    /// give; zero where nothing was rounded.
    pub(crate) lost: Rational,
    /// The greatest value of a package, before rounding.
    pub(crate) most: Rational,
}

/// What weights and levels of an [`Encoded`] sum are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Levels are evaluations in percent of their divisor, weights those of the file.
    Hundreds,
    /// Levels are evaluations, weights are divided by what the tool divides those by.
    Given,
    /// Levels count the steps of an issue, weights are those of one step.
    Steps,
    /// Levels are products of weight and evaluation, weights are 1.
    Folded,
}

impl Encoded {
    /// The levels of a numeric issue as points of a curve: those at `kinks`,
    /// positions in `numbers`, between which the evaluations run straight.
    pub(crate) fn points(
        &self,
        issue: usize,
        numbers: &[Decimal],
        kinks: &[usize],
    ) -> Vec<(Decimal, Decimal)> {
        let levels = self.levels.get(issue).map(Vec::as_slice).unwrap_or_default();
        let point = |&at: &usize| Some((*numbers.get(at)?, *levels.get(at)?));
        kinks.iter().filter_map(point).collect()
    }
}

/// How far a total may be off before a form is passed over: 10^-10.
fn tolerance() -> Rational {
    rational::ten_to(-10)
}

/// What totals in their finest unit stay below.
const LIMIT: i128 = 1 << 62;

/// Greatest scale, as a power of ten: what is smaller than its reciprocal hardly counts.
const FINEST_SCALE: i32 = 9;

/// Most places after the point of a value that is to be read by people.
const READABLE: u8 = 6;

/// Greatest such value.
const MOST_READABLE: i128 = 1_000_000;

/// Encodes a weighted sum; `others` are the further numbers of the party that
/// are counted in the same unit (reservation value, adjustments). `None` where
/// the numbers are too large for any form.
///
/// The last form is taken even where it loses more than a ten-billionth:
/// [`Encoded::lost`] says how much.
pub(crate) fn encode(summands: &[Summand], others: &[Decimal]) -> Option<Encoded> {
    let sum = Sum::new(summands, others);
    let found = Encoded { most: sum.most(), ..sum.best()? };
    if found.lost.is_zero() {
        return Some(found);
    }
    // What rounding left may have a simpler form, and has it again when it is
    // read back: 0.30000000000000004 is 0.3 by now.
    let rounded = found.summands();
    let again = Sum::new(&rounded, others).best();
    // Products have the same form again.
    let again = again.filter(|again| again.way != Way::Folded);
    let again = again.map(|again| {
        let lost = sum.lost(&again.weights, &again.levels, again.scale);
        Encoded { lost, most: found.most.clone(), ..again }
    });
    Some(again.filter(|again| again.lost <= tolerance()).unwrap_or(found))
}

/// What is to be encoded.
struct Sum<'a> {
    summands: &'a [Summand],
    /// Weights of the summands, 0 where nothing is to be weighed.
    weights: Vec<Rational>,
    others: &'a [Decimal],
}

impl<'a> Sum<'a> {
    fn new(summands: &'a [Summand], others: &'a [Decimal]) -> Self {
        let weight = |summand: &Summand| {
            let empty = summand.evaluations.iter().all(Zero::is_zero);
            if empty { Rational::zero() } else { summand.weight.clone() }
        };
        Self { summands, weights: summands.iter().map(weight).collect(), others }
    }
}

impl Encoded {
    /// The encoded sum as a tool would have it that divides by the greatest
    /// evaluation of an issue.
    fn summands(&self) -> Vec<Summand> {
        let summand = |(weight, levels): (&Decimal, &Vec<Decimal>)| {
            let evaluations: Vec<_> = levels.iter().map(|level| rational::from_decimal(*level)).collect();
            let most = rational::greatest(evaluations.iter()).filter(|most| most.is_positive()).cloned();
            let divisor = most.unwrap_or_else(Rational::one);
            let weight = rational::from_decimal(*weight) * &divisor / rational::from_decimal(self.scale);
            Summand { weight, divisor, evaluations }
        };
        self.weights.iter().zip(&self.levels).map(summand).collect()
    }
}

/// Levels that are held exactly, and what a weight of the tool has to be
/// multiplied by for each issue, up to one factor for all.
struct Exact {
    way: Way,
    levels: Vec<Vec<Decimal>>,
    /// What each issue's evaluations, divided by its divisor, equal its levels times.
    per_level: Vec<Rational>,
}

/// A form not yet looked at: weights and scale may need rounding.
struct Candidate<'a> {
    weights: Vec<Rational>,
    levels: &'a [Vec<Decimal>],
    scale: Rational,
    way: Way,
}

impl Sum<'_> {
    /// The best form, from exact ones to the last resort.
    fn best(&self) -> Option<Encoded> {
        let mut levels = Vec::new();
        for way in [Self::hundreds, Self::given, Self::steps] {
            let Some(found) = way(self) else { continue };
            if let Some(exact) = self.exactly(&found) {
                return Some(exact);
            }
            levels.push(found);
        }
        let near = |encoded: &Encoded| encoded.lost <= tolerance();
        let forms = levels.iter().flat_map(|levels| self.rounded(levels));
        let rounded = forms.filter_map(|form| self.count(&form)).find(near);
        rounded.or_else(|| self.folded())
    }

    /// Values from 0 to 100 of the issue's divisor.
    fn hundreds(&self) -> Option<Exact> {
        let hundred = rational::whole(100);
        self.with_levels(Way::Hundreds, READABLE, |summand| Some(&summand.divisor / &hundred))
    }

    /// Values as in the file.
    fn given(&self) -> Option<Exact> {
        self.with_levels(Way::Given, READABLE, |_| Some(Rational::one()))
    }

    /// Values in the largest unit in which all of an issue are whole.
    fn steps(&self) -> Option<Exact> {
        self.with_levels(Way::Steps, 0, |summand| {
            let most = summand.evaluations.iter().map(Signed::abs).max().unwrap_or_default();
            let finest = most / Rational::from_integer(MOST_READABLE.into());
            let mut unit = Rational::zero();
            for evaluation in &summand.evaluations {
                unit = rational::common_unit(&unit, evaluation);
                if !unit.is_zero() && unit < finest {
                    return None;
                }
            }
            Some(if unit.is_zero() { Rational::one() } else { unit })
        })
    }

    /// Evaluations divided by the unit of their issue, if all are decimals of so many places.
    fn with_levels(
        &self,
        way: Way,
        places: u8,
        unit: impl Fn(&Summand) -> Option<Rational>,
    ) -> Option<Exact> {
        let mut exact = Exact { way, levels: Vec::new(), per_level: Vec::new() };
        for summand in self.summands {
            let unit = unit(summand)?;
            let per_unit = unit.recip();
            let level = |evaluation: &Rational| {
                let (level, lost) = rational::product(evaluation, &per_unit)?;
                let plain = level.places() <= places && level.scaled(0).abs() <= MOST_READABLE;
                (!lost && plain).then_some(level)
            };
            exact.levels.push(summand.evaluations.iter().map(level).collect::<Option<_>>()?);
            exact.per_level.push(&unit / &summand.divisor);
        }
        Some(exact)
    }

    /// With a scale in which every weight of the file stays what it is, or is a
    /// whole multiple of it.
    fn exactly(&self, exact: &Exact) -> Option<Encoded> {
        let parts = exact.per_level.iter().zip(&self.weights).filter(|(_, weight)| !weight.is_zero());
        let scale = parts.fold(None, |scale: Option<Rational>, (per_level, _)| {
            let one = per_level.recip();
            Some(scale.map_or_else(|| one.clone(), |scale| rational::common_multiple(&scale, &one)))
        })?;
        self.count(&self.candidate(exact, scale)).filter(|encoded| encoded.lost.is_zero())
    }

    /// With scales that are powers of ten, or of a hundred times that, which
    /// leave the weights as many digits as there can be, finest first.
    fn rounded<'a>(&self, exact: &'a Exact) -> Vec<Candidate<'a>> {
        let weights = self.weights.iter().zip(&exact.per_level);
        let Some(most) = weights.map(|(weight, per_level)| weight * per_level).max() else {
            return Vec::new();
        };
        if most.is_zero() {
            return Vec::new();
        }
        let finest = digits_before_thousand(&most).min(FINEST_SCALE);
        (finest - 4..=finest).rev().map(|power| self.candidate(exact, rational::ten_to(power))).collect()
    }

    fn candidate<'a>(&self, exact: &'a Exact, scale: Rational) -> Candidate<'a> {
        let weights = self.weights.iter().zip(&exact.per_level);
        let weights = weights.map(|(weight, per_level)| weight * per_level * &scale).collect();
        Candidate { weights, levels: &exact.levels, scale, way: exact.way }
    }

    /// With weights of 1.
    fn folded(&self) -> Option<Encoded> {
        let factors: Vec<_> =
            self.summands.iter().map(|summand| &summand.weight / &summand.divisor).collect();
        let greatest = |(summand, factor): (&Summand, &Rational)| {
            let greatest = summand.evaluations.iter().map(Signed::abs).max().unwrap_or_default();
            greatest * factor
        };
        let most = self.summands.iter().zip(&factors).map(greatest).max().unwrap_or_default();
        let finest = if most.is_zero() { 2 } else { digits_before_thousand(&most).min(FINEST_SCALE) };
        // Coarser only where the finest does not fit.
        (finest - 9..=finest).rev().find_map(|power| self.products(&factors, power))
    }

    /// Products of evaluations and factors, times ten to the `power`.
    fn products(&self, factors: &[Rational], power: i32) -> Option<Encoded> {
        let scale = rational::ten_to(power);
        let half = rational::ten_to(-9) / rational::whole(2);
        let mut lost = Rational::zero();
        let mut levels = Vec::new();
        for (summand, factor) in self.summands.iter().zip(factors) {
            let factor = factor * &scale;
            let level = |evaluation: &Rational| rational::product(evaluation, &factor);
            let row: Vec<_> = summand.evaluations.iter().map(level).collect::<Option<_>>()?;
            if row.iter().any(|(_, rounded)| *rounded) {
                lost += &half / &scale;
            }
            levels.push(row.into_iter().map(|(level, _)| level).collect());
        }
        let weights = vec![Rational::one(); levels.len()];
        let form = Candidate { weights, levels: &levels, scale, way: Way::Folded };
        self.count(&form).map(|encoded| Encoded { lost, ..encoded })
    }

    /// The form in decimals; `None` where it does not fit.
    fn count(&self, form: &Candidate<'_>) -> Option<Encoded> {
        let decimal = |number: &Rational| Some(rational::decimal(number)?.0);
        let weights: Vec<_> = form.weights.iter().map(decimal).collect::<Option<_>>()?;
        let scale = decimal(&form.scale)?;
        let no_weight = weights.iter().all(|weight| *weight == Decimal::ZERO);
        if scale <= Decimal::ZERO || no_weight || !fits(&weights, form.levels, scale, self.others) {
            return None;
        }
        let lost = lost_by_weights(form, &weights, scale);
        let levels = form.levels.to_vec();
        Some(Encoded { weights, levels, scale, way: form.way, lost, most: Rational::zero() })
    }

    /// How far the value of a package can be from what it was.
    fn lost(&self, weights: &[Decimal], levels: &[Vec<Decimal>], scale: Decimal) -> Rational {
        let per_scale = rational::from_decimal(scale).recip();
        let issue = |((summand, weight), levels): ((&Summand, &Decimal), &Vec<Decimal>)| {
            let written = rational::from_decimal(*weight) * &per_scale;
            let meant = &summand.weight / &summand.divisor;
            let off = |(evaluation, level): (&Rational, &Decimal)| {
                (&written * rational::from_decimal(*level) - &meant * evaluation).abs()
            };
            summand.evaluations.iter().zip(levels).map(off).max().unwrap_or_default()
        };
        self.summands.iter().zip(weights).zip(levels).map(issue).sum()
    }

    /// The greatest value of a package.
    fn most(&self) -> Rational {
        let best = |summand: &Summand| {
            let best = rational::greatest(summand.evaluations.iter()).cloned().unwrap_or_default();
            &summand.weight * best / &summand.divisor
        };
        self.summands.iter().map(best).sum()
    }
}

/// The same where levels are in exact proportion to evaluations: the greatest
/// level of an issue loses most.
fn lost_by_weights(form: &Candidate<'_>, weights: &[Decimal], scale: Decimal) -> Rational {
    let scale = rational::from_decimal(scale);
    let issue = |((meant, weight), levels): ((&Rational, &Decimal), &Vec<Decimal>)| {
        let off = (rational::from_decimal(*weight) / &scale - meant / &form.scale).abs();
        let far = |level: &Decimal| if level.is_negative() { -level.scaled(9) } else { level.scaled(9) };
        let most = levels.iter().map(far).max().unwrap_or(0);
        off * Rational::from_integer(most.into()) / rational::ten_to(9)
    };
    form.weights.iter().zip(weights).zip(form.levels).map(issue).sum()
}

/// Whether a case accepts the numbers of a party, by the bound that its check
/// has on them: totals, counted in the finest unit of weights and of values,
/// stay below two to the 62.
pub(crate) fn fits(weights: &[Decimal], levels: &[Vec<Decimal>], scale: Decimal, others: &[Decimal]) -> bool {
    let places = |numbers: &mut dyn Iterator<Item = &Decimal>| {
        numbers.map(|number| number.places()).max().unwrap_or(0)
    };
    let weight_places = places(&mut weights.iter().chain([&scale]));
    let level_places = places(&mut levels.iter().flatten().chain(others));
    let counted = |number: &Decimal, places: u8| number.scaled(places).abs();
    let greatest = levels.iter().flatten().chain([&Decimal::HUNDRED]);
    let greatest = greatest.map(|level| counted(level, level_places)).max().unwrap_or(0);
    let further: i128 = others.iter().map(|other| counted(other, level_places)).sum();
    let sum: i128 = weights.iter().map(|weight| counted(weight, weight_places)).sum();
    let sum = sum.max(counted(&scale, weight_places));
    (greatest + further).checked_mul(sum).is_some_and(|total| total < LIMIT)
}

/// The power of ten that brings a number above zero below a thousand, and as
/// close to it as can be: nine places after the point then hold twelve digits.
fn digits_before_thousand(number: &Rational) -> i32 {
    let bits = |number: &BigInt| number.bits().to_f64().unwrap_or(0.0);
    // An estimate by length, at most one too small or large, then corrected.
    let length = (bits(number.numer()) - bits(number.denom())) * std::f64::consts::LOG10_2;
    let mut power = 3 - length.to_i32().unwrap_or(0);
    while number * rational::ten_to(power) >= rational::whole(999) {
        power -= 1;
    }
    while number * rational::ten_to(power + 1) < rational::whole(999) {
        power += 1;
    }
    power
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Rational {
        rational::parse(text).expect("a number")
    }

    fn summand(weight: &str, divisor: &str, evaluations: &[&str]) -> Summand {
        let evaluations = evaluations.iter().map(|text| number(text)).collect();
        Summand { weight: number(weight), divisor: number(divisor), evaluations }
    }

    /// `way scale weights levels`, and whether anything was lost.
    fn shown(summands: &[Summand], others: &[&str]) -> (String, bool) {
        let others: Vec<Decimal> = others.iter().map(|text| text.parse().expect("a decimal")).collect();
        let encoded = encode(summands, &others).expect("a form");
        assert!(encoded.lost <= tolerance(), "{}", encoded.lost);
        let list =
            |numbers: &[Decimal]| numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        let levels: Vec<_> = encoded.levels.iter().map(|row| list(row)).collect();
        let text =
            format!("{:?} {} [{}] {}", encoded.way, encoded.scale, list(&encoded.weights), levels.join(" "));
        (text, !encoded.lost.is_zero())
    }

    fn exactly(text: &str) -> (String, bool) {
        (text.to_owned(), false)
    }

    #[test]
    fn percentages_come_first() {
        let summands = [summand("0.25", "10", &["5", "10"]), summand("0.75", "1", &["0", "0.125", "1"])];
        assert_eq!(shown(&summands, &["0.5"]), exactly("Hundreds 100 [0.25,0.75] 50,100 0,12.5,100"));
    }

    #[test]
    fn then_evaluations_as_they_are_with_weights_over_the_greatest() {
        let summands = [summand("0.4", "13", &["7", "13"]), summand("0.6", "7", &["3", "7"])];
        // 91 is the least that both greatest evaluations divide.
        assert_eq!(shown(&summands, &[]), exactly("Given 91 [2.8,7.8] 7,13 3,7"));
    }

    #[test]
    fn long_weights_are_rounded_and_evaluations_are_not() {
        let summands = [
            summand("0.26344086021505375", "13", &["7", "13"]),
            summand("0.73655913978494625", "10", &["1", "10"]),
        ];
        let expected = "Given 10000 [202.646815550,736.559139785] 7,13 1,10".replace("550", "55");
        assert_eq!(shown(&summands, &["0.3"]), (expected, true));
    }

    #[test]
    fn what_floating_point_left_behind_goes() {
        let summands = [summand("0.30000000000000004", "1", &["0", "1"]), summand("0.7", "1", &["1", "0"])];
        assert_eq!(shown(&summands, &[]).0, "Hundreds 100 [0.3,0.7] 0,100 100,0");
    }

    #[test]
    fn steps_keep_proportions_that_no_decimal_has() {
        let third = rational::whole(1) / rational::whole(3);
        let steps = (0..4).map(|at| rational::whole(at) * &third).collect();
        let line = Summand { weight: number("0.5"), divisor: rational::whole(1), evaluations: steps };
        assert_eq!(shown(&[line, summand("0.5", "1", &["1"])], &[]), exactly("Steps 3 [0.5,1.5] 0,1,2,3 1"));
    }

    #[test]
    fn products_are_the_last_resort() {
        let (text, lost) = shown(
            &[
                summand("0.123456789012", "1", &["0.123456789012", "0.98765432109"]),
                summand("0.5", "3", &["1", "2.7182818284"]),
            ],
            &[],
        );
        assert!(text.starts_with("Folded 1000 [1,1] "), "{text}");
        assert!(lost);
        // The digits of a reservation value leave no room for other forms.
        let (text, _) = shown(&[summand("0.123456789012", "13", &["7", "13"])], &["0.123456789"]);
        assert!(text.starts_with("Folded"), "{text}");
    }

    #[test]
    fn nothing_and_too_much() {
        assert_eq!(shown(&[summand("0", "1", &["1", "0"])], &[]).0, "Folded 100 [1] 0,0");
        assert_eq!(encode(&[summand("1e200", "1", &["1"])], &[]), None);
        assert!(encode(&[summand("1e-200", "1", &["1", "0"])], &[]).is_some());
    }

    prop_compose! {
        fn random()(
            weight in 0.0_f64..1.0,
            rough in 0_u32..100,
            long in any::<bool>(),
            evaluations in prop::collection::vec(0_u32..1000, 1..6),
            divisor in 1_u32..50,
        ) -> Summand {
            let weight = if long { weight.to_string() } else { format!("0.{rough:02}") };
            let evaluation = |number: u32| rational::whole(number.into()) / rational::whole(divisor.into());
            let evaluations: Vec<_> = evaluations.into_iter().map(evaluation).collect();
            let most = evaluations.iter().max().filter(|most| most.is_positive()).cloned();
            Summand { weight: number(&weight), divisor: most.unwrap_or_else(Rational::one), evaluations }
        }
    }

    proptest! {
        #[test]
        fn totals_stay_and_ties_stay(
            summands in prop::collection::vec(random(), 1..8),
            reservation in 0_i64..1_000_000_000,
        ) {
            let others = [Decimal::new(reservation, 9)];
            let encoded = encode(&summands, &others).expect("a form");
            prop_assert!(encoded.lost <= tolerance());
            prop_assert!(fits(&encoded.weights, &encoded.levels, encoded.scale, &others));
            let scale = rational::from_decimal(encoded.scale);
            let mut lost = Rational::zero();
            for ((summand, weight), levels) in summands.iter().zip(&encoded.weights).zip(&encoded.levels) {
                let mut off = Rational::zero();
                for (evaluation, level) in summand.evaluations.iter().zip(levels) {
                    let found = rational::from_decimal(*weight) * rational::from_decimal(*level) / &scale;
                    off = off.max((found - &summand.weight * evaluation / &summand.divisor).abs());
                    for (other, of_other) in summand.evaluations.iter().zip(levels) {
                        prop_assert!(evaluation != other || level == of_other);
                    }
                }
                lost += off;
            }
            prop_assert!(lost <= encoded.lost);
            // What was rounded is not rounded again.
            let again = encode(&encoded.summands(), &others).expect("a form");
            prop_assert!(again.lost.is_zero() || again.way == Way::Folded);
            prop_assert_eq!((again.weights, again.levels, again.scale), (encoded.weights, encoded.levels, encoded.scale));
        }
    }
}
