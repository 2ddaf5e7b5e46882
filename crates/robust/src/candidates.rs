//! The packages worth reporting on, found on draws of their own.
//!
//! A package accepted in most draws need not lie on the frontier of any of them.
//! So three searches are made: the packages on the frontiers of pilot draws, and
//! of all packages those accepted by all in most draws, with the greatest mean
//! least share of possible gain, and with the smallest greatest regret. Where
//! there are few enough packages each is looked at; else the last three are local
//! searches from the frontier packages, one issue changed at a time, and their
//! results the best found. The figures reported are then made on other draws, so
//! that what was picked for doing well here gains nothing by it.

use std::collections::BTreeMap;

use detente_case::package::{Choice, Package};
use detente_settle::trades::settle_unraised;
use num_bigint::BigUint;

use crate::block::{Block, LANES, Sample};
use crate::draw::{REPLICATES, Source};
use crate::evaluate::{Answered, ONE};
use crate::model::{Draw, Model, View};
use crate::sheet::{Judged, Sheet};
use crate::work::Work;

/// Why a package is reported on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It was on the frontier of a pilot draw.
    Frontier,
    /// Accepted by all in most pilot draws.
    MostAccepted,
    /// The greatest mean least share of possible gain.
    MostGain,
    /// The smallest greatest regret.
    LeastRegret,
    /// The user named it.
    Named,
}

impl Reason {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Frontier => "frontier",
            Self::MostAccepted => "most-accepted",
            Self::MostGain => "most-gain",
            Self::LeastRegret => "least-regret",
            Self::Named => "named",
        }
    }
}

/// How far the searches looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Searched {
    /// Pilot draws.
    pub draws: usize,
    /// Whether every package was looked at; else the packages are the best found.
    pub all: bool,
    /// Packages looked at.
    pub packages: usize,
    /// Frontier packages left out because there were more than could be kept.
    pub left_out: usize,
}

/// A package to report on.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) package: Package,
    pub(crate) reasons: Vec<Reason>,
    /// By alternative.
    pub(crate) views: Vec<View>,
    pub(crate) score: Score,
}

impl AsRef<[View]> for Candidate {
    fn as_ref(&self) -> &[View] {
        &self.views
    }
}

/// What a package came to over the pilot draws.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Score {
    accepted: u64,
    gain: u64,
    regret: u64,
}

/// Pilot draws in each replicate.
const PILOT: u32 = 64;
/// Packages times draws that are looked at.
const WORK: usize = 1 << 23;
/// Draws on which a package is judged at least.
const FEWEST: usize = 64;
/// Packages that are judged together.
const TOGETHER: usize = 1024;
/// Packages kept by each search.
const KEPT: usize = 3;
/// Packages from which local searches start, and steps that they take at most.
const STARTS: usize = 4;
const STEPS: usize = 60;

/// Pilot draws with their answers.
pub(crate) struct Pilot {
    pub(crate) draws: Vec<Sample>,
}

/// Pilot draws of one alternative, side by side.
struct Turned {
    world: usize,
    /// Positions among the pilot's draws.
    draws: Vec<usize>,
    block: Block,
}

impl Pilot {
    /// Draws and answers, from the second half of the source's replicates.
    pub(crate) fn new(model: &Model<'_>, source: &Source, work: &Work<'_>) -> Self {
        let each = |replicate: usize| {
            let mut stream = source.stream(REPLICATES + replicate, 0);
            let (mut point, mut found) = (Vec::new(), Vec::new());
            for _ in 0..PILOT {
                stream.next_point(&mut point);
                let mut draw = Draw::default();
                model.draw(&point, &mut draw);
                let Some(answered) = Answered::with_witnesses(&model.worlds[draw.world], &draw, work) else {
                    break;
                };
                found.push((draw, answered));
            }
            found
        };
        let parts = work.share_out(REPLICATES, each);
        Self { draws: parts.into_iter().flatten().collect() }
    }

    /// Every `stride`-th draw.
    fn turned(&self, model: &Model<'_>, stride: usize) -> Vec<Turned> {
        let mut turned = Vec::new();
        for (at, world) in model.worlds.iter().enumerate() {
            let own = |position: &usize| self.draws[*position].0.world == at;
            let positions: Vec<_> = (0..self.draws.len()).step_by(stride).filter(own).collect();
            for draws in positions.chunks(LANES) {
                let mut block = Block::default();
                block.fill(world, draws.iter().map(|&position| &self.draws[position]));
                turned.push(Turned { world: at, draws: draws.to_vec(), block });
            }
        }
        turned
    }
}

