//! Where the boxes stand and what is written in them.

use std::collections::BTreeMap;

use detente_stability::course::Course;
use detente_stability::model::State;
use detente_stability::paths::Step;

use super::{LINE, MARGIN};
use crate::stability::{Subject, concept_name};

/// Width of a box.
pub(super) const WIDTH: usize = 252;
/// Between boxes of a layer.
pub(super) const GAP: usize = 34;
/// From one layer to the next.
const COLUMN: usize = WIDTH + 150;
/// Characters of a line in a box.
const CHARACTERS: usize = 34;

/// A state as a box.
pub(super) struct Placed {
    pub(super) state: State,
    pub(super) lines: Vec<String>,
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) height: usize,
}

/// Boxes in layers by fewest moves; in a layer by the mean row of those that
/// lead there from the layers before.
pub(super) fn place(subject: Subject<'_>, course: &Course, states: &[State], steps: &[Step]) -> Vec<Placed> {
    let differ = differing(subject, states);
    let mut layers: BTreeMap<usize, Vec<State>> = BTreeMap::new();
    for &state in states {
        layers.entry(course.evolution.steps_to(state).unwrap_or_default()).or_default().push(state);
    }
    let mut rows: BTreeMap<State, usize> = BTreeMap::new();
    let mut boxes = Vec::new();
    for (layer, members) in layers.values_mut().enumerate() {
        members.sort_by_cached_key(|&state| {
            let leading = steps.iter().filter(|step| step.to == state);
            let before: Vec<usize> = leading.filter_map(|step| rows.get(&step.from).copied()).collect();
            // In hundredths of a row; ties by number.
            (before.iter().sum::<usize>() * 100 / before.len().max(1), state)
        });
        let mut y = MARGIN;
        for (at, &state) in members.iter().enumerate() {
            rows.insert(state, at);
            let lines = lines(subject, course, &differ, state);
            let height = LINE * (lines.len() + 1) + 12;
            boxes.push(Placed { state, lines, x: MARGIN + layer * COLUMN, y, height });
            y += height + GAP;
        }
    }
    boxes
}

/// Issues on which the states differ.
fn differing(subject: Subject<'_>, states: &[State]) -> Vec<usize> {
    let packages: Vec<_> = states.iter().map(|&state| subject.model.package(state)).collect();
    let differs = |issue: &usize| packages.windows(2).any(|pair| pair[0][*issue] != pair[1][*issue]);
    (0..subject.case.issues.len()).filter(differs).collect()
}

fn lines(subject: Subject<'_>, course: &Course, differ: &[usize], state: State) -> Vec<String> {
    let case = subject.case;
    let package = subject.model.package(state);
    let arising = differ.iter().filter(|&&issue| case.arises(issue, &package));
    let mut texts: Vec<String> = arising
        .map(|&issue| {
            let each = &case.issues[issue];
            format!("{}: {}", each.title, each.choice_title(package[issue]))
        })
        .collect();
    if let Some(reached) = course.equilibria.iter().find(|each| each.state == state) {
        let concepts: Vec<_> = reached.concepts.iter().map(|&concept| concept_name(concept)).collect();
        texts.push(format!("equilibrium: {}", concepts.join(", ")));
    }
    let wrapped = texts.iter().flat_map(|text| textwrap::wrap(text, CHARACTERS));
    wrapped.map(std::borrow::Cow::into_owned).collect()
}
