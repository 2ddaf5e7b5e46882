//! `paths` as JSON.

use std::collections::BTreeMap;

use detente_stability::course::Course;
use detente_stability::model::State;
use detente_stability::paths::{By, Found, Step};
use schemars::JsonSchema;
use serde::Serialize;

use super::common::{self, Head};
use super::stability::{ModelShape, StepShape, model_shape, number, options, step};
use crate::paths::steps;
use crate::provenance::Provenance;
use crate::stability::Subject;

/// Where the conflict goes from a state.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PathsShape {
    /// The case and the day.
    #[serde(flatten)]
    pub head: Head,
    /// The model.
    pub model: ModelShape,
    /// Number of the state where it starts.
    pub from: String,
    /// That state.
    pub from_options: BTreeMap<String, String>,
    /// One entry a manner of going along.
    pub courses: Vec<CourseShape>,
    /// What it was made with and from.
    pub made_with: Provenance,
}

/// What comes about in one manner.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CourseShape {
    /// `moves`, or `improvements`: whoever moves gains.
    pub by: String,
    /// How many states come about, the first included.
    pub reached: usize,
    /// The states that come about, nearest first.
    pub states: Vec<ReachedShape>,
    /// Moves between them, nearest first; with a state asked about, those on the ways to it.
    pub steps: Vec<StepShape>,
    /// Whether `states` and `steps` are all there are.
    pub complete: bool,
    /// The ways to the state asked about.
    pub ways: Option<WaysShape>,
}

/// A state that comes about.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ReachedShape {
    /// Its number.
    pub number: String,
    /// Its choices.
    pub options: BTreeMap<String, String>,
    /// Fewest moves to it.
    pub steps: usize,
    /// Concepts under which it is an equilibrium.
    pub equilibrium: Vec<String>,
    /// Whether nobody goes on from it in this manner; absent for `moves`.
    pub is_end: Option<bool>,
}

/// Ways to a state.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct WaysShape {
    /// Number of the state.
    pub to: String,
    /// Fewest moves; absent where there is no way.
    pub fewest: Option<usize>,
    /// The shortest ways.
    pub shortest: Vec<Vec<StepShape>>,
    /// Whether these are all of them.
    pub all_shortest: bool,
    /// Ways that visit no state twice, up to the length asked for.
    pub simple: Vec<Vec<StepShape>>,
    /// Whether these are all of them.
    pub all_simple: bool,
}

/// The shape of `paths --format json`, with at most `listed` states and steps.
#[must_use]
pub fn paths(
    subject: Subject<'_>,
    from: State,
    courses: &[Course],
    listed: usize,
    made_with: &Provenance,
) -> PathsShape {
    PathsShape {
        head: common::head(subject.case, subject.view, "paths"),
        model: model_shape(subject),
        from: number(subject, from),
        from_options: options(subject, from),
        courses: courses.iter().map(|course| shape(subject, course, listed)).collect(),
        made_with: made_with.clone(),
    }
}

fn shape(subject: Subject<'_>, course: &Course, listed: usize) -> CourseShape {
    let reached = course.evolution.reached();
    let moves = steps(subject, course, listed);
    let state = |&state: &State| {
        let equilibrium = course.equilibria.iter().find(|each| each.state == state);
        ReachedShape {
            number: number(subject, state),
            options: options(subject, state),
            steps: course.evolution.steps_to(state).unwrap_or_default(),
            equilibrium: equilibrium.map_or_else(Vec::new, |each| {
                each.concepts.iter().map(|concept| concept.id().to_owned()).collect()
            }),
            is_end: (course.by == By::Improvements).then(|| course.ends.binary_search(&state).is_ok()),
        }
    };
    let all = |found: &Found<Vec<Step>>| -> Vec<Vec<StepShape>> {
        found.found.iter().map(|way| way.iter().map(|each| step(subject, each)).collect()).collect()
    };
    CourseShape {
        by: match course.by {
            By::Moves => "moves",
            By::Improvements => "improvements",
            By::Staying => "staying",
        }
        .to_owned(),
        reached: reached.len(),
        states: reached.iter().take(listed).map(state).collect(),
        complete: moves.complete && reached.len() <= listed,
        steps: moves.found.iter().map(|each| step(subject, each)).collect(),
        ways: course.ways.as_ref().map(|ways| WaysShape {
            to: number(subject, ways.to),
            fewest: course.evolution.steps_to(ways.to),
            shortest: all(&ways.shortest),
            all_shortest: ways.shortest.complete,
            simple: all(&ways.simple),
            all_simple: ways.simple.complete,
        }),
    }
}
