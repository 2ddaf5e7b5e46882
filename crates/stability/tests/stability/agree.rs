//! The solver against the definitions on random cases.

use detente_case::model::Case;
use detente_space::control::Control;
use detente_stability::concepts::{Concept, Stability};
use detente_stability::model::{Limits, Model};

use crate::oracle::Listed;
use crate::random::{ANY, Kind, read, text};

pub(crate) fn build(case: &Case) -> Option<Model> {
    Model::build(case, &Limits::default(), &Control::unlimited()).ok()
}

fn analyse(model: &Model, threads: usize) -> Stability {
    let limits = Limits { threads, ..Limits::default() };
    Stability::of(model, &Concept::ALL, &limits, &Control::unlimited()).expect("small enough")
}

/// A random case and both views of it; `None` where its rules allow nothing.
pub(crate) fn drawn(seed: u64, kind: Kind) -> Option<(String, Case, Model, Listed)> {
    let text = text(seed, kind);
    let case = read(&text);
    let model = build(&case)?;
    let listed = Listed::new(&case);
    Some((text, case, model, listed))
}

fn states_moves_and_ranks_are_as_defined(seed: u64, text: &str, model: &Model, listed: &Listed) {
    assert_eq!(model.states(), listed.states.len(), "seed {seed}\n{text}");
    let makers: Vec<_> = model.decision_makers().iter().map(|maker| maker.parties.clone()).collect();
    assert_eq!(makers, listed.makers);
    for state in model.all() {
        let at = state as usize;
        assert_eq!(model.package(state), listed.states[at]);
        assert_eq!(model.state(&listed.states[at]), Some(state));
        for maker in 0..makers.len() {
            let to: Vec<_> = model.all().filter(|&to| listed.moves[maker][at][to as usize]).collect();
            assert_eq!(model.moves(maker, state), to, "seed {seed}, maker {maker}, state {state}\n{text}");
        }
        for party in 0..model.parties() {
            for other in model.all() {
                let better = listed.better[party].as_ref().is_some_and(|better| better[at][other as usize]);
                assert_eq!(model.gains(&[party], other, state), better, "seed {seed}\n{text}");
            }
        }
    }
}

fn concepts_are_as_defined(seed: u64, text: &str, model: &Model, listed: &Listed) {
    let found = analyse(model, 1);
    assert_eq!(found, analyse(model, 3), "threads change nothing");
    for (maker, parties) in listed.makers.iter().enumerate() {
        let others = listed.others(parties);
        for state in model.all() {
            for concept in Concept::ALL {
                let by_moves = |from| listed.reached(&others, from, false);
                let by_improvements = |from| listed.reached(&others, from, true);
                let sanctions: Option<&dyn Fn(usize) -> Vec<usize>> = match concept {
                    Concept::Nash => None,
                    Concept::GeneralMetarational | Concept::SymmetricMetarational => Some(&by_moves),
                    Concept::Sequential | Concept::SymmetricSequential => Some(&by_improvements),
                };
                let stable = listed.is_known(parties).then(|| {
                    listed.stable(parties, &[maker], state as usize, sanctions, concept.is_symmetric())
                });
                assert_eq!(
                    found.is_stable(maker, concept, state),
                    stable,
                    "seed {seed}, maker {maker}, state {state}, {concept:?}\n{text}"
                );
            }
        }
    }
}

#[test]
fn as_defined_on_thousands_of_random_cases() {
    let mut joint = 0;
    for seed in 0..2500 {
        if let Some((text, _, model, listed)) = drawn(seed, ANY) {
            joint += usize::from(listed.makers.iter().any(|maker| maker.len() > 1));
            states_moves_and_ranks_are_as_defined(seed, &text, &model, &listed);
            concepts_are_as_defined(seed, &text, &model, &listed);
        }
    }
    assert!(joint > 500, "joint moves are among what is tried: {joint}");
}

#[test]
fn each_concept_includes_the_stricter_ones() {
    for seed in 10_000..10_400 {
        let Some((_, _, model, _)) = drawn(seed, Kind { most_states: 200, ..ANY }) else { continue };
        let found = analyse(&model, 1);
        let includes = |wide: Concept, narrow: Concept| {
            for maker in 0..model.decision_makers().len() {
                for state in model.all() {
                    let stable = |concept| found.is_stable(maker, concept, state);
                    assert!(stable(narrow) != Some(true) || stable(wide) == Some(true), "seed {seed}");
                }
            }
        };
        includes(Concept::SymmetricSequential, Concept::Nash);
        includes(Concept::Sequential, Concept::SymmetricSequential);
        includes(Concept::GeneralMetarational, Concept::Sequential);
        includes(Concept::SymmetricMetarational, Concept::SymmetricSequential);
        includes(Concept::GeneralMetarational, Concept::SymmetricMetarational);
    }
}
