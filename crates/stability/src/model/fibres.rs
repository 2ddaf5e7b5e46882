//! Moves of a decision maker that change its own issues and nothing else.
//!
//! States that agree on all other issues form a *fibre*; within one, moves go
//! wherever its issues' permitted changes go. Without restricted issues a fibre
//! is one class.

use detente_case::package::{Choice, IssueIndex};
use detente_space::control::Control;
use fixedbitset::FixedBitSet;
use rustc_hash::FxHashMap;

use super::classes::Classes;
use super::closure::Closure;
use super::moves::{Links, Mover, Moves};
use super::pattern::Pattern;
use super::ranks::Ranks;
use super::{Limits, ModelError, State};

pub(super) fn of(mover: &Mover<'_>, limits: &Limits, control: &Control<'_>) -> Result<Moves, ModelError> {
    let fibres = Fibres::of(mover);
    let restricted: Vec<(IssueIndex, &Closure)> = mover
        .issues
        .iter()
        .zip(&mover.permitted)
        .filter_map(|(&issue, permitted)| Some((issue, permitted.as_ref()?)))
        .collect();
    match restricted.as_slice() {
        [] => Ok(fibres.free(mover)),
        restricted => bound(mover, &fibres, restricted, limits, control),
    }
}

/// States that agree on all issues of others.
struct Fibres {
    of: Classes,
    /// Where each starts in a list by fibre; one entry more than there are fibres.
    starts: Vec<u32>,
}

impl Fibres {
    fn of(mover: &Mover<'_>) -> Self {
        let model = mover.model;
        let states = model.states();
        let part = model.digits.part(|issue| !mover.issues.contains(&issue));
        let key = |state: State| part.of(model.key(state as usize));
        if model.digits.combinations() == states as u64 {
            let each = states as u64 / part.size();
            let starts = (0..=part.size()).map(|fibre| u32::try_from(fibre * each).unwrap_or(u32::MAX));
            return Self { of: model.digits.classes(&part), starts: starts.collect() };
        }
        let mut of = vec![0; states];
        let mut starts = vec![0];
        if part.size() > 2 * states as u64 + 4096 {
            let mut keyed: Vec<(u64, State)> = model.all().map(|state| (key(state), state)).collect();
            keyed.sort_unstable();
            let mut end = 0;
            for (number, fibre) in (0..).zip(keyed.chunk_by(|left, right| left.0 == right.0)) {
                fibre.iter().for_each(|(_, state)| of[*state as usize] = number);
                end += u32::try_from(fibre.len()).unwrap_or(0);
                starts.push(end);
            }
        } else {
            let at = |state: State| usize::try_from(key(state)).unwrap_or(usize::MAX);
            let mut sizes = vec![0_u32; usize::try_from(part.size()).unwrap_or(0)];
            model.all().for_each(|state| sizes[at(state)] += 1);
            let (mut number, mut end) = (0, 0);
            for size in sizes.iter_mut().filter(|size| **size > 0) {
                end += std::mem::replace(size, number);
                number += 1;
                starts.push(end);
            }
            model.all().for_each(|state| of[state as usize] = sizes[at(state)]);
        }
        Self { of: Classes::Listed(of), starts }
    }

    /// Every fibre one class.
    fn free(self, mover: &Mover<'_>) -> Moves {
        let (members, tied) = match mover.ranks {
            None => (self.ascending(), None),
            Some(ranks) => {
                let (members, tied) = self.by_rank(mover, ranks);
                (members, Some(tied))
            }
        };
        Moves { class_of: self.of, starts: self.starts, members, tied, links: Links::None }
    }

    /// The states by fibre, ascending within each.
    fn ascending(&self) -> Vec<State> {
        let mut next = self.starts.clone();
        let mut members = vec![0; next.last().map_or(0, |&states| states as usize)];
        self.of.each(|state, fibre| {
            let at = &mut next[fibre];
            members[*at as usize] = state;
            *at += 1;
        });
        members
    }

