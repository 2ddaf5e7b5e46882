//! The tree of keys: sparse, with a key's way from the root fixed by the bits of
//! its position (after Dahlberg, Pulls and Peeters 2016).
//!
//! Sorted leaves would prove nothing about what is absent if the declarant did
//! not sort them. Here the way of a key leads to its leaf, to the leaf of
//! another that begins with the same bits, or to nothing, and to one of them
//! alone. A part of the tree with a single leaf is that leaf, so that a tree of
//! n leaves has fewer than 2n branches on average, whatever their depth.

use super::hash::{self, Digest};

/// Bits of a position, and the longest way.
pub(super) const BITS: usize = 256;

/// What the tree holds at a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leaf {
    /// Where it is: of a key, what the verifiable random function gives.
    pub position: Digest,
    /// Commits to the path of the item that bears the key.
    pub holder: Digest,
}

/// Whether bit `depth` of a position is set, from the highest of the first byte.
fn bit(position: &Digest, depth: usize) -> bool {
    position.get(depth / 8).is_some_and(|byte| byte >> (7 - depth % 8) & 1 == 1)
}

/// Whether two positions begin with the same `depth` bits.
pub(super) fn together(one: &Digest, other: &Digest, depth: usize) -> bool {
    (0..depth).all(|at| bit(one, at) == bit(other, at))
}

#[derive(Clone, Copy)]
enum Part {
    Empty,
    Leaf(usize),
    Branch(usize, usize),
}

/// The tree with the hashes of all its parts.
#[derive(Clone)]
pub(super) struct Keys {
    /// In order of position.
    leaves: Vec<Leaf>,
    /// Each with its hash; what is beneath a part comes before it.
    parts: Vec<(Digest, Part)>,
}

impl Keys {
    /// The tree of leaves; `None` where two have the same position.
    pub(super) fn new(context: &[u8], mut leaves: Vec<Leaf>) -> Option<Self> {
        leaves.sort_unstable();
        let twice = |pair: &[Leaf]| matches!(pair, [one, other] if one.position == other.position);
        if leaves.windows(2).any(twice) {
            return None;
        }
        let mut keys = Self { parts: Vec::with_capacity(leaves.len() * 5 / 2), leaves: Vec::new() };
        keys.build(context, &leaves, (0, 0));
        keys.leaves = leaves;
        Some(keys)
    }

    /// Builds the part of leaves that share `depth` bits, the first of which is
    /// number `first`, and returns its place. As positions differ it ends before
    /// they have no more bits.
    fn build(&mut self, context: &[u8], leaves: &[Leaf], (first, depth): (usize, usize)) -> usize {
        let (hash, part) = match leaves {
            [] => (hash::empty(context), Part::Empty),
            [leaf] => (hash::leaf(context, leaf), Part::Leaf(first)),
            _ => {
                let middle = leaves.partition_point(|leaf| !bit(&leaf.position, depth));
                let (left, right) = leaves.split_at(middle);
                let left = self.build(context, left, (first, depth + 1));
                let right = self.build(context, right, (first + middle, depth + 1));
                (hash::branch(context, &self.hash(left), &self.hash(right)), Part::Branch(left, right))
            }
        };
        self.parts.push((hash, part));
        self.parts.len() - 1
    }

    fn hash(&self, part: usize) -> Digest {
        self.parts.get(part).map(|(hash, _)| *hash).unwrap_or_default()
    }

    pub(super) fn root(&self) -> Digest {
        self.hash(self.parts.len().wrapping_sub(1))
    }

    /// What the way of a position leads to, and the hashes beside it, from below.
    pub(super) fn way(&self, position: &Digest) -> (Option<Leaf>, Vec<Digest>) {
        let mut beside = Vec::new();
        let mut here = self.parts.len().wrapping_sub(1);
        loop {
            let held = match self.parts.get(here).map(|(_, part)| *part) {
                Some(Part::Branch(left, right)) => {
                    let (next, other) =
                        if bit(position, beside.len()) { (right, left) } else { (left, right) };
                    beside.push(self.hash(other));
                    here = next;
                    continue;
                }
                Some(Part::Leaf(leaf)) => self.leaves.get(leaf).copied(),
                Some(Part::Empty) | None => None,
            };
            beside.reverse();
            return (held, beside);
        }
    }
}

/// The root to which a leaf, or nothing, leads along the way of a position.
pub(super) fn climb(context: &[u8], position: &Digest, held: Option<&Leaf>, beside: &[Digest]) -> Digest {
    let start = held.map_or_else(|| hash::empty(context), |leaf| hash::leaf(context, leaf));
    beside.iter().zip((0..beside.len()).rev()).fold(start, |here, (other, depth)| {
        if bit(position, depth) {
            hash::branch(context, other, &here)
        } else {
            hash::branch(context, &here, other)
        }
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// Positions that share many bits, so that ways are long.
    fn a_position() -> impl Strategy<Value = Digest> {
        (proptest::collection::vec(0_u8..2, 3), 0_u8..4).prop_map(|(first, last)| {
            let mut position = [0; 32];
            position[..3].copy_from_slice(&first);
            position[31] = last;
            position
        })
    }

    proptest! {
        #[test]
        fn what_is_held_is_found_and_nothing_else(
            held in proptest::collection::btree_map(a_position(), any::<[u8; 32]>(), 0..12),
            asked in proptest::collection::vec(a_position(), 1..12),
        ) {
            let leaves = held.iter().map(|(position, holder)| Leaf { position: *position, holder: *holder });
            let keys = Keys::new(b"test", leaves.clone().rev().collect()).expect("apart");
            for position in asked.iter().chain(held.keys()) {
                let (leaf, beside) = keys.way(position);
                prop_assert_eq!(climb(b"test", position, leaf.as_ref(), &beside), keys.root());
                let found = leaf.filter(|leaf| leaf.position == *position).map(|leaf| leaf.holder);
                prop_assert_eq!(found.as_ref(), held.get(position));
                prop_assert!(leaf.is_none_or(|leaf| together(&leaf.position, position, beside.len())));
                // By definition: no fewer bits would tell it from all others.
                let alone = |depth| held.keys().filter(|each| together(each, position, depth)).count() <= 1;
                prop_assert_eq!((0..).find(|depth| alone(*depth)), Some(beside.len()));
            }
            let mut others: BTreeMap<_, _> = held.clone();
            others.entry(asked[0]).and_modify(|holder| holder[0] ^= 1).or_default();
            let others = others.into_iter().map(|(position, holder)| Leaf { position, holder });
            prop_assert_ne!(Keys::new(b"test", others.collect()).expect("apart").root(), keys.root());
        }
    }

    #[test]
    fn two_leaves_have_no_position_in_common() {
        let leaf = Leaf { position: [1; 32], holder: [2; 32] };
        assert!(Keys::new(b"test", vec![leaf, Leaf { holder: [3; 32], ..leaf }]).is_none());
    }
}
