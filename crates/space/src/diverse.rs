//! A few packages that differ as much as they can.
//!
//! Packages are added one at a time, each as far as possible from the nearest
//! of those before it (farthest-point selection, Gonzalez 1985). Distance is the
//! number of issues on which two packages choose differently.

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

/// Positions of up to `count` of `candidates`, each as far as possible from those
/// of `given` and from those chosen before it; of several the one of least
/// `rank`. Where nothing is given the first is the one farthest from the candidate
/// of least rank.
#[must_use]
pub fn diverse_among<K: Ord>(
    candidates: &[&[Choice]],
    rank: impl Fn(usize) -> K,
    given: &[Package],
    count: usize,
) -> Vec<usize> {
    let farthest = |nearest: &[usize]| {
        let greatest = nearest.iter().copied().max().filter(|&greatest| greatest > 0)?;
        let those = (0..candidates.len()).filter(|&at| nearest[at] == greatest);
        those.min_by_key(|&at| rank(at))
    };
    let mut nearest: Vec<usize> = vec![usize::MAX; candidates.len()];
    let approach = |nearest: &mut [usize], package: &[Choice]| {
        for (nearest, candidate) in nearest.iter_mut().zip(candidates) {
            *nearest = distance(candidate, package).min(*nearest);
        }
    };
    given.iter().for_each(|package| approach(&mut nearest, package));
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < count {
        let next = if given.is_empty() && chosen.is_empty() {
            let first = (0..candidates.len()).min_by_key(|&at| rank(at));
            first.map(|first| {
                let mut from_first = nearest.clone();
                approach(&mut from_first, candidates[first]);
                farthest(&from_first).unwrap_or(first)
            })
        } else {
            farthest(&nearest)
        };
        let Some(next) = next else { break };
        approach(&mut nearest, candidates[next]);
        chosen.push(next);
    }
    chosen
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
