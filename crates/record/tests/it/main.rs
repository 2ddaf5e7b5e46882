//! The record from outside: drafting on texts made up for it, positions on small cases.

mod attribution;
mod coding;
mod drafting;
mod model;
mod positions;
mod support;
