//! The report of a case, and its drawings.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use detente_desk::questions::positions::{Times, timeline};
use detente_desk::questions::report::{hand, report as write};
use detente_report::document::html;
use detente_settle::budget::Budget;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::asked::{Asked, Common};
use crate::problem::Problem;
use crate::shelf::open;

/// Draws of a report that is asked for here.
const DRAWS: u64 = 4096;

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(report)).routes(routes!(positions))
}

/// What is left out.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct ReportQuery {
    /// Whether to leave nothing out; otherwise what lies in `private/` and who unnamed voices are said to be.
    full: bool,
}

/// Everything that is answered about a case, on one page that needs nothing else.
#[utoipa::path(get, path = "/cases/{case}/report",
    params(("case" = String, Path, description = "Id of a case"), Common, ReportQuery),
    responses((status = 200, description = "The page", content_type = "text/html"), (status = 404, body = Problem),
        (status = 422, body = Problem), (status = 503, body = Problem)))]
async fn report(
    State(app): State<Arc<App>>,
    Path(case): Path<String>,
    Asked(common): Asked<Common>,
    Asked(query): Asked<ReportQuery>,
    uri: OriginalUri,
) -> Result<Response, Problem> {
    let path = app.shelf().case(&case)?.to_owned();
    let (view, limits) = (common.view()?, common.limits()?);
    let asked = uri.path_and_query().map(ToString::to_string).unwrap_or_default();
    let work = move |budget: &Budget<'_>| {
        let mut handed = hand(&path, &common.scenario, query.full)?;
        handed.opened.asked = vec!["detente serve".to_owned(), asked];
        let (document, _) = write(handed, view, DRAWS, limits, budget)?;
        Ok(html(&document))
    };
    let page = app.workers.run(limits, work).await?;
    let mut response = Html(page).into_response();
    // The page has a style of its own inside, and drawings; nothing in it runs.
    let policy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox";
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    Ok(response)
}

/// What stood when, as a drawing.
#[utoipa::path(get, path = "/cases/{case}/record/timeline.svg",
    params(("case" = String, Path, description = "Id of a case"), Common),
    responses((status = 200, description = "The drawing", content_type = "image/svg+xml"),
        (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn positions(
    State(app): State<Arc<App>>,
    Path(case): Path<String>,
    Asked(common): Asked<Common>,
) -> Result<Response, Problem> {
    let path = app.shelf().case(&case)?.to_owned();
    let (view, limits) = (common.view()?, common.limits()?);
    let work = move |budget: &Budget<'_>| {
        let opened = open(&path, &common.scenario, "")?;
        let times = Times { known_by: view.known_by, ..Times::default() };
        Ok(timeline(&opened, &times, budget)?.svg())
    };
    let drawing = app.workers.run(limits, work).await?;
    Ok(([(header::CONTENT_TYPE, "image/svg+xml")], drawing).into_response())
}
