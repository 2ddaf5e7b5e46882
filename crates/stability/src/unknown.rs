//! Stability where preferences are known in part (Li, Hipel, Kilgour and Fang 2004).
//!
//! Vague weights and values leave a partial order: of two packages one is
//! surely better (over everything that the case allows), they are surely equal, or
//! that is not known. [`detente_space::worth::Judge::compare`] decides that
//! exactly over the whole region, apart from values under a cap, where it may
//! say "not known" of a pair that is decided. A party without a preference knows of
//! no pair. Four readings say what not knowing does:
//!
//! | reading | leaves toward | is deterred by | escapes a sanction toward |
//! | --- | --- | --- | --- |
//! | a | better or unknown | surely not better | better or unknown |
//! | b | better | surely not better | better or unknown |
//! | c | better or unknown | not surely better | better |
//! | d | better | not surely better | better |
//!
//! For sequential concepts the others sanction by what is better for them or
//! unknown, in every reading. A state that is stable in reading a is stable in
//! the three others, and one that is stable in b or c is stable in d.
//!
//! None of the shortcuts of [`crate::concepts`] holds: "better or unknown" is
//! not transitive. Pairs are listed and ways are followed over (state, last
//! mover), by single decision makers, nobody twice in a row.

use std::collections::VecDeque;

use detente_case::model::Case;
use detente_case::package::PartyIndex;
use detente_space::control::Control;
use detente_space::worth::{Extent, Judge};
use fixedbitset::FixedBitSet;

use crate::concepts::{Asked, Concept, Verdicts};
use crate::model::{Limits, Model, ModelError, State};

/// What is made of preferences that are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reading {
    /// Tempted by the unknown, deterred by the known alone.
    A,
    /// Tempted by the known alone, deterred by the known alone.
    B,
    /// Tempted and deterred by the unknown.
    C,
    /// Tempted by the known alone, deterred by the unknown.
    D,
}

impl Reading {
    /// All four.
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::D];

    /// The name on a command line: `a`, `b`, `c`, `d`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::C => "c",
            Self::D => "d",
        }
    }

    pub(crate) fn leaves_for_unknown(self) -> bool {
        matches!(self, Self::A | Self::C)
    }

    pub(crate) fn is_deterred_by_unknown(self) -> bool {
        matches!(self, Self::C | Self::D)
    }
}

/// What is known of one party's preference, pair by pair.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pairs {
    /// For each state those that are surely better.
    better: Vec<FixedBitSet>,
    /// For each state those that are surely not better.
    not_better: Vec<FixedBitSet>,
}

/// The pairs of every party of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartialOrders {
    parties: Vec<Pairs>,
}

/// Most states of which pairs are listed.
pub const MOST_STATES: usize = 10_000;

impl PartialOrders {
    /// Compares all pairs of states for every party that has a part in some move.
    ///
    /// # Errors
    ///
    /// [`ModelError::TooMuchWork`] where there are more than [`MOST_STATES`]
    /// states or the pairs take more memory than [`Limits::bytes`];
    /// [`ModelError::Stopped`] where the control says so.
    pub fn of(
        case: &Case,
        model: &Model,
        limits: &Limits,
        control: &Control<'_>,
    ) -> Result<Self, ModelError> {
        let states = model.states();
        let pairs = (states as u64).saturating_pow(2);
        let bytes = pairs.saturating_mul(model.parties() as u64) / 4;
        if states > MOST_STATES || bytes > limits.bytes {
            let limit = (MOST_STATES as u64).pow(2).min(limits.bytes.saturating_mul(4));
            return Err(ModelError::TooMuchWork {
                what: "comparing all pairs of states",
                steps: pairs,
                limit,
            });
        }
        let packages: Vec<_> = model.all().map(|state| model.package(state)).collect();
        let compare = |party: PartyIndex| {
            let judge = Judge::new(case, party).ok();
            let none = || vec![FixedBitSet::with_capacity(states); states];
            let mut known = Pairs { better: none(), not_better: none() };
            for one in 0..states {
                ModelError::if_stopped(control)?;
                known.not_better[one].insert(one);
                for other in one + 1..states {
                    let Some(found) =
                        judge.as_ref().and_then(|judge| judge.compare(&packages[other], &packages[one]))
                    else {
                        continue;
                    };
                    match found.better {
                        Extent::Always => known.better[one].insert(other),
                        Extent::Never => known.not_better[one].insert(other),
                        Extent::Sometimes => {}
                    }
                    match found.at_least {
                        Extent::Always => known.not_better[other].insert(one),
                        Extent::Never => known.better[other].insert(one),
                        Extent::Sometimes => {}
                    }
                }
            }
            Ok(known)
        };
        let parties = crate::parallel::in_order(model.parties(), limits.threads, compare);
        Ok(Self { parties: parties.into_iter().collect::<Result<_, _>>()? })
    }

