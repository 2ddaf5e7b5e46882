//! Opens an instrument for a command.

use detente_desk::instruments::Place;
use detente_instrument::period::Date;

use super::arguments::InstrumentArguments;
use crate::failure::Failure;

/// Where the instrument of a command is, and its ledger.
pub(super) fn place(arguments: &InstrumentArguments) -> Place {
    Place { path: arguments.path.clone(), ledger: arguments.ledger.clone() }
}

/// Today, in Coordinated Universal Time.
pub(super) fn today() -> Result<Date, Failure> {
    detente_server::clock::today()
        .ok_or_else(|| Failure::System("the clock shows no day; name one with --on".to_owned()))
}
