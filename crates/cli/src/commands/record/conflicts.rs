//! `detente record conflicts`: what contradicts what, and the sides as scenarios.

use clap::Args;
use detente_record::positions::conflicts::{conflicts, groups};
use detente_record::positions::scenarios::scenarios;
use detente_report::{json, positions};

use super::print;
use super::timeline::asked;
use crate::arguments::{CaseArguments, ColorChoice, TextFormat, ViewArguments};
use crate::exit;
use crate::failure::Failure;
use crate::library::Library;
use crate::open;
use crate::output;

/// Where a case keeps its scenarios.
const FOLDER: &str = "scenarios";

// `detente record conflicts`.
#[derive(Debug, Args)]
pub(crate) struct ConflictsArguments {
    #[command(flatten)]
    pub(crate) case: CaseArguments,
    #[command(flatten)]
    pub(crate) view: ViewArguments,
    /// Write a scenario for each side of each group; files that are there stay
    #[arg(long)]
    pub(crate) as_scenarios: bool,
    /// How to print
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: TextFormat,
}

/// Prints the contradictions.
pub(crate) fn run(arguments: &ConflictsArguments, color: ColorChoice) -> Result<u8, Failure> {
    let opened = open::open(&arguments.case, color)?;
    let case = &opened.case;
    let view = open::view(case, arguments.view);
    let found = asked(case, |packages| {
        let standing = packages.standing(case, view);
        conflicts(case, &standing, packages)
    })?;
    let groups = groups(&found);
    let mut written = Vec::new();
    if arguments.as_scenarios {
        if !arguments.case.path.is_dir() {
            return Err(Failure::Input("scenarios need a case that is a folder".to_owned()));
        }
        let folder = Library::of(&arguments.case.path)?.own_folder(FOLDER)?;
        for file in scenarios(case, &groups) {
            let path = folder.join(format!("{}.toml", file.id));
            if path.exists() {
                output::complain(&format!("note: {} is there already and stays as it is\n", path.display()));
                continue;
            }
            output::write(&path, &file.text)?;
            written.push(file.id);
        }
    }
    let provenance = open::provenance(&opened, None);
    let shape = json::positions::conflicts(case, view, &found, &groups, written, &provenance);
    print(arguments.format, &shape, || {
        let mut document = positions::conflicts(&shape);
        provenance.close(&mut document);
        document
    })?;
    Ok(exit::DEAL)
}
