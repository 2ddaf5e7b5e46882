//! The files of a case, edited as text. Nobody's change is overwritten: whoever saves
//! says which version they started from, and every version that was saved can be had again.

use std::path::Path as FilePath;
use std::sync::{Arc, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use detente_case::hash::sha256;
use detente_desk::files;
use detente_desk::opened::Limits;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::analyses::folder_of;
use crate::app::App;
use crate::asked::Asked;
use crate::problem::{Problem, Theirs};
use crate::shelf::{text, texts};

/// Bytes of a file, at most: what the reader of cases takes.
const MOST: usize = detente_syntax::reader::MAX_BYTES;

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(read, save))
        .routes(routes!(versions))
        .routes(routes!(version))
}

/// The files of a case that can be edited.
#[derive(Debug, Serialize, ToSchema)]
struct FileList {
    /// Relative to the folder of the case.
    files: Vec<String>,
}

/// Which file.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct FileQuery {
    /// The file, relative to the folder of the case.
    path: String,
}

/// Which version of which file.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct VersionQuery {
    /// The file, relative to the folder of the case.
    path: String,
    /// SHA-256 of its text.
    version: String,
}

/// A file.
#[derive(Debug, Serialize, ToSchema)]
struct FileText {
    /// The file.
    path: String,
    /// Its text.
    text: String,
    /// SHA-256 of the text.
    version: String,
}

/// A text to save.
#[derive(Debug, Deserialize, ToSchema)]
struct NewText {
    /// The text.
    text: String,
}

/// A version that was saved.
#[derive(Debug, Serialize, ToSchema)]
struct Saved {
    /// SHA-256 of its text.
    version: String,
}

/// The versions of a file, the last first.
#[derive(Debug, Serialize, ToSchema)]
struct Versions {
    /// The versions.
    versions: Vec<VersionEntry>,
}

/// A version.
#[derive(Debug, Serialize, ToSchema)]
struct VersionEntry {
    /// SHA-256 of its text.
    version: String,
    /// When it was saved, in seconds since 1970 in Coordinated Universal Time.
    saved: i64,
    /// Its length.
    bytes: i64,
}

/// The files of a case that can be edited.
#[utoipa::path(get, path = "/cases/{case}/files", params(("case" = String, Path, description = "Id of a case")),
    responses((status = 200, body = FileList), (status = 404, body = Problem)))]
async fn list(State(app): State<Arc<App>>, Path(case): Path<String>) -> Result<Json<FileList>, Problem> {
    let shelf = app.shelf();
    Ok(Json(FileList { files: texts(folder_of(shelf.case(&case)?)) }))
}

/// A file of a case.
#[utoipa::path(get, path = "/cases/{case}/file", params(("case" = String, Path, description = "Id of a case"), FileQuery),
    responses((status = 200, body = FileText), (status = 400, body = Problem), (status = 404, body = Problem)))]
async fn read(
    State(app): State<Arc<App>>,
    Path(case): Path<String>,
    Asked(query): Asked<FileQuery>,
) -> Result<Json<FileText>, Problem> {
    let text = text(folder_of(app.shelf().case(&case)?), &query.path)?;
    Ok(Json(FileText { version: sha256(text.as_bytes()), path: query.path, text }))
}

/// Saves a file of a case over the version that `if-match` names. Where somebody else saved another one
/// since, nothing is written, and the answer holds theirs and the one that both started from.
#[utoipa::path(put, path = "/cases/{case}/file",
    params(("case" = String, Path, description = "Id of a case"), FileQuery,
        ("if-match" = String, Header, description = "SHA-256 of the text that this one was made from")),
    request_body = NewText,
    responses((status = 200, body = Saved), (status = 400, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem), (status = 428, body = Problem)))]
