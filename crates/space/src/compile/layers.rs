//! The pass from the root down: states of one layer give those of the next.

use detente_case::package::{Choice, IssueIndex};
use rustc_hash::FxHashMap;

use super::conjunction::Conjunction;
use super::narrow::{Narrow, Narrowing};
use super::plan::{Arises, Plan, Source};
use super::states::States;
use super::store::{FALSE, Store, TRUE};
use super::translate::Classes;
use super::{Limits, Stopped};
use crate::control::Control;
use crate::diagram::{Arc, Diagram, Effect, Layer, Terminal};

/// Nodes between two looks at the control.
const NODES_PER_POLL: usize = 512;

/// Expands layer after layer.
pub(super) struct Expansion<'a> {
    pub(super) plan: &'a Plan,
    pub(super) classes: &'a Classes,
    pub(super) order: &'a [IssueIndex],
    pub(super) limits: &'a Limits,
    pub(super) control: &'a Control<'a>,
    pub(super) narrowing: Narrowing,
}

/// What an arc leads to, before its choice is known.
type Step = Option<(u32, u32)>;

impl Expansion<'_> {
    /// The diagram, dead ends and equal nodes still in it.
    pub(super) fn run(&self, store: &mut Store) -> Result<Diagram, Stopped> {
        let mut effects = Effects::default();
        let mut states = States::default();
        states.insert(&[]);
        let mut narrow = Narrow::new(self.narrowing);
        let mut layers: Vec<Layer> = Vec::with_capacity(self.order.len());
        let (mut nodes, mut arcs) = (1, 0);
        for (at, &issue) in self.order.iter().enumerate() {
            let room = Room {
                nodes: self.limits.max_nodes.saturating_sub(nodes),
                arcs: self.limits.max_arcs.saturating_sub(arcs),
                layer: at,
            };
            let layer = if self.is_free(&states, at) {
                self.free_layer((at, issue), &mut effects, &room)?
            } else {
                let (mut layer, next) = self.expand(store, &states, (at, issue), &mut effects, &room)?;
                states = narrow.apply(&mut layer, next);
                layer
            };
            nodes += states.len();
            arcs += layer.arcs.len();
            layers.push(layer);
        }
        let terminals = (0..states.len()).map(|at| self.terminal(states.get(at))).collect();
        Ok(Diagram { layers, terminals, effects: effects.list })
    }

    /// Whether nothing is open at a layer and nothing opens there: it then has
    /// one node, and so has the next, with the same empty state.
    fn is_free(&self, states: &States, at: usize) -> bool {
        let layer = &self.plan.layers[at];
        states.len() == 1 && states.get(0).is_empty() && layer.opening.is_empty() && layer.moves.is_empty()
    }

    /// What [`Self::expand`] makes of a layer at which nothing is open.
    fn free_layer(
        &self,
        (at, issue): (usize, IssueIndex),
        effects: &mut Effects,
        room: &Room,
    ) -> Result<Layer, Stopped> {
        if self.control.is_stopped() {
            return Err(Stopped::Cancelled);
        }
        let layer = &self.plan.layers[at];
        let arises = !matches!(layer.arises, Arises::Known(false));
        let effect = effects.number(arises, &mut layer.met_from_start.clone());
        let arc = |choice| Arc { choice: Choice::try_from(choice).unwrap_or(Choice::MAX), effect, child: 0 };
        let arcs: Vec<Arc> = (0..self.classes.of[issue].len()).map(arc).collect();
        if self.narrowing == Narrowing::None && room.nodes == 0 {
            return Err(Stopped::Nodes { layer: room.layer, layers: self.order.len() });
        }
        if arcs.len() > room.arcs {
            return Err(Stopped::Arcs { layer: room.layer, layers: self.order.len() });
        }
        Ok(Layer { issue, starts: vec![0, u32::try_from(arcs.len()).unwrap_or(u32::MAX)], arcs })
    }

    fn expand(
        &self,
        store: &mut Store,
        states: &States,
        (at, issue): (usize, IssueIndex),
        effects: &mut Effects,
        room: &Room,
    ) -> Result<(Layer, States), Stopped> {
        let layer = &self.plan.layers[at];
        let position = u32::try_from(at).unwrap_or(u32::MAX);
        store.leave_position();
        let class_of = &self.classes.of[issue];
        let classes = u32::try_from(self.classes.count[issue]).unwrap_or(u32::MAX);
        let mut next = States::default();
        let mut starts = Vec::with_capacity(states.len() + 1);
        let mut arcs: Vec<Arc> = Vec::new();
        starts.push(0);
        let mut conjunction = Conjunction::default();
        let (mut scratch, mut met, mut touched) = (Vec::new(), Vec::new(), Vec::new());
        let mut steps: Vec<Step> = Vec::new();
        for node in 0..states.len() {
            if node % NODES_PER_POLL == 0 && self.control.is_stopped() {
                return Err(Stopped::Cancelled);
            }
            let (slots, open) = states.get(node).split_at(layer.slots);
            let arises = match layer.arises {
                Arises::Known(known) => known,
                Arises::Slot(slot) => slots[slot] == TRUE,
            };
            touched.clear();
            touched.extend(open.iter().copied().filter(|&formula| store.first(formula) == position));
            steps.clear();
            for class in 0..classes {
                conjunction.start(open.iter().copied().filter(|&formula| store.first(formula) != position));
                for &formula in layer.opening.iter().chain(&touched) {
                    conjunction.add(store.residual(formula, position, class));
                }
                let Some(still_open) = conjunction.settle(store) else {
                    steps.push(None);
                    continue;
                };
                scratch.clear();
                met.clear();
                met.extend_from_slice(&layer.met_from_start);
                for slot in &layer.moves {
                    let before = match slot.source {
                        Source::Slot(slot) => slots[slot],
                        Source::Opening(formula) => formula,
                    };
                    let mut after = store.residual(before, position, class);
                    if let (Some(tracked), TRUE) = (slot.tracked, after) {
                        met.push(tracked);
                        after = FALSE;
                    }
                    if slot.keep {
                        scratch.push(after);
                    }
                }
                scratch.extend_from_slice(still_open);
                steps.push(Some((next.insert(&scratch), effects.number(arises, &mut met))));
            }
            for (choice, &class) in class_of.iter().enumerate() {
                if let Some((child, effect)) = steps[class as usize] {
                    arcs.push(Arc { choice: Choice::try_from(choice).unwrap_or(Choice::MAX), effect, child });
                }
            }
            starts.push(u32::try_from(arcs.len()).unwrap_or(u32::MAX));
            if self.narrowing == Narrowing::None && next.len() > room.nodes {
                return Err(Stopped::Nodes { layer: room.layer, layers: self.order.len() });
            }
            if arcs.len() > room.arcs {
                return Err(Stopped::Arcs { layer: room.layer, layers: self.order.len() });
            }
        }
        Ok((Layer { issue, starts, arcs }, next))
    }

    fn terminal(&self, state: &[u32]) -> Terminal {
        let holds = self.plan.split.iter().map(|source| match *source {
            Source::Slot(slot) => state[slot] == TRUE,
            Source::Opening(formula) => formula == TRUE,
        });
        Terminal { holds: holds.collect() }
    }
}

/// How much may still be built.
struct Room {
    nodes: usize,
    arcs: usize,
    layer: usize,
}

/// Effects met so far, each with its number.
#[derive(Default)]
struct Effects {
    list: Vec<Effect>,
    /// Numbers of those that meet something.
    numbers: FxHashMap<Effect, u32>,
    /// Numbers of the effects that meet nothing, by whether the issue arises.
    plain: [Option<u32>; 2],
}

impl Effects {
    fn number(&mut self, arises: bool, met: &mut [u32]) -> u32 {
        let next = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        if met.is_empty() {
            return *self.plain[usize::from(arises)].get_or_insert_with(|| {
                self.list.push(Effect { arises, met: Vec::new() });
                next
            });
        }
        met.sort_unstable();
        let effect = Effect { arises, met: met.to_vec() };
        *self.numbers.entry(effect).or_insert_with_key(|effect| {
            self.list.push(effect.clone());
            next
        })
    }
}
