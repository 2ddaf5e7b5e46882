//! The documents of a case in words.

use crate::document::{Block, Caption, Document, Table};
use crate::json::documents::{
    AddedShape, AgreementsShape, CiteShape, DifferenceShape, DuplicatesShape, ImportedShape, ListShape,
    PlaceShape, ReplacedShape, SearchShape, SourceShape, SourceTextShape,
};

/// The most sources that an answer lists one by one.
const LISTED: usize = 25;

/// The sources of a case.
#[must_use]
pub fn list(shape: &ListShape, as_of: &str) -> Document {
    let mut document = Document::default();
    document.heading(1, shape.title.clone());
    if shape.sources.is_empty() {
        document.text("The case has no sources.");
        return document;
    }
    let caption = Caption {
        title: "Sources".to_owned(),
        as_of: as_of.to_owned(),
        basis: "what the documents, or the author of the case, say of them".to_owned(),
    };
    let mut table =
        Table::new(caption, &["source", "title", "by", "publisher", "date", "#characters", "#citations"]);
    for source in &shape.sources {
        table.row([
            source.id.clone(),
            source.title.clone(),
            source.author.join(", "),
            source.publisher.clone().unwrap_or_default(),
            source.date.clone().unwrap_or_default(),
            source.characters.map_or_else(|| "not at hand".to_owned(), |count| count.to_string()),
            source.citations.to_string(),
        ]);
    }
    document.table(table);
    document
}

/// One source with its text.
#[must_use]
pub fn show(shape: &SourceTextShape) -> Document {
    let mut document = Document::default();
    let source = &shape.source;
    document.heading(1, source.title.clone());
    document.list(facts(source));
    if !shape.citations.is_empty() {
        document.heading(2, "Citations");
        document.list(shape.citations.iter().map(|citation| {
            let place = match (citation.start, citation.end, citation.page) {
                (Some(start), Some(end), Some(page)) => format!(" (page {page}, {start} to {end})"),
                (Some(start), Some(end), None) => format!(" ({start} to {end})"),
                _ => " (no anchor)".to_owned(),
            };
            let passage =
                citation.passage.as_deref().map(|passage| format!(": \"{}\"", on_one_line(passage)));
            format!("{}{place}: {}{}", citation.id, citation.says, passage.unwrap_or_default())
        }));
    }
    document.heading(2, "Text");
    match &shape.text {
        None => document.text("The text is not at hand."),
        Some(text) => {
            for (number, page) in text.split('\u{c}').enumerate() {
                if text.contains('\u{c}') {
                    document.heading(3, format!("Page {}", number + 1));
                }
                for paragraph in
                    page.split("\n\n").map(printable).filter(|paragraph| !paragraph.trim().is_empty())
                {
                    document.blocks.push(Block::Text(paragraph));
                }
            }
        }
    }
    document
}

/// What was added, what was there, what was skipped. `case` is the file that was changed.
#[must_use]
pub fn added(shape: &AddedShape, case: &str) -> Document {
    let mut document = Document::default();
    let count = shape.added.len();
    if count > 0 {
        document.text(format!("Added {} to {case}.", counted(count, "source")));
        document.list(shape.added.iter().take(LISTED).map(|source| {
            let characters = source.characters.unwrap_or_default();
            let pages = source.pages.map(|pages| format!(", {}", counted(pages, "page"))).unwrap_or_default();
            let missing = match source.not_given.as_slice() {
                [] => String::new(),
                missing => format!("; the document gives no {}", missing.join(", no ")),
            };
            format!("{}: {} ({characters} characters{pages}){missing}", source.id, source.title)
        }));
        if count > LISTED {
            document.text(format!("{} more are not listed here.", count - LISTED));
        }
        if shape.added.iter().any(|source| !source.not_given.is_empty()) {
            document.text(
                "What a document does not give can be given with --title, --author, --publisher and --date when it is \
                 added alone, or in its [sources] table at any time.",
            );
        }
    }
    if !shape.known.is_empty() {
        document.text(format!("{} there already.", counted(shape.known.len(), "document")));
        document.list(
            shape
                .known
                .iter()
                .take(LISTED)
                .map(|known| format!("{} is {}", known.path, known.sources.join(", "))),
        );
    }
    if !shape.skipped.is_empty() {
        document
            .text(format!("Skipped {}; the reasons are told above.", counted(shape.skipped.len(), "file")));
    }
    if shape.other_files > 0 {
        document.text(format!("{} of other kinds in the folders.", counted(shape.other_files, "file")));
    }
    if shape.stopped {
        document.text(
            "Stopped before the end; what is listed was added. Run the same command again for the rest.",
        );
    }
    if document.blocks.is_empty() {
        document.text("There was nothing to add.");
    }
    document
}

