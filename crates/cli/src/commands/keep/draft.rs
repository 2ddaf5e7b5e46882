//! `detente keep draft`: a package becomes a draft of an instrument.

use detente_desk::files;
use std::path::Path;

use detente_keep::draft::draft;

use crate::arguments::{CaseArguments, ColorChoice};
use crate::exit;
use crate::failure::Failure;
use crate::open;
use crate::output;
use detente_desk::package;

/// Prints a draft, or writes it to a file that is not there yet.
pub(super) fn run(
    arguments: &CaseArguments,
    words: &[String],
    path: Option<&Path>,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let opened = open::open(arguments, color)?;
    let given = package::read(&opened.case, words)?;
    let drafted = draft(&opened.case, &given.package);
    let path = path.map(|path| if path.is_dir() { path.join("instrument.toml") } else { path.to_owned() });
    match &path {
        None => output::print(&drafted.text)?,
        Some(path) => files::write_new(path, &drafted.text).map_err(|error| {
            let why = match error.kind() {
                std::io::ErrorKind::AlreadyExists => "it is there already; name a new file".to_owned(),
                _ => error.to_string(),
            };
            Failure::Input(format!("cannot write {}: {why}", path.display()))
        })?,
    }
    for filled in &given.filled {
        output::complain(&format!("note: {filled}\n"));
    }
    let clauses = if drafted.drafted == 1 { "clause" } else { "clauses" };
    output::complain(&format!(
        "note: {} {clauses} drafted, {} to be written by hand; nobody has agreed to any\n",
        drafted.drafted, drafted.by_hand
    ));
    Ok(exit::DEAL)
}
