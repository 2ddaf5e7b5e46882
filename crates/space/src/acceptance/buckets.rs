//! A count from below and from above, by partial sums in buckets.
//!
//! Every part is rounded down to whole buckets for the lower count and up for
//! the upper one, so that rounding can only lose packages there and only add
//! them here. Counts are kept in 128 bits with an exponent a layer, cut off
//! downwards and upwards likewise. Both ends are therefore proved, whatever the
//! width of a bucket.

use num_bigint::BigUint;
use num_traits::Zero;

use super::sums::{Reaches, Sums};
use crate::compile::Stopped;
use crate::control::Control;
use crate::diagram::{Arc, Layer};

/// Which way everything is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Toward {
    Fewer,
    More,
}

/// Packages that reach a node, by sum in buckets from `first` on.
#[derive(Clone, Debug, Default)]
struct Window {
    first: i128,
    counts: Vec<u128>,
}

/// Bits that counts keep when they are cut off, and bits that they may reach.
const KEPT_BITS: u32 = 64;
const MOST_BITS: u32 = 96;

/// Most steps, each one bucket along one arc.
const MOST_STEPS: usize = 1 << 29;

impl Sums<'_> {
    /// Proved lower and upper bounds on the number of packages whose sum is at
    /// least zero, with about `cells` buckets on the widest layer, fewer where
    /// there are thousands of issues.
    ///
    /// # Errors
    ///
    /// [`Stopped::Cancelled`] where the control says so.
    pub(super) fn bounds(&self, cells: usize, control: &Control<'_>) -> Result<(BigUint, BigUint), Stopped> {
        let layers = self.diagram.layers.iter();
        let arcs_a_node: usize = layers.map(|layer| layer.arcs.len().div_ceil(layer.nodes().max(1))).sum();
        let width = self.bucket_width(cells.min(MOST_STEPS / arcs_a_node.max(1)));
        let fewer = self.bucketed(width, Toward::Fewer, control)?;
        let more = self.bucketed(width, Toward::More, control)?;
        let total = self.completions.first().and_then(|root| root.first()).cloned().unwrap_or_default();
        Ok((fewer, more.min(total)))
    }

    /// The width at which the undecided sums of no layer need more than `cells` buckets.
    fn bucket_width(&self, cells: usize) -> i128 {
        let gain = |layer: &Layer, arc: &Arc| self.gain(layer, arc);
        let below = self.reaches(gain);
        let mut widest = 1;
        let mut above = vec![(self.start(), self.start())];
        for (depth, layer) in self.diagram.layers.iter().enumerate() {
            let mut next: Vec<Option<(i128, i128)>> = vec![None; below[depth + 1].len()];
            for (node, &(least, greatest)) in above.iter().enumerate() {
                for arc in layer.arcs_of(node) {
                    let (least, greatest) = (least + gain(layer, arc), greatest + gain(layer, arc));
                    let child = &mut next[arc.child as usize];
                    *child = Some(
                        child.map_or((least, greatest), |(low, high)| (low.min(least), high.max(greatest))),
                    );
                }
            }
            above = next.into_iter().map(Option::unwrap_or_default).collect();
            let open = above.iter().zip(&below[depth + 1]).map(|(sums, reach)| {
                let (first, last) = undecided(*reach);
                (sums.1.min(last) - sums.0.max(first) + 1).max(0)
            });
            widest = widest.max(open.sum());
        }
        let cells = i128::try_from(cells.max(1)).unwrap_or(i128::MAX);
        widest.div_euclid(cells) + i128::from(widest.rem_euclid(cells) > 0)
    }

    fn bucketed(&self, width: i128, toward: Toward, control: &Control<'_>) -> Result<BigUint, Stopped> {
        let in_buckets = |sum: i128| match toward {
            Toward::Fewer => sum.div_euclid(width),
            Toward::More => -(-sum).div_euclid(width),
        };
        let gain = |layer: &Layer, arc: &Arc| in_buckets(self.gain(layer, arc));
        let reaches = self.reaches(gain);
        let start = in_buckets(self.start());
        let mut total = BigUint::zero();
        let Some(&(least, greatest)) = reaches[0].first() else { return Ok(total) };
        if start + least >= 0 {
            return Ok(self.completions[0][0].clone());
        }
        if start + greatest < 0 {
            return Ok(total);
        }
        let mut windows = vec![Window { first: start, counts: vec![1] }];
        let mut exponent = 0;
        for (depth, layer) in self.diagram.layers.iter().enumerate() {
            let mut next = open_windows(layer, &windows, &reaches[depth + 1], gain);
            for (node, window) in windows.iter().enumerate() {
                if control.is_stopped() {
                    return Err(Stopped::Cancelled);
                }
                for arc in layer.arcs_of(node) {
                    let child = arc.child as usize;
                    let moved = window.first + gain(layer, arc);
                    let (_, last) = undecided(reaches[depth + 1][child]);
                    // Buckets beyond the last undecided one meet the threshold whatever follows.
                    let met = index(last + 1 - moved).min(window.counts.len());
                    let settled: u128 = window.counts[met..].iter().sum();
                    if settled > 0 {
                        total += (&self.completions[depth + 1][child] * settled) << exponent;
                    }
                    let Window { first, counts } = &mut next[child];
                    // Buckets before the first undecided one miss it whatever follows.
                    let missed = index(*first - moved).min(met);
                    let into = index(moved - *first);
                    for (to, from) in counts.iter_mut().skip(into).zip(&window.counts[missed..met]) {
                        *to += from;
                    }
                }
            }
            exponent += cut_off(&mut next, toward);
            windows = next;
        }
        Ok(total)
    }
}

