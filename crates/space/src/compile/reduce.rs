//! The pass from the terminals up: dead ends go, equal nodes become one.

use rustc_hash::FxHashMap;

use super::states::States;
use crate::diagram::{Arc, Diagram, Effect, Layer, Terminal};

/// Drops nodes that reach no terminal, merges nodes with equal arcs, and
/// renumbers effects in their own order. Of all diagrams with the same order of
/// issues the result has the fewest nodes.
pub(crate) fn reduce(diagram: Diagram) -> Diagram {
    let Diagram { mut layers, terminals, effects } = diagram;
    let (terminals, mut below) = distinct(terminals);
    for layer in layers.iter_mut().rev() {
        if is_reduced(layer, &below) {
            below.clear();
            below.push(Some(0));
            continue;
        }
        let (reduced, numbers) = reduce_layer(layer, &below);
        *layer = reduced;
        below = numbers;
    }
    if below.first().copied().flatten().is_none() {
        return Diagram::default();
    }
    let effects = renumber(&mut layers, effects);
    Diagram { layers, terminals, effects }
}

/// Whether a layer stays as it is: one node, and below it nothing dropped or renumbered.
fn is_reduced(layer: &Layer, below: &[Option<u32>]) -> bool {
    layer.nodes() == 1
        && !layer.arcs.is_empty()
        && below.iter().zip(0..).all(|(&number, before)| number == Some(before))
}

/// The terminals without repetition, and for each old one its number.
fn distinct(terminals: Vec<Terminal>) -> (Vec<Terminal>, Vec<Option<u32>>) {
    if terminals.len() == 1 {
        return (terminals, vec![Some(0)]);
    }
    let mut sorted = terminals.clone();
    sorted.sort();
    sorted.dedup();
    let number = |terminal| sorted.binary_search(terminal).ok().and_then(|number| u32::try_from(number).ok());
    let numbers = terminals.iter().map(number).collect();
    (sorted, numbers)
}

/// The layer above nodes that were renumbered or dropped, and the same for its own nodes.
fn reduce_layer(layer: &Layer, below: &[Option<u32>]) -> (Layer, Vec<Option<u32>>) {
    let mut reduced = Layer { issue: layer.issue, starts: vec![0], arcs: Vec::new() };
    let mut numbers = Vec::with_capacity(layer.nodes());
    let mut known = States::default();
    let mut key = Vec::new();
    for node in 0..layer.nodes() {
        let start = reduced.arcs.len();
        key.clear();
        for arc in layer.arcs_of(node) {
            if let Some(child) = below[arc.child as usize] {
                reduced.arcs.push(Arc { child, ..*arc });
                key.extend([u32::from(arc.choice), arc.effect, child]);
            }
        }
        if key.is_empty() {
            numbers.push(None);
            continue;
        }
        let number = known.insert(&key);
        numbers.push(Some(number));
        if number as usize == reduced.nodes() {
            reduced.starts.push(u32::try_from(reduced.arcs.len()).unwrap_or(u32::MAX));
        } else {
            reduced.arcs.truncate(start);
        }
    }
    reduced.arcs.shrink_to_fit();
    (reduced, numbers)
}

/// Renumbers the effects in use in ascending order and gives them.
fn renumber(layers: &mut [Layer], effects: Vec<Effect>) -> Vec<Effect> {
    if effects.len() == 1 {
        return effects;
    }
    let mut used: Vec<Option<&Effect>> = vec![None; effects.len()];
    for arc in layers.iter().flat_map(|layer| &layer.arcs) {
        used[arc.effect as usize] = Some(&effects[arc.effect as usize]);
    }
    let mut sorted: Vec<Effect> = used.into_iter().flatten().cloned().collect();
    sorted.sort();
    let numbers: FxHashMap<&Effect, u32> = sorted.iter().zip(0..).collect();
    for layer in layers {
        for arc in &mut layer.arcs {
            arc.effect = numbers.get(&effects[arc.effect as usize]).copied().unwrap_or(0);
        }
    }
    sorted
}
