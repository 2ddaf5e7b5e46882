//! `detente compare`: two packages, party by party.

use detente_report::document::{human, markdown};
use detente_report::{compare as words, json};
use detente_robust::relations::relations;

use crate::arguments::{CaseArguments, ColorChoice, TextFormat, ViewArguments};
use crate::exit;
use crate::failure::Failure;
use crate::open;
use crate::output;
use crate::package;

/// Compares packages given as `issue=option issue=option ...`.
pub(crate) fn run(
    arguments: &CaseArguments,
    view: ViewArguments,
    packages: &[String],
    format: TextFormat,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let mut opened = open::open(arguments, color)?;
    let view = open::to_day(&mut opened, view)?;
    let case = &opened.case;
    let mut read = Vec::new();
    for text in packages {
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        read.push(package::read(case, &words)?.package);
    }
    let [first, second] = read.as_slice() else {
        return Err(Failure::Input("name two packages, each in quotes".to_owned()));
    };
    let relations = relations(case, first, second).map_err(|error| Failure::Input(error.to_string()))?;
    let provenance = open::provenance(&opened, None);
    let pair = [first.as_slice(), second.as_slice()];
    let text = match format {
        TextFormat::Json => json::text(&json::compare(case, view, pair, &relations, &provenance)),
        TextFormat::Human | TextFormat::Markdown => {
            let mut document = words::compare(case, view, pair, &relations);
            provenance.close(&mut document);
            if format == TextFormat::Human { human(&document, output::width()) } else { markdown(&document) }
        }
    };
    output::print(&text)?;
    Ok(exit::DEAL)
}
