//! What is counted over the draws of one replicate.

use crate::evaluate::{Concept, ONE};
use crate::model::Model;
use crate::sample::{Sample, Sums};

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
    /// By candidate, party and rank.
    ranks: Vec<u64>,
    /// By candidate, party and issue: weights summed over the draws in which the
    /// candidate comes first, in units of [`ONE`].
    weights: Vec<u64>,
}

/// Counts and sums of one candidate.
#[derive(Clone, Debug, Default)]
pub(crate) struct OfCandidate {
    pub(crate) all: u64,
    pub(crate) frontier: u64,
    pub(crate) concepts: [u64; 4],
    /// In units of [`ONE`].
    pub(crate) gain: u64,
    pub(crate) regret: u64,
    pub(crate) worst: u64,
    /// By party.
    pub(crate) accepts: Vec<u64>,
}

impl<'a> Tally<'a> {
    pub(crate) fn new(layout: &'a Layout<'a>) -> Self {
        let of_candidate = OfCandidate { accepts: vec![0; layout.parties], ..OfCandidate::default() };
        Self {
            layout,
            draws: 0,
            deals: 0,
            listed: 0,
            worlds: vec![0; layout.model.worlds.len()],
            valued: vec![0; layout.parties],
            candidates: vec![of_candidate; layout.candidates],
            ranks: vec![0; layout.ranked * layout.parties * layout.ranked],
            weights: vec![0; layout.ranked * layout.parties * layout.issues],
        }
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

    fn rank(&mut self, sample: &Sample<'_>) {
        let layout = self.layout;
        let world = &layout.model.worlds[sample.draw.world];
        let ranked = &sample.judged[..layout.ranked];
        for (coordinate, region) in world.coordinates.iter().enumerate() {
            let numbers = &sample.draw.parties[coordinate];
            for (at, own) in ranked.iter().enumerate() {
                let value = own.vector[coordinate];
                let better = ranked.iter().filter(|other| other.vector[coordinate] > value).count();
                let from = (at * layout.parties + region.party) * layout.ranked;
                self.ranks[from + better] += 1;
                if better == 0 {
                    let from = (at * layout.parties + region.party) * layout.issues;
                    let sums = &mut self.weights[from..from + layout.issues];
                    for (sum, &weight) in sums.iter_mut().zip(&numbers.weights) {
                        *sum += (weight as f64 / numbers.whole as f64 * ONE as f64) as u64;
                    }
                }
            }
        }
    }
}

impl Sums for Tally<'_> {
    fn add(&mut self, sample: &Sample<'_>) {
        let Sample { draw, answered, judged } = sample;
        self.draws += 1;
        self.worlds[draw.world] += 1;
        self.deals += u64::from(answered.len() > 0);
        let world = &self.layout.model.worlds[draw.world];
        for region in &world.coordinates {
            self.valued[region.party] += 1;
        }
        let mut listed = vec![false; answered.len()];
        for (own, judged) in self.candidates.iter_mut().zip(*judged) {
            own.all += u64::from(judged.all);
            own.gain += judged.gain;
            let regret = answered.best.saturating_sub(judged.gain);
            own.regret += regret;
            own.worst = own.worst.max(regret);
            for (region, &accepts) in world.coordinates.iter().zip(&judged.accepts) {
                own.accepts[region.party] += u64::from(accepts);
            }
            if let Some(position) = judged.position {
                own.frontier += 1;
                listed[position] = true;
                for (count, concept) in own.concepts.iter_mut().zip(Concept::ALL) {
                    *count += u64::from(answered.is_chosen(concept, position));
                }
            }
        }
        self.listed += u64::from(listed.iter().all(|listed| *listed));
        self.rank(sample);
    }

    fn merge(&mut self, other: Self) {
        let add =
            |into: &mut [u64], from: &[u64]| into.iter_mut().zip(from).for_each(|(sum, part)| *sum += part);
        self.draws += other.draws;
        self.deals += other.deals;
        self.listed += other.listed;
        add(&mut self.worlds, &other.worlds);
        add(&mut self.valued, &other.valued);
        add(&mut self.ranks, &other.ranks);
        add(&mut self.weights, &other.weights);
        for (own, other) in self.candidates.iter_mut().zip(other.candidates) {
            own.all += other.all;
            own.frontier += other.frontier;
            add(&mut own.concepts, &other.concepts);
            own.gain += other.gain;
            own.regret += other.regret;
            own.worst = own.worst.max(other.worst);
            add(&mut own.accepts, &other.accepts);
        }
    }
}
