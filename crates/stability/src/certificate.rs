//! Verdicts with what proves them, as data for a checker that trusts nothing but
//! the case.
//!
//! A certificate of *stable* names a sanction for every improvement, step by
//! step. A certificate of *unstable* names one improvement; that nothing deters
//! it is seen by walking through everything that the others can bring about. The
//! checker is the crate `detente-verify`, which does both from the definitions
//! and shares no code with the model or the solver.

use detente_case::package::{Package, PartyIndex};

use crate::explain::{Deterring, Explanation, Who};
use crate::foresight::Foresight;
use crate::model::Model;

/// A verdict on one package for one decision maker or coalition, with its proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The parties: those of a decision maker, or a coalition.
    pub parties: Vec<PartyIndex>,
    /// Whether they act as a coalition, by the moves of all decision makers
    /// among them, or as one decision maker.
    pub coalition: bool,
    /// Under which foresight; of a coalition, too, the concept alone.
    pub foresight: Foresight,
    /// Whether coalitions sanction too, where the concept asks for improvements.
    pub joint: bool,
    /// The package.
    pub package: Package,
    /// What is claimed, and why.
    pub proof: Proof,
}

/// Why a verdict holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Stable: what each improvement leads to, and the sanction that deters it:
    /// who moves and where to, step by step. Under limited moves what each *move* leads
    /// to, and how both are expected to go on; under simultaneity one step, of the other,
    /// to where both lead at once.
    Stable(Vec<(Package, Vec<Leg>)>),
    /// Unstable: an improvement that nothing deters; under limited moves a move after
    /// which something better is expected.
    Unstable(Package),
}

/// One step of a sanction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leg {
    /// The parties that move.
    pub parties: Vec<PartyIndex>,
    /// Whether they go as a coalition, or as one decision maker.
    pub coalition: bool,
    /// Where it leads.
    pub to: Package,
}

impl Certificate {
    /// The certificate of an explained verdict; `None` of a stable state of which
    /// the explanation leaves improvements out.
    #[must_use]
    pub fn of(model: &Model, explanation: &Explanation) -> Option<Self> {
        let undeterred = explanation.improvements.iter().find(|improvement| improvement.sanction.is_none());
        let proof = match undeterred {
            Some(improvement) => Proof::Unstable(model.package(improvement.to)),
            None if explanation.left_out > 0 => return None,
            None => Proof::Stable(
                explanation
                    .improvements
                    .iter()
                    .map(|improvement| {
                        let steps = improvement.sanction.iter().flat_map(|sanction| &sanction.steps);
                        let leg = |step: &Deterring| {
                            let (parties, coalition) = match &step.who {
                                Who::DecisionMaker(at) => (&model.decision_makers()[*at].parties, false),
                                Who::Coalition(parties) => (parties, true),
                            };
                            Leg { parties: parties.clone(), coalition, to: model.package(step.to) }
                        };
                        (model.package(improvement.to), steps.map(leg).collect())
                    })
                    .collect(),
            ),
        };
        Some(Self {
            parties: explanation.parties.clone(),
            coalition: matches!(explanation.who, Who::Coalition(_)),
            foresight: explanation.foresight.clone(),
            joint: explanation.joint,
            package: model.package(explanation.state),
            proof,
        })
    }
}
