//! What the ledger of an instrument amounts to, against published figures and
//! against the definitions.

mod counting;
mod draft;
mod effect;
mod escrow;
mod leaks;
mod new_start;
mod privacy;
mod replay;
mod support;
mod tables;
mod tamper;
mod time;
