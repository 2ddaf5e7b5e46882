//! A ledger as it is read and written; where it is kept is for the edge.

use detente_instrument::period::Date;

use crate::act::Act;
use crate::book::Book;
use crate::chain::{self, Fault, Hash, Record, Seed, Verifier};
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
    /// one, all or none, and returns once they are safe from a crash.
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
    /// Faults of the chain, by sequence number.
    pub faults: Vec<(u64, Fault)>,
    /// Lines that are no acts, by sequence number.
    pub unreadable: Vec<(u64, String)>,
    /// The hash of the last record.
    pub head: Option<Hash>,
}

/// How much of a ledger to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Only acts that were known by the end of this day.
    pub known_by: Option<Date>,
    /// Whether to check the chain, and on how many threads the signatures.
    pub verify: Option<usize>,
}

/// Reads a ledger into a book.
///
/// # Errors
///
/// In words, if the place cannot be read.
pub fn open<'i>(ids: &Ids<'i>, ledger: &mut dyn Ledger, extent: Extent) -> Result<Opened<'i>, String> {
    let instrument = ids.instrument();
    let mut book = Book::new(instrument);
    let mut unreadable = Vec::new();
    let mut verifier = extent.verify.map(Verifier::new);
    ledger.read(&mut |record| {
        let act = wire::read(ids, &record.line);
        if let Some(verifier) = &mut verifier {
            let party = act.as_ref().ok().and_then(|act| instrument.parties.get(act.by as usize));
            verifier.add(&record, party.and_then(|party| party.key.as_ref()));
        }
        match act {
            Ok(act) if extent.known_by.is_none_or(|day| act.known <= day) => book.add(act),
            Ok(_) => book.skip(),
            Err(why) => {
                unreadable.push((record.sequence, why));
                book.skip();
            }
        }
    })?;
    let (faults, head) = verifier.map_or_else(Default::default, Verifier::finish);
    Ok(Opened { book, faults, unreadable, head })
}

/// Appends acts, each signed with the key, and returns the hash of the last record.
///
/// # Errors
///
/// In words, if the place cannot be written.
pub fn append(
    ids: &Ids<'_>,
    ledger: &mut dyn Ledger,
    acts: &[Act],
    key: Option<&Seed>,
) -> Result<Option<Hash>, String> {
    let mut head = None;
    ledger.append(&mut |last| {
        let mut last = last;
        let records = acts.iter().map(|act| {
            let record = chain::next(last, wire::write(ids, act), key);
            last = Some((record.sequence, record.hash));
            record
        });
        let records: Vec<Record> = records.collect();
        head = last.map(|(_, hash)| hash);
        records
    })?;
    Ok(head)
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
