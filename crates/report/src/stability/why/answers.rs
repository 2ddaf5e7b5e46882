//! What follows an improvement, in sentences.

use detente_stability::concepts::Concept;
use detente_stability::explain::{Deterring, Explanation, Improvement, Sanction, Who};
use detente_stability::foresight::Foresight;
use detente_stability::unknown::Reading;

use super::changes;
use crate::stability::Subject;
use crate::stability::names::{maker_name, who};
use crate::words;

/// What the others answer, and what that does.
pub(super) fn answer(subject: Subject<'_>, explanation: &Explanation, improvement: &Improvement) -> String {
    match (&explanation.foresight, &improvement.sanction) {
        (Foresight::Limited(_), _) => expected(subject, explanation, improvement),
        (Foresight::Simultaneous, sanction) => at_once(subject, explanation, sanction.as_ref()),
        (foresight, None) => nothing(subject, explanation, foresight),
        (foresight, Some(sanction)) => {
            let steps: Vec<_> = sanction.steps.iter().map(|step| answered(subject, step)).collect();
            let hurts = &subject.case.parties[sanction.hurts].name;
            let leaves = match foresight {
                Foresight::Unknown(Reading::A | Reading::B, _) => "surely no better off",
                Foresight::Unknown(Reading::C | Reading::D, _) => "not surely better off",
                Foresight::Strong(..) => "strongly worse off",
                _ => leaves(subject, explanation, sanction),
            };
            let escape = escape(foresight, sanction.escapes);
            format!("{}; that leaves {hurts} {leaves}{escape}: deterred", steps.join("; then "))
        }
    }
}

/// That nothing deters.
fn nothing(subject: Subject<'_>, explanation: &Explanation, foresight: &Foresight) -> String {
    let concept = foresight.concept().unwrap_or(Concept::Nash);
    let whom = words::party_names(subject.case, &explanation.parties);
    let whom = if explanation.parties.len() > 1 { format!("one of {whom}") } else { whom };
    let way_out = if concept.is_symmetric() { " and without a way out" } else { "" };
    let gain = match (concept.is_credible(), foresight) {
        (false, _) => "",
        (true, Foresight::Unknown(..)) => " by moves from which each mover may gain",
        (true, _) => " by moves from which each mover gains",
    };
    let harm = match foresight {
        Foresight::Unknown(Reading::A | Reading::B, _) => format!("surely leaves {whom} no better off"),
        Foresight::Unknown(Reading::C | Reading::D, _) => format!("may leave {whom} no better off"),
        Foresight::Strong(..) => format!("leaves {whom} strongly worse off"),
        _ => format!("leaves {whom} no better off"),
    };
    match (concept, foresight) {
        (Concept::Nash, _) => "answers are not looked at: nothing deters it".to_owned(),
        (_, Foresight::Strong(..)) => {
            format!("the others have no answer{gain} that {harm}{way_out}: nothing strong deters it")
        }
        _ => format!("the others have no answer{gain} that {harm}{way_out}: nothing deters it"),
    }
}

/// What can still be done after an answer, where the concept asks.
fn escape(foresight: &Foresight, ways: usize) -> String {
    if !foresight.concept().is_some_and(Concept::is_symmetric) {
        return String::new();
    }
    let (one, each) = match foresight {
        Foresight::Unknown(Reading::A | Reading::B, _) => {
            ("is surely no better than staying", "may be better than staying")
        }
        Foresight::Unknown(Reading::C | Reading::D, _) => {
            ("is not surely better than staying", "is surely better than staying")
        }
        Foresight::Strong(..) => {
            ("is strongly worse than staying too", "is anything but strongly worse than staying")
        }
        _ => ("is no better than staying", "is better than staying"),
    };
    match ways {
        0 => ", and there is no way on from there".to_owned(),
        1 => format!(", and the one way on from there {one}"),
        ways => format!(", and none of the {ways} ways on from there {each}"),
    }
}

/// Whether an answer harms, or only takes away the gain.
fn leaves(subject: Subject<'_>, explanation: &Explanation, sanction: &Sanction) -> &'static str {
    let rank = |state| subject.model.rank(sanction.hurts, state);
    if rank(sanction.to) < rank(explanation.state) { "worse off" } else { "no better off" }
}

/// What comes of both moving at once.
fn at_once(subject: Subject<'_>, explanation: &Explanation, sanction: Option<&Sanction>) -> String {
    let whom = words::party_names(subject.case, &explanation.parties);
    match sanction {
        None => format!(
            "nothing from which the other gains, done at the same time, leaves {whom} no better off: nothing deters it"
        ),
        Some(sanction) => {
            let steps: Vec<_> = sanction
                .steps
                .iter()
                .map(|step| {
                    let mover = who(subject.case, subject.model, &step.who);
                    format!("{mover} gains by {} at the same time", changes(subject, step.from, step.to))
                })
                .collect();
            let leaves = leaves(subject, explanation, sanction);
            format!("{}; both together leave {whom} {leaves}: deterred", steps.join("; then "))
        }
    }
}

/// What both are expected to do after a move.
fn expected(subject: Subject<'_>, explanation: &Explanation, improvement: &Improvement) -> String {
    let name = |who_: &Who| who(subject.case, subject.model, who_);
    let mut parts: Vec<String> = improvement
        .expected
        .iter()
        .map(|step| {
            format!("{} is expected to move to {}", name(&step.who), changes(subject, step.from, step.to))
        })
        .collect();
    if parts.is_empty() && explanation.foresight != Foresight::Limited(1) {
        let own = |at: &usize| explanation.who == Who::DecisionMaker(*at);
        let other = (0..subject.model.decision_makers().len()).find(|at| !own(at));
        let other = other.map_or_else(|| "the other".to_owned(), |at| maker_name(subject, at));
        parts.push(format!("{other} is expected to stay there"));
    }
    let whom = words::party_names(subject.case, &explanation.parties);
    parts.push(match improvement.sanction {
        Some(_) => format!("that is no better for {whom} than staying: deterred"),
        None => format!("that is better for {whom} than staying: nothing deters it"),
    });
    parts.join("; ")
}

/// Who answers: "North answers with Border: Closed".
fn answered(subject: Subject<'_>, step: &Deterring) -> String {
    let mover = who(subject.case, subject.model, &step.who);
    format!("{mover} answers with {}", changes(subject, step.from, step.to))
}
