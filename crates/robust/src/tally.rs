//! What is counted over the draws of one replicate.

use crate::block::LANES;
use crate::evaluate::ONE;
use crate::model::Model;
use crate::sample::{Samples, Sums};

/// How the parts of a [`Tally`] are laid out.
#[derive(Clone, Debug)]
pub(crate) struct Layout<'a> {
    pub(crate) model: &'a Model<'a>,
    pub(crate) candidates: usize,
    /// Candidates, the first so many, that are ranked among each other.
    pub(crate) ranked: usize,
    pub(crate) parties: usize,
    pub(crate) issues: usize,
}

/// Counts and sums over draws.
#[derive(Clone, Debug)]
pub(crate) struct Tally<'a> {
    layout: &'a Layout<'a>,
    pub(crate) draws: u64,
    /// Draws in which some package is acceptable to all.
    pub(crate) deals: u64,
    /// Draws of which the whole frontier is among the candidates.
    pub(crate) listed: u64,
    /// By alternative.
    pub(crate) worlds: Vec<u64>,
    /// By party: draws in which it has values or an order.
    pub(crate) valued: Vec<u64>,
    pub(crate) candidates: Vec<OfCandidate>,
    /// By candidate and party, draws in which the party accepts it.
    accepts: Vec<u64>,
    /// By candidate, party and rank.
    ranks: Vec<u64>,
    /// By candidate, party and issue: weights summed over the draws in which the
    /// candidate comes first, in units of [`ONE`].
    weights: Vec<u64>,
}

/// Counts and sums of one candidate.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OfCandidate {
    pub(crate) all: u64,
    pub(crate) frontier: u64,
    pub(crate) concepts: [u64; 4],
    /// In units of [`ONE`].
    pub(crate) gain: u64,
    pub(crate) regret: u64,
    pub(crate) worst: u64,
}

impl<'a> Tally<'a> {
    pub(crate) fn new(layout: &'a Layout<'a>) -> Self {
        Self {
            layout,
            draws: 0,
            deals: 0,
            listed: 0,
            worlds: vec![0; layout.model.worlds.len()],
            valued: vec![0; layout.parties],
            candidates: vec![OfCandidate::default(); layout.candidates],
            accepts: vec![0; layout.candidates * layout.parties],
            ranks: vec![0; layout.ranked * layout.parties * layout.ranked],
            weights: vec![0; layout.ranked * layout.parties * layout.issues],
        }
    }

    /// Draws in which a party accepts a candidate.
    pub(crate) fn accepts(&self, candidate: usize, party: usize) -> u64 {
        self.accepts[candidate * self.layout.parties + party]
    }

    /// Draws in which a candidate has each rank for a party, best first.
    pub(crate) fn ranks(&self, candidate: usize, party: usize) -> &[u64] {
        let layout = self.layout;
        let from = (candidate * layout.parties + party) * layout.ranked;
        self.ranks.get(from..from + layout.ranked).unwrap_or_default()
    }

    /// Sums of a party's weights over the draws in which a candidate comes first for it.
    pub(crate) fn weights(&self, candidate: usize, party: usize) -> &[u64] {
        let layout = self.layout;
        let from = (candidate * layout.parties + party) * layout.issues;
        self.weights.get(from..from + layout.issues).unwrap_or_default()
    }

    /// Adds to candidates that are on the frontier, and to `listed`.
    fn on_frontier(&mut self, samples: &Samples<'_>) {
        // Of the points of all draws, those that some candidate is at.
        let mut starts = [0; LANES + 1];
        for (lane, (_, answered)) in samples.draws.iter().enumerate() {
            starts[lane + 1] = starts[lane] + answered.len();
        }
        let mut listed = vec![false; starts[samples.draws.len()]];
        let mut vector = Vec::new();
        for (at, (own, row)) in self.candidates.iter_mut().zip(&samples.judged.rows).enumerate() {
            for lane in lanes(row.open) {
                samples.judged.vector(samples.sheet, at, lane, &mut vector);
                let answered = &samples.draws[lane].1;
                let Some(position) = answered.position(&vector) else { continue };
                own.frontier += 1;
                listed[starts[lane] + position] = true;
                for (at, count) in own.concepts.iter_mut().enumerate() {
                    *count += u64::from(answered.marks[position] >> at & 1);
                }
            }
        }
        let complete = (0..samples.draws.len())
            .filter(|&lane| listed[starts[lane]..starts[lane + 1]].iter().all(|listed| *listed));
        self.listed += complete.count() as u64;
    }

