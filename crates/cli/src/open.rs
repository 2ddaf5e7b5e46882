//! Opens a case for a command, and prints what is wrong.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use detente_case::record::View;
use detente_desk::foreign;
use detente_desk::opened::{self, Opened};
use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::render::{self, Style};
use detente_syntax::span::Sources;

use crate::arguments::{CaseArguments, ColorChoice, ViewArguments};
use crate::failure::Failure;
use crate::limits::with_budget;
use crate::output;

/// Opens the case of a command. What the reading of another tool's files warns of is
/// printed; other warnings go to `check`.
pub(crate) fn open(arguments: &CaseArguments, color: ColorChoice) -> Result<Opened, Failure> {
    open_with(&arguments.path, &arguments.scenarios, color)
}

/// Opens a case under scenarios.
pub(crate) fn open_with(path: &Path, scenarios: &[String], color: ColorChoice) -> Result<Opened, Failure> {
    open_files(path, &[], scenarios, color)
}

/// Opens a case, or the files of another tool as one: a domain and profiles.
pub(crate) fn open_files(
    path: &Path,
    profiles: &[PathBuf],
    scenarios: &[String],
    color: ColorChoice,
) -> Result<Opened, Failure> {
    told(opened::open(path, profiles, scenarios)?, color)
}

/// What was opened, once its warnings are printed.
pub(crate) fn told(mut opened: Opened, color: ColorChoice) -> Result<Opened, Failure> {
    tell(&opened.warnings, &opened.sources, color);
    opened.asked = std::iter::once("detente".to_owned()).chain(std::env::args().skip(1)).collect();
    Ok(opened)
}

/// Moves an opened case to the day asked for, and gives the day.
pub(crate) fn to_day(opened: &mut Opened, arguments: ViewArguments) -> Result<View, Failure> {
    with_budget(None, |budget| opened.to_day(arguments.into(), budget))
}

/// The text of the case that a file of another tool makes.
pub(crate) fn foreign_text(path: &Path, color: ColorChoice) -> Result<String, Failure> {
    let made = foreign::text(path)?;
    tell(&made.diagnostics, &made.sources, color);
    made.text.ok_or(Failure::Told)
}

/// Prints diagnostics to standard error, where there are any.
pub(crate) fn tell(diagnostics: &[Diagnostic], sources: &Sources, color: ColorChoice) {
    if !diagnostics.is_empty() {
        complain(diagnostics, sources, color);
    }
}

/// Prints diagnostics to standard error.
pub(crate) fn complain(diagnostics: &[Diagnostic], sources: &Sources, color: ColorChoice) {
    let style = Style { color: colored(color, std::io::stderr().is_terminal()), width: output::width() };
    output::complain(&render::human(diagnostics, sources, style));
}

/// Whether to colour, given whether the stream is a terminal.
pub(crate) fn colored(choice: ColorChoice, terminal: bool) -> bool {
    match choice {
        ColorChoice::Auto => terminal && std::env::var_os("NO_COLOR").is_none(),
        ColorChoice::Always => true,
        ColorChoice::Never => false,
    }
}
