//! The pages, put into the program when it is built.

use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

/// Where a nonce is put into the page.
const NONCE: &str = "__NONCE__";
/// Shown where the pages were not there when the program was built.
const WITHOUT: &str = "<!doctype html><html lang=en><title>Detente</title><h1>The pages are not in this program</h1>\
<p>It was built without them: they need Node and npm once, and <code>make build</code>. The interface is there all the \
same, as <a href=/api/v1/openapi.json>/api/v1/openapi.json</a> says, and each case has a report at \
<code>/api/v1/cases/CASE/report</code>.</html>";

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../web/dist"]
#[allow_missing = true]
struct Pages;

/// Whether the pages are there.
pub(crate) fn are_there() -> bool {
    Pages::get("index.html").is_some()
}

/// A file of the pages, or the page itself for every path that is a screen.
pub(crate) async fn serve(uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path.starts_with("api/") {
        return crate::problem::Problem::missing("such path").into_response();
    }
    match Pages::get(path).filter(|_| path != "index.html" && !path.is_empty()) {
        Some(file) => {
            let kind = mime_guess::from_path(path).first_or_octet_stream();
            // The names of what is built hold a hash of it.
            let keep =
                if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
            let headers = [(header::CONTENT_TYPE, kind.as_ref()), (header::CACHE_CONTROL, keep)];
            (headers, file.data).into_response()
        }
        // A file that is missing is no screen.
        None if path.starts_with("assets/") => StatusCode::NOT_FOUND.into_response(),
        None => page(),
    }
}

fn page() -> Response {
    let mut bytes = [0_u8; 16];
    if getrandom::fill(&mut bytes).is_err() {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let nonce: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let Some(page) = Pages::get("index.html") else {
        return ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], WITHOUT).into_response();
    };
    let text = String::from_utf8_lossy(&page.data).replace(NONCE, &nonce);
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: \
         blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    let mut response = (headers, text).into_response();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}
