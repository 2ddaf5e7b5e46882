//! How every answer stands over all that is not known.

use detente_case::package::{Package, PartyIndex};
use detente_settle::budget::Budget;
use detente_settle::demand::verdict_of_all;
use detente_space::worth::{Acceptance, Judge};

use crate::candidates::{Candidate, Pilot, candidates, groups};
pub use crate::candidates::{Reason, Searched};
use crate::draw::{Method, REPLICATES, Source};
pub use crate::evaluate::Concept;
use crate::evaluate::ONE;
pub use crate::figure::Figure;
use crate::model::{Model, ModelError};
use crate::sample::Run;
use crate::tally::{Layout, OfCandidate, Tally};
use crate::work::Work;

/// What is asked of [`answers`].
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// How numbers are drawn.
    pub method: Method,
    /// Seed of the draws.
    pub seed: u64,
    /// Most draws, rounded up so that every replicate has as many.
    pub draws: u64,
    /// Draws are added until no share shown as accepted by all has a greater
    /// error than this; 0 to make all draws.
    pub precision: f64,
    /// Packages to report on whatever they come to.
    pub named: Vec<Package>,
    /// Most packages taken from frontiers.
    pub candidates: usize,
    /// Most packages ranked among each other for each party.
    pub ranked: usize,
    /// Threads to work with.
    pub threads: usize,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            method: Method::Sobol,
            seed: 0,
            draws: 16_384,
            precision: 0.005,
            named: Vec::new(),
            candidates: 200,
            ranked: 24,
            threads: 1,
        }
    }
}

/// Shares of draws.
#[derive(Clone, Debug)]
pub struct Answers {
    /// How numbers were drawn.
    pub method: Method,
    /// Seed of the draws.
    pub seed: u64,
    /// Draws made.
    pub draws: u64,
    /// Independent samples that the errors come from.
    pub replicates: usize,
    /// The precision asked for.
    pub precision: f64,
    /// Whether it was reached.
    pub precise: bool,
    /// Whether a limit or the user stopped the work.
    pub stopped: bool,
    /// Draws in each alternative.
    pub alternatives: Vec<(String, u64)>,
    /// Parties that are asked and of whom something is known, in any alternative.
    pub parties: Vec<PartyIndex>,
    /// Parties that are asked and of which, in some alternative, nothing tells
    /// what they accept: their refusal is in no figure.
    pub silent: Vec<PartyIndex>,
    /// Numbers drawn.
    pub unknowns: usize,
    /// Some package is acceptable to all.
    pub any_deal: Figure,
    /// The whole frontier is among the packages below.
    pub listed: Figure,
    /// How far the search for packages looked.
    pub searched: Searched,
    /// The packages, most accepted first.
    pub packages: Vec<PackageAnswer>,
    /// Packages ranked among each other, the first so many of `packages`.
    pub ranked: usize,
}

/// How one package stands.
#[derive(Clone, Debug)]
pub struct PackageAnswer {
    /// The package.
    pub package: Package,
    /// Why it is here.
    pub reasons: Vec<Reason>,
    /// The first package that nothing tells it apart from, by position; its own
    /// where there is none before it.
    pub group: usize,
    /// Whether the share accepted by all needs no draws: acceptance is sure or
    /// excluded over the whole region.
    pub certain: bool,
    /// Accepted by all who are asked.
    pub all: Figure,
    /// Accepted by each of [`Answers::parties`], asked or not.
    pub accepts: Vec<Figure>,
    /// On the frontier.
    pub frontier: Figure,
    /// Among the points of each of [`Concept::ALL`].
    pub concepts: [Figure; 4],
    /// Mean least share of possible gain, 0 where not all accept.
    pub gain: Figure,
    /// Mean regret: the best least share of possible gain less its own.
    pub regret: Figure,
    /// Greatest regret in any draw.
    pub worst_regret: f64,
    /// Rank acceptability and central weights, one for each of
    /// [`Answers::parties`], where the package was ranked.
    pub ranks: Vec<Ranks>,
}

/// Rank acceptability indices and central weights (SMAA-2, Lahdelma and Salminen 2001).
#[derive(Clone, Debug, Default)]
pub struct Ranks {
    /// The share of draws in which the package has each rank for the party among
    /// the packages ranked, best first; equal packages share the better rank.
    pub acceptability: Vec<Figure>,
    /// Mean weight of each issue over the draws in which it ranks first; `None`
    /// where it never does, and for an order of packages.
    pub central_weights: Option<Vec<f64>>,
}

/// Draws first made in each replicate.
const FIRST: u32 = 64;

