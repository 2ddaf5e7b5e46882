//! Who may ask, and what every answer carries.

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use tower_http::compression::CompressionLayer;

use crate::app::App;
use crate::asked::read;
use crate::problem::Problem;

/// Bytes of a request's body, at most.
const BODY: usize = 20 << 20;
/// The cookie of a session.
const COOKIE: &str = "detente-session";
/// The header that a request which changes something carries.
const CSRF: &str = "x-detente-csrf";
/// Paths of the interface that need a session.
const GUARDED: &str = "/api/";

/// The token of the link, the session that it opens, and the secret that requests which
/// change something carry.
#[derive(Debug)]
pub(crate) struct Sessions {
    token: Mutex<Option<String>>,
    shown: String,
    session: String,
    csrf: String,
}

impl Sessions {
    /// New secrets.
    pub(crate) fn new() -> Result<Self, String> {
        let token = secret()?;
        Ok(Self { token: Mutex::new(Some(token.clone())), shown: token, session: secret()?, csrf: secret()? })
    }

    /// The token of the link.
    pub(crate) fn token(&self) -> &str {
        &self.shown
    }

    /// What requests that change something carry.
    pub(crate) fn csrf(&self) -> &str {
        &self.csrf
    }

    /// Takes a token, which opens one session and then nothing more.
    fn take(&self, given: &str) -> bool {
        let mut token = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        let right = token.as_deref().is_some_and(|token| same(token, given));
        if right {
            *token = None;
        }
        right
    }

    /// Whether a request belongs to the session.
    fn is_open(&self, headers: &HeaderMap) -> bool {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
        let mut cookies =
            cookies.flat_map(|cookies| cookies.split(';')).filter_map(|one| one.split_once('='));
        cookies.any(|(name, value)| name.trim() == COOKIE && same(value.trim(), &self.session))
    }
}

/// 32 bytes from the system, in hexadecimal.
fn secret() -> Result<String, String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| format!("the system gives no randomness: {error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether two secrets are the same, in a time that does not tell where they differ.
fn same(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && one.bytes().zip(other.bytes()).fold(0, |differs, (one, other)| differs | (one ^ other)) == 0
}

/// The routes behind everything that guards them.
pub(crate) fn guarded(routes: Router<Arc<App>>, app: Arc<App>) -> Router {
    routes
        .layer(DefaultBodyLimit::max(BODY))
        .layer(from_fn_with_state(Arc::clone(&app), guard))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(Arc::clone(&app), with_headers))
        .with_state(app)
}

async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    // A page elsewhere whose name was made to point here would ask under that name.
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if !host.is_some_and(|host| app.answers_to(host)) {
        return Problem::new(
            StatusCode::MISDIRECTED_REQUEST,
            "this workbench answers to its own address alone",
        )
        .into_response();
    }
    let open = app.sessions.is_open(request.headers());
    if let Some(token) = token(request.uri()) {
        return enter(&app, request.uri(), &token, open);
    }
    if request.uri().path().starts_with(GUARDED) {
        if !open {
            return Problem::new(StatusCode::UNAUTHORIZED, "open the workbench by the link that it printed")
                .into_response();
        }
        let reads = [Method::GET, Method::HEAD, Method::OPTIONS].contains(request.method());
        let given = request.headers().get(CSRF).and_then(|given| given.to_str().ok()).unwrap_or_default();
        if !reads && !same(given, app.sessions.csrf()) {
            let why =
                format!("a request that changes something carries the header {CSRF} of /api/v1/session");
            return Problem::new(StatusCode::FORBIDDEN, why).into_response();
        }
    }
    next.run(request).await
}

/// The token of a link.
fn token(uri: &Uri) -> Option<String> {
    let pairs: Vec<(String, String)> = read(uri.query()?).ok()?;
    pairs.into_iter().find(|(name, _)| name == "token").map(|(_, token)| token)
}

/// Opens the session of a link, and hides its token from the history.
fn enter(app: &App, uri: &Uri, token: &str, open: bool) -> Response {
    if !open && !app.sessions.take(token) {
        return Problem::new(
            StatusCode::UNAUTHORIZED,
            "this link has been used; start `detente serve` again for a new one",
        )
        .into_response();
    }
    // A path with two slashes at its start would lead to another host.
    let path = format!("/{}", uri.path().trim_start_matches('/'));
    let mut response = Redirect::to(&path).into_response();
    let cookie = format!("{COOKIE}={}; HttpOnly; SameSite=Strict; Path=/", app.sessions.session);
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

/// Headers that keep a page from doing anything but what it is there for. Pages bring a
/// policy of their own, with a nonce.
async fn with_headers(State(_): State<Arc<App>>, request: Request, next: Next) -> Response {
    let interface = request.uri().path().starts_with(GUARDED);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'; sandbox");
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    if interface {
        set(header::CACHE_CONTROL, "no-store");
    }
    response
}
