//! What one decision maker can reach.
//!
//! States that it can move between freely form a *class*. Classes are joined by
//! *links* where permitted changes go one way. A successor class always has a
//! smaller number, so that one ascending pass follows every link.

use std::ops::Range;

use detente_case::model::Case;
use detente_case::package::IssueIndex;
use detente_space::control::Control;
use fixedbitset::FixedBitSet;

use super::classes::Classes;
use super::closure::Closure;
use super::pattern::Pattern;
use super::ranks::Ranks;
use super::{DecisionMaker, Limits, Model, ModelError, State, fibres, linked};

/// The moves of one decision maker.
#[derive(Clone, Debug)]
pub(crate) struct Moves {
    pub(super) class_of: Classes,
    /// Members of class `c` are `members[starts[c]..starts[c + 1]]`.
    pub(super) starts: Vec<u32>,
    /// States by class; within a class ascending by rank for a decision maker of
    /// one party, then by state.
    pub(super) members: Vec<State>,
    /// Which members have the rank of the one before them in their class; only for a
    /// decision maker of one party whose classes have no links.
    pub(super) tied: Option<FixedBitSet>,
    pub(super) links: Links,
}

/// How classes are joined.
#[derive(Clone, Debug)]
pub(super) enum Links {
    /// Not at all.
    None,
    /// By patterns that groups of classes share.
    Patterns {
        /// For each class the group that it is in.
        group: Vec<u32>,
        /// For each group its first class and its pattern.
        groups: Vec<(u32, u32)>,
        /// The patterns.
        patterns: Vec<Pattern>,
    },
    /// One by one.
    Listed {
        /// Classes with a move to each.
        predecessors: Lists,
        /// Classes that each has a move to.
        successors: Lists,
    },
}

/// Many short lists in one piece.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    starts: Vec<usize>,
    items: Vec<u32>,
}

impl Lists {
    /// `count` lists of the pairs (list, item), which are ascending.
    pub(crate) fn new(count: usize, pairs: &[(u32, u32)]) -> Self {
        let mut starts = Vec::with_capacity(count + 1);
        let mut at = 0;
        for list in 0..count {
            starts.push(at);
            at += pairs[at..].iter().take_while(|(of, _)| *of as usize == list).count();
        }
        starts.push(at);
        Self { starts, items: pairs.iter().map(|(_, item)| *item).collect() }
    }

    pub(crate) fn of(&self, list: usize) -> &[u32] {
        &self.items[self.starts[list]..self.starts[list + 1]]
    }
}

/// Everything about one decision maker that decides where it can go.
pub(super) struct Mover<'a> {
    pub(super) case: &'a Case,
    pub(super) model: &'a Model,
    pub(super) issues: &'a [IssueIndex],
    /// Permitted changes of each of `issues`; `None`: every change.
    pub(super) permitted: Vec<Option<Closure>>,
    /// The ranks that members are sorted by: of the party, where it is one.
    pub(super) ranks: Option<&'a Ranks>,
}

/// The moves of a decision maker in a model whose states are known.
pub(super) fn of(
    case: &Case,
    model: &Model,
    decision_maker: &DecisionMaker,
    limits: &Limits,
    control: &Control<'_>,
) -> Result<Moves, ModelError> {
    let issues = decision_maker.issues.as_slice();
    let closure = |&issue: &IssueIndex| Closure::of(&case.issues[issue], model.digits.choices(issue));
    let permitted: Vec<_> = issues.iter().map(closure).collect();
    let ranks = match decision_maker.parties.as_slice() {
        &[party] => model.ranks[party].as_ref(),
        _ => None,
    };
    // A move that makes an issue of somebody else arise or not arise changes that
    // issue too; and an issue that may not arise may be left against its permitted changes.
    let mut own = FixedBitSet::with_capacity(case.issues.len());
    issues.iter().for_each(|&issue| own.insert(issue));
    let reaches_beyond = case.issues.iter().enumerate().any(|(at, issue)| {
        issue.when.as_ref().is_some_and(|when| {
            let mut marked = FixedBitSet::with_capacity(case.issues.len());
            when.formula.mark_issues(&mut marked);
            !own.contains(at) && !marked.is_disjoint(&own)
        })
    });
    let may_not_arise = issues
        .iter()
        .zip(&permitted)
        .any(|(&issue, permitted)| permitted.is_some() && case.issues[issue].when.is_some());
    let mover = Mover { case, model, issues, permitted, ranks };
    match reaches_beyond || may_not_arise {
        true => linked::of(&mover, limits, control),
        false => fibres::of(&mover, limits, control),
    }
}

impl Mover<'_> {
    /// What members are sorted by.
    pub(super) fn place(&self, state: State) -> (u32, State) {
        (self.ranks.map_or(0, |ranks| ranks.of[state as usize]), state)
    }
}

