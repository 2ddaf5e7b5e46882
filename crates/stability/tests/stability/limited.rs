//! Limited foresight and simultaneity, for two decision makers.

use detente_space::control::Control;
use detente_stability::concepts::{limited_move, simultaneous};
use detente_stability::model::Limits;

use crate::agree::drawn;
use crate::oracle::Listed;
use crate::random::{ANY, Kind};

fn limits() -> Limits {
    Limits::default()
}

/// The horizon recursion of limited moves, as written: what `whom` expects for
/// itself where `mover` has the move at `at` with `left` moves to come.
fn expects(
    listed: &Listed,
    order: &[Vec<usize>; 2],
    whom: usize,
    mover: usize,
    at: usize,
    left: usize,
) -> usize {
    if left == 0 {
        return order[whom][at];
    }
    let then = 1 - mover;
    let to: Vec<usize> = (0..listed.states.len()).filter(|&to| listed.moves[mover][at][to]).collect();
    let for_mover = |to: usize| expects(listed, order, mover, then, to, left - 1);
    let best = to.iter().map(|&to| for_mover(to)).max();
    match best.filter(|best| *best > order[mover][at]) {
        None => order[whom][at],
        Some(best) if whom == mover => best,
        Some(best) => {
            let chosen = to.into_iter().filter(|&to| for_mover(to) == best);
            chosen.map(|to| expects(listed, order, whom, then, to, left - 1)).min().unwrap()
        }
    }
}

#[test]
fn limited_moves_and_simultaneity_are_as_defined() {
    let kind = Kind { most_states: 8, shared: false, silent: false, parties: Some(2), ..ANY };
    let mut looked = 0;
    for seed in 32_000..32_400 {
        let Some((text, _, model, listed)) = drawn(seed, kind) else { continue };
        if listed.makers != [[0], [1]] {
            continue;
        }
        let order = [0, 1].map(|party| {
            let better = listed.better[party].as_ref().unwrap();
            (0..listed.states.len())
                .map(|at| better[at].iter().filter(|less| **less).count())
                .collect::<Vec<_>>()
        });
        for horizon in 1..4 {
            let found = limited_move(&model, horizon, &limits(), &Control::unlimited()).unwrap().unwrap();
            for (mover, found) in found.iter().enumerate() {
                for state in 0..listed.states.len() {
                    let best = (0..listed.states.len())
                        .filter(|&to| listed.moves[mover][state][to])
                        .map(|to| expects(&listed, &order, mover, 1 - mover, to, horizon - 1))
                        .max();
                    let stays = best.is_none_or(|best| best <= order[mover][state]);
                    assert_eq!(found[state], stays, "seed {seed}, L_{horizon}\n{text}");
                }
            }
        }
        let found = simultaneous(&model, &limits(), &Control::unlimited()).unwrap().unwrap();
        for (mover, found) in found.iter().enumerate() {
            for (state, here) in listed.states.iter().enumerate() {
                let gains = |maker: usize| -> Vec<usize> {
                    let gains =
                        |&to: &usize| listed.moves[maker][state][to] && listed.gain(&[maker], state, to);
                    (0..listed.states.len()).filter(gains).collect()
                };
                let deterred = |to: usize| {
                    gains(1 - mover).into_iter().any(|other| {
                        let both: Vec<_> = (0..here.len())
                            .map(|issue| {
                                if listed.states[to][issue] == here[issue] {
                                    listed.states[other][issue]
                                } else {
                                    listed.states[to][issue]
                                }
                            })
                            .collect();
                        let both = listed.states.iter().position(|package| *package == both);
                        both.is_some_and(|both| !listed.gain(&[mover], state, both))
                    })
                };
                assert_eq!(found[state], gains(mover).into_iter().all(deterred), "seed {seed}\n{text}");
            }
        }
        looked += 1;
    }
    assert!(looked > 100, "{looked}");
}
