//! Which of several equal packages is shown: a rule that does not depend on the
//! order of writing.
//!
//! The package that changes the fewest issues against no agreement comes first;
//! of those, the one with the smallest sum of keys made from the ids of its
//! choices. The keys mean nothing; they only make the choice the same however
//! the case is written down.

use std::borrow::Cow;

use detente_case::model::{Case, Domain, Issue};
use detente_case::package::Choice;

/// A key for each issue and choice; those of a package are added up.
#[must_use]
pub fn keys(case: &Case) -> Vec<Vec<u64>> {
    let of_issue = |issue: &Issue| {
        let start = hash(hash(FNV_OFFSET, &issue.id), "=");
        let of_choice = |at: usize| {
            let choice = Choice::try_from(at).unwrap_or(Choice::MAX);
            let changed = u64::from(issue.no_deal.is_some_and(|nothing| nothing != choice));
            changed << 48 | folded(hash(start, &choice_id(issue, choice)))
        };
        (0..issue.choices()).map(of_choice).collect()
    };
    case.issues.iter().map(of_issue).collect()
}

/// The id of a choice, borrowed where it is written as such.
fn choice_id(issue: &Issue, choice: Choice) -> Cow<'_, str> {
    match &issue.domain {
        Domain::OneOf(options) if usize::from(choice) < options.len() => {
            Cow::Borrowed(&options[usize::from(choice)].id)
        }
        _ => Cow::Owned(issue.choice_id(choice)),
    }
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a (Fowler, Noll and Vo 1991), taken further from `start` over a text.
fn hash(start: u64, text: &str) -> u64 {
    text.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A hash folded to 32 bits.
fn folded(hash: u64) -> u64 {
    (hash >> 32) ^ (hash & 0xffff_ffff)
}

/// The keys as signed integers, for callers that add them to values.
#[must_use]
pub fn signed(keys: &[Vec<u64>]) -> Vec<Vec<i64>> {
    keys.iter().map(|row| row.iter().map(|&key| i64::try_from(key).unwrap_or(i64::MAX)).collect()).collect()
}
