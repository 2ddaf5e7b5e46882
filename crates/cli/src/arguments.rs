//! What the command line accepts.
//!
//! What groups of arguments are for stands in plain comments: a documentation
//! comment would take the place of what the command that has them says of itself.

mod stability;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use detente_case::date::Date;
use detente_case::decimal::Decimal;
use detente_case::record::View;
use detente_desk::opened::Limits;
pub(crate) use stability::{Going, PathsArguments, PathsFormat, StabilityArguments};

use crate::commands::keep::KeepCommand;
use crate::commands::record::arguments::RecordCommand;

/// The workbench for negotiated settlements.
#[derive(Debug, Parser)]
#[command(name = "detente", version, about, long_about = None, max_term_width = 100, propagate_version = true)]
#[command(after_help = "\
Exit codes: 0 answered, and some package is surely acceptable to all who are asked;
1 answered, and none is; 2 the input is wrong, nothing was written;
3 stopped by a limit or Ctrl-C, with the best answer so far. For stability, 0 and 1 say whether some
state, or the state asked about, is an equilibrium; for paths, whether it can come about.")]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Colour of diagnostics.
    #[arg(long, global = true, value_enum, default_value = "auto")]
    pub(crate) color: ColorChoice,
}

/// When to colour.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ColorChoice {
    /// When standard error is a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
