//! Answers to challenges, and their check against a commitment alone.

use super::hash::{self, Digest};
use super::keys::{self, BITS, Leaf};
use super::seal::{Commitment, context, message};
use super::vrf::{self, Proof};

/// A node on the way to what is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Commits to its text.
    pub text: Digest,
    /// Commits to the number of items beneath it.
    pub count: Digest,
    /// The hashes of its children.
    pub children: Vec<Digest>,
}

/// A number one level down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// How many items.
    pub count: u64,
    /// The salt of the number.
    pub salt: Digest,
    /// Commits to the text beside it.
    pub text: Digest,
    /// Commits to what is beneath it.
    pub below: Digest,
}

/// What a declarant opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The text at a path; empty at a dummy.
    Text {
        /// Where.
        path: Vec<u16>,
        /// What is said there.
        text: String,
        /// Its salt.
        salt: Digest,
        /// Commits to the number beneath it.
        count: Digest,
        /// Commits to what is beneath it.
        below: Digest,
        /// The nodes from the root to the one above.
        way: Vec<Node>,
    },
    /// The number of items beneath a path and those one level down.
    Sum {
        /// Where.
        path: Vec<u16>,
        /// How many.
        count: u64,
        /// Its salt.
        salt: Digest,
        /// Commits to the text beside it.
        text: Digest,
        /// The numbers one level down, in order of place; none at an item.
        parts: Vec<Part>,
        /// At an item: commits to its key.
        below: Option<Digest>,
        /// The nodes from the root to the one above.
        way: Vec<Node>,
    },
    /// The key of an item, that the item counts as one, and that the tree of
    /// keys holds the key as the item's.
    Item {
        /// Where.
        path: Vec<u16>,
        /// The key.
        key: String,
        /// The proof of the key's position.
        proof: Proof,
        /// The salts of the item's number, of its key, and of itself at the key.
        salts: [Digest; 3],
        /// Commits to its text.
        text: Digest,
        /// The nodes from the root to its site.
        way: Vec<Node>,
        /// The hashes beside the way of the key, from below.
        beside: Vec<Digest>,
    },
    /// Whether a key is declared.
    Key {
        /// The key.
        key: String,
        /// The proof of its position.
        proof: Proof,
        /// What its way in the tree of keys leads to: itself, another, or nothing.
        held: Option<Leaf>,
        /// The hashes beside the way, from below.
        beside: Vec<Digest>,
    },
}

/// What an answer shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// This text was sealed at this path.
    Text(String),
    /// So many items were sealed beneath this path.
    Count(u64),
    /// The item at this path counts as one and bears this key, which is
    /// declared as the key of this item.
    Item(String),
    /// The key was declared.
    Declared,
    /// The key was not declared.
    NotDeclared,
    /// The answer does not belong to the commitment.
    Invalid,
}

/// Checks an answer against a commitment.
#[must_use]
pub fn verify(commitment: &Commitment, answer: &Answer) -> Verdict {
    let context =
        context(&commitment.instrument, &commitment.declarant, commitment.version, commitment.shape);
    let Commitment { oracle, tree, keys, previous, version, .. } = commitment;
    if !follows(*version, previous.is_some())
        || hash::root(&context, oracle, tree, keys, previous.as_ref()) != commitment.root
    {
        return Verdict::Invalid;
    }
    Check { commitment, context }.answer(answer).unwrap_or(Verdict::Invalid)
}

/// Whether a commitment is the version after another: of the same declarant and
/// instrument, with the root of that one.
#[must_use]
pub fn is_next(before: &Commitment, after: &Commitment) -> bool {
    (&before.instrument, &before.declarant) == (&after.instrument, &after.declarant)
        && before.version.checked_add(1) == Some(after.version)
        && after.previous == Some(before.root)
}

/// Whether a version is one that can be: from 1, and naming the one before from
/// the second on.
pub(super) fn follows(version: u32, previous: bool) -> bool {
    version > 0 && (version > 1) == previous
}

/// A commitment with its context.
struct Check<'a> {
    commitment: &'a Commitment,
    context: Vec<u8>,
}

