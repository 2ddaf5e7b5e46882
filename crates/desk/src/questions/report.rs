//! Everything that is answered about a case, to be handed on.

use std::path::Path;

use detente_case::load::{is_private, load};
use detente_case::record::View;
use detente_report::document::Document;
use detente_report::paper::{LeftOut, Part, paper, without_unnamed};
use detente_report::{on_record as record_words, robust as robust_words, show, solve as words, svg};
use detente_robust::answers::{Request as Robust, answers};
use detente_robust::model::{Alternative, Model, ModelError};
use detente_settle::budget::Budget;
use detente_settle::on_record::{on_record, standing_of};
use detente_settle::solve::{Request, SolveError, solve};

use super::draws::failure;
use super::positions::{Times, timeline};
use super::stopped;
use crate::failure::Failure;
use crate::files::{self, Public};
use crate::foreign;
use crate::opened::{self, Limits, Opened};

/// A case to be handed on, and what was left out of it.
#[derive(Debug)]
pub struct Handed {
    /// The case.
    pub opened: Opened,
    left_out: LeftOut,
}

/// Opens a case without its private files, or with them where `full` says so.
///
/// # Errors
/// Where the case cannot be opened, or lies in a private folder.
pub fn hand(path: &Path, scenarios: &[String], full: bool) -> Result<Handed, Failure> {
    if foreign::is_foreign(path) || full {
        let opened = opened::open(path, &[], scenarios)?;
        return Ok(Handed { opened, left_out: LeftOut { full, ..LeftOut::default() } });
    }
    let (folder, entry) = files::locate(path);
    if is_private(&entry) {
        return Err(Failure::Input(format!("{} lies in a private folder", path.display())));
    }
    let public = Public::of(folder);
    let names: Vec<_> = scenarios.iter().map(String::as_str).collect();
    let loaded = load(&public, &entry, &names);
    let private = public.hidden();
    let opened = Opened::of(loaded, scenarios, false)?;
    Ok(Handed { opened, left_out: LeftOut { private, ..LeftOut::default() } })
}

/// The report, and whether anything in it was stopped by a limit.
///
/// # Errors
/// Where values cannot be computed, or the work was stopped before there was anything.
pub fn report(
    handed: Handed,
    wanted: View,
    draws: u64,
    limits: Limits,
    budget: &Budget<'_>,
) -> Result<(Document, bool), Failure> {
    let Handed { mut opened, mut left_out } = handed;
    let view = opened.to_day(wanted, budget)?;
    if !left_out.full {
        left_out.unnamed = without_unnamed(&mut opened.case);
    }
    let (parts, is_stopped) = parts(&opened, view, &mut left_out, (draws, limits), budget)?;
    let mut document = paper(&opened.case, view, &left_out, parts);
    opened.provenance(Some(limits)).close(&mut document);
    Ok((document, is_stopped))
}

/// The parts in the order in which an answer is read: what is there, what the record
/// allows, what numbers add, how sure that is. Whether anything was stopped.
fn parts(
    opened: &Opened,
    view: View,
    left_out: &mut LeftOut,
    (draws, limits): (u64, Limits),
    budget: &Budget<'_>,
) -> Result<(Vec<Part>, bool), Failure> {
    let case = &opened.case;
    let part = |title: &str, document: Document, figure: Option<String>| Part {
        title: title.to_owned(),
        document,
        figure,
    };
    let mut parts = Vec::new();
    let standing = standing_of(case, view, budget).map_err(stopped)?;
    parts.push(part("The case", show::show(case, &standing), None));
    if case.statements.is_empty() {
        left_out
            .parts
            .push("positions over time and what the record allows, for nothing is on record.".to_owned());
    } else {
        let times = Times { known_by: view.known_by, ..Times::default() };
        let answer = timeline(opened, &times, budget)?;
        parts.push(part("Positions over time", answer.words(), Some(answer.svg())));
    }
    let mut is_stopped = false;
    if !case.statements.is_empty() {
        let answer = on_record(case, view, budget).map_err(stopped)?;
        is_stopped |= answer.stopped;
        parts.push(part("What the record alone allows", record_words::on_record(case, &answer, &[]), None));
    }
    let answer = solve(case, &Request::default(), budget)
        .map_err(|SolveError::Worth(error)| Failure::Input(error.to_string()))?;
    is_stopped |= answer.stopped;
    let document = words::solve(case, view, Some(&standing), &answer, None);
    parts.push(part("What all could accept, and what blocks it", document, None));
    match shares(opened, view, (draws, limits), budget)? {
        Ok((document, figure, was_stopped)) => {
            is_stopped |= was_stopped;
            parts.push(part("How sure that is", document, Some(figure)));
        }
        Err(why) => left_out.parts.push(format!("how sure the numbers are: {why}")),
    }
    Ok((parts, is_stopped))
}

/// The shares of draws, or why there are none.
fn shares(
    opened: &Opened,
    view: View,
    (draws, limits): (u64, Limits),
    budget: &Budget<'_>,
) -> Result<Result<(Document, String, bool), String>, Failure> {
    let case = &opened.case;
    let alternatives = [Alternative { name: "no scenario".to_owned(), case: case.clone(), weight: 1.0 }];
    let model = match Model::new(&alternatives, 1.0, budget) {
        Ok(model) => model,
        Err(ModelError::Stopped(reason)) => return Err(stopped(reason)),
        Err(error) => return Ok(Err(error.to_string())),
    };
    let request = Robust { seed: limits.seed, draws, ..Robust::default() };
    let found = answers(&model, &request, budget).map_err(failure)?;
    let document = robust_words::robust(case, view, &model, &found);
    Ok(Ok((document, svg::robust(case, view, &found), found.stopped)))
}
