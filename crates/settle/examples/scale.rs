//! Time, labels and memory of the frontier on random instances.
//!
//! `cargo run --release --example scale [NAME [SEEDS [LABELS]]]` prints one line an
//! instance and the medians of each family. Values are drawn from 0 to 10^9, so
//! that practically nothing ties. Families: `two-100`, `two-30` (two coordinates,
//! issues of 5 options), `four-20`, `five-15` (issues of 4 options), `rules-two`,
//! `rules-three` (40 issues of 4 options with 60 rules `a = x [and b = y] -> c = z`).
#![expect(clippy::print_stdout, reason = "a program that measures and prints")]

use std::time::Instant;

use detente_settle::frontier::{Request, frontier};
use detente_space::control::Control;
use detente_space::diagram::{Arc, Diagram, Effect, Layer, Terminal};
use detente_space::valuation::{Coordinate, Valuation};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rustc_hash::FxHashMap;

struct Family {
    name: &'static str,
    dimension: usize,
    issues: usize,
    options: u16,
    rules: usize,
}

const FAMILIES: &[Family] = &[
    Family { name: "two-30", dimension: 2, issues: 30, options: 5, rules: 0 },
    Family { name: "two-100", dimension: 2, issues: 100, options: 5, rules: 0 },
    Family { name: "two-1000", dimension: 2, issues: 1000, options: 5, rules: 0 },
    Family { name: "two-10000", dimension: 2, issues: 10_000, options: 5, rules: 0 },
    Family { name: "four-20", dimension: 4, issues: 20, options: 4, rules: 0 },
    Family { name: "five-15", dimension: 5, issues: 15, options: 4, rules: 0 },
    Family { name: "rules-two", dimension: 2, issues: 40, options: 4, rules: 60 },
    Family { name: "rules-three", dimension: 3, issues: 40, options: 4, rules: 60 },
];

fn main() {
    let wanted = std::env::args().nth(1);
    let number = |position| std::env::args().nth(position).and_then(|text| text.parse::<usize>().ok());
    let seeds = number(2).unwrap_or(5) as u64;
    let max_labels = number(3).unwrap_or(Request::default().max_labels);
    for family in FAMILIES {
        if wanted.as_deref().is_none_or(|wanted| wanted == family.name) {
            measure(family, seeds, max_labels);
        }
    }
}

