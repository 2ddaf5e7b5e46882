//! The cases and instruments that are there, and what `check` says of a case.

use std::path::Path as FilePath;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use detente_case::load::{FileError, Files, Loaded, load};
use detente_desk::files::locate;
use detente_desk::opened::read;
use detente_settle::budget::Budget;
use detente_settle::checks::checks;
use detente_syntax::render;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::asked::{Asked, Common};
use crate::problem::Problem;

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(cases)).routes(routes!(check, check_text))
}

/// What lies in the folder.
#[derive(Debug, Serialize, ToSchema)]
struct Cases {
    /// Cases.
    cases: Vec<CaseEntry>,
    /// Instruments.
    instruments: Vec<InstrumentEntry>,
}

/// A case.
#[derive(Debug, Serialize, ToSchema)]
struct CaseEntry {
    /// Id: the name of its folder.
    id: String,
    /// Title; none where the case cannot be read.
    title: Option<String>,
    /// As-of day.
    as_of: Option<String>,
    /// How many parties it has.
    parties: usize,
    /// How many issues.
    issues: usize,
    /// How many statements.
    statements: usize,
    /// How many errors.
    errors: usize,
    /// How many warnings of the reader; `check` may find more.
    warnings: usize,
    /// Ids of its scenarios.
    scenarios: Vec<String>,
}

/// An instrument.
#[derive(Debug, Serialize, ToSchema)]
struct InstrumentEntry {
    /// Id: the name of its folder.
    id: String,
    /// Title; none where it cannot be read.
    title: Option<String>,
    /// Whether a ledger lies beside it.
    ledger: bool,
}

/// The cases and instruments of the folder.
#[utoipa::path(get, path = "/cases", responses((status = 200, body = Cases), (status = 401, body = Problem)))]
async fn cases(State(app): State<Arc<App>>) -> Result<Json<Cases>, Problem> {
    let shelf = app.shelf();
    let list = move |_: &Budget<'_>| {
        let cases = shelf.cases.iter().map(|(id, path)| entry(id, path)).collect();
        let instruments = shelf.instruments.keys().filter_map(|id| {
            let place = shelf.instrument(id).ok()?;
            let title = place.read().instrument.map(|instrument| instrument.title);
            Some(InstrumentEntry { id: id.clone(), title, ledger: place.ledger().exists() })
        });
        Ok(Cases { cases, instruments: instruments.collect() })
    };
    app.workers.run(detente_desk::opened::Limits::default(), list).await.map(Json)
}

fn entry(id: &str, path: &FilePath) -> CaseEntry {
    let (folder, _) = locate(path);
    let mut scenarios: Vec<String> = folder.list("scenarios").unwrap_or_default();
    scenarios.retain(|name| name.ends_with(".toml"));
    scenarios.iter_mut().for_each(|name| name.truncate(name.len() - ".toml".len()));
    let mut entry = CaseEntry {
        id: id.to_owned(),
        title: None,
        as_of: None,
        parties: 0,
        issues: 0,
        statements: 0,
        errors: 1,
        warnings: 0,
        scenarios,
    };
    let Ok(loaded) = read(path, &[]) else { return entry };
    entry.errors = loaded.diagnostics.iter().filter(|each| each.is_error()).count();
    entry.warnings = loaded.diagnostics.len() - entry.errors;
    if let Some(case) = loaded.case {
        entry.as_of = case.as_of.map(|day| day.to_string());
        entry.parties = case.parties.len();
        entry.issues = case.issues.len();
        entry.statements = case.statements.len();
        entry.title = Some(case.title);
    }
    entry
}

/// What is wrong or doubtful.
#[derive(Debug, Serialize, ToSchema)]
struct Checked {
    /// Diagnostics as the Language Server Protocol has them, with `file`.
    diagnostics: Vec<Value>,
    /// Whether all checks came to their end.
    complete: bool,
}

fn checked(loaded: Loaded, budget: &Budget<'_>) -> Checked {
    let mut diagnostics = loaded.diagnostics;
    let mut complete = true;
    if let Some(case) = &loaded.case {
        match checks(case, budget) {
            Ok(found) => diagnostics.extend(found),
            Err(_) => complete = false,
        }
    }
    let Value::Array(diagnostics) = render::json(&diagnostics, &loaded.sources) else {
        return Checked { diagnostics: Vec::new(), complete };
    };
    Checked { diagnostics, complete }
}

/// What is wrong or doubtful in a case.
#[utoipa::path(get, path = "/cases/{case}/check", params(("case" = String, Path, description = "Id of a case"), Common),
    responses((status = 200, body = Checked), (status = 404, body = Problem)))]
async fn check(
    State(app): State<Arc<App>>,
    Path(case): Path<String>,
    Asked(common): Asked<Common>,
) -> Result<Json<Checked>, Problem> {
    let path = app.shelf().case(&case)?.to_owned();
    let limits = common.limits()?;
    let work = move |budget: &Budget<'_>| Ok(checked(read(&path, &common.scenario)?, budget));
    app.workers.run(limits, work).await.map(Json)
}

/// A file of a case as it is being edited.
#[derive(Debug, Deserialize, ToSchema)]
struct Edited {
    /// The file, relative to the folder of the case.
    path: String,
    /// Its text.
    text: String,
}

/// A folder in which one file has another text.
struct Overlay<F> {
    beneath: F,
    edited: Edited,
}

impl<F: Files> Files for Overlay<F> {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        if path == self.edited.path {
            Ok(self.edited.text.clone().into_bytes())
        } else {
            self.beneath.read(path)
        }
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, FileError> {
        self.beneath.list(folder)
    }
}

/// What would be wrong or doubtful in a case if a file of it had this text. Nothing is written.
#[utoipa::path(post, path = "/cases/{case}/check", params(("case" = String, Path, description = "Id of a case"), Common),
    request_body = Edited, responses((status = 200, body = Checked), (status = 404, body = Problem)))]
async fn check_text(
    State(app): State<Arc<App>>,
    Path(case): Path<String>,
    Asked(common): Asked<Common>,
    edited: Result<Json<Edited>, axum::extract::rejection::JsonRejection>,
) -> Result<Json<Checked>, Problem> {
    let Json(edited) = edited.map_err(|error| Problem::new(error.status(), error.body_text()))?;
    let path = app.shelf().case(&case)?.to_owned();
    let limits = common.limits()?;
    let work = move |budget: &Budget<'_>| {
        let (beneath, entry) = locate(&path);
        let scenarios: Vec<_> = common.scenario.iter().map(String::as_str).collect();
        Ok(checked(load(&Overlay { beneath, edited }, &entry, &scenarios), budget))
    };
    app.workers.run(limits, work).await.map(Json)
}
