//! The distinct states of one layer, each a list of numbers.

use std::hash::Hasher;

use rustc_hash::FxHasher;

const VACANT: u32 = u32::MAX;

/// A set of lists of numbers, each with the position at which it came in.
///
/// A layer may hold a million states of some dozen numbers: they lie in one
/// vector, found through an open-addressed table, without an allocation each.
#[derive(Default)]
pub(super) struct States {
    numbers: Vec<u32>,
    ends: Vec<usize>,
    table: Vec<u32>,
}

impl States {
    /// Number of states.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A state by its position.
    pub(super) fn get(&self, at: usize) -> &[u32] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.numbers[start..self.ends[at]]
    }

    /// Position of a state, which is taken in if it is new.
    pub(super) fn insert(&mut self, state: &[u32]) -> u32 {
        if (self.len() + 1) * 2 > self.table.len() {
            self.grow();
        }
        let slot = self.slot(state);
        if self.table[slot] == VACANT {
            self.table[slot] = u32::try_from(self.len()).unwrap_or(VACANT);
            self.numbers.extend_from_slice(state);
            self.ends.push(self.numbers.len());
        }
        self.table[slot]
    }

    fn grow(&mut self) {
        let size = (self.table.len() * 2).max(16);
        self.table.clear();
        self.table.resize(size, VACANT);
        for at in 0..self.len() {
            let slot = self.slot(self.get(at));
            self.table[slot] = u32::try_from(at).unwrap_or(VACANT);
        }
    }

    /// Where the table holds the state or would hold it.
    fn slot(&self, state: &[u32]) -> usize {
        let mut hasher = FxHasher::default();
        state.iter().for_each(|&number| hasher.write_u32(number));
        let mask = self.table.len() - 1;
        let mut slot = usize::try_from(hasher.finish() & mask as u64).unwrap_or(0);
        loop {
            let at = self.table[slot];
            if at == VACANT || self.get(at as usize) == state {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }
}
