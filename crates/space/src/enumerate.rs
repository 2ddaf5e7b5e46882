//! All packages, one after the other.

use std::iter::FusedIterator;

use detente_case::package::Package;

use crate::diagram::Diagram;

/// Every package once, in ascending order of choices, issue by issue as the
/// diagram orders them.
#[derive(Clone, Debug)]
pub struct Packages<'a> {
    diagram: &'a Diagram,
    package: Package,
    /// The arc taken on each layer of the path under way, by its place among
    /// all arcs of the layer, and one past the last arc of its node.
    path: Vec<(usize, usize)>,
    finished: bool,
}

impl Diagram {
    /// Every package once. There may be more than a lifetime of them: cap with
    /// [`Iterator::take`].
    #[must_use]
    pub fn packages(&self) -> Packages<'_> {
        let mut packages = Packages {
            diagram: self,
            package: vec![0; self.layers.len()],
            path: Vec::with_capacity(self.layers.len()),
            finished: self.is_empty(),
        };
        if !packages.finished {
            packages.descend(0);
        }
        packages
    }
}

impl Packages<'_> {
    /// Completes the path from `node` of the layer below it, by first arcs.
    fn descend(&mut self, mut node: usize) {
        for layer in &self.diagram.layers[self.path.len()..] {
            let (start, end) = (layer.starts[node] as usize, layer.starts[node + 1] as usize);
            self.path.push((start, end));
            let arc = layer.arcs[start];
            self.package[layer.issue] = arc.choice;
            node = arc.child as usize;
        }
    }

    /// Moves to the next path.
    fn advance(&mut self) {
        while let Some((arc, end)) = self.path.pop() {
            if arc + 1 < end {
                let layer = &self.diagram.layers[self.path.len()];
                self.path.push((arc + 1, end));
                let arc = layer.arcs[arc + 1];
                self.package[layer.issue] = arc.choice;
                self.descend(arc.child as usize);
                return;
            }
        }
        self.finished = true;
    }
}

impl Iterator for Packages<'_> {
    type Item = Package;

    fn next(&mut self) -> Option<Package> {
        if self.finished {
            return None;
        }
        let package = self.package.clone();
        self.advance();
        Some(package)
    }
}

impl FusedIterator for Packages<'_> {}
