//! `detente explain`: one package, or the terms of a statement.

use detente_case::formula::Formula;
use detente_case::model::Case;
use detente_report::document::{human, markdown};
use detente_report::{explain as words, json};
use detente_settle::explain::{ExplainError, explain};
use detente_settle::budget::Budget;
use detente_space::compile::{Request, compile};
use detente_space::worth::Acceptance;
use detente_syntax::ids::did_you_mean;

use crate::arguments::{CaseArguments, ColorChoice, Format, LimitArguments, ViewArguments};
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
    format: Format,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let opened = open::open(arguments, color)?;
    let case = &opened.case;
    let view = open::view(case, view);
    with_budget(Some(limits), |budget| {
        let (given, lead) = match what.statement {
            None => {
                let given = package::read(case, what.package)?;
                let lead = given.filled.clone();
                (given, lead)
            }
            Some(id) => of_statement(case, id, budget)?,
        };
        let explanation = explain(case, &given.package, view, budget).map_err(|error| match error {
            ExplainError::Stopped(reason) => Failure::Stopped(reason.to_string()),
            ExplainError::Worth(error) => Failure::Input(error.to_string()),
        })?;
        let provenance = open::provenance(&opened, Some(limits));
        let text = match format {
            Format::Json => json::text(&json::explain(case, &explanation, &provenance)),
            Format::Csv => return Err(Failure::Input("`explain` has no CSV; use human, markdown or json".to_owned())),
            Format::Human | Format::Markdown => {
                let mut document = words::explain(case, &explanation, &lead);
                provenance.close(&mut document);
                if format == Format::Human { human(&document, output::width()) } else { markdown(&document) }
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
fn of_statement(case: &Case, id: &str, budget: &Budget<'_>) -> Result<(Given, Vec<String>), Failure> {
    let statement = case.statements.iter().find(|each| each.id == id).ok_or_else(|| {
        let close = did_you_mean(id, case.statements.iter().map(|each| each.id.as_str()));
        let hint = close.map_or_else(String::new, |close| format!("; did you mean `{close}`?"));
        Failure::Input(format!("there is no statement `{id}`{hint}"))
    })?;
    let terms = statement.terms.as_ref().ok_or_else(|| Failure::Input(format!("`{id}` has no terms to explain")))?;
    let conditions = [&statement.only_if, &statement.if_].into_iter().flatten().map(|clause| clause.formula.clone());
    let hard = [Formula::and(std::iter::once(terms.formula.clone()).chain(conditions))];
    let stopped = |reason: detente_space::compile::Stopped| Failure::Stopped(reason.to_string());
    let diagram = compile(case, &Request { hard: &hard, ..Request::default() }, &budget.limits, &budget.control)
        .map_err(stopped)?;
    let count = diagram.count();
    let nothing: Vec<_> = case.issues.iter().map(|issue| issue.no_deal.unwrap_or(0)).collect();
    let near = detente_settle::explain::distance_from(case, &nothing);
    let best = diagram.best(&near, 1);
    let Some(package) = best.into_iter().next().map(|best| best.package) else {
        return Err(Failure::Input(format!("no package that the rules allow meets the terms of `{id}`: {}", terms.text)));
    };
    let lead = vec![
        format!("Terms of {id}: {}", terms.text),
        format!(
            "{} that the rules allow meet them; shown is one that otherwise changes least against no agreement.",
            detente_report::words::counted(&count, "package")
        ),
    ];
    Ok((Given { package, filled: Vec::new() }, lead))
}
