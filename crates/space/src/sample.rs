//! Packages drawn at random, each as likely as any other.

use detente_case::package::Package;
use num_bigint::BigUint;
use num_traits::Zero;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::diagram::{Diagram, Layer};

/// Draws packages uniformly and independently; the same seed gives the same packages.
#[derive(Clone, Debug)]
pub struct Sampler<'a> {
    diagram: &'a Diagram,
    /// For each layer and the terminals, completions from each node.
    completions: Vec<Vec<BigUint>>,
    random: ChaCha8Rng,
}

impl Diagram {
    /// A sampler seeded with `seed`. Yields nothing where there is no package,
    /// and without end otherwise.
    #[must_use]
    pub fn sampler(&self, seed: u64) -> Sampler<'_> {
        Sampler { diagram: self, completions: self.completions(), random: ChaCha8Rng::seed_from_u64(seed) }
    }
}

impl Iterator for Sampler<'_> {
    type Item = Package;

    fn next(&mut self) -> Option<Package> {
        if self.diagram.is_empty() {
            return None;
        }
        let mut package = vec![0; self.diagram.layers.len()];
        let mut node = 0;
        for (layer, below) in self.diagram.layers.iter().zip(&self.completions[1..]) {
            let arc = layer.arcs_of(node)[pick(&mut self.random, layer, node, below)];
            package[layer.issue] = arc.choice;
            node = arc.child as usize;
        }
        Some(package)
    }
}

/// The arc to follow, by its place at the node: as likely as it has completions.
fn pick(random: &mut ChaCha8Rng, layer: &Layer, node: usize, below: &[BigUint]) -> usize {
    let arcs = layer.arcs_of(node);
    let weight = |at: usize| &below[arcs[at].child as usize];
    if arcs.iter().all(|arc| arc.child == arcs[0].child) {
        let count = BigUint::from(arcs.len());
        return draw(random, &count)
            .iter_u64_digits()
            .next()
            .and_then(|at| usize::try_from(at).ok())
            .unwrap_or(0);
    }
    let total: BigUint = (0..arcs.len()).map(weight).sum();
    let mut drawn = draw(random, &total);
    for at in 0..arcs.len() {
        if drawn < *weight(at) {
            return at;
        }
        drawn -= weight(at);
    }
    0
}

/// A number below `bound`, each as likely, by rejection; 0 for 0.
fn draw(random: &mut ChaCha8Rng, bound: &BigUint) -> BigUint {
    if bound.is_zero() {
        return BigUint::ZERO;
    }
    let bits = bound.bits();
    loop {
        let words = bits.div_ceil(32);
        let spare = words * 32 - bits;
        let mut digits: Vec<u32> = (0..words).map(|_| random.next_u32()).collect();
        if let Some(top) = digits.last_mut() {
            *top >>= spare;
        }
        let drawn = BigUint::new(digits);
        if drawn < *bound {
            return drawn;
        }
    }
}
