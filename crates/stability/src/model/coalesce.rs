//! States that no analysis can tell apart.

use std::collections::BTreeMap;

use detente_space::control::Control;

use super::{Limits, Model, ModelError};

impl Model {
    /// The block of each state, numbered in order of first states: states of one
    /// block have the same ranks for every party, and every decision maker can
    /// reach the same blocks from each of them. Verdicts under every concept are the
    /// same throughout a block, so that a report can show it as one state, as
    /// the literature does with "the plant is closed, whatever else was decided".
    ///
    /// The coarsest such partition, by refinement until nothing changes.
    ///
    /// # Errors
    ///
    /// [`ModelError::TooMuchWork`] where all rounds together, of which there may be
    /// as many as blocks, follow more links between classes than [`Limits::steps`];
    /// [`ModelError::Stopped`] where the control says so.
    pub fn indistinguishable(&self, limits: &Limits, control: &Control<'_>) -> Result<Vec<u32>, ModelError> {
        let width = self.parties().max(1 + self.decision_makers.len());
        let mut signatures = vec![0; self.states() * width];
        for (state, signature) in (0..).zip(signatures.chunks_exact_mut(width)) {
            // The same number for all states where nothing is known.
            let ranks = (0..self.parties()).map(|party| self.rank(party, state).unwrap_or(0));
            signature.iter_mut().zip(ranks).for_each(|(entry, rank)| *entry = rank);
        }
        let (mut block, mut count) = numbered(&signatures, width);
        let mut steps = 0_u64;
        loop {
            ModelError::if_stopped(control)?;
            signatures.fill(0);
            signatures.chunks_exact_mut(width).zip(&block).for_each(|(entry, &block)| entry[0] = block);
            for (maker, moves) in self.moves.iter().enumerate() {
                // The blocks that can be reached are those of a class, whichever state of it is left.
                let mut known: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
                for class in 0..moves.classes() {
                    let mut blocks = Vec::new();
                    for to in moves.onward(class) {
                        steps += 1 + moves.members(to).len() as u64;
                        blocks.extend(moves.members(to).iter().map(|&to| block[to as usize]));
                        blocks.sort_unstable();
                        blocks.dedup();
                    }
                    if steps > limits.steps {
                        let what = "looking for states that cannot be told apart";
                        return Err(ModelError::TooMuchWork { what, steps, limit: limits.steps });
                    }
                    let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
                    let number = *known.entry(blocks).or_insert(next);
                    let members = moves.members(class).iter();
                    members.for_each(|&state| signatures[state as usize * width + 1 + maker] = number);
                }
            }
            let (finer, finer_count) = numbered(&signatures, width);
            if finer_count == count {
                return Ok(block);
            }
            (block, count) = (finer, finer_count);
        }
    }
}

/// Equal signatures, each so wide, get equal numbers, in order of first use; and
/// how many there are.
fn numbered(signatures: &[u32], width: usize) -> (Vec<u32>, u32) {
    let signature = |at: u32| &signatures[at as usize * width..][..width];
    let states = u32::try_from(signatures.len() / width).unwrap_or(u32::MAX);
    let mut order: Vec<u32> = (0..states).collect();
    order.sort_unstable_by(|&one, &other| signature(one).cmp(signature(other)).then(one.cmp(&other)));
    // The first state of each group stands for it.
    let mut numbers = vec![0; order.len()];
    for group in order.chunk_by(|&one, &other| signature(one) == signature(other)) {
        group.iter().for_each(|&state| numbers[state as usize] = group[0]);
    }
    let mut next = 0;
    for state in 0..numbers.len() {
        let first = numbers[state] as usize;
        numbers[state] = if first == state {
            next += 1;
            next - 1
        } else {
            // Numbered before, being less.
            numbers[first]
        };
    }
    (numbers, next)
}
