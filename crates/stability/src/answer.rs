//! Everything that is asked of one model at a time, gathered: under which
//! foresight each state is stable, for whom, and where it is an equilibrium.
//!
//! Each [`Column`] is one foresight. A part of the question that has no answer
//! for this model (it is defined for two decision makers alone, or would take too
//! long) does not spoil the others: it is left out, with the reason.

use std::fmt;

use detente_case::model::Case;
use detente_case::package::PartyIndex;
use detente_space::control::Control;
use fixedbitset::FixedBitSet;

use crate::coalition::{CoalitionStability, Sanctions, equilibrium_jumps};
use crate::concepts::{Concept, Stability, Verdicts, limited_move, simultaneous};
use crate::explain::Who;
use crate::foresight::Foresight;
use crate::model::{Limits, Model, ModelError, State};
use crate::paths::{By, Evolution};
use crate::strength::{Degree, Strength, degrees};
use crate::unknown::{PartialOrders, Reading, stability};

/// What is asked.
#[derive(Clone, Debug)]
pub struct Request {
    /// Concepts for any number of decision makers, each once.
    pub concepts: Vec<Concept>,
    /// Horizons of limited-move stability.
    pub limited: Vec<usize>,
    /// Whether stability by simultaneity is asked for.
    pub simultaneous: bool,
    /// A concept for each decision maker.
    pub mixed: Option<Vec<Concept>>,
    /// Coalitions of at least two parties, each ascending.
    pub coalitions: Vec<Vec<PartyIndex>>,
    /// Who sanctions a coalition.
    pub sanctions: Sanctions,
    /// Readings of preferences known in part.
    pub readings: Vec<Reading>,
    /// Where strength of preference comes from.
    pub strength: Option<Strength>,
}

impl Default for Request {
    /// The five concepts, and nothing else.
    fn default() -> Self {
        Self {
            concepts: Concept::ALL.to_vec(),
            limited: Vec::new(),
            simultaneous: false,
            mixed: None,
            coalitions: Vec::new(),
            sanctions: Sanctions::DecisionMakers,
            readings: Vec::new(),
            strength: None,
        }
    }
}

/// Stability under one foresight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Which.
    pub foresight: Foresight,
    /// For whom there are verdicts: every decision maker, then coalitions.
    pub actors: Vec<Who>,
    stable: Vec<Option<FixedBitSet>>,
    equilibria: FixedBitSet,
}

impl Column {
    fn new(foresight: Foresight, actors: Vec<Who>, stable: Vec<Option<FixedBitSet>>, states: usize) -> Self {
        let mut equilibria = FixedBitSet::with_capacity(states);
        equilibria.insert_range(..);
        stable.iter().flatten().for_each(|stable| equilibria.intersect_with(stable));
        Self { foresight, actors, stable, equilibria }
    }

    /// Whether a state is stable for the actor at a position of [`Self::actors`];
    /// `None` where nothing can be said.
    #[must_use]
    pub fn is_stable(&self, actor: usize, state: State) -> Option<bool> {
        self.stable[actor].as_ref().map(|stable| stable.contains(state as usize))
    }

    /// For how many states that holds.
    #[must_use]
    pub fn count_stable(&self, actor: usize) -> Option<usize> {
        self.stable[actor].as_ref().map(|stable| stable.count_ones(..))
    }

    /// Whether a state is stable for every actor of which anything can be said.
    #[must_use]
    pub fn is_equilibrium(&self, state: State) -> bool {
        self.equilibria.contains(state as usize)
    }

    /// How many states are.
    #[must_use]
    pub fn count_equilibria(&self) -> usize {
        self.equilibria.count_ones(..)
    }

    /// How many states are stable for every decision maker of one party alone,
    /// whatever parties that move together, and coalitions, make of them.
    #[must_use]
    pub fn count_stable_alone(&self, model: &Model) -> usize {
        let mut all = FixedBitSet::with_capacity(self.equilibria.len());
        all.insert_range(..);
        for (who, stable) in self.actors.iter().zip(&self.stable) {
            let alone =
                matches!(who, Who::DecisionMaker(at) if model.decision_makers()[*at].parties.len() == 1);
            if let (true, Some(stable)) = (alone, stable) {
                all.intersect_with(stable);
            }
        }
        all.count_ones(..)
    }

    /// Those states, ascending.
    pub fn equilibria(&self) -> impl Iterator<Item = State> {
        self.equilibria.ones().filter_map(|state| State::try_from(state).ok())
    }
}

