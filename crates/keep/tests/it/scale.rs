//! How long large ledgers take. Run by hand, with optimisation:
//! `cargo test --release -p detente-keep --test it scale -- --ignored --nocapture`.

use std::time::Instant;

use detente_keep::act::{About, Act, ActKind, Quantity};
use detente_keep::audit::audit;
use detente_keep::chain::Seed;
use detente_keep::ledger::{Extent, MemoryLedger, append, open};
use detente_keep::wire::Ids;

use crate::support::{TREATY, date, instrument};

/// Declarations, notifications and visits, one after the other over twenty years.
fn acts(count: u32) -> Vec<Act> {
    let first = date("2010-01-01");
    let act = |at: u32| {
        let day = i64::from(at) * 7300 / i64::from(count);
        let on = first.checked_add(jiff::Span::new().days(day)).expect("a day");
        match at % 10 {
            0 => Act { of: Some(1), about: Some(About::Quota(0)), ..Act::new(ActKind::Use, 0, on) },
            1..=4 => Act {
                thing: Some(1 + at % 2),
                zone: Some(at % 3),
                number: Some(Quantity::Number(i64::from(at % 50))),
                ..Act::new(ActKind::Declaration, 0, on)
            },
            _ => Act {
                thing: Some(1 + at % 2),
                zone: Some(1 + at % 2),
                number: Some(Quantity::Number(i64::from(at % 3) - 1)),
                ..Act::new(ActKind::Notification, 0, on)
            },
        }
    };
    (0..count).map(act).collect()
}

#[test]
#[ignore = "a measurement, of a million acts"]
#[expect(clippy::print_stderr, reason = "a measurement is to be seen")]
fn a_million_acts_are_audited() {
    let unsigned = TREATY.to_owned();
    let seed = Seed([3; 32]);
    let key = format!("name = \"North\"\nkey = \"{}\"", detente_keep::chain::hex(&seed.public()));
    let signed = TREATY.replace("name = \"North\"", &key);
    for (what, text, seed) in [("unsigned", unsigned, None), ("signed", signed, Some(&seed))] {
        for count in [250_000, 500_000, 1_000_000] {
            let instrument = instrument(&text);
            let ids = Ids::of(&instrument);
            let mut ledger = MemoryLedger::default();
            append(&ids, &mut ledger, &acts(count), seed).expect("memory");
            let start = Instant::now();
            let extent = Extent { known_by: None, verify: Some(2) };
            let mut opened = open(&ids, &mut ledger, extent).expect("memory");
            let read = start.elapsed();
            let audit = audit(&opened.book, opened.faults, opened.unreadable, date("2030-01-01"));
            let whole = start.elapsed();
            assert_eq!(audit.acts, count as usize);
            let more = acts(1000).into_iter().map(|act| Act { on: date("2031-01-01"), ..act });
            let more: Vec<Act> = more.collect();
            let start = Instant::now();
            more.into_iter().for_each(|act| opened.book.add(act));
            eprintln!(
                "{count} {what}: replayed in {read:.1?}, audited in {whole:.1?}, a new act {:.1?}",
                start.elapsed() / 1000
            );
        }
    }
}
