//! The documents of a case in words.

use crate::document::{Block, Caption, Document, Table};
use crate::json::documents::{AddedShape, ListShape, SourceShape, SourceTextShape};

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
