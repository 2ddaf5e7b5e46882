//! Time, nodes and points of the frontier on random large nonlinear domains.
//!
//! `cargo run --release -p detente-settle --example rectangles [ISSUES [BOXES [SEEDS
//! [SIDES [PARTIES [SECONDS]]]]]]` prints one line an instance. Issues have 10
//! values. Each party has so many boxes; a box bounds 1 to SIDES issues, a bound
//! covers 1 to 9 neighbouring values, a box is worth 1 to 100. These are like the
//! nonlinear domains of the negotiation competition of 2014 (ANAC). How hard an
//! instance is hangs on SIDES most of all.
#![expect(clippy::print_stdout, reason = "a program that measures and prints")]

use std::time::{Duration, Instant};

use detente_case::formula::{ChoiceSet, Formula};
use detente_settle::boxes::{Request, frontier};
use detente_space::control::Control;
use detente_space::valuation::{Coordinate, Valuation};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

const VALUES: usize = 10;

fn main() {
    let given: Vec<usize> = std::env::args().skip(1).filter_map(|text| text.parse().ok()).collect();
    let number = |at: usize, otherwise: usize| given.get(at).copied().unwrap_or(otherwise);
    let (issues, boxes, seeds) = (number(0, 10), number(1, 100), number(2, 5));
    let (sides, parties) = (number(3, 4).clamp(1, issues), number(4, 2));
    let limit = Duration::from_secs(number(5, 60) as u64);
    for seed in 0..seeds as u64 {
        let (valuation, tracked) = draw(issues, boxes, sides, parties, seed);
        let begun = Instant::now();
        let late = || begun.elapsed() > limit;
        let control = Control::new(&late);
        let sizes = vec![VALUES; issues];
        let found = frontier(&sizes, &valuation, &tracked, &[], &Request::default(), &control);
        let Some(found) = found.map(|outcome| outcome.frontier) else { continue };
        println!(
            "{issues} issues, {boxes} boxes of up to {sides} sides, {parties} parties, seed {seed}: {:.3} s, {} nodes, {} points, {:?}",
            begun.elapsed().as_secs_f64(),
            found.labels,
            found.points.len(),
            found.status,
        );
    }
}

fn draw(issues: usize, boxes: usize, sides: usize, parties: usize, seed: u64) -> (Valuation, Vec<Formula>) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let none = Coordinate {
        table: vec![vec![0; VALUES]; issues],
        bonus: vec![0; boxes * parties],
        denominator: 1,
        ordinal: false,
    };
    let mut valuation = Valuation { coordinates: vec![none; parties] };
    let mut tracked = Vec::new();
    for coordinate in &mut valuation.coordinates {
        for _ in 0..boxes {
            let mut order: Vec<usize> = (0..issues).collect();
            let count = rng.random_range(1..=sides);
            for at in 0..count {
                order.swap(at, rng.random_range(at..issues));
            }
            let mut side = |issue: usize| {
                let width = rng.random_range(1..VALUES);
                let low = rng.random_range(0..=VALUES - width);
                let mut choices = ChoiceSet::with_capacity(VALUES);
                choices.insert_range(low..low + width);
                Formula::is(issue, choices)
            };
            let box_of = Formula::and(order[..count].iter().map(|&issue| side(issue)));
            coordinate.bonus[tracked.len()] = rng.random_range(1..=100);
            tracked.push(box_of);
        }
    }
    (valuation, tracked)
}
