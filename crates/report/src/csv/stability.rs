//! Every state as a row.

use detente_stability::answer::Answer;
use detente_stability::number::number_of;

use super::{Rows, options};
use crate::stability::{Subject, who_id};

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
