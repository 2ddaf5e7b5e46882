//! Covers: fewer vectors, with a certified loss.

use rustc_hash::FxHashSet;

use crate::nondominated::vector::Vector;

/// Comparisons spent on vectors that have no cover of their own.
const EFFORT: usize = 1 << 27;

/// Stretches on each side of one that tell the slope there.
const NEIGHBOURS: usize = 8;

/// Which of distinct vectors in descending lexicographic order to keep so that
/// about `target` are left, and by how much a dropped vector can exceed some
/// kept one in each coordinate.
///
/// Vectors are put on a grid of equally many cells along each coordinate. Of a
/// cell the vector is kept whose largest shortfall from the cell's maxima, as a
/// share of the coordinate's range, is smallest. Two coordinates are cut into
/// stretches of the staircase, and of each the vector is kept that stands out
/// furthest across the slope around it: what later layers build on those stays
/// close to the convex hull of all packages, which the certificate for two
/// coordinates rests on. The first best vector of each coordinate is kept
/// besides, so that best values stay exact.
pub(crate) fn thin<V: Vector>(vectors: &[V], dimension: usize, target: usize) -> (Vec<bool>, V) {
    let mut loss = V::build(dimension, |_| 0);
    if vectors.len() <= target || dimension == 0 {
        return (vec![true; vectors.len()], loss);
    }
    let grid = Grid::new(vectors, dimension);
    let (order, ends) =
        if dimension == 2 { grid.stretches(vectors, target) } else { grid.cells(vectors, target) };
    let mut keep = vec![false; vectors.len()];
    let mut start = 0;
    for (group, &end) in ends.iter().enumerate() {
        let members = &order[start..end];
        let mut best = vectors[members[0]].clone();
        for &position in members {
            best.raise(&vectors[position]);
        }
        let members = members.iter().copied();
        let chosen = if dimension == 2 {
            let slope = slope(vectors, &ends, group);
            members.max_by_key(|&position| grid.height(slope, &vectors[position]))
        } else {
            members.min_by_key(|&position| grid.shortfall(&best, &vectors[position]))
        };
        if let Some(chosen) = chosen {
            keep[chosen] = true;
            loss.raise(&V::build(dimension, |p| best.coordinates()[p] - vectors[chosen].coordinates()[p]));
        }
        start = end;
    }
    for p in 0..dimension {
        let best = (0..vectors.len()).rev().max_by_key(|&position| vectors[position].coordinates()[p]);
        if let Some(best) = best {
            keep[best] = true;
        }
    }
    (keep, loss)
}

/// The box around some vectors.
struct Grid<V> {
    low: V,
    /// One more than the range, by coordinate.
    width: Vec<u128>,
}

impl<V: Vector> Grid<V> {
    fn new(vectors: &[V], dimension: usize) -> Self {
        let mut low = vectors[0].clone();
        let mut high = vectors[0].clone();
        for vector in vectors {
            high.raise(vector);
            for (own, &new) in low.coordinates_mut().iter_mut().zip(vector.coordinates()) {
                *own = (*own).min(new);
            }
        }
        let width = (0..dimension).map(|p| span(high.coordinates()[p], low.coordinates()[p]) + 1).collect();
        Grid { low, width }
    }

    /// Positions group by group, and where the groups end: those of equal cells
    /// of a grid, as fine as `target` occupied cells allow.
    fn cells(&self, vectors: &[V], target: usize) -> (Vec<usize>, Vec<usize>) {
        let cells = |along: usize| -> Vec<V> {
            let cell = |vector: &V| {
                V::build(self.width.len(), |p| {
                    let offset = span(vector.coordinates()[p], self.low.coordinates()[p]);
                    scale(offset, along as u128, self.width[p])
                })
            };
            vectors.iter().map(cell).collect()
        };
        let along = finest(target, |along| cells(along).iter().collect::<FxHashSet<_>>().len());
        let cells = cells(along);
        let mut order: Vec<usize> = (0..vectors.len()).collect();
        order.sort_by(|&a, &b| cells[a].descending(&cells[b]).then(a.cmp(&b)));
        let mut end = 0;
        let ends = order
            .chunk_by(|&a, &b| cells[a] == cells[b])
            .map(|group| {
                end += group.len();
                end
            })
            .collect();
        (order, ends)
    }

