//! Shares of draws in which a state is an equilibrium, against the definitions in
//! every single draw, and against a share that can be computed.

use detente_case::model::Case;
use detente_robust::draw::{Method, REPLICATES, Source};
use detente_robust::equilibria::{Equilibria, Request, equilibria};
use detente_robust::region::{PartyDraw, PartyRegion, Tracked};
use detente_space::control::Control;
use detente_space::valuation::Coordinate;
use detente_stability::concepts::Concept;
use detente_stability::model::{Limits, Model, ModelError};
use proptest::prelude::*;

use crate::support::case;

fn asked(case: &Case, request: &Request, limits: &Limits) -> Result<Equilibria, ModelError> {
    let model = Model::build(case, limits, &Control::unlimited()).expect("a model");
    equilibria(case, &model, request, limits, &Control::unlimited())
}

fn request(draws: u64, seed: u64) -> Request {
    Request { method: Method::Sobol, seed, draws, concepts: Concept::ALL.to_vec() }
}

/// Parties of the case below, and its options: option k belongs to party k % 3.
const PARTIES: usize = 3;
const OPTIONS: usize = 4;
const STATES: usize = 1 << OPTIONS;

/// Of one party and option: low weight, its span, and the values of both choices with the span of the second.
type Numbers = (u32, u32, u32, u32, u32);

/// What is drawn at random of a case.
#[derive(Clone, Debug)]
struct Plan {
    /// Options that cannot be taken back.
    kept: [bool; OPTIONS],
    numbers: [[Numbers; OPTIONS]; PARTIES],
    /// What a party gains where its first option and another's are both taken.
    together: [Option<(u32, usize)>; PARTIES],
    seed: u64,
}

fn plan() -> impl Strategy<Value = Plan> {
    let numbers = proptest::array::uniform4((1_u32..6, 0_u32..3, 0_u32..80, 0_u32..80, 0_u32..20));
    let together = proptest::option::of((1_u32..60, 0..OPTIONS));
    (
        proptest::array::uniform4(proptest::bool::weighted(0.25)),
        proptest::array::uniform3(numbers),
        proptest::array::uniform3(together),
        0_u64..1000,
    )
        .prop_map(|(kept, numbers, together, seed)| Plan { kept, numbers, together, seed })
}

fn text(plan: &Plan) -> String {
    let mut text = String::from("detente = 1\n[case]\ntitle = \"vague\"\nbecause = \"random\"\n");
    for party in 0..PARTIES {
        text += &format!("[parties.p{party}]\nname = \"P\"\n");
    }
    for option in 0..OPTIONS {
        let moves = if plan.kept[option] { "moves = [\"no -> yes\"]\n" } else { "" };
        text += &format!(
            "[issues.i{option}]\ntitle = \"I\"\noptions.no = \"N\"\noptions.yes = \"Y\"\nno-deal = \"no\"\ncontrol = [\"p{}\"]\n{moves}",
            option % PARTIES
        );
    }
    for (party, numbers) in plan.numbers.iter().enumerate() {
        text += &format!("[preferences.p{party}]\n[preferences.p{party}.weights]\n");
        for (option, (low, span, ..)) in numbers.iter().enumerate() {
            text += &format!("i{option} = {{ low = {low}, high = {} }}\n", low + span);
        }
        text += &format!("[preferences.p{party}.values]\n");
        for (option, (_, _, no, yes, span)) in numbers.iter().enumerate() {
            text += &format!("i{option} = {{ no = {no}, yes = {{ low = {yes}, high = {} }} }}\n", yes + span);
        }
        if let Some((value, other)) = plan.together[party] {
            text += &format!(
                "[[preferences.p{party}.adjust]]\nid = \"a{party}\"\nwhen = \"i{party} = yes and i{other} = yes\"\nby = {value}\n"
            );
        }
    }
    text
}

/// A model that lists everything: states are sets of options, as bits.
struct Listed<'a> {
    plan: &'a Plan,
    values: [[i64; STATES]; PARTIES],
}

