//! A ledger in a text file: one act a line, as
//! `SEQUENCE HASH SIGNATURE LINE` with `-` for no signature.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use detente_keep::chain::{Hash, Record, hex, unhex};
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

    /// Reads every whole line; returns the length of all of them. What follows
    /// the last line break was never acknowledged and is no part of the ledger.
    fn lines(&self, file: &File, each: &mut dyn FnMut(Record)) -> Result<u64, String> {
        let mut reader = BufReader::new(file);
        let mut length = 0;
        let mut line = Vec::new();
        for number in 1_u64.. {
            line.clear();
            let most = MAX_LINE as u64 + MAX_HEAD;
            let read = reader.by_ref().take(most).read_until(b'\n', &mut line).map_err(|e| self.words(&e))?;
            if line.last() != Some(&b'\n') {
                if read as u64 == most {
                    return Err(format!("{}: line {number} is longer than any act", self.path.display()));
                }
                break;
            }
            length += read as u64;
            let record = parse(&line)
                .ok_or_else(|| format!("{}: line {number} is no line of a ledger", self.path.display()))?;
            each(record);
        }
        Ok(length)
    }
}

fn parse(line: &[u8]) -> Option<Record> {
    let line = std::str::from_utf8(line).ok()?.strip_suffix('\n')?;
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
        self.lines(&file, each).map(|_| ())
    }

    fn append(&mut self, make: &mut dyn FnMut(Option<(u64, Hash)>) -> Vec<Record>) -> Result<(), String> {
        let words = |error: std::io::Error| self.words(&error);
        let mut options = OpenOptions::new();
        let mut file =
            options.read(true).write(true).create(true).truncate(false).open(&self.path).map_err(words)?;
        file.lock().map_err(words)?;
        let mut last = None;
        let length = self.lines(&file, &mut |record| last = Some((record.sequence, record.hash)))?;
        let text: String = make(last).iter().map(print).collect();
        file.set_len(length).map_err(words)?;
        file.seek(SeekFrom::Start(length)).map_err(words)?;
        file.write_all(text.as_bytes()).map_err(words)?;
        file.sync_all().map_err(words)?;
        // A new file is durable once its folder is.
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}
