//! Limited-move stability, for two decision makers.

use detente_space::control::Control;

use crate::model::{Limits, Model, ModelError, State};

/// For each of two decision makers whether each state is L_h stable: stays there
/// if both anticipate h moves, alternating, by backward induction (Kilgour
/// 1985; Fang, Hipel and Kilgour 1993, chapter 3).
///
/// Whoever has the move at s with h moves to come stays if nothing that it
/// anticipates from moving, h - 1 moves ahead and the other to move, is better
/// for it than s; else it goes where it anticipates the best. L_1 is Nash
/// stability. The source has strict orders; where the other is indifferent
/// between several moves that it might make, whoever anticipates them here
/// expects the one that is worst for itself.
///
/// `None` where there are not two decision makers of one party each, or one has no
/// preference.
///
/// # Errors
///
/// [`ModelError::TooMuchWork`] where `horizon` times the moves exceed [`Limits::steps`],
/// [`ModelError::Stopped`] where the control says so.
pub fn limited_move(
    model: &Model,
    horizon: usize,
    limits: &Limits,
    control: &Control<'_>,
) -> Result<Option<[Vec<bool>; 2]>, ModelError> {
    let Some(mut worth) = at_last(model) else { return Ok(None) };
    affordable(model, horizon, limits)?;
    let ranks = worth[0].clone();
    let mut choices = [vec![STAYS; model.states()], vec![STAYS; model.states()]];
    for _ in 0..horizon {
        (worth, choices) = one_before(model, &ranks, &worth, control)?;
    }
    let stays = |of: Vec<State>| of.into_iter().map(|to| to == STAYS).collect();
    Ok(Some(choices.map(stays)))
}

/// Where whoever has the move goes from each state, by who has it; or that it stays.
type Choices = [Vec<State>; 2];

/// No state: models are smaller.
const STAYS: State = State::MAX;

/// By who has the move: what each of the two anticipates for itself, state by state.
type Worth = [[Vec<u32>; 2]; 2];

/// What is anticipated where no move is to come: everybody stays.
fn at_last(model: &Model) -> Option<Worth> {
    let [one, other] = super::two_parties(model)?;
    let own = [model.ranks(one)?.of.clone(), model.ranks(other)?.of.clone()];
    Some([own.clone(), own])
}

fn affordable(model: &Model, horizon: usize, limits: &Limits) -> Result<(), ModelError> {
    let mut steps = 0_u64;
    for mover in 0..2 {
        let moves = model.moves_of(mover);
        let square = |class: usize| (moves.members(class).len() as u64).saturating_pow(2);
        let linked = if moves.is_linked() { model.states() as u64 } else { 1 };
        steps = steps.saturating_add((0..moves.classes()).map(square).sum::<u64>().saturating_mul(linked));
    }
    steps = steps.saturating_mul(horizon as u64);
    if steps > limits.steps {
        return Err(ModelError::TooMuchWork { what: "limited-move stability", steps, limit: limits.steps });
    }
    Ok(())
}

/// What is anticipated with one move more to come, and where whoever has it goes.
fn one_before(
    model: &Model,
    ranks: &[Vec<u32>; 2],
    worth: &Worth,
    control: &Control<'_>,
) -> Result<(Worth, Choices), ModelError> {
    let mut next = [ranks.clone(), ranks.clone()];
    let mut choices = [vec![STAYS; model.states()], vec![STAYS; model.states()]];
    for mover in 0..2 {
        for state in model.all() {
            if state.is_multiple_of(64) {
                ModelError::if_stopped(control)?;
            }
            let Some(to) = goes(model, ranks, worth, mover, state) else { continue };
            choices[mover][state as usize] = to;
            for whom in 0..2 {
                next[mover][whom][state as usize] = worth[1 - mover][whom][to as usize];
            }
        }
    }
    Ok((next, choices))
}

/// Where whoever has the move goes, given what is anticipated after it: of equally
/// good states the worst for the other, then the first. `None` where it stays.
fn goes(model: &Model, ranks: &[Vec<u32>; 2], worth: &Worth, mover: usize, state: State) -> Option<State> {
    let then = 1 - mover;
    let of = |whom: usize, to: State| worth[then][whom][to as usize];
    let best = model
        .moves(mover, state)
        .into_iter()
        .max_by_key(|&to| (of(mover, to), std::cmp::Reverse((of(then, to), to))))?;
    (of(mover, best) > ranks[mover][state as usize]).then_some(best)
}

/// What two who alternate anticipate, move by move.
#[derive(Clone, Debug)]
pub struct Anticipation {
    horizon: usize,
    ranks: [Vec<u32>; 2],
    /// By the number of moves to come, from one.
    levels: Vec<Choices>,
}

impl Anticipation {
    /// Computes it up to `horizon` moves ahead; `None` where limited moves are not
    /// defined, see [`limited_move`].
    ///
    /// # Errors
    ///
    /// As [`limited_move`], and [`ModelError::TooMuchWork`] where it takes more memory
    /// than [`Limits::bytes`].
    pub fn of(
        model: &Model,
        horizon: usize,
        limits: &Limits,
        control: &Control<'_>,
    ) -> Result<Option<Self>, ModelError> {
        let Some(mut worth) = at_last(model) else { return Ok(None) };
        affordable(model, horizon, limits)?;
        // Two numbers of four bytes for each state.
        let (steps, limit) = ((model.states() as u64).saturating_mul(horizon as u64), limits.bytes / 8);
        if steps > limit {
            let what = "keeping what is anticipated move by move";
            return Err(ModelError::TooMuchWork { what, steps, limit });
        }
        let ranks = worth[0].clone();
        let mut levels = Vec::new();
        for _ in 1..horizon {
            let (before, choices) = one_before(model, &ranks, &worth, control)?;
            levels.push(choices);
            worth = before;
        }
        Ok(Some(Self { horizon, ranks, levels }))
    }

    /// How far they look ahead.
    #[must_use]
    pub fn horizon(&self) -> usize {
        self.horizon
    }

    /// What is expected to follow once one of the two has made the first move, to a state:
    /// who goes where, and nothing more where somebody stays. And whether the first
    /// prefers where that ends to the state `from`.
    pub(crate) fn course(&self, first: usize, from: State, to: State) -> (Vec<(usize, State)>, bool) {
        let (mut mover, mut at) = (1 - first.min(1), to);
        let mut course = Vec::new();
        for choices in self.levels.iter().rev() {
            let to = choices[mover][at as usize];
            if to == STAYS {
                break;
            }
            course.push((mover, to));
            (mover, at) = (1 - mover, to);
        }
        let rank = |state: State| self.ranks[first.min(1)][state as usize];
        (course, rank(at) > rank(from))
    }
}
