//! The documents of a case: its sources, their texts, and the passages that answer a query.

use detente_case::anchor::ScalarText;
use detente_case::hash::sha256;
use detente_case::load::Loaded;
use detente_case::model::{Case, Citation, Source};
use detente_record::normal::Normal;
use detente_record::search::Query;
use detente_report::json::documents::{
    CitationShape, HitShape, ListShape, SearchShape, SourceShape, SourceTextShape,
};
use detente_syntax::diagnostic::Diagnostic;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::library::Library;
use crate::library::index::{Entry, Searchable};
use crate::opened;

/// Texts that are looked through for each passage that is wanted, where a phrase
/// must occur: the index knows words and no phrases.
const FOR_EACH: usize = 20;

/// The case of what was loaded.
///
/// # Errors
/// Where it holds errors.
pub fn usable(loaded: &Loaded) -> Result<&Case, Failure> {
    loaded.case.as_ref().ok_or_else(|| {
        let errors: Vec<_> =
            loaded.diagnostics.iter().filter(|each| Diagnostic::is_error(each)).cloned().collect();
        Failure::wrong(errors, loaded.sources.clone())
    })
}

/// The sources of a case.
///
/// # Errors
/// Where the case holds errors.
pub fn list(library: &Library) -> Result<(ListShape, String), Failure> {
    let loaded = library.loaded();
    let case = usable(&loaded)?;
    let source = |(index, source)| shape(case, index, source, library.text(source).as_deref());
    let list = ListShape {
        format: "detente/record-list/1".to_owned(),
        title: case.title.clone(),
        sources: case.sources.iter().enumerate().map(source).collect(),
    };
    let as_of = case.as_of.map_or_else(|| "any day".to_owned(), |day| day.to_string());
    Ok((list, as_of))
}

/// One source with its citations and its text.
///
/// # Errors
/// Where there is no such source, or the case holds errors.
pub fn source(library: &Library, id: &str) -> Result<SourceTextShape, Failure> {
    let loaded = library.loaded();
    let case = usable(&loaded)?;
    let (index, source) = opened::source(case, id)?;
    let text = library.text(source);
    Ok(SourceTextShape {
        format: "detente/record-show/1".to_owned(),
        source: shape(case, index, source, text.as_deref()),
        citations: citations(case, index, text.as_deref()),
        text,
    })
}

/// A source as it is told, with the text where that is at hand.
#[must_use]
pub fn shape(case: &Case, index: usize, source: &Source, text: Option<&str>) -> SourceShape {
    let not_given = [
        ("author", source.author.is_empty()),
        ("publisher", source.publisher.is_none()),
        ("date", source.date.is_none()),
    ];
    SourceShape {
        id: source.id.clone(),
        title: source.title.clone(),
        author: source.author.clone(),
        publisher: source.publisher.clone(),
        date: source.date.as_ref().map(ToString::to_string),
        url: source.url.clone(),
        file: source.file.clone(),
        sha256: source.sha256.clone(),
        text_sha256: source.text_sha256.clone(),
        characters: text.map(|text| text.chars().count()),
        pages: text.and_then(pages),
        citations: case.citations.iter().filter(|citation| citation.source == index).count(),
        not_given: not_given
            .iter()
            .filter(|(_, missing)| *missing)
            .map(|(name, _)| (*name).to_owned())
            .collect(),
    }
}

/// How many pages a text has, if it has any.
#[must_use]
pub fn pages(text: &str) -> Option<usize> {
    let breaks = text.matches('\u{c}').count();
    (breaks > 0).then_some(breaks + 1)
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

/// The passages that answer a query best, at most `limit`. `stop` is asked while an index
/// is made where there is none of the case as it is now.
///
/// # Errors
/// Where the query holds no word, the index cannot be made, or the work was stopped.
pub fn search(
    library: &Library,
    query: &str,
    limit: usize,
    stop: &dyn Fn() -> bool,
    waits: &dyn Fn(),
) -> Result<SearchShape, Failure> {
    let read = Query::read(query);
    if read.words.is_empty() {
        return Err(Failure::Input("the query holds no word".to_owned()));
    }
    let folder = library.folder_of_index()?;
    let searchable = if Searchable::is_of(&folder, library.root()) {
        Searchable::open(&folder)?
    } else {
        let _alone = library.alone(waits)?;
        indexed(library, stop)?.ok_or_else(|| {
            Failure::Stopped("stopped while the sources were indexed; run it again".to_owned())
        })?
    };
    let most = if read.phrases.is_empty() { limit } else { limit * FOR_EACH };
    let mut hits = Vec::new();
    for found in searchable.search(&read, most)? {
        if hits.len() == limit {
            break;
        }
        hits.extend(hit(library, &read, &found.stored));
    }
    Ok(SearchShape {
        format: "detente/record-search/1".to_owned(),
        query: query.to_owned(),
        not_at_hand: searchable.not_at_hand(),
        hits,
    })
}

/// A hit with its passage; none where the text is gone or lacks a phrase.
fn hit(library: &Library, query: &Query, stored: &Value) -> Option<HitShape> {
    let field = |name: &str| stored[name].as_str().map(str::to_owned);
    let text = library.text_of(
        field("file").as_deref(),
        field("sha256").as_deref(),
        field("text-sha256").as_deref(),
    )?;
    let found = query.passage(&Normal::of(&text))?;
    let scalars = ScalarText::new(&text);
    Some(HitShape {
        source: field("id")?,
        title: field("title")?,
        date: field("date"),
        start: found.start,
        end: found.end,
        matched: found.matched,
        words: query.words.len(),
        passage: scalars.passage(found.start, found.end)?.to_owned(),
    })
}

/// The index of the case as it is now; none where it was stopped before its end.
///
/// # Errors
/// Where the index cannot be written, or the case holds errors.
pub fn indexed(library: &Library, stop: &dyn Fn() -> bool) -> Result<Option<Searchable>, Failure> {
    let searchable = Searchable::open(&library.folder_of_index()?)?;
    let loaded = library.loaded();
    let case = usable(&loaded)?;
    let entry = |source: &detente_case::model::Source| {
        let stored = json!({
            "id": source.id,
            "title": source.title,
            "date": source.date.as_ref().map(ToString::to_string),
            "file": source.file,
            "sha256": source.sha256,
            "text-sha256": source.text_sha256,
        });
        Entry { key: sha256(stored.to_string().as_bytes()), stored }
    };
    let entries: Vec<_> = case.sources.iter().map(entry).collect();
    let text = |at: usize| case.sources.get(at).and_then(|source| library.text(source));
    let whole = searchable.bring(&entries, &loaded.inputs, text, stop)?;
    Ok(whole.then_some(searchable))
}
