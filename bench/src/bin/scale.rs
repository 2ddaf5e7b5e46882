//! `make bench`: the scale that the project promises, measured.
//!
//! Every run is a process of its own, so that processor time and peak memory
//! are its own: it generates a case, compiles it and computes the exact
//! frontier. The table gives medians over seeds, with the labels (undominated
//! partial value vectors) that the work consisted of.

use std::fmt::Write as _;
use std::process::Command;

use detente_bench::cases::{Size, case};
use detente_bench::process::{machine, peak_kib, processor_seconds};
use detente_settle::frontier::{Request, Status, frontier};
use detente_space::compile::{Limits, Request as Compile, compile};
use detente_space::control::Control;
use detente_space::points::point_valuation;

/// What is measured, and the processor seconds and megabytes that it should stay under.
const RUNS: [(&str, Size, f64, u64); 9] = [
    ("2 parties, 30 issues of 5", Size { parties: 2, issues: 30, options: 5, rules: 0 }, 0.3, 200),
    ("2 parties, 100 issues of 5", Size { parties: 2, issues: 100, options: 5, rules: 0 }, 0.3, 200),
    ("3 parties, 20 issues of 4", Size { parties: 3, issues: 20, options: 4, rules: 0 }, 5.0, 2000),
    ("4 parties, 12 issues of 4", Size { parties: 4, issues: 12, options: 4, rules: 0 }, 5.0, 2000),
    ("4 parties, 20 issues of 4", Size { parties: 4, issues: 20, options: 4, rules: 0 }, 5.0, 2000),
    ("5 parties, 10 issues of 4", Size { parties: 5, issues: 10, options: 4, rules: 0 }, 5.0, 2000),
    ("5 parties, 15 issues of 4", Size { parties: 5, issues: 15, options: 4, rules: 0 }, 5.0, 2000),
    (
        "2 parties, 40 issues of 4, 60 rules",
        Size { parties: 2, issues: 40, options: 4, rules: 60 },
        3.0,
        2000,
    ),
    (
        "3 parties, 40 issues of 4, 60 rules",
        Size { parties: 3, issues: 40, options: 4, rules: 60 },
        60.0,
        8000,
    ),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("one") => {
            let number = |at: usize| arguments.get(at).and_then(|text| text.parse().ok()).unwrap_or(0);
            one(number(1), number(2) as u64);
        }
        seeds => all(seeds.and_then(|text| text.parse().ok()).unwrap_or(20)),
    }
}

/// Measures one size and seed and prints `compile seconds, frontier seconds,
/// peak KiB, width, labels, points, exact`.
fn one(at: usize, seed: u64) {
    let case = case(RUNS[at].1, seed);
    let start = processor_seconds();
    let parties: Vec<_> = (0..case.parties.len()).collect();
    let points = point_valuation(&case, &parties).expect("generated numbers fit");
    let request = Compile { tracked: &points.tracked, ..Compile::default() };
    let diagram =
        compile(&case, &request, &Limits::default(), &Control::unlimited()).expect("within the limits");
    let compiled = processor_seconds();
    let request =
        Request { floors: vec![points.reservations.clone(); diagram.terminals.len()], ..Request::default() };
    let mut found = frontier(&diagram, &points.valuation, &request, &Control::unlimited());
    // The kernel counts processor time in ticks of some milliseconds: short work
    // is repeated until the count says something.
    let mut times = 1.0;
    while processor_seconds() - compiled < 0.2 {
        found = frontier(&diagram, &points.valuation, &request, &Control::unlimited());
        times += 1.0;
    }
    let took = (processor_seconds() - compiled) / times;
    let width = diagram.layers.iter().map(|layer| layer.nodes()).max().unwrap_or(0);
    println!(
        "{} {} {} {width} {} {} {}",
        compiled - start,
        took,
        peak_kib(),
        found.labels,
        found.points.len(),
        u8::from(found.status == Status::Exact)
    );
}

fn all(seeds: u64) {
    let this = std::env::current_exe().expect("the path of this program");
    let mut table = String::new();
    writeln!(table, "| frontier of | compile s | frontier s | ns a label | peak MB | width | labels | points | exact | goal |").expect("memory");
    writeln!(table, "|---|---:|---:|---:|---:|---:|---:|---:|---|---|").expect("memory");
    for (at, (name, _, seconds, megabytes)) in RUNS.iter().enumerate() {
        let mut rows: Vec<Vec<f64>> = Vec::new();
        for seed in 1..=seeds {
            let output = Command::new(&this)
                .args(["one", &at.to_string(), &seed.to_string()])
                .output()
                .expect("a child process");
            let text = String::from_utf8_lossy(&output.stdout);
            let row: Vec<f64> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
            assert_eq!(
                row.len(),
                7,
                "run {name} seed {seed} failed: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            rows.push(row);
        }
        let column = |at: usize| median(rows.iter().map(|row| row[at]).collect());
        let total = median(rows.iter().map(|row| row[0] + row[1]).collect());
        let memory = column(2) / 1024.0;
        let per_label = median(rows.iter().map(|row| row[1] / row[4].max(1.0) * 1e9).collect());
        let exact = rows.iter().all(|row| row[6] == 1.0);
        let met = total < *seconds && memory < *megabytes as f64 && exact;
        writeln!(
            table,
            "| {name} | {:.3} | {:.4} | {per_label:.0} | {memory:.0} | {:.0} | {:.0} | {:.0} | {} | {} (< {seconds} s, {megabytes} MB) |",
            column(0), column(1), column(3), column(4), column(5),
            if exact { "yes" } else { "no" },
            if met { "met" } else { "NOT met" },
        )
        .expect("memory");
        eprintln!("{name}: {total:.3} s, {memory:.0} MB");
    }
    println!(
        "# Frontiers: processor time and memory\n\nMedians of {seeds} seeds, one process each, {}.\n\n{table}",
        machine()
    );
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 { values[middle] } else { (values[middle - 1] + values[middle]) / 2.0 }
}
