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
//! Keys are in a tree of their own, whose leaves and the items commit to each
//! other, so that neither has one that the other lacks. A key's position in it
//! can be proved by the declarant and computed by nobody else, after CONIKS
//! (Melara, Blankstein, Bonneau, Felten and Freedman 2015).
//!
//! It shows that what is opened is what was sealed. It cannot show that what
//! was sealed is true.

mod answer;
mod hash;
pub mod json;
mod keys;
mod order;
mod seal;
mod vrf;

pub use answer::{Answer, Node, Part, Verdict, is_next, verify};
pub use hash::Digest;
pub use keys::Leaf;
pub use seal::{Commitment, Declaration, MAX_BESIDE, MAX_PLACES, Refusal, Sealed, Shape, Site};
pub use vrf::{PROOF, Proof};

/// Bytes that a text takes, padding and length included.
pub const TEXT: usize = 256;
