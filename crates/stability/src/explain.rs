//! Why a state is stable or not, as data that can be put into sentences.
//!
//! For one actor, state and concept: each improvement, and for each the shortest
//! sanction that deters it, or that there is none.

use std::collections::VecDeque;

use detente_case::package::PartyIndex;
use fixedbitset::FixedBitSet;

use crate::concepts::Concept;
use crate::model::{Model, State};
use crate::paths::Step;
use crate::sets::{Steps, Sweep, leading_to, reached_from};

/// Whose stability is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A decision maker, by its position in [`Model::decision_makers`].
    DecisionMaker(usize),
    /// A coalition of these parties, ascending, sanctioned by single decision makers.
    Coalition(Vec<PartyIndex>),
}

/// Why a state is stable, or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// For whom.
    pub who: Who,
    /// Its parties.
    pub parties: Vec<PartyIndex>,
    /// Under which concept.
    pub concept: Concept,
    /// The state.
    pub state: State,
    /// Every improvement, ascending by state.
    pub improvements: Vec<Improvement>,
}

/// One improvement and what deters it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Improvement {
    /// How it is made: one step, or several by the members of a coalition.
    pub steps: Vec<Step>,
    /// Where it leads.
    pub to: State,
    /// What deters it; `None` where nothing does.
    pub sanction: Option<Sanction>,
}

/// A sanction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sanction {
    /// The moves of the others, a shortest path; at least one.
    pub steps: Vec<Step>,
    /// Where they lead: a state that is not better for some party than the one left.
    pub to: State,
    /// A party for which it is not better.
    pub hurts: PartyIndex,
    /// Where the actor could go from there, none of which is better than the
    /// state left; empty where the concept does not ask.
    pub escapes: Vec<State>,
}

impl Explanation {
    /// Whether the state is stable: every improvement is deterred.
    #[must_use]
    pub fn is_stable(&self) -> bool {
        self.improvements.iter().all(|improvement| improvement.sanction.is_some())
    }

    /// Explains one verdict; `None` where a party's preference is not known, so
    /// that there is no verdict. Takes time proportional to states times
    /// decision makers, and to the improvements times the length of what deters them.
    #[must_use]
    pub fn of(model: &Model, who: Who, concept: Concept, state: State) -> Option<Self> {
        let (parties, own) = match &who {
            Who::DecisionMaker(at) => (model.decision_makers()[*at].parties.clone(), vec![*at]),
            Who::Coalition(parties) => (parties.clone(), model.within(parties)),
        };
        if parties.iter().any(|&party| !model.is_ranked(party)) {
            return None;
        }
        let others = model.others(&parties);
        let mut better = FixedBitSet::with_capacity(model.states());
        better.extend(model.all().filter(|&to| model.gains(&parties, state, to)).map(|to| to as usize));
        let mut reached = reached_from(model, &own, state);
        reached.intersect_with(&better);
        let mut sanctions = better.clone();
        sanctions.toggle_range(..);
        if concept.is_symmetric() {
            sanctions.difference_with(&leading_to(model, &own, &better, Steps::Moves, None));
        }
        let steps = if concept.is_credible() { Steps::Improvements } else { Steps::Moves };
        let nobody = [];
        let ways = match concept {
            Concept::Nash => Ways::new(model, &nobody, &FixedBitSet::new(), steps),
            _ => Ways::new(model, &others, &sanctions, steps),
        };
        let mut aim = FixedBitSet::with_capacity(model.states());
        let improvement = |to: usize| {
            let to = State::try_from(to).unwrap_or(State::MAX);
            let made = match own.as_slice() {
                &[decision_maker] => vec![Step { decision_maker, from: state, to }],
                _ => {
                    aim.clear();
                    aim.insert(to as usize);
                    Ways::new(model, &own, &aim, Steps::Moves).from(state).unwrap_or_default()
                }
            };
            let sanction = ways.from(to).map(|steps| {
                let at = steps.last().map_or(to, |step| step.to);
                let hurt = parties.iter().find(|&&party| !model.gains(&[party], state, at));
                let escapes = if concept.is_symmetric() {
                    let escapes = reached_from(model, &own, at);
                    escapes.ones().filter_map(|to| State::try_from(to).ok()).filter(|&to| to != at).collect()
                } else {
                    Vec::new()
                };
                Sanction { steps, to: at, hurts: hurt.copied().unwrap_or_default(), escapes }
            });
            Improvement { steps: made, to, sanction }
        };
        let improvements = reached.ones().map(improvement).collect();
        Some(Self { who, parties, concept, state, improvements })
    }
}

/// Shortest ways to a set of states.
struct Ways {
    /// The next step from each state that has a way; `NOBODY` where it is there, or has none.
    next: Vec<(u32, State)>,
    known: FixedBitSet,
}

const NOBODY: u32 = u32::MAX;

impl Ways {
    fn new(model: &Model, movers: &[usize], goal: &FixedBitSet, steps: Steps) -> Self {
        let mut ways = Self {
            next: vec![(NOBODY, 0); model.states()],
            known: FixedBitSet::with_capacity(model.states()),
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
        }
        ways
    }

    /// The steps from a state; `None` where there is no way.
    fn from(&self, mut from: State) -> Option<Vec<Step>> {
        if !self.known.contains(from as usize) {
            return None;
        }
        let mut steps = Vec::new();
        while self.next[from as usize].0 != NOBODY {
            let (decision_maker, to) = self.next[from as usize];
            steps.push(Step { decision_maker: decision_maker as usize, from, to });
            from = to;
        }
        Some(steps)
    }
}
