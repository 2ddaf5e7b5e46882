//! The test kit: random small cases, and an oracle that answers by the
//! definitions alone.
//!
//! Three parts, none of which knows the solver:
//!
//! - [`draft`]: a case as its author would write it, in a structured form that
//!   prints to the case language. Its elements have keys beside their ids, so
//!   that parties, issues and options can be renamed and reordered and the
//!   answers before and after be held against each other.
//! - [`generate`]: random drafts that the reader accepts, from a seed or as a
//!   proptest strategy that shrinks by leaving parts of the case out.
//! - [`oracle`]: from a case as read, every package by full enumeration, and
//!   whatever the definitions say of it. A condition is the set of packages
//!   that meet it, a region is the list of its extreme points, a value is an
//!   exact rational number. Simple and slow on purpose: what it says is meant
//!   to be checked by reading.
//!
//! For tests alone; nothing that a user runs may depend on it.

pub mod draft;
pub mod generate;
pub mod oracle;
