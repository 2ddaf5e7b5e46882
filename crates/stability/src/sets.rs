//! Sets of states that reach something.

use fixedbitset::FixedBitSet;

use crate::coalition::Together;
use crate::model::{Model, Moves, State};

/// What may be reached, and by whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Steps {
    /// By any moves.
    Moves,
    /// By moves from which every mover gains.
    Improvements,
}

/// All states from which these decision makers, moving in any order, can bring
/// about one of `goal`; the goal included. `together` adds further steps.
pub(crate) fn leading_to(
    model: &Model,
    movers: &[usize],
    goal: &FixedBitSet,
    steps: Steps,
    together: Option<&Together>,
) -> FixedBitSet {
    let mut found = goal.clone();
    let mut open: Vec<State> = goal.ones().filter_map(|state| State::try_from(state).ok()).collect();
    let mut sweeps: Vec<Sweep<'_>> = movers.iter().map(|&mover| Sweep::new(model, mover, steps)).collect();
    while let Some(state) = open.pop() {
        for sweep in &mut sweeps {
            sweep.each_before(state, |before| {
                if !found.put(before as usize) {
                    open.push(before);
                }
            });
        }
        for before in together.map(|together| together.before(state)).into_iter().flat_map(FixedBitSet::ones)
        {
            if !found.put(before) {
                open.extend(State::try_from(before));
            }
        }
    }
    found
}

/// All states that these decision makers can bring about from one, moving in any
/// order; the state itself included.
pub(crate) fn reached_from(model: &Model, movers: &[usize], from: State) -> FixedBitSet {
    let mut found = FixedBitSet::with_capacity(model.states());
    let mut done: Vec<FixedBitSet> =
        movers.iter().map(|&mover| FixedBitSet::with_capacity(model.moves_of(mover).classes())).collect();
    found.insert(from as usize);
    let mut open = vec![from];
    let mut classes = Vec::new();
    while let Some(state) = open.pop() {
        for (&mover, done) in movers.iter().zip(&mut done) {
            let moves = model.moves_of(mover);
            classes.push(moves.class(state));
            while let Some(class) = classes.pop() {
                if done.put(class) {
                    continue;
                }
                for &to in moves.members(class) {
                    if !found.put(to as usize) {
                        open.push(to);
                    }
                }
                moves.each_successor(class, |next| classes.push(next));
            }
        }
    }
    found
}

/// One decision maker's moves followed backwards, each class at most once (by
/// moves), or each member at most once (by improvements of one party).
pub(crate) struct Sweep<'m> {
    moves: &'m Moves,
    kind: Kind<'m>,
    open: Vec<usize>,
}

/// The rank of nobody, past the last member of a class.
const END: u32 = u32::MAX;

enum Kind<'m> {
    /// Classes done.
    Free(FixedBitSet),
    /// Improvements of one party: members are sorted by its rank, and all those
    /// before a class's pointer are done. Beside it stands the rank of the member
    /// that it points to: most visits end there.
    One { ranks: &'m [u32], next: Vec<(u32, u32)>, done_below: Vec<u32> },
    /// Improvements of several parties together.
    Several { model: &'m Model, mover: usize, seen: Vec<u32>, turn: u32 },
    /// Nobody knows what it prefers.
    Never,
}

impl<'m> Sweep<'m> {
    pub(crate) fn new(model: &'m Model, mover: usize, steps: Steps) -> Self {
        let moves = model.moves_of(mover);
        let parties = &model.decision_makers()[mover].parties;
        let kind = match (steps, parties.as_slice()) {
            (Steps::Moves, _) => Kind::Free(FixedBitSet::with_capacity(moves.classes())),
            (Steps::Improvements, _) if parties.iter().any(|&party| !model.is_ranked(party)) => Kind::Never,
            (Steps::Improvements, &[party]) => match model.ranks(party) {
                Some(ranks) => {
                    let classes = moves.classes();
                    let done_below = if moves.is_linked() { vec![0; classes] } else { Vec::new() };
                    let ranks = ranks.of.as_slice();
                    let rank = |class: usize| {
                        moves.members(class).first().map_or(END, |&least| ranks[least as usize])
                    };
                    Kind::One {
                        ranks,
                        next: (0..classes).map(|class| (0, rank(class))).collect(),
                        done_below,
                    }
                }
                None => Kind::Never,
            },
            (Steps::Improvements, _) => {
                Kind::Several { model, mover, seen: vec![0; moves.classes()], turn: 0 }
            }
        };
        Self { moves, kind, open: Vec::new() }
    }

    /// Calls `visit` at least once, over all calls, for every state with a move
    /// to `state`, or a move by which the mover gains; `state` itself may be
    /// among them where moves are meant.
    pub(crate) fn each_before(&mut self, state: State, mut visit: impl FnMut(State)) {
        let (moves, open) = (self.moves, &mut self.open);
        open.clear();
        let class = moves.class(state);
        match &mut self.kind {
            Kind::Never => {}
            Kind::Free(done) => {
                if !done.put(class) {
                    open.push(class);
                }
                while let Some(class) = open.pop() {
                    moves.members(class).iter().copied().for_each(&mut visit);
                    moves.each_predecessor(class, |before| {
                        if !done.put(before) {
                            open.push(before);
                        }
                    });
                }
            }
            Kind::One { ranks, next, done_below } => {
                let rank = ranks[state as usize];
                open.push(class);
                while let Some(class) = open.pop() {
                    if let Some(done) = done_below.get_mut(class) {
                        if *done >= rank {
                            continue;
                        }
                        *done = rank;
                    }
                    let (taken, next_rank) = &mut next[class];
                    if *next_rank < rank {
                        *next_rank = END;
                        for &before in &moves.members(class)[*taken as usize..] {
                            let before_rank = ranks[before as usize];
                            if before_rank >= rank {
                                *next_rank = before_rank;
                                break;
                            }
                            visit(before);
                            *taken += 1;
                        }
                    }
                    moves.each_predecessor(class, |before| open.push(before));
                }
            }
            Kind::Several { model, mover, seen, turn } => {
                *turn += 1;
                let parties = &model.decision_makers()[*mover].parties;
                open.push(class);
                while let Some(class) = open.pop() {
                    if std::mem::replace(&mut seen[class], *turn) == *turn {
                        continue;
                    }
                    let gains = |before: &State| model.gains(parties, *before, state);
                    moves.members(class).iter().copied().filter(gains).for_each(&mut visit);
                    moves.each_predecessor(class, |before| open.push(before));
                }
            }
        }
    }
}
