//! `detente record search`: the passages that answer a query best.

use std::path::Path;

use detente_desk::library::Library;
use detente_desk::questions::documents::search;
use detente_report::documents;

use super::{print, waits};
use crate::arguments::TextFormat;
use crate::exit;
use crate::failure::Failure;
use crate::interrupt::Interrupt;

/// Prints the best passages.
pub(crate) fn run(case: &Path, query: &str, limit: usize, format: TextFormat) -> Result<u8, Failure> {
    let library = Library::of(case)?;
    let interrupt = Interrupt::listen(None);
    let shape = search(&library, query, limit, &|| interrupt.is_due(), &waits)?;
    print(format, &shape, || documents::search(&shape))?;
    Ok(if shape.hits.is_empty() { exit::NO_DEAL } else { exit::DEAL })
}
