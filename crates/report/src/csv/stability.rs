//! Every state as a row.

use detente_stability::answer::Answer;
use detente_stability::concepts::Concept;
use detente_stability::number::{number_of, package_of};

use super::{Rows, options};
use crate::stability::{Change, Draws, GridSubject, Subject, mover_id, who_id};

/// The first `listed` states, all of them where there are no more: the choice of
/// each issue, then for each foresight whether the state is an equilibrium and
/// whether it is stable for each decision maker and coalition.
#[must_use]
pub fn stability(subject: Subject<'_>, answer: &Answer, listed: usize) -> String {
    let Subject { case, model, .. } = subject;
    let mut rows = Rows::default();
    let issues = case.issues.iter().map(|issue| issue.id.clone());
    let verdicts = answer.columns.iter().flat_map(|column| {
        let id = column.foresight.id();
        let actors = column.actors.iter().map(|who| who_id(case, model, who));
        std::iter::once(id.clone()).chain(actors.map(|who| format!("{id}/{who}")).collect::<Vec<_>>())
    });
    rows.push(["number".to_owned(), "reached-in".to_owned()].into_iter().chain(issues).chain(verdicts));
    for state in model.all().take(listed) {
        let package = model.package(state);
        let reached = answer.reached.as_ref().and_then(|evolution| evolution.steps_to(state));
        let reached = reached.map_or_else(String::new, |steps| steps.to_string());
        let verdicts = answer.columns.iter().flat_map(|column| {
            let stable = (0..column.actors.len()).map(|at| match column.is_stable(at, state) {
                Some(true) => "yes",
                Some(false) => "no",
                None => "unknown",
            });
            std::iter::once(if column.is_equilibrium(state) { "yes" } else { "no" })
                .chain(stable.collect::<Vec<_>>())
                .map(ToOwned::to_owned)
        });
        let lead = [number_of(case, &package).to_string(), reached];
        rows.push(lead.into_iter().chain(options(case, &package)).chain(verdicts));
    }
    rows.finish()
}

/// Every state that is an equilibrium somewhere in a grid, at most `listed` of
/// them: the choice of each issue, then for each cell and concept whether it is one.
#[must_use]
pub fn grid(subject: GridSubject<'_>, listed: usize) -> String {
    let GridSubject { case, grid, .. } = subject;
    let mut rows = Rows::default();
    let issues = case.issues.iter().map(|issue| issue.id.clone());
    let places = grid.cells.iter().flat_map(|cell| {
        let version = &subject.versions[cell.version];
        let of = move |concept: &Concept| format!("{version}/{}/{}", cell.reversibility.id(), concept.id());
        grid.concepts.iter().map(of)
    });
    rows.push(std::iter::once("number".to_owned()).chain(issues).chain(places));
    for (number, places) in grid.states.iter().take(listed) {
        let Some(package) = package_of(case, number) else { continue };
        let at = (0..grid.places()).map(|place| if places.contains(place) { "yes" } else { "no" }.to_owned());
        rows.push(std::iter::once(number.to_string()).chain(options(case, &package)).chain(at));
    }
    rows.finish()
}

/// What would have to change for a state to hold: a row for each state of each change.
#[must_use]
pub fn inverse(subject: Subject<'_>, found: &[Change]) -> String {
    let Subject { case, model, .. } = subject;
    let mut rows = Rows::default();
    let issues = case.issues.iter().map(|issue| issue.id.clone());
    let lead = ["concept", "who", "change", "party", "number"].map(ToOwned::to_owned);
    rows.push(lead.into_iter().chain(issues));
    for (of, each) in found.iter().flat_map(|of| of.changes.iter().map(move |each| (of, each))) {
        for (at, set) in each.changes.found.iter().enumerate() {
            for lowered in set {
                let package = model.package(lowered.state);
                let lead = [
                    of.concept.id().to_owned(),
                    mover_id(case, &model.decision_makers()[each.decision_maker]),
                    (at + 1).to_string(),
                    case.parties[lowered.party].id.clone(),
                    number_of(case, &package).to_string(),
                ];
                rows.push(lead.into_iter().chain(options(case, &package)));
            }
        }
    }
    rows.finish()
}

/// Every state that is an equilibrium in some draw, at most `listed` of them: the
/// choice of each issue, then for each concept the share of draws and its error.
#[must_use]
pub fn shares(subject: Subject<'_>, draws: Draws<'_>, listed: usize) -> String {
    let Subject { case, model, .. } = subject;
    let mut rows = Rows::default();
    let issues = case.issues.iter().map(|issue| issue.id.clone());
    let concepts =
        draws.request.concepts.iter().flat_map(|each| [each.id().to_owned(), format!("{}-error", each.id())]);
    rows.push(std::iter::once("number".to_owned()).chain(issues).chain(concepts));
    for (state, shares) in draws.found.states.iter().take(listed) {
        let package = model.package(*state);
        let shares = shares.iter().flat_map(|share| [share.value, share.error]);
        let shares = shares.map(|share| format!("{share:.6}"));
        let lead = std::iter::once(number_of(case, &package).to_string());
        rows.push(lead.chain(options(case, &package)).chain(shares));
    }
    rows.finish()
}
