//! Parties that compare packages without a scale.

use detente_case::model::Clause;
use detente_case::package::Choice;
use detente_case::preference::Priority;

use crate::meaning::holds;

/// A party's order of packages as whole numbers, higher better: only their
/// comparison means anything.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Order<'a> {
    /// Statements, most important first (Hipel, Fang and Peng 1997).
    Priorities(&'a [Priority]),
    /// Groups of packages, best first.
    Ranking(&'a [Vec<Clause>]),
}

/// Most priorities whose sum of powers of two is computed.
const MOST_PRIORITIES: usize = 120;

impl Order<'_> {
    /// Statement j of k, where it is met, counts `2^(k-j)`; a ranked package
    /// counts the groups below it, with the packages of no entry as the lowest
    /// group. `None` beyond 120 statements.
    pub(crate) fn score(self, package: &[Choice]) -> Option<i128> {
        match self {
            Order::Priorities(priorities) if priorities.len() > MOST_PRIORITIES => None,
            Order::Priorities(priorities) => {
                Some(priorities.iter().fold(0, |score, priority| {
                    2 * score + i128::from(holds(&priority.clause.formula, package))
                }))
            }
            Order::Ranking(groups) => {
                let meets = |group: &Vec<Clause>| group.iter().any(|clause| holds(&clause.formula, package));
                let below = groups.iter().position(meets).map_or(0, |at| groups.len() - at);
                i128::try_from(below).ok()
            }
        }
    }
}
