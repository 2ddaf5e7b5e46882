//! The files of a case on disk, and where a case argument points.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use detente_case::load::{FileError, Files, is_private};
use detente_syntax::reader::MAX_BYTES;

/// A folder on disk.
#[derive(Debug)]
pub(crate) struct Folder {
    root: PathBuf,
}

/// Where a case argument points: the folder of the case and its main file in it.
pub(crate) fn locate(case: &Path) -> (Folder, String) {
    if case.is_dir() {
        return (Folder { root: case.to_owned() }, "case.toml".to_owned());
    }
    let root = case.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entry = case.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    (Folder { root: root.to_owned() }, entry)
}

impl Files for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        read(&self.root.join(path))
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, FileError> {
        let entries = match std::fs::read_dir(self.root.join(folder)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(FileError::Unreadable(error.to_string())),
        };
        let mut names: Vec<_> =
            entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        Ok(names)
    }
}

/// A folder without what lies in its `private/`, and which files of that were asked for.
pub(crate) struct Public {
    folder: Folder,
    hidden: RefCell<BTreeSet<String>>,
}

impl Public {
    pub(crate) fn of(folder: Folder) -> Self {
        Self { folder, hidden: RefCell::default() }
    }

    /// Files that are there and were kept back, in order.
    pub(crate) fn hidden(&self) -> Vec<String> {
        self.hidden.borrow().iter().cloned().collect()
    }
}

impl Files for Public {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        if !is_private(path) {
            return self.folder.read(path);
        }
        if self.folder.root.join(path).exists() {
            self.hidden.borrow_mut().insert(path.to_owned());
        }
        Err(FileError::NotFound)
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, FileError> {
        if is_private(folder) { Ok(Vec::new()) } else { self.folder.list(folder) }
    }
}

/// The bytes of a file of a case, but never much more than may be read.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    read_up_to(path, MAX_BYTES)
}

/// The bytes of a file of at most `most` bytes.
pub(crate) fn read_up_to(path: &Path, most: usize) -> Result<Vec<u8>, FileError> {
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => FileError::NotFound,
        _ => FileError::Unreadable(error.to_string()),
    };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    if length > most as u64 {
        return Err(FileError::TooLarge { bytes: length });
    }
    let mut bytes = Vec::new();
    // A pipe or a growing file tells no length beforehand.
    file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > most {
        return Err(FileError::TooLarge { bytes: bytes.len() as u64 });
    }
    Ok(bytes)
}
