//! What `detente stability` and `detente paths` accept.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use detente_desk::questions::states::StateLimits;

use super::{CaseArguments, Format, ViewArguments, seconds};

// `detente stability`.
#[derive(Debug, Args)]
pub(crate) struct StabilityArguments {
    #[command(flatten)]
    pub(crate) case: CaseArguments,
    #[command(flatten)]
    pub(crate) view: ViewArguments,
    /// Foresights: nash, gmr, smr, seq, sym-seq; for two decision makers also lh:2 (limited moves, any
    /// number of them) and simultaneous
    #[arg(long, value_name = "C,...", value_delimiter = ',', default_value = "nash,gmr,smr,seq,sym-seq")]
    pub(crate) concepts: Vec<String>,
    /// A concept for each decision maker; parties that move together are named a+b, those not named take
    /// the first of --concepts
    #[arg(long, value_name = "PARTY=C,...", value_delimiter = ',')]
    pub(crate) mixed: Vec<String>,
    /// Coalitions that may leave together: none, all, or some such as "a+b;a+c"
    #[arg(long, value_name = "COALITIONS", default_value = "none")]
    pub(crate) coalitions: String,
    /// With --coalitions: they are sanctioned by coalitions too, not by single decision makers alone
    #[arg(long, requires = "coalitions")]
    pub(crate) joint_sanctions: bool,
    /// Take vague preferences as known in part, in this reading: a, b, c, d or all
    #[arg(long, value_name = "READING", value_delimiter = ',')]
    pub(crate) unknown: Vec<String>,
    /// Tell strong from weak stability: from priorities marked strong, or values that differ by this much
    #[arg(long, value_name = "priorities|GAP", allow_negative_numbers = true)]
    pub(crate) strength: Option<String>,
    /// Say why this state is or is not stable: issue=option,... or its number
    #[arg(long, value_name = "STATE", conflicts_with_all = ["inverse", "grid"])]
    pub(crate) state: Option<String>,
    /// Say what would have to change in whose order for this state to hold
    #[arg(
        long,
        value_name = "STATE",
        conflicts_with_all = ["mixed", "coalitions", "unknown", "strength", "grid"]
    )]
    pub(crate) inverse: Option<String>,
    /// With --inverse: for this party alone, or for parties that move together, named a+b
    #[arg(long = "for", value_name = "PARTY", requires = "inverse")]
    pub(crate) party: Option<String>,
    /// Under each scenario of the case, and with moves that can and cannot be taken back: which states
    /// hold in all of them, and what the others rest on
    #[arg(long, conflicts_with_all = ["mixed", "coalitions", "unknown", "strength"])]
    pub(crate) grid: bool,
    /// Draw all that is vague in the values so many times, and say in which share of the draws each state
    /// is an equilibrium
    #[arg(
        long,
        value_name = "N",
        value_parser = clap::value_parser!(u64).range(1..),
        conflicts_with_all = ["mixed", "coalitions", "unknown", "strength", "state", "inverse", "grid", "certificate"]
    )]
    pub(crate) draws: Option<u64>,
    /// With --draws: seed of the draws
    #[arg(long, value_name = "N", default_value_t = 0, requires = "draws")]
    pub(crate) seed: u64,
    /// List at most so many states [default: 24 in a report, 1000 as JSON, all as CSV]
    #[arg(long, value_name = "N")]
    pub(crate) list: Option<usize>,
    #[command(flatten)]
    pub(crate) limits: ModelLimits,
    /// Write what proves each verdict, for single decision makers and coalitions, on the state asked about,
    /// else on the equilibria, for detente-verify
    #[arg(long, value_name = "FILE", conflicts_with_all = ["inverse", "grid"])]
    pub(crate) certificate: Option<PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: Format,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

// `detente paths`.
#[derive(Debug, Args)]
pub(crate) struct PathsArguments {
    #[command(flatten)]
    pub(crate) case: CaseArguments,
    #[command(flatten)]
    pub(crate) view: ViewArguments,
    /// Where it starts: issue=option,... or the number of a state [default: no agreement]
    #[arg(long, value_name = "STATE")]
    pub(crate) from: Option<String>,
    /// List the ways to this state
    #[arg(long, value_name = "STATE")]
    pub(crate) to: Option<String>,
    /// By any moves, or only by moves from which whoever moves gains
    #[arg(long, value_enum, default_value = "both")]
    pub(crate) by: Going,
    /// With --to: list all ways of at most so many moves
    #[arg(long, value_name = "N", default_value_t = 4)]
    pub(crate) length: usize,
    /// List at most so many states, moves or ways
    #[arg(long, value_name = "N")]
    pub(crate) list: Option<usize>,
    #[command(flatten)]
    pub(crate) limits: ModelLimits,
    /// How to print
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: PathsFormat,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// How decision makers go along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Going {
    /// By any moves
    Moves,
    /// By moves from which whoever moves gains
    Improvements,
    /// Both, one after the other; in a drawing any moves, marked
    Both,
}

/// How paths are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PathsFormat {
    /// For a terminal
    Human,
    /// For programs
    Json,
    /// For a paper
    Markdown,
    /// For Graphviz
    Dot,
    /// A drawing, for small models
    Svg,
}

// How large a model may be, and when to stop.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct ModelLimits {
    /// Most memory for the states, in megabytes; a model that would not fit is refused before it is made
    #[arg(long, value_name = "MB", default_value_t = 2048)]
    pub(crate) memory: u64,
    /// Most elementary steps of anything that takes more than a few steps a state
    #[arg(long, value_name = "N", default_value_t = 10_000_000_000)]
    pub(crate) steps: u64,
    /// Stop after this many seconds
    #[arg(long, value_name = "S", value_parser = seconds)]
    pub(crate) time: Option<f64>,
    /// Threads; the answer does not depend on it [default: one a processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,
}

impl From<ModelLimits> for StateLimits {
    fn from(arguments: ModelLimits) -> Self {
        let ModelLimits { memory, steps, time, threads } = arguments;
        Self { memory, steps, time, threads: threads.map(usize::from) }
    }
}
