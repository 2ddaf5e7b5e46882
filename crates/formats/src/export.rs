//! From a case to another tool's files.

use detente_case::model::Case;
use detente_syntax::value::Table;

use crate::format::Format;
use crate::genius;
use crate::geniusweb;
use crate::gmcr;
use crate::json;
use crate::negmas;
use crate::sheet::{self, SheetKind};
use crate::table;

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Its name; without folders.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A case in another tool's format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// The format.
    pub format: Format,
    /// The files: the first is the one to open.
    pub files: Vec<Output>,
    /// What the format cannot say and the files therefore lack, one sentence each.
    pub left_out: Vec<String>,
}

/// Why a case has no form at all in a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportError {
    /// One sentence.
    pub reason: String,
    /// What could be done about it.
    pub help: Option<String>,
}

/// Writes a case in another tool's format.
///
/// # Errors
///
/// If the case has no form at all in it.
pub fn export(case: &Case, to: Format) -> Result<Exported, ExportError> {
    match to {
        Format::Csv => table::write(case),
        Format::Sheet => sheet::export(case, SheetKind::Xlsx, None),
        Format::Json => Err(ExportError {
            reason: "JSON is written from the files of a case, not from what they mean".to_owned(),
            help: Some("use `export::tree`".to_owned()),
        }),
        Format::Negmas => negmas::write(case),
        Format::Gmcr => gmcr::write(case),
        Format::Genius => genius::write(case),
        Format::GeniusWeb => geniusweb::write(case),
    }
}

/// Writes the tree of a case's files as JSON, with the same keys as the TOML;
/// `tree` is what `detente_case::load::tree` gives.
///
/// The other formats are written from what a case means ([`export`]); this one
/// from what its files say, so that nothing can be lost on the way.
#[must_use]
pub fn tree(tree: &Table) -> Exported {
    json::write(tree)
}
