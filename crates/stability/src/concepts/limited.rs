//! Limited-move stability, for two decision makers.

use detente_space::control::Control;

use crate::model::{Limits, Model, ModelError};

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
    let Some(parties) = super::two_parties(model) else { return Ok(None) };
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
    let own: Vec<Vec<u32>> =
        parties.iter().filter_map(|&party| model.ranks(party)).map(|ranks| ranks.of.clone()).collect();
    let [one, other] = own.as_slice() else { return Ok(None) };
    let ranks = [one, other];
    // worth[mover][whom]: what `whom` anticipates for itself where `mover` has the move.
    let mut worth = [[one.clone(), other.clone()], [one.clone(), other.clone()]];
    let mut stays = [vec![true; model.states()], vec![true; model.states()]];
    for _ in 0..horizon {
        let mut next = worth.clone();
        for mover in 0..2 {
            let then = 1 - mover;
            for state in model.all() {
                let at = state as usize;
                if at.is_multiple_of(64) {
                    ModelError::if_stopped(control)?;
                }
                let to = model.moves(mover, state);
                let best = to.iter().map(|&to| worth[then][mover][to as usize]).max();
                let moving = best.filter(|best| *best > ranks[mover][at]);
                stays[mover][at] = moving.is_none();
                let Some(best) = moving else {
                    next[mover][0][at] = ranks[0][at];
                    next[mover][1][at] = ranks[1][at];
                    continue;
                };
                let chosen = to.iter().filter(|&&to| worth[then][mover][to as usize] == best);
                let feared = chosen.map(|&to| worth[then][then][to as usize]).min().unwrap_or(0);
                next[mover][mover][at] = best;
                next[mover][then][at] = feared;
            }
        }
        worth = next;
    }
    Ok(Some(stays))
}
