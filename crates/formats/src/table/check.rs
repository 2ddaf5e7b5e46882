//! The last look at a draft: what is handed out must be a case.

use detente_case::load::{MemoryFiles, load};
use detente_syntax::diagnostic::Diagnostic;

use super::Told;
use crate::codes;
use crate::draft::Draft;

/// The draft, if the case language takes it. What it refuses and the reader of
/// the table did not see (numbers too large together, conditions in a circle)
/// is told without a place, since the text that it is about is not the user's.
pub(crate) fn guarded(draft: Draft, told: &mut Told<'_>) -> Option<Draft> {
    const ENTRY: &str = "case.toml";
    let loaded = load(&MemoryFiles::of(ENTRY, draft.text()), ENTRY, &[]);
    for error in loaded.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()) {
        let mut plain = Diagnostic::error_anywhere(
            codes::NO_CASE_OF_TABLE,
            format!("the table makes no case: {}", error.message),
        );
        plain.notes.clone_from(&error.notes);
        plain.help.clone_from(&error.help);
        told.tell(plain);
    }
    (!told.failed()).then_some(draft)
}
