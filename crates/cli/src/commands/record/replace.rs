//! `detente record add --replaces`: another version of a source, its citations
//! anchored anew, none of them silently.

use detente_desk::opened;
use std::path::Path;

use detente_case::hash::sha256;
use detente_case::load::Loaded;
use detente_case::model::Case;
use detente_case::write::{Content, Editor};
use detente_record::extract::{Kind, unknown};
use detente_record::quote::{Anchor, Quotable};
use detente_record::reanchor::{Found, find};
use detente_report::documents;
use detente_report::json::documents::{DifferenceShape, ReanchoredShape, ReplacedShape};

use super::arguments::AddArguments;
use super::{print, tell};
use crate::arguments::ColorChoice;
use crate::exit;
use crate::failure::Failure;
use detente_desk::library::quotes::Quotes;
use detente_desk::library::{Library, bytes_of, read_document};

/// Replaces the document of a source.
pub(super) fn run(
    library: &Library,
    loaded: &Loaded,
    case: &Case,
    id: &str,
    path: &Path,
    arguments: &AddArguments,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let (index, source) = opened::source(case, id)?;
    let cited = |id: &str| case.citations.iter().any(|each| each.id == *id && each.source == index);
    if let Some(unknown) = arguments.accept.iter().find(|accepted| !cited(accepted)) {
        return Err(Failure::Input(format!("`{}` has no citation `{unknown}` to accept", source.id)));
    }
    let name = path.display().to_string();
    let refused = |refusal: Box<detente_syntax::diagnostic::Diagnostic>| {
        tell(&[*refusal], color);
        Failure::Told
    };
    let kind = Kind::of_name(&name).ok_or_else(|| unknown(&name)).map_err(refused)?;
    let bytes = bytes_of(path, kind).map_err(refused)?;
    let mut read = read_document(&name, &bytes).map_err(refused)?;
    if source.text_sha256.is_none() {
        read = read.as_one();
    }
    let [article] = read.articles.as_slice() else {
        return Err(Failure::Input(format!(
            "{name} holds {} articles, and `{id}` is one; save the one article",
            read.articles.len()
        )));
    };
    tell(&read.warnings, color);
    let mut quotes = Quotes::of(library);
    let former = library.text(source);
    let former = former.as_deref().map(Quotable::new);
    let now = Quotable::new(&article.text);
    let file = loaded.sources.get(source.span.file).name().to_owned();
    let citations: Vec<_> = case.citations.iter().filter(|citation| citation.source == index).collect();
    let elsewhere = citations.iter().find(|citation| loaded.sources.get(citation.span.file).name() != file);
    if let Some(citation) = elsewhere {
        return Err(Failure::Input(format!(
            "`{id}` and its citation `{}` stand in different files of the case; move them into one",
            citation.id
        )));
    }
    let text = library.read(&file)?;
    let wrong = |error: detente_case::write::EditError| Failure::Input(format!("{file}: {error}"));
    let mut editor = Editor::new(&text).map_err(wrong)?;
    let mut told = Vec::new();
    for citation in citations {
        let (Some(start), Some(end), Some(hash)) = (citation.start, citation.end, &citation.sha256) else {
            continue;
        };
        let anchor = Anchor { start, end, sha256: hash.clone() };
        let held = former.as_ref().filter(|text| text.scalars().holds(start, end, hash));
        let quote = held.and_then(|text| text.quote(start, end)).or_else(|| quotes.get(&citation.id, hash));
        let found = find(&now, &anchor, quote.as_ref());
        let (taken, shape) = judged(&citation.id, &anchor, &found, arguments.accept.contains(&citation.id));
        if let Some(anchor) = &taken {
            for (key, value) in entries(anchor)? {
                editor.set(&["citations", &citation.id, key], &value).map_err(wrong)?;
            }
            if let Some(quote) = now.quote(anchor.start, anchor.end) {
                quotes.keep(&citation.id, &anchor.sha256, quote);
            }
        } else if let Some(quote) = quote {
            quotes.keep(&citation.id, hash, quote);
        }
        told.push(shape);
    }
    let stem = source.id.clone();
    let original = library.keep_original(&bytes, &stem, kind)?;
    editor.set(&["sources", id, "sha256"], &Content::from(sha256(&bytes).as_str())).map_err(wrong)?;
    if article.text.as_bytes() == bytes.as_slice() {
        editor.remove(&["sources", id, "text-sha256"]).map_err(wrong)?;
    } else {
        let hash = library.keep_text(&article.text)?;
        editor.set(&["sources", id, "text-sha256"], &Content::from(hash.as_str())).map_err(wrong)?;
    }
    editor.set(&["sources", id, "file"], &Content::from(original.as_str())).map_err(wrong)?;
    // The words of what is left open are kept first: without them it could not be found again.
    quotes.write(library)?;
    library.write(&file, &editor.text())?;
    let shape = ReplacedShape {
        format: "detente/record-replace/1".to_owned(),
        source: id.to_owned(),
        file: original,
        citations: told,
    };
    print(arguments.format, &shape, || documents::replaced(&shape))?;
    let open = shape.citations.iter().any(|citation| !citation.written && citation.outcome != "in place");
    Ok(if open { exit::NO_DEAL } else { exit::DEAL })
}

/// The anchor to write, if any, and what is told.
fn judged(id: &str, former: &Anchor, found: &Found, accepted: bool) -> (Option<Anchor>, ReanchoredShape) {
    let mut shape = ReanchoredShape {
        citation: id.to_owned(),
        outcome: String::new(),
        written: false,
        start: Some(former.start),
        end: Some(former.end),
        passage: None,
        differences: Vec::new(),
    };
    let taken = match found {
        Found::InPlace => {
            shape.outcome = "in place".to_owned();
            None
        }
        Found::Moved(anchor) => {
            shape.outcome = "moved".to_owned();
            Some(anchor.clone())
        }
        Found::Ambiguous(places) => {
            shape.outcome = "at several places".to_owned();
            shape.passage =
                Some(places.iter().map(|place| place.start.to_string()).collect::<Vec<_>>().join(", "));
            None
        }
        Found::Changed { anchor, passage, differences, .. } => {
            shape.outcome = "changed".to_owned();
            shape.passage = Some(documents::on_one_line(passage));
            shape.differences = differences
                .iter()
                .map(|each| DifferenceShape {
                    kind: each.change.word().to_owned(),
                    first: each.first.clone(),
                    second: each.second.clone(),
                })
                .collect();
            (shape.start, shape.end) = (Some(anchor.start), Some(anchor.end));
            accepted.then(|| anchor.clone())
        }
        Found::Lost => {
            shape.outcome = "not found".to_owned();
            (shape.start, shape.end) = (None, None);
            None
        }
    };
    if let Some(anchor) = &taken {
        shape.written = true;
        (shape.start, shape.end) = (Some(anchor.start), Some(anchor.end));
    }
    (taken, shape)
}

fn entries(anchor: &Anchor) -> Result<[(&'static str, Content); 3], Failure> {
    let number = |number: usize| number.to_string().parse().map(Content::Number);
    let (Ok(start), Ok(end)) = (number(anchor.start), number(anchor.end)) else {
        return Err(Failure::Input("the document is too long to be cited".to_owned()));
    };
    Ok([("start", start), ("end", end), ("sha256", Content::from(anchor.sha256.as_str()))])
}
