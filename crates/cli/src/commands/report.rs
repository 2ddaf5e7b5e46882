//! `detente report`: everything that is answered about a case, on one page to be
//! handed on.

use detente_case::load::{is_private, load};
use detente_case::record::View;
use detente_record::positions::timeline::{Filter, timeline};
use detente_report::document::{Document, html};
use detente_report::json;
use detente_report::paper::{LeftOut, Part, paper, without_unnamed};
use detente_report::{
    on_record as record_words, positions, robust as robust_words, show, solve as words, svg,
};
use detente_robust::answers::{Request as Robust, answers};
use detente_robust::model::{Alternative, Model, ModelError};
use detente_settle::on_record::{on_record, standing_of};
use detente_settle::solve::{Request, SolveError, solve};

use super::record::timeline::asked;
use super::robust::failure;
use crate::arguments::{ColorChoice, ReportArguments};
use crate::exit;
use crate::failure::Failure;
use crate::files::{self, Public};
use crate::foreign;
use crate::limits::with_budget;
use crate::open::{self, Opened};
use crate::output;

/// Writes the report.
pub(crate) fn run(arguments: &ReportArguments, color: ColorChoice) -> Result<u8, Failure> {
    let path = arguments.output.as_path();
    if path.exists() && !arguments.force {
        return Err(Failure::Input(format!("{} is there already; --force writes over it", path.display())));
    }
    let (mut opened, mut left_out) = opened(arguments, color)?;
    let view = open::to_day(&mut opened, arguments.view)?;
    if !arguments.full {
        left_out.unnamed = without_unnamed(&mut opened.case);
    }
    let (parts, stopped) = parts(arguments, &opened, view, &mut left_out)?;
    let mut document = paper(&opened.case, view, &left_out, parts);
    open::provenance(&opened, Some(arguments.limits)).close(&mut document);
    output::write(path, html(&document))
        .map_err(|error| Failure::System(format!("cannot write {}: {error}", path.display())))?;
    output::print(&format!("wrote {}\n", path.display()))?;
    Ok(if stopped { exit::STOPPED } else { exit::DEAL })
}

/// The case, without its private files unless all is asked for.
fn opened(arguments: &ReportArguments, color: ColorChoice) -> Result<(Opened, LeftOut), Failure> {
    let (path, scenarios) = (arguments.case.path.as_path(), arguments.case.scenarios.as_slice());
    if foreign::is_foreign(path) || arguments.full {
        let opened = open::open_with(path, scenarios, color)?;
        return Ok((opened, LeftOut { full: arguments.full, ..LeftOut::default() }));
    }
    let (folder, entry) = files::locate(path);
    if is_private(&entry) {
        return Err(Failure::Input(format!("{} lies in a private folder", path.display())));
    }
    let public = Public::of(folder);
    let names: Vec<_> = scenarios.iter().map(String::as_str).collect();
    let loaded = load(&public, &entry, &names);
    let private = public.hidden();
    let opened = open::opened(loaded, scenarios, color)?;
    Ok((opened, LeftOut { private, ..LeftOut::default() }))
}

/// The parts in the order in which an answer is read: what is there, what the record
/// allows, what numbers add, how sure that is. Whether anything was stopped.
fn parts(
    arguments: &ReportArguments,
    opened: &Opened,
    view: View,
    left_out: &mut LeftOut,
) -> Result<(Vec<Part>, bool), Failure> {
    let case = &opened.case;
    let part = |title: &str, document: Document, figure: Option<String>| Part {
        title: title.to_owned(),
        document,
        figure,
    };
    let mut parts = Vec::new();
    let standing = with_budget(None, |budget| standing_of(case, view, budget))
        .map_err(|reason| Failure::Stopped(reason.to_string()))?;
    parts.push(part("The case", show::show(case, &standing), None));
    if case.statements.is_empty() {
        left_out
            .parts
            .push("positions over time and what the record allows, for nothing is on record.".to_owned());
    } else {
        let rows = asked(case, |packages| {
            timeline(case, Filter { party: None, issue: None }, view.known_by, packages)
        })?;
        let shape =
            json::positions::timeline(case, &rows, view.known_by, None, &open::provenance(opened, None));
        let figure = positions::timeline_figure(&shape);
        parts.push(part("Positions over time", positions::timeline(&shape), Some(figure)));
    }
    let mut stopped = false;
    if !case.statements.is_empty() {
        let answer = with_budget(Some(arguments.limits), |budget| on_record(case, view, budget))
            .map_err(|reason| Failure::Stopped(reason.to_string()))?;
        stopped |= answer.stopped;
        parts.push(part("What the record alone allows", record_words::on_record(case, &answer, &[]), None));
    }
    let answer = with_budget(Some(arguments.limits), |budget| solve(case, &Request::default(), budget));
    let answer = answer.map_err(|SolveError::Worth(error)| Failure::Input(error.to_string()))?;
    stopped |= answer.stopped;
    let document = words::solve(case, view, Some(&standing), &answer, None);
    parts.push(part("What all could accept, and what blocks it", document, None));
    match shares(arguments, opened, view)? {
        Ok((document, figure, was_stopped)) => {
            stopped |= was_stopped;
            parts.push(part("How sure that is", document, Some(figure)));
        }
        Err(why) => left_out.parts.push(format!("how sure the numbers are: {why}")),
    }
    Ok((parts, stopped))
}

/// The shares of draws, or why there are none.
fn shares(
    arguments: &ReportArguments,
    opened: &Opened,
    view: View,
) -> Result<Result<(Document, String, bool), String>, Failure> {
    let case = &opened.case;
    let alternatives = [Alternative { name: "no scenario".to_owned(), case: case.clone(), weight: 1.0 }];
    with_budget(Some(arguments.limits), |budget| {
        let model = match Model::new(&alternatives, 1.0, budget) {
            Ok(model) => model,
            Err(ModelError::Stopped(reason)) => return Err(Failure::Stopped(reason.to_string())),
            Err(error) => return Ok(Err(error.to_string())),
        };
        let request = Robust { seed: arguments.limits.seed, draws: arguments.draws, ..Robust::default() };
        let found = answers(&model, &request, budget).map_err(failure)?;
        let document = robust_words::robust(case, view, &model, &found);
        Ok(Ok((document, svg::robust(case, view, &found), found.stopped)))
    })
}
