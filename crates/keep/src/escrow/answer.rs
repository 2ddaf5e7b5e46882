//! Answers to challenges, and their check against a commitment alone.

use super::LEVELS;
use super::hash::{self, Digest};
use super::places;
use super::seal::{Commitment, context};

/// The commitments of one node on the way to what is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sibling {
    /// To its text.
    pub text: Digest,
    /// To the number of items beneath it.
    pub count: Digest,
    /// The hashes of its children.
    pub children: Vec<Digest>,
}

/// A number one level down: how many, its salt, the commitment to the text
/// beside it, and the hashes of its children.
pub type Part = (u64, Digest, Digest, Vec<Digest>);

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
        /// The nodes from the root to the path.
        way: Vec<Sibling>,
    },
    /// The number of items beneath a path and those one level down.
    Sum {
        /// Where.
        path: Vec<u16>,
        /// How many.
        count: u64,
        /// Its salt.
        salt: Digest,
        /// The numbers one level down, in order of place.
        parts: Vec<Part>,
        /// The nodes from the root to the path.
        way: Vec<Sibling>,
    },
    /// Whether a key is declared.
    Key {
        /// The key.
        key: String,
        /// The hash that its place holds, if it holds any.
        held: Option<Digest>,
        /// The salt of the place.
        salt: Digest,
        /// The hashes beside the way from the place to the root, from below.
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
    let Commitment { nonce, tree, keys, previous, .. } = commitment;
    let root = hash::root(&context, nonce, tree, keys, previous.as_ref());
    if root != commitment.root {
        return Verdict::Invalid;
    }
    let verdict = match answer {
        Answer::Text { path, text, salt, way } => {
            let last = leads(commitment, &context, path, way);
            let holds = last.is_some_and(|last| hash::text(&context, path, salt, text) == Some(last.text));
            holds.then(|| Verdict::Text(text.clone()))
        }
        Answer::Sum { path, count, salt, parts, way } => {
            let last = leads(commitment, &context, path, way);
            let holds = last.is_some_and(|last| adds_up(&context, path, (*count, salt), parts, last));
            holds.then_some(Verdict::Count(*count))
        }
        Answer::Key { key, held, salt, beside } => {
            let hashed = hash::key(&context, &commitment.nonce, key);
            let position = places::position(&hashed);
            let place = hash::place(&context, position, salt, held.as_ref());
            let whole = beside.len() == LEVELS as usize;
            let holds = whole && places::climb(&context, position, place, beside) == commitment.keys;
            let there = *held == Some(hashed);
            holds.then_some(if there { Verdict::Declared } else { Verdict::NotDeclared })
        }
    };
    verdict.unwrap_or(Verdict::Invalid)
}

/// The last node of a way that leads from the root of the commitment along a path.
fn leads<'a>(
    commitment: &Commitment,
    context: &[u8],
    path: &[u16],
    way: &'a [Sibling],
) -> Option<&'a Sibling> {
    if way.len() != path.len() + 1 || path.len() > 2 {
        return None;
    }
    let mut expected = commitment.tree;
    for (length, node) in way.iter().enumerate() {
        let places = match length {
            0 => commitment.shape.sites,
            1 => commitment.shape.items,
            _ => 0,
        };
        let here = path.get(..length)?;
        if node.children.len() != usize::from(places)
            || hash::node(context, here, &node.text, &node.count, &node.children) != expected
        {
            return None;
        }
        if let Some(next) = path.get(length) {
            expected = *node.children.get(usize::from(*next))?;
        }
    }
    way.last()
}

/// Whether a number is the one committed to, and the sum of those one level
/// down; an item has none and counts as one or, if it is a dummy, not.
fn adds_up(
    context: &[u8],
    path: &[u16],
    (count, salt): (u64, &Digest),
    parts: &[Part],
    node: &Sibling,
) -> bool {
    if hash::count(context, path, salt, count) != node.count || parts.len() != node.children.len() {
        return false;
    }
    if parts.is_empty() {
        return count <= 1;
    }
    let mut sum: u64 = 0;
    for (at, ((part, salt, text, children), child)) in (0_u16..).zip(parts.iter().zip(&node.children)) {
        let mut here = path.to_vec();
        here.push(at);
        let number = hash::count(context, &here, salt, *part);
        if hash::node(context, &here, text, &number, children) != *child {
            return false;
        }
        let Some(next) = sum.checked_add(*part) else { return false };
        sum = next;
    }
    sum == count
}
