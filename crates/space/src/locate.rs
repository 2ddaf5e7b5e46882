//! Where a package lies in a diagram, if it does.

use detente_case::package::Choice;

use crate::diagram::{Arc, Diagram};

/// The path of one package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The arc on each layer, from the root down.
    pub arcs: Vec<Arc>,
    /// Position of the terminal.
    pub terminal: usize,
}

impl Diagram {
    /// The path of `package`, one choice an issue in case order; `None` if it
    /// is not in the diagram.
    #[must_use]
    pub fn locate(&self, package: &[Choice]) -> Option<Located> {
        if self.is_empty() || package.len() != self.layers.len() {
            return None;
        }
        let mut node = 0;
        let mut arcs = Vec::with_capacity(self.layers.len());
        for layer in &self.layers {
            let from_node = layer.arcs_of(node);
            let at = from_node.binary_search_by_key(&package[layer.issue], |arc| arc.choice).ok()?;
            arcs.push(from_node[at]);
            node = from_node[at].child as usize;
        }
        Some(Located { arcs, terminal: node })
    }

    /// Whether `package` is in the diagram.
    #[must_use]
    pub fn contains(&self, package: &[Choice]) -> bool {
        self.locate(package).is_some()
    }
}
