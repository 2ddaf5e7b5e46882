//! Moves of a decision maker that change its own issues and nothing else.
//!
//! States that agree on all other issues form a *fibre*; within one, moves go
//! wherever its issues' permitted changes go. Without restricted issues a fibre
//! is one class.

use detente_case::package::{Choice, IssueIndex};
use rustc_hash::FxHashMap;

use super::closure::Closure;
use super::moves::{ClassOf, Links, Mover, Moves};
use super::pattern::Pattern;
use super::{Limits, ModelError, State};

pub(super) fn of(mover: &Mover<'_>, limits: &Limits) -> Result<Moves, ModelError> {
    let (members, fibres) = grouped(mover);
    let restricted: Vec<(IssueIndex, &Closure)> = mover
        .issues
        .iter()
        .zip(&mover.permitted)
        .filter_map(|(&issue, permitted)| Some((issue, permitted.as_ref()?)))
        .collect();
    if restricted.is_empty() {
        Ok(free(mover, members, fibres))
    } else {
        bound(mover, members, &fibres, &restricted, limits)
    }
}

/// The states fibre by fibre, ascending within each, and where each fibre
/// starts; one entry more than there are fibres.
fn grouped(mover: &Mover<'_>) -> (Vec<State>, Vec<u32>) {
    let model = mover.model;
    let states = model.states();
    let all = || model.all();
    let part = model.digits.part(|issue| !mover.issues.contains(&issue));
    if part.size() > 2 * states as u64 + 4096 {
        let mut keyed: Vec<(u64, State)> =
            all().map(|state: State| (part.of(model.key(state as usize)), state)).collect();
        keyed.sort_unstable();
        let mut starts: Vec<u32> = Vec::new();
        let mut at = 0;
        for fibre in keyed.chunk_by(|left, right| left.0 == right.0) {
            starts.push(at);
            at += u32::try_from(fibre.len()).unwrap_or(0);
        }
        starts.push(at);
        return (keyed.into_iter().map(|(_, state)| state).collect(), starts);
    }
    let fibre = |state: State| usize::try_from(part.of(model.key(state as usize))).unwrap_or(usize::MAX);
    let mut ends = vec![0_u32; usize::try_from(part.size()).unwrap_or(0)];
    all().for_each(|state| ends[fibre(state)] += 1);
    let mut starts = Vec::with_capacity(ends.len() + 1);
    let mut at = 0;
    for end in &mut ends {
        if *end > 0 {
            starts.push(at);
        }
        at += *end;
        *end = at;
    }
    starts.push(at);
    let mut members = vec![0; states];
    for state in all().rev() {
        let end = &mut ends[fibre(state)];
        *end -= 1;
        members[*end as usize] = state;
    }
    (members, starts)
}

/// Every fibre one class.
fn free(mover: &Mover<'_>, mut members: Vec<State>, starts: Vec<u32>) -> Moves {
    let fibres = || starts.windows(2).map(|bounds| bounds[0] as usize..bounds[1] as usize);
    if mover.ranks.is_some() {
        fibres().for_each(|fibre| members[fibre].sort_unstable_by_key(|&state| mover.place(state)));
    }
    let model = mover.model;
    let class_of = if model.digits.combinations() == members.len() as u64 {
        ClassOf::Digits(model.digits.part(|issue| !mover.issues.contains(&issue)))
    } else {
        let mut class_of = vec![0; members.len()];
        for (class, fibre) in (0..).zip(fibres()) {
            members[fibre].iter().for_each(|&state| class_of[state as usize] = class);
        }
        ClassOf::Listed(class_of)
    };
    Moves { class_of, starts, members, member_ranks: Vec::new(), links: Links::None }
}

/// A state, after the classes of its choices on restricted issues.
type Coded = (Vec<Choice>, State);

/// Fibres split into classes by issues that cannot be changed back and forth.
fn bound(
    mover: &Mover<'_>,
    mut members: Vec<State>,
    fibres: &[u32],
    restricted: &[(IssueIndex, &Closure)],
    limits: &Limits,
) -> Result<Moves, ModelError> {
    let model = mover.model;
    let mut class_of = vec![0; members.len()];
    let mut starts = Vec::new();
    let (mut group, mut groups, mut patterns) = (Vec::new(), Vec::new(), Vec::new());
    let mut known: FxHashMap<Vec<Choice>, (u32, Vec<u32>)> = FxHashMap::default();
    let mut steps = 0_u64;
    let code = |state: State| -> Vec<Choice> {
        let key = model.key(state as usize);
        restricted.iter().map(|(issue, closure)| closure.class(model.digits.choice(*issue, key))).collect()
    };
    for (at, bounds) in fibres.windows(2).enumerate() {
        let members = &mut members[bounds[0] as usize..bounds[1] as usize];
        let mut coded: Vec<Coded> = members.iter().map(|&state| (code(state), state)).collect();
        coded.sort_unstable();
        let classes: Vec<&[Coded]> = coded.chunk_by(|left, right| left.0 == right.0).collect();
        let shape: Vec<Choice> = classes.iter().flat_map(|class| class[0].0.iter().copied()).collect();
        let (pattern, place) = if let Some(known) = known.get(&shape) {
            known.clone()
        } else {
            steps += (classes.len() as u64).saturating_pow(2);
            if steps > limits.steps {
                let what = "finding which states irreversible moves lead to";
                return Err(ModelError::TooMuchWork { what, steps, limit: limits.steps });
            }
            let reaches = |from: usize, to: usize| {
                let choices = classes[from][0].0.iter().zip(&classes[to][0].0);
                choices.zip(restricted).all(|((&from, &to), (_, closure))| closure.permits(from, to))
            };
            let ordered = Pattern::order(classes.len(), reaches);
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
        class_of: ClassOf::Listed(class_of),
        starts,
        members,
        member_ranks: Vec::new(),
        links: Links::Patterns { group, groups, patterns },
    })
}