    /// The states by fibre, ascending by rank within each, then by state, and
    /// which have the rank of the one before them.
    fn by_rank(&self, mover: &Mover<'_>, ranks: &Ranks) -> (Vec<State>, FixedBitSet) {
        let states = ranks.of.len();
        let mut members = Vec::with_capacity(states);
        let mut tied = FixedBitSet::with_capacity(states);
        let mut sorted: Vec<u64> = Vec::new();
        let mut add = |fibre: &mut dyn Iterator<Item = State>| {
            sorted.clear();
            sorted.extend(fibre.map(|state| u64::from(ranks.of[state as usize]) << 32 | u64::from(state)));
            sorted.sort_unstable();
            let from = members.len();
            members.extend(sorted.iter().map(|&pair| (pair & u64::from(u32::MAX)) as State));
            for (at, pair) in (from + 1..).zip(sorted.windows(2)) {
                tied.set(at, pair[0] >> 32 == pair[1] >> 32);
            }
        };
        if matches!(self.of, Classes::Split { .. }) {
            // Every combination is a state: fibres are what the issues of others say, and what its own add to that.
            let digits = &mover.model.digits;
            let state = |key: u64| State::try_from(key).unwrap_or(State::MAX);
            let own = digits.keys_of(|issue| mover.issues.contains(&issue));
            let first = digits.keys_of(|issue| !mover.issues.contains(&issue));
            first.iter().for_each(|first| add(&mut own.iter().map(|own| state(first + own))));
        } else {
            let ascending = self.ascending();
            for bounds in self.starts.windows(2) {
                add(&mut ascending[bounds[0] as usize..bounds[1] as usize].iter().copied());
            }
        }
        (members, tied)
    }
}

/// A state, after the classes of its choices on restricted issues.
type Coded = (Vec<Choice>, State);

/// Fibres split into classes by issues that cannot be changed back and forth.
fn bound(
    mover: &Mover<'_>,
    fibres: &Fibres,
    restricted: &[(IssueIndex, &Closure)],
    limits: &Limits,
    control: &Control<'_>,
) -> Result<Moves, ModelError> {
    let model = mover.model;
    let mut members = fibres.ascending();
    let mut class_of = vec![0; members.len()];
    let mut starts = Vec::new();
    let (mut group, mut groups, mut patterns) = (Vec::new(), Vec::new(), Vec::new());
    let mut known: FxHashMap<Vec<Choice>, (u32, Vec<u32>)> = FxHashMap::default();
    let mut steps = 0_u64;
    let code = |state: State| -> Vec<Choice> {
        let key = model.key(state as usize);
        restricted.iter().map(|(issue, closure)| closure.class(model.digits.choice(*issue, key))).collect()
    };
    for (at, bounds) in fibres.starts.windows(2).enumerate() {
        let members = &mut members[bounds[0] as usize..bounds[1] as usize];
        let mut coded: Vec<Coded> = members.iter().map(|&state| (code(state), state)).collect();
        coded.sort_unstable();
        let classes: Vec<&[Coded]> = coded.chunk_by(|left, right| left.0 == right.0).collect();
        let shape: Vec<Choice> = classes.iter().flat_map(|class| class[0].0.iter().copied()).collect();
        let (pattern, place) = if let Some(known) = known.get(&shape) {
            known.clone()
        } else {
            steps += (classes.len() as u64).saturating_pow(2);
            // While they are ordered each pair of classes takes a bit.
            if steps > limits.steps || steps / 8 > limits.bytes {
                let what = "finding which states irreversible moves lead to";
                let limit = limits.steps.min(limits.bytes.saturating_mul(8));
                return Err(ModelError::TooMuchWork { what, steps, limit });
            }
            let reaches = |from: usize, to: usize| {
                let choices = classes[from][0].0.iter().zip(&classes[to][0].0);
                choices.zip(restricted).all(|((&from, &to), (_, closure))| closure.permits(from, to))
            };
            let ordered = Pattern::order(classes.len(), reaches, control)?;
            let number = u32::try_from(patterns.len()).unwrap_or(u32::MAX);
            patterns.push(ordered.pattern);
            known.insert(shape, (number, ordered.place.clone()));
            (number, ordered.place)
        };
        let first = u32::try_from(starts.len()).unwrap_or(u32::MAX);
        groups.push((first, pattern));
        let mut in_order: Vec<(u32, &[Coded])> = place.into_iter().zip(classes).collect();
        in_order.sort_unstable_by_key(|(place, _)| *place);
        let mut next = 0;
        for (_, class) in in_order {
            let number = u32::try_from(starts.len()).unwrap_or(u32::MAX);
            starts.push(bounds[0] + u32::try_from(next).unwrap_or(0));
            group.push(u32::try_from(at).unwrap_or(u32::MAX));
            let slice = &mut members[next..next + class.len()];
            slice.iter_mut().zip(class).for_each(|(slot, (_, state))| *slot = *state);
            slice.sort_unstable_by_key(|&state| mover.place(state));
            slice.iter().for_each(|&state| class_of[state as usize] = number);
            next += class.len();
        }
    }
    starts.push(u32::try_from(members.len()).unwrap_or(u32::MAX));
    Ok(Moves {
        class_of: Classes::Listed(class_of),
        starts,
        members,
        tied: None,
        links: Links::Patterns { group, groups, patterns },
    })
}
