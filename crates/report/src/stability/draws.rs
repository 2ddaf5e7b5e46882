//! In how many draws a state is an equilibrium, in words.

use detente_robust::equilibria::{Equilibria, Request};
use detente_stability::number::number_of;

use super::model::movers;
use super::names::{concept_name, rests_on};
use super::packages::Differing;
use super::{Subject, describe};
use crate::document::{Caption, Document, Table};
use crate::preamble;
use crate::robust::{method, percent};
use crate::words;

/// Draws over what is vague, as asked for and as found.
#[derive(Clone, Copy, Debug)]
pub struct Draws<'a> {
    /// What was asked.
    pub request: &'a Request,
    /// What was found.
    pub found: &'a Equilibria,
}

/// The report on shares of draws; `listed` is the most states of a table.
#[must_use]
pub fn draws(subject: Subject<'_>, draws: Draws<'_>, listed: usize) -> Document {
    let Subject { case, model, view } = subject;
    let Draws { request, found } = draws;
    let mut document = Document::default();
    preamble::preamble(&mut document, case, view, "Stability over what is vague", &[]);
    describe(&mut document, subject);
    document.heading(2, "What was drawn");
    let certain = found.draws == 0;
    if certain {
        document.text(
            "Nothing: no party's values are given in ranges or left open, so that every draw would be the same. What follows \
             is certain in this model.",
        );
    } else {
        document.text(format!(
            "{}, {} times, by {}, seed {}: all that the case leaves open in the values of the parties. Figures are shares of \
             draws: of what was assumed here, and no probabilities of anything in the world. After ± stands half of a 95 per \
             cent interval for the error of drawing; of errors in what was assumed it says nothing.",
            words::counted(&found.unknowns, "number"),
            words::grouped(&found.draws.to_string()),
            method(request.method),
            request.seed,
        ));
    }
    if found.stopped {
        document.text("The work was stopped before its end; the errors are those of the draws made.");
    }
    let unknown = model
        .decision_makers()
        .iter()
        .filter(|maker| maker.parties.iter().any(|&party| !model.is_ranked(party)));
    let unknown: Vec<String> = unknown.map(|maker| super::names::maker(case, maker)).collect();
    if !unknown.is_empty() {
        document.text(format!(
            "Equilibria are stable for all but {}, of whom nothing can be said for want of a preference.",
            words::join(&unknown)
        ));
    }
    document.heading(2, "How often a state is an equilibrium");
    let any = request.concepts.iter().zip(&found.any);
    let any: Vec<_> = any
        .map(|(&concept, &share)| format!("{} {}", concept_name(concept), percent(share, certain)))
        .collect();
    document.text(format!("Draws in which some state is an equilibrium: {}.", any.join(", ")));
    if found.states.is_empty() {
        return document;
    }
    let shown = &found.states[..found.states.len().min(listed)];
    let packages: Vec<_> = shown.iter().map(|(state, _)| model.package(*state)).collect();
    let differing = Differing::of(case, &packages);
    if let Some(shared) = differing.shared() {
        document.text(shared);
    }
    let heads: Vec<String> = std::iter::once("#number".to_owned())
        .chain(request.concepts.iter().map(|&concept| format!("#{}", concept_name(concept))))
        .chain(["state".to_owned()])
        .collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let caption = Caption {
        title: "Shares of draws, greatest first".to_owned(),
        as_of: words::as_of(case, view),
        basis: rests_on(case, &movers(subject)),
    };
    let mut table = Table::new(caption, &heads);
    for ((_, shares), package) in shown.iter().zip(&packages) {
        let shares = shares.iter().map(|&share| percent(share, certain));
        let mut lines = differing.lines(package);
        lines.extend(words::dispositions(case, package));
        table.row(
            std::iter::once(number_of(case, package).to_string()).chain(shares).chain([lines.join("\n")]),
        );
    }
    document.table(table);
    let never = model.states() - found.states.len();
    if never > 0 {
        document.text(format!("{} in no draw under any of these.", words::counted(&never, "state")));
    }
    if found.states.len() > listed {
        document.text(format!(
            "{} more are not listed here; --list N lists more.",
            words::counted(&(found.states.len() - listed), "state")
        ));
    }
    document
}
