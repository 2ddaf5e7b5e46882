//! `detente record show`: one source with its citations and its text.

use std::path::Path;

use detente_case::anchor::ScalarText;
use detente_case::model::{Case, Citation};
use detente_report::documents;
use detente_report::json::documents::{CitationShape, SourceTextShape};

use super::{list, pages, print, shape, usable};
use crate::arguments::{ColorChoice, TextFormat};
use crate::exit;
use crate::failure::Failure;
use crate::library::Library;
use crate::open;

/// Prints one source, or lists all where none is named.
pub(crate) fn run(
    path: &Path,
    source: &Option<String>,
    format: TextFormat,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let Some(id) = source else { return list::run(path, format, color) };
    let library = Library::of(path)?;
    let loaded = library.loaded();
    let case = usable(&loaded, color)?;
    let (index, source) = open::source(case, id)?;
    let text = library.text(source);
    let shown = SourceTextShape {
        format: "detente/record-show/1".to_owned(),
        source: shape(case, index, source, text.as_deref()),
        citations: citations(case, index, text.as_deref()),
        text,
    };
    print(format, &shown, || documents::show(&shown))?;
    Ok(exit::DEAL)
}

/// The citations of a source in order of place, those without an anchor last.
fn citations(case: &Case, index: usize, text: Option<&str>) -> Vec<CitationShape> {
    let scalars = text.map(ScalarText::new);
    let mut of_source: Vec<&Citation> =
        case.citations.iter().filter(|citation| citation.source == index).collect();
    of_source.sort_by_key(|citation| (citation.start.is_none(), citation.start));
    let shape = |citation: &Citation| {
        let passage = scalars.as_ref().and_then(|scalars| {
            let (start, end, hash) = (citation.start?, citation.end?, citation.sha256.as_ref()?);
            scalars.holds(start, end, hash).then(|| scalars.passage(start, end).map(str::to_owned))?
        });
        let page = text.filter(|text| pages(text).is_some()).and_then(|text| {
            let start = citation.start?;
            Some(text.chars().take(start).filter(|each| *each == '\u{c}').count() + 1)
        });
        CitationShape {
            id: citation.id.clone(),
            says: citation.says.clone(),
            start: citation.start,
            end: citation.end,
            passage,
            page,
        }
    };
    of_source.into_iter().map(shape).collect()
}
