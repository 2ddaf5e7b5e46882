//! `detente record offers`: one party's offers and demands, clause by clause.

use clap::Args;
use detente_case::record::Level;
use detente_record::positions::offers::offers;
use detente_report::{json, positions, words};

use super::print;
use super::timeline::asked;
use crate::arguments::{CaseArguments, ColorChoice, TextFormat, ViewArguments};
use crate::exit;
use crate::failure::Failure;
use crate::open;
use crate::output;
use crate::package;

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
    let case = &opened.case;
    let view = open::view(case, arguments.view);
    let party = open::party(case, &arguments.party)?;
    let given = match arguments.package.as_slice() {
        [] => None,
        named => Some(package::read(case, named)?),
    };
    if let Some(given) = given.as_ref().filter(|given| !given.filled.is_empty()) {
        output::complain(&format!("note: {}\n", given.filled.join("; ")));
    }
    let draft = given.as_ref().map(|given| given.package.as_slice());
    let found = asked(case, |packages| {
        let standing = packages.standing(case, view);
        offers(case, party, Level::Attributed, &standing, draft, packages)
    })?;
    let provenance = open::provenance(&opened, None);
    let package = draft.map(|draft| words::package_arguments(case, draft));
    let shape = json::positions::offers(case, view, party, &found, package, &provenance);
    print(arguments.format, &shape, || {
        let mut document = positions::offers(&shape);
        provenance.close(&mut document);
        document
    })?;
    Ok(exit::DEAL)
}