impl Listed<'_> {
    fn moves(&self, party: usize, from: usize, to: usize) -> bool {
        from != to
            && (0..OPTIONS).filter(|option| (from ^ to) >> option & 1 == 1).all(|option| {
                option % PARTIES == party && !(self.plan.kept[option] && from >> option & 1 == 1)
            })
    }

    fn better(&self, party: usize, than: usize, state: usize) -> bool {
        self.values[party][state] > self.values[party][than]
    }

    /// What the others bring about from a state, nobody twice in a row.
    fn answers(&self, party: usize, from: usize, gaining: bool) -> Vec<usize> {
        let mut seen = [[false; STATES]; PARTIES];
        let mut open = vec![(from, PARTIES)];
        while let Some((at, last)) = open.pop() {
            for mover in (0..PARTIES).filter(|&mover| mover != party && mover != last) {
                for (to, seen) in seen[mover].iter_mut().enumerate() {
                    let goes = self.moves(mover, at, to) && (!gaining || self.better(mover, at, to));
                    if goes && !std::mem::replace(seen, true) {
                        open.push((to, mover));
                    }
                }
            }
        }
        (0..STATES).filter(|&state| seen.iter().any(|seen| seen[state])).collect()
    }

    fn is_stable(&self, party: usize, concept: Concept, state: usize) -> bool {
        let gains = |to: usize| self.better(party, state, to);
        let deters = |&answer: &usize| {
            let escapes = || (0..STATES).any(|to| self.moves(party, answer, to) && gains(to));
            !(gains(answer) || concept.is_symmetric() && escapes())
        };
        (0..STATES).filter(|&to| self.moves(party, state, to) && gains(to)).all(|to| {
            concept != Concept::Nash && self.answers(party, to, concept.is_credible()).iter().any(deters)
        })
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn every_draw_is_answered_as_defined(plan in plan()) {
        let text = text(&plan);
        let case = case(&text);
        let mut tracked = Tracked::default();
        let regions: Vec<PartyRegion> = (0..PARTIES)
            .filter_map(|party| PartyRegion::new(&case, party, &mut tracked).expect("exact numbers"))
            .collect();
        let dimensions: usize = regions.iter().map(PartyRegion::variables).sum();
        let each = if dimensions == 0 { 1 } else { 2 };
        let replicates = if dimensions == 0 { 1 } else { REPLICATES };
        let source = Source::new(Method::Sobol, plan.seed, dimensions, replicates);
        let mut expected = vec![[0_u32; 5]; STATES];
        for replicate in 0..replicates {
            let mut stream = source.stream(replicate, 0);
            let mut point = Vec::new();
            for _ in 0..each {
                stream.next_point(&mut point);
                let mut rest = point.as_slice();
                let mut values = [[0; STATES]; PARTIES];
                for region in &regions {
                    let (own, others) = rest.split_at(region.variables());
                    rest = others;
                    let (mut of, mut numbers) = (Coordinate::default(), PartyDraw::default());
                    region.draw(own, tracked.formulas().len(), &mut of, &mut numbers);
                    for (state, value) in values[region.party].iter_mut().enumerate() {
                        let package: Vec<u16> = (0..OPTIONS).map(|at| (state >> at & 1) as u16).collect();
                        let own = package.iter().enumerate().map(|(at, &choice)| of.table[at][usize::from(choice)]);
                        let bonus = tracked.formulas().iter().zip(&of.bonus);
                        let met = bonus.filter(|(formula, _)| formula.holds(&package)).map(|(_, bonus)| bonus);
                        *value = own.sum::<i64>() + met.sum::<i64>();
                    }
                }
                let listed = Listed { plan: &plan, values };
                for (state, expected) in expected.iter_mut().enumerate() {
                    for (count, concept) in expected.iter_mut().zip(Concept::ALL) {
                        let all = (0..PARTIES).all(|party| listed.is_stable(party, concept, state));
                        *count += u32::from(all);
                    }
                }
            }
        }
        let found = asked(&case, &request(2 * REPLICATES as u64, plan.seed), &Limits::default()).expect("an answer");
        let threads = Limits { threads: 3, ..Limits::default() };
        prop_assert_eq!(&found, &asked(&case, &request(2 * REPLICATES as u64, plan.seed), &threads).expect("an answer"));
        let made = (each * replicates) as f64;
        prop_assert_eq!(found.draws as f64, if dimensions == 0 { 0.0 } else { made });
        for (state, expected) in expected.iter().enumerate() {
            let shares = found.states.iter().find(|(at, _)| *at as usize == state);
            prop_assert_eq!(shares.is_some(), expected.iter().any(|count| *count > 0), "state {}\n{}", state, text);
            for (share, &count) in shares.iter().flat_map(|(_, shares)| shares).zip(expected) {
                prop_assert!((share.value * made - f64::from(count)).abs() < 1e-6, "state {}\n{}", state, text);
            }
        }
    }
}

/// One party decides alone between what is worth 30 and what is worth anything
/// from 0 to 100 with equal chance: the second holds in 70 of 100 draws.
const ALONE: &str = "detente = 1\n[case]\ntitle = \"T\"\nbecause = \"test\"\n[parties.a]\nname = \"A\"\n[parties.b]\nname = \"B\"\n\
    [issues.road]\ntitle = \"R\"\noptions.old = \"O\"\noptions.new = \"N\"\nno-deal = \"old\"\ncontrol = [\"a\"]\n\
    [preferences.a.weights]\nroad = 1\n[preferences.a.values]\nroad = { old = 30, new = { low = 0, high = 100 } }\n";

#[test]
fn a_share_that_can_be_computed() {
    let found = asked(&case(ALONE), &request(16_384, 3), &Limits::default()).expect("an answer");
    assert_eq!((found.draws, found.unknowns, found.stopped), (16_384, 1, false));
    let shares: Vec<(u32, f64)> =
        found.states.iter().map(|(state, shares)| (*state, shares[0].value)).collect();
    assert_eq!(shares.iter().map(|(state, _)| *state).collect::<Vec<_>>(), [1, 0]);
    for ((_, share), expected) in shares.iter().zip([0.7, 0.3]) {
        assert!((share - expected).abs() < 0.002, "{shares:?}");
    }
    assert!(found.any.iter().all(|any| any.value == 1.0));
}

#[test]
fn without_anything_vague_it_is_certain_and_limits_hold() {
    let exact = case(&ALONE.replace("{ low = 0, high = 100 }", "40"));
    let found = asked(&exact, &request(1000, 0), &Limits::default()).expect("an answer");
    assert_eq!((found.draws, found.unknowns), (0, 0));
    assert_eq!(found.states.len(), 1);
    assert!(found.states[0].1.iter().all(|share| (share.value, share.error) == (1.0, 0.0)));
    let few = Limits { steps: 100, ..Limits::default() };
    assert!(matches!(asked(&case(ALONE), &request(1000, 0), &few), Err(ModelError::TooMuchWork { .. })));
}
