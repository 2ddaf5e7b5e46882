//! Where chance comes from: a ChaCha stream of a seed.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A stream of choices.
#[derive(Clone, Debug)]
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// The stream of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number from 0 to `count - 1`; the slight bias does not matter here.
    pub fn below(&mut self, count: usize) -> usize {
        let word = self.0.next_u64() % (count.max(1) as u64);
        usize::try_from(word).unwrap_or_default()
    }

    /// A number from `least` to `most`.
    pub fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most.saturating_sub(least) + 1)
    }

    /// Whether something happens that does so in so many of a hundred cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// The position of one of the weights, taken in proportion.
    pub fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut drawn = self.below(weights.iter().sum());
        for (at, &weight) in weights.iter().enumerate() {
            match drawn.checked_sub(weight) {
                None => return at,
                Some(rest) => drawn = rest,
            }
        }
        0
    }

    /// One of a list that is not empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// Any order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }

    /// The list in any order, cut into groups of ties; none is empty.
    pub fn groups<T>(&mut self, mut list: Vec<T>) -> Vec<Vec<T>> {
        self.shuffle(&mut list);
        let mut groups: Vec<Vec<T>> = Vec::new();
        for item in list {
            match groups.last_mut() {
                Some(group) if self.chance(30) => group.push(item),
                _ => groups.push(vec![item]),
            }
        }
        groups
    }
}
