//! `detente check`: what is wrong or doubtful in a case.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use detente_case::check::{Documents, anchors};
use detente_case::hash;
use detente_case::model::Case;
use detente_desk::opened;
use detente_record::extract::{Kind, limits};
use detente_settle::checks::checks;
use detente_syntax::render::{self, Style};

use crate::arguments::{CaseArguments, CheckFormat, ColorChoice};
use crate::exit;
use crate::failure::Failure;
use crate::limits::with_budget;
use crate::open;
use crate::output;
use detente_desk::files;
use detente_desk::library::read_document;

/// Prints the diagnostics of a case. Warnings do not change the exit code.
pub(crate) fn run(
    arguments: &CaseArguments,
    documents: Option<&Path>,
    format: CheckFormat,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let loaded = opened::read(&arguments.path, &arguments.scenarios)?;
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
            let held = Held::index(folder, &arguments.path, case)?;
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

/// Documents in a folder, found by the hash of their bytes or of their text.
struct Held {
    by_hash: BTreeMap<String, PathBuf>,
    /// The document from which the text of a hash was taken, and its name.
    of_text: BTreeMap<String, (String, String)>,
    case: PathBuf,
}

impl Held {
    fn index(folder: &Path, path: &Path, case: &Case) -> Result<Self, Failure> {
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
                } else if let Ok(bytes) = files::read_up_to(&path, limits::FILE) {
                    by_hash.entry(hash::sha256(&bytes)).or_insert(path);
                }
            }
        }
        let of_text = case.sources.iter().filter_map(|source| {
            let document = (source.sha256.clone()?, source.file.clone().unwrap_or_default());
            Some((source.text_sha256.clone()?, document))
        });
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new(".")) };
        Ok(Self { by_hash, of_text: of_text.collect(), case: folder.to_owned() })
    }
}

impl Documents for Held {
    fn with_hash(&self, sha256: &str) -> Option<Vec<u8>> {
        if let Some(path) = self.by_hash.get(sha256) {
            return files::read_up_to(path, limits::FILE).ok();
        }
        // The text is not there; the document may be.
        let (document, name) = self.of_text.get(sha256)?;
        let path = self.by_hash.get(document)?;
        let bytes = files::read_up_to(path, limits::FILE).ok()?;
        // The kind is told by the name here, or by the name in the case.
        let here = path.display().to_string();
        let name = if Kind::of_name(&here).is_some() { &here } else { name };
        let extracted = read_document(name, &bytes).ok()?;
        let mut texts = extracted.texts().map(|article| article.text.as_bytes());
        texts.find(|text| hash::sha256(text) == sha256).map(<[u8]>::to_vec)
    }

    fn at(&self, path: &str) -> Option<Vec<u8>> {
        files::read(&self.case.join(path)).ok()
    }
}
