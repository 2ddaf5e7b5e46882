//! Where the conflict goes from a state: status-quo analysis (Li, Kilgour and
//! Hipel 2005).
//!
//! Each decision maker goes along either by any of its moves or by improvements
//! alone; which, is said one by one, so that "by moves", "by improvements" and any
//! mixture are the same question. Nobody moves twice in a row: what two moves in
//! a row lead to, one does, so that a shortest path never has any.

use detente_space::control::Control;
use fixedbitset::FixedBitSet;

use crate::model::{Limits, Model, ModelError, State};

/// How a decision maker goes along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By any move.
    Moves,
    /// By moves that are better for all its parties. None where a preference is not known.
    Improvements,
    /// Not at all.
    Staying,
}

/// One move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step {
    /// Who moves, a position in [`Model::decision_makers`].
    pub decision_maker: usize,
    /// From where.
    pub from: State,
    /// To where.
    pub to: State,
}

/// Everything that can come about from one state.
#[derive(Clone, Debug)]
pub struct Evolution {
    from: State,
    by: Vec<By>,
    /// Fewest steps to each state; `UNREACHED` where there is no way.
    distance: Vec<u32>,
    reached: Vec<State>,
    /// Most steps that are looked at to list paths.
    most_steps: u64,
}

/// Some of many things, and whether it is all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// What was found.
    pub found: Vec<T>,
    /// Whether there is nothing else.
    pub complete: bool,
}

const UNREACHED: u32 = u32::MAX;

/// Where a decision maker can go from a state in a given way, ascending.
fn onward(model: &Model, decision_maker: usize, by: By, from: State) -> Vec<State> {
    match by {
        By::Moves => model.moves(decision_maker, from),
        By::Improvements => model.improvements(decision_maker, from),
        By::Staying => Vec::new(),
    }
}

impl Evolution {
    /// Follows all ways from `from`; `by` has an entry for each decision maker.
    ///
    /// # Errors
    ///
    /// [`ModelError::TooMuchWork`] where improvements to follow exceed
    /// [`Limits::steps`], [`ModelError::Stopped`] where the control says so.
    pub fn of(
        model: &Model,
        from: State,
        by: &[By],
        limits: &Limits,
        control: &Control<'_>,
    ) -> Result<Self, ModelError> {
        let mut distance = vec![UNREACHED; model.states()];
        let mut done: Vec<FixedBitSet> =
            (0..by.len()).map(|maker| FixedBitSet::with_capacity(model.moves_of(maker).classes())).collect();
        distance[from as usize] = 0;
        let mut reached = vec![from];
        let (mut at, mut steps) = (0, 0_u64);
        let mut classes = Vec::new();
        while at < reached.len() {
            let state = reached[at];
            at += 1;
            if at.is_multiple_of(4096) {
                ModelError::if_stopped(control)?;
            }
            let next = distance[state as usize] + 1;
            let mut reach = |to: State| {
                let distance = &mut distance[to as usize];
                if *distance == UNREACHED {
                    *distance = next;
                    reached.push(to);
                }
            };
            for (maker, &by) in by.iter().enumerate() {
                if by == By::Moves {
                    // States of a class lead to the same states: the first is enough.
                    let moves = model.moves_of(maker);
                    classes.push(moves.class(state));
                    while let Some(class) = classes.pop() {
                        if !done[maker].put(class) {
                            moves.members(class).iter().copied().for_each(&mut reach);
                            moves.each_successor(class, |next| classes.push(next));
                        }
                    }
                } else {
                    let to = onward(model, maker, by, state);
                    steps += 1 + to.len() as u64;
                    to.into_iter().for_each(&mut reach);
                }
            }
            if steps > limits.steps {
                let what = "following improvements";
                return Err(ModelError::TooMuchWork { what, steps, limit: limits.steps });
            }
        }
        Ok(Self { from, by: by.to_vec(), distance, reached, most_steps: limits.steps })
    }

    /// Where it starts.
    #[must_use]
    pub fn from(&self) -> State {
        self.from
    }

    /// The states that can come about, nearest first; the first is where it starts.
    #[must_use]
    pub fn reached(&self) -> &[State] {
        &self.reached
    }

    /// The fewest steps to a state; `None` where there is no way.
    #[must_use]
    pub fn steps_to(&self, state: State) -> Option<usize> {
        Some(self.distance[state as usize]).filter(|&steps| steps != UNREACHED).map(|steps| steps as usize)
    }

    /// The shortest paths to a state, at most so many, in order of decision
    /// makers and states. One empty path where it is the state it starts from,
    /// none where there is no way; none, and not complete, where more than
    /// [`Limits::steps`] steps would have to be looked at.
    #[must_use]
    pub fn shortest(&self, model: &Model, to: State, most: usize) -> Found<Vec<Step>> {
        let mut all = Found { found: Vec::new(), complete: true };
        if self.steps_to(to).is_none() {
            return all;
        }
        let Some(useful) = self.on_shortest_ways(model, to) else {
            all.complete = false;
            return all;
        };
        // Steps still to try on each level of the path.
        let after = |state: State| {
            let mut steps = self.steps_from(model, state);
            steps.retain(|step| {
                useful.contains(step.to as usize)
                    && self.distance[step.to as usize] == self.distance[state as usize] + 1
            });
            steps.reverse();
            steps
        };
        if to == self.from {
            all.found.push(Vec::new());
            return all;
        }
        let mut open = vec![after(self.from)];
        let mut path: Vec<Step> = Vec::new();
        while let Some(rest) = open.last_mut() {
            let Some(step) = rest.pop() else {
                open.pop();
                path.pop();
                continue;
            };
            if step.to == to {
                if all.found.len() == most {
                    all.complete = false;
                    break;
                }
                let whole = path.iter().copied().chain([step]).collect();
                all.found.push(whole);
            } else {
                path.push(step);
                open.push(after(step.to));
            }
        }
        all
    }

