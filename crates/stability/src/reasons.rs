//! Why states are stable or not, under every foresight of an answer.

use detente_case::model::Case;
use detente_space::control::Control;

use crate::answer::{Answer, Request, unless_too_much};
use crate::coalition::{Sanctions, Together};
use crate::concepts::{Anticipation, Concept};
use crate::explain::{Explanation, Who};
use crate::foresight::Foresight;
use crate::model::{Limits, Model, ModelError, State};
use crate::unknown::{Reading, Ways};

/// What was asked of a model, and answered.
#[derive(Clone, Copy, Debug)]
pub struct Answered<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its model.
    pub model: &'a Model,
    /// What was asked.
    pub request: &'a Request,
    /// The answer.
    pub answer: &'a Answer,
}

/// Explanations, and what has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reasons {
    /// State by state, for decision makers, then for the coalitions asked about. A
    /// mixed foresight is explained by the concept of each decision maker.
    pub explanations: Vec<Explanation>,
    /// Foresights that take more than allowed to explain.
    pub without: Vec<Foresight>,
}

impl Reasons {
    /// Explains the verdicts on some states, with at most so many improvements of each.
    ///
    /// # Errors
    ///
    /// [`ModelError`] where following joint improvements takes more than allowed, or the
    /// control says to stop.
    pub fn of(
        answered: Answered<'_>,
        states: &[State],
        most: usize,
        limits: &Limits,
        control: &Control<'_>,
    ) -> Result<Self, ModelError> {
        let Answered { model, request, answer, .. } = answered;
        let mut by_state: Vec<Vec<Explanation>> = vec![Vec::new(); states.len()];
        let mut without = Vec::new();
        let by = Prepared::of(answered, limits, control, &mut without)?;
        for maker in 0..model.decision_makers().len() {
            for (list, &state) in by_state.iter_mut().zip(states) {
                ModelError::if_stopped(control)?;
                list.extend(by.explain(answered, maker, state, most));
            }
        }
        let judged =
            answer.columns.iter().any(|column| matches!(column.foresight, Foresight::Coalitional(_)));
        let jointly = request.sanctions == Sanctions::Coalitions
            && request.concepts.iter().any(|concept| concept.is_credible());
        // What coalitions outside do is large: one coalition at a time.
        for coalition in request.coalitions.iter().filter(|_| judged) {
            let together = if jointly { Together::outside(model, coalition, limits, control)? } else { None };
            let who = Who::Coalition(coalition.clone());
            for (list, &state) in by_state.iter_mut().zip(states) {
                let found = Explanation::of(model, &who, &request.concepts, state, together.as_ref(), most);
                list.extend(found.unwrap_or_default());
            }
        }
        Ok(Self { explanations: by_state.concat(), without })
    }
}

/// What is computed once for all states.
struct Prepared {
    /// Concepts of which it was asked whether something strongly worse deters.
    strong: Vec<Concept>,
    readings: Vec<(Reading, Vec<Concept>)>,
    ways: Option<Ways>,
    anticipations: Vec<Anticipation>,
    simultaneous: bool,
}

impl Prepared {
    fn of(
        Answered { model, answer, .. }: Answered<'_>,
        limits: &Limits,
        control: &Control<'_>,
        without: &mut Vec<Foresight>,
    ) -> Result<Self, ModelError> {
        let mut prepared = Self {
            strong: Vec::new(),
            readings: Vec::new(),
            ways: None,
            anticipations: Vec::new(),
            simultaneous: false,
        };
        for column in &answer.columns {
            let explained = match &column.foresight {
                Foresight::Concept(_) | Foresight::Mixed(_) | Foresight::Coalitional(_) => true,
                Foresight::Strong(_, concept) => {
                    prepared.strong.push(*concept);
                    true
                }
                Foresight::Unknown(reading, concept) => {
                    match prepared.readings.iter_mut().find(|(other, _)| other == reading) {
                        Some((_, concepts)) => concepts.push(*concept),
                        None => prepared.readings.push((*reading, vec![*concept])),
                    }
                    if let (None, Some(known)) = (&prepared.ways, answer.known_in_part()) {
                        prepared.ways = unless_too_much(Ways::list(model, known, limits))?;
                    }
                    prepared.ways.is_some()
                }
                Foresight::Limited(horizon) => {
                    let found = Anticipation::of(model, *horizon, limits, control);
                    let found = unless_too_much(found)?.flatten();
                    let explained = found.is_some();
                    prepared.anticipations.extend(found);
                    explained
                }
                Foresight::Simultaneous => {
                    prepared.simultaneous = true;
                    true
                }
            };
            if !explained {
                without.push(column.foresight.clone());
            }
        }
        Ok(prepared)
    }

    /// The explanations for a decision maker and a state.
    fn explain(
        &self,
        Answered { case, model, request, answer }: Answered<'_>,
        maker: usize,
        state: State,
        most: usize,
    ) -> Vec<Explanation> {
        let mut concepts = request.concepts.clone();
        let own = request.mixed.as_ref().and_then(|mixed| mixed.get(maker));
        concepts.extend(own.filter(|own| !request.concepts.contains(own)));
        let who = Who::DecisionMaker(maker);
        let mut found = Explanation::of(model, &who, &concepts, state, None, most).unwrap_or_default();
        if let Some(strength) = request.strength.filter(|_| !self.strong.is_empty()) {
            let strong = Explanation::strong(case, model, maker, &self.strong, strength, state, most);
            found.extend(strong.unwrap_or_default());
        }
        if let (Some(known), Some(ways)) = (answer.known_in_part(), &self.ways) {
            for (reading, concepts) in &self.readings {
                let asked = (*reading, concepts.as_slice());
                found.extend(Explanation::in_part(model, (known, ways), asked, maker, state, most));
            }
        }
        for anticipation in &self.anticipations {
            found.push(Explanation::limited(model, anticipation, maker, state, most));
        }
        if self.simultaneous {
            found.push(Explanation::simultaneous(model, maker, state, most));
        }
        found
    }
}
