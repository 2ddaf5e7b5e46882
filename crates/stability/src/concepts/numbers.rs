//! Numbers for each state, laid out for passes over classes.

use crate::model::State;

/// States of one class often lie a power of two apart. Without gaps all their
/// numbers would compete for the same few places of a cache: after so many states
/// (as a power of two) there is a gap of so many.
const GAP: (u32, u32) = (9, 3);

/// `K` numbers for each state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Numbers<const K: usize>(Vec<[u32; K]>);

fn place(state: usize) -> usize {
    state + (state >> GAP.0 << GAP.1)
}

impl<const K: usize> Numbers<K> {
    /// All zero.
    pub(crate) fn zero(states: usize) -> Self {
        Self(vec![[0; K]; place(states)])
    }

    /// Those of one state.
    pub(crate) fn of(&self, state: State) -> &[u32; K] {
        &self.0[place(state as usize)]
    }

    /// Those of one state, to be changed.
    pub(crate) fn of_mut(&mut self, state: State) -> &mut [u32; K] {
        &mut self.0[place(state as usize)]
    }
}
