//! `detente record search`: the passages that answer a query best.

use std::path::Path;

use detente_case::anchor::ScalarText;
use detente_case::hash::sha256;
use detente_record::normal::Normal;
use detente_record::search::Query;
use detente_report::documents;
use detente_report::json::documents::{HitShape, SearchShape};
use serde_json::{Value, json};

use super::{print, usable};
use crate::arguments::{ColorChoice, TextFormat};
use crate::exit;
use crate::failure::Failure;
use crate::interrupt::Interrupt;
use crate::library::Library;
use crate::library::index::{Entry, Searchable};

/// Texts that are looked through for each passage that is wanted, where a phrase
/// must occur: the index knows words and no phrases.
const FOR_EACH: usize = 20;

/// Prints the best passages.
pub(crate) fn run(
    case: &Path,
    query: &str,
    limit: usize,
    format: TextFormat,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let library = Library::of(case)?;
    let read = Query::read(query);
    if read.words.is_empty() {
        return Err(Failure::Input("the query holds no word".to_owned()));
    }
    let folder = library.folder_of_index()?;
    let searchable = if Searchable::is_of(&folder, library.root()) {
        Searchable::open(&folder)?
    } else {
        let interrupt = Interrupt::listen(None);
        let _alone = library.alone()?;
        match indexed(&library, color, &|| interrupt.is_due())? {
            Some(searchable) => searchable,
            None => {
                return Err(Failure::Stopped(
                    "stopped while the sources were indexed; run it again".to_owned(),
                ));
            }
        }
    };
    let most = if read.phrases.is_empty() { limit } else { limit * FOR_EACH };
    let mut hits = Vec::new();
    for hit in searchable.search(&read, most)? {
        if hits.len() == limit {
            break;
        }
        hits.extend(shape(&library, &read, &hit.stored));
    }
    let shape = SearchShape {
        format: "detente/record-search/1".to_owned(),
        query: query.to_owned(),
        not_at_hand: searchable.not_at_hand(),
        hits,
    };
    print(format, &shape, || documents::search(&shape))?;
    Ok(if shape.hits.is_empty() { exit::NO_DEAL } else { exit::DEAL })
}

/// A hit with its passage; none where the text is gone or lacks a phrase.
fn shape(library: &Library, query: &Query, stored: &Value) -> Option<HitShape> {
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
pub(super) fn indexed(
    library: &Library,
    color: ColorChoice,
    stop: &dyn Fn() -> bool,
) -> Result<Option<Searchable>, Failure> {
    let searchable = Searchable::open(&library.folder_of_index()?)?;
    let loaded = library.loaded();
    let case = usable(&loaded, color)?;
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
