//! `stability` as JSON.

use std::collections::BTreeMap;

use detente_case::model::Case;
use detente_case::preference::Form;
use detente_stability::answer::{Answer, Column};
use detente_stability::explain::{Deterring, Explanation, Who};
use detente_stability::model::{Model, State};
use detente_stability::number::number_of;
use detente_stability::paths::Step;
use schemars::JsonSchema;
use serde::Serialize;

use super::common::{self, Head};
use crate::provenance::Provenance;
use crate::stability::{Subject, Why, mover_id, rests_on, who_id};

/// Which states are stable, for whom and under which foresight.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StabilityShape {
    /// The case and the day.
    #[serde(flatten)]
    pub head: Head,
    /// The model.
    pub model: ModelShape,
    /// One entry a foresight asked for.
    pub foresights: Vec<ForesightShape>,
    /// States that are an equilibrium under some foresight, under most of them first; only the state asked
    /// about, where one was.
    pub states: Vec<StateShape>,
    /// Equilibria that are not in `states`, for want of room.
    pub not_listed: usize,
    /// Jumps of coalitions between equilibria.
    pub jumps: Vec<JumpShape>,
    /// Why the state asked about is stable or not.
    pub why: Vec<WhyShape>,
    /// What was asked and has no answer.
    pub left_out: Vec<LeftOutShape>,
    /// What it was made with and from.
    pub made_with: Provenance,
}

/// A graph model.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ModelShape {
    /// How many states there are.
    pub states: usize,
    /// The number of the status quo, where there is one.
    pub status_quo: Option<String>,
    /// Whoever can move something.
    pub decision_makers: Vec<DecisionMakerShape>,
    /// What the orders of preference rest on, in words.
    pub basis: String,
}

/// Parties that move something alone or together.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DecisionMakerShape {
    /// Ids of its parties, joined by `+`.
    pub id: String,
    /// Ids of its parties.
    pub parties: Vec<String>,
    /// The issues that it can move.
    pub issues: Vec<String>,
    /// Of these, the issues in which some changes are not permitted.
    pub restricted: Vec<String>,
    /// Whether a preference is given for all of its parties; without, nothing is said of its stability.
    pub is_known: bool,
}

/// Stability under one foresight.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ForesightShape {
    /// `nash`, `gmr`, `smr`, `seq`, `sym-seq`, `lh:2`, `simultaneous`, `mixed`; `coalition:seq`, `seq:a`, `strong:seq`.
    pub id: String,
    /// For how many states each decision maker or coalition is stable; absent where nothing can be said.
    pub stable: BTreeMap<String, usize>,
    /// How many states are equilibria.
    pub equilibria: usize,
}

/// A state.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StateShape {
    /// Its decimal number, the first issue the least significant digit.
    pub number: String,
    /// Issue to option; issues that do not arise are absent.
    pub options: BTreeMap<String, String>,
    /// Whose land, people, forces or status it decides without asking them.
    pub decides_without_asking: Vec<String>,
    /// Foresights under which it is an equilibrium.
    pub equilibrium: Vec<String>,
    /// For each foresight the decision makers and coalitions for which it is stable.
    pub stable: BTreeMap<String, Vec<String>>,
    /// Fewest moves from the status quo by improvements; absent where there is no such way, or it is not known.
    pub reached_in: Option<usize>,
}

/// A jump of a coalition.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct JumpShape {
    /// The concept under which both states are equilibria.
    pub concept: String,
    /// The parties.
    pub coalition: Vec<String>,
    /// Number of the state that is left.
    pub from: String,
    /// Number of the state that each of them prefers.
    pub to: String,
}

/// Why a state is stable for somebody, or not.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct WhyShape {
    /// A decision maker, or `coalition:` and the parties.
    pub who: String,
    /// The concept, or another foresight as `foresights` names it.
    pub concept: String,
    /// Whether it is stable.
    pub stable: bool,
    /// The moves from which it gains (or that may tempt it, where preferences are known in part; under
    /// limited moves all moves); of many, those that the fewest concepts deter.
    pub improvements: Vec<ImprovementShape>,
    /// How many more there are.
    pub not_listed: usize,
    /// How many of all that nothing deters.
    pub undeterred: usize,
}

/// A move from which somebody gains, and what deters it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ImprovementShape {
    /// Number of the state that it leads to.
    pub to: String,
    /// That state.
    pub options: BTreeMap<String, String>,
    /// Whether something deters it.
    pub deterred: bool,
    /// The steps of the others that deter it; none where nothing does. By simultaneity one step, to what both
    /// lead to who move at once.
    pub answer: Vec<StepShape>,
    /// A party that is no better off after the answer than at the start, or worse off by as much as the
    /// foresight asks.
    pub hurts: Option<String>,
    /// Under limited moves how both are expected to go on after it.
    pub expected: Vec<StepShape>,
}

/// A move.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StepShape {
    /// Who moves: a decision maker, or `coalition:` and the parties.
    pub who: String,
    /// Number of the state that it leads from.
    pub from: String,
    /// Number of the state that it leads to.
    pub to: String,
    /// That state.
    pub options: BTreeMap<String, String>,
}

/// What has no answer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LeftOutShape {
    /// What was asked.
    pub what: String,
    /// Why there is no answer.
    pub because: String,
}