async fn save(
    State(app): State<Arc<App>>,
    Path(case): Path<String>,
    Asked(query): Asked<FileQuery>,
    headers: HeaderMap,
    new: Result<Json<NewText>, JsonRejection>,
) -> Result<Json<Saved>, Problem> {
    let Json(new) = new.map_err(|error| Problem::new(error.status(), error.body_text()))?;
    let base = headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok());
    let base = base.map(|base| base.trim_matches('"').to_owned()).ok_or_else(|| {
        let why = "say in the header if-match which version the text was made from";
        Problem::new(StatusCode::PRECONDITION_REQUIRED, why)
    })?;
    if new.text.len() > MOST {
        let why = format!("a file of a case has at most {} MB", MOST >> 20);
        return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, why));
    }
    let folder = folder_of(app.shelf().case(&case)?).to_owned();
    let shared = Arc::clone(&app);
    let work =
        move |_: &detente_settle::budget::Budget<'_>| write(&shared, &folder, &query.path, &base, &new.text);
    app.workers.run(Limits::default(), work).await.map(|version| Json(Saved { version }))
}

/// Compares and writes. What this returns from survives a crash: both versions are in the
/// database before the file is renamed.
fn write(app: &App, folder: &FilePath, path: &str, base: &str, new: &str) -> Result<String, Problem> {
    let mut versions = app.versions.lock().unwrap_or_else(PoisonError::into_inner);
    let key = key(app, folder, path);
    let there = text(folder, path)?;
    let theirs = sha256(there.as_bytes());
    let known = |version: &str| versions.text(&key, version).map_err(Problem::system);
    if theirs != base {
        let mut problem = Problem::new(StatusCode::CONFLICT, "somebody else has saved another version since");
        problem.theirs = Some(Box::new(Theirs { version: theirs, text: there, base: known(base)? }));
        return Err(problem);
    }
    let version = sha256(new.as_bytes());
    if version == theirs {
        return Ok(version);
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok();
    let now = now.and_then(|now| i64::try_from(now.as_secs()).ok()).unwrap_or_default();
    versions.keep(&key, &theirs, &there, now).map_err(Problem::system)?;
    versions.keep(&key, &version, new, now).map_err(Problem::system)?;
    files::write(&folder.join(path), new)
        .map_err(|error| Problem::system(format!("cannot write {path}: {error}")))?;
    Ok(version)
}

/// A file among all files of the folder that is served.
fn key(app: &App, folder: &FilePath, path: &str) -> String {
    let full = folder.join(path);
    full.strip_prefix(app.folder()).unwrap_or(&full).to_string_lossy().replace('\\', "/")
}

/// The versions of a file that were saved here.
#[utoipa::path(get, path = "/cases/{case}/versions",
    params(("case" = String, Path, description = "Id of a case"), FileQuery),
    responses((status = 200, body = Versions), (status = 400, body = Problem), (status = 404, body = Problem)))]
async fn versions(
    State(app): State<Arc<App>>,
    Path(case): Path<String>,
    Asked(query): Asked<FileQuery>,
) -> Result<Json<Versions>, Problem> {
    let folder = folder_of(app.shelf().case(&case)?).to_owned();
    let key = key(&app, &folder, &query.path);
    let kept =
        app.versions.lock().unwrap_or_else(PoisonError::into_inner).of(&key).map_err(Problem::system)?;
    let entry = |each: detente_store::Version| VersionEntry {
        version: each.sha256,
        saved: each.saved,
        bytes: each.bytes,
    };
    Ok(Json(Versions { versions: kept.into_iter().map(entry).collect() }))
}

/// A version of a file.
#[utoipa::path(get, path = "/cases/{case}/version",
    params(("case" = String, Path, description = "Id of a case"), VersionQuery),
    responses((status = 200, body = FileText), (status = 400, body = Problem), (status = 404, body = Problem)))]
async fn version(
    State(app): State<Arc<App>>,
    Path(case): Path<String>,
    Asked(query): Asked<VersionQuery>,
) -> Result<Json<FileText>, Problem> {
    let folder = folder_of(app.shelf().case(&case)?).to_owned();
    let key = key(&app, &folder, &query.path);
    let versions = app.versions.lock().unwrap_or_else(PoisonError::into_inner);
    let text = versions.text(&key, &query.version).map_err(Problem::system)?;
    let text = text.ok_or_else(|| Problem::missing("such version"))?;
    Ok(Json(FileText { path: query.path, text, version: query.version }))
}
