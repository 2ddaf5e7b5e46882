//! A draft as the reader reads it.

use detente_case::load::{MemoryFiles, load};
use detente_case::model::Case;
use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::render::{Style, human};

use super::Draft;

impl Draft {
    /// Whether the reader accepts it, as it does unless parts were left out
    /// that others needed.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        load(&MemoryFiles::of("case.toml", self.toml()), "case.toml", &[]).case.is_some()
    }

    /// The case that its text says.
    ///
    /// # Panics
    ///
    /// When the reader refuses it, with what it says and the text: a draft is
    /// valid by construction.
    #[must_use]
    pub fn case(&self) -> Case {
        let text = self.toml();
        let loaded = load(&MemoryFiles::of("case.toml", text.as_str()), "case.toml", &[]);
        loaded.case.unwrap_or_else(|| {
            let errors: Vec<_> = loaded.diagnostics.into_iter().filter(Diagnostic::is_error).collect();
            let style = Style { color: false, width: 100 };
            panic!("the reader refuses\n{text}\n{}", human(&errors, &loaded.sources, style))
        })
    }
}
