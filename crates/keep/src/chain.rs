//! The chain of a ledger: each act carries the hash of all before it, and a
//! signature where its party has a key.
//!
//! The hash of act n is SHA-256 over, in order: the ASCII bytes
//! `detente-ledger-1`, the 32 bytes of the hash of act n-1 (zeros for n = 0), n
//! as eight bytes big-endian, and the bytes of the line. A signature is
//! Ed25519 (RFC 8032) over these 32 bytes. A changed line, one left out, two
//! exchanged and a signature by another hand are each found and located, as
//! long as the last hash is known from elsewhere: whoever may rewrite the whole
//! file can also shorten it or compute it anew where nothing is signed, so the
//! parties exchange the last hash (`detente keep audit` prints it).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ed25519_dalek::{Signature, Signer as _, SigningKey, Verifier as _, VerifyingKey};
use sha2::{Digest as _, Sha256};

/// A SHA-256.
pub type Hash = [u8; 32];

/// The bytes that every hash of a ledger begins with.
const DOMAIN: &[u8] = b"detente-ledger-1";

/// Signatures checked together; larger batches gain little.
const BATCH: usize = 1024;

/// One line of a ledger as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its place, from 0.
    pub sequence: u64,
    /// The act, as [`crate::wire`] writes it.
    pub line: String,
    /// The hash of this and all before it.
    pub hash: Hash,
    /// The signature of the party that acts.
    pub signature: Option<[u8; 64]>,
}

/// The hash of the act at a place behind `before`.
#[must_use]
pub fn hash(before: &Hash, sequence: u64, line: &str) -> Hash {
    let mut state = Sha256::new();
    state.update(DOMAIN);
    state.update(before);
    state.update(sequence.to_be_bytes());
    state.update(line.as_bytes());
    state.finalize().into()
}

/// The next record behind `last`; the first where there is none.
#[must_use]
pub fn next(last: Option<(u64, Hash)>, line: String, key: Option<&Seed>) -> Record {
    let (sequence, before) = last.map_or((0, [0; 32]), |(sequence, hash)| (sequence + 1, hash));
    let hash = hash(&before, sequence, &line);
    let signature = key.map(|seed| SigningKey::from_bytes(&seed.0).sign(&hash).to_bytes());
    Record { sequence, line, hash, signature }
}

/// The secret half of an Ed25519 key.
#[derive(Clone)]
pub struct Seed(pub [u8; 32]);

impl Seed {
    /// The public half.
    #[must_use]
    pub fn public(&self) -> [u8; 32] {
        SigningKey::from_bytes(&self.0).verifying_key().to_bytes()
    }
}

impl std::fmt::Debug for Seed {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Seed(..)")
    }
}

/// What is wrong with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The record's place is not the one after the record before it: one was
    /// left out, put in or exchanged.
    Sequence {
        /// The place that it should have.
        expected: u64,
    },
    /// The hash is not that of the line behind the one before.
    Hash,
    /// The signature is not that of the party.
    Signature,
    /// The party has a key and the act is not signed.
    Unsigned,
    /// The act is signed and the instrument gives no key of the party.
    NoKey,
}

/// Checks a chain piece by piece, without holding it.
///
/// After a faulty record the check goes on from the hash that the record
/// claims, so that one fault is told once.
#[derive(Debug)]
pub struct Verifier {
    next: u64,
    before: Hash,
    faults: Vec<(u64, Fault)>,
    waiting: Vec<(u64, Hash, Signature, VerifyingKey)>,
    /// Keys that were met, so that each is decoded once; `None` for what is none.
    keys: BTreeMap<[u8; 32], Option<VerifyingKey>>,
    threads: usize,
}

impl Verifier {
    /// A verifier at the beginning of a chain that checks signatures on so many
    /// threads (1 at least).
    #[must_use]
    pub fn new(threads: usize) -> Self {
        Self {
            next: 0,
            before: [0; 32],
            faults: Vec::new(),
            waiting: Vec::new(),
            keys: BTreeMap::new(),
            threads: threads.max(1),
        }
    }

    /// Checks the next record; `key` is the public key of the party that acts.
    pub fn add(&mut self, record: &Record, key: Option<&[u8; 32]>) {
        if record.sequence != self.next {
            self.faults.push((record.sequence, Fault::Sequence { expected: self.next }));
        } else if hash(&self.before, record.sequence, &record.line) != record.hash {
            self.faults.push((record.sequence, Fault::Hash));
        }
        self.before = record.hash;
        self.next = record.sequence.saturating_add(1);
        match (&record.signature, key) {
            (None, None) => {}
            (None, Some(_)) => self.faults.push((record.sequence, Fault::Unsigned)),
            (Some(_), None) => self.faults.push((record.sequence, Fault::NoKey)),
            (Some(signature), Some(key)) => match self
                .keys
                .entry(*key)
                .or_insert_with(|| VerifyingKey::from_bytes(key).ok())
            {
                Some(key) => {
                    self.waiting.push((record.sequence, record.hash, Signature::from_bytes(signature), *key));
                }
                None => self.faults.push((record.sequence, Fault::Signature)),
            },
        }
        if self.waiting.len() >= BATCH * self.threads {
            self.settle();
        }
    }

    /// Checks the signatures that wait, a share on each thread.
    fn settle(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        let share = waiting.len().div_ceil(self.threads).max(1);
        std::thread::scope(|scope| {
            let parts: Vec<_> = waiting.chunks(share).map(|part| scope.spawn(move || forged(part))).collect();
            for part in parts {
                self.faults.extend(part.join().unwrap_or_default());
            }
        });
    }

    /// All faults in order of place, and the hash of the last record.
    #[must_use]
    pub fn finish(mut self) -> (Vec<(u64, Fault)>, Option<Hash>) {
        self.settle();
        self.faults.sort_unstable();
        (self.faults, (self.next > 0).then_some(self.before))
    }
}

/// The records whose signatures do not hold.
fn forged(part: &[(u64, Hash, Signature, VerifyingKey)]) -> Vec<(u64, Fault)> {
    let mut found = Vec::new();
    for batch in part.chunks(BATCH) {
        let messages: Vec<&[u8]> = batch.iter().map(|(_, hash, ..)| hash.as_slice()).collect();
        let signatures: Vec<Signature> = batch.iter().map(|(_, _, signature, _)| *signature).collect();
        let keys: Vec<VerifyingKey> = batch.iter().map(|(.., key)| *key).collect();
        if ed25519_dalek::verify_batch(&messages, &signatures, &keys).is_err() {
            let wrong = batch.iter().filter(|(_, hash, signature, key)| key.verify(hash, signature).is_err());
            found.extend(wrong.map(|(sequence, ..)| (*sequence, Fault::Signature)));
        }
    }
    found
}

/// Bytes as lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Hexadecimal digits as bytes.
#[must_use]
pub fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |byte: u8| char::from(byte).to_digit(16).filter(|_| !byte.is_ascii_uppercase());
    let mut bytes = [0; N];
    let pairs = text.as_bytes();
    if pairs.len() != N * 2 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(pairs.chunks(2)) {
        let [high, low] = pair else { return None };
        *byte = u8::try_from(digit(*high)? << 4 | digit(*low)?).ok()?;
    }
    Some(bytes)
}
