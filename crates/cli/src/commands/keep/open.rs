//! Opens an instrument and its ledger for a command.

use std::path::{Path, PathBuf};

use detente_case::hash::sha256;
use detente_instrument::load::{self, Loaded};
use detente_instrument::model::Instrument;
use detente_instrument::period::Date;
use detente_keep::ledger::{Extent, Ledger, MemoryLedger, Opened};
use detente_keep::wire::Ids;
use detente_store::{Database, TextFile};
use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::reader;
use detente_syntax::span::Sources;

use super::arguments::InstrumentArguments;
use crate::arguments::ColorChoice;
use crate::failure::Failure;
use crate::files;
use crate::open::complain;

/// Where the file of an instrument is.
fn file(path: &Path) -> PathBuf {
    if path.is_dir() { path.join("instrument.toml") } else { path.to_owned() }
}

/// Reads an instrument, whatever is wrong with it.
pub(super) fn read(arguments: &InstrumentArguments) -> Loaded {
    let path = file(&arguments.path);
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let told = |diagnostic: Diagnostic| Loaded {
        instrument: None,
        diagnostics: vec![diagnostic],
        sources: Sources::new(),
    };
    match files::read(&path) {
        Ok(bytes) => load::load(&name, bytes),
        Err(detente_case::load::FileError::NotFound) => told(load::missing(&path.display().to_string())),
        Err(detente_case::load::FileError::TooLarge { bytes }) => match reader::too_large(&name, bytes) {
            Some(diagnostic) => told(diagnostic),
            None => told(load::missing(&name)),
        },
        Err(detente_case::load::FileError::Unreadable(why)) => {
            told(Diagnostic::error_anywhere("unreadable-file", format!("{name} cannot be read")).note(why))
        }
    }
}

/// Reads an instrument that can be used, or says why not.
pub(super) fn instrument(arguments: &InstrumentArguments, color: ColorChoice) -> Result<Instrument, Failure> {
    let loaded = read(arguments);
    match loaded.instrument {
        Some(instrument) => Ok(instrument),
        None => {
            let errors: Vec<_> = loaded.diagnostics.into_iter().filter(Diagnostic::is_error).collect();
            complain(&errors, &loaded.sources, color);
            Err(Failure::Told)
        }
    }
}

/// The SHA-256 of an instrument's file.
pub(super) fn hash(arguments: &InstrumentArguments) -> Result<String, Failure> {
    let path = file(&arguments.path);
    let bytes = files::read(&path).map_err(|_| Failure::System(format!("cannot read {}", path.display())))?;
    Ok(sha256(&bytes))
}

/// Where the ledger of an instrument is: as named, else beside it.
pub(super) fn place(arguments: &InstrumentArguments) -> PathBuf {
    if let Some(path) = &arguments.ledger {
        return path.clone();
    }
    let path = file(&arguments.path);
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let prefix = if stem == "instrument" { "ledger".to_owned() } else { format!("{stem}.ledger") };
    let text = folder.join(format!("{prefix}.txt"));
    if text.exists() { text } else { folder.join(format!("{prefix}.db")) }
}

/// The ledger at a place; without one there is an empty one, unless it is to be written.
pub(super) fn ledger(path: &Path, write: bool) -> Result<Box<dyn Ledger>, Failure> {
    let text = path.extension().is_some_and(|extension| extension == "txt");
    if !write && !path.exists() {
        return Ok(Box::new(MemoryLedger::default()));
    }
    if text {
        return Ok(Box::new(TextFile::at(path)));
    }
    Database::open(path, write).map(|database| Box::new(database) as Box<dyn Ledger>).map_err(Failure::System)
}

/// The acts of an instrument, as far as asked for.
pub(super) fn acts<'i>(
    arguments: &InstrumentArguments,
    ids: &Ids<'i>,
    extent: Extent,
) -> Result<Opened<'i>, Failure> {
    let mut ledger = ledger(&place(arguments), false)?;
    detente_keep::ledger::open(ids, ledger.as_mut(), extent).map_err(Failure::System)
}

/// The same for a command that reads alone: a ledger that is named is there.
pub(super) fn known_acts<'i>(
    arguments: &InstrumentArguments,
    ids: &Ids<'i>,
    extent: Extent,
) -> Result<Opened<'i>, Failure> {
    if let Some(path) = arguments.ledger.as_deref().filter(|path| !path.exists()) {
        return Err(Failure::Input(format!("there is no ledger {}", path.display())));
    }
    acts(arguments, ids, extent)
}

/// Today, in Coordinated Universal Time.
pub(super) fn today() -> Result<Date, Failure> {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let days = since.ok().and_then(|since| i32::try_from(since.as_secs() / 86_400).ok());
    let day = days.and_then(|days| {
        let epoch: Date = detente_keep::wire::day("1970-01-01")?;
        detente_instrument::period::Period::days(days).after(epoch, 1)
    });
    day.ok_or_else(|| Failure::System("the clock shows no day; name one with --on".to_owned()))
}
