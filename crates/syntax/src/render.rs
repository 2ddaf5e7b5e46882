//! Diagnostics for people and for programs.

mod human;
mod json;

use crate::diagnostic::Diagnostic;

pub use human::{Style, human};
pub use json::json;

/// By file, place and severity; what has no place comes last. Diagnostics that
/// are equal in these keep their order.
fn in_order(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| {
        let span = diagnostic.primary.as_ref().map(|label| label.span);
        (span.is_none(), span, diagnostic.severity)
    });
    sorted
}
