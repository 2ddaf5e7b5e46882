//! A ledger in SQLite.

use std::path::Path;
use std::time::Duration;

use detente_keep::chain::{Hash, Record};
use detente_keep::ledger::Ledger;
use rusqlite::{Connection, OpenFlags, TransactionBehavior, params};

/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(10);

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS act (
    sequence  INTEGER PRIMARY KEY,
    line      TEXT NOT NULL,
    hash      BLOB NOT NULL CHECK (length(hash) = 32),
    signature BLOB CHECK (signature IS NULL OR length(signature) = 64)
) STRICT;
CREATE TRIGGER IF NOT EXISTS no_change BEFORE UPDATE ON act
    BEGIN SELECT raise(ABORT, 'acts are never changed'); END;
CREATE TRIGGER IF NOT EXISTS no_removal BEFORE DELETE ON act
    BEGIN SELECT raise(ABORT, 'acts are never removed'); END;
";

/// A ledger in a SQLite database.
#[derive(Debug)]
pub struct Database {
    connection: Connection,
}

impl Database {
    /// Opens the database at a path; makes it if `create`.
    ///
    /// # Errors
    ///
    /// In words, if it cannot be opened or is no ledger.
    pub fn open(path: &Path, create: bool) -> Result<Self, String> {
        let words = |error: rusqlite::Error| format!("cannot open {}: {error}", path.display());
        // For writing even where nothing will be appended: what a killed process
        // left half-written is rolled back by whoever opens next. A file that
        // is write-protected is opened for reading.
        let mut flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_READ_WRITE;
        if create {
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
        }
        let connection = Connection::open_with_flags(path, flags).map_err(words)?;
        connection.busy_timeout(PATIENCE).map_err(words)?;
        if create {
            connection.pragma_update(None, "synchronous", "FULL").map_err(words)?;
            // All of it or nothing, whoever else begins at the same time.
            connection.execute_batch(&format!("BEGIN IMMEDIATE;{SCHEMA}COMMIT;")).map_err(words)?;
        }
        Ok(Self { connection })
    }

    /// Whether there is a table of acts. A process that was killed at its first
    /// act leaves a file without one: a ledger with nothing in it.
    fn has_acts(&self) -> rusqlite::Result<bool> {
        let tables: Vec<String> = self
            .connection
            .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        // A database of something else has other tables: reading the acts then fails.
        Ok(!tables.is_empty())
    }
}

impl Ledger for Database {
    fn read(&mut self, each: &mut dyn FnMut(Record)) -> Result<(), String> {
        let words = |error: rusqlite::Error| format!("cannot read the ledger: {error}");
        if !self.has_acts().map_err(words)? {
            return Ok(());
        }
        let mut query = self
            .connection
            .prepare("SELECT sequence, line, hash, signature FROM act ORDER BY sequence")
            .map_err(words)?;
        let mut rows = query.query([]).map_err(words)?;
        while let Some(row) = rows.next().map_err(words)? {
            let sequence: i64 = row.get(0).map_err(words)?;
            each(Record {
                sequence: u64::try_from(sequence).unwrap_or_default(),
                line: row.get(1).map_err(words)?,
                hash: row.get(2).map_err(words)?,
                signature: row.get(3).map_err(words)?,
            });
        }
        Ok(())
    }

    fn append(&mut self, make: &mut dyn FnMut(Option<(u64, Hash)>) -> Vec<Record>) -> Result<(), String> {
        let words = |error: rusqlite::Error| format!("cannot write the ledger: {error}");
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(words)?;
        let last = transaction.query_row(
            "SELECT sequence, hash FROM act ORDER BY sequence DESC LIMIT 1",
            [],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Hash>(1)?)),
        );
        let last = match last {
            Ok((sequence, hash)) => Some((u64::try_from(sequence).unwrap_or_default(), hash)),
            Err(rusqlite::Error::QueryReturnedNoRows) => None,
            Err(error) => return Err(words(error)),
        };
        {
            let mut insert = transaction
                .prepare("INSERT INTO act (sequence, line, hash, signature) VALUES (?1, ?2, ?3, ?4)")
                .map_err(words)?;
            for record in make(last) {
                let sequence = i64::try_from(record.sequence).unwrap_or(i64::MAX);
                insert
                    .execute(params![sequence, record.line, record.hash, record.signature])
                    .map_err(words)?;
            }
        }
        transaction.commit().map_err(words)
    }
}
