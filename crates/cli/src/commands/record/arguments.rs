//! What `detente record` accepts.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use detente_case::date::VagueDate;

use super::coders::CodersArguments;
use super::conflicts::ConflictsArguments;
use super::draft::{DraftArguments, DraftingArguments};
use super::offers::OffersArguments;
use super::timeline::TimelineArguments;
use crate::arguments::TextFormat;

/// The subcommands.
#[derive(Debug, Subcommand)]
pub(crate) enum RecordCommand {
    /// Add documents: text, Markdown, HTML, PDF, Word, mail
    Add(AddArguments),
    /// Propose statements for review, by rules from the words alone
    Draft(DraftArguments),
    /// Accept, edit or reject drafts one by one; what is accepted goes into the case
    Review(DraftingArguments),
    /// What each party held on each issue, from when to when, and what changed
    Timeline(TimelineArguments),
    /// Standing statements of one party that no package reconciles
    Conflicts(ConflictsArguments),
    /// One party's offers and demands compared, clause by clause, and with a package
    Offers(OffersArguments),
    /// Two codings of the same documents: agreement, and what is to be settled
    Coders(CodersArguments),
    /// List the sources of the case
    List {
        /// A folder with a case.toml, or a file
        case: PathBuf,
        /// How to print
        #[arg(long, value_enum, default_value = "human")]
        format: TextFormat,
    },
    /// Print one source: what is known of it, its citations, its text
    Show {
        /// A folder with a case.toml, or a file
        case: PathBuf,
        /// The id of the source; without it, all sources are listed
        source: Option<String>,
        /// How to print
        #[arg(long, value_enum, default_value = "human")]
        format: TextFormat,
    },
}

/// `detente record add`.
#[derive(Debug, Args)]
pub(crate) struct AddArguments {
    /// A folder with a case.toml, or a file
    pub(crate) case: PathBuf,
    /// Documents, or folders of them
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The id of the source, where one document is added [default: made of the file name]
    #[arg(long, value_name = "ID", value_parser = id)]
    pub(crate) id: Option<String>,
    /// Its title, where the document does not give it or gives it wrongly
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Its author; repeat for several
    #[arg(long)]
    pub(crate) author: Vec<String>,
    /// Its publisher
    #[arg(long)]
    pub(crate) publisher: Option<String>,
    /// Its date, as vague as it is known: 2020-11-25, 2020-11, "2020-11~"
    #[arg(long, value_parser = vague_date)]
    pub(crate) date: Option<VagueDate>,
    /// Its address
    #[arg(long)]
    pub(crate) url: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: TextFormat,
}

impl AddArguments {
    /// Whether something is said of the document that holds of one alone.
    pub(crate) fn describes_one(&self) -> bool {
        self.id.is_some()
            || self.title.is_some()
            || !self.author.is_empty()
            || self.date.is_some()
            || self.url.is_some()
    }
}

fn vague_date(text: &str) -> Result<VagueDate, String> {
    use detente_case::date::DateError;
    VagueDate::parse(text).map_err(|error| {
        match error {
            DateError::NoSuchDay => "there is no such day",
            DateError::Reversed => "the period ends before it begins",
            DateError::Notation => "expected a date such as 2020-11-25, 2020-11, 2020-11~ or 2022-03/2022-04",
        }
        .to_owned()
    })
}

fn id(text: &str) -> Result<String, String> {
    if detente_syntax::ids::is_id(text) {
        Ok(text.to_owned())
    } else {
        Err("expected lowercase letters and digits in groups joined by single hyphens".to_owned())
    }
}
