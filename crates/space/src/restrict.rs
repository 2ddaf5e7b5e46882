//! The packages of a diagram that meet a further condition on single issues.

use detente_case::package::IssueIndex;

use crate::compile::reduce::reduce;
use crate::diagram::{Arc, Diagram, Effect, Layer, Terminal};

impl Diagram {
    /// The packages all of whose arcs pass `keep_arc` and that end where
    /// `keep_terminal` holds. Cheaper than compiling again for what single
    /// choices decide; tracked formulas keep their numbers.
    #[must_use]
    pub fn restrict(
        &self,
        keep_arc: impl Fn(IssueIndex, &Arc, &Effect) -> bool,
        keep_terminal: impl Fn(&Terminal) -> bool,
    ) -> Self {
        let keeps: Vec<bool> = self.terminals.iter().map(keep_terminal).collect();
        let last = self.layers.len().checked_sub(1);
        // New number of each node of the layer under way, in the order in which arcs reach them.
        let mut numbers = vec![Some(0)];
        let mut layers = Vec::with_capacity(self.layers.len());
        for (at, layer) in self.layers.iter().enumerate() {
            let below = self.layers.get(at + 1).map_or(self.terminals.len(), Layer::nodes);
            let mut children: Vec<Option<u32>> = vec![None; below];
            let mut reached = 0;
            let mut kept = Layer { issue: layer.issue, starts: vec![0], arcs: Vec::new() };
            for node in in_new_order(&numbers) {
                for arc in layer.arcs_of(node) {
                    let passes = (Some(at) != last || keeps[arc.child as usize])
                        && keep_arc(layer.issue, arc, &self.effects[arc.effect as usize]);
                    if passes {
                        let child = *children[arc.child as usize].get_or_insert_with(|| {
                            reached += 1;
                            reached - 1
                        });
                        kept.arcs.push(Arc { child, ..*arc });
                    }
                }
                kept.starts.push(u32::try_from(kept.arcs.len()).unwrap_or(u32::MAX));
            }
            layers.push(kept);
            numbers = children;
        }
        let terminals: Vec<Terminal> = match last {
            Some(_) => in_new_order(&numbers).map(|terminal| self.terminals[terminal].clone()).collect(),
            None => self
                .terminals
                .iter()
                .zip(&keeps)
                .filter(|(_, keeps)| **keeps)
                .map(|(each, _)| each.clone())
                .collect(),
        };
        reduce(Self { layers, terminals, effects: self.effects.clone() })
    }
}

/// Old numbers of the nodes that have a new one, in the order of those.
fn in_new_order(numbers: &[Option<u32>]) -> impl Iterator<Item = usize> {
    let mut nodes: Vec<(u32, usize)> =
        numbers.iter().enumerate().filter_map(|(node, number)| Some(((*number)?, node))).collect();
    nodes.sort_unstable();
    nodes.into_iter().map(|(_, node)| node)
}
