//! The best packages by one coordinate, and the bounds that prove them best.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use detente_case::package::Package;

use crate::diagram::{Arc, Diagram, Layer};
use crate::valuation::Coordinate;

/// The most and the least that a package can still gain, by layer and node; one
/// entry more than there are layers, the last for the terminals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompletionBounds {
    /// Greatest sums of what the arcs below add.
    pub most: Vec<Vec<i64>>,
    /// Least sums of what the arcs below add.
    pub least: Vec<Vec<i64>>,
}

/// A package and its value on the coordinate asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Valued {
    /// The value, in the coordinate's units.
    pub value: i64,
    /// The package.
    pub package: Package,
}

impl Diagram {
    /// What packages can still gain from each node.
    #[must_use]
    pub fn completion_bounds(&self, coordinate: &Coordinate) -> CompletionBounds {
        CompletionBounds {
            most: self.extremes(coordinate, |gains| gains.max()),
            least: self.extremes(coordinate, |gains| gains.min()),
        }
    }

    fn extremes(
        &self,
        coordinate: &Coordinate,
        choose: impl Fn(&mut dyn Iterator<Item = i64>) -> Option<i64>,
    ) -> Vec<Vec<i64>> {
        let mut bounds = vec![vec![0; self.terminals.len()]];
        for layer in self.layers.iter().rev() {
            let mut above = Vec::with_capacity(layer.nodes());
            if let Some(below) = bounds.last() {
                for node in 0..layer.nodes() {
                    let mut gains = layer
                        .arcs_of(node)
                        .iter()
                        .map(|arc| self.gain(coordinate, layer, arc) + below[arc.child as usize]);
                    above.push(choose(&mut gains).unwrap_or(0));
                }
            }
            bounds.push(above);
        }
        bounds.reverse();
        bounds
    }

    /// What an arc of a layer adds on a coordinate.
    pub(crate) fn gain(&self, coordinate: &Coordinate, layer: &Layer, arc: &Arc) -> i64 {
        coordinate.gain(layer.issue, arc.choice, &self.effects[arc.effect as usize])
    }

    /// The `count` packages of greatest value, best first, or all of them if
    /// there are fewer. Which of several equal packages come first depends on
    /// the diagram alone.
    #[must_use]
    pub fn best(&self, coordinate: &Coordinate, count: usize) -> Vec<Valued> {
        if self.is_empty() || count == 0 {
            return Vec::new();
        }
        let most = self.extremes(coordinate, |gains| gains.max());
        let mut search =
            Search { diagram: self, coordinate, most, paths: Vec::new(), detours: BinaryHeap::new() };
        let mut found = Vec::new();
        search.follow(None, search.most[0][0]);
        while let Some(path) = search.paths.last() {
            found.push(Valued { value: path.value, package: self.package_of(&path.arcs) });
            if found.len() == count {
                break;
            }
            let Some((value, detour)) = search.detours.pop() else { break };
            search.follow(Some(detour.0), value);
        }
        found
    }

    /// The package of a path, given the place of each of its arcs among those of its node.
    fn package_of(&self, arcs: &[usize]) -> Package {
        let mut package = vec![0; self.layers.len()];
        let mut node = 0;
        for (layer, &arc) in self.layers.iter().zip(arcs) {
            let arc = layer.arcs_of(node)[arc];
            package[layer.issue] = arc.choice;
            node = arc.child as usize;
        }
        package
    }
}

/// Search for the best paths in turn (after Lawler 1972): every path but the
/// first is an earlier one left at one node by an arc not taken there, and
/// completed as well as can be.
struct Search<'a> {
    diagram: &'a Diagram,
    coordinate: &'a Coordinate,
    most: Vec<Vec<i64>>,
    paths: Vec<Path>,
    detours: BinaryHeap<(i64, Reverse<Detour>)>,
}

/// A path found: for each layer the place of the arc among those of the node.
struct Path {
    value: i64,
    arcs: Vec<usize>,
}

/// Leave path number `path` at `layer` by the arc at place `arc`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Detour {
    path: usize,
    layer: usize,
    arc: usize,
}

impl Search<'_> {
    /// Takes a detour (or none: the best path of all) and files the detours from it.
    fn follow(&mut self, detour: Option<Detour>, value: i64) {
        let mut arcs = Vec::with_capacity(self.diagram.layers.len());
        if let Some(Detour { path, layer, arc }) = detour {
            arcs.extend_from_slice(&self.paths[path].arcs[..layer]);
            arcs.push(arc);
        }
        let shared = arcs.len();
        let path = self.paths.len();
        let mut node = 0;
        let mut so_far = 0;
        for (at, layer) in self.diagram.layers.iter().enumerate() {
            let from_node = layer.arcs_of(node);
            let reach = |arc: &Arc| {
                self.diagram.gain(self.coordinate, layer, arc) + self.most[at + 1][arc.child as usize]
            };
            if at >= shared {
                let goal = self.most[at][node];
                let best = from_node.iter().position(|arc| reach(arc) == goal).unwrap_or(0);
                let others = from_node.iter().enumerate().filter(|(place, _)| *place != best);
                self.detours.extend(
                    others
                        .map(|(arc, each)| (so_far + reach(each), Reverse(Detour { path, layer: at, arc }))),
                );
                arcs.push(best);
            }
            let arc = &from_node[arcs[at]];
            so_far += self.diagram.gain(self.coordinate, layer, arc);
            node = arc.child as usize;
        }
        self.paths.push(Path { value, arcs });
    }
}
