//! Moves of a decision maker whose issues decide whether others arise.
//!
//! Such a move may change issues of others with its own: what no longer arises
//! goes to its no-deal choice. Going and coming back then resets them, so that
//! moves are found one by one and closed transitively.

use detente_case::package::{Choice, IssueIndex, Package};
use detente_space::control::Control;
use fixedbitset::FixedBitSet;

use super::classes::Classes;
use super::components::components;
use super::moves::{Links, Lists, Mover, Moves};
use super::{Limits, ModelError, State};

pub(super) fn of(mover: &Mover<'_>, limits: &Limits, control: &Control<'_>) -> Result<Moves, ModelError> {
    let model = mover.model;
    let states = model.states();
    let own: u64 = mover.issues.iter().map(|&issue| model.digits.choices(issue).len() as u64).product();
    let what = "following moves that decide which issues arise";
    let steps = own.saturating_mul(states as u64);
    // A move takes 16 bytes while they are sorted.
    if steps > limits.steps || steps.saturating_mul(16) > limits.bytes {
        return Err(ModelError::TooMuchWork { what, steps, limit: limits.steps.min(limits.bytes / 16) });
    }
    let order = order_of_arising(mover);
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for from in model.all() {
        if from.is_multiple_of(1024) {
            ModelError::if_stopped(control)?;
        }
        each_move(mover, &order, from, |to| pairs.push((from, to)));
    }
    pairs.sort_unstable();
    pairs.dedup();
    let (class_of, classes) = components(states, &Lists::new(states, &pairs));
    let mut links: Vec<(u32, u32)> = pairs
        .iter()
        .map(|&(from, to)| (class_of[from as usize], class_of[to as usize]))
        .filter(|(from, to)| from != to)
        .collect();
    links.sort_unstable();
    links.dedup();
    let successors = Lists::new(classes, &links);
    links.iter_mut().for_each(|link| *link = (link.1, link.0));
    links.sort_unstable();
    let predecessors = Lists::new(classes, &links);
    let mut members: Vec<State> = model.all().collect();
    members.sort_unstable_by_key(|&state| (class_of[state as usize], mover.place(state)));
    let mut starts = vec![0_u32; classes + 1];
    class_of.iter().for_each(|&class| starts[class as usize + 1] += 1);
    for class in 0..classes {
        starts[class + 1] += starts[class];
    }
    let links = if links.is_empty() { Links::None } else { Links::Listed { predecessors, successors } };
    Ok(Moves { class_of: Classes::Listed(class_of), starts, members, tied: None, links })
}

/// The issues, each after those that decide whether it arises.
fn order_of_arising(mover: &Mover<'_>) -> Vec<IssueIndex> {
    let issues = &mover.case.issues;
    let needs: Vec<FixedBitSet> = issues
        .iter()
        .map(|issue| {
            let mut marked = FixedBitSet::with_capacity(issues.len());
            if let Some(when) = &issue.when {
                when.formula.mark_issues(&mut marked);
            }
            marked
        })
        .collect();
    let mut order = Vec::with_capacity(issues.len());
    let mut placed = FixedBitSet::with_capacity(issues.len());
    while order.len() < issues.len() {
        let before = order.len();
        for (issue, needs) in needs.iter().enumerate() {
            if !placed.contains(issue) && needs.is_subset(&placed) {
                placed.insert(issue);
                order.push(issue);
            }
        }
        if order.len() == before {
            // The reader of cases refuses circles.
            break;
        }
    }
    order
}

/// The states that one change of the own issues leads to from `from`.
fn each_move(mover: &Mover<'_>, order: &[IssueIndex], from: State, mut visit: impl FnMut(State)) {
    let model = mover.model;
    let start = model.package(from);
    let choices: Vec<&[Choice]> = mover.issues.iter().map(|&issue| model.digits.choices(issue)).collect();
    let mut at = vec![0_usize; choices.len()];
    loop {
        let mut to = start.clone();
        mover
            .issues
            .iter()
            .zip(&choices)
            .zip(&at)
            .for_each(|((&issue, choices), &at)| to[issue] = choices[at]);
        settle(mover, order, &mut to);
        if to != start
            && is_permitted(mover, &start, &to)
            && let Some(to) = model.state(&to)
        {
            visit(to);
        }
        let Some(digit) = (0..at.len()).find(|&digit| at[digit] + 1 < choices[digit].len()) else { return };
        at[..digit].fill(0);
        at[digit] += 1;
    }
}

/// Puts every issue that does not arise at its no-deal choice.
fn settle(mover: &Mover<'_>, order: &[IssueIndex], package: &mut Package) {
    for &issue in order {
        if !mover.case.arises(issue, package)
            && let Some(no_deal) = mover.case.issues[issue].no_deal
        {
            package[issue] = no_deal;
        }
    }
}

/// Whether every own issue that arises afterwards was changed as permitted.
fn is_permitted(mover: &Mover<'_>, from: &[Choice], to: &[Choice]) -> bool {
    mover.issues.iter().zip(&mover.permitted).all(|(&issue, permitted)| {
        permitted.as_ref().is_none_or(|closure| closure.permits(from[issue], to[issue]))
            || !mover.case.arises(issue, to)
    })
}
