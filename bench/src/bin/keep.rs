//! `make bench`: how long large ledgers take.
//!
//! `keep [--quick]` prints a table: a database of acts is written, and a process
//! of its own reads it, checks chain and signatures, audits it, and takes in
//! some more acts, so that processor time and peak memory are its own. `keep one
//! DATABASE SIGNED THREADS` is such a process.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use detente_bench::process::{all_threads_seconds, machine, peak_kib};
use detente_instrument::load::load;
use detente_instrument::model::Instrument;
use detente_instrument::period::{Date, Period};
use detente_keep::act::{About, Act, ActKind, Quantity};
use detente_keep::audit::audit;
use detente_keep::chain::{Seed, hex};
use detente_keep::ledger::{Extent, append, open};
use detente_keep::wire::{Ids, day};
use detente_store::Database;

/// How many acts.
const COUNTS: [u32; 3] = [250_000, 500_000, 1_000_000];
/// Processor seconds of all threads for the most acts: unsigned, signed. On an
/// idle machine the clock shows less.
const GOALS: [f64; 2] = [10.0, 20.0];
const MEGABYTES: f64 = 500.0;
/// Time per act may grow by this much from the fewest acts to the most.
const GROWTH: f64 = 1.5;
/// Acts that are taken in after the audit, to see what one takes.
const MORE: u32 = 1000;

const SEED: Seed = Seed([3; 32]);

/// Kinds of things in nested zones, a limit, a quota and a duty.
const TREATY: &str = r#"
detente = 1
[instrument]
title = "A treaty to measure with"
in-force = 2010-01-01
[parties.north]
name = "North"
[parties.south]
name = "South"
[zones.plain]
title = "Plain"
[zones.east]
title = "East"
within = "plain"
[zones.west]
title = "West"
within = "plain"
[things.vehicle]
title = "Vehicles"
[things.tank]
title = "Tanks"
of = "vehicle"
[things.gun]
title = "Guns"
of = "vehicle"
[limits.vehicles]
title = "Vehicles"
counts = "vehicle"
at-most = 100
from = 2011-01-01
basis = "made-up"
[quotas.visits]
title = "Visits"
number = 20
basis = "made-up"
[duties.exchange]
title = "Exchange"
every = "P6M"
first = 2010-07-01
within = "P30D"
met-by = "declaration"
basis = "made-up"
"#;

fn instrument(signed: bool) -> Instrument {
    let key = format!("name = \"North\"\nkey = \"{}\"", hex(&SEED.public()));
    let text = if signed { TREATY.replace("name = \"North\"", &key) } else { TREATY.to_owned() };
    load("instrument.toml", text.into_bytes()).instrument.expect("an instrument without a fault")
}

fn date(text: &str) -> Date {
    day(text).expect("a day")
}

/// The act at a place among so many: visits, declarations and notifications,
/// one after the other over twenty years.
fn act(at: u32, count: u32) -> Act {
    let days = i32::try_from(u64::from(at) * 7300 / u64::from(count)).expect("twenty years");
    let on = Period::days(days).after(date("2010-01-01"), 1).expect("a day");
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
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["one", path, signed, threads] => {
            one(Path::new(path), *signed == "signed", threads.parse().expect("a number"));
        }
        ["--quick"] => all(&[10_000, 20_000]),
        _ => all(&COUNTS),
    }
}

/// Prints `clock seconds, processor seconds, peak KiB, findings, microseconds of a new
/// act in the median, and of the longest`.
fn one(path: &Path, signed: bool, threads: usize) {
    let instrument = instrument(signed);
    let ids = Ids::of(&instrument);
    let clock = Instant::now();
    let mut ledger = Database::open(path, false).expect("a database");
    let extent = Extent { known_by: None, verify: true, threads };
    let mut opened = open(&ids, &mut ledger, extent).expect("a ledger");
    assert!(opened.faults.is_empty() && opened.unreadable.is_empty(), "the chain is sound");
    let found = audit(&opened.book, opened.faults, opened.unreadable, date("2030-01-01"));
    let took = clock.elapsed().as_secs_f64();
    let (processor, peak) = (all_threads_seconds(), peak_kib());
    let more: Vec<Act> = (0..MORE).map(|at| Act { on: date("2031-01-01"), ..act(at, MORE) }).collect();
    // Once in a while a list grows, and one act waits for all of it to be copied.
    let mut each: Vec<f64> = Vec::with_capacity(more.len());
    for act in more {
        let clock = Instant::now();
        opened.book.add(act);
        each.push(clock.elapsed().as_secs_f64() * 1e6);
    }
    each.sort_by(f64::total_cmp);
    let (middle, longest) = (each[each.len() / 2], each[each.len() - 1]);
    println!("{took} {processor} {peak} {} {middle} {longest}", found.findings.len());
}

