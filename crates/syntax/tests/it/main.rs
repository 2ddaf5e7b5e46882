//! Behaviour of the crate as its users see it.

mod expression;
mod render;
mod strategy;
mod toml;