/// A way from an equilibrium to one that every member of a coalition prefers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jump {
    /// The concept under which both are equilibria.
    pub concept: Concept,
    /// Who goes together.
    pub coalition: Vec<PartyIndex>,
    /// From where.
    pub from: State,
    /// To where.
    pub to: State,
}

/// Why a part of the question has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is defined for two decision makers of one party each, both with a
    /// preference; for simultaneity they must also share no issue.
    TwoAlone,
    /// No party's preference says anything of strength.
    NoStrength,
    /// The preference of one decision maker says nothing of strength, or it is several parties.
    NoStrengthOf,
    /// It takes more than allowed.
    Limit(ModelError),
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TwoAlone => out.write_str(
                "defined for two decision makers of one party each, whose preferences are known and who share no issue",
            ),
            Self::NoStrength => out.write_str("no preference here says what is strongly preferred"),
            Self::NoStrengthOf => out.write_str(
                "nothing says what it strongly prefers, so that only states in which it has no improvement count as \
                 strongly stable for it",
            ),
            Self::Limit(error) => error.fmt(out),
        }
    }
}

/// The answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// A column for each foresight that has an answer, in the order of [`Foresight`]'s kinds.
    pub columns: Vec<Column>,
    /// Jumps of the coalitions asked for, by concept.
    pub jumps: Vec<Jump>,
    /// Parts of the question without an answer: what, and why.
    pub left_out: Vec<(String, Reason)>,
    /// Everything that comes about from the status quo by improvements; `None`
    /// where there is no status quo, or following them takes more than allowed.
    pub reached: Option<Evolution>,
    /// The block of each state among states that nobody tells apart
    /// ([`Model::indistinguishable`]); `None` where finding them takes more than allowed,
    /// or preferences known in part are asked about, which may tell them apart.
    pub blocks: Option<Vec<u32>>,
    undetermined: Vec<usize>,
    known: Option<PartialOrders>,
}

/// States among which those are looked for that nobody tells apart.
const MOST_ALIKE: usize = 20_000;

/// Steps that what is only beside the question may take.
const BESIDE: u64 = 50_000_000;

impl Answer {
    /// Answers a request; `notify` is told now and then what is being done.
    ///
    /// # Errors
    ///
    /// [`ModelError`] where the concepts for single decision makers have no
    /// answer, or the control says to stop.
    pub fn of(
        case: &Case,
        model: &Model,
        request: &Request,
        limits: &Limits,
        control: &Control<'_>,
        notify: &dyn Fn(&str),
    ) -> Result<Self, ModelError> {
        let mut work = Work { case, model, limits, control, columns: Vec::new(), left_out: Vec::new() };
        notify("stability of every state for every decision maker");
        let undetermined = work.concepts(request)?;
        if !request.coalitions.is_empty() {
            notify("stability for coalitions");
        }
        let jumps = work.coalitions(request)?;
        if !request.readings.is_empty() {
            notify("comparing all pairs of states");
        }
        let known = work.readings(request)?;
        work.strength(request)?;
        work.two_alone(request)?;
        notify("following improvements from the status quo");
        let few = Limits { steps: limits.steps.min(BESIDE), ..*limits };
        let by = vec![By::Improvements; model.decision_makers().len()];
        let reached = model.status_quo().map(|from| Evolution::of(model, from, &by, &few, control));
        let reached = unless_too_much(reached.transpose())?.flatten();
        let blocks = match model.states() {
            // What is known in part may tell states apart that lie level in the middle.
            0..=MOST_ALIKE if request.readings.is_empty() => {
                unless_too_much(model.indistinguishable(&few, control))?
            }
            _ => None,
        };
        let Work { columns, left_out, .. } = work;
        Ok(Self { columns, jumps, left_out, reached, blocks, undetermined, known })
    }

    /// Decision makers of which nothing can be said, for want of a preference.
    #[must_use]
    pub fn undetermined(&self) -> &[usize] {
        &self.undetermined
    }

    /// What is known of preferences, pair by pair, where readings of that were asked for
    /// and answered.
    #[must_use]
    pub fn known_in_part(&self) -> Option<&PartialOrders> {
        self.known.as_ref()
    }

