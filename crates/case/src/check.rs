//! Checks of a case as read that need no compiled space.
//!
//! What needs the place of a single value (ranges, orders, references) is
//! checked while reading; what needs to know which packages there are, by the
//! crate that compiles them. Here stands what lies between: what the parts of
//! a case say of each other.

mod anchors;
mod consistency;
mod preferences;
mod record;
mod structure;

use detente_syntax::diagnostic::Diagnostic;

use crate::model::Case;
use crate::read::findings::Findings;
pub use anchors::{Documents, anchors};

/// Everything that is wrong with a case or deserves a look.
///
/// [`load`](crate::load::load) has called this already.
#[must_use]
pub fn check(case: &Case) -> Vec<Diagnostic> {
    let findings = Findings::new();
    structure::check(&findings, case);
    preferences::check(&findings, case);
    consistency::check(&findings, case);
    record::check(&findings, case);
    findings.finish()
}
