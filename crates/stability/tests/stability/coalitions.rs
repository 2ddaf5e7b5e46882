//! Coalitions, their jumps, and states that nobody tells apart.

use std::collections::BTreeSet;

use detente_space::control::Control;
use detente_stability::coalition::{CoalitionStability, Sanctions, all_coalitions, equilibrium_jumps};
use detente_stability::concepts::{Concept, Stability};
use detente_stability::model::{Limits, State};

use crate::agree::{build, drawn};
use crate::known::{elmira_number, elmira_text};
use crate::oracle::Listed;
use crate::random::{ANY, Kind, read};

fn limits() -> Limits {
    Limits::default()
}

const SMALL: Kind = Kind { most_states: 16, ..ANY };

/// Sets of parties, as bits.
pub(crate) fn subsets(of: &[usize]) -> Vec<Vec<usize>> {
    (1..1_usize << of.len())
        .map(|bits| {
            of.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, &party)| party).collect()
        })
        .collect()
}

/// States reached by joint improvements of coalitions, no coalition twice in a row.
fn reached_by_coalitions(listed: &Listed, coalitions: &[Vec<usize>], from: usize) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    let mut open = vec![(from, None)];
    while let Some((at, last)) = open.pop() {
        for (number, coalition) in coalitions.iter().enumerate().filter(|(number, _)| Some(*number) != last) {
            for to in listed.reached(&listed.within(coalition), at, false) {
                if listed.gain(coalition, at, to) && seen.insert((to, number)) {
                    open.push((to, Some(number)));
                }
            }
        }
    }
    seen.into_iter().map(|(state, _)| state).collect()
}

#[test]
fn coalitions_are_as_defined() {
    for seed in 30_000..30_250 {
        let Some((text, _, model, listed)) = drawn(seed, Kind { silent: false, ..SMALL }) else { continue };
        let parties: Vec<usize> =
            listed.makers.iter().flatten().copied().collect::<BTreeSet<_>>().into_iter().collect();
        for kind in [Sanctions::DecisionMakers, Sanctions::Coalitions] {
            let coalitions = all_coalitions(&model, 1).unwrap();
            let expected: BTreeSet<_> =
                subsets(&parties).into_iter().filter(|set| !listed.within(set).is_empty()).collect();
            assert_eq!(coalitions.iter().cloned().collect::<BTreeSet<_>>(), expected);
            let found = CoalitionStability::of(
                &model,
                coalitions,
                &Concept::ALL,
                kind,
                &limits(),
                &Control::unlimited(),
            )
            .unwrap();
            for (at, coalition) in found.coalitions().iter().enumerate() {
                let (own, others) = (listed.within(coalition), listed.others(coalition));
                let outside: Vec<usize> =
                    parties.iter().copied().filter(|party| !coalition.contains(party)).collect();
                let classes = subsets(&outside);
                for state in model.all() {
                    for concept in Concept::ALL {
                        let sanctions = |from| match (concept.is_credible(), kind) {
                            (false, _) => listed.reached(&others, from, false),
                            (true, Sanctions::DecisionMakers) => listed.reached(&others, from, true),
                            (true, Sanctions::Coalitions) => reached_by_coalitions(&listed, &classes, from),
                        };
                        let sanctions: Option<&dyn Fn(usize) -> Vec<usize>> =
                            if concept == Concept::Nash { None } else { Some(&sanctions) };
                        let stable =
                            listed.stable(coalition, &own, state as usize, sanctions, concept.is_symmetric());
                        let verdict = found.verdicts(at).unwrap().is_stable(concept, state);
                        assert_eq!(
                            verdict, stable,
                            "seed {seed}, {coalition:?}, {state}, {concept:?}, {kind:?}\n{text}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn ministry_and_company_jump_together_at_elmira() {
    let model = build(&read(&elmira_text(true))).unwrap();
    let found = Stability::of(&model, &Concept::ALL, &limits(), &Control::unlimited()).unwrap();
    let equilibria: Vec<State> = found.equilibria(Concept::Nash).collect();
    let number = |pairs: Vec<(State, State)>| -> Vec<(usize, usize)> {
        pairs.iter().map(|&(from, to)| (elmira_number(&model, from), elmira_number(&model, to))).collect()
    };
    let mut jumps = Vec::new();
    for coalition in all_coalitions(&model, 2).unwrap() {
        let pairs = number(equilibrium_jumps(&model, &equilibria, &coalition, &limits()).unwrap());
        jumps.extend(pairs.into_iter().map(|pair| (coalition.clone(), pair)));
    }
    assert_eq!(jumps, [(vec![0, 1], (5, 8))]);
}

#[test]
fn closed_states_of_elmira_cannot_be_told_apart() {
    let model = build(&read(&elmira_text(false))).unwrap();
    let blocks = model.indistinguishable(&limits(), &Control::unlimited()).unwrap();
    assert_eq!(blocks.iter().collect::<BTreeSet<_>>().len(), 9);
    let closed: BTreeSet<_> = model
        .all()
        .filter(|&state| model.package(state)[1] == 2)
        .map(|state| blocks[state as usize])
        .collect();
    assert_eq!(closed.len(), 1);
}

#[test]
fn states_of_one_block_share_every_verdict() {
    let mut joined = 0;
    for seed in 31_000..31_300 {
        let Some((_, _, model, _)) = drawn(seed, ANY) else { continue };
        let blocks = model.indistinguishable(&limits(), &Control::unlimited()).unwrap();
        let found = Stability::of(&model, &Concept::ALL, &limits(), &Control::unlimited()).unwrap();
        for one in model.all() {
            for other in (0..one).filter(|&other| blocks[other as usize] == blocks[one as usize]) {
                joined += 1;
                for maker in 0..model.decision_makers().len() {
                    for concept in Concept::ALL {
                        let verdict = |state| found.is_stable(maker, concept, state);
                        assert_eq!(verdict(one), verdict(other), "seed {seed}");
                    }
                }
            }
        }
    }
    assert!(joined > 100, "{joined}");
}