/// Draws and counts.
///
/// # Errors
///
/// [`ModelError::Stopped`] where not even the pilot draws could be made.
pub fn answers(model: &Model<'_>, request: &Request, budget: &Budget<'_>) -> Result<Answers, ModelError> {
    let work = Work { threads: request.threads, control: budget.control, labels: budget.labels };
    let source = Source::new(request.method, request.seed, model.dimensions(), 2 * REPLICATES);
    budget.notify.say("drawing for the packages to report on");
    let pilot = Pilot::new(model, &source, &work);
    if pilot.draws.is_empty() {
        return Err(ModelError::Stopped(detente_space::compile::Stopped::Cancelled));
    }
    budget.notify.say("searching the packages to report on");
    let (found, searched) = candidates(model, &pilot, &request.named, request.candidates, &work);
    let case = model.worlds[0].case;
    let layout = Layout {
        model,
        candidates: found.len(),
        ranked: request.ranked.min(found.len()),
        parties: case.parties.len(),
        issues: case.issues.len(),
    };
    let mut run = Run {
        model,
        source: &source,
        candidates: &found,
        work: &work,
        sums: (0..REPLICATES).map(|_| Tally::new(&layout)).collect(),
        drawn: 0,
    };
    let most = u32::try_from(request.draws.div_ceil(REPLICATES as u64)).unwrap_or(1 << 31).clamp(1, 1 << 31);
    let mut upto = FIRST.min(most);
    let (mut precise, mut stopped);
    loop {
        budget.notify.say(&format!(
            "{} of at most {} draws",
            run.drawn as usize * REPLICATES,
            most as usize * REPLICATES
        ));
        stopped = !run.extend(upto, || Tally::new(&layout));
        precise = error(&run.sums) <= request.precision;
        if stopped || precise || upto == most {
            break;
        }
        upto = upto.saturating_mul(2).min(most);
    }
    if run.sums.iter().all(|tally| tally.draws == 0) {
        return Err(ModelError::Stopped(detente_space::compile::Stopped::Cancelled));
    }
    let groups = groups(model, &pilot, &found);
    let mut answers = put_together(model, &found, &groups, &layout, &run.sums);
    (answers.method, answers.seed, answers.precision) = (request.method, request.seed, request.precision);
    (answers.precise, answers.stopped, answers.searched) = (precise, stopped, searched);
    Ok(answers)
}

