//! Statements of one party that no package reconciles and that all stand: the
//! later did not end the earlier, because it is not certainly later, or farther
//! from the party's own word.

use detente_case::formula::Formula;
use detente_case::model::Case;
use detente_case::package::{IssueIndex, PartyIndex, StatementIndex};
use detente_case::record::{Entry, Level, Readings, Standing, content};

use super::{Packages, issues_of};

/// Most sides of one group that are listed.
pub const SIDES: usize = 16;

/// Two standing statements that contradict each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The party.
    pub party: PartyIndex,
    /// The statement written first.
    pub one: StatementIndex,
    /// The other.
    pub other: StatementIndex,
    /// Issues that both name.
    pub issues: Vec<IssueIndex>,
    /// Whether they were said on days that differ.
    pub by_date: bool,
    /// Whether other voices tell them.
    pub by_chain: bool,
    /// Their levels where these differ.
    pub by_level: Option<(Level, Level)>,
    /// Whether it depends on how a sentence is read.
    pub by_reading: ByReading,
}

/// Whether a contradiction depends on how sentences are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByReading {
    /// Under every reading there is.
    Always,
    /// As coded, and not under some other reading.
    AsCoded,
    /// Only under another reading than the one coded.
    OtherReading,
}

/// Statements of one party that hang together by contradictions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The party.
    pub party: PartyIndex,
    /// Statements, in order of writing.
    pub statements: Vec<StatementIndex>,
    /// The largest sets of them of which no two contradict each other; at most [`SIDES`].
    pub sides: Vec<Vec<StatementIndex>>,
    /// Whether there are more sides than are listed.
    pub more: bool,
}

/// The contradictions among what stands.
pub fn conflicts(case: &Case, standing: &Standing, packages: &mut Packages<'_>) -> Vec<Conflict> {
    let entries: Vec<&Entry> = standing.standing().collect();
    let mut found = Vec::new();
    for (at, one) in entries.iter().enumerate() {
        for other in entries.iter().skip(at + 1).filter(|other| other.party == one.party) {
            let (first, second) = (&case.statements[one.statement], &case.statements[other.statement]);
            // Offers are alternatives.
            if one.statement == other.statement || (first.stance.is_offer() && second.stance.is_offer()) {
                continue;
            }
            let Some(by_reading) = contradict(case, one.statement, other.statement, packages) else {
                continue;
            };
            let theirs = issues_of(second);
            found.push(Conflict {
                party: one.party,
                one: one.statement,
                other: other.statement,
                issues: issues_of(first).into_iter().filter(|issue| theirs.contains(issue)).collect(),
                by_date: first.said != second.said,
                by_chain: first.chain != second.chain,
                by_level: (one.level != other.level).then_some((one.level, other.level)),
                by_reading,
            });
        }
    }
    found.sort_by_key(|conflict| (conflict.party, conflict.one, conflict.other));
    found
}

/// Whether two statements contradict each other as coded, or under some reading.
fn contradict(
    case: &Case,
    one: StatementIndex,
    other: StatementIndex,
    packages: &mut Packages<'_>,
) -> Option<ByReading> {
    let ways = |statement: StatementIndex| 0..=case.statements[statement].as_read.len();
    let mut coded = false;
    let (mut some, mut all) = (false, true);
    for first in ways(one) {
        for second in ways(other) {
            let readings = Readings::choosing(case, &[(one, first), (other, second)]);
            let both = content(case, one, &readings).zip(content(case, other, &readings));
            let apart = both.is_some_and(|(one, other)| !packages.some_meets(&Formula::and([one, other])));
            coded |= apart && first == 0 && second == 0;
            some |= apart;
            all &= apart;
        }
    }
    match (coded, some, all) {
        (_, _, true) => Some(ByReading::Always),
        (true, ..) => Some(ByReading::AsCoded),
        (false, true, _) => Some(ByReading::OtherReading),
        _ => None,
    }
}

