//! `make bench`: the five stability concepts at scale.
//!
//! `stability [--quick]` prints a table: every run is a process of its own, so
//! that processor time and peak memory are its own. `stability one OPTIONS
//! MAKERS PREFERENCES THREADS SEED` is such a run. `stability ranks OPTIONS MAKERS
//! PREFERENCES SEED FILE` prints our verdicts and times as JSON and writes the
//! ranks for the matrix method to FILE.

use std::fmt::Write as _;
use std::process::Command;
use std::time::Instant;

use detente_bench::cases::read;
use detente_bench::conflict::{Conflict, Preferences, text};
use detente_bench::process::{all_threads_seconds, machine, peak_kib, repeated};
use detente_case::model::Case;
use detente_space::control::Control;
use detente_stability::concepts::{Concept, Stability};
use detente_stability::model::{Limits, Model};
use serde_json::json;

const MAKERS: usize = 4;
/// Options, and the processor seconds and megabytes on one thread that we want to stay under.
const RUNS: [(usize, Option<(f64, u64)>); 4] =
    [(16, None), (18, None), (20, Some((3.0, 150))), (22, Some((15.0, 500)))];
const THREADS: [usize; 2] = [1, 2];
/// Time per state may grow by this much from the fewest states to the most.
const GROWTH: f64 = 1.5;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["one", options, makers, preferences, threads, seed] => {
            one(conflict(options, makers, preferences), number(threads), number(seed) as u64);
        }
        ["ranks", options, makers, preferences, seed, file] => {
            ranks(conflict(options, makers, preferences), number(seed) as u64, file);
        }
        ["--quick"] => all(1, 18),
        _ => all(5, usize::MAX),
    }
}

fn number(word: &str) -> usize {
    word.parse().expect("a number")
}

fn conflict(options: &str, makers: &str, preferences: &str) -> Conflict {
    let preferences =
        Preferences::ALL.into_iter().find(|kind| kind.id() == preferences).expect("kind of preferences");
    Conflict { options: number(options), makers: number(makers), preferences }
}

fn limits(threads: usize) -> Limits {
    Limits { threads, ..Limits::default() }
}

/// Model and verdicts, from a case that is read already.
fn analyse(case: &Case, limits: &Limits) -> (Model, Stability) {
    let model = Model::build(case, limits, &Control::unlimited()).expect("within the limits");
    let found =
        Stability::of(&model, &Concept::ALL, limits, &Control::unlimited()).expect("within the limits");
    (model, found)
}

/// Measures one conflict and prints `processor seconds, clock seconds, peak KiB,
/// equilibria under each concept`.
fn one(conflict: Conflict, threads: usize, seed: u64) {
    let case = read(text(conflict, seed));
    let limits = limits(threads);
    let clock = Instant::now();
    let began = all_threads_seconds();
    let mut found = analyse(&case, &limits).1;
    let mut times = 1_u32;
    let mut took = all_threads_seconds() - began;
    while took < 1.0 {
        found = analyse(&case, &limits).1;
        times += 1;
        took = all_threads_seconds() - began;
    }
    let wall = clock.elapsed().as_secs_f64() / f64::from(times);
    let equilibria = Concept::ALL.map(|concept| found.equilibria(concept).count().to_string());
    println!("{} {wall} {} {}", took / f64::from(times), peak_kib(), equilibria.join(" "));
}

/// Ranks for the matrix method, and what we find and how fast.
fn ranks(conflict: Conflict, seed: u64, file: &str) {
    let case = read(text(conflict, seed));
    let ((model, found), seconds, times) = repeated(0.3, || analyse(&case, &limits(1)));
    let of_party = |party: usize| -> Vec<u32> {
        model.all().map(|state| model.rank(party, state).expect("every party has a preference")).collect()
    };
    let ranks: Vec<Vec<u32>> = (0..conflict.makers).map(of_party).collect();
    std::fs::write(file, json!({ "options": conflict.options, "ranks": ranks }).to_string())
        .expect("writing the ranks");
    let verdicts: Vec<Vec<String>> = (0..conflict.makers)
        .map(|maker| {
            let bit =
                |concept, state| if found.is_stable(maker, concept, state) == Some(true) { '1' } else { '0' };
            Concept::ALL.map(|concept| model.all().map(|state| bit(concept, state)).collect()).to_vec()
        })
        .collect();
    println!(
        "{}",
        json!({ "seconds": seconds, "times": times, "peak_kib": peak_kib(), "verdicts": verdicts })
    );
}

