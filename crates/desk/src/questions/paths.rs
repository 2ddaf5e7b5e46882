//! Where the conflict goes from a state.

use detente_report::document::Document;
use detente_report::json::{self, PathsShape};
use detente_report::paths::{self as words, Drawn, LISTED};
use detente_settle::budget::Budget;
use detente_stability::concepts::Concept;
use detente_stability::course::{Course, Request, courses};
use detente_stability::model::State;
use detente_stability::paths::By;

use super::Answer;
use super::stability::Modelled;
use super::states::{failure, state};
use crate::failure::Failure;

/// States and moves that JSON and DOT list unless asked otherwise.
const LISTED_AS_DATA: usize = 100_000;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// From which state; none for the status quo.
    pub from: Option<String>,
    /// To which state, if to one.
    pub to: Option<String>,
    /// By any moves, by improvements, or by both in turn.
    pub by: Vec<By>,
    /// Most moves of a path.
    pub longest: usize,
    /// Most that is listed.
    pub listed: Option<usize>,
}

/// Where it goes.
#[derive(Debug)]
pub struct Gone<'m> {
    modelled: &'m Modelled,
    from: State,
    to: Option<State>,
    longest: usize,
    listed: Option<usize>,
    found: Vec<Course>,
}

/// Finds where it goes.
///
/// # Errors
/// Where a state cannot be read, there is none to start from, or the work was stopped.
pub fn paths<'m>(
    modelled: &'m Modelled,
    question: &Question,
    budget: &Budget<'_>,
) -> Result<Gone<'m>, Failure> {
    let Modelled { opened, model, limits, .. } = modelled;
    let read = |text: &String| state(&opened.case, model, text);
    let from = match (&question.from, model.status_quo()) {
        (Some(text), _) => read(text)?,
        (None, Some(state)) => state,
        (None, None) => {
            let why = "there is no status quo to start from; name a state with --from".to_owned();
            return Err(Failure::Input(why));
        }
    };
    let request = Request {
        from,
        to: question.to.as_ref().map(read).transpose()?,
        by: question.by.clone(),
        concepts: Concept::ALL.to_vec(),
        longest: question.longest,
        most: question.listed.unwrap_or(LISTED),
    };
    budget.notify.say("following the moves");
    let found =
        courses(model, &request, &limits.of_model(), &budget.control).map_err(|error| failure(&error))?;
    let Request { to, longest, .. } = request;
    Ok(Gone { modelled, from, to, longest, listed: question.listed, found })
}

impl Gone<'_> {
    /// Whether the state asked for can come about; true where none was.
    #[must_use]
    pub fn arrives(&self) -> bool {
        let steps = |to| self.found.iter().any(|course| course.evolution.steps_to(to).is_some());
        self.to.is_none_or(steps)
    }

    /// The diagram in the language of Graphviz.
    ///
    /// # Errors
    /// Where it has more moves than are listed.
    pub fn dot(&self) -> Result<String, Failure> {
        let course = self.one()?;
        let steps = words::steps(self.modelled.subject(), course, self.listed.unwrap_or(LISTED_AS_DATA));
        if !steps.complete && course.ways.is_none() {
            return Err(Failure::Input(format!(
                "the diagram has more than {} moves; --list allows more",
                steps.found.len()
            )));
        }
        Ok(words::dot(self.modelled.subject(), self.from, &steps.found))
    }

    /// A drawing.
    ///
    /// # Errors
    /// Where it could not be read.
    pub fn svg(&self) -> Result<String, Failure> {
        let course = self.one()?;
        let steps = words::steps(self.modelled.subject(), course, LISTED_AS_DATA);
        match words::svg(self.modelled.subject(), self.from, course, &steps.found) {
            Drawn::Svg(text) => Ok(text),
            Drawn::TooLarge { states, steps } => Err(Failure::Input(format!(
                "a drawing of {states} states and {steps} moves could not be read; --by improvements, --to STATE or \
                 --format dot make less of it"
            ))),
        }
    }

    fn one(&self) -> Result<&Course, Failure> {
        self.found.first().ok_or_else(|| Failure::Input("there is nothing to draw".to_owned()))
    }
}

impl Answer for Gone<'_> {
    type Shape = PathsShape;

    fn shape(&self) -> PathsShape {
        let listed = self.listed.unwrap_or(LISTED_AS_DATA);
        let made_with = self.modelled.opened.made_with(self.modelled.limits.named(), 0);
        json::paths(self.modelled.subject(), self.from, &self.found, listed, &made_with)
    }

    fn document(&self) -> Document {
        let listed = self.listed.unwrap_or(LISTED);
        let mut document =
            words::paths(self.modelled.subject(), self.from, &self.found, self.longest, listed);
        self.modelled.opened.made_with(self.modelled.limits.named(), 0).close(&mut document);
        document
    }
}
