//! Every figure against a count over the same draws in which every package is
//! looked at and every definition applied as it stands.

use detente_case::model::Case;
use detente_case::package::{Choice, Package};
use detente_robust::answers::{Answers, Request, answers};
use detente_robust::draw::{Method, REPLICATES, Source};
use detente_robust::model::{Alternative, Draw, Model, World};
use detente_settle::budget::Budget;
use detente_testkit::generate::{Size, drafts};
use detente_testkit::oracle::{Acceptance, Oracle};
use proptest::prelude::*;

use crate::support::alone;

const SIZE: Size =
    Size { parties: 3, issues: 4, packages: 60, statements: 6, preferences: true, vague: true };

/// Every combination of choices.
fn packages(case: &Case) -> Vec<Package> {
    case.issues.iter().fold(vec![Package::new()], |heads, issue| {
        let choices: Vec<Choice> = (0..issue.choices()).map(|at| at as Choice).collect();
        heads
            .iter()
            .flat_map(|head| {
                choices.iter().map(move |&choice| head.iter().copied().chain([choice]).collect())
            })
            .collect()
    })
}

/// The value of a package on each coordinate, by the definition of a valuation.
fn vector(world: &World<'_>, draw: &Draw, package: &[Choice]) -> Vec<i128> {
    let value = |at: usize| {
        let coordinate = &draw.valuation.coordinates[at];
        let cells = (0..package.len())
            .filter(|&issue| world.case.arises(issue, package))
            .map(|issue| i128::from(coordinate.table[issue][usize::from(package[issue])]));
        let bonuses = world.formulas().iter().zip(&coordinate.bonus);
        let met = bonuses.filter(|(formula, _)| formula.holds(package)).map(|(_, &bonus)| i128::from(bonus));
        let total = cells.sum::<i128>() + met.sum::<i128>();
        draw.parties[at].cap.map_or(total, |cap| total.min(i128::from(cap)))
    };
    (0..world.coordinates.len()).map(value).collect()
}

/// Counts of a package over draws.
#[derive(Clone, Debug, Default)]
struct Counts {
    all: u64,
    frontier: u64,
    accepts: Vec<u64>,
}

struct Brute {
    draws: u64,
    deals: u64,
    counts: Vec<Counts>,
}

/// Counts over the first `each` draws of each replicate.
fn brute(model: &Model<'_>, source: &Source, each: u32, packages: &[Package]) -> Brute {
    let parties = model.worlds[0].case.parties.len();
    let counts = Counts { accepts: vec![0; parties], ..Counts::default() };
    let mut found = Brute { draws: 0, deals: 0, counts: vec![counts; packages.len()] };
    for replicate in 0..REPLICATES {
        let mut stream = source.stream(replicate, 0);
        let (mut point, mut draw) = (Vec::new(), Draw::default());
        for _ in 0..each {
            stream.next_point(&mut point);
            model.draw(&point, &mut draw);
            let world = &model.worlds[draw.world];
            let case = world.case;
            found.draws += 1;
            let vectors: Vec<_> = packages.iter().map(|package| vector(world, &draw, package)).collect();
            let crosses = |party: usize, package: &Package| {
                let lines = case.preferences[party].red_lines.iter().enumerate();
                lines.filter(|(_, line)| line.refuse.formula.holds(package)).any(|(line, _)| {
                    let own =
                        |each: &detente_robust::model::Disputed| each.party == party && each.line == line;
                    let at = world.disputed.iter().position(own);
                    at.is_none_or(|at| draw.standing[at])
                })
            };
            let mut open = Vec::new();
            for (at, package) in packages.iter().enumerate() {
                let mut all = case.is_allowed(package)
                    && case.no_agreement().as_ref() != Some(package)
                    && (0..parties).any(|party| case.is_asked(party, package));
                for party in 0..parties {
                    let coordinate = world.coordinates.iter().position(|region| region.party == party);
                    let worth = coordinate.is_none_or(|coordinate| {
                        let bar = draw.parties[coordinate].reservation;
                        bar.is_none_or(|bar| vectors[at][coordinate] >= i128::from(bar))
                    });
                    let accepts = worth && !crosses(party, package);
                    if coordinate.is_some() {
                        found.counts[at].accepts[party] += u64::from(accepts);
                    }
                    all &= accepts || !case.is_asked(party, package);
                }
                if all {
                    open.push(at);
                    found.counts[at].all += 1;
                }
            }
            found.deals += u64::from(!open.is_empty());
            for &at in &open {
                let own = &vectors[at];
                let beaten = open.iter().any(|&other| {
                    vectors[other] != *own && vectors[other].iter().zip(own).all(|(other, own)| other >= own)
                });
                found.counts[at].frontier += u64::from(!beaten);
            }
        }
    }
    found
}

