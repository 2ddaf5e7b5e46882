//! The shape of `robust --format json`.

use std::collections::BTreeMap;

use detente_case::model::Case;
use detente_case::record::View;
use detente_robust::answers::{Answers, Concept, Figure, PackageAnswer};
use detente_robust::draw::Method;
use detente_robust::model::Model;
use schemars::JsonSchema;
use serde::Serialize;

use super::common::{self, Head, PackageShape};
use crate::provenance::Provenance;

/// `robust`: shares of draws from all that a case allows, no probabilities.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RobustShape {
    /// The case.
    #[serde(flatten)]
    pub head: Head,
    /// `sobol` or `chacha`.
    pub method: String,
    /// Seed of the draws.
    pub seed: u64,
    /// Draws made.
    pub draws: u64,
    /// Independent samples that errors come from.
    pub replicates: usize,
    /// Numbers drawn.
    pub unknowns: usize,
    /// The precision asked for; 0 for none.
    pub precision: f64,
    /// Whether it was reached.
    pub precise: bool,
    /// Whether a limit or the user stopped the work.
    pub stopped: bool,
    /// Draws in each alternative.
    pub alternatives: Vec<AlternativeShape>,
    /// Parties that are asked and of which nothing tells what they accept: their
    /// refusal is in no figure.
    pub silent: Vec<String>,
    /// Some package is acceptable to all.
    pub any_deal: FigureShape,
    /// The whole frontier of the draw is among `packages`.
    pub listed: FigureShape,
    /// How the packages were found.
    pub searched: SearchedShape,
    /// The packages, most accepted first.
    pub packages: Vec<RobustPackageShape>,
    /// Provenance.
    pub made_with: Provenance,
}

/// A number with its error.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct FigureShape {
    /// The number; shares from 0 to 1.
    pub value: f64,
    /// Half of a 95 per cent interval for the error of drawing.
    pub error: f64,
}

/// An alternative that was drawn in.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AlternativeShape {
    /// Its scenarios.
    pub name: String,
    /// Draws made in it.
    pub draws: u64,
    /// Red lines that stand in some draws only.
    pub disputed: Vec<String>,
}

/// How packages were searched for.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct SearchedShape {
    /// Pilot draws.
    pub draws: usize,
    /// Whether every package was looked at; else they are the best found.
    pub all: bool,
    /// Packages looked at.
    pub packages: usize,
    /// Frontier packages left out.
    pub left_out: usize,
}

/// A package over the draws.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RobustPackageShape {
    /// The package.
    #[serde(flatten)]
    pub package: PackageShape,
    /// Why it is here: `frontier`, `most-accepted`, `most-gain`, `least-regret`, `named`.
    pub reasons: Vec<String>,
    /// Position of the first package that nothing tells it apart from.
    pub group: usize,
    /// Whether the share accepted by all is certain.
    pub certain: bool,
    /// Accepted by all who are asked.
    pub all: FigureShape,
    /// Accepted by each party.
    pub accepts: BTreeMap<String, FigureShape>,
    /// On the frontier.
    pub frontier: FigureShape,
    /// The point of each concept.
    pub concepts: BTreeMap<String, FigureShape>,
    /// Mean least share of possible gain.
    pub gain: FigureShape,
    /// Mean regret.
    pub regret: FigureShape,
    /// Greatest regret in any draw.
    pub worst_regret: f64,
    /// Rank acceptability by party, best rank first; empty where not ranked.
    pub ranks: BTreeMap<String, Vec<FigureShape>>,
    /// Mean weights by party and issue over the draws in which it ranks first.
    pub central_weights: BTreeMap<String, BTreeMap<String, f64>>,
}

/// Six places after the point: finer than any error, the same bytes everywhere.
fn round(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

pub(super) fn figure(figure: Figure) -> FigureShape {
    FigureShape { value: round(figure.value), error: round(figure.error) }
}

/// How numbers were drawn, for programs.
pub(super) fn method(method: Method) -> &'static str {
    match method {
        Method::Sobol => "sobol",
        Method::ChaCha => "chacha",
    }
}

/// The shape of `robust --format json`.
#[must_use]
pub fn robust(
    case: &Case,
    view: View,
    model: &Model<'_>,
    answers: &Answers,
    made_with: &Provenance,
) -> RobustShape {
    let alternative = |((name, draws), world): (&(String, u64), &detente_robust::model::World<'_>)| {
        let line = |each: &detente_robust::model::Disputed| {
            world.case.preferences[each.party].red_lines[each.line].id.clone()
        };
        AlternativeShape {
            name: name.clone(),
            draws: *draws,
            disputed: world.disputed.iter().map(line).collect(),
        }
    };
    RobustShape {
        head: common::head(case, view, "robust"),
        method: method(answers.method).to_owned(),
        seed: answers.seed,
        draws: answers.draws,
        replicates: answers.replicates,
        unknowns: answers.unknowns,
        precision: answers.precision,
        precise: answers.precise,
        stopped: answers.stopped,
        alternatives: answers.alternatives.iter().zip(&model.worlds).map(alternative).collect(),
        silent: common::party_ids(case, &answers.silent),
        any_deal: figure(answers.any_deal),
        listed: figure(answers.listed),
        searched: SearchedShape {
            draws: answers.searched.draws,
            all: answers.searched.all,
            packages: answers.searched.packages,
            left_out: answers.searched.left_out,
        },
        packages: answers.packages.iter().map(|answer| package(case, answers, answer)).collect(),
        made_with: made_with.clone(),
    }
}

fn package(case: &Case, answers: &Answers, answer: &PackageAnswer) -> RobustPackageShape {
    let id = |party: usize| case.parties[party].id.clone();
    let parties = || answers.parties.iter().copied();
    let weights = parties().zip(&answer.ranks).filter_map(|(party, ranks)| {
        let weights = ranks.central_weights.as_ref()?.iter().enumerate();
        Some((
            id(party),
            weights.map(|(issue, &weight)| (case.issues[issue].id.clone(), round(weight))).collect(),
        ))
    });
    RobustPackageShape {
        package: common::package(case, &answer.package),
        reasons: answer.reasons.iter().map(|reason| reason.word().to_owned()).collect(),
        group: answer.group,
        certain: answer.certain,
        all: figure(answer.all),
        accepts: parties().zip(&answer.accepts).map(|(party, &share)| (id(party), figure(share))).collect(),
        frontier: figure(answer.frontier),
        concepts: Concept::ALL
            .iter()
            .zip(answer.concepts)
            .map(|(concept, share)| (concept.word().to_owned(), figure(share)))
            .collect(),
        gain: figure(answer.gain),
        regret: figure(answer.regret),
        worst_regret: round(answer.worst_regret),
        ranks: parties()
            .zip(&answer.ranks)
            .map(|(party, ranks)| {
                (id(party), ranks.acceptability.iter().map(|&share| figure(share)).collect())
            })
            .collect(),
        central_weights: weights.collect(),
    }
}
