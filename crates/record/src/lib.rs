//! The record: from documents to attributed statements, and positions that can
//! be followed over time.
//!
//! Nothing here is taken as fact and nothing is merged: a document stays what it
//! was, a draft stays a draft until somebody has reviewed it.

pub mod annotation;
pub mod codes;
mod dates;
pub mod draft;
pub mod duplicates;
pub mod extract;
pub mod lineage;
pub mod metadata;
pub mod model;
pub mod normal;
pub mod positions;
pub mod precedents;
pub mod quote;
pub mod reanchor;
pub mod search;
mod words;
