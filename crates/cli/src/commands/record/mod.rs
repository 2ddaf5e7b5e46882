//! `detente record`: the documents of a case, one module a subcommand.

pub(crate) mod add;
pub(crate) mod agreements;
pub(crate) mod arguments;
pub(crate) mod cite;
pub(crate) mod coders;
pub(crate) mod conflicts;
pub(crate) mod draft;
pub(crate) mod duplicates;
pub(crate) mod list;
pub(crate) mod model;
pub(crate) mod offers;
mod replace;
pub(crate) mod review;
pub(crate) mod search;
pub(crate) mod show;
pub(crate) mod timeline;

use arguments::RecordCommand;
use detente_case::load::Loaded;
use detente_case::model::{Case, Source};
use detente_report::document::{Document, human, markdown};
use detente_report::json;
use detente_report::json::documents::SourceShape;
use detente_syntax::diagnostic::Diagnostic;
use serde::Serialize;

use crate::arguments::{ColorChoice, TextFormat};
use crate::failure::Failure;
use crate::open;
use crate::output;

/// Runs a subcommand.
pub(crate) fn run(command: &RecordCommand, color: ColorChoice) -> Result<u8, Failure> {
    match command {
        RecordCommand::Add(arguments) => add::run(arguments, color),
        RecordCommand::Draft(arguments) => draft::run(arguments, color),
        RecordCommand::Review(arguments) => review::run(arguments, color),
        RecordCommand::Timeline(arguments) => timeline::run(arguments, color),
        RecordCommand::Conflicts(arguments) => conflicts::run(arguments, color),
        RecordCommand::Offers(arguments) => offers::run(arguments, color),
        RecordCommand::Coders(arguments) => coders::run(arguments, color),
        RecordCommand::Agreements(arguments) => agreements::run(arguments, color),
        RecordCommand::Cite(arguments) => cite::run(arguments, color),
        RecordCommand::Duplicates { case, words, shared, format } => {
            let request = detente_record::duplicates::Request {
                words: usize::from(*words),
                shared: u32::from(*shared) * 10,
            };
            duplicates::run(case, request, *format, color)
        }
        RecordCommand::Search { case, query, limit, format } => {
            search::run(case, query, usize::from(*limit), *format, color)
        }
        RecordCommand::List { case, format } => list::run(case, *format, color),
        RecordCommand::Show { case, source, format } => show::run(case, source, *format, color),
    }
}

/// The longest id that is made from a title or the name of a voice, in characters.
const LONGEST_ID: usize = 40;

/// The case of a loaded library, or its errors told.
pub(crate) fn usable(loaded: &Loaded, color: ColorChoice) -> Result<&Case, Failure> {
    loaded.case.as_ref().ok_or_else(|| {
        let errors: Vec<_> = loaded.diagnostics.iter().filter(|each| each.is_error()).cloned().collect();
        open::complain(&errors, &loaded.sources, color);
        Failure::Told
    })
}

/// A source as it is told, with the text where that is at hand.
pub(crate) fn shape(case: &Case, index: usize, source: &Source, text: Option<&str>) -> SourceShape {
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
pub(crate) fn pages(text: &str) -> Option<usize> {
    let breaks = text.matches('\u{c}').count();
    (breaks > 0).then_some(breaks + 1)
}

/// Prints an answer in the form asked for.
pub(crate) fn print(
    format: TextFormat,
    shape: &impl Serialize,
    words: impl FnOnce() -> Document,
) -> Result<(), Failure> {
    let text = match format {
        TextFormat::Json => json::text(shape),
        TextFormat::Human => human(&words(), output::width()),
        TextFormat::Markdown => markdown(&words()),
    };
    Ok(output::print(&text)?)
}

/// Tells diagnostics that point into no file.
pub(crate) fn tell(diagnostics: &[Diagnostic], color: ColorChoice) {
    if !diagnostics.is_empty() {
        open::complain(diagnostics, &detente_syntax::span::Sources::new(), color);
    }
}
