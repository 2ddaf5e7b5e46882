//! Counts that start small and grow without bound.

use num_bigint::BigUint;

/// A number of packages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Count {
    /// While it fits.
    Small(u128),
    /// Afterwards.
    Large(BigUint),
}

impl Count {
    /// Adds `times` times the other.
    pub(crate) fn add_times(&mut self, other: &Count, times: u32) {
        if let (Count::Small(own), Count::Small(new)) = (&*self, other)
            && let Some(sum) = new.checked_mul(u128::from(times)).and_then(|product| own.checked_add(product))
        {
            *self = Count::Small(sum);
            return;
        }
        let sum = self.clone().into_biguint() + other.clone().into_biguint() * times;
        *self = Count::Large(sum);
    }

    /// As a big integer.
    pub(crate) fn into_biguint(self) -> BigUint {
        match self {
            Count::Small(value) => value.into(),
            Count::Large(value) => value,
        }
    }
}