// Only the command that is called is put together: all of them take a millisecond.
#[command(defer = true)]
pub(crate) enum Command {
    /// Write a small commented case to start from
    New {
        /// The folder to make, which must not exist or be empty; with --xlsx or --ods, the workbook
        directory: PathBuf,
        /// Write an Excel workbook to fill in, instead of a folder
        #[arg(long, conflicts_with = "ods")]
        xlsx: bool,
        /// Write an OpenDocument workbook to fill in, instead of a folder
        #[arg(long)]
        ods: bool,
    },
    /// Make a case from the files of another tool, or from a spreadsheet
    Import {
        /// A domain and the parties' profiles, a workbook, a table, or a folder of such files. The files
        /// beside a domain that is named alone are looked through for profiles
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        /// The case to write: a new file, if the name ends in .toml, or else a folder that does not exist or is
        /// empty. A name that ends as other files do (.txt, .json, .xlsx ...) needs a slash to be a folder's
        #[arg(short, long, value_name = "CASE")]
        output: PathBuf,
        /// The format, where it cannot be told from the files
        #[arg(long, value_enum, value_name = "FORMAT")]
        from: Option<ImportFormat>,
        /// How many numbers stand for a real-valued issue, both ends among them
        #[arg(long, value_name = "N", default_value_t = 21, value_parser = grid)]
        grid: usize,
    },
    /// Write a case in the format of another tool, with a list of what that cannot say
    Export {
        #[command(flatten)]
        case: CaseArguments,
        /// The format
        #[arg(long, value_enum, value_name = "FORMAT")]
        to: ExportFormat,
        /// The file to write, or the folder where the format takes several files. A folder's name that ends as
        /// files do (.txt, .xml, .json ...) needs a slash at its end
        #[arg(short, long, value_name = "PATH")]
        output: PathBuf,
        /// Overwrite what is there
        #[arg(long)]
        force: bool,
    },
    /// Say what is wrong or doubtful in a case
    Check {
        #[command(flatten)]
        case: CaseArguments,
        /// Verify every anchor against the documents in this folder
        #[arg(long, value_name = "DIR")]
        documents: Option<PathBuf>,
        /// How to print
        #[arg(long, value_enum, default_value = "human")]
        format: CheckFormat,
    },
    /// Print the case as read: who is asked, issues, stance table, standing statements, sources
    Show {
        #[command(flatten)]
        case: CaseArguments,
        #[command(flatten)]
        view: ViewArguments,
        /// How to print
        #[arg(long, value_enum, default_value = "human")]
        format: TextFormat,
    },
    /// Find the packages on which a settlement could rest, or what blocks them
    Solve(SolveArguments),
    /// Say which packages would hold: who would leave each for what, and who or what deters them
    Stability(StabilityArguments),
    /// Say where the conflict goes from a state: what can come about, and by whose moves
    Paths(PathsArguments),
    /// Write one page (HTML) with everything that is answered about a case, to be read, printed or handed on
    Report(ReportArguments),
    /// Open the workbench in a browser: every analysis, a builder of packages, an editor, on this machine alone
    Serve {
        /// A case, or a folder of cases and instruments
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// The port; 0 takes any that is free
        #[arg(long, default_value_t = 0)]
        port: u16,
    },
    /// Say how every answer stands over all that is not known, from many draws
    Robust(RobustArguments),
    /// Rank what is not known by what knowing it would be worth, each as a question to ask
    Ask(AskArguments),
    /// Infer ranges of a party's weights and values from a few packages in the order in which it prefers them
    Elicit(ElicitArguments),
    /// Compare two packages for each party, over all that is not known
    Compare {
        #[command(flatten)]
        case: CaseArguments,
        #[command(flatten)]
        view: ViewArguments,
        /// The packages, each in quotes: "issue=option issue=option ..."; issues left out sit at their no-deal
        /// option
        #[arg(value_name = "PACKAGE", num_args = 2, required = true)]
        packages: Vec<String>,
        /// How to print
        #[arg(long, value_enum, default_value = "human")]
        format: TextFormat,
    },
    /// Explain one package: who accepts it, what it crosses, what the record says, what would improve it
    Explain {
        #[command(flatten)]
        case: CaseArguments,
        #[command(flatten)]
        view: ViewArguments,
        /// The package as issue=option; issues left out sit at their no-deal option
        #[arg(value_name = "ISSUE=OPTION", required_unless_present = "statement")]
        package: Vec<String>,
        /// Explain the terms of this statement instead
        #[arg(long, value_name = "ID", conflicts_with = "package")]
        statement: Option<String>,
        #[command(flatten)]
        limits: LimitArguments,
        /// How to print
        #[arg(long, value_enum, default_value = "human")]
        format: TextFormat,
    },
    /// Say what a change of scenario, date or version does to the answer
    Diff {
        /// A case: a folder with a case.toml, or a file
        case: PathBuf,
        /// Another version of the case to compare with
        other: Option<PathBuf>,
        /// Scenarios of the first answer, stacked left to right
        #[arg(long, value_name = "S,...", value_delimiter = ',', num_args = 0..)]
        from: Vec<String>,
        /// Scenarios of the second answer
        #[arg(long, value_name = "S,...", value_delimiter = ',', num_args = 0..)]
        to: Vec<String>,
        /// Two days of the record to compare
        #[arg(long, value_name = "D1..D2", value_parser = days)]
        on: Option<(Date, Date)>,
        #[command(flatten)]
        limits: LimitArguments,
        /// How to print
        #[arg(long, value_enum, default_value = "human")]
        format: TextFormat,
    },
    /// Keep the documents of a case: texts, anchors, repetitions, search
    Record {
        /// What to do with them
        #[command(subcommand)]
        command: RecordCommand,
    },
    /// Keep an agreement: its limits, duties and quotas, and what the parties declare
    Keep {
        #[command(subcommand)]
        command: KeepCommand,
    },
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

// Which case, under which scenarios.
#[derive(Debug, Args)]
pub(crate) struct CaseArguments {
    /// A folder with a case.toml, a file, or a file of another tool
    #[arg(value_name = "CASE")]
    pub(crate) path: PathBuf,
    /// Overlay this scenario of the case; repeat to stack, left to right
    #[arg(long = "scenario", value_name = "S")]
    pub(crate) scenarios: Vec<String>,
}

// Which day of the record.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct ViewArguments {
    /// Take what had been said by this day [default: the case's as-of]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) on: Option<Date>,
    /// Take only what was also known by this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) known_by: Option<Date>,
}

impl From<ViewArguments> for View {
    fn from(arguments: ViewArguments) -> Self {
        Self { on: arguments.on, known_by: arguments.known_by }
    }
}

// When to stop.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct LimitArguments {
    /// Judge at most this many packages one by one; beyond, counts are bounded or sampled
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    pub(crate) limit: u64,
    /// Stop after this many seconds with the best answer so far
    #[arg(long, value_name = "S", value_parser = seconds)]
    pub(crate) time: Option<f64>,
    /// Seed of every random draw
    #[arg(long, value_name = "SEED", default_value_t = 0)]
    pub(crate) seed: u64,
}

impl From<LimitArguments> for Limits {
    fn from(arguments: LimitArguments) -> Self {
        Self { packages: arguments.limit, time: arguments.time, seed: arguments.seed }
    }
}

