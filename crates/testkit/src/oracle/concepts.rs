//! The frontier and the solution concepts on a finite list of value vectors.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use num_traits::{One, Signed};

use super::Number;

/// Packages, as positions in the list that was given, by concept; each with
/// every package that ties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concepts {
    /// Greatest product of gains (Nash 1950): one entry for each maximum-size
    /// set of parties that gain strictly together.
    pub nash: Vec<(BTreeSet<usize>, Vec<usize>)>,
    /// Lexicographic max-min of the shares of possible gain (Kalai and
    /// Smorodinsky 1975; leximin for finite sets).
    pub kalai_smorodinsky: Vec<usize>,
    /// Lexicographic max-min of the gains (Kalai 1977).
    pub egalitarian: Vec<usize>,
    /// Greatest sum of the shares of possible gain.
    pub utilitarian: Vec<usize>,
}

/// What gains are measured by, one entry a coordinate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standards {
    /// Value of no agreement.
    pub reservation: Vec<Number>,
    /// Greatest value of any vector.
    pub aspiration: Vec<Number>,
}

impl Standards {
    /// The standards of a list that is not empty.
    ///
    /// # Panics
    ///
    /// When the list is empty.
    #[must_use]
    pub fn of(vectors: &[Vec<Number>], reservation: &[Number]) -> Self {
        let most =
            |party: usize| vectors.iter().map(|vector| vector[party].clone()).max().expect("some vector");
        Self { reservation: reservation.to_vec(), aspiration: (0..reservation.len()).map(most).collect() }
    }

    /// The parties that can gain anything.
    #[must_use]
    pub fn gainers(&self) -> Vec<usize> {
        (0..self.reservation.len())
            .filter(|&party| self.aspiration[party] > self.reservation[party])
            .collect()
    }

    /// A party's gain.
    #[must_use]
    pub fn gain(&self, vector: &[Number], party: usize) -> Number {
        &vector[party] - &self.reservation[party]
    }

    /// A party's share of its possible gain.
    #[must_use]
    pub fn share(&self, vector: &[Number], party: usize) -> Number {
        self.gain(vector, party) / (&self.aspiration[party] - &self.reservation[party])
    }
}

/// The positions of the vectors that no other dominates.
#[must_use]
pub fn nondominated(vectors: &[Vec<Number>]) -> Vec<usize> {
    let dominates = |one: &[Number], other: &[Number]| {
        one != other && one.iter().zip(other).all(|(one, other)| one >= other)
    };
    let free = |at: &usize| !vectors.iter().any(|other| dominates(other, &vectors[*at]));
    (0..vectors.len()).filter(free).collect()
}

/// The concepts over a list of vectors, each of which gives every party at
/// least its reservation value. Empty where the list is.
#[must_use]
pub fn concepts(vectors: &[Vec<Number>], reservation: &[Number]) -> Concepts {
    if vectors.is_empty() {
        return Concepts::default();
    }
    let standards = Standards::of(vectors, reservation);
    let parties: Vec<_> = (0..reservation.len()).collect();
    let able = standards.gainers();
    let gains =
        |vector: &[Number]| parties.iter().map(|&party| standards.gain(vector, party)).collect::<Vec<_>>();
    let shares =
        |vector: &[Number]| able.iter().map(|&party| standards.share(vector, party)).collect::<Vec<_>>();
    Concepts {
        nash: nash(vectors, &standards),
        kalai_smorodinsky: greatest(vectors, |vector| sorted(shares(vector))),
        egalitarian: greatest(vectors, |vector| sorted(gains(vector))),
        utilitarian: greatest(vectors, |vector| shares(vector).into_iter().sum::<Number>()),
    }
}

fn nash(vectors: &[Vec<Number>], standards: &Standards) -> Vec<(BTreeSet<usize>, Vec<usize>)> {
    let gaining = |vector: &[Number]| -> BTreeSet<usize> {
        (0..vector.len()).filter(|&party| standards.gain(vector, party).is_positive()).collect()
    };
    let sets: BTreeSet<_> = vectors.iter().map(|vector| gaining(vector)).collect();
    let most = sets.iter().map(BTreeSet::len).max().unwrap_or_default();
    let of = |set: BTreeSet<usize>| {
        let product = |vector: &[Number]| {
            if gaining(vector) != set {
                return -Number::one();
            }
            set.iter().fold(Number::one(), |product, &party| product * standards.gain(vector, party))
        };
        let best = greatest(vectors, product);
        (set.clone(), best)
    };
    sets.into_iter().filter(|set| set.len() == most).map(of).collect()
}

fn sorted(mut numbers: Vec<Number>) -> Vec<Number> {
    numbers.sort();
    numbers
}

/// The positions of all vectors at which a measure is greatest.
fn greatest<T: Ord>(vectors: &[Vec<Number>], measure: impl Fn(&[Number]) -> T) -> Vec<usize> {
    let measured: Vec<_> = vectors.iter().map(|vector| measure(vector)).collect();
    let best = measured.iter().max();
    (0..vectors.len())
        .filter(|&at| best.is_some_and(|best| measured[at].cmp(best) == Ordering::Equal))
        .collect()
}

#[cfg(test)]
mod tests {
    use num_traits::Zero;

    use super::*;
    use crate::oracle::region::whole;

    fn vectors(values: &[[i64; 2]]) -> Vec<Vec<Number>> {
        values.iter().map(|vector| vector.iter().map(|&value| whole(value)).collect()).collect()
    }

    #[test]
    fn the_concepts_part_ways_on_a_hand_made_list() {
        let list = vectors(&[[100, 10], [60, 50], [40, 60], [10, 64], [60, 40]]);
        let found = concepts(&list, &[Number::zero(), Number::zero()]);
        // 1000, 3000, 2400, 640, 2400
        assert_eq!(found.nash, [(BTreeSet::from([0, 1]), vec![1])]);
        // Shares of 100 and 64: (1, .16), (.6, .78), (.4, .94), (.1, 1), (.6, .63)
        assert_eq!(found.kalai_smorodinsky, [1]);
        assert_eq!(found.egalitarian, [1]);
        assert_eq!(found.utilitarian, [1]);
        assert_eq!(nondominated(&list), [0, 1, 2, 3]);
        let found = concepts(&list, &[whole(40), Number::zero()]);
        // Products: 600, 1000, 0; shares of 60 and 60 and so on, over those given.
        assert_eq!(
            concepts(&list[..3], &[whole(40), Number::zero()]).nash,
            [(BTreeSet::from([0, 1]), vec![1])]
        );
        assert_eq!(found.nash.len(), 1);
    }

    #[test]
    fn nash_without_a_common_gain_keeps_each_largest_set() {
        let list = vectors(&[[5, 0], [3, 0], [0, 7], [0, 0]]);
        let found = concepts(&list, &[Number::zero(), Number::zero()]);
        assert_eq!(found.nash, [(BTreeSet::from([0]), vec![0]), (BTreeSet::from([1]), vec![2])]);
        assert_eq!(found.egalitarian, [2]);
        assert_eq!(found.utilitarian, [0, 2]);
    }

    #[test]
    fn a_party_that_cannot_gain_is_left_out_of_shares() {
        let list = vectors(&[[5, 2], [3, 2]]);
        let found = concepts(&list, &[Number::zero(), whole(2)]);
        assert_eq!(found.kalai_smorodinsky, [0]);
        assert_eq!(found.nash, [(BTreeSet::from([0]), vec![0])]);
    }
}
