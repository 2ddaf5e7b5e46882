//! The files of a case on disk, and the text of a certificate.

use std::io::Read;
use std::path::{Path, PathBuf};

use detente_case::load::{FileError, Files};
use detente_syntax::reader::MAX_BYTES;

/// Most bytes of a certificate.
const MOST: u64 = 256 << 20;

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
    let root = case.parent().unwrap_or(Path::new("")).to_owned();
    let entry = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
    (Folder { root }, entry)
}

impl Files for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        let most = MAX_BYTES as u64;
        match bytes(&self.root.join(path), most) {
            Ok(bytes) if bytes.len() as u64 > most => Err(FileError::TooLarge { bytes: bytes.len() as u64 }),
            Ok(bytes) => Ok(bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(FileError::NotFound),
            Err(error) => Err(FileError::Unreadable(error.to_string())),
        }
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

/// The text of a certificate; an error in words.
pub(crate) fn text(path: &Path) -> Result<String, String> {
    let bytes = bytes(path, MOST).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > MOST {
        return Err(format!("it is longer than {} MB", MOST >> 20));
    }
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())
}

/// The bytes of a file, at most one more than `most`.
fn bytes(path: &Path, most: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
