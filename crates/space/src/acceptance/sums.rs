//! Counting the packages of a diagram whose parts add up to a threshold.
//!
//! Paths from the root are merged where they reach the same node with the same
//! sum. A sum that stays on one side of the threshold whatever follows is
//! settled at once, with the number of completions from its node.

use std::ops::{AddAssign, Mul};

use detente_case::formula::Formula;
use num_bigint::BigUint;
use num_traits::{One, Zero};

use crate::compile::Stopped;
use crate::control::Control;
use crate::diagram::{Arc, Diagram, Layer};
use crate::worth::Threshold;

/// A threshold laid over a diagram.
pub(super) struct Sums<'a> {
    pub(super) diagram: &'a Diagram,
    /// For each layer and node the ways to complete a package, terminals last.
    pub(super) completions: &'a [Vec<BigUint>],
    threshold: &'a Threshold<'a>,
    /// What each tracked formula adds.
    bonuses: Vec<i128>,
}

/// Least and greatest sum from each node of a layer down.
pub(super) type Reaches = Vec<(i128, i128)>;

/// How many steps are taken between two looks at the control.
const PATIENCE: usize = 1 << 16;

/// Most steps, each one label along one arc, before an exact count is given up.
const MOST_STEPS: usize = 1 << 25;

impl<'a> Sums<'a> {
    /// `None` where the threshold turns on a formula that the diagram does not
    /// track; `tracked` are the formulas that it was compiled with.
    pub(super) fn new(
        diagram: &'a Diagram,
        completions: &'a [Vec<BigUint>],
        tracked: &[Formula],
        threshold: &'a Threshold<'a>,
    ) -> Option<Self> {
        let mut bonuses = vec![0; tracked.len()];
        for (formula, bonus) in &threshold.bonuses {
            bonuses[tracked.iter().position(|each| each == *formula)?] += bonus;
        }
        Some(Self { diagram, completions, threshold, bonuses })
    }

    /// What is added before any choice.
    pub(super) fn start(&self) -> i128 {
        self.threshold.start
    }

    /// What an arc adds.
    pub(super) fn gain(&self, layer: &Layer, arc: &Arc) -> i128 {
        let effect = &self.diagram.effects[arc.effect as usize];
        let part = self.threshold.part(layer.issue, effect.arises.then_some(arc.choice));
        effect.met.iter().fold(part, |sum, &tracked| sum + self.bonuses[tracked as usize])
    }

    /// Least and greatest sum from each node down, for each layer and the
    /// terminals, where `gain` says what an arc adds.
    pub(super) fn reaches(&self, gain: impl Fn(&Layer, &Arc) -> i128) -> Vec<Reaches> {
        let mut all = vec![vec![(0, 0); self.diagram.terminals.len()]];
        for layer in self.diagram.layers.iter().rev() {
            let below = &all[all.len() - 1];
            let of_node = |node| {
                let sums = layer.arcs_of(node).iter().map(|arc| {
                    let (gain, (least, greatest)) = (gain(layer, arc), below[arc.child as usize]);
                    (gain + least, gain + greatest)
                });
                sums.reduce(|left, right| (left.0.min(right.0), left.1.max(right.1))).unwrap_or((0, 0))
            };
            let above = (0..layer.nodes()).map(of_node).collect();
            all.push(above);
        }
        all.reverse();
        all
    }

    /// The number of packages whose sum is at least zero; `None` where more
    /// than `most_labels` different sums would have to be kept on one layer, or
    /// the work grows out of hand.
    ///
    /// # Errors
    ///
    /// [`Stopped::Cancelled`] where the control says so.
    pub(super) fn count(
        &self,
        most_labels: usize,
        control: &Control<'_>,
    ) -> Result<Option<BigUint>, Stopped> {
        let total = self.completions.first().and_then(|root| root.first()).cloned().unwrap_or_default();
        if total.bits() < 128 {
            let narrow = |count: &BigUint| u128::try_from(count).unwrap_or(u128::MAX);
            Ok(self.count_in(narrow, most_labels, control)?.map(BigUint::from))
        } else {
            self.count_in(BigUint::clone, most_labels, control)
        }
    }

    fn count_in<A>(
        &self,
        convert: impl Fn(&BigUint) -> A,
        most_labels: usize,
        control: &Control<'_>,
    ) -> Result<Option<A>, Stopped>
    where
        A: Clone + Zero + One + for<'x> AddAssign<&'x A>,
        for<'x> &'x A: Mul<&'x A, Output = A>,
    {
        let reaches = self.reaches(|layer, arc| self.gain(layer, arc));
        let mut total = A::zero();
        let Some(&(least, greatest)) = reaches[0].first() else { return Ok(Some(total)) };
        if self.start() + least >= 0 {
            return Ok(Some(convert(&self.completions[0][0])));
        }
        if self.start() + greatest < 0 {
            return Ok(Some(total));
        }
        let mut labels = vec![vec![(self.start(), A::one())]];
        let (mut steps, mut next_look) = (0, PATIENCE);
        for (depth, layer) in self.diagram.layers.iter().enumerate() {
            let below: Vec<A> = self.completions[depth + 1].iter().map(&convert).collect();
            let mut next: Vec<Vec<(i128, A)>> = vec![Vec::new(); below.len()];
            let mut kept = 0;
            for (node, labels) in labels.iter().enumerate() {
                for arc in layer.arcs_of(node) {
                    let child = arc.child as usize;
                    let (gain, (least, greatest)) = (self.gain(layer, arc), reaches[depth + 1][child]);
                    for (sum, count) in labels {
                        let sum = sum + gain;
                        if sum + least >= 0 {
                            total += &(count * &below[child]);
                        } else if sum + greatest >= 0 {
                            next[child].push((sum, count.clone()));
                            kept += 1;
                        }
                    }
                    steps += labels.len() + 1;
                    if steps >= next_look {
                        next_look = steps + PATIENCE;
                        if control.is_stopped() {
                            return Err(Stopped::Cancelled);
                        }
                        if steps > MOST_STEPS {
                            return Ok(None);
                        }
                    }
                    if kept > most_labels.saturating_mul(4) {
                        kept = next.iter_mut().map(merge).sum();
                        if kept > most_labels {
                            return Ok(None);
                        }
                    }
                }
            }
            if next.iter_mut().map(merge).sum::<usize>() > most_labels {
                return Ok(None);
            }
            labels = next;
        }
        Ok(Some(total))
    }
}

/// Sorts labels by sum and adds up those of the same sum; how many are left.
fn merge<A: for<'x> AddAssign<&'x A>>(labels: &mut Vec<(i128, A)>) -> usize {
    // The list is a few ascending runs, one an arc, which a stable sort merges.
    labels.sort_by_key(|(sum, _)| *sum);
    labels.dedup_by(|later, earlier| {
        let same = later.0 == earlier.0;
        if same {
            earlier.1 += &later.1;
        }
        same
    });
    labels.len()
}
