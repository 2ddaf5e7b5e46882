//! `detente diff`: what a change of scenario, date or version does.

use std::path::Path;

use detente_case::date::Date;
use detente_report::document::{human, markdown};
use detente_report::provenance::Provenance;
use detente_report::{diff as words, json};
use detente_settle::diff::{DiffError, Side, diff};
use detente_settle::solve::SolveError;

use crate::arguments::{ColorChoice, LimitArguments, TextFormat, ViewArguments};
use crate::exit;
use crate::failure::Failure;
use crate::limits::with_budget;
use crate::open;
use crate::output;

/// What is compared with what.
pub(crate) struct Sides<'a> {
    pub(crate) case: &'a Path,
    pub(crate) other: Option<&'a Path>,
    pub(crate) from: &'a [String],
    pub(crate) to: &'a [String],
    pub(crate) on: Option<(Date, Date)>,
}

/// Compares two answers.
pub(crate) fn run(
    sides: &Sides<'_>,
    limits: LimitArguments,
    format: TextFormat,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let same =
        sides.other.is_none() && sides.from == sides.to && sides.on.is_none_or(|(from, to)| from == to);
    if same {
        return Err(Failure::Input(
            "nothing to compare: give --from and --to scenarios, two days with --on D1..D2, or another version of the case"
                .to_owned(),
        ));
    }
    let scenarios =
        |list: &[String]| -> Vec<String> { list.iter().filter(|each| !each.is_empty()).cloned().collect() };
    let mut before = open::open_with(sides.case, &scenarios(sides.from), color)?;
    let mut after = open::open_with(sides.other.unwrap_or(sides.case), &scenarios(sides.to), color)?;
    let from_view =
        open::to_day(&mut before, ViewArguments { on: sides.on.map(|(from, _)| from), known_by: None })?;
    let to_view = open::to_day(&mut after, ViewArguments { on: sides.on.map(|(_, to)| to), known_by: None })?;
    let compared = with_budget(Some(limits), |budget| {
        let from = Side { case: &before.case, view: from_view };
        let to = Side { case: &after.case, view: to_view };
        diff(&from, &to, budget)
    });
    let compared = compared.map_err(|error| match error {
        DiffError::Stopped(reason) => Failure::Stopped(reason.to_string()),
        DiffError::Solve(SolveError::Worth(error)) => Failure::Input(error.to_string()),
    })?;
    let (from_name, to_name) = names(sides);
    let from = words::Side { case: &before.case, view: from_view, name: &from_name };
    let to = words::Side { case: &after.case, view: to_view, name: &to_name };
    let made = [before.provenance(Some(limits.into())), after.provenance(Some(limits.into()))];
    let text = match format {
        TextFormat::Json => json::text(&json::diff((from, &made[0]), (to, &made[1]), &compared)),
        TextFormat::Human | TextFormat::Markdown => {
            let mut document = words::diff(from, to, &compared);
            merged(&made).close(&mut document);
            if format == TextFormat::Human { human(&document, output::width()) } else { markdown(&document) }
        }
    };
    output::print(&text)?;
    let stopped = compared.from.stopped
        || compared.to.stopped
        || compared.from_record.stopped
        || compared.to_record.stopped;
    Ok(match (stopped, compared.to.has_deal()) {
        (true, _) => exit::STOPPED,
        (false, true) => exit::DEAL,
        (false, false) => exit::NO_DEAL,
    })
}

fn names(sides: &Sides<'_>) -> (String, String) {
    let name = |path: &Path, scenarios: &[String], day: Option<Date>| {
        let mut parts = Vec::new();
        if sides.other.is_some() {
            parts.push(path.display().to_string());
        }
        if !scenarios.is_empty() {
            parts.push(format!("scenario {}", scenarios.join(" + ")));
        }
        parts.extend(day.map(|day| format!("the record of {day}")));
        if parts.is_empty() { "the case as it is".to_owned() } else { parts.join(", ") }
    };
    (
        name(sides.case, sides.from, sides.on.map(|(from, _)| from)),
        name(sides.other.unwrap_or(sides.case), sides.to, sides.on.map(|(_, to)| to)),
    )
}

/// One provenance for both sides: every input once.
fn merged([from, to]: &[Provenance; 2]) -> Provenance {
    let mut merged = from.clone();
    merged.inputs.extend(to.inputs.iter().filter(|input| !from.inputs.contains(input)).cloned());
    merged.scenarios.extend(to.scenarios.iter().filter(|each| !from.scenarios.contains(each)).cloned());
    merged
}
