//! The graph model of a case: its states, who can move where, and how each party
//! ranks the states.
//!
//! **States** are the allowed packages, in the order of their decimal values: an
//! issue's choices count as digits, the first issue the least significant, as
//! the literature numbers them.
//!
//! **Decision makers** come from `control` and `jointly`. An issue with `control`
//! can be moved by each of those parties alone, one with `jointly` by all of them
//! together, one with neither by all parties together. Parties that move some
//! issue together are one more decision maker: its moves change the issues that
//! exactly these parties move together, count as improvements where every one
//! of them gains, and are open to "the others" where none of them is the party
//! in question.
//!
//! **Moves** of a decision maker go between states that differ only on issues
//! that it can move, no issue against its permitted changes. Permitted changes
//! are closed transitively, issue by issue: whoever may go from a to b and from b
//! to c may go from a to c. An issue that does not arise sits at its no-deal
//! choice; where a move of somebody makes an issue arise or not arise, the issue
//! goes to or starts from that choice, and no permission is needed for that.
//! Moves of one decision maker are closed transitively too, so that two in a row
//! are one.
//!
//! **Ranks** are places in each party's order, 0 the worst: from values (as
//! points, [`detente_space::points`]), priorities or a ranking. A party without
//! a preference has none.

mod classes;
mod closure;
mod coalesce;
mod components;
mod digits;
mod fibres;
mod linked;
mod movers;
mod moves;
mod pattern;
mod ranks;
mod sums;
mod walk;

use std::fmt;

use detente_case::model::Case;
use detente_case::package::{Choice, IssueIndex, Package, PartyIndex};
use detente_space::compile::{self, Request};
use detente_space::control::Control;
use detente_space::points::{PointError, PointNote};
use num_bigint::BigUint;
use num_traits::ToPrimitive;

pub(crate) use self::classes::Classes;
use self::digits::Digits;
pub(crate) use self::moves::Moves;
pub(crate) use self::ranks::{Ranks, ascending};
use self::walk::Walk;
use crate::parallel::in_order;

/// A state: a position in the ascending order of decimal values.
pub type State = u32;

/// The states of a case, the moves between them and their ranks.
#[derive(Clone, Debug)]
pub struct Model {
    digits: Digits,
    keys: Keys,
    decision_makers: Vec<DecisionMaker>,
    moves: Vec<Moves>,
    ranks: Vec<Option<Ranks>>,
    notes: Vec<PointNote>,
    status_quo: Option<State>,
}

/// Whoever can move an issue: one party, or several that only move together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DecisionMaker {
    /// The parties, ascending; several for joint moves.
    pub parties: Vec<PartyIndex>,
    /// The issues that it can move, ascending.
    pub issues: Vec<IssueIndex>,
}

/// What a model may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How large the diagram of the packages may grow.
    pub diagram: compile::Limits,
    /// Most memory in bytes, for the model and one analysis of it.
    pub bytes: u64,
    /// Most elementary steps of anything that is not linear in the number of states.
    pub steps: u64,
    /// Threads that may be used, at least 1. Results never depend on it.
    pub threads: usize,
}

impl Default for Limits {
    /// Two gigabytes, ten thousand million steps, one thread.
    fn default() -> Self {
        Self { diagram: compile::Limits::default(), bytes: 2 << 30, steps: 10_000_000_000, threads: 1 }
    }
}

/// Why there is no model, or no answer from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// The rules allow no package.
    NoState,
    /// The states would not fit; nothing was allocated.
    TooLarge {
        /// How many states there are.
        states: BigUint,
        /// The bytes that they would take.
        bytes: BigUint,
        /// [`Limits::bytes`].
        limit: u64,
    },
    /// The choices multiply to more than 2^64 combinations, allowed or not.
    TooManyCombinations,
    /// A computation that is not linear in the number of states would take too
    /// long, or have to keep too much.
    TooMuchWork {
        /// What was asked for, in a few words.
        what: &'static str,
        /// Elementary steps that it might take, or entries to keep.
        steps: u64,
        /// [`Limits::steps`], or how many entries [`Limits::bytes`] hold.
        limit: u64,
    },
    /// A party's points do not fit.
    Points(PointError),
    /// The diagram grew too large, or the control stopped it.
    Stopped(compile::Stopped),
}

impl ModelError {
    /// [`ModelError::Stopped`] where the control says to stop.
    pub(crate) fn if_stopped(control: &Control<'_>) -> Result<(), Self> {
        match control.is_stopped() {
            true => Err(Self::Stopped(compile::Stopped::Cancelled)),
            false => Ok(()),
        }
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoState => out.write_str("the rules allow no package"),
            Self::TooLarge { states, bytes, limit } => write!(
                out,
                "{states} states would need {bytes} bytes of memory, more than the {limit} that are allowed"
            ),
            Self::TooManyCombinations => {
                out.write_str("the choices of the issues multiply to more than 2^64 combinations")
            }
            Self::TooMuchWork { what, steps, limit } => {
                write!(
                    out,
                    "{what} might take {steps} steps or entries, more than the {limit} that are allowed"
                )
            }
            Self::Points(error) => error.fmt(out),
            Self::Stopped(stopped) => stopped.fmt(out),
        }
    }
}

