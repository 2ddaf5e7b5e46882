//! Files of other tools on disk: gathers those that belong together, and reads them
//! as a case.

use std::path::{Path, PathBuf};

use detente_case::hash::sha256;
use detente_case::load::{FileError, Input as CaseInput, Loaded, MemoryFiles, load};
use detente_formats::codes;
use detente_formats::format::Format;
use detente_formats::import::{Imported, Input, MAX_BYTES, Options, import, is_of};
use detente_formats::order::natural;
use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Sources;

use crate::failure::Failure;
use crate::files;

/// Endings of the files of other tools. Files with the endings of one entry lie
/// beside each other as domain and profiles; those of the second list stand alone.
const TOGETHER: [&[&str]; 3] = [&["xml"], &["json"], &["yaml", "yml"]];
const ALONE: [&str; 6] = ["gmcr", "csv", "tsv", "xlsx", "ods", "xls"];
/// Further endings by which a name says that it is a file's and no folder's.
const OF_TEXTS: [&str; 3] = ["toml", "txt", "md"];
/// Most files that are looked through beside a named one, or in a folder.
const MOST_FILES: usize = 500;
/// Most bytes of all of them together.
const MOST_BYTES: usize = 4 * MAX_BYTES;

fn ending(path: &Path) -> String {
    path.extension().map_or_else(String::new, |ending| ending.to_string_lossy().to_ascii_lowercase())
}

/// Whether a path stands for files of another tool: by its ending or, where it
/// is a folder that holds no case, by those of the files in it.
pub fn is_foreign(path: &Path) -> bool {
    if path.is_dir() {
        let holds_case = path.join("case.toml").exists();
        return !holds_case && listed(path).is_ok_and(|files| files.iter().any(|file| has_ending(file)));
    }
    has_ending(path)
}

fn has_ending(path: &Path) -> bool {
    let ending = ending(path);
    let ending = ending.as_str();
    ALONE.contains(&ending) || TOGETHER.iter().any(|kind| kind.contains(&ending))
}

/// Files in a folder that whoever reads it would take for part of a scenario
/// in a format, other than those of these names.
pub fn strangers(folder: &Path, format: Format, own: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut found = listed(folder)?;
    found.retain(|path| {
        // On most systems names that differ in case alone are one.
        let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().to_lowercase());
        let known = own.iter().any(|mine| name(mine) == name(path));
        !known && has_ending(path) && {
            let bytes = files::read_up_to(path, MAX_BYTES).unwrap_or_default();
            is_of(format, &Input { path: path.display().to_string(), bytes, beside: true })
        }
    });
    Ok(found)
}

/// Refuses a place for a folder whose name says that it is a file: one that ends
/// as texts and the files of other tools do, such as `x.txt`. Any other name, such
/// as `acme.inc`, is a folder's. A folder that is there, and a name that ends in
/// `/`, are what they are.
pub fn check_folder_name(path: &Path, instead: &str) -> Result<(), Failure> {
    let as_of_files = has_ending(path) || OF_TEXTS.contains(&ending(path).as_str());
    let shown = path.display().to_string();
    if !as_of_files || path.is_dir() || shown.ends_with(std::path::is_separator) {
        return Ok(());
    }
    Err(Failure::Input(format!("{shown} would become a folder, and is named like a file\nhelp: {instead}")))
}

/// Files that were gathered, and warnings of those that could not be.
pub struct Gathered {
    /// The files.
    pub inputs: Vec<Input>,
    /// Why others could not be.
    pub warnings: Vec<Diagnostic>,
}

