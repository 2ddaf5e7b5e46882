//! `detente record cite`: anchors made of quotes, and exchanged with other programs.

use detente_desk::opened;
use std::path::Path;

use detente_case::load::Loaded;
use detente_case::model::{Case, Citation, Source};
use detente_case::write::{Content, EditError, Editor};
use detente_desk::questions::documents::usable;
use detente_record::annotation::{self, Annotation};
use detente_record::quote::{Anchor, Quotable, Quote};
use detente_record::reanchor::{self, Found};
use detente_report::documents;
use detente_report::json::documents::{AnchorShape, CiteShape, ImportedShape, NotImportedShape};

use super::arguments::CiteArguments;
use super::{print, waits};
use crate::exit;
use crate::failure::Failure;
use crate::output;
use detente_desk::files;
use detente_desk::library::Library;
use detente_desk::library::quotes::Quotes;

/// Makes, writes or exchanges anchors.
pub(crate) fn run(arguments: &CiteArguments) -> Result<u8, Failure> {
    let library = Library::of(&arguments.case)?;
    let writes = arguments.import.is_some() || arguments.says.is_some() || arguments.moves.is_some();
    let _alone = writes.then(|| library.alone(&waits)).transpose()?;
    let loaded = library.loaded();
    let case = usable(&loaded)?;
    if let Some(path) = &arguments.import {
        return import(&library, &loaded, case, path, arguments);
    }
    if arguments.export {
        return export(&library, case, arguments);
    }
    let (Some(id), Some(quote)) = (&arguments.source, &arguments.quote) else {
        return Err(Failure::Input("a source and a quote are needed".to_owned()));
    };
    let (index, source) = opened::source(case, id)?;
    let text = text_of(&library, source)?;
    let quotable = Quotable::new(&text);
    let places = quotable.places(quote);
    let chosen: Vec<_> = match arguments.at {
        Some(at) => places.iter().copied().filter(|(start, _)| *start == at).collect(),
        None => places.clone(),
    };
    let [(start, end)] = chosen.as_slice() else {
        return Err(not_one(source, &quotable, &places, arguments.at));
    };
    let anchor = quotable.anchor(*start, *end);
    let words = quotable.quote(*start, *end);
    let (Some(anchor), Some(words)) = (anchor, words) else {
        return Err(Failure::Input("the quote holds no words".to_owned()));
    };
    if let Some(id) = &arguments.moves {
        let citation = opened::citation(case, id)?;
        if citation.source != index {
            let of = &case.sources[citation.source].id;
            return Err(Failure::Input(format!("`{id}` cites `{of}`, not `{}`", source.id)));
        }
        moved(&library, &loaded, citation, &anchor, words.clone())?;
    }
    let citation = match &arguments.says {
        None => arguments.moves.clone(),
        Some(says) => {
            let mut writing = Writing::new(&library, &loaded, case)?;
            let id = writing.add(arguments.id.as_deref(), &source.id, says, &anchor, words.clone())?;
            writing.finish()?;
            Some(id)
        }
    };
    let shape = CiteShape {
        format: "detente/record-cite/1".to_owned(),
        source: source.id.clone(),
        citation,
        anchor: AnchorShape { start: anchor.start, end: anchor.end, sha256: anchor.sha256 },
        exact: words.exact,
        prefix: words.prefix,
        suffix: words.suffix,
    };
    print(arguments.format, &shape, || documents::cited(&shape))?;
    Ok(exit::DEAL)
}

fn text_of(library: &Library, source: &Source) -> Result<String, Failure> {
    library.text(source).ok_or_else(|| {
        Failure::Input(format!(
            "the text of `{}` is not at hand; add its document with `detente record add`",
            source.id
        ))
    })
}

/// Why a quote makes no anchor: it stands nowhere, or at several places.
fn not_one(source: &Source, text: &Quotable<'_>, places: &[(usize, usize)], at: Option<usize>) -> Failure {
    if places.is_empty() {
        return Failure::Input(format!("the quote does not stand in `{}`", source.id));
    }
    let mut message = match at {
        Some(at) => format!("the quote does not stand at {at} of `{}`; it stands at", source.id),
        None => {
            format!("the quote stands at {} places of `{}`; choose one with --at", places.len(), source.id)
        }
    };
    for (start, end) in places.iter().take(20) {
        let quote = text.quote(*start, *end).unwrap_or_default();
        let around = documents::on_one_line(&format!("{}[{}]{}", quote.prefix, quote.exact, quote.suffix));
        message.push_str(&format!("\n  --at {start}: …{around}…"));
    }
    Failure::Input(message)
}

