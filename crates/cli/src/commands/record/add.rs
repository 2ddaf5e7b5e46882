//! `detente record add`: documents into the case.
//!
//! Each document is read, kept and forgotten before the next is opened; the case
//! file is written once for every thousand sources, so that ten thousand
//! documents neither fill the memory nor rewrite the case ten thousand times.

mod gather;

use std::collections::BTreeMap;
use std::path::Path;

use detente_case::hash::sha256;
use detente_case::load::Loaded;
use detente_case::write::{Content, Editor};
use detente_desk::questions::documents::{indexed, pages, usable};
use detente_record::extract::{Article, Extracted, Kind};
use detente_record::metadata::Metadata;
use detente_report::documents;
use detente_report::json::documents::{AddedShape, KnownShape, SkippedShape, SourceShape};
use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::naming::{Ids, id_of};

use self::gather::Candidate;
use super::arguments::AddArguments;
use super::replace;
use super::{LONGEST_ID, print, tell, waits};
use crate::arguments::ColorChoice;
use crate::exit;
use crate::failure::Failure;
use crate::interrupt::Interrupt;
use crate::output;
use detente_desk::library::{Library, bytes_of, read_document, unreadable};

/// Sources that are written into the case at a time.
const AT_A_TIME: usize = 1_000;

/// Adds documents.
pub(crate) fn run(arguments: &AddArguments, color: ColorChoice) -> Result<u8, Failure> {
    let library = Library::of(&arguments.case)?;
    usable(&library.loaded())?;
    let _alone = library.alone(&waits)?;
    let loaded = library.loaded();
    let case = usable(&loaded)?;
    let found = gather::gather(&arguments.files, library.root());
    if arguments.describes_one() && found.candidates.len() != 1 {
        return Err(Failure::Input(format!(
            "--id, --replaces, --title, --author, --date and --url are about one document, and {} are named",
            found.candidates.len()
        )));
    }
    if let (Some(id), [candidate]) = (&arguments.replaces, found.candidates.as_slice()) {
        let told = arguments.title.is_some()
            || !arguments.author.is_empty()
            || arguments.publisher.is_some()
            || arguments.date.is_some()
            || arguments.url.is_some();
        if told {
            return Err(Failure::Input(
                "--replaces changes the document alone; what is said of it stands in its [sources] table"
                    .to_owned(),
            ));
        }
        return replace::run(&library, &loaded, case, id, &candidate.path, arguments, color);
    }
    let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in &case.sources {
        if let Some(hash) = &source.sha256 {
            known.entry(hash.clone()).or_default().push(source.id.clone());
        }
    }
    let mut adding = Adding {
        file: library.file_of_sources(&loaded),
        names: Ids::at_most(LONGEST_ID).beside(case.sources.iter().map(|source| source.id.clone())),
        library: &library,
        arguments,
        known,
        case,
        loaded: &loaded,
        restored: false,
        waiting: Vec::new(),
        told: AddedShape {
            format: "detente/record-add/1".to_owned(),
            added: Vec::new(),
            known: Vec::new(),
            skipped: Vec::new(),
            other_files: found.other_files,
            stopped: false,
        },
        color,
    };
    for (folder, why) in &found.closed {
        adding.skip(folder, *unreadable(&folder.display().to_string(), why));
    }
    let interrupt = Interrupt::listen(None);
    for candidate in &found.candidates {
        if interrupt.is_due() {
            adding.told.stopped = true;
            break;
        }
        adding.add(candidate)?;
    }
    adding.flush()?;
    if (adding.restored || !adding.told.added.is_empty()) && !adding.told.stopped {
        // Searching is quick from the first time on; whether it is stopped is no matter here.
        indexed(&library, &|| interrupt.is_due())?;
    }
    let (file, told) = (adding.file, adding.told);
    print(arguments.format, &told, || documents::added(&told, &file))?;
    Ok(match (told.stopped, told.added.is_empty() && told.known.is_empty() && !told.skipped.is_empty()) {
        (true, _) => exit::STOPPED,
        (false, true) => exit::WRONG_INPUT,
        (false, false) => exit::DEAL,
    })
}

