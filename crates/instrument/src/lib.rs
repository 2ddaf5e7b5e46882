//! The instrument language: what parties have agreed to keep.
//!
//! [`load::load`] turns the text of an instrument into a
//! [`model::Instrument`] or says everything that is wrong with it. The model
//! holds what was agreed and nothing of what happened since; that is for the
//! floor above.

mod check;
pub mod codes;
pub mod load;
pub mod model;
pub mod moment;
pub mod period;
mod read;
pub mod scope;
pub mod waiting;
