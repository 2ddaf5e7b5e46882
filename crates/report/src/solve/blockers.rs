//! What blocks, in words.

use detente_case::model::Case;
use detente_settle::blockers::{Blockers, Opening};
use detente_settle::demand::Demand;
use detente_settle::solve::Answer;

use super::proposals::interval;
use crate::document::Document;
use crate::explain::red_line;
use crate::words;

pub(super) fn blockers(document: &mut Document, case: &Case, answer: &Answer) {
    let Some(blockers) = &answer.blockers else { return };
    document.heading(2, "What blocks");
    if blockers.conflicts.iter().any(Vec::is_empty) {
        document.text("No package is left by the rules alone, whatever the parties demand.");
        return;
    }
    document.text(
        "No package can be acceptable to all who are asked, and no value of what is not known would change that. \
         Each of these sets of demands collides: no package meets all of it, and without any one of its demands some \
         package meets the rest of it.",
    );
    document.steps(blockers.conflicts.iter().map(|conflict| {
        let demands: Vec<_> = conflict.iter().map(|&each| demand(case, each)).collect();
        demands.join("\n")
    }));
    if !blockers.complete {
        document.text("The list is not complete: there are more than are shown.");
    }
    movements(document, case, blockers);
    coalitions(document, case, answer, blockers);
}

/// A demand with its party, and what it rests on.
fn demand(case: &Case, demand: Demand) -> String {
    match demand {
        Demand::RedLine { party, line } => red_line(case, party, line),
        Demand::Reservation { party } => {
            let basis = super::inputs::basis(case, &[party]);
            format!(
                "{}: would not be worse off than without an agreement ({basis})",
                case.parties[party].name
            )
        }
    }
}

/// A demand in a few words.
fn short(case: &Case, demand: Demand) -> String {
    match demand {
        Demand::RedLine { party, line } => case.preferences[party].red_lines[line].id.clone(),
        Demand::Reservation { .. } => "its value of no agreement".to_owned(),
    }
}

fn movements(document: &mut Document, case: &Case, blockers: &Blockers) {
    document.heading(2, "The smallest movement of each party that opens a deal");
    document.text(
        "Each by itself, all others as they are; in the order of the case, which ranks nothing. What a movement opens \
         is a package that then nobody surely refuses; whether all accept it can still depend on what is not known.",
    );
    for movement in &blockers.movements {
        let name = &case.parties[movement.party].name;
        if movement.ways.is_empty() {
            document.list([format!("{name}: no movement of its own alone opens a deal")]);
            continue;
        }
        document.list(movement.ways.iter().map(|way| {
            let stake = way.stake.as_ref().map_or_else(String::new, |stake| {
                format!(
                    "; worth {} to it, where no agreement is worth {}",
                    interval(case, movement.party, &stake.value),
                    interval(case, movement.party, &stake.no_agreement)
                )
            });
            format!("{name}: {}{stake}", opening(case, way))
        }));
    }
    let joint: Vec<_> = blockers
        .corrections
        .iter()
        .filter(|each| each.demands.iter().any(|demand| demand.party() != each.demands[0].party()))
        .collect();
    if !joint.is_empty() {
        document.text("Movements of several parties together:");
        document.list(joint.into_iter().map(|each| {
            let whose: Vec<_> = each
                .demands
                .iter()
                .map(|&demand| format!("{}: {}", case.parties[demand.party()].name, short(case, demand)))
                .collect();
            format!("without {} opens {}", words::join(&whose), words::package_arguments(case, &each.package))
        }));
    }
}

fn opening(case: &Case, opening: &Opening) -> String {
    let demands: Vec<_> = opening.demands.iter().map(|&demand| short(case, demand)).collect();
    format!("without {} opens {}", words::join(&demands), words::package_arguments(case, &opening.package))
}

fn coalitions(document: &mut Document, case: &Case, answer: &Answer, blockers: &Blockers) {
    if blockers.coalitions.is_empty() {
        return;
    }
    document.heading(2, "Whose demands can be met together");
    document.text(
        "The largest groups whose demands do not collide; whether they would agree is another question.",
    );
    document.list(blockers.coalitions.iter().map(|group| {
        let without: Vec<_> = answer.asked.iter().copied().filter(|party| !group.contains(party)).collect();
        format!("{}, leaving {} aside", words::party_names(case, group), words::party_names(case, &without))
    }));
}
