//! The case language: parties, issues, rules, preferences and the record.
//!
//! [`load::load`] turns the files of a case into a [`model::Case`] or says
//! everything that is wrong with them; [`check`] adds what deserves a look.

pub mod anchor;
pub mod check;
pub mod codes;
pub mod date;
pub mod decimal;
pub mod evidence;
pub mod formula;
pub mod hash;
pub mod load;
pub mod model;
pub mod package;
pub mod preference;
pub mod range;
mod read;
pub mod record;
pub mod resolve;
pub mod write;