/// The sums at a node from which some completions reach zero and others do not:
/// first and last, none where the last comes first.
fn undecided((least, greatest): (i128, i128)) -> (i128, i128) {
    (-greatest, -least - 1)
}

/// A position in a window, at the start for what lies before it.
fn index(offset: i128) -> usize {
    usize::try_from(offset.max(0)).unwrap_or(usize::MAX)
}

/// Empty windows for what reaches the nodes below undecided.
fn open_windows(
    layer: &Layer,
    windows: &[Window],
    reaches: &Reaches,
    gain: impl Fn(&Layer, &Arc) -> i128,
) -> Vec<Window> {
    let mut ranges: Vec<Option<(i128, i128)>> = vec![None; reaches.len()];
    for (node, window) in windows.iter().enumerate().filter(|(_, window)| !window.counts.is_empty()) {
        for arc in layer.arcs_of(node) {
            let (least, greatest) = undecided(reaches[arc.child as usize]);
            let first = window.first + gain(layer, arc);
            let last = first + i128::try_from(window.counts.len()).unwrap_or(i128::MAX) - 1;
            let (first, last) = (first.max(least), last.min(greatest));
            if first <= last {
                let range = &mut ranges[arc.child as usize];
                *range = Some(range.map_or((first, last), |(low, high)| (low.min(first), high.max(last))));
            }
        }
    }
    let open = |(first, last): (i128, i128)| Window { first, counts: vec![0; index(last - first + 1)] };
    ranges.into_iter().map(|range| range.map(open).unwrap_or_default()).collect()
}

/// Cuts all counts off by the same power of two where they grow long; the power.
fn cut_off(windows: &mut [Window], toward: Toward) -> u32 {
    let cells = || windows.iter().flat_map(|window| &window.counts);
    let bits = u128::BITS - cells().copied().max().unwrap_or(0).leading_zeros();
    if bits <= MOST_BITS {
        return 0;
    }
    let shift = bits - KEPT_BITS;
    for count in windows.iter_mut().flat_map(|window| &mut window.counts) {
        let lost = *count & ((1 << shift) - 1);
        *count = (*count >> shift) + u128::from(toward == Toward::More && lost > 0);
    }
    shift
}
