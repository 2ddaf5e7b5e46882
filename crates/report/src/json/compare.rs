//! The shape of `compare --format json`.

use detente_case::model::Case;
use detente_case::package::Choice;
use detente_case::record::View;
use detente_robust::relations::{Piece, Relation};
use detente_space::worth::Extent;
use schemars::JsonSchema;
use serde::Serialize;

use super::common::{self, AssessmentShape, Head, PackageShape};
use crate::provenance::Provenance;

/// `compare`: two packages over all that is not known, exactly.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CompareShape {
    /// The case.
    #[serde(flatten)]
    pub head: Head,
    /// The packages A and B.
    pub packages: [PackageShape; 2],
    /// Ids of the rules that each breaks.
    pub breaks: [Vec<String>; 2],
    /// One entry a party.
    pub relations: Vec<RelationShape>,
    /// Provenance.
    pub made_with: Provenance,
}

/// How A compares with B for one party.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RelationShape {
    /// The party.
    pub party: String,
    /// Where A is worth more than B: `always`, `sometimes`, `never`; absent where nothing is known.
    pub better: Option<String>,
    /// Where A is worth at least as much.
    pub at_least: Option<String>,
    /// What the party makes of A and of B.
    pub assessments: [AssessmentShape; 2],
    /// Which package is necessarily at least as good, `a` or `b`, where one is.
    pub necessarily: Option<String>,
    /// Smallest sets of statements that imply it.
    pub because: Vec<Vec<PieceShape>>,
    /// Whether these are all such sets.
    pub complete: bool,
}

/// A statement about a preference.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PieceShape {
    /// `weights`, `values`, `adjustment`, `priority` or `ranking`.
    pub kind: String,
    /// The issue or the adjustment.
    pub of: Option<String>,
    /// In words.
    pub says: String,
}

/// The shape of `compare --format json`.
#[must_use]
pub fn compare(
    case: &Case,
    view: View,
    packages: [&[Choice]; 2],
    relations: &[Relation],
    made_with: &Provenance,
) -> CompareShape {
    let breaks = |package: &[Choice]| {
        let broken = case.rules.iter().filter(|rule| !rule.require.formula.holds(package));
        broken.map(|rule| rule.id.clone()).collect()
    };
    CompareShape {
        head: common::head(case, view, "compare"),
        packages: packages.map(|package| common::package(case, package)),
        breaks: packages.map(breaks),
        relations: relations.iter().map(|each| relation(case, packages, each)).collect(),
        made_with: made_with.clone(),
    }
}

fn relation(case: &Case, packages: [&[Choice]; 2], relation: &Relation) -> RelationShape {
    let because = relation.because.as_ref();
    let piece = |&piece: &Piece| PieceShape {
        kind: match piece {
            Piece::Weights => "weights",
            Piece::Values(_) => "values",
            Piece::Adjustment(_) => "adjustment",
            Piece::Priority(_) => "priority",
            Piece::Ranking => "ranking",
        }
        .to_owned(),
        of: match piece {
            Piece::Values(issue) => Some(case.issues[issue].id.clone()),
            Piece::Adjustment(at) => Some(case.preferences[relation.party].adjustments[at].id.clone()),
            Piece::Weights | Piece::Priority(_) | Piece::Ranking => None,
        },
        says: crate::compare::piece_words(case, relation.party, piece),
    };
    RelationShape {
        party: case.parties[relation.party].id.clone(),
        better: relation.comparison.map(|comparison| extent(comparison.better).to_owned()),
        at_least: relation.comparison.map(|comparison| extent(comparison.at_least).to_owned()),
        assessments: [0, 1]
            .map(|at| common::assessment(case, relation.party, packages[at], &relation.assessments[at])),
        necessarily: because.map(|because| if because.first { "a" } else { "b" }.to_owned()),
        because: because
            .map(|because| because.reducts.iter().map(|set| set.iter().map(piece).collect()).collect())
            .unwrap_or_default(),
        complete: because.is_none_or(|because| because.complete),
    }
}

fn extent(extent: Extent) -> &'static str {
    match extent {
        Extent::Always => "always",
        Extent::Sometimes => "sometimes",
        Extent::Never => "never",
    }
}
