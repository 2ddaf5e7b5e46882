//! Tests of the frontier and of the solution concepts against their definitions.

mod concepts;
mod cover;
mod diagrams;
mod filter;
mod frontier;
mod nonlinear;
