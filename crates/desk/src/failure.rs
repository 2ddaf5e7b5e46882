//! Why a question ends without an answer.

use std::fmt;

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Sources;

/// What is wrong with files that were read, and those files.
#[derive(Debug)]
pub struct Wrong {
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that they point into.
    pub sources: Sources,
}

/// A question that ends without an answer.
#[derive(Debug)]
pub enum Failure {
    /// The input is wrong, and whoever asked has been told why.
    Told,
    /// A file that was read is wrong, as its diagnostics say.
    Wrong(Box<Wrong>),
    /// The question is wrong, in these words.
    Input(String),
    /// Stopped before there was anything to show.
    Stopped(String),
    /// The system failed, in these words.
    System(String),
}

impl Failure {
    /// Files that are wrong.
    #[must_use]
    pub fn wrong(diagnostics: Vec<Diagnostic>, sources: Sources) -> Self {
        Self::Wrong(Box::new(Wrong { diagnostics, sources }))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Told => Ok(()),
            Self::Wrong(wrong) => {
                let messages: Vec<_> = wrong.diagnostics.iter().map(|each| each.message.as_str()).collect();
                write!(out, "error: {}", messages.join("; "))
            }
            Self::Input(why) | Self::Stopped(why) | Self::System(why) => write!(out, "error: {why}"),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::System(error.to_string())
    }
}
