//! A reviewed draft as entries of the case: voices, a citation, a statement.

use std::collections::BTreeMap;

use detente_case::load::{FileError, Files, load};
use detente_case::model::{Case, Stance, Voice};
use detente_case::write::{Content, EditError, Editor};
use detente_record::draft::{Draft, Link, LinkKind};
use detente_syntax::naming::Ids;

use super::super::LONGEST_ID;
use super::ask::Asker;
use crate::failure::Failure;
use crate::files;
use crate::library::Library;
use crate::output;

/// What the reviewer settled.
#[derive(Clone)]
pub(super) struct Entry {
    about: Vec<String>,
    /// Whose words, the outermost first: voices of the case, or names.
    chain: Vec<String>,
    stance: String,
    that: Option<String>,
    said: String,
    terms: String,
    condition: Option<(&'static str, String)>,
    if_said: String,
    says: String,
    note: String,
}

impl Entry {
    /// What a draft says by itself.
    fn drafted(case: &Case, source: usize, draft: &Draft) -> Self {
        let known = draft.about.iter().filter(|named| named.party.is_some());
        let said = draft.said.as_ref().or(case.sources[source].date.as_ref());
        let stance = draft.stance.word().to_owned();
        // What a third person recommends is nobody's position yet.
        let (stance, that) = match draft.recommended {
            true => ("predicts".to_owned(), Some(stance)),
            false => (stance, None),
        };
        Self {
            about: known.map(|named| named.id.clone()).collect(),
            chain: draft.chain.iter().map(|link| spoken(case, link)).collect(),
            stance,
            that,
            said: said.map(ToString::to_string).unwrap_or_default(),
            terms: String::new(),
            condition: None,
            if_said: String::new(),
            says: String::new(),
            note: String::new(),
        }
    }

    /// Asks for what the draft cannot know: terms, a paraphrase, and all else
    /// where it is edited or was typed before. `None` where the input ended.
    pub(super) fn ask(
        asker: &mut Asker<'_>,
        case: &Case,
        source: usize,
        draft: &Draft,
        edit: bool,
        former: Option<&Self>,
    ) -> Result<Option<Self>, Failure> {
        let mut entry = former.cloned().unwrap_or_else(|| Self::drafted(case, source, draft));
        macro_rules! answer {
            ($question:expr, $default:expr) => {
                match asker.ask($question, $default)? {
                    Some(answer) => answer,
                    None => return Ok(None),
                }
            };
        }
        if edit || entry.about.is_empty() {
            let ids: Vec<&str> = case.parties.iter().map(|party| party.id.as_str()).collect();
            let answer = answer!(&format!("  whose position ({})", ids.join(", ")), &entry.about.join(", "));
            entry.about =
                answer.split(',').map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect();
        }
        if edit {
            let question =
                "  whose words, from the outside in, parted by > (a voice or a name; ?name: unnamed)";
            let answer = answer!(question, &entry.chain.join(" > "));
            entry.chain = answer
                .split('>')
                .map(|each| each.trim().to_owned())
                .filter(|each| !each.is_empty())
                .collect();
            entry.stance = answer!("  stance", &entry.stance);
            let that =
                answer!("  that (for claims, denies, predicts)", entry.that.as_deref().unwrap_or_default());
            entry.that = Some(that).filter(|that| !that.is_empty());
        }
        if edit || entry.said.is_empty() {
            entry.said = answer!("  said", &entry.said);
        }
        let issues: Vec<String> =
            draft.issues.iter().filter_map(|each| case.issues.get(each.issue)).map(choices).collect();
        if !issues.is_empty() {
            output::print(&format!("  issues: {}\n", issues.join("; ")))?;
        }
        entry.terms =
            answer!("  terms (issue = option ...; none: it becomes a signal with a note)", &entry.terms);
        if let Some(condition) = &draft.condition {
            let key = condition.kind.word();
            let former = entry.condition.take().map_or_else(String::new, |(_, text)| text);
            let text = answer!(&format!("  {key} (the condition as an expression; none: in words)"), &former);
            if text.is_empty() {
                entry.if_said = answer!("  the condition in your own words", &entry.if_said);
            } else {
                entry.condition = Some((key, text));
            }
        }
        if entry.says.is_empty() {
            entry.says = format!("{}: {} ({})", entry.about.join(", "), entry.stance, draft.strength);
        }
        entry.says = answer!("  the passage in your own words", &entry.says);
        if edit {
            entry.note = answer!("  note", &entry.note);
        }
        if entry.terms.is_empty() {
            entry.without_terms(draft.stance);
        }
        Ok(Some(entry))
    }

