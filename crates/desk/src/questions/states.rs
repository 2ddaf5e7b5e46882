//! The graph model of a case, its limits, and states as whoever asks names them.

use std::num::NonZero;

use detente_case::model::Case;
use detente_report::provenance::Limit;
use detente_report::words::grouped;
use detente_settle::budget::Budget;
use detente_space::control::Control;
use detente_stability::model::{Limits, Model, ModelError, State};
use detente_stability::number::package_of;
use num_bigint::BigUint;

use crate::failure::Failure;
use crate::opened::Opened;
use crate::package;

/// More threads than these gain nothing.
const MOST_THREADS: usize = 64;

/// When to stop, as whoever asks says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StateLimits {
    /// Megabytes that the states may need.
    pub memory: u64,
    /// Most elementary steps.
    pub steps: u64,
    /// Seconds after which it stops.
    pub time: Option<f64>,
    /// Threads; none for as many as there are. They change no answer.
    pub threads: Option<usize>,
}

impl Default for StateLimits {
    fn default() -> Self {
        Self { memory: 2048, steps: 10_000_000_000, time: None, threads: None }
    }
}

impl StateLimits {
    /// The same for the analysis.
    #[must_use]
    pub fn of_model(self) -> Limits {
        let processors = || std::thread::available_parallelism().map_or(1, NonZero::get);
        let threads = self.threads.unwrap_or_else(processors).min(MOST_THREADS);
        Limits { bytes: self.memory.saturating_mul(1 << 20), steps: self.steps, threads, ..Limits::default() }
    }

    /// The same for the reader. Threads are left out.
    #[must_use]
    pub fn named(self) -> Vec<Limit> {
        let limit = |name: &str, value: String| Limit { name: name.to_owned(), value };
        vec![
            limit("memory for the states, at most", format!("{} MB", self.memory)),
            limit("elementary steps, at most", self.steps.to_string()),
            limit(
                "time limit",
                self.time.map_or_else(|| "none".to_owned(), |seconds| format!("{seconds} s")),
            ),
        ]
    }
}

/// The graph model of a case, or why there is none.
///
/// # Errors
/// Where there is no state, there are too many, or the work was stopped.
pub fn build(opened: &Opened, limits: &Limits, control: &Control<'_>) -> Result<Model, Failure> {
    let model = Model::build(&opened.case, limits, control);
    if matches!(model, Err(ModelError::NoState)) {
        opened.no_contradiction(&Budget { control: *control, ..Budget::default() })?;
    }
    model.map_err(|error| failure(&error))
}

/// A model that cannot be made is wrong input; one that takes too long is stopped.
#[must_use]
pub fn failure(error: &ModelError) -> Failure {
    match error {
        ModelError::TooLarge { states, bytes, limit } => Failure::Input(format!(
            "{} states would need {} MB of memory, more than the {} MB that --memory allows",
            grouped(&states.to_string()),
            grouped(&((bytes >> 20_u8) + 1_u8).to_string()),
            limit >> 20
        )),
        ModelError::NoState | ModelError::TooManyCombinations | ModelError::Points(_) => {
            Failure::Input(error.to_string())
        }
        ModelError::TooMuchWork { .. } => Failure::Stopped(format!("{error}; --steps allows more")),
        ModelError::Stopped(_) => Failure::Stopped(error.to_string()),
    }
}

/// A state by number, or as `issue=option,...`; issues left out sit at their
/// no-deal option.
///
/// # Errors
/// Where it cannot be read, or is no state.
pub fn state(case: &Case, model: &Model, text: &str) -> Result<State, Failure> {
    let number = text.trim().parse::<BigUint>().ok();
    let package = match &number {
        Some(number) => package_of(case, number)
            .ok_or_else(|| Failure::Input(format!("there is no state {number}: it is too large a number")))?,
        None => {
            let parts: Vec<String> =
                text.split([',', ' ']).filter(|part| !part.is_empty()).map(ToOwned::to_owned).collect();
            package::read(case, &parts)?.package
        }
    };
    model.state(&package).ok_or_else(|| {
        let broken: Vec<_> = case
            .rules
            .iter()
            .filter(|rule| !rule.require.formula.holds(&package))
            .map(|rule| format!("`{}`", rule.id))
            .collect();
        let why = if broken.is_empty() {
            let what = if number.is_some() { "no allowed package has this number: " } else { "" };
            format!("{what}an issue that does not arise has no option")
        } else {
            format!("it breaks {}", broken.join(", "))
        };
        Failure::Input(format!("`{text}` is no state: {why}"))
    })
}