// `detente solve`.
#[derive(Debug, Args)]
pub(crate) struct SolveArguments {
    #[command(flatten)]
    pub(crate) case: CaseArguments,
    /// Profiles of the parties, where CASE is another tool's domain
    #[arg(value_name = "PROFILE")]
    pub(crate) profiles: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) view: ViewArguments,
    /// What the record alone allows, without any number
    #[arg(long, conflicts_with_all = ["points", "all", "certificate"])]
    pub(crate) on_record: bool,
    /// Add single solution packages from midpoints and centroids of what is vague
    #[arg(long)]
    pub(crate) points: bool,
    /// Do not ask this party; repeat for several
    #[arg(long, value_name = "PARTY")]
    pub(crate) without: Vec<String>,
    /// Frontier over all allowed packages, not only those acceptable to all
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) limits: LimitArguments,
    /// Write what an independent checker needs to verify the answer
    #[arg(long, value_name = "FILE", conflicts_with_all = ["on", "known_by"])]
    pub(crate) certificate: Option<PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: Format,
}

// Where numbers are drawn from.
#[derive(Debug, Args)]
pub(crate) struct DrawArguments {
    /// Spread the draws over alternatives: scenarios joined by +, or `none`, with a weight after = where
    /// they do not weigh the same; on top of --scenario, repeat for each
    #[arg(long, value_name = "S[+S...][=WEIGHT]")]
    pub(crate) across: Vec<String>,
    /// Let red lines that are assumed, or rest on attributed words alone, stand in this share of the draws
    #[arg(long, value_name = "SHARE", num_args = 0..=1, default_missing_value = "0.5", value_parser = share)]
    pub(crate) disputed: Option<f64>,
    /// Make at most this many draws
    #[arg(long, value_name = "N", default_value_t = 16_384, value_parser = clap::value_parser!(u64).range(16..=10_000_000))]
    pub(crate) draws: u64,
    /// Stop drawing once shares accepted by all are known to this much; 0 makes all draws
    #[arg(long, value_name = "SHARE", default_value_t = 0.005, value_parser = share)]
    pub(crate) precision: f64,
    /// How numbers are drawn
    #[arg(long, value_enum, default_value = "sobol")]
    pub(crate) method: DrawMethod,
    /// Threads to work with; the result does not depend on it [default: as many as there are]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
}

// `detente report`.
#[derive(Debug, Args)]
pub(crate) struct ReportArguments {
    #[command(flatten)]
    pub(crate) case: CaseArguments,
    #[command(flatten)]
    pub(crate) view: ViewArguments,
    /// The page to write
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// Write over a file that is there
    #[arg(long)]
    pub(crate) force: bool,
    /// Leave out what lies in `private/` and who unnamed voices are said to be: the default
    #[arg(long, conflicts_with = "full")]
    pub(crate) redact: bool,
    /// Leave nothing out
    #[arg(long)]
    pub(crate) full: bool,
    /// Make at most this many draws
    #[arg(long, value_name = "N", default_value_t = 16_384, value_parser = clap::value_parser!(u64).range(16..=10_000_000))]
    pub(crate) draws: u64,
    #[command(flatten)]
    pub(crate) limits: LimitArguments,
}

// `detente robust`.
#[derive(Debug, Args)]
pub(crate) struct RobustArguments {
    #[command(flatten)]
    pub(crate) case: CaseArguments,
    #[command(flatten)]
    pub(crate) view: ViewArguments,
    #[command(flatten)]
    pub(crate) draw: DrawArguments,
    /// Report on this package too: "issue=option issue=option ..."; repeat for several
    #[arg(long, value_name = "PACKAGE")]
    pub(crate) package: Vec<String>,
    #[command(flatten)]
    pub(crate) limits: LimitArguments,
    /// How to print
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: RobustFormat,
}

// `detente ask`.
#[derive(Debug, Args)]
pub(crate) struct AskArguments {
    #[command(flatten)]
    pub(crate) case: CaseArguments,
    #[command(flatten)]
    pub(crate) view: ViewArguments,
    #[command(flatten)]
    pub(crate) draw: DrawArguments,
    #[command(flatten)]
    pub(crate) limits: LimitArguments,
    /// How to print
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: TextFormat,
}

