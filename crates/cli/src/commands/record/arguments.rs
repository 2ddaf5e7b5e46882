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

// The subcommands.
#[derive(Debug, Subcommand)]
// Only the command that is called is put together: all of them take a millisecond.
#[command(defer = true)]
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
    /// List passages that stand in the sources more than once, with their differences
    Duplicates {
        /// A folder with a case.toml, or a file
        case: PathBuf,
        /// The fewest words of a passage
        #[arg(long, value_name = "N", default_value_t = 25, value_parser = clap::value_parser!(u16).range(8..))]
        words: u16,
        /// The fewest words shared, in hundredths
        #[arg(long, value_name = "PERCENT", default_value_t = 50, value_parser = clap::value_parser!(u8).range(30..=100))]
        shared: u8,
        /// How to print
        #[arg(long, value_enum, default_value = "human")]
        format: TextFormat,
    },
    /// List earlier agreements that dealt with an issue, from a table in the layout of PA-X
    Agreements(AgreementsArguments),
    /// Make an anchor of a quote: print it, or write it into the case as a citation
    Cite(CiteArguments),
    /// Search the sources: the best passages, ranked
    Search {
        /// A folder with a case.toml, or a file
        case: PathBuf,
        /// Words of which any may occur; what stands in quotation marks must
        query: String,
        /// The most passages that are listed
        #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=1000))]
        limit: u16,
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

// `detente record add`.
#[derive(Debug, Args)]
pub(crate) struct AddArguments {
    /// A folder with a case.toml, or a file
    pub(crate) case: PathBuf,
    /// Documents, or folders of them
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Keep a plain text one source where bylines tell several articles apart in it
    #[arg(long)]
    pub(crate) whole: bool,
    /// The id of the source, where one document is added [default: made of the file name]
    #[arg(long, value_name = "ID", value_parser = id)]
    pub(crate) id: Option<String>,
    /// The document is another version of this source: its citations are anchored anew, and told
    #[arg(long, value_name = "SOURCE", conflicts_with = "id")]
    pub(crate) replaces: Option<String>,
    /// With --replaces, take the changed passage that is proposed for this citation; repeat for several
    #[arg(long, value_name = "CITATION", requires = "replaces")]
    pub(crate) accept: Vec<String>,
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

// `detente record cite`.
#[derive(Debug, Args)]
pub(crate) struct CiteArguments {
    /// A folder with a case.toml, or a file
    pub(crate) case: PathBuf,
    /// The id of the source; with --export, all sources where none is named
    #[arg(required_unless_present_any = ["import", "export"])]
    pub(crate) source: Option<String>,
    /// The words to cite, as they stand in the source; spacing, hyphens at line ends and quotation marks may differ
    #[arg(long, value_name = "WORDS", required_unless_present_any = ["import", "export"])]
    pub(crate) quote: Option<String>,
    /// Which of several places, by its first character as listed
    #[arg(long, value_name = "START", requires = "quote")]
    pub(crate) at: Option<usize>,
    /// Write a citation with this paraphrase into the case
    #[arg(long, value_name = "PARAPHRASE", requires = "quote")]
    pub(crate) says: Option<String>,
    /// The id of the citation [default: made of the source's id]
    #[arg(long, value_name = "ID", value_parser = id, requires = "says")]
    pub(crate) id: Option<String>,
    /// Move a citation of the case to the quote, as where its words are lost in a new version
    #[arg(long, value_name = "CITATION", requires = "quote", conflicts_with = "says")]
    pub(crate) moves: Option<String>,
    /// Write the citations of a Web Annotation file (JSON-LD) into the case
    #[arg(long, value_name = "FILE", conflicts_with_all = ["source", "quote", "export"])]
    pub(crate) import: Option<PathBuf>,
    /// Print the citations as Web Annotations (JSON-LD)
    #[arg(long, conflicts_with = "quote")]
    pub(crate) export: bool,
    /// With --export, leave out the words of others and give positions alone
    #[arg(long, requires = "export")]
    pub(crate) without_quotes: bool,
    /// How to print
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: TextFormat,
}

// `detente record agreements`.
#[derive(Debug, Args)]
pub(crate) struct AgreementsArguments {
    /// A folder with a case.toml, or a file
    pub(crate) case: PathBuf,
    /// The table: a CSV file of the PA-X Peace Agreements Database, or in its layout
    pub(crate) table: PathBuf,
    /// The issue whose `topics` are looked for
    #[arg(long, value_name = "ISSUE")]
    pub(crate) issue: Option<String>,
    /// A topic by the name of its column; repeat for several
    #[arg(long, value_name = "TOPIC")]
    pub(crate) topic: Vec<String>,
    /// The least grade: 1 named, 2 some detail, 3 in detail
    #[arg(long, value_name = "GRADE", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=3))]
    pub(crate) grade: u8,
    /// The stage, as coded
    #[arg(long, value_name = "STAGE")]
    pub(crate) stage: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: TextFormat,
}

impl AddArguments {
    /// Whether something is said of the document that holds of one alone.
    pub(crate) fn describes_one(&self) -> bool {
        self.id.is_some()
            || self.replaces.is_some()
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
