//! What `detente keep` accepts.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use detente_instrument::period::Date;

use crate::arguments::{CaseArguments, CheckFormat, TextFormat};

// The commands of `detente keep`.
#[derive(Debug, Subcommand)]
// Only the command that is called is put together: all of them take a millisecond.
#[command(defer = true)]
pub(crate) enum KeepCommand {
    /// Say what is wrong or doubtful in an instrument
    Check {
        #[command(flatten)]
        instrument: InstrumentArguments,
        /// How to print
        #[arg(long, value_enum, default_value = "human")]
        format: CheckFormat,
    },
    /// Say what holds on a day: limits and margins, duties, quotas, what is disputed or not provided
    Status {
        #[command(flatten)]
        instrument: InstrumentArguments,
        #[command(flatten)]
        view: ViewArguments,
        /// Every change of every number with its margin, instead of one day
        #[arg(long, conflicts_with = "format")]
        history: bool,
        /// How to print
        #[arg(long, value_enum, default_value = "human")]
        format: TextFormat,
    },
    /// Append declarations (or other acts) from a table; what was declared before is never changed
    Declare {
        #[command(flatten)]
        instrument: InstrumentArguments,
        /// A table of acts: comma-separated values with a header
        #[arg(value_name = "FILE.csv")]
        file: PathBuf,
        /// Sign with this key
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
    },
    /// Append one act, given as column=value
    Notify {
        #[command(flatten)]
        instrument: InstrumentArguments,
        /// Such as kind=notification by=north on=2026-01-31 thing=launcher number=-2
        #[arg(value_name = "COLUMN=VALUE", required = true)]
        act: Vec<String>,
        /// Sign with this key
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
    },
    /// Check the ledger: does it hold together, and do the declarations add up?
    Audit {
        #[command(flatten)]
        instrument: InstrumentArguments,
        /// Look at what was about days until this one [default: today]
        #[arg(long, value_name = "DATE", value_parser = day)]
        on: Option<Date>,
        /// Take only what was also known by this day
        #[arg(long, value_name = "DATE", value_parser = day)]
        known_by: Option<Date>,
        /// For the eyes of this party
        #[arg(long = "as", value_name = "PARTY")]
        viewer: Option<String>,
        /// Read and check on so many threads
        #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=256))]
        threads: u16,
        /// How to print
        #[arg(long, value_enum, default_value = "human")]
        format: TextFormat,
    },
    /// List deadlines, quota years, limits that begin or end, expiry and exits
    Calendar {
        #[command(flatten)]
        instrument: InstrumentArguments,
        /// First day [default: today]
        #[arg(long, value_name = "DATE", value_parser = day)]
        from: Option<Date>,
        /// Last day [default: a year later]
        #[arg(long, value_name = "DATE", value_parser = day)]
        to: Option<Date>,
        /// For the eyes of this party
        #[arg(long = "as", value_name = "PARTY")]
        viewer: Option<String>,
        /// In the format of calendar programs (RFC 5545)
        #[arg(long, conflicts_with = "format")]
        ics: bool,
        /// How to print
        #[arg(long, value_enum, default_value = "human")]
        format: TextFormat,
    },
    /// Compute which inspections are most likely to find what should not be there
    Plan {
        #[command(flatten)]
        instrument: InstrumentArguments,
        /// Numbers as declared by this day [default: today]
        #[arg(long, value_name = "DATE", value_parser = day)]
        on: Option<Date>,
        /// What is inspected
        #[arg(long, value_name = "THING")]
        thing: String,
        /// Whose; repeat for several [default: every party]
        #[arg(long, value_name = "PARTY")]
        of: Vec<String>,
        /// Suppose that each site holds so many
        #[arg(long, value_name = "D", default_value_t = 1)]
        held: u32,
        /// How many inspections
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
        inspections: u32,
        /// For the eyes of this party
        #[arg(long = "as", value_name = "PARTY")]
        viewer: Option<String>,
        /// How to print
        #[arg(long, value_enum, default_value = "human")]
        format: TextFormat,
    },
    /// Draw numbers over time against their bounds
    Plot {
        #[command(flatten)]
        instrument: InstrumentArguments,
        #[command(flatten)]
        view: ViewArguments,
        /// The drawing alone, as is the default
        #[arg(long, conflicts_with = "html")]
        svg: bool,
        /// A page with the drawing
        #[arg(long)]
        html: bool,
    },
    /// Draft an instrument from a package of a case: clause by clause, with the citations of the case
    Draft {
        #[command(flatten)]
        case: CaseArguments,
        /// The package as issue=option; issues left out sit at their no-deal option
        #[arg(value_name = "ISSUE=OPTION", required = true)]
        package: Vec<String>,
        /// A new file for the draft, or a folder for its instrument.toml [default: print it]
        #[arg(short, long, value_name = "PATH")]
        output: Option<PathBuf>,
    },
    /// Seal a declaration: write its commitment, and the seed that opens it
    Seal {
        /// The declaration, as JSON
        #[arg(value_name = "DECLARATION")]
        declaration: PathBuf,
        /// A new file for the commitment, which everybody may have
        #[arg(long, value_name = "FILE")]
        commitment: PathBuf,
        /// A new file for the seed, which nobody else may have
        #[arg(long, value_name = "FILE")]
        seed: PathBuf,
    },
    /// Open the text of a sealed declaration, of a site or of an item; or the number beneath it; or an item's key
    Open {
        /// The declaration, as it was sealed
        #[arg(value_name = "DECLARATION")]
        declaration: PathBuf,
        /// Its seed
        #[arg(long, value_name = "FILE")]
        seed: PathBuf,
        /// A site, by its position in the declaration from 0
        #[arg(long, value_name = "N")]
        site: Option<usize>,
        /// An item of the site, by its position from 0
        #[arg(long, value_name = "N", requires = "site")]
        item: Option<usize>,
        /// The number of items instead of the text
        #[arg(long)]
        sum: bool,
        /// The key of an item instead of its text, and that the key is declared as this item's
        #[arg(long, requires = "item", conflicts_with = "sum")]
        key: bool,
    },
    /// Answer whether a key is declared
    Challenge {
        /// The declaration, as it was sealed
        #[arg(value_name = "DECLARATION")]
        declaration: PathBuf,
        /// Its seed
        #[arg(long, value_name = "FILE")]
        seed: PathBuf,
        /// The key
        key: String,
    },
    /// Check an answer against a commitment; exit code 1 where it does not belong to it
    Verify {
        /// The commitment
        #[arg(value_name = "COMMITMENT")]
        commitment: PathBuf,
        /// The answer
        #[arg(value_name = "ANSWER")]
        answer: PathBuf,
        /// The commitment of the version before, which this one must name
        #[arg(long, value_name = "COMMITMENT")]
        previous: Option<PathBuf>,
    },
    /// Make a key to sign with: its secret half into a new file, its public half for the instrument
    Key {
        /// The file to make
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

// Which instrument, and where its ledger is.
#[derive(Debug, Args)]
pub(crate) struct InstrumentArguments {
    /// A folder with an instrument.toml, or a file
    #[arg(value_name = "INSTRUMENT")]
    pub(crate) path: PathBuf,
    /// The ledger: a database, or a text file if the name ends in .txt [default: ledger.txt beside the
    /// instrument if it is there, else ledger.db]
    #[arg(long, value_name = "FILE")]
    pub(crate) ledger: Option<PathBuf>,
}

// Which day, as known when, under which reading, for whose eyes.
#[derive(Debug, Args)]
pub(crate) struct ViewArguments {
    /// What holds at the end of this day [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) on: Option<Date>,
    /// Take only what was also known by this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) known_by: Option<Date>,
    /// Count under this reading alone [default: each, side by side]
    #[arg(long, value_name = "READING")]
    pub(crate) reading: Option<String>,
    /// For the eyes of this party
    #[arg(long = "as", value_name = "PARTY")]
    pub(crate) viewer: Option<String>,
}

fn day(text: &str) -> Result<Date, String> {
    detente_keep::wire::day(text).ok_or_else(|| "expected a day such as 2020-11-25".to_owned())
}