fn held_against(alternatives: &[Alternative], standing: f64, method: Method) -> Option<Answers> {
    let budget = Budget::default();
    let model = Model::new(alternatives, standing, &budget).ok()?;
    let packages = packages(&alternatives[0].case);
    let each = 6;
    let request = Request {
        method,
        seed: 5,
        draws: each * REPLICATES as u64,
        precision: 0.0,
        named: packages.clone(),
        ..Request::default()
    };
    let found = answers(&model, &request, &budget).expect("answers");
    let source = Source::new(method, 5, model.dimensions(), 2 * REPLICATES);
    let expected = brute(&model, &source, each as u32, &packages);
    assert_eq!(found.draws, expected.draws);
    let share = |count: u64, of: u64| count as f64 / of as f64;
    assert_eq!(found.any_deal.value, share(expected.deals, expected.draws));
    assert_eq!(found.listed.value, 1.0, "every package is named");
    for answer in &found.packages {
        let at = packages.iter().position(|package| *package == answer.package).expect("a package");
        let counts = &expected.counts[at];
        assert_eq!(answer.all.value, share(counts.all, expected.draws), "{:?}", answer.package);
        assert_eq!(answer.frontier.value, share(counts.frontier, expected.draws), "{:?}", answer.package);
        if alternatives.len() == 1 {
            for (&party, figure) in found.parties.iter().zip(&answer.accepts) {
                assert_eq!(figure.value, share(counts.accepts[party], expected.draws));
            }
        }
    }
    Some(found)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn shares_are_those_of_the_definitions(draft in drafts(SIZE), chacha in any::<bool>(), disputed in any::<bool>()) {
        let method = if chacha { Method::ChaCha } else { Method::Sobol };
        held_against(&alone(draft.case()), if disputed { 0.5 } else { 1.0 }, method);
    }

    /// What is sure over the whole region holds in every draw, and what is excluded in none.
    #[test]
    fn draws_lie_in_the_region(draft in drafts(SIZE)) {
        let case = draft.case();
        let oracle = Oracle::new(&case);
        let verdicts: Vec<_> = (0..case.parties.len()).map(|party| oracle.accepts(party)).collect();
        let alternatives = alone(case.clone());
        let found = held_against(&alternatives, 1.0, Method::Sobol);
        for answer in found.iter().flat_map(|found| &found.packages) {
            let parties = &found.as_ref().expect("found").parties;
            let at = oracle.position(&answer.package);
            for (&party, figure) in parties.iter().zip(&answer.accepts) {
                // Two bounds of no agreement are held against each package alone there;
                // here they narrow nothing but lie between each other in each draw.
                let between = matches!(
                    case.preferences[party].reservation,
                    detente_case::preference::Reservation::Between { .. }
                );
                match verdicts[party][at] {
                    Acceptance::Surely if !between => prop_assert_eq!(figure.value, 1.0),
                    Acceptance::Never if !between => prop_assert_eq!(figure.value, 0.0),
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn the_number_of_threads_changes_nothing(draft in drafts(SIZE)) {
        let alternatives = alone(draft.case());
        let budget = Budget::default();
        if let Ok(model) = Model::new(&alternatives, 0.5, &budget) {
            let of = |threads| {
                let request = Request { threads, draws: 512, ..Request::default() };
                format!("{:?}", answers(&model, &request, &budget).expect("answers"))
            };
            prop_assert_eq!(of(1), of(2));
        }
    }
}

#[test]
fn alternatives_are_drawn_by_weight() {
    let draft = detente_testkit::generate::draft(3, SIZE);
    let case = draft.case();
    let mut other = case.clone();
    for preference in &mut other.preferences {
        preference.red_lines.clear();
    }
    let alternative = |name: &str, case: Case, weight| Alternative { name: name.to_owned(), case, weight };
    let alternatives = [alternative("a", case, 3.0), alternative("b", other, 1.0)];
    let found = held_against(&alternatives, 1.0, Method::Sobol).expect("answers");
    let drawn: Vec<_> = found.alternatives.iter().map(|(_, draws)| *draws).collect();
    assert_eq!(drawn.iter().sum::<u64>(), 96);
    assert!((60..=84).contains(&drawn[0]), "{drawn:?}");
}
