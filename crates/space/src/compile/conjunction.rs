//! What must still hold, as a set of formulas kept simple.
//!
//! States merge only where their open formulas are literally equal, so the set
//! is brought to a common shape: a formula that another implies is dropped, and
//! what an `Is` says about an issue is put to use in all others. This also
//! finds most contradictions at the layer where they arise.

use super::store::{FALSE, Id, Node, Store, TRUE};

/// Works on one set after another, keeping its buffers.
#[derive(Default)]
pub(super) struct Conjunction {
    kept: Vec<Id>,
    pending: Vec<Id>,
}

impl Conjunction {
    /// Starts with formulas that are simple with regard to each other.
    pub(super) fn start(&mut self, simple: impl IntoIterator<Item = Id>) {
        self.kept.clear();
        self.pending.clear();
        self.kept.extend(simple);
    }

    /// Adds a formula, to be worked in by [`Self::settle`].
    pub(super) fn add(&mut self, formula: Id) {
        self.pending.push(formula);
    }

    /// Works in what was added. Gives the formulas in ascending order, or
    /// `None` where they contradict each other.
    pub(super) fn settle(&mut self, store: &mut Store) -> Option<&[Id]> {
        while let Some(formula) = self.pending.pop() {
            match formula {
                FALSE => return None,
                TRUE => continue,
                _ => {}
            }
            if let Node::All(parts) = store.node(formula) {
                self.pending.extend_from_slice(parts);
            } else {
                self.take(store, formula);
            }
        }
        self.kept.sort_unstable();
        Some(&self.kept)
    }

    fn take(&mut self, store: &mut Store, formula: Id) {
        let mask = store.mask(formula);
        for &unit in &self.kept {
            if store.mask(unit) & mask != 0 && matches!(store.node(unit), Node::Is { .. }) {
                let simpler = store.assume(formula, unit);
                if simpler != formula {
                    self.add(simpler);
                    return;
                }
            }
        }
        if self.kept.iter().any(|&other| store.implies(other, formula)) {
            return;
        }
        let is_unit = matches!(store.node(formula), Node::Is { .. });
        let pending = &mut self.pending;
        self.kept.retain(|&other| {
            if store.mask(other) & mask == 0 {
                return true;
            }
            if store.implies(formula, other) {
                return false;
            }
            if is_unit {
                let simpler = store.assume(other, formula);
                if simpler != other {
                    pending.push(simpler);
                    return false;
                }
            }
            true
        });
        self.kept.push(formula);
    }
}