/// What packages come to over draws; `views` has one entry a package.
fn scores(model: &Model<'_>, turned: &[Turned], views: &[Vec<View>]) -> Vec<Score> {
    let mut scores = vec![Score::default(); views.len()];
    let mut judged = Judged::default();
    for (views, scores) in views.chunks(TOGETHER).zip(scores.chunks_mut(TOGETHER)) {
        let sheets = sheets(model, views);
        for Turned { world, block, .. } in turned {
            sheets[*world].judge(block, &mut judged);
            for (score, row) in scores.iter_mut().zip(&judged.rows) {
                score.accepted += u64::from(row.all.count_ones());
                score.gain += row.gained;
                score.regret = score.regret.max(row.worst);
            }
        }
    }
    scores
}

/// Packages by alternative.
pub(crate) fn sheets(model: &Model<'_>, views: &[impl AsRef<[View]>]) -> Vec<Sheet> {
    let of = |at: usize| views.iter().filter_map(move |views| views.as_ref().get(at));
    model.worlds.iter().enumerate().map(|(at, world)| Sheet::new(world, of(at))).collect()
}

fn views(model: &Model<'_>, package: &[Choice]) -> Vec<View> {
    model.worlds.iter().map(|world| world.view(package)).collect()
}

/// What is made as large as can be, and what decides between equals.
type Aim = fn(&Score) -> (u64, u64);

/// The three orders in which packages are sought, best first.
const AIMS: [(Reason, Aim); 3] = [
    (Reason::MostAccepted, |score| (score.accepted, score.gain)),
    (Reason::MostGain, |score| (score.gain, score.accepted)),
    (Reason::LeastRegret, |score| (u64::from(ONE).saturating_sub(score.regret), score.gain)),
];

/// Everything that the searches know.
struct Search<'a> {
    model: &'a Model<'a>,
    turned: Vec<Turned>,
    work: &'a Work<'a>,
    seen: BTreeMap<Package, Score>,
}

/// Finds the packages to report on, at most about `limit` from frontiers.
pub(crate) fn candidates(
    model: &Model<'_>,
    pilot: &Pilot,
    named: &[Package],
    limit: usize,
    work: &Work<'_>,
) -> (Vec<Candidate>, Searched) {
    let mut on_frontier: BTreeMap<Package, u32> = BTreeMap::new();
    for (_, answered) in &pilot.draws {
        for witness in &answered.witnesses {
            *on_frontier.entry(witness.clone()).or_default() += 1;
        }
    }
    let tie = |package: &Package| -> u64 {
        let keys = &model.worlds[0].tie_keys;
        package.iter().zip(keys).map(|(&choice, keys)| keys[usize::from(choice)]).sum()
    };
    let mut frontier: Vec<(Package, u32)> = on_frontier.into_iter().collect();
    frontier.sort_by(|(one, often), (other, other_often)| {
        other_often.cmp(often).then_with(|| tie(one).cmp(&tie(other))).then_with(|| one.cmp(other))
    });
    let left_out = frontier.len().saturating_sub(limit);
    frontier.truncate(limit);

    let count: BigUint = model.worlds.iter().map(|world| world.diagram.count()).sum();
    let every = count <= BigUint::from(WORK / FEWEST);
    let packages = usize::try_from(&count).unwrap_or(usize::MAX).max(1);
    let draws =
        if every { (WORK / packages).clamp(FEWEST, pilot.draws.len().max(FEWEST)) } else { FEWEST * 4 };
    let stride = (pilot.draws.len() / draws).max(1);
    let mut search = Search { model, turned: pilot.turned(model, stride), work, seen: BTreeMap::new() };
    if every {
        search.look_at_all();
    } else {
        search.look_at(frontier.iter().map(|(package, _)| package.clone()).collect());
        search.climb();
    }
    let searched = Searched {
        draws: pilot.draws.len().div_ceil(stride),
        all: every && !work.control.is_stopped(),
        packages: search.seen.len(),
        left_out,
    };
    let mut reasons: BTreeMap<Package, Vec<Reason>> = BTreeMap::new();
    for (package, _) in frontier {
        reasons.entry(package).or_default().push(Reason::Frontier);
    }
    for (reason, aim) in AIMS {
        let mut best: Vec<_> = search.seen.iter().filter(|(_, score)| score.accepted > 0).collect();
        best.sort_by(|(one, score), (other, other_score)| {
            aim(other_score)
                .cmp(&aim(score))
                .then_with(|| tie(one).cmp(&tie(other)))
                .then_with(|| one.cmp(other))
        });
        for (package, _) in best.into_iter().take(KEPT) {
            reasons.entry(package.clone()).or_default().push(reason);
        }
    }
    for package in named {
        reasons.entry(package.clone()).or_default().push(Reason::Named);
    }
    let (packages, reasons): (Vec<Package>, Vec<_>) = reasons.into_iter().unzip();
    let views: Vec<_> = packages.iter().map(|package| views(model, package)).collect();
    let scores = scores(model, &pilot.turned(model, 1), &views);
    let all = packages.into_iter().zip(reasons).zip(views.into_iter().zip(scores));
    let mut found: Vec<Candidate> = all
        .map(|((package, reasons), (views, score))| Candidate { package, reasons, views, score })
        .collect();
    found.sort_by(|one, other| {
        let aim = |score: &Score| (score.accepted, score.gain);
        aim(&other.score)
            .cmp(&aim(&one.score))
            .then_with(|| tie(&one.package).cmp(&tie(&other.package)))
            .then_with(|| one.package.cmp(&other.package))
    });
    (found, searched)
}