    /// Whether a party surely prefers `to`.
    #[must_use]
    pub fn is_better(&self, party: PartyIndex, from: State, to: State) -> bool {
        self.parties[party].better[from as usize].contains(to as usize)
    }

    /// Whether `to` is surely not better for a party.
    #[must_use]
    pub fn is_not_better(&self, party: PartyIndex, from: State, to: State) -> bool {
        self.parties[party].not_better[from as usize].contains(to as usize)
    }

    /// Whether every one of the parties prefers `to`; with `or_unknown`, none surely does not.
    pub(crate) fn gain(&self, parties: &[PartyIndex], from: State, to: State, or_unknown: bool) -> bool {
        parties.iter().all(|&party| {
            if or_unknown { !self.is_not_better(party, from, to) } else { self.is_better(party, from, to) }
        })
    }
}

/// Stability of every state for every decision maker, in one reading.
///
/// # Errors
///
/// [`ModelError::TooMuchWork`] where that takes more than [`Limits::steps`],
/// [`ModelError::Stopped`] where the control says so.
pub fn stability(
    model: &Model,
    known: &PartialOrders,
    reading: Reading,
    concepts: &[Concept],
    limits: &Limits,
    control: &Control<'_>,
) -> Result<Vec<Verdicts>, ModelError> {
    let makers = model.decision_makers();
    // `known` is of as many states as may be listed; moves are counted before they are.
    let moves = moves_of_all(model);
    let each = (makers.len() as u64).saturating_mul(concepts.len() as u64);
    let steps = moves.saturating_mul(model.states() as u64).saturating_mul(each);
    if steps > limits.steps {
        let what = "following every way where preferences are not known";
        return Err(ModelError::TooMuchWork { what, steps, limit: limits.steps });
    }
    let ways = Ways::list(model, known, limits)?;
    let job = |maker: usize| {
        let parties = makers[maker].parties.as_slice();
        let others = model.others(parties);
        let mut verdicts = Verdicts::all_stable(model.states(), Asked::new(concepts));
        for state in model.all() {
            ModelError::if_stopped(control)?;
            let leaves = |to: &&State| known.gain(parties, state, **to, reading.leaves_for_unknown());
            let improvements: Vec<State> =
                ways.targets[maker][state as usize].iter().filter(leaves).copied().collect();
            if improvements.is_empty() {
                continue;
            }
            let deters = |to: &State| !known.gain(parties, state, *to, !reading.is_deterred_by_unknown());
            let escapes = |to: &State| known.gain(parties, state, *to, !reading.is_deterred_by_unknown());
            for &concept in concepts {
                let mut sanctions = FixedBitSet::with_capacity(model.states());
                if concept != Concept::Nash {
                    let holds = |to: &State| {
                        deters(to)
                            && (!concept.is_symmetric()
                                || !ways.targets[maker][*to as usize].iter().any(escapes))
                    };
                    sanctions.extend(model.all().filter(holds).map(|to| to as usize));
                }
                let deterred = ways.leading_to(&others, &sanctions, concept.is_credible());
                if improvements.iter().any(|&to| !deterred.contains(to as usize)) {
                    verdicts.set_unstable(state as usize, concept);
                }
            }
        }
        Ok(verdicts)
    };
    crate::parallel::in_order(makers.len(), limits.threads, job).into_iter().collect()
}

/// How many moves there are.
fn moves_of_all(model: &Model) -> u64 {
    (0..model.decision_makers().len()).map(|maker| model.moves_of(maker).pairs()).sum()
}

/// A step of a shortest way: how many there are from here, where it leads, and who
/// makes the one after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Onward {
    length: u32,
    to: State,
    then: Option<usize>,
}

/// For each decision maker and state the first step of a shortest way, if that
/// decision maker makes it.
#[derive(Clone, Debug)]
pub(crate) struct Routes(Vec<Vec<Option<Onward>>>);

impl Routes {
    /// Whether there is a way from a state.
    pub(crate) fn lead_from(&self, state: State) -> bool {
        self.0.iter().any(|of| of[state as usize].is_some())
    }

