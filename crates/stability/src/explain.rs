//! Why a state is stable or not, as data that can be put into sentences.
//!
//! For one actor, state and concept: each improvement, and for each the shortest
//! sanction that deters it, or that there is none.

use std::collections::{BTreeMap, VecDeque};

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
        let onward = (own.len() > 1).then(|| Onward::new(model, &own, state));
        let mut escapes_from: BTreeMap<State, Vec<State>> = BTreeMap::new();
        let improvement = |to: usize| {
            let to = State::try_from(to).unwrap_or(State::MAX);
            let made = match (own.as_slice(), &onward) {
                (_, Some(onward)) => onward.to(to),
                (own, None) => {
                    own.iter().map(|&decision_maker| Step { decision_maker, from: state, to }).collect()
                }
            };
            let sanction = ways.from(to).map(|steps| {
                let at = steps.last().map_or(to, |step| step.to);
                let hurt = parties.iter().find(|&&party| !model.gains(&[party], state, at));
                let escapes = if concept.is_symmetric() {
                    let escapes = || {
                        let reached = reached_from(model, &own, at);
                        let reached = reached.ones().filter_map(|to| State::try_from(to).ok());
                        reached.filter(|&to| to != at).collect()
                    };
                    // Many improvements share a sanction.
                    escapes_from.entry(at).or_insert_with(escapes).clone()
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

/// Shortest ways from a state to all that some decision makers can bring about.
struct Onward {
    /// The last step to each state; `NOBODY` where there is none.
    before: Vec<(u32, State)>,
}

impl Onward {
    fn new(model: &Model, movers: &[usize], from: State) -> Self {
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
    fn to(&self, mut to: State) -> Vec<Step> {
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
