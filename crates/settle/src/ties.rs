//! Which of several equal packages is shown: a rule that does not depend on the
//! order of writing.
//!
//! The package that changes the fewest issues against no agreement comes first;
//! of those, the one with the smallest sum of keys made from the ids of its
//! choices. The keys mean nothing; they only make the choice the same however
//! the case is written down.

use detente_case::model::Case;
use detente_case::package::Choice;

/// A key for each issue and choice; those of a package are added up.
#[must_use]
pub fn keys(case: &Case) -> Vec<Vec<u64>> {
    let of_issue = |issue: &detente_case::model::Issue| {
        let of_choice = |at: usize| {
            let choice = Choice::try_from(at).unwrap_or(Choice::MAX);
            let changed = u64::from(issue.no_deal.is_some_and(|nothing| nothing != choice));
            changed << 48 | u64::from(hash(&issue.id, &issue.choice_id(choice)))
        };
        (0..issue.choices()).map(of_choice).collect()
    };
    case.issues.iter().map(of_issue).collect()
}

/// FNV-1a over both ids (Fowler, Noll and Vo 1991), folded to 32 bits.
fn hash(issue: &str, choice: &str) -> u32 {
    let bytes = issue.bytes().chain([b'=']).chain(choice.bytes());
    let full = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (full >> 32) as u32 ^ (full & 0xffff_ffff) as u32
}

/// The keys as signed integers, for callers that add them to values.
#[must_use]
pub fn signed(keys: &[Vec<u64>]) -> Vec<Vec<i64>> {
    keys.iter().map(|row| row.iter().map(|&key| i64::try_from(key).unwrap_or(i64::MAX)).collect()).collect()
}
