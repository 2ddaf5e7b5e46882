//! Why one state is stable for whom, in sentences.

use detente_stability::answer::{Answer, Column, Foresight};
use detente_stability::concepts::Concept;
use detente_stability::explain::{Deterring, Explanation, Improvement, Who};
use detente_stability::model::State;
use detente_stability::number::number_of;
use detente_stability::paths::Step;

use super::model::movers;
use super::names::{rests_on, short, who};
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
    let plain = |column: &&Column| {
        !matches!(column.foresight, Foresight::Concept(_) | Foresight::Coalitional(_) | Foresight::Mixed(_))
    };
    let others: Vec<_> = answer.columns.iter().filter(plain).map(|column| short(&column.foresight)).collect();
    if !others.is_empty() {
        document.text(format!(
            "Told here is what deters whom by the middle of what is given; {} have no explanation of their own and may \
             differ.",
            words::join(&others)
        ));
    }
    let mut told: Vec<&Who> = Vec::new();
    for explanation in &why.explanations {
        if !told.contains(&&explanation.who) {
            told.push(&explanation.who);
            let same: Vec<&Explanation> =
                why.explanations.iter().filter(|other| other.who == explanation.who).collect();
            of_actor(document, subject, &same);
        }
    }
    for actor in answer.undetermined() {
        let name = who(case, model, &Who::DecisionMaker(*actor));
        document.text(format!("{name}: no preference is given, so that nothing can be said."));
    }
}

/// What one decision maker would do, under each concept.
fn of_actor(document: &mut Document, subject: Subject<'_>, explanations: &[&Explanation]) {
    let Some(first) = explanations.first() else { return };
    let name = who(subject.case, subject.model, &first.who);
    document.heading(3, name.clone());
    if first.improvements.is_empty() && first.left_out == 0 {
        document.text(format!("No move leads to a state better for {name}: stable under every concept."));
        return;
    }
    // An improvement that some concept does not deter says most.
    let deterred =
        |at: usize| explanations.iter().filter(|each| each.improvements[at].sanction.is_some()).count();
    let mut order: Vec<usize> = (0..first.improvements.len()).collect();
    order.sort_by_key(|&at| (deterred(at), at));
    let mut lines = Vec::new();
    for &at in order.iter().take(TOLD) {
        lines.push(improvement(subject, &name, explanations, at));
    }
    document.list(lines);
    let rest = order.len().saturating_sub(TOLD) + first.left_out;
    if rest > 0 {
        let open = explanations.iter().map(|each| {
            let concept = short(&Foresight::Concept(each.concept));
            format!("{} under {concept}", words::grouped(&each.undeterred.to_string()))
        });
        document.text(format!(
            "{} more of {name}'s improvements are not told here. Of all of them nothing deters {}. --format json --list N \
             tells N.",
            words::grouped(&rest.to_string()),
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
    let general = explanations.iter().filter(open).find(|of| of.concept == Concept::GeneralMetarational);
    let mut told: Vec<(Vec<String>, String)> = Vec::new();
    for explanation in explanations {
        let says = match general {
            Some(general) => answer(subject, general, &general.improvements[at]),
            None => answer(subject, explanation, &explanation.improvements[at]),
        };
        let concept = short(&Foresight::Concept(explanation.concept));
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

/// What the others answer, and what that does.
fn answer(subject: Subject<'_>, explanation: &Explanation, improvement: &Improvement) -> String {
    let concept = explanation.concept;
    let Some(sanction) = &improvement.sanction else {
        let whom = words::party_names(subject.case, &explanation.parties);
        let whom = if explanation.parties.len() > 1 { format!("one of {whom}") } else { whom };
        let way_out = if concept.is_symmetric() { " and without a way out" } else { "" };
        let gain = if concept.is_credible() { " by moves from which each mover gains" } else { "" };
        return match concept {
            Concept::Nash => "answers are not looked at: nothing deters it".to_owned(),
            _ => format!(
                "the others have no answer{gain} that leaves {whom} no better off{way_out}: nothing deters it"
            ),
        };
    };
    let steps: Vec<_> = sanction.steps.iter().map(|step| answered(subject, step)).collect();
    let case = subject.case;
    let hurts = &case.parties[sanction.hurts].name;
    let (before, after) = (
        subject.model.rank(sanction.hurts, explanation.state),
        subject.model.rank(sanction.hurts, sanction.to),
    );
    let leaves = if after < before { "worse off" } else { "no better off" };
    let escape = match (concept.is_symmetric(), sanction.escapes) {
        (false, _) => String::new(),
        (true, 0) => ", and there is no way on from there".to_owned(),
        (true, 1) => ", and the one way on from there is no better than staying".to_owned(),
        (true, count) => format!(", and none of the {count} ways on from there is better than staying"),
    };
    format!("{}; that leaves {hurts} {leaves}{escape}: deterred", steps.join("; then "))
}

/// Who answers: "North answers with Border: Closed".
fn answered(subject: Subject<'_>, step: &Deterring) -> String {
    let mover = who(subject.case, subject.model, &step.who);
    format!("{mover} answers with {}", changes(subject, step.from, step.to))
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
