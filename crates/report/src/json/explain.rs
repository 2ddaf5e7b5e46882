//! `explain` as JSON.

use detente_case::model::Case;
use detente_case::record::VerdictKind;
use detente_settle::explain::Explanation;
use schemars::JsonSchema;
use serde::Serialize;

use super::common::{self, AssessmentShape, Head, PackageShape};
use crate::provenance::Provenance;

/// One package explained.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExplainShape {
    /// The case and the day.
    #[serde(flatten)]
    pub head: Head,
    /// The package.
    pub package: PackageShape,
    /// Rules that it breaks.
    pub breaks: Vec<String>,
    /// Whether it is the package of no agreement.
    pub is_no_agreement: bool,
    /// Whether all who are asked accept it: `surely`, `possibly`, `never` or `unknown`.
    pub all: String,
    /// What each party makes of it.
    pub assessments: Vec<AssessmentShape>,
    /// What the record says of it.
    pub record: Vec<VerdictShape>,
    /// Single steps that are surely better for somebody.
    pub improvements: Vec<ImprovementShape>,
    /// The nearest packages acceptable to all.
    pub nearest: NearestShape,
    /// What it was made with and from.
    pub made_with: Provenance,
}

/// What the record says for one party at one level.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct VerdictShape {
    /// The party.
    pub party: String,
    /// The level.
    pub level: String,
    /// `refused`, `against-demand`, `within-terms`, `within-terms-in-part` or `not-addressed`.
    pub verdict: String,
    /// Issues left open, for `within-terms-in-part`.
    pub open: Vec<String>,
    /// The statements that decide.
    pub because: Vec<String>,
    /// Verdicts that other readings of the sentences give.
    pub otherwise: Vec<String>,
}

/// A step to another allowed package.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ImprovementShape {
    /// The issue.
    pub issue: String,
    /// The option.
    pub to: String,
    /// Surely better for.
    pub better: Vec<String>,
    /// Better or worse for.
    pub open: Vec<String>,
    /// Worse for.
    pub worse: Vec<String>,
    /// Whether it crosses a red line.
    pub crosses: bool,
}

/// The nearest packages acceptable to all.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NearestShape {
    /// Issues that differ.
    pub distance: usize,
    /// Whether surely acceptable.
    pub surely: bool,
    /// Whether all packages were looked at.
    pub complete: bool,
    /// The packages.
    pub packages: Vec<PackageShape>,
}

/// The shape of `explain --format json`.
#[must_use]
pub fn explain(case: &Case, explanation: &Explanation, made_with: &Provenance) -> ExplainShape {
    let verdict = |entry: &detente_settle::explain::RecordVerdict| VerdictShape {
        party: case.parties[entry.party].id.clone(),
        level: common::level(entry.level),
        verdict: kind(&entry.verdict.kind).to_owned(),
        open: match &entry.verdict.kind {
            VerdictKind::WithinTermsInPart(open) => {
                open.iter().map(|&issue| case.issues[issue].id.clone()).collect()
            }
            _ => Vec::new(),
        },
        because: common::statement_ids(case, &entry.verdict.because),
        otherwise: entry.otherwise.iter().map(|other| kind(other).to_owned()).collect(),
    };
    let improvement = |each: &detente_settle::explain::Improvement| ImprovementShape {
        issue: case.issues[each.step.issue].id.clone(),
        to: case.issues[each.step.issue].choice_id(each.step.to),
        better: common::party_ids(case, &each.better),
        open: common::party_ids(case, &each.open),
        worse: common::party_ids(case, &each.worse),
        crosses: each.crosses,
    };
    let parties = explanation.parties.iter().enumerate();
    ExplainShape {
        head: common::head(case, explanation.standing.view, "explain"),
        package: common::package(case, &explanation.package),
        breaks: explanation.broken_rules.iter().map(|&rule| case.rules[rule].id.clone()).collect(),
        is_no_agreement: explanation.is_no_agreement,
        all: common::acceptance(explanation.all).to_owned(),
        assessments: parties
            .map(|(party, each)| common::assessment(case, party, &explanation.package, each))
            .collect(),
        record: explanation.record.iter().map(verdict).collect(),
        improvements: explanation.improvements.iter().map(improvement).collect(),
        nearest: NearestShape {
            distance: explanation.nearest.distance,
            surely: explanation.nearest.surely,
            complete: explanation.nearest.complete,
            packages: explanation.nearest.packages.iter().map(|each| common::package(case, each)).collect(),
        },
        made_with: made_with.clone(),
    }
}

fn kind(kind: &VerdictKind) -> &'static str {
    match kind {
        VerdictKind::Refused => "refused",
        VerdictKind::AgainstDemand => "against-demand",
        VerdictKind::WithinTerms => "within-terms",
        VerdictKind::WithinTermsInPart(_) => "within-terms-in-part",
        VerdictKind::NotAddressed => "not-addressed",
    }
}
