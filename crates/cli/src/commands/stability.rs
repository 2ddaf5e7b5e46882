//! `detente stability`: which states would hold, for whom and under which foresight.

mod draws;
mod grid;
mod inverse;

use detente_desk::opened::Opened;
use detente_desk::questions::Answer as _;
use detente_desk::questions::foresight::{Words, read};
use detente_desk::questions::stability::{Modelled, stability};
use detente_desk::questions::states::state;
use detente_report::document::{Document, human, markdown};
use detente_report::json;
use detente_report::provenance::Provenance;
use detente_settle::budget::Budget;

use crate::arguments::{ColorChoice, Format, StabilityArguments};
use crate::exit;
use crate::failure::Failure;
use crate::limits::with_control;
use crate::open;
use crate::output;

/// Answers.
pub(crate) fn run(arguments: &StabilityArguments, color: ColorChoice) -> Result<u8, Failure> {
    let opened = open::open(&arguments.case, color)?;
    let words = words(arguments);
    let asked = read(&opened.case, &words, only_concepts(arguments))?;
    with_control(arguments.limits.time, |control, notify| {
        let budget = Budget { control, notify, ..Budget::default() };
        if arguments.grid {
            return grid::run(arguments, asked.concepts(), opened, &budget, color);
        }
        let modelled = Modelled::of(opened, arguments.view.into(), arguments.limits.into(), &budget)?;
        if let Some(text) = &arguments.inverse {
            let target = state(&modelled.opened.case, &modelled.model, text)?;
            return inverse::run(arguments, asked.concepts(), &modelled, target, &budget);
        }
        if let Some(count) = arguments.draws {
            notify.say("answering draw after draw");
            return draws::run(arguments, count, asked.concepts(), &modelled, &budget);
        }
        of_model(arguments, &words, &modelled, &budget)
    })
}

fn words(arguments: &StabilityArguments) -> Words {
    Words {
        concepts: arguments.concepts.clone(),
        mixed: arguments.mixed.clone(),
        coalitions: arguments.coalitions.clone(),
        joint_sanctions: arguments.joint_sanctions,
        unknown: arguments.unknown.clone(),
        strength: arguments.strength.clone(),
    }
}

/// What knows the concepts for any number of decision makers alone.
fn only_concepts(arguments: &StabilityArguments) -> Option<&'static str> {
    match (arguments.grid, arguments.inverse.is_some(), arguments.draws.is_some()) {
        (true, ..) => Some("--grid"),
        (_, true, _) => Some("--inverse"),
        (.., true) => Some("--draws"),
        _ => None,
    }
}

fn of_model(
    arguments: &StabilityArguments,
    words: &Words,
    modelled: &Modelled,
    budget: &Budget<'_>,
) -> Result<u8, Failure> {
    let answer = stability(modelled, words, arguments.state.as_deref(), arguments.list, budget)?;
    if let Some(path) = &arguments.certificate {
        output::to(Some(path), &answer.certificate(budget)?)?;
    }
    let text = match arguments.format {
        Format::Json => json::text(&answer.shape()),
        Format::Csv => answer.csv(),
        Format::Human => human(&answer.document(), output::width()),
        Format::Markdown => markdown(&answer.document()),
    };
    output::to(arguments.output.as_deref(), &text)?;
    let found = &answer.found;
    let holds = match answer.state {
        // Nothing is said of a foresight that has no answer.
        Some(state) => found.is_answered() && found.columns.iter().all(|column| column.is_equilibrium(state)),
        None => found.columns.iter().any(|column| column.count_equilibria() > 0),
    };
    Ok(match (found.is_cut_short(), holds) {
        (true, _) => exit::STOPPED,
        (false, true) => exit::DEAL,
        (false, false) => exit::NO_DEAL,
    })
}

/// What an answer was made with and from.
fn made_with(opened: &Opened, arguments: &StabilityArguments, seed: u64) -> Provenance {
    let limits: detente_desk::questions::states::StateLimits = arguments.limits.into();
    opened.made_with(limits.named(), seed)
}

fn lay_out(mut document: Document, format: Format, made_with: &Provenance) -> String {
    made_with.close(&mut document);
    if format == Format::Markdown { markdown(&document) } else { human(&document, output::width()) }
}
