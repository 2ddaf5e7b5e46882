//! A ledger as it is read and written; where it is kept is for the edge.

use std::collections::VecDeque;
use std::fmt;
use std::thread::{self, ScopedJoinHandle};

use detente_instrument::period::Date;

use crate::act::Act;
use crate::book::Book;
use crate::chain::{self, Fault, Hash, Record, Seed};
use crate::wire::{self, Ids};

/// Where records are kept, in order. Nothing is ever changed or removed.
pub trait Ledger {
    /// Hands over every record in order.
    ///
    /// # Errors
    ///
    /// In words, if the place cannot be read.
    fn read(&mut self, each: &mut dyn FnMut(Record)) -> Result<(), String>;

    /// Appends the records that `make` gives for the place and hash of the last
    /// one, all or none, and returns once they are safe from a crash. Nobody else
    /// appends meanwhile. `make` is asked once; if it gives none, nothing is written.
    ///
    /// # Errors
    ///
    /// In words, if the place cannot be written.
    fn append(&mut self, make: &mut dyn FnMut(Option<(u64, Hash)>) -> Vec<Record>) -> Result<(), String>;
}

/// What a reading of a ledger gives.
#[derive(Debug)]
pub struct Opened<'i> {
    /// The acts that were known by the day asked for, and what follows from them.
    pub book: Book<'i>,
    /// Faults of the chain, by sequence number; of signatures only where these were checked.
    pub faults: Vec<(u64, Fault)>,
    /// Lines that are no acts, by sequence number.
    pub unreadable: Vec<(u64, String)>,
    /// The hash of the last record.
    pub head: Option<Hash>,
}

/// How much of a ledger to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Only acts that were known by the end of this day.
    pub known_by: Option<Date>,
    /// Whether to check signatures too; places and hashes are always checked.
    pub verify: bool,
    /// On how many threads to read and check beside the one that calls (1 at least).
    pub threads: usize,
}

impl Default for Extent {
    fn default() -> Self {
        Self { known_by: None, verify: false, threads: 1 }
    }
}

/// Records that are read and checked together. Signatures are checked faster
/// the more there are; larger pieces gain little.
const PIECE: usize = 4096;

/// Lines that were read, with their sequence numbers, and what is wrong with their chain.
struct Piece {
    acts: Vec<(u64, Result<Act, String>)>,
    faults: Vec<(u64, Fault)>,
}

fn piece(ids: &Ids<'_>, before: Option<(u64, Hash)>, records: &[Record], verify: bool) -> Piece {
    let acts = records.iter().map(|record| (record.sequence, wire::read(ids, &record.line)));
    let acts: Vec<_> = acts.collect();
    let faults = if verify {
        let key = |(_, act): &(u64, Result<Act, String>)| {
            ids.instrument().parties.get(act.as_ref().ok()?.by as usize)?.key
        };
        chain::check(before, records, &acts.iter().map(key).collect::<Vec<_>>())
    } else {
        chain::links(before, records)
    };
    Piece { acts, faults }
}