    /// The steps of a shortest way from a state: who moves, and where to; none
    /// where there is no way.
    pub(crate) fn from(&self, state: State) -> Vec<(usize, State)> {
        let first =
            (0..self.0.len()).filter_map(|mover| Some((self.0[mover][state as usize]?.length, mover)));
        let (mut mover, mut at) = (first.min().map(|(_, mover)| mover), state);
        let mut steps = Vec::new();
        while let Some(step) = mover.and_then(|mover| Some((mover, self.0[mover][at as usize]?))) {
            steps.push((step.0, step.1.to));
            (mover, at) = (step.1.then, step.1.to);
        }
        steps
    }
}

/// Moves, listed: forwards, and backwards by decision maker and state, where it can
/// come from.
#[derive(Clone, Debug)]
pub struct Ways {
    /// By decision maker and state where it can go, ascending.
    pub(crate) targets: Vec<Vec<Vec<State>>>,
    by_moves: Vec<Vec<Vec<State>>>,
    by_improvements: Vec<Vec<Vec<State>>>,
}

impl Ways {
    /// Lists them.
    ///
    /// # Errors
    ///
    /// [`ModelError::TooMuchWork`] where they take more memory than [`Limits::bytes`].
    pub fn list(model: &Model, known: &PartialOrders, limits: &Limits) -> Result<Self, ModelError> {
        let (makers, moves) = (model.decision_makers(), moves_of_all(model));
        // Each is listed up to three times, in four bytes.
        let limit = limits.bytes / 12;
        if moves > limit {
            let what = "listing every move where preferences are not known";
            return Err(ModelError::TooMuchWork { what, steps: moves, limit });
        }
        let targets: Vec<Vec<Vec<State>>> = (0..makers.len())
            .map(|maker| model.all().map(|state| model.moves(maker, state)).collect())
            .collect();
        // For each decision maker and state those that it can come from: by moves,
        // and by what may be an improvement.
        let backwards = |improving: bool| -> Vec<Vec<Vec<State>>> {
            let turn = |maker: usize| {
                let mut from_of = vec![Vec::new(); model.states()];
                for (from, to) in (0..).zip(&targets[maker]) {
                    let parties = makers[maker].parties.as_slice();
                    for &to in to.iter().filter(|&&to| !improving || known.gain(parties, from, to, true)) {
                        from_of[to as usize].push(from);
                    }
                }
                from_of
            };
            (0..makers.len()).map(turn).collect()
        };
        let (by_moves, by_improvements) = (backwards(false), backwards(true));
        Ok(Self { targets, by_moves, by_improvements })
    }

    /// Shortest ways of these decision makers to the goal, of one or more steps, nobody
    /// twice in a row.
    pub(crate) fn routes(&self, movers: &[usize], goal: &FixedBitSet, improving: bool) -> Routes {
        let before = if improving { &self.by_improvements } else { &self.by_moves };
        let mut routes = vec![vec![None; goal.len()]; before.len()];
        let mut open: VecDeque<(State, Option<usize>, u32)> =
            goal.ones().filter_map(|state| Some((State::try_from(state).ok()?, None, 0))).collect();
        while let Some((to, then, length)) = open.pop_front() {
            for &mover in movers.iter().filter(|&&mover| Some(mover) != then) {
                for &from in &before[mover][to as usize] {
                    let route = &mut routes[mover][from as usize];
                    if route.is_none() {
                        *route = Some(Onward { length: length + 1, to, then });
                        open.push_back((from, Some(mover), length + 1));
                    }
                }
            }
        }
        Routes(routes)
    }

    /// States from which one or more steps of these decision makers, nobody
    /// twice in a row, lead to the goal.
    fn leading_to(&self, movers: &[usize], goal: &FixedBitSet, improving: bool) -> FixedBitSet {
        let before = if improving { &self.by_improvements } else { &self.by_moves };
        let states = goal.len();
        // (state, who makes the next step from it)
        let mut known = vec![FixedBitSet::with_capacity(states); before.len()];
        let mut found = FixedBitSet::with_capacity(states);
        let mut open: Vec<(State, Option<usize>)> =
            goal.ones().filter_map(|state| Some((State::try_from(state).ok()?, None))).collect();
        while let Some((state, next)) = open.pop() {
            for &mover in movers.iter().filter(|&&mover| Some(mover) != next) {
                for &from in &before[mover][state as usize] {
                    if !known[mover].put(from as usize) {
                        found.insert(from as usize);
                        open.push((from, Some(mover)));
                    }
                }
            }
        }
        found
    }
}
