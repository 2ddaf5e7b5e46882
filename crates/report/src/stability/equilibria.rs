//! Which states are stable for everybody, and for whom the others are.

use detente_stability::answer::{Answer, Jump};
use detente_stability::explain::Who;
use detente_stability::foresight::Foresight;
use detente_stability::model::State;
use detente_stability::number::number_of;

use super::Subject;
use super::model::movers;
use super::names::{foresight, rests_on, short, who};
use super::packages::Differing;
use crate::document::{Caption, Document, Table};
use crate::words;

/// More columns than these and a list of names is easier to read than marks.
const MARKS: usize = 7;

fn caption(subject: Subject<'_>, title: impl Into<String>) -> Caption {
    Caption {
        title: title.into(),
        as_of: words::as_of(subject.case, subject.view),
        basis: rests_on(subject.case, &movers(subject)),
    }
}

pub(super) fn counts(document: &mut Document, subject: Subject<'_>, answer: &Answer) {
    let Subject { case, model, .. } = subject;
    document.heading(2, "How many states would hold");
    document.text(
        "A state is stable for somebody who gains by no move of its own, or whom the answers of the others deter from \
         every move by which it gains; an equilibrium is stable for all. That is a statement about this model, not a \
         forecast.",
    );
    document
        .list(answer.columns.iter().map(|column| format!("{}.", foresight(case, model, &column.foresight))));
    let mut actors: Vec<&Who> = Vec::new();
    for actor in answer.columns.iter().flat_map(|column| &column.actors) {
        if !actors.contains(&actor) {
            actors.push(actor);
        }
    }
    let heads: Vec<String> = std::iter::once("foresight".to_owned())
        .chain(["#equilibria".to_owned()])
        .chain(actors.iter().map(|actor| format!("#stable for {}", who(case, model, actor))))
        .collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut table = Table::new(caption(subject, "States that are stable, by foresight"), &heads);
    for column in &answer.columns {
        let of_actor = |actor: &&Who| {
            let count = column.actors.iter().position(|other| other == *actor);
            match count.map(|at| column.count_stable(at)) {
                Some(Some(count)) => words::grouped(&count.to_string()),
                Some(None) => "unknown".to_owned(),
                None => String::new(),
            }
        };
        let equilibria = words::grouped(&column.count_equilibria().to_string());
        table.row([short(&column.foresight), equilibria].into_iter().chain(actors.iter().map(of_actor)));
    }
    document.table(table);
    let together: Vec<_> = model.decision_makers().iter().filter(|each| each.parties.len() > 1).collect();
    if !together.is_empty() {
        let names: Vec<_> = together.iter().map(|each| words::party_names(case, &each.parties)).collect();
        let counts: Vec<_> = answer
            .columns
            .iter()
            .map(|column| format!("{} {}", short(&column.foresight), column.count_stable_alone(model)))
            .collect();
        document.text(format!(
            "Parties that can move something only together count as one more decision maker: {}. Whatever they would \
             do together left aside, so many states are stable for every single party: {}.",
            names.join("; "),
            counts.join(", ")
        ));
    }
    if !answer.undetermined().is_empty() {
        let names: Vec<_> =
            answer.undetermined().iter().map(|&at| who(case, model, &Who::DecisionMaker(at))).collect();
        document.text(format!(
            "Equilibria are stable for all but {}, of whom nothing can be said for want of a preference.",
            words::join(&names)
        ));
    }
}

