//! Each party's order of the states as small numbers.

use detente_case::model::Case;
use detente_case::package::PartyIndex;
use detente_case::preference::Form;
use detente_space::points::{PointNote, point_valuation};
use fixedbitset::FixedBitSet;

use super::digits::Digits;
use super::walk::Walk;
use super::{ModelError, State, sums};

/// The ranks of one party.
#[derive(Clone, Debug)]
pub(crate) struct Ranks {
    /// One a state, 0 the worst, without gaps.
    pub(crate) of: Vec<u32>,
    /// How many different ones there are.
    pub(crate) levels: usize,
}

/// The positions of numbers below `levels` in ascending order of the numbers, by
/// counting; those of equal ones ascending.
pub(crate) fn ascending(numbers: impl Iterator<Item = u32> + Clone, levels: usize) -> Vec<State> {
    let mut starts = vec![0_u32; levels + 1];
    let mut count = 0;
    for number in numbers.clone() {
        starts[number as usize + 1] += 1;
        count += 1;
    }
    for level in 0..levels {
        starts[level + 1] += starts[level];
    }
    let mut states = vec![0; count];
    for (state, number) in (0..).zip(numbers) {
        let at = &mut starts[number as usize];
        states[*at as usize] = state;
        *at += 1;
    }
    states
}

/// Ranks, and what a reader must know of them.
#[derive(Debug)]
pub(super) struct Ranked {
    pub(super) ranks: Option<Ranks>,
    pub(super) notes: Vec<PointNote>,
}

/// Ranks the states for one party; `order` gives the state of each path of the
/// walk where that is not its key.
pub(super) fn of_party(
    case: &Case,
    party: PartyIndex,
    digits: &Digits,
    walk: &Walk<'_>,
    order: Option<&[u32]>,
    states: usize,
) -> Result<Ranked, ModelError> {
    if matches!(case.preferences[party].form, Form::Unknown) {
        return Ok(Ranked { ranks: None, notes: Vec::new() });
    }
    let points = point_valuation(case, &[party]).map_err(ModelError::Points)?;
    let cap = points.caps.first().copied().flatten();
    let Some(coordinate) = points.valuation.coordinates.first() else {
        return Ok(Ranked { ranks: Some(places(&vec![0; states])), notes: points.notes });
    };
    let every = order.is_none() && walk.all_arise();
    let at_once = every.then(|| sums::values(digits, coordinate, &points.tracked)).flatten();
    let mut values = at_once.unwrap_or_else(|| {
        let mut values = vec![0; states];
        let total = walk.total(coordinate, &points.tracked);
        let mut path = 0;
        walk.each(Some(&total), |key, value| {
            let state =
                order.map_or(usize::try_from(key).unwrap_or(usize::MAX), |order| order[path] as usize);
            path += 1;
            values[state] = value;
        });
        values
    });
    if let Some(cap) = cap {
        values.iter_mut().for_each(|value| *value = cap.min(*value));
    }
    Ok(Ranked { ranks: Some(places(&values)), notes: points.notes })
}

/// Places of values in their order: by counting where they lie close together,
/// else by sorting.
pub(super) fn places(values: &[i64]) -> Ranks {
    let (Some(&least), Some(&most)) = (values.iter().min(), values.iter().max()) else {
        return Ranks { of: Vec::new(), levels: 0 };
    };
    match usize::try_from(most.abs_diff(least)) {
        Ok(span) if span / 64 <= values.len() => counted(values, least, span + 1),
        _ => sorted(values),
    }
}

/// At most a bit for each value that there could be, and a count for each 64.
fn counted(values: &[i64], least: i64, span: usize) -> Ranks {
    let at = |value: i64| usize::try_from(value.abs_diff(least)).unwrap_or(usize::MAX);
    let mut taken = FixedBitSet::with_capacity(span);
    values.iter().for_each(|&value| taken.insert(at(value)));
    let word = usize::BITS as usize;
    let mut before = Vec::with_capacity(taken.as_slice().len());
    let mut levels = 0;
    for block in taken.as_slice() {
        before.push(levels);
        levels += block.count_ones();
    }
    let place = |&value: &i64| {
        let (block, bit) = (at(value) / word, at(value) % word);
        before[block] + (taken.as_slice()[block] & ((1 << bit) - 1)).count_ones()
    };
    Ranks { of: values.iter().map(place).collect(), levels: levels as usize }
}

fn sorted(values: &[i64]) -> Ranks {
    let mut pairs: Vec<(i64, State)> = values.iter().copied().zip(0..).collect();
    pairs.sort_unstable();
    let mut of = vec![0; values.len()];
    let mut levels = 0;
    for (rank, level) in (0..).zip(pairs.chunk_by(|one, other| one.0 == other.0)) {
        level.iter().for_each(|(_, state)| of[*state as usize] = rank);
        levels += 1;
    }
    Ranks { of, levels }
}

#[cfg(test)]
mod tests {
    use super::{counted, sorted};

    #[test]
    fn counting_and_sorting_agree() {
        let values: Vec<i64> = (0..500_i64).map(|at| (at * at * 7919) % 613 - 300).collect();
        let (one, other) = (counted(&values, -300, 700), sorted(&values));
        assert_eq!((one.of, one.levels), (other.of, other.levels));
    }
}
