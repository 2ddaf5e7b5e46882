//! `detente record duplicates`: passages that stand in the record twice, and
//! what was cited by several of their copies.

use std::path::Path;

use detente_desk::library::Library;
use detente_desk::questions::duplicates::duplicates;
use detente_record::duplicates::Request;
use detente_report::documents;

use super::print;
use crate::arguments::TextFormat;
use crate::exit;
use crate::failure::Failure;
use crate::interrupt::Interrupt;

/// Lists the passages.
pub(crate) fn run(case: &Path, request: Request, format: TextFormat) -> Result<u8, Failure> {
    let interrupt = Interrupt::listen(None);
    let shape = duplicates(&Library::of(case)?, request, &|| interrupt.is_due())?;
    print(format, &shape, || documents::duplicates(&shape))?;
    Ok(exit::DEAL)
}
