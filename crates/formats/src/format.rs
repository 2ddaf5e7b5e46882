//! Which tool a file is from.

use std::fmt;
use std::str::FromStr;

/// A format that can be read, written, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// GENIUS: a domain and one profile a party, XML.
    Genius,
    /// GeniusWeb: a domain and one profile a party, JSON.
    GeniusWeb,
    /// NegMAS: an outcome space and one utility function a party, YAML or JSON.
    Negmas,
    /// GMCR+ and gmcr-py: a graph model, JSON.
    Gmcr,
    /// The case language itself as JSON; written only.
    Json,
    /// One row an issue, option and party.
    Csv,
    /// A workbook with one sheet a table, XLSX or ODS.
    Sheet,
}

impl Format {
    /// All formats in the order of the documentation.
    pub const ALL: [Self; 7] =
        [Self::Genius, Self::GeniusWeb, Self::Negmas, Self::Gmcr, Self::Json, Self::Csv, Self::Sheet];

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Genius => "genius",
            Self::GeniusWeb => "geniusweb",
            Self::Negmas => "negmas",
            Self::Gmcr => "gmcr",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Sheet => "xlsx",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|format| format.name() == text).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|format| format.name()).collect();
            format!("expected one of {}", names.join(", "))
        })
    }
}