/// A source that is to be written into the case.
type Entry = (String, Vec<(&'static str, Content)>);

struct Adding<'a> {
    library: &'a Library,
    arguments: &'a AddArguments,
    /// The file of the case that is written.
    file: String,
    names: Ids,
    /// Sources by the hash of their document.
    known: BTreeMap<String, Vec<String>>,
    /// The case as it was before.
    case: &'a detente_case::model::Case,
    loaded: &'a Loaded,
    /// Whether a missing document was brought back.
    restored: bool,
    waiting: Vec<Entry>,
    told: AddedShape,
    color: ColorChoice,
}

impl Adding<'_> {
    fn add(&mut self, candidate: &Candidate) -> Result<(), Failure> {
        let path = candidate.path.as_path();
        let read = candidate.kind().and_then(|kind| Ok((kind, bytes_of(path, kind)?)));
        let (kind, bytes) = match read {
            Ok(read) => read,
            Err(refusal) => {
                self.skip(path, *refusal);
                return Ok(());
            }
        };
        let hash = sha256(&bytes);
        if let Some(sources) = self.known.get(&hash).cloned() {
            if self.arguments.describes_one() {
                output::complain(&format!(
                    "note: {} is there already as {}; what --id, --title, --author, --publisher, --date and --url say is \
                     not taken: change its [sources] table\n",
                    documents::printable(&path.display().to_string()),
                    sources.join(", ")
                ));
            }
            if self.restore(path, kind, &bytes, &sources)? {
                self.restored = true;
            }
            let shown = documents::printable(&path.display().to_string());
            self.told.known.push(KnownShape { path: shown, sources });
            return Ok(());
        }
        match read_document(&path.display().to_string(), &bytes) {
            Ok(extracted) => {
                let extracted = if self.arguments.whole { extracted.as_one() } else { extracted };
                self.keep(path, kind, &bytes, &hash, extracted)
            }
            Err(refusal) => {
                self.skip(path, *refusal);
                Ok(())
            }
        }
    }

    /// Brings back the document of sources whose text is not at hand, as that of a case that ships
    /// anchors without the words. Whether anything was missing.
    fn restore(&self, path: &Path, kind: Kind, bytes: &[u8], sources: &[String]) -> Result<bool, Failure> {
        let known = self.case.sources.iter().filter(|source| sources.contains(&source.id));
        let missing: Vec<_> = known.filter(|source| self.library.text(source).is_none()).collect();
        if missing.is_empty() {
            return Ok(false);
        }
        let Ok(read) = read_document(&path.display().to_string(), bytes) else { return Ok(false) };
        let stem = missing[0].id.as_str();
        let file = self.library.keep_original(bytes, stem, kind)?;
        for source in missing {
            for article in read.texts() {
                let own =
                    source.text_sha256.as_deref().is_none_or(|hash| sha256(article.text.as_bytes()) == hash);
                if own && article.text.as_bytes() != bytes {
                    self.library.keep_text(&article.text)?;
                }
            }
            if source.file.is_none() {
                let text = self.library.read(&self.file_of(source))?;
                let wrong = |error: detente_case::write::EditError| Failure::Input(error.to_string());
                let mut editor = Editor::new(&text).map_err(wrong)?;
                editor.set(&["sources", &source.id, "file"], &Content::from(file.as_str())).map_err(wrong)?;
                self.library.write(&self.file_of(source), &editor.text())?;
                output::complain(&format!(
                    "note: {}: `file` of `{}` says now where its document is\n",
                    self.file_of(source),
                    source.id
                ));
            }
        }
        Ok(true)
    }

    /// The file of the case in which a source stands.
    fn file_of(&self, source: &detente_case::model::Source) -> String {
        self.loaded.sources.get(source.span.file).name().to_owned()
    }

    fn skip(&mut self, path: &Path, refusal: Diagnostic) {
        self.told.skipped.push(SkippedShape {
            path: documents::printable(&path.display().to_string()),
            code: refusal.code.to_owned(),
            message: refusal.message.clone(),
        });
        tell(&[refusal], self.color);
    }

    fn keep(
        &mut self,
        path: &Path,
        kind: Kind,
        bytes: &[u8],
        hash: &str,
        read: Extracted,
    ) -> Result<(), Failure> {
        if self.arguments.describes_one() && read.articles.len() > 1 {
            return Err(Failure::Input(format!(
                "{} holds {} articles, and --id, --title, --author, --date and --url describe one; add it without them \
                 and say what each is in its [sources] table (a plain text stays one source with --whole)",
                path.display(),
                read.articles.len()
            )));
        }
        tell(&read.warnings, self.color);
        let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let file = self.library.keep_original(bytes, &id_of(&stem, "source", LONGEST_ID), kind)?;
        let several = read.articles.len() > 1;
        for article in read.articles {
            let id = match (&self.arguments.id, &article.metadata.title) {
                (Some(id), _) if !self.names.take(id) => {
                    return Err(Failure::Input(format!("the case has a source `{id}` already")));
                }
                (Some(id), _) => id.clone(),
                // Articles of one page are told apart by their titles.
                (None, Some(title)) if several => self.names.make(title, "source"),
                _ => self.names.make(&stem, "source"),
            };
            let text_hash = match article.text.as_bytes() == bytes {
                true => None,
                false => Some(self.library.keep_text(&article.text)?),
            };
            let metadata = self.given(&article.metadata);
            self.known.entry(hash.to_owned()).or_default().push(id.clone());
            let shape = shape(&id, &article, &metadata, &stem, &file, hash, text_hash);
            self.waiting.push((id, entry(&shape)));
            self.told.added.push(shape);
        }
        if self.waiting.len() >= AT_A_TIME {
            self.flush()?;
        }
        Ok(())
    }

    /// What the user says of the document goes before what it says of itself.
    fn given(&self, found: &Metadata) -> Metadata {
        let mut given = Metadata {
            title: self.arguments.title.clone(),
            author: self.arguments.author.clone(),
            publisher: self.arguments.publisher.clone(),
            date: self.arguments.date.clone(),
            url: self.arguments.url.clone(),
            impossible: Vec::new(),
        };
        given.or(found);
        given
    }

    /// Writes the sources that wait into the case.
    fn flush(&mut self) -> Result<(), Failure> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let text = self.library.read(&self.file)?;
        let wrong = |error: detente_case::write::EditError| Failure::Input(format!("{}: {error}", self.file));
        let mut editor = Editor::new(&text).map_err(wrong)?;
        for (id, entries) in self.waiting.drain(..) {
            let entries: Vec<_> = entries.iter().map(|(key, value)| (*key, value.clone())).collect();
            editor.add(&["sources", &id], &entries).map_err(wrong)?;
        }
        self.library.write(&self.file, &editor.text())?;
        let Loaded { case, diagnostics, sources, .. } = self.library.loaded();
        if case.is_none() {
            // What is written is made of checked parts; should it not be read, the former text is put back.
            self.library.write(&self.file, &text)?;
            crate::open::complain(&diagnostics, &sources, self.color);
            return Err(Failure::System(format!(
                "the changed {} could not be read and was put back",
                self.file
            )));
        }
        Ok(())
    }
}

