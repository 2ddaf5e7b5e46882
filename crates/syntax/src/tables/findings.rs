//! Collects diagnostics from every part of a reading.

use std::cell::{Cell, RefCell};

use crate::diagnostic::{Diagnostic, Severity};
use crate::span::Span;

/// So many errors are told, and so many warnings; a text with more is better
/// corrected in rounds.
const MAX_FINDINGS: usize = 200;

/// Units of memory, of about a hundred bytes each, that the resolved form of
/// one text may take beyond what is proportional to its text.
///
/// A short text can ask for much: values for the 4,096 sets of an any-of issue
/// from one line, sums over issues of 10,000 numbers. Legitimate cases stay far
/// below; the limit keeps a hostile one from exhausting memory.
const BUDGET: usize = 4_000_000;

/// Diagnostics so far and what is left of the memory budget.
///
/// Shared between the parts of a reading, hence interior mutability.
#[derive(Debug, Default)]
pub struct Findings {
    errors: Told,
    warnings: Told,
    /// Units of the budget that are spent.
    spent: Cell<usize>,
    /// Whether the budget did not suffice.
    exhausted: Cell<bool>,
}

/// Findings of one severity, as many as are told.
#[derive(Debug, Default)]
struct Told {
    list: RefCell<Vec<Diagnostic>>,
    left_out: Cell<usize>,
}

impl Told {
    fn add(&self, severity: Severity, make: impl FnOnce() -> Diagnostic) {
        if self.list.borrow().len() < MAX_FINDINGS {
            let diagnostic = make();
            debug_assert_eq!(diagnostic.severity, severity);
            self.list.borrow_mut().push(diagnostic);
        } else {
            self.left_out.set(self.left_out.get() + 1);
        }
    }
}

impl Findings {
    /// Nothing found so far.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Records an error; made only if it will be told, because looking for what
    /// an author may have meant costs time.
    pub fn error(&self, make: impl FnOnce() -> Diagnostic) {
        self.errors.add(Severity::Error, make);
    }

    /// Records a warning, made only if it will be told.
    pub fn warning(&self, make: impl FnOnce() -> Diagnostic) {
        self.warnings.add(Severity::Warning, make);
    }

    /// Records findings made elsewhere.
    pub fn extend(&self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        for diagnostic in diagnostics {
            let told = if diagnostic.is_error() { &self.errors } else { &self.warnings };
            told.add(diagnostic.severity, || diagnostic);
        }
    }

    /// Whether anything so far makes the text unusable.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        !self.errors.list.borrow().is_empty()
    }

    /// Takes `units` of the budget; the first time that it does not suffice an
    /// error is recorded at `span`. Nothing is to be built where this is `false`.
    pub fn afford(&self, units: usize, span: Span) -> bool {
        let spent = self.spent.get().saturating_add(units);
        if spent <= BUDGET {
            self.spent.set(spent);
            return true;
        }
        self.spent.set(BUDGET);
        if !self.exhausted.replace(true) {
            self.error(|| {
                Diagnostic::error("too-many", span, "the file is too large to be held in memory")
                    .label("the limit is reached here")
                    .note("values of any-of and numeric issues count one for every choice, conditions by the choices of their issues")
                    .help("use fewer options, a coarser step, or fewer issues")
            });
        }
        false
    }

    /// All findings, errors and warnings together in order of place.
    #[must_use]
    pub fn finish(self) -> Vec<Diagnostic> {
        let mut list = self.errors.list.into_inner();
        list.append(&mut self.warnings.list.into_inner());
        list.sort_by_key(|diagnostic| diagnostic.primary.as_ref().map(|label| label.span));
        let more = |count: usize, what: &str| format!("{count} more {what} are not shown");
        let (errors, warnings) = (self.errors.left_out.get(), self.warnings.left_out.get());
        if errors > 0 {
            let diagnostic = Diagnostic::error_anywhere("too-many", more(errors, "errors"));
            list.push(diagnostic.help("correct those shown first"));
        }
        if warnings > 0 {
            list.push(Diagnostic::warning_anywhere("too-many", more(warnings, "warnings")));
        }
        list
    }
}
