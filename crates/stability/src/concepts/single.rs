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
//! f: the first value that reaches a state is its least. Each class of a mover is
//! opened once; where improvements are asked for, its members lie sorted by the
//! mover's ranks, and a pointer only moves on.
//!
//! Where all moves of the others can be taken back, what they can bring about
//! from a state is the same as from any state that they can bring about: states
//! fall into components, and W is a minimum over each. Where every combination
//! of choices is a state besides, a component is what the issues say that the
//! others cannot move.

use detente_case::package::PartyIndex;
use detente_space::compile::Stopped;
use detente_space::control::Control;
use fixedbitset::FixedBitSet;

use super::{Asked, Concept, Verdicts};
use crate::model::{Model, ModelError, Part, State};
use crate::sets::{Steps, Sweep};

/// No value yet.
const UNKNOWN: u32 = u32::MAX;

pub(super) fn verdicts(
    model: &Model,
    decision_maker: usize,
    party: PartyIndex,
    asked: Asked,
    control: &Control<'_>,
) -> Result<Verdicts, ModelError> {
    let states = model.states();
    let mut verdicts = Verdicts::all_stable(states, asked);
    let Some((ranks, levels)) = model.ranks(party) else { return Ok(verdicts) };
    let moves = model.moves_of(decision_maker);
    let others = model.others(&[party]);
    let rank = |state: State| ranks[state as usize];
    let best = moves.best(rank);
    let best_from = |state: State| best[moves.class(state)];
    let mut search = Search::new(model, &others);
    for concept in Concept::ALL.into_iter().filter(|concept| asked.has(*concept)) {
        if control.is_stopped() {
            return Err(ModelError::Stopped(Stopped::Cancelled));
        }
        let steps = if concept.is_credible() { Steps::Improvements } else { Steps::Moves };
        let gained;
        let gain = if concept == Concept::Nash {
            &best
        } else {
            if concept.is_symmetric() {
                search.run(best_from, levels, steps);
            } else {
                search.run(rank, levels, steps);
            }
            let least = &search.least;
            gained = moves.best(|state| least[state as usize].min(rank(state)));
            &gained
        };
        for (state, &rank) in (0..).zip(ranks) {
            if gain[moves.class(state)] > rank {
                verdicts.set_unstable(state as usize, concept);
            }
        }
    }
    Ok(verdicts)
}

/// The least of a function over what the others can bring about.
pub(crate) struct Search<'a> {
    model: &'a Model,
    others: &'a [usize],
    /// The answer, one a state.
    least: Vec<u32>,
    /// States in ascending order of the function.
    order: Vec<State>,
    /// Found when first needed.
    components: Option<Components>,
}

/// States that the others can move between by moves.
enum Components {
    /// As many, and the number of each state.
    Digits(usize, Part),
    /// The same one by one.
    Listed(usize, Vec<u32>),
    /// Some moves cannot be taken back.
    None,
}

impl<'a> Search<'a> {
    pub(crate) fn new(model: &'a Model, others: &'a [usize]) -> Self {
        Self { model, others, least: Vec::new(), order: Vec::new(), components: None }
    }

    /// The least that can be brought about from a state, itself included.
    pub(crate) fn least(&self, state: State) -> u32 {
        self.least[state as usize]
    }

    /// Finds the least of `value`, which is below `levels`, from every state.
    pub(crate) fn run(&mut self, value: impl Fn(State) -> u32, levels: usize, steps: Steps) {
        let Self { model, others, least, components, .. } = self;
        if steps == Steps::Moves {
            match components.get_or_insert_with(|| Components::of(model, others)) {
                Components::Digits(count, part) => {
                    return lowest(model, least, *count, |state| part.of(u64::from(state)) as usize, value);
                }
                Components::Listed(count, of) => {
                    return lowest(model, least, *count, |state| of[state as usize] as usize, value);
                }
                Components::None => {}
            }
        }
        self.search(value, levels, steps);
    }

    fn search(&mut self, value: impl Fn(State) -> u32, levels: usize, steps: Steps) {
        self.sort(&value, levels);
        let Self { model, others, least, order, .. } = self;
        least.clear();
        least.resize(order.len(), UNKNOWN);
        // Most visits find a label: a bit a state stays in a cache where the labels do not.
        let mut labelled = FixedBitSet::with_capacity(order.len());
        let mut sweeps: Vec<Sweep<'_>> =
            others.iter().map(|&mover| Sweep::new(model, mover, steps)).collect();
        let mut open: Vec<State> = Vec::new();
        for &start in &*order {
            if labelled.put(start as usize) {
                continue;
            }
            let value = value(start);
            least[start as usize] = value;
            open.push(start);
            while let Some(state) = open.pop() {
                for sweep in &mut sweeps {
                    sweep.each_before(state, |before| {
                        if !labelled.put(before as usize) {
                            least[before as usize] = value;
                            open.push(before);
                        }
                    });
                }
            }
        }
    }

    /// Sorts the states by value, by counting.
    fn sort(&mut self, value: &impl Fn(State) -> u32, levels: usize) {
        let states = self.model.states();
        let mut next = vec![0_u32; levels + 1];
        self.model.all().for_each(|state| next[value(state) as usize + 1] += 1);
        for level in 0..levels {
            next[level + 1] += next[level];
        }
        self.order.resize(states, 0);
        for state in self.model.all() {
            let at = &mut next[value(state) as usize];
            self.order[*at as usize] = state;
            *at += 1;
        }
    }
}

/// Fills in the least value of each state's component.
fn lowest(
    model: &Model,
    least: &mut Vec<u32>,
    components: usize,
    component: impl Fn(State) -> usize,
    value: impl Fn(State) -> u32,
) {
    let mut of_component = vec![UNKNOWN; components];
    for state in model.all() {
        let least = &mut of_component[component(state)];
        *least = value(state).min(*least);
    }
    least.clear();
    least.extend(model.all().map(|state| of_component[component(state)]));
}

impl Components {
    fn of(model: &Model, others: &[usize]) -> Self {
        if others.iter().any(|&mover| model.moves_of(mover).is_linked()) {
            return Self::None;
        }
        if let Some(part) = model.beyond(others)
            && let Ok(count) = usize::try_from(part.size())
        {
            return Self::Digits(count, part);
        }
        let mut component = vec![UNKNOWN; model.states()];
        let mut sweeps: Vec<Sweep<'_>> =
            others.iter().map(|&mover| Sweep::new(model, mover, Steps::Moves)).collect();
        let mut open: Vec<State> = Vec::new();
        let mut count = 0;
        for start in model.all() {
            if component[start as usize] != UNKNOWN {
                continue;
            }
            component[start as usize] = count;
            open.push(start);
            while let Some(state) = open.pop() {
                for sweep in &mut sweeps {
                    sweep.each_before(state, |before| {
                        let component = &mut component[before as usize];
                        if *component == UNKNOWN {
                            *component = count;
                            open.push(before);
                        }
                    });
                }
            }
            count += 1;
        }
        Self::Listed(count as usize, component)
    }
}
