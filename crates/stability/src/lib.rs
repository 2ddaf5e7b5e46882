//! Would an outcome hold? The graph model for conflict resolution (Kilgour,
//! Hipel and Fang 1987; Fang, Hipel and Kilgour 1993) over the allowed packages
//! of a case.
//!
//! A *state* is an allowed package, no agreement among them where the rules
//! allow it. A *decision maker* is whoever can move an issue: a party alone, or
//! parties that only move it together. A [`model::Model`] knows the states, what
//! each decision maker can move and how each party ranks the states; everything
//! else is a pure function of it.
//!
//! Moves are never listed: states that a decision maker can move between freely
//! form a class, and every question is asked of classes. The concepts of
//! [`concepts`] so take time proportional to states times decision makers.

pub mod answer;
pub mod certificate;
pub mod coalition;
pub mod concepts;
pub mod course;
pub mod explain;
pub mod foresight;
pub mod grid;
pub mod inverse;
pub mod model;
pub mod number;
mod parallel;
pub mod paths;
pub mod reasons;
mod sets;
pub mod strength;
pub mod unknown;
