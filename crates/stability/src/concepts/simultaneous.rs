//! Stability by simultaneity, for two decision makers.

use detente_case::package::Choice;
use detente_space::control::Control;

use crate::model::{Limits, Model, ModelError, State};

/// The state that two changes of one state lead to, made at once; `None` where the rules
/// do not allow it. The changes are of different issues.
pub(crate) fn at_once(model: &Model, from: State, one: State, other: State) -> Option<State> {
    let (here, one, other) = (model.package(from), model.package(one), model.package(other));
    let changed = |((here, one), other): ((&Choice, &Choice), &Choice)| {
        if here == one { *other } else { *one }
    };
    let package: Vec<_> = here.iter().zip(&one).zip(&other).map(changed).collect();
    model.state(&package)
}

/// For each of two decision makers whether each state is stable by simultaneity
/// (Fraser and Hipel 1984): every improvement s1 is deterred by some improvement
/// s2 of the other *from the same state* such that both at once lead to an
/// allowed package that is not better for the first.
///
/// `None` where there are not two decision makers of one party each, one has no
/// preference, or both can move one issue, so that "both at once" has no meaning.
///
/// # Errors
///
/// [`ModelError::TooMuchWork`] where the pairs of improvements may exceed [`Limits::steps`],
/// [`ModelError::Stopped`] where the control says so.
pub fn simultaneous(
    model: &Model,
    limits: &Limits,
    control: &Control<'_>,
) -> Result<Option<[Vec<bool>; 2]>, ModelError> {
    let Some(parties) = super::two_parties(model) else { return Ok(None) };
    let makers = model.decision_makers();
    if makers[0].issues.iter().any(|issue| makers[1].issues.contains(issue)) {
        return Ok(None);
    }
    let largest = |mover: usize| {
        let moves = model.moves_of(mover);
        if moves.is_linked() {
            return model.states() as u64;
        }
        (0..moves.classes()).map(|class| moves.members(class).len() as u64).max().unwrap_or(0)
    };
    let steps = largest(0).saturating_mul(largest(1)).saturating_mul(model.states() as u64);
    if steps > limits.steps {
        return Err(ModelError::TooMuchWork {
            what: "stability by simultaneity",
            steps,
            limit: limits.steps,
        });
    }
    let mut stable = [vec![true; model.states()], vec![true; model.states()]];
    for state in model.all() {
        if state.is_multiple_of(16) {
            ModelError::if_stopped(control)?;
        }
        let improvements = [model.improvements(0, state), model.improvements(1, state)];
        for mover in 0..2 {
            let deterred = |&one: &State| {
                improvements[1 - mover].iter().any(|&other| {
                    at_once(model, state, one, other)
                        .is_some_and(|both| !model.gains(&[parties[mover]], state, both))
                })
            };
            stable[mover][state as usize] = improvements[mover].iter().all(deterred);
        }
    }
    Ok(Some(stable))
}
