//! Where labels came from, and what follows from it: counts and witnesses.

use detente_case::package::{Choice, Package};
use num_bigint::BigUint;

use super::bundle::{Bundled, bundles, tie_key};
use super::count::Count;
use super::merge::Origin;
use super::sweep::Problem;
use crate::nondominated::vector::Vector;

/// Entries from which dead ones are swept out.
const MANY: usize = 1 << 23;

/// Entries whose memory is not given back.
const LITTLE: usize = 1 << 12;

/// A further origin of a label, by which the same vector is reached.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Also {
    pub(crate) label: u32,
    pub(crate) origin: Origin,
}

/// Origins of the labels of one layer.
#[derive(Debug, Default)]
pub(crate) struct Trace {
    /// One a label.
    pub(crate) origins: Vec<Origin>,
    /// Further ones, in ascending order of label.
    pub(crate) also: Vec<Also>,
}

/// Origins of all layers below the root; the root's layer has one label and no origins.
#[derive(Debug)]
pub(crate) struct History {
    traces: Vec<Trace>,
    entries: usize,
    limit: usize,
}

impl Trace {
    /// Keeps the labels from `start` on that are marked.
    pub(crate) fn retain_from(&mut self, start: usize, keep: &[bool]) {
        let new_index = renumber(start, keep);
        let mut position = 0;
        self.origins.retain(|_| {
            position += 1;
            position <= start || keep[position - 1 - start]
        });
        self.also.retain_mut(|also| {
            let label = also.label as usize;
            if label >= start {
                also.label = new_index[label - start];
            }
            label < start || keep[label - start]
        });
    }

    fn entries(&self) -> usize {
        self.origins.len() + 2 * self.also.len()
    }
}

/// New positions of marked entries when the others go; entries before `start` stay.
fn renumber(start: usize, keep: &[bool]) -> Vec<u32> {
    let mut next = start as u32;
    keep.iter()
        .map(|&kept| {
            let index = next;
            next += u32::from(kept);
            index
        })
        .collect()
}

impl History {
    /// Nothing yet.
    pub(crate) fn new() -> Self {
        History { traces: Vec::new(), entries: 0, limit: MANY }
    }

    /// Adds a layer, and sweeps out what has no descendants in it once that is worth it.
    pub(crate) fn push(&mut self, trace: Trace) {
        self.entries += trace.entries();
        self.traces.push(trace);
        if self.entries > self.limit {
            self.sweep_out();
            self.limit = MANY.max(2 * self.entries);
        }
    }

    /// Removes every label without descendants among the last layer's.
    fn sweep_out(&mut self) {
        for upper in (1..self.traces.len()).rev() {
            let (above, below) = self.traces.split_at_mut(upper);
            let (parents, children) = (&mut above[upper - 1], &mut below[0]);
            let mut live = vec![false; parents.origins.len()];
            for origin in children.origins.iter().chain(children.also.iter().map(|also| &also.origin)) {
                live[origin.parent as usize] = true;
            }
            let new_index = renumber(0, &live);
            for origin in
                children.origins.iter_mut().chain(children.also.iter_mut().map(|also| &mut also.origin))
            {
                origin.parent = new_index[origin.parent as usize];
            }
            parents.retain_from(0, &live);
            // Little is not worth giving back.
            parents.origins.shrink_to(LITTLE);
            parents.also.shrink_to(LITTLE);
        }
        self.entries = self.traces.iter().map(Trace::entries).sum();
    }

