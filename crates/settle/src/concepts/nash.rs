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

/// A product of gains; what fits two words is `Small`, so that the order is that of the numbers.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Product {
    Small(u128),
    Large(BigUint),
}

impl Product {
    fn of(gains: impl Iterator<Item = u128> + Clone) -> Self {
        // A product is no longer than its factors together; to look for an overflow takes longer.
        if gains.clone().map(|gain| u128::BITS - gain.leading_zeros()).sum::<u32>() <= u128::BITS {
            return Self::Small(gains.product());
        }
        gains.clone().try_fold(1, u128::checked_mul).map_or_else(|| Self::Large(gains.product()), Self::Small)
    }
}

/// One entry for each set of strict gainers of the largest size, in lexicographic order.
pub(super) fn nash(vectors: &[&[i64]], scales: &[Scale], cardinal: &[usize]) -> Vec<NashSet> {
    let mut best: BTreeMap<Vec<usize>, (Product, Vec<usize>)> = BTreeMap::new();
    let mut size = 0;
    let mut gainers: Vec<usize> = Vec::new();
    for (position, vector) in vectors.iter().enumerate() {
        gainers.clear();
        gainers.extend(cardinal.iter().filter(|&&p| scales[p].gain(vector[p]) > 0));
        match gainers.len().cmp(&size) {
            Ordering::Less => continue,
            Ordering::Greater => {
                best.clear();
                size = gainers.len();
            }
            Ordering::Equal => {}
        }
        let product = Product::of(gainers.iter().map(|&p| scales[p].gain(vector[p]).unsigned_abs()));
        let Some((largest, points)) = best.get_mut(gainers.as_slice()) else {
            best.insert(gainers.clone(), (product, vec![position]));
            continue;
        };
        match product.cmp(largest) {
            Ordering::Less => {}
            Ordering::Equal => points.push(position),
            Ordering::Greater => {
                *largest = product;
                points.clear();
                points.push(position);
            }
        }
    }
    best.into_iter().map(|(gainers, (_, points))| NashSet { gainers, points }).collect()
}
