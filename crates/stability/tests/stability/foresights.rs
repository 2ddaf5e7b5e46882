//! Every verdict of an answer, under every foresight, has an explanation that gives it
//! and a certificate that stands a check that knows nothing of the solver; and
//! none that was forged does.

use std::collections::BTreeMap;

use detente_case::model::Case;
use detente_space::control::Control;
use detente_stability::answer::{Answer, Request};
use detente_stability::certificate::{Certificate, Proof};
use detente_stability::concepts::Concept;
use detente_stability::explain::{Explanation, Who};
use detente_stability::foresight::Foresight;
use detente_stability::model::{Limits, Model, State};
use detente_stability::reasons::{Answered, Reasons};
use detente_stability::strength::Strength;
use detente_stability::unknown::Reading;
use detente_verify::stability::Flaw;

use crate::agree::build;
use crate::explained::check;
use crate::random::{ANY, Kind, read, text};

const MOST: u64 = 50_000_000;
const VAGUE: Kind = Kind { most_states: 16, vague: true, ..ANY };
const TWO: Kind = Kind { parties: Some(2), shared: false, silent: false, ..VAGUE };

/// The kind of a foresight.
fn kind(of: &Foresight) -> &'static str {
    match of {
        Foresight::Concept(_) | Foresight::Coalitional(_) | Foresight::Mixed(_) => "known",
        Foresight::Unknown(..) => "in part",
        Foresight::Strong(..) => "strong",
        Foresight::Limited(_) => "limited",
        Foresight::Simultaneous => "simultaneous",
    }
}

fn request(model: &Model, seed: u64) -> Request {
    let strength = match seed % 3 {
        0 => Strength::Priorities,
        1 => Strength::Gap("5".parse().unwrap()),
        _ => Strength::Gap("0.25".parse().unwrap()),
    };
    Request {
        limited: vec![1, 2, 3, 5],
        simultaneous: true,
        mixed: Some((0..model.decision_makers().len()).map(|maker| Concept::ALL[maker % 5]).collect()),
        readings: vec![Reading::ALL[seed as usize % 4]],
        strength: Some(strength),
        ..Request::default()
    }
}

/// The model of a seed with the answer to everything that can be asked of it.
fn answered(seed: u64, of: Kind) -> Option<(String, Case, Model, Answer, Reasons)> {
    let text = text(seed, of);
    let case = read(&text);
    let model = build(&case)?;
    let (limits, control) = (Limits::default(), Control::unlimited());
    let request = request(&model, seed);
    let answer = Answer::of(&case, &model, &request, &limits, &control, &|_| {}).unwrap();
    let states: Vec<State> = model.all().collect();
    let answered = Answered { case: &case, model: &model, request: &request, answer: &answer };
    let reasons = Reasons::of(answered, &states, usize::MAX, &limits, &control).unwrap();
    Some((text, case, model, answer, reasons))
}

/// Whose concept a column asks for, of those explained.
fn explains(column: &Foresight, who: &Who, explained: &Foresight) -> bool {
    match (column, who) {
        (Foresight::Mixed(concepts), Who::DecisionMaker(at)) => {
            *explained == Foresight::Concept(concepts[*at])
        }
        _ => column == explained,
    }
}

