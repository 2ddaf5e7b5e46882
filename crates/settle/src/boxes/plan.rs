//! Which trees are searched, in which order.
//!
//! **Two coordinates**, in two phases (Ulungu and Teghem 1995). First both ends
//! and then, between neighbours found, the package of the greatest sum weighted
//! across them, until none lies beyond the line: the corners of the convex hull.
//! Then each triangle between neighbours on the hull is searched for everything
//! new, with the same weights, for which the hull is the closest bound there is.
//!
//! **Any other number**: the best of each coordinate and of their sum, then zone
//! by zone, the widest first, the package of the greatest sum in it, which cuts
//! the zone in several, or the proof that there is none.
//!
//! Either way the plan is only a plan: what decides that the frontier is
//! complete is that no zone is left open (see [`super::archive`]), and zones that
//! the plan missed are searched one by one.

use super::archive::{covers, dot};
use super::model::Model;
use super::search::{Ended, Goal, Search};
use super::weighting::{MOST_WEIGHT, proportions};

/// How much an end weighs the coordinate that it is the end of.
const END: i64 = 64;

/// A weighted sum that nothing new above the floors exceeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) weights: Vec<i64>,
    pub(super) floors: Vec<i64>,
    pub(super) most: i128,
}

impl Cut {
    /// The highest value of a coordinate where all others are at least at a corner.
    pub(super) fn highest(&self, corner: &[i64], p: usize) -> i64 {
        let weight = i128::from(self.weights[p].max(1));
        let others = dot(&self.weights, corner) - weight * i128::from(corner[p]);
        let value = self.most.saturating_sub(others).div_euclid(weight);
        i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX })
    }
}

