//! Explanations give the verdicts, and their certificates stand a check that
//! knows nothing of the solver.

use detente_case::model::Case;
use detente_space::control::Control;
use detente_stability::certificate::{Certificate, Proof};
use detente_stability::coalition::{CoalitionStability, Sanctions, Together, all_coalitions};
use detente_stability::concepts::{Concept, Stability};
use detente_stability::explain::{Explanation, Who};
use detente_stability::foresight::Foresight;
use detente_stability::model::Limits;
use detente_stability::strength::Strength;
use detente_stability::unknown::Reading;
use detente_verify::stability::{self as verify, Flaw};

use crate::agree::drawn;
use crate::random::{ANY, Kind};

const MOST: u64 = 50_000_000;

/// A foresight in the words of the checker.
fn foresight(of: &Foresight) -> verify::Foresight {
    let concept = |concept: &Concept| match concept {
        Concept::Nash => verify::Concept::Nash,
        Concept::GeneralMetarational => verify::Concept::Gmr,
        Concept::SymmetricMetarational => verify::Concept::Smr,
        Concept::Sequential => verify::Concept::Seq,
        Concept::SymmetricSequential => verify::Concept::SymSeq,
    };
    match of {
        Foresight::Concept(of) => verify::Foresight::Known(concept(of)),
        Foresight::Unknown(reading, of) => {
            let reading = match reading {
                Reading::A => verify::Reading::A,
                Reading::B => verify::Reading::B,
                Reading::C => verify::Reading::C,
                Reading::D => verify::Reading::D,
            };
            verify::Foresight::InPart(reading, concept(of))
        }
        Foresight::Strong(strength, of) => {
            let strength = match strength {
                Strength::Priorities => verify::Strength::Priorities,
                Strength::Gap(gap) => verify::Strength::Gap(*gap),
            };
            verify::Foresight::Strong(strength, concept(of))
        }
        Foresight::Limited(horizon) => verify::Foresight::Limited(*horizon),
        Foresight::Simultaneous => verify::Foresight::Simultaneous,
        Foresight::Mixed(_) | Foresight::Coalitional(_) => panic!("explained by their concepts"),
    }
}

/// The independent checker's word on a certificate.
pub(crate) fn check(case: &Case, certificate: &Certificate, most: u64) -> Result<(), Flaw> {
    let proof = match &certificate.proof {
        Proof::Unstable(to) => verify::Proof::Unstable(to.clone()),
        Proof::Stable(all) => {
            let leg = |leg: &detente_stability::certificate::Leg| verify::Leg {
                parties: leg.parties.clone(),
                coalition: leg.coalition,
                to: leg.to.clone(),
            };
            let answer = |(to, legs): &(_, Vec<_>)| (Clone::clone(to), legs.iter().map(leg).collect());
            verify::Proof::Stable(all.iter().map(answer).collect())
        }
    };
    let claim = verify::Claim {
        parties: certificate.parties.clone(),
        coalition: certificate.coalition,
        foresight: foresight(&certificate.foresight),
        joint: certificate.joint,
        package: certificate.package.clone(),
        proof,
    };
    verify::check(case, &claim, most)
}

#[test]
fn explanations_give_the_verdicts_and_certificates_hold() {
    let (mut stable, mut unstable, mut sanctions, mut joint) = (0, 0, 0, 0);
    for seed in 20_000..20_150 {
        let Some((text, case, model, _)) = drawn(seed, Kind { most_states: 18, ..ANY }) else { continue };
        let (limits, control) = (Limits::default(), Control::unlimited());
        let found = Stability::of(&model, &Concept::ALL, &limits, &control).unwrap();
        let sanctioned = |by: Sanctions| {
            let coalitions = all_coalitions(&model, 1).unwrap();
            CoalitionStability::of(&model, coalitions, &Concept::ALL, by, &limits, &control).unwrap()
        };
        let (alone, jointly) = (sanctioned(Sanctions::DecisionMakers), sanctioned(Sanctions::Coalitions));
        let makers =
            (0..model.decision_makers().len()).map(|at| (Who::DecisionMaker(at), found.verdicts(at), None));
        let each = |at: usize| Who::Coalition(alone.coalitions()[at].clone());
        let all = 0..alone.coalitions().len();
        let singly = all.clone().map(|at| (each(at), alone.verdicts(at), None));
        let outside =
            |at: usize| Together::outside(&model, &alone.coalitions()[at], &limits, &control).unwrap();
        let jointly = all.map(|at| (each(at), jointly.verdicts(at), outside(at)));
        for (who, verdicts, together) in makers.chain(singly).chain(jointly) {
            for state in model.all() {
                let of_all =
                    Explanation::of(&model, &who, &Concept::ALL, state, together.as_ref(), usize::MAX);
                for (at, concept) in Concept::ALL.into_iter().enumerate() {
                    let explained = of_all.as_ref().map(|all| &all[at]);
                    assert_eq!(
                        explained.map(Explanation::is_stable),
                        verdicts.map(|verdicts| verdicts.is_stable(concept, state)),
                        "seed {seed}, {who:?}, {concept:?}, state {state}\n{text}"
                    );
                    let Some(explained) = explained else { continue };
                    let certificate = Certificate::of(&model, explained).unwrap();
                    assert_eq!(
                        check(&case, &certificate, MOST),
                        Ok(()),
                        "seed {seed}\n{certificate:?}\n{text}"
                    );
                    match &certificate.proof {
                        Proof::Stable(all) => {
                            stable += 1;
                            sanctions += all.len();
                            if all.iter().flat_map(|(_, legs)| legs).any(|leg| leg.coalition) {
                                joint += 1;
                                let apart = Certificate { joint: false, ..certificate.clone() };
                                let refused = check(&case, &apart, MOST);
                                assert!(
                                    refused.is_err(),
                                    "seed {seed}: one by one, none can do this\n{apart:?}\n{text}"
                                );
                            }
                        }
                        Proof::Unstable(_) => unstable += 1,
                    }
                }
            }
        }
    }
    assert!(stable > 5000 && unstable > 2000 && sanctions > 500, "{stable} {unstable} {sanctions}");
    assert!(joint >= 5, "coalitions are among those who sanction: {joint}");
}

