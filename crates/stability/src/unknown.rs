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

    fn leaves_for_unknown(self) -> bool {
        matches!(self, Self::A | Self::C)
    }

    fn is_deterred_by_unknown(self) -> bool {
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
    fn gain(&self, parties: &[PartyIndex], from: State, to: State, or_unknown: bool) -> bool {
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
    let moves: u64 = (0..makers.len()).map(|maker| model.moves_of(maker).pairs()).sum();
    let each = (makers.len() as u64).saturating_mul(concepts.len() as u64);
    let steps = moves.saturating_mul(model.states() as u64).saturating_mul(each);
    if steps > limits.steps {
        let what = "following every way where preferences are not known";
        return Err(ModelError::TooMuchWork { what, steps, limit: limits.steps });
    }
    // Each is listed up to three times, in four bytes.
    let limit = limits.bytes / 12;
    if moves > limit {
        let what = "listing every move where preferences are not known";
        return Err(ModelError::TooMuchWork { what, steps: moves, limit });
    }
    let targets: Vec<Vec<Vec<State>>> =
        (0..makers.len()).map(|maker| model.all().map(|state| model.moves(maker, state)).collect()).collect();
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
    let ways = Ways { by_moves: backwards(false), by_improvements: backwards(true) };
    let job = |maker: usize| {
        let parties = makers[maker].parties.as_slice();
        let others = model.others(parties);
        let mut verdicts = Verdicts::all_stable(model.states(), Asked::new(concepts));
        for state in model.all() {
            ModelError::if_stopped(control)?;
            let leaves = |to: &&State| known.gain(parties, state, **to, reading.leaves_for_unknown());
            let improvements: Vec<State> =
                targets[maker][state as usize].iter().filter(leaves).copied().collect();
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
                            && (!concept.is_symmetric() || !targets[maker][*to as usize].iter().any(escapes))
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

/// Moves backwards: by decision maker and state, where it can come from.
struct Ways {
    by_moves: Vec<Vec<Vec<State>>>,
    by_improvements: Vec<Vec<Vec<State>>>,
}

impl Ways {
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
