//! Where labels came from, and what follows from it: counts and witnesses.

use std::ops::Range;

use detente_case::package::{Choice, Package};
use num_bigint::BigUint;

use super::bundle::{Bundle, Bundled, bundles, tie_key};
use super::count::Count;
use super::merge::Origin;
use super::sweep::Problem;
use crate::nondominated::vector::Vector;

/// Entries from which dead ones are swept out.
const MANY: usize = 1 << 23;

/// Entries that there is room for from the start.
const FEW: usize = 128;

/// A further origin of a label, by which the same vector is reached.
#[derive(Clone, Copy, Debug)]
struct Also {
    label: u32,
    origin: Origin,
}

/// Origins of all layers below the root; the root's layer has one label and no origins.
///
/// All lie in two lists, layer after layer. What is behind the last layer that
/// was closed belongs to the one that is being made.
#[derive(Debug)]
pub(crate) struct History {
    /// One a label.
    origins: Vec<Origin>,
    /// Further ones, within a layer in ascending order of label.
    also: Vec<Also>,
    closed: Vec<Layer>,
    limit: usize,
}

/// Where the entries of a layer lie.
#[derive(Clone, Debug)]
struct Layer {
    origins: Range<usize>,
    also: Range<usize>,
}

/// Moves the entries whose positions are wanted to the front and gives their number.
fn gather<T: Copy>(entries: &mut [T], wanted: impl Fn(usize, &T) -> bool) -> usize {
    let mut kept = 0;
    for at in 0..entries.len() {
        let entry = entries[at];
        if wanted(at, &entry) {
            entries[kept] = entry;
            kept += 1;
        }
    }
    kept
}

/// New positions, in place of `numbers`, of marked entries when the others go.
fn renumber(keep: &[bool], numbers: &mut Vec<u32>) {
    let mut next = 0;
    numbers.clear();
    numbers.extend(keep.iter().map(|&kept| {
        let number = next;
        next += u32::from(kept);
        number
    }));
}

impl History {
    /// Nothing yet; there will be so many layers.
    pub(crate) fn new(layers: usize) -> Self {
        let closed = Vec::with_capacity(layers + 1);
        History { origins: Vec::with_capacity(FEW), also: Vec::new(), closed, limit: MANY }
    }

    /// Adds the next label of the layer that is being made.
    pub(crate) fn push(&mut self, origin: Origin) {
        self.origins.push(origin);
    }

    /// Adds a further origin of its last label.
    pub(crate) fn push_also(&mut self, origin: Origin) {
        let label = self.origins.len() - self.open().origins.start;
        self.also.push(Also { label: label.saturating_sub(1) as u32, origin });
    }

    /// Makes room for labels.
    pub(crate) fn reserve(&mut self, labels: usize) {
        self.origins.reserve(labels);
    }

    /// The layer that is being made.
    fn open(&self) -> Layer {
        let (origins, also) = self.closed.last().map_or((0, 0), |layer| (layer.origins.end, layer.also.end));
        Layer { origins: origins..self.origins.len(), also: also..self.also.len() }
    }

    /// Of the layer that is being made keeps the labels before `start` and those
    /// from there on that are marked.
    pub(crate) fn retain_from(&mut self, start: usize, keep: &[bool]) {
        let Layer { origins, also } = self.open();
        let kept = gather(&mut self.origins[origins.start + start..], |at, _| keep[at]);
        self.origins.truncate(origins.start + start + kept);
        let mut numbers = Vec::new();
        renumber(keep, &mut numbers);
        let from = also.start + self.also[also.clone()].partition_point(|also| (also.label as usize) < start);
        let kept = gather(&mut self.also[from..], |_, also| keep[also.label as usize - start]);
        self.also.truncate(from + kept);
        for also in &mut self.also[from..] {
            also.label = start as u32 + numbers[also.label as usize - start];
        }
    }

    /// Gives up the layer that is being made.
    pub(crate) fn abandon(&mut self) {
        let Layer { origins, also } = self.open();
        self.origins.truncate(origins.start);
        self.also.truncate(also.start);
    }

