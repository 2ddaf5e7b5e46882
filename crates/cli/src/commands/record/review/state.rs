//! Which drafts have been decided on: a file beside what is derived.

use std::collections::BTreeMap;

use crate::failure::Failure;
use detente_desk::files;
use detente_desk::library::Library;

const FILE: &str = "review.json";

/// What became of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    /// It is in the case.
    Accepted,
    /// It is not to be shown again.
    Rejected,
}

/// Decisions by the key of the draft.
#[derive(Debug, Default)]
pub(super) struct Decisions {
    by_key: BTreeMap<String, String>,
}

impl Decisions {
    /// Those made before.
    pub(super) fn read(library: &Library) -> Result<Self, Failure> {
        let path = library.derived()?.join(FILE);
        let Ok(bytes) = files::read(&path) else { return Ok(Self::default()) };
        let by_key = serde_json::from_slice(&bytes).map_err(|error| {
            Failure::Input(format!(
                "{} cannot be read: {error}; remove it to begin the review anew",
                path.display()
            ))
        })?;
        Ok(Self { by_key })
    }

    /// Whether a draft has been decided on.
    pub(super) fn has(&self, key: &str) -> bool {
        self.by_key.contains_key(key)
    }

    /// Notes a decision, at once and for good, beside those that others have noted
    /// in the meantime.
    pub(super) fn note(&mut self, library: &Library, key: &str, decision: Decision) -> Result<(), Failure> {
        let word = match decision {
            Decision::Accepted => "accepted",
            Decision::Rejected => "rejected",
        };
        let _alone = library.alone(&super::super::waits)?;
        *self = Self::read(library)?;
        self.by_key.insert(key.to_owned(), word.to_owned());
        let path = library.derived()?.join(FILE);
        let text = serde_json::to_string_pretty(&self.by_key)
            .map_err(|error| Failure::System(format!("cannot write {}: {error}", path.display())))?;
        Ok(files::write(&path, text + "\n")?)
    }
}
