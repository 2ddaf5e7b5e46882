//! `detente explain`: one package, or the terms of a statement.

use detente_case::formula::Formula;
use detente_case::model::Case;
use detente_case::record::{Demands, Level, Positions, Readings, View};
use detente_report::document::{human, markdown};
use detente_report::{explain as words, json};
use detente_settle::budget::Budget;
use detente_settle::explain::{ExplainError, explain};
use detente_settle::on_record::{is_an_agreement, standing_of};
use detente_space::compile::{Request, compile};
use detente_space::worth::Acceptance;
use detente_syntax::ids::did_you_mean;

use crate::arguments::{CaseArguments, ColorChoice, LimitArguments, TextFormat, ViewArguments};
use crate::exit;
use crate::failure::Failure;
use crate::limits::with_budget;
use crate::open;
use crate::output;
use crate::package::{self, Given};

/// What to explain.
pub(crate) struct What<'a> {
    pub(crate) package: &'a [String],
    pub(crate) statement: Option<&'a str>,
}

/// Explains it.
pub(crate) fn run(
    arguments: &CaseArguments,
    view: ViewArguments,
    what: &What<'_>,
    limits: LimitArguments,
    format: TextFormat,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let mut opened = open::open(arguments, color)?;
    let view = open::to_day(&mut opened, view)?;
    let case = &opened.case;
    with_budget(Some(limits), |budget| {
        let (given, lead) = match what.statement {
            None => {
                let given = package::read(case, what.package)?;
                let lead = given.filled.clone();
                (given, lead)
            }
            Some(id) => of_statement(case, id, view, budget)?,
        };
        let explanation = explain(case, &given.package, view, budget).map_err(|error| match error {
            ExplainError::Stopped(reason) => Failure::Stopped(reason.to_string()),
            ExplainError::Worth(error) => Failure::Input(error.to_string()),
        })?;
        let provenance = open::provenance(&opened, Some(limits));
        let text = match format {
            TextFormat::Json => json::text(&json::explain(case, &explanation, &provenance)),
            TextFormat::Human | TextFormat::Markdown => {
                let mut document = words::explain(case, &explanation, &lead);
                provenance.close(&mut document);
                if format == TextFormat::Human {
                    human(&document, output::width())
                } else {
                    markdown(&document)
                }
            }
        };
        output::print(&text)?;
        let deal = explanation.broken_rules.is_empty()
            && !explanation.is_no_agreement
            && explanation.all == Acceptance::Surely;
        Ok(if deal { exit::DEAL } else { exit::NO_DEAL })
    })
}

/// The package that meets the terms of a statement and otherwise changes as
/// little as possible against no agreement.
fn of_statement(
    case: &Case,
    id: &str,
    view: View,
    budget: &Budget<'_>,
) -> Result<(Given, Vec<String>), Failure> {
    let at = case.statements.iter().position(|each| each.id == id).ok_or_else(|| {
        let close = did_you_mean(id, case.statements.iter().map(|each| each.id.as_str()));
        let hint = close.map_or_else(String::new, |close| format!("; did you mean `{close}`?"));
        Failure::Input(format!("there is no statement `{id}`{hint}"))
    })?;
    let statement = &case.statements[at];
    let terms =
        statement.terms.as_ref().ok_or_else(|| Failure::Input(format!("`{id}` has no terms to explain")))?;
    let conditions =
        [&statement.only_if, &statement.if_].into_iter().flatten().map(|clause| clause.formula.clone());
    let hard =
        [is_an_agreement(case), Formula::and(std::iter::once(terms.formula.clone()).chain(conditions))];
    let stopped = |reason: detente_space::compile::Stopped| Failure::Stopped(reason.to_string());
    let diagram =
        compile(case, &Request { hard: &hard, ..Request::default() }, &budget.limits, &budget.control)
            .map_err(stopped)?;
    let count = diagram.count();
    let nothing: Vec<_> = case.issues.iter().map(|issue| issue.no_deal.unwrap_or(0)).collect();
    let near = detente_settle::explain::distance_from(case, &nothing);
    let best = diagram.best(&near, 1);
    let Some(package) = best.into_iter().next().map(|best| best.package) else {
        return Err(Failure::Input(format!(
            "no agreement that the rules allow meets the terms of `{id}`: {}",
            terms.text
        )));
    };
    let mut lead = vec![
        format!("{id} ({}): {}", statement.said, detente_report::words::says(case, at)),
        format!(
            "{} that the rules allow meet them; shown is one that otherwise changes least against no agreement.",
            detente_report::words::counted(&count, "package")
        ),
    ];
    let standing = standing_of(case, view, budget).map_err(stopped)?;
    for entry in standing.entries.iter().filter(|entry| case.statements[entry.statement].id == id) {
        let party = &case.parties[entry.party].name;
        if let Some(why) = detente_report::on_record::status(case, &entry.status) {
            lead.push(format!("It does not stand for {party} on that day: {why}."));
        }
        let coded = Readings::as_coded(case);
        let positions =
            Positions::new(case, &standing, &coded, entry.party, Level::Attributed, Demands::Openings);
        let among = |of: Formula| {
            let hard = [hard[0].clone(), hard[1].clone(), of];
            let request = Request { hard: &hard, ..Request::default() };
            compile(case, &request, &budget.limits, &budget.control)
                .map(|diagram| diagram.count())
                .map_err(stopped)
        };
        let refused = among(positions.refused())?;
        let against = among(Formula::and([positions.refused().not(), positions.against_demand()]))?;
        lead.push(format!(
            "Among them {party} refuses {refused} by what stands on record, and {against} more go against a demand of its own."
        ));
    }
    Ok((Given { package, filled: Vec::new() }, lead))
}