impl Check<'_> {
    /// What an answer shows; nothing if it does not hold.
    fn answer(&self, answer: &Answer) -> Option<Verdict> {
        let context = &self.context;
        match answer {
            Answer::Text { path, text, salt, count, below, way } => {
                let committed = hash::text(context, path, salt, text)?;
                let node = hash::node(context, path, &committed, count, below);
                self.leads(path, node, way).then(|| Verdict::Text(text.clone()))
            }
            Answer::Sum { path, count, salt, text, parts, below, way } => {
                let below = self.adds_up(path, *count, parts, below.as_ref())?;
                let committed = hash::count(context, path, salt, *count);
                let node = hash::node(context, path, text, &committed, &below);
                self.leads(path, node, way).then_some(Verdict::Count(*count))
            }
            Answer::Item { path, key, proof, salts: [number, bearing, holder], text, way, beside } => {
                let position = self.position(key, proof)?;
                let below = hash::bearing(context, path, bearing, &position);
                let count = hash::count(context, path, number, 1);
                let node = hash::node(context, path, text, &count, &below);
                let leaf = Leaf { position, holder: hash::holder(context, &position, holder, path) };
                let holds = path.len() == 2
                    && self.leads(path, node, way)
                    && self.holds(&position, Some(&leaf), beside);
                holds.then(|| Verdict::Item(key.clone()))
            }
            Answer::Key { key, proof, held, beside } => {
                let position = self.position(key, proof)?;
                if !self.holds(&position, held.as_ref(), beside) {
                    return None;
                }
                let there = held.is_some_and(|leaf| leaf.position == position);
                Some(if there { Verdict::Declared } else { Verdict::NotDeclared })
            }
        }
    }

    /// Where a key is to be looked for, if that is proved.
    fn position(&self, key: &str, proof: &Proof) -> Option<Digest> {
        let value = vrf::verify(&self.commitment.oracle, &message(&self.context, key), proof)?;
        Some(hash::position(&self.context, &value))
    }

    /// Whether the way of a position leads to what is held.
    fn holds(&self, position: &Digest, held: Option<&Leaf>, beside: &[Digest]) -> bool {
        beside.len() <= BITS
            && held.is_none_or(|leaf| keys::together(&leaf.position, position, beside.len()))
            && keys::climb(&self.context, position, held, beside) == self.commitment.keys
    }

    /// Whether a way leads from the root of the commitment along a path to a node.
    fn leads(&self, path: &[u16], node: Digest, way: &[Node]) -> bool {
        if way.len() != path.len() || path.len() > 2 {
            return false;
        }
        let mut here = node;
        for ((depth, step), above) in path.iter().enumerate().zip(way).rev() {
            if above.children.len() != self.arity(depth)
                || above.children.get(usize::from(*step)) != Some(&here)
            {
                return false;
            }
            let Some(path) = path.get(..depth) else { return false };
            let below = hash::below(&self.context, path, &above.children);
            here = hash::node(&self.context, path, &above.text, &above.count, &below);
        }
        here == self.commitment.tree
    }

    /// How many children a node has so far beneath the root.
    fn arity(&self, depth: usize) -> usize {
        match depth {
            0 => usize::from(self.commitment.shape.sites),
            1 => usize::from(self.commitment.shape.items),
            _ => 0,
        }
    }

    /// What is beneath a node whose number is the sum of those one level down;
    /// an item counts as one or, if it is a dummy, not.
    fn adds_up(&self, path: &[u16], count: u64, parts: &[Part], below: Option<&Digest>) -> Option<Digest> {
        if path.len() == 2 {
            return below.copied().filter(|_| parts.is_empty() && count <= 1);
        }
        if parts.len() != self.arity(path.len()) || below.is_some() {
            return None;
        }
        let mut sum: u64 = 0;
        let mut children = Vec::with_capacity(parts.len());
        for (at, part) in (0_u16..).zip(parts) {
            sum = sum.checked_add(part.count)?;
            let here = [path, &[at]].concat();
            let number = hash::count(&self.context, &here, &part.salt, part.count);
            children.push(hash::node(&self.context, &here, &part.text, &number, &part.below));
        }
        (sum == count).then(|| hash::below(&self.context, path, &children))
    }
}