    /// A demand or an offer needs terms; without them it is kept as a signal.
    fn without_terms(&mut self, stance: Stance) {
        if !matches!(
            self.stance.as_str(),
            "defers" | "withdraws" | "signals" | "claims" | "denies" | "predicts"
        ) {
            let was = std::mem::replace(&mut self.stance, "signals".to_owned());
            let drafted = format!("drafted as `{was}`; its terms are not coded. ");
            self.note = format!("{drafted}{}", self.note);
        }
        if self.note.is_empty() {
            self.note = format!("drafted as `{}`; no terms are coded", stance.word());
        }
    }
}

fn choices(issue: &detente_case::model::Issue) -> String {
    let options: Vec<&str> = issue.domain.options().iter().map(|option| option.id.as_str()).collect();
    format!("{} = {}", issue.id, options.join(" | "))
}

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
    let _alone = library.alone()?;
    let loaded = library.loaded();
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
    let errors: Vec<String> =
        after.diagnostics.iter().filter(|each| each.is_error()).map(|each| each.message.clone()).collect();
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

/// How a link of a drafted chain is written in an answer: the voice of the case
/// that it is, or its name, with a mark before somebody unnamed.
fn spoken(case: &Case, link: &Link) -> String {
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
    for part in &entry.chain {
        // A voice of the case, somebody the draft has found, or a name that was typed.
        if let Some(voice) = case.voices.iter().find(|voice| voice.id == *part) {
            chain.push(voice.id.clone());
            continue;
        }
        let link = draft.chain.iter().find(|link| spoken(case, link) == *part);
        let (name, unnamed) =
            part.strip_prefix('?').map_or((part.as_str(), false), |name| (name.trim(), true));
        let known = case
            .voices
            .iter()
            .find(|voice| link.is_none() && !unnamed && voice.named && voice.name.eq_ignore_ascii_case(name));
        if let Some(voice) = known {
            chain.push(voice.id.clone());
            continue;
        }
        let name = link.map_or(name, |link| &link.name);
        let id = voices.make(name, "voice");
        let mut entries = vec![("name", text(name))];
        match link.map(|link| link.kind) {
            Some(LinkKind::Publisher) => entries.push(("kind", text("publication"))),
            Some(LinkKind::Author) => entries.push(("kind", text("author"))),
            Some(LinkKind::Unnamed) => entries.push(("named", Content::Boolean(false))),
            None if unnamed => entries.push(("named", Content::Boolean(false))),
            Some(LinkKind::Named) | None => {}
        }
        let speaks_for = link.and_then(|link| link.speaks_for.as_ref()).filter(|named| named.party.is_some());
        if let Some(party) = speaks_for {
            entries.push(("speaks-for", text(&party.id)));
        }
        with(&homes.voices, &mut |editor| editor.add(&["voices", &id], &entries))?;
        chain.push(id);
    }
    let passage = &draft.passage;
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
    if let Some((key, condition)) = &entry.condition {
        add(key, condition);
    }
    add("if-said", &entry.if_said);
    add("note", entry.note.trim());
    entries.push(("cite", text(&citation)));
    with(&homes.statements, &mut |editor| editor.append(&["statements"], &entries))?;
    Ok(id)
}

/// A whole day as a date, anything vaguer as text.
fn day(said: &str) -> Content {
    said.parse().map_or_else(|_| Content::Text(said.to_owned()), Content::Day)
}
