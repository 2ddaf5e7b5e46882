//! Which files are documents to add.

use std::path::{Path, PathBuf};

use detente_record::extract::{Kind, unknown};
use detente_syntax::diagnostic::Diagnostic;

/// A file that may be a document.
pub(super) struct Candidate {
    pub(super) path: PathBuf,
}

/// Files to add, and what was passed over in the folders.
pub(super) struct Found {
    pub(super) candidates: Vec<Candidate>,
    /// How many are of no kind that is read, or no files.
    pub(super) other_files: usize,
    /// Folders that cannot be listed, and why.
    pub(super) closed: Vec<(PathBuf, String)>,
}

impl Candidate {
    pub(super) fn kind(&self) -> Result<Kind, Box<Diagnostic>> {
        let name = self.path.display().to_string();
        Kind::of_name(&name).ok_or_else(|| unknown(&name))
    }
}

/// The files named, and those in the folders named, by path. Hidden files,
/// links, pipes and the derived files of the case itself are left out.
pub(super) fn gather(paths: &[PathBuf], root: &Path) -> Found {
    let mut found = Found { candidates: Vec::new(), other_files: 0, closed: Vec::new() };
    let own = root.canonicalize().ok();
    for path in paths {
        if !path.is_dir() {
            found.candidates.push(Candidate { path: path.clone() });
            continue;
        }
        let mut folders = vec![path.clone()];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            let entries = match std::fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(error) => {
                    found.closed.push((folder, error.to_string()));
                    continue;
                }
            };
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
                } else if path.is_file() && Kind::of_name(&path.to_string_lossy()).is_some() {
                    files.push(path);
                } else {
                    found.other_files += 1;
                }
            }
        }
        files.sort();
        found.candidates.extend(files.into_iter().map(|path| Candidate { path }));
    }
    found
}