fn all(counts: &[u32]) {
    let this = std::env::current_exe().expect("the path of this program");
    let folder = std::env::temp_dir().join(format!("detente-keep-{}", std::process::id()));
    std::fs::create_dir(&folder).expect("a new folder");
    let mut table = String::new();
    let mut line = |text: String| writeln!(table, "{text}").expect("memory");
    line("| acts | signed | threads | ledger MB | clock s | processor s | µs an act | peak MB | findings | a new act µs (the longest) | goal |".to_owned());
    line("|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---|".to_owned());
    let mut growths = Vec::new();
    for (signed, goal) in [false, true].into_iter().zip(GOALS) {
        let word = if signed { "signed" } else { "unsigned" };
        let mut each = Vec::new();
        for count in counts {
            let path = folder.join(format!("{count}-{word}.db"));
            write(&path, *count, signed);
            let size = std::fs::metadata(&path).expect("the database").len() as f64 / 1e6;
            for threads in [1, 2] {
                let output = Command::new(&this)
                    .args(["one", &path.to_string_lossy(), word, &threads.to_string()])
                    .output()
                    .expect("a child process");
                let text = String::from_utf8_lossy(&output.stdout);
                let row: Vec<f64> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
                let [clock, processor, peak, findings, new, longest] = row.as_slice() else {
                    panic!("{count} {word}: {}", String::from_utf8_lossy(&output.stderr));
                };
                let peak = peak / 1024.0;
                let told = if *count == 1_000_000 && threads == 2 {
                    let met = *processor < goal && peak < MEGABYTES;
                    format!("{} (< {goal} s, {MEGABYTES} MB)", if met { "met" } else { "NOT met" })
                } else {
                    String::new()
                };
                let per_act = processor * 1e6 / f64::from(*count);
                if threads == 2 {
                    each.push(per_act);
                }
                line(format!(
                    "| {count} | {} | {threads} | {size:.0} | {clock:.2} | {processor:.2} | {per_act:.2} | {peak:.0} | {findings} | {new:.1} ({longest:.0}) | {told} |",
                    if signed { "yes" } else { "no" }
                ));
                eprintln!("{count} {word}, {threads} threads: {clock:.2} s, {peak:.0} MB");
            }
            std::fs::remove_file(&path).expect("the database");
        }
        if let (Some(first), Some(last)) = (each.first(), each.last()) {
            let met = if last / first < GROWTH { "met" } else { "NOT met" };
            growths.push(format!(
                "- {word}: processor time per act grows {:.2} times from the fewest acts to the most ({met}: less than {GROWTH}).",
                last / first
            ));
        }
    }
    std::fs::remove_dir(&folder).expect("an empty folder");
    println!(
        "# Keeping an agreement: audit of large ledgers\n\nA SQLite database is read, its chain and every signature (Ed25519) checked, and the whole audited.\nOne run each, one process each, {}. Goals are for the processor seconds of all threads.\n\n{table}\n{}",
        machine(),
        growths.join("\n")
    );
}

fn write(path: &Path, count: u32, signed: bool) {
    let instrument = instrument(signed);
    let ids = Ids::of(&instrument);
    let mut ledger = Database::open(path, true).expect("a new database");
    let places: Vec<u32> = (0..count).collect();
    let mut head = None;
    for piece in places.chunks(50_000) {
        let acts: Vec<Act> = piece.iter().map(|at| act(*at, count)).collect();
        head = append(&ids, &mut ledger, head, &acts, signed.then_some(&SEED)).expect("written");
    }
}
