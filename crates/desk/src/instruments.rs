//! Instruments and their ledgers on disk.

use std::path::{Path, PathBuf};

use detente_case::hash::sha256;
use detente_case::load::FileError;
use detente_instrument::load::{self, Loaded};
use detente_instrument::model::Instrument;
use detente_keep::ledger::{Extent, Ledger, MemoryLedger, Opened};
use detente_keep::wire::Ids;
use detente_store::{Database, TextFile};
use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::reader;
use detente_syntax::span::Sources;

use crate::failure::Failure;
use crate::files;

/// Where an instrument is, and its ledger where that is not beside it.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file of the instrument, or its folder.
    pub path: PathBuf,
    /// The ledger, if it is elsewhere.
    pub ledger: Option<PathBuf>,
}

impl Place {
    fn file(&self) -> PathBuf {
        if self.path.is_dir() { self.path.join("instrument.toml") } else { self.path.clone() }
    }

    /// Reads the instrument, whatever is wrong with it.
    #[must_use]
    pub fn read(&self) -> Loaded {
        let path = self.file();
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let told = |diagnostic: Diagnostic| Loaded {
            instrument: None,
            diagnostics: vec![diagnostic],
            sources: Sources::new(),
        };
        match files::read(&path) {
            Ok(bytes) => load::load(&name, bytes),
            Err(FileError::NotFound) => told(load::missing(&path.display().to_string())),
            Err(FileError::TooLarge { bytes }) => match reader::too_large(&name, bytes) {
                Some(diagnostic) => told(diagnostic),
                None => told(load::missing(&name)),
            },
            Err(FileError::Unreadable(why)) => told(
                Diagnostic::error_anywhere("unreadable-file", format!("{name} cannot be read")).note(why),
            ),
        }
    }

    /// Reads an instrument that can be used.
    ///
    /// # Errors
    /// Where it holds errors.
    pub fn instrument(&self) -> Result<Instrument, Failure> {
        let loaded = self.read();
        loaded.instrument.ok_or_else(|| {
            let errors = loaded.diagnostics.into_iter().filter(Diagnostic::is_error).collect();
            Failure::wrong(errors, loaded.sources)
        })
    }

    /// The SHA-256 of the instrument's file.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn hash(&self) -> Result<String, Failure> {
        let path = self.file();
        let bytes =
            files::read(&path).map_err(|_| Failure::System(format!("cannot read {}", path.display())))?;
        Ok(sha256(&bytes))
    }

    /// Where the ledger is: as named, else beside the instrument.
    #[must_use]
    pub fn ledger(&self) -> PathBuf {
        if let Some(path) = &self.ledger {
            return path.clone();
        }
        let path = self.file();
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let prefix = if stem == "instrument" { "ledger".to_owned() } else { format!("{stem}.ledger") };
        let text = folder.join(format!("{prefix}.txt"));
        if text.exists() { text } else { folder.join(format!("{prefix}.db")) }
    }

    /// The acts, as far as asked for.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn acts<'i>(&self, ids: &Ids<'i>, extent: Extent) -> Result<Opened<'i>, Failure> {
        let mut ledger = ledger(&self.ledger(), false)?;
        detente_keep::ledger::open(ids, ledger.as_mut(), extent).map_err(Failure::System)
    }

    /// The same for a question that reads alone: a ledger that is named is there.
    ///
    /// # Errors
    /// Where the ledger is not there or cannot be read.
    pub fn known_acts<'i>(&self, ids: &Ids<'i>, extent: Extent) -> Result<Opened<'i>, Failure> {
        if let Some(path) = self.ledger.as_deref().filter(|path| !path.exists()) {
            return Err(Failure::Input(format!("there is no ledger {}", path.display())));
        }
        self.acts(ids, extent)
    }
}

/// The ledger at a place; without one there is an empty one, unless it is to be written.
///
/// # Errors
/// Where it cannot be opened.
pub fn ledger(path: &Path, write: bool) -> Result<Box<dyn Ledger>, Failure> {
    let text = path.extension().is_some_and(|extension| extension == "txt");
    if !write && !path.exists() {
        return Ok(Box::new(MemoryLedger::default()));
    }
    if text {
        return Ok(Box::new(TextFile::at(path)));
    }
    Database::open(path, write).map(|database| Box::new(database) as Box<dyn Ledger>).map_err(Failure::System)
}
