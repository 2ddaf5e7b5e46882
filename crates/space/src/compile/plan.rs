//! What the states of each layer hold, decided before any is built.
//!
//! A state is a list of numbers: first one residual for each formula that is
//! remembered by itself (a condition of an issue still to come, a tracked
//! formula, a split formula), then the open formulas of the conjunction that
//! must hold. A formula is not held before one of its issues is decided: until
//! then it is the same for all states.

use detente_case::formula::Formula;
use detente_case::package::IssueIndex;

use super::conjunction::Conjunction;
use super::problem::Problem;
use super::store::{FALSE, Id, Store, TRUE};
use super::translate::Translator;

/// Above this number of hard formulas they are not simplified with regard to
/// each other before the first layer.
const MOST_SIMPLIFIED: usize = 2_000;

/// The plan of all layers.
pub(super) struct Plan {
    /// One entry a layer.
    pub(super) layers: Vec<LayerPlan>,
    /// Where the truth of each split formula is found at the terminals.
    pub(super) split: Vec<Source>,
    /// Whether the hard formulas contradict each other at first sight.
    pub(super) contradiction: bool,
}

/// The plan of one layer.
#[derive(Default)]
pub(super) struct LayerPlan {
    /// How many residuals the states of this layer hold before the conjunction.
    pub(super) slots: usize,
    /// Hard formulas of which this layer decides the first issue.
    pub(super) opening: Vec<Id>,
    /// Where to see whether the issue arises.
    pub(super) arises: Arises,
    /// What becomes of the slots, in the order in which the next layer holds them.
    pub(super) moves: Vec<Move>,
    /// Tracked formulas that hold from the start, on the first layer alone.
    pub(super) met_from_start: Vec<u32>,
}

/// Where to see whether an issue arises.
#[derive(Clone, Copy)]
pub(super) enum Arises {
    /// In every state, or in none.
    Known(bool),
    /// Where the slot is true.
    Slot(usize),
}

impl Default for Arises {
    fn default() -> Self {
        Self::Known(true)
    }
}

/// Where a residual is found.
#[derive(Clone, Copy)]
pub(super) enum Source {
    /// In a slot of the state.
    Slot(usize),
    /// The same in all states: the formula as given.
    Opening(Id),
}

/// A residual that this layer takes one step further.
pub(super) struct Move {
    /// Where it is found.
    pub(super) source: Source,
    /// The tracked formula of which it is the residual.
    pub(super) tracked: Option<u32>,
    /// Whether the next layer holds it.
    pub(super) keep: bool,
}

/// A formula that is remembered by itself.
struct Slot {
    root: Id,
    /// Layer that decides its first issue.
    opens: usize,
    /// Last layer whose states hold it.
    closes: usize,
    tracked: Option<u32>,
}

impl Plan {
    /// The plan for issues decided in `order`. Without `remember` only the hard
    /// formulas count, and every issue is taken to arise.
    pub(super) fn new(
        problem: &Problem<'_>,
        translator: &Translator<'_>,
        order: &[IssueIndex],
        store: &mut Store,
        remember: bool,
    ) -> Self {
        let hard: Vec<Id> =
            problem.hard.iter().map(|formula| translator.store(store, formula, false)).collect();
        let simplified = simplify(store, hard);
        let contradiction = simplified.is_none();
        let mut layers: Vec<LayerPlan> = order.iter().map(|_| LayerPlan::default()).collect();
        for formula in simplified.unwrap_or_default() {
            layers[store.first(formula) as usize].opening.push(formula);
        }
        let mut plan = Self { layers, split: Vec::new(), contradiction };
        if remember {
            plan.place_slots(problem, translator, order, store);
        }
        plan
    }

