//! Whole numbers drawn from a seed.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of numbers that depends on its seed alone.
#[derive(Debug)]
pub struct Draw(ChaCha8Rng);

impl Draw {
    /// The stream of `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number from 0 to `bound - 1`. The bias of the remainder is below
    /// `bound` / 2^64 and does not matter here.
    ///
    /// # Panics
    /// When `bound` is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.0.next_u64() % bound as u64).expect("below the bound")
    }

    /// A number from `least` to `most`, both possible.
    ///
    /// # Panics
    /// When `most` is below `least`.
    pub fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// `count` different numbers below `bound`, in the order drawn.
    ///
    /// # Panics
    /// When there are not that many.
    pub fn distinct(&mut self, count: usize, bound: usize) -> Vec<usize> {
        assert!(count <= bound, "{count} different numbers below {bound}");
        let mut drawn = Vec::with_capacity(count);
        while drawn.len() < count {
            let next = self.below(bound);
            if !drawn.contains(&next) {
                drawn.push(next);
            }
        }
        drawn
    }
}