#[test]
fn every_verdict_is_explained_and_proved() {
    let mut seen: BTreeMap<(&str, bool), usize> = BTreeMap::new();
    for (seed, of) in
        (50_000..50_110).map(|seed| (seed, VAGUE)).chain((51_000..51_110).map(|seed| (seed, TWO)))
    {
        let Some((text, case, model, answer, reasons)) = answered(seed, of) else { continue };
        assert_eq!(reasons.without, [], "seed {seed}");
        for column in &answer.columns {
            for (at, who) in column.actors.iter().enumerate() {
                for state in model.all() {
                    let mut mine = reasons.explanations.iter().filter(|each| {
                        each.who == *who
                            && each.state == state
                            && explains(&column.foresight, who, &each.foresight)
                    });
                    let explained = mine.next();
                    assert_eq!(
                        explained.map(Explanation::is_stable),
                        column.is_stable(at, state),
                        "seed {seed}, {:?}, {who:?}, state {state}\n{text}",
                        column.foresight
                    );
                    assert!(mine.next().is_none(), "explained twice");
                }
            }
        }
        for explained in &reasons.explanations {
            let certificate = Certificate::of(&model, explained).unwrap();
            assert_eq!(check(&case, &certificate, MOST), Ok(()), "seed {seed}\n{certificate:?}\n{text}");
            *seen.entry((kind(&explained.foresight), explained.is_stable())).or_default() += 1;
        }
    }
    assert!(seen.len() == 10 && seen.values().all(|count| *count > 200), "{seen:?}");
}

/// The verdict turned round, an answer left out, cut short or drawn out, another end,
/// somebody else's step.
#[test]
fn forged_certificates_fall_under_every_foresight() {
    let mut fallen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (seed, of) in
        (52_000..52_120).map(|seed| (seed, VAGUE)).chain((53_000..53_160).map(|seed| (seed, TWO)))
    {
        let Some((text, case, model, _, reasons)) = answered(seed, of) else { continue };
        for explained in &reasons.explanations {
            let honest = Certificate::of(&model, explained).unwrap();
            let mut falls = |how: &'static str, proof: Proof| {
                let forged = Certificate { proof, ..honest.clone() };
                let found = check(&case, &forged, MOST);
                assert!(
                    !matches!(found, Ok(()) | Err(Flaw::TooLong | Flaw::NoPreference(_))),
                    "seed {seed}: {how} {found:?}\n{forged:?}\n{text}"
                );
                *fallen.entry((kind(&honest.foresight), how)).or_default() += 1;
            };
            match &honest.proof {
                Proof::Unstable(to) => {
                    falls("turned", Proof::Stable(Vec::new()));
                    falls("turned", Proof::Stable(vec![(to.clone(), Vec::new())]));
                }
                Proof::Stable(answers) => {
                    for other in model.all().take(3).map(|state| model.package(state)) {
                        falls("turned", Proof::Unstable(other));
                    }
                    for (to, _) in answers {
                        falls("turned", Proof::Unstable(to.clone()));
                    }
                    for at in 0..answers.len() {
                        let mut less = answers.clone();
                        less.remove(at);
                        falls("left out", Proof::Stable(less));
                        let mut longer = answers.clone();
                        let last = longer[at].1.last().cloned();
                        if let Some(last) = last {
                            longer[at].1.push(last);
                            falls("step twice", Proof::Stable(longer));
                            let mut stolen = answers.clone();
                            stolen[at].1[0].parties.clone_from(&honest.parties);
                            falls("own step", Proof::Stable(stolen));
                            let mut shorter = answers.clone();
                            shorter[at].1.pop();
                            // What deters somewhere on the way may deter before its end as well:
                            // of shortest ways nothing does, and what is expected has one end.
                            falls("cut short", Proof::Stable(shorter));
                            // Where the answer starts from it does not deter, unless what may be no
                            // better deters and may have been better all the same.
                            let careless =
                                matches!(honest.foresight, Foresight::Unknown(Reading::C | Reading::D, _));
                            let mut elsewhere = answers.clone();
                            if let (Some(end), false) = (elsewhere[at].1.last_mut(), careless) {
                                end.to = answers[at].0.clone();
                                falls("other end", Proof::Stable(elsewhere));
                            }
                        }
                    }
                }
            }
        }
    }
    let kinds = ["known", "in part", "strong", "limited", "simultaneous"];
    for how in ["turned", "left out", "step twice", "own step", "cut short", "other end"] {
        for kind in kinds {
            let count = fallen.get(&(kind, how)).copied().unwrap_or(0);
            assert!(count >= 20, "{kind}, {how}: {count}\n{fallen:?}");
        }
    }
}
