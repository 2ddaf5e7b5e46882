//! A tighter certificate for covers of two coordinates.
//!
//! Rounding errors of many layers add up to far more than what is lost. After
//! the fact the loss is bounded from outside: for a weighting w of the two
//! coordinates a longest path through the diagram gives the largest w.u of any
//! package, so that all packages lie below the lines of some weightings. A vector
//! that no point covers within epsilon lies strictly above a corner between two
//! neighbouring points, moved out by epsilon. Epsilon is large enough as soon as
//! each such corner is on or beyond one of the lines. (Bounding a frontier by its
//! supported points is the first phase of Ulungu and Teghem, The two phases
//! method, Found. Comput. Decis. Sci. 20 (1995).)

use super::bundle::bundles;
use super::sweep::Problem;
use crate::nondominated::vector::Vector;

/// Largest number of weightings.
const LINES: usize = 256;
/// Arcs looked at for all weightings together, about.
const EFFORT: usize = 1 << 27;
/// Epsilon is shrunk in steps of one part in this many.
const PARTS: i128 = 1 << 20;

/// No package is worth more than `bound` by these weights.
struct Line {
    weights: [i128; 2],
    bound: i128,
}

/// Shrinks the epsilon of a cover by at least one point, in descending order, where that can be proved.
///
/// `floors` are the least values of any package that counts, by coordinate, where there are any.
pub(crate) fn tighten<V: Vector>(
    problem: &Problem<'_>,
    points: &[V],
    floors: [Option<i64>; 2],
    epsilon: &mut V,
) {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
    let ranges = [span(first, last, 0), span(last, first, 1)];
    let lines = lines::<V>(problem, ranges);
    let steps: [i128; 2] = [epsilon.coordinates()[0].into(), epsilon.coordinates()[1].into()];
    // Corners by the coordinates that epsilon moves; an end of the list has one, and the floor as the other.
    let value = |point: &V, p: usize| i128::from(point.coordinates()[p]);
    let mut parts = 0;
    for pair in points.windows(2) {
        parts = parts.max(needed(&lines, [value(&pair[1], 0), value(&pair[0], 1)], steps));
    }
    let ends = [(value(first, 0), 0), (value(last, 1), 1)];
    for (best, p) in ends {
        let mut corner = [best; 2];
        let mut moved = steps;
        let usable: Vec<&Line> = match floors[1 - p] {
            Some(floor) => {
                corner[1 - p] = floor.into();
                lines.iter().collect()
            }
            None => lines.iter().filter(|line| line.weights[1 - p] == 0).collect(),
        };
        moved[1 - p] = 0;
        parts = parts.max(needed(usable, corner, moved));
    }
    if parts < PARTS {
        for (own, step) in epsilon.coordinates_mut().iter_mut().zip(steps) {
            let shrunk = (step * parts + PARTS - 1) / PARTS;
            *own = i64::try_from(shrunk).unwrap_or(*own);
        }
    }
}

/// Least number of parts of the steps that moves the corner to one of the lines; [`PARTS`] if none does.
fn needed<'a>(lines: impl IntoIterator<Item = &'a Line>, corner: [i128; 2], steps: [i128; 2]) -> i128 {
    let one = |line: &Line| {
        let dot = |a: [i128; 2]| line.weights[0] * a[0] + line.weights[1] * a[1];
        let (missing, step) = (line.bound - dot(corner), dot(steps));
        if missing <= 0 {
            0
        } else if step <= 0 || missing > step {
            PARTS
        } else {
            (missing * PARTS + step - 1) / step
        }
    };
    lines.into_iter().map(one).min().unwrap_or(PARTS)
}

/// Lines at evenly turned weightings, scaled so that both ranges count alike.
fn lines<V: Vector>(problem: &Problem<'_>, ranges: [i128; 2]) -> Vec<Line> {
    let diagram = problem.diagram;
    let arcs: usize = diagram.layers.iter().map(|layer| layer.arcs.len()).sum();
    let number = (EFFORT / arcs.max(1)).clamp(8, LINES) as i128;
    // Ranges of at most 2^31 keep weighted values well inside 128 bits.
    let shift = ranges[0].max(ranges[1]).max(1).ilog2().saturating_sub(30);
    let units = ranges.map(|range| (range >> shift).max(1));
    let weights: Vec<[i128; 2]> = (0..=number)
        .map(|k| match k {
            0 => [0, 1],
            _ if k == number => [1, 0],
            _ => [k * units[1], (number - k) * units[0]],
        })
        .collect();
    let many = weights.len();
    let mut best = vec![0_i128; diagram.terminals.len() * many];
    for layer in diagram.layers.iter().rev() {
        let mut next = vec![i128::MIN; layer.nodes() * many];
        for bundle in bundles::<V>(problem, layer) {
            let gain = bundle.gain.coordinates();
            let (from, child) = (bundle.from as usize * many, bundle.child as usize * many);
            for (k, weights) in weights.iter().enumerate() {
                let gain = weights[0] * i128::from(gain[0]) + weights[1] * i128::from(gain[1]);
                next[from + k] = next[from + k].max(best[child + k] + gain);
            }
        }
        best = next;
    }
    weights.into_iter().zip(best).map(|(weights, bound)| Line { weights, bound }).collect()
}

fn span<V: Vector>(high: &V, low: &V, p: usize) -> i128 {
    i128::from(high.coordinates()[p]) - i128::from(low.coordinates()[p])
}
