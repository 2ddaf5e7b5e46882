//! The frontier of two parties, its values alone.
//!
//! The recursion is that of [`detente_settle::frontier`]: labels of a node, those
//! that another dominates dropped. Thousands of draws need neither the packages
//! behind the values nor their number, and with two coordinates the labels of a
//! node are a staircase, falling in the first and rising in the second, that
//! merges in one pass. Where more is asked the other one answers.

use detente_space::diagram::Diagram;
use detente_space::valuation::Valuation;

/// Values of two parties.
pub(crate) type Step = [i64; 2];

/// Memory that is used again from draw to draw.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scratch {
    /// What each arc adds, layer by layer.
    gains: Vec<Vec<Step>>,
    /// The most that can still be added from each node, layer by layer and at the terminals.
    most: Vec<Vec<Step>>,
    here: Vec<Vec<Step>>,
    below: Vec<Vec<Step>>,
    merged: Vec<Step>,
    found: Vec<Step>,
}

impl Scratch {
    /// Finds the undominated values of the packages that meet the floors of the
    /// terminal that they end at; `false` where some node has more than `labels`.
    pub(crate) fn frontier(
        &mut self,
        diagram: &Diagram,
        valuation: &Valuation,
        floor: impl Fn(usize) -> Step,
        labels: usize,
    ) -> bool {
        let [first, second] = valuation.coordinates.as_slice() else { return false };
        self.found.clear();
        if diagram.is_empty() {
            return true;
        }
        let layers = diagram.layers.len();
        self.gains.resize_with(layers, Vec::new);
        self.most.resize_with(layers + 1, Vec::new);
        for (layer, gains) in diagram.layers.iter().zip(&mut self.gains) {
            gains.clear();
            gains.extend(layer.arcs.iter().map(|arc| {
                let effect = &diagram.effects[arc.effect as usize];
                [first, second].map(|coordinate| coordinate.gain(layer.issue, arc.choice, effect))
            }));
        }
        self.look_ahead(diagram);
        // No label that cannot reach the lowest floor of any terminal is kept.
        let lowest = (0..diagram.terminals.len())
            .map(&floor)
            .fold([i64::MAX; 2], |least, floor| [least[0].min(floor[0]), least[1].min(floor[1])]);
        self.here.resize_with(1, Vec::new);
        self.here[0].clear();
        self.here[0].push([0, 0]);
        for (at, layer) in diagram.layers.iter().enumerate() {
            let children = self.most[at + 1].len();
            self.below.iter_mut().for_each(Vec::clear);
            self.below.resize_with(children, Vec::new);
            for node in 0..layer.nodes() {
                if self.here[node].len() > labels {
                    return false;
                }
                for arc in layer.starts[node] as usize..layer.starts[node + 1] as usize {
                    let child = layer.arcs[arc].child as usize;
                    let (gain, most) = (self.gains[at][arc], self.most[at + 1][child]);
                    let missing = |at: usize| lowest[at].saturating_sub(most[at]).saturating_sub(gain[at]);
                    let reaching = reaching(&self.here[node], [missing(0), missing(1)]);
                    merge(&self.below[child], reaching, gain, &mut self.merged);
                    std::mem::swap(&mut self.below[child], &mut self.merged);
                }
            }
            std::mem::swap(&mut self.here, &mut self.below);
        }
        for (terminal, list) in self.here.iter().enumerate().take(diagram.terminals.len()) {
            merge(&self.found, reaching(list, floor(terminal)), [0, 0], &mut self.merged);
            std::mem::swap(&mut self.found, &mut self.merged);
        }
        true
    }

    /// What was found last, in descending order of the first value.
    pub(crate) fn steps(&self) -> &[Step] {
        &self.found
    }

    /// One pass back: the most that can still be added from each node.
    fn look_ahead(&mut self, diagram: &Diagram) {
        let layers = diagram.layers.len();
        self.most[layers].clear();
        self.most[layers].resize(diagram.terminals.len(), [0, 0]);
        for at in (0..layers).rev() {
            let layer = &diagram.layers[at];
            let (above, below) = self.most.split_at_mut(at + 1);
            let (above, below) = (&mut above[at], &below[0]);
            above.clear();
            for node in 0..layer.nodes() {
                let mut most = [i64::MIN; 2];
                for arc in layer.starts[node] as usize..layer.starts[node + 1] as usize {
                    let (gain, rest) = (self.gains[at][arc], below[layer.arcs[arc].child as usize]);
                    most[0] = most[0].max(gain[0] + rest[0]);
                    most[1] = most[1].max(gain[1] + rest[1]);
                }
                above.push(most);
            }
        }
    }
}

/// The steps of a staircase that are at least so large.
fn reaching(steps: &[Step], floor: Step) -> &[Step] {
    let end = steps.partition_point(|step| step[0] >= floor[0]);
    let start = steps[..end].partition_point(|step| step[1] < floor[1]);
    &steps[start..end]
}