    /// The states that are an equilibrium under some foresight, those under most
    /// first, then ascending.
    #[must_use]
    pub fn equilibria(&self) -> Vec<State> {
        let mut any = FixedBitSet::new();
        for column in &self.columns {
            any.grow(column.equilibria.len());
            any.union_with(&column.equilibria);
        }
        let mut states: Vec<State> = any.ones().filter_map(|state| State::try_from(state).ok()).collect();
        let under =
            |state: &State| self.columns.iter().filter(|column| column.is_equilibrium(*state)).count();
        states.sort_by_cached_key(|state| (std::cmp::Reverse(under(state)), *state));
        states
    }

    /// Whether every foresight asked for has an answer, and there is one.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        let unanswered = |(_, reason): &(String, Reason)| *reason != Reason::NoStrengthOf;
        !self.columns.is_empty() && !self.left_out.iter().any(unanswered)
    }

    /// Whether a limit kept a part of the question from an answer.
    #[must_use]
    pub fn is_cut_short(&self) -> bool {
        self.left_out.iter().any(|(_, reason)| matches!(reason, Reason::Limit(_)))
    }

    /// How many states nobody tells apart from this one, itself among them; 1
    /// where that is not known.
    #[must_use]
    pub fn alike(&self, state: State) -> usize {
        let Some(blocks) = &self.blocks else { return 1 };
        let block = blocks[state as usize];
        blocks.iter().filter(|&&other| other == block).count()
    }

    /// Whether a state is the first of those that nobody tells apart.
    #[must_use]
    pub fn is_first_alike(&self, state: State) -> bool {
        let Some(blocks) = &self.blocks else { return true };
        let block = blocks[state as usize];
        blocks.iter().position(|&other| other == block) == Some(state as usize)
    }
}

