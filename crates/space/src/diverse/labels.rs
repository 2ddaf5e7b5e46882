//! Farthest packages by vectors of distances, layer by layer.
//!
//! A label is a way to reach a node: its distances so far to each of the
//! packages to keep away from. A label that another equals or exceeds in every
//! distance is dropped, and so is one that can no longer lead to a better
//! package. Where many are left only the most promising go on; the result is
//! then a good package, but nothing is proved.

use std::cmp::Reverse;

use detente_case::package::{Choice, Package};

use super::weights;
use crate::diagram::{Diagram, Layer};

/// Most packages to keep away from; with more, nothing is searched.
const MOST_NEAR: usize = 6;
/// Most labels at one node, on one layer, and on all layers together.
const MOST_AT_NODE: usize = 200;
const MOST_ON_LAYER: usize = 4_000;
const MOST_IN_ALL: usize = 200_000;

type Distances = [u32; MOST_NEAR];

/// A way to reach a node.
#[derive(Clone, Copy)]
struct Label {
    distances: Distances,
    /// Weighted sum of the distances at the end, at best.
    promise: u64,
    /// The step that led here.
    step: Step,
}

/// The last arc of a way, and the way before it by its place on its layer.
#[derive(Clone, Copy)]
struct Step {
    from: u32,
    choice: Choice,
}

/// What the search found.
pub(super) struct Found {
    /// A package farther from the nearest than was known, and how far.
    pub(super) better: Option<(Package, usize)>,
    /// Whether no package is farther yet.
    pub(super) complete: bool,
}

/// Searches for a package whose distance to the nearest of `near` is more than
/// `least`, and as great as possible. With good `weights`, those whose mean
/// bounds that distance best, few labels live.
pub(super) fn search(diagram: &Diagram, near: &[Package], least: usize, weights: &[u64]) -> Found {
    if near.len() > MOST_NEAR {
        return Found { better: None, complete: false };
    }
    let goal = u32::try_from(least).unwrap_or(u32::MAX).saturating_add(1);
    let mut search = Search {
        near,
        weights,
        goal,
        goal_sum: u64::from(goal) * weights.iter().sum::<u64>(),
        most_on_layer: (MOST_IN_ALL / diagram.layers.len().max(1)).clamp(1, MOST_ON_LAYER),
        complete: true,
    };
    let reach_each = reach_each(diagram, near);
    let reach_sum = weights::reach(diagram, near, weights);
    let root = Label { distances: [0; MOST_NEAR], promise: 0, step: Step { from: 0, choice: 0 } };
    let mut labels = vec![(0, root)];
    let mut trail: Vec<Vec<Step>> = Vec::with_capacity(diagram.layers.len());
    for (layer, below) in diagram.layers.iter().zip(reach_each[1..].iter().zip(&reach_sum[1..])) {
        labels = search.extend(layer, &labels, below);
        trail.push(labels.iter().map(|(_, label)| label.step).collect());
    }
    let places = (0_u32..).zip(&labels);
    let best = places.max_by_key(|(place, (_, label))| (search.nearest(label), Reverse(*place)));
    let better = best.map(|(place, (_, label))| {
        let mut package = vec![0; diagram.layers.len()];
        let mut place = place;
        for (layer, steps) in diagram.layers.iter().zip(&trail).rev() {
            let step = steps[place as usize];
            package[layer.issue] = step.choice;
            place = step.from;
        }
        (package, search.nearest(label) as usize)
    });
    Found { better, complete: search.complete }
}

struct Search<'a> {
    near: &'a [Package],
    weights: &'a [u64],
    /// The distance to reach, and the weighted sum that it takes.
    goal: u32,
    goal_sum: u64,
    most_on_layer: usize,
    /// Whether no label had to go that might have led farther.
    complete: bool,
}

impl Search<'_> {
    /// The labels below a layer, each with its node, in the order of nodes.
    fn extend(
        &mut self,
        layer: &Layer,
        labels: &[(usize, Label)],
        (reach_each, reach_sum): (&Vec<Distances>, &Vec<u64>),
    ) -> Vec<(usize, Label)> {
        let mut next: Vec<Vec<Label>> = vec![Vec::new(); reach_sum.len()];
        for (from, (node, label)) in (0..).zip(labels) {
            for arc in layer.arcs_of(*node) {
                let child = arc.child as usize;
                let mut distances = label.distances;
                for (distance, each) in distances.iter_mut().zip(self.near) {
                    *distance += u32::from(each.get(layer.issue) != Some(&arc.choice));
                }
                let sums = distances.iter().zip(self.weights);
                let promise =
                    sums.map(|(&each, weight)| u64::from(each) * weight).sum::<u64>() + reach_sum[child];
                let can_reach = |at: usize| distances[at] + reach_each[child][at] >= self.goal;
                if promise >= self.goal_sum && (0..self.near.len()).all(can_reach) {
                    let step = Step { from, choice: arc.choice };
                    next[child].push(Label { distances, promise, step });
                    if next[child].len() > 2 * MOST_AT_NODE {
                        self.thin(&mut next[child]);
                    }
                }
            }
        }
        next.iter_mut().for_each(|labels| self.thin(labels));
        let mut kept: Vec<(usize, Label)> = next
            .into_iter()
            .enumerate()
            .flat_map(|(node, labels)| labels.into_iter().map(move |label| (node, label)))
            .collect();
        if kept.len() > self.most_on_layer {
            self.complete = false;
            kept.sort_by_key(|(_, label)| Reverse(self.rank(label)));
            kept.truncate(self.most_on_layer);
            kept.sort_by_key(|(node, _)| *node);
        }
        kept
    }

    /// Drops labels that another equals or exceeds in every distance, and the
    /// least promising of too many.
    fn thin(&mut self, labels: &mut Vec<Label>) {
        labels.sort_by_key(|label| Reverse(label.distances));
        let mut kept: Vec<Label> = Vec::new();
        for label in labels.drain(..) {
            let exceeds =
                |other: &Label| other.distances.iter().zip(label.distances).all(|(&more, less)| more >= less);
            if !kept.iter().any(exceeds) {
                kept.push(label);
            }
        }
        if kept.len() > MOST_AT_NODE {
            self.complete = false;
            kept.sort_by_key(|label| Reverse(self.rank(label)));
            kept.truncate(MOST_AT_NODE);
        }
        *labels = kept;
    }

    /// How promising a label is: balanced first, then the promised sum.
    fn rank(&self, label: &Label) -> (u32, u64) {
        (self.nearest(label), label.promise)
    }

    fn nearest(&self, label: &Label) -> u32 {
        label.distances[..self.near.len()].iter().copied().min().unwrap_or(0)
    }
}

/// The greatest distance to each of `near` that can still be added from each node.
fn reach_each(diagram: &Diagram, near: &[Package]) -> Vec<Vec<Distances>> {
    let mut reach = vec![vec![[0; MOST_NEAR]; diagram.terminals.len()]];
    for layer in diagram.layers.iter().rev() {
        let above = reach.last().map_or_else(Vec::new, |below| {
            let at_node = |node| {
                let mut most = [0; MOST_NEAR];
                for arc in layer.arcs_of(node) {
                    let after = below[arc.child as usize];
                    for (at, each) in near.iter().enumerate() {
                        let differs = u32::from(each.get(layer.issue) != Some(&arc.choice));
                        most[at] = most[at].max(after[at] + differs);
                    }
                }
                most
            };
            (0..layer.nodes()).map(at_node).collect()
        });
        reach.push(above);
    }
    reach.reverse();
    reach
}