impl Search<'_> {
    fn look_at_all(&mut self) {
        let model = self.model;
        for world in &model.worlds {
            let mut packages = world.diagram.packages();
            loop {
                let next: Vec<Package> = packages.by_ref().take(TOGETHER).collect();
                if next.is_empty() {
                    break;
                }
                if self.work.control.is_stopped() {
                    return;
                }
                self.look_at(next);
            }
        }
    }

    /// Scores packages that were not seen.
    fn look_at(&mut self, mut packages: Vec<Package>) {
        packages.retain(|package| !self.seen.contains_key(package));
        let views: Vec<_> = packages.iter().map(|package| views(self.model, package)).collect();
        let scores = scores(self.model, &self.turned, &views);
        self.seen.extend(packages.into_iter().zip(scores));
    }

    /// Local search for each aim from the best packages known.
    fn climb(&mut self) {
        for (_, aim) in AIMS {
            let mut starts: Vec<_> =
                self.seen.iter().map(|(package, score)| (aim(score), package.clone())).collect();
            starts.sort_by(|(one, package), (other, other_package)| {
                other.cmp(one).then_with(|| package.cmp(other_package))
            });
            for (mut level, mut package) in starts.into_iter().take(STARTS) {
                for _ in 0..STEPS {
                    if self.work.control.is_stopped() {
                        return;
                    }
                    let Some((better, next)) = self.best_step(&package, aim) else { break };
                    if better <= level {
                        break;
                    }
                    (level, package) = (better, next);
                }
            }
        }
    }

    /// The best package that differs on one issue.
    fn best_step(&mut self, package: &Package, aim: Aim) -> Option<((u64, u64), Package)> {
        let case = self.model.worlds[0].case;
        let mut near = Vec::new();
        for (issue, each) in case.issues.iter().enumerate() {
            for choice in (0..each.choices()).filter_map(|at| Choice::try_from(at).ok()) {
                if choice == package[issue] {
                    continue;
                }
                let mut other = package.clone();
                other[issue] = choice;
                settle_unraised(case, &mut other);
                if self.model.worlds.iter().any(|world| world.diagram.contains(&other)) {
                    near.push(other);
                }
            }
        }
        self.look_at(near.clone());
        let mut best: Option<((u64, u64), Package)> = None;
        for other in near {
            let score = self.seen.get(&other).map(aim)?;
            if best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, other));
            }
        }
        best
    }
}

/// Packages that no party's verdict and no share of gain tells apart: for each
/// the position of the first such package before it, or its own. Verdicts may
/// differ in one of a hundred pilot draws, shares by one of a hundred on average.
pub(crate) fn groups(model: &Model<'_>, pilot: &Pilot, found: &[Candidate]) -> Vec<usize> {
    let draws = pilot.draws.len();
    let mut traces = vec![(vec![0_u64; draws], vec![0.0_f32; draws]); found.len()];
    let sheets = sheets(model, found);
    let mut judged = Judged::default();
    for Turned { world, draws, block } in pilot.turned(model, 1) {
        sheets[world].judge(&block, &mut judged);
        for (at, ((verdicts, gains), row)) in traces.iter_mut().zip(&judged.rows).enumerate() {
            for (lane, &draw) in draws.iter().enumerate() {
                let bit = |lanes: u8| u64::from(lanes >> lane & 1);
                let accepts = judged.accepts(at).iter().take(63);
                verdicts[draw] = accepts.fold(bit(row.all), |bits, &accepts| bits << 1 | bit(accepts));
                gains[draw] = row.gain[lane] as f32 / ONE as f32;
            }
        }
    }
    let alike = |one: &[u64], other: &[u64]| {
        let mut differ = 0;
        // Most packages differ soon.
        one.chunks(64).zip(other.chunks(64)).all(|(one, other)| {
            differ += one.iter().zip(other).filter(|(one, other)| one != other).count();
            differ * 100 <= draws
        })
    };
    let near = |one: &(Vec<u64>, Vec<f32>), other: &(Vec<u64>, Vec<f32>)| {
        let apart = || -> f32 { one.1.iter().zip(&other.1).map(|(one, other)| (one - other).abs()).sum() };
        alike(&one.0, &other.0) && apart() * 100.0 <= draws as f32
    };
    let mut leaders: Vec<usize> = Vec::new();
    let mut groups = Vec::new();
    for at in 0..traces.len() {
        let leader = leaders.iter().copied().find(|&leader| near(&traces[leader], &traces[at]));
        groups.push(leader.unwrap_or(at));
        if leader.is_none() {
            leaders.push(at);
        }
    }
    groups
}
