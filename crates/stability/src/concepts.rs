//! Which states are stable for whom, and under which foresight.
//!
//! State s is *stable* for a decision maker under a concept if every
//! improvement that it could make from s is deterred. With "bad" for not better
//! than s for some party of the decision maker:
//!
//! | concept | an improvement to s1 is deterred if | source |
//! | --- | --- | --- |
//! | Nash | never | Nash 1950 |
//! | general metarationality (GMR) | the others can bring about a bad s2 from s1 | Howard 1971 |
//! | symmetric metarationality (SMR) | and nothing that the decision maker can reach from s2 is better than s | Howard 1971 |
//! | sequential stability (SEQ) | the others can bring about a bad s2 by improvements of their own | Fraser and Hipel 1979 |
//! | symmetric sequential stability | SEQ's s2, from which nothing better than s can be reached | Rêgo and Vieira 2017 |
//!
//! "The others" are all decision makers none of whose parties belongs to the one
//! in question; they may move in any order and again and again, nobody twice in
//! a row. An *equilibrium* is stable for every decision maker.
//!
//! For one party the answer comes from maxima and minima over classes of states
//! (see `single`), in time proportional to states times decision makers. For
//! parties that move together there is no single order of states; they are
//! asked rank vector by rank vector (see `several`), which costs that for each
//! distinct vector and is held against [`Limits::steps`].

mod limited;
mod numbers;
mod rounds;
mod search;
pub(crate) mod several;
mod simultaneous;
pub(crate) mod single;

use detente_case::package::PartyIndex;
use detente_space::control::Control;

use crate::model::{Limits, Model, ModelError, State};
use crate::parallel::in_order;
pub use limited::{Anticipation, limited_move};
pub(crate) use simultaneous::at_once;
pub use simultaneous::simultaneous;

/// A stability concept for any number of decision makers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Concept {
    /// No improvement at all (Nash 1950).
    Nash,
    /// GMR: improvements that the others can punish (Howard 1971).
    GeneralMetarational,
    /// SMR: GMR from which there is no escape (Howard 1971).
    SymmetricMetarational,
    /// SEQ: improvements that the others can punish by what is better for them (Fraser and Hipel 1979).
    Sequential,
    /// SEQ from which there is no escape (Rêgo and Vieira 2017).
    SymmetricSequential,
}

impl Concept {
    /// All of them, in the order of reports.
    pub const ALL: [Self; 5] = [
        Self::Nash,
        Self::GeneralMetarational,
        Self::SymmetricMetarational,
        Self::Sequential,
        Self::SymmetricSequential,
    ];

    /// The name on a command line: `nash`, `gmr`, `smr`, `seq`, `sym-seq`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Nash => "nash",
            Self::GeneralMetarational => "gmr",
            Self::SymmetricMetarational => "smr",
            Self::Sequential => "seq",
            Self::SymmetricSequential => "sym-seq",
        }
    }

    /// The concept of an [`Self::id`].
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|concept| concept.id() == id)
    }

    /// Whether a sanction must be made of improvements of those who make it.
    #[must_use]
    pub fn is_credible(self) -> bool {
        matches!(self, Self::Sequential | Self::SymmetricSequential)
    }

    /// Whether a sanction must leave no escape.
    #[must_use]
    pub fn is_symmetric(self) -> bool {
        matches!(self, Self::SymmetricMetarational | Self::SymmetricSequential)
    }

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// Some of the concepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Asked(u8);

impl Asked {
    pub(crate) fn new(concepts: &[Concept]) -> Self {
        Self(concepts.iter().fold(0, |bits, concept| bits | concept.bit()))
    }

    pub(crate) fn has(self, concept: Concept) -> bool {
        self.0 & concept.bit() != 0
    }
}

/// For each state the concepts under which it is stable, for one decision maker
/// or coalition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdicts(Vec<u8>);

impl Verdicts {
    /// Every state stable under every concept asked for.
    pub(crate) fn all_stable(states: usize, asked: Asked) -> Self {
        Self(vec![asked.0; states])
    }