/// `None` where it would take too long; other errors stay.
pub(crate) fn unless_too_much<T>(result: Result<T, ModelError>) -> Result<Option<T>, ModelError> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(ModelError::TooMuchWork { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The columns while they are made.
struct Work<'a> {
    case: &'a Case,
    model: &'a Model,
    limits: &'a Limits,
    control: &'a Control<'a>,
    columns: Vec<Column>,
    left_out: Vec<(String, Reason)>,
}

impl Work<'_> {
    fn decision_makers(&self) -> Vec<Who> {
        (0..self.model.decision_makers().len()).map(Who::DecisionMaker).collect()
    }

    fn bits(&self, stable: impl Fn(State) -> bool) -> FixedBitSet {
        let mut bits = FixedBitSet::with_capacity(self.model.states());
        bits.extend(self.model.all().filter(|&state| stable(state)).map(|state| state as usize));
        bits
    }

    fn of_verdicts(&self, verdicts: Option<&Verdicts>, concept: Concept) -> Option<FixedBitSet> {
        verdicts.map(|verdicts| self.bits(|state| verdicts.is_stable(concept, state)))
    }

    fn push(&mut self, foresight: Foresight, actors: Vec<Who>, stable: Vec<Option<FixedBitSet>>) {
        self.columns.push(Column::new(foresight, actors, stable, self.model.states()));
    }

    /// The value, or a remark that this part is left out.
    fn or_leave_out<T>(
        &mut self,
        what: &str,
        result: Result<T, ModelError>,
    ) -> Result<Option<T>, ModelError> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(error @ ModelError::TooMuchWork { .. }) => {
                self.left_out.push((what.to_owned(), Reason::Limit(error)));
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    fn concepts(&mut self, request: &Request) -> Result<Vec<usize>, ModelError> {
        let mut asked = request.concepts.clone();
        asked.extend(request.mixed.iter().flatten());
        let found = Stability::of(self.model, &asked, self.limits, self.control)?;
        let makers = self.decision_makers();
        for &concept in &request.concepts {
            let stable =
                (0..makers.len()).map(|maker| self.of_verdicts(found.verdicts(maker), concept)).collect();
            self.push(Foresight::Concept(concept), makers.clone(), stable);
        }
        if let Some(mixed) = &request.mixed {
            let pairs = mixed.iter().enumerate();
            let stable =
                pairs.map(|(maker, &concept)| self.of_verdicts(found.verdicts(maker), concept)).collect();
            self.push(Foresight::Mixed(mixed.clone()), makers, stable);
        }
        Ok(found.undetermined())
    }

    fn coalitions(&mut self, request: &Request) -> Result<Vec<Jump>, ModelError> {
        let mut jumps = Vec::new();
        if request.coalitions.is_empty() || request.concepts.is_empty() {
            return Ok(jumps);
        }
        let found = CoalitionStability::of(
            self.model,
            request.coalitions.clone(),
            &request.concepts,
            request.sanctions,
            self.limits,
            self.control,
        );
        let Some(found) = self.or_leave_out("stability for coalitions", found)? else { return Ok(jumps) };
        for (at, &concept) in request.concepts.iter().enumerate() {
            let Some(single) = self.columns.get(at) else { continue };
            let equilibria: Vec<State> = single.equilibria().collect();
            let mut actors = single.actors.clone();
            let mut stable = single.stable.clone();
            for (at, coalition) in found.coalitions().iter().enumerate() {
                actors.push(Who::Coalition(coalition.clone()));
                stable.push(self.of_verdicts(found.verdicts(at), concept));
                let made = equilibrium_jumps(self.model, &equilibria, coalition, self.limits);
                let Some(made) = self.or_leave_out("jumps between equilibria", made)? else { continue };
                jumps.extend(made.into_iter().map(|(from, to)| Jump {
                    concept,
                    coalition: coalition.clone(),
                    from,
                    to,
                }));
            }
            self.push(Foresight::Coalitional(concept), actors, stable);
        }
        Ok(jumps)
    }

    fn readings(&mut self, request: &Request) -> Result<Option<PartialOrders>, ModelError> {
        if request.readings.is_empty() || request.concepts.is_empty() {
            return Ok(None);
        }
        let what = "preferences known in part";
        let known = PartialOrders::of(self.case, self.model, self.limits, self.control);
        let Some(known) = self.or_leave_out(what, known)? else { return Ok(None) };
        for &reading in &request.readings {
            let found = stability(self.model, &known, reading, &request.concepts, self.limits, self.control);
            let Some(found) = self.or_leave_out(what, found)? else { break };
            for &concept in &request.concepts {
                let stable = found.iter().map(|verdicts| self.of_verdicts(Some(verdicts), concept)).collect();
                self.push(Foresight::Unknown(reading, concept), self.decision_makers(), stable);
            }
        }
        Ok(Some(known))
    }

    fn strength(&mut self, request: &Request) -> Result<(), ModelError> {
        let Some(strength) = request.strength else { return Ok(()) };
        let what = "strength of preference";
        let makers = self.decision_makers();
        let found = Stability::of(self.model, &[Concept::Nash], self.limits, self.control)?;
        let mut silent = Vec::new();
        // Without sanctions there are no strong ones.
        for &concept in request.concepts.iter().filter(|concept| **concept != Concept::Nash) {
            silent.clear();
            let mut stable = Vec::with_capacity(makers.len());
            for maker in 0..makers.len() {
                let of_maker =
                    degrees(self.case, self.model, maker, concept, strength, self.limits, self.control);
                let Some(of_maker) = self.or_leave_out(what, of_maker)? else { return Ok(()) };
                stable.push(match of_maker {
                    Some(degrees) => Some(self.bits(|state| degrees[state as usize] == Degree::Strongly)),
                    None => {
                        silent.push(maker);
                        self.of_verdicts(found.verdicts(maker), Concept::Nash)
                    }
                });
            }
            if silent.len() == makers.len() {
                self.left_out.push((what.to_owned(), Reason::NoStrength));
                return Ok(());
            }
            self.push(Foresight::Strong(strength, concept), makers.clone(), stable);
        }
        for maker in silent {
            let parties = &self.model.decision_makers()[maker].parties;
            let names: Vec<&str> =
                parties.iter().map(|&party| self.case.parties[party].name.as_str()).collect();
            self.left_out.push((format!("{what} of {}", names.join(" and ")), Reason::NoStrengthOf));
        }
        Ok(())
    }

    fn two_alone(&mut self, request: &Request) -> Result<(), ModelError> {
        let limited = request.limited.iter().map(|&horizon| {
            let found = limited_move(self.model, horizon, self.limits, self.control);
            (Foresight::Limited(horizon), found)
        });
        let mut asked: Vec<_> = limited.collect();
        if request.simultaneous {
            asked.push((Foresight::Simultaneous, simultaneous(self.model, self.limits, self.control)));
        }
        for (foresight, found) in asked {
            let what = foresight.id();
            match self.or_leave_out(&what, found)? {
                Some(Some(stable)) => {
                    let stable =
                        stable.iter().map(|stable| Some(self.bits(|state| stable[state as usize]))).collect();
                    self.push(foresight, self.decision_makers(), stable);
                }
                Some(None) => self.left_out.push((what, Reason::TwoAlone)),
                None => {}
            }
        }
        Ok(())
    }
}