    /// States on some shortest way to `to`; `None` where that takes too long to find out.
    fn on_shortest_ways(&self, model: &Model, to: State) -> Option<FixedBitSet> {
        let mut looked_at = 0_u64;
        let mut useful = FixedBitSet::with_capacity(model.states());
        useful.insert(to as usize);
        let last = self.distance[to as usize];
        // Those reached lie in order of distance; backwards every state comes after its successors.
        for &state in self.reached.iter().rev().filter(|&&state| self.distance[state as usize] < last) {
            let next = self.distance[state as usize] + 1;
            let leads =
                |step: &Step| useful.contains(step.to as usize) && self.distance[step.to as usize] == next;
            let steps = self.steps_from(model, state);
            looked_at += 1 + steps.len() as u64;
            if looked_at > self.most_steps {
                return None;
            }
            if steps.iter().any(leads) {
                useful.insert(state as usize);
            }
        }
        Some(useful)
    }

    /// Every step from a state, by decision maker, then by state.
    #[must_use]
    pub fn steps_from(&self, model: &Model, from: State) -> Vec<Step> {
        let by = self.by.iter().enumerate();
        by.flat_map(|(decision_maker, &by)| {
            onward(model, decision_maker, by, from).into_iter().map(move |to| Step {
                decision_maker,
                from,
                to,
            })
        })
        .collect()
    }

    /// Every step between states that can come about, nearest first, at most so many: the reachable diagram.
    #[must_use]
    pub fn diagram(&self, model: &Model, most: usize) -> Found<Step> {
        let mut steps = self.reached.iter().flat_map(|&state| self.steps_from(model, state));
        let found = steps.by_ref().take(most).collect();
        Found { found, complete: steps.next().is_none() }
    }

    /// All paths to a state that visit none twice and in which nobody moves
    /// twice in a row, of at most `longest` steps, shorter ones first, at most
    /// `most` of them. At most `most` times 1,000 beginnings are tried, and
    /// [`Limits::steps`] steps.
    #[must_use]
    pub fn simple_paths(&self, model: &Model, to: State, longest: usize, most: usize) -> Found<Vec<Step>> {
        let mut all = Found { found: Vec::new(), complete: true };
        if to == self.from {
            all.complete = most > 0;
            all.found.extend(all.complete.then(Vec::new));
            return all;
        }
        let Some(fewest) = self.steps_to(to) else { return all };
        let mut left = Left { beginnings: most.saturating_mul(1000), steps: self.most_steps };
        // Length by length: beginnings are found again rather than kept.
        for length in fewest..=longest {
            match self.paths_of_length(model, to, length, most, &mut left, &mut all.found) {
                Some(true) => {}
                Some(false) => break,
                None => {
                    all.complete = false;
                    break;
                }
            }
        }
        all
    }

    /// Adds the simple paths of just this length, and says whether anything that
    /// is so long was tried; `None` where some were left out.
    fn paths_of_length(
        &self,
        model: &Model,
        to: State,
        length: usize,
        most: usize,
        left: &mut Left,
        found: &mut Vec<Vec<Step>>,
    ) -> Option<bool> {
        let mut path: Vec<Step> = Vec::new();
        let mut so_long = false;
        // Steps still to try after each beginning of the path.
        let mut open = vec![self.steps_on(model, &path, left)?];
        while let Some(rest) = open.last_mut() {
            let Some(step) = rest.pop() else {
                open.pop();
                path.pop();
                continue;
            };
            if path.len() + 1 < length {
                if step.to != to {
                    path.push(step);
                    open.push(self.steps_on(model, &path, left)?);
                }
                continue;
            }
            so_long = true;
            if step.to == to {
                if found.len() == most {
                    return None;
                }
                found.push(path.iter().copied().chain([step]).collect());
            }
        }
        Some(so_long)
    }

    /// The steps that may follow a beginning, the last to be tried first; `None`
    /// where no more may be tried.
    fn steps_on(&self, model: &Model, path: &[Step], left: &mut Left) -> Option<Vec<Step>> {
        left.beginnings = left.beginnings.checked_sub(1)?;
        let (at, last) = path.last().map_or((self.from, None), |step| (step.to, Some(step.decision_maker)));
        let mut steps = self.steps_from(model, at);
        left.steps = left.steps.checked_sub(steps.len() as u64)?;
        steps.retain(|step| {
            let new = step.to != self.from && path.iter().all(|before| before.to != step.to);
            Some(step.decision_maker) != last && new
        });
        steps.reverse();
        Some(steps)
    }
}

/// What may still be tried.
struct Left {
    beginnings: usize,
    steps: u64,
}
