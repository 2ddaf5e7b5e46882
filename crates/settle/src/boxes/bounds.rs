//! What can still be where the search was stopped: a certified distance for the
//! frontier, and for each solution concept a value that no package exceeds.
//!
//! Everything follows from the zones that are still open, each a corner from
//! which vectors go up, and from the weighted sums that nothing new exceeds.

use num_bigint::BigInt;

use super::model::Model;
use super::plan::Cut;
use crate::concepts::Scale;
use crate::frontier::Point;

/// One part of the value space in which undiscovered vectors can lie.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Zone {
    /// Least value by coordinate.
    low: Vec<i64>,
    /// Greatest value by coordinate.
    high: Vec<i64>,
    /// Weighted sums and the most that each can be.
    sums: Vec<(Vec<i64>, i128)>,
}

/// Where undiscovered vectors can lie. Empty where the frontier is exact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    zones: Vec<Zone>,
}

/// How far a solution concept can still rise, in millionths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// What the best package found reaches, rounded down; `None` where none was found.
    pub found: Option<BigInt>,
    /// What no package exceeds, rounded up.
    pub most: BigInt,
}

/// What each concept maximises, found and at most.
///
/// Shares of possible gain are measured by the best values found, so that found
/// and bound are on one scale; ordinal coordinates take no part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConceptBounds {
    /// Product of gains in points; a loss counts as no gain.
    pub nash: Bound,
    /// Least share of possible gain.
    pub kalai_smorodinsky: Bound,
    /// Least gain in points.
    pub egalitarian: Bound,
    /// Sum of shares of possible gain.
    pub utilitarian: Bound,
}

/// Millionths in one.
const MILLION: i128 = 1_000_000;

impl Open {
    /// The open corners of the model under the cuts, in coordinates of the case.
    pub(super) fn new(model: &Model, corners: &[Vec<i64>], cuts: &[Cut]) -> Self {
        let zones = corners.iter().filter_map(|corner| {
            let holds = |cut: &&Cut| super::archive::covers(corner, &cut.floors);
            let cuts: Vec<&Cut> = cuts.iter().filter(holds).collect();
            let high = (0..corner.len()).map(|p| {
                let most = model.floors[p].saturating_add(model.ranges[p]);
                cuts.iter().map(|cut| cut.highest(corner, p)).min().unwrap_or(most).min(most)
            });
            let high: Vec<i64> = high.collect();
            // A zone whose bounds pass each other is empty.
            super::archive::covers(&high, corner).then(|| Zone {
                low: model.outward(corner),
                high: model.outward(&high),
                sums: cuts.iter().map(|cut| (model.outward(&cut.weights), cut.most)).collect(),
            })
        });
        Open { zones: zones.collect() }
    }

    /// Whether nothing is left undiscovered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.zones.is_empty()
    }

    /// Greatest value by coordinate of anything undiscovered; empty where there is none.
    pub(super) fn upper(&self) -> Vec<i64> {
        let highs = self.zones.iter().map(|zone| zone.high.clone());
        highs.reduce(|a, b| a.into_iter().zip(b).map(|(a, b)| a.max(b)).collect()).unwrap_or_default()
    }

    /// By how much an undiscovered vector can exceed some found one in each
    /// coordinate; there must be points. For each zone that point stands in whose
    /// largest shortfall, as a share of `ranges`, is smallest.
    pub(super) fn epsilon(&self, points: &[Point], ranges: &[i64]) -> Vec<i64> {
        let mut epsilon = vec![0; ranges.len()];
        for zone in &self.zones {
            let short = |point: &Point| -> Vec<i64> {
                let pairs = zone.high.iter().zip(&point.vector);
                pairs.map(|(high, own)| high.saturating_sub(*own).max(0)).collect()
            };
            let share = |short: &Vec<i64>| {
                let pairs = short.iter().zip(ranges);
                pairs.map(|(&short, &range)| (i128::from(short) << 32) / i128::from(range.max(1))).max()
            };
            if let Some(least) = points.iter().map(short).min_by_key(share) {
                epsilon.iter_mut().zip(least).for_each(|(own, new)| *own = new.max(*own));
            }
        }
        epsilon
    }

    /// Bounds on what the concepts maximise; `None` where no coordinate is a
    /// scale, or where nothing is open.
    #[must_use]
    pub fn concepts(&self, points: &[Point], scales: &[Scale]) -> Option<ConceptBounds> {
        let cardinal: Vec<usize> = (0..scales.len()).filter(|&p| !scales[p].ordinal).collect();
        if self.is_empty() || cardinal.is_empty() {
            return None;
        }
        let units = |p: usize| i128::from(scales[p].denominator.max(1));
        let possible = |p: usize| {
            let best = points.iter().map(|point| point.vector[p]).max();
            best.map_or(0, |best| i128::from(best) - i128::from(scales[p].reservation))
        };
        let in_points: Vec<(usize, i128)> = cardinal.iter().map(|&p| (p, units(p))).collect();
        let in_shares: Vec<(usize, i128)> =
            cardinal.iter().map(|&p| (p, possible(p))).filter(|(_, possible)| *possible > 0).collect();
        let gains = Gains { scales };
        let bound = |found: &dyn Fn(&[i64]) -> BigInt, most: &dyn Fn(&Zone) -> BigInt| {
            let found = points.iter().map(|point| found(&point.vector)).max();
            let most = self.zones.iter().map(most).max();
            let most = most.max(found.clone().map(|found| found + 1)).unwrap_or_default();
            Bound { found, most }
        };
        Some(ConceptBounds {
            nash: bound(&|vector| gains.product(vector, &in_points), &|zone| {
                gains.most_product(zone, &in_points)
            }),
            kalai_smorodinsky: bound(&|vector| gains.least(vector, &in_shares), &|zone| {
                gains.most_least(zone, &in_shares)
            }),
            egalitarian: bound(&|vector| gains.least(vector, &in_points), &|zone| {
                gains.most_least(zone, &in_points)
            }),
            utilitarian: bound(&|vector| gains.sum(vector, &in_shares), &|zone| {
                gains.most_sum(zone, &in_shares)
            }),
        })
    }
}

