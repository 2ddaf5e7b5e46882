//! Counts of packages: one or two words where they suffice, otherwise without bound.

use num_bigint::BigUint;

/// A number of packages.
pub(crate) trait Count: From<u32> + Into<BigUint> {
    /// So many times the number; `None` where that does not fit.
    fn times(&self, factor: u32) -> Option<Self>;

    /// The sum; `None` where it does not fit.
    fn plus(self, other: Self) -> Option<Self>;
}

macro_rules! count_in_words {
    ($($number:ty),*) => {$(
        impl Count for $number {
            #[inline]
            fn times(&self, factor: u32) -> Option<Self> {
                self.checked_mul(Self::from(factor))
            }

            #[inline]
            fn plus(self, other: Self) -> Option<Self> {
                self.checked_add(other)
            }
        }
    )*};
}

count_in_words!(u64, u128);

impl Count for BigUint {
    fn times(&self, factor: u32) -> Option<Self> {
        Some(self * factor)
    }

    fn plus(self, other: Self) -> Option<Self> {
        Some(self + other)
    }
}
