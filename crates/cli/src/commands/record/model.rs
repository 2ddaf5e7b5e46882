//! Statements proposed by a model at an address that the user gives.
//!
//! The only place from which Détente ever talks to a network, and only where
//! the command line names the address, the model and the documents.

use std::time::Duration;

use clap::Args;
use detente_case::model::Case;
use detente_record::draft::Document;
use detente_record::model::{Judged, judge, request, windows};

use crate::failure::Failure;
use crate::output;

/// The key, where the server wants one.
const KEY: &str = "DETENTE_MODEL_KEY";

/// Longer answers are refused.
const MOST_BYTES: u64 = 8 << 20;

/// After this many failures in a row a document is given up.
const PATIENCE: usize = 3;

// An optional model.
#[derive(Debug, Args)]
pub(crate) struct ModelArguments {
    /// Send the text of the sources named to this server and add what its model proposes: the base address
    /// of an API in OpenAI's layout, such as http://localhost:11434/v1. The key is read from DETENTE_MODEL_KEY
    #[arg(long, value_name = "URL", requires = "model", requires = "sources")]
    pub(crate) model_url: Option<String>,
    /// The name of the model
    #[arg(long, value_name = "NAME", requires = "model_url")]
    pub(crate) model: Option<String>,
    /// Wait this many seconds for each answer
    #[arg(long, value_name = "S", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(crate) model_timeout: u64,
}

impl ModelArguments {
    /// What the model proposes for a document; nothing, and nothing is sent, where none is named.
    pub(crate) fn propose(
        &self,
        source: &str,
        document: &Document<'_>,
        case: &Case,
    ) -> Result<Judged, Failure> {
        let (Some(url), Some(model)) = (&self.model_url, &self.model) else { return Ok(Judged::default()) };
        if !(url.starts_with("http://") || url.starts_with("https://")) {
            return Err(Failure::Input(format!(
                "`{url}` is no address of a server: it begins with http:// or https://"
            )));
        }
        let key = std::env::var(KEY).ok();
        if key.is_some() && url.starts_with("http://") && !is_this_machine(url) {
            return Err(Failure::Input(format!(
                "{KEY} would go to {url} unencrypted; use https://, or unset it if the server wants no key"
            )));
        }
        let parts = windows(document.text);
        output::complain(&format!(
            "note: sending the {} characters of `{source}` to {url} in {} requests\n",
            document.text.chars().count(),
            parts.len()
        ));
        let mut all = Judged::default();
        let mut failures = 0;
        for (at, part) in parts.iter().enumerate() {
            let answer = self.ask(url, key.as_deref(), &request(model, part, case).to_string());
            let judged = answer.and_then(|body| judge(&body, model, document, case));
            match judged {
                Ok(judged) => {
                    failures = 0;
                    all.drafts.extend(judged.drafts);
                    all.dropped.extend(judged.dropped);
                }
                Err(why) => {
                    failures += 1;
                    all.dropped.push(format!("`{source}`, part {} of {}: {why}", at + 1, parts.len()));
                    if failures == PATIENCE {
                        all.dropped.push(format!("`{source}`: given up after {PATIENCE} failures in a row"));
                        break;
                    }
                }
            }
        }
        Ok(all)
    }

    fn ask(&self, url: &str, key: Option<&str>, body: &str) -> Result<String, String> {
        let timeout = Duration::from_secs(self.model_timeout);
        // A redirection, or a proxy of the environment, would get the text without having been named.
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .timeout_global(Some(timeout))
            .max_redirects(0)
            .proxy(None)
            .build()
            .into();
        let mut post = agent
            .post(format!("{}/chat/completions", url.trim_end_matches('/')))
            .header("Content-Type", "application/json");
        if let Some(key) = key {
            post = post.header("Authorization", format!("Bearer {key}"));
        }
        let mut answer = post.send(body).map_err(|error| format!("no answer: {error}"))?;
        let body = answer.body_mut().with_config().limit(MOST_BYTES).read_to_string();
        body.map_err(|error| format!("the answer broke off: {error}"))
    }
}

/// Whether an address without encryption leads to this machine.
fn is_this_machine(url: &str) -> bool {
    let rest = url.strip_prefix("http://").unwrap_or(url);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = match host.strip_prefix('[') {
        Some(bracketed) => bracketed.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_this_machine;

    #[test]
    fn keys_stay_on_this_machine_where_nothing_is_encrypted() {
        for own in ["http://localhost:11434/v1", "http://127.0.0.1/v1", "http://[::1]:8080/v1"] {
            assert!(is_this_machine(own), "{own}");
        }
        for other in ["http://models.example/v1", "http://localhost@models.example/", "http://10.0.0.1/"] {
            assert!(!is_this_machine(other), "{other}");
        }
    }
}
