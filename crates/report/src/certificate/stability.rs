//! What proves verdicts on stability, for a checker that shares no code with the solver.

use std::collections::BTreeMap;

use detente_stability::answer::{Answer, Column, Foresight};
use detente_stability::certificate::{Certificate, Proof};
use detente_stability::explain::Explanation;
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
    /// Foresights that were asked for and of which no verdict is here, since they have no proof in
    /// this form: preferences known in part, strength, limited moves, simultaneity; `mixed` follows
    /// from the verdicts on its concepts where they were asked for.
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
    /// The concept: `nash`, `gmr`, `smr`, `seq` or `sym-seq`.
    pub concept: String,
    /// Whether coalitions among the others sanction too, where the concept asks for improvements.
    pub joint_sanctions: bool,
    /// Issue to option; issues that do not arise are absent.
    pub package: BTreeMap<String, String>,
    /// Whether it is stable.
    pub stable: bool,
    /// Where it is stable: every improvement, and the answer that deters it.
    pub answers: Vec<AnswerClaim>,
    /// Where it is unstable: an improvement that nothing deters.
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
    answer: &Answer,
    explanations: &[Explanation],
    left_out: usize,
    made_with: &Provenance,
) -> StabilityCertificate {
    let case = subject.case;
    let ids = |parties: &[usize]| parties.iter().map(|&party| case.parties[party].id.clone()).collect();
    let verdict = |explanation: &Explanation| {
        let certificate = Certificate::of(subject.model, explanation)?;
        let (answers, undeterred) = match &certificate.proof {
            Proof::Unstable(to) => (Vec::new(), Some(options(case, to))),
            Proof::Stable(all) => {
                let answer = |(to, legs): &(Vec<u16>, Vec<_>)| AnswerClaim {
                    to: options(case, to),
                    steps: legs
                        .iter()
                        .map(|leg: &detente_stability::certificate::Leg| StepClaim {
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
            concept: certificate.concept.id().to_owned(),
            joint_sanctions: certificate.joint,
            package: options(case, &certificate.package),
            stable: undeterred.is_none(),
            answers,
            undeterred,
        })
    };
    let verdicts: Vec<VerdictClaim> = explanations.iter().filter_map(verdict).collect();
    StabilityCertificate {
        format: "detente/stability-certificate/1".to_owned(),
        unproved: explanations.len() - verdicts.len(),
        verdicts,
        left_out,
        not_proved: answer
            .columns
            .iter()
            .filter(|column| !is_proved(column))
            .map(|column| column.foresight.id())
            .collect(),
        made_with: made_with.clone(),
    }
}

/// Whether the verdicts of a foresight are written down with their proofs.
fn is_proved(column: &Column) -> bool {
    matches!(column.foresight, Foresight::Concept(_) | Foresight::Coalitional(_))
}