/// The groups of contradictions, by party and order of writing. Contradictions
/// that hold only under a reading that nobody coded make no group.
#[must_use]
pub fn groups(conflicts: &[Conflict]) -> Vec<Group> {
    let pairs: Vec<&Conflict> =
        conflicts.iter().filter(|conflict| conflict.by_reading != ByReading::OtherReading).collect();
    let mut groups: Vec<Group> = Vec::new();
    for pair in &pairs {
        let mut members = vec![pair.one, pair.other];
        // What already hangs together with either end joins.
        groups.retain(|group| {
            let joins =
                group.party == pair.party && members.iter().any(|each| group.statements.contains(each));
            if joins {
                members.extend(group.statements.iter().copied());
            }
            !joins
        });
        members.sort_unstable();
        members.dedup();
        groups.push(Group { party: pair.party, statements: members, sides: Vec::new(), more: false });
    }
    groups.sort_by_key(|group| (group.party, group.statements.clone()));
    for group in &mut groups {
        let apart = |one: StatementIndex, other: StatementIndex| {
            pairs.iter().any(|pair| {
                pair.party == group.party
                    && ((pair.one, pair.other) == (one, other) || (pair.other, pair.one) == (one, other))
            })
        };
        let (sides, more) = sides(&group.statements, &apart);
        group.sides = sides;
        group.more = more;
    }
    groups
}

/// The maximal sets without a contradiction, by the method of Bron and Kerbosch
/// (1973) on the graph of what can stand together, with the pivots of Tomita,
/// Tanaka and Takahashi (2006), without recursion.
fn sides(
    all: &[StatementIndex],
    apart: &dyn Fn(StatementIndex, StatementIndex) -> bool,
) -> (Vec<Vec<StatementIndex>>, bool) {
    let mut found: Vec<Vec<StatementIndex>> = Vec::new();
    let mut open = vec![(Vec::new(), all.to_vec(), Vec::new())];
    while let Some((chosen, mut candidates, mut excluded)) = open.pop() {
        // Every maximal set holds the pivot or something that it contradicts; a pivot that
        // was dealt with and contradicts nothing that is left ends the branch.
        let against = |pivot: StatementIndex, candidates: &[StatementIndex]| -> Vec<StatementIndex> {
            candidates.iter().copied().filter(|&each| each == pivot || apart(each, pivot)).collect()
        };
        let pivots = candidates.iter().chain(&excluded);
        let Some(branches) = pivots.map(|&pivot| against(pivot, &candidates)).min_by_key(Vec::len) else {
            if found.len() == SIDES {
                return (found, true);
            }
            found.push(chosen);
            continue;
        };
        let mut next = Vec::with_capacity(branches.len());
        for taken in branches {
            let with = |list: &[StatementIndex]| -> Vec<StatementIndex> {
                list.iter().copied().filter(|&each| each != taken && !apart(each, taken)).collect()
            };
            next.push(([chosen.as_slice(), &[taken]].concat(), with(&candidates), with(&excluded)));
            candidates.retain(|&each| each != taken);
            excluded.push(taken);
        }
        open.extend(next.into_iter().rev());
    }
    (found, false)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// One demand against many that agree: two sides, and no more work than that.
    #[test]
    fn a_star_has_two_sides() {
        let all: Vec<usize> = (0..60).collect();
        let (mut found, more) = sides(&all, &|one, other| (one == 0) != (other == 0));
        found.iter_mut().for_each(|side| side.sort_unstable());
        found.sort();
        assert_eq!(found, [vec![0], (1..60).collect()]);
        assert!(!more);
    }

    proptest! {
        #[test]
        fn sides_are_the_maximal_sets_without_a_contradiction(edges in prop::collection::vec((0_usize..5, 0_usize..5), 0..8)) {
            let apart = |one: usize, other: usize| one != other && edges.iter().any(|pair| *pair == (one, other) || *pair == (other, one));
            let all: Vec<usize> = (0..5).collect();
            let free = |set: &[usize]| set.iter().all(|one| set.iter().all(|other| !apart(*one, *other)));
            let subsets: Vec<Vec<usize>> = (0_u32..32).map(|mask| (0..5).filter(|at| mask >> at & 1 == 1).collect()).collect();
            let mut expected: Vec<Vec<usize>> = subsets
                .iter()
                .filter(|set| free(set) && !all.iter().any(|more| !set.contains(more) && free(&[set.as_slice(), &[*more]].concat())))
                .cloned()
                .collect();
            let (mut found, more) = sides(&all, &apart);
            for side in &mut found {
                side.sort_unstable();
            }
            found.sort();
            expected.sort();
            prop_assert_eq!(found, expected);
            prop_assert!(!more);
        }
    }
}
