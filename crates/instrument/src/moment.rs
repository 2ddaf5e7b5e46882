//! When something begins or ends: a day, a time after entry into force, or what
//! must have happened first.

use crate::period::{Date, Period};

/// A moment as the instrument gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// That day.
    Day(Date),
    /// So long after entry into force.
    AfterEntry(Period),
    /// So long after signature.
    AfterSignature(Period),
    /// So long after something has come about for the first time.
    After(Onset, Period),
}

/// Something that comes about on a day that only the ledger can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Onset {
    /// A party has noted that an event happened.
    Event {
        /// The event.
        event: usize,
    },
    /// A duty has reached a state.
    Duty {
        /// The duty.
        duty: usize,
        /// The state.
        is: DutyState,
        /// Of whose duty.
        by: Whose,
    },
    /// A limit has been exceeded, under the reading that is looked at.
    Breach {
        /// The limit.
        limit: usize,
        /// By whom.
        by: Whose,
    },
}

/// A state of a duty that something may wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DutyState {
    /// Every occasion so far has been met, and there was one.
    Met,
    /// Every occasion so far has been verified by another party.
    Verified,
    /// Some occasion was not met by its deadline.
    Missed,
}

/// Whose act is meant where a clause binds several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// That of every subject.
    All,
    /// That of any subject.
    Any,
    /// That of a subject other than the one that the clause is looked at for.
    Other,
    /// That of the subject that the clause is looked at for.
    Same,
}