/// What vectors are above the reservation values. `units` lists coordinates,
/// each with what its gain is divided by.
struct Gains<'a> {
    scales: &'a [Scale],
}

impl Gains<'_> {
    fn gain(&self, vector: &[i64], p: usize) -> i128 {
        i128::from(vector[p]) - i128::from(self.scales[p].reservation)
    }

    fn product(&self, vector: &[i64], units: &[(usize, i128)]) -> BigInt {
        let product: BigInt = units.iter().map(|&(p, _)| BigInt::from(self.gain(vector, p).max(0))).product();
        product * MILLION / units.iter().map(|&(_, unit)| BigInt::from(unit)).product::<BigInt>()
    }

    /// By the greatest values, and by the mean under each weighted sum, which the
    /// geometric mean does not exceed.
    fn most_product(&self, zone: &Zone, units: &[(usize, i128)]) -> BigInt {
        let scale: BigInt = units.iter().map(|&(_, unit)| BigInt::from(unit)).product();
        let most: BigInt =
            units.iter().map(|&(p, _)| BigInt::from(self.gain(&zone.high, p).max(0))).product();
        let mut most = up(most * MILLION, &scale);
        for (weights, sum) in &zone.sums {
            let count = u32::try_from(units.len()).unwrap_or(u32::MAX);
            let rest = BigInt::from(self.rest(zone, weights, *sum, units).max(0));
            let below = BigInt::from(units.len()).pow(count)
                * units.iter().map(|&(p, _)| BigInt::from(weights[p].max(1))).product::<BigInt>();
            most = most.min(up(rest.pow(count) * MILLION, &(below * &scale)));
        }
        most
    }

    fn least(&self, vector: &[i64], units: &[(usize, i128)]) -> BigInt {
        let least = units.iter().map(|&(p, unit)| (self.gain(vector, p) * MILLION).div_euclid(unit)).min();
        least.unwrap_or(0).into()
    }

    fn most_least(&self, zone: &Zone, units: &[(usize, i128)]) -> BigInt {
        let by_value =
            units.iter().map(|&(p, unit)| up((self.gain(&zone.high, p) * MILLION).into(), &unit.into()));
        let by_sum = zone.sums.iter().map(|(weights, sum)| {
            let unit: BigInt = units.iter().map(|&(p, unit)| BigInt::from(unit) * weights[p]).sum();
            let rest = BigInt::from(self.rest(zone, weights, *sum, units));
            if units.is_empty() { BigInt::ZERO } else { up(rest * MILLION, &unit) }
        });
        by_value.chain(by_sum).min().unwrap_or_default()
    }

    fn sum(&self, vector: &[i64], units: &[(usize, i128)]) -> BigInt {
        // Rounded once: what is found must stay within one millionth of what is so.
        let common: BigInt = units.iter().map(|&(_, unit)| BigInt::from(unit)).product();
        let each = units.iter().map(|&(p, unit)| BigInt::from(self.gain(vector, p)) * (&common / unit));
        let sum: BigInt = each.sum();
        -up(-sum * MILLION, &common)
    }

    /// By the greatest values, and under each weighted sum by what pays most for
    /// its weight (the linear knapsack of Dantzig 1957).
    fn most_sum(&self, zone: &Zone, units: &[(usize, i128)]) -> BigInt {
        let all = |vector: &[i64]| -> BigInt {
            units.iter().map(|&(p, unit)| up((self.gain(vector, p) * MILLION).into(), &unit.into())).sum()
        };
        let mut most = all(&zone.high);
        for (weights, sum) in &zone.sums {
            let mut left = BigInt::from(sum - super::archive::dot(weights, &zone.low));
            let mut total = all(&zone.low);
            let mut order: Vec<_> = units.to_vec();
            order.sort_by_key(|&(p, unit)| (BigInt::from(unit) * weights[p], p));
            for (p, unit) in order {
                let room = BigInt::from(i128::from(zone.high[p]) - i128::from(zone.low[p]));
                let price = room * weights[p];
                let spent = price.clone().min(left.clone());
                left -= &spent;
                total += up(spent * MILLION, &(BigInt::from(unit) * weights[p].max(1)));
            }
            most = most.min(total);
        }
        most
    }

    /// What a weighted sum leaves for the gains of the listed coordinates, all
    /// others being at their least.
    fn rest(&self, zone: &Zone, weights: &[i64], sum: i128, units: &[(usize, i128)]) -> i128 {
        let listed = |p: usize| units.iter().any(|&(other, _)| other == p);
        let least = |p: usize| if listed(p) { self.scales[p].reservation } else { zone.low[p] };
        let spent: i128 = (0..weights.len()).map(|p| i128::from(weights[p]) * i128::from(least(p))).sum();
        sum - spent
    }
}

/// A fraction with a denominator above 0, rounded up.
fn up(numerator: BigInt, denominator: &BigInt) -> BigInt {
    let floor = &numerator / denominator;
    // Division rounds towards zero.
    if numerator > &floor * denominator { floor + 1 } else { floor }
}
