//! What holds over all that is not known of a case, and which unknown matters
//! most.
//!
//! A case gives ranges and orders where nobody gave numbers. Instead of one
//! number for each ([`detente_space::points`]) many are drawn from all that it
//! allows ([`draw`], [`region`]); each draw is answered exactly, and what is
//! reported are *shares of draws* with their error ([`answers`]). They are shares
//! of what was assumed, and no probabilities of anything in the world. The same
//! draws say how often a state would hold ([`equilibria`]).

pub mod answers;
pub mod ask;
mod block;
mod candidates;
mod cells;
pub mod disaggregation;
pub mod draw;
pub mod equilibria;
mod evaluate;
mod figure;
mod linear;
pub mod model;
mod program;
pub mod region;
pub mod relations;
mod sample;
mod sheet;
mod staircase;
mod subsets;
mod tally;
mod work;