/// Reads a ledger into a book.
///
/// Pieces are read and checked on threads of their own while the next are being
/// fetched, and entered in order; what comes out does not depend on the number
/// of threads.
///
/// # Errors
///
/// In words, if the place cannot be read.
pub fn open<'i>(ids: &Ids<'i>, ledger: &mut dyn Ledger, extent: Extent) -> Result<Opened<'i>, String> {
    let book = Book::new(ids.instrument());
    let mut opened = Opened { book, faults: Vec::new(), unreadable: Vec::new(), head: None };
    let Opened { book, faults, unreadable, head } = &mut opened;
    book.together(|book| {
        thread::scope(|scope| {
            let mut enter = |piece: ScopedJoinHandle<'_, Piece>| {
                let piece = piece.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                faults.extend(piece.faults);
                for (sequence, act) in piece.acts {
                    match act {
                        Ok(act) if extent.known_by.is_none_or(|day| act.known <= day) => book.add(act),
                        Ok(_) => book.skip(),
                        Err(why) => {
                            unreadable.push((sequence, why));
                            book.skip();
                        }
                    }
                }
            };
            let mut running: VecDeque<ScopedJoinHandle<'_, Piece>> = VecDeque::new();
            let mut waiting = Vec::new();
            let mut before = None;
            let mut begin = |records: Vec<Record>| {
                if running.len() >= extent.threads
                    && let Some(first) = running.pop_front()
                {
                    enter(first);
                }
                let last = records.last().map(|record| (record.sequence, record.hash));
                let behind = std::mem::replace(&mut before, last);
                running.push_back(scope.spawn(move || piece(ids, behind, &records, extent.verify)));
            };
            ledger.read(&mut |record| {
                *head = Some(record.hash);
                waiting.push(record);
                if waiting.len() >= PIECE {
                    begin(std::mem::take(&mut waiting));
                }
            })?;
            if !waiting.is_empty() {
                begin(waiting);
            }
            running.into_iter().for_each(enter);
            Ok::<(), String>(())
        })
    })?;
    opened.faults.sort_unstable();
    Ok(opened)
}

/// Why acts were not appended; none of them was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AppendError {
    /// The line of an act is longer than [`wire::MAX_LINE`], so that it could
    /// never be read again.
    TooLong {
        /// Which of the acts, from 0.
        act: usize,
        /// How many bytes its line has.
        bytes: usize,
    },
    /// Others have appended since the ledger was read.
    Moved,
    /// The place cannot be written, in words.
    Place(String),
}

impl fmt::Display for AppendError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { act, bytes } => {
                let most = wire::MAX_LINE;
                write!(out, "act {} of those given takes {bytes} bytes; {most} at most", act + 1)
            }
            Self::Moved => out.write_str("others have appended acts meanwhile"),
            Self::Place(why) => out.write_str(why),
        }
    }
}

/// Appends acts, each signed with the key, behind the record whose hash is
/// `head` (none in an empty ledger), and returns the hash of the last record.
/// Acts that were found sound behind one record need not be so behind another:
/// where the ledger has moved on, read it again, judge anew and repeat.
///
/// # Errors
///
/// If a line is too long, the ledger does not end with `head`, or the place
/// cannot be written; then nothing is appended.
pub fn append(
    ids: &Ids<'_>,
    ledger: &mut dyn Ledger,
    head: Option<Hash>,
    acts: &[Act],
    key: Option<&Seed>,
) -> Result<Option<Hash>, AppendError> {
    let mut lines: Vec<String> = acts.iter().map(|act| wire::write(ids, act)).collect();
    if let Some((act, line)) = lines.iter().enumerate().find(|(_, line)| line.len() > wire::MAX_LINE) {
        return Err(AppendError::TooLong { act, bytes: line.len() });
    }
    let (mut reached, mut moved) = (head, false);
    let key = key.map(Seed::signing);
    let written = ledger.append(&mut |last| {
        moved = last.map(|(_, hash)| hash) != head;
        if moved {
            return Vec::new();
        }
        let mut last = last;
        let records = std::mem::take(&mut lines).into_iter().map(|line| {
            let record = chain::following(last, line, key.as_ref());
            last = Some((record.sequence, record.hash));
            record
        });
        let records: Vec<Record> = records.collect();
        reached = last.map(|(_, hash)| hash);
        records
    });
    written.map_err(AppendError::Place)?;
    if moved { Err(AppendError::Moved) } else { Ok(reached) }
}

/// Records held in memory: for tests and for whoever keeps them elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoryLedger {
    /// The records, in order.
    pub records: Vec<Record>,
}

impl Ledger for MemoryLedger {
    fn read(&mut self, each: &mut dyn FnMut(Record)) -> Result<(), String> {
        self.records.iter().cloned().for_each(each);
        Ok(())
    }

    fn append(&mut self, make: &mut dyn FnMut(Option<(u64, Hash)>) -> Vec<Record>) -> Result<(), String> {
        let last = self.records.last().map(|record| (record.sequence, record.hash));
        self.records.extend(make(last));
        Ok(())
    }
}