fn measure(family: &Family, seeds: u64, max_labels: usize) {
    let mut rows = Vec::new();
    for seed in 0..seeds {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let diagram = diagram(family, &mut rng);
        let width = diagram.layers.iter().map(Layer::nodes).max().unwrap_or(0);
        let valuation = valuation(family, &mut rng);
        reset_peak();
        let request = Request { max_labels, ..Request::default() };
        let ask = || frontier(&diagram, &valuation, &request, &Control::unlimited());
        let (start, wall) = (processor_seconds(), Instant::now());
        let answer = ask();
        // The system counts processor time in coarse steps: short runs are repeated.
        let times = if wall.elapsed().as_millis() < 50 { 50 } else { 1 };
        for _ in 1..times {
            assert_eq!(ask(), answer, "the same answer every time");
        }
        let seconds = (processor_seconds() - start) / f64::from(times);
        let wall = wall.elapsed().as_secs_f64() / f64::from(times);
        for point in &answer.points {
            for (coordinate, &value) in valuation.coordinates.iter().zip(&point.vector) {
                let worth: i64 =
                    point.witness.iter().zip(&coordinate.table).map(|(&o, row)| row[usize::from(o)]).sum();
                assert_eq!(worth, value, "a witness is worth what its point says");
            }
        }
        println!(
            "{} seed {seed}: width {width}, {} points, {} labels, {seconds:.3} s processor, {wall:.3} s wall, {:.0} ns a label, peak {} MB, {:?}",
            family.name,
            answer.points.len(),
            answer.labels,
            seconds * 1e9 / answer.labels as f64,
            peak_megabytes(),
            answer.status,
        );
        rows.push((seconds, answer.points.len(), seconds * 1e9 / answer.labels as f64, peak_megabytes()));
    }
    println!(
        "{} median of {seeds}: {:.3} s processor, {} points, {:.0} ns a label, peak {} MB",
        family.name,
        median(rows.iter().map(|row| row.0)),
        median(rows.iter().map(|row| row.1 as f64)),
        median(rows.iter().map(|row| row.2)),
        median(rows.iter().map(|row| row.3 as f64)),
    );
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

fn valuation(family: &Family, rng: &mut impl Rng) -> Valuation {
    let mut row = || (0..family.options).map(|_| rng.random_range(0..=1_000_000_000)).collect();
    let coordinates = (0..family.dimension)
        .map(|_| Coordinate {
            table: (0..family.issues).map(|_| row()).collect(),
            bonus: Vec::new(),
            denominator: 1,
            ordinal: false,
        })
        .collect();
    Valuation { coordinates }
}

/// `a = x [and b = y] -> c = z`.
struct Rule {
    given: Vec<(usize, u16)>,
    then: (usize, u16),
}

/// Packages that meet random rules; a node is the set of rules still open.
fn diagram(family: &Family, rng: &mut impl Rng) -> Diagram {
    let rules: Vec<Rule> = (0..family.rules)
        .map(|_| {
            let mut issues: Vec<usize> = Vec::new();
            while issues.len() < 3 {
                let issue = rng.random_range(0..family.issues);
                if !issues.contains(&issue) {
                    issues.push(issue);
                }
            }
            let mut literal = |issue| (issue, rng.random_range(0..family.options));
            let mut given = vec![literal(issues[0]), literal(issues[1])];
            let then = literal(issues[2]);
            given.truncate(rng.random_range(1..=2));
            Rule { given, then }
        })
        .collect();
    let order = order(family.issues, &rules);
    let position: Vec<usize> =
        (0..family.issues).map(|i| order.iter().position(|&o| o == i).unwrap_or(0)).collect();
    let mut nodes: Vec<u64> = vec![(1_u64 << rules.len()) - 1];
    let mut layers = Vec::new();
    for (depth, &issue) in order.iter().enumerate() {
        let mut index = FxHashMap::default();
        let mut next = Vec::new();
        let mut layer = Layer { issue, starts: vec![0], arcs: Vec::new() };
        for &open in &nodes {
            for choice in 0..family.options {
                let Some(state) = choose(&rules, &position, depth, open, (issue, choice)) else { continue };
                let child = *index.entry(state).or_insert_with(|| {
                    next.push(state);
                    next.len() as u32 - 1
                });
                layer.arcs.push(Arc { choice, effect: 0, child });
            }
            layer.starts.push(layer.arcs.len() as u32);
        }
        nodes = next;
        layers.push(layer);
    }
    prune(&mut layers);
    Diagram {
        layers,
        terminals: vec![Terminal { holds: Vec::new() }],
        effects: vec![Effect { arises: true, met: Vec::new() }],
    }
}

/// Rules still open after a choice, equal residuals named by the first rule that has them; `None` if one fails.
fn choose(rules: &[Rule], position: &[usize], depth: usize, open: u64, taken: (usize, u16)) -> Option<u64> {
    type Residual<'a> = (Vec<&'a (usize, u16)>, Option<(usize, u16)>);
    let mut residuals: Vec<Residual<'_>> = Vec::new();
    let mut state = 0_u64;
    for (number, rule) in rules.iter().enumerate() {
        if open >> number & 1 == 0 {
            continue;
        }
        let settled = rule.given.iter().any(|literal| literal.0 == taken.0 && literal.1 != taken.1);
        if settled || rule.then == taken {
            continue;
        }
        let left: Vec<_> = rule.given.iter().filter(|literal| position[literal.0] > depth).collect();
        let then = (position[rule.then.0] > depth).then_some(rule.then);
        if left.is_empty() && then.is_none() {
            return None;
        }
        let residual = (left, then);
        if !residuals.contains(&residual) {
            residuals.push(residual);
            state |= 1 << number;
        }
    }
    Some(state)
}

/// Each time the issue that leaves the fewest rules half decided.
fn order(issues: usize, rules: &[Rule]) -> Vec<usize> {
    if rules.is_empty() {
        return (0..issues).collect();
    }
    let mut order: Vec<usize> = Vec::new();
    while order.len() < issues {
        let cut = |next: usize| {
            let done = |issue: usize| issue == next || order.contains(&issue);
            rules
                .iter()
                .filter(|rule| {
                    let literals = || rule.given.iter().chain([&rule.then]);
                    literals().any(|literal| done(literal.0)) && literals().any(|literal| !done(literal.0))
                })
                .count()
        };
        let best = (0..issues).filter(|issue| !order.contains(issue)).min_by_key(|&issue| cut(issue));
        order.extend(best);
    }
    order
}

/// Drops nodes without a path to the end.
fn prune(layers: &mut [Layer]) {
    let mut alive: Option<Vec<bool>> = None;
    for layer in layers.iter_mut().rev() {
        let renumbered: Option<Vec<u32>> = alive.as_ref().map(|alive| {
            let mut next = 0;
            alive
                .iter()
                .map(|&own| {
                    next += u32::from(own);
                    next.saturating_sub(1)
                })
                .collect()
        });
        let mut pruned = Layer { issue: layer.issue, starts: vec![0], arcs: Vec::new() };
        let mut own = Vec::new();
        for node in 0..layer.nodes() {
            let before = pruned.arcs.len();
            for arc in layer.arcs_of(node) {
                if alive.as_ref().is_none_or(|alive| alive[arc.child as usize]) {
                    let child = renumbered.as_ref().map_or(arc.child, |new| new[arc.child as usize]);
                    pruned.arcs.push(Arc { child, ..*arc });
                }
            }
            own.push(pruned.arcs.len() > before);
            if pruned.arcs.len() > before {
                pruned.starts.push(pruned.arcs.len() as u32);
            }
        }
        *layer = pruned;
        alive = Some(own);
    }
}

/// Time that this process has spent on a processor.
fn processor_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    text.split_whitespace().next().and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}

/// Lets the peak start again where the system allows it.
fn reset_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

fn peak_megabytes() -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("");
    line.split_whitespace().next().and_then(|number| number.parse::<u64>().ok()).unwrap_or(0) / 1024
}
