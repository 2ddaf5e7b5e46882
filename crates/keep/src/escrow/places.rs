//! The tree of keys: a key's place is fixed by its hash, and every place that
//! holds no key holds a salted filler of its own.
//!
//! Because all places are at one depth, a proof that a key is there or is not
//! always has the same length; sorted leaves would prove nothing if the
//! declarant did not sort them.

use std::collections::BTreeMap;

use super::LEVELS;
use super::hash::{self, Digest, Domain};

/// The place of a key: the first bits of its hash.
pub(super) fn position(key: &Digest) -> u32 {
    let [first, second, third, fourth, ..] = *key;
    u32::from_be_bytes([first, second, third, fourth]) >> (32 - LEVELS)
}

/// All places with the keys that they hold.
#[derive(Clone, Debug)]
pub(super) struct Places {
    /// Hashes of all nodes, level by level from the places to the root.
    levels: Vec<Vec<Digest>>,
    held: BTreeMap<u32, Digest>,
    context: Vec<u8>,
    seed: Digest,
}

impl Places {
    /// Puts hashed keys into their places; `None` where two have the same.
    pub(super) fn new(context: &[u8], seed: &Digest, keys: &[Digest]) -> Option<Self> {
        let mut held = BTreeMap::new();
        for key in keys {
            if held.insert(position(key), *key).is_some() {
                return None;
            }
        }
        let mut places = Self { levels: Vec::new(), held, context: context.to_vec(), seed: *seed };
        let mut level: Vec<Digest> = (0..1_u32 << LEVELS)
            .map(|at| hash::place(context, at, &places.salt(at), places.held.get(&at)))
            .collect();
        while level.len() > 1 {
            let above = level
                .chunks(2)
                .filter_map(|pair| match pair {
                    [left, right] => Some(hash::branch(context, left, right)),
                    _ => None,
                })
                .collect();
            places.levels.push(std::mem::replace(&mut level, above));
        }
        places.levels.push(level);
        Some(places)
    }

    pub(super) fn root(&self) -> Digest {
        self.levels.last().and_then(|level| level.first()).copied().unwrap_or_default()
    }

    pub(super) fn salt(&self, position: u32) -> Digest {
        hash::derived(Domain::Filler, &self.context, &self.seed, b"place", &position.to_be_bytes())
    }

    pub(super) fn held(&self, position: u32) -> Option<&Digest> {
        self.held.get(&position)
    }

    /// The hashes beside the way from a place to the root, from below.
    pub(super) fn beside(&self, position: u32) -> Vec<Digest> {
        let mut at = position as usize;
        let mut beside = Vec::new();
        for level in self.levels.iter().take(LEVELS as usize) {
            beside.extend(level.get(at ^ 1));
            at >>= 1;
        }
        beside
    }
}

/// The root that a place with hashes beside its way leads to.
pub(super) fn climb(context: &[u8], position: u32, place: Digest, beside: &[Digest]) -> Digest {
    let mut here = place;
    for (level, other) in beside.iter().enumerate() {
        here = if position >> level & 1 == 0 {
            hash::branch(context, &here, other)
        } else {
            hash::branch(context, other, &here)
        };
    }
    here
}
