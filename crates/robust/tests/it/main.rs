//! Shares of draws against the definitions, on small cases.

mod ask;
mod brute;
mod columns;
mod disaggregation;
mod equilibria;
mod errors;
mod relations;
mod smaa;
mod support;
