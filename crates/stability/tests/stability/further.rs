//! Coalitions, unknown preferences, strength, limited foresight, paths and
//! inverse questions against their definitions.

use std::collections::BTreeSet;

use detente_case::load::{MemoryFiles, load};
use detente_space::control::Control;
use detente_stability::coalition::{CoalitionStability, Sanctions, all_coalitions, equilibrium_jumps};
use detente_stability::concepts::{Concept, Stability, limited_move, simultaneous};
use detente_stability::inverse::{Lowered, inverse, inverse_of};
use detente_stability::model::{Limits, Model, State};
use detente_stability::paths::{By, Evolution};
use detente_stability::strength::{Degree, Strength, degrees};
use detente_stability::unknown::{PartialOrders, Reading, stability};

use crate::agree::{build, drawn};
use crate::known::{TWO, elmira_number, elmira_text, game};
use crate::oracle::Listed;
use crate::random::{ANY, Dice, Kind, read};

const SMALL: Kind = Kind { most_states: 16, ..ANY };

fn limits() -> Limits {
    Limits::default()
}

/// Sets of parties, as bits.
fn subsets(of: &[usize]) -> Vec<Vec<usize>> {
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
    let blocks = model.indistinguishable(&limits()).unwrap();
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
        let blocks = model.indistinguishable(&limits()).unwrap();
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
            let found = limited_move(&model, horizon, &limits()).unwrap().unwrap();
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
        let found = simultaneous(&model, &limits()).unwrap().unwrap();
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

/// The definitions of unknown preference on pairs as the case gives them.
#[test]
fn readings_of_unknown_preferences_are_as_defined() {
    let mut unknown = 0;
    for seed in 33_000..33_150 {
        let text = vague(seed);
        let case = read(&text);
        let model = build(&case).unwrap();
        let listed = Listed { better: vec![None; model.parties()], ..Listed::structure(&case) };
        let known = PartialOrders::of(&case, &model, &limits(), &Control::unlimited()).unwrap();
        let better = |party, from: usize, to: usize| known.is_better(party, from as State, to as State);
        let not_better =
            |party, from: usize, to: usize| known.is_not_better(party, from as State, to as State);
        let perhaps = |party, from, to| !not_better(party, from, to);
        let states = listed.states.len();
        for reading in Reading::ALL {
            let found =
                stability(&model, &known, reading, &Concept::ALL, &limits(), &Control::unlimited()).unwrap();
            let (tempted, careless) = match reading {
                Reading::A => (true, false),
                Reading::B => (false, false),
                Reading::C => (true, true),
                Reading::D => (false, true),
            };
            for (maker, parties) in listed.makers.iter().enumerate() {
                let party = parties[0];
                for state in 0..states {
                    for concept in Concept::ALL {
                        let leaves = |to: usize| {
                            if tempted { perhaps(party, state, to) } else { better(party, state, to) }
                        };
                        let deters = |to: usize| {
                            if careless { !better(party, state, to) } else { not_better(party, state, to) }
                        };
                        let escapes = |to: usize| {
                            if careless { better(party, state, to) } else { perhaps(party, state, to) }
                        };
                        let deterred = |to: usize| {
                            let others = listed.others(parties);
                            let reached = listed.reached_if(&others, to, &|mover, from, to| {
                                !concept.is_credible() || perhaps(listed.makers[mover][0], from, to)
                            });
                            concept != Concept::Nash
                                && reached.into_iter().any(|sanction| {
                                    deters(sanction)
                                        && (!concept.is_symmetric()
                                            || !(0..states)
                                                .any(|to| listed.moves[maker][sanction][to] && escapes(to)))
                                })
                        };
                        let mut improvements =
                            (0..states).filter(|&to| listed.moves[maker][state][to] && leaves(to));
                        let stable = improvements.all(deterred);
                        assert_eq!(
                            found[maker].is_stable(concept, state as State),
                            stable,
                            "seed {seed}, {reading:?}, {concept:?}\n{text}"
                        );
                        unknown += usize::from(
                            (0..states).any(|to| perhaps(party, state, to) && !better(party, state, to)),
                        );
                    }
                }
            }
        }
    }
    assert!(unknown > 1000, "{unknown}");
}

/// Three parties, five options, vague weights and values.
fn vague(seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut text = String::from("detente = 1\n[case]\ntitle = \"vague\"\nbecause = \"random\"\n");
    for party in 0..3 {
        text += &format!("[parties.p{party}]\nname = \"P\"\n");
    }
    for issue in 0..4 {
        let moves = if dice.percent(25) { "moves = [\"no -> yes\"]\n" } else { "" };
        text += &format!(
            "[issues.i{issue}]\ntitle = \"I\"\noptions.no = \"N\"\noptions.yes = \"Y\"\nno-deal = \"no\"\ncontrol = [\"p{}\"]\n{moves}",
            issue % 3
        );
    }
    for party in 0..3 {
        if dice.percent(10) {
            continue;
        }
        text += &format!("[preferences.p{party}]\n[preferences.p{party}.weights]\n");
        for issue in 0..4 {
            let low = 1 + dice.below(5);
            text += &format!("i{issue} = {{ low = {low}, high = {} }}\n", low + dice.below(3));
        }
        text += &format!("[preferences.p{party}.values]\n");
        for issue in 0..4 {
            let (no, yes) = (dice.below(80), dice.below(80));
            text += &format!(
                "i{issue} = {{ no = {no}, yes = {{ low = {yes}, high = {} }} }}\n",
                yes + dice.below(20)
            );
        }
    }
    text
}

/// Strong preference on pairs, closed as the source asks, and strong stability
/// from the definition.
#[test]
fn strong_stability_is_as_defined() {
    let mut seen = [0; 3];
    for seed in 34_000..34_200 {
        let mut dice = Dice(seed);
        let mut text = TWO.to_owned();
        for issue in 0..4 {
            let party = ["row", "column"][issue % 2];
            text += &format!(
                "[issues.i{issue}]\ntitle = \"I\"\noptions.no = \"N\"\noptions.yes = \"Y\"\nno-deal = \"no\"\ncontrol = [\"{party}\"]\n"
            );
        }
        let mut strong = [Vec::new(), Vec::new()];
        for (at, party) in ["row", "column"].into_iter().enumerate() {
            let wants: Vec<String> = (0..4)
                .map(|_| {
                    strong[at].push(dice.percent(50));
                    let (one, other) = (dice.below(4), dice.below(4));
                    format!(
                        "{{ want = \"i{one} = yes -> not i{other} = yes\", strong = {} }}",
                        strong[at].last().unwrap()
                    )
                })
                .collect();
            text += &format!("[preferences.{party}]\npriorities = [{}]\n", wants.join(", "));
        }
        let case = read(&text);
        let model = build(&case).unwrap();
        let listed = Listed::new(&case);
        let states = listed.states.len();
        for (party, strong) in strong.iter().enumerate() {
            let detente_case::preference::Form::Priorities(wants) = &case.preferences[party].form else {
                panic!()
            };
            let direct = |one: usize, other: usize| {
                let meets = |state: usize| {
                    wants
                        .iter()
                        .map(|want| want.clause.formula.holds(&listed.states[state]))
                        .collect::<Vec<_>>()
                };
                let (one, other) = (meets(one), meets(other));
                let first = (0..one.len()).find(|&at| one[at] != other[at]);
                first.is_some_and(|at| one[at] && strong[at])
            };
            let at_least = |one: usize, other: usize| !listed.gain(&[party], one, other);
            let much = |one: usize, other: usize| {
                (0..states).any(|high| {
                    at_least(one, high) && (0..states).any(|low| direct(high, low) && at_least(low, other))
                })
            };
            for concept in Concept::ALL {
                let found = degrees(
                    &case,
                    &model,
                    party,
                    concept,
                    Strength::Priorities,
                    &limits(),
                    &Control::unlimited(),
                )
                .unwrap()
                .unwrap();
                for (state, found) in found.into_iter().enumerate() {
                    let degree = |is_enough: &dyn Fn(usize) -> bool| {
                        let mut improvements = (0..states)
                            .filter(|&to| listed.moves[party][state][to] && listed.gain(&[party], state, to));
                        improvements.all(|to| {
                            concept != Concept::Nash
                                && listed.reached(&[1 - party], to, concept.is_credible()).into_iter().any(
                                    |sanction| {
                                        is_enough(sanction)
                                            && (!concept.is_symmetric()
                                                || (0..states).all(|to| {
                                                    !listed.moves[party][sanction][to] || is_enough(to)
                                                }))
                                    },
                                )
                        })
                    };
                    let expected = if degree(&|to| much(state, to)) {
                        Degree::Strongly
                    } else if degree(&|to| at_least(state, to)) {
                        Degree::Weakly
                    } else {
                        Degree::Unstable
                    };
                    seen[expected as usize] += 1;
                    assert_eq!(found, expected, "seed {seed}, {concept:?}, state {state}\n{text}");
                }
            }
        }
    }
    assert!(seen.iter().all(|count| *count > 100), "{seen:?}");
}

#[test]
fn a_gap_between_values_makes_a_sanction_strong() {
    let text = format!(
        "{TWO}[issues.row]\ntitle = \"T\"\noptions.no = \"N\"\noptions.yes = \"Y\"\nno-deal = \"no\"\ncontrol = [\"row\"]\n\
         [issues.column]\ntitle = \"T\"\noptions.no = \"N\"\noptions.yes = \"Y\"\nno-deal = \"no\"\ncontrol = [\"column\"]\n\
         [preferences.row.weights]\nrow = 1\ncolumn = 3\n\
         [preferences.row.values]\nrow = {{ no = 0, yes = 100 }}\ncolumn = {{ no = 100, yes = 0 }}\n"
    );
    let case = read(&text);
    let model = build(&case).unwrap();
    let degree = |gap: &str| {
        let gap = Strength::Gap(gap.parse().unwrap());
        let found =
            degrees(&case, &model, 0, Concept::GeneralMetarational, gap, &limits(), &Control::unlimited());
        found.unwrap().unwrap()
    };
    // From neither (75) row gains 25 by moving; column can then take 75 away: 50 less than before.
    assert_eq!(degree("50")[0], Degree::Strongly);
    assert_eq!(degree("50.1")[0], Degree::Weakly);
    assert_eq!(degree("50")[2], Degree::Unstable, "nothing is worse than column alone");
}

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
                let found = inverse(
                    &model,
                    party,
                    target as State,
                    concept,
                    10_000,
                    &limits(),
                    &Control::unlimited(),
                )
                .unwrap()
                .unwrap();
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
                let minimal: BTreeSet<Vec<State>> = enough
                    .iter()
                    .filter(|set| !enough.iter().any(|other| other.is_subset(set) && other != *set))
                    .map(|set| set.iter().map(|&at| at as State).collect())
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
                let found = inverse_of(
                    &model,
                    maker,
                    target as State,
                    concept,
                    10_000,
                    &limits(),
                    &Control::unlimited(),
                );
                let found = found.unwrap().unwrap();
                assert!(found.changes.complete && found.parties == parties);
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
    let change = |party, concept| {
        inverse(&model, party, 0, concept, 10, &limits(), &Control::unlimited())
            .unwrap()
            .unwrap()
            .changes
            .found
    };
    assert_eq!(change(0, Concept::Nash), [vec![1]]);
    assert_eq!(change(1, Concept::Nash), [vec![2]]);
    assert_eq!(change(0, Concept::Sequential), [Vec::<State>::new()]);
}

#[test]
fn a_model_that_would_not_fit_says_so_with_the_number() {
    let mut text = TWO.to_owned();
    for issue in 0..60 {
        text += &format!(
            "[issues.i{issue}]\ntitle = \"I\"\noptions.no = \"N\"\noptions.yes = \"Y\"\nno-deal = \"no\"\ncontrol = [\"row\"]\n"
        );
    }
    let loaded = load(&MemoryFiles::of("case.toml", text), "case.toml", &[]);
    let error = Model::build(&loaded.case.unwrap(), &limits(), &Control::unlimited()).unwrap_err();
    assert!(error.to_string().starts_with("1152921504606846976 states would need "), "{error}");
}
