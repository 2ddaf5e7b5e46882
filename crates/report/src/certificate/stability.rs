//! What proves verdicts on stability, for a checker that shares no code with the solver.

use std::collections::BTreeMap;

use detente_stability::certificate::{Certificate, Leg, Proof};
use detente_stability::explain::Explanation;
use detente_stability::foresight::Foresight;
use detente_stability::reasons::Reasons;
use detente_stability::strength::Strength;
use schemars::JsonSchema;
use serde::Serialize;

use super::options;
use crate::provenance::Provenance;
use crate::stability::Subject;

/// Verdicts with what proves them.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StabilityCertificate {
    /// `detente/stability-certificate/1`.
    pub format: String,
    /// The verdicts.
    pub verdicts: Vec<VerdictClaim>,
    /// How many equilibria have no verdict here, for want of room.
    pub left_out: usize,
    /// How many verdicts on the other packages are not here, since too many answers would prove them.
    pub unproved: usize,
    /// Foresights that were asked for and of which no verdict is here, since proving them takes more than is
    /// allowed. `mixed` is never here: it follows from the verdicts on its concepts.
    pub not_proved: Vec<String>,
    /// What the answer was made with and from.
    pub made_with: Provenance,
}

/// A verdict on one package for one decision maker or coalition.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct VerdictClaim {
    /// The parties.
    pub parties: Vec<String>,
    /// Whether they act as a coalition, by the moves of all decision makers among them, or as one decision maker.
    pub coalition: bool,
    /// The concept: `nash`, `gmr`, `smr`, `seq` or `sym-seq`; `lh:2` and so on for limited moves, `simultaneous`.
    pub concept: String,
    /// Where preferences are taken as known in part: the reading, `a`, `b`, `c` or `d`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reading: Option<String>,
    /// Where only what is strongly worse deters: `priorities`, or the gap of values that counts as strong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strength: Option<String>,
    /// Whether coalitions among the others sanction too, where the concept asks for improvements.
    pub joint_sanctions: bool,
    /// Issue to option; issues that do not arise are absent.
    pub package: BTreeMap<String, String>,
    /// Whether it is stable.
    pub stable: bool,
    /// Where it is stable: every improvement, and the answer that deters it. Under limited moves every
    /// move, and how both are expected to go on; by simultaneity what both lead to who move at once.
    pub answers: Vec<AnswerClaim>,
    /// Where it is unstable: an improvement that nothing deters; under limited moves a move after which
    /// something better is expected.
    pub undeterred: Option<BTreeMap<String, String>>,
}

/// The answer to an improvement.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AnswerClaim {
    /// What the improvement leads to.
    pub to: BTreeMap<String, String>,
    /// The steps of the answer.
    pub steps: Vec<StepClaim>,
}

/// A step of an answer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StepClaim {
    /// The parties that move.
    pub parties: Vec<String>,
    /// Whether they go as a coalition, wherever they can reach together, or as one decision maker.
    pub coalition: bool,
    /// What it leads to.
    pub to: BTreeMap<String, String>,
}

/// The certificate of explained verdicts.
#[must_use]
pub fn stability(
    subject: Subject<'_>,
    reasons: &Reasons,
    left_out: usize,
    made_with: &Provenance,
) -> StabilityCertificate {
    let case = subject.case;
    let ids = |parties: &[usize]| parties.iter().map(|&party| case.parties[party].id.clone()).collect();
    let verdict = |explanation: &Explanation| {
        let certificate = Certificate::of(subject.model, explanation)?;
        let [concept, reading, strength] = named(&certificate.foresight);
        let (answers, undeterred) = match &certificate.proof {
            Proof::Unstable(to) => (Vec::new(), Some(options(case, to))),
            Proof::Stable(all) => {
                let answer = |(to, legs): &(Vec<u16>, Vec<_>)| AnswerClaim {
                    to: options(case, to),
                    steps: legs
                        .iter()
                        .map(|leg: &Leg| StepClaim {
                            parties: ids(&leg.parties),
                            coalition: leg.coalition,
                            to: options(case, &leg.to),
                        })
                        .collect(),
                };
                (all.iter().map(answer).collect(), None)
            }
        };
        Some(VerdictClaim {
            parties: ids(&certificate.parties),
            coalition: certificate.coalition,
            concept: concept.unwrap_or_default(),
            reading,
            strength,
            joint_sanctions: certificate.joint,
            package: options(case, &certificate.package),
            stable: undeterred.is_none(),
            answers,
            undeterred,
        })
    };
    let verdicts: Vec<VerdictClaim> = reasons.explanations.iter().filter_map(verdict).collect();
    StabilityCertificate {
        format: "detente/stability-certificate/1".to_owned(),
        unproved: reasons.explanations.len() - verdicts.len(),
        verdicts,
        left_out,
        not_proved: reasons.without.iter().map(Foresight::id).collect(),
        made_with: made_with.clone(),
    }
}

/// Concept, reading and strength of a foresight.
fn named(of: &Foresight) -> [Option<String>; 3] {
    let id = |id: &str| Some(id.to_owned());
    match of {
        Foresight::Unknown(reading, concept) => [id(concept.id()), id(reading.id()), None],
        Foresight::Strong(strength, concept) => {
            let strength = match strength {
                Strength::Priorities => "priorities".to_owned(),
                Strength::Gap(gap) => gap.to_string(),
            };
            [id(concept.id()), None, Some(strength)]
        }
        other => [Some(other.id()), None, None],
    }
}
