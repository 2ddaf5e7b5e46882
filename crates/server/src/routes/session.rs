//! Who asks.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(session))
}

/// The session of the link.
#[derive(Debug, Serialize, ToSchema)]
struct Session {
    /// Version of Détente.
    version: String,
    /// `local`: one person on their own machine.
    mode: String,
    /// The header `x-detente-csrf` of requests that change something.
    csrf: String,
    /// The folder that is served.
    folder: String,
}

/// The session.
#[utoipa::path(get, path = "/session", responses((status = 200, body = Session)))]
async fn session(State(app): State<Arc<App>>) -> Json<Session> {
    Json(Session {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        mode: "local".to_owned(),
        csrf: app.sessions.csrf().to_owned(),
        folder: app.folder().display().to_string(),
    })
}
