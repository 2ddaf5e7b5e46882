//! A workbench on a folder of its own, and a small client that says every header itself.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use detente_server::{Options, Workbench};
use serde_json::Value;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::oneshot;

/// A small case with two parties, a rule, a red line and a private file beside it.
pub(crate) const CASE: &str = r#"detente = 1

[case]
title = "The ferry"
as-of = 2026-03-31
basis = "assumed"
because = "Made up."

[parties.council]
name = "The council"

[parties.company]
name = "The company"

[issues.sailings]
title = "Sailings a day"
no-deal = "four"
options.four = "Four"
options.six = "Six"
options.eight = "Eight"

[issues.fare]
title = "Fare"
no-deal = "high"
options.low = "Low"
options.middle = "Middle"
options.high = "High"

[[rules]]
id = "pays"
kind = "logic"
require = "sailings = eight -> fare != low"
because = "Eight sailings at the low fare cannot be paid for."
"#;

/// A request that says every header itself.
pub(crate) struct Asked<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    pub(crate) host: Option<&'a str>,
    pub(crate) headers: Vec<(&'a str, String)>,
    pub(crate) body: &'a str,
}

/// An answer as it came.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answered {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (this, value) = line.split_once(':')?;
            this.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {}", self.body))
    }
}

/// A workbench that serves.
pub(crate) struct Served {
    pub(crate) folder: TempDir,
    pub(crate) address: SocketAddr,
    pub(crate) link: String,
    cookie: String,
    pub(crate) csrf: String,
    _stop: oneshot::Sender<()>,
}

impl Served {
    /// A workbench on a folder with the case `ferry`, and a session.
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("ferry")).expect("a folder");
        std::fs::write(folder.path().join("ferry/case.toml"), CASE).expect("a case");
        Self::on(folder).await
    }

    /// A workbench on a folder, and a session.
    pub(crate) async fn on(folder: TempDir) -> Self {
        let options = Options { folder: folder.path().to_owned(), port: 0 };
        let workbench = Workbench::listen(&options).await.expect("it listens");
        let link = workbench.link();
        let address = link.trim_start_matches("http://").split('/').next().expect("an address");
        let address = address.parse().expect("an address");
        let (stop, stopped) = oneshot::channel::<()>();
        tokio::spawn(workbench.serve(async {
            let _ = stopped.await;
        }));
        let mut served =
            Self { folder, address, link, cookie: String::new(), csrf: String::new(), _stop: stop };
        let path = served.link.split_once("/?").map(|(_, query)| format!("/?{query}")).expect("a token");
        let entered = served.bare("GET", &path).await;
        assert_eq!(entered.status, 303, "{entered:?}");
        let cookie = entered.header("set-cookie").expect("a cookie");
        served.cookie = cookie.split(';').next().expect("a cookie").to_owned();
        let session = served.get("/api/v1/session").await.json();
        served.csrf = session["csrf"].as_str().expect("a secret").to_owned();
        served
    }

    /// The folder of a case.
    pub(crate) fn case(&self, name: &str) -> PathBuf {
        Path::new(self.folder.path()).join(name)
    }

    /// Asks without a session.
    pub(crate) async fn bare(&self, method: &str, path: &str) -> Answered {
        self.send(Asked { method, path, host: None, headers: Vec::new(), body: "" }).await
    }

    /// Asks with the session.
    pub(crate) async fn get(&self, path: &str) -> Answered {
        let headers = vec![("cookie", self.cookie.clone())];
        self.send(Asked { method: "GET", path, host: None, headers, body: "" }).await
    }

    /// Asks to change something, with all that it takes.
    pub(crate) async fn change(
        &self,
        method: &str,
        path: &str,
        more: &[(&'static str, &str)],
        body: &str,
    ) -> Answered {
        let mut headers = vec![("cookie", self.cookie.clone()), ("x-detente-csrf", self.csrf.clone())];
        headers.push(("content-type", "application/json".to_owned()));
        headers.extend(more.iter().map(|(name, value)| (*name, (*value).to_owned())));
        self.send(Asked { method, path, host: None, headers, body }).await
    }

    /// Asks with the session and these headers.
    pub(crate) async fn with(&self, mut asked: Asked<'_>) -> Answered {
        asked.headers.push(("cookie", self.cookie.clone()));
        self.send(asked).await
    }

    /// Sends a request as it is.
    pub(crate) async fn send(&self, asked: Asked<'_>) -> Answered {
        let own = self.address.to_string();
        let host = asked.host.unwrap_or(&own);
        let mut text =
            format!("{} {} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n", asked.method, asked.path);
        for (name, value) in &asked.headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str(&format!("content-length: {}\r\n\r\n{}", asked.body.len(), asked.body));
        let mut stream = TcpStream::connect(self.address).await.expect("it answers");
        // A server that refuses early may close before all is sent.
        let _ = stream.write_all(text.as_bytes()).await;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await.expect("an answer");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let chunked = head.to_ascii_lowercase().contains("transfer-encoding: chunked");
        let body = if chunked { joined(body) } else { body.to_owned() };
        Answered { status, head: head.to_owned(), body }
    }
}

/// The body of chunks.
fn joined(mut chunks: &str) -> String {
    let mut body = String::new();
    while let Some((size, rest)) = chunks.split_once("\r\n") {
        let Ok(size) = usize::from_str_radix(size, 16) else { break };
        let Some(chunk) = rest.get(..size).filter(|chunk| !chunk.is_empty()) else { break };
        body.push_str(chunk);
        chunks = rest[size..].trim_start_matches("\r\n");
    }
    body
}
