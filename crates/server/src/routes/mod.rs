//! The paths of the interface, a module for each part of it.

mod analyses;
mod cases;
mod files;
mod instruments;
mod jobs;
mod record;
mod report;
mod session;

use std::sync::Arc;

use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use utoipa_axum::router::OpenApiRouter;

use crate::api;
use crate::app::App;
use crate::assets;

/// All of them, with the description of the interface, and the pages for every other path.
pub(crate) fn all() -> Router<Arc<App>> {
    let (router, _) = described().split_for_parts();
    let description = || async { json_of(api::text()) };
    router.route("/api/v1/openapi.json", axum::routing::get(description)).fallback(assets::serve)
}

/// The interface, with what describes it.
pub(crate) fn described() -> OpenApiRouter<Arc<App>> {
    let routes = OpenApiRouter::new()
        .merge(session::routes())
        .merge(cases::routes())
        .merge(analyses::routes())
        .merge(record::routes())
        .merge(report::routes())
        .merge(files::routes())
        .merge(jobs::routes())
        .merge(instruments::routes());
    OpenApiRouter::new().nest("/api/v1", routes)
}

/// A text that is JSON already.
fn json_of(text: impl Into<String>) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], text.into()).into_response()
}
