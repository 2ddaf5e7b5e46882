//! What is known of the values of one issue's choices, and of their differences.

use detente_case::decimal::Decimal;
use detente_case::package::Choice;
use detente_case::preference::Levels;

/// The upper end of a set of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Top {
    /// The least upper bound.
    pub(super) value: i128,
    /// Whether the set contains it.
    pub(super) attained: bool,
}

/// The values of one issue's choices, in units of the party's value scale.
#[derive(Clone, Debug)]
pub(super) enum LevelTable {
    /// Each choice anywhere between its bounds, whatever the others are worth.
    Ranges {
        /// Least value of each choice.
        low: Vec<i128>,
        /// Greatest value of each choice.
        high: Vec<i128>,
    },
    /// Groups from 100 down to 0, strictly falling.
    Order {
        /// One entry a choice.
        places: Vec<Place>,
        /// One hundred points.
        hundred: i128,
    },
}

/// Where an order puts a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the best group: 100.
    First,
    /// In a middle group, numbered from the best: strictly between its neighbours.
    Middle(usize),
    /// In the worst of at least two groups: 0.
    Last,
    /// Nowhere: 0 to 100.
    Unplaced,
}

impl Top {
    fn closed(value: i128) -> Self {
        Self { value, attained: true }
    }

    fn open(value: i128) -> Self {
        Self { value, attained: false }
    }
}

impl LevelTable {
    /// Reads the levels of an issue with `choices` choices, in units of ten to
    /// the minus `places`.
    pub(super) fn new(levels: &Levels, choices: usize, places: u8) -> Self {
        match levels {
            Levels::Ranges(ranges) => Self::Ranges {
                low: ranges.iter().map(|range| range.low.scaled(places)).collect(),
                high: ranges.iter().map(|range| range.high.scaled(places)).collect(),
            },
            Levels::Order { groups, .. } => {
                let mut placed = vec![Place::Unplaced; choices];
                for (rank, group) in groups.iter().enumerate() {
                    let place = match rank {
                        0 => Place::First,
                        _ if rank + 1 == groups.len() => Place::Last,
                        _ => Place::Middle(rank),
                    };
                    group.iter().for_each(|&choice| placed[usize::from(choice)] = place);
                }
                Self::Order { places: placed, hundred: Decimal::HUNDRED.scaled(places) }
            }
        }
    }

    /// Greatest magnitude of any value.
    pub(super) fn magnitude(&self) -> i128 {
        match self {
            Self::Ranges { low, high } => low.iter().chain(high).map(|value| value.abs()).max().unwrap_or(0),
            Self::Order { hundred, .. } => *hundred,
        }
    }

    /// The upper end of `value of x - value of y`, where `None` stands for an
    /// issue that does not arise and is worth nothing.
    pub(super) fn top(&self, x: Option<Choice>, y: Option<Choice>) -> Top {
        if x == y {
            return Top::closed(0);
        }
        let (x, y) = (x.map(usize::from), y.map(usize::from));
        match self {
            Self::Ranges { low, high } => {
                Top::closed(x.map_or(0, |choice| high[choice]) - y.map_or(0, |choice| low[choice]))
            }
            Self::Order { places, hundred } => {
                let (x, y) = (x.map(|choice| places[choice]), y.map(|choice| places[choice]));
                order_top(x, y, *hundred)
            }
        }
    }
}

fn order_top(x: Option<Place>, y: Option<Place>, hundred: i128) -> Top {
    match (x, y) {
        (Some(Place::Unplaced) | None, _) | (_, Some(Place::Unplaced) | None) => {
            // The two sides vary freely of each other.
            let greatest = match x {
                None | Some(Place::Last) => Top::closed(0),
                Some(Place::First | Place::Unplaced) => Top::closed(hundred),
                Some(Place::Middle(_)) => Top::open(hundred),
            };
            let least = match y {
                None | Some(Place::Last | Place::Unplaced) => Top::closed(0),
                Some(Place::First) => Top::closed(hundred),
                Some(Place::Middle(_)) => Top::open(0),
            };
            Top { value: greatest.value - least.value, attained: greatest.attained && least.attained }
        }
        (Some(x), Some(y)) if x == y => Top::closed(0),
        (Some(Place::First), Some(Place::Last)) => Top::closed(hundred),
        (Some(Place::Last), Some(Place::First)) => Top::closed(-hundred),
        (Some(x), Some(y)) if x.is_before(y) => Top::open(hundred),
        _ => Top::open(0),
    }
}

impl Place {
    fn is_before(self, other: Self) -> bool {
        let rank = |place| match place {
            Self::First => 0,
            Self::Middle(rank) => rank,
            Self::Last | Self::Unplaced => usize::MAX,
        };
        rank(self) < rank(other)
    }
}
