//! One pass over all paths of a diagram, with sums carried along.

use detente_case::formula::Formula;
use detente_case::package::Choice;
use detente_space::diagram::Diagram;
use detente_space::valuation::Coordinate;
use fixedbitset::FixedBitSet;

use super::digits::Digits;

/// The paths of a diagram in its own order.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    diagram: &'a Diagram,
    /// What each arc adds to the key, by layer.
    worth: Vec<Vec<u64>>,
}

/// What a party's packages are worth: the sum over issues, and formulas.
#[derive(Debug)]
pub(super) struct Total<'a> {
    coordinate: &'a Coordinate,
    /// Formulas that are decided at each layer, with what they add.
    decided: Vec<Vec<(&'a Formula, i64)>>,
    /// What formulas over no issue add.
    constant: i64,
}

/// The sums on the way to a node.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    key: u64,
    value: i64,
}

impl<'a> Walk<'a> {
    pub(super) fn new(diagram: &'a Diagram, digits: &Digits) -> Self {
        let worth = diagram
            .layers
            .iter()
            .map(|layer| {
                layer.arcs.iter().map(|arc| digits.worth(layer.issue, arc.choice).unwrap_or(0)).collect()
            })
            .collect();
        Self { diagram, worth }
    }

    /// The keys of all states, ascending, and for each path in the order of the
    /// walk the position of its key.
    pub(super) fn keys(&self, states: usize) -> (Vec<u64>, Vec<u32>) {
        let mut keys = Vec::with_capacity(states);
        self.each(None, |key, _| keys.push(key));
        let mut sorted = keys.clone();
        sorted.sort_unstable();
        let place = |key: &u64| sorted.binary_search(key).ok().and_then(|at| u32::try_from(at).ok());
        let order = keys.iter().map(|key| place(key).unwrap_or(u32::MAX)).collect();
        (sorted, order)
    }

    /// Calls `visit` with key and total of every path.
    pub(super) fn each(&self, total: Option<&Total<'_>>, mut visit: impl FnMut(u64, i64)) {
        let layers = &self.diagram.layers;
        let constant = total.map_or(0, |total| total.constant);
        if layers.is_empty() {
            if !self.diagram.is_empty() {
                visit(0, constant);
            }
            return;
        }
        let mut package: Vec<Choice> = vec![0; layers.len()];
        let mut sums = vec![Sums::default(); layers.len()];
        // The next arc to take and one past the last, on each layer down to the one under way.
        let mut open: Vec<(usize, usize)> = Vec::with_capacity(layers.len());
        let bounds = |depth: usize, node: usize| {
            (layers[depth].starts[node] as usize, layers[depth].starts[node + 1] as usize)
        };
        sums[0].value = constant;
        open.push(bounds(0, 0));
        while let Some(top) = open.last_mut() {
            let (at, end) = *top;
            if at == end {
                open.pop();
                continue;
            }
            top.0 += 1;
            let depth = open.len() - 1;
            let (layer, Sums { key, value }) = (&layers[depth], sums[depth]);
            let arc = layer.arcs[at];
            package[layer.issue] = arc.choice;
            let key = key + self.worth[depth][at];
            let mut value = value;
            if let Some(total) = total {
                if self.diagram.effects[arc.effect as usize].arises {
                    value += total.coordinate.table[layer.issue][usize::from(arc.choice)];
                }
                for (formula, adds) in &total.decided[depth] {
                    if formula.holds(&package) {
                        value += adds;
                    }
                }
            }
            if depth + 1 == layers.len() {
                visit(key, value);
            } else {
                sums[depth + 1] = Sums { key, value };
                open.push(bounds(depth + 1, arc.child as usize));
            }
        }
    }

    /// Whether every issue arises in every package.
    pub(super) fn all_arise(&self) -> bool {
        let arcs = self.diagram.layers.iter().flat_map(|layer| &layer.arcs);
        arcs.map(|arc| arc.effect as usize).all(|effect| self.diagram.effects[effect].arises)
    }

    /// Sums over the issues and the formulas, each formula at the layer that
    /// decides the last of its issues.
    pub(super) fn total<'b>(&self, coordinate: &'b Coordinate, formulas: &'b [Formula]) -> Total<'b> {
        let layers = &self.diagram.layers;
        let mut position = vec![0; layers.len()];
        layers.iter().enumerate().for_each(|(at, layer)| position[layer.issue] = at);
        let mut total = Total { coordinate, decided: vec![Vec::new(); layers.len()], constant: 0 };
        for (formula, &adds) in formulas.iter().zip(&coordinate.bonus) {
            let mut marked = FixedBitSet::with_capacity(layers.len());
            formula.mark_issues(&mut marked);
            match marked.ones().map(|issue| position[issue]).max() {
                Some(layer) => total.decided[layer].push((formula, adds)),
                None if formula.holds(&[]) => total.constant += adds,
                None => {}
            }
        }
        total
    }
}
