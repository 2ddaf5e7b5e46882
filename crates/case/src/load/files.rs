//! Where the files of a case come from; only the outermost layer knows disks.

use std::collections::BTreeMap;

/// The files of one case, by paths relative to it with `/` between folders.
pub trait Files {
    /// The bytes of a file. An implementation may answer
    /// [`FileError::TooLarge`] instead of reading more than
    /// [`MAX_BYTES`](detente_syntax::reader::MAX_BYTES).
    ///
    /// # Errors
    ///
    /// If there is no such file or it cannot be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError>;

    /// The names of the files in a folder, sorted, without the folder; empty
    /// where there is no such folder.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read.
    fn list(&self, folder: &str) -> Result<Vec<String>, FileError>;
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// There is none.
    NotFound,
    /// It is longer than may be read.
    TooLarge {
        /// Its length.
        bytes: u64,
    },
    /// Something else, in words for the user.
    Unreadable(String),
}

/// Files held in memory: for tests, editors and the web.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoryFiles {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemoryFiles {
    /// One file.
    #[must_use]
    pub fn of(path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self::default().with(path, bytes)
    }

    /// These files and another.
    #[must_use]
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), bytes.into());
        self
    }
}

impl Files for MemoryFiles {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        self.files.get(path).cloned().ok_or(FileError::NotFound)
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, FileError> {
        let inside = |path: &String| {
            let name = path.strip_prefix(folder)?.strip_prefix('/')?;
            (!name.contains('/')).then(|| name.to_owned())
        };
        Ok(self.files.keys().filter_map(inside).collect())
    }
}
