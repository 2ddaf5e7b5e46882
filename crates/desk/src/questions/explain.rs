//! One package, or the terms of a statement.

use detente_case::formula::Formula;
use detente_case::model::Case;
use detente_case::record::{Demands, Level, Positions, Readings, View};
use detente_report::document::Document;
use detente_report::json::{self, ExplainShape};
use detente_report::{explain as words, words::counted, words::says};
use detente_settle::budget::Budget;
use detente_settle::explain::{ExplainError, Explanation, distance_from, explain as find};
use detente_settle::on_record::{is_an_agreement, standing_of};
use detente_space::compile::{Request, compile};
use detente_syntax::ids::did_you_mean;

use super::{Answer, stopped};
use crate::failure::Failure;
use crate::opened::{Limits, Opened};
use crate::package::{self, Given};

/// What to explain.
#[derive(Clone, Copy, Debug)]
pub enum What<'a> {
    /// A package, as `issue=option` texts; issues left out sit at their no-deal option.
    Package(&'a [String]),
    /// The terms of the statement with this id.
    Statement(&'a str),
}

/// A package explained.
#[derive(Debug)]
pub struct Explained {
    opened: Opened,
    /// What was found.
    pub found: Explanation,
    lead: Vec<String>,
    limits: Limits,
}

/// Explains it: who accepts it, what it crosses, what the record says, what would improve it.
///
/// # Errors
/// Where the package or the statement cannot be read, values cannot be computed, or the
/// work was stopped.
pub fn explain(
    mut opened: Opened,
    what: What<'_>,
    wanted: View,
    limits: Limits,
    budget: &Budget<'_>,
) -> Result<Explained, Failure> {
    let view = opened.to_day(wanted, budget)?;
    let case = &opened.case;
    let (given, lead) = match what {
        What::Package(words) => {
            let given = package::read(case, words)?;
            let lead = given.filled.clone();
            (given, lead)
        }
        What::Statement(id) => of_statement(case, id, view, budget)?,
    };
    let found = find(case, &given.package, view, budget).map_err(|error| match error {
        ExplainError::Stopped(reason) => stopped(reason),
        ExplainError::Worth(error) => Failure::Input(error.to_string()),
    })?;
    Ok(Explained { opened, found, lead, limits })
}

impl Answer for Explained {
    type Shape = ExplainShape;

    fn shape(&self) -> ExplainShape {
        json::explain(&self.opened.case, &self.found, &self.opened.provenance(Some(self.limits)))
    }

    fn document(&self) -> Document {
        let mut document = words::explain(&self.opened.case, &self.found, &self.lead);
        self.opened.provenance(Some(self.limits)).close(&mut document);
        document
    }
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
    let diagram =
        compile(case, &Request { hard: &hard, ..Request::default() }, &budget.limits, &budget.control)
            .map_err(stopped)?;
    let count = diagram.count();
    let nothing: Vec<_> = case.issues.iter().map(|issue| issue.no_deal.unwrap_or(0)).collect();
    let near = distance_from(case, &nothing);
    let best = diagram.best(&near, 1);
    let Some(package) = best.into_iter().next().map(|best| best.package) else {
        return Err(Failure::Input(format!(
            "no agreement that the rules allow meets the terms of `{id}`: {}",
            terms.text
        )));
    };
    let mut lead = vec![
        format!("{id} ({}): {}", statement.said, says(case, at)),
        format!(
            "{} that the rules allow meet them; shown is one that otherwise changes least against no agreement.",
            counted(&count, "package")
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
