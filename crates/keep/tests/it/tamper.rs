//! A changed, dropped, exchanged or forged record is found where it is.

use std::sync::LazyLock;

use detente_keep::act::{Act, ActKind, Quantity};
use detente_keep::chain::{Fault, Record, Seed, check, next};
use detente_keep::ledger::{Extent, MemoryLedger, append, open};
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
    append(&ids, &mut ledger, None, &acts, Some(&seed(1))).expect("memory");
    ledger.records
}

fn faults(records: &[Record]) -> Vec<(u64, Fault)> {
    check(None, records, &vec![Some(seed(1).public()); records.len()])
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
fn a_chain_is_as_sound_as_its_pieces_and_every_forgery_is_found() {
    let mut records = chain(1200);
    let forged = [0, 31, 32, 33, 500, 501, 1199];
    for at in forged {
        records[at].signature = records[(at + 7) % 1200].signature;
    }
    let expected: Vec<_> = forged.iter().map(|at| (*at as u64, Fault::Signature)).collect();
    assert_eq!(faults(&records), expected);
    let keys = vec![Some(seed(1).public()); records.len()];
    for size in [1, 32, 33, 500] {
        let mut before = None;
        let mut found = Vec::new();
        for (piece, keys) in records.chunks(size).zip(keys.chunks(size)) {
            found.extend(check(before, piece, keys));
            before = piece.last().map(|record| (record.sequence, record.hash));
        }
        assert_eq!(found, expected, "{size}");
    }
}

#[test]
fn how_many_threads_read_a_ledger_changes_nothing() {
    let key = format!("name = \"North\"\nkey = \"{}\"", detente_keep::chain::hex(&seed(1).public()));
    let instrument = instrument(&TREATY.replace("name = \"North\"", &key));
    let ids = Ids::of(&instrument);
    let mut records = make(10_000);
    records.swap(4095, 4096);
    records[9000].line = "{}".to_owned();
    let mut ledger = MemoryLedger { records };
    let mut read = |threads: usize| {
        let extent = Extent { known_by: None, verify: true, threads };
        let opened = open(&ids, &mut ledger, extent).expect("memory");
        assert_eq!(opened.book.len(), 10_000);
        (opened.faults, opened.unreadable, opened.head, format!("{:?}", opened.book))
    };
    let one = read(1);
    assert!(one.0.contains(&(9000, Fault::Hash)) && one.0.contains(&(9000, Fault::NoKey)), "{:?}", one.0);
    assert_eq!(one.1.len(), 1);
    assert!(one == read(2) && one == read(7));
}

#[test]
fn keys_and_signatures_belong_together() {
    let mut records = chain(2);
    records[1].signature = None;
    assert_eq!(faults(&records), [(1, Fault::Unsigned)]);
    assert_eq!(check(None, &chain(1), &[None]), [(0, Fault::NoKey)]);
}
