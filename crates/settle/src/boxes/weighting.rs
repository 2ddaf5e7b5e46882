//! One weighted sum of the coordinates, in numbers small enough for fast bounds.

use super::archive::dot;
use super::model::Model;

/// Weights of coordinates stay at most this.
pub(super) const MOST_WEIGHT: i64 = 1 << 20;
/// All gains and the best choices together stay below this.
const MOST_TOTAL: i128 = 1 << 28;

/// The objective `weights * vector`, with gains and values in units of
/// `2^shift`, rounded up: what they bound, they bound from above.
#[derive(Debug)]
pub(super) struct Weighting {
    pub(super) weights: Vec<i64>,
    shift: u32,
    /// By box.
    pub(super) gains: Vec<i32>,
    /// By lane, above the least choice of the issue.
    pub(super) table: Vec<i32>,
    /// What every package has, exactly.
    offset: i128,
}

impl Weighting {
    /// `weights` are at least 0 and at most [`MOST_WEIGHT`].
    pub(super) fn new(model: &Model, weights: &[i64]) -> Self {
        let layout = &model.layout;
        let mut offset = dot(weights, &model.base);
        let mut table = vec![0_i128; layout.all_lanes()];
        let mut total = 0;
        for issue in 0..layout.issues() {
            let row = layout.lanes(issue).start..layout.lanes(issue).start + layout.size(issue);
            for lane in row.clone() {
                let value =
                    |(&weight, table): (&i64, &Vec<i64>)| i128::from(weight) * i128::from(table[lane]);
                table[lane] = weights.iter().zip(&model.tables).map(value).sum();
            }
            let least = table[row.clone()].iter().copied().min().unwrap_or(0);
            offset += least;
            table[row.clone()].iter_mut().for_each(|value| *value -= least);
            total += table[row].iter().copied().max().unwrap_or(0);
        }
        let gains: Vec<i128> = model.gains.iter().map(|gain| dot(weights, gain)).collect();
        total += gains.iter().sum::<i128>();
        // Each number may round up by one.
        let roundings = (layout.issues() + gains.len()) as i128;
        let shift = (0..100).find(|&shift| (total >> shift) + roundings < MOST_TOTAL).unwrap_or(100);
        let small = |number: i128| ((number + (1 << shift) - 1) >> shift) as i32;
        Weighting {
            weights: weights.to_vec(),
            shift,
            gains: gains.into_iter().map(small).collect(),
            table: table.into_iter().map(small).collect(),
            offset,
        }
    }

    /// The least bound, in small units, with which `sum` can still be reached.
    pub(super) fn needed(&self, sum: i128) -> i64 {
        let above = sum - self.offset;
        let units = (above + (1 << self.shift) - 1) >> self.shift;
        i64::try_from(units).unwrap_or(if units < 0 { i64::MIN / 2 } else { i64::MAX / 2 })
    }

    /// The weighted sum that a bound in small units stands for.
    pub(super) fn sum(&self, bound: i64) -> i128 {
        self.offset + (i128::from(bound) << self.shift)
    }

    /// What boxes that hold every package of a node add to its bound, in small units.
    pub(super) fn of_gained(&self, model: &Model, gained: &[i64]) -> i64 {
        let above: i128 = dot(&self.weights, gained) - dot(&self.weights, &model.base);
        let units = (above + (1 << self.shift) - 1) >> self.shift;
        i64::try_from(units).unwrap_or(i64::MAX / 2)
    }
}

/// Weights in these proportions, as far as [`MOST_WEIGHT`] lets one tell, each at least 1.
pub(super) fn proportions(weights: &[u128]) -> Vec<i64> {
    let most = weights.iter().copied().max().unwrap_or(1);
    let shift = (0..128).find(|&shift| most >> shift <= MOST_WEIGHT as u128).unwrap_or(127);
    weights.iter().map(|&weight| i64::try_from(weight >> shift).unwrap_or(1).max(1)).collect()
}
