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
}

impl Scratch {
    /// The undominated values of the packages that meet the floors of the
    /// terminal that they end at, in descending order of the first; `None` where
    /// some node has more than `labels`.
    pub(crate) fn frontier(
        &mut self,
        diagram: &Diagram,
        valuation: &Valuation,
        floors: &[Vec<Option<i64>>],
        labels: usize,
    ) -> Option<Vec<Step>> {
        let [first, second] = valuation.coordinates.as_slice() else { return None };
        if diagram.is_empty() {
            return Some(Vec::new());
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
        let lowest = [0, 1].map(|at| {
            let floor = |floors: &Vec<Option<i64>>| floors.get(at).copied().flatten().unwrap_or(i64::MIN);
            floors.iter().map(floor).min().unwrap_or(i64::MIN)
        });
        let reaches = |label: Step, most: Step| {
            [0, 1].into_iter().all(|at| label[at].saturating_add(most[at]) >= lowest[at])
        };
        self.here.resize_with(1, Vec::new);
        self.here[0].clear();
        self.here[0].push([0, 0]);
        for (at, layer) in diagram.layers.iter().enumerate() {
            let children = self.most[at + 1].len();
            self.below.iter_mut().for_each(Vec::clear);
            self.below.resize_with(children, Vec::new);
            for node in 0..layer.nodes() {
                if self.here[node].len() > labels {
                    return None;
                }
                for arc in layer.starts[node] as usize..layer.starts[node + 1] as usize {
                    let child = layer.arcs[arc].child as usize;
                    let (gain, most) = (self.gains[at][arc], self.most[at + 1][child]);
                    let shifted = self.here[node]
                        .iter()
                        .map(|label| [label[0] + gain[0], label[1] + gain[1]])
                        .filter(|&label| reaches(label, most));
                    merge(&self.below[child], shifted, &mut self.merged);
                    std::mem::swap(&mut self.below[child], &mut self.merged);
                }
            }
            std::mem::swap(&mut self.here, &mut self.below);
        }
        let mut frontier = Vec::new();
        let nothing = Vec::new();
        for (terminal, list) in self.here.iter().enumerate().take(diagram.terminals.len()) {
            let floors = floors.get(terminal).unwrap_or(&nothing);
            let meets = |label: &Step| {
                floors.iter().zip(label).all(|(floor, value)| floor.is_none_or(|floor| *value >= floor))
            };
            merge(&frontier, list.iter().copied().filter(meets), &mut self.merged);
            std::mem::swap(&mut frontier, &mut self.merged);
        }
        Some(frontier)
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

/// Merges two staircases into one, equal steps once.
fn merge(one: &[Step], other: impl Iterator<Item = Step>, into: &mut Vec<Step>) {
    into.clear();
    let mut height = i64::MIN;
    let mut one = one.iter().copied().peekable();
    let mut other = other.peekable();
    loop {
        // The larger first value next; of equal ones the larger second.
        let next = match (one.peek(), other.peek()) {
            (Some(a), Some(b)) if a >= b => one.next(),
            (Some(_), None) => one.next(),
            _ => other.next(),
        };
        let Some(step) = next else { break };
        if step[1] > height || into.is_empty() {
            height = step[1];
            into.push(step);
        }
    }
}

/// The points of the concepts on a frontier of two parties that both have values
/// and can both gain, by position; `None` where that is not so.
///
/// Gains are below 2^63 and denominators below 2^62, so that products of two are
/// exact in 128 bits.
pub(crate) fn chosen(points: &[Step], bars: Step, denominators: Step) -> Option<[Vec<usize>; 4]> {
    let best = [points.first()?[0], points.last()?[1]];
    let gain = |values: Step| [0, 1].map(|at| i128::from(values[at]) - i128::from(bars[at]));
    let possible = gain(best);
    if possible.iter().any(|possible| *possible <= 0) {
        return None;
    }
    let both_gain = |values: Step| gain(values).iter().all(|gain| *gain > 0);
    if !points.iter().any(|&point| both_gain(point)) {
        return None;
    }
    let gains: Vec<[i128; 2]> = points.iter().map(|&point| gain(point)).collect();
    let shares = |gain: &[i128; 2]| [gain[0] * possible[1], gain[1] * possible[0]];
    let points_of =
        |gain: &[i128; 2]| [gain[0] * i128::from(denominators[1]), gain[1] * i128::from(denominators[0])];
    let sorted = |[one, other]: [i128; 2]| [one.min(other), one.max(other)];
    Some([
        largest(gains.iter().map(|gain| if gain[0] > 0 && gain[1] > 0 { gain[0] * gain[1] } else { -1 })),
        largest(gains.iter().map(|gain| sorted(shares(gain)))),
        largest(gains.iter().map(|gain| sorted(points_of(gain)))),
        largest(gains.iter().map(|gain| shares(gain).iter().sum::<i128>())),
    ])
}

/// The positions of the largest, ascending.
fn largest<T: Ord>(values: impl Iterator<Item = T>) -> Vec<usize> {
    let mut best: Option<T> = None;
    let mut found = Vec::new();
    for (at, value) in values.enumerate() {
        match best.as_ref().map(|best| value.cmp(best)) {
            Some(std::cmp::Ordering::Less) => {}
            Some(std::cmp::Ordering::Equal) => found.push(at),
            Some(std::cmp::Ordering::Greater) | None => {
                found.clear();
                found.push(at);
                best = Some(value);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use detente_settle::concepts::{Scale, concepts};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn staircases_merge(mut one in points(), mut other in points()) {
            let all: Vec<Step> = one.iter().chain(&other).copied().collect();
            one = undominated(one);
            other = undominated(other);
            let mut merged = Vec::new();
            merge(&one, other.into_iter(), &mut merged);
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
            if let Some(own) = chosen(&frontier, bars, denominators) {
                let nash: Vec<usize> = found.nash.into_iter().flat_map(|set| set.points).collect();
                prop_assert_eq!(own, [nash, found.kalai_smorodinsky, found.egalitarian, found.utilitarian]);
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
