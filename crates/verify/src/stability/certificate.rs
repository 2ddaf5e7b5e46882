//! A certificate of stability as it stands in its file, before anything in it is
//! believed.

use std::collections::BTreeMap;

use detente_case::model::Case;
use detente_case::package::PartyIndex;
use serde::Deserialize;

use super::foresight::Looks;
use super::{Claim, Foresight, Leg, Proof, Reading, Strength};
use crate::certificate::MadeWith;
use crate::meaning::named;

/// The format of these certificates.
pub(crate) const FORMAT: &str = "detente/stability-certificate/1";

/// A package: issue to choice; issues that do not arise are absent.
type Options = BTreeMap<String, String>;

/// Verdicts with what proves them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StabilityCertificate {
    /// [`FORMAT`].
    #[serde(rename = "format")]
    pub(crate) _format: String,
    /// The verdicts.
    pub(crate) verdicts: Vec<Verdict>,
    /// How many equilibria have no verdict here, for want of room.
    #[serde(rename = "left_out")]
    pub(crate) _left_out: usize,
    /// How many verdicts on the other packages are not here.
    #[serde(rename = "unproved")]
    pub(crate) _unproved: usize,
    /// Foresights of which no verdict is here, since they have no proof in this form.
    #[serde(rename = "not_proved", default)]
    pub(crate) _not_proved: Vec<String>,
    /// What the answer was made with and from.
    pub(crate) made_with: MadeWith,
}

/// A verdict on one package.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Verdict {
    /// The parties of a decision maker or coalition.
    pub(crate) parties: Vec<String>,
    /// Whether they act as a coalition.
    pub(crate) coalition: bool,
    /// The concept.
    pub(super) concept: Looks,
    /// Where preferences are taken as known in part: what is made of that.
    #[serde(default)]
    pub(crate) reading: Option<Reading>,
    /// Where only what is strongly worse deters: what says so.
    #[serde(default)]
    pub(crate) strength: Option<Strength>,
    /// Whether coalitions sanction too.
    pub(crate) joint_sanctions: bool,
    /// The package.
    pub(crate) package: Options,
    /// Whether it is stable.
    pub(crate) stable: bool,
    /// Stable: the answer to each improvement.
    pub(crate) answers: Vec<Answer>,
    /// Unstable: the improvement that nothing deters.
    pub(crate) undeterred: Option<Options>,
}

/// The answer to an improvement.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answer {
    /// What the improvement leads to.
    pub(crate) to: Options,
    /// The steps of the answer.
    pub(crate) steps: Vec<Step>,
}

/// A step of an answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    /// The parties that move.
    pub(crate) parties: Vec<String>,
    /// Whether they go as a coalition.
    pub(crate) coalition: bool,
    /// What it leads to.
    pub(crate) to: Options,
}

/// Reads a certificate.
///
/// # Errors
///
/// In words for the user.
pub(crate) fn read(text: &str) -> Result<StabilityCertificate, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

impl Verdict {
    /// What it supposes.
    ///
    /// # Errors
    ///
    /// Where its fields do not go together.
    pub(super) fn foresight(&self) -> Result<Foresight, String> {
        Foresight::of(self.concept, self.reading, self.strength)
    }

    /// The verdict as a claim on packages of the case.
    ///
    /// # Errors
    ///
    /// What the case does not have.
    pub(crate) fn claim(&self, case: &Case) -> Result<Claim, String> {
        let proof = match (self.stable, &self.undeterred) {
            (true, None) => {
                let answer = |answer: &Answer| {
                    let leg = |step: &Step| {
                        let parties = parties(case, &step.parties)?;
                        Ok(Leg { parties, coalition: step.coalition, to: named(case, &step.to)? })
                    };
                    let legs = answer.steps.iter().map(leg).collect::<Result<Vec<_>, String>>()?;
                    Ok((named(case, &answer.to)?, legs))
                };
                Proof::Stable(self.answers.iter().map(answer).collect::<Result<_, String>>()?)
            }
            (false, Some(to)) if self.answers.is_empty() => Proof::Unstable(named(case, to)?),
            _ => {
                return Err("an unstable package has one undeterred improvement and no answers, a \
                            stable one answers alone"
                    .to_owned());
            }
        };
        Ok(Claim {
            parties: parties(case, &self.parties)?,
            coalition: self.coalition,
            foresight: self.foresight()?,
            joint: self.joint_sanctions,
            package: named(case, &self.package)?,
            proof,
        })
    }
}

/// Parties by id, ascending.
fn parties(case: &Case, ids: &[String]) -> Result<Vec<PartyIndex>, String> {
    let find = |id: &String| {
        let at = case.parties.iter().position(|party| party.id == *id);
        at.ok_or_else(|| format!("the case has no party {id:?}"))
    };
    let mut found = ids.iter().map(find).collect::<Result<Vec<_>, _>>()?;
    found.sort_unstable();
    found.dedup();
    if found.is_empty() {
        return Err("a verdict for no party".to_owned());
    }
    Ok(found)
}