    /// Ends the layer that is being made, and sweeps out what has no descendants
    /// in it once that is worth it.
    pub(crate) fn close(&mut self) {
        self.closed.push(self.open());
        if self.entries() > self.limit {
            self.sweep_out();
            self.limit = MANY.max(2 * self.entries());
        }
    }

    fn entries(&self) -> usize {
        self.origins.len() + 2 * self.also.len()
    }

    /// Removes every label without descendants among the last layer's.
    fn sweep_out(&mut self) {
        let (mut live, mut numbers) = (Vec::new(), Vec::new());
        for upper in (1..self.closed.len()).rev() {
            let (above, below) = self.closed.split_at_mut(upper);
            let (parents, children) = (&mut above[upper - 1], &below[0]);
            live.clear();
            live.resize(parents.origins.len(), false);
            let origins = &mut self.origins[children.origins.clone()];
            let also = &mut self.also[children.also.clone()];
            for origin in origins.iter().chain(also.iter().map(|also| &also.origin)) {
                live[origin.parent as usize] = true;
            }
            if live.iter().all(|&live| live) {
                continue;
            }
            renumber(&live, &mut numbers);
            for origin in origins.iter_mut().chain(also.iter_mut().map(|also| &mut also.origin)) {
                origin.parent = numbers[origin.parent as usize];
            }
            let kept = gather(&mut self.origins[parents.origins.clone()], |at, _| live[at]);
            parents.origins.end = parents.origins.start + kept;
            let also = &mut self.also[parents.also.clone()];
            let kept = gather(also, |_, also| live[also.label as usize]);
            also[..kept].iter_mut().for_each(|also| also.label = numbers[also.label as usize]);
            parents.also.end = parents.also.start + kept;
        }
        self.close_gaps();
    }

    /// Moves the layers together and gives back what that leaves, if it is much.
    fn close_gaps(&mut self) {
        let (mut origins, mut also) = (0, 0);
        for layer in &mut self.closed {
            self.origins.copy_within(layer.origins.clone(), origins);
            self.also.copy_within(layer.also.clone(), also);
            layer.origins = origins..origins + layer.origins.len();
            layer.also = also..also + layer.also.len();
            (origins, also) = (layer.origins.end, layer.also.end);
        }
        self.origins.truncate(origins);
        self.also.truncate(also);
        self.origins.shrink_to(MANY);
        self.also.shrink_to(MANY);
    }

    /// Number of packages behind each label of the last layer, the terminals'
    /// common end, and the package with the smallest sum of tie keys.
    pub(crate) fn resolve<V: Vector>(
        mut self,
        problem: &Problem<'_>,
        bundles: &Bundled<'_, V>,
    ) -> Vec<(BigUint, Package)> {
        self.sweep_out();
        // One word suffices for most counts, and two for nearly all; both are quicker.
        let found = self.counted::<u64, V>(problem, bundles);
        let found = found.or_else(|| self.counted::<u128, V>(problem, bundles));
        found.or_else(|| self.counted::<BigUint, V>(problem, bundles)).unwrap_or_default()
    }

