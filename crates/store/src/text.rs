//! A ledger in a text file: one act a line, as
//! `SEQUENCE HASH SIGNATURE LINE` with `-` for no signature.
//!
//! An append writes the whole ledger anew beside the old one and renames it, so
//! that at any moment one or the other is there, and all acts of a batch or
//! none. Hence no append ever leaves half a line: where the end of a file is
//! missing, something else took it, and that is told instead of being written
//! over. Who may append is decided by a lock on a file of its own, which stays,
//! because the ledger's is replaced.

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use detente_keep::chain::{self, Hash, Record, hex, unhex};
use detente_keep::ledger::Ledger;
use detente_keep::wire::MAX_LINE;

/// What stands before the act on a line is never longer.
const MAX_HEAD: u64 = 256;

/// A ledger in a text file.
#[derive(Clone, Debug)]
pub struct TextFile {
    path: PathBuf,
}

impl TextFile {
    /// The ledger at a path, which need not be there yet.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    fn words(&self, error: &std::io::Error) -> String {
        format!("{}: {error}", self.path.display())
    }

    /// A file beside the ledger, or beside what the ledger's path points to.
    fn beside(&self, ending: &str) -> PathBuf {
        let mut name = fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone()).into_os_string();
        name.push(ending);
        name.into()
    }

    /// Reads every line. A last one without its line break is an act like any
    /// other if it follows from the one before.
    fn lines(&self, reader: impl Read, each: &mut dyn FnMut(Record)) -> Result<(), String> {
        let mut reader = BufReader::new(reader);
        let mut line = Vec::new();
        let mut before = None;
        for number in 1_u64.. {
            line.clear();
            let most = MAX_LINE as u64 + MAX_HEAD;
            let read = reader.by_ref().take(most).read_until(b'\n', &mut line).map_err(|e| self.words(&e))?;
            if read == 0 {
                break;
            }
            let place = || format!("{}: line {number}", self.path.display());
            let whole = line.last() == Some(&b'\n');
            if whole {
                line.pop();
            } else if read as u64 == most {
                return Err(format!("{} is longer than any act", place()));
            }
            let record = parse(&line).filter(|record| whole || follows(before, record));
            let Some(record) = record else {
                let what = if whole { "is no line of a ledger" } else { "is cut off" };
                return Err(format!("{} {what}; put it right from another copy", place()));
            };
            before = Some((record.sequence, record.hash));
            each(record);
        }
        Ok(())
    }

    /// Puts `bytes` in the place of the ledger, or leaves it as it is.
    fn replace(&self, bytes: &[u8]) -> std::io::Result<()> {
        let path = fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone());
        let new = self.beside(".new");
        let written = (|| {
            let mut file = File::create(&new)?;
            if let Ok(old) = fs::metadata(&path) {
                file.set_permissions(old.permissions())?;
            }
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&new, &path)
        })();
        if written.is_err() {
            // What is left is written over by the next append.
            let _ = fs::remove_file(&new);
            return written;
        }
        // The rename itself is durable once the folder is synced; not every
        // platform lets a folder be opened for that.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

/// Whether a record's place and hash are those behind `before`.
fn follows(before: Option<(u64, Hash)>, record: &Record) -> bool {
    let (expected, hash) = before.map_or((0, [0; 32]), |(at, hash)| (at.saturating_add(1), hash));
    record.sequence == expected && chain::hash(&hash, expected, &record.line) == record.hash
}

fn parse(line: &[u8]) -> Option<Record> {
    let line = std::str::from_utf8(line).ok()?;
    let (sequence, rest) = line.split_once(' ')?;
    let (hash, rest) = rest.split_once(' ')?;
    let (signature, line) = rest.split_once(' ')?;
    Some(Record {
        sequence: sequence.parse().ok()?,
        hash: unhex(hash)?,
        signature: if signature == "-" { None } else { Some(unhex(signature)?) },
        line: line.to_owned(),
    })
}

fn print(record: &Record) -> String {
    let signature = record.signature.map_or_else(|| "-".to_owned(), |signature| hex(&signature));
    format!("{} {} {signature} {}\n", record.sequence, hex(&record.hash), record.line)
}

impl Ledger for TextFile {
    fn read(&mut self, each: &mut dyn FnMut(Record)) -> Result<(), String> {
        let file = File::open(&self.path).map_err(|error| self.words(&error))?;
        self.lines(&file, each)
    }

    fn append(&mut self, make: &mut dyn FnMut(Option<(u64, Hash)>) -> Vec<Record>) -> Result<(), String> {
        let words = |error: std::io::Error| self.words(&error);
        let mut options = OpenOptions::new();
        let lock = self.beside(".lock");
        let lock = options.write(true).create(true).truncate(false).open(lock).map_err(words)?;
        lock.lock().map_err(words)?;
        let mut bytes = match fs::read(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(words(error)),
        };
        let mut last = None;
        self.lines(bytes.as_slice(), &mut |record| last = Some((record.sequence, record.hash)))?;
        if bytes.last().is_some_and(|byte| *byte != b'\n') {
            bytes.push(b'\n');
        }
        let records = make(last);
        if records.is_empty() {
            return Ok(());
        }
        records.iter().for_each(|record| bytes.extend(print(record).into_bytes()));
        self.replace(&bytes).map_err(words)
    }
}
