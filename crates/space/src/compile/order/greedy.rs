//! Orders to start from: issue after issue, each the one that leaves least to remember.

use std::collections::BTreeSet;

use super::Group;
use crate::compile::estimate::Bits;

/// Most starts.
const STARTS: usize = 24;
/// Comparisons of candidates that one group may take, over all starts.
const WORK: usize = 4_000_000;

/// Several greedy orders of a group, from starts spread over its issues.
pub(super) fn starts(group: &Group) -> Vec<Vec<usize>> {
    let issues = group.issues.len();
    let occurrences: usize = group.occurrences.iter().map(Vec::len).sum();
    let affordable = WORK / (issues * (occurrences + issues) / 2).max(1);
    let count = affordable.clamp(1, STARTS).min(issues);
    let open: Vec<usize> = (0..issues).filter(|&issue| group.before[issue].is_empty()).collect();
    let first = |at: usize| open.get(at * open.len() / count).copied().unwrap_or(0);
    let mut starts: Vec<usize> = (0..count).map(first).collect();
    starts.dedup();
    starts.into_iter().map(|start| from(group, start)).collect()
}

/// The greedy order that begins with `start`.
fn from(group: &Group, start: usize) -> Vec<usize> {
    let issues = group.issues.len();
    let mut decided: Vec<(u64, usize)> = vec![(0, 0); group.formulas.len()];
    let mut waits: Vec<usize> = group.before.iter().map(Vec::len).collect();
    let mut done = vec![false; issues];
    let mut touched: BTreeSet<usize> = BTreeSet::new();
    let mut order = Vec::with_capacity(issues);
    let mut next = Some(start);
    while let Some(issue) = next {
        done[issue] = true;
        touched.remove(&issue);
        order.push(issue);
        for &(formula, place) in &group.occurrences[issue] {
            let (set, count) = &mut decided[formula];
            *set |= bit(place);
            *count += 1;
            let support = group.formulas[formula].support.iter();
            touched.extend(support.copied().filter(|&other| !done[other]));
        }
        for &after in &group.after[issue] {
            waits[after] -= 1;
            touched.insert(after);
        }
        let ready = |&&candidate: &&usize| waits[candidate] == 0;
        let added = |candidate: usize| -> Bits {
            let occurrences = group.occurrences[candidate].iter();
            occurrences
                .map(|&(formula, place)| {
                    let (profile, (set, count)) = (&group.formulas[formula].profile, decided[formula]);
                    profile.bits(set | bit(place), count + 1) - profile.bits(set, count)
                })
                .sum()
        };
        let near =
            touched.iter().filter(ready).copied().min_by_key(|&candidate| (added(candidate), candidate));
        // Else any that may come now; else, in a circle of conditions, any at all.
        let left = || (0..issues).filter(|&candidate| !done[candidate]);
        next = near.or_else(|| left().find(|&candidate| waits[candidate] == 0)).or_else(|| left().next());
    }
    order
}

fn bit(place: usize) -> u64 {
    u32::try_from(place).ok().and_then(|place| 1_u64.checked_shl(place)).unwrap_or(0)
}
