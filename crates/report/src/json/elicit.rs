//! The shape of `elicit --format json`.

use detente_case::model::Case;
use detente_case::package::PartyIndex;
use detente_case::record::View;
use detente_robust::disaggregation::{Bounds, Disaggregation, Narrowed, Ranking, comparisons};
use schemars::JsonSchema;
use serde::Serialize;

use super::common::{self, Head};
use crate::elicit::{comparison_words, example_words};
use crate::provenance::Provenance;

/// `elicit`: what a few ranked packages say of a party's numbers.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ElicitShape {
    /// The case.
    #[serde(flatten)]
    pub head: Head,
    /// The party.
    pub party: String,
    /// What was ranked, best first, equally good ones together, as `issue=option` words.
    pub ranking: Vec<Vec<String>>,
    /// Points by which one group is worth more than the next, at least.
    pub gap: String,
    /// Whether weights and values exist that give this order; exact.
    pub fits: bool,
    /// Points by which every comparison can hold at once.
    pub apart: Option<String>,
    /// Smallest sets of comparisons that cannot hold together, in words.
    pub collisions: Vec<Vec<String>>,
    /// Whether these are all such sets.
    pub complete: bool,
    /// Share of each issue in the sum of weights, from 0 to 1.
    pub weights: Vec<NumberShape>,
    /// Value of each option, on the issue's 0 to 100.
    pub values: Vec<NumberShape>,
    /// Worth of what was ranked, in points.
    pub worth: Vec<NumberShape>,
    /// Provenance.
    pub made_with: Provenance,
}

/// A number before and after the ranking.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NumberShape {
    /// The issue, or what was ranked.
    pub of: String,
    /// The option.
    pub option: Option<String>,
    /// What the case allows; absent for values of an issue that weighs nothing.
    pub before: Option<BoundsShape>,
    /// What the case and the ranking allow together.
    pub after: Option<BoundsShape>,
}

/// Exact ends, possibly only approached, as fractions.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BoundsShape {
    /// Least.
    pub least: String,
    /// Greatest.
    pub greatest: String,
}

/// The shape of `elicit --format json`.
#[must_use]
pub fn elicit(
    case: &Case,
    view: View,
    party: PartyIndex,
    ranking: &Ranking,
    found: &Disaggregation,
    made_with: &Provenance,
) -> ElicitShape {
    let group = |group: &Vec<_>| group.iter().map(|example| example_words(case, example)).collect();
    let mut shape = ElicitShape {
        head: common::head(case, view, "elicit"),
        party: case.parties[party].id.clone(),
        ranking: ranking.groups.iter().map(group).collect(),
        gap: ranking.gap.to_string(),
        fits: false,
        apart: None,
        collisions: Vec::new(),
        complete: true,
        weights: Vec::new(),
        values: Vec::new(),
        worth: Vec::new(),
        made_with: made_with.clone(),
    };
    match found {
        Disaggregation::Collides { sets, complete } => {
            let all = comparisons(ranking);
            let words =
                |set: &Vec<usize>| set.iter().map(|&at| comparison_words(case, ranking, all[at])).collect();
            shape.collisions = sets.iter().map(words).collect();
            shape.complete = *complete;
        }
        Disaggregation::Fits(fit) => {
            shape.fits = true;
            shape.apart = fit.apart.as_ref().map(ToString::to_string);
            for (issue, weight) in case.issues.iter().zip(&fit.weights) {
                shape.weights.push(number(issue.id.clone(), None, weight));
            }
            for (issue, values) in case.issues.iter().zip(&fit.values) {
                for (choice, value) in (0_u16..).zip(values) {
                    shape.values.push(number(issue.id.clone(), Some(issue.choice_id(choice)), value));
                }
            }
            for (example, worth) in ranking.groups.iter().flatten().zip(&fit.worth) {
                shape.worth.push(number(example_words(case, example), None, worth));
            }
        }
    }
    shape
}

fn number(of: String, option: Option<String>, number: &Narrowed) -> NumberShape {
    let ends = |bounds: &Bounds| BoundsShape {
        least: bounds.least.to_string(),
        greatest: bounds.greatest.to_string(),
    };
    NumberShape {
        of,
        option,
        before: number.before.as_ref().map(ends),
        after: number.after.as_ref().map(ends),
    }
}
