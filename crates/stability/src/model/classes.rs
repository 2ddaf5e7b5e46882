//! A small number for each state: of the class or the component that it is in.

use super::State;

/// The number of each state.
#[derive(Clone, Debug)]
pub(crate) enum Classes {
    /// One by one.
    Listed(Vec<u32>),
    /// The sum of what its lower and its higher digits say, where every
    /// combination of choices is a state: two tables that stay in a cache.
    Split {
        /// By the remainder of the state by the length of this table.
        low: Vec<u32>,
        /// By the quotient.
        high: Vec<u32>,
    },
}

impl Classes {
    /// The number of one state.
    pub(crate) fn of(&self, state: State) -> usize {
        let at = state as usize;
        match self {
            Self::Listed(of) => of[at] as usize,
            Self::Split { low, high } if low.len().is_power_of_two() => {
                (high[at >> low.len().trailing_zeros()] + low[at & (low.len() - 1)]) as usize
            }
            Self::Split { low, high } => (high[at / low.len()] + low[at % low.len()]) as usize,
        }
    }

    /// Calls `visit` with every state, ascending, and its number.
    pub(crate) fn each(&self, mut visit: impl FnMut(State, usize)) {
        match self {
            Self::Listed(of) => (0..).zip(of).for_each(|(state, &class)| visit(state, class as usize)),
            Self::Split { low, high } => {
                let mut state: State = 0;
                for above in high {
                    for below in low {
                        visit(state, (above + below) as usize);
                        state += 1;
                    }
                }
            }
        }
    }
}
