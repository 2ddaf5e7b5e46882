//! `detente ask`: the unknowns that matter most, as questions.

use detente_report::document::{human, markdown};
use detente_report::{ask as words, json};
use detente_robust::ask::ask;
use detente_robust::model::Model;

use super::robust::{failure, request};
use crate::across;
use crate::arguments::{AskArguments, ColorChoice, TextFormat};
use crate::exit;
use crate::failure::Failure;
use crate::limits::with_budget;
use crate::open;
use crate::output;

/// Draws, and ranks the unknowns.
pub(crate) fn run(arguments: &AskArguments, color: ColorChoice) -> Result<u8, Failure> {
    let (opened, alternatives) = across::open(&arguments.case, arguments.view, &arguments.draw, color)?;
    let case = &opened.case;
    let view = open::view(case, arguments.view);
    let request = request(&arguments.draw, arguments.limits.seed, Vec::new());
    let (text, stopped) = with_budget(Some(arguments.limits), |budget| {
        let standing = arguments.draw.disputed.unwrap_or(1.0);
        let model = Model::new(&alternatives, standing, budget).map_err(failure)?;
        let found = ask(&model, &request, budget).map_err(failure)?;
        let provenance = open::provenance(&opened, Some(arguments.limits));
        let text = match arguments.format {
            TextFormat::Json => json::text(&json::ask(case, view, &model, &found, &provenance)),
            TextFormat::Human | TextFormat::Markdown => {
                let mut document = words::ask(case, view, &model, &found);
                provenance.close(&mut document);
                if arguments.format == TextFormat::Human {
                    human(&document, output::width())
                } else {
                    markdown(&document)
                }
            }
        };
        Ok::<_, Failure>((text, found.stopped))
    })?;
    output::print(&text)?;
    Ok(if stopped { exit::STOPPED } else { exit::DEAL })
}
