//! The oracle against everything that answers the same questions.

mod generate;
mod known;
mod reading;
mod record;
mod settle;
mod space;
mod support;
mod symmetry;
