//! Why a state is stable or not, as data that can be put into sentences.
//!
//! For one actor, state and concept: each improvement, and for each the shortest
//! sanction that deters it, or that there is none.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use detente_case::package::PartyIndex;
use fixedbitset::FixedBitSet;

use crate::coalition::Together;
use crate::concepts::Concept;
use crate::model::{Model, State};
use crate::paths::Step;
use crate::sets::{Steps, Sweep, leading_to, reached_from};

/// Whose stability is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A decision maker, by its position in [`Model::decision_makers`].
    DecisionMaker(usize),
    /// A coalition of these parties, ascending, by the moves of all decision makers among them.
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
    /// Whether coalitions sanction too, where the concept asks for improvements.
    pub joint: bool,
    /// The state.
    pub state: State,
    /// Improvements, ascending by state: all of them, or those chosen by [`Explanation::of`].
    pub improvements: Vec<Improvement>,
    /// How many more there are.
    pub left_out: usize,
    /// How many of all that nothing deters.
    pub undeterred: usize,
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
    /// What the others do, a shortest path; at least one step.
    pub steps: Vec<Deterring>,
    /// Where they lead: a state that is not better for some party than the one left.
    pub to: State,
    /// A party for which it is not better.
    pub hurts: PartyIndex,
    /// To how many states the actor could go from there, none of which is better
    /// than the state left; 0 where the concept does not ask.
    pub escapes: usize,
}

/// A step of a sanction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deterring {
    /// Who goes: a decision maker, or a coalition by moves of its members.
    pub who: Who,
    /// From where.
    pub from: State,
    /// To where.
    pub to: State,
}

impl Explanation {
    /// Whether the state is stable: every improvement is deterred.
    #[must_use]
    pub fn is_stable(&self) -> bool {
        self.undeterred == 0
    }

    /// Explains the verdicts on a state under some concepts; `None` where a party's
    /// preference is not known, so that there is none. Each explanation has the same
    /// improvements, at most `most` of them (and one that nothing deters under each
    /// concept under which there is one): those that the fewest concepts deter, then
    /// the first by state. Takes time proportional to states times decision makers
    /// for each concept, and to the improvements chosen times the length of what
    /// deters them. `together` are the joint improvements of those outside, where
    /// they sanction too.
    #[must_use]
    pub fn of(
        model: &Model,
        who: &Who,
        concepts: &[Concept],
        state: State,
        together: Option<&Together>,
        most: usize,
    ) -> Option<Vec<Self>> {
        let actor = Actor::new(model, who)?;
        let mut better = FixedBitSet::with_capacity(model.states());
        let gains = |to: &State| model.gains(&actor.parties, state, *to);
        better.extend(model.all().filter(gains).map(|to| to as usize));
        let mut improvements = reached_from(model, &actor.own, state);
        improvements.intersect_with(&better);
        let all = improvements.count_ones(..);
        let ways: Vec<Ways<'_>> =
            concepts.iter().map(|&concept| actor.ways(concept, &better, together)).collect();
        let chosen = choose(&improvements, &ways, most);
        let onward = (actor.own.len() > 1).then(|| Onward::new(model, &actor.own, state));
        let explain = |(&concept, ways): (&Concept, &Ways<'_>)| {
            // Many improvements share a sanction.
            let mut escapes: BTreeMap<State, usize> = BTreeMap::new();
            let improvement = |&to: &State| {
                let steps = match &onward {
                    Some(onward) => onward.to(to),
                    None => {
                        let step = |&decision_maker: &usize| Step { decision_maker, from: state, to };
                        actor.own.iter().map(step).collect()
                    }
                };
                let sanction = ways.from(model, to).map(|steps| {
                    let at = steps.last().map_or(to, |step| step.to);
                    let hurt = actor.parties.iter().find(|&&party| !model.gains(&[party], state, at));
                    let escapes = match concept.is_symmetric() {
                        true => *escapes
                            .entry(at)
                            .or_insert_with(|| reached_from(model, &actor.own, at).count_ones(..) - 1),
                        false => 0,
                    };
                    Sanction { steps, to: at, hurts: hurt.copied().unwrap_or_default(), escapes }
                });
                Improvement { steps, to, sanction }
            };
            Self {
                who: who.clone(),
                parties: actor.parties.clone(),
                concept,
                joint: together.is_some(),
                state,
                improvements: chosen.iter().map(improvement).collect(),
                left_out: all - chosen.len(),
                undeterred: improvements.difference_count(&ways.known),
            }
        };
        Some(concepts.iter().zip(&ways).map(explain).collect())
    }
}

/// Improvements to be told of, ascending.
fn choose(improvements: &FixedBitSet, ways: &[Ways<'_>], most: usize) -> Vec<State> {
    let deterred = |to: usize| ways.iter().filter(|ways| ways.known.contains(to)).count();
    let mut order: Vec<(usize, usize)> = improvements.ones().map(|to| (deterred(to), to)).collect();
    order.sort_unstable();
    let mut chosen: BTreeSet<usize> = order.into_iter().take(most).map(|(_, to)| to).collect();
    for ways in ways {
        let is_open = |to: &usize| !ways.known.contains(*to);
        if !chosen.iter().any(is_open) {
            chosen.extend(improvements.ones().find(is_open));
        }
    }
    chosen.into_iter().filter_map(|to| State::try_from(to).ok()).collect()
}

/// Who moves, and who answers.
struct Actor<'m> {
    model: &'m Model,
    parties: Vec<PartyIndex>,
    own: Vec<usize>,
    others: Vec<usize>,
}

impl<'m> Actor<'m> {
    /// `None` where a party's preference is not known.
    fn new(model: &'m Model, who: &Who) -> Option<Self> {
        let (parties, own) = match who {
            Who::DecisionMaker(at) => (model.decision_makers()[*at].parties.clone(), vec![*at]),
            Who::Coalition(parties) => (parties.clone(), model.within(parties)),
        };
        let others = model.others(&parties);
        let known = parties.iter().all(|&party| model.is_ranked(party));
        known.then_some(Self { model, parties, own, others })
    }

    /// The ways of the others to what deters; nothing does under Nash.
    fn ways<'t>(&self, concept: Concept, better: &FixedBitSet, together: Option<&'t Together>) -> Ways<'t> {
        let steps = if concept.is_credible() { Steps::Improvements } else { Steps::Moves };
        if concept == Concept::Nash {
            return Ways::new(self.model, &[], &FixedBitSet::new(), steps, None);
        }
        let mut sanctions = better.clone();
        sanctions.toggle_range(..);
        if concept.is_symmetric() {
            sanctions.difference_with(&leading_to(self.model, &self.own, better, Steps::Moves, None));
        }
        let together = together.filter(|_| concept.is_credible());
        Ways::new(self.model, &self.others, &sanctions, steps, together)
    }
}

/// Shortest ways to a set of states.
struct Ways<'t> {
    /// The next step from each state that has a way; `NOBODY` where it is there, or has none.
    next: Vec<(u32, State)>,
    known: FixedBitSet,
    together: Option<&'t Together>,
}

const NOBODY: u32 = u32::MAX;
/// Some coalition.
const TOGETHER: u32 = u32::MAX - 1;

impl<'t> Ways<'t> {
    fn new(
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
    fn from(&self, model: &Model, mut from: State) -> Option<Vec<Deterring>> {
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
