//! In how many of the draws a state is an equilibrium.
//!
//! The states and moves of a case are the same in every draw; what is drawn are
//! the values of the parties that have any, all of them together, from the regions
//! of [`crate::region`]. Each draw is a weak order of the states for each party, and
//! is answered as [`detente_stability::concepts`] answers it. An order of states or
//! a list of priorities leaves nothing to draw, and a party without a preference
//! has none in any draw.

use detente_case::model::Case;
use detente_space::compile::Stopped;
use detente_space::control::Control;
use detente_space::valuation::Coordinate;
use detente_stability::concepts::{Concept, Stability};
use detente_stability::model::{Limits, Model, ModelError, State};

use crate::cells::{cells, flatten};
use crate::draw::{Method, REPLICATES, Source};
use crate::figure::Figure;
use crate::region::{PartyDraw, PartyRegion, Tracked};
use crate::work::Work;

/// What is asked of [`equilibria`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// How numbers are drawn.
    pub method: Method,
    /// Seed of the draws.
    pub seed: u64,
    /// Draws, rounded up so that every replicate has as many.
    pub draws: u64,
    /// The concepts, each once.
    pub concepts: Vec<Concept>,
}

/// Shares of draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Equilibria {
    /// Draws made; 0 where there is nothing to draw.
    pub draws: u64,
    /// Numbers drawn.
    pub unknowns: usize,
    /// Whether the control stopped the work before all draws were made.
    pub stopped: bool,
    /// For each concept the draws in which some state is an equilibrium.
    pub any: Vec<Figure>,
    /// The states that are an equilibrium in some draw, those with the greatest
    /// share first: shares by concept, as asked for.
    pub states: Vec<(State, Vec<Figure>)>,
}

/// Draws and counts. `model` is the graph model of `case`.
///
/// # Errors
///
/// [`ModelError::Points`] where a party's numbers cannot be summed exactly,
/// [`ModelError::TooMuchWork`] where draws times states exceed [`Limits::steps`] or the
/// counts [`Limits::bytes`], [`ModelError::Stopped`] where no draw could be made.
pub fn equilibria(
    case: &Case,
    model: &Model,
    request: &Request,
    limits: &Limits,
    control: &Control<'_>,
) -> Result<Equilibria, ModelError> {
    let mut tracked = Tracked::default();
    let mut regions = Vec::new();
    for party in 0..case.parties.len() {
        let region = PartyRegion::new(case, party, &mut tracked).map_err(ModelError::Points)?;
        // Without a number to draw ranks stay what they are.
        regions.extend(region.filter(|region| region.variables() > 0));
    }
    let dimensions: usize = regions.iter().map(PartyRegion::variables).sum();
    let each = if dimensions == 0 { 1 } else { request.draws.div_ceil(REPLICATES as u64).clamp(1, 1 << 31) };
    let replicates = if dimensions == 0 { 1 } else { REPLICATES };
    check_size(case, model, &regions, &tracked, request, each * replicates as u64, limits)?;
    let source = Source::new(request.method, request.seed, dimensions, replicates);
    let cells = model.all().map(|state| cells(case, tracked.formulas(), &model.package(state))).collect();
    let drawn = Drawn { model, regions, cells, formulas: tracked.formulas().len() };
    let work = Work { threads: limits.threads, control: *control, labels: 0 };
    let counts = work.share_out(replicates, |replicate| {
        let mut counts = Counts::new(model.states(), request.concepts.len());
        let finished = drawn.replicate(&source, (replicate, each), request, limits, control, &mut counts);
        finished.map(|()| counts)
    });
    let counts = counts.into_iter().collect::<Result<Vec<_>, _>>()?;
    let draws: u64 = counts.iter().map(|counts| counts.draws).sum();
    if draws == 0 {
        return Err(ModelError::Stopped(Stopped::Cancelled));
    }
    let figure = |of: &dyn Fn(&Counts) -> u32| match dimensions {
        0 => Figure::certain(counts.iter().map(of).sum::<u32>().into()),
        _ => Figure::new(counts.iter().map(|counts| (f64::from(of(counts)), counts.draws))),
    };
    let concepts = request.concepts.len();
    let mut states = Vec::new();
    for state in model.all() {
        let at = |concept: usize| state as usize * concepts + concept;
        if (0..concepts).any(|concept| counts.iter().any(|counts| counts.each[at(concept)] > 0)) {
            let shares = (0..concepts).map(|concept| figure(&|counts| counts.each[at(concept)]));
            states.push((state, shares.collect::<Vec<_>>()));
        }
    }
    let greatest = |shares: &[Figure]| shares.iter().map(|share| share.value).fold(0.0, f64::max);
    let sum = |shares: &[Figure]| shares.iter().map(|share| share.value).sum::<f64>();
    states.sort_by(|(one, shares), (other, others)| {
        let by_sum = || sum(others).total_cmp(&sum(shares));
        greatest(others).total_cmp(&greatest(shares)).then_with(by_sum).then(one.cmp(other))
    });
    Ok(Equilibria {
        draws: if dimensions == 0 { 0 } else { draws },
        unknowns: drawn.regions.iter().map(|region| region.unknowns().len()).sum(),
        stopped: draws < each * replicates as u64,
        any: (0..concepts).map(|concept| figure(&|counts| counts.any[concept])).collect(),
        states,
    })
}

