//! Opens a case for a question, and what every question asks of an opened case.

use std::path::{Path, PathBuf};

use detente_case::load::{Loaded, load};
use detente_case::model::{Case, Citation, Source};
use detente_case::package::{IssueIndex, PartyIndex};
use detente_case::record::View;
use detente_report::provenance::{Input, Limit, Provenance};
use detente_settle::budget::Budget;
use detente_settle::checks::contradiction;
use detente_settle::demand::as_of_day;
use detente_settle::on_record::standing_of;
use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::ids::did_you_mean;
use detente_syntax::span::Sources;

use crate::failure::Failure;
use crate::files;
use crate::foreign;

/// A case that can be used, and what it was read from.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The case, under its scenarios.
    pub case: Case,
    /// Every file that was read.
    pub inputs: Vec<Input>,
    /// The scenarios, in order.
    pub scenarios: Vec<String>,
    /// The texts that were read.
    pub sources: Sources,
    /// What the reading of another tool's files warns of; nobody will check these as a case.
    pub warnings: Vec<Diagnostic>,
    /// What was asked, for the report: the command, or the address and its query.
    pub asked: Vec<String>,
}

/// Opens the same case again under other scenarios.
pub type Opener<'a> = dyn Fn(&[String]) -> Result<Opened, Failure> + 'a;

/// When to stop, as whoever asks says, and the seed of every draw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Most packages that are judged one by one; beyond, counts are bounded or sampled.
    pub packages: u64,
    /// Seconds after which the best answer so far is given.
    pub time: Option<f64>,
    /// Seed of every random draw.
    pub seed: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { packages: 1_000_000, time: None, seed: 0 }
    }
}

/// Loads a case, whatever is wrong with it.
///
/// # Errors
/// Where the path cannot be what it should be; what is wrong with files is in what was loaded.
pub fn read(path: &Path, scenarios: &[String]) -> Result<Loaded, Failure> {
    if foreign::is_foreign(path) {
        return foreign::read(&[path.to_owned()], scenarios);
    }
    let (folder, entry) = files::locate(path);
    let names: Vec<_> = scenarios.iter().map(String::as_str).collect();
    Ok(load(&folder, &entry, &names))
}

/// Opens a case under scenarios, or the files of another tool as one: a domain and
/// the profiles named after it.
///
/// # Errors
/// Where the files are wrong, or cannot be read.
pub fn open(path: &Path, profiles: &[PathBuf], scenarios: &[String]) -> Result<Opened, Failure> {
    if profiles.is_empty() {
        let loaded = read(path, scenarios)?;
        return Opened::of(loaded, scenarios, foreign::is_foreign(path));
    }
    let paths: Vec<_> = std::iter::once(path.to_owned()).chain(profiles.iter().cloned()).collect();
    Opened::of(foreign::read(&paths, scenarios)?, scenarios, true)
}

impl Opened {
    /// What was loaded, where it can be used.
    ///
    /// # Errors
    /// Where it holds errors.
    pub fn of(loaded: Loaded, scenarios: &[String], foreign: bool) -> Result<Self, Failure> {
        let (errors, warnings): (Vec<_>, Vec<_>) =
            loaded.diagnostics.into_iter().partition(Diagnostic::is_error);
        let Some(case) = loaded.case else { return Err(Failure::wrong(errors, loaded.sources)) };
        let inputs = loaded.inputs.into_iter();
        Ok(Self {
            case,
            inputs: inputs.map(|input| Input { path: input.path, sha256: input.sha256 }).collect(),
            scenarios: scenarios.to_vec(),
            sources: loaded.sources,
            warnings: if foreign { warnings } else { Vec::new() },
            asked: Vec::new(),
        })
    }

    /// The day to look at: as asked for, or as of the case.
    #[must_use]
    pub fn view(&self, wanted: View) -> View {
        View { on: wanted.on.or(self.case.as_of), known_by: wanted.known_by }
    }

