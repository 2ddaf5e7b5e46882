//! Preferences that are known in part, and strength of preference.

use detente_space::control::Control;
use detente_stability::concepts::Concept;
use detente_stability::model::{Limits, State};
use detente_stability::strength::{Degree, Strength, degrees};
use detente_stability::unknown::{PartialOrders, Reading, stability};

use crate::agree::build;
use crate::known::TWO;
use crate::oracle::Listed;
use crate::random::{Dice, read};

fn limits() -> Limits {
    Limits::default()
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
                .unwrap();
                assert_eq!(found.is_some(), strong.contains(&true), "seed {seed}: is anything strong?");
                let Some(found) = found else { continue };
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