/// The shape of `stability --format json`, with at most `listed` states.
#[must_use]
pub fn stability(
    subject: Subject<'_>,
    answer: &Answer,
    why: Option<&Why>,
    listed: usize,
    made_with: &Provenance,
) -> StabilityShape {
    let Subject { case, model, view } = subject;
    let equilibria = answer.equilibria();
    let shown: Vec<State> = match why {
        Some(why) => vec![why.state],
        None => equilibria.iter().copied().take(listed).collect(),
    };
    StabilityShape {
        head: common::head(case, view, "stability"),
        model: model_shape(subject),
        foresights: answer.columns.iter().map(|column| foresight(case, model, column)).collect(),
        not_listed: if why.is_some() { 0 } else { equilibria.len() - shown.len() },
        states: shown.into_iter().map(|at| state(subject, answer, at)).collect(),
        jumps: answer
            .jumps
            .iter()
            .map(|jump| JumpShape {
                concept: jump.concept.id().to_owned(),
                coalition: common::party_ids(case, &jump.coalition),
                from: number(subject, jump.from),
                to: number(subject, jump.to),
            })
            .collect(),
        why: why
            .iter()
            .flat_map(|why| &why.reasons.explanations)
            .map(|each| because(subject, each))
            .collect(),
        left_out: answer
            .left_out
            .iter()
            .map(|(what, why)| LeftOutShape { what: what.clone(), because: why.to_string() })
            .collect(),
        made_with: made_with.clone(),
    }
}

pub(super) fn model_shape(subject: Subject<'_>) -> ModelShape {
    let Subject { case, model, .. } = subject;
    let mut parties: Vec<usize> =
        model.decision_makers().iter().flat_map(|each| each.parties.iter().copied()).collect();
    parties.sort_unstable();
    parties.dedup();
    ModelShape {
        states: model.states(),
        status_quo: model.status_quo().map(|state| number(subject, state)),
        decision_makers: model
            .decision_makers()
            .iter()
            .map(|each| {
                let restricted = each.issues.iter().filter(|&&issue| case.issues[issue].moves.is_some());
                let id = |&issue: &usize| case.issues[issue].id.clone();
                DecisionMakerShape {
                    id: mover_id(case, each),
                    parties: common::party_ids(case, &each.parties),
                    issues: each.issues.iter().map(id).collect(),
                    restricted: restricted.map(id).collect(),
                    is_known: each.parties.iter().all(|&party| case.preferences[party].form != Form::Unknown),
                }
            })
            .collect(),
        basis: rests_on(case, &parties),
    }
}

fn foresight(case: &Case, model: &Model, column: &Column) -> ForesightShape {
    let count =
        |(at, who): (usize, &Who)| column.count_stable(at).map(|count| (who_id(case, model, who), count));
    ForesightShape {
        id: column.foresight.id(),
        stable: column.actors.iter().enumerate().filter_map(count).collect(),
        equilibria: column.count_equilibria(),
    }
}

fn state(subject: Subject<'_>, answer: &Answer, state: State) -> StateShape {
    let Subject { case, model, .. } = subject;
    let shape = common::package(case, &model.package(state));
    let stable = answer.columns.iter().map(|column| {
        let actors = column.actors.iter().enumerate();
        let stable = actors.filter(|(at, _)| column.is_stable(*at, state) == Some(true));
        (column.foresight.id(), stable.map(|(_, who)| who_id(case, model, who)).collect())
    });
    StateShape {
        number: number(subject, state),
        options: shape.options,
        decides_without_asking: shape.decides_without_asking,
        equilibrium: answer
            .columns
            .iter()
            .filter(|column| column.is_equilibrium(state))
            .map(|column| column.foresight.id())
            .collect(),
        stable: stable.collect(),
        reached_in: answer.reached.as_ref().and_then(|evolution| evolution.steps_to(state)),
    }
}

fn because(subject: Subject<'_>, explanation: &Explanation) -> WhyShape {
    let case = subject.case;
    WhyShape {
        who: who_id(case, subject.model, &explanation.who),
        concept: explanation.foresight.id(),
        stable: explanation.is_stable(),
        not_listed: explanation.left_out,
        undeterred: explanation.undeterred,
        improvements: explanation
            .improvements
            .iter()
            .map(|each| ImprovementShape {
                to: number(subject, each.to),
                options: options(subject, each.to),
                deterred: each.sanction.is_some(),
                answer: each.sanction.iter().flat_map(|of| &of.steps).map(|of| made(subject, of)).collect(),
                hurts: each.sanction.as_ref().map(|sanction| case.parties[sanction.hurts].id.clone()),
                expected: each.expected.iter().map(|of| made(subject, of)).collect(),
            })
            .collect(),
    }
}

/// A step of an answer.
fn made(subject: Subject<'_>, step: &Deterring) -> StepShape {
    StepShape {
        who: who_id(subject.case, subject.model, &step.who),
        from: number(subject, step.from),
        to: number(subject, step.to),
        options: options(subject, step.to),
    }
}

/// One move.
pub(super) fn step(subject: Subject<'_>, step: &Step) -> StepShape {
    StepShape {
        who: mover_id(subject.case, &subject.model.decision_makers()[step.decision_maker]),
        from: number(subject, step.from),
        to: number(subject, step.to),
        options: options(subject, step.to),
    }
}

/// The choices of a state.
pub(super) fn options(subject: Subject<'_>, state: State) -> BTreeMap<String, String> {
    common::package(subject.case, &subject.model.package(state)).options
}

/// The number of a state as text.
pub(super) fn number(subject: Subject<'_>, state: State) -> String {
    number_of(subject.case, &subject.model.package(state)).to_string()
}
