//! Passages whose sketches meet, joined to runs where their neighbours meet too.

use super::Place;
use super::sketch::{BANDS, Sketches};

/// Of passages that all meet in one band, those beyond so many are held against
/// the first alone: what stands everywhere would otherwise be held against itself.
const CROWD: usize = 8;
/// Scalars between two passages of a run, at most, in either text.
const GAP: usize = 600;

/// Neighbouring passages of one text that meet neighbouring passages of another, or of the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Run {
    pub(super) first: Place,
    pub(super) second: Place,
}

/// Every run, in order of the first text.
pub(super) fn runs(sketches: &Sketches) -> Vec<Run> {
    let mut pairs = met(sketches);
    pairs.sort_unstable();
    pairs.dedup();
    let places = |(one, other): &(u32, u32)| {
        let run = Run { first: sketches.place(*one)?, second: sketches.place(*other)? };
        Some(run)
    };
    let mut singles: Vec<Run> = pairs.iter().filter_map(places).collect();
    singles.sort_by(|one, other| {
        (one.first.text, one.second.text, one.first.start, one.second.start).cmp(&(
            other.first.text,
            other.second.text,
            other.first.start,
            other.second.start,
        ))
    });
    let mut runs: Vec<Run> = Vec::new();
    // Runs of the present pair of texts begin here.
    let mut from = 0;
    for single in singles {
        let last = runs.last();
        if last
            .is_none_or(|last| (last.first.text, last.second.text) != (single.first.text, single.second.text))
        {
            from = runs.len();
        }
        let begun = from.max(runs.len().saturating_sub(CROWD));
        let follows = |run: &&mut Run| {
            let near = |end: usize, start: usize| start <= end.saturating_add(GAP);
            let joined = near(run.first.end, single.first.start)
                && near(run.second.end, single.second.start)
                && single.second.start >= run.second.start;
            let apart =
                run.first.text != run.second.text || run.first.end.max(single.first.end) <= run.second.start;
            joined && apart
        };
        match runs.get_mut(begun..).unwrap_or_default().iter_mut().rev().find(follows) {
            Some(run) => {
                run.first.end = run.first.end.max(single.first.end);
                run.second.end = run.second.end.max(single.second.end);
            }
            None => runs.push(single),
        }
    }
    runs.sort();
    runs
}

/// Pairs of passages that are the same or meet in a band.
fn met(sketches: &Sketches) -> Vec<(u32, u32)> {
    let Ok(count) = u32::try_from(sketches.count()) else { return Vec::new() };
    let mut pairs = Vec::new();
    // The same passages first: of each kind one stands for all in the bands.
    let mut same: Vec<(u64, u32)> = sketches.whole().iter().copied().zip(0..count).collect();
    same.sort_unstable();
    let mut kinds: Vec<u32> = Vec::new();
    for group in same.chunk_by(|one, other| one.0 == other.0) {
        let members: Vec<u32> = group.iter().map(|(_, passage)| *passage).collect();
        kinds.extend(members.first());
        gather(&members, &mut pairs);
    }
    drop(same);
    kinds.sort_unstable();
    let mut keys: Vec<(u32, u32)> = Vec::with_capacity(kinds.len());
    for band in 0..BANDS {
        keys.clear();
        keys.extend(kinds.iter().map(|passage| (sketches.band(*passage, band), *passage)));
        keys.sort_unstable();
        for group in keys.chunk_by(|one, other| one.0 == other.0) {
            let members: Vec<u32> = group.iter().map(|(_, passage)| *passage).collect();
            gather(&members, &mut pairs);
        }
        // What met in one band mostly met in others as well.
        if band % 4 == 3 {
            pairs.sort_unstable();
            pairs.dedup();
        }
    }
    pairs
}

fn gather(members: &[u32], pairs: &mut Vec<(u32, u32)>) {
    let (few, many) = members.split_at(members.len().min(CROWD));
    for (at, one) in few.iter().enumerate() {
        pairs.extend(few.iter().skip(at + 1).map(|other| (*one, *other)));
    }
    if let Some(first) = few.first() {
        pairs.extend(many.iter().map(|other| (*first, *other)));
    }
}
