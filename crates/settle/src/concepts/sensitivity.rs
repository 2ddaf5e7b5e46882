//! How the concepts move with one party's reservation value.

use super::{Concepts, Scale, concepts};

/// Neighbouring reservation values at which a concept gives the same packages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span<P> {
    /// First of the values given.
    pub from: i64,
    /// Last of the values given.
    pub to: i64,
    /// The maximisers; none where nothing is acceptable to all.
    pub points: Vec<P>,
}

/// What each concept gives along the values: spans in ascending order of value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement<P> {
    /// Nash, the maximisers of all sets of strict gainers together.
    pub nash: Vec<Span<P>>,
    /// Kalai-Smorodinsky.
    pub kalai_smorodinsky: Vec<Span<P>>,
    /// Egalitarian.
    pub egalitarian: Vec<Span<P>>,
    /// Utilitarian in shares of possible gain.
    pub utilitarian: Vec<Span<P>>,
}

impl<P: Clone> Movement<&P> {
    /// With points of its own.
    #[must_use]
    pub fn cloned(self) -> Movement<P> {
        let own = |spans: Vec<Span<&P>>| {
            let span = |Span { from, to, points }: Span<&P>| {
                let points = points.into_iter().cloned().collect();
                Span { from, to, points }
            };
            spans.into_iter().map(span).collect()
        };
        Movement {
            nash: own(self.nash),
            kalai_smorodinsky: own(self.kalai_smorodinsky),
            egalitarian: own(self.egalitarian),
            utilitarian: own(self.utilitarian),
        }
    }
}

/// Moves the reservation value of one coordinate over the given values, all others staying.
///
/// `frontier` gives the undominated vectors acceptable to all under the scales it
/// is called with. Where acceptance is required of every package [`meeting`]
/// finds them in the frontier without floors, for a vector that meets floors and
/// is dominated is dominated by one that meets them too. Where acceptance is
/// required of some packages only that is not so, and a frontier must be computed
/// for each value. A coordinate that does not exist moves nothing.
pub fn sensitivity<P: AsRef<[i64]> + Clone + PartialEq>(
    scales: &[Scale],
    coordinate: usize,
    values: &[i64],
    mut frontier: impl FnMut(&[Scale]) -> Vec<P>,
) -> Movement<P> {
    let mut values = values.to_vec();
    values.sort_unstable();
    values.dedup();
    let mut movement = Movement {
        nash: Vec::new(),
        kalai_smorodinsky: Vec::new(),
        egalitarian: Vec::new(),
        utilitarian: Vec::new(),
    };
    let mut scales = scales.to_vec();
    for value in values {
        if let Some(scale) = scales.get_mut(coordinate) {
            scale.reservation = value;
        }
        let points = frontier(&scales);
        let Concepts { nash, kalai_smorodinsky, egalitarian, utilitarian, .. } = concepts(&points, &scales);
        let mut nash: Vec<usize> = nash.into_iter().flat_map(|set| set.points).collect();
        nash.sort_unstable();
        let extend = |spans: &mut Vec<Span<P>>, chosen: &[usize]| {
            let chosen: Vec<P> = chosen.iter().map(|&position| points[position].clone()).collect();
            match spans.last_mut() {
                Some(last) if last.points == chosen => last.to = value,
                _ => spans.push(Span { from: value, to: value, points: chosen }),
            }
        };
        extend(&mut movement.nash, &nash);
        extend(&mut movement.kalai_smorodinsky, &kalai_smorodinsky);
        extend(&mut movement.egalitarian, &egalitarian);
        extend(&mut movement.utilitarian, &utilitarian);
    }
    movement
}

/// The points at which every coordinate is at least its reservation value.
#[must_use]
pub fn meeting<P: AsRef<[i64]> + Clone>(points: &[P], scales: &[Scale]) -> Vec<P> {
    let meets =
        |point: &&P| point.as_ref().iter().zip(scales).all(|(&value, scale)| value >= scale.reservation);
    points.iter().filter(meets).cloned().collect()
}