// `detente elicit`.
#[derive(Debug, Args)]
pub(crate) struct ElicitArguments {
    #[command(flatten)]
    pub(crate) case: CaseArguments,
    #[command(flatten)]
    pub(crate) view: ViewArguments,
    /// Whose order it is
    #[arg(long = "for", value_name = "PARTY")]
    pub(crate) party: String,
    /// Packages, the best first, each in quotes: "issue=option issue=option ..."; issues left out sit at their
    /// no-deal option. `~` joins equally good ones; `no-deal` stands for no agreement
    #[arg(value_name = "PACKAGE", required = true)]
    pub(crate) packages: Vec<String>,
    /// Points of the party's scale by which each is worth more than the next, at least
    #[arg(long, value_name = "POINTS", default_value = "0", value_parser = points)]
    pub(crate) gap: Decimal,
    /// Stop after this many seconds
    #[arg(long, value_name = "S", value_parser = seconds)]
    pub(crate) time: Option<f64>,
    /// How to print
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: TextFormat,
}

/// Reads a number of points that is not negative.
fn points(text: &str) -> Result<Decimal, String> {
    match text.parse::<Decimal>() {
        Ok(points) if !points.is_negative() => Ok(points),
        Ok(_) => Err("expected points that are not negative".to_owned()),
        Err(_) => Err("expected a number of points, such as 5 or 2.5".to_owned()),
    }
}

/// How numbers are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DrawMethod {
    /// Scrambled Sobol sequences, which err less
    Sobol,
    /// Independent numbers
    Chacha,
}

/// How a report on draws is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RobustFormat {
    /// For a terminal
    Human,
    /// For programs
    Json,
    /// For a paper
    Markdown,
    /// Packages as rows
    Csv,
    /// The same for data frames (Apache Parquet), to be sent to a file
    Parquet,
    /// A figure
    Svg,
}

/// How a report is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a terminal
    Human,
    /// For programs
    Json,
    /// For a paper
    Markdown,
    /// Packages as rows
    Csv,
}

/// How a report without packages as rows is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextFormat {
    /// For a terminal
    Human,
    /// For programs
    Json,
    /// For a paper
    Markdown,
}

/// How a timeline is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TimelineFormat {
    /// For a terminal
    Human,
    /// For programs
    Json,
    /// For a paper
    Markdown,
    /// A drawing
    Svg,
    /// One page with the drawing and the tables, which needs nothing else
    Html,
}

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For a terminal
    Human,
    /// For programs, with ranges as the Language Server Protocol has them
    Json,
}

/// Formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportFormat {
    /// GENIUS XML
    Genius,
    /// GeniusWeb JSON
    Geniusweb,
    /// NegMAS YAML or JSON
    Negmas,
    /// GMCR+ and gmcr-py
    Gmcr,
    /// One row an issue, option and party
    Csv,
    /// A workbook, XLSX or ODS
    Xlsx,
}

/// Formats that are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// GENIUS XML: a folder
    Genius,
    /// GeniusWeb JSON: a folder
    Geniusweb,
    /// NegMAS YAML: a folder
    Negmas,
    /// GMCR+ and gmcr-py
    Gmcr,
    /// The case itself as JSON
    Json,
    /// One row an issue, option and party
    Csv,
    /// An Excel workbook
    Xlsx,
    /// An OpenDocument workbook
    Ods,
}

fn grid(text: &str) -> Result<usize, String> {
    let count = text.parse().ok().filter(|count| (2..=10_000).contains(count));
    count.ok_or_else(|| "expected a whole number from 2 to 10000".to_owned())
}

pub(crate) fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "expected a day such as 2020-11-25".to_owned())
}

fn days(text: &str) -> Result<(Date, Date), String> {
    let (from, to) = text.split_once("..").ok_or("expected two days such as 2020-10-01..2020-11-25")?;
    Ok((day(from)?, day(to)?))
}

fn share(text: &str) -> Result<f64, String> {
    let value: Option<f64> = text.parse().ok();
    value.filter(|value| (0.0..=1.0).contains(value)).ok_or_else(|| "expected a share from 0 to 1".to_owned())
}

fn seconds(text: &str) -> Result<f64, String> {
    let value: f64 = text.parse().map_err(|_| "expected a number of seconds".to_owned())?;
    if value.is_finite() && value > 0.0 {
        Ok(value)
    } else {
        Err("expected a number of seconds above zero".to_owned())
    }
}