    /// Number of packages behind each label of the last layer, the terminals'
    /// common end, and the package with the smallest sum of tie keys.
    pub(crate) fn resolve<V: Vector>(
        mut self,
        problem: &Problem<'_>,
        bundles: &Bundled<'_, V>,
    ) -> Vec<(BigUint, Package)> {
        self.sweep_out();
        let mut factor = BigUint::from(1_u32);
        let mut reached = vec![(Count::Small(1), 0_u128)];
        let (mut next, mut taken) = (Vec::new(), Vec::new());
        let mut steps: Vec<Vec<(u32, Choice)>> = Vec::with_capacity(self.traces.len());
        for (at, (trace, layer)) in self.traces.iter().zip(&problem.diagram.layers).enumerate() {
            let bundles = bundles.of(at);
            // A factor common to all arcs, as where nobody values the issue, is taken out of the counts.
            let common = bundles.iter().fold(0, |common, bundle| gcd(common, bundle.arcs)).max(1);
            if common > 1 {
                factor *= common;
            }
            trace.advance(&reached, &mut next, &mut taken, |bundle| {
                let bundle = &bundles[bundle as usize];
                (bundle.arcs / common, tie_key(problem.request, layer, bundle.arc))
            });
            steps.push(
                taken
                    .iter()
                    .map(|origin| {
                        let arc = bundles[origin.bundle as usize].arc;
                        (origin.parent, layer.arcs[arc as usize].choice)
                    })
                    .collect(),
            );
            std::mem::swap(&mut reached, &mut next);
        }
        let Some(end) = self.traces.last() else { return Vec::new() };
        end.advance(&reached, &mut next, &mut taken, |_| (1, 0));
        let (issues, plain) = (problem.issues(), factor == BigUint::from(1_u32));
        next.into_iter()
            .zip(taken)
            .map(|((count, _), origin)| {
                let package = walk(problem, issues, &steps, origin.parent);
                let count = count.into_biguint();
                (if plain { count } else { count * &factor }, package)
            })
            .collect()
    }

    /// For some labels of the last layer, one package each that begins with a path to it.
    pub(crate) fn beginnings<V: Vector>(&self, problem: &Problem<'_>, labels: &[u32]) -> Vec<Package> {
        let mut packages = vec![vec![0; problem.issues()]; labels.len()];
        let mut cursors = labels.to_vec();
        for (trace, layer) in self.traces.iter().zip(&problem.diagram.layers).rev() {
            let bundles = bundles::<V>(problem, layer);
            for (package, cursor) in packages.iter_mut().zip(&mut cursors) {
                let origin = trace.origins[*cursor as usize];
                package[layer.issue] = layer.arcs[bundles[origin.bundle as usize].arc as usize].choice;
                *cursor = origin.parent;
            }
        }
        packages
    }
}

impl Trace {
    /// For each label its count, the least sum of tie keys and the origin that has
    /// it, into `next` and `taken`; `weigh` gives the number of arcs and the tie key
    /// of a bundle.
    fn advance(
        &self,
        reached: &[(Count, u128)],
        next: &mut Vec<(Count, u128)>,
        taken: &mut Vec<Origin>,
        weigh: impl Fn(u32) -> (u32, u64),
    ) {
        taken.clone_from(&self.origins);
        next.clear();
        next.reserve(taken.len());
        let mut also = self.also.iter().peekable();
        for (label, best) in taken.iter_mut().enumerate() {
            let mut count = Count::Small(0);
            let mut least = u128::MAX;
            let first = *best;
            let mut meet = |origin: Origin| {
                let (arcs, key) = weigh(origin.bundle);
                let (above, sum) = &reached[origin.parent as usize];
                count.add_times(above, arcs);
                let sum = sum + u128::from(key);
                if sum < least {
                    least = sum;
                    *best = origin;
                }
            };
            meet(first);
            while let Some(further) = also.next_if(|also| also.label as usize == label) {
                meet(further.origin);
            }
            next.push((count, least));
        }
    }
}

fn walk(problem: &Problem<'_>, issues: usize, steps: &[Vec<(u32, Choice)>], end: u32) -> Package {
    let mut package = vec![0; issues];
    let mut cursor = end;
    for (step, layer) in steps.iter().zip(&problem.diagram.layers).rev() {
        let (parent, choice) = step[cursor as usize];
        package[layer.issue] = choice;
        cursor = parent;
    }
    package
}

fn gcd(a: u32, b: u32) -> u32 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
