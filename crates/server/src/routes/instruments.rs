//! Agreements that are kept: what holds, what comes when, what does not add up.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use detente_desk::instruments::Place;
use detente_desk::opened::Limits;
use detente_instrument::model::Instrument;
use detente_instrument::period::{Date, Period};
use detente_keep::ledger::Extent;
use detente_keep::privacy::Eyes;
use detente_keep::status::{self, Question, Shown, Status};
use detente_keep::wire::Ids;
use detente_keep::{audit, calendar, limits};
use detente_report::{json, keep};
use detente_settle::budget::Budget;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::json_of;
use crate::app::App;
use crate::asked::{Asked, day};
use crate::clock::today;
use crate::problem::Problem;

pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(state))
        .routes(routes!(audited))
        .routes(routes!(coming))
        .routes(routes!(plot))
}

/// The day, and under which reading.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct DayQuery {
    /// The day; without one, today.
    #[param(format = "date")]
    on: Option<String>,
    /// Take only what was known by this day.
    #[param(format = "date")]
    known_by: Option<String>,
    /// Under this reading of what is disputed alone.
    reading: Option<String>,
}

/// From which day to which.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct DaysQuery {
    /// The first day; without one, today.
    #[param(format = "date")]
    from: Option<String>,
    /// The last day; without one, a year later.
    #[param(format = "date")]
    to: Option<String>,
}

fn day_or_today(text: Option<&str>) -> Result<Date, Problem> {
    match day(text)? {
        Some(day) => Ok(day),
        None => today().ok_or_else(|| Problem::bad("the clock shows no day; name one with `on`")),
    }
}

/// Does work on an instrument.
async fn of_instrument(
    app: &App,
    id: &str,
    work: impl FnOnce(&Place, &Instrument) -> Result<String, Problem> + Send + 'static,
) -> Result<String, Problem> {
    let place = app.shelf().instrument(id)?;
    let work = move |_: &Budget<'_>| {
        let instrument = place.instrument()?;
        work(&place, &instrument)
    };
    app.workers.run(Limits::default(), work).await
}

/// A whole ledger with its signatures.
fn checked(known_by: Option<Date>) -> Extent {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    Extent { verify: true, threads, known_by }
}

fn question(instrument: &Instrument, query: &DayQuery) -> Result<Question, Problem> {
    let reading = query.reading.as_deref().map(|id| {
        let found = instrument.readings.iter().position(|reading| reading.id == id);
        found.ok_or_else(|| Problem::bad(format!("the instrument has no reading `{id}`")))
    });
    Ok(Question { on: day_or_today(query.on.as_deref())?, reading: reading.transpose()?, viewer: None })
}

/// What holds on a day: limits and margins, duties, quotas, what is disputed or not provided.
#[utoipa::path(get, path = "/instruments/{instrument}/status",
    params(("instrument" = String, Path, description = "Id of an instrument"), DayQuery),
    responses((status = 200, description = "The answer"), (status = 400, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn state(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Asked(query): Asked<DayQuery>,
) -> Result<Response, Problem> {
    let known_by = day(query.known_by.as_deref())?;
    let work = move |place: &Place, instrument: &Instrument| {
        let question = question(instrument, &query)?;
        let ids = Ids::of(instrument);
        let opened = place.acts(&ids, checked(known_by))?;
        Ok(json::text(&json::keep_status(instrument, known_by, &status::status(&opened.book, question))))
    };
    of_instrument(&app, &id, work).await.map(json_of)
}

/// What does not add up in the ledger.
#[utoipa::path(get, path = "/instruments/{instrument}/audit",
    params(("instrument" = String, Path, description = "Id of an instrument"), DayQuery),
    responses((status = 200, description = "The answer"), (status = 400, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn audited(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Asked(query): Asked<DayQuery>,
) -> Result<Response, Problem> {
    let (on, known_by) = (day_or_today(query.on.as_deref())?, day(query.known_by.as_deref())?);
    let work = move |place: &Place, instrument: &Instrument| {
        let ids = Ids::of(instrument);
        let opened = place.acts(&ids, checked(known_by))?;
        let found = audit::audit(&opened.book, opened.faults, opened.unreadable, on);
        let found = found.seen_by(&opened.book, Eyes::new(instrument, None));
        let sha256 = place.hash()?;
        let head = opened.head.as_ref();
        Ok(json::text(&json::keep_audit(instrument, &sha256, (on, known_by), head, &found)))
    };
    of_instrument(&app, &id, work).await.map(json_of)
}

/// What comes when.
#[utoipa::path(get, path = "/instruments/{instrument}/calendar",
    params(("instrument" = String, Path, description = "Id of an instrument"), DaysQuery),
    responses((status = 200, description = "The answer"), (status = 400, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn coming(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Asked(query): Asked<DaysQuery>,
) -> Result<Response, Problem> {
    let from = day_or_today(query.from.as_deref())?;
    let year_later = || Period::parse("P1Y").ok().and_then(|year| year.after(from, 1));
    let to = day(query.to.as_deref())?.or_else(year_later).unwrap_or(from);
    if from > to {
        return Err(Problem::bad(format!("{from} is after {to}: the calendar begins with the earlier day")));
    }
    let work = move |place: &Place, instrument: &Instrument| {
        let ids = Ids::of(instrument);
        let opened = place.acts(&ids, checked(None))?;
        let eyes = Eyes::new(instrument, None);
        let mut entries = calendar::entries(&opened.book, None, from, to);
        entries.retain(|(_, entry)| calendar::sees(&opened.book, eyes, &entry.what));
        Ok(json::text(&json::keep_calendar(instrument, (from, to), &entries, !eyes.see_all())))
    };
    of_instrument(&app, &id, work).await.map(json_of)
}

/// Numbers and their limits over time, as a drawing.
#[utoipa::path(get, path = "/instruments/{instrument}/plot.svg",
    params(("instrument" = String, Path, description = "Id of an instrument"), DayQuery),
    responses((status = 200, description = "The drawing", content_type = "image/svg+xml"),
        (status = 400, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn plot(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Asked(query): Asked<DayQuery>,
) -> Result<Response, Problem> {
    let known_by = day(query.known_by.as_deref())?;
    let work = move |place: &Place, instrument: &Instrument| {
        let question = question(instrument, &query)?;
        let ids = Ids::of(instrument);
        let opened = place.acts(&ids, checked(known_by))?;
        let status = status::status(&opened.book, question);
        let shown = shown(&status);
        let histories: Vec<_> = shown
            .iter()
            .map(|&(limit, subject, reading)| {
                let steps = limits::history(&opened.book, limit, subject, reading, status.on);
                ((limit, subject, reading), steps)
            })
            .collect();
        Ok(keep::svg(instrument, &histories, question.on, status.limits.len() - shown.len()))
    };
    let drawing = of_instrument(&app, &id, work).await?;
    Ok(([(header::CONTENT_TYPE, "image/svg+xml")], drawing).into_response())
}

/// The numbers that a status shows.
fn shown(status: &Status) -> Vec<keep::LimitKey> {
    let key = |shown: &Shown| match shown {
        Shown::State(state) => Some((state.limit, state.subject, state.reading)),
        Shown::Withheld { .. } => None,
    };
    status.limits.iter().filter_map(key).collect()
}
