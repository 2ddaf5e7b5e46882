//! Shortest ways to a set of states, and from a state to others.

use std::collections::VecDeque;

use fixedbitset::FixedBitSet;

use super::{Deterring, Who};
use crate::coalition::Together;
use crate::model::{Model, State};
use crate::paths::Step;
use crate::sets::{Steps, Sweep};

/// Shortest ways to a set of states.
pub(super) struct Ways<'t> {
    /// The next step from each state that has a way; `NOBODY` where it is there, or has none.
    next: Vec<(u32, State)>,
    pub(super) known: FixedBitSet,
    together: Option<&'t Together>,
}

const NOBODY: u32 = u32::MAX;
/// Some coalition.
const TOGETHER: u32 = u32::MAX - 1;

impl<'t> Ways<'t> {
    pub(super) fn new(
        model: &Model,
        movers: &[usize],
        goal: &FixedBitSet,
        steps: Steps,
        together: Option<&'t Together>,
    ) -> Self {
        let mut ways = Self {
            next: vec![(NOBODY, 0); model.states()],
            known: FixedBitSet::with_capacity(model.states()),
            together,
        };
        ways.known.union_with(goal);
        let mut open: VecDeque<State> = goal.ones().filter_map(|state| State::try_from(state).ok()).collect();
        let mut sweeps: Vec<_> =
            movers.iter().map(|&mover| (mover, Sweep::new(model, mover, steps))).collect();
        while let Some(state) = open.pop_front() {
            for (mover, sweep) in &mut sweeps {
                let mover = u32::try_from(*mover).unwrap_or(NOBODY);
                sweep.each_before(state, |before| {
                    if !ways.known.put(before as usize) {
                        ways.next[before as usize] = (mover, state);
                        open.push_back(before);
                    }
                });
            }
            for before in together.into_iter().flat_map(|together| together.before(state).ones()) {
                if !ways.known.put(before) {
                    ways.next[before] = (TOGETHER, state);
                    open.extend(State::try_from(before));
                }
            }
        }
        ways
    }

    /// The steps from a state; `None` where there is no way.
    pub(super) fn from(&self, model: &Model, mut from: State) -> Option<Vec<Deterring>> {
        if !self.known.contains(from as usize) {
            return None;
        }
        let mut steps = Vec::new();
        while self.next[from as usize].0 != NOBODY {
            let (mover, to) = self.next[from as usize];
            let together = self.together.filter(|_| mover == TOGETHER);
            let who = match together.and_then(|together| together.who(model, from, to)) {
                Some(parties) => Who::Coalition(parties.to_vec()),
                None => Who::DecisionMaker(mover as usize),
            };
            steps.push(Deterring { who, from, to });
            from = to;
        }
        Some(steps)
    }
}

/// Shortest ways from a state to all that some decision makers can bring about.
pub(super) struct Onward {
    /// The last step to each state; `NOBODY` where there is none.
    before: Vec<(u32, State)>,
}

impl Onward {
    pub(super) fn new(model: &Model, movers: &[usize], from: State) -> Self {
        let mut before = vec![(NOBODY, 0); model.states()];
        let mut movers: Vec<_> = movers
            .iter()
            .map(|&mover| {
                let moves = model.moves_of(mover);
                (u32::try_from(mover).unwrap_or(NOBODY), moves, FixedBitSet::with_capacity(moves.classes()))
            })
            .collect();
        let mut open = VecDeque::from([from]);
        let mut classes = Vec::new();
        while let Some(state) = open.pop_front() {
            for (mover, moves, done) in &mut movers {
                classes.push(moves.class(state));
                while let Some(class) = classes.pop() {
                    if done.put(class) {
                        continue;
                    }
                    for &to in moves.members(class) {
                        let before = &mut before[to as usize];
                        if to != from && before.0 == NOBODY {
                            *before = (*mover, state);
                            open.push_back(to);
                        }
                    }
                    moves.each_successor(class, |next| classes.push(next));
                }
            }
        }
        Self { before }
    }

    /// The steps to a state that can be brought about.
    pub(super) fn to(&self, mut to: State) -> Vec<Step> {
        let mut steps = Vec::new();
        while self.before[to as usize].0 != NOBODY {
            let (decision_maker, from) = self.before[to as usize];
            steps.push(Step { decision_maker: decision_maker as usize, from, to });
            to = from;
        }
        steps.reverse();
        steps
    }
}