/// A search with what it proved on the way.
pub(super) struct Plan<'a> {
    model: &'a Model,
    pub(super) search: Search<'a>,
    pub(super) cuts: Vec<Cut>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(model: &'a Model, search: Search<'a>) -> Self {
        Plan { model, search, cuts: Vec::new() }
    }

    /// Searches until nothing is open, or until told to stop.
    pub(super) fn run(&mut self) {
        for weights in self.first() {
            let most = self.search.quick_bound(&weights);
            self.cuts.push(Cut { weights, floors: self.model.floors.clone(), most });
        }
        // A tree that does not finish has been told to stop.
        let _ = self.searched();
    }

    /// `None` when told to stop.
    fn searched(&mut self) -> Option<()> {
        if self.model.dimension() == 2 {
            self.two_phases()?;
        } else {
            for weights in self.first() {
                self.greatest(&weights, &self.model.floors.clone())?;
            }
            let even = self.even();
            while let Some(corner) = self.search.archive.widest(&even).cloned() {
                self.greatest(&self.across_zone(&corner), &corner)?;
            }
        }
        while let Some(corner) = self.search.archive.corners.first().cloned() {
            self.everything(&self.across_zone(&corner), &corner)?;
        }
        Some(())
    }

    fn two_phases(&mut self) -> Option<()> {
        for end in [0, 1] {
            self.greatest(&self.end(end), &self.model.floors.clone())?;
        }
        let ends = {
            let found = &self.search.archive.found;
            found.first().zip(found.last()).map(|(low, high)| (low.vector.clone(), high.vector.clone()))
        };
        let mut triangles = Vec::new();
        let mut open: Vec<_> = ends.into_iter().filter(|(low, high)| low != high).collect();
        while let Some((low, high)) = open.pop() {
            let weights = across(&low, &high);
            self.greatest(&weights, &self.model.floors.clone())?;
            let on_line = dot(&weights, &low).max(dot(&weights, &high));
            let between = self.search.archive.found.iter().map(|each| &each.vector);
            let between = between.filter(|each| low[0] < each[0] && each[0] < high[0] && each[1] > high[1]);
            match between.max_by_key(|each| dot(&weights, each)) {
                Some(beyond) if dot(&weights, beyond) > on_line => {
                    open.push((low, beyond.clone()));
                    open.push((beyond.clone(), high));
                }
                _ => triangles.push((low, high, weights)),
            }
        }
        triangles.sort_unstable();
        // What lies beyond the ends, which their weights may have passed by.
        let floors = &self.model.floors;
        let mut trees: Vec<(Vec<i64>, Vec<i64>)> = Vec::new();
        if let (Some((low, ..)), Some((_, high, _))) = (triangles.first(), triangles.last()) {
            trees.push((self.end(1), vec![floors[0], low[1].saturating_add(1)]));
            trees.push((self.end(0), vec![high[0].saturating_add(1), floors[1]]));
        }
        trees.extend(triangles.into_iter().map(|(low, high, weights)| {
            (weights, vec![low[0].saturating_add(1), high[1].saturating_add(1)])
        }));
        for (weights, floors) in trees {
            self.everything(&weights, &floors)?;
        }
        Some(())
    }

    /// Finds a package of the greatest weighted sum above the floors.
    fn greatest(&mut self, weights: &[i64], floors: &[i64]) -> Option<()> {
        let ended = self.search.run(weights, floors, Goal::Greatest);
        let found = self.search.archive.greatest(weights, floors);
        if ended.finished && found.is_none() {
            self.search.archive.close(floors);
        }
        self.keep(weights, floors.to_vec(), ended, found)
    }

    /// Finds everything new above the floors.
    fn everything(&mut self, weights: &[i64], floors: &[i64]) -> Option<()> {
        let ended = self.search.run(weights, floors, Goal::Everything);
        if ended.finished {
            self.search.archive.close(floors);
        }
        self.keep(weights, floors.to_vec(), ended, None)
    }

    /// Keeps what a tree proved; `None` where it was told to stop.
    fn keep(&mut self, weights: &[i64], floors: Vec<i64>, ended: Ended, found: Option<i128>) -> Option<()> {
        // A root that was not looked at bounds nothing.
        if let Some(most) = ended.ceiling.max(found).filter(|&most| most < i128::MAX) {
            self.cuts.push(Cut { weights: weights.to_vec(), floors, most });
        }
        ended.finished.then_some(())
    }

    /// Weights that give each coordinate's range about the same size.
    fn even(&self) -> Vec<i64> {
        let widest = self.model.ranges.iter().map(|range| range.unsigned_abs()).max().unwrap_or(1);
        let weight = |range: &i64| {
            let parts = u128::from(widest) * (MOST_WEIGHT as u128 / 64 / 64);
            (parts / u128::from(range.unsigned_abs().max(1))).max(1)
        };
        proportions(&self.model.ranges.iter().map(weight).collect::<Vec<_>>())
    }

    /// Weights that give each coordinate about the same room above a corner.
    fn across_zone(&self, corner: &[i64]) -> Vec<i64> {
        let room = |p: usize| {
            let cuts = self.cuts.iter().filter(|cut| covers(corner, &cut.floors));
            let most = cuts.map(|cut| cut.highest(corner, p)).min().unwrap_or(i64::MAX);
            let most = most.min(self.model.floors[p].saturating_add(self.model.ranges[p]));
            u128::from(most.saturating_sub(corner[p]).max(0).unsigned_abs()) + 1
        };
        let rooms: Vec<u128> = (0..corner.len()).map(room).collect();
        let widest = rooms.iter().copied().max().unwrap_or(1);
        proportions(&rooms.iter().map(|room| (widest << 14) / room).collect::<Vec<_>>())
    }

    /// Weights for the best of one coordinate, and the others a little.
    fn end(&self, coordinate: usize) -> Vec<i64> {
        let mut weights = self.even();
        weights[coordinate] = weights[coordinate].saturating_mul(END).min(MOST_WEIGHT);
        weights
    }

    /// The best of each coordinate and of all.
    fn first(&self) -> Vec<Vec<i64>> {
        let ends = (0..self.model.dimension()).map(|coordinate| self.end(coordinate));
        ends.chain([self.even()]).collect()
    }
}

/// Weights with which two vectors are worth the same.
fn across(low: &[i64], high: &[i64]) -> Vec<i64> {
    let distance = |p: usize| u128::from(low[p].abs_diff(high[p]));
    proportions(&[distance(1), distance(0)])
}
