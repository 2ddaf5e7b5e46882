//! `detente record coders`: two codings of the same documents.

use std::path::PathBuf;

use clap::Args;
use detente_record::positions::coders::compare;
use detente_report::{json, positions};

use super::print;
use crate::arguments::{ColorChoice, TextFormat};
use crate::exit;
use crate::failure::Failure;
use crate::open;

// `detente record coders`.
#[derive(Debug, Args)]
pub(crate) struct CodersArguments {
    /// One coding: a folder with a case.toml, or a file
    pub(crate) case: PathBuf,
    /// The other, of the same documents
    pub(crate) other: PathBuf,
    /// How to print
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: TextFormat,
}

/// Prints the comparison.
pub(crate) fn run(arguments: &CodersArguments, color: ColorChoice) -> Result<u8, Failure> {
    let one = open::open_with(&arguments.case, &[], color)?;
    let other = open::open_with(&arguments.other, &[], color)?;
    let found = compare(&one.case, &other.case);
    let mut provenance = one.provenance(None);
    provenance.inputs.extend(other.inputs.iter().cloned());
    let shape = json::positions::coders(&one.case, &other.case, &found, &provenance);
    print(arguments.format, &shape, || {
        let mut document = positions::coders(&shape);
        provenance.close(&mut document);
        document
    })?;
    Ok(exit::DEAL)
}
