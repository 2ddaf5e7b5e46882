//! `detente check`: what is wrong or doubtful in a case.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use detente_case::check::{Documents, anchors};
use detente_case::hash::sha256;
use detente_settle::checks::checks;
use detente_syntax::render::{self, Style};

use crate::arguments::{CaseArguments, CheckFormat, ColorChoice};
use crate::exit;
use crate::failure::Failure;
use crate::files;
use crate::limits::with_budget;
use crate::open;
use crate::output;

/// Prints the diagnostics of a case. Warnings do not change the exit code.
pub(crate) fn run(
    arguments: &CaseArguments,
    documents: Option<&Path>,
    format: CheckFormat,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let loaded = open::read(&arguments.path, &arguments.scenarios)?;
    let mut diagnostics = loaded.diagnostics;
    let mut summary = String::new();
    if let Some(case) = &loaded.case {
        match with_budget(None, |budget| checks(case, budget)) {
            Ok(found) => diagnostics.extend(found),
            Err(reason) => {
                output::complain(&format!("note: the checks on packages are not finished: {reason}\n"))
            }
        }
        if let Some(folder) = documents {
            let held = Held::index(folder, &arguments.path)?;
            diagnostics.extend(anchors(case, &held));
            let known = case.citations.iter().filter(|each| each.sha256.is_some()).count();
            summary = format!("{known} anchors compared with the documents in {}; ", folder.display());
        }
    }
    let errors = diagnostics.iter().filter(|each| each.is_error()).count();
    match format {
        CheckFormat::Human => {
            let style = Style {
                color: open::colored(color, std::io::stdout().is_terminal()),
                width: output::width(),
            };
            let warnings = diagnostics.len() - errors;
            let mut text = render::human(&diagnostics, &loaded.sources, style);
            text.push_str(&format!(
                "{summary}{}, {}\n",
                counted(errors, "error"),
                counted(warnings, "warning")
            ));
            output::print(&text)?;
        }
        CheckFormat::Json => {
            let value = render::json(&diagnostics, &loaded.sources);
            output::print(&format!("{value:#}\n"))?;
        }
    }
    Ok(if errors > 0 { exit::WRONG_INPUT } else { exit::DEAL })
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Documents in a folder, found by the hash of their bytes.
struct Held {
    by_hash: BTreeMap<String, PathBuf>,
    case: PathBuf,
}

impl Held {
    fn index(folder: &Path, case: &Path) -> Result<Self, Failure> {
        let wrong =
            |error: std::io::Error| Failure::Input(format!("cannot read {}: {error}", folder.display()));
        let mut by_hash = BTreeMap::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            let mut entries: Vec<_> =
                std::fs::read_dir(&folder).map_err(wrong)?.flatten().map(|entry| entry.path()).collect();
            entries.sort();
            for path in entries {
                if path.is_dir() && !path.is_symlink() {
                    folders.push(path);
                } else if let Ok(bytes) = files::read(&path) {
                    by_hash.entry(sha256(&bytes)).or_insert(path);
                }
            }
        }
        let case =
            if case.is_dir() { case.to_owned() } else { case.parent().unwrap_or(Path::new(".")).to_owned() };
        Ok(Self { by_hash, case })
    }
}

impl Documents for Held {
    fn with_hash(&self, sha256: &str) -> Option<Vec<u8>> {
        files::read(self.by_hash.get(sha256)?).ok()
    }

    fn at(&self, path: &str) -> Option<Vec<u8>> {
        files::read(&self.case.join(path)).ok()
    }
}
