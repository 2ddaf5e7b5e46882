//! `detente record list`: the sources of a case.

use std::path::Path;

use detente_desk::library::Library;
use detente_desk::questions::documents::list;
use detente_report::documents;

use super::print;
use crate::arguments::TextFormat;
use crate::exit;
use crate::failure::Failure;

/// Lists the sources.
pub(crate) fn run(case: &Path, format: TextFormat) -> Result<u8, Failure> {
    let (shape, as_of) = list(&Library::of(case)?)?;
    print(format, &shape, || documents::list(&shape, &as_of))?;
    Ok(exit::DEAL)
}
