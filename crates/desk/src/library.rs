//! The documents of a case on disk.
//!
//! Beside the case stand `sources/`, the originals, and `.record/`, what is
//! derived from them and may be deleted at any time: texts by their hash, quotes
//! with their context, the index. Git ignores both unless the user says
//! otherwise, so that a shared case cites without copying. Nothing is ever
//! written outside the folder of the case, whatever names documents bear.

mod guarded;
pub mod index;
pub mod quotes;

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Component, Path, PathBuf};

use detente_case::hash::sha256;
use detente_case::load::{FileError, Loaded, load};
use detente_case::model::Source;
use detente_record::extract::{Extracted, Kind, extract, limits};
use detente_syntax::diagnostic::Diagnostic;

use crate::failure::Failure;
use crate::files;
use crate::foreign;

/// Where originals are kept.
const ORIGINALS: &str = "sources";
/// Where what is derived from them is kept.
const DERIVED: &str = ".record";

/// The documents of one case.
#[derive(Debug)]
pub struct Library {
    root: PathBuf,
    entry: String,
}

impl Library {
    /// The documents of the case at a path.
    pub fn of(case: &Path) -> Result<Self, Failure> {
        if foreign::is_foreign(case) {
            return Err(Failure::Input(format!(
                "{} is a file of another tool; `detente import` makes a case whose documents can be kept",
                case.display()
            )));
        }
        let (_, entry) = files::locate(case);
        let root = if case.is_dir() { case } else { case.parent().unwrap_or(Path::new("")) };
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        Ok(Self { root: root.to_owned(), entry })
    }

    /// The folder of the case.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The main file of the case, relative to its folder.
    pub fn entry(&self) -> &str {
        &self.entry
    }

    /// The case as it is now.
    pub fn loaded(&self) -> Loaded {
        let (folder, entry) = files::locate(&self.root.join(&self.entry));
        load(&folder, &entry, &[])
    }

    /// The file into which new sources go: where the last one stands.
    pub fn file_of_sources(&self, loaded: &Loaded) -> String {
        let last = loaded.case.as_ref().and_then(|case| case.sources.last());
        last.map_or_else(
            || self.entry.clone(),
            |source| loaded.sources.get(source.span.file).name().to_owned(),
        )
    }

    /// The text of a file of the case.
    pub fn read(&self, path: &str) -> Result<String, Failure> {
        let bytes = files::read(&self.root.join(path))
            .map_err(|_| Failure::System(format!("cannot read {}", self.root.join(path).display())))?;
        String::from_utf8(bytes).map_err(|_| Failure::Input(format!("{path} is not UTF-8 text")))
    }

    /// Writes a file of the case.
    pub fn write(&self, path: &str, text: &str) -> Result<(), Failure> {
        if text.len() > detente_syntax::reader::MAX_BYTES {
            return Err(Failure::Input(format!(
                "{path} would grow beyond {} MB, more than is read; move its sources into files of their own",
                detente_syntax::reader::MAX_BYTES >> 20
            )));
        }
        let path = self.root.join(path);
        files::write(&path, text).map_err(|error| cannot_write(&path, &error))
    }

