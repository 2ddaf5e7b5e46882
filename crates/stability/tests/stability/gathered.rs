//! What commands ask, gathered, says what the parts say; numbers of states; grids.

use detente_space::control::Control;
use detente_stability::answer::{Answer, Reason, Request};
use detente_stability::concepts::{Concept, Stability};
use detente_stability::course::{self, courses};
use detente_stability::foresight::Foresight;
use detente_stability::grid::{Reversibility, grid, with_moves};
use detente_stability::model::{Limits, Model};
use detente_stability::number::{number_of, package_of};
use detente_stability::paths::By;
use detente_stability::strength::Strength;
use detente_stability::unknown::Reading;
use num_bigint::BigUint;

use crate::agree::drawn;
use crate::known::elmira_text;
use crate::random::{ANY, Kind, read};

#[test]
fn numbers_are_those_of_packages_and_ascend_with_states() {
    for seed in 30_000..30_040 {
        let Some((text, case, model, _)) = drawn(seed, Kind { most_states: 40, ..ANY }) else { continue };
        let mut last = None;
        for state in model.all() {
            let package = model.package(state);
            let number = number_of(&case, &package);
            assert_eq!(package_of(&case, &number), Some(package), "seed {seed}\n{text}");
            assert!(last.as_ref().is_none_or(|last| *last < number), "seed {seed}\n{text}");
            last = Some(number);
        }
        assert_eq!(package_of(&case, &(BigUint::from(1_u8) << 200_u8)), None);
    }
}

#[test]
fn columns_are_the_verdicts() {
    for seed in 30_100..30_130 {
        let Some((text, case, model, _)) = drawn(seed, Kind { most_states: 30, ..ANY }) else { continue };
        let (limits, control) = (Limits::default(), Control::unlimited());
        let mixed: Vec<Concept> =
            (0..model.decision_makers().len()).map(|maker| Concept::ALL[maker % 5]).collect();
        let request = Request { mixed: Some(mixed.clone()), ..Request::default() };
        let answer = Answer::of(&case, &model, &request, &limits, &control, &|_| {}).unwrap();
        let found = Stability::of(&model, &Concept::ALL, &limits, &control).unwrap();
        assert_eq!(answer.columns.len(), 6);
        for column in &answer.columns {
            let expected: Vec<_> = match &column.foresight {
                Foresight::Concept(concept) => found.equilibria(*concept).collect(),
                _ => found.mixed_equilibria(mixed.clone()).collect(),
            };
            assert_eq!(column.equilibria().collect::<Vec<_>>(), expected, "seed {seed}\n{text}");
            assert_eq!(column.count_equilibria(), expected.len());
            assert!(column.count_stable_alone(&model) >= expected.len());
        }
        let all = answer.equilibria();
        assert!(model.all().all(|state| {
            all.contains(&state) == answer.columns.iter().any(|column| column.is_equilibrium(state))
        }));
    }
}

#[test]
fn a_course_ends_where_nobody_goes_on() {
    let case = read(&elmira_text(true));
    let (limits, control) = (Limits::default(), Control::unlimited());
    let model = Model::build(&case, &limits, &control).unwrap();
    let request = course::Request {
        from: model.status_quo().unwrap(),
        to: None,
        by: vec![By::Improvements, By::Moves],
        concepts: Concept::ALL.to_vec(),
        longest: 4,
        most: 10,
    };
    let found = courses(&model, &request, &limits, &control).unwrap();
    let [by_improvements, by_moves] = found.as_slice() else { panic!("two manners") };
    assert_eq!(by_moves.evolution.reached().len(), 9);
    assert!(by_improvements.evolution.reached().len() < 9);
    // Whoever gains nowhere is at a Nash equilibrium, since every order is known.
    for end in &by_improvements.ends {
        let at = by_improvements.equilibria.iter().find(|each| each.state == *end).expect("an equilibrium");
        assert!(at.concepts.contains(&Concept::Nash));
    }
}

/// The company may delay, accept, abandon, each step one way; the order one way; insisting both ways.
#[test]
fn reversibility_changes_what_could_be_undone_and_nothing_else() {
    let case = read(&elmira_text(true));
    assert!(with_moves(&case, Reversibility::Everything).issues.iter().all(|issue| issue.moves.is_none()));
    let one_way = with_moves(&case, Reversibility::Nothing);
    for (issue, changed) in case.issues.iter().zip(&one_way.issues) {
        match issue.id.as_str() {
            "insist" => assert_eq!(changed.moves, Some(vec![(0, 1)])),
            _ => assert_eq!(changed.moves, issue.moves, "{}", issue.id),
        }
    }
}