    pub(crate) fn set_unstable(&mut self, state: usize, concept: Concept) {
        self.0[state] &= !concept.bit();
    }

    /// Whether a state is stable under a concept; false for a concept that was
    /// not asked for.
    #[must_use]
    pub fn is_stable(&self, concept: Concept, state: State) -> bool {
        self.0[state as usize] & concept.bit() != 0
    }
}

/// Stability of every state for every decision maker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stability {
    states: usize,
    verdicts: Vec<Option<Verdicts>>,
}

impl Stability {
    /// Finds out under which of these concepts the states are stable.
    ///
    /// # Errors
    ///
    /// [`ModelError::TooMuchWork`] where joint moves have too many distinct rank
    /// vectors for [`Limits::steps`], [`ModelError::Stopped`] where the control
    /// says so.
    pub fn of(
        model: &Model,
        concepts: &[Concept],
        limits: &Limits,
        control: &Control<'_>,
    ) -> Result<Self, ModelError> {
        let asked = Asked::new(concepts);
        let count = model.decision_makers().len();
        let job = |at: usize| verdicts_of(model, at, asked, limits, control);
        let verdicts = in_order(count, limits.threads, job).into_iter().collect::<Result<_, _>>()?;
        Ok(Self { states: model.states(), verdicts })
    }

    /// The verdicts for one decision maker; `None` where a party of it has no
    /// preference, so that nothing can be said.
    #[must_use]
    pub fn verdicts(&self, decision_maker: usize) -> Option<&Verdicts> {
        self.verdicts[decision_maker].as_ref()
    }

    /// Whether a state is stable for a decision maker under a concept; `None`
    /// where a party of it has no preference.
    #[must_use]
    pub fn is_stable(&self, decision_maker: usize, concept: Concept, state: State) -> Option<bool> {
        self.verdicts(decision_maker).map(|verdicts| verdicts.is_stable(concept, state))
    }

    /// Decision makers of which nothing can be said, for want of a preference.
    #[must_use]
    pub fn undetermined(&self) -> Vec<usize> {
        (0..self.verdicts.len()).filter(|&at| self.verdicts[at].is_none()).collect()
    }

    /// States that are stable under a concept for every decision maker of which
    /// anything can be said, ascending.
    pub fn equilibria(&self, concept: Concept) -> impl Iterator<Item = State> {
        self.mixed_equilibria(vec![concept; self.verdicts.len()])
    }

    /// The same where each decision maker has a foresight of its own: one
    /// concept each.
    pub fn mixed_equilibria(&self, concepts: Vec<Concept>) -> impl Iterator<Item = State> {
        let stable = move |state: &State| {
            let mut pairs = self.verdicts.iter().zip(&concepts);
            pairs.all(|(verdicts, &concept)| {
                verdicts.as_ref().is_none_or(|verdicts| verdicts.is_stable(concept, *state))
            })
        };
        (0..).take(self.states).filter(stable)
    }
}

fn verdicts_of(
    model: &Model,
    at: usize,
    asked: Asked,
    limits: &Limits,
    control: &Control<'_>,
) -> Result<Option<Verdicts>, ModelError> {
    ModelError::if_stopped(control)?;
    let parties = model.decision_makers()[at].parties.as_slice();
    if parties.iter().any(|&party| !model.is_ranked(party)) {
        return Ok(None);
    }
    match parties {
        &[party] => single::verdicts(model, at, party, asked, control).map(Some),
        several => {
            let actor = several::Actor::joint(model, at, several);
            several::verdicts(model, &actor, asked, limits, control).map(Some)
        }
    }
}

/// The only party of each decision maker, where there are just two of those.
fn two_parties(model: &Model) -> Option<[PartyIndex; 2]> {
    match model.decision_makers() {
        [one, other] => match (one.parties.as_slice(), other.parties.as_slice()) {
            (&[one], &[other]) if model.is_ranked(one) && model.is_ranked(other) => Some([one, other]),
            _ => None,
        },
        _ => None,
    }
}