    /// Moves the case to the day asked for, and gives the day: red lines that rest on
    /// words said later are not yet drawn.
    ///
    /// # Errors
    /// When stopped.
    pub fn to_day(&mut self, wanted: View, budget: &Budget<'_>) -> Result<View, Failure> {
        let day = self.view(wanted);
        if wanted.on.is_some() || wanted.known_by.is_some() {
            let standing = standing_of(&self.case, day, budget)
                .map_err(|reason| Failure::Stopped(reason.to_string()))?;
            self.case = as_of_day(&self.case, &standing);
        }
        Ok(day)
    }

    /// What an answer was made with and from.
    #[must_use]
    pub fn provenance(&self, limits: Option<Limits>) -> Provenance {
        let named = limits.map(|limits| {
            let time = limits.time.map_or_else(|| "none".to_owned(), |seconds| format!("{seconds} s"));
            vec![
                Limit {
                    name: "packages judged one by one, at most".to_owned(),
                    value: limits.packages.to_string(),
                },
                Limit { name: "time limit".to_owned(), value: time },
            ]
        });
        self.made_with(named.unwrap_or_default(), limits.map_or(0, |limits| limits.seed))
    }

    /// What an answer was made with and from, under limits of its own.
    #[must_use]
    pub fn made_with(&self, limits: Vec<Limit>, seed: u64) -> Provenance {
        Provenance {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            command: self.asked.clone(),
            inputs: self.inputs.clone(),
            scenarios: self.scenarios.clone(),
            seed,
            limits,
        }
    }

    /// Tells why the rules leave no package at all, where they do: then the input is
    /// wrong. Where they leave no agreement alone, that is an answer.
    ///
    /// # Errors
    /// Where the rules contradict one another.
    pub fn no_contradiction(&self, budget: &Budget<'_>) -> Result<(), Failure> {
        match contradiction(&self.case, budget) {
            Ok(Some(error)) => Err(Failure::wrong(vec![error], self.sources.clone())),
            Ok(None) | Err(_) => Ok(()),
        }
    }
}

/// A party by id.
///
/// # Errors
/// Where there is none; the words name one that is spelt nearly so.
pub fn party(case: &Case, id: &str) -> Result<PartyIndex, Failure> {
    position(id, "party", case.parties.iter().map(|party| party.id.as_str()))
}

/// Parties by id, each once, ascending.
///
/// # Errors
/// Where one is unknown.
pub fn parties(case: &Case, ids: &[String]) -> Result<Vec<PartyIndex>, Failure> {
    let mut found = ids.iter().map(|id| party(case, id)).collect::<Result<Vec<_>, _>>()?;
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// An issue by id.
///
/// # Errors
/// Where there is none.
pub fn issue(case: &Case, id: &str) -> Result<IssueIndex, Failure> {
    position(id, "issue", case.issues.iter().map(|issue| issue.id.as_str()))
}

/// A source by id.
///
/// # Errors
/// Where there is none.
pub fn source<'c>(case: &'c Case, id: &str) -> Result<(usize, &'c Source), Failure> {
    let at = position(id, "source", case.sources.iter().map(|source| source.id.as_str()))?;
    Ok((at, &case.sources[at]))
}

/// The citation with an id.
///
/// # Errors
/// Where there is none.
pub fn citation<'c>(case: &'c Case, id: &str) -> Result<&'c Citation, Failure> {
    let at = position(id, "citation", case.citations.iter().map(|citation| citation.id.as_str()))?;
    Ok(&case.citations[at])
}

fn position<'c>(id: &str, kind: &str, ids: impl Iterator<Item = &'c str> + Clone) -> Result<usize, Failure> {
    ids.clone().position(|each| each == id).ok_or_else(|| {
        let near = did_you_mean(id, ids).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        Failure::Input(format!("the case has no {kind} `{id}`{near}"))
    })
}