/// Writes another anchor of a citation into the case.
fn moved(
    library: &Library,
    loaded: &Loaded,
    citation: &Citation,
    anchor: &Anchor,
    words: Quote,
) -> Result<(), Failure> {
    let file = loaded.sources.get(citation.span.file).name();
    let wrong = |error: EditError| Failure::Input(format!("{file}: {error}"));
    let mut editor = Editor::new(&library.read(file)?).map_err(wrong)?;
    let (start, end) = numbers(anchor)?;
    for (key, value) in [("start", start), ("end", end), ("sha256", Content::from(anchor.sha256.as_str()))] {
        editor.set(&["citations", &citation.id, key], &value).map_err(wrong)?;
    }
    library.write(file, &editor.text())?;
    let mut quotes = Quotes::of(library);
    quotes.keep(&citation.id, &anchor.sha256, words);
    quotes.write(library)
}

/// The place of an anchor, as the case file has it.
fn numbers(anchor: &Anchor) -> Result<(Content, Content), Failure> {
    let number = |number: usize| number.to_string().parse().map(Content::Number);
    match (number(anchor.start), number(anchor.end)) {
        (Ok(start), Ok(end)) => Ok((start, end)),
        _ => Err(Failure::Input("the document is too long to be cited".to_owned())),
    }
}

/// Citations being written into the case.
struct Writing<'a> {
    library: &'a Library,
    file: String,
    editor: Editor,
    ids: Vec<String>,
    quotes: Quotes,
}

impl<'a> Writing<'a> {
    fn new(library: &'a Library, loaded: &Loaded, case: &Case) -> Result<Self, Failure> {
        let last = case.citations.last().map(|citation| citation.span);
        let file = match last {
            Some(span) => loaded.sources.get(span.file).name().to_owned(),
            None => library.file_of_sources(loaded),
        };
        let text = library.read(&file)?;
        let editor = Editor::new(&text).map_err(|error| Failure::Input(format!("{file}: {error}")))?;
        let ids = case.citations.iter().map(|citation| citation.id.clone()).collect();
        Ok(Self { library, file, editor, ids, quotes: Quotes::of(library) })
    }

    fn add(
        &mut self,
        id: Option<&str>,
        source: &str,
        says: &str,
        anchor: &Anchor,
        words: Quote,
    ) -> Result<String, Failure> {
        let taken = |ids: &[String], id: &str| ids.iter().any(|other| other == id);
        let id = match id {
            Some(id) if taken(&self.ids, id) => {
                return Err(Failure::Input(format!("the case has a citation `{id}` already")));
            }
            Some(id) => id.to_owned(),
            None => {
                let numbers = 1..=self.ids.len() + 1;
                let mut made = numbers.map(|number| format!("{source}-{number}"));
                made.find(|id| !taken(&self.ids, id)).unwrap_or_default()
            }
        };
        let (start, end) = numbers(anchor)?;
        let entries = [
            ("source", Content::from(source)),
            ("says", Content::from(says)),
            ("start", start),
            ("end", end),
            ("sha256", Content::from(anchor.sha256.as_str())),
        ];
        let wrong = |error| Failure::Input(format!("{}: {error}", self.file));
        self.editor.add(&["citations", &id], &entries).map_err(wrong)?;
        self.quotes.keep(&id, &anchor.sha256, words);
        self.ids.push(id.clone());
        Ok(id)
    }

    fn finish(self) -> Result<(), Failure> {
        self.library.write(&self.file, &self.editor.text())?;
        self.quotes.write(self.library)
    }
}

/// Prints citations as Web Annotations.
fn export(library: &Library, case: &Case, arguments: &CiteArguments) -> Result<u8, Failure> {
    let only = match &arguments.source {
        Some(id) => Some(opened::source(case, id)?.0),
        None => None,
    };
    let mut items = Vec::new();
    for (index, source) in
        case.sources.iter().enumerate().filter(|(index, _)| only.is_none_or(|only| only == *index))
    {
        let text = library.text(source);
        let quotable = text.as_deref().map(Quotable::new);
        let hash = source.text_sha256.as_ref().or(source.sha256.as_ref());
        let named = match (&source.url, hash) {
            (Some(url), _) => url.clone(),
            (None, Some(hash)) => annotation::urn(hash),
            (None, None) => format!("urn:detente:source:{}", source.id),
        };
        for citation in case.citations.iter().filter(|citation| citation.source == index) {
            let (Some(start), Some(end), Some(sha256)) = (citation.start, citation.end, &citation.sha256)
            else {
                continue;
            };
            let anchor = Anchor { start, end, sha256: sha256.clone() };
            let holds = quotable.as_ref().filter(|text| text.scalars().holds(start, end, sha256));
            if quotable.is_some() && holds.is_none() {
                output::complain(&format!(
                    "note: `{}` is left out: its words are not in their place in the text of `{}`\n",
                    citation.id, source.id
                ));
                continue;
            }
            let quote = holds.filter(|_| !arguments.without_quotes).and_then(|text| text.quote(start, end));
            items.push(annotation::of_anchor(&citation.id, &citation.says, &named, &anchor, quote.as_ref()));
        }
    }
    output::print(&format!("{:#}\n", annotation::page(items)))?;
    Ok(exit::DEAL)
}

