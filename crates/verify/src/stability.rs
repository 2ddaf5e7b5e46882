//! The certificates of `detente stability --certificate`: verdicts on packages,
//! each with what proves it.
//!
//! *Stable* is proved by a sanction for every improvement, followed step by step;
//! *unstable* by one improvement, and a walk through everything that the others
//! can bring about from it. Under limited moves *stable* is proved by the course
//! that both are expected to take after every move. Who moves what, what a move
//! is and what somebody prefers, surely or strongly, are read from the case anew:
//! see the book's chapter on stability.

pub(crate) mod certificate;
mod check;
mod foresight;
mod limited;
mod simultaneous;
mod strength;
mod walk;

use detente_case::load::Input;
use detente_case::model::Case;
use detente_case::package::{Package, PartyIndex};

use crate::finding::{Outcome, Report};
use certificate::StabilityCertificate;
pub use check::check;
use check::checked;
pub use foresight::{Concept, Foresight, Reading, Strength};
use walk::Walker;

/// A verdict on one package for one decision maker or coalition, with its proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The parties, ascending.
    pub parties: Vec<PartyIndex>,
    /// Whether they move by the moves of all decision makers among them, or as one.
    pub coalition: bool,
    /// What it supposes.
    pub foresight: Foresight,
    /// Whether coalitions among the others sanction too, where the concept asks for
    /// improvements: wherever they can reach together, if all of them gain.
    pub joint: bool,
    /// The package.
    pub package: Package,
    /// What is claimed, and why.
    pub proof: Proof,
}

/// Why a verdict holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Stable: what each improvement leads to, and the answer to it, step by step. Under
    /// limited moves what each *move* leads to, and how both are expected to go on; under
    /// simultaneity one step, of the other, to what both lead to who move at once.
    Stable(Vec<(Package, Vec<Leg>)>),
    /// Unstable: an improvement that nothing deters; under limited moves a move after
    /// which something better is expected.
    Unstable(Package),
}

/// One step of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leg {
    /// The parties that move, ascending.
    pub parties: Vec<PartyIndex>,
    /// Whether they go as a coalition, or as one decision maker.
    pub coalition: bool,
    /// Where it leads.
    pub to: Package,
}

/// What is wrong with a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The package has no choice for each issue, or the rules do not allow it.
    NotAState(Package),
    /// Nobody moves anything with these parties and no others: no decision maker, or
    /// a coalition without one.
    MovesNothing,
    /// Sanctions of coalitions are claimed to count for a decision maker: they are
    /// defined for coalitions.
    JointForOne,
    /// Nothing is known of this party's order, or its numbers do not fit.
    NoPreference(PartyIndex),
    /// This is said to be an improvement and is none.
    NotAnImprovement(Package),
    /// An improvement (or a move, where both look ahead) that no answer is given for.
    Undeterred(Package),
    /// A step of the answer to this improvement that its mover cannot or would
    /// not make, or the second in a row of one mover; one past the last where the
    /// answer stops before those who look ahead would.
    NotAStep {
        /// The improvement.
        improvement: Package,
        /// Position of the step.
        step: usize,
    },
    /// Where the answer to this improvement leads is better for all the parties.
    NotASanction(Package),
    /// After the answer to the first there is a way out to the second.
    Escape(Package, Package),
    /// The improvement is said to be undeterred; this deters it.
    Deterred(Package),
    /// What is claimed is not defined for these decision makers: coalitions where only one
    /// decision maker is meant, or others than two of one party each that move no issue both.
    NotDefined,
    /// Under limited moves this move is said to lead to something better; what is expected
    /// after it is not.
    NoGain(Package),
    /// More packages would have to be looked at than allowed.
    TooLong,
}

impl Flaw {
    /// The flaw in words.
    fn words(&self, case: &Case) -> String {
        let package = |package: &Package| {
            let choices = case.issues.iter().zip(package);
            let each = choices.map(|(issue, &choice)| format!("{} = {}", issue.id, issue.choice_id(choice)));
            each.collect::<Vec<_>>().join(", ")
        };
        match self {
            Self::NotAState(of) => format!("({}) is not an allowed package", package(of)),
            Self::MovesNothing => "these parties move nothing as what they are said to be".to_owned(),
            Self::JointForOne => "coalitions sanction a coalition, not a single decision maker".to_owned(),
            Self::NoPreference(party) => {
                format!("nothing is known of the order of `{}`", case.parties[*party].id)
            }
            Self::NotAnImprovement(of) => format!("({}) is not an improvement", package(of)),
            Self::Undeterred(of) => format!("no answer is given to the improvement ({})", package(of)),
            Self::NotAStep { improvement, step } => {
                format!("step {} of the answer to ({}) cannot be made", step + 1, package(improvement))
            }
            Self::NotASanction(of) => format!("the answer to ({}) hurts nobody", package(of)),
            Self::Escape(of, to) => {
                format!("the answer to ({}) leaves a way to ({})", package(of), package(to))
            }
            Self::NotDefined => "this is not defined for those who can move here".to_owned(),
            Self::NoGain(of) => {
                format!("what is expected to follow ({}) is not better", package(of))
            }
            Self::Deterred(by) => format!("the improvement is deterred by ({})", package(by)),
            Self::TooLong => "there is more to look at than allowed".to_owned(),
        }
    }
}

/// Checks every verdict of a certificate, each by looking at no more than `most` packages.
pub(crate) fn verdicts(
    case: &Case,
    inputs: &[Input],
    scenarios: &[String],
    certificate: &StabilityCertificate,
    most: u64,
) -> Report {
    let mut report = Report::default();
    crate::check::origin(inputs, scenarios, &certificate.made_with, &mut report);
    if certificate.verdicts.is_empty() {
        let nothing = "it holds no verdict".to_owned();
        report.add("what the certificate claims".to_owned(), Outcome::NotChecked(nothing));
    }
    let mut walker = Walker::new(case);
    for verdict in &certificate.verdicts {
        let stable = if verdict.stable { "stable" } else { "unstable" };
        let together = if verdict.coalition { "the coalition of " } else { "" };
        let title = format!(
            "{stable} for {together}{} under {}{}: {}",
            verdict.parties.join(" and "),
            verdict.foresight().map_or_else(|why| why, |foresight| foresight.to_string()),
            if verdict.joint_sanctions { ", coalitions sanctioning too" } else { "" },
            crate::check::words(&verdict.package)
        );
        let outcome = match verdict.claim(case) {
            Err(why) => Outcome::Wrong(why),
            Ok(claim) => match checked(&mut walker, &claim, most) {
                Ok(()) => Outcome::Verified,
                Err(flaw @ (Flaw::TooLong | Flaw::NoPreference(_))) => Outcome::NotChecked(flaw.words(case)),
                Err(flaw) => Outcome::Wrong(flaw.words(case)),
            },
        };
        report.add(title, outcome);
    }
    report
}
