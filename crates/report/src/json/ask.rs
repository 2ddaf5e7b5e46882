//! The shape of `ask --format json`.

use detente_case::model::Case;
use detente_case::record::View;
use detente_robust::ask::{Ask, Flip, Open, Worth};
use detente_robust::model::Model;
use detente_robust::region::Unknown;
use schemars::JsonSchema;
use serde::Serialize;

use super::common::{self, Head, PackageShape};
use super::robust::{FigureShape, figure};
use crate::ask::{behind, name, question};
use crate::provenance::Provenance;

/// `ask`: unknowns ranked by what knowing them is worth; shares of draws, no probabilities.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AskShape {
    /// The case.
    #[serde(flatten)]
    pub head: Head,
    /// Seed of the draws.
    pub seed: u64,
    /// Draws made.
    pub draws: u64,
    /// Whether a limit or the user stopped the work.
    pub stopped: bool,
    /// The packages among which is chosen.
    pub packages: Vec<PackageShape>,
    /// The package accepted by all in most draws.
    pub most_accepted: BestShape,
    /// The package with the largest mean least share of possible gain.
    pub most_gain: BestShape,
    /// The unknowns, worth most first.
    pub unknowns: Vec<UnknownShape>,
    /// Pairs of them, worth most first.
    pub pairs: Vec<PairShape>,
    /// Provenance.
    pub made_with: Provenance,
}

/// A package that does best.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct BestShape {
    /// Position among `packages`.
    pub package: usize,
    /// The share.
    pub share: FigureShape,
}

/// What knowing one unknown is worth.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct UnknownShape {
    /// `alternative`, `red-line`, `weight`, `value`, `adjustment` or `no-agreement`.
    pub kind: String,
    /// Whose number or red line it is.
    pub party: Option<String>,
    /// In words.
    pub unknown: String,
    /// A question that can be put to every party alike.
    pub question: String,
    /// The statement or assumption behind it.
    pub behind: String,
    /// Least and greatest value drawn: points, or a share of all weight.
    pub range: [f64; 2],
    /// Expected rise of the share of draws in which all accept.
    pub accepted: FigureShape,
    /// Expected rise of the least share of possible gain.
    pub gain: FigureShape,
    /// The share in which all accept the most accepted package where the unknown
    /// is lowest, and where it is highest.
    pub tornado: [f64; 2],
    /// Where another package is accepted in more draws.
    pub flips: Vec<FlipShape>,
}

/// A part of an unknown's range in which another package does better.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct FlipShape {
    /// From this value.
    pub from: f64,
    /// To this value.
    pub to: f64,
    /// The package, by position.
    pub package: usize,
    /// Accepted by all in this share of the draws at the part's lower end.
    pub share: f64,
    /// And the most accepted package of all in this.
    pub instead_of: f64,
}

/// What knowing two unknowns is worth.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PairShape {
    /// The two, in words.
    pub unknowns: [String; 2],
    /// Expected rise of the share of draws in which all accept.
    pub accepted: FigureShape,
    /// Expected rise of the least share of possible gain.
    pub gain: FigureShape,
}

fn round(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

/// The shape of `ask --format json`.
#[must_use]
pub fn ask(case: &Case, view: View, model: &Model<'_>, ask: &Ask, made_with: &Provenance) -> AskShape {
    let unknown = |worth: &Worth| UnknownShape {
        kind: kind(worth.open).to_owned(),
        party: match worth.open {
            Open::Alternative => None,
            Open::RedLine(line) => Some(case.parties[line.party].id.clone()),
            Open::Number(party, _) => Some(case.parties[party].id.clone()),
        },
        unknown: name(case, model, worth.open),
        question: question(case, model, worth.open),
        behind: behind(case, model, worth.open),
        range: [round(worth.range.0), round(worth.range.1)],
        accepted: figure(worth.accepted),
        gain: figure(worth.gain),
        tornado: [round(worth.tornado.0), round(worth.tornado.1)],
        flips: worth.flips.iter().map(flip).collect(),
    };
    AskShape {
        head: common::head(case, view, "ask"),
        seed: ask.seed,
        draws: ask.draws,
        stopped: ask.stopped,
        packages: ask.packages.iter().map(|package| common::package(case, package)).collect(),
        most_accepted: BestShape { package: ask.best.0, share: figure(ask.best.1) },
        most_gain: BestShape { package: ask.best_gain.0, share: figure(ask.best_gain.1) },
        unknowns: ask.unknowns.iter().map(unknown).collect(),
        pairs: ask
            .pairs
            .iter()
            .map(|pair| PairShape {
                unknowns: pair.open.map(|open| name(case, model, open)),
                accepted: figure(pair.accepted),
                gain: figure(pair.gain),
            })
            .collect(),
        made_with: made_with.clone(),
    }
}

fn flip(flip: &Flip) -> FlipShape {
    FlipShape {
        from: round(flip.from),
        to: round(flip.to),
        package: flip.package,
        share: round(flip.share),
        instead_of: round(flip.instead_of),
    }
}

fn kind(open: Open) -> &'static str {
    match open {
        Open::Alternative => "alternative",
        Open::RedLine(_) => "red-line",
        Open::Number(_, Unknown::Weight(_)) => "weight",
        Open::Number(_, Unknown::Level(..)) => "value",
        Open::Number(_, Unknown::Adjustment(_)) => "adjustment",
        Open::Number(_, Unknown::Reservation) => "no-agreement",
    }
}
