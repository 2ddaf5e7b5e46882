//! Versions of texts that were saved, each of which can be had again.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, params};

/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(10);

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS version (
    sequence INTEGER PRIMARY KEY,
    file     TEXT NOT NULL,
    sha256   TEXT NOT NULL,
    text     TEXT NOT NULL,
    saved    INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS version_of_file ON version (file, sequence);
CREATE TRIGGER IF NOT EXISTS no_change BEFORE UPDATE ON version
    BEGIN SELECT raise(ABORT, 'versions are never changed'); END;
CREATE TRIGGER IF NOT EXISTS no_removal BEFORE DELETE ON version
    BEGIN SELECT raise(ABORT, 'versions are never removed'); END;
";

/// A version of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// SHA-256 of its text.
    pub sha256: String,
    /// When it was saved, in seconds since 1970 in Coordinated Universal Time.
    pub saved: i64,
    /// Its length in bytes.
    pub bytes: i64,
}

/// The versions of all files, in a SQLite database.
#[derive(Debug)]
pub struct Versions {
    connection: Connection,
}

impl Versions {
    /// Opens the database at a path; makes it where it is missing.
    ///
    /// # Errors
    /// In words, where it cannot be opened.
    pub fn open(path: &Path) -> Result<Self, String> {
        let words = |error: rusqlite::Error| format!("cannot open {}: {error}", path.display());
        let connection = Connection::open(path).map_err(words)?;
        connection.busy_timeout(PATIENCE).map_err(words)?;
        connection.pragma_update(None, "synchronous", "FULL").map_err(words)?;
        connection.execute_batch(&format!("BEGIN IMMEDIATE;{SCHEMA}COMMIT;")).map_err(words)?;
        Ok(Self { connection })
    }

    /// Keeps a version, unless it is the last one of its file. What this has returned from
    /// survives a crash.
    ///
    /// # Errors
    /// In words, where it cannot be written.
    pub fn keep(&mut self, file: &str, sha256: &str, text: &str, saved: i64) -> Result<(), String> {
        let words = |error: rusqlite::Error| error.to_string();
        let last: Option<String> = self
            .connection
            .query_row(
                "SELECT sha256 FROM version WHERE file = ?1 ORDER BY sequence DESC LIMIT 1",
                [file],
                |row| row.get(0),
            )
            .optional()
            .map_err(words)?;
        if last.as_deref() == Some(sha256) {
            return Ok(());
        }
        let insert = "INSERT INTO version (file, sha256, text, saved) VALUES (?1, ?2, ?3, ?4)";
        self.connection.execute(insert, params![file, sha256, text, saved]).map(|_| ()).map_err(words)
    }

    /// The versions of a file, the last first.
    ///
    /// # Errors
    /// In words, where they cannot be read.
    pub fn of(&self, file: &str) -> Result<Vec<Version>, String> {
        let words = |error: rusqlite::Error| error.to_string();
        let select = "SELECT sha256, saved, length(CAST(text AS BLOB)) FROM version WHERE file = ?1 ORDER BY sequence DESC";
        let mut statement = self.connection.prepare(select).map_err(words)?;
        let version = |row: &rusqlite::Row<'_>| {
            Ok(Version { sha256: row.get(0)?, saved: row.get(1)?, bytes: row.get(2)? })
        };
        let rows = statement.query_map([file], version).map_err(words)?;
        rows.collect::<Result<_, _>>().map_err(words)
    }

    /// The text of a version.
    ///
    /// # Errors
    /// In words, where it cannot be read.
    pub fn text(&self, file: &str, sha256: &str) -> Result<Option<String>, String> {
        let select =
            "SELECT text FROM version WHERE file = ?1 AND sha256 = ?2 ORDER BY sequence DESC LIMIT 1";
        let text = self.connection.query_row(select, [file, sha256], |row| row.get(0)).optional();
        text.map_err(|error| error.to_string())
    }
}
