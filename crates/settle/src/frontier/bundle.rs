//! The arcs of a layer with their gains, reduced to those that can matter.
//!
//! Of the arcs from one node to one child, those that lead to a dominated gain
//! are dropped: whatever follows is the same. Those with equal gains become one
//! bundle, so that an issue nobody values costs one shift of a list.

use std::borrow::Cow;

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

/// Arcs on all layers together up to which their bundles are kept.
const MOST_KEPT: usize = 1 << 14;

/// The bundles of all layers: kept where they are few, otherwise found anew each
/// time, which costs less than the memory.
pub(crate) struct Bundled<'a, V> {
    problem: Problem<'a>,
    /// Those kept, layer after layer.
    kept: Vec<Bundle<V>>,
    /// Where those of each layer begin, and where the last end; nothing but a zero where none are kept.
    starts: Vec<usize>,
}

impl<'a, V: Vector> Bundled<'a, V> {
    /// The bundles of a problem.
    pub(crate) fn new(problem: Problem<'a>) -> Self {
        let layers = &problem.diagram.layers;
        let arcs: usize = layers.iter().map(|layer| layer.arcs.len()).sum();
        let (few, arcs) = if arcs <= MOST_KEPT { (layers.as_slice(), arcs) } else { (&[][..], 0) };
        let mut kept = Vec::with_capacity(arcs);
        let mut starts = Vec::with_capacity(few.len() + 1);
        starts.push(0);
        let mut scratch = Scratch::default();
        for layer in few {
            add_bundles(&problem, layer, &mut kept, &mut scratch);
            starts.push(kept.len());
        }
        Self { problem, kept, starts }
    }

    /// Those of a layer.
    pub(crate) fn of(&self, layer: usize) -> Cow<'_, [Bundle<V>]> {
        match self.starts.get(layer..layer + 2) {
            Some(&[start, end]) => Cow::Borrowed(&self.kept[start..end]),
            _ => Cow::Owned(bundles(&self.problem, &self.problem.diagram.layers[layer])),
        }
    }
}

/// The bundles of a layer by node, child and descending gain.
pub(crate) fn bundles<V: Vector>(problem: &Problem<'_>, layer: &Layer) -> Vec<Bundle<V>> {
    let mut all = Vec::with_capacity(layer.arcs.len());
    add_bundles(problem, layer, &mut all, &mut Scratch::default());
    all
}

/// Buffers of [`reduce`].
struct Scratch<V> {
    gains: Vec<V>,
    keep: Vec<bool>,
}

impl<V> Default for Scratch<V> {
    fn default() -> Self {
        Self { gains: Vec::new(), keep: Vec::new() }
    }
}

/// Adds the bundles of a layer to those of the layers before.
fn add_bundles<V: Vector>(
    problem: &Problem<'_>,
    layer: &Layer,
    all: &mut Vec<Bundle<V>>,
    scratch: &mut Scratch<V>,
) {
    let coordinates = &problem.valuation.coordinates;
    for node in 0..layer.nodes() {
        let first = all.len();
        for (arc, position) in layer.arcs_of(node).iter().zip(layer.starts[node]..) {
            let effect = &problem.diagram.effects[arc.effect as usize];
            let gain = V::build(coordinates.len(), |p| coordinates[p].gain(layer.issue, arc.choice, effect));
            all.push(Bundle { from: node as u32, child: arc.child, gain, arcs: 1, arc: position });
        }
        all[first..].sort_by(|a, b| {
            let keys = || tie_key(problem.request, layer, a.arc).cmp(&tie_key(problem.request, layer, b.arc));
            a.child.cmp(&b.child).then_with(|| a.gain.descending(&b.gain)).then_with(keys)
        });
        reduce(all, first, problem.dimension(), scratch);
    }
}

/// Joins equal gains and drops dominated ones among the sorted bundles from
/// `first` on.
fn reduce<V: Vector>(all: &mut Vec<Bundle<V>>, first: usize, dimension: usize, scratch: &mut Scratch<V>) {
    let Scratch { gains, keep } = scratch;
    if all[first..].windows(2).all(|pair| pair[0].child != pair[1].child) {
        return;
    }
    let mut joined = first;
    for at in first + 1..all.len() {
        if all[at].child == all[joined].child && all[at].gain == all[joined].gain {
            all[joined].arcs += all[at].arcs;
        } else {
            joined += 1;
            all.swap(joined, at);
        }
    }
    all.truncate(joined + 1);
    let mut kept = first;
    let mut start = first;
    while start < all.len() {
        let child = all[start].child;
        gains.clear();
        gains.extend(
            all[start..].iter().take_while(|bundle| bundle.child == child).map(|bundle| bundle.gain.clone()),
        );
        undominated(gains, dimension, keep);
        for (at, _) in (start..).zip(keep.iter()).filter(|&(_, &keep)| keep) {
            all.swap(kept, at);
            kept += 1;
        }
        start += gains.len();
    }
    all.truncate(kept);
}

/// The tie key of an arc.
pub(crate) fn tie_key(request: &Request, layer: &Layer, arc: u32) -> u64 {
    let choice = layer.arcs[arc as usize].choice;
    request.tie_keys.get(layer.issue).and_then(|keys| keys.get(usize::from(choice))).copied().unwrap_or(0)
}
