//! States that no analysis can tell apart.

use std::collections::BTreeMap;

use super::{Limits, Model, ModelError, State};

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
    /// [`ModelError::TooMuchWork`] where one round follows more moves than
    /// [`Limits::steps`]; there may be as many rounds as blocks, and the work is
    /// counted over all of them.
    pub fn indistinguishable(&self, limits: &Limits) -> Result<Vec<u32>, ModelError> {
        let by_rank = |state: State| -> Vec<Option<u32>> {
            (0..self.parties()).map(|party| self.rank(party, state)).collect()
        };
        let (mut block, mut count) = numbered(self.all().map(by_rank));
        let mut steps = 0_u64;
        loop {
            let mut signatures = Vec::with_capacity(self.states());
            for state in self.all() {
                let mut signature = vec![vec![block[state as usize]]];
                for maker in 0..self.decision_makers.len() {
                    let to = self.moves(maker, state);
                    steps += 1 + to.len() as u64;
                    let mut blocks: Vec<u32> = to.iter().map(|&to| block[to as usize]).collect();
                    blocks.push(block[state as usize]);
                    blocks.sort_unstable();
                    blocks.dedup();
                    signature.push(blocks);
                }
                signatures.push(signature);
                if steps > limits.steps {
                    let what = "looking for states that cannot be told apart";
                    return Err(ModelError::TooMuchWork { what, steps, limit: limits.steps });
                }
            }
            let (finer, finer_count) = numbered(signatures.into_iter());
            if finer_count == count {
                return Ok(block);
            }
            (block, count) = (finer, finer_count);
        }
    }
}

/// Equal signatures get equal numbers, in order of first use; and how many there are.
fn numbered<T: Ord>(signatures: impl Iterator<Item = T>) -> (Vec<u32>, u32) {
    let mut known = BTreeMap::new();
    let mut next = 0;
    let number = |signature| {
        *known.entry(signature).or_insert_with(|| {
            next += 1;
            next - 1
        })
    };
    let numbers = signatures.map(number).collect();
    (numbers, next)
}