pub(super) fn listing(document: &mut Document, subject: Subject<'_>, answer: &Answer, listed: usize) {
    let Subject { case, model, .. } = subject;
    document.heading(2, "Equilibria");
    let all = answer.equilibria();
    if all.is_empty() {
        document.text("No state is stable for all under any of these.");
        return;
    }
    let distinct = distinct(answer, &all, listed);
    let Distinct { shown, covered } = &distinct;
    let packages: Vec<_> = shown.iter().map(|&(state, _)| model.package(state)).collect();
    let differing = Differing::of(case, &packages);
    if let Some(shared) = differing.shared() {
        document.text(shared);
    }
    let marks = answer.columns.len() <= MARKS;
    let shorts: Vec<String> = answer.columns.iter().map(|column| short(&column.foresight)).collect();
    let mut heads = vec!["#number"];
    if marks {
        heads.extend(shorts.iter().map(String::as_str));
    } else {
        heads.push("equilibrium under");
    }
    heads.extend(["reached", "state"]);
    let mut table =
        Table::new(caption(subject, "States that are stable for all, under most concepts first"), &heads);
    for (&(state, alike), package) in shown.iter().zip(&packages) {
        let mut cells = vec![number_of(case, package).to_string()];
        let under = |at: usize| answer.columns[at].is_equilibrium(state);
        if marks {
            cells.extend((0..shorts.len()).map(|at| if under(at) { "yes" } else { "-" }.to_owned()));
        } else {
            let names: Vec<_> =
                (0..shorts.len()).filter(|&at| under(at)).map(|at| shorts[at].clone()).collect();
            cells.push(names.join(", "));
        }
        cells.push(reached(subject, answer, state));
        let mut lines = differing.lines(package);
        if alike > 1 {
            lines.push(format!(
                "and {} that nobody tells apart from it",
                words::counted(&(alike - 1), "state")
            ));
        }
        lines.extend(words::dispositions(case, package));
        cells.push(lines.join("\n"));
        table.row(cells);
    }
    document.table(table);
    document.text(
        "Reached: the fewest moves from the status quo in which whoever moves gains each time; - where there is no such \
         way, which says nothing of joint steps and of moves made at a loss.",
    );
    if *covered < all.len() {
        document.text(format!(
            "{} more are not listed here; --list N lists more, --format csv every state.",
            words::counted(&(all.len() - covered), "equilibrium")
        ));
    }
}

/// The states to list, those that nobody tells apart as one.
struct Distinct {
    /// Each with how many it stands for.
    shown: Vec<(State, usize)>,
    /// How many equilibria these are.
    covered: usize,
}

fn distinct(answer: &Answer, all: &[State], listed: usize) -> Distinct {
    let mut distinct = Distinct { shown: Vec::new(), covered: 0 };
    for &state in all {
        let first = answer.is_first_alike(state);
        if first && distinct.shown.len() == listed {
            break;
        }
        if first {
            distinct.shown.push((state, answer.alike(state)));
        }
        distinct.covered += 1;
    }
    distinct
}

fn reached(subject: Subject<'_>, answer: &Answer, state: State) -> String {
    if subject.model.status_quo() == Some(state) {
        return "status quo".to_owned();
    }
    match &answer.reached {
        None => "not known".to_owned(),
        Some(evolution) => {
            evolution.steps_to(state).map_or_else(|| "-".to_owned(), |steps| words::counted(&steps, "move"))
        }
    }
}

pub(super) fn jumps(document: &mut Document, subject: Subject<'_>, answer: &Answer, listed: usize) {
    if !answer.columns.iter().any(|column| matches!(column.foresight, Foresight::Coalitional(_))) {
        return;
    }
    let case = subject.case;
    document.heading(2, "From one equilibrium to another, together");
    let mut grouped: Vec<(&Jump, Vec<String>)> = Vec::new();
    for jump in &answer.jumps {
        let concept = short(&Foresight::Concept(jump.concept));
        let same = |(other, _): &&mut (&Jump, Vec<String>)| {
            other.from == jump.from && other.to == jump.to && other.coalition == jump.coalition
        };
        match grouped.iter_mut().find(same) {
            Some((_, concepts)) => concepts.push(concept),
            None => grouped.push((jump, vec![concept])),
        }
    }
    if grouped.is_empty() {
        document.text("No coalition asked about can go from one equilibrium to another that each of its members prefers.");
        return;
    }
    let number = |state: State| number_of(case, &subject.model.package(state));
    document.list(grouped.iter().take(listed).map(|(jump, concepts)| {
        format!(
            "{} can go together from number {} to number {}, which each of them prefers ({}).",
            words::party_names(case, &jump.coalition),
            number(jump.from),
            number(jump.to),
            concepts.join(", ")
        )
    }));
    if grouped.len() > listed {
        document
            .text(format!("{} more are not listed here.", words::counted(&(grouped.len() - listed), "jump")));
    }
}

pub(super) fn left_out(document: &mut Document, answer: &Answer) {
    if answer.left_out.is_empty() {
        return;
    }
    document.heading(2, "Not answered");
    document.list(answer.left_out.iter().map(|(what, why)| format!("{what}: {why}.")));
}