fn shape(
    id: &str,
    article: &Article,
    metadata: &Metadata,
    stem: &str,
    file: &str,
    hash: &str,
    text_hash: Option<String>,
) -> SourceShape {
    let missing = metadata.missing();
    SourceShape {
        id: id.to_owned(),
        // A source must have a title; where none is given, the name of its file says so.
        title: metadata.title.clone().unwrap_or_else(|| stem.to_owned()),
        author: metadata.author.clone(),
        publisher: metadata.publisher.clone(),
        date: metadata.date.as_ref().map(ToString::to_string),
        url: metadata.url.clone(),
        file: Some(file.to_owned()),
        sha256: Some(hash.to_owned()),
        text_sha256: text_hash,
        characters: Some(article.text.chars().count()),
        pages: pages(&article.text),
        citations: 0,
        not_given: missing.into_iter().map(str::to_owned).collect(),
    }
}

/// The keys of a source in the order in which the language lists them.
fn entry(source: &SourceShape) -> Vec<(&'static str, Content)> {
    let mut entries = vec![("title", Content::from(source.title.as_str()))];
    if !source.author.is_empty() {
        let authors = source.author.iter().map(|author| Content::from(author.as_str())).collect();
        entries.push(("author", Content::List(authors)));
    }
    let optional = [
        ("publisher", &source.publisher),
        ("date", &source.date),
        ("url", &source.url),
        ("sha256", &source.sha256),
        ("text-sha256", &source.text_sha256),
        ("file", &source.file),
    ];
    for (key, value) in optional {
        entries.extend(value.as_deref().map(|value| (key, Content::from(value))));
    }
    entries
}
