//! Explanations where preferences are known in part.

use fixedbitset::FixedBitSet;

use super::{Deterring, Explanation, Improvement, Sanction, Who, choose};
use crate::concepts::Concept;
use crate::foresight::Foresight;
use crate::model::{Model, State};
use crate::paths::Step;
use crate::unknown::{PartialOrders, Reading, Routes, Ways};

impl Explanation {
    /// Explains the verdicts of [`crate::unknown::stability`] on a state for a decision
    /// maker, as [`Self::of`] explains those where preferences are known. Takes time
    /// proportional to all moves for each concept.
    #[must_use]
    pub fn in_part(
        model: &Model,
        (known, ways): (&PartialOrders, &Ways),
        (reading, concepts): (Reading, &[Concept]),
        decision_maker: usize,
        state: State,
        most: usize,
    ) -> Vec<Self> {
        let parties = &model.decision_makers()[decision_maker].parties;
        let others = model.others(parties);
        let own = &ways.targets[decision_maker];
        let states = |holds: &dyn Fn(State) -> bool| -> FixedBitSet {
            let mut set = FixedBitSet::with_capacity(model.states());
            set.extend(model.all().filter(|&to| holds(to)).map(|to| to as usize));
            set
        };
        // What is no reason to stay is a way out.
        let surely = !reading.is_deterred_by_unknown();
        let is_out = |to: State| known.gain(parties, state, to, surely);
        let routes = |concept: &Concept| -> Routes {
            let holds = |to: State| {
                let onward = own[to as usize].iter().filter(|_| concept.is_symmetric());
                std::iter::once(&to).chain(onward).all(|&to| !is_out(to))
            };
            let goal = match concept {
                Concept::Nash => FixedBitSet::with_capacity(model.states()),
                _ => states(&holds),
            };
            ways.routes(&others, &goal, concept.is_credible())
        };
        let routes: Vec<Routes> = concepts.iter().map(routes).collect();
        let mut improvements = FixedBitSet::with_capacity(model.states());
        let leaves = |to: &&State| known.gain(parties, state, **to, reading.leaves_for_unknown());
        improvements.extend(own[state as usize].iter().filter(leaves).map(|&to| to as usize));
        let deterred: Vec<FixedBitSet> =
            routes.iter().map(|routes| states(&|from| routes.lead_from(from))).collect();
        let chosen = choose(&improvements, &deterred.iter().collect::<Vec<_>>(), most);
        let hurt = |to: State| {
            let hurts = |&party: &usize| !known.gain(&[party], state, to, surely);
            parties.iter().copied().find(hurts).unwrap_or_default()
        };
        let explain = |((&concept, routes), deterred): ((&Concept, &Routes), &FixedBitSet)| {
            let improvement = |&to: &State| {
                let mut from = to;
                let steps = routes.from(to).into_iter().map(|(mover, to)| {
                    let step = Deterring { who: Who::DecisionMaker(mover), from, to };
                    from = to;
                    step
                });
                let steps: Vec<Deterring> = steps.collect();
                let sanction = steps.last().map(|last| last.to).map(|at| Sanction {
                    to: at,
                    hurts: hurt(at),
                    escapes: if concept.is_symmetric() { own[at as usize].len() } else { 0 },
                    steps,
                });
                let steps = vec![Step { decision_maker, from: state, to }];
                Improvement { steps, to, sanction, expected: Vec::new() }
            };
            Self {
                who: Who::DecisionMaker(decision_maker),
                parties: parties.clone(),
                foresight: Foresight::Unknown(reading, concept),
                joint: false,
                state,
                improvements: chosen.iter().map(improvement).collect(),
                left_out: improvements.count_ones(..) - chosen.len(),
                undeterred: improvements.difference_count(deterred),
            }
        };
        concepts.iter().zip(&routes).zip(&deterred).map(explain).collect()
    }
}
