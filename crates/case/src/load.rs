//! From the files of a case to the case, or to everything that is wrong with them.
//!
//! Reading goes in steps: the texts of all files, one tree from the main file
//! and those that it includes, the scenarios laid over that tree, the case,
//! the checks, and last the removal of what the scenarios set aside. A file
//! that is not well-formed ends the reading after its step, because whatever
//! would be said of the rest might be its fault.

mod files;
mod include;
mod overlay;
mod scenario;
mod set_aside;

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::reader;
use detente_syntax::span::{Sources, Span};
use detente_syntax::value::{Kind, Table};

use crate::check;
use crate::codes;
use crate::model::Case;
use crate::read::{self, findings::Findings};
pub use files::{FileError, Files, MemoryFiles};
pub use include::is_private;

/// The version of the case language that this crate reads.
pub const LANGUAGE: &str = "1";

/// A case, if it could be read, and what is to be said of it.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The case; `None` when there is any error.
    pub case: Option<Case>,
    /// Errors and warnings in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that the diagnostics point into.
    pub sources: Sources,
    /// Every file that was read, in order of reading.
    pub inputs: Vec<Input>,
}

/// A file that took part in an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Its path, relative to the case.
    pub path: String,
    /// The SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
}

/// Loads the case whose main file is `entry`, with the named scenarios laid
/// over it from left to right.
///
/// Paths are relative to the folder of the case; a scenario `name` is the file
/// `scenarios/name.toml` in it. Files longer than [`reader::MAX_BYTES`] are
/// refused before they are parsed.
#[must_use]
pub fn load(files: &dyn Files, entry: &str, scenarios: &[&str]) -> Loaded {
    let findings = Findings::new();
    let mut opening =
        Opening { files, findings: &findings, sources: Sources::new(), inputs: Vec::new(), malformed: false };
    let case = load_with(&mut opening, entry, scenarios);
    let Opening { sources, inputs, .. } = opening;
    let case = case.filter(|_| !findings.has_errors());
    Loaded { case, diagnostics: findings.finish(), sources, inputs }
}

/// The tables of a case as one tree, in the words of the language: the main
/// file with those that it includes, the named scenarios laid over it. `None`
/// where a file is missing or not well-formed; [`load`] says which and why.
///
/// What scenarios set aside is still in the tree.
#[must_use]
pub fn tree(files: &dyn Files, entry: &str, scenarios: &[&str]) -> Option<Table> {
    let findings = Findings::new();
    let mut opening =
        Opening { files, findings: &findings, sources: Sources::new(), inputs: Vec::new(), malformed: false };
    merged(&mut opening, entry, scenarios).map(|(root, _)| root)
}

/// The tree of the main file, with what it includes and the scenarios laid over it.
fn merged(opening: &mut Opening<'_>, entry: &str, names: &[&str]) -> Option<(Table, Vec<scenario::Overlay>)> {
    let mut root = opening.main(entry)?;
    language_version(opening.findings, &root);
    include::includes(opening, entry, &mut root);
    let scenarios = scenario::open(opening, names);
    if opening.malformed {
        return None;
    }
    for scenario in &scenarios {
        overlay::lay(&mut root, &scenario.tables);
    }
    Some((root, scenarios))
}

fn load_with(opening: &mut Opening<'_>, entry: &str, names: &[&str]) -> Option<Case> {
    let findings = opening.findings;
    let (root, scenarios) = merged(opening, entry, names)?;
    let mut case = read::read(findings, &root);
    case.scenarios = scenarios.iter().map(|scenario| scenario.about.clone()).collect();
    let removals = set_aside::find(findings, &case, &scenarios);
    if !findings.has_errors() {
        findings.extend(check::check(&case));
    }
    if !findings.has_errors() {
        set_aside::apply(&mut case, &removals);
    }
    Some(case)
}

/// What has been opened so far.
struct Opening<'a> {
    files: &'a dyn Files,
    findings: &'a Findings,
    sources: Sources,
    inputs: Vec<Input>,
    /// Whether a file was not there or not well-formed.
    malformed: bool,
}

impl<'a> Opening<'a> {
    fn main(&mut self, entry: &str) -> Option<Table> {
        let missing = || {
            Diagnostic::error_anywhere(codes::NO_CASE, format!("there is no case here: no file {entry}"))
                .help("name a folder that holds a `case.toml`, or a case file; `detente new DIR` makes one")
        };
        self.open(entry, missing)
    }

    /// The tree of a file; `None` after having said why there is none.
    fn open(&mut self, path: &str, missing: impl FnOnce() -> Diagnostic) -> Option<Table> {
        let text = self.text(path, missing);
        self.malformed |= text.is_none();
        let text = text?;
        let file = self.sources.add(path, text);
        let (table, errors) = reader::read(file, self.sources.get(file).text());
        self.malformed |= errors.iter().any(Diagnostic::is_error);
        self.findings.extend(errors);
        Some(table)
    }

    fn is_missing(&self, path: &str) -> bool {
        matches!(self.files.read(path), Err(FileError::NotFound))
    }

    fn text(&mut self, path: &str, missing: impl FnOnce() -> Diagnostic) -> Option<String> {
        let told = |diagnostic: Diagnostic| {
            self.findings.error(|| diagnostic);
            None
        };
        let bytes = match self.files.read(path) {
            Ok(bytes) => bytes,
            Err(FileError::NotFound) => return told(missing()),
            Err(FileError::TooLarge { bytes }) => {
                let diagnostic = reader::too_large(path, bytes);
                return told(diagnostic.unwrap_or_else(|| unreadable(path, "it is too large")));
            }
            Err(FileError::Unreadable(why)) => return told(unreadable(path, &why)),
        };
        if let Some(diagnostic) = reader::too_large(path, bytes.len() as u64) {
            return told(diagnostic);
        }
        self.inputs.push(Input { path: path.to_owned(), sha256: crate::hash::sha256(&bytes) });
        match reader::decode(path, bytes) {
            Ok(text) => Some(text),
            Err(diagnostic) => told(*diagnostic),
        }
    }
}

fn unreadable(path: &str, why: &str) -> Diagnostic {
    Diagnostic::error_anywhere(codes::UNREADABLE_FILE, format!("{path} cannot be read")).note(why)
}

/// `detente = 1` must stand at the head of the main file.
fn language_version(findings: &Findings, root: &Table) {
    match root.get_key_value("detente") {
        None => findings.error(|| {
            let start = Span { end: root.span().start, ..root.span() };
            Diagnostic::error(
                codes::LANGUAGE_VERSION,
                start,
                "the file does not say which version of the language it is in",
            )
            .help(format!("begin it with `detente = {LANGUAGE}`"))
        }),
        Some((_, value)) => {
            let known =
                matches!(&value.kind, Kind::Number(number) if number.integer && number.text == LANGUAGE);
            if !known {
                findings.error(|| {
                    Diagnostic::error(
                        codes::LANGUAGE_VERSION,
                        value.span,
                        "this version of the language is not known",
                    )
                    .label(format!("this program reads version {LANGUAGE}"))
                });
            }
        }
    }
}
