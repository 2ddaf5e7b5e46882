//! The answer when the caller says stop: labels completed to packages.

use detente_case::package::Choice;

use super::cover::thin;
use super::floors::floor_of;
use super::history::History;
use super::sweep::{Level, Problem};
use super::{Frontier, Point, Status};
use crate::nondominated::sorted::undominated;
use crate::nondominated::vector::Vector;

/// Labels that are completed, at most; they are taken at even distances.
const SAMPLE: usize = 1 << 16;

/// One way to complete: the best path by some score.
#[derive(Clone)]
struct Completion<V> {
    vector: V,
    terminal: u32,
}

/// Best completions of the nodes of a layer, by policy: each coordinate first, then all in balance.
struct Completions<V> {
    policies: usize,
    /// `best[node * policies + policy]` for the layer.
    best: Vec<Completion<V>>,
    /// The arc taken, for this and each later layer, in the same places.
    arcs: Vec<Vec<u32>>,
}

/// Undominated packages among the best completions of labels.
pub(crate) fn best_so_far<V: Vector>(
    problem: &Problem<'_>,
    level: &Level<V>,
    history: &History,
    layer: usize,
    labels: u64,
) -> Frontier {
    let dimension = problem.dimension();
    let completions: Completions<V> = Completions::new(problem, layer);
    let policies = completions.policies;
    let floors: Vec<V> = (0..problem.diagram.terminals.len())
        .map(|terminal| floor_of(problem.request, dimension, terminal))
        .collect();
    let stride = level.labels.len().div_ceil(SAMPLE).max(1);
    let mut ideals = Vec::with_capacity(level.labels.len());
    let mut found: Vec<(V, u32, usize, usize)> = Vec::new();
    for node in 0..level.starts.len() - 1 {
        let best = &completions.best[node * policies..(node + 1) * policies];
        for position in level.of(node) {
            let label = &level.labels[position];
            ideals.push(V::build(dimension, |p| label.coordinates()[p] + best[p].vector.coordinates()[p]));
            if position % stride != 0 {
                continue;
            }
            for (policy, completion) in best.iter().enumerate() {
                let vector = label.plus(&completion.vector);
                if vector.covers(&floors[completion.terminal as usize]) {
                    found.push((vector, position as u32, node, policy));
                }
            }
        }
    }
    let upper = upper(&ideals, &level.starts, level.errors.as_deref(), dimension);
    found.sort_by(|a, b| a.0.descending(&b.0));
    found.dedup_by(|a, b| a.0 == b.0);
    let vectors: Vec<V> = found.iter().map(|entry| entry.0.clone()).collect();
    let mut keep = Vec::new();
    undominated(&vectors, dimension, &mut keep);
    let mut marks = keep.iter();
    found.retain(|_| marks.next().is_some_and(|&mark| mark));
    let vectors: Vec<V> = found.iter().map(|entry| entry.0.clone()).collect();
    let (keep, _) = thin(&vectors, dimension, problem.request.max_points.max(1));
    let mut marks = keep.iter();
    found.retain(|_| marks.next().is_some_and(|&mark| mark));

    let starts: Vec<u32> = found.iter().map(|entry| entry.1).collect();
    let mut packages = history.beginnings::<V>(problem, &starts);
    for (package, &(_, _, node, policy)) in packages.iter_mut().zip(&found) {
        completions.complete(problem, layer, node, policy, package);
    }
    let points = found
        .iter()
        .zip(packages)
        .map(|((vector, ..), witness)| Point {
            vector: vector.coordinates().to_vec(),
            packages: 1_u32.into(),
            witness,
        })
        .collect();
    Frontier { points, status: Status::Stopped { upper }, labels }
}

/// Largest value by coordinate of vectors grouped by node, each with the error of its node added.
pub(crate) fn upper<V: Vector>(
    vectors: &[V],
    starts: &[usize],
    errors: Option<&[V]>,
    dimension: usize,
) -> Vec<i64> {
    let mut upper = vec![i64::MIN; dimension];
    for (node, range) in starts.windows(2).enumerate() {
        for vector in &vectors[range[0]..range[1]] {
            for (p, upper) in upper.iter_mut().enumerate() {
                let error = errors.map_or(0, |errors| errors[node].coordinates()[p]);
                *upper = (*upper).max(vector.coordinates()[p].saturating_add(error));
            }
        }
    }
    upper
}

impl<V: Vector> Completions<V> {
    /// One backward pass from the terminals to the layer.
    fn new(problem: &Problem<'_>, layer: usize) -> Self {
        let (diagram, dimension) = (problem.diagram, problem.dimension());
        let policies = dimension + 1;
        let weights = balance(problem);
        let score = |policy: usize, vector: &V| {
            let own = vector.coordinates().get(policy).copied().unwrap_or(0);
            let sum: i128 = vector
                .coordinates()
                .iter()
                .zip(&weights)
                .map(|(&value, &weight)| i128::from(value) * weight)
                .sum();
            (own, sum)
        };
        let mut best: Vec<Completion<V>> = (0..diagram.terminals.len() as u32)
            .flat_map(|terminal| {
                let end = Completion { vector: V::build(dimension, |_| 0), terminal };
                std::iter::repeat_n(end, policies)
            })
            .collect();
        let mut arcs = Vec::new();
        for below in diagram.layers[layer..].iter().rev() {
            let mut next = Vec::with_capacity(below.nodes() * policies);
            let mut taken = Vec::with_capacity(below.nodes() * policies);
            for node in 0..below.nodes() {
                for policy in 0..policies {
                    let options =
                        below.arcs_of(node).iter().zip(below.starts[node]..).map(|(arc, position)| {
                            let effect = &diagram.effects[arc.effect as usize];
                            let child = &best[arc.child as usize * policies + policy];
                            let coordinates = &problem.valuation.coordinates;
                            let gain =
                                V::build(dimension, |p| coordinates[p].gain(below.issue, arc.choice, effect));
                            (
                                Completion { vector: gain.plus(&child.vector), terminal: child.terminal },
                                position,
                            )
                        });
                    let chosen = options.max_by_key(|(completion, _)| score(policy, &completion.vector));
                    if let Some((completion, position)) = chosen {
                        next.push(completion);
                        taken.push(position);
                    }
                }
            }
            best = next;
            arcs.push(taken);
        }
        arcs.reverse();
        Completions { policies, best, arcs }
    }

    /// Fills in the choices of a completion.
    fn complete(
        &self,
        problem: &Problem<'_>,
        layer: usize,
        node: usize,
        policy: usize,
        package: &mut [Choice],
    ) {
        let mut node = node;
        for (below, arcs) in problem.diagram.layers[layer..].iter().zip(&self.arcs) {
            let arc = &below.arcs[arcs[node * self.policies + policy] as usize];
            package[below.issue] = arc.choice;
            node = arc.child as usize;
        }
    }
}

/// Weights that give each coordinate's range about the same size.
fn balance(problem: &Problem<'_>) -> Vec<i128> {
    let range = |values: &[i64]| {
        let high = values.iter().copied().max().unwrap_or(0);
        let low = values.iter().copied().min().unwrap_or(0);
        i128::from(high) - i128::from(low)
    };
    let coordinates = problem.valuation.coordinates.iter();
    coordinates
        .map(|coordinate| {
            let total: i128 = coordinate.table.iter().map(|values| range(values)).sum();
            ((1_i128 << 56) / (total + range(&coordinate.bonus) + 1)).max(1)
        })
        .collect()
}
