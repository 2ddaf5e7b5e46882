//! `detente show`: the case as read.

use detente_report::document::{human, markdown};
use detente_report::{json, show};
use detente_settle::on_record::standing_of;

use crate::arguments::{CaseArguments, ColorChoice, TextFormat, ViewArguments};
use crate::exit;
use crate::failure::Failure;
use crate::limits::with_budget;
use crate::open;
use crate::output;

/// Prints the case as read.
pub(crate) fn run(
    arguments: &CaseArguments,
    view: ViewArguments,
    format: TextFormat,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let opened = open::open(arguments, color)?;
    let view = open::view(&opened.case, view);
    let standing = with_budget(None, |budget| standing_of(&opened.case, view, budget))
        .map_err(|reason| Failure::Stopped(reason.to_string()))?;
    let provenance = open::provenance(&opened, None);
    let text = match format {
        TextFormat::Json => json::text(&json::show(&opened.case, &standing, &provenance)),
        TextFormat::Human | TextFormat::Markdown => {
            let mut document = show::show(&opened.case, &standing);
            provenance.close(&mut document);
            if format == TextFormat::Human { human(&document, output::width()) } else { markdown(&document) }
        }
    };
    output::print(&text)?;
    Ok(exit::DEAL)
}
