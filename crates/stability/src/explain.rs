//! Why a state is stable or not, as data that can be put into sentences.
//!
//! For one actor, state and foresight: each improvement, and for each the shortest
//! sanction that deters it, or that there is none. [`Explanation::of`] asks the
//! concepts where preferences are known, [`Explanation::strong`] for sanctions that
//! are strongly worse, [`Explanation::in_part`] where preferences are known in part,
//! [`Explanation::limited`] what two who alternate expect of each other, and
//! [`Explanation::simultaneous`] what comes of both moving at once.

mod in_part;
mod two;
mod ways;

use std::collections::{BTreeMap, BTreeSet};

use detente_case::model::Case;
use detente_case::package::PartyIndex;
use fixedbitset::FixedBitSet;

use self::ways::{Onward, Ways};
use crate::coalition::Together;
use crate::concepts::Concept;
use crate::foresight::Foresight;
use crate::model::{Model, State};
use crate::paths::Step;
use crate::sets::{Steps, leading_to, reached_from};
use crate::strength::{Strength, strongly_worse};

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
    /// Under which foresight; of a coalition, too, the concept alone.
    pub foresight: Foresight,
    /// Whether coalitions sanction too, where the concept asks for improvements.
    pub joint: bool,
    /// The state.
    pub state: State,
    /// Improvements, ascending by state: all of them, or those chosen as [`Explanation::of`]
    /// says. Under limited moves every move is one, whether or not it leads to something better.
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
    /// Under limited moves how both are expected to go on, whether or not that deters;
    /// none where the other is expected to stay. Else none.
    pub expected: Vec<Deterring>,
}

/// A sanction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sanction {
    /// What the others do, a shortest path of at least one step; under simultaneity one
    /// step, from where the improvement leads to where both lead. Under limited moves what
    /// is expected of both, no step where the other stays.
    pub steps: Vec<Deterring>,
    /// Where they lead: a state that is not better for some party than the one left, or
    /// what else the foresight asks of a sanction.
    pub to: State,
    /// A party for which that is so.
    pub hurts: PartyIndex,
    /// To how many states the actor could go from there, none of which it would
    /// rather be in, as the foresight has it; 0 where the concept does not ask.
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
        let better = actor.better(state);
        let mut bad = better.clone();
        bad.toggle_range(..);
        let ways: Vec<Ways<'_>> =
            concepts.iter().map(|&concept| actor.ways(concept, &bad, together)).collect();
        let asked: Vec<_> = concepts.iter().map(|&concept| Foresight::Concept(concept)).collect();
        let mut all = actor.explain(who, &asked, concepts, state, &better, &ways, most);
        all.iter_mut().for_each(|each| each.joint = together.is_some());
        Some(all)
    }

    /// The same for a decision maker where only what is strongly worse deters: of those
    /// whose preference says nothing of strength, and of several parties, nothing is.
    /// Explained under no concept where there are no sanctions (Nash).
    #[must_use]
    pub fn strong(
        case: &Case,
        model: &Model,
        decision_maker: usize,
        concepts: &[Concept],
        strength: Strength,
        state: State,
        most: usize,
    ) -> Option<Vec<Self>> {
        let who = Who::DecisionMaker(decision_maker);
        let actor = Actor::new(model, &who)?;
        let worse = match actor.parties.as_slice() {
            &[party] => {
                let below = strongly_worse(case, model, party, strength);
                let rank = |state: State| model.rank(party, state).unwrap_or(0);
                let floor = below.and_then(|below| below.get(rank(state) as usize).copied()).unwrap_or(0);
                let worse = model.all().filter(|&to| rank(to) < floor).map(|to| to as usize);
                let mut set = FixedBitSet::with_capacity(model.states());
                set.extend(worse);
                set
            }
            _ => FixedBitSet::with_capacity(model.states()),
        };
        let sanctioned: Vec<Concept> =
            concepts.iter().copied().filter(|concept| *concept != Concept::Nash).collect();
        let ways: Vec<Ways<'_>> =
            sanctioned.iter().map(|&concept| actor.ways(concept, &worse, None)).collect();
        let asked: Vec<_> = sanctioned.iter().map(|&concept| Foresight::Strong(strength, concept)).collect();
        Some(actor.explain(&who, &asked, &sanctioned, state, &actor.better(state), &ways, most))
    }
}