    /// A folder of the case, made where it is missing; never one that leads elsewhere.
    pub fn own_folder(&self, name: &str) -> Result<PathBuf, Failure> {
        let folder = self.root.join(name);
        match std::fs::symlink_metadata(&folder) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => {
                return Err(Failure::Input(format!(
                    "{} is no folder of the case; what belongs to a case is kept inside it alone",
                    folder.display()
                )));
            }
            Err(_) => std::fs::create_dir_all(&folder).map_err(|error| cannot_write(&folder, &error))?,
        }
        Ok(folder)
    }

    /// The same for documents and what is derived from them, which a repository ignores.
    fn folder(&self, name: &str) -> Result<PathBuf, Failure> {
        let there = self.root.join(name).exists();
        let folder = self.own_folder(name)?;
        if !there && !name.contains('/') {
            let ignore =
                "# Documents of others and what is derived from them stay out of the repository.\n*\n";
            let path = folder.join(".gitignore");
            files::write(&path, ignore).map_err(|error| cannot_write(&path, &error))?;
        }
        Ok(folder)
    }

    /// The folder of what is derived.
    pub fn derived(&self) -> Result<PathBuf, Failure> {
        self.folder(DERIVED)
    }

    /// Keeps an original under a name made of `stem`; the path in the case.
    pub fn keep_original(&self, bytes: &[u8], stem: &str, kind: Kind) -> Result<String, Failure> {
        let folder = self.folder(ORIGINALS)?;
        let hash = sha256(bytes);
        for number in 1_u32.. {
            let name = match number {
                1 => format!("{stem}.{}", kind.ending()),
                number => format!("{stem}-{number}.{}", kind.ending()),
            };
            let path = folder.join(&name);
            match std::fs::symlink_metadata(&path) {
                Err(_) => {
                    files::write(&path, bytes).map_err(|error| cannot_write(&path, &error))?;
                    return Ok(format!("{ORIGINALS}/{name}"));
                }
                Ok(found) if found.is_file() => {
                    let same = found.len() == bytes.len() as u64
                        && files::read_up_to(&path, limits::FILE).is_ok_and(|there| sha256(&there) == hash);
                    if same {
                        return Ok(format!("{ORIGINALS}/{name}"));
                    }
                }
                Ok(_) => {}
            }
        }
        Err(Failure::System("no file name is left".to_owned()))
    }

    /// Keeps a text by its hash.
    pub fn keep_text(&self, text: &str) -> Result<String, Failure> {
        let hash = sha256(text.as_bytes());
        self.derived()?;
        let folder = self.folder(&format!("{DERIVED}/text"))?;
        let path = folder.join(format!("{hash}.txt"));
        if !path.exists() {
            // Derived, and verified when it is read: a rename is enough.
            files::write_unsynced(&path, text).map_err(|error| cannot_write(&path, &error))?;
        }
        Ok(hash)
    }

    /// Waits until no other process writes to the case, and keeps others from it
    /// until the answer is dropped. `waits` is called before it has to wait.
    pub fn alone(&self, waits: &dyn Fn()) -> Result<File, Failure> {
        let path = self.derived()?.join("lock");
        let opened = OpenOptions::new().write(true).create(true).truncate(false).open(&path);
        let lock = opened.map_err(|error| cannot_write(&path, &error))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                waits();
                lock.lock().map_err(|error| cannot_write(&path, &error))?;
            }
            Err(TryLockError::Error(error)) => return Err(cannot_write(&path, &error)),
        }
        Ok(lock)
    }

    /// Where the index is kept.
    pub fn folder_of_index(&self) -> Result<PathBuf, Failure> {
        self.derived()?;
        self.folder(&format!("{DERIVED}/index"))
    }

    /// The text in which the anchors of a source count; none where neither it
    /// nor its document is at hand.
    pub fn text(&self, source: &Source) -> Option<String> {
        self.text_of(source.file.as_deref(), source.sha256.as_deref(), source.text_sha256.as_deref())
    }

    /// The same for a source of which this is known: its file, and the hashes of
    /// that and of the text taken from it.
    pub fn text_of(&self, file: Option<&str>, hash: Option<&str>, text: Option<&str>) -> Option<String> {
        match text {
            Some(wanted) => self.kept(wanted).or_else(|| {
                let text = self.extracted_again(file?, hash, wanted)?;
                // A cache that cannot be written is no reason not to answer.
                let _ = self.keep_text(&text);
                Some(text)
            }),
            None => String::from_utf8(self.original(file?, hash)?).ok(),
        }
    }

    fn kept(&self, hash: &str) -> Option<String> {
        let path = self.root.join(DERIVED).join("text").join(format!("{hash}.txt"));
        let bytes = files::read_up_to(&path, limits::TEXT + limits::MARKUP).ok()?;
        (sha256(&bytes) == *hash).then(|| String::from_utf8(bytes).ok())?
    }

    fn extracted_again(&self, file: &str, hash: Option<&str>, wanted: &str) -> Option<String> {
        let extracted = read_document(file, &self.original(file, hash)?).ok()?;
        let mut texts = extracted.texts().map(|article| &article.text);
        texts.find(|text| sha256(text.as_bytes()) == wanted).cloned()
    }

    /// The bytes of an original, if they are those of its hash.
    fn original(&self, file: &str, hash: Option<&str>) -> Option<Vec<u8>> {
        let bytes = files::read_up_to(&self.inside(file)?, limits::FILE).ok()?;
        hash.is_none_or(|hash| sha256(&bytes) == hash).then_some(bytes)
    }

    /// A path of the case, unless it leads out of it.
    fn inside(&self, path: &str) -> Option<PathBuf> {
        let plain =
            Path::new(path).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        let path = self.root.join(path);
        let real = path.canonicalize().ok()?;
        (plain && real.starts_with(self.root.canonicalize().ok()?)).then_some(path)
    }
}

fn cannot_write(path: &Path, error: &std::io::Error) -> Failure {
    Failure::System(format!("cannot write {}: {error}", path.display()))
}

/// Reads a document; a fault in a reader is told as damage to the document.
pub fn read_document(name: &str, bytes: &[u8]) -> Result<Extracted, Box<Diagnostic>> {
    guarded::guarded(|| extract(name, bytes)).unwrap_or_else(|| {
        let message = format!(
            "{}: a fault in its reader ended the reading",
            detente_report::documents::printable(name)
        );
        let code = detente_record::codes::DAMAGED_DOCUMENT;
        Err(Box::new(Diagnostic::error_anywhere(code, message)))
    })
}

/// The bytes of a document to add, but never more than its kind may have.
pub fn bytes_of(path: &Path, kind: Kind) -> Result<Vec<u8>, Box<Diagnostic>> {
    let name = path.display().to_string();
    files::read_up_to(path, kind.most_bytes()).map_err(|error| match error {
        FileError::TooLarge { bytes } => detente_record::extract::too_large(&name, bytes, kind),
        FileError::NotFound => unreadable(&name, "there is no such file"),
        FileError::Unreadable(why) => unreadable(&name, &why),
    })
}

/// What is told of something that cannot be read.
pub fn unreadable(name: &str, why: &str) -> Box<Diagnostic> {
    let message = format!("{}: {why}", detente_report::documents::printable(name));
    Box::new(Diagnostic::error_anywhere(detente_case::codes::UNREADABLE_FILE, message))
}
