//! What stood when, whose offers and demands, and what contradicts what.

use detente_case::date::Date;
use detente_case::model::Case;
use detente_case::record::{Level, View};
use detente_record::positions::Packages;
use detente_record::positions::conflicts::{conflicts as contradictions, groups};
use detente_record::positions::offers::offers as of_party;
use detente_record::positions::scenarios::{ScenarioFile, scenarios};
use detente_record::positions::timeline::{Filter, changes, timeline as rows};
use detente_report::document::Document;
use detente_report::json::positions::{ConflictsShape, OffersShape, TimelineShape};
use detente_report::{json, positions as told, words};
use detente_settle::budget::Budget;
use detente_settle::on_record::asking;

use super::{Answer, stopped};
use crate::failure::Failure;
use crate::opened::{Opened, issue, party};
use crate::package;

/// Does work that asks whether some package meets words.
///
/// # Errors
/// When stopped.
pub fn asked<T>(
    case: &Case,
    budget: &Budget<'_>,
    work: impl FnOnce(&mut Packages<'_>) -> T,
) -> Result<T, Failure> {
    asking(case, budget, |some_meets| work(&mut Packages::new(some_meets))).map_err(stopped)
}

/// What a timeline is asked for.
#[derive(Clone, Debug, Default)]
pub struct Times {
    /// Only the party with this id.
    pub party: Option<String>,
    /// Only the issue with this id.
    pub issue: Option<String>,
    /// Only what was known by this day.
    pub known_by: Option<Date>,
    /// Two days, to say what changed between them; twice the same day tells what was
    /// known then and what is known now.
    pub between: Option<(Date, Date)>,
}

/// What stood when.
pub struct Timeline<'o> {
    opened: &'o Opened,
    shape: TimelineShape,
}

/// Finds what stood when, and what changed.
///
/// # Errors
/// Where a party or an issue is unknown, or the work was stopped.
pub fn timeline<'o>(opened: &'o Opened, times: &Times, budget: &Budget<'_>) -> Result<Timeline<'o>, Failure> {
    let case = &opened.case;
    let filter = Filter {
        party: times.party.as_ref().map(|id| party(case, id)).transpose()?,
        issue: times.issue.as_ref().map(|id| issue(case, id)).transpose()?,
    };
    let views = times.between.map(|(from, to)| views(from, to, times.known_by));
    let (rows, changed) = asked(case, budget, |packages| {
        let rows = rows(case, filter, times.known_by, packages);
        let changed = views.map(|(from, to)| {
            let all = changes(case, from, to, packages);
            all.into_iter()
                .filter(|change| filter.party.is_none_or(|party| party == change.party))
                .collect::<Vec<_>>()
        });
        (rows, changed)
    })?;
    let changed = views.zip(changed.as_ref()).map(|((from, to), changes)| (from, to, changes.as_slice()));
    let shape = json::positions::timeline(case, &rows, times.known_by, changed, &opened.provenance(None));
    Ok(Timeline { opened, shape })
}

/// Two days as known now, or one day as known then and as known now.
fn views(from: Date, to: Date, known_by: Option<Date>) -> (View, View) {
    if from == to {
        (View { on: Some(from), known_by: Some(from) }, View { on: Some(from), known_by })
    } else {
        (View { on: Some(from), known_by }, View { on: Some(to), known_by })
    }
}

impl Timeline<'_> {
    /// As people read it, without its end.
    pub(crate) fn words(&self) -> Document {
        told::timeline(&self.shape)
    }

    /// A drawing.
    #[must_use]
    pub fn svg(&self) -> String {
        told::timeline_figure(&self.shape)
    }
}

impl Answer for Timeline<'_> {
    type Shape = TimelineShape;

    fn shape(&self) -> TimelineShape {
        self.shape.clone()
    }

    fn document(&self) -> Document {
        let mut document = self.words();
        self.opened.provenance(None).close(&mut document);
        document
    }
}

/// One party's offers and demands.
pub struct Offers<'o> {
    opened: &'o Opened,
    shape: OffersShape,
    /// How issues of the draft package that were not named were filled in.
    pub filled: Vec<String>,
}

/// Finds one party's offers and demands, clause by clause; against a draft package,
/// where `draft` names one as `issue=option` texts.
///
/// # Errors
/// Where the party or the package is unknown, or the work was stopped.
pub fn offers<'o>(
    opened: &'o Opened,
    of: &str,
    draft: &[String],
    wanted: View,
    budget: &Budget<'_>,
) -> Result<Offers<'o>, Failure> {
    let case = &opened.case;
    let view = opened.view(wanted);
    let party = party(case, of)?;
    let given = if draft.is_empty() { None } else { Some(package::read(case, draft)?) };
    let draft = given.as_ref().map(|given| given.package.as_slice());
    let found = asked(case, budget, |packages| {
        let standing = packages.standing(case, view);
        of_party(case, party, Level::Attributed, &standing, draft, packages)
    })?;
    let package = draft.map(|draft| words::package_arguments(case, draft));
    let shape = json::positions::offers(case, view, party, &found, package, &opened.provenance(None));
    Ok(Offers { opened, shape, filled: given.map(|given| given.filled).unwrap_or_default() })
}

impl Answer for Offers<'_> {
    type Shape = OffersShape;

    fn shape(&self) -> OffersShape {
        self.shape.clone()
    }

    fn document(&self) -> Document {
        let mut document = told::offers(&self.shape);
        self.opened.provenance(None).close(&mut document);
        document
    }
}

/// What contradicts what.
pub struct Conflicts<'o> {
    opened: &'o Opened,
    shape: ConflictsShape,
    /// The sides of each group as scenarios that could be written.
    pub scenarios: Vec<ScenarioFile>,
}

/// Finds what contradicts what.
///
/// # Errors
/// When stopped.
pub fn conflicts<'o>(
    opened: &'o Opened,
    wanted: View,
    budget: &Budget<'_>,
) -> Result<Conflicts<'o>, Failure> {
    let case = &opened.case;
    let view = opened.view(wanted);
    let found = asked(case, budget, |packages| {
        let standing = packages.standing(case, view);
        contradictions(case, &standing, packages)
    })?;
    let groups = groups(&found);
    let made_with = opened.provenance(None);
    let shape = json::positions::conflicts(case, view, &found, &groups, Vec::new(), &made_with);
    Ok(Conflicts { opened, shape, scenarios: scenarios(case, &groups) })
}

impl Conflicts<'_> {
    /// Says that these scenarios were written.
    pub fn written(&mut self, ids: Vec<String>) {
        self.shape.written = ids;
    }
}

impl Answer for Conflicts<'_> {
    type Shape = ConflictsShape;

    fn shape(&self) -> ConflictsShape {
        self.shape.clone()
    }

    fn document(&self) -> Document {
        let mut document = told::conflicts(&self.shape);
        self.opened.provenance(None).close(&mut document);
        document
    }
}
