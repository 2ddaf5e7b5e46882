//! The claims of a certificate, one after the other.

mod blockers;
mod counts;
mod frontier;
mod origin;
mod packages;

use std::collections::BTreeMap;

use detente_case::load::Input;
use detente_case::model::Case;
use detente_case::package::PartyIndex;

use crate::certificate::Certificate;
use crate::demand::Demands;
use crate::finding::{Outcome, Report};
use crate::listing::{Coordinates, Listing, Plan, combinations, list};
pub(crate) use origin::check as origin;

/// What every check needs.
struct Context<'a> {
    case: &'a Case,
    /// Parties that are not asked in this answer.
    without: Vec<PartyIndex>,
    certificate: &'a Certificate,
    limit: u64,
}

impl Context<'_> {
    /// Why there is no listing to look something up in.
    fn too_many(&self) -> String {
        format!("there are more than {} combinations of choices to list", self.limit)
    }
}

/// Checks every claim.
pub(crate) fn claims(
    case: &Case,
    inputs: &[Input],
    scenarios: &[String],
    certificate: &Certificate,
    limit: u64,
) -> Report {
    let mut report = Report::default();
    origin(inputs, scenarios, &certificate.made_with, &mut report);
    let position = |id: &String| case.parties.iter().position(|party| party.id == *id);
    let mut without = Vec::new();
    for id in &certificate.without {
        match position(id) {
            Some(party) => without.push(party),
            None => report.add_result(
                format!("the answer does without {id}"),
                Err("the case has no such party".to_owned()),
            ),
        }
    }
    let context = Context { case, without, certificate, limit };
    let demands = Demands::of(case, &context.without);
    let coordinates = certificate
        .frontier
        .as_ref()
        .and_then(|frontier| Coordinates::of(case, &context.without, frontier.all));
    let plan =
        Plan { case, without: &context.without, demands: demands.as_ref(), frontier: coordinates.as_ref() };
    let listing: Option<Listing> = combinations(case, limit).map(|_| list(&plan));

    counts::check(&context, listing.as_ref(), &mut report);
    packages::check(&context, &mut report);
    if let Some(claim) = &certificate.frontier {
        match &coordinates {
            Some(coordinates) => frontier::check(&context, claim, coordinates, listing.as_ref(), &mut report),
            None => {
                let why = "some numbers are too large for this program, or weights are free beside a `scale`";
                report.add("the frontier", Outcome::NotChecked(why.to_owned()));
            }
        }
    }
    match &demands {
        Some(demands) => blockers::check(&context, demands, listing.as_ref(), &mut report),
        None => {
            let why = "there are more demands than this program handles".to_owned();
            report.add("the conflicts and corrections", Outcome::NotChecked(why));
        }
    }
    report
}

/// A package as it stands in a certificate, in words.
pub(crate) fn words(options: &BTreeMap<String, String>) -> String {
    let choices: Vec<_> = options.iter().map(|(issue, option)| format!("{issue} = {option}")).collect();
    choices.join(", ")
}
