//! Orders: a list, best or most important first, `~` between what is equal.

use std::collections::BTreeMap;

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;
use detente_syntax::value::Value;

use super::findings::Findings;
use super::issues::trimmed;
use super::scalar;
use crate::codes;

/// Reads the groups of an order; `resolve` turns one name into what is ordered.
/// What stands twice makes the order contradict itself.
pub(super) fn groups<T: Ord + Copy>(
    findings: &Findings,
    values: &[Value],
    mut resolve: impl FnMut(&str, Span) -> Option<T>,
) -> Option<Vec<Vec<T>>> {
    let mut seen: BTreeMap<T, Span> = BTreeMap::new();
    let mut groups = Vec::new();
    let mut fine = true;
    for value in values {
        let Some(text) = scalar::text(findings, value) else {
            fine = false;
            continue;
        };
        let mut group = Vec::new();
        let mut offset = 0;
        for part in text.as_str().split('~') {
            let span = text.span_of(trimmed(part, offset));
            offset += part.len() + 1;
            let Some(item) = resolve(part.trim(), span) else {
                fine = false;
                continue;
            };
            if let Some(before) = seen.insert(item, span) {
                fine = false;
                findings.error(|| {
                    Diagnostic::error(
                        codes::CYCLIC_ORDER,
                        span,
                        format!("`{}` stands twice in one order", scalar::shown(part.trim())),
                    )
                    .label("again here")
                    .related(before, "first here")
                    .note("an order that names something twice puts it above and below itself")
                });
            }
            group.push(item);
        }
        groups.push(group);
    }
    fine.then_some(groups)
}
