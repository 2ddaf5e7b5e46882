//! The Nash rule, with what it becomes where not all parties can gain.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use num_bigint::BigUint;

use super::Scale;

/// The maximisers among the vectors that give a strict gain to just these parties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NashSet {
    /// Coordinates of the strict gainers, ascending.
    pub gainers: Vec<usize>,
    /// Positions of the vectors with the largest product of gains, ascending.
    pub points: Vec<usize>,
}

/// One entry for each set of strict gainers of the largest size, in lexicographic order.
pub(super) fn nash(vectors: &[&[i64]], scales: &[Scale], cardinal: &[usize]) -> Vec<NashSet> {
    let mut best: BTreeMap<Vec<usize>, (BigUint, Vec<usize>)> = BTreeMap::new();
    let mut size = 0;
    for (position, vector) in vectors.iter().enumerate() {
        let gainers: Vec<usize> =
            cardinal.iter().copied().filter(|&p| scales[p].gain(vector[p]) > 0).collect();
        match gainers.len().cmp(&size) {
            Ordering::Less => continue,
            Ordering::Greater => {
                best.clear();
                size = gainers.len();
            }
            Ordering::Equal => {}
        }
        let product: BigUint = gainers.iter().map(|&p| scales[p].gain(vector[p]).unsigned_abs()).product();
        let (largest, points) = best.entry(gainers).or_default();
        match product.cmp(largest) {
            Ordering::Less => {}
            Ordering::Equal => points.push(position),
            Ordering::Greater => {
                *largest = product;
                *points = vec![position];
            }
        }
    }
    best.into_iter().map(|(gainers, (_, points))| NashSet { gainers, points }).collect()
}
