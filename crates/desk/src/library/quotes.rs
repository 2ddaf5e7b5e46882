//! Quotes and their context, by citation, in the local cache: what a shared case
//! does not carry, and what finds a passage again when its document changes.

use std::collections::BTreeMap;

use detente_record::quote::Quote;
use serde::{Deserialize, Serialize};

use super::Library;
use crate::failure::Failure;
use crate::files;

/// The quotes that are at hand.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Quotes {
    by_citation: BTreeMap<String, Kept>,
}

/// A quote, and the hash of the anchor that it belongs to.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    sha256: String,
    exact: String,
    prefix: String,
    suffix: String,
}

const FILE: &str = "quotes.json";

impl Quotes {
    /// Reads the cache; an unreadable one is an empty one.
    pub fn of(library: &Library) -> Self {
        let path = library.root().join(super::DERIVED).join(FILE);
        let bytes = files::read_up_to(&path, 256 << 20).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// The words of a citation, if they belong to its anchor.
    pub fn get(&self, citation: &str, sha256: &str) -> Option<Quote> {
        let kept = self.by_citation.get(citation).filter(|kept| kept.sha256 == sha256)?;
        Some(Quote { exact: kept.exact.clone(), prefix: kept.prefix.clone(), suffix: kept.suffix.clone() })
    }

    /// Keeps the words of a citation.
    pub fn keep(&mut self, citation: &str, sha256: &str, quote: Quote) {
        let Quote { exact, prefix, suffix } = quote;
        let kept = Kept { sha256: sha256.to_owned(), exact, prefix, suffix };
        self.by_citation.insert(citation.to_owned(), kept);
    }

    /// Writes the cache.
    pub fn write(&self, library: &Library) -> Result<(), Failure> {
        let path = library.derived()?.join(FILE);
        let text = serde_json::to_string(self).map_err(|error| Failure::System(error.to_string()))?;
        files::write(&path, text).map_err(|error| super::cannot_write(&path, &error))
    }
}
