//! Would a coalition leave together? Coalitional versions of the concepts, and
//! equilibrium jumps.
//!
//! A coalition H moves by the moves of all decision makers whose parties belong
//! to it, one after the other: R_H(s). It leaves s for a state in R_H(s) that is
//! better than s for *every* party of H, and is deterred where a sanction leads
//! to a state that is not better than s for *some* party of H (Inohara and Hipel
//! 2008: CNash, CGMR, CSMR, CSEQ; symmetric sequential stability follows the
//! same pattern). Decision makers of which some parties belong to H and some do
//! not take no part.
//!
//! In CSEQ the others sanction by improvements. Two readings, see [`Sanctions`].

use detente_case::package::PartyIndex;
use detente_space::control::Control;
use fixedbitset::FixedBitSet;

use crate::concepts::several::{Actor, verdicts};
use crate::concepts::{Asked, Concept, Verdicts};
use crate::model::{Limits, Model, ModelError, State};
use crate::sets::reached_from;

/// Who sanctions a coalition by improvements (CSEQ, symmetric CSEQ).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sanctions {
    /// Decision makers, each step an improvement for whoever makes it.
    DecisionMakers,
    /// Coalitions among the others too: several parties may go anywhere that
    /// they can reach together, if all of them gain by it (Inohara and Hipel 2008).
    Coalitions,
}

/// Most parties of which all coalitions are formed.
pub const MOST_PARTIES: usize = 12;

/// Every coalition of at least `least` parties that can move something
/// together, smaller ones first; `None` where more than [`MOST_PARTIES`] parties
/// take part in any move.
#[must_use]
pub fn all_coalitions(model: &Model, least: usize) -> Option<Vec<Vec<PartyIndex>>> {
    let mut parties: Vec<PartyIndex> =
        model.decision_makers().iter().flat_map(|maker| maker.parties.iter().copied()).collect();
    parties.sort_unstable();
    parties.dedup();
    if parties.len() > MOST_PARTIES {
        return None;
    }
    let set = |bits: u32| -> Vec<PartyIndex> {
        parties.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, &party)| party).collect()
    };
    let mut all: Vec<Vec<PartyIndex>> = (1..1_u32 << parties.len())
        .map(set)
        .filter(|set| set.len() >= least && !model.within(set).is_empty())
        .collect();
    all.sort_by_key(|set| (set.len(), set.clone()));
    Some(all)
}

/// Stability of every state for some coalitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoalitionStability {
    coalitions: Vec<Vec<PartyIndex>>,
    verdicts: Vec<Option<Verdicts>>,
    states: usize,
}

impl CoalitionStability {
    /// Finds out under which of these concepts the states are stable for each
    /// coalition. Parties of a coalition are given ascending.
    ///
    /// # Errors
    ///
    /// [`ModelError::TooMuchWork`] where a coalition has too many distinct rank
    /// vectors, or [`Sanctions::Coalitions`] too many pairs of states or more than
    /// [`MOST_PARTIES`] parties, for [`Limits::steps`], or the verdicts take more
    /// than [`Limits::bytes`]; [`ModelError::Stopped`] where the control says so.
    pub fn of(
        model: &Model,
        coalitions: Vec<Vec<PartyIndex>>,
        concepts: &[Concept],
        sanctions: Sanctions,
        limits: &Limits,
        control: &Control<'_>,
    ) -> Result<Self, ModelError> {
        // A byte each.
        let steps = (model.states() as u64).saturating_mul(coalitions.len() as u64);
        if steps > limits.bytes {
            let what = "keeping the verdicts of so many coalitions";
            return Err(ModelError::TooMuchWork { what, steps, limit: limits.bytes });
        }
        let asked = Asked::new(concepts);
        let credible = concepts.iter().any(|concept| concept.is_credible());
        let jointly = sanctions == Sanctions::Coalitions && credible;
        if jointly {
            // Each alone may be small enough; what is asked is all of them.
            let mut steps = 0_u64;
            for parties in &coalitions {
                let outside = Together::whose(model, parties).ok_or_else(|| too_much(u64::MAX, limits))?;
                steps = steps.saturating_add(pairs(model, outside.len()));
                if steps > limits.steps {
                    return Err(too_much(steps, limits));
                }
            }
        }
        let job = |at: usize| {
            let parties = coalitions[at].as_slice();
            if parties.iter().any(|&party| !model.is_ranked(party)) {
                return Ok(None);
            }
            let together = if jointly { Together::outside(model, parties, limits, control)? } else { None };
            let (own, others) = (model.within(parties), model.others(parties));
            let actor = Actor { parties, own, others, together };
            verdicts(model, &actor, asked, limits, control).map(Some)
        };
        let verdicts = crate::parallel::in_order(coalitions.len(), limits.threads, job)
            .into_iter()
            .collect::<Result<_, _>>()?;
        Ok(Self { states: model.states(), verdicts, coalitions })
    }

    /// The coalitions, as given.
    #[must_use]
    pub fn coalitions(&self) -> &[Vec<PartyIndex>] {
        &self.coalitions
    }

    /// The verdicts for one coalition; `None` where a party of it has no preference.
    #[must_use]
    pub fn verdicts(&self, coalition: usize) -> Option<&Verdicts> {
        self.verdicts[coalition].as_ref()
    }

