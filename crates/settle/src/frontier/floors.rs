//! Which labels can still meet the floors.

use detente_space::diagram::Diagram;

use super::Request;
use super::bundle::Bundled;
use super::sweep::Problem;
use crate::nondominated::vector::Vector;

/// Distinct combinations of floors that are followed apart; further ones share the last place.
const CLASSES: usize = 8;

/// Least value that a label needs at each node, by class of terminals with equal floors.
///
/// `i64::MIN` says that nothing is needed, `i64::MAX` that no completion suffices.
#[derive(Debug)]
pub(crate) struct Needs<V> {
    classes: usize,
    /// For layer `l`, `layers[l][node * classes + class]`; the terminals come last.
    layers: Vec<Vec<V>>,
}

/// The floors of one terminal, `i64::MIN` where there is none.
pub(crate) fn floor_of<V: Vector>(request: &Request, dimension: usize, terminal: usize) -> V {
    let floors = request.floors.get(terminal);
    V::build(dimension, |p| floors.and_then(|row| row.get(p).copied().flatten()).unwrap_or(i64::MIN))
}

impl<V: Vector> Needs<V> {
    /// One backward pass; `None` where there are no floors.
    pub(crate) fn new(problem: &Problem<'_>, bundles: &Bundled<'_, V>) -> Option<Self> {
        let (diagram, dimension) = (problem.diagram, problem.dimension());
        if problem.request.floors.iter().all(|row| row.iter().all(Option::is_none)) {
            return None;
        }
        let (classes, last) = classes(diagram, problem.request, dimension);
        let mut layers = vec![last];
        for layer in (0..diagram.layers.len()).rev() {
            let below = &layers[layers.len() - 1];
            let never = V::build(dimension, |_| i64::MAX);
            let mut needs = vec![never; diagram.layers[layer].nodes() * classes];
            for bundle in bundles.of(layer).iter() {
                for class in 0..classes {
                    let own = &mut needs[bundle.from as usize * classes + class];
                    let child: &V = &below[bundle.child as usize * classes + class];
                    for (p, own) in own.coordinates_mut().iter_mut().enumerate() {
                        *own = (*own).min(before(child.coordinates()[p], bundle.gain.coordinates()[p]));
                    }
                }
            }
            layers.push(needs);
        }
        layers.reverse();
        Some(Needs { classes, layers })
    }

    /// What a label of `node` in `layer` must reach, one vector a class; any one suffices.
    pub(crate) fn at(&self, layer: usize, node: usize) -> &[V] {
        &self.layers[layer][node * self.classes..(node + 1) * self.classes]
    }
}

/// Number of classes and the needs at the terminals.
fn classes<V: Vector>(diagram: &Diagram, request: &Request, dimension: usize) -> (usize, Vec<V>) {
    let floors: Vec<V> =
        (0..diagram.terminals.len()).map(|terminal| floor_of(request, dimension, terminal)).collect();
    let mut distinct: Vec<&V> = Vec::new();
    let class_of: Vec<usize> = floors
        .iter()
        .map(|floor| {
            let known = distinct.iter().position(|&other| other == floor);
            let class = known.unwrap_or_else(|| {
                if distinct.len() < CLASSES {
                    distinct.push(floor);
                }
                distinct.len() - 1
            });
            class.min(CLASSES - 1)
        })
        .collect();
    let classes = distinct.len();
    let mut needs = vec![V::build(dimension, |_| i64::MAX); floors.len() * classes];
    for (terminal, (floor, class)) in floors.iter().zip(class_of).enumerate() {
        needs[terminal * classes + class] = floor.clone();
    }
    (classes, needs)
}

/// What is needed before a gain, given what is needed after it.
pub(crate) fn before(need: i64, gain: i64) -> i64 {
    if need == i64::MIN || need == i64::MAX { need } else { need.saturating_sub(gain) }
}
