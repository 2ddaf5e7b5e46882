//! What was found, and where something may still be.

use super::model::Model;

/// A package found, by places of the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) vector: Vec<i64>,
    pub(super) places: Vec<usize>,
}

/// Undominated packages, and the zones in which others can lie.
///
/// A zone is all that is at least its corner. The zones together hold every
/// vector that meets the floors and that no vector found equals or exceeds
/// (local bounds: Klamroth, Lacour and Vanderpooten 2015, here with whole
/// numbers). A zone that was searched through is taken out.
#[derive(Clone, Debug)]
pub(super) struct Archive {
    /// In ascending lexicographic order.
    pub(super) found: Vec<Found>,
    /// Corners, none within the zone of another, in ascending lexicographic order.
    pub(super) corners: Vec<Vec<i64>>,
}

/// `sum of weights * values`.
pub(super) fn dot(weights: &[i64], values: &[i64]) -> i128 {
    weights.iter().zip(values).map(|(&weight, &value)| i128::from(weight) * i128::from(value)).sum()
}

/// Whether every coordinate of one is at least that of the other.
pub(super) fn covers(one: &[i64], other: &[i64]) -> bool {
    one.iter().zip(other).all(|(one, other)| one >= other)
}

impl Archive {
    /// Nothing found: everything above the floors is open.
    pub(super) fn new(model: &Model) -> Self {
        Archive { found: Vec::new(), corners: vec![model.floors.clone()] }
    }

    /// Takes in a package that meets the rules, unless it misses the floors or
    /// one found is as good.
    pub(super) fn insert(&mut self, model: &Model, vector: &[i64], places: &[usize]) {
        if !covers(vector, &model.floors) || self.found.iter().any(|each| covers(&each.vector, vector)) {
            return;
        }
        self.found.retain(|each| !covers(vector, &each.vector));
        let at = self.found.partition_point(|each| each.vector.as_slice() < vector);
        self.found.insert(at, Found { vector: vector.to_vec(), places: places.to_vec() });
        let (hit, mut kept): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.corners).into_iter().partition(|corner| covers(vector, corner));
        let mut new: Vec<Vec<i64>> = Vec::new();
        for corner in hit {
            for (p, &value) in vector.iter().enumerate() {
                let mut above = corner.clone();
                above[p] = value.saturating_add(1);
                new.push(above);
            }
        }
        new.sort_unstable();
        new.dedup();
        let least = |corner: &Vec<i64>| {
            !kept.iter().any(|other| covers(corner, other))
                && !new.iter().any(|other| other != corner && covers(corner, other))
        };
        let new: Vec<_> = new.iter().filter(|corner| least(corner)).cloned().collect();
        kept.extend(new);
        kept.sort_unstable();
        self.corners = kept;
    }

    /// The greatest weighted sum found above `floors`.
    pub(super) fn greatest(&self, weights: &[i64], floors: &[i64]) -> Option<i128> {
        let above = self.found.iter().filter(|each| covers(&each.vector, floors));
        above.map(|each| dot(weights, &each.vector)).max()
    }

    /// The corner of the least weighted sum: the widest zone, so to say.
    pub(super) fn widest(&self, weights: &[i64]) -> Option<&Vec<i64>> {
        self.corners.iter().min_by_key(|corner| dot(weights, corner))
    }

    /// Takes out the zones that lie above `floors`, where nothing is left.
    pub(super) fn close(&mut self, floors: &[i64]) {
        self.corners.retain(|corner| !covers(corner, floors));
    }

    /// Corners whose zones, cut at `floors`, hold those of all others.
    fn near(&self, floors: &[i64]) -> &[Vec<i64>] {
        // Two coordinates: the first rises while the second falls. Of the corners
        // at most at a floor only the last counts.
        let &[first, second] = floors else { return &self.corners };
        let from = self.corners.partition_point(|corner| corner[0] <= first).saturating_sub(1);
        let rest = &self.corners[from..];
        let to = rest.partition_point(|corner| corner[1] > second);
        &rest[..(to + 1).min(rest.len())]
    }

    /// The least weighted sum in any zone above `floors`, and the corner where it
    /// is; `None` where nothing is open there.
    pub(super) fn least(&self, weights: &[i64], floors: &[i64]) -> Option<(i128, Vec<i64>)> {
        let mut best: Option<(i128, &Vec<i64>)> = None;
        for corner in self.near(floors) {
            let sum = corner
                .iter()
                .zip(floors)
                .zip(weights)
                .map(|((&corner, &floor), &weight)| i128::from(weight) * i128::from(corner.max(floor)))
                .sum();
            if best.is_none_or(|(least, _)| sum < least) {
                best = Some((sum, corner));
            }
        }
        best.map(|(sum, corner)| (sum, raised(corner, floors)))
    }

    /// Raises `floors` as far as the zones allow in which a weighted sum of at
    /// most `bound` is met; false where there is none.
    pub(super) fn raise(&self, weights: &[i64], bound: i128, floors: &mut Vec<i64>) -> bool {
        let mut low: Option<Vec<i64>> = None;
        for corner in self.near(floors) {
            let corner = raised(corner, floors);
            if dot(weights, &corner) <= bound {
                match &mut low {
                    Some(low) => low.iter_mut().zip(&corner).for_each(|(low, &own)| *low = own.min(*low)),
                    None => low = Some(corner),
                }
            }
        }
        low.map(|low| *floors = low).is_some()
    }
}

fn raised(corner: &[i64], floors: &[i64]) -> Vec<i64> {
    corner.iter().zip(floors).map(|(&corner, &floor)| corner.max(floor)).collect()
}
