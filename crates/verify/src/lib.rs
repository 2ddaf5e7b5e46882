//! An independent checker of the certificates that `detente solve
//! --certificate` and `detente stability --certificate` write.
//!
//! It reads the case with the reader that everything shares and nothing else:
//! what conditions, preferences, points, demands and counts mean is written
//! here once more, from the language reference and the methods, and by listing
//! packages where the solver uses diagrams. An error of the solver is found
//! unless the same error was made twice; an error of the reader is not found.
//!
//! [`verify`] holds every claim of a certificate against the case and says of
//! each whether it is verified, wrong or was not checked.

pub mod certificate;
mod check;
mod demand;
mod ends;
pub mod finding;
mod listing;
mod meaning;
mod order;
mod points;
mod region;
pub mod stability;

use detente_case::load::{Files, load};
use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Sources;

use certificate::{Certificate, MadeWith};
use finding::Report;
use stability::certificate::StabilityCertificate;

/// Packages that are listed at most, unless asked otherwise.
pub const LIMIT: u64 = 2_000_000;

/// Why nothing could be checked.
#[derive(Clone, Debug)]
pub enum Unusable {
    /// The certificate is none, in words for the user.
    Certificate(String),
    /// The case cannot be read.
    Case {
        /// What is wrong with it.
        errors: Vec<Diagnostic>,
        /// The texts that the errors point into.
        sources: Sources,
    },
}

/// Holds the certificate with this text against the case whose main file is
/// `entry`, under the scenarios given or, where none are, those that the
/// certificate records. Lists packages only where the product of the numbers of
/// choices is at most `limit`.
///
/// # Errors
///
/// When the certificate or the case cannot be read.
pub fn verify(
    files: &dyn Files,
    entry: &str,
    certificate: &str,
    scenarios: &[String],
    limit: u64,
) -> Result<Report, Unusable> {
    let claimed = Claimed::read(certificate).map_err(Unusable::Certificate)?;
    let scenarios = if scenarios.is_empty() { &claimed.made_with().scenarios } else { scenarios };
    let names: Vec<_> = scenarios.iter().map(String::as_str).collect();
    let loaded = load(files, entry, &names);
    let Some(case) = loaded.case else {
        let errors = loaded.diagnostics.into_iter().filter(Diagnostic::is_error).collect();
        return Err(Unusable::Case { errors, sources: loaded.sources });
    };
    Ok(match &claimed {
        Claimed::Answer(certificate) => check::claims(&case, &loaded.inputs, scenarios, certificate, limit),
        Claimed::Stability(certificate) => {
            stability::verdicts(&case, &loaded.inputs, scenarios, certificate, limit)
        }
    })
}

/// A certificate of either kind.
enum Claimed {
    Answer(Box<Certificate>),
    Stability(StabilityCertificate),
}

impl Claimed {
    fn read(text: &str) -> Result<Self, String> {
        if certificate::format(text)? == stability::certificate::FORMAT {
            stability::certificate::read(text).map(Self::Stability)
        } else {
            certificate::read(text).map(|certificate| Self::Answer(Box::new(certificate)))
        }
    }

    fn made_with(&self) -> &MadeWith {
        match self {
            Self::Answer(certificate) => &certificate.made_with,
            Self::Stability(certificate) => &certificate.made_with,
        }
    }
}
