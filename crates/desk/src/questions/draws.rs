//! How every answer stands over all that is not known, and which unknown matters most.

use detente_case::package::Package;
use detente_case::record::View;
use detente_report::document::Document;
use detente_report::json::{self, AskShape, RobustShape};
use detente_report::{ask as ask_words, csv, parquet, robust as robust_words, svg};
use detente_robust::answers::{Answers, Request, answers};
use detente_robust::ask::{Ask, ask as rank};
use detente_robust::model::{Alternative, Model, ModelError};
use detente_settle::budget::Budget;

use super::Answer;
use crate::failure::Failure;
use crate::opened::{Limits, Opened, Opener};
use crate::package;

/// The alternatives that draws are spread over, and the first of them, which the
/// report shows, with the files of all.
#[derive(Debug)]
pub struct Across {
    /// The first, with the files of all.
    pub opened: Opened,
    /// The alternatives.
    pub alternatives: Vec<Alternative>,
    view: View,
}

/// Opens a case under each alternative, on top of the scenarios `base`: scenarios joined
/// by `+`, or `none`, with a weight after `=` where they do not weigh the same. Without
/// any, the case alone.
///
/// # Errors
/// Where an alternative cannot be read, or the case cannot be opened under it.
pub fn across(
    again: &Opener<'_>,
    base: &[String],
    wanted: &[String],
    view: View,
    budget: &Budget<'_>,
) -> Result<Across, Failure> {
    let mut stacks = Vec::new();
    for text in wanted {
        let (names, weight) = match text.split_once('=') {
            None => (text.as_str(), 1.0),
            Some((names, weight)) => {
                let number: Option<f64> = weight.parse().ok();
                let number = number.filter(|weight| weight.is_finite() && *weight >= 0.0);
                let wrong = || Failure::Input(format!("in `{text}`: expected a weight, a number from 0 up"));
                (names, number.ok_or_else(wrong)?)
            }
        };
        let own = names.split('+').map(str::trim).filter(|name| *name != "none" && !name.is_empty());
        stacks.push((base.iter().cloned().chain(own.map(str::to_owned)).collect(), weight));
    }
    if stacks.is_empty() {
        stacks.push((base.to_vec(), 1.0));
    }
    let mut first: Option<Opened> = None;
    let mut alternatives = Vec::new();
    for (scenarios, weight) in stacks {
        let scenarios: Vec<String> = scenarios;
        let mut opened = again(&scenarios)?;
        opened.to_day(view, budget)?;
        let name = if scenarios.is_empty() { "no scenario".to_owned() } else { scenarios.join(" + ") };
        alternatives.push(Alternative { name, case: opened.case.clone(), weight });
        match &mut first {
            None => first = Some(opened),
            Some(first) => add(first, opened),
        }
    }
    let opened = first.ok_or_else(|| Failure::Input("there is nothing to draw from".to_owned()))?;
    let view = opened.view(view);
    Ok(Across { opened, alternatives, view })
}

/// Adds what another alternative was made of.
fn add(first: &mut Opened, other: Opened) {
    for input in other.inputs {
        if !first.inputs.contains(&input) {
            first.inputs.push(input);
        }
    }
    for scenario in other.scenarios {
        if !first.scenarios.contains(&scenario) {
            first.scenarios.push(scenario);
        }
    }
}

impl Across {
    /// Packages that are named, each as the words `issue=option issue=option ...`.
    ///
    /// # Errors
    /// Where one cannot be read.
    pub fn packages(&self, named: &[String]) -> Result<Vec<Package>, Failure> {
        let read = |text: &String| {
            let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            package::read(&self.opened.case, &words).map(|given| given.package)
        };
        named.iter().map(read).collect()
    }

    /// The model of the alternatives, in which red lines that are disputed stand in this
    /// share of the draws.
    ///
    /// # Errors
    /// Where nothing can be drawn, or the work was stopped.
    pub fn model(&self, disputed: f64, budget: &Budget<'_>) -> Result<Model<'_>, Failure> {
        Model::new(&self.alternatives, disputed, budget).map_err(failure)
    }
}

/// Why nothing could be drawn.
pub(crate) fn failure(error: ModelError) -> Failure {
    match error {
        ModelError::Stopped(reason) => Failure::Stopped(reason.to_string()),
        error => Failure::Input(error.to_string()),
    }
}

/// Shares of draws.
pub struct Robust<'a> {
    across: &'a Across,
    model: &'a Model<'a>,
    /// What was found.
    pub found: Answers,
    limits: Limits,
}

/// Draws, and counts.
///
/// # Errors
/// Where nothing can be drawn, or the work was stopped before there was anything.
pub fn robust<'a>(
    across: &'a Across,
    model: &'a Model<'a>,
    request: &Request,
    limits: Limits,
    budget: &Budget<'_>,
) -> Result<Robust<'a>, Failure> {
    let found = answers(model, request, budget).map_err(failure)?;
    Ok(Robust { across, model, found, limits })
}

impl Robust<'_> {
    /// Packages as rows.
    #[must_use]
    pub fn csv(&self) -> String {
        csv::robust(&self.across.opened.case, &self.found)
    }

    /// The same as Apache Parquet.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn parquet(&self) -> Result<Vec<u8>, Failure> {
        parquet::robust(&self.across.opened.case, &self.found).map_err(Failure::System)
    }

    /// A drawing.
    #[must_use]
    pub fn svg(&self) -> String {
        svg::robust(&self.across.opened.case, self.across.view, &self.found)
    }
}

impl Answer for Robust<'_> {
    type Shape = RobustShape;

    fn shape(&self) -> RobustShape {
        let Across { opened, view, .. } = self.across;
        json::robust(&opened.case, *view, self.model, &self.found, &opened.provenance(Some(self.limits)))
    }

    fn document(&self) -> Document {
        let Across { opened, view, .. } = self.across;
        let mut document = robust_words::robust(&opened.case, *view, self.model, &self.found);
        opened.provenance(Some(self.limits)).close(&mut document);
        document
    }
}

/// The unknowns, by what knowing them is worth.
pub struct Ranked<'a> {
    across: &'a Across,
    model: &'a Model<'a>,
    /// What was found.
    pub found: Ask,
    limits: Limits,
}

/// Draws, and ranks the unknowns.
///
/// # Errors
/// Where nothing can be drawn, or the work was stopped before there was anything.
pub fn ask<'a>(
    across: &'a Across,
    model: &'a Model<'a>,
    request: &Request,
    limits: Limits,
    budget: &Budget<'_>,
) -> Result<Ranked<'a>, Failure> {
    let found = rank(model, request, budget).map_err(failure)?;
    Ok(Ranked { across, model, found, limits })
}

impl Answer for Ranked<'_> {
    type Shape = AskShape;

    fn shape(&self) -> AskShape {
        let Across { opened, view, .. } = self.across;
        json::ask(&opened.case, *view, self.model, &self.found, &opened.provenance(Some(self.limits)))
    }

    fn document(&self) -> Document {
        let Across { opened, view, .. } = self.across;
        let mut document = ask_words::ask(&opened.case, *view, self.model, &self.found);
        opened.provenance(Some(self.limits)).close(&mut document);
        document
    }
}
