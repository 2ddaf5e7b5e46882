//! The arcs of a layer with their gains, reduced to those that can matter.
//!
//! Of the arcs from one node to one child, those that lead to a dominated gain
//! are dropped: whatever follows is the same. Those with equal gains become one
//! bundle, so that an issue nobody values costs one shift of a list.

use detente_space::diagram::Layer;

use super::Request;
use super::sweep::Problem;
use crate::nondominated::sorted::undominated;
use crate::nondominated::vector::Vector;

/// Arcs of equal gain from one node to one child.
#[derive(Clone, Debug)]
pub(crate) struct Bundle<V> {
    /// Node of the layer.
    pub(crate) from: u32,
    /// Node of the next layer, or terminal.
    pub(crate) child: u32,
    /// What each arc adds.
    pub(crate) gain: V,
    /// Number of arcs.
    pub(crate) arcs: u32,
    /// Position in the layer of the arc with the smallest tie key, the first of several.
    pub(crate) arc: u32,
}

/// The bundles of a layer by node, child and descending gain.
pub(crate) fn bundles<V: Vector>(problem: &Problem<'_>, layer: &Layer) -> Vec<Bundle<V>> {
    let mut all: Vec<Bundle<V>> = Vec::with_capacity(layer.arcs.len());
    let mut keep = Vec::new();
    for node in 0..layer.nodes() {
        let first = all.len();
        for (arc, position) in layer.arcs_of(node).iter().zip(layer.starts[node]..) {
            let effect = &problem.diagram.effects[arc.effect as usize];
            let coordinates = &problem.valuation.coordinates;
            let gain = V::build(coordinates.len(), |p| coordinates[p].gain(layer.issue, arc.choice, effect));
            all.push(Bundle { from: node as u32, child: arc.child, gain, arcs: 1, arc: position });
        }
        all[first..].sort_by(|a, b| {
            let keys = || tie_key(problem.request, layer, a.arc).cmp(&tie_key(problem.request, layer, b.arc));
            a.child.cmp(&b.child).then_with(|| a.gain.descending(&b.gain)).then_with(keys)
        });
        reduce(&mut all, first, problem.dimension(), &mut keep);
    }
    all
}

/// Joins equal gains and drops dominated ones among the sorted bundles from `first` on.
fn reduce<V: Vector>(all: &mut Vec<Bundle<V>>, first: usize, dimension: usize, keep: &mut Vec<bool>) {
    if all[first..].windows(2).all(|pair| pair[0].child != pair[1].child) {
        return;
    }
    let sorted = all.split_off(first);
    for bundle in sorted {
        match all[first..].last_mut() {
            Some(last) if last.child == bundle.child && last.gain == bundle.gain => last.arcs += 1,
            _ => all.push(bundle),
        }
    }
    let joined = all.split_off(first);
    for group in joined.chunk_by(|a, b| a.child == b.child) {
        let gains: Vec<V> = group.iter().map(|bundle| bundle.gain.clone()).collect();
        undominated(&gains, dimension, keep);
        all.extend(
            group.iter().zip(keep.iter()).filter(|&(_, &kept)| kept).map(|(bundle, _)| bundle.clone()),
        );
    }
}

/// The tie key of an arc.
pub(crate) fn tie_key(request: &Request, layer: &Layer, arc: u32) -> u64 {
    let choice = layer.arcs[arc as usize].choice;
    request.tie_keys.get(layer.issue).and_then(|keys| keys.get(usize::from(choice))).copied().unwrap_or(0)
}