/// What is left out changes no verdict, and what is told says most.
#[test]
fn explanations_that_are_cut_agree_with_those_that_are_not() {
    let (mut cut, mut unproved) = (0, 0);
    for seed in 22_000..22_060 {
        let Some((text, case, model, _)) = drawn(seed, Kind { most_states: 30, ..ANY }) else { continue };
        for maker in 0..model.decision_makers().len() {
            for state in model.all() {
                let of = |most| {
                    Explanation::of(&model, &Who::DecisionMaker(maker), &Concept::ALL, state, None, most)
                };
                let (Some(whole), Some(short)) = (of(usize::MAX), of(1)) else { continue };
                let told: Vec<_> = short[0].improvements.iter().map(|each| each.to).collect();
                for (whole, short) in whole.iter().zip(&short) {
                    assert_eq!((whole.left_out, whole.undeterred), (0, short.undeterred), "{text}");
                    assert_eq!(whole.improvements.len(), short.improvements.len() + short.left_out);
                    assert!(short.improvements.iter().map(|each| each.to).eq(told.iter().copied()));
                    assert!(short.improvements.iter().all(|each| whole.improvements.contains(each)));
                    let open = short.improvements.iter().any(|each| each.sanction.is_none());
                    assert_eq!(open, !short.is_stable(), "one that nothing deters is told\n{text}");
                    cut += usize::from(short.left_out > 0);
                    match Certificate::of(&model, short) {
                        Some(certificate) => assert_eq!(check(&case, &certificate, MOST), Ok(())),
                        None => unproved += 1,
                    }
                }
            }
        }
    }
    assert!(cut > 200 && unproved > 50 && unproved < cut, "{cut} {unproved}");
}

#[test]
fn forged_certificates_fall() {
    let mut fallen = [0; 4];
    for seed in 21_000..21_060 {
        let Some((_, case, model, _)) = drawn(seed, Kind { most_states: 14, ..ANY }) else { continue };
        for maker in 0..model.decision_makers().len() {
            for state in model.all() {
                let who = Who::DecisionMaker(maker);
                for explained in Explanation::of(&model, &who, &Concept::ALL, state, None, usize::MAX)
                    .into_iter()
                    .flatten()
                {
                    let honest = Certificate::of(&model, &explained).unwrap();
                    let forged = |proof: Proof| check(&case, &Certificate { proof, ..honest.clone() }, MOST);
                    match &honest.proof {
                        Proof::Unstable(to) => {
                            assert!(forged(Proof::Stable(Vec::new())).is_err());
                            let free = Proof::Stable(vec![(to.clone(), Vec::new())]);
                            assert!(forged(free).is_err());
                            fallen[0] += 1;
                        }
                        Proof::Stable(sanctions) => {
                            for other in model.all() {
                                let flaw = forged(Proof::Unstable(model.package(other)));
                                assert!(
                                    matches!(flaw, Err(Flaw::NotAnImprovement(_) | Flaw::Deterred(_))),
                                    "{flaw:?}"
                                );
                                fallen[1] += usize::from(matches!(flaw, Err(Flaw::Deterred(_))));
                            }
                            if let Some((to, legs)) = sanctions.first() {
                                assert_eq!(
                                    forged(Proof::Stable(sanctions[1..].to_vec())),
                                    Err(Flaw::Undeterred(to.clone()))
                                );
                                let mut twice = sanctions.clone();
                                twice[0].1.push(legs[legs.len() - 1].clone());
                                assert!(matches!(forged(Proof::Stable(twice)), Err(Flaw::NotAStep { .. })));
                                fallen[2] += 1;
                                let mut stolen = sanctions.clone();
                                stolen[0].1[0].parties.clone_from(&honest.parties);
                                assert!(matches!(forged(Proof::Stable(stolen)), Err(Flaw::NotAStep { .. })));
                                fallen[3] += 1;
                            }
                        }
                    }
                }
            }
        }
    }
    assert!(fallen.iter().all(|count| *count > 50), "{fallen:?}");
}
