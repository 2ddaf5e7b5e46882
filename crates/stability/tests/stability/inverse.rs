//! What would have to change: every set of states to be lowered, tried one by one.

use std::collections::BTreeSet;

use detente_space::control::Control;
use detente_stability::concepts::Concept;
use detente_stability::inverse::{Inverse, Lowered, inverse};
use detente_stability::model::{Limits, Model, State};

use crate::agree::drawn;
use crate::coalitions::subsets;
use crate::known::game;
use crate::random::{ANY, Kind};

fn limits() -> Limits {
    Limits::default()
}

/// The smallest changes for one decision maker, however many.
fn all_changes(model: &Model, maker: usize, target: State, concept: Concept) -> Inverse {
    inverse(model, maker, target, concept, 10_000, &limits(), &Control::unlimited()).unwrap().unwrap()
}

/// Every set of states to be lowered, tried one by one.
#[test]
fn inverse_changes_are_the_minimal_ones() {
    let mut several = 0;
    for seed in 36_000..36_400 {
        let Some((text, _, model, listed)) = drawn(seed, Kind { most_states: 12, ..ANY }) else { continue };
        for party in 0..model.parties() {
            let Some(maker) = listed.makers.iter().position(|maker| *maker == [party]) else { continue };
            let Some(better) = listed.better[party].as_ref() else { continue };
            for concept in Concept::ALL {
                let target = seed as usize % listed.states.len();
                let found = all_changes(&model, maker, target as State, concept);
                assert!(found.changes.complete);
                let above: Vec<usize> = (0..listed.states.len()).filter(|&at| better[at][target]).collect();
                let mut enough: Vec<BTreeSet<usize>> = Vec::new();
                for lowered in std::iter::once(Vec::new()).chain(subsets(&above)) {
                    let lowered: BTreeSet<usize> = lowered.into_iter().collect();
                    let is_better = |to: usize| above.contains(&to) && !lowered.contains(&to);
                    let stable = (0..listed.states.len())
                        .filter(|&to| listed.moves[maker][target][to] && is_better(to))
                        .all(|to| {
                            concept != Concept::Nash
                                && listed
                                    .reached(&listed.others(&[party]), to, concept.is_credible())
                                    .into_iter()
                                    .any(|sanction| {
                                        !is_better(sanction)
                                            && (!concept.is_symmetric()
                                                || (0..listed.states.len()).all(|to| {
                                                    !listed.moves[maker][sanction][to] || !is_better(to)
                                                }))
                                    })
                        });
                    if stable {
                        enough.push(lowered);
                    }
                }
                let minimal: BTreeSet<Vec<Lowered>> = enough
                    .iter()
                    .filter(|set| !enough.iter().any(|other| other.is_subset(set) && other != *set))
                    .map(|set| set.iter().map(|&at| Lowered { party, state: at as State }).collect())
                    .collect();
                several += usize::from(minimal.len() > 1);
                assert_eq!(
                    found.changes.found.into_iter().collect::<BTreeSet<_>>(),
                    minimal,
                    "seed {seed}, {concept:?}\n{text}"
                );
            }
        }
    }
    assert!(several > 50, "{several}");
}

/// Parties that move together: it is enough that one of them ranks a state no higher.
#[test]
fn joint_inverse_changes_are_the_minimal_ones() {
    let (mut tried, mut several) = (0, 0);
    for seed in 38_000..38_600 {
        let Some((text, _, model, listed)) = drawn(seed, Kind { most_states: 10, ..ANY }) else { continue };
        let joint = (0..listed.makers.len()).filter(|&maker| listed.makers[maker].len() > 1);
        for maker in joint.filter(|&maker| listed.is_known(&listed.makers[maker])) {
            let parties = listed.makers[maker].as_slice();
            let (size, target) = (listed.states.len(), seed as usize % listed.states.len());
            let pairs: Vec<(usize, usize)> = (0..size)
                .filter(|&at| listed.gain(parties, target, at))
                .flat_map(|at| parties.iter().map(move |&party| (party, at)))
                .collect();
            // Lists of all subsets grow fast.
            if pairs.len() > 9 {
                continue;
            }
            let numbers: Vec<usize> = (0..pairs.len()).collect();
            for concept in Concept::ALL {
                let found = all_changes(&model, maker, target as State, concept);
                assert!(found.changes.complete);
                let mut enough: Vec<BTreeSet<(usize, usize)>> = Vec::new();
                for lowered in std::iter::once(Vec::new()).chain(subsets(&numbers)) {
                    let lowered: BTreeSet<(usize, usize)> = lowered.into_iter().map(|at| pairs[at]).collect();
                    let is_better = |to: usize| {
                        let better = |&party: &usize| {
                            listed.gain(&[party], target, to) && !lowered.contains(&(party, to))
                        };
                        parties.iter().all(better)
                    };
                    let deters = |&sanction: &usize| {
                        let escapes =
                            || (0..size).any(|to| listed.moves[maker][sanction][to] && is_better(to));
                        !is_better(sanction) && (!concept.is_symmetric() || !escapes())
                    };
                    let others = listed.others(parties);
                    let stable =
                        (0..size).filter(|&to| listed.moves[maker][target][to] && is_better(to)).all(|to| {
                            let sanctions = listed.reached(&others, to, concept.is_credible());
                            concept != Concept::Nash && sanctions.iter().any(deters)
                        });
                    if stable {
                        enough.push(lowered);
                    }
                }
                let minimal: BTreeSet<BTreeSet<(usize, usize)>> = enough
                    .iter()
                    .filter(|set| !enough.iter().any(|other| other.is_subset(set) && other != *set))
                    .cloned()
                    .collect();
                (tried, several) = (tried + 1, several + usize::from(minimal.len() > 1));
                let pair = |lowered: &Lowered| (lowered.party, lowered.state as usize);
                let found: BTreeSet<BTreeSet<(usize, usize)>> =
                    found.changes.found.iter().map(|change| change.iter().map(pair).collect()).collect();
                assert_eq!(found, minimal, "seed {seed}, {concept:?}\n{text}");
            }
        }
    }
    assert!(tried > 200 && several > 20, "{tried} {several}");
}

#[test]
fn inverse_answers_that_are_cut_are_minimal_all_the_same() {
    for seed in 37_000..37_100 {
        let Some((_, _, model, _)) = drawn(seed, Kind { most_states: 30, ..ANY }) else { continue };
        let all = |most| {
            inverse(&model, 0, 0, Concept::GeneralMetarational, most, &limits(), &Control::unlimited())
                .unwrap()
        };
        let (Some(whole), Some(cut)) = (all(100_000), all(1)) else { continue };
        for change in &cut.changes.found {
            assert!(whole.changes.found.contains(change), "seed {seed}");
        }
    }
}

/// Cooperation holds by Nash if each puts exploiting the other below it.
#[test]
fn what_would_make_cooperation_hold() {
    let model: Model = game([1, 0, 3, 2], [2, 0, 3, 1]);
    let change = |maker, concept| {
        inverse(&model, maker, 0, concept, 10, &limits(), &Control::unlimited())
            .unwrap()
            .unwrap()
            .changes
            .found
    };
    assert_eq!(change(0, Concept::Nash), [vec![Lowered { party: 0, state: 1 }]]);
    assert_eq!(change(1, Concept::Nash), [vec![Lowered { party: 1, state: 2 }]]);
    assert_eq!(change(0, Concept::Sequential), [Vec::new()]);
}