/// Holds the work and the memory that it takes against the limits.
fn check_size(
    case: &Case,
    model: &Model,
    regions: &[PartyRegion],
    tracked: &Tracked,
    request: &Request,
    draws: u64,
    limits: &Limits,
) -> Result<(), ModelError> {
    let states = model.states() as u64;
    let cells = (case.issues.len() + tracked.formulas().len()) as u64;
    let makers = model.decision_makers().len() as u64;
    // Values are summed and sorted for each party; each concept visits a state a few times for each mover.
    let each = regions.len() as u64 * (cells + 8) + makers * makers * 4 * request.concepts.len() as u64;
    let steps = draws.saturating_mul(states).saturating_mul(each);
    if steps > limits.steps {
        let what = "answering so many draws";
        return Err(ModelError::TooMuchWork { what, steps, limit: limits.steps });
    }
    let entry = 4 * cells + 8 * 4 * request.concepts.len() as u64 * REPLICATES as u64;
    let bytes = states.saturating_mul(entry);
    if bytes > limits.bytes {
        let what = "counting equilibria over draws";
        return Err(ModelError::TooMuchWork { what, steps: bytes, limit: limits.bytes });
    }
    Ok(())
}

/// How often each state was an equilibrium in one replicate.
#[derive(Debug)]
struct Counts {
    draws: u64,
    any: Vec<u32>,
    /// State by state, by concept.
    each: Vec<u32>,
}

impl Counts {
    fn new(states: usize, concepts: usize) -> Self {
        Self { draws: 0, any: vec![0; concepts], each: vec![0; states * concepts] }
    }
}

/// A case, ready to be drawn from.
struct Drawn<'a> {
    model: &'a Model,
    regions: Vec<PartyRegion>,
    /// What each state adds up.
    cells: Vec<Vec<u32>>,
    /// How many formulas are tracked.
    formulas: usize,
}

impl Drawn<'_> {
    /// Makes the draws of one replicate, as many as the control allows.
    fn replicate(
        &self,
        source: &Source,
        (replicate, draws): (usize, u64),
        request: &Request,
        limits: &Limits,
        control: &Control<'_>,
        counts: &mut Counts,
    ) -> Result<(), ModelError> {
        let mut model = self.model.clone();
        let mut stream = source.stream(replicate, 0);
        let mut point = Vec::new();
        let limits = Limits { threads: 1, ..*limits };
        let concepts = request.concepts.len();
        for _ in 0..draws {
            stream.next_point(&mut point);
            self.rank(&point, &mut model);
            let found = match Stability::of(&model, &request.concepts, &limits, control) {
                Err(ModelError::Stopped(_)) => return Ok(()),
                found => found?,
            };
            counts.draws += 1;
            for (at, &concept) in request.concepts.iter().enumerate() {
                let mut any = false;
                for state in found.equilibria(concept) {
                    counts.each[state as usize * concepts + at] += 1;
                    any = true;
                }
                counts.any[at] += u32::from(any);
            }
        }
        Ok(())
    }

    /// Ranks the states by what a point of the regions makes of them.
    fn rank(&self, point: &[f64], model: &mut Model) {
        let mut rest = point;
        let (mut coordinate, mut numbers) = (Coordinate::default(), PartyDraw::default());
        let mut flat = Vec::new();
        for region in &self.regions {
            let (own, others) = rest.split_at(region.variables());
            rest = others;
            region.draw(own, self.formulas, &mut coordinate, &mut numbers);
            flatten(&coordinate, &mut flat);
            let value = |cells: &Vec<u32>| {
                let sum: i64 = cells.iter().map(|&cell| flat[cell as usize]).sum();
                numbers.cap.map_or(sum, |cap| cap.min(sum))
            };
            let values: Vec<i64> = self.cells.iter().map(value).collect();
            model.rank_by(region.party, &values);
        }
    }
}