    /// States that are stable under a concept for every one of the coalitions of
    /// which anything can be said, ascending.
    pub fn equilibria(&self, concept: Concept) -> impl Iterator<Item = State> {
        let stable = move |state: &State| {
            self.verdicts.iter().flatten().all(|verdicts| verdicts.is_stable(concept, *state))
        };
        (0..).take(self.states).filter(stable)
    }
}

/// Joint improvements of the coalitions of at least two parties outside a coalition:
/// wherever they can reach together, if all of their members gain. Quadratic in the
/// number of states.
#[derive(Clone, Debug)]
pub struct Together {
    coalitions: Vec<Vec<PartyIndex>>,
    /// For each state those from which some of them go there.
    before: Vec<FixedBitSet>,
}

impl Together {
    /// Follows them; `None` where there are no such coalitions.
    ///
    /// # Errors
    ///
    /// [`ModelError::TooMuchWork`] where there are too many pairs of states, or more
    /// than [`MOST_PARTIES`] parties; [`ModelError::Stopped`] where the control says so.
    pub fn outside(
        model: &Model,
        parties: &[PartyIndex],
        limits: &Limits,
        control: &Control<'_>,
    ) -> Result<Option<Self>, ModelError> {
        let coalitions = Self::whose(model, parties).ok_or_else(|| too_much(u64::MAX, limits))?;
        if coalitions.is_empty() {
            return Ok(None);
        }
        let states = model.states();
        let steps = pairs(model, coalitions.len());
        if steps > limits.steps || steps / 8 > limits.bytes {
            return Err(too_much(steps, limits));
        }
        let mut before = vec![FixedBitSet::with_capacity(states); states];
        for set in &coalitions {
            let movers = model.within(set);
            for from in model.all() {
                if from.is_multiple_of(64) {
                    ModelError::if_stopped(control)?;
                }
                for to in reached_from(model, &movers, from).ones() {
                    let to_state = State::try_from(to).unwrap_or(State::MAX);
                    if model.gains(set, from, to_state) {
                        before[to].insert(from as usize);
                    }
                }
            }
        }
        Ok(Some(Self { coalitions, before }))
    }

    /// The coalitions of ranked parties none of which is among `parties`; `None`
    /// where there are too many parties.
    fn whose(model: &Model, parties: &[PartyIndex]) -> Option<Vec<Vec<PartyIndex>>> {
        let apart = |party: &PartyIndex| !parties.contains(party) && model.is_ranked(*party);
        Some(all_coalitions(model, 2)?.into_iter().filter(|set| set.iter().all(apart)).collect())
    }

    /// The states from which some coalition goes to this one.
    pub(crate) fn before(&self, state: State) -> &FixedBitSet {
        &self.before[state as usize]
    }

    /// The first coalition that goes from one state to another, fewest members first.
    pub(crate) fn who(&self, model: &Model, from: State, to: State) -> Option<&[PartyIndex]> {
        let goes = |set: &&Vec<PartyIndex>| {
            model.gains(set, from, to) && reached_from(model, &model.within(set), from).contains(to as usize)
        };
        self.coalitions.iter().find(goes).map(Vec::as_slice)
    }
}

/// The pairs of states that so many coalitions may go between.
fn pairs(model: &Model, coalitions: usize) -> u64 {
    (model.states() as u64).saturating_pow(2).saturating_mul(coalitions as u64)
}

fn too_much(steps: u64, limits: &Limits) -> ModelError {
    let what = "following joint improvements of those outside a coalition";
    let limit = limits.steps.min(limits.bytes.saturating_mul(8));
    ModelError::TooMuchWork { what, steps, limit }
}

/// Where a coalition can jump from one equilibrium to another that all of its
/// parties prefer (Kilgour, Hipel, Fang and Peng 2001): pairs from, to.
/// `equilibria` are the equilibria under any concept, ascending. Nothing where a
/// party of the coalition has no preference.
///
/// # Errors
///
/// [`ModelError::TooMuchWork`] where equilibria times states exceed [`Limits::steps`].
pub fn equilibrium_jumps(
    model: &Model,
    equilibria: &[State],
    coalition: &[PartyIndex],
    limits: &Limits,
) -> Result<Vec<(State, State)>, ModelError> {
    let movers = model.within(coalition);
    let each = (model.states() as u64).saturating_mul(movers.len() as u64);
    let steps = each.saturating_mul(equilibria.len() as u64);
    if steps > limits.steps {
        return Err(ModelError::TooMuchWork {
            what: "looking for jumps between equilibria",
            steps,
            limit: limits.steps,
        });
    }
    let mut jumps = Vec::new();
    for &from in equilibria {
        let reached = reached_from(model, &movers, from);
        let to = equilibria.iter().filter(|&&to| to != from && reached.contains(to as usize));
        jumps.extend(to.filter(|&&to| model.gains(coalition, from, to)).map(|&to| (from, to)));
        let (steps, limit) = (jumps.len() as u64, limits.bytes / size_of::<(State, State)>() as u64);
        if steps > limit {
            return Err(ModelError::TooMuchWork { what: "keeping jumps between equilibria", steps, limit });
        }
    }
    Ok(jumps)
}
