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
//! `search` finds W and V: V in rounds over the classes of the others, or both by
//! one search backwards, from states in ascending order of f, that opens each class
//! of a mover once; where improvements are asked for, its members lie sorted by
//! the mover's ranks, and a pointer only moves on.
//!
//! Where all moves of the others can be taken back, what they can bring about
//! from a state is the same as from any state that they can bring about: states
//! fall into components, and W is a minimum over each. Where every combination
//! of choices is a state besides, a component is what the issues say that the
//! others cannot move.

use detente_case::package::PartyIndex;
use detente_space::control::Control;

use super::numbers::Numbers;
use super::search::{Components, lower};
use super::{Asked, Concept, Verdicts};
use crate::model::{Model, ModelError, Moves, Ranks, State};
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
    let mut gains = Vec::new();
    if asked.has(Concept::Nash) {
        gains.push((Concept::Nash, search.best.clone()));
    }
    for credible in [false, true] {
        let asked: Vec<Concept> = Concept::ALL
            .into_iter()
            .filter(|&each| each != Concept::Nash && each.is_credible() == credible && asked.has(each))
            .collect();
        if asked.is_empty() {
            continue;
        }
        ModelError::if_stopped(control)?;
        match Components::of(model, &search.others).filter(|_| !credible) {
            Some(components) => {
                gains.extend(asked.iter().map(|&each| (each, search.within(each, &components))))
            }
            None => gains.extend(search.gains(&asked)),
        }
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

    /// For each class the best over what the party can reach of min(r, W or V):
    /// r is never below W(r) and V(r). The concepts are all credible or none is.
    fn gains(&self, concepts: &[Concept]) -> Vec<(Concept, Vec<u32>)> {
        match *concepts {
            [one, other] => self.gains_of([one, other]),
            _ => concepts.iter().flat_map(|&each| self.gains_of([each])).collect(),
        }
    }

    fn gains_of<const K: usize>(&self, concepts: [Concept; K]) -> Vec<(Concept, Vec<u32>)> {
        let mut gains = vec![[0; K]; self.moves.classes()];
        let least = self.least(concepts);
        self.moves.each_class(|state, class| {
            let rank = self.rank(state);
            for (gain, least) in gains[class].iter_mut().zip(least.of(state)) {
                *gain = rank.min(*least).max(*gain);
            }
        });
        drop(least);
        let of = |(column, concept): (usize, Concept)| {
            let mut gain: Vec<u32> = gains.iter().map(|gains| gains[column]).collect();
            self.moves.spread(&mut gain);
            (concept, gain)
        };
        concepts.into_iter().enumerate().map(of).collect()
    }

    /// The same for a concept that is not credible, from what the others can move between.
    fn within(&self, concept: Concept, components: &Components) -> Vec<u32> {
        let least = if concept.is_symmetric() {
            components.least(|state| self.best(state))
        } else {
            components.least(|state| self.rank(state))
        };
        self.moves.best(|state| least[components.component(state)].min(self.rank(state)))
    }

    /// For every state what W or V, of r or of M, say of it under each concept;
    /// the concepts are all credible or none is.
    pub(crate) fn least<const K: usize>(&self, concepts: [Concept; K]) -> Numbers<K> {
        let credible = concepts.iter().all(|concept| concept.is_credible());
        let steps = if credible { Steps::Improvements } else { Steps::Moves };
        let mut numbers = Numbers::zero(self.model.states());
        self.moves.each_class(|state, class| {
            *numbers.of_mut(state) = concepts.map(|concept| match concept.is_symmetric() {
                true => self.best[class],
                false => self.rank(state),
            });
        });
        lower(self.model, &self.others, steps, &mut numbers);
        numbers
    }
}