    /// The same for two coordinates: along a staircase neighbours are grouped
    /// while they stay within one step of the first in both.
    fn stretches(&self, vectors: &[V], target: usize) -> (Vec<usize>, Vec<usize>) {
        let ends = |along: usize| {
            let step = [self.width[0] / along as u128, self.width[1] / along as u128];
            let mut ends = Vec::new();
            let mut first = &vectors[0];
            for (position, vector) in vectors.iter().enumerate() {
                let within = |p: usize| span(first.coordinates()[p], vector.coordinates()[p]) <= step[p];
                if !(within(0) && within(1)) {
                    ends.push(position);
                    first = vector;
                }
            }
            ends.push(vectors.len());
            ends
        };
        let along = finest(target, |along| ends(along).len());
        ((0..vectors.len()).collect(), ends(along))
    }

    /// How far a vector stands out across a slope.
    fn height(&self, slope: [i128; 2], vector: &V) -> i128 {
        let offset = |p: usize| i128::from(vector.coordinates()[p]) - i128::from(self.low.coordinates()[p]);
        slope[0] * offset(0) + slope[1] * offset(1)
    }

    /// Largest shortfall of a vector from another, in 2^32 parts of the range.
    fn shortfall(&self, best: &V, vector: &V) -> i64 {
        let one =
            |p: usize| scale(span(best.coordinates()[p], vector.coordinates()[p]), 1 << 32, self.width[p]);
        (0..self.width.len()).map(one).max().unwrap_or(0)
    }
}

/// Weights across the staircase around a group: of the first coordinate what the
/// second rises by, and the other way round; at most 2^62.
fn slope<V: Vector>(vectors: &[V], ends: &[usize], group: usize) -> [i128; 2] {
    let from = group.checked_sub(NEIGHBOURS + 1).map_or(0, |before| ends[before]);
    let to = ends[(group + NEIGHBOURS).min(ends.len() - 1)] - 1;
    let (from, to) = (vectors[from].coordinates(), vectors[to].coordinates());
    let (rise, fall) = (span(to[1], from[1]), span(from[0], to[0]));
    let shift = 2 * u32::from(rise.max(fall) >> 60 > 0);
    [(rise >> shift) as i128, (fall >> shift) as i128]
}

/// About the largest number of steps that gives at most `target` groups; at least 1.
fn finest(target: usize, groups: impl Fn(usize) -> usize) -> usize {
    let mut steps = 1;
    while 2 * steps <= 2 * target && groups(2 * steps) <= target {
        steps *= 2;
    }
    for part in [2, 4, 8] {
        let tried = steps + (steps / part).max(1);
        if groups(tried) <= target {
            steps = tried;
        }
    }
    steps
}

/// `offset * factor / width`, which fits for an offset below the width.
fn scale(offset: u128, factor: u128, width: u128) -> i64 {
    i64::try_from(offset * factor / width).unwrap_or(i64::MAX)
}

/// The distance from a lower to a higher value.
fn span(high: i64, low: i64) -> u128 {
    (i128::from(high) - i128::from(low)).unsigned_abs()
}

/// Raises `epsilon` until every target is within it of one of the points.
///
/// A target bounds vectors whose nearest label missed a floor; all others are
/// within `epsilon` already. There must be a point.
pub(crate) fn certify<V: Vector>(points: &[V], mut targets: Vec<V>, epsilon: &mut V) {
    if points.is_empty() || targets.is_empty() {
        return;
    }
    // Where there are too many, neighbours in lexicographic order share the least vector above them.
    targets.sort_by(V::descending);
    let group = targets.len().div_ceil((EFFORT / points.len()).max(1));
    for group in targets.chunks(group) {
        let mut target = group[0].clone();
        group.iter().for_each(|other| target.raise(other));
        let excess = |point: &V, epsilon: &V, p: usize| {
            i128::from(target.coordinates()[p])
                - i128::from(point.coordinates()[p])
                - i128::from(epsilon.coordinates()[p])
        };
        let dimension = target.coordinates().len();
        let total = |point: &V| (0..dimension).map(|p| excess(point, epsilon, p).max(0)).max().unwrap_or(0);
        let nearest = points.iter().min_by_key(|point| total(point));
        if let Some(nearest) = nearest {
            let needed = V::build(dimension, |p| {
                let needed = i128::from(target.coordinates()[p]) - i128::from(nearest.coordinates()[p]);
                i64::try_from(needed).unwrap_or(i64::MAX)
            });
            epsilon.raise(&needed);
        }
    }
}
