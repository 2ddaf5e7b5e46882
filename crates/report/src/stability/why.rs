//! Why one state is stable for whom, in sentences.

mod answers;

use detente_stability::answer::Answer;
use detente_stability::concepts::Concept;
use detente_stability::explain::{Explanation, Who};
use detente_stability::foresight::Foresight;
use detente_stability::model::State;
use detente_stability::number::number_of;
use detente_stability::paths::Step;
use detente_stability::unknown::Reading;

use super::model::movers;
use super::names::{rests_on, short, unknown, who};
use super::{Subject, Why};
use crate::document::{Caption, Document, Table};
use crate::words;

/// Improvements of one decision maker that are put into sentences.
const TOLD: usize = 12;

pub(super) fn why(document: &mut Document, subject: Subject<'_>, answer: &Answer, why: &Why) {
    let Subject { case, model, .. } = subject;
    let package = model.package(why.state);
    document.heading(2, format!("The state, number {}", number_of(case, &package)));
    document.list(words::dispositions(case, &package));
    document.list(words::package_lines(case, &package));
    document.list(words::warnings(case, &package).into_iter().map(|line| format!("Note: {line}")));
    document.heading(2, "For whom it is stable");
    let caption = Caption {
        title: "Stability of this state".to_owned(),
        as_of: words::as_of(case, subject.view),
        basis: rests_on(case, &movers(subject)),
    };
    let mut actors: Vec<&Who> = Vec::new();
    for actor in answer.columns.iter().flat_map(|column| &column.actors) {
        if !actors.contains(&actor) {
            actors.push(actor);
        }
    }
    let heads: Vec<String> = std::iter::once("foresight".to_owned())
        .chain(actors.iter().map(|actor| who(case, model, actor)))
        .chain(std::iter::once("equilibrium".to_owned()))
        .collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut table = Table::new(caption, &heads);
    for column in &answer.columns {
        let of_actor = |actor: &&Who| {
            let at = column.actors.iter().position(|other| other == *actor);
            at.map_or("", |at| match column.is_stable(at, why.state) {
                Some(true) => "stable",
                Some(false) => "unstable",
                None => "unknown",
            })
            .to_owned()
        };
        let all = if column.is_equilibrium(why.state) { "yes" } else { "no" };
        table.row(
            std::iter::once(short(&column.foresight))
                .chain(actors.iter().map(of_actor))
                .chain([all.to_owned()]),
        );
    }
    document.table(table);
    document.heading(2, "Why");
    let without: Vec<String> = why.reasons.without.iter().map(short).collect();
    if !without.is_empty() {
        document.text(format!("To explain {} takes more than is allowed.", words::join(&without)));
    }
    let mut told: Vec<&Who> = Vec::new();
    for explanation in &why.reasons.explanations {
        if !told.contains(&&explanation.who) {
            told.push(&explanation.who);
            let same: Vec<&Explanation> =
                why.reasons.explanations.iter().filter(|other| other.who == explanation.who).collect();
            of_actor(document, subject, &same);
        }
    }
    for actor in answer.undetermined() {
        let name = who(case, model, &Who::DecisionMaker(*actor));
        document.text(format!("{name}: no preference is given, so that nothing can be said."));
    }
}

/// What one decision maker would do, under each foresight.
fn of_actor(document: &mut Document, subject: Subject<'_>, explanations: &[&Explanation]) {
    let Some(first) = explanations.first() else { return };
    let name = who(subject.case, subject.model, &first.who);
    document.heading(3, name.clone());
    // Foresights of one kind have the same improvements.
    for alike in explanations.chunk_by(|one, other| same_kind(&one.foresight, &other.foresight)) {
        of_kind(document, subject, &name, alike);
    }
}

