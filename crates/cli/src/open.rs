//! Opens a case for a command: loads it, prints what is wrong, gives up with
//! exit code 2 where it cannot be used.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use detente_case::load::{Loaded, load};
use detente_case::model::{Case, Citation, Source};
use detente_case::package::{IssueIndex, PartyIndex};
use detente_case::record::View;
use detente_report::provenance::{Input, Limit, Provenance};
use detente_settle::checks::contradiction;
use detente_settle::demand::as_of_day;
use detente_settle::on_record::standing_of;
use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::ids::did_you_mean;
use detente_syntax::render::{self, Style};
use detente_syntax::span::Sources;

use crate::arguments::{CaseArguments, ColorChoice, LimitArguments, ViewArguments};
use crate::failure::Failure;
use crate::files;
use crate::foreign;
use crate::limits::with_budget;
use crate::output;

/// A case that can be used, and what it was read from.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) case: Case,
    pub(crate) inputs: Vec<Input>,
    pub(crate) scenarios: Vec<String>,
    pub(crate) sources: Sources,
}

/// Opens the case of a command. Errors are printed here, and what the reading of another
/// tool's files warns of; other warnings go to `check`.
pub(crate) fn open(arguments: &CaseArguments, color: ColorChoice) -> Result<Opened, Failure> {
    open_with(&arguments.path, &arguments.scenarios, color)
}

/// Opens a case under scenarios.
pub(crate) fn open_with(path: &Path, scenarios: &[String], color: ColorChoice) -> Result<Opened, Failure> {
    let loaded = read(path, scenarios)?;
    if foreign::is_foreign(path) {
        tell_warnings(&loaded, color);
    }
    opened(loaded, scenarios, color)
}

/// Warnings of another tool's files read on the fly: nobody will check these as a case.
fn tell_warnings(loaded: &Loaded, color: ColorChoice) {
    let warnings: Vec<_> = loaded.diagnostics.iter().filter(|each| !each.is_error()).cloned().collect();
    if loaded.case.is_some() {
        foreign::tell(&warnings, &loaded.sources, color);
    }
}

/// Opens a case, or the files of another tool as one: a domain and profiles.
pub(crate) fn open_files(
    arguments: &CaseArguments,
    profiles: &[PathBuf],
    color: ColorChoice,
) -> Result<Opened, Failure> {
    if profiles.is_empty() {
        return open(arguments, color);
    }
    let paths: Vec<_> = std::iter::once(&arguments.path).chain(profiles).cloned().collect();
    let loaded = foreign::read(&paths, &arguments.scenarios)?;
    tell_warnings(&loaded, color);
    opened(loaded, &arguments.scenarios, color)
}

/// What was loaded, where it can be used.
pub(crate) fn opened(loaded: Loaded, scenarios: &[String], color: ColorChoice) -> Result<Opened, Failure> {
    match loaded.case {
        Some(case) => Ok(Opened {
            case,
            inputs: loaded
                .inputs
                .into_iter()
                .map(|input| Input { path: input.path, sha256: input.sha256 })
                .collect(),
            scenarios: scenarios.to_vec(),
            sources: loaded.sources,
        }),
        None => {
            let errors: Vec<_> = loaded.diagnostics.into_iter().filter(Diagnostic::is_error).collect();
            complain(&errors, &loaded.sources, color);
            Err(Failure::Told)
        }
    }
}

/// Loads a case, whatever is wrong with it.
pub(crate) fn read(path: &Path, scenarios: &[String]) -> Result<Loaded, Failure> {
    if foreign::is_foreign(path) {
        return foreign::read(&[path.to_owned()], scenarios);
    }
    let (folder, entry) = files::locate(path);
    let names: Vec<_> = scenarios.iter().map(String::as_str).collect();
    Ok(load(&folder, &entry, &names))
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

/// The day to look at: as asked for, or as of the case.
pub(crate) fn view(case: &Case, arguments: ViewArguments) -> View {
    View { on: arguments.on.or(case.as_of), known_by: arguments.known_by }
}

/// Moves an opened case to the day asked for, and gives the day: red lines that
/// rest on words said later are not yet drawn.
pub(crate) fn to_day(opened: &mut Opened, arguments: ViewArguments) -> Result<View, Failure> {
    let day = view(&opened.case, arguments);
    if arguments.on.is_some() || arguments.known_by.is_some() {
        let standing = with_budget(None, |budget| standing_of(&opened.case, day, budget))
            .map_err(|reason| Failure::Stopped(reason.to_string()))?;
        opened.case = as_of_day(&opened.case, &standing);
    }
    Ok(day)
}

/// What an answer was made with and from.
pub(crate) fn provenance(opened: &Opened, limits: Option<LimitArguments>) -> Provenance {
    let mut named = Vec::new();
    if let Some(limits) = limits {
        named.push(Limit {
            name: "packages judged one by one, at most".to_owned(),
            value: limits.limit.to_string(),
        });
        let time = limits.time.map_or_else(|| "none".to_owned(), |seconds| format!("{seconds} s"));
        named.push(Limit { name: "time limit".to_owned(), value: time });
    }
    made_with(opened, named, limits.map_or(0, |limits| limits.seed))
}

/// What an answer was made with and from, under limits of its own.
pub(crate) fn made_with(opened: &Opened, limits: Vec<Limit>, seed: u64) -> Provenance {
    Provenance {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        command: std::iter::once("detente".to_owned()).chain(std::env::args().skip(1)).collect(),
        inputs: opened.inputs.clone(),
        scenarios: opened.scenarios.clone(),
        seed,
        limits,
    }
}

/// Tells why the rules leave no package at all, where they do: then the input is
/// wrong. Where they leave no agreement alone, that is an answer.
pub(crate) fn contradiction_or(opened: &Opened, color: ColorChoice) -> Result<(), Failure> {
    match with_budget(None, |budget| contradiction(&opened.case, budget)) {
        Ok(Some(error)) => {
            complain(&[error], &opened.sources, color);
            Err(Failure::Told)
        }
        Ok(None) | Err(_) => Ok(()),
    }
}

/// A party by id.
pub(crate) fn party(case: &Case, id: &str) -> Result<PartyIndex, Failure> {
    position(id, "party", case.parties.iter().map(|party| party.id.as_str()))
}

/// An issue by id.
pub(crate) fn issue(case: &Case, id: &str) -> Result<IssueIndex, Failure> {
    position(id, "issue", case.issues.iter().map(|issue| issue.id.as_str()))
}

/// A source by id.
pub(crate) fn source<'c>(case: &'c Case, id: &str) -> Result<(usize, &'c Source), Failure> {
    let at = position(id, "source", case.sources.iter().map(|source| source.id.as_str()))?;
    Ok((at, &case.sources[at]))
}

/// The citation with an id.
pub(crate) fn citation<'c>(case: &'c Case, id: &str) -> Result<&'c Citation, Failure> {
    let at = position(id, "citation", case.citations.iter().map(|citation| citation.id.as_str()))?;
    Ok(&case.citations[at])
}

fn position<'c>(id: &str, kind: &str, ids: impl Iterator<Item = &'c str> + Clone) -> Result<usize, Failure> {
    ids.clone().position(|each| each == id).ok_or_else(|| {
        let near = did_you_mean(id, ids).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        Failure::Input(format!("the case has no {kind} `{id}`{near}"))
    })
}
