//! A reviewed draft as entries of the case: voices, a citation, a statement.

use std::collections::BTreeMap;

use detente_case::load::{FileError, Files, load};
use detente_case::model::{Case, Party, Voice};
use detente_case::package::PartyIndex;
use detente_case::write::{Content, EditError, Editor};
use detente_record::draft::{Draft, Link, LinkKind};
use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::naming::Ids;

use super::super::LONGEST_ID;
use super::entry::Entry;
use crate::failure::Failure;
use detente_desk::files;
use detente_desk::library::Library;

/// Files of the case, some of them as they would be.
struct Changed<'f> {
    files: &'f dyn Files,
    changed: &'f BTreeMap<String, String>,
}

impl Files for Changed<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        self.changed.get(path).map_or_else(|| self.files.read(path), |text| Ok(text.clone().into_bytes()))
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, FileError> {
        self.files.list(folder)
    }
}

/// Writes a reviewed draft, unless the case would not load with it; the id of
/// the statement, or why it was not written.
pub(super) fn write(
    library: &Library,
    case: &Case,
    source: usize,
    draft: &Draft,
    entry: &Entry,
) -> Result<Result<String, String>, Failure> {
    let _alone = library.alone(&super::super::waits)?;
    // Somebody else may have written since the draft was shown.
    let loaded = library.loaded();
    let id = &case.sources[source].id;
    let Some((case, source)) = loaded.case.as_ref().and_then(|case| {
        let source = case.sources.iter().position(|source| source.id == *id)?;
        Some((case, source))
    }) else {
        return Ok(Err(format!("the case has changed, and has no source `{id}` or does not load")));
    };
    let entry = &entry.settled(draft.stance);
    let homes = Homes::of(case, &loaded, library);
    let mut editors: BTreeMap<String, Editor> = BTreeMap::new();
    for file in [&homes.statements, &homes.citations, &homes.voices] {
        if !editors.contains_key(file) {
            let text = library.read(file)?;
            let editor = Editor::new(&text).map_err(|error| Failure::Input(format!("{file}: {error}")))?;
            editors.insert(file.clone(), editor);
        }
    }
    let id = match edit(case, source, draft, entry, &homes, &mut editors) {
        Ok(id) => id,
        Err(error) => return Ok(Err(error.to_string())),
    };
    let changed: BTreeMap<String, String> =
        editors.iter().map(|(file, editor)| (file.clone(), editor.text())).collect();
    let (folder, entry_file) = files::locate(&library.root().join(library.entry()));
    let after = load(&Changed { files: &folder, changed: &changed }, &entry_file, &[]);
    let told = |each: &Diagnostic| {
        let help = each.help.iter().map(|help| format!(" ({help})"));
        help.fold(each.message.clone(), |message, help| message + &help)
    };
    let errors: Vec<String> = after.diagnostics.iter().filter(|each| each.is_error()).map(told).collect();
    if !errors.is_empty() {
        return Ok(Err(errors.join("; ")));
    }
    // Whatever ends this half-way, no statement refers to what is not there.
    let mut written = std::collections::BTreeSet::new();
    for file in [&homes.voices, &homes.citations, &homes.statements] {
        let Some(text) = changed.get(file).filter(|_| written.insert(file)) else { continue };
        if library.read(file)? != *text {
            library.write(file, text)?;
        }
    }
    Ok(Ok(id))
}

/// The files into which things go: where the last of their kind stands.
struct Homes {
    statements: String,
    citations: String,
    voices: String,
}

impl Homes {
    fn of(case: &Case, loaded: &detente_case::load::Loaded, library: &Library) -> Self {
        let file = |span: Option<detente_syntax::span::Span>| {
            span.map_or_else(
                || library.entry().to_owned(),
                |span| loaded.sources.get(span.file).name().to_owned(),
            )
        };
        let sources = case.sources.last().map(|each| each.span);
        Self {
            statements: file(case.statements.last().map(|each| each.span)),
            citations: file(case.citations.last().map(|each| each.span).or(sources)),
            voices: file(case.voices.last().map(|each| each.span)),
        }
    }
}

/// Whether a link of a chain is a voice of the case. Somebody unnamed in one text is
/// never taken for somebody unnamed in another, nor a voice for one that speaks for another party.
fn is_voice(voice: &Voice, link: &Link) -> bool {
    let party = link.speaks_for.as_ref().and_then(|named| named.party);
    voice.named
        && link.kind != LinkKind::Unnamed
        && voice.name.eq_ignore_ascii_case(&link.name)
        && (party.is_none() || voice.speaks_for == party)
}

/// A name as it was typed into a chain: `?` before somebody unnamed, `for PARTY`
/// behind whoever speaks for one.
struct Typed<'t> {
    name: &'t str,
    unnamed: bool,
    party: Option<PartyIndex>,
}

impl<'t> Typed<'t> {
    fn of(case: &Case, text: &'t str) -> Self {
        let (text, unnamed) = text.strip_prefix('?').map_or((text, false), |text| (text.trim(), true));
        let speaking = text.rsplit_once(" for ").and_then(|(name, party)| {
            let of_id = |each: &Party| each.id == party.trim();
            Some((name.trim(), case.parties.iter().position(of_id)?))
        });
        match speaking {
            Some((name, party)) => Self { name, unnamed, party: Some(party) },
            None => Self { name: text, unnamed, party: None },
        }
    }
}

