//! `detente record offers`: one party's offers and demands, clause by clause.

use clap::Args;
use detente_desk::questions::positions::offers;

use crate::arguments::{CaseArguments, ColorChoice, TextFormat, ViewArguments};
use crate::exit;
use crate::failure::Failure;
use crate::limits::with_budget;
use crate::open;
use crate::output;

// `detente record offers`.
#[derive(Debug, Args)]
pub(crate) struct OffersArguments {
    #[command(flatten)]
    pub(crate) case: CaseArguments,
    /// Whose
    #[arg(long, value_name = "ID")]
    pub(crate) party: String,
    /// A draft package to hold them against, as issue=option; repeat. Issues left out sit at their no-deal option
    #[arg(long = "with", value_name = "ISSUE=OPTION")]
    pub(crate) package: Vec<String>,
    #[command(flatten)]
    pub(crate) view: ViewArguments,
    /// How to print
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: TextFormat,
}

/// Prints the offers.
pub(crate) fn run(arguments: &OffersArguments, color: ColorChoice) -> Result<u8, Failure> {
    let opened = open::open(&arguments.case, color)?;
    let OffersArguments { party, package, view, .. } = arguments;
    let answer = with_budget(None, |budget| offers(&opened, party, package, (*view).into(), budget))?;
    if !answer.filled.is_empty() {
        output::complain(&format!("note: {}\n", answer.filled.join("; ")));
    }
    output::answer(arguments.format, &answer)?;
    Ok(exit::DEAL)
}
