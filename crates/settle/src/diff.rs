//! What a change of scenario, date or version does to the answer.

use std::collections::BTreeMap;

use detente_case::model::Case;
use detente_case::package::{Choice, Package};
use detente_case::record::{Standing, Status, View};
use detente_space::compile::{Request, Stopped, compile};
use detente_space::worth::{Acceptance, Judge};
use num_bigint::BigUint;

use crate::budget::Budget;
use crate::demand::verdict_of_all;
use crate::on_record::{OnRecord, is_an_agreement, on_record};
use crate::solve::{Answer, Request as Solve, SolveError, solve};

/// One side of a comparison.
#[derive(Clone, Debug)]
pub struct Side<'a> {
    /// The case, scenarios applied.
    pub case: &'a Case,
    /// The day of the record.
    pub view: View,
}

/// Two answers and what changed between them.
#[derive(Clone, Debug)]
pub struct Diff {
    /// The first answer.
    pub from: Answer,
    /// The second answer.
    pub to: Answer,
    /// The record of the first.
    pub from_record: OnRecord,
    /// The record of the second.
    pub to_record: OnRecord,
    /// Statements that stand on one side alone, by id and party id.
    pub statements: Vec<StatementChange>,
    /// Packages whose acceptance changed, by change; `None` where the issues
    /// differ or there are too many packages.
    pub packages: Option<Vec<PackageChange>>,
}

/// A statement that stands on one side alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementChange {
    /// Id of the statement.
    pub statement: String,
    /// Id of the party.
    pub party: String,
    /// Status on the first side; `None`: not in the record.
    pub from: Option<Status>,
    /// Status on the second side; `None`: not in the record.
    pub to: Option<Status>,
}

/// Packages that changed in the same way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageChange {
    /// What all who are asked made of them; `None`: not allowed.
    pub from: Option<Acceptance>,
    /// What they make of them now.
    pub to: Option<Acceptance>,
    /// How many.
    pub count: u64,
    /// One of them, of the side on which it is allowed.
    pub example: Package,
}

/// Why there is no comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiffError {
    /// A limit or the user stopped the work.
    Stopped(Stopped),
    /// A side could not be solved.
    Solve(SolveError),
}

impl From<Stopped> for DiffError {
    fn from(reason: Stopped) -> Self {
        Self::Stopped(reason)
    }
}

impl From<SolveError> for DiffError {
    fn from(error: SolveError) -> Self {
        Self::Solve(error)
    }
}

/// Compares two sides.
///
/// # Errors
/// See [`DiffError`].
pub fn diff(from: &Side<'_>, to: &Side<'_>, budget: &Budget<'_>) -> Result<Diff, DiffError> {
    let from_record = on_record(from.case, from.view, budget)?;
    let to_record = on_record(to.case, to.view, budget)?;
    Ok(Diff {
        statements: statements((from.case, &from_record.standing), (to.case, &to_record.standing)),
        packages: packages(from.case, to.case, budget)?,
        from: solve(from.case, &Solve::default(), budget)?,
        to: solve(to.case, &Solve::default(), budget)?,
        from_record,
        to_record,
    })
}

fn statements(from: (&Case, &Standing), to: (&Case, &Standing)) -> Vec<StatementChange> {
    let status = |(case, standing): (&Case, &Standing)| -> BTreeMap<(String, String), Status> {
        let entry = |entry: &detente_case::record::Entry| {
            let key = (case.statements[entry.statement].id.clone(), case.parties[entry.party].id.clone());
            (key, entry.status.clone())
        };
        standing.entries.iter().map(entry).collect()
    };
    let (before, after) = (status(from), status(to));
    let keys: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let stands = |status: Option<&Status>| status == Some(&Status::Stands);
    let changed = keys.into_iter().filter(|key| stands(before.get(key)) != stands(after.get(key)));
    changed
        .map(|key| StatementChange {
            statement: key.0.clone(),
            party: key.1.clone(),
            from: before.get(key).cloned(),
            to: after.get(key).cloned(),
        })
        .collect()
}

/// Compares package by package where both sides have the same issues and options.
fn packages(from: &Case, to: &Case, budget: &Budget<'_>) -> Result<Option<Vec<PackageChange>>, Stopped> {
    let shape = |case: &Case| -> Vec<(String, Vec<String>)> {
        let ids = |issue: &detente_case::model::Issue| {
            let choices = (0..issue.choices()).filter_map(|at| Choice::try_from(at).ok());
            (issue.id.clone(), choices.map(|choice| issue.choice_id(choice)).collect())
        };
        case.issues.iter().map(ids).collect()
    };
    if shape(from) != shape(to) {
        return Ok(None);
    }
    let (before, after) = (Verdicts::new(from, budget)?, Verdicts::new(to, budget)?);
    let (Some(before), Some(after)) = (before, after) else { return Ok(None) };
    let mut changes: BTreeMap<(Option<Acceptance>, Option<Acceptance>), (u64, Package)> = BTreeMap::new();
    let mut note = |was: Option<Acceptance>, is: Option<Acceptance>, package: Package| {
        if was != is {
            changes.entry((was, is)).or_insert((0, package)).0 += 1;
        }
    };
    for (at, package) in before.diagram.packages().enumerate() {
        if at % 1024 == 0 && budget.control.is_stopped() {
            return Err(Stopped::Cancelled);
        }
        note(before.of(&package), after.of(&package), package);
    }
    for package in after.diagram.packages().filter(|package| !before.diagram.contains(package)) {
        note(None, after.of(&package), package);
    }
    let change = |((from, to), (count, example))| PackageChange { from, to, count, example };
    Ok(Some(changes.into_iter().map(change).collect()))
}

/// What all who are asked make of each package of a case.
struct Verdicts<'a> {
    case: &'a Case,
    judges: Vec<Judge<'a>>,
    diagram: detente_space::diagram::Diagram,
}

impl<'a> Verdicts<'a> {
    /// `None` where there are too many packages to look at, or numbers that cannot be summed.
    fn new(case: &'a Case, budget: &Budget<'_>) -> Result<Option<Self>, Stopped> {
        let hard = [is_an_agreement(case)];
        let request = Request { hard: &hard, ..Request::default() };
        let diagram = compile(case, &request, &budget.limits, &budget.control)?;
        if diagram.count() > BigUint::from(budget.packages) {
            return Ok(None);
        }
        let judges: Result<Vec<_>, _> =
            (0..case.parties.len()).map(|party| Judge::new(case, party)).collect();
        Ok(judges.ok().map(|judges| Self { case, judges, diagram }))
    }

    fn of(&self, package: &[Choice]) -> Option<Acceptance> {
        let verdict =
            || verdict_of_all(self.case, package, |party| self.judges[party].assess(package).accepts);
        self.diagram.contains(package).then(verdict)
    }
}
