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
use detente_report::document::{Document, human, markdown};
use detente_report::json;
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
        RecordCommand::Draft(arguments) => draft::run(arguments),
        RecordCommand::Review(arguments) => review::run(arguments),
        RecordCommand::Timeline(arguments) => timeline::run(arguments, color),
        RecordCommand::Conflicts(arguments) => conflicts::run(arguments, color),
        RecordCommand::Offers(arguments) => offers::run(arguments, color),
        RecordCommand::Coders(arguments) => coders::run(arguments, color),
        RecordCommand::Agreements(arguments) => agreements::run(arguments, color),
        RecordCommand::Cite(arguments) => cite::run(arguments),
        RecordCommand::Duplicates { case, words, shared, format } => {
            let request = detente_record::duplicates::Request {
                words: usize::from(*words),
                shared: u32::from(*shared) * 10,
            };
            duplicates::run(case, request, *format)
        }
        RecordCommand::Search { case, query, limit, format } => {
            search::run(case, query, usize::from(*limit), *format)
        }
        RecordCommand::List { case, format } => list::run(case, *format),
        RecordCommand::Show { case, source, format } => show::run(case, source, *format),
    }
}

/// The longest id that is made from a title or the name of a voice, in characters.
const LONGEST_ID: usize = 40;

/// Says that another process writes to the case.
pub(crate) fn waits() {
    output::complain("note: another process is writing to this case; waiting for it\n");
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