fn facts(source: &SourceShape) -> Vec<String> {
    let mut facts = vec![format!("source: {}", source.id)];
    let mut fact =
        |name: &str, value: Option<String>| facts.extend(value.map(|value| format!("{name}: {value}")));
    fact("by", (!source.author.is_empty()).then(|| source.author.join(", ")));
    fact("publisher", source.publisher.clone());
    fact("date", source.date.clone());
    fact("address", source.url.clone());
    fact("original", source.file.clone());
    fact("SHA-256", source.sha256.clone());
    fact("SHA-256 of the text", source.text_sha256.clone());
    fact("not given", (!source.not_given.is_empty()).then(|| source.not_given.join(", ")));
    facts
}

/// A number of things in words.
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn not_at_hand(document: &mut Document, sources: &[String]) {
    if !sources.is_empty() {
        document.text(format!(
            "Not looked through, because their text is not at hand: {}. `detente record add` with the documents brings it \
             back.",
            crate::words::join(sources)
        ));
    }
}

/// A text of others without what would disturb a terminal.
#[must_use]
pub fn printable(text: &str) -> String {
    let character = |each: char| match each {
        '\n' | '\t' => each,
        '\u{ad}'
        | '\u{feff}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => ' ',
        each if each.is_control() => ' ',
        each => each,
    };
    text.chars().map(character).collect()
}

/// A passage on one line, shortened in the middle where it is long.
#[must_use]
pub fn on_one_line(passage: &str) -> String {
    const MOST: usize = 240;
    let line = printable(passage).split_whitespace().collect::<Vec<_>>().join(" ");
    let count = line.chars().count();
    if count <= MOST {
        return line;
    }
    let head: String = line.chars().take(MOST / 2).collect();
    let tail: String = line.chars().skip(count - MOST / 2).collect();
    format!("{head} […] {tail}")
}

/// Passages that stand in the record more than once.
#[must_use]
pub fn duplicates(shape: &DuplicatesShape) -> Document {
    let mut document = Document::default();
    document.heading(1, "Passages that stand in the record more than once");
    not_at_hand(&mut document, &shape.not_at_hand);
    if shape.copies.is_empty() {
        document.text("None was found.");
    }
    for copy in &shape.copies {
        let place = |place: &PlaceShape| format!("{} {} to {}", place.source, place.start, place.end);
        document.text(format!(
            "{}, {} words, {}% shared: {} and {}",
            copy.kind,
            copy.words,
            copy.shared,
            place(&copy.first),
            place(&copy.second)
        ));
        let passage = copy.passage.iter().map(|passage| format!("\"{passage}\""));
        // Figures first: they are what a bad copy does most harm to.
        let (figures, others): (Vec<_>, Vec<_>) =
            copy.differences.iter().partition(|each| each.kind == "figure");
        let told = figures.into_iter().chain(others).take(LISTED).map(difference);
        let more = copy.differences.len().saturating_sub(LISTED);
        let rest = (more > 0).then(|| format!("{} more", counted(more, "difference")));
        document.list(passage.chain(told).chain(rest));
    }
    if !shape.once.is_empty() {
        document.heading(2, "Counted once");
        document.text(
            "These citations cite one passage by its copies; what rests on them reached the record once.",
        );
        document.list(shape.once.iter().map(|once| {
            let statements = match once.statements.as_slice() {
                [] => String::new(),
                statements => format!(" (statements {})", statements.join(", ")),
            };
            format!("{}{statements}", once.citations.join(", "))
        }));
    }
    document
}

fn difference(difference: &DifferenceShape) -> String {
    let (first, second) = (on_one_line(&difference.first), on_one_line(&difference.second));
    match (first.is_empty(), second.is_empty()) {
        (true, _) => format!("{}: the second adds \"{second}\"", difference.kind),
        (_, true) => format!("{}: the second lacks \"{first}\"", difference.kind),
        _ => format!("{}: \"{first}\" became \"{second}\"", difference.kind),
    }
}

