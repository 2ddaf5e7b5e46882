//! The compiled structure under every analysis: a layered decision diagram.
//!
//! A layer per issue, an arc per choice, a node per distinct residual of the
//! formulas still open (Bergman, Cire, van Hoeve and Hooker 2016). Every path
//! from the root to a terminal is one package, and every package that meets the
//! hard formulas is exactly one path. Every node lies on such a path.

use detente_case::package::{Choice, IssueIndex};

/// A layered decision diagram; empty (no layer, no terminal) when nothing meets the formulas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagram {
    /// One layer an issue, from the root down. Layer 0 has one node, the root.
    pub layers: Vec<Layer>,
    /// What is known at each terminal, the nodes below the last layer: one
    /// terminal for each distinct combination of truth of the `split` formulas.
    pub terminals: Vec<Terminal>,
    /// What arcs can do besides choosing; arcs refer to entries by position.
    pub effects: Vec<Effect>,
}

/// The nodes at which one issue is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// The issue.
    pub issue: IssueIndex,
    /// Arcs of node `n` are `arcs[starts[n]..starts[n + 1]]`; one entry more than there are nodes.
    pub starts: Vec<u32>,
    /// All arcs, grouped by node; within a node in ascending order of choice, each choice at most once.
    pub arcs: Vec<Arc>,
}

/// One choice at one node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    /// The choice.
    pub choice: Choice,
    /// Position in [`Diagram::effects`].
    pub effect: u32,
    /// Node of the next layer, or terminal below the last.
    pub child: u32,
}

/// What taking an arc settles.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Effect {
    /// Whether the issue arises; where not, its choice is worth nothing to anyone.
    pub arises: bool,
    /// Tracked formulas (positions in the list given to the compiler), ascending, that become true here.
    pub met: Vec<u32>,
}

/// Truth of the `split` formulas at the end of a path.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Terminal {
    /// One entry a split formula.
    pub holds: Vec<bool>,
}

impl Layer {
    /// Number of nodes.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The arcs of a node.
    #[must_use]
    pub fn arcs_of(&self, node: usize) -> &[Arc] {
        &self.arcs[self.starts[node] as usize..self.starts[node + 1] as usize]
    }
}

impl Diagram {
    /// Whether no package meets the hard formulas.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terminals.is_empty()
    }
}
