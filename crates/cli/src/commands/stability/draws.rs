//! `detente stability --draws`: in how many draws each state is an equilibrium.

use detente_desk::questions::stability::{LISTED_AS_JSON, Modelled};
use detente_desk::questions::states::failure;
use detente_report::stability::{Draws, LISTED, draws};
use detente_report::{csv, json};
use detente_robust::draw::Method;
use detente_robust::equilibria::{Request, equilibria};
use detente_settle::budget::Budget;
use detente_stability::concepts::Concept;

use super::{lay_out, made_with};
use crate::arguments::{Format, StabilityArguments};
use crate::exit;
use crate::failure::Failure;
use crate::output;

pub(super) fn run(
    arguments: &StabilityArguments,
    count: u64,
    concepts: &[Concept],
    modelled: &Modelled,
    budget: &Budget<'_>,
) -> Result<u8, Failure> {
    if concepts.is_empty() {
        return Err(Failure::Input("draws need a concept such as nash or seq".to_owned()));
    }
    let request =
        Request { method: Method::Sobol, seed: arguments.seed, draws: count, concepts: concepts.to_vec() };
    let of = modelled.subject();
    let limits = modelled.limits.of_model();
    let found =
        equilibria(of.case, of.model, &request, &limits, &budget.control).map_err(|error| failure(&error))?;
    let drawn = Draws { request: &request, found: &found };
    let made_with = made_with(&modelled.opened, arguments, arguments.seed);
    let text = match arguments.format {
        Format::Json => {
            let listed = arguments.list.unwrap_or(LISTED_AS_JSON);
            json::text(&json::shares(of, drawn, listed, &made_with))
        }
        Format::Csv => csv::shares(of, drawn, arguments.list.unwrap_or(usize::MAX)),
        format => lay_out(draws(of, drawn, arguments.list.unwrap_or(LISTED)), format, &made_with),
    };
    output::to(arguments.output.as_deref(), &text)?;
    Ok(match (found.stopped, found.states.is_empty()) {
        (true, _) => exit::STOPPED,
        (false, false) => exit::DEAL,
        (false, true) => exit::NO_DEAL,
    })
}
