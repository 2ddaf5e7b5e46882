//! Shares of draws against the definitions, on small cases.

mod brute;
mod errors;
mod support;
