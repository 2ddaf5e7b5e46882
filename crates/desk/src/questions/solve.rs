//! The packages on which a settlement could rest, or what blocks them.

use detente_case::package::PartyIndex;
use detente_case::record::{Standing, View};
use detente_report::document::Document;
use detente_report::json::{self, SolveShape};
use detente_report::{certificate, csv, solve as words};
use detente_settle::budget::Budget;
use detente_settle::demand::asked_parties;
use detente_settle::on_record::standing_of;
use detente_settle::solve::{Answer as Found, Request, SolveError, solve as find, without};
use detente_space::acceptance::Count;
use num_bigint::BigUint;

use super::Answer;
use crate::failure::Failure;
use crate::opened::{Limits, Opened, Opener, parties};

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// The day of the record.
    pub view: View,
    /// Ids of parties that are not asked.
    pub without: Vec<String>,
    /// Whether to add single packages from midpoints and centroids of what is vague.
    pub points: bool,
    /// Whether the frontier is over all allowed packages, not only those acceptable to all.
    pub all: bool,
    /// Whether it will be told as a document: how concepts move with reservation values, and the
    /// record beside packages, are in documents alone.
    pub in_words: bool,
}

/// What was found.
#[derive(Debug)]
pub struct Solved {
    /// The case, without the parties left out, as of the day.
    pub opened: Opened,
    /// What was found.
    pub found: Found,
    view: View,
    standing: Option<Standing>,
    beside: Option<Found>,
    limits: Limits,
}

/// Prepares a case for a question: leaves parties out, and moves it to the day.
///
/// # Errors
/// Where a party is unknown, nobody is left to ask, or the work was stopped.
pub fn prepare(
    opened: &mut Opened,
    left_out: &[String],
    wanted: View,
    budget: &Budget<'_>,
) -> Result<(View, Vec<PartyIndex>), Failure> {
    let parties = parties(&opened.case, left_out)?;
    if !parties.is_empty() {
        opened.case = without(&opened.case, &parties);
    }
    if asked_parties(&opened.case, &[]).is_empty() {
        return Err(Failure::Input(
            "nobody is left to ask: no party's acceptance is required of any package".to_owned(),
        ));
    }
    Ok((opened.to_day(wanted, budget)?, parties))
}

/// Finds them. `again` opens the case without its scenarios, to tell what they change.
///
/// # Errors
/// Where the question is wrong, the rules contradict one another, or values cannot be computed.
pub fn solve(
    mut opened: Opened,
    again: &Opener<'_>,
    question: &Question,
    limits: Limits,
    budget: &Budget<'_>,
) -> Result<Solved, Failure> {
    let (view, left_out) = prepare(&mut opened, &question.without, question.view, budget)?;
    let request = Request {
        without: left_out,
        points: question.points,
        all: question.all,
        movements: question.in_words,
        ..Request::default()
    };
    let standing = question.in_words.then(|| standing_of(&opened.case, view, budget).ok()).flatten();
    let found = find(&opened.case, &request, budget)
        .map_err(|SolveError::Worth(error)| Failure::Input(error.to_string()))?;
    if found.counts.allowed == Count::Exact(BigUint::ZERO) {
        opened.no_contradiction(budget)?;
    }
    let beside = beside(&opened, again, question, &found, budget);
    Ok(Solved { opened, found, view, standing, beside, limits })
}

/// The answer without any scenario, where a scenario sets something aside.
fn beside(
    opened: &Opened,
    again: &Opener<'_>,
    question: &Question,
    found: &Found,
    budget: &Budget<'_>,
) -> Option<Found> {
    if opened.case.set_aside.is_empty() || found.stopped {
        return None;
    }
    let mut plain = again(&[]).ok()?;
    let without = parties(&plain.case, &question.without).ok()?;
    plain.to_day(question.view, budget).ok()?;
    let beside = find(&plain.case, &Request { without, ..Request::default() }, budget).ok()?;
    (!beside.stopped).then_some(beside)
}

impl Solved {
    /// Packages as rows.
    #[must_use]
    pub fn csv(&self) -> String {
        csv::solve(&self.opened.case, &self.found)
    }

    /// What an independent checker needs to verify the answer, as JSON.
    #[must_use]
    pub fn certificate(&self) -> String {
        let made_with = self.opened.provenance(Some(self.limits));
        json::text(&certificate::certificate(&self.opened.case, &self.found, &made_with))
    }
}

impl Answer for Solved {
    type Shape = SolveShape;

    fn shape(&self) -> SolveShape {
        let made_with = self.opened.provenance(Some(self.limits));
        json::solve(&self.opened.case, self.view, &self.found, self.beside.as_ref(), &made_with)
    }

    fn document(&self) -> Document {
        let case = &self.opened.case;
        let standing = self.standing.as_ref();
        let mut document = words::solve(case, self.view, standing, &self.found, self.beside.as_ref());
        self.opened.provenance(Some(self.limits)).close(&mut document);
        document
    }
}
