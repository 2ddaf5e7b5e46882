//! `detente record conflicts`: what contradicts what, and the sides as scenarios.

use clap::Args;
use detente_desk::library::Library;
use detente_desk::questions::positions::conflicts;

use crate::arguments::{CaseArguments, ColorChoice, TextFormat, ViewArguments};
use crate::exit;
use crate::failure::Failure;
use crate::limits::with_budget;
use crate::open;
use crate::output;
use detente_desk::files;

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
    let mut answer = with_budget(None, |budget| conflicts(&opened, arguments.view.into(), budget))?;
    if arguments.as_scenarios {
        if !arguments.case.path.is_dir() {
            return Err(Failure::Input("scenarios need a case that is a folder".to_owned()));
        }
        let folder = Library::of(&arguments.case.path)?.own_folder(FOLDER)?;
        let mut written = Vec::new();
        for file in &answer.scenarios {
            let path = folder.join(format!("{}.toml", file.id));
            if path.exists() {
                output::complain(&format!("note: {} is there already and stays as it is\n", path.display()));
                continue;
            }
            files::write(&path, &file.text)?;
            written.push(file.id.clone());
        }
        answer.written(written);
    }
    output::answer(arguments.format, &answer)?;
    Ok(exit::DEAL)
}