    /// Ranks the first candidates among each other.
    fn rank(&mut self, samples: &Samples<'_>) {
        let layout = self.layout;
        let world = &layout.model.worlds[samples.world];
        let mut outranked = Vec::new();
        for (coordinate, region) in world.coordinates.iter().enumerate() {
            samples.judged.outranked(samples.sheet, layout.ranked, coordinate, &mut outranked);
            for (at, outranked) in outranked.iter().enumerate() {
                let from = (at * layout.parties + region.party) * layout.ranked;
                for ((draw, _), &rank) in samples.draws.iter().zip(outranked) {
                    self.ranks[from + rank as usize] += 1;
                    if rank == 0 {
                        let numbers = &draw.parties[coordinate];
                        let from = (at * layout.parties + region.party) * layout.issues;
                        let sums = &mut self.weights[from..from + layout.issues];
                        for (sum, &weight) in sums.iter_mut().zip(&numbers.weights) {
                            *sum += (weight as f64 / numbers.whole as f64 * f64::from(ONE)) as u64;
                        }
                    }
                }
            }
        }
    }
}

/// Rows added to the sums of their candidates.
struct Adding<'a> {
    candidates: &'a mut [OfCandidate],
    accepts: &'a mut [u64],
    layout: &'a Layout<'a>,
    samples: &'a Samples<'a>,
}

impl pulp::WithSimd for Adding<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        let Samples { world, judged, .. } = self.samples;
        for (own, row) in self.candidates.iter_mut().zip(&judged.rows) {
            own.all += u64::from(row.all.count_ones());
            own.gain += row.gained;
            own.regret += row.regret;
            own.worst = own.worst.max(row.worst);
        }
        let coordinates = &self.layout.model.worlds[*world].coordinates;
        for (at, region) in coordinates.iter().enumerate() {
            let own = self.accepts.iter_mut().skip(region.party).step_by(self.layout.parties);
            let lanes = judged.accepts.iter().skip(at).step_by(coordinates.len());
            for (own, lanes) in own.zip(lanes) {
                *own += u64::from(lanes.count_ones());
            }
        }
    }
}

/// The lanes of a set, ascending.
fn lanes(set: u8) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(set), |rest| Some(rest & rest.wrapping_sub(1)))
        .take_while(|rest| *rest != 0)
        .map(|rest| rest.trailing_zeros() as usize)
}

impl Sums for Tally<'_> {
    fn add(&mut self, samples: &Samples<'_>) {
        let draws = samples.draws.len() as u64;
        let world = &self.layout.model.worlds[samples.world];
        self.draws += draws;
        self.worlds[samples.world] += draws;
        self.deals += samples.draws.iter().filter(|(_, answered)| answered.len() > 0).count() as u64;
        for region in &world.coordinates {
            self.valued[region.party] += draws;
        }
        pulp::Arch::new().dispatch(Adding {
            candidates: &mut self.candidates,
            accepts: &mut self.accepts,
            layout: self.layout,
            samples,
        });
        self.on_frontier(samples);
        self.rank(samples);
    }

    fn merge(&mut self, other: Self) {
        let add =
            |into: &mut [u64], from: &[u64]| into.iter_mut().zip(from).for_each(|(sum, part)| *sum += part);
        self.draws += other.draws;
        self.deals += other.deals;
        self.listed += other.listed;
        add(&mut self.worlds, &other.worlds);
        add(&mut self.valued, &other.valued);
        add(&mut self.accepts, &other.accepts);
        add(&mut self.ranks, &other.ranks);
        add(&mut self.weights, &other.weights);
        for (own, other) in self.candidates.iter_mut().zip(other.candidates) {
            own.all += other.all;
            own.frontier += other.frontier;
            add(&mut own.concepts, &other.concepts);
            own.gain += other.gain;
            own.regret += other.regret;
            own.worst = own.worst.max(other.worst);
        }
    }
}
