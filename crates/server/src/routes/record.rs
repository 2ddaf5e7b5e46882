//! The documents of a case, and passages of them.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use detente_case::anchor::ScalarText;
use detente_desk::library::Library;
use detente_desk::opened::{Limits, citation};
use detente_desk::questions::documents::{list, search, source, usable};
use detente_desk::questions::duplicates::duplicates;
use detente_report::json;
use detente_settle::budget::Budget;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::json_of;
use crate::app::App;
use crate::asked::Asked;
use crate::problem::Problem;

/// Characters of context on each side of a passage.
const CONTEXT: usize = 600;
/// Passages that a search gives, at most.
const MOST_HITS: usize = 200;

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(sources))
        .routes(routes!(one_source))
        .routes(routes!(found))
        .routes(routes!(copies))
        .routes(routes!(passage))
}

/// Does work on the documents of a case.
async fn of_library(
    app: &App,
    case: &str,
    work: impl FnOnce(&Library, &Budget<'_>) -> Result<String, Problem> + Send + 'static,
) -> Result<Response, Problem> {
    let path = app.shelf().case(case)?.to_owned();
    let work = move |budget: &Budget<'_>| work(&Library::of(&path)?, budget);
    app.workers.run(Limits::default(), work).await.map(json_of)
}

/// The sources of a case.
#[utoipa::path(get, path = "/cases/{case}/record/list", params(("case" = String, Path, description = "Id of a case")),
    responses((status = 200, description = "The answer"), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn sources(State(app): State<Arc<App>>, Path(case): Path<String>) -> Result<Response, Problem> {
    of_library(&app, &case, |library, _| Ok(json::text(&list(library)?.0))).await
}

/// Which source.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct SourceQuery {
    /// Id of the source.
    id: String,
}

/// One source with its citations and its text, where that is at hand.
#[utoipa::path(get, path = "/cases/{case}/record/source",
    params(("case" = String, Path, description = "Id of a case"), SourceQuery),
    responses((status = 200, description = "The answer"), (status = 400, body = Problem), (status = 404, body = Problem)))]
async fn one_source(
    State(app): State<Arc<App>>,
    Path(case): Path<String>,
    Asked(query): Asked<SourceQuery>,
) -> Result<Response, Problem> {
    of_library(&app, &case, move |library, _| Ok(json::text(&source(library, &query.id)?))).await
}

/// What is searched for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct SearchQuery {
    /// Words, and phrases in quotes.
    q: String,
    /// Passages to give, at most.
    #[param(maximum = 200)]
    most: Option<usize>,
}

/// The passages that answer a query best.
#[utoipa::path(get, path = "/cases/{case}/record/search",
    params(("case" = String, Path, description = "Id of a case"), SearchQuery),
    responses((status = 200, description = "The answer"), (status = 400, body = Problem), (status = 404, body = Problem)))]
async fn found(
    State(app): State<Arc<App>>,
    Path(case): Path<String>,
    Asked(query): Asked<SearchQuery>,
) -> Result<Response, Problem> {
    of_library(&app, &case, move |library, budget| {
        let most = query.most.unwrap_or(20).clamp(1, MOST_HITS);
        let stop = || budget.control.is_stopped();
        Ok(json::text(&search(library, &query.q, most, &stop, &|| {})?))
    })
    .await
}

/// Passages that stand in the record twice.
#[utoipa::path(get, path = "/cases/{case}/record/duplicates",
    params(("case" = String, Path, description = "Id of a case")),
    responses((status = 200, description = "The answer"), (status = 404, body = Problem), (status = 503, body = Problem)))]
async fn copies(State(app): State<Arc<App>>, Path(case): Path<String>) -> Result<Response, Problem> {
    of_library(&app, &case, |library, budget| {
        let request = detente_record::duplicates::Request::default();
        let stop = || budget.control.is_stopped();
        Ok(json::text(&duplicates(library, request, &stop)?))
    })
    .await
}

/// Which citation.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct CitationQuery {
    /// Id of the citation.
    cite: String,
}

/// A cited passage with what stands around it.
#[derive(Debug, Serialize, ToSchema)]
struct Passage {
    /// The citation.
    citation: String,
    /// What the case says that it says, in its own words.
    says: String,
    /// The source.
    source: String,
    /// Its title.
    title: String,
    /// Its day.
    date: Option<String>,
    /// The passage; none where the text is not at hand, or is another one.
    passage: Option<String>,
    /// What stands before it.
    before: Option<String>,
    /// What stands after it.
    after: Option<String>,
    /// Why there is no passage.
    why_missing: Option<String>,
}

/// A cited passage.
#[utoipa::path(get, path = "/cases/{case}/passage",
    params(("case" = String, Path, description = "Id of a case"), CitationQuery),
    responses((status = 200, body = Passage), (status = 400, body = Problem), (status = 404, body = Problem)))]
async fn passage(
    State(app): State<Arc<App>>,
    Path(case): Path<String>,
    Asked(query): Asked<CitationQuery>,
) -> Result<Response, Problem> {
    of_library(&app, &case, move |library, _| {
        let loaded = library.loaded();
        let case = usable(&loaded)?;
        let cited = citation(case, &query.cite)?;
        let source = &case.sources[cited.source];
        let mut passage = Passage {
            citation: cited.id.clone(),
            says: cited.says.clone(),
            source: source.id.clone(),
            title: source.title.clone(),
            date: source.date.as_ref().map(ToString::to_string),
            passage: None,
            before: None,
            after: None,
            why_missing: None,
        };
        let text = library.text(source);
        let (Some(start), Some(end), Some(hash)) = (cited.start, cited.end, cited.sha256.as_deref()) else {
            passage.why_missing = Some("the citation names no place in its source".to_owned());
            return Ok(json::text(&passage));
        };
        let Some(text) = text else {
            passage.why_missing = Some("the document is not at hand".to_owned());
            return Ok(json::text(&passage));
        };
        let scalars = ScalarText::new(&text);
        if !scalars.holds(start, end, hash) {
            passage.why_missing = Some("the document says something else at this place".to_owned());
            return Ok(json::text(&passage));
        }
        let length = text.chars().count();
        let between = |from, to| scalars.passage(from, to).map(str::to_owned);
        passage.passage = between(start, end);
        passage.before = between(start.saturating_sub(CONTEXT), start);
        passage.after = between(end, end.saturating_add(CONTEXT).min(length));
        Ok(json::text(&passage))
    })
    .await
}