#[test]
fn a_grid_holds_the_equilibria_of_each_cell() {
    let case = read(&elmira_text(true));
    let (limits, control) = (Limits::default(), Control::unlimited());
    let concepts = [Concept::Nash, Concept::Sequential];
    let found = grid(&[&case, &case], &concepts, &limits, &control, &|_| {}).unwrap();
    assert_eq!((found.cells.len(), found.places()), (6, 12));
    for (at, cell) in found.cells.iter().enumerate() {
        let moved = with_moves(&case, cell.reversibility);
        let model = Model::build(&moved, &limits, &control).unwrap();
        let stability = Stability::of(&model, &concepts, &limits, &control).unwrap();
        for (of, &concept) in concepts.iter().enumerate() {
            let here: Vec<_> =
                stability.equilibria(concept).map(|state| number_of(&moved, &model.package(state))).collect();
            let place = at * concepts.len() + of;
            let there: Vec<_> = found
                .states
                .iter()
                .filter(|(_, places)| places.contains(place))
                .map(|(number, _)| number.clone())
                .collect();
            assert_eq!((here.len(), &here), (cell.equilibria[of], &there));
        }
    }
    // Two versions that are the same: no conclusion rests on which.
    for places in found.states.values() {
        assert_eq!(found.rests(places).versions, [0, 1]);
    }
}

/// A has options worth 50 and 60, and an adjustment that may turn the second into the
/// worse one where B joins: level in the middle, and told apart by what is known.
const LEVEL: &str = r#"detente = 1
[case]
title = "Level"
because = "test"
[parties.a]
name = "A"
[parties.b]
name = "B"
[issues.x]
title = "X"
options = { m = "M", n = "N" }
no-deal = "m"
control = ["a"]
[issues.y]
title = "Y"
options = { u = "U", v = "V" }
no-deal = "u"
control = ["b"]
[preferences.a]
because = "test"
weights = { x = 1, y = 1 }
values.x = { m = 50, n = 60 }
values.y = { u = 0, v = 0 }
[[preferences.a.adjust]]
id = "k"
when = "x = n and y = v"
by = { low = -20, high = 20 }
because = "test"
[preferences.b]
priorities = ["x = n"]
because = "test"
"#;

/// States that lie level in the middle may differ where preferences are known in part:
/// then none stands for another.
#[test]
fn what_is_known_in_part_makes_no_states_alike() {
    let case = read(LEVEL);
    let (limits, control) = (Limits::default(), Control::unlimited());
    let model = Model::build(&case, &limits, &control).unwrap();
    let of = |readings| {
        let request = Request { concepts: vec![Concept::Nash], readings, ..Request::default() };
        Answer::of(&case, &model, &request, &limits, &control, &|_| {}).unwrap()
    };
    let plain = of(Vec::new());
    assert!(model.all().any(|state| plain.alike(state) > 1), "some are level in the middle");
    let in_part = of(vec![Reading::A]);
    assert!(model.all().all(|state| in_part.alike(state) == 1 && in_part.is_first_alike(state)));
    let column = &in_part.columns[1];
    let verdicts: Vec<bool> = model.all().map(|state| column.is_equilibrium(state)).collect();
    let differ = |(one, other): (u32, u32)| {
        let blocks = plain.blocks.as_ref().unwrap();
        blocks[one as usize] == blocks[other as usize] && verdicts[one as usize] != verdicts[other as usize]
    };
    let pairs = model.all().flat_map(|one| model.all().map(move |other| (one, other)));
    assert!(pairs.into_iter().any(differ), "states of one block with other verdicts: {verdicts:?}");
}

/// Of whom nothing is strongly preferred, only what holds anyhow holds strongly.
#[test]
fn without_strength_only_states_without_improvements_are_strongly_stable() {
    let case = read(LEVEL);
    let (limits, control) = (Limits::default(), Control::unlimited());
    let model = Model::build(&case, &limits, &control).unwrap();
    let request = |strength| Request {
        concepts: vec![Concept::GeneralMetarational],
        strength: Some(strength),
        ..Request::default()
    };
    let gap = Strength::Gap("5".parse().unwrap());
    let answer = Answer::of(&case, &model, &request(gap), &limits, &control, &|_| {}).unwrap();
    let strong = answer.columns.last().unwrap();
    assert_eq!(strong.foresight, Foresight::Strong(gap, Concept::GeneralMetarational));
    let nash = Stability::of(&model, &[Concept::Nash], &limits, &control).unwrap();
    // B, the second, has priorities.
    assert!(model.all().all(|state| strong.is_stable(1, state) == nash.is_stable(1, Concept::Nash, state)));
    assert_eq!(answer.left_out, [("strength of preference of B".to_owned(), Reason::NoStrengthOf)]);
    // No statement is marked strong.
    let none = Answer::of(&case, &model, &request(Strength::Priorities), &limits, &control, &|_| {}).unwrap();
    assert_eq!(none.left_out, [("strength of preference".to_owned(), Reason::NoStrength)]);
}