    fn place_slots(
        &mut self,
        problem: &Problem<'_>,
        translator: &Translator<'_>,
        order: &[IssueIndex],
        store: &mut Store,
    ) {
        let layers = order.len();
        let mut slots: Vec<Slot> = Vec::new();
        let mut when_slots: Vec<(usize, usize)> = Vec::new();
        for (at, &issue) in order.iter().enumerate() {
            let Some(when) = problem.when[issue] else { continue };
            let root = translator.store(store, when, false);
            if root == TRUE || root == FALSE {
                self.layers[at].arises = Arises::Known(root == TRUE);
                continue;
            }
            when_slots.push((at, slots.len()));
            slots.push(Slot { root, opens: store.first(root) as usize, closes: at, tracked: None });
        }
        for (number, formula) in (0..).zip(problem.tracked) {
            let root = translator.store(store, formula, false);
            if root == TRUE {
                self.layers.iter_mut().take(1).for_each(|layer| layer.met_from_start.push(number));
            } else if root != FALSE {
                let closes = last_layer(problem, translator, formula);
                let opens = store.first(root) as usize;
                slots.push(Slot { root, opens, closes, tracked: Some(number) });
            }
        }
        let first_split = slots.len();
        for formula in problem.split {
            let root = translator.store(store, formula, false);
            if root == TRUE || root == FALSE {
                self.split.push(Source::Opening(root));
            } else {
                self.split.push(Source::Slot(slots.len() - first_split));
                slots.push(Slot { root, opens: store.first(root) as usize, closes: layers, tracked: None });
            }
        }
        self.place(&slots, &when_slots);
    }

    /// Lays the slots out in every layer: `held` are those of its states, in order.
    fn place(&mut self, slots: &[Slot], when_slots: &[(usize, usize)]) {
        if slots.is_empty() {
            return;
        }
        let mut opening: Vec<Vec<usize>> = self.layers.iter().map(|_| Vec::new()).collect();
        slots.iter().enumerate().for_each(|(slot, each)| opening[each.opens].push(slot));
        let mut when_slots = when_slots.iter().peekable();
        let mut held: Vec<usize> = Vec::new();
        for (at, layer) in self.layers.iter_mut().enumerate() {
            layer.slots = held.len();
            if let Some(&(_, slot)) = when_slots.next_if(|(layer, _)| *layer == at) {
                // The conditions of an issue come before it, so it is held by now.
                layer.arises = held.binary_search(&slot).map_or(Arises::Known(true), Arises::Slot);
            }
            let mut all: Vec<(usize, Source)> =
                held.iter().enumerate().map(|(place, &slot)| (slot, Source::Slot(place))).collect();
            all.extend(opening[at].iter().map(|&slot| (slot, Source::Opening(slots[slot].root))));
            all.sort_unstable_by_key(|(slot, _)| *slot);
            held.clear();
            for (slot, source) in all {
                let keep = slots[slot].closes > at;
                let tracked = slots[slot].tracked;
                if keep {
                    held.push(slot);
                }
                if keep || tracked.is_some() {
                    layer.moves.push(Move { source, tracked, keep });
                }
            }
        }
    }
}

/// The hard formulas simplified with regard to each other; `None` if they
/// contradict each other at first sight.
fn simplify(store: &mut Store, hard: Vec<Id>) -> Option<Vec<Id>> {
    if hard.len() > MOST_SIMPLIFIED {
        let mut hard = hard;
        hard.retain(|&formula| formula != TRUE);
        hard.sort_unstable();
        hard.dedup();
        return (!hard.contains(&FALSE)).then_some(hard);
    }
    let mut conjunction = Conjunction::default();
    conjunction.start([]);
    hard.into_iter().for_each(|formula| conjunction.add(formula));
    conjunction.settle(store).map(<[Id]>::to_vec)
}

/// The layer that decides the last issue of a formula.
fn last_layer(problem: &Problem<'_>, translator: &Translator<'_>, formula: &Formula) -> usize {
    let positions = problem.support(formula).into_iter().map(|issue| translator.position[issue] as usize);
    positions.max().unwrap_or(0)
}
