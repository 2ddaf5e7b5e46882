//! Who may ask, and what every answer carries.

use crate::workbench::{Asked, Served};

fn asked<'a>(method: &'a str, path: &'a str) -> Asked<'a> {
    Asked { method, path, host: None, headers: Vec::new(), body: "" }
}

/// Every path of the interface with every method, as its description has them.
fn operations() -> Vec<(String, String)> {
    let api = detente_server::openapi();
    let paths = api["paths"].as_object().expect("paths").clone();
    let mut found = Vec::new();
    for (path, methods) in paths {
        for method in methods.as_object().expect("methods").keys() {
            let path = path.replace("{case}", "ferry").replace("{id}", "1").replace("{instrument}", "treaty");
            found.push((method.to_uppercase(), path));
        }
    }
    found
}

#[tokio::test]
async fn without_the_session_nothing_is_answered() {
    let served = Served::new().await;
    let operations = operations();
    assert!(operations.len() > 30, "{operations:?}");
    for (method, path) in operations {
        let answer = served.bare(&method, &path).await;
        assert_eq!(answer.status, 401, "{method} {path}");
        assert!(!answer.body.contains("ferry"), "{method} {path}: {}", answer.body);
    }
}

#[tokio::test]
async fn without_its_secret_nothing_is_changed() {
    let served = Served::new().await;
    let mut tried = 0;
    for (method, path) in operations().into_iter().filter(|(method, _)| method != "GET") {
        let answer = served.with(asked(&method, &path)).await;
        assert_eq!(answer.status, 403, "{method} {path}: {}", answer.body);
        tried += 1;
    }
    assert!(tried >= 4);
}

#[tokio::test]
async fn the_link_opens_one_session() {
    let served = Served::new().await;
    let path = served.link.split_once("/?").map(|(_, query)| format!("/?{query}")).expect("a token");
    let again = served.bare("GET", &path).await;
    assert_eq!(again.status, 401);
    assert!(again.header("set-cookie").is_none());
    let wrong = served.bare("GET", "/?token=0000").await;
    assert_eq!(wrong.status, 401);
    // Whoever is in comes in again, and is not led elsewhere.
    let inside = served.get(&path.replace("/?", "//evil.example/?")).await;
    assert_eq!(inside.header("location"), Some("/evil.example/"));
}

#[tokio::test]
async fn a_session_that_somebody_brought_is_none() {
    let served = Served::new().await;
    for cookie in ["detente-session=", "detente-session=fixed", "detente-session"] {
        let mut asked = asked("GET", "/api/v1/cases");
        asked.headers.push(("cookie", cookie.to_owned()));
        assert_eq!(served.send(asked).await.status, 401, "{cookie}");
    }
}

#[tokio::test]
async fn another_name_is_not_answered_to() {
    let served = Served::new().await;
    for host in ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example"] {
        let mut asked = asked("GET", "/api/v1/cases");
        asked.host = Some(host);
        assert_eq!(served.with(asked).await.status, 421, "{host}");
    }
    let port = served.address.port();
    let local = format!("localhost:{port}");
    let mut asked = asked("GET", "/api/v1/cases");
    asked.host = Some(&local);
    assert_eq!(served.with(asked).await.status, 200);
}

#[tokio::test]
async fn every_answer_says_what_a_page_may_do() {
    let served = Served::new().await;
    let paths = [
        "/",
        "/cases/ferry/builder",
        "/api/v1/cases",
        "/api/v1/none",
        "/assets/none.js",
        "/api/v1/cases/ferry/report",
    ];
    for path in paths {
        let answer = served.get(path).await;
        let policy = answer.header("content-security-policy").unwrap_or_else(|| panic!("{path}: {answer:?}"));
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        let scripts =
            policy.split(';').find(|part| part.trim().starts_with("script-src")).unwrap_or_default();
        assert!(!scripts.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{path}");
        if path.starts_with("/api/") {
            assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        }
    }
}

#[tokio::test]
async fn a_body_beyond_all_measure_is_refused() {
    let served = Served::new().await;
    let body = format!("{{\"text\": \"{}\"}}", "a".repeat(21 << 20));
    let more = [("if-match", "0")];
    let answer = served.change("PUT", "/api/v1/cases/ferry/file?path=case.toml", &more, &body).await;
    assert_eq!(answer.status, 413, "{}", answer.body);
}