/// How a link of a drafted chain is written in an answer: the voice of the case
/// that it is, or its name, with a mark before somebody unnamed.
pub(super) fn spoken(case: &Case, link: &Link) -> String {
    match case.voices.iter().find(|voice| is_voice(voice, link)) {
        Some(voice) => voice.id.clone(),
        None if link.kind == LinkKind::Unnamed => format!("?{}", link.name.replace('>', " ")),
        None => link.name.replace('>', " "),
    }
}

fn edit(
    case: &Case,
    source: usize,
    draft: &Draft,
    entry: &Entry,
    homes: &Homes,
    editors: &mut BTreeMap<String, Editor>,
) -> Result<String, EditError> {
    let source_id = &case.sources[source].id;
    let text = |text: &str| Content::Text(text.to_owned());
    let mut with = |file: &String, change: &mut dyn FnMut(&mut Editor) -> Result<(), EditError>| {
        editors.get_mut(file).map_or(Ok(()), change)
    };
    let mut chain: Vec<String> = Vec::new();
    let mut voices = Ids::at_most(LONGEST_ID).beside(case.voices.iter().map(|voice| voice.id.clone()));
    // Voices made for this chain, by how they were written.
    let mut made: BTreeMap<&str, String> = BTreeMap::new();
    for part in &entry.chain {
        if let Some(id) = made.get(part.as_str()) {
            chain.push(id.clone());
            continue;
        }
        // A voice of the case, somebody the draft has found, or a name that was typed.
        if let Some(voice) = case.voices.iter().find(|voice| voice.id == *part) {
            chain.push(voice.id.clone());
            continue;
        }
        let link = draft.chain.iter().find(|link| spoken(case, link) == *part);
        let typed = Typed::of(case, part);
        let known = case.voices.iter().find(|voice| {
            let alike = voice.named && voice.name.eq_ignore_ascii_case(typed.name);
            link.is_none()
                && alike
                && !typed.unnamed
                && (typed.party.is_none() || voice.speaks_for == typed.party)
        });
        if let Some(voice) = known {
            chain.push(voice.id.clone());
            continue;
        }
        let name = link.map_or(typed.name, |link| &link.name);
        let id = voices.make(name, "voice");
        let mut entries = vec![("name", text(name))];
        match link.map(|link| link.kind) {
            Some(LinkKind::Publisher) => entries.push(("kind", text("publication"))),
            Some(LinkKind::Author) => entries.push(("kind", text("author"))),
            Some(LinkKind::Unnamed) => entries.push(("named", Content::Boolean(false))),
            None if typed.unnamed => entries.push(("named", Content::Boolean(false))),
            Some(LinkKind::Named) | None => {}
        }
        let drafted = link.and_then(|link| link.speaks_for.as_ref()).and_then(|named| named.party);
        if let Some(party) = link.map_or(typed.party, |_| drafted) {
            entries.push(("speaks-for", text(&case.parties[party].id)));
        }
        with(&homes.voices, &mut |editor| editor.add(&["voices", &id], &entries))?;
        made.insert(part, id.clone());
        chain.push(id);
    }
    let passage = &entry.passage;
    let cited = case.citations.iter().find(|citation| {
        citation.source == source
            && citation.start == Some(passage.start)
            && citation.end == Some(passage.end)
    });
    let citation = match cited {
        Some(citation) => citation.id.clone(),
        None => {
            let taken = case.citations.iter().map(|citation| citation.id.clone());
            let id = Ids::new().beside(taken).make(&format!("{source_id}-{}", passage.start), "citation");
            let number = |number: usize| {
                number.to_string().parse().map(Content::Number).unwrap_or(Content::Boolean(false))
            };
            let entries = [
                ("source", text(source_id)),
                ("says", text(&entry.says)),
                ("start", number(passage.start)),
                ("end", number(passage.end)),
                ("sha256", text(&passage.sha256)),
            ];
            with(&homes.citations, &mut |editor| editor.add(&["citations", &id], &entries))?;
            id
        }
    };
    let taken = case.statements.iter().map(|statement| statement.id.clone());
    let who = entry.about.first().map_or("statement", String::as_str);
    let id = Ids::new().beside(taken).make(&format!("{who}-{source_id}"), "statement");
    let list =
        |items: &[String]| Content::List(items.iter().map(|item| Content::Text(item.clone())).collect());
    let mut entries = vec![
        ("id", text(&id)),
        ("said", day(&entry.said)),
        ("chain", list(&chain)),
        ("about", list(&entry.about)),
        ("stance", text(&entry.stance)),
    ];
    entries.extend(entry.that.iter().map(|that| ("that", text(that))));
    let mut add = |key: &'static str, value: &str| {
        if !value.is_empty() {
            entries.push((key, text(value)));
        }
    };
    add("terms", &entry.terms);
    add("only-if", &entry.only_if);
    add("if", &entry.condition);
    add("if-said", &entry.if_said);
    add("note", entry.note.trim());
    if !entry.answers.is_empty() {
        entries.push(("answers", list(&entry.answers)));
    }
    if !entry.until.is_empty() {
        entries.push(("until", day(&entry.until)));
    }
    if entry.firm {
        entries.push(("firm", Content::Boolean(true)));
    }
    entries.push(("cite", text(&citation)));
    with(&homes.statements, &mut |editor| editor.append(&["statements"], &entries))?;
    Ok(id)
}

/// A whole day as a date, anything vaguer as text.
fn day(said: &str) -> Content {
    said.parse().map_or_else(|_| Content::Text(said.to_owned()), Content::Day)
}
