//! Long work: begun, watched, cancelled.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use tokio_stream::wrappers::ReceiverStream;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::json_of;
use crate::analyses::{Analysis, Asking};
use crate::app::App;
use crate::jobs::{Job, Jobs, State as Stage, Told};
use crate::problem::Problem;

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list, begin))
        .routes(routes!(job, cancel))
        .routes(routes!(events))
        .routes(routes!(result))
}

/// What is to be done.
#[derive(Debug, Deserialize, ToSchema)]
struct Wanted {
    /// Id of the case.
    case: String,
    /// Which analysis.
    analysis: Analysis,
    /// Its query: each name with one value or several.
    #[serde(default)]
    query: BTreeMap<String, Values>,
}

/// One value or several.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
enum Values {
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

/// A job that was begun.
#[derive(Debug, Serialize, ToSchema)]
struct Begun {
    /// Its number.
    id: u64,
}

/// The jobs, the last first.
#[derive(Debug, Serialize, ToSchema)]
struct All {
    /// The jobs.
    jobs: Vec<Told>,
}

/// The jobs.
#[utoipa::path(get, path = "/jobs", responses((status = 200, body = All)))]
async fn list(State(app): State<Arc<App>>) -> Json<All> {
    Json(All { jobs: app.jobs.list() })
}

/// Begins an analysis as a job. Without `time` it runs until it is done or cancelled.
#[utoipa::path(post, path = "/jobs", request_body = Wanted,
    responses((status = 202, body = Begun), (status = 400, body = Problem), (status = 404, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
async fn begin(
    State(app): State<Arc<App>>,
    wanted: Result<Json<Wanted>, JsonRejection>,
) -> Result<(StatusCode, Json<Begun>), Problem> {
    let Json(wanted) = wanted.map_err(|error| Problem::new(error.status(), error.body_text()))?;
    let path = app.shelf().case(&wanted.case)?.to_owned();
    let pairs = wanted.query.into_iter().flat_map(|(name, values)| {
        let values = match values {
            Values::One(value) => vec![value],
            Values::Several(values) => values,
        };
        values.into_iter().map(move |value| (name.clone(), value))
    });
    let query = serde_html_form::to_string(pairs.collect::<Vec<_>>())
        .map_err(|error| Problem::bad(error.to_string()))?;
    let name = serde_json::to_value(wanted.analysis).ok();
    let name = name.as_ref().and_then(|name| name.as_str()).unwrap_or_default();
    let address = format!("/api/v1/cases/{}/{name}?{query}", wanted.case);
    let asking = Asking { path, analysis: wanted.analysis, query, address };
    let job = Jobs::begin(&app, wanted.case, asking)?;
    Ok((StatusCode::ACCEPTED, Json(Begun { id: job.told().id })))
}

/// A job.
#[utoipa::path(get, path = "/jobs/{id}", params(("id" = u64, Path, description = "Number of a job")),
    responses((status = 200, body = Told), (status = 400, body = Problem), (status = 404, body = Problem)))]
async fn job(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Json<Told>, Problem> {
    Ok(Json(find(&app, &id)?.told()))
}

fn find(app: &App, id: &str) -> Result<Arc<Job>, Problem> {
    app.jobs.get(id.parse().map_err(|_| Problem::missing(&format!("job `{id}`")))?)
}

/// Cancels a job. An analysis that has something by then gives it, marked as stopped.
#[utoipa::path(delete, path = "/jobs/{id}", params(("id" = u64, Path, description = "Number of a job")),
    responses((status = 204, description = "It was asked to stop"), (status = 404, body = Problem)))]
async fn cancel(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<StatusCode, Problem> {
    find(&app, &id)?.cancel();
    Ok(StatusCode::NO_CONTENT)
}

/// What a job answers.
#[utoipa::path(get, path = "/jobs/{id}/result", params(("id" = u64, Path, description = "Number of a job")),
    responses((status = 200, description = "The JSON of the analysis"), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
async fn result(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Response, Problem> {
    Ok(json_of(find(&app, &id)?.result()?.as_str()))
}

/// What a job does, as it does it: events `progress`, and at last `done`, `failed` or `cancelled`.
#[utoipa::path(get, path = "/jobs/{id}/events", params(("id" = u64, Path, description = "Number of a job")),
    responses((status = 200, description = "Events", content_type = "text/event-stream"), (status = 404, body = Problem)))]
async fn events(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Response, Problem> {
    let job = find(&app, &id)?;
    let (send, receive) = tokio::sync::mpsc::channel::<Result<Event, Infallible>>(8);
    tokio::spawn(async move {
        let mut watch = job.watch();
        loop {
            let told = job.told();
            let (name, last) = match told.state {
                Stage::Running => ("progress", false),
                Stage::Done => ("done", true),
                Stage::Failed => ("failed", true),
                Stage::Cancelled => ("cancelled", true),
            };
            let data = serde_json::to_string(&told).unwrap_or_default();
            // Whoever hangs up hears no more; the job goes on.
            if send.send(Ok(Event::default().event(name).data(data))).await.is_err()
                || last
                || !watch.next().await
            {
                return;
            }
        }
    });
    Ok(Sse::new(ReceiverStream::new(receive)).keep_alive(KeepAlive::default()).into_response())
}
