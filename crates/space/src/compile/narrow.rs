//! Keeping layers narrow: bounds instead of the exact diagram.

use super::states::States;
use super::store::Id;
use crate::diagram::{Arc, Layer};

/// What to do with a layer that grows too wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Narrowing {
    /// Nothing.
    None,
    /// Drop the states that fewest paths reach: packages are lost.
    Restrict {
        /// Most states a layer.
        width: usize,
    },
    /// Merge the states that fewest paths reach, keeping what they have in
    /// common: packages are gained. States must hold no slots.
    Relax {
        /// Most states a layer.
        width: usize,
    },
}

/// Narrows layer after layer.
pub(super) struct Narrow {
    narrowing: Narrowing,
    /// How many paths reach each state of the layer under way.
    paths: Vec<Paths>,
}

/// Number of paths, in about 31 significant bits: `significand * 2^exponent`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Paths {
    exponent: u32,
    significand: u32,
}

impl Paths {
    const ONE: Self = Self { exponent: 0, significand: 1 };

    fn plus(self, other: Self) -> Self {
        let (low, high) = if self < other { (self, other) } else { (other, self) };
        let shifted = low.significand.checked_shr(high.exponent - low.exponent).unwrap_or(0);
        let sum = u64::from(shifted) + u64::from(high.significand);
        match u32::try_from(sum) {
            Ok(significand) if significand < 1 << 31 => Self { exponent: high.exponent, significand },
            _ => {
                Self { exponent: high.exponent + 1, significand: u32::try_from(sum / 2).unwrap_or(u32::MAX) }
            }
        }
    }
}

impl Narrow {
    pub(super) fn new(narrowing: Narrowing) -> Self {
        Self { narrowing, paths: vec![Paths::ONE] }
    }

    /// The states that stay of those below `layer`, whose arcs are led to them.
    pub(super) fn apply(&mut self, layer: &mut Layer, states: States) -> States {
        let (Narrowing::Restrict { width } | Narrowing::Relax { width }) = self.narrowing else {
            return states;
        };
        let mut paths = vec![Paths::default(); states.len()];
        for (node, &before) in self.paths.iter().enumerate() {
            for arc in layer.arcs_of(node) {
                let below = &mut paths[arc.child as usize];
                *below = below.plus(before);
            }
        }
        self.paths = paths;
        if states.len() <= width.max(1) {
            return states;
        }
        let mut by_paths: Vec<usize> = (0..states.len()).collect();
        by_paths.sort_by(|&left, &right| self.paths[right].cmp(&self.paths[left]).then(left.cmp(&right)));
        let (kept, target) = match self.narrowing {
            Narrowing::Relax { .. } => merge(&states, &mut by_paths, width.max(1)),
            _ => keep(&states, &by_paths[..width.max(1)]),
        };
        lead(layer, &target);
        let mut paths = vec![Paths::default(); kept.len()];
        for (&before, target) in self.paths.iter().zip(&target) {
            if let Some(target) = *target {
                paths[target as usize] = paths[target as usize].plus(before);
            }
        }
        self.paths = paths;
        kept
    }
}

/// Keeps the states `chosen`; the others lead nowhere.
fn keep(states: &States, chosen: &[usize]) -> (States, Vec<Option<u32>>) {
    let mut kept = States::default();
    let mut target = vec![None; states.len()];
    for &state in chosen {
        target[state] = Some(kept.insert(states.get(state)));
    }
    (kept, target)
}

/// Keeps half of the width as it is, the states that most paths reach, and
/// merges the others, neighbours in the order of their formulas, into the rest.
fn merge(states: &States, by_paths: &mut [usize], width: usize) -> (States, Vec<Option<u32>>) {
    let (exact, rest) = by_paths.split_at_mut(width / 2);
    let (mut kept, mut target) = keep(states, exact);
    rest.sort_by(|&left, &right| states.get(left).cmp(states.get(right)));
    let group = rest.len().div_ceil(width - width / 2);
    for group in rest.chunks(group.max(1)) {
        let mut common: Vec<Id> = states.get(group[0]).to_vec();
        for &state in &group[1..] {
            let other = states.get(state);
            common.retain(|formula| other.binary_search(formula).is_ok());
        }
        let merged = Some(kept.insert(&common));
        group.iter().for_each(|&state| target[state] = merged);
    }
    (kept, target)
}

/// Leads the arcs of a layer to the targets of their children.
fn lead(layer: &mut Layer, target: &[Option<u32>]) {
    let mut arcs: Vec<Arc> = Vec::with_capacity(layer.arcs.len());
    let mut starts = vec![0];
    for node in 0..layer.nodes() {
        let led = layer.arcs_of(node).iter();
        arcs.extend(led.filter_map(|arc| Some(Arc { child: target[arc.child as usize]?, ..*arc })));
        starts.push(u32::try_from(arcs.len()).unwrap_or(u32::MAX));
    }
    layer.arcs = arcs;
    layer.starts = starts;
}
