//! What packages are worth, point values, and counts of what is accepted,
//! against their definitions.

mod acceptance;
mod points;
mod vague;
mod worth;
