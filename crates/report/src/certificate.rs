//! What an independent checker needs to verify an answer: claims about named
//! packages and demands, to be held against the case itself.

mod stability;

use std::collections::BTreeMap;

use detente_case::model::Case;
use detente_case::package::Choice;
use detente_settle::demand::Demand;
use detente_settle::frontier::Status;
use detente_settle::solve::Answer;
use detente_space::acceptance::Count;
use num_bigint::BigUint;
use schemars::JsonSchema;
use serde::Serialize;

use crate::json::acceptance;
use crate::provenance::Provenance;
pub use stability::{StabilityCertificate, stability};

/// The claims of one answer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Certificate {
    /// `detente/certificate/1`.
    pub format: String,
    /// Parties that the answer leaves out.
    pub without: Vec<String>,
    /// Counts that are claimed to be exact.
    pub counts: Vec<CountClaim>,
    /// Packages and what each party makes of them.
    pub packages: Vec<PackageClaim>,
    /// The frontier, where one was computed.
    pub frontier: Option<FrontierClaim>,
    /// Minimal sets of demands that collide.
    pub conflicts: Vec<Vec<String>>,
    /// Demands given up and packages that meet all the others.
    pub corrections: Vec<CorrectionClaim>,
    /// Whether conflicts and corrections are claimed to be complete.
    pub complete: bool,
    /// What the answer was made with and from.
    pub made_with: Provenance,
}

/// A count that is claimed to be exact.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CountClaim {
    /// `allowed`, `open`, `surely` or `possibly`.
    pub of: String,
    /// The count.
    pub count: String,
}

/// A package by issue and option; issues that do not arise are absent.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PackageClaim {
    /// Issue to option.
    pub options: BTreeMap<String, String>,
    /// Party to `surely`, `possibly`, `never` or `unknown`.
    pub accepts: BTreeMap<String, String>,
}

/// A frontier.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FrontierClaim {
    /// Parties of the coordinates.
    pub parties: Vec<String>,
    /// Whether it is over all allowed packages.
    pub all: bool,
    /// Whether it is claimed to be complete.
    pub exact: bool,
    /// Its points.
    pub points: Vec<PointClaim>,
}

/// A point of a frontier.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PointClaim {
    /// Exact values on each party's own scale, as fractions.
    pub values: Vec<String>,
    /// Packages behind it.
    pub packages: String,
    /// One of them.
    pub options: BTreeMap<String, String>,
}

/// A correction.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CorrectionClaim {
    /// Demands given up.
    pub without: Vec<String>,
    /// A package that meets all others.
    pub opens: BTreeMap<String, String>,
}

/// The certificate of an answer.
#[must_use]
pub fn certificate(case: &Case, answer: &Answer, made_with: &Provenance) -> Certificate {
    let exact = |of: &str, count: &Count| match count {
        Count::Exact(count) => Some(CountClaim { of: of.to_owned(), count: count.to_string() }),
        Count::Bounded { .. } | Count::Sampled { .. } => None,
    };
    let counts = [
        exact("allowed", &answer.counts.allowed),
        exact("open", &answer.counts.open),
        exact("surely", &answer.zone.at_least),
        exact("possibly", &answer.zone.at_most),
    ];
    let packages = answer.proposals.iter().map(|proposal| PackageClaim {
        options: options(case, &proposal.package),
        accepts: proposal
            .parties
            .iter()
            .enumerate()
            .filter_map(|(party, each)| {
                Some((case.parties[party].id.clone(), acceptance(each.as_ref()?.accepts).to_owned()))
            })
            .collect(),
    });
    let frontier = answer.frontier.as_ref().map(|frontier| FrontierClaim {
        parties: frontier.parties.iter().map(|&party| case.parties[party].id.clone()).collect(),
        all: frontier.all,
        // The claim is of the numbers of packages too.
        exact: frontier.status == Status::Exact && frontier.counted,
        points: frontier
            .points
            .iter()
            .map(|point| PointClaim {
                values: point
                    .vector
                    .iter()
                    .zip(&frontier.denominators)
                    .map(|(value, denominator)| format!("{value}/{denominator}"))
                    .collect(),
                packages: point.packages.to_string(),
                options: options(case, &point.witness),
            })
            .collect(),
    });
    let names = |demands: &[Demand]| demands.iter().map(|demand| name(case, *demand)).collect::<Vec<_>>();
    let blockers = answer.blockers.as_ref();
    Certificate {
        format: "detente/certificate/1".to_owned(),
        without: answer.without.iter().map(|&party| case.parties[party].id.clone()).collect(),
        counts: counts.into_iter().flatten().collect(),
        packages: packages.collect(),
        frontier,
        conflicts: blockers
            .map_or_else(Vec::new, |each| each.conflicts.iter().map(|set| names(set)).collect()),
        corrections: blockers.map_or_else(Vec::new, |each| {
            let claim = |opening: &detente_settle::blockers::Opening| CorrectionClaim {
                without: names(&opening.demands),
                opens: options(case, &opening.package),
            };
            each.corrections.iter().map(claim).collect()
        }),
        complete: match blockers {
            Some(blockers) => blockers.complete,
            // Where something can be acceptable to all there is nothing to search for.
            None => *answer.zone.at_most.low() > BigUint::ZERO,
        },
        made_with: made_with.clone(),
    }
}

/// `party/red-line` or `party/no-deal`.
fn name(case: &Case, demand: Demand) -> String {
    let party = &case.parties[demand.party()].id;
    match demand {
        Demand::RedLine { party: at, line } => format!("{party}/{}", case.preferences[at].red_lines[line].id),
        Demand::Reservation { .. } => format!("{party}/no-deal"),
    }
}

fn options(case: &Case, package: &[Choice]) -> BTreeMap<String, String> {
    let arising = (0..case.issues.len()).filter(|&issue| case.arises(issue, package));
    arising
        .map(|issue| (case.issues[issue].id.clone(), case.issues[issue].choice_id(package[issue])))
        .collect()
}
