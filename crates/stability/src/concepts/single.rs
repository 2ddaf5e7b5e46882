//! The concepts for one party, by maxima and minima over what can be reached.
//!
//! With r the party's ranks, write M(s) for the best of r over s and what the
//! party can reach from it, W(f)(s) for the least of f over s and what the
//! others can bring about from it, V(f)(s) for the same by improvements of the
//! others. Then s is unstable iff the best of g over what the party can reach
//! is above r(s), where g is
//!
//! - r for Nash,
//! - W(r) for GMR: the worst that the others can do is still better than s;
//! - min(r, W(M)) for SMR: wherever they go, there is a way back above s;
//! - V(r) for SEQ and min(r, V(M)) for symmetric SEQ.
//!
//! W and V are found by one search backwards, from states in ascending order of
//! f (see `search`). Each class of a mover is opened once; where improvements are
//! asked for, its members lie sorted by the mover's ranks, and a pointer only moves
//! on.
//!
//! Where all moves of the others can be taken back, what they can bring about
//! from a state is the same as from any state that they can bring about: states
//! fall into components, and W is a minimum over each. Where every combination
//! of choices is a state besides, a component is what the issues say that the
//! others cannot move.

use detente_case::package::PartyIndex;
use detente_space::compile::Stopped;
use detente_space::control::Control;

use super::search::{Components, least};
use super::{Asked, Concept, Verdicts};
use crate::model::{Model, ModelError, Moves, Ranks, State, ascending};
use crate::sets::Steps;

pub(super) fn verdicts(
    model: &Model,
    decision_maker: usize,
    party: PartyIndex,
    asked: Asked,
    control: &Control<'_>,
) -> Result<Verdicts, ModelError> {
    let mut verdicts = Verdicts::all_stable(model.states(), asked);
    let Some(search) = Search::new(model, decision_maker, party) else { return Ok(verdicts) };
    let Search { moves, ranks, .. } = search;
    let mut components = None;
    let mut gains = Vec::new();
    for concept in Concept::ALL.into_iter().filter(|concept| asked.has(*concept)) {
        if control.is_stopped() {
            return Err(ModelError::Stopped(Stopped::Cancelled));
        }
        let gain = if concept == Concept::Nash {
            search.best.clone()
        } else {
            let components = match concept.is_credible() {
                true => None,
                false => components.get_or_insert_with(|| Components::of(model, &search.others)).as_ref(),
            };
            search.gain(concept, components)
        };
        gains.push((concept, gain));
    }
    moves.each_class(|state, class| {
        for (concept, gain) in &gains {
            if gain[class] > ranks.of[state as usize] {
                verdicts.set_unstable(state as usize, *concept);
            }
        }
    });
    Ok(verdicts)
}

/// What W and V need of one party as a decision maker.
pub(crate) struct Search<'a> {
    model: &'a Model,
    moves: &'a Moves,
    ranks: &'a Ranks,
    others: Vec<usize>,
    /// M, class by class.
    best: Vec<u32>,
}

impl<'a> Search<'a> {
    /// `None` where nothing is known of the party's preference.
    pub(crate) fn new(model: &'a Model, decision_maker: usize, party: PartyIndex) -> Option<Self> {
        let (moves, ranks) = (model.moves_of(decision_maker), model.ranks(party)?);
        let best = moves.best(|state| ranks.of[state as usize]);
        Some(Self { model, moves, ranks, others: model.others(&[party]), best })
    }

    /// r: the rank of a state.
    pub(crate) fn rank(&self, state: State) -> u32 {
        self.ranks.of[state as usize]
    }

    /// M: the best rank of a state and what the party can reach from it.
    pub(crate) fn best(&self, state: State) -> u32 {
        self.best[self.moves.class(state)]
    }

    /// For each class the best over what the party can reach of min(r, W or V).
    /// r is never below W(r) and V(r).
    fn gain(&self, concept: Concept, components: Option<&Components>) -> Vec<u32> {
        if let Some(components) = components {
            let least = if concept.is_symmetric() {
                components.least(|state| self.best(state))
            } else {
                components.least(|state| self.rank(state))
            };
            return self.moves.best(|state| least[components.component(state)].min(self.rank(state)));
        }
        let mut gain = vec![0; self.moves.classes()];
        let mut raise = |state: State, to: u32| {
            let gain = &mut gain[self.moves.class(state)];
            *gain = to.max(*gain);
        };
        if concept.is_symmetric() {
            self.each_least(concept, |state, least| raise(state, least.min(self.rank(state))));
        } else {
            self.each_least(concept, raise);
        }
        self.moves.spread(&mut gain);
        gain
    }

    /// Calls `visit` with every state and what W or V, of r or of M, say of it.
    pub(crate) fn each_least(&self, concept: Concept, visit: impl FnMut(State, u32)) {
        let steps = if concept.is_credible() { Steps::Improvements } else { Steps::Moves };
        let (model, others) = (self.model, self.others.as_slice());
        if concept.is_symmetric() {
            let classes = ascending(&self.best, self.ranks.levels).states;
            let starts = classes.iter().flat_map(|&class| self.moves.members(class as usize)).copied();
            least(model, others, steps, starts, |state| self.best(state), visit);
        } else {
            let starts = self.ranks.ascending().states.into_iter();
            least(model, others, steps, starts, |state| self.rank(state), visit);
        }
    }
}
