//! Which files are documents to add.

use std::path::{Path, PathBuf};

use detente_record::extract::{Kind, unknown};
use detente_syntax::diagnostic::Diagnostic;

use crate::failure::Failure;

/// A file that may be a document.
pub(super) struct Candidate {
    pub(super) path: PathBuf,
}

/// Files to add, and how many in the folders are of no kind that is read.
pub(super) struct Found {
    pub(super) candidates: Vec<Candidate>,
    pub(super) other_files: usize,
}

impl Candidate {
    pub(super) fn kind(&self) -> Result<Kind, Box<Diagnostic>> {
        let name = self.path.display().to_string();
        Kind::of_name(&name).ok_or_else(|| unknown(&name))
    }
}

/// The files named, and those in the folders named, by path. Hidden files,
/// links and the derived files of the case itself are left out.
pub(super) fn gather(paths: &[PathBuf], root: &Path) -> Result<Found, Failure> {
    let mut found = Found { candidates: Vec::new(), other_files: 0 };
    let own = root.canonicalize().ok();
    for path in paths {
        if !path.is_dir() {
            found.candidates.push(Candidate { path: path.clone() });
            continue;
        }
        let mut folders = vec![path.clone()];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            let entries = std::fs::read_dir(&folder)
                .map_err(|error| Failure::Input(format!("cannot list {}: {error}", folder.display())))?;
            for entry in entries.flatten() {
                let hidden = entry.file_name().to_string_lossy().starts_with('.');
                let path = entry.path();
                if hidden {
                    continue;
                }
                // A link in a folder may lead anywhere; whoever wants that document names it.
                if path.is_symlink() {
                    found.other_files += 1;
                    continue;
                }
                if path.is_dir() {
                    let is_scenarios =
                        own.is_some() && folder.canonicalize().ok() == own && path.ends_with("scenarios");
                    if !is_scenarios {
                        folders.push(path);
                    }
                } else if Kind::of_name(&path.to_string_lossy()).is_some() {
                    files.push(path);
                } else {
                    found.other_files += 1;
                }
            }
        }
        files.sort();
        found.candidates.extend(files.into_iter().map(|path| Candidate { path }));
    }
    Ok(found)
}
