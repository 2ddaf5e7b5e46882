//! Circles of preconditions: each party waits for another to go first.

use std::collections::{BTreeSet, VecDeque};

use fixedbitset::FixedBitSet;

use crate::model::Case;
use crate::package::{IssueIndex, PartyIndex, StatementIndex};
use crate::record::level::Level;
use crate::record::standing::Standing;

/// One party wants one issue settled before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Precondition {
    /// The party.
    pub party: PartyIndex,
    /// The statement that says so.
    pub statement: StatementIndex,
    /// What it wants done first.
    pub before: IssueIndex,
    /// What it wants to come after.
    pub after: IssueIndex,
}

/// Preconditions of two or more parties, each waiting for the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circle {
    /// The links; the `after` of each is the `before` of the next.
    pub links: Vec<Precondition>,
}

/// The shortest circles among the standing preconditions at a level or closer,
/// one for each set of statements.
///
/// A statement with `first` wants the issues that it names there settled before
/// the other issues of its terms or, where its terms name no others, before all
/// other issues that concern its party.
#[must_use]
pub fn circles(case: &Case, standing: &Standing, level: Level) -> Vec<Circle> {
    let mut links = Vec::new();
    for entry in standing.standing().filter(|entry| entry.level <= level) {
        let statement = &case.statements[entry.statement];
        let Some(first) = &statement.first else { continue };
        let mut before = FixedBitSet::with_capacity(case.issues.len());
        before.extend(first.names.iter().copied());
        let mut after = FixedBitSet::with_capacity(case.issues.len());
        for clause in statement.terms.iter().chain(&statement.if_).chain(&statement.only_if) {
            after.extend(clause.names.iter().copied());
        }
        after.difference_with(&before);
        if after.is_clear() {
            after.extend(case.parties[entry.party].concerns.iter().copied());
            after.difference_with(&before);
        }
        for from in before.ones() {
            links.extend(after.ones().map(|to| Precondition {
                party: entry.party,
                statement: entry.statement,
                before: from,
                after: to,
            }));
        }
    }
    let mut seen = BTreeSet::new();
    let mut circles = Vec::new();
    for start in &links {
        let Some(path) = shortest_way_back(&links, start, case.issues.len()) else { continue };
        let parties: BTreeSet<_> = path.iter().map(|link| link.party).collect();
        let statements: BTreeSet<_> = path.iter().map(|link| link.statement).collect();
        if parties.len() > 1 && seen.insert(statements) {
            circles.push(Circle { links: path });
        }
    }
    circles
}

fn shortest_way_back(
    links: &[Precondition],
    start: &Precondition,
    issues: usize,
) -> Option<Vec<Precondition>> {
    let mut reached: Vec<Option<usize>> = vec![None; issues];
    let mut queue = VecDeque::from([start.after]);
    let mut visited = FixedBitSet::with_capacity(issues);
    visited.insert(start.after);
    while let Some(issue) = queue.pop_front() {
        for (index, link) in links.iter().enumerate().filter(|(_, link)| link.before == issue) {
            if link.after == start.before {
                let mut path = vec![*link];
                let mut at = link.before;
                while let Some(previous) = reached[at] {
                    path.push(links[previous]);
                    at = links[previous].before;
                }
                path.push(*start);
                path.reverse();
                return Some(path);
            }
            if !visited.contains(link.after) {
                visited.insert(link.after);
                reached[link.after] = Some(index);
                queue.push_back(link.after);
            }
        }
    }
    None
}
