//! The order in which issues are decided.
//!
//! The width of a layer grows with what the formulas then open must remember.
//! Issues that no formula links, even through others, are ordered one group
//! after the other; a group is ordered greedily from several starts and then
//! improved by moving single issues, against the estimate of
//! [`super::estimate`]. Ties are broken by the ids of issues, never by where
//! they are written.

use detente_case::formula::Formula;
use detente_case::package::IssueIndex;

use super::estimate::{Bits, Profile, nodes};
use super::problem::Problem;

mod greedy;
mod improve;

/// Issues of the case that formulas link, renumbered: smaller numbers first in the order of ids.
pub(super) struct Group {
    /// The issues.
    pub(super) issues: Vec<IssueIndex>,
    /// Formulas over them, by local number.
    pub(super) formulas: Vec<GroupFormula>,
    /// For each issue its formulas and its place in their support.
    pub(super) occurrences: Vec<Vec<(usize, usize)>>,
    /// For each issue those that must come before it.
    pub(super) before: Vec<Vec<usize>>,
    /// For each issue those that must come after it.
    pub(super) after: Vec<Vec<usize>>,
    /// Whether what is known of some formula is kept to the end.
    pub(super) keeps: bool,
}

/// One formula of a [`Group`].
pub(super) struct GroupFormula {
    /// Its issues, by local number, in the order of its profile.
    pub(super) support: Vec<usize>,
    pub(super) profile: Profile,
}

impl Group {
    /// Estimated number of nodes over all layers, in the unit of [`nodes`], if
    /// issues are decided in `order`. `scratch` is overwritten.
    pub(super) fn cost(&self, order: &[usize], scratch: &mut Scratch) -> u128 {
        scratch.position.resize(order.len(), 0);
        order.iter().enumerate().for_each(|(at, &issue)| scratch.position[issue] = at);
        scratch.change.clear();
        scratch.change.resize(order.len() + 1, 0);
        for formula in &self.formulas {
            scratch.places.clear();
            scratch.places.extend(formula.support.iter().map(|&issue| scratch.position[issue]).zip(0..));
            scratch.places.sort_unstable();
            let (mut set, mut before) = (0_u64, 0);
            for (count, &(position, place)) in (1..).zip(&scratch.places) {
                set |= 1_u64.checked_shl(place).unwrap_or(0);
                let bits = formula.profile.bits(set, count);
                scratch.change[position] += bits - before;
                before = bits;
            }
        }
        let mut bits: Bits = 0;
        scratch.change[..order.len()].iter().fold(0, |sum: u128, change| {
            bits += change;
            sum.saturating_add(nodes(bits))
        })
    }

    /// Steps of work for one [`Group::cost`].
    pub(super) fn work(&self) -> usize {
        self.issues.len() + self.formulas.iter().map(|formula| 2 * formula.support.len()).sum::<usize>()
    }
}

/// Buffers of [`Group::cost`].
#[derive(Default)]
pub(super) struct Scratch {
    position: Vec<usize>,
    change: Vec<Bits>,
    places: Vec<(usize, u32)>,
}

/// The order of all issues of a problem.
pub(super) fn choose(problem: &Problem<'_>) -> Vec<IssueIndex> {
    if problem.formulas().all(|formula| matches!(formula, Formula::True | Formula::False)) {
        return problem.by_id.clone();
    }
    let mut free = Vec::new();
    let mut ordered: Vec<(bool, u128, Vec<IssueIndex>)> = Vec::new();
    for group in groups(problem) {
        if group.formulas.is_empty() {
            free.extend(group.issues);
            continue;
        }
        let (cost, order) = improve::improve(&group, greedy::starts(&group));
        ordered.push((group.keeps, cost, order.into_iter().map(|issue| group.issues[issue]).collect()));
    }
    // What is kept to the end doubles all that follows, so it comes late. The
    // wide groups come first and free issues last: analyses that carry labels
    // down the diagram then carry few where it is wide. Equal groups keep the
    // order of their ids.
    ordered.sort_by_key(|(keeps, cost, _)| (*keeps, std::cmp::Reverse(*cost)));
    ordered.into_iter().flat_map(|(_, _, order)| order).chain(free).collect()
}

/// Issues in a formula from which on it does not bear on the order.
const WIDE: usize = 500;

/// The issues in groups, in the order of their first ids.
fn groups(problem: &Problem<'_>) -> Vec<Group> {
    let mut rank = vec![0; problem.by_id.len()];
    problem.by_id.iter().enumerate().for_each(|(at, &issue)| rank[issue] = at);
    let mut links = Links::new(rank.len());
    let hard = problem.hard.iter().map(|formula| (formula, true, false));
    let tracked = problem.tracked.iter().map(|formula| (formula, false, false));
    let split = problem.split.iter().map(|formula| (formula, false, true));
    let mut formulas = Vec::new();
    for (formula, hard, kept) in hard.chain(tracked).chain(split) {
        let support = problem.support(formula);
        // A formula over so many issues is open nearly everywhere in any order;
        // it would only link what nothing else links.
        if support.len() > WIDE {
            continue;
        }
        if let Some((&first, others)) = support.split_first() {
            others.iter().for_each(|&other| links.join(rank[first], rank[other]));
            formulas.push((support, formula, hard, kept));
        }
    }
    let conditions: Vec<(IssueIndex, IssueIndex)> = problem
        .when
        .iter()
        .enumerate()
        .filter_map(|(issue, when)| Some((issue, problem.support((*when)?))))
        .flat_map(|(issue, support)| support.into_iter().map(move |before| (issue, before)))
        .collect();
    conditions.iter().for_each(|&(issue, before)| links.join(rank[issue], rank[before]));

    let mut group_of_root = vec![None; rank.len()];
    let mut place = vec![(0, 0); rank.len()];
    let mut groups: Vec<Group> = Vec::new();
    for (at, &issue) in problem.by_id.iter().enumerate() {
        let root = links.root(at);
        let number = *group_of_root[root].get_or_insert(groups.len());
        if number == groups.len() {
            groups.push(Group {
                issues: Vec::new(),
                formulas: Vec::new(),
                occurrences: Vec::new(),
                before: Vec::new(),
                after: Vec::new(),
                keeps: false,
            });
        }
        let group = &mut groups[number];
        place[issue] = (number, group.issues.len());
        group.issues.push(issue);
        group.occurrences.push(Vec::new());
        group.before.push(Vec::new());
        group.after.push(Vec::new());
    }
    for (support, formula, hard, kept) in formulas {
        let group = &mut groups[place[support[0]].0];
        let profile = Profile::new(formula, &support, &problem.choices, hard, kept);
        let local: Vec<usize> = support.iter().map(|&issue| place[issue].1).collect();
        for (at, &issue) in local.iter().enumerate() {
            group.occurrences[issue].push((group.formulas.len(), at));
        }
        group.keeps |= kept;
        group.formulas.push(GroupFormula { support: local, profile });
    }
    for (issue, before) in conditions {
        let (number, at) = place[issue];
        let earlier = place[before].1;
        groups[number].before[at].push(earlier);
        groups[number].after[earlier].push(at);
    }
    groups
}

/// Disjoint sets.
struct Links {
    parent: Vec<usize>,
}

impl Links {
    fn new(count: usize) -> Self {
        Self { parent: (0..count).collect() }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.parent[one.max(other)] = one.min(other);
    }
}