impl Moves {
    /// Sorts the members of each class by other ranks of the decision maker's party.
    pub(super) fn sort_by(&mut self, ranks: &Ranks) {
        let rank = |state: State| ranks.of[state as usize];
        for class in 0..self.classes() {
            let bounds = self.bounds(class);
            let members = &mut self.members[bounds.clone()];
            members.sort_unstable_by_key(|&state| (rank(state), state));
            if let Some(tied) = &mut self.tied {
                for (at, pair) in (bounds.start + 1..).zip(members.windows(2)) {
                    tied.set(at, rank(pair[0]) == rank(pair[1]));
                }
            }
        }
    }

    /// How many classes there are.
    pub(crate) fn classes(&self) -> usize {
        self.starts.len() - 1
    }

    /// The class of a state.
    pub(crate) fn class(&self, state: State) -> usize {
        self.class_of.of(state)
    }

    /// Calls `visit` with every state, ascending, and its class.
    pub(crate) fn each_class(&self, visit: impl FnMut(State, usize)) {
        self.class_of.each(visit);
    }

    /// The states of a class, ascending by rank for a decision maker of one party.
    pub(crate) fn members(&self, class: usize) -> &[State] {
        self.members_at(self.bounds(class))
    }

    /// Where the members of a class lie among those of all classes.
    pub(crate) fn bounds(&self, class: usize) -> Range<usize> {
        self.starts[class] as usize..self.starts[class + 1] as usize
    }

    /// The members that lie there.
    pub(crate) fn members_at(&self, bounds: Range<usize>) -> &[State] {
        &self.members[bounds]
    }

    /// Which members have the rank of the one before them in their class; `None`
    /// unless the decision maker is one party with a preference and all its moves can
    /// be taken back.
    pub(crate) fn tied(&self) -> Option<&FixedBitSet> {
        self.tied.as_ref()
    }

    /// Whether classes are all states that agree on the issues of others, and
    /// every combination of choices is a state.
    pub(super) fn is_by_digits(&self) -> bool {
        matches!(self.class_of, Classes::Split { .. })
    }

    /// Whether there are any links.
    pub(crate) fn is_linked(&self) -> bool {
        !matches!(self.links, Links::None)
    }

    /// Classes that have moves to this one, directly; following them on gives the rest.
    pub(crate) fn each_predecessor(&self, class: usize, visit: impl FnMut(usize)) {
        match &self.links {
            Links::None => {}
            Links::Patterns { .. } => self.by_pattern(class, Pattern::predecessors, visit),
            Links::Listed { predecessors, .. } => {
                predecessors.of(class).iter().map(|&at| at as usize).for_each(visit)
            }
        }
    }

    /// Classes that this one has moves to, directly; following them on gives the rest.
    pub(crate) fn each_successor(&self, class: usize, visit: impl FnMut(usize)) {
        match &self.links {
            Links::None => {}
            Links::Patterns { .. } => self.by_pattern(class, Pattern::successors, visit),
            Links::Listed { successors, .. } => {
                successors.of(class).iter().map(|&at| at as usize).for_each(visit)
            }
        }
    }

    fn by_pattern(&self, class: usize, lists: fn(&Pattern, usize) -> &[u32], visit: impl FnMut(usize)) {
        if let Links::Patterns { group, groups, patterns } = &self.links {
            let (first, pattern) = groups[group[class] as usize];
            let first = first as usize;
            let list = lists(&patterns[pattern as usize], class - first);
            list.iter().map(|&local| first + local as usize).for_each(visit);
        }
    }

    /// The classes that can be reached from one, itself first.
    pub(crate) fn onward(&self, class: usize) -> Vec<usize> {
        let mut found = vec![class];
        let mut seen = rustc_hash::FxHashSet::default();
        let mut at = 0;
        while at < found.len() {
            let from = found[at];
            self.each_successor(from, |to| {
                if seen.insert(to) {
                    found.push(to);
                }
            });
            at += 1;
        }
        found
    }

    /// How many pairs of states there are of which one can be reached from the
    /// other, each state from itself among them.
    pub(crate) fn pairs(&self) -> u64 {
        let size = |class: usize| self.members(class).len() as u64;
        let from = |class: usize| match self.is_linked() {
            true => size(class) * self.onward(class).into_iter().map(size).sum::<u64>(),
            false => size(class) * size(class),
        };
        (0..self.classes()).map(from).sum()
    }

    /// The states that can be reached from one, ascending, itself left out.
    pub(crate) fn targets(&self, from: State) -> Vec<State> {
        let classes = self.onward(self.class(from));
        let mut targets: Vec<State> =
            classes.iter().flat_map(|&class| self.members(class)).copied().filter(|&to| to != from).collect();
        targets.sort_unstable();
        targets
    }

    /// For each class the best over what it can reach of the best over its members.
    pub(crate) fn best(&self, value: impl Fn(State) -> u32) -> Vec<u32> {
        let mut best = vec![0; self.classes()];
        self.each_class(|state, class| best[class] = value(state).max(best[class]));
        self.spread(&mut best);
        best
    }

    /// Raises the number of each class to the greatest of those that it can reach.
    pub(crate) fn spread(&self, best: &mut [u32]) {
        if self.is_linked() {
            for class in 0..self.classes() {
                let mut most = best[class];
                self.each_successor(class, |to| most = most.max(best[to]));
                best[class] = most;
            }
        }
    }
}