/// Writes Web Annotations into the case as citations. What is not found in its
/// place is told and not written.
fn import(
    library: &Library,
    loaded: &Loaded,
    case: &Case,
    path: &Path,
    arguments: &CiteArguments,
) -> Result<u8, Failure> {
    let shown = path.display();
    let bytes = files::read(path).map_err(|_| Failure::Input(format!("{shown} cannot be read")))?;
    let text = String::from_utf8(bytes).map_err(|_| Failure::Input(format!("{shown} is not UTF-8 text")))?;
    let annotations = annotation::read(&text).map_err(|why| Failure::Input(format!("{shown}: {why}")))?;
    let mut writing = Writing::new(library, loaded, case)?;
    let mut known = 0;
    let mut shape = ImportedShape {
        format: "detente/record-import/1".to_owned(),
        written: Vec::new(),
        left_out: Vec::new(),
    };
    for (number, annotation) in annotations.iter().enumerate() {
        let name = annotation.id.clone().unwrap_or_else(|| format!("annotation {}", number + 1));
        match imported(library, case, annotation) {
            Ok((source, anchor, words)) => {
                if let Some(there) = same(case, &source, &anchor, annotation) {
                    known += 1;
                    shape.left_out.push(NotImportedShape {
                        annotation: documents::printable(&name),
                        because: format!("the case has it already, as `{there}`"),
                    });
                    continue;
                }
                let says = annotation.says.clone().unwrap_or_else(|| "says".to_owned());
                let free = annotation.id.as_deref().filter(|id| {
                    detente_syntax::ids::is_id(id) && !writing.ids.iter().any(|other| other == id)
                });
                shape.written.push(writing.add(free, &source, &says, &anchor, words)?);
            }
            Err(why) => shape
                .left_out
                .push(NotImportedShape { annotation: documents::printable(&name), because: why }),
        }
    }
    if !shape.written.is_empty() {
        writing.finish()?;
    }
    print(arguments.format, &shape, || documents::imported(&shape))?;
    Ok(if shape.written.is_empty() && known == 0 { exit::WRONG_INPUT } else { exit::DEAL })
}

/// The citation of the same passage that says the same.
fn same<'c>(case: &'c Case, source: &str, anchor: &Anchor, annotation: &Annotation) -> Option<&'c str> {
    let is = |citation: &&Citation| {
        case.sources.get(citation.source).is_some_and(|of| of.id == source)
            && (citation.start, citation.end) == (Some(anchor.start), Some(anchor.end))
            && citation.sha256.as_deref() == Some(anchor.sha256.as_str())
            && annotation.says.as_ref().is_none_or(|says| *says == citation.says)
    };
    case.citations.iter().find(is).map(|citation| citation.id.as_str())
}

fn imported(
    library: &Library,
    case: &Case,
    annotation: &Annotation,
) -> Result<(String, Anchor, Quote), String> {
    let named = annotation.source.as_deref().ok_or("it names no source")?;
    let hash = named.strip_prefix("urn:sha256:");
    let id = named.strip_prefix("urn:detente:source:");
    let is = |source: &&Source| {
        source.url.as_deref() == Some(named)
            || (hash.is_some() && [source.text_sha256.as_deref(), source.sha256.as_deref()].contains(&hash))
            || id == Some(source.id.as_str())
    };
    let source = case
        .sources
        .iter()
        .find(is)
        .ok_or_else(|| format!("the case has no source {}", documents::printable(named)))?;
    let text = library.text(source).ok_or_else(|| format!("the text of `{}` is not at hand", source.id))?;
    let quotable = Quotable::new(&text);
    let anchor = match (&annotation.position, &annotation.quote) {
        (None, None) => return Err("it has neither a position nor a quote".to_owned()),
        (Some((start, end)), None) => {
            let hash =
                annotation.sha256.as_deref().ok_or("it has a position alone, and nothing tells its words")?;
            let anchor = quotable.anchor(*start, *end).ok_or("its position is not in the text")?;
            if anchor.sha256 != hash {
                return Err("other words stand in its place".to_owned());
            }
            anchor
        }
        (position, Some(quote)) => {
            let (start, end) = position.unwrap_or((usize::MAX - 1, usize::MAX));
            let former = Anchor { start, end, sha256: detente_case::anchor::passage_hash(&quote.exact) };
            match reanchor::find(&quotable, &former, Some(quote)) {
                Found::InPlace => quotable.anchor(start, end).ok_or("its position is not in the text")?,
                Found::Moved(anchor) => anchor,
                Found::Ambiguous(places) => {
                    return Err(format!("its quote stands at {} places", places.len()));
                }
                Found::Changed { passage, .. } => {
                    return Err(format!("the text says now: {}", documents::on_one_line(&passage)));
                }
                Found::Lost => return Err("its quote is not in the text".to_owned()),
            }
        }
    };
    let words = quotable.quote(anchor.start, anchor.end).ok_or("its position is not in the text")?;
    Ok((source.id.clone(), anchor, words))
}