fn same_kind(one: &Foresight, other: &Foresight) -> bool {
    match (one, other) {
        (Foresight::Unknown(one, _), Foresight::Unknown(other, _)) => one == other,
        (Foresight::Limited(one), Foresight::Limited(other)) => one == other,
        _ => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}

/// What is asked where it is not how things stand without further ado.
fn lead(name: &str, foresight: &Foresight) -> Option<String> {
    match foresight {
        Foresight::Unknown(reading, _) => {
            Some(format!("With preferences known in part, {name} being {}:", unknown(*reading)))
        }
        Foresight::Strong(..) => Some(format!(
            "With strength of preference, where only an answer counts that leaves {name} strongly worse off:"
        )),
        Foresight::Limited(horizon) => Some(format!(
            "Looking {} ahead, each reckoning with what is best for whoever has the move:",
            words::counted(horizon, "move")
        )),
        Foresight::Simultaneous => Some("Where both may move at once:".to_owned()),
        Foresight::Concept(_) | Foresight::Coalitional(_) | Foresight::Mixed(_) => None,
    }
}

/// What is said of somebody who has no improvement.
fn at_rest(name: &str, foresight: &Foresight) -> String {
    match foresight {
        Foresight::Unknown(Reading::A | Reading::C, _) => {
            format!("No move leads to a state that may be better for {name}: stable under every concept.")
        }
        Foresight::Unknown(Reading::B | Reading::D, _) => {
            format!("No move leads to a state that is surely better for {name}: stable under every concept.")
        }
        Foresight::Strong(..) => {
            format!("No move leads to a state better for {name}: strongly stable under every concept.")
        }
        Foresight::Limited(_) => format!("{name} has no move: stable."),
        Foresight::Simultaneous => format!("No move leads to a state better for {name}: stable."),
        Foresight::Concept(_) | Foresight::Coalitional(_) | Foresight::Mixed(_) => {
            format!("No move leads to a state better for {name}: stable under every concept.")
        }
    }
}

/// The same under the foresights of one kind.
fn of_kind(document: &mut Document, subject: Subject<'_>, name: &str, explanations: &[&Explanation]) {
    let Some(first) = explanations.first() else { return };
    if let Some(lead) = lead(name, &first.foresight) {
        document.text(lead);
    }
    if first.improvements.is_empty() && first.left_out == 0 {
        document.text(at_rest(name, &first.foresight));
        return;
    }
    // An improvement that some concept does not deter says most.
    let deterred =
        |at: usize| explanations.iter().filter(|each| each.improvements[at].sanction.is_some()).count();
    let mut order: Vec<usize> = (0..first.improvements.len()).collect();
    order.sort_by_key(|&at| (deterred(at), at));
    let mut lines = Vec::new();
    for &at in order.iter().take(TOLD) {
        lines.push(improvement(subject, name, explanations, at));
    }
    document.list(lines);
    let rest = order.len().saturating_sub(TOLD) + first.left_out;
    if rest > 0 {
        let open = explanations.iter().map(|each| {
            let concept = short(&each.foresight);
            format!("{} under {concept}", words::grouped(&each.undeterred.to_string()))
        });
        document.text(format!(
            "{} more of {name}'s {} are not told here. Of all of them nothing deters {}. --format json --list N \
             tells N.",
            words::grouped(&rest.to_string()),
            if matches!(first.foresight, Foresight::Limited(_)) { "moves" } else { "improvements" },
            words::join(&open.collect::<Vec<_>>())
        ));
    }
}

/// One improvement, and what each concept makes of it.
fn improvement(subject: Subject<'_>, name: &str, explanations: &[&Explanation], at: usize) -> String {
    let first = explanations[0];
    let step = &first.improvements[at];
    let mut text = if step.steps.len() > 1 {
        let steps: Vec<_> = step.steps.iter().map(|step| made(subject, step)).collect();
        format!("{name} would go to {}: {}.", changes(subject, first.state, step.to), steps.join("; then "))
    } else {
        format!("{name} would move to {}.", changes(subject, first.state, step.to))
    };
    // Concepts that say the same, together; without an answer at all there is none of a better kind.
    let open = |of: &&&Explanation| of.improvements[at].sanction.is_none();
    let general = explanations
        .iter()
        .filter(open)
        .find(|of| of.foresight.concept() == Some(Concept::GeneralMetarational));
    let mut told: Vec<(Vec<String>, String)> = Vec::new();
    for explanation in explanations {
        let says = match general {
            Some(general) => answers::answer(subject, general, &general.improvements[at]),
            None => answers::answer(subject, explanation, &explanation.improvements[at]),
        };
        let concept = short(&explanation.foresight);
        match told.iter_mut().find(|(_, other)| *other == says) {
            Some((concepts, _)) => concepts.push(concept),
            None => told.push((vec![concept], says)),
        }
    }
    for (concepts, says) in told {
        text.push_str(&format!("\n{}: {says}.", concepts.join(", ")));
    }
    text
}

/// Who goes where: "North moves to Border: Closed".
fn made(subject: Subject<'_>, step: &Step) -> String {
    let mover = who(subject.case, subject.model, &Who::DecisionMaker(step.decision_maker));
    format!("{mover} moves to {}", changes(subject, step.from, step.to))
}

/// What differs between two states, in words of the second.
pub(crate) fn changes(subject: Subject<'_>, from: State, to: State) -> String {
    let (before, after) = (subject.model.package(from), subject.model.package(to));
    let case = subject.case;
    let mut parts = Vec::new();
    for issue in 0..case.issues.len() {
        let each = &case.issues[issue];
        match (case.arises(issue, &before), case.arises(issue, &after)) {
            (_, true) if before[issue] != after[issue] => {
                parts.push(format!("\"{}: {}\"", each.title, each.choice_title(after[issue])));
            }
            (true, false) => parts.push(format!("\"{}\" no longer arising", each.title)),
            _ => {}
        }
    }
    words::join(&parts)
}
