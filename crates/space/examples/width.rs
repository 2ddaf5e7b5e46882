//! Prints nodes, width, time and memory for generated cases.
//!
//! `cargo run --release -p detente-space --example width -- [SEEDS]`
#![expect(clippy::print_stdout, reason = "printing is its purpose")]

use std::time::Instant;

use detente_case::formula::Formula;
use detente_case::model::Case;
use detente_space::compile::{Limits, Request, compile, compile_bounded};
use detente_space::control::Control;
use detente_space::diagram::{Diagram, Layer};
use detente_space::valuation::Coordinate;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

#[path = "../tests/space/builder.rs"]
mod builder;

use builder::Builder;

const OPTIONS: usize = 4;

/// Rules `a = x [and b = y] -> c = z` on issues at most `reach` apart.
#[derive(Clone, Copy)]
struct Shape {
    issues: usize,
    rules: usize,
    reach: usize,
    /// Rules in a hundred with two premises.
    double: u64,
}

impl Shape {
    fn case(self, seed: u64) -> Case {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut below = |bound: usize| usize::try_from(random.next_u64() % bound as u64).unwrap_or(0);
        let mut builder = Builder::new();
        for _ in 0..self.issues {
            builder.one_of(OPTIONS);
        }
        for _ in 0..self.rules {
            let base = below(self.issues - self.reach + 1);
            let mut picked: Vec<usize> = Vec::new();
            while picked.len() < 3 {
                let issue = base + below(self.reach);
                if !picked.contains(&issue) {
                    picked.push(issue);
                }
            }
            let mut chosen = picked.into_iter().map(|issue| builder.chooses(issue, below(OPTIONS)));
            let conclusion = chosen.next().unwrap_or(Formula::True);
            let premises: Vec<Formula> = chosen.collect();
            let count = if (below(100) as u64) < self.double { 2 } else { 1 };
            builder.rule(Formula::and(premises.into_iter().take(count)).implies(conclusion));
        }
        builder.case
    }
}

fn measure(name: &str, shape: Shape, seed: u64) {
    let case = shape.case(seed);
    let (request, control) = (Request::default(), Control::unlimited());
    let (diagram, seconds) = timed(|| compile(&case, &request, &Limits::default(), &control));
    match diagram {
        Ok(diagram) => {
            let nodes: usize = diagram.layers.iter().map(Layer::nodes).sum();
            let width = diagram.layers.iter().map(Layer::nodes).max().unwrap_or(0);
            println!("{name} #{seed}: {nodes} nodes, width {width}, {seconds:.3} s, peak {} MB", peak());
            queries(&diagram, shape.issues);
        }
        Err(stopped) => println!("{name} #{seed}: {stopped}, {seconds:.3} s"),
    }
    let narrow = Limits { max_nodes: 100 * shape.issues, ..Limits::default() };
    let (bounded, seconds) = timed(|| compile_bounded(&case, &request, &narrow, &control));
    if let Ok(bounded) = bounded {
        let (least, most) = bounded.count();
        println!("    width 100: 2^{} to 2^{} packages, {seconds:.3} s", least.bits(), most.bits());
    }
}

fn queries(diagram: &Diagram, issues: usize) {
    let row = |issue: i64| (0..4).map(|choice| (issue * 7 + choice * 5) % 11).collect();
    let table = (0..).take(issues).map(row).collect();
    let coordinate = Coordinate { table, bonus: Vec::new(), denominator: 1, ordinal: false };
    let (count, counting) = timed(|| diagram.count());
    let (_, best) = timed(|| diagram.best(&coordinate, 10));
    let (_, sample) = timed(|| diagram.sampler(1).take(100).count());
    let (diverse, diversity) = timed(|| diagram.diverse(&[], 5));
    println!(
        "    2^{} packages; count {counting:.3} s, 10 best {best:.3} s, 100 samples {sample:.3} s, 5 diverse {diversity:.3} s{}",
        count.bits(),
        if diverse.proved { "" } else { " (not proved)" },
    );
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed().as_secs_f64())
}

/// Most memory held so far, in megabytes, where the system tells.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|size| size.parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn main() {
    let seeds = std::env::args().nth(1).and_then(|seeds| seeds.parse().ok()).unwrap_or(5);
    let shape = Shape { issues: 40, rules: 60, reach: 40, double: 50 };
    (0..seeds).for_each(|seed| measure("40 issues, 60 rules", shape, seed));
    (0..seeds).for_each(|seed| measure("40 issues, 60 double rules", Shape { double: 100, ..shape }, seed));
    let long = Shape { issues: 10_000, rules: 0, reach: 12, double: 50 };
    measure("10,000 free issues", long, 0);
    measure("10,000 issues, 300 local rules", Shape { rules: 300, ..long }, 0);
    measure("10,000 issues, 10,000 local rules", Shape { rules: 10_000, reach: 6, ..long }, 0);
}