/// What one run printed.
struct Row {
    processor: f64,
    wall: f64,
    megabytes: f64,
    equilibria: String,
}

fn all(seeds: u64, most_options: usize) {
    let this = std::env::current_exe().expect("the path of this program");
    let run = |options: usize, kind: Preferences, threads: usize, seed: u64| -> Row {
        let words = [
            "one",
            &options.to_string(),
            &MAKERS.to_string(),
            kind.id(),
            &threads.to_string(),
            &seed.to_string(),
        ]
        .map(str::to_owned);
        let output = Command::new(&this).args(&words).output().expect("a child process");
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut numbers = printed.split_whitespace();
        let mut next = || numbers.next().and_then(|word| word.parse::<f64>().ok());
        let (Some(processor), Some(wall), Some(kib)) = (next(), next(), next()) else {
            panic!("{words:?} failed: {}", String::from_utf8_lossy(&output.stderr));
        };
        Row { processor, wall, megabytes: kib / 1024.0, equilibria: numbers.collect::<Vec<_>>().join(" ") }
    };
    let mut table = String::from(
        "| states | decision makers | preferences | threads | processor s | clock s | ns a state | peak MB | goal |\n|---:|---:|---|---:|---:|---:|---:|---:|---|\n",
    );
    let sizes = || RUNS.iter().filter(|(options, _)| *options <= most_options);
    let mut growth = String::new();
    for kind in Preferences::ALL {
        // Sizes in turn within a seed, so that a spell of other work touches all of them.
        let mut rows: Vec<Vec<Row>> = Vec::new();
        rows.resize_with(RUNS.len() * THREADS.len(), Vec::new);
        for seed in 1..=seeds {
            for (at, (options, _)) in sizes().enumerate() {
                for (thread, &threads) in THREADS.iter().enumerate() {
                    rows[at * THREADS.len() + thread].push(run(*options, kind, threads, seed));
                }
                let pair = &rows[at * THREADS.len()..][..THREADS.len()];
                let found = |thread: usize| pair[thread].last().map(|row| row.equilibria.as_str());
                assert_eq!(found(0), found(1), "threads change nothing");
                eprintln!("{} {options} options, seed {seed}", kind.id());
            }
        }
        let mut per_state = Vec::new();
        for (at, (options, goal)) in sizes().enumerate() {
            let states = (1_u64 << options) as f64;
            for (thread, threads) in THREADS.iter().enumerate() {
                let rows = &rows[at * THREADS.len() + thread];
                let column = |value: fn(&Row) -> f64| median(rows.iter().map(value).collect());
                let (processor, wall, megabytes) =
                    (column(|row| row.processor), column(|row| row.wall), column(|row| row.megabytes));
                if *threads == 1 {
                    per_state.push(processor / states);
                }
                let goal = match goal {
                    Some((seconds, most)) if *threads == 1 => {
                        let met = processor < *seconds && megabytes < *most as f64;
                        format!("{} (< {seconds} s, {most} MB)", if met { "met" } else { "NOT met" })
                    }
                    _ => String::new(),
                };
                writeln!(
                    table,
                    "| {} | {MAKERS} | {} | {threads} | {processor:.3} | {wall:.3} | {:.0} | {megabytes:.0} | {goal} |",
                    1_u64 << options,
                    kind.id(),
                    processor / states * 1e9
                )
                .expect("memory");
            }
        }
        if let (Some(first), Some(last)) = (per_state.first(), per_state.last()) {
            let times = last / first;
            let met = if times < GROWTH { "met" } else { "NOT met" };
            writeln!(
                growth,
                "- {}: time per state grows {times:.2} times from the fewest states to the most ({met}: less than {GROWTH}).",
                kind.id()
            )
            .expect("memory");
        }
    }
    println!(
        "# Stability: the five concepts at scale\n\nFrom a case that is read already: model and verdicts of all decision makers under all five concepts.\nMedians of {seeds} seeds, one process each, {}.\n\n{table}\n{growth}",
        machine()
    );
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 { values[middle] } else { (values[middle - 1] + values[middle]) / 2.0 }
}
