//! Every hash of the escrow: SHA-256 over a domain byte, the context, and
//! fields with their lengths.

use sha2::{Digest as _, Sha256};

use super::TEXT;
use super::keys::Leaf;

/// A SHA-256.
pub type Digest = [u8; 32];

/// What a hash is of; each kind begins with a byte of its own, so that none can
/// be taken for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Domain {
    Text = 0x00,
    Node = 0x01,
    Count = 0x02,
    Position = 0x03,
    Leaf = 0x04,
    Branch = 0x05,
    Root = 0x06,
    Bearing = 0x07,
    Holder = 0x08,
    Below = 0x09,
    Empty = 0x0a,
    Key = 0x0b,
    Salt = 0x10,
    Dummy = 0x11,
    Order = 0x12,
    Oracle = 0x13,
}

/// A hash that is being fed with fields, each preceded by its length.
pub(super) struct Fields(Sha256);

impl Fields {
    pub(super) fn new(domain: Domain, context: &[u8]) -> Self {
        let mut state = Sha256::new();
        state.update([domain as u8]);
        Self(state).field(context)
    }

    /// A field: its length as four bytes big-endian, then its bytes.
    pub(super) fn field(mut self, bytes: &[u8]) -> Self {
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        self.0.update(length.to_be_bytes());
        self.0.update(bytes);
        self
    }

    pub(super) fn finish(self) -> Digest {
        self.0.finalize().into()
    }
}

/// A path as bytes: two for each step, big-endian.
pub(super) fn path_bytes(path: &[u16]) -> Vec<u8> {
    path.iter().flat_map(|step| step.to_be_bytes()).collect()
}

/// A text in a field of fixed length: two bytes of length, the bytes, zeros.
pub(super) fn padded(text: &str) -> Option<[u8; TEXT]> {
    let mut field = [0; TEXT];
    let length = u16::try_from(text.len()).ok()?;
    field.get_mut(..2)?.copy_from_slice(&length.to_be_bytes());
    field.get_mut(2..2 + text.len())?.copy_from_slice(text.as_bytes());
    Some(field)
}

pub(super) fn text(context: &[u8], path: &[u16], salt: &Digest, text: &str) -> Option<Digest> {
    let fields = Fields::new(Domain::Text, context).field(&path_bytes(path)).field(salt);
    Some(fields.field(&padded(text)?).finish())
}

pub(super) fn count(context: &[u8], path: &[u16], salt: &Digest, count: u64) -> Digest {
    let fields = Fields::new(Domain::Count, context).field(&path_bytes(path)).field(salt);
    fields.field(&count.to_be_bytes()).finish()
}

pub(super) fn node(context: &[u8], path: &[u16], text: &Digest, count: &Digest, below: &Digest) -> Digest {
    let fields = Fields::new(Domain::Node, context).field(&path_bytes(path)).field(text);
    fields.field(count).field(below).finish()
}

/// What stands beneath the whole or a site.
pub(super) fn below(context: &[u8], path: &[u16], children: &[Digest]) -> Digest {
    let fields = Fields::new(Domain::Below, context).field(&path_bytes(path));
    children.iter().fold(fields, |fields, child| fields.field(child)).finish()
}

/// What stands beneath an item: which position in the tree of keys its key has.
pub(super) fn bearing(context: &[u8], path: &[u16], salt: &Digest, position: &Digest) -> Digest {
    let fields = Fields::new(Domain::Bearing, context).field(&path_bytes(path)).field(salt);
    fields.field(position).finish()
}

/// What a leaf of the tree of keys holds: which item has the key.
pub(super) fn holder(context: &[u8], position: &Digest, salt: &Digest, path: &[u16]) -> Digest {
    let fields = Fields::new(Domain::Holder, context).field(position).field(salt);
    fields.field(&path_bytes(path)).finish()
}

pub(super) fn position(context: &[u8], value: &[u8; 64]) -> Digest {
    Fields::new(Domain::Position, context).field(value).finish()
}

pub(super) fn leaf(context: &[u8], leaf: &Leaf) -> Digest {
    Fields::new(Domain::Leaf, context).field(&leaf.position).field(&leaf.holder).finish()
}

pub(super) fn empty(context: &[u8]) -> Digest {
    Fields::new(Domain::Empty, context).finish()
}

pub(super) fn branch(context: &[u8], left: &Digest, right: &Digest) -> Digest {
    Fields::new(Domain::Branch, context).field(left).field(right).finish()
}

/// The oracle is part of it: it fixes where each key is to be looked for.
pub(super) fn root(
    context: &[u8],
    oracle: &Digest,
    tree: &Digest,
    keys: &Digest,
    previous: Option<&Digest>,
) -> Digest {
    let fields = Fields::new(Domain::Root, context).field(oracle).field(tree).field(keys);
    fields.field(previous.map_or(&[], |previous| previous.as_slice())).finish()
}

/// A secret value for a purpose and a place.
pub(super) fn derived(domain: Domain, context: &[u8], seed: &Digest, purpose: &[u8], place: &[u8]) -> Digest {
    Fields::new(domain, context).field(seed).field(purpose).field(place).finish()
}
