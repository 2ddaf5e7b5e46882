//! Where the conflict goes from a state, gathered: what can come about, which
//! equilibria are among it, and the ways to one state.

use detente_space::control::Control;

use crate::concepts::{Concept, Stability};
use crate::model::{Limits, Model, ModelError, State};
use crate::paths::{By, Evolution, Found, Step};

/// What is asked.
#[derive(Clone, Debug)]
pub struct Request {
    /// Where it starts.
    pub from: State,
    /// Where the ways are to lead, if somewhere.
    pub to: Option<State>,
    /// How decision makers go along; one answer each.
    pub by: Vec<By>,
    /// Concepts whose equilibria are looked for.
    pub concepts: Vec<Concept>,
    /// Most steps of a way that visits no state twice.
    pub longest: usize,
    /// Most ways to list.
    pub most: usize,
}

/// An equilibrium that can come about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The state.
    pub state: State,
    /// Concepts under which it is an equilibrium.
    pub concepts: Vec<Concept>,
    /// Fewest steps.
    pub steps: usize,
}

/// The ways to one state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ways {
    /// The state.
    pub to: State,
    /// The shortest ways.
    pub shortest: Found<Vec<Step>>,
    /// All ways that visit no state twice, up to the longest asked for.
    pub simple: Found<Vec<Step>>,
}

/// What comes about in one manner of going along.
#[derive(Clone, Debug)]
pub struct Course {
    /// How decision makers go along.
    pub by: By,
    /// Everything that can come about.
    pub evolution: Evolution,
    /// The equilibria among it, nearest first.
    pub equilibria: Vec<Reached>,
    /// States among it from which nobody goes on, ascending.
    pub ends: Vec<State>,
    /// The ways to the state asked about.
    pub ways: Option<Ways>,
}

/// Answers a request, one course a manner.
///
/// # Errors
///
/// [`ModelError`] where that takes more than [`Limits::steps`], or the control
/// says to stop.
pub fn courses(
    model: &Model,
    request: &Request,
    limits: &Limits,
    control: &Control<'_>,
) -> Result<Vec<Course>, ModelError> {
    let stability = Stability::of(model, &request.concepts, limits, control)?;
    let makers = model.decision_makers().len();
    let is_equilibrium = |concept: Concept, state: State| {
        (0..makers).all(|maker| stability.is_stable(maker, concept, state) != Some(false))
    };
    let mut courses = Vec::new();
    for &by in &request.by {
        let evolution = Evolution::of(model, request.from, &vec![by; makers], limits, control)?;
        let mut equilibria = Vec::new();
        for &state in evolution.reached() {
            let concepts: Vec<Concept> =
                request.concepts.iter().copied().filter(|&concept| is_equilibrium(concept, state)).collect();
            if let (false, Some(steps)) = (concepts.is_empty(), evolution.steps_to(state)) {
                equilibria.push(Reached { state, concepts, steps });
            }
        }
        equilibria.sort_by_key(|each| (each.steps, each.state));
        let mut ends: Vec<State> = Vec::new();
        if by != By::Moves {
            let nowhere = |state: &&State| evolution.steps_from(model, **state).is_empty();
            ends = evolution.reached().iter().filter(nowhere).copied().collect();
            ends.sort_unstable();
        }
        let ways = request.to.map(|to| Ways {
            to,
            shortest: evolution.shortest(model, to, request.most),
            simple: evolution.simple_paths(model, to, request.longest, request.most),
        });
        courses.push(Course { by, evolution, equilibria, ends, ways });
    }
    Ok(courses)
}