    /// The same after sweeping out; `None` where a count does not fit.
    fn counted<C: Count, V: Vector>(
        &self,
        problem: &Problem<'_>,
        bundles: &Bundled<'_, V>,
    ) -> Option<Vec<(BigUint, Package)>> {
        let (end, layers) = self.closed.split_last()?;
        let mut factor: Option<BigUint> = None;
        let mut reached: Vec<(C, u128)> = Vec::with_capacity(FEW);
        reached.push((C::from(1_u32), 0));
        let mut next = Vec::with_capacity(FEW);
        // For each label the one above that its witness comes by, and the choice taken.
        let mut steps: Vec<(u32, Choice)> = Vec::with_capacity(self.origins.len());
        for (at, (own, layer)) in layers.iter().zip(&problem.diagram.layers).enumerate() {
            let bundles = bundles.of(at);
            let common = common_factor(&bundles);
            if common > 1 {
                factor = Some(factor.unwrap_or(BigUint::from(1_u32)) * common);
            }
            let weigh = |bundle: u32| {
                let bundle = &bundles[bundle as usize];
                (bundle.arcs / common, tie_key(problem.request, layer, bundle.arc))
            };
            self.advance(own, &reached, &mut next, weigh, |origin| {
                let arc = bundles[origin.bundle as usize].arc;
                steps.push((origin.parent, layer.arcs[arc as usize].choice));
            })?;
            std::mem::swap(&mut reached, &mut next);
        }
        let mut taken = Vec::with_capacity(end.origins.len());
        self.advance(end, &reached, &mut next, |_| (1, 0), |origin| taken.push(origin.parent))?;
        let issues = problem.issues();
        let walk = |end: u32| {
            let mut package = vec![0; issues];
            let mut cursor = end;
            for (own, layer) in layers.iter().zip(&problem.diagram.layers).rev() {
                let (parent, choice) = steps[own.origins.start + cursor as usize];
                package[layer.issue] = choice;
                cursor = parent;
            }
            package
        };
        let whole = |count: C| match &factor {
            Some(factor) => count.into() * factor,
            None => count.into(),
        };
        Some(next.into_iter().zip(taken).map(|((count, _), end)| (whole(count), walk(end))).collect())
    }

    /// For some labels of the last layer, one package each that begins with a path to it.
    pub(crate) fn beginnings<V: Vector>(&self, problem: &Problem<'_>, labels: &[u32]) -> Vec<Package> {
        let mut packages = vec![vec![0; problem.issues()]; labels.len()];
        let mut cursors = labels.to_vec();
        for (own, layer) in self.closed.iter().zip(&problem.diagram.layers).rev() {
            let bundles = bundles::<V>(problem, layer);
            for (package, cursor) in packages.iter_mut().zip(&mut cursors) {
                let origin = self.origins[own.origins.start + *cursor as usize];
                package[layer.issue] = layer.arcs[bundles[origin.bundle as usize].arc as usize].choice;
                *cursor = origin.parent;
            }
        }
        packages
    }

    /// For each label of a layer its count and the least sum of tie keys, into
    /// `next`; `take` is given the origin that has that sum, and `weigh` gives the
    /// number of arcs and the tie key of a bundle. `None` where a count does not fit.
    fn advance<C: Count>(
        &self,
        layer: &Layer,
        reached: &[(C, u128)],
        next: &mut Vec<(C, u128)>,
        weigh: impl Fn(u32) -> (u32, u64),
        mut take: impl FnMut(Origin),
    ) -> Option<()> {
        next.clear();
        next.reserve(layer.origins.len());
        let come = |origin: Origin| {
            let (arcs, key) = weigh(origin.bundle);
            let (above, sum) = &reached[origin.parent as usize];
            Some((above.times(arcs)?, sum + u128::from(key)))
        };
        let mut also = self.also[layer.also.clone()].iter().peekable();
        for (label, &first) in self.origins[layer.origins.clone()].iter().enumerate() {
            let (mut count, mut least) = come(first)?;
            let mut best = first;
            while let Some(further) = also.next_if(|also| also.label as usize == label) {
                let (own, sum) = come(further.origin)?;
                count = count.plus(own)?;
                if sum < least {
                    (least, best) = (sum, further.origin);
                }
            }
            take(best);
            next.push((count, least));
        }
        Some(())
    }
}

/// A factor common to the numbers of arcs of all bundles, as where nobody values
/// the issue: it is taken out of the counts.
fn common_factor<V>(bundles: &[Bundle<V>]) -> u32 {
    let folded = bundles.iter().try_fold(0, |common, bundle| (common != 1).then(|| gcd(common, bundle.arcs)));
    folded.unwrap_or(1).max(1)
}

fn gcd(a: u32, b: u32) -> u32 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
