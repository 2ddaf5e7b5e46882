//! Which clauses wait for which.

use crate::model::{Instrument, Trigger};
use crate::moment::{Moment, Onset};

/// So many other clauses a clause may wait for, those included that these wait
/// for in turn.
pub const MAX_AWAITED: usize = 256;

/// A clause that waits for others, by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clause {
    /// A duty.
    Duty(usize),
    /// A limit.
    Limit(usize),
    /// A quota; nothing waits for one.
    Quota(usize),
}

impl Clause {
    /// The clause that a moment waits for.
    #[must_use]
    pub fn awaited(moment: &Moment) -> Option<Self> {
        match moment {
            Moment::After(Onset::Duty { duty, .. }, _) => Some(Self::Duty(*duty)),
            Moment::After(Onset::Breach { limit, .. }, _) => Some(Self::Limit(*limit)),
            _ => None,
        }
    }

    /// The moment with which it begins, if it waits for one. Of a limit that is
    /// its first phase: a later one may wait for the limit itself, as a
    /// snap-back after a breach of the first does.
    #[must_use]
    pub fn beginning(self, instrument: &Instrument) -> Option<&Moment> {
        match self {
            Self::Duty(duty) => match &instrument.duties.get(duty)?.trigger {
                Trigger::Once(moment)
                | Trigger::Every { first: moment, .. }
                | Trigger::On { from: moment, .. } => Some(moment),
            },
            Self::Limit(limit) => instrument.limits.get(limit)?.phases.first().map(|phase| &phase.from),
            Self::Quota(quota) => instrument.quotas.get(quota).map(|quota| &quota.from),
        }
    }

    /// The moments at which it changes or ends.
    #[must_use]
    pub fn later(self, instrument: &Instrument) -> Vec<&Moment> {
        match self {
            Self::Duty(duty) => {
                instrument.duties.get(duty).and_then(|duty| duty.until.as_ref()).into_iter().collect()
            }
            Self::Limit(limit) => instrument.limits.get(limit).map_or_else(Vec::new, |limit| {
                limit.phases.iter().skip(1).map(|phase| &phase.from).chain(&limit.until).collect()
            }),
            Self::Quota(quota) => instrument.quotas.get(quota).map_or_else(Vec::new, |quota| {
                quota.until.iter().chain(quota.shares.iter().map(|share| &share.until)).collect()
            }),
        }
    }

    /// Positions of the events that it begins, changes or ends with.
    #[must_use]
    pub fn events(self, instrument: &Instrument) -> Vec<usize> {
        let moments = self.beginning(instrument).into_iter().chain(self.later(instrument));
        let events = moments.filter_map(|moment| match moment {
            Moment::After(Onset::Event { event }, _) => Some(*event),
            _ => None,
        });
        let mut events: Vec<usize> = events.collect();
        events.sort_unstable();
        events.dedup();
        events
    }

    /// Every clause that it waits for, directly or through others, itself
    /// included where it waits for itself; no more than one above
    /// [`MAX_AWAITED`], which the checks allow of none.
    #[must_use]
    pub fn reach(self, instrument: &Instrument) -> Vec<Self> {
        let mut seen = Vec::new();
        let mut open = vec![self];
        while let Some(clause) = open.pop() {
            let moments = clause.beginning(instrument).into_iter().chain(clause.later(instrument));
            for next in moments.filter_map(Self::awaited) {
                if !seen.contains(&next) && seen.len() <= MAX_AWAITED {
                    seen.push(next);
                    open.push(next);
                }
            }
        }
        seen
    }
}
