//! Packages of a case compiled once, then counted, sampled and queried.

pub mod acceptance;
pub mod best;
pub mod compile;
pub mod control;
pub mod count;
pub mod diagram;
pub mod diverse;
pub mod enumerate;
pub mod fraction;
pub mod locate;
pub mod points;
pub mod restrict;
pub mod sample;
pub mod survive;
pub mod valuation;
pub mod worth;