/// The greatest error of a share accepted by all.
fn error(sums: &[Tally<'_>]) -> f64 {
    let candidates = sums.first().map_or(0, |tally| tally.candidates.len());
    let all = (0..candidates)
        .map(|at| Figure::new(sums.iter().map(|tally| (tally.candidates[at].all as f64, tally.draws))).error);
    let deals = Figure::new(sums.iter().map(|tally| (tally.deals as f64, tally.draws))).error;
    all.fold(deals, f64::max)
}

fn put_together(
    model: &Model<'_>,
    found: &[Candidate],
    groups: &[usize],
    layout: &Layout<'_>,
    sums: &[Tally<'_>],
) -> Answers {
    let share = |of: &dyn Fn(&Tally<'_>) -> u64| {
        Figure::new(sums.iter().map(|tally| (of(tally) as f64, tally.draws)))
    };
    let mut parties: Vec<PartyIndex> =
        model.worlds.iter().flat_map(|world| world.coordinates.iter().map(|region| region.party)).collect();
    parties.sort_unstable();
    parties.dedup();
    let mut silent: Vec<PartyIndex> = model.worlds.iter().flat_map(|world| world.silent.clone()).collect();
    silent.sort_unstable();
    silent.dedup();
    let certainty = Certainty::new(model);
    let package = |at: usize| -> PackageAnswer {
        let candidate = &found[at];
        let own = |of: &dyn Fn(&OfCandidate) -> u64| share(&|tally| of(&tally.candidates[at]));
        let mean = |of: &dyn Fn(&OfCandidate) -> u64| {
            Figure::new(
                sums.iter().map(|tally| (of(&tally.candidates[at]) as f64 / f64::from(ONE), tally.draws)),
            )
        };
        let accepts = |&party: &PartyIndex| {
            Figure::new(sums.iter().map(|tally| (tally.accepts(at, party) as f64, tally.valued[party])))
        };
        let drawn = own(&|own| own.all);
        let certain = certainty.of(&candidate.package).filter(|sure| *sure == drawn.value);
        PackageAnswer {
            package: candidate.package.clone(),
            reasons: candidate.reasons.clone(),
            group: groups[at],
            certain: certain.is_some(),
            all: certain.map_or(drawn, Figure::certain),
            accepts: parties.iter().map(accepts).collect(),
            frontier: own(&|own| own.frontier),
            concepts: [0, 1, 2, 3].map(|concept| own(&|own| own.concepts[concept])),
            gain: mean(&|own| own.gain),
            regret: mean(&|own| own.regret),
            worst_regret: sums.iter().map(|tally| tally.candidates[at].worst).max().unwrap_or(0) as f64
                / f64::from(ONE),
            ranks: if at < layout.ranked {
                parties.iter().map(|&party| ranks(sums, at, party)).collect()
            } else {
                Vec::new()
            },
        }
    };
    let mut answers = Answers {
        method: Method::default(),
        seed: 0,
        draws: sums.iter().map(|tally| tally.draws).sum(),
        replicates: sums.iter().filter(|tally| tally.draws > 0).count(),
        precision: 0.0,
        precise: false,
        stopped: false,
        alternatives: model
            .worlds
            .iter()
            .enumerate()
            .map(|(at, world)| (world.name.to_owned(), sums.iter().map(|tally| tally.worlds[at]).sum()))
            .collect(),
        parties: parties.clone(),
        silent,
        unknowns: model.dimensions(),
        any_deal: share(&|tally| tally.deals),
        listed: share(&|tally| tally.listed),
        searched: Searched { draws: 0, all: false, packages: 0, left_out: 0 },
        packages: (0..found.len()).map(package).collect(),
        ranked: layout.ranked,
    };
    sort(&mut answers.packages);
    answers
}

/// Most accepted first, those that were ranked before the others; groups follow.
fn sort(packages: &mut Vec<PackageAnswer>) {
    let mut order: Vec<usize> = (0..packages.len()).collect();
    order.sort_by(|&one, &other| {
        let (first, second) = (&packages[one], &packages[other]);
        let ranked = |answer: &PackageAnswer| answer.ranks.is_empty();
        ranked(first)
            .cmp(&ranked(second))
            .then(second.all.value.total_cmp(&first.all.value))
            .then(second.gain.value.total_cmp(&first.gain.value))
            .then(one.cmp(&other))
    });
    let mut position = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        position[old] = new;
    }
    let mut sorted: Vec<PackageAnswer> = order.iter().map(|&old| packages[old].clone()).collect();
    // A group is led by its member that now comes first.
    let mut leaders = vec![usize::MAX; sorted.len()];
    for (at, answer) in sorted.iter_mut().enumerate() {
        let leader = &mut leaders[position[answer.group]];
        *leader = (*leader).min(at);
        answer.group = *leader;
    }
    *packages = sorted;
}

fn ranks(sums: &[Tally<'_>], at: usize, party: PartyIndex) -> Ranks {
    let places = sums.first().map_or(0, |tally| tally.ranks(at, party).len());
    let rank = |place: usize| {
        Figure::new(sums.iter().map(|tally| (tally.ranks(at, party)[place] as f64, tally.valued[party])))
    };
    let first: u64 = sums.iter().filter_map(|tally| tally.ranks(at, party).first()).sum();
    let issues = sums.first().map_or(0, |tally| tally.weights(at, party).len());
    let weight = |issue: usize| {
        let sum: u64 = sums.iter().map(|tally| tally.weights(at, party)[issue]).sum();
        sum as f64 / f64::from(ONE) / first as f64
    };
    let weights: Vec<f64> = (0..issues).map(weight).collect();
    Ranks {
        acceptability: (0..places).map(rank).collect(),
        central_weights: (first > 0 && weights.iter().any(|weight| *weight > 0.0)).then_some(weights),
    }
}

/// Whether acceptance can be told without draws.
struct Certainty<'a> {
    judges: Option<Vec<(&'a detente_case::model::Case, Vec<Judge<'a>>)>>,
}

impl<'a> Certainty<'a> {
    fn new(model: &Model<'a>) -> Self {
        // Where a red line stands in some draws only nothing is certain.
        if model.worlds.iter().any(|world| !world.disputed.is_empty()) {
            return Self { judges: None };
        }
        let of = |case: &'a detente_case::model::Case| {
            (0..case.parties.len()).map(|party| Judge::new(case, party).ok()).collect::<Option<Vec<_>>>()
        };
        let judges = model.worlds.iter().map(|world| Some((world.case, of(world.case)?)));
        Self { judges: judges.collect() }
    }

    /// The share accepted by all, where it is sure or excluded in every alternative.
    fn of(&self, package: &[detente_case::package::Choice]) -> Option<f64> {
        let mut found = None;
        for (case, judges) in self.judges.as_ref()? {
            let verdict = if case.is_allowed(package) {
                verdict_of_all(case, package, |party| judges[party].assess(package).accepts)
            } else {
                Acceptance::Never
            };
            let share = match verdict {
                Acceptance::Surely => 1.0,
                Acceptance::Never => 0.0,
                Acceptance::Possibly | Acceptance::Unknown => return None,
            };
            if found.is_some_and(|found| found != share) {
                return None;
            }
            found = Some(share);
        }
        found
    }
}
