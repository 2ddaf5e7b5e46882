//! Drafts as a proptest strategy.

use proptest::prelude::any;
use proptest::strategy::{NewTree, Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use super::{Size, draft};
use crate::draft::Draft;

/// Draws drafts; see [`drafts`].
#[derive(Clone, Copy, Debug)]
pub struct Drafts(Size);

/// Random drafts. A failing one shrinks by leaving parts out, one at a time,
/// as long as the test still fails.
#[must_use]
pub fn drafts(size: Size) -> Drafts {
    Drafts(size)
}

/// A draft and what has been tried to make it simpler.
#[derive(Clone, Debug)]
pub struct Shrinking {
    /// The simplest that is known to fail.
    kept: Draft,
    /// Simpler ones not tried yet, next last.
    untried: Vec<Draft>,
    current: Draft,
}

impl Strategy for Drafts {
    type Tree = Shrinking;
    type Value = Draft;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let kept = draft(any::<u64>().new_tree(runner)?.current(), self.0);
        Ok(Shrinking { current: kept.clone(), kept, untried: Vec::new() })
    }
}

impl ValueTree for Shrinking {
    type Value = Draft;

    fn current(&self) -> Draft {
        self.current.clone()
    }

    fn simplify(&mut self) -> bool {
        self.kept = self.current.clone();
        self.untried = self.kept.simpler();
        self.untried.reverse();
        self.complicate()
    }

    fn complicate(&mut self) -> bool {
        while let Some(next) = self.untried.pop() {
            if next.is_accepted() {
                self.current = next;
                return true;
            }
        }
        self.current = self.kept.clone();
        false
    }
}
