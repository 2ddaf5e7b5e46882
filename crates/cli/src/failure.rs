//! Why a command ends without an answer, and its exit code.

pub(crate) use detente_desk::failure::Failure;

use crate::arguments::ColorChoice;
use crate::exit;
use crate::open::complain;
use crate::output;

/// Tells why, and gives the exit code.
pub(crate) fn told(failure: &Failure, color: ColorChoice) -> u8 {
    match failure {
        Failure::Wrong(wrong) => complain(&wrong.diagnostics, &wrong.sources, color),
        Failure::Told => {}
        other => output::complain(&format!("{other}\n")),
    }
    match failure {
        Failure::Stopped(_) => exit::STOPPED,
        _ => exit::WRONG_INPUT,
    }
}
