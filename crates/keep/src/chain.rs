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
//!
//! Signatures hold or do not by the rules of ZIP 215 (de Valence 2020), under
//! which checking many at once gives the same answer as checking each: RFC 8032
//! leaves open what becomes of points of small order, so that a signer could
//! otherwise make a signature that holds in one batch and not in the next.

use std::fmt::Write as _;

use ed25519_zebra::batch::{Item, Verifier as Batch};
use ed25519_zebra::{Signature, SigningKey, VerificationKeyBytes};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;
use sha2::{Digest as _, Sha256};

/// A SHA-256.
pub type Hash = [u8; 32];

/// The bytes that every hash of a ledger begins with.
const DOMAIN: &[u8] = b"detente-ledger-1";

/// Forged signatures are looked for one by one among so many.
const FEW: usize = 32;

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
    following(last, line, key.map(Seed::signing).as_ref())
}

/// [`next`] with a key that is ready to sign.
pub(crate) fn following(last: Option<(u64, Hash)>, line: String, key: Option<&SigningKey>) -> Record {
    let (sequence, before) = last.map_or((0, [0; 32]), |(sequence, hash)| (sequence + 1, hash));
    let hash = hash(&before, sequence, &line);
    let signature = key.map(|key| key.sign(&hash).to_bytes());
    Record { sequence, line, hash, signature }
}

/// The secret half of an Ed25519 key.
#[derive(Clone)]
pub struct Seed(pub [u8; 32]);

impl Seed {
    /// The public half.
    #[must_use]
    pub fn public(&self) -> [u8; 32] {
        self.signing().verification_key().into()
    }

    pub(crate) fn signing(&self) -> SigningKey {
        SigningKey::from(self.0)
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

/// Checks a piece of a chain that stands behind `before`: the place and hash of
/// the record before it, none at the beginning. `keys` are the public keys of
/// the parties that act, in the order of the records. Faults are in order of place.
///
/// What stands behind a faulty record is checked from the place and hash that
/// the record claims: so one fault is told once, and pieces can be checked side
/// by side. A chain is sound if each of its pieces is.
#[must_use]
pub fn check(
    before: Option<(u64, Hash)>,
    records: &[Record],
    keys: &[Option<[u8; 32]>],
) -> Vec<(u64, Fault)> {
    let mut faults = links(before, records);
    let mut signed = Vec::new();
    for (record, key) in records.iter().zip(keys) {
        match (&record.signature, key) {
            (None, None) => {}
            (None, Some(_)) => faults.push((record.sequence, Fault::Unsigned)),
            (Some(_), None) => faults.push((record.sequence, Fault::NoKey)),
            (Some(signature), Some(key)) => signed.push((record.sequence, record.hash, *signature, *key)),
        }
    }
    forged(&signed, &mut faults);
    faults.sort_unstable();
    faults
}

/// The same for places and hashes alone, which need no keys and little time.
#[must_use]
pub fn links(before: Option<(u64, Hash)>, records: &[Record]) -> Vec<(u64, Fault)> {
    let mut faults = Vec::new();
    let mut last = before;
    for record in records {
        let (expected, before) = last.map_or((0, [0; 32]), |(at, hash)| (at.saturating_add(1), hash));
        if record.sequence != expected {
            faults.push((record.sequence, Fault::Sequence { expected }));
        } else if hash(&before, record.sequence, &record.line) != record.hash {
            faults.push((record.sequence, Fault::Hash));
        }
        last = Some((record.sequence, record.hash));
    }
    faults
}

/// What is signed: the place, the hash, the signature, and the key that it is to be of.
type Signed = (u64, Hash, [u8; 64], [u8; 32]);

fn item((_, hash, signature, key): &Signed) -> Item {
    (VerificationKeyBytes::from(*key), Signature::from_bytes(signature), hash).into()
}

/// Adds the records whose signatures do not hold. All are checked together;
/// where that fails, each half by itself.
fn forged(signed: &[Signed], faults: &mut Vec<(u64, Fault)>) {
    let mut open = vec![signed];
    while let Some(part) = open.pop() {
        if part.len() <= FEW {
            let wrong = part.iter().filter(|each| item(each).verify_single().is_err());
            faults.extend(wrong.map(|(sequence, ..)| (*sequence, Fault::Signature)));
        } else if !all_hold(part) {
            let (one, other) = part.split_at(part.len() / 2);
            open.extend([one, other]);
        }
    }
}

/// Whether every signature holds. The random numbers that the check needs follow
/// from all that is checked, so that nobody can choose a signature knowing them
/// and the result is the same each time.
fn all_hold(part: &[Signed]) -> bool {
    let mut state = Sha256::new();
    let mut batch = Batch::new();
    for each in part {
        let (_, hash, signature, key) = each;
        state.update(hash);
        state.update(signature);
        state.update(key);
        batch.queue(item(each));
    }
    batch.verify(ChaCha20Rng::from_seed(state.finalize().into())).is_ok()
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
