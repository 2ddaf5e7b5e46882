//! A number with what is not known of it.

use std::collections::BTreeSet;

use detente_instrument::period::Date;

/// Why a part of a number is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The party did not provide it.
    NotProvided,
    /// It may have been provided; the ledger does not know it.
    Unknown,
    /// Nothing was ever entered.
    NothingEntered,
    /// Changes were notified, and no number that they change.
    ChangesAlone,
    /// Whether it counts depends on what is not settled: a measured value, or
    /// which of several items left first.
    Undetermined,
    /// Those whose word stands in say different numbers; the least is counted.
    Disagreement,
    /// Zones add up to that much, and nothing says that they are all there is.
    Elsewhere,
    /// What was entered makes fewer than none.
    Impossible,
    /// Its parts, told later than the whole, make more than that; there may be
    /// further parts.
    Outgrown,
}

/// A part that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// Whose.
    pub party: u32,
    /// Of what.
    pub thing: u32,
    /// Why.
    pub why: Why,
}

/// A number that stands on what another party says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OnWordOf {
    /// Who says it.
    pub by: u32,
    /// Of whom.
    pub party: u32,
    /// Of what.
    pub thing: u32,
    /// How many, as counted.
    pub number: i64,
}

/// A number with what is not known of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// What is known, added up; no more than this where nothing is missing.
    pub number: i64,
    /// What is missing.
    pub missing: BTreeSet<Missing>,
    /// Parts that rest on another party's word.
    pub on_word_of: BTreeSet<OnWordOf>,
    /// The earliest day of a declaration that it rests on.
    pub declared: Option<Date>,
    /// Whether anything at all is known.
    pub known: bool,
}

impl Tally {
    /// Whether the number is the whole.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }

    /// The two together.
    #[must_use]
    pub fn plus(mut self, other: Self) -> Self {
        self.add(other);
        self
    }

    fn add(&mut self, other: Self) {
        self.number = self.number.saturating_add(other.number);
        self.missing.extend(other.missing);
        self.on_word_of.extend(other.on_word_of);
        self.declared = match (self.declared, other.declared) {
            (Some(mine), Some(theirs)) => Some(mine.min(theirs)),
            (mine, theirs) => mine.or(theirs),
        };
        self.known |= other.known;
    }
}
