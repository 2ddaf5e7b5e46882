//! Farthest packages by weighted sums of distances.
//!
//! The greatest weighted mean of the distances bounds the greatest least
//! distance from above, whatever the weights; the package that attains it
//! bounds it from below. Raising the weight of the nearest brings the two
//! together (a subgradient step on the Lagrangian dual).

use detente_case::package::{Choice, IssueIndex, Package};

use super::{distance, nearest};
use crate::diagram::Diagram;

/// Rounds of raising weights.
const ROUNDS: usize = 24;
/// Weight at the start.
const WEIGHT: u64 = 8;

/// What the search found.
pub(super) struct Found {
    /// The best package.
    pub(super) package: Package,
    /// Its distance to the nearest.
    pub(super) least: usize,
    /// No package is farther from the nearest than this.
    pub(super) bound: usize,
    /// Weights that prove the bound.
    pub(super) weights: Vec<u64>,
}

/// Searches for the package farthest from the nearest of `near`.
pub(super) fn search(diagram: &Diagram, near: &[Package]) -> Found {
    let mut weights = vec![WEIGHT; near.len()];
    let mut found = Found { package: Vec::new(), least: 0, bound: usize::MAX, weights: weights.clone() };
    for round in 0..ROUNDS {
        let (sum, package) = heaviest(diagram, near, &weights);
        let mean = sum / weights.iter().sum::<u64>().max(1);
        let bound = usize::try_from(mean).unwrap_or(usize::MAX);
        if bound < found.bound {
            (found.bound, found.weights) = (bound, weights.clone());
        }
        let least = nearest(&package, near);
        let closest = (0..near.len()).min_by_key(|&at| distance(&package, &near[at])).unwrap_or(0);
        if round == 0 || least > found.least {
            (found.package, found.least) = (package, least);
        }
        if found.least >= found.bound || near.len() < 2 {
            break;
        }
        weights[closest] += WEIGHT / 2;
    }
    found
}

/// What an arc adds to the weighted sum of distances.
pub(super) fn gain(near: &[Package], weights: &[u64], issue: IssueIndex, choice: Choice) -> u64 {
    let differing = near.iter().zip(weights).filter(|(each, _)| each.get(issue) != Some(&choice));
    differing.map(|(_, weight)| weight).sum()
}

/// The greatest weighted sum of distances that can still be added from each
/// node, by layer; the last entry is for the terminals.
pub(super) fn reach(diagram: &Diagram, near: &[Package], weights: &[u64]) -> Vec<Vec<u64>> {
    let mut reach: Vec<Vec<u64>> = vec![vec![0; diagram.terminals.len()]];
    for layer in diagram.layers.iter().rev() {
        let above = reach.last().map_or_else(Vec::new, |below| {
            let best = |node| {
                let arcs = layer.arcs_of(node).iter();
                let sums =
                    arcs.map(|arc| gain(near, weights, layer.issue, arc.choice) + below[arc.child as usize]);
                sums.max().unwrap_or(0)
            };
            (0..layer.nodes()).map(best).collect()
        });
        reach.push(above);
    }
    reach.reverse();
    reach
}

/// The package of greatest weighted sum of distances, and the sum.
fn heaviest(diagram: &Diagram, near: &[Package], weights: &[u64]) -> (u64, Package) {
    let most = reach(diagram, near, weights);
    let mut package = vec![0; diagram.layers.len()];
    let mut node = 0;
    for (layer, (here, below)) in diagram.layers.iter().zip(most.iter().zip(&most[1..])) {
        let goal = here[node];
        let mut arcs = layer.arcs_of(node).iter();
        let reaches =
            arcs.find(|arc| gain(near, weights, layer.issue, arc.choice) + below[arc.child as usize] == goal);
        if let Some(arc) = reaches {
            package[layer.issue] = arc.choice;
            node = arc.child as usize;
        }
    }
    (most[0].first().copied().unwrap_or(0), package)
}
