//! `diff` as JSON.

use detente_case::record::Status;
use detente_settle::diff::Diff;
use schemars::JsonSchema;
use serde::Serialize;

use super::common::{self, PackageShape};
use super::record::RecordShape;
use super::solve::SolveShape;
use crate::diff::{Side, acceptance};
use crate::provenance::Provenance;

/// Two answers and what changed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DiffShape {
    /// `detente/diff/1`.
    pub format: String,
    /// The first answer.
    pub from: SideShape,
    /// The second answer.
    pub to: SideShape,
    /// Statements that stand on one side alone.
    pub statements: Vec<StatementChangeShape>,
    /// Packages whose acceptance changed; absent where they cannot be compared.
    pub packages: Option<Vec<PackageChangeShape>>,
}

/// One side.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SideShape {
    /// How the user named it.
    pub name: String,
    /// The answer.
    pub solve: SolveShape,
    /// The record.
    pub record: RecordShape,
}

/// A statement that stands on one side alone.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StatementChangeShape {
    /// The statement.
    pub statement: String,
    /// The party.
    pub party: String,
    /// Whether it stands before.
    pub stands_before: bool,
    /// Whether it stands after.
    pub stands_after: bool,
}

/// Packages that changed alike.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PackageChangeShape {
    /// What all who are asked made of them.
    pub from: String,
    /// What they make of them now.
    pub to: String,
    /// How many.
    pub count: u64,
    /// One of them.
    pub example: PackageShape,
}

/// The shape of `diff --format json`; each side with what it was made from.
#[must_use]
pub fn diff(from: (Side<'_>, &Provenance), to: (Side<'_>, &Provenance), diff: &Diff) -> DiffShape {
    let side = |(side, made_with): (Side<'_>, &Provenance), answer, record| SideShape {
        name: side.name.to_owned(),
        solve: super::solve(side.case, side.view, answer, None, made_with),
        record: super::on_record(side.case, record, made_with),
    };
    let stands = |status: &Option<Status>| *status == Some(Status::Stands);
    DiffShape {
        format: "detente/diff/1".to_owned(),
        statements: diff
            .statements
            .iter()
            .map(|change| StatementChangeShape {
                statement: change.statement.clone(),
                party: change.party.clone(),
                stands_before: stands(&change.from),
                stands_after: stands(&change.to),
            })
            .collect(),
        packages: diff.packages.as_ref().map(|changes| {
            let shape = |change: &detente_settle::diff::PackageChange| PackageChangeShape {
                from: acceptance(change.from).to_owned(),
                to: acceptance(change.to).to_owned(),
                count: change.count,
                example: common::package(
                    if change.to.is_some() { to.0.case } else { from.0.case },
                    &change.example,
                ),
            };
            changes.iter().map(shape).collect()
        }),
        from: side(from, &diff.from, &diff.from_record),
        to: side(to, &diff.to, &diff.to_record),
    }
}