impl std::error::Error for ModelError {}

/// The decimal value of each state.
#[derive(Clone, Debug)]
enum Keys {
    /// Every combination is a state.
    Every,
    /// Those of the states, ascending.
    Listed(Vec<u64>),
}

/// An upper bound of the bytes that [`Model::build`] and one analysis take beside
/// the diagram. `every`: every combination of choices is a state; `own`: how many
/// combinations each decision maker's own choices have.
fn bytes(states: &BigUint, every: bool, own: &[u64], parties: usize, threads: usize) -> BigUint {
    // The key of a state and its place in the order of the walk.
    let mut lasting = if every { 0 } else { 12 } + 4 * parties;
    let mut classes = BigUint::ZERO;
    for &own in own {
        // A member, a class where they are listed, whether it is tied, a verdict.
        lasting += 4 + if every { 0 } else { 4 } + 1 + 1;
        classes += if every { states / own.max(1) } else { states.clone() };
    }
    // Values with what sorts them while ranks are made; later an order, a queue and a component.
    let passing = 28 * threads.clamp(1, parties.max(own.len()).max(1));
    // Starts and links; for each thread the gain under each concept and how far each class is done.
    states * (lasting + passing) + classes * (20 + 36 * threads)
}

impl Model {
    /// The graph model of a case.
    ///
    /// The number of states is known, and held against the limits, before
    /// anything of their size is allocated.
    ///
    /// # Errors
    ///
    /// [`ModelError`], where there is no state, or they are too many, or points do
    /// not fit, or the control stops the work.
    pub fn build(case: &Case, limits: &Limits, control: &Control<'_>) -> Result<Self, ModelError> {
        let diagram = compile::compile(case, &Request::default(), &limits.diagram, control)
            .map_err(ModelError::Stopped)?;
        if diagram.is_empty() {
            return Err(ModelError::NoState);
        }
        let decision_makers = movers::decision_makers(case);
        let count = diagram.count();
        let digits = Digits::new(case, &diagram);
        let every = digits.as_ref().is_none_or(|digits| BigUint::from(digits.combinations()) == count);
        let own: Vec<u64> = decision_makers
            .iter()
            .map(|maker| digits.as_ref().map_or(1, |digits| digits.combinations_of(&maker.issues)))
            .collect();
        let bytes = bytes(&count, every, &own, case.parties.len(), limits.threads);
        let states =
            count.to_u32().filter(|states| *states < State::MAX && bytes <= BigUint::from(limits.bytes));
        let Some(states) = states else {
            return Err(ModelError::TooLarge { states: count, bytes, limit: limits.bytes });
        };
        let states = states as usize;
        let digits = digits.ok_or(ModelError::TooManyCombinations)?;
        let walk = Walk::new(&diagram, &digits);
        let (keys, order) = if every {
            (Keys::Every, None)
        } else {
            let (keys, order) = walk.keys(states);
            (Keys::Listed(keys), Some(order))
        };
        let mut model = Self {
            digits,
            keys,
            decision_makers,
            moves: Vec::new(),
            ranks: Vec::new(),
            notes: Vec::new(),
            status_quo: None,
        };
        let ranked = in_order(case.parties.len(), limits.threads, |party| {
            ModelError::if_stopped(control)?;
            ranks::of_party(case, party, &model.digits, &walk, order.as_deref(), states)
        });
        for ranked in ranked {
            let ranked = ranked?;
            model.ranks.push(ranked.ranks);
            model.notes.extend(ranked.notes);
        }
        drop(order);
        let moved = in_order(model.decision_makers.len(), limits.threads, |at| {
            ModelError::if_stopped(control)?;
            moves::of(case, &model, &model.decision_makers[at], limits, control)
        });
        model.moves = moved.into_iter().collect::<Result<_, _>>()?;
        model.status_quo = case.no_agreement().and_then(|package| model.state(&package));
        Ok(model)
    }

    /// How many states there are; at least one.
    #[must_use]
    pub fn states(&self) -> usize {
        match &self.keys {
            Keys::Every => usize::try_from(self.digits.combinations()).unwrap_or(usize::MAX),
            Keys::Listed(keys) => keys.len(),
        }
    }

    /// All states, ascending.
    #[must_use]
    pub fn all(&self) -> std::ops::Range<State> {
        0..State::try_from(self.states()).unwrap_or(State::MAX)
    }

    /// The package of a state.
    #[must_use]
    pub fn package(&self, state: State) -> Package {
        self.digits.package(self.key(state as usize))
    }

    /// The state of a package; `None` where the rules do not allow it.
    #[must_use]
    pub fn state(&self, package: &[Choice]) -> Option<State> {
        self.state_of_key(self.digits.key(package)?)
    }

