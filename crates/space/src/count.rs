//! How many packages there are, exactly.

use num_bigint::BigUint;

use crate::diagram::{Diagram, Layer};

impl Diagram {
    /// The number of packages.
    #[must_use]
    pub fn count(&self) -> BigUint {
        let mut below: Vec<BigUint> = vec![BigUint::from(1_u8); self.terminals.len()];
        for layer in self.layers.iter().rev() {
            below = counts_above(layer, &below);
        }
        below.first().cloned().unwrap_or_default()
    }

    /// For each layer and each of its nodes the number of ways to complete a
    /// package from there; one entry more than there are layers, the last for
    /// the terminals.
    #[must_use]
    pub fn completions(&self) -> Vec<Vec<BigUint>> {
        let mut counts = vec![vec![BigUint::from(1_u8); self.terminals.len()]];
        for layer in self.layers.iter().rev() {
            let above = counts.last().map_or_else(Vec::new, |below| counts_above(layer, below));
            counts.push(above);
        }
        counts.reverse();
        counts
    }
}

/// Completions from each node of a layer, given those from the nodes below.
fn counts_above(layer: &Layer, below: &[BigUint]) -> Vec<BigUint> {
    let count = |node| {
        let arcs = layer.arcs_of(node);
        let same_child = arcs.chunk_by(|left, right| left.child == right.child);
        same_child.map(|arcs| &below[arcs[0].child as usize] * arcs.len()).sum()
    };
    (0..layer.nodes()).map(count).collect()
}
