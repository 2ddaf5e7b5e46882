//! What is told where there is no answer: problem details (RFC 9457).

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use detente_desk::failure::Failure;
use detente_syntax::render;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// Why there is no answer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// The status code.
    pub(crate) status: u16,
    /// The kind of problem, in a few words.
    pub(crate) title: String,
    /// What is wrong, in words.
    pub(crate) detail: String,
    /// What is wrong in the files of a case, with places as the Language Server Protocol has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) diagnostics: Option<Vec<Value>>,
    /// The version that is there now, where a change was made on top of another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) theirs: Option<Box<Theirs>>,
}

/// A version that somebody else saved.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Theirs {
    /// Which.
    pub(crate) version: String,
    /// Its text.
    pub(crate) text: String,
    /// The text that both started from, where it is known.
    pub(crate) base: Option<String>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            status: status.as_u16(),
            title: status.canonical_reason().unwrap_or("problem").to_owned(),
            detail: detail.into(),
            diagnostics: None,
            theirs: None,
        }
    }

    pub(crate) fn bad(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    pub(crate) fn missing(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, format!("there is no {what}"))
    }

    pub(crate) fn system(error: impl ToString) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Told => Self::bad("the input is wrong"),
            Failure::Wrong(wrong) => {
                let mut problem =
                    Self::new(StatusCode::UNPROCESSABLE_ENTITY, "the case has errors, and cannot be used");
                let Value::Array(diagnostics) = render::json(&wrong.diagnostics, &wrong.sources) else {
                    return problem;
                };
                problem.diagnostics = Some(diagnostics);
                problem
            }
            Failure::Input(why) => Self::bad(why),
            Failure::Stopped(why) => Self::new(StatusCode::SERVICE_UNAVAILABLE, why),
            Failure::System(why) => Self::system(why),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(self)).into_response();
        let kind = header::HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        response
    }
}