/// The files that the paths name and, where a single one is named, those beside
/// it; the files of a folder where a folder is named.
pub fn gather(paths: &[PathBuf]) -> Result<Gathered, Failure> {
    let mut wanted: Vec<(PathBuf, bool)> = Vec::new();
    for path in paths {
        if path.is_dir() {
            wanted.extend(listed(path)?.into_iter().map(|file| (file, true)));
        } else {
            wanted.push((path.clone(), false));
        }
    }
    if let [path] = paths
        && !path.is_dir()
    {
        let kind = TOGETHER.iter().find(|kind| kind.contains(&ending(path).as_str()));
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if let Some(kind) = kind {
            let beside = |file: &PathBuf| {
                file.file_name() != path.file_name() && kind.contains(&ending(file).as_str())
            };
            // A folder that cannot be listed does not keep its file from being read.
            let found = listed(folder).unwrap_or_default();
            wanted.extend(found.into_iter().filter(beside).map(|file| (file, true)));
        }
    }
    let mut left = MOST_BYTES;
    let (mut inputs, mut warnings) = (Vec::new(), Vec::new());
    for (path, beside) in wanted {
        let shown = path.display();
        match files::read_up_to(&path, MAX_BYTES.min(left)) {
            Ok(bytes) => {
                left -= bytes.len();
                inputs.push(Input { path: shown.to_string(), bytes, beside });
            }
            Err(error) => {
                let why = match error {
                    FileError::NotFound => format!("there is no file {shown}"),
                    FileError::TooLarge { bytes } => {
                        let (long, most) = (bytes >> 20, MAX_BYTES >> 20);
                        format!("{shown} is {long} MB long; at most {most} MB are read")
                    }
                    FileError::Unreadable(why) => format!("{shown} cannot be read: {why}"),
                };
                // What merely lies there need not be readable, but it may be one that was meant.
                if !beside {
                    return Err(Failure::Input(why));
                }
                let warning = Diagnostic::warning_anywhere(codes::IGNORED, why);
                warnings.push(warning.note("it was found beside, and took no part"));
            }
        }
    }
    Ok(Gathered { inputs, warnings })
}

/// The files of a folder in natural order: `p2` before `p10`.
fn listed(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = std::fs::read_dir(folder)
        .map_err(|error| Failure::Input(format!("cannot list {}: {error}", folder.display())))?;
    let files = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file());
    let mut files: Vec<_> = files.take(MOST_FILES + 1).collect();
    if files.len() > MOST_FILES {
        return Err(Failure::Input(format!(
            "there are more than {MOST_FILES} files in {}; name those that belong together",
            folder.display()
        )));
    }
    files.sort_by(|one, other| natural(&one.to_string_lossy(), &other.to_string_lossy()));
    Ok(files)
}

/// Reads files of another tool as a case, on the fly. Its inputs are those files.
pub fn read(paths: &[PathBuf], scenarios: &[String]) -> Result<Loaded, Failure> {
    if let Some(scenario) = scenarios.first() {
        return Err(Failure::Input(format!(
            "a file of another tool has no scenarios, so none is called `{scenario}`; `detente import` makes a \
             case that can have some"
        )));
    }
    let Gathered { inputs, warnings } = gather(paths)?;
    let hashes =
        inputs.iter().map(|input| CaseInput { path: input.path.clone(), sha256: sha256(&input.bytes) });
    let hashes: Vec<_> = hashes.collect();
    let Imported { format, draft, mut diagnostics, sources, used } = import(&inputs, &Options::default());
    diagnostics.extend(warnings);
    let Some(draft) = draft else {
        if let ([folder], None) = (paths, format)
            && folder.is_dir()
        {
            return Err(Failure::Input(format!(
                "{} holds no case.toml, and none of its files is in a format that is known",
                folder.display()
            )));
        }
        return Ok(Loaded { case: None, diagnostics, sources, inputs: hashes });
    };
    let made = loaded(&draft.text());
    if made.case.is_none() {
        return Ok(made);
    }
    let used = |(at, hash)| used.contains(&at).then_some(hash);
    let inputs = hashes.into_iter().enumerate().filter_map(used).collect();
    Ok(Loaded { case: made.case, diagnostics, sources, inputs })
}

/// The text of a case that was made, if one was, and what the reading has to say.
pub struct Made {
    /// The text.
    pub text: Option<String>,
    /// What is wrong or doubtful.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that were read.
    pub sources: Sources,
}

/// The text of the case that a file of another tool makes.
///
/// # Errors
/// Where the file cannot be read.
pub fn text(path: &Path) -> Result<Made, Failure> {
    let Gathered { inputs, warnings } = gather(&[path.to_owned()])?;
    let mut imported = import(&inputs, &Options::default());
    imported.diagnostics.extend(warnings);
    let Imported { draft, diagnostics, sources, .. } = imported;
    Ok(Made { text: draft.map(|draft| draft.text()), diagnostics, sources })
}

/// A made text as the case that it is.
pub fn loaded(text: &str) -> Loaded {
    load(&MemoryFiles::of("case.toml", text), "case.toml", &[])
}
