//! The packages around one found that are as good: which is shown, how many there are.

use num_bigint::BigUint;

use super::model::{Model, holds, places};

/// Of the packages that differ from a found one without changing its value, as
/// far as can be told issue by issue: the first in the order of tie keys, and how many.
pub(super) fn settle(model: &Model, found: &[usize]) -> (Vec<usize>, BigUint) {
    let layout = &model.layout;
    let mut cell: Vec<Vec<u64>> = (0..layout.issues()).map(|issue| layout.full(issue).collect()).collect();
    let mut keep = |issue: usize, set: &[u64], inside: bool| {
        for (own, set) in cell[issue].iter_mut().zip(set) {
            *own &= if inside { *set } else { !set };
        }
    };
    // One side keeps the package out of each box that it is not in: of those that
    // can, one on an issue that has to keep others out already.
    let mut guards = vec![false; layout.issues()];
    for at in 0..model.boxes() {
        let sides = &model.sides[model.sides_of(at)];
        let out = |issue: usize, set: &[u64]| !holds(set, found[issue]);
        let missed = || sides.iter().filter(|side| out(side.issue, &side.set));
        let guard = missed().find(|side| guards[side.issue]).or_else(|| missed().next());
        match guard {
            Some(side) => {
                guards[side.issue] = true;
                keep(side.issue, &side.set, false);
            }
            None => sides.iter().for_each(|side| keep(side.issue, &side.set, true)),
        }
    }
    for rule in &model.rules {
        for (issue, set) in &rule.favours {
            keep(*issue, set, holds(set, found[*issue]));
        }
        for &issue in &rule.rigid {
            let mut own = vec![0; layout.words(issue).len()];
            own[found[issue] / 64] |= 1 << (found[issue] % 64);
            keep(issue, &own, true);
        }
    }
    let mut count = BigUint::from(1_u8);
    let mut shown = Vec::with_capacity(found.len());
    for (issue, set) in cell.iter().enumerate() {
        let start = layout.lanes(issue).start;
        let same =
            |place: &usize| model.tables.iter().all(|row| row[start + place] == row[start + found[issue]]);
        let mut alike = places(set).filter(same);
        shown.push(alike.next().unwrap_or(found[issue]));
        count *= 1 + alike.count();
    }
    (shown, count)
}
