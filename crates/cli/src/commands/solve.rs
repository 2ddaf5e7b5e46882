//! `detente solve`: the packages on which a settlement could rest.

use detente_case::model::Case;
use detente_case::package::PartyIndex;
use detente_case::record::View;
use detente_report::document::{Document, human, markdown};
use detente_report::{certificate, csv, json, on_record as record_words, solve as words};
use detente_settle::demand::asked_parties;
use detente_settle::on_record::{on_record, standing_of};
use detente_settle::solve::{Answer, Request, SolveError, solve, without};
use detente_space::acceptance::Count;
use num_bigint::BigUint;

use crate::arguments::{ColorChoice, Format, SolveArguments};
use crate::exit;
use crate::failure::Failure;
use crate::limits::with_budget;
use crate::open::{self, Opened};
use crate::output;

/// Solves a case, or asks its record.
pub(crate) fn run(arguments: &SolveArguments, color: ColorChoice) -> Result<u8, Failure> {
    let mut opened = open::open_files(&arguments.case, &arguments.profiles, color)?;
    let parties = parties(&opened.case, &arguments.without)?;
    if !parties.is_empty() {
        opened.case = without(&opened.case, &parties);
    }
    if asked_parties(&opened.case, &[]).is_empty() {
        return Err(Failure::Input(
            "nobody is left to ask: no party's acceptance is required of any package".to_owned(),
        ));
    }
    let view = open::to_day(&mut opened, arguments.view)?;
    if arguments.on_record {
        of_record(arguments, &opened, view, &parties, color)
    } else {
        of_preferences(arguments, &opened, view, parties, color)
    }
}

fn of_record(
    arguments: &SolveArguments,
    opened: &Opened,
    view: View,
    without: &[PartyIndex],
    color: ColorChoice,
) -> Result<u8, Failure> {
    let case = &opened.case;
    let answer = with_budget(Some(arguments.limits), |budget| on_record(case, view, budget))
        .map_err(|reason| Failure::Stopped(reason.to_string()))?;
    if answer.packages == BigUint::ZERO {
        open::contradiction_or(opened, color)?;
    }
    let provenance = open::provenance(opened, Some(arguments.limits));
    let text = match arguments.format {
        Format::Json => json::text(&json::on_record(case, &answer, &provenance)),
        Format::Csv => csv::on_record(case, &answer),
        Format::Human => lay_out(record_words::on_record(case, &answer, without), Format::Human, &provenance),
        Format::Markdown => {
            lay_out(record_words::on_record(case, &answer, without), Format::Markdown, &provenance)
        }
    };
    output::print(&text)?;
    // Words are not acceptance: nothing on record makes a package acceptable.
    Ok(if answer.stopped { exit::STOPPED } else { exit::NO_DEAL })
}

fn of_preferences(
    arguments: &SolveArguments,
    opened: &Opened,
    view: View,
    parties: Vec<PartyIndex>,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let case = &opened.case;
    let request =
        Request { without: parties, points: arguments.points, all: arguments.all, ..Request::default() };
    let (standing, answer) = with_budget(Some(arguments.limits), |budget| {
        (standing_of(case, view, budget).ok(), solve(case, &request, budget))
    });
    let answer = answer.map_err(|error| {
        let SolveError::Worth(error) = error;
        Failure::Input(error.to_string())
    })?;
    if answer.counts.allowed == Count::Exact(BigUint::ZERO) {
        open::contradiction_or(opened, color)?;
    }
    let beside = beside(arguments, opened, &answer, color);
    let beside = beside.as_ref();
    let provenance = open::provenance(opened, Some(arguments.limits));
    if let Some(path) = &arguments.certificate {
        let text = json::text(&certificate::certificate(case, &answer, &provenance));
        output::write(path, &text)
            .map_err(|error| Failure::System(format!("cannot write {}: {error}", path.display())))?;
    }
    let text = match arguments.format {
        Format::Json => json::text(&json::solve(case, view, &answer, beside, &provenance)),
        Format::Csv => csv::solve(case, &answer),
        format @ (Format::Human | Format::Markdown) => {
            lay_out(words::solve(case, view, standing.as_ref(), &answer, beside), format, &provenance)
        }
    };
    output::print(&text)?;
    Ok(match (answer.stopped, answer.has_deal()) {
        (true, _) => exit::STOPPED,
        (false, true) => exit::DEAL,
        (false, false) => exit::NO_DEAL,
    })
}

/// The answer without any scenario, where a scenario sets something aside.
fn beside(
    arguments: &SolveArguments,
    opened: &Opened,
    answer: &Answer,
    color: ColorChoice,
) -> Option<Answer> {
    if opened.case.set_aside.is_empty() || answer.stopped {
        return None;
    }
    let mut plain = open::open_with(&arguments.case.path, &[], color).ok()?;
    let without = parties(&plain.case, &arguments.without).ok()?;
    open::to_day(&mut plain, arguments.view).ok()?;
    let request = Request { without, ..Request::default() };
    let beside = with_budget(Some(arguments.limits), |budget| solve(&plain.case, &request, budget)).ok()?;
    (!beside.stopped).then_some(beside)
}

fn lay_out(
    mut document: Document,
    format: Format,
    provenance: &detente_report::provenance::Provenance,
) -> String {
    provenance.close(&mut document);
    if format == Format::Markdown { markdown(&document) } else { human(&document, output::width()) }
}

/// Parties by id.
fn parties(case: &Case, ids: &[String]) -> Result<Vec<PartyIndex>, Failure> {
    let mut found = Vec::new();
    for id in ids {
        let at = open::party(case, id)?;
        if !found.contains(&at) {
            found.push(at);
        }
    }
    found.sort_unstable();
    Ok(found)
}
