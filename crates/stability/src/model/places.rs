//! Where a state stands among those that a decision maker can move it to.
//!
//! For improvements only the order within a class matters: the *place* of a
//! state in a decision maker's class is how many states of the class rank below
//! it. Places are far smaller than ranks, and a search looks at those of all
//! decision makers at once, so that they lie together, state by state, in as few
//! bytes as the largest class needs.

use num_traits::{AsPrimitive, Unsigned};

use super::State;

/// A whole number that places of some class size fit.
pub(crate) trait Place: AsPrimitive<usize> + Unsigned + Ord + Send + Sync {
    /// A place that is known to fit.
    fn new(place: u32) -> Self;
}

macro_rules! place {
    ($($number:ty),*) => {$(
        impl Place for $number {
            fn new(place: u32) -> Self {
                Self::try_from(place).unwrap_or(Self::MAX)
            }
        }
    )*};
}
place!(u8, u16, u32);

/// The places of all states for one decision maker.
#[derive(Clone, Debug)]
pub(super) enum Column {
    /// Classes of up to 2^8 states.
    Bytes(Vec<u8>),
    /// Classes of up to 2^16 states.
    Words(Vec<u16>),
    /// Larger ones.
    Longs(Vec<u32>),
}

impl Column {
    fn bytes(&self) -> usize {
        match self {
            Self::Bytes(_) => 1,
            Self::Words(_) => 2,
            Self::Longs(_) => 4,
        }
    }

    fn get(&self, state: usize) -> u32 {
        match self {
            Self::Bytes(places) => u32::from(places[state]),
            Self::Words(places) => u32::from(places[state]),
            Self::Longs(places) => places[state],
        }
    }
}

/// The places of all states for all decision makers that have any.
#[derive(Clone, Debug)]
pub(crate) enum Places {
    /// Classes of up to 2^8 states.
    Bytes(Rows<u8>),
    /// Classes of up to 2^16 states.
    Words(Rows<u16>),
    /// Larger ones.
    Longs(Rows<u32>),
}

/// A row for each state, a column for each decision maker that has places.
#[derive(Clone, Debug)]
pub(crate) struct Rows<T> {
    cells: Vec<T>,
    /// The position of each decision maker in a row.
    columns: Vec<Option<usize>>,
    width: usize,
}

impl Places {
    /// Puts the columns of the decision makers side by side.
    pub(super) fn of(states: usize, columns: Vec<Option<Column>>) -> Self {
        match columns.iter().flatten().map(Column::bytes).max() {
            None | Some(1) => Self::Bytes(Rows::of(states, columns)),
            Some(2) => Self::Words(Rows::of(states, columns)),
            Some(_) => Self::Longs(Rows::of(states, columns)),
        }
    }

    /// Whether a decision maker has places: it is one party with a preference
    /// and all its moves can be taken back.
    pub(crate) fn has(&self, decision_maker: usize) -> bool {
        match self {
            Self::Bytes(rows) => rows.column(decision_maker),
            Self::Words(rows) => rows.column(decision_maker),
            Self::Longs(rows) => rows.column(decision_maker),
        }
        .is_some()
    }
}

impl<T: Place> Rows<T> {
    fn of(states: usize, columns: Vec<Option<Column>>) -> Self {
        let width = columns.iter().flatten().count();
        let mut cells = vec![T::zero(); states * width];
        let mut at = 0;
        let mut position = Vec::with_capacity(columns.len());
        for column in columns {
            position.push(column.as_ref().map(|_| at));
            if let Some(column) = column {
                let cells = cells.iter_mut().skip(at).step_by(width);
                cells.enumerate().for_each(|(state, cell)| *cell = T::new(column.get(state)));
                at += 1;
            }
        }
        Self { cells, columns: position, width }
    }

    /// The position in each row of a decision maker's place.
    pub(crate) fn column(&self, decision_maker: usize) -> Option<usize> {
        self.columns[decision_maker]
    }

    /// The places of one state.
    pub(crate) fn of_state(&self, state: State) -> &[T] {
        &self.cells[state as usize * self.width..][..self.width]
    }
}
