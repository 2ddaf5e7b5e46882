//! How every report and every JSON ends: what it was made with and from.

use schemars::JsonSchema;
use serde::Serialize;

use crate::document::Document;

/// What an answer was made with and from. No clock enters: the same input
/// gives the same bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Provenance {
    /// Version of Détente.
    pub version: String,
    /// The command as given, program name first.
    pub command: Vec<String>,
    /// Every file that was read.
    pub inputs: Vec<Input>,
    /// Scenarios applied, in order.
    pub scenarios: Vec<String>,
    /// Seed of random draws.
    pub seed: u64,
    /// Limits by name.
    pub limits: Vec<Limit>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Input {
    /// Path within the case.
    pub path: String,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
}

/// A limit on the work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Limit {
    /// What is limited.
    pub name: String,
    /// At what.
    pub value: String,
}

impl Provenance {
    /// Ends a report.
    pub fn close(&self, document: &mut Document) {
        document.heading(2, "Made with");
        document.list([
            format!("detente {}", self.version),
            format!("command: {}", self.command.join(" ")),
            format!(
                "scenarios: {}",
                if self.scenarios.is_empty() { "none".to_owned() } else { self.scenarios.join(", ") }
            ),
            format!("seed: {}", self.seed),
        ]);
        document.list(self.limits.iter().map(|limit| format!("{}: {}", limit.name, limit.value)));
        document.list(self.inputs.iter().map(|input| format!("{} sha256 {}", input.path, input.sha256)));
    }
}
