//! What a query asks, with names that may stand several times.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use detente_case::date::Date;
use detente_case::record::View;
use detente_desk::opened::Limits;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;

use crate::problem::Problem;

/// A query, or the problem with it.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        read(parts.uri.query().unwrap_or_default()).map(Self)
    }
}

/// Reads a query.
pub(crate) fn read<T: DeserializeOwned>(query: &str) -> Result<T, Problem> {
    serde_html_form::from_str(query).map_err(|error| Problem::bad(format!("in the query: {error}")))
}

/// A day as a query has it.
pub(crate) fn day(text: Option<&str>) -> Result<Option<Date>, Problem> {
    let day = |text: &str| {
        let wrong = |_| Problem::bad(format!("`{text}` is no day; expected one such as 2020-11-25"));
        text.parse().map_err(wrong)
    };
    text.filter(|text| !text.is_empty()).map(day).transpose()
}

/// Which case, when, under which limits.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct Common {
    /// Scenarios of the case to overlay, in this order.
    pub(crate) scenario: Vec<String>,
    /// Take what had been said by this day; without one, the case's as-of.
    #[param(format = "date")]
    pub(crate) on: Option<String>,
    /// Take only what was also known by this day.
    #[param(format = "date")]
    pub(crate) known_by: Option<String>,
    /// Judge at most this many packages one by one.
    #[param(maximum = 10_000_000)]
    pub(crate) limit: Option<u64>,
    /// Stop after this many seconds with the best so far.
    #[param(minimum = 0, maximum = 3600)]
    pub(crate) time: Option<f64>,
    /// Seed of every draw.
    pub(crate) seed: Option<u64>,
}

impl Common {
    /// The day.
    pub(crate) fn view(&self) -> Result<View, Problem> {
        Ok(View { on: day(self.on.as_deref())?, known_by: day(self.known_by.as_deref())? })
    }

    /// The limits.
    pub(crate) fn limits(&self) -> Result<Limits, Problem> {
        if self.time.is_some_and(|time| !(time > 0.0 && time <= 3600.0)) {
            return Err(Problem::bad("`time` is a number of seconds above 0, and at most 3600"));
        }
        let usual = Limits::default();
        Ok(Limits {
            packages: self.limit.unwrap_or(usual.packages).min(10_000_000),
            time: self.time,
            seed: self.seed.unwrap_or(usual.seed),
        })
    }
}
