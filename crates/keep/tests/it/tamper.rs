//! A changed, dropped, exchanged or forged record is found where it is.

use std::sync::LazyLock;

use detente_keep::act::{Act, ActKind, Quantity};
use detente_keep::chain::{Fault, Record, Seed, Verifier, next};
use detente_keep::ledger::{MemoryLedger, append};
use detente_keep::wire::Ids;
use proptest::prelude::*;

use crate::support::{TREATY, date, instrument};

fn seed(of: u8) -> Seed {
    Seed([of; 32])
}

/// The first records of a chain of declarations, all signed by the first party.
fn chain(length: usize) -> Vec<Record> {
    static CHAIN: LazyLock<Vec<Record>> = LazyLock::new(|| make(1200));
    CHAIN.iter().take(length).cloned().collect()
}

fn make(length: usize) -> Vec<Record> {
    let instrument = instrument(TREATY);
    let ids = Ids::of(&instrument);
    let acts: Vec<Act> = (0..length)
        .map(|at| Act {
            thing: Some(0),
            number: Some(Quantity::Number(i64::try_from(at).expect("few"))),
            ..Act::new(ActKind::Declaration, 0, date("2021-01-01"))
        })
        .collect();
    let mut ledger = MemoryLedger::default();
    append(&ids, &mut ledger, &acts, Some(&seed(1))).expect("memory");
    ledger.records
}

fn faults(records: &[Record]) -> Vec<(u64, Fault)> {
    let mut verifier = Verifier::new(2);
    let key = seed(1).public();
    records.iter().for_each(|record| verifier.add(record, Some(&key)));
    verifier.finish().0
}

#[test]
fn a_sound_chain_has_no_fault() {
    let records = chain(1200);
    assert_eq!(faults(&records), []);
    assert_eq!(faults(&[]), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_changed_line_is_found(at in 0_usize..40, byte in 0_usize..200, bit in 0_u8..7) {
        let mut records = chain(40);
        let mut bytes = records[at].line.clone().into_bytes();
        let byte = byte % bytes.len();
        bytes[byte] ^= 1 << bit;
        let Ok(line) = String::from_utf8(bytes) else { return Ok(()) };
        records[at].line = line;
        prop_assert_eq!(faults(&records), [(at as u64, Fault::Hash)]);
    }

    #[test]
    fn a_dropped_line_is_found(at in 0_usize..39) {
        let mut records = chain(40);
        records.remove(at);
        prop_assert_eq!(faults(&records), [(at as u64 + 1, Fault::Sequence { expected: at as u64 })]);
    }

    #[test]
    fn exchanged_lines_are_found(one in 0_usize..40, other in 0_usize..40) {
        prop_assume!(one < other);
        let mut records = chain(40);
        records.swap(one, other);
        let found = faults(&records);
        let later = (other as u64, Fault::Sequence { expected: one as u64 });
        let earlier = found.iter().any(|(at, fault)| *at == one as u64 && matches!(fault, Fault::Sequence { .. }));
        prop_assert!(found.contains(&later) && earlier, "{:?}", found);
    }

    #[test]
    fn a_signature_by_another_hand_is_found(at in 0_usize..40, forger in 2_u8..200) {
        let mut records = chain(40);
        let last = at.checked_sub(1).map(|before| (records[before].sequence, records[before].hash));
        records[at].signature = next(last, records[at].line.clone(), Some(&seed(forger))).signature;
        prop_assert_eq!(faults(&records), [(at as u64, Fault::Signature)]);
    }

    #[test]
    fn a_hash_computed_anew_shows_in_the_next_and_in_the_signature(at in 0_usize..39) {
        let mut records = chain(40);
        let last = at.checked_sub(1).map(|before| (records[before].sequence, records[before].hash));
        let line = records[at].line.replace("2021", "2022");
        let forged = next(last, line, None);
        let signature = records[at].signature;
        records[at] = Record { signature, ..forged };
        prop_assert_eq!(faults(&records), [(at as u64, Fault::Signature), (at as u64 + 1, Fault::Hash)]);
    }
}

#[test]
fn keys_and_signatures_belong_together() {
    let mut records = chain(2);
    records[1].signature = None;
    assert_eq!(faults(&records), [(1, Fault::Unsigned)]);
    let mut verifier = Verifier::new(1);
    verifier.add(&chain(1)[0], None);
    assert_eq!(verifier.finish().0, [(0, Fault::NoKey)]);
}