/// Improvements to be told of, ascending.
/// `deterred` are the states from which each foresight knows something that deters.
fn choose(improvements: &FixedBitSet, deterred: &[&FixedBitSet], most: usize) -> Vec<State> {
    let count = |to: usize| deterred.iter().filter(|known| known.contains(to)).count();
    let mut order: Vec<(usize, usize)> = improvements.ones().map(|to| (count(to), to)).collect();
    order.sort_unstable();
    let mut chosen: BTreeSet<usize> = order.into_iter().take(most).map(|(_, to)| to).collect();
    for known in deterred {
        let is_open = |to: &usize| !known.contains(*to);
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

    /// The states that are better for all of its parties.
    fn better(&self, state: State) -> FixedBitSet {
        let mut better = FixedBitSet::with_capacity(self.model.states());
        let gains = |to: &State| self.model.gains(&self.parties, state, *to);
        better.extend(self.model.all().filter(gains).map(|to| to as usize));
        better
    }

    /// The ways of the others to what deters: states of `bad` and, where the concept
    /// asks, from which nothing else can be reached. Nothing does under Nash.
    fn ways<'t>(&self, concept: Concept, bad: &FixedBitSet, together: Option<&'t Together>) -> Ways<'t> {
        let steps = if concept.is_credible() { Steps::Improvements } else { Steps::Moves };
        if concept == Concept::Nash {
            return Ways::new(self.model, &[], &FixedBitSet::new(), steps, None);
        }
        let mut sanctions = bad.clone();
        if concept.is_symmetric() {
            let mut out = bad.clone();
            out.toggle_range(..);
            sanctions.difference_with(&leading_to(self.model, &self.own, &out, Steps::Moves, None));
        }
        let together = together.filter(|_| concept.is_credible());
        Ways::new(self.model, &self.others, &sanctions, steps, together)
    }

    /// An explanation for each foresight asked for, of a concept each, from the ways of
    /// the others to what deters under it.
    #[expect(clippy::too_many_arguments, reason = "each foresight goes with its concept and its ways")]
    fn explain(
        &self,
        who: &Who,
        asked: &[Foresight],
        concepts: &[Concept],
        state: State,
        better: &FixedBitSet,
        ways: &[Ways<'_>],
        most: usize,
    ) -> Vec<Explanation> {
        let model = self.model;
        let mut improvements = reached_from(model, &self.own, state);
        improvements.intersect_with(better);
        let all = improvements.count_ones(..);
        let deterred: Vec<&FixedBitSet> = ways.iter().map(|ways| &ways.known).collect();
        let chosen = choose(&improvements, &deterred, most);
        let onward = (self.own.len() > 1).then(|| Onward::new(model, &self.own, state));
        let explain = |((foresight, concept), ways): ((&Foresight, &Concept), &Ways<'_>)| {
            // Many improvements share a sanction.
            let mut escapes: BTreeMap<State, usize> = BTreeMap::new();
            let improvement = |&to: &State| {
                let steps = match &onward {
                    Some(onward) => onward.to(to),
                    None => {
                        let step = |&decision_maker: &usize| Step { decision_maker, from: state, to };
                        self.own.iter().map(step).collect()
                    }
                };
                let sanction = ways.from(model, to).map(|steps| {
                    let at = steps.last().map_or(to, |step| step.to);
                    let hurt = self.parties.iter().find(|&&party| !model.gains(&[party], state, at));
                    let escapes = match concept.is_symmetric() {
                        true => *escapes
                            .entry(at)
                            .or_insert_with(|| reached_from(model, &self.own, at).count_ones(..) - 1),
                        false => 0,
                    };
                    Sanction { steps, to: at, hurts: hurt.copied().unwrap_or_default(), escapes }
                });
                Improvement { steps, to, sanction, expected: Vec::new() }
            };
            Explanation {
                who: who.clone(),
                parties: self.parties.clone(),
                foresight: foresight.clone(),
                joint: false,
                state,
                improvements: chosen.iter().map(improvement).collect(),
                left_out: all - chosen.len(),
                undeterred: improvements.difference_count(&ways.known),
            }
        };
        asked.iter().zip(concepts).zip(ways).map(explain).collect()
    }
}
