//! Commitments to a declaration that is revealed step by step.
//!
//! After Philippe, Glaser and Felten (2019): a party commits at the outset to a
//! complete declaration of sites and items and opens it piece by piece as trust
//! or treaty asks. The construction is our own; `docs/src/escrow.md` gives it
//! byte for byte. Every node has two separate commitments, to its text and to
//! the number of items beneath it, so that a sum can be opened without any
//! text. Arities and lengths are fixed and filled up with dummies, places are
//! permuted, and every salt is derived from one secret seed and the place.
//!
//! It shows that what is opened is what was sealed. It cannot show that what
//! was sealed is true.

mod answer;
mod hash;
pub mod json;
mod places;
mod seal;

pub use answer::{Answer, Part, Sibling, Verdict, verify};
pub use hash::Digest;
pub use seal::{Commitment, Declaration, Refusal, Sealed, Shape, Site};

/// Bytes that a text takes, padding and length included.
pub const TEXT: usize = 256;

/// Levels of the tree of keys: it has 65,536 places.
pub const LEVELS: u32 = 16;
