//! `detente record show`: one source with its citations and its text.

use std::path::Path;

use detente_desk::library::Library;
use detente_desk::questions::documents::source;
use detente_report::documents;

use super::{list, print};
use crate::arguments::TextFormat;
use crate::exit;
use crate::failure::Failure;

/// Prints one source, or lists all where none is named.
pub(crate) fn run(path: &Path, id: &Option<String>, format: TextFormat) -> Result<u8, Failure> {
    let Some(id) = id else { return list::run(path, format) };
    let shown = source(&Library::of(path)?, id)?;
    print(format, &shown, || documents::show(&shown))?;
    Ok(exit::DEAL)
}
