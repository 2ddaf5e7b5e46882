//! A few packages that differ as much as they can.
//!
//! Packages are added one at a time, each as far as possible from the nearest
//! of those before it (farthest-point selection, Gonzalez 1985). Distance is the
//! number of issues on which two packages choose differently.

use std::cmp::Ordering;

use detente_case::package::{Choice, Package};

use crate::diagram::Diagram;

mod labels;
mod weights;

/// Packages chosen for being different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diverse {
    /// The packages, in the order in which they were chosen.
    pub packages: Vec<Package>,
    /// Whether each is proved to be as far as possible from the nearest before it.
    pub proved: bool,
}

impl Diagram {
    /// Up to `count` packages, each far from those of `given` and from each
    /// other; fewer if all further packages would repeat one.
    ///
    /// Where nothing is given the first one is itself far from another package,
    /// so that the choice does not begin in the middle. `given` must hold
    /// packages over the same issues; they need not be in the diagram.
    #[must_use]
    pub fn diverse(&self, given: &[Package], count: usize) -> Diverse {
        let mut near: Vec<Package> = given.to_vec();
        let mut diverse = Diverse { packages: Vec::new(), proved: true };
        if count > 0 && near.is_empty() {
            let Some(any) = self.packages().next() else { return diverse };
            let (first, _) = self.farthest(std::slice::from_ref(&any)).unwrap_or((any, true));
            near.push(first.clone());
            diverse.packages.push(first);
        }
        while diverse.packages.len() < count {
            let Some((next, proved)) = self.farthest(&near) else { break };
            diverse.proved &= proved;
            near.push(next.clone());
            diverse.packages.push(next);
        }
        diverse
    }

    /// The package whose distance to the nearest of `near`, which is not empty,
    /// is greatest, and whether that is proved; `None` if that distance is 0.
    fn farthest(&self, near: &[Package]) -> Option<(Package, bool)> {
        if self.is_empty() {
            return None;
        }
        let found = weights::search(self, near);
        if found.least == found.bound {
            return (found.least > 0).then_some((found.package, true));
        }
        let further = labels::search(self, near, found.least, &found.weights);
        let (package, least) = further.better.unwrap_or((found.package, found.least));
        let proved = further.complete || least == found.bound;
        (least > 0).then_some((package, proved))
    }
}

/// Positions of up to `count` of so many `candidates`, each as far as possible from
/// those of `given` and from those chosen before it; of several the first in
/// `order`, and of equals the one of least position. Where nothing is given the
/// first is the one farthest from the candidate that is first in `order`.
///
/// `columns` holds the choices of all candidates issue by issue, so that distances
/// to a package are counted for many candidates at once.
#[must_use]
pub fn diverse_among(
    columns: &[Vec<Choice>],
    candidates: usize,
    order: impl Fn(usize, usize) -> Ordering,
    given: &[Package],
    count: usize,
) -> Vec<usize> {
    let package = |at: usize| -> Package { columns.iter().map(|column| column[at]).collect() };
    let mut distances: Vec<u32> = vec![0; candidates];
    let least = (0..candidates).min_by(|&one, &other| order(one, other)).filter(|_| given.is_empty());
    let first = least.map(|least| {
        measure(&mut distances, columns, &package(least));
        farthest(&distances, &order).unwrap_or(least)
    });
    let mut nearest: Vec<u32> = vec![u32::MAX; candidates];
    // The farthest once a package has joined those to keep away from.
    let mut approach = |from: &[Choice]| {
        measure(&mut distances, columns, from);
        for (nearest, distance) in nearest.iter_mut().zip(&distances) {
            *nearest = (*nearest).min(*distance);
        }
        farthest(&nearest, &order)
    };
    let mut next = given.iter().fold(first, |_, package| approach(package));
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < count
        && let Some(at) = next
    {
        chosen.push(at);
        next = if chosen.len() < count { approach(&package(at)) } else { None };
    }
    chosen
}

/// How far each candidate is from a package.
fn measure(distances: &mut [u32], columns: &[Vec<Choice>], from: &[Choice]) {
    distances.fill(0);
    for (column, choice) in columns.iter().zip(from) {
        for (distance, own) in distances.iter_mut().zip(column) {
            *distance += u32::from(own != choice);
        }
    }
}

/// The position of the greatest distance, of several the first in `order`; `None`
/// where all are 0.
fn farthest(distances: &[u32], order: impl Fn(usize, usize) -> Ordering) -> Option<usize> {
    let greatest = distances.iter().copied().max().filter(|&greatest| greatest > 0)?;
    let those = (0..distances.len()).filter(|&at| distances[at] == greatest);
    those.min_by(|&one, &other| order(one, other))
}

/// The number of issues on which two packages choose differently.
#[must_use]
pub fn distance(one: &[Choice], other: &[Choice]) -> usize {
    one.iter().zip(other).filter(|(one, other)| one != other).count()
}

/// Distance to the nearest.
fn nearest(package: &[Choice], near: &[Package]) -> usize {
    near.iter().map(|each| distance(package, each)).min().unwrap_or(0)
}
