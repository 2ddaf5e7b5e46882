//! What watches over an instrument: the acts of its parties, and what follows
//! from them on any day under each reading.
//!
//! The way of an answer: lines of a ledger ([`chain`]) → acts ([`wire`],
//! [`act`]) → numbers over time ([`book`], [`series`]) → what counts towards a
//! limit ([`tally`]) → [`status`], [`audit`], [`calendar`]. Figures of
//! detection are in [`plan`], commitments to declarations that are not yet
//! disclosed in [`escrow`]. [`draft`] makes the first text of an instrument from a
//! package of a case.
//!
//! Nothing here says what is true. A declaration is what a party declared, an
//! observation what another says it saw, and where two readings count
//! differently both results stand side by side.

pub mod act;
pub mod audit;
pub mod book;
pub mod calendar;
pub mod chain;
pub mod codes;
pub mod draft;
pub mod duties;
pub mod escrow;
pub mod ledger;
pub mod limits;
mod onset;
mod outgrown;
pub mod plan;
pub mod privacy;
pub mod quotas;
pub mod series;
pub mod status;
pub mod table;
pub mod tally;
pub mod term;
pub mod under;
pub mod unheeded;
pub mod wire;
