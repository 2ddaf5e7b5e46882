//! The files of a case on disk: where a path points, what is read, and files that
//! are written whole or not at all.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use detente_case::load::{FileError, Files, is_private};
use detente_syntax::reader::MAX_BYTES;

/// A folder on disk.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
}

/// Where a case argument points: the folder of the case and its main file in it.
pub fn locate(case: &Path) -> (Folder, String) {
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
pub struct Public {
    folder: Folder,
    hidden: RefCell<BTreeSet<String>>,
}

impl Public {
    /// What of a folder may be handed on.
    #[must_use]
    pub fn of(folder: Folder) -> Self {
        Self { folder, hidden: RefCell::default() }
    }

    /// Files that are there and were kept back, in order.
    pub fn hidden(&self) -> Vec<String> {
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
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    read_up_to(path, MAX_BYTES)
}

/// The bytes of a file of at most `most` bytes.
pub fn read_up_to(path: &Path, most: usize) -> Result<Vec<u8>, FileError> {
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => FileError::NotFound,
        _ => FileError::Unreadable(error.to_string()),
    };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    if length > most as u64 {
        return Err(FileError::TooLarge { bytes: length });
    }
    // Read at one go, with a byte to spare for its end; but a pipe or a growing
    // file tells no length beforehand.
    let mut bytes = Vec::with_capacity(usize::try_from(length).map_or(0, |length| length + 1));
    file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > most {
        return Err(FileError::TooLarge { bytes: bytes.len() as u64 });
    }
    Ok(bytes)
}

/// Writes a file: to a temporary one beside it, synced, then renamed, so that
/// a crash leaves the old file or the new one.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) -> io::Result<()> {
    let folder = folder_of(path);
    let mut temporary = readable().tempfile_in(folder)?;
    temporary.write_all(bytes.as_ref())?;
    temporary.as_file().sync_all()?;
    temporary.persist(path).map_err(|error| error.error)?;
    // The rename itself is durable once the folder is synced; not every
    // platform lets a folder be opened for that.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Writes a file that must not be there yet, whole or not at all.
pub fn write_new(path: &Path, bytes: impl AsRef<[u8]>) -> io::Result<()> {
    let mut temporary = readable().tempfile_in(folder_of(path))?;
    temporary.write_all(bytes.as_ref())?;
    temporary.as_file().sync_all()?;
    temporary.persist_noclobber(path).map_err(|error| error.error)?;
    Ok(())
}

/// Writes a file that can be made again: whole or not at all, but after a crash
/// perhaps neither the old nor the new one.
pub fn write_unsynced(path: &Path, bytes: impl AsRef<[u8]>) -> io::Result<()> {
    let mut temporary = readable().tempfile_in(folder_of(path))?;
    temporary.write_all(bytes.as_ref())?;
    temporary.persist(path).map_err(|error| error.error)?;
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Temporary files that become what the user's mask allows, as other files do,
/// and are not for the user alone.
fn readable() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder
}
