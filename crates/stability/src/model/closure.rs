//! Permitted changes of one issue, closed transitively.

use detente_case::model::Issue;
use detente_case::package::Choice;
use fixedbitset::FixedBitSet;

/// Which choice may be changed to which, in any number of permitted steps.
#[derive(Clone, Debug)]
pub(super) struct Closure {
    /// For each choice those that can be reached from it, itself included.
    reach: Vec<FixedBitSet>,
    /// The least choice that each can go to and come back from.
    class: Vec<Choice>,
}

impl Closure {
    /// The closure of an issue's permitted changes; `None` where it may be
    /// changed freely between all of `choices`, those that are ever made.
    pub(super) fn of(issue: &Issue, choices: &[Choice]) -> Option<Self> {
        let count = issue.choices();
        let mut steps: Vec<Vec<Choice>> = vec![Vec::new(); count];
        for &(from, to) in issue.moves.as_ref()? {
            if let Some(steps) = steps.get_mut(usize::from(from)) {
                steps.push(to);
            }
        }
        let reach: Vec<_> = (0..count).map(|from| reached(&steps, from)).collect();
        let free = choices
            .iter()
            .all(|&from| choices.iter().all(|&to| reach[usize::from(from)].contains(usize::from(to))));
        if free {
            return None;
        }
        let returns = |from: usize, to: usize| reach[from].contains(to) && reach[to].contains(from);
        let least = |from: usize| (0..=from).find(|&to| returns(from, to)).unwrap_or(from);
        let class = (0..count).filter_map(|from| Choice::try_from(least(from)).ok()).collect();
        Some(Self { reach, class })
    }

    /// Whether a choice may be changed to another, or left.
    pub(super) fn permits(&self, from: Choice, to: Choice) -> bool {
        self.reach[usize::from(from)].contains(usize::from(to))
    }

    /// A name for the choices that can be changed into each other and back: the
    /// least of them.
    pub(super) fn class(&self, choice: Choice) -> Choice {
        self.class[usize::from(choice)]
    }
}

fn reached(steps: &[Vec<Choice>], from: usize) -> FixedBitSet {
    let mut reached = FixedBitSet::with_capacity(steps.len());
    let mut open = vec![from];
    reached.insert(from);
    while let Some(at) = open.pop() {
        for &to in &steps[at] {
            if !reached.put(usize::from(to)) {
                open.push(usize::from(to));
            }
        }
    }
    reached
}