/// Merges two staircases into one, equal steps once; `gain` is added to the other's steps.
///
/// Which staircase the next step comes from, and whether it stays, nobody can
/// foretell, the processor no more than others: so neither is a branch.
fn merge(one: &[Step], other: &[Step], gain: Step, into: &mut Vec<Step>) {
    into.clear();
    into.resize(one.len() + other.len(), [0, 0]);
    let (mut length, mut height) = (0, i64::MIN);
    let mut put = |step: Step| {
        into[length] = step;
        length += usize::from((step[1] > height) | (length == 0));
        height = height.max(step[1]);
    };
    let (mut at, mut beside) = (0, 0);
    while at < one.len() && beside < other.len() {
        let (a, b) = (one[at], [other[beside][0] + gain[0], other[beside][1] + gain[1]]);
        // The larger first value next; of equal ones the larger second.
        let first = (a[0] > b[0]) | ((a[0] == b[0]) & (a[1] >= b[1]));
        put([if first { a[0] } else { b[0] }, if first { a[1] } else { b[1] }]);
        at += usize::from(first);
        beside += usize::from(!first);
    }
    one[at..].iter().for_each(|&step| put(step));
    other[beside..].iter().for_each(|step| put([step[0] + gain[0], step[1] + gain[1]]));
    into.truncate(length);
}

/// Marks the points of the concepts on a frontier of two parties that both have
/// values and can both gain, in the order of [`crate::evaluate::Concept::ALL`] one
/// bit each; `false` where that is not so.
///
/// Gains are below 2^63 and denominators below 2^62, so that products of two are
/// exact in 128 bits.
pub(crate) fn mark(points: &[Step], bars: Step, denominators: Step, marks: &mut Vec<u8>) -> bool {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return false };
    let gain = |values: &Step| [0, 1].map(|at| values[at] - bars[at]);
    let possible = gain(&[first[0], last[1]]);
    let both_gain = |values: &Step| values[0] > bars[0] && values[1] > bars[1];
    if possible.iter().any(|possible| *possible <= 0) || !points.iter().any(both_gain) {
        return false;
    }
    marks.clear();
    marks.resize(points.len(), 0);
    let gains = || points.iter().map(gain);
    let times = |one: i64, other: i64| i128::from(one) * i128::from(other);
    let shares = |gain: Step| [times(gain[0], possible[1]), times(gain[1], possible[0])];
    let points_of = |gain: Step| [times(gain[0], denominators[1]), times(gain[1], denominators[0])];
    let sorted = |[one, other]: [i128; 2]| [one.min(other), one.max(other)];
    let product = |gain: Step| if gain[0] > 0 && gain[1] > 0 { times(gain[0], gain[1]) } else { -1 };
    largest(gains().map(product), 1, marks);
    largest(gains().map(|gain| sorted(shares(gain))), 2, marks);
    largest(gains().map(|gain| sorted(points_of(gain))), 4, marks);
    largest(gains().map(|gain| shares(gain).iter().sum::<i128>()), 8, marks);
    true
}

/// Sets a bit at the positions of the largest.
fn largest<T: Ord + Copy>(values: impl Iterator<Item = T> + Clone, bit: u8, marks: &mut [u8]) {
    let best = values.clone().max();
    for (mark, value) in marks.iter_mut().zip(values) {
        *mark |= if Some(value) == best { bit } else { 0 };
    }
}

#[cfg(test)]
mod tests {
    use detente_settle::concepts::{Scale, concepts};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn staircases_merge(mut one in points(), mut other in points(), gain in [-9..9_i64, -9..9_i64]) {
            let all: Vec<Step> = one.iter().chain(&other).copied().collect();
            one = undominated(one);
            other = undominated(other);
            let mut merged = Vec::new();
            let moved: Vec<Step> = other.iter().map(|step| [step[0] - gain[0], step[1] - gain[1]]).collect();
            merge(&one, &moved, gain, &mut merged);
            prop_assert_eq!(merged, undominated(all));
        }

        #[test]
        fn concepts_are_those_of_the_general_ones(
            all in points(),
            bars in [-30..20_i64, -30..20_i64],
            denominators in [1..5_i64, 1..5_i64],
        ) {
            let frontier: Vec<Step> = undominated(all)
                .into_iter()
                .filter(|step| step[0] >= bars[0] && step[1] >= bars[1])
                .collect();
            let scale = |at: usize| {
                Scale { reservation: bars[at], denominator: denominators[at], ordinal: false }
            };
            let found = concepts(&frontier, &[scale(0), scale(1)]);
            let mut marks = Vec::new();
            if mark(&frontier, bars, denominators, &mut marks) {
                let nash: Vec<usize> = found.nash.into_iter().flat_map(|set| set.points).collect();
                let expected = [nash, found.kalai_smorodinsky, found.egalitarian, found.utilitarian];
                for (at, positions) in expected.into_iter().enumerate() {
                    let own: Vec<usize> = (0..marks.len()).filter(|&point| marks[point] >> at & 1 == 1).collect();
                    prop_assert_eq!(own, positions);
                }
            }
        }
    }

    fn points() -> impl Strategy<Value = Vec<Step>> {
        prop::collection::vec([-40..40_i64, -40..40_i64], 0..30)
    }

    fn undominated(points: Vec<Step>) -> Vec<Step> {
        let beats = |one: &Step, other: &Step| one != other && one[0] >= other[0] && one[1] >= other[1];
        let mut kept: Vec<Step> =
            points.iter().filter(|own| !points.iter().any(|other| beats(other, own))).copied().collect();
        kept.sort_by(|one, other| other.cmp(one));
        kept.dedup();
        kept
    }
}
