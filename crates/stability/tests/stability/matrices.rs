//! The matrix representation of the concepts (Xu, Hipel and Kilgour 2009), and
//! closed forms where every package is allowed and every change permitted.

use detente_space::control::Control;
use detente_stability::concepts::{Concept, Stability};
use detente_stability::model::{Limits, Model};

use crate::agree::drawn;
use crate::oracle::Listed;
use crate::random::{ANY, Kind};

type Matrix = Vec<Vec<bool>>;

fn filled(size: usize, cell: impl Fn(usize, usize) -> bool) -> Matrix {
    (0..size).map(|row| (0..size).map(|column| cell(row, column)).collect()).collect()
}

/// The sign of the product.
fn product(one: &Matrix, other: &Matrix) -> Matrix {
    filled(one.len(), |row, column| (0..one.len()).any(|by| one[row][by] && other[by][column]))
}

fn transposed(matrix: &Matrix) -> Matrix {
    filled(matrix.len(), |row, column| matrix[column][row])
}

fn complement(matrix: &Matrix) -> Matrix {
    filled(matrix.len(), |row, column| !matrix[row][column])
}

fn both(one: &Matrix, other: &Matrix) -> Matrix {
    filled(one.len(), |row, column| one[row][column] && other[row][column])
}

fn either(one: &Matrix, other: &Matrix) -> Matrix {
    filled(one.len(), |row, column| one[row][column] || other[row][column])
}

/// M_H: by the last mover, step after step, nobody twice in a row.
fn reachability(moves: &[&Matrix], size: usize) -> Matrix {
    let none = filled(size, |_, _| false);
    let mut by_last: Vec<Matrix> = moves.iter().map(|matrix| (*matrix).clone()).collect();
    loop {
        let next: Vec<Matrix> = (0..moves.len())
            .map(|last| {
                let before = (0..moves.len()).filter(|&other| other != last);
                let before = before.fold(none.clone(), |sum, other| either(&sum, &by_last[other]));
                either(&by_last[last], &product(&before, moves[last]))
            })
            .collect();
        if next == by_last {
            return by_last.iter().fold(none, |sum, matrix| either(&sum, matrix));
        }
        by_last = next;
    }
}

fn stable_by_matrices(listed: &Listed, maker: usize, concept: Concept) -> Vec<bool> {
    let size = listed.states.len();
    let party = listed.makers[maker][0];
    let preferred = filled(size, |from, to| listed.gain(&[party], from, to));
    let worse_or_equal = filled(size, |from, to| from != to && !preferred[from][to]);
    let moves = &listed.moves[maker];
    let improvements = both(moves, &preferred);
    let others = listed.others(&[party]);
    let improving: Vec<Matrix> = others
        .iter()
        .map(|&other| {
            both(&listed.moves[other], &filled(size, |from, to| listed.gain(&listed.makers[other], from, to)))
        })
        .collect();
    let reached = match concept.is_credible() {
        true => reachability(&improving.iter().collect::<Vec<_>>(), size),
        false => reachability(&others.iter().map(|&other| &listed.moves[other]).collect::<Vec<_>>(), size),
    };
    let sanctions = match concept.is_symmetric() {
        true => both(&transposed(&worse_or_equal), &complement(&product(moves, &transposed(&preferred)))),
        false => transposed(&worse_or_equal),
    };
    let deterred = match concept {
        Concept::Nash => filled(size, |_, _| false),
        _ => product(&reached, &sanctions),
    };
    let leaving = product(&improvements, &complement(&deterred));
    (0..size).map(|state| !leaving[state][state]).collect()
}

fn analyse(model: &Model) -> Stability {
    Stability::of(model, &Concept::ALL, &Limits::default(), &Control::unlimited()).unwrap()
}

/// The source has each option under one decision maker.
#[test]
fn the_matrix_formulas_agree() {
    for seed in 40_000..40_400 {
        let kind = Kind { most_states: 24, shared: false, silent: false, ..ANY };
        let Some((text, case, model, listed)) = drawn(seed, kind) else { continue };
        if case.issues.iter().any(|issue| issue.when.is_some()) {
            continue;
        }
        let found = analyse(&model);
        for maker in 0..listed.makers.len() {
            for concept in Concept::ALL {
                let stable = stable_by_matrices(&listed, maker, concept);
                for state in model.all() {
                    let verdict = found.is_stable(maker, concept, state);
                    assert_eq!(verdict, Some(stable[state as usize]), "seed {seed}, {concept:?}\n{text}");
                }
            }
        }
    }
}

/// GMR-stable iff at least as good as the maximin, SMR-stable iff at least as
/// good as the minimax, over a party's own choices and those of all others.
#[test]
fn maximin_and_minimax() {
    for seed in 41_000..41_200 {
        let kind = Kind { restrictions: false, shared: false, silent: false, most_states: 64, ..ANY };
        let Some((_, _, model, listed)) = drawn(seed, kind) else { continue };
        let found = analyse(&model);
        for (maker, parties) in listed.makers.iter().enumerate() {
            let better = listed.better[parties[0]].as_ref().unwrap();
            let rank = |state: usize| better[state].iter().filter(|less| **less).count();
            let size = listed.states.len();
            let moves = &listed.moves[maker];
            let row = |state: usize| (0..size).filter(move |&to| to == state || moves[state][to]);
            let others = listed.others(parties);
            let column = |state: usize| std::iter::once(state).chain(listed.reached(&others, state, false));
            let maximin = row(0).map(|own| column(own).map(rank).min().unwrap()).max().unwrap();
            let minimax = column(0).map(|other| row(other).map(rank).max().unwrap()).min().unwrap();
            for state in model.all() {
                let verdict = |concept| found.is_stable(maker, concept, state).unwrap();
                assert_eq!(
                    verdict(Concept::GeneralMetarational),
                    rank(state as usize) >= maximin,
                    "seed {seed}"
                );
                assert_eq!(
                    verdict(Concept::SymmetricMetarational),
                    rank(state as usize) >= minimax,
                    "seed {seed}"
                );
            }
        }
    }
}
