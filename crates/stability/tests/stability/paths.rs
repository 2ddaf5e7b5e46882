//! Where a conflict goes, against all paths.

use std::collections::BTreeSet;

use detente_space::control::Control;
use detente_stability::model::{Limits, State};
use detente_stability::paths::{By, Evolution};

use crate::agree::drawn;
use crate::oracle::Listed;
use crate::random::{ANY, Dice, Kind};

fn limits() -> Limits {
    Limits::default()
}

const SMALL: Kind = Kind { most_states: 16, ..ANY };

#[test]
fn paths_are_as_defined() {
    for seed in 35_000..35_200 {
        let Some((text, _, model, listed)) = drawn(seed, SMALL) else { continue };
        let mut dice = Dice(seed);
        let by: Vec<By> =
            listed.makers.iter().map(|_| [By::Moves, By::Improvements, By::Staying][dice.below(3)]).collect();
        let goes = |mover: usize, from: usize, to: usize| {
            listed.moves[mover][from][to]
                && match by[mover] {
                    By::Moves => true,
                    By::Improvements => listed.gain(&listed.makers[mover], from, to),
                    By::Staying => false,
                }
        };
        let from = dice.below(listed.states.len());
        let found = Evolution::of(&model, from as State, &by, &limits(), &Control::unlimited()).unwrap();
        // All paths in which nobody moves twice in a row, by length.
        let mut layers: Vec<BTreeSet<(usize, Option<usize>)>> = vec![BTreeSet::from([(from, None)])];
        for _ in 0..listed.states.len() {
            let last = layers.last().unwrap().clone();
            let mut next = BTreeSet::new();
            for (at, last) in last {
                for mover in (0..listed.makers.len()).filter(|&mover| Some(mover) != last) {
                    next.extend(
                        (0..listed.states.len())
                            .filter(|&to| goes(mover, at, to))
                            .map(|to| (to, Some(mover))),
                    );
                }
            }
            layers.push(next);
        }
        for to in 0..listed.states.len() {
            let steps = layers.iter().position(|layer| layer.iter().any(|(state, _)| *state == to));
            assert_eq!(found.steps_to(to as State), steps, "seed {seed}\n{text}");
            let shortest = found.shortest(&model, to as State, 10_000);
            let simple = found.simple_paths(&model, to as State, 3, 10_000);
            assert!(shortest.complete && simple.complete);
            let all: Vec<Vec<(usize, usize, usize)>> = simple_paths(&listed, &goes, from, to, 3);
            let as_steps =
                |paths: &[Vec<detente_stability::paths::Step>]| -> BTreeSet<Vec<(usize, usize, usize)>> {
                    let step = |step: &detente_stability::paths::Step| {
                        (step.decision_maker, step.from as usize, step.to as usize)
                    };
                    paths.iter().map(|path| path.iter().map(step).collect()).collect()
                };
            assert_eq!(as_steps(&simple.found), all.iter().cloned().collect(), "seed {seed}\n{text}");
            if steps.is_some_and(|steps| steps <= 3) {
                let least: BTreeSet<_> = all.into_iter().filter(|path| Some(path.len()) == steps).collect();
                assert_eq!(as_steps(&shortest.found), least, "seed {seed}, from {from} to {to}\n{text}");
            }
        }
    }
}

fn simple_paths(
    listed: &Listed,
    goes: &dyn Fn(usize, usize, usize) -> bool,
    from: usize,
    to: usize,
    longest: usize,
) -> Vec<Vec<(usize, usize, usize)>> {
    let mut found = Vec::new();
    let mut open = vec![Vec::new()];
    while let Some(path) = open.pop() {
        let at = path.last().map_or(from, |&(_, _, to)| to);
        if at == to {
            found.push(path);
        } else if path.len() < longest {
            for mover in 0..listed.makers.len() {
                for next in 0..listed.states.len() {
                    let again = path.last().is_some_and(|&(last, _, _)| last == mover);
                    let seen = next == from || path.iter().any(|&(_, _, before)| before == next);
                    if !again && !seen && goes(mover, at, next) {
                        open.push(path.iter().copied().chain([(mover, at, next)]).collect());
                    }
                }
            }
        }
    }
    found
}
