//! The compiled space against brute force.

mod bounds;
mod builder;
mod by_hand;
mod compiled;
mod generate;
mod queries;
