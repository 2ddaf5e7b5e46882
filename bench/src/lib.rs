//! What the benchmarks share: generated inputs and the measuring of a process.
//!
//! [`cases`] writes cases in the case language for the scale that the project
//! promises, [`conflict`] those for stability. [`additive`] and [`rectangles`] write the domains on which other
//! tools are measured too, in their formats and as cases. A seed gives the same
//! bytes everywhere.

pub mod additive;
pub mod cases;
pub mod conflict;
pub mod documents;
pub mod draw;
pub mod genius;
pub mod process;
pub mod rectangles;
