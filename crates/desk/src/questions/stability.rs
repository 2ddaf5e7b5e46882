//! Which states would hold, for whom and under which foresight.

use detente_case::record::View;
use detente_report::document::Document;
use detente_report::json::{self, StabilityShape};
use detente_report::stability::{LISTED, Subject, Why};
use detente_report::{certificate, csv, stability as words};
use detente_settle::budget::Budget;
use detente_space::control::Control;
use detente_stability::answer::{Answer as Found, Request};
use detente_stability::model::{Model, State};
use detente_stability::reasons::{Answered, Reasons};

use super::Answer;
use super::foresight::{Words, read};
use super::states::{StateLimits, build, failure, state};
use crate::failure::Failure;
use crate::opened::Opened;

/// States that JSON lists unless asked otherwise.
pub const LISTED_AS_JSON: usize = 1000;
/// Equilibria whose verdicts are proved in a certificate.
const CERTIFIED: usize = 200;
/// Improvements of one decision maker from one state that a certificate answers.
const CERTIFIED_IMPROVEMENTS: usize = 10_000;

/// The graph model of a case as of a day.
#[derive(Debug)]
pub struct Modelled {
    /// The case.
    pub opened: Opened,
    /// Its model.
    pub model: Model,
    /// When to stop.
    pub limits: StateLimits,
    view: View,
}

impl Modelled {
    /// Makes the model.
    ///
    /// # Errors
    /// Where there is no state, there are too many, or the work was stopped.
    pub fn of(
        mut opened: Opened,
        wanted: View,
        limits: StateLimits,
        budget: &Budget<'_>,
    ) -> Result<Self, Failure> {
        let view = opened.to_day(wanted, budget)?;
        budget.notify.say("making the states");
        let model = build(&opened, &limits.of_model(), &budget.control)?;
        Ok(Self { opened, model, limits, view })
    }

    /// The case, its model and the day.
    #[must_use]
    pub fn subject(&self) -> Subject<'_> {
        Subject { case: &self.opened.case, model: &self.model, view: self.view }
    }
}

/// What is stable.
#[derive(Debug)]
pub struct Stable<'m> {
    modelled: &'m Modelled,
    request: Request,
    /// What was found.
    pub found: Found,
    /// The state that was asked about.
    pub state: Option<State>,
    why: Option<Why>,
    listed: Option<usize>,
}

/// Finds what is stable, and why where one state is named. `listed` says how many states
/// the answer lists.
///
/// # Errors
/// Where the foresight or the state cannot be read, or the work was stopped.
pub fn stability<'m>(
    modelled: &'m Modelled,
    foresight: &Words,
    named: Option<&str>,
    listed: Option<usize>,
    budget: &Budget<'_>,
) -> Result<Stable<'m>, Failure> {
    let Modelled { opened, model, limits, .. } = modelled;
    let request = read(&opened.case, foresight, None)?.of_model(&opened.case, model)?;
    let state = named.map(|text| state(&opened.case, model, text)).transpose()?;
    let say = |what: &str| budget.notify.say(what);
    let found = Found::of(&opened.case, model, &request, &limits.of_model(), &budget.control, &say)
        .map_err(|error| failure(&error))?;
    let mut stable = Stable { modelled, request, found, state, why: None, listed };
    if let Some(state) = state {
        let reasons = stable.reasons(&[state], listed.unwrap_or(LISTED_AS_JSON), &budget.control)?;
        stable.why = Some(Why { state, reasons });
    }
    Ok(stable)
}

impl Stable<'_> {
    fn reasons(&self, states: &[State], most: usize, control: &Control<'_>) -> Result<Reasons, Failure> {
        let Modelled { opened, model, limits, .. } = self.modelled;
        let answered = Answered { case: &opened.case, model, request: &self.request, answer: &self.found };
        Reasons::of(answered, states, most, &limits.of_model(), control).map_err(|error| failure(&error))
    }

    /// What proves the verdicts on the state asked about, or else on the equilibria, as JSON.
    ///
    /// # Errors
    /// When stopped.
    pub fn certificate(&self, budget: &Budget<'_>) -> Result<String, Failure> {
        budget.notify.say("writing down what proves the verdicts");
        let all = self.state.map_or_else(|| self.found.equilibria(), |state| vec![state]);
        let shown = &all[..all.len().min(CERTIFIED)];
        let reasons = self.reasons(shown, CERTIFIED_IMPROVEMENTS, &budget.control)?;
        let left_out = all.len() - shown.len();
        let made_with = self.modelled.opened.made_with(self.modelled.limits.named(), 0);
        Ok(json::text(&certificate::stability(self.modelled.subject(), &reasons, left_out, &made_with)))
    }

    /// States as rows.
    #[must_use]
    pub fn csv(&self) -> String {
        csv::stability(self.modelled.subject(), &self.found, self.listed.unwrap_or(usize::MAX))
    }
}

impl Answer for Stable<'_> {
    type Shape = StabilityShape;

    fn shape(&self) -> StabilityShape {
        let listed = self.listed.unwrap_or(LISTED_AS_JSON);
        let made_with = self.modelled.opened.made_with(self.modelled.limits.named(), 0);
        json::stability(self.modelled.subject(), &self.found, self.why.as_ref(), listed, &made_with)
    }

    fn document(&self) -> Document {
        let listed = self.listed.unwrap_or(LISTED);
        let subject = self.modelled.subject();
        let mut document = words::stability(subject, &self.found, self.why.as_ref(), listed);
        self.modelled.opened.made_with(self.modelled.limits.named(), 0).close(&mut document);
        document
    }
}
