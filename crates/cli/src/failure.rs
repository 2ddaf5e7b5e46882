//! Why a command ends without an answer.

use std::fmt;

use crate::exit;

/// A command that ends without an answer.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The input is wrong and the user has been told why.
    Told,
    /// The input is wrong, in these words.
    Input(String),
    /// Stopped before there was anything to show.
    Stopped(String),
    /// The system failed, in these words.
    System(String),
}

impl Failure {
    /// The exit code.
    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::Told | Self::Input(_) | Self::System(_) => exit::WRONG_INPUT,
            Self::Stopped(_) => exit::STOPPED,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Told => Ok(()),
            Self::Input(why) | Self::Stopped(why) | Self::System(why) => write!(out, "error: {why}"),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::System(error.to_string())
    }
}
