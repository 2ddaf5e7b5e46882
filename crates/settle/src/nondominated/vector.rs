//! Vectors of values, one coordinate a party.

use std::cmp::Ordering;
use std::hash::Hash;

/// A fixed number of coordinates; larger is better in each.
///
/// Arrays serve the usual small dimensions, so that loops over coordinates
/// unroll; boxed slices serve every other dimension.
pub(crate) trait Vector: Clone + Eq + Hash {
    /// A vector of `dimension` coordinates; arrays know their own dimension and are only built with it.
    fn build(dimension: usize, coordinate: impl FnMut(usize) -> i64) -> Self;

    /// The coordinates.
    fn coordinates(&self) -> &[i64];

    /// The coordinates, to be changed.
    fn coordinates_mut(&mut self) -> &mut [i64];

    /// Coordinatewise sum; sums fit an `i64` by the contract of a valuation.
    fn plus(&self, other: &Self) -> Self;

    /// Whether this vector is at least the other in every coordinate.
    fn covers(&self, other: &Self) -> bool;

    /// Lexicographic order, largest first.
    fn descending(&self, other: &Self) -> Ordering;

    /// Raises each coordinate to the other's where that is larger.
    fn raise(&mut self, other: &Self) {
        for (own, &new) in self.coordinates_mut().iter_mut().zip(other.coordinates()) {
            *own = (*own).max(new);
        }
    }
}

impl<const D: usize> Vector for [i64; D] {
    #[inline]
    fn build(_dimension: usize, coordinate: impl FnMut(usize) -> i64) -> Self {
        std::array::from_fn(coordinate)
    }

    #[inline]
    fn coordinates(&self) -> &[i64] {
        self
    }

    #[inline]
    fn coordinates_mut(&mut self) -> &mut [i64] {
        self
    }

    #[inline]
    fn plus(&self, other: &Self) -> Self {
        std::array::from_fn(|p| self[p] + other[p])
    }

    #[inline]
    fn covers(&self, other: &Self) -> bool {
        let mut all = true;
        for p in 0..D {
            all &= self[p] >= other[p];
        }
        all
    }

    #[inline]
    fn descending(&self, other: &Self) -> Ordering {
        for p in 0..D {
            if self[p] != other[p] {
                return other[p].cmp(&self[p]);
            }
        }
        Ordering::Equal
    }
}

impl Vector for Box<[i64]> {
    fn build(dimension: usize, coordinate: impl FnMut(usize) -> i64) -> Self {
        (0..dimension).map(coordinate).collect()
    }

    fn coordinates(&self) -> &[i64] {
        self
    }

    fn coordinates_mut(&mut self) -> &mut [i64] {
        self
    }

    fn plus(&self, other: &Self) -> Self {
        self.iter().zip(other).map(|(a, b)| a + b).collect()
    }

    fn covers(&self, other: &Self) -> bool {
        self.iter().zip(other).all(|(a, b)| a >= b)
    }

    fn descending(&self, other: &Self) -> Ordering {
        other.cmp(self)
    }
}
