//! Diagrams built by hand, and every package of one by enumeration.

use detente_case::package::{Choice, Package};
use detente_space::diagram::{Arc, Diagram, Effect, Layer, Terminal};
use detente_space::valuation::{Coordinate, Valuation};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// What a random instance looks like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    pub(crate) dimension: usize,
    pub(crate) issues: usize,
    pub(crate) nodes: usize,
    pub(crate) terminals: usize,
    /// Values are drawn from `-spread..=spread`.
    pub(crate) spread: i64,
}

/// A package with what the analyses may know of it.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) package: Package,
    pub(crate) vector: Vec<i64>,
    pub(crate) terminal: usize,
}

pub(crate) fn random(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

/// A diagram whose nodes have arcs for some choices to random nodes of the next layer.
pub(crate) fn random_diagram(shape: Shape, rng: &mut impl Rng) -> Diagram {
    let effects: Vec<Effect> = (0..4)
        .map(|_| Effect {
            arises: rng.random_bool(0.8),
            met: (0..3).filter(|_| rng.random_bool(0.3)).collect(),
        })
        .collect();
    let mut issues: Vec<usize> = (0..shape.issues).collect();
    for position in (1..issues.len()).rev() {
        issues.swap(position, rng.random_range(0..=position));
    }
    let widths: Vec<usize> = (0..=shape.issues)
        .map(|layer| match layer {
            0 => 1,
            _ if layer == shape.issues => shape.terminals,
            _ => rng.random_range(1..=shape.nodes),
        })
        .collect();
    let mut layers = Vec::new();
    for (position, &issue) in issues.iter().enumerate() {
        let mut layer = Layer { issue, starts: vec![0], arcs: Vec::new() };
        for node in 0..widths[position] {
            for choice in 0..4_u16 {
                if rng.random_bool(0.7) || (choice == 3 && layer.arcs.len() as u32 == layer.starts[node]) {
                    let child = rng.random_range(0..widths[position + 1]) as u32;
                    let effect = rng.random_range(0..effects.len()) as u32;
                    layer.arcs.push(Arc { choice, effect, child });
                }
            }
            layer.starts.push(layer.arcs.len() as u32);
        }
        layers.push(layer);
    }
    let terminals = (0..shape.terminals).map(|terminal| Terminal { holds: vec![terminal > 0] }).collect();
    Diagram { layers, terminals, effects }
}

/// Values for a diagram with four choices an issue and three tracked formulas.
pub(crate) fn random_valuation(shape: Shape, rng: &mut impl Rng) -> Valuation {
    let spread = shape.spread;
    let coordinates = (0..shape.dimension)
        .map(|_| Coordinate {
            table: (0..shape.issues)
                .map(|_| {
                    let dull = rng.random_bool(0.15);
                    (0..4).map(|_| if dull { 0 } else { rng.random_range(-spread..=spread) }).collect()
                })
                .collect(),
            bonus: (0..3).map(|_| rng.random_range(-spread..=spread)).collect(),
            denominator: rng.random_range(1..=7),
            ordinal: false,
        })
        .collect();
    Valuation { coordinates }
}

/// Random floors, some of them absent.
pub(crate) fn random_floors(shape: Shape, rng: &mut impl Rng) -> Vec<Vec<Option<i64>>> {
    let reach = shape.spread * shape.issues as i64;
    (0..shape.terminals)
        .map(|_| {
            (0..shape.dimension)
                .map(|_| rng.random_bool(0.5).then(|| rng.random_range(-reach..=reach / 3)))
                .collect()
        })
        .collect()
}

/// Every choice at every issue, one node a layer.
pub(crate) fn product(options: &[usize]) -> Diagram {
    let layers = options
        .iter()
        .enumerate()
        .map(|(issue, &options)| Layer {
            issue,
            starts: vec![0, options as u32],
            arcs: (0..options as Choice).map(|choice| Arc { choice, effect: 0, child: 0 }).collect(),
        })
        .collect();
    Diagram {
        layers,
        terminals: vec![Terminal { holds: Vec::new() }],
        effects: vec![Effect { arises: true, met: Vec::new() }],
    }
}

/// Every path of the diagram.
pub(crate) fn outcomes(diagram: &Diagram, valuation: &Valuation) -> Vec<Outcome> {
    let mut open =
        vec![(0_usize, 0_usize, vec![0; diagram.layers.len()], vec![0; valuation.coordinates.len()])];
    let mut found = Vec::new();
    while let Some((depth, node, package, vector)) = open.pop() {
        let Some(layer) = diagram.layers.get(depth) else {
            found.push(Outcome { package, vector, terminal: node });
            continue;
        };
        for arc in layer.arcs_of(node) {
            let mut package = package.clone();
            package[layer.issue] = arc.choice;
            let effect = &diagram.effects[arc.effect as usize];
            let gains = valuation.coordinates.iter().map(|own| own.gain(layer.issue, arc.choice, effect));
            let vector = vector.iter().zip(gains).map(|(value, gain)| value + gain).collect();
            open.push((depth + 1, arc.child as usize, package, vector));
        }
    }
    found
}

/// Whether a package meets the floors of its terminal.
pub(crate) fn meets(outcome: &Outcome, floors: &[Vec<Option<i64>>]) -> bool {
    let floors = floors.get(outcome.terminal);
    outcome.vector.iter().enumerate().all(|(p, &value)| {
        floors.and_then(|row| row.get(p)).copied().flatten().is_none_or(|floor| value >= floor)
    })
}

/// Whether one vector dominates another.
pub(crate) fn dominates(a: &[i64], b: &[i64]) -> bool {
    a != b && a.iter().zip(b).all(|(a, b)| a >= b)
}
