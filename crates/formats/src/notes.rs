//! Warnings that say the same of many places once.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;

/// Warnings about one file, each kind told at its first place with a count.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    kinds: Vec<Kind>,
}

#[derive(Debug)]
struct Kind {
    code: &'static str,
    kind: &'static str,
    warning: Diagnostic,
    count: usize,
}

impl Notes {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Says something of a place; `message` is asked for the first of its `kind` alone.
    pub(crate) fn add(
        &mut self,
        code: &'static str,
        kind: &'static str,
        span: Span,
        message: impl FnOnce() -> String,
    ) {
        self.tell(code, kind, || Diagnostic::warning(code, span, message()));
    }

    /// The same with a whole warning.
    pub(crate) fn tell(
        &mut self,
        code: &'static str,
        kind: &'static str,
        warning: impl FnOnce() -> Diagnostic,
    ) {
        match self.kinds.iter_mut().find(|known| known.code == code && known.kind == kind) {
            Some(known) => known.count += 1,
            None => self.kinds.push(Kind { code, kind, warning: warning(), count: 1 }),
        }
    }

    /// The warnings, in the order of their first places.
    pub(crate) fn finish(self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.extend(self.kinds.into_iter().map(|kind| match kind.count {
            1 => kind.warning,
            count => {
                kind.warning.note(format!("there are {count} such places in this file; this is the first"))
            }
        }));
    }
}
