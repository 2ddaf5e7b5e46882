//! Where a ledger is kept, and every version of a text that was saved.
//!
//! A ledger is a SQLite database, or a text file that is reviewed
//! and versioned beside its instrument.
//!
//! Both only ever append, and return from an append once it is safe from a
//! crash: the database commits with full synchronisation, the text file is
//! synced and renamed. What was being written when the process ended is not
//! there afterwards, or there whole, with all acts of its batch.

mod database;
mod text;
mod versions;

pub use database::Database;
pub use text::TextFile;
pub use versions::{Version, Versions};