/// Passages that answer a query.
#[must_use]
pub fn search(shape: &SearchShape) -> Document {
    let mut document = Document::default();
    not_at_hand(&mut document, &shape.not_at_hand);
    if shape.hits.is_empty() {
        document.text("No source that is at hand holds a passage that answers this.");
    }
    for hit in &shape.hits {
        let date = hit.date.as_deref().map(|date| format!(", {date}")).unwrap_or_default();
        document.text(format!(
            "{} {} to {} ({}{date}; {} of {})",
            hit.source,
            hit.start,
            hit.end,
            hit.title,
            hit.matched,
            counted(hit.words, "word")
        ));
        document.list([on_one_line(&hit.passage)]);
    }
    document
}

/// An anchor that was made.
#[must_use]
pub fn cited(shape: &CiteShape) -> Document {
    let mut document = Document::default();
    if let Some(citation) = &shape.citation {
        document.text(format!("Wrote the citation {citation}."));
    }
    document
        .text(format!("…{}…", on_one_line(&format!("{}[{}]{}", shape.prefix, shape.exact, shape.suffix))));
    let (start, end, sha256) = (shape.anchor.start, shape.anchor.end, &shape.anchor.sha256);
    if shape.citation.is_none() {
        let source = &shape.source;
        document.code(format!(
            "{source}-1 = {{ source = \"{source}\", says = \"\", start = {start}, end = {end}, sha256 = \"{sha256}\" }}"
        ));
    }
    document
}

/// Annotations that were read into the case.
#[must_use]
pub fn imported(shape: &ImportedShape) -> Document {
    let mut document = Document::default();
    document.text(format!("Wrote {}.", counted(shape.written.len(), "citation")));
    document.list(shape.written.iter().cloned());
    if !shape.left_out.is_empty() {
        document.text(format!("Left out {}.", counted(shape.left_out.len(), "annotation")));
        document.list(shape.left_out.iter().map(|each| format!("{}: {}", each.annotation, each.because)));
    }
    document
}

/// What became of the citations of a source whose document was replaced.
#[must_use]
pub fn replaced(shape: &ReplacedShape) -> Document {
    let mut document = Document::default();
    document.text(format!("{} is now {}.", shape.source, shape.file));
    let mut open = false;
    for citation in &shape.citations {
        let place = match (citation.start, citation.end) {
            (Some(start), Some(end)) => format!(", {start} to {end}"),
            _ => String::new(),
        };
        let changed = citation.outcome == "changed";
        let state = match (changed, citation.written) {
            (true, true) => ", as accepted",
            (true, false) => ", proposed and not written",
            _ => "",
        };
        open |= !citation.written && citation.outcome != "in place";
        document.text(format!("{}: {}{state}{place}", citation.citation, citation.outcome));
        let passage = citation.passage.iter().map(|passage| match changed {
            true => format!("now: \"{passage}\""),
            false => format!("at {passage}"),
        });
        document.list(passage.chain(citation.differences.iter().map(difference)));
    }
    if open {
        document.text(
            "What is not written still has its former anchor, which `detente check --documents` reports. Accept a \
             proposal with --accept, or cite the passage anew.",
        );
    }
    document
}

/// Agreements that dealt with what was asked for.
#[must_use]
pub fn agreements(shape: &AgreementsShape) -> Document {
    let mut document = Document::default();
    let topics = if shape.topics.is_empty() { "any topic".to_owned() } else { shape.topics.join(", ") };
    document.heading(1, format!("Agreements that deal with {topics}"));
    if shape.agreements.is_empty() {
        document.text("The table has none.");
        return document;
    }
    let caption = Caption {
        title: counted(shape.agreements.len(), "agreement"),
        as_of: "the day of the table".to_owned(),
        basis: format!("as coded in {}", printable(&shape.table)),
    };
    let mut table =
        Table::new(caption, &["date", "agreement", "parties", "third parties", "stage", "grades"]);
    for agreement in &shape.agreements {
        let grades: Vec<_> =
            agreement.grades.iter().map(|each| format!("{} {}", each.topic, each.grade)).collect();
        table.row([
            agreement.date.clone().unwrap_or_default(),
            format!("{} ({}, {})", agreement.title, agreement.id, agreement.conflict),
            agreement.parties.clone(),
            agreement.third_parties.clone(),
            agreement.stage.clone(),
            grades.join(", "),
        ]);
    }
    document.table(table);
    document.text("That an agreement dealt with a topic says nothing of whether it was kept.");
    document
}