    /// Whoever can move an issue: parties alone in order of the case, then
    /// parties that move together, fewer first.
    #[must_use]
    pub fn decision_makers(&self) -> &[DecisionMaker] {
        &self.decision_makers
    }

    /// How many parties the case has.
    #[must_use]
    pub fn parties(&self) -> usize {
        self.ranks.len()
    }

    /// Whether anything is known of a party's preference.
    #[must_use]
    pub fn is_ranked(&self, party: PartyIndex) -> bool {
        self.ranks[party].is_some()
    }

    /// A state's place in a party's order: 0 the worst, equal for ties. `None`
    /// where nothing is known of its preference.
    #[must_use]
    pub fn rank(&self, party: PartyIndex, state: State) -> Option<u32> {
        self.ranks[party].as_ref().map(|ranks| ranks.of[state as usize])
    }

    /// Ranks the states anew for one party, by a value for each of them. The moves
    /// stay, and so do the ranks of other parties.
    pub fn rank_by(&mut self, party: PartyIndex, values: &[i64]) {
        let ranks = ranks::places(values);
        for (maker, moves) in self.decision_makers.iter().zip(&mut self.moves) {
            if maker.parties == [party] {
                moves.sort_by(&ranks);
            }
        }
        self.ranks[party] = Some(ranks);
    }

    /// What a reader must know of how values became ranks.
    #[must_use]
    pub fn notes(&self) -> &[PointNote] {
        &self.notes
    }

    /// The state of no agreement, where there is one and the rules allow it.
    #[must_use]
    pub fn status_quo(&self) -> Option<State> {
        self.status_quo
    }

    /// Where a decision maker can go from a state, ascending, the state itself
    /// left out: R_i(s).
    #[must_use]
    pub fn moves(&self, decision_maker: usize, from: State) -> Vec<State> {
        self.moves[decision_maker].targets(from)
    }

    /// Where a decision maker can go from a state and every one of its parties
    /// gains, ascending: R_i^+(s). None where a party's preference is not known.
    #[must_use]
    pub fn improvements(&self, decision_maker: usize, from: State) -> Vec<State> {
        let mut to = self.moves(decision_maker, from);
        to.retain(|&to| self.gains(&self.decision_makers[decision_maker].parties, from, to));
        to
    }

    /// Whether each of these parties surely prefers `to`. False where one of
    /// them has no preference.
    #[must_use]
    pub fn gains(&self, parties: &[PartyIndex], from: State, to: State) -> bool {
        let gains = |ranks: &Ranks| ranks.of[to as usize] > ranks.of[from as usize];
        parties.iter().all(|&party| self.ranks[party].as_ref().is_some_and(gains))
    }

    pub(crate) fn moves_of(&self, decision_maker: usize) -> &Moves {
        &self.moves[decision_maker]
    }

    /// The ranks of a party.
    pub(crate) fn ranks(&self, party: PartyIndex) -> Option<&Ranks> {
        self.ranks[party].as_ref()
    }

    /// Decision makers none of whose parties is among these: the others.
    pub(crate) fn others(&self, parties: &[PartyIndex]) -> Vec<usize> {
        let apart = |maker: &DecisionMaker| maker.parties.iter().all(|party| !parties.contains(party));
        (0..self.decision_makers.len()).filter(|&at| apart(&self.decision_makers[at])).collect()
    }

    /// Decision makers all of whose parties are among these.
    pub(crate) fn within(&self, parties: &[PartyIndex]) -> Vec<usize> {
        let inside = |maker: &DecisionMaker| maker.parties.iter().all(|party| parties.contains(party));
        (0..self.decision_makers.len()).filter(|&at| inside(&self.decision_makers[at])).collect()
    }

    /// For each state the number that the issues form which none of these
    /// decision makers can move, and how many there are; `None` unless every
    /// combination is a state and they move freely.
    pub(crate) fn beyond(&self, decision_makers: &[usize]) -> Option<(Classes, usize)> {
        let free = decision_makers.iter().all(|&at| self.moves[at].is_by_digits());
        let theirs = |issue: &IssueIndex| {
            decision_makers.iter().any(|&at| self.decision_makers[at].issues.contains(issue))
        };
        let every = matches!(self.keys, Keys::Every);
        if !every || !free {
            return None;
        }
        let part = self.digits.part(|issue| !theirs(&issue));
        Some((self.digits.classes(&part), usize::try_from(part.size()).ok()?))
    }

    fn key(&self, state: usize) -> u64 {
        match &self.keys {
            Keys::Every => state as u64,
            Keys::Listed(keys) => keys[state],
        }
    }

    fn state_of_key(&self, key: u64) -> Option<State> {
        match &self.keys {
            Keys::Every => State::try_from(key).ok(),
            Keys::Listed(keys) => keys.binary_search(&key).ok().and_then(|at| State::try_from(at).ok()),
        }
    }
}
