//! `detente record list`: the sources of a case.

use std::path::Path;

use detente_report::documents;
use detente_report::json::documents::ListShape;

use super::{print, shape, usable};
use crate::arguments::{ColorChoice, TextFormat};
use crate::exit;
use crate::failure::Failure;
use crate::library::Library;

/// Lists the sources.
pub(crate) fn run(case: &Path, format: TextFormat, color: ColorChoice) -> Result<u8, Failure> {
    let library = Library::of(case)?;
    let loaded = library.loaded();
    let case = usable(&loaded, color)?;
    let source = |(index, source)| shape(case, index, source, library.text(source).as_deref());
    let list = ListShape {
        format: "detente/record-list/1".to_owned(),
        title: case.title.clone(),
        sources: case.sources.iter().enumerate().map(source).collect(),
    };
    let as_of = case.as_of.map_or_else(|| "any day".to_owned(), |day| day.to_string());
    print(format, &list, || documents::list(&list, &as_of))?;
    Ok(exit::DEAL)
}
