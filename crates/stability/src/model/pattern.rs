//! Links among the classes of one group: a partial order by its covers.

use detente_space::control::Control;
use fixedbitset::FixedBitSet;

use super::ModelError;

/// The classes of one group, in an order in which every class comes after those
/// that it can reach, and their covering links.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    predecessors: Vec<Vec<u32>>,
    successors: Vec<Vec<u32>>,
}

/// An order of classes, and the pattern over them.
pub(super) struct Ordered {
    /// For each class as given its place in the pattern.
    pub(super) place: Vec<u32>,
    pub(super) pattern: Pattern,
}

impl Pattern {
    /// The pattern of so many classes under a partial order, `reaches(a, b)`
    /// saying that a can go to b.
    ///
    /// # Errors
    ///
    /// [`ModelError::Stopped`] where the control says so.
    pub(super) fn order(
        classes: usize,
        reaches: impl Fn(usize, usize) -> bool,
        control: &Control<'_>,
    ) -> Result<Ordered, ModelError> {
        let mut reach: Vec<FixedBitSet> = Vec::with_capacity(classes);
        for from in 0..classes {
            if from.is_multiple_of(64) {
                ModelError::if_stopped(control)?;
            }
            reach.push((0..classes).filter(|&to| reaches(from, to)).collect());
        }
        let mut order: Vec<usize> = (0..classes).collect();
        // Whoever reaches more comes later.
        order.sort_by_key(|&class| (reach[class].count_ones(..), class));
        let mut place = vec![0; classes];
        order.iter().zip(0..).for_each(|(&class, at)| place[class] = at);
        let mut pattern =
            Self { predecessors: vec![Vec::new(); classes], successors: vec![Vec::new(); classes] };
        for (at, &from) in order.iter().enumerate() {
            if at.is_multiple_of(64) {
                ModelError::if_stopped(control)?;
            }
            let mut covered = FixedBitSet::with_capacity(classes);
            // The nearest first: what it reaches is covered.
            for (below, &to) in order[..at].iter().enumerate().rev() {
                if reach[from].contains(to) && !covered.contains(to) {
                    covered.union_with(&reach[to]);
                    pattern.successors[at].push(place[to]);
                    pattern.predecessors[below].push(place[from]);
                }
            }
        }
        Ok(Ordered { place, pattern })
    }

    pub(super) fn predecessors(&self, class: usize) -> &[u32] {
        &self.predecessors[class]
    }

    pub(super) fn successors(&self, class: usize) -> &[u32] {
        &self.successors[class]
    }
}

#[cfg(test)]
mod tests {
    use super::{Control, Ordered, Pattern};

    fn order(classes: usize, reaches: fn(usize, usize) -> bool) -> Ordered {
        Pattern::order(classes, reaches, &Control::unlimited()).unwrap()
    }

    #[test]
    fn a_chain_has_single_links() {
        let ordered = order(5, |from, to| from <= to);
        for at in 1..5 {
            assert_eq!(ordered.pattern.successors(at), [at as u32 - 1]);
        }
        assert_eq!(ordered.place, [4, 3, 2, 1, 0]);
    }

    #[test]
    fn a_square_is_covered_from_both_sides() {
        let ordered = order(4, |from, to| from & to == from);
        assert_eq!(ordered.pattern.successors(3).len(), 2);
        assert_eq!(ordered.pattern.predecessors(0).len(), 2);
    }
}
